"""Scores of a set of answers, with intervals: the rows of every report and of the card's metrics.

A film without an answer (refused by the gates, unreadable, or an output that is not finite) is scored 0.5 for
fracture (AUC) and counts as wrong everywhere else: as a missed fracture, as a false alarm, as a wrong class.
It is never dropped.
At two classes the answer is the card's default operating point, at three and seven the likeliest class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES, GROUPS
from inference.model.card import Metric, ModelCard
from inference.model.input_checks import latent_gate
from inference.stats import bootstrap, conformal, weighted_figures
from inference.stats.common import Bools, Floats, Ints
from inference.stats.weighted_figures import Figure, area, fracture_f1, macro_f1, mean_area, share
from training.data.known_film import KnownFilm, class_number
from training.evaluation.localisation import mass_inside, named_side, peak_inside
from training.evaluation.model_outputs import Answers, Measured

AREA: Final = "AUC, fracture"
IMPLANT: Final = {"False": "without an implant", "True": "with an implant"}
SEX: Final = {"F": "women", "M": "men"}
AGES: Final = (50, 65, 80)
"""Years between the age groups."""
REFUSED: Final = -1
"""Class number of a film that got no answer."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Answers as arrays over all films that were asked: what every figure is made of.

    ``fracture`` is the calibrated probability (0.5 where there is no answer), ``probabilities`` [n, 7],
    ``answer`` the likeliest class or :data:`REFUSED`, ``side`` the side that would be named ("" where there
    is no answer), ``pointed`` and ``mass`` how the map lies to the truth boxes (0 where there is none),
    ``weights`` the films of each bootstrap round (see :mod:`inference.stats.weighted_figures`).
    """

    known: tuple[KnownFilm, ...]
    target: Ints
    probabilities: Floats
    fracture: Floats
    refused: Bools
    answer: Ints
    threshold: float
    side: tuple[str, ...]
    pointed: Floats
    mass: Floats
    patients: NDArray[np.str_]
    weights: Floats

    @property
    def truth(self) -> Bools:
        return self.target > 0


def score(answers: Answers, card: ModelCard, rounds: int = bootstrap.ROUNDS) -> Scored:
    """Everything that the figures need, once."""
    known, at = answers.asked, answers.places
    target = np.array([class_number(film.ao_class) for film in known], np.int64)
    refused = np.ones(len(known), bool)
    refused[at] = [is_refused(item, card) for item in answers.films]
    probabilities = np.zeros((len(known), len(CLASSES)))
    probabilities[at] = answers.probabilities(card.temperature)
    probabilities[refused] = [0.5, *[0.5 / 6] * 6]
    side = [""] * len(known)
    pointed, mass = np.zeros(len(known)), np.zeros(len(known))
    for place, item in zip(at, answers.films, strict=True):
        signed = item.fracture_map(card.temperature)
        side[place] = named_side(item, card.temperature, card.side_margin)
        pointed[place] = float(peak_inside(signed, item.to_film, item.known.boxes))
        mass[place] = mass_inside(signed, item.to_film, item.known.boxes)
    patients = [film.patient for film in known]
    return Scored(
        known=known,
        target=target,
        probabilities=probabilities,
        fracture=1 - probabilities[:, 0],
        refused=refused,
        answer=np.where(refused, REFUSED, probabilities.argmax(axis=1)),
        threshold=card.operating_points[0].threshold if card.operating_points else 0.5,
        side=tuple(side),
        pointed=pointed,
        mass=mass,
        patients=np.asarray(patients, dtype=str),
        weights=bootstrap.film_weights(bootstrap.patient_draws(patients, target > 0, rounds), len(known)),
    )


def is_refused(item: Measured, card: ModelCard) -> bool:
    """Whether the viewer would give no answer on this film."""
    return bool(item.refusal) or latent_gate(card.gate, item.latent) is not None


def metric(
    name: str, figure: Figure, scored: Scored, among: Bools | None = None, *, paired: bool = False
) -> Metric | None:
    """A figure over the films ``among``, with its interval; None where it is not defined."""
    chosen = np.ones(len(scored.known), bool) if among is None else among
    value = figure.value(chosen) if chosen.any() else float("nan")
    if not np.isfinite(value):
        return None
    ends, method = weighted_figures.interval(
        figure, value, scored.weights, chosen, scored.patients, paired=paired
    )
    low, high = (None, None) if ends is None else (round(ends[0], 4), round(ends[1], 4))
    patients = weighted_figures.count_patients(chosen, scored.patients)
    return Metric(name, round(value, 4), low, high, int(chosen.sum()), method, patients)


def class_figures(scored: Scored) -> list[Metric]:
    """All of :func:`level_figures` with their intervals."""
    return measured(level_figures(scored), scored)


def measured(named: Mapping[str, Figure], scored: Scored) -> list[Metric]:
    """Those of the figures that are defined, each with its interval."""
    made = [metric(name, figure, scored) for name, figure in named.items()]
    return [item for item in made if item is not None]


def level_figures(scored: Scored) -> dict[str, Figure]:
    """Accuracy and macro F1 at two, three and seven classes; AUC of fracture, of each class, their mean."""
    s, groups = scored, bootstrap.GROUP_OF
    two_answer = np.where(s.refused, REFUSED, (s.fracture >= s.threshold).astype(np.int64))
    by_group = bootstrap.group_probabilities(s.probabilities).argmax(axis=1)
    levels: dict[str, tuple[Ints, Ints, int]] = {
        "2 classes": (two_answer, s.truth.astype(np.int64), 2),
        "3 classes": (np.where(s.refused, REFUSED, by_group), groups[s.target], len(GROUPS)),
        "7 classes": (s.answer, s.target, len(CLASSES)),
    }
    found: dict[str, Figure] = {}
    for level, (answer, target, count) in levels.items():
        found[f"accuracy, {level}"] = share(answer == target)
        found[f"macro F1, {level}"] = macro_f1(answer, target, count)
    found[AREA] = area(s.fracture, s.truth)
    found["AUC, mean of the classes"] = mean_area(s.probabilities, s.target)
    for number, name in enumerate(CLASSES):
        found[f"AUC, {name}"] = area(s.probabilities[:, number], s.target == number)
    return found


def point_figures(scored: Scored, card: ModelCard) -> list[Metric]:
    """Sensitivity and specificity at each operating point; at the first their complements and F1, too."""
    found: list[Metric | None] = []
    answered = ~scored.refused
    for number, point in enumerate(card.operating_points):
        hit, cleared = (scored.fracture >= point.threshold) & answered, called_normal(scored, point.threshold)
        where = f"at {point.name} ({point.threshold:.3f})"
        found.append(metric(f"sensitivity {where}", share(hit), scored, scored.truth))
        found.append(metric(f"specificity {where}", share(cleared), scored, ~scored.truth))
        if number == 0:
            found.append(metric(f"false negatives {where}", share(~hit), scored, scored.truth))
            found.append(metric(f"false positives {where}", share(~cleared), scored, ~scored.truth))
            found.append(metric(f"F1 {where}", fracture_f1(hit, cleared, scored.truth), scored))
    return [item for item in found if item is not None]


def called_normal(scored: Scored, threshold: float) -> Bools:
    """Films that are answered and lie below the threshold."""
    return (scored.fracture < threshold) & ~scored.refused


def place_figures(scored: Scored) -> list[Metric]:
    """Side, and how the map lies to the truth box, on the fractures that the model calls a fracture.

    The side also on films of both hips alone: of one hip none is named unless the header names it.
    """
    called = scored.truth & (scored.fracture >= scored.threshold) & ~scored.refused
    sided = called & np.array([film.side in ("left", "right", "both") for film in scored.known])
    boxed = called & np.array([bool(film.boxes) for film in scored.known])
    right = np.array([got == film.side for got, film in zip(scored.side, scored.known, strict=True)])
    unsure = np.array([got == "uncertain" for got in scored.side])
    both = sided & np.array([len(film.meta.get("hips_in_field", ())) == 2 for film in scored.known])
    found = [
        metric("side named rightly", share(right), scored, sided),
        metric("side uncertain", share(unsure), scored, sided),
        metric("side named rightly, both hips on the film", share(right), scored, both),
        metric("side uncertain, both hips on the film", share(unsure), scored, both),
        metric("map peak in the truth box", share(scored.pointed), scored, boxed),
        metric("map mass in the truth box", share(scored.mass), scored, boxed),
    ]
    return [item for item in found if item is not None]


def subgroup_figures(scored: Scored) -> list[Metric]:
    """Sensitivity by severity; AUC of fracture by framing, implant, sex and age."""
    s, called = scored, share((scored.fracture >= scored.threshold) & ~scored.refused)
    found = [
        metric(f"sensitivity, severity {name}", called, s, among & s.truth)
        for name, among in groups_of(s.known, "severity").items()
    ]
    named = {f"AUC, framing {name}": among for name, among in groups_of(s.known, "framing").items()}
    implant = groups_of(s.known, "hardware")
    named |= {f"AUC, {text}": implant[key] for key, text in IMPLANT.items() if key in implant}
    sexes = groups_of(s.known, "sex")
    named |= {f"AUC, {text}": sexes[key] for key, text in SEX.items() if key in sexes}
    named |= {f"AUC, {name}": among for name, among in age_groups(s.known).items()}
    found += [metric(name, area(s.fracture, s.truth), s, among) for name, among in named.items()]
    return [item for item in found if item is not None]


def set_figures(scored: Scored, card: ModelCard) -> list[Metric]:
    """How often the card's class sets hold the true class, each class by itself, and how large they are.

    Over the films that are answered: the others have no set.  Nothing where the card has no limits.
    """
    if card.conformal is None:
        return []
    inside = conformal.class_sets(scored.probabilities, card.conformal.limits)
    holds = share(conformal.held(inside, scored.target))
    where, answered = f"class set at {card.conformal.level:.0%}".replace("%", " %"), ~scored.refused
    found = [metric(f"{where} holds the class", holds, scored, answered)]
    for number, name in enumerate(CLASSES):
        found.append(metric(f"{where} holds {name}", holds, scored, answered & (scored.target == number)))
    found.append(metric(f"{where}, one class only", share(inside.sum(axis=1) == 1), scored, answered))
    size = share(inside.sum(axis=1) / len(CLASSES))
    found.append(metric(f"{where}, share of the seven in it", size, scored, answered))
    return [item for item in found if item is not None]


def refusal_figure(scored: Scored) -> Metric:
    """Share of films that get no answer."""
    found = metric("no answer", share(scored.refused), scored)
    assert found is not None
    return found


def refusal_figures(scored: Scored) -> list[Metric]:
    """Share of films that get no answer, among fractures and among the others."""
    none = share(scored.refused)
    found = [
        metric("no answer, fractures", none, scored, scored.truth),
        metric("no answer, without a fracture", none, scored, ~scored.truth),
    ]
    return [item for item in found if item is not None]


def confusion(scored: Scored) -> list[list[int]]:
    """Rows truth, columns answer, seven classes; the eighth column counts films without an answer."""
    table = np.zeros((len(CLASSES), len(CLASSES) + 1), np.int64)
    np.add.at(table, (scored.target, np.where(scored.refused, len(CLASSES), scored.answer)), 1)
    return [[int(value) for value in row] for row in table]


def age_groups(films: Sequence[KnownFilm]) -> Mapping[str, Bools]:
    """Films by the patient's age in years, the youngest first; a film without a number is in no group."""
    ages = np.array([_years(film.meta.get("age")) for film in films])
    bands = [
        (f"under {AGES[0]}", ages < AGES[0]),
        *((f"{low} to {high - 1}", (ages >= low) & (ages < high)) for low, high in pairwise(AGES)),
        (f"{AGES[-1]} and over", ages >= AGES[-1]),
    ]
    return {f"age {name}": among for name, among in bands if among.any()}


def _years(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def groups_of(films: Sequence[KnownFilm], key: str) -> Mapping[str, Bools]:
    """Films by what the truth says under ``key``; those of which it says nothing are in no group."""
    values = [str(film.meta.get(key, "")) for film in films]
    return {name: np.array([v == name for v in values]) for name in sorted(set(values) - {""})}
