"""Results by side, class, displacement, implant, framing, sex, age and source of the films."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from inference.aoota import FRACTURES
from inference.model.card import Metric
from inference.stats.common import Bools
from inference.stats.weighted_figures import area, share
from training.data.known_film import KnownFilm
from training.evaluation.scoring import IMPLANT, SEX, Scored, age_groups, called_normal, groups_of, metric

EDGES: Final = (2.0, 5.0, 10.0)
"""Millimetres of displacement between the groups."""
SEVERITIES: Final = ("hairline", "mild", "moderate", "gross")


def groups(films: tuple[KnownFilm, ...]) -> dict[str, dict[str, Bools]]:
    """Films by what is known of them: subject, then group, then which films; single groups are left out."""
    table = {
        "class": _by([film.ao_class if film.ao_class in FRACTURES else "" for film in films]),
        "side": _by([film.side or "" for film in films]),
        "displacement": _by([_displaced(film) for film in films], [name for name, _, _ in _spans()]),
        "severity": _by([str(film.meta.get("severity") or "") for film in films], SEVERITIES),
        "implant": {IMPLANT.get(name, name): mine for name, mine in groups_of(films, "hardware").items()},
        "framing": {name.replace("_", " "): m for name, m in groups_of(films, "framing").items()},
        "sex": {SEX.get(name, name): mine for name, mine in groups_of(films, "sex").items()},
        "age": {name.removeprefix("age "): mine for name, mine in age_groups(films).items()},
        "source": groups_of(films, "source"),
    }
    return {
        subject: {
            f"{subject}: {name}" if subject != "implant" else name: mine for name, mine in found.items()
        }
        for subject, found in table.items()
        if len(found) > 1
    }


def figures(scored: Scored, found: Mapping[str, Mapping[str, Bools]]) -> dict[str, tuple[Metric | None, ...]]:
    """Of every group sensitivity, specificity and AUC; None where the group lacks a kind."""
    hit = (scored.fracture >= scored.threshold) & ~scored.refused
    sensitivity, specificity = share(hit), share(called_normal(scored, scored.threshold))
    auc = area(scored.fracture, scored.truth)
    return {
        name: (
            metric("sensitivity", sensitivity, scored, mine & scored.truth),
            metric("specificity", specificity, scored, mine & ~scored.truth),
            metric("AUC", auc, scored, mine),
        )
        for inner in found.values()
        for name, mine in inner.items()
    }


def _by(values: list[str], order: Sequence[str] = ()) -> dict[str, Bools]:
    names = [name for name in dict.fromkeys([*order, *sorted(set(values))]) if name and name in values]
    return {name: np.array([value == name for value in values]) for name in names}


def _spans() -> Iterator[tuple[str, float, float]]:
    edges = (0.0, *EDGES, float("inf"))
    for low, high in itertools.pairwise(edges):
        if high == float("inf"):
            yield f"{low:g} mm and more", low, high
        else:
            yield f"{low:g} to {high:g} mm", low, high


def _displaced(film: KnownFilm) -> str:
    value = film.meta.get("displacement_mm")
    if film.ao_class not in FRACTURES or not isinstance(value, int | float) or not np.isfinite(value):
        return ""
    return next((name for name, low, high in _spans() if low <= value < high), "")
