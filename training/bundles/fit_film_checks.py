"""The film checks of a bundle: lines over the latent that tell what an answer must be read with.

A check is fitted on changed training films and its threshold set on validation films; where these are of
several sources, on the one that fares worst.  What it promises is measured on either half of their patients
with the threshold of the other half.  One that tells too little is not shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.model.card import FilmCheck
from inference.stats.bootstrap import auc
from training.bundles.fit_input_gate import logistic, principal
from training.data.known_film import Box, Point

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]
Known = tuple[NDArray[np.float32], bool | None, str]
"""A film's latent [d], whether it shows it (None: not known), and its patient."""

IMPLANT: Final = "implant"
CROPPED: Final = "cropped"
SPECIFIC: Final = 0.97
"""Share of the films without the doubt that stay without it: a doubt told too often is not read."""
LEAST: Final = 0.7
"""Share that a check must tell on validation films: one that misses more would reassure wrongly."""
FEWEST: Final = 20
"""Films of either kind, to fit and to measure on."""
FOLDS: Final = 5
COMPONENTS: Final = (32, 64, 96, 128)
"""Numbers of principal components, of which the training films choose."""
MARGIN: Final = 0.02
HIP: Final = ("head", "greater", "lesser")
"""Landmarks between which a hip's head, neck and trochanters lie."""


@dataclass(frozen=True, slots=True)
class Told:
    """Latents [n, d], whether each film shows it [n], the patients, and where each film comes from.

    No ``sources``: all from one.
    """

    latents: Floats
    shown: Bools
    patients: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def kinds(self, chosen: Bools | None = None) -> dict[str, Bools]:
        """Which of the ``chosen`` films (without: all of them) are of each source."""
        among = np.ones(len(self.patients), bool) if chosen is None else chosen
        names = np.array(self.sources or ("",) * len(self.patients), dtype=str)
        return {str(name): among & (names == name) for name in np.unique(names[among])}


def told_of(films: Iterable[Known]) -> Told:
    """The films of which it is known."""
    known = [(latent, shown, patient) for latent, shown, patient in films if shown is not None]
    if not known:
        return Told(np.zeros((0, 0), np.float32), np.zeros(0, bool), ())
    latents, shown, patients = zip(*known, strict=True)
    return Told(np.stack(latents), np.array(shown, bool), tuple(patients))


def fit_check(name: str, train: Told, held: Told, set_on: str) -> tuple[FilmCheck | None, str]:
    """The check, or None, and a sentence with its figures or why there is none."""
    counts = [int(n) for told in (train, held) for n in (told.shown.sum(), (~told.shown).sum())]
    if min(counts) < FEWEST:
        return None, f"film check {name}: too few films ({min(counts)} of one kind)"
    space = principal(train.latents, train.shown.astype(np.int64), COMPONENTS[-1])
    weights, bias = _line(train.latents, train.shown, space[:, : _components(train)])
    scores = held.latents @ weights + bias
    told = _told_in_halves(scores, held)
    least = _threshold(scores, held, ~held.shown)
    check = FilmCheck(
        name,
        tuple(float(f"{value:.6g}") for value in weights),
        float(f"{bias - least:.6g}"),
        set_on,
        round(float(told[held.shown].mean()), 3),
        round(float((~told)[~held.shown].mean()), 3),
    )
    words = (
        f"film check {name}: AUC {auc(scores, held.shown):.3f}, sensitivity {check.sensitivity:.3f} "
        f"of {counts[2]}, specificity {check.specificity:.3f} of {counts[3]} validation films"
    )
    words += _by_source(told, held)
    if check.sensitivity < LEAST:
        return None, f"{words}: too little, not put into the card"
    return check, words


def _by_source(told: Bools, held: Told) -> str:
    """How many films of each source are told rightly and wrongly; empty where all are from one."""
    kinds = held.kinds()
    if len(kinds) < 2:
        return ""
    counts = {name: (kind & held.shown, kind & ~held.shown) for name, kind in kinds.items()}
    rows = (
        f"{name or 'generated'} told {int(told[yes].sum())} of {int(yes.sum())}, "
        f"wrongly {int(told[no].sum())} of {int(no.sum())}"
        for name, (yes, no) in counts.items()
    )
    return f" ({'; '.join(rows)})"


