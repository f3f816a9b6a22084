"""What an evaluation is made of: sets, their kind, and differences between models."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from inference.model.card import Metric
from inference.stats.weighted_figures import Figure
from training.evaluation.model_outputs import Answers
from training.evaluation.scoring import Scored


@dataclass(slots=True)
class Section:
    """One named test set: its figures, and the films that gave no output with the reason."""

    name: str
    films: int
    figures: list[Metric]
    subgroups: list[Metric] = field(default_factory=list)
    confusion: list[list[int]] | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    note: str = ""


class Kind(StrEnum):
    """What is known of a set's films, and so what can be measured on it."""

    CLASSES = "the AO/OTA class of every film"
    FRACTURE = "fracture or not"
    OTHER = "that they show no pelvis"


@dataclass(frozen=True, slots=True)
class SetResult:
    """All models' answers on the same films.

    Attributes:
        answers, scored: one a model, in the models' order.
        baselines: further figures of the films alone, by name (an aspect ratio, say).
        note: what a reader must know of the set.
        shown: whether its films may be shown in a report (generated or published ones).
    """

    name: str
    kind: Kind
    answers: tuple[Answers, ...]
    scored: tuple[Scored, ...]
    baselines: dict[str, Figure]
    note: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure of the ``second`` model differs from that of the ``first`` on one set's films.

    ``p`` is DeLong's for AUCs, which takes every film for independent; None for other figures.
    """

    set_name: str
    first: str
    second: str
    metric: Metric
    p: float | None = None
