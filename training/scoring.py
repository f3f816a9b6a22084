"""Scores of a set of answers, with intervals: the rows of every report and of the card's metrics.

A film that the gates refuse is scored 0.5 for fracture (AUC) and counts as a wrong answer everywhere else: as
a missed fracture, as a false alarm, as a wrong class.  It is never dropped.
At two classes the answer is the card's default operating point, at three and seven the likeliest class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES, GROUPS
from inference.card import Metric, ModelCard
from inference.gate import latent_distance
from training import metrics
from training.answers import Answers, Measured
from training.metrics import METHOD, Ints
from training.pointing import mass_inside, named_side, peak_inside

Floats = NDArray[np.float64]
Figure = Callable[[Ints], float]

IMPLANT: Final = {"False": "without an implant", "True": "with an implant"}
ALIKE: Final = "no interval: every bootstrap round gave the same, which says nothing of other patients"
"""Of a figure that is 0 or 1 on every film, or rests on one patient: a width of 0 would be no finding."""
REFUSED: Final = -1
"""Class number of a film that got no answer."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Answers as arrays: what every figure is made of.

    ``fracture`` is the calibrated probability (0.5 where refused), ``probabilities`` [n, 7], ``answer`` the
    likeliest class or :data:`REFUSED`, ``side`` the side that would be named.
    """

    films: tuple[Measured, ...]
    target: Ints
    probabilities: Floats
    fracture: Floats
    refused: NDArray[np.bool_]
    answer: Ints
    threshold: float
    side: tuple[str, ...]
    pointed: Floats
    mass: Floats
    draws: tuple[Ints, ...]

    @property
    def truth(self) -> NDArray[np.bool_]:
        return self.target > 0


def score(answers: Answers, card: ModelCard, rounds: int = metrics.ROUNDS) -> Scored:
    """Everything that the figures need, once."""
    films, target = answers.films, answers.targets()
    refused = np.array([is_refused(item, card) for item in films])
    probabilities = answers.probabilities(card.temperature)
    probabilities[refused] = [0.5, *[0.5 / 6] * 6]
    answer = np.where(refused, REFUSED, probabilities.argmax(axis=1))
    maps = [item.fracture_map(card.temperature) for item in films]
    pairs = list(zip(maps, films, strict=True))
    return Scored(
        films=films,
        target=target,
        probabilities=probabilities,
        fracture=1 - probabilities[:, 0],
        refused=refused,
        answer=answer,
        threshold=card.operating_points[0].threshold if card.operating_points else 0.5,
        side=tuple(named_side(item, card.temperature, card.side_margin) for item in films),
        pointed=np.array([float(peak_inside(m, i.to_film, i.known.boxes)) for m, i in pairs]),
        mass=np.array([mass_inside(m, i.to_film, i.known.boxes) for m, i in pairs]),
        draws=tuple(metrics.patient_draws(answers.patients(), target > 0, rounds)),
    )


def is_refused(item: Measured, card: ModelCard) -> bool:
    """Whether the viewer would give no answer on this film."""
    far = card.gate is not None and latent_distance(card.gate, item.latent) > card.gate.threshold
    return bool(item.header_reason) or far


def metric(
    name: str, figure: Figure, scored: Scored, among: NDArray[np.bool_] | None = None
) -> Metric | None:
    """A figure over the films ``among``, with its interval; None where it is not defined."""
    chosen = np.ones(len(scored.films), bool) if among is None else among
    films = np.flatnonzero(chosen)
    value = figure(films) if len(films) else float("nan")
    if not np.isfinite(value):
        return None
    ends = metrics.interval(figure, [draw[chosen[draw]] for draw in scored.draws])
    method = METHOD if ends else "too few patients for an interval"
    if ends is not None and ends[1] - ends[0] <= 1e-9:
        ends, method = None, ALIKE
    low, high = (None, None) if ends is None else (round(ends[0], 4), round(ends[1], 4))
    return Metric(name, round(value, 4), low, high, len(films), method)


def class_figures(scored: Scored) -> list[Metric]:
    """Accuracy and macro F1 at two, three and seven classes; AUC of fracture, of each class, their mean."""
    s, groups = scored, metrics.GROUP_OF
    two_answer = np.where(s.refused, REFUSED, (s.fracture >= s.threshold).astype(np.int64))
    by_group = metrics.group_probabilities(s.probabilities).argmax(axis=1)
    levels: dict[str, tuple[Ints, Ints, int]] = {
        "2 classes": (two_answer, s.truth.astype(np.int64), 2),
        "3 classes": (np.where(s.refused, REFUSED, by_group), groups[s.target], len(GROUPS)),
        "7 classes": (s.answer, s.target, len(CLASSES)),
    }
    figures: dict[str, Figure] = {}
    for level, (answer, target, count) in levels.items():
        figures[f"accuracy, {level}"] = _mean(answer == target)
        figures[f"macro F1, {level}"] = _f1(answer, target, count)
    figures["AUC, fracture"] = _auc(s.fracture, s.truth)
    figures["AUC, mean of the classes"] = lambda i: metrics.macro_auc(s.probabilities[i], s.target[i])
    for number, name in enumerate(CLASSES):
        figures[f"AUC, {name}"] = _auc(s.probabilities[:, number], s.target == number)
    return _all(figures, scored)


def point_figures(scored: Scored, card: ModelCard) -> list[Metric]:
    """Sensitivity and specificity at each operating point of the card."""
    found: list[Metric | None] = []
    answered = ~scored.refused
    for point in card.operating_points:
        called = scored.fracture >= point.threshold
        where = f"at {point.name} ({point.threshold:.3f})"
        found.append(metric(f"sensitivity {where}", _mean(called & answered), scored, scored.truth))
        found.append(metric(f"specificity {where}", _mean(~called & answered), scored, ~scored.truth))
    return [item for item in found if item is not None]


def place_figures(scored: Scored) -> list[Metric]:
    """Side, and how the map lies to the truth box, on the fractures that the model calls a fracture."""
    called = scored.truth & (scored.fracture >= scored.threshold) & ~scored.refused
    sided = called & np.array([item.known.side in ("left", "right", "both") for item in scored.films])
    boxed = called & np.array([bool(item.known.boxes) for item in scored.films])
    right = np.array([got == i.known.side for got, i in zip(scored.side, scored.films, strict=True)])
    unsure = np.array([got == "uncertain" for got in scored.side])
    found = [
        metric("side named rightly", _mean(right), scored, sided),
        metric("side uncertain", _mean(unsure), scored, sided),
        metric("map peak in the truth box", _mean(scored.pointed), scored, boxed),
        metric("map mass in the truth box", _mean(scored.mass), scored, boxed),
    ]
    return [item for item in found if item is not None]


def subgroup_figures(scored: Scored) -> list[Metric]:
    """Sensitivity by severity; AUC of fracture by framing and by implant."""
    s, called = scored, _mean((scored.fracture >= scored.threshold) & ~scored.refused)
    found = [
        metric(f"sensitivity, severity {name}", called, s, among & s.truth)
        for name, among in _groups(s.films, "severity").items()
    ]
    named = {f"AUC, framing {name}": among for name, among in _groups(s.films, "framing").items()}
    implant = _groups(s.films, "hardware")
    named |= {f"AUC, {text}": implant[key] for key, text in IMPLANT.items() if key in implant}
    found += [metric(name, _auc(s.fracture, s.truth), s, among) for name, among in named.items()]
    return [item for item in found if item is not None]


def refusal_figure(scored: Scored) -> Metric:
    """Share of films that get no answer."""
    found = metric("no answer", _mean(scored.refused), scored)
    assert found is not None
    return found


def confusion(scored: Scored) -> list[list[int]]:
    """Rows truth, columns answer, seven classes; the eighth column counts films without an answer."""
    table = np.zeros((len(CLASSES), len(CLASSES) + 1), np.int64)
    np.add.at(table, (scored.target, np.where(scored.refused, len(CLASSES), scored.answer)), 1)
    return [[int(value) for value in row] for row in table]


def _mean(values: NDArray[np.bool_] | Floats) -> Figure:
    numbers = np.asarray(values, np.float64)
    return lambda i: float(numbers[i].mean()) if len(i) else float("nan")


def _auc(values: Floats, truth: NDArray[np.bool_]) -> Figure:
    return lambda i: metrics.auc(values[i], truth[i])


def _f1(answer: Ints, target: Ints, classes: int) -> Figure:
    return lambda i: metrics.macro_f1(answer[i], target[i], classes)


def _groups(films: Sequence[Measured], key: str) -> Mapping[str, NDArray[np.bool_]]:
    values = [str(item.known.meta.get(key, "")) for item in films]
    return {name: np.array([v == name for v in values]) for name in sorted(set(values) - {""})}


def _all(figures: Mapping[str, Figure], scored: Scored) -> list[Metric]:
    made = [metric(name, figure, scored) for name, figure in figures.items()]
    return [item for item in made if item is not None]