def _threshold(scores: Floats, held: Told, others: Bools) -> float:
    """The score that the share :data:`SPECIFIC` of films without the doubt stays below, on every source.

    A source with fewer than :data:`FEWEST` of the ``others`` sets none by itself.
    """
    kinds = [kind for kind in held.kinds(others).values() if kind.sum() >= FEWEST] or [others]
    return max(float(np.quantile(scores[kind], SPECIFIC)) for kind in kinds)


def _told_in_halves(scores: Floats, held: Told) -> Bools:
    """Whether each film is told, by a threshold set on the films of the other half of the patients."""
    half = _folds(held.patients, 2)
    if not all((~held.shown[half == number]).any() for number in (0, 1)):
        return np.asarray(scores >= _threshold(scores, held, ~held.shown))
    least = np.array([_threshold(scores, held, (half != number) & ~held.shown) for number in (0, 1)])
    return np.asarray(scores >= least[half])


def _components(told: Told) -> int:
    """How many principal components tell best in turns on the training films."""
    turns = _in_turns(told)
    areas = {most: auc(scores.astype(np.float64), told.shown) for most, scores in turns.items()}
    return max(areas, key=lambda most: (areas[most], -most))


def _in_turns(told: Told) -> dict[int, Floats]:
    """By the number of components, scores of every film by a line fitted without its patient's films."""
    folds = _folds(told.patients, FOLDS)
    scores: dict[int, Floats] = {most: np.zeros(len(folds)) for most in COMPONENTS}
    for fold in range(FOLDS):
        out = folds == fold
        latents, shown = told.latents[~out], told.shown[~out]
        space = principal(latents, shown.astype(np.int64), COMPONENTS[-1])
        for most, row in scores.items():
            weights, bias = _line(latents, shown, space[:, :most])
            row[out] = told.latents[out] @ weights + bias
    return scores


def _line(latents: Floats, shown: Bools, space: Floats) -> tuple[Floats, float]:
    """Weights [d] and bias of a penalised logistic regression on components ``space`` [d, k]."""
    mean = latents.mean(axis=0)
    coefficients, bias = logistic((latents - mean) @ space, shown.astype(np.int64))
    weights = np.asarray(space @ (coefficients[1] - coefficients[0]))
    return weights, float(bias[1] - bias[0] - mean @ weights)


def _folds(patients: tuple[str, ...], count: int) -> NDArray[np.int64]:
    """The part, of so many, that each film's patient belongs to."""
    names = np.random.default_rng(3).permutation(sorted(set(patients)))
    fold_of = {name: number % count for number, name in enumerate(names)}
    return np.array([fold_of[name] for name in patients], np.int64)


def metal_shown(meta: Mapping[str, Any], points: Mapping[str, Point], field: Box) -> bool | None:
    """Whether a field of a film shows an implant; None where that is not known.

    Known are films without one, and those whose implant's hip lies wholly in the field or wholly out of it.

    Args:
        meta: what is known of the film: ``implant``, ``implant_side``.
        points: its landmarks, whose names begin with their side.
        field: left, top, right and bottom of what is shown, in the points' units.
    """
    if not meta.get("implant"):
        return False
    side = meta.get("implant_side")
    inside = [_inside(point, field) for name, point in points.items() if side and name.startswith(side)]
    return all(inside) if inside and all(inside) == any(inside) else None


def no_whole_hip(points: Mapping[str, Point], field: Box) -> bool | None:
    """Whether no hip lies wholly in a field: of each a landmark is outside; None where no hip is known.

    Args:
        points: a film's landmarks, whose names begin with their side.
        field: left, top, right and bottom of what is shown, in the points' units.
    """
    sides = {name.split("_", 1)[0] for name in points}
    hips = [[points.get(f"{side}_{part}") for part in HIP] for side in sides]
    whole = [[point for point in hip if point is not None] for hip in hips if None not in hip]
    if not whole:
        return None
    return not any(all(_inside(point, field) for point in hip) for hip in whole)


def _inside(point: Point, field: Box) -> bool:
    x0, y0, x1, y1 = field
    across, down = MARGIN * (x1 - x0), MARGIN * (y1 - y0)
    return x0 + across <= point[0] <= x1 - across and y0 + down <= point[1] <= y1 - down
