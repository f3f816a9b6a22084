"""The model card: the JSON beside the graph.  Unknown keys are refused: a typo must not pass silently."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any, Final

import numpy as np

from inference import strict_json
from inference.aoota import CLASSES
from inference.errors import BundleError
from inference.messages import json_place
from inference.records import InputSpec, OperatingPoint
from inference.stats.conformal import class_sets

SCHEMA: Final = 1
ALL_FILMS: Final = "all"
ALL_FRACTURES: Final = "fractures"
SYNTHETIC_FILMS: Final = ("", ALL_FILMS, ALL_FRACTURES)
"""Of a model that learned from synthetic films: every hip film is one, or every fracture."""


@dataclass(frozen=True, slots=True)
class FilmGate:
    """Distance of a film's latent from all that the model learned.

    A film is not answered when ``sqrt(sum(((latent - mean) @ whiten) ** 2) / components) > threshold``.
    ``mean`` is [d], ``whiten`` is [d, components].

    With a body-part head its scores are ``(latent - mean) @ weights + bias``, ``weights`` [d, parts];
    the first of ``parts`` is the pelvis.  A film is not answered when the log-odds of the pelvis against all
    other parts are below ``least``.
    """

    mean: tuple[float, ...]
    whiten: tuple[tuple[float, ...], ...]
    threshold: float
    set_on: str
    parts: tuple[str, ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()
    bias: tuple[float, ...] = ()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class FilmCheck:
    """A doubt about a film that is told beside its answer: a line over the latent.

    Told when ``latent @ weights + bias >= 0``; ``weights`` is [d].  ``sensitivity`` and ``specificity`` are
    those on the films of ``set_on``.  A card without a check of a name says nothing of it: not checked.
    """

    name: str
    weights: tuple[float, ...]
    bias: float
    set_on: str
    sensitivity: float
    specificity: float


@dataclass(frozen=True, slots=True)
class ConformalSets:
    """Limits by class for sets of classes that hold the true one with probability ``level``.

    A class is in a film's set where ``1 - p(class) <= limits[class]``; the likeliest always is
    (:mod:`inference.stats.conformal`).  ``films`` of each class set the limits; that of a class with too
    few is 1.
    """

    level: float
    limits: tuple[float, ...]
    films: tuple[int, ...]
    set_on: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured figure: value, 95 % interval, of how many films and patients, how the interval was made.

    ``patients`` is 0 where it was not counted.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    films: int = 0
    method: str = ""
    patients: int = 0


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A built-in input (``ramp``, ``zeros``, ``checker``; see inference.model.self_test) and the expected
    logits."""

    input: str
    logits: tuple[float, ...]
    tolerance: float = 5e-3


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything the viewer needs and a reader should know about a model."""

    name: str
    version: str
    onnx_sha256: str
    input: InputSpec
    operating_points: tuple[OperatingPoint, ...] = ()
    temperature: float = 1.0
    classes: tuple[str, ...] = CLASSES
    edition: int = 2018
    opset: int = 17
    map_scale: float = 1.0  # fracture-map value drawn in full colour: median peak of found fractures
    map_set_on: str = ""  # of which films, source by source
    side_margin: float = 0.65  # share of the cubed map's mass in one half that names the side
    roc: tuple[tuple[float, float, float], ...] = ()  # threshold, sensitivity, specificity on `roc_set_on`
    roc_set_on: str = ""
    roc_films: tuple[int, int] = (0, 0)  # how many films of `roc_set_on` are with and without a fracture
    gate: FilmGate | None = None
    checks: tuple[FilmCheck, ...] = ()
    metrics: dict[str, tuple[Metric, ...]] = field(default_factory=dict)  # by named test set
    synthetic_training: bool = False
    synthetic_films: str = ""  # which are: one of SYNTHETIC_FILMS; empty where the card does not tell
    training_data: str = ""
    training_films: int = 0
    training_licences: tuple[str, ...] = ()
    intended_use: str = "Research use only, not for diagnosis."
    limits: str = ""
    licence: str = ""
    base_sha256: str | None = None  # the model it was fine-tuned from
    verdict: str | None = None  # of the gate against the locked test set
    self_tests: tuple[SelfTest, ...] = ()
    extra_outputs: dict[str, str] = field(default_factory=dict)
    report_words: tuple[str, ...] = ()  # of the extra output `report`: the word of each number
    conformal: ConformalSets | None = None
    schema: int = SCHEMA

    def to_json(self) -> str:
        """The card as indented JSON; keys that came later are left out where they say nothing.

        So a card without them is read by versions that do not know them.
        """
        data = asdict(self)
        for key in ("conformal", "map_set_on", "synthetic_films"):
            if not data[key]:
                del data[key]
        return json.dumps(data, indent=1, allow_nan=False)

    def class_set(self, probabilities: Sequence[float]) -> tuple[str, ...]:
        """The classes that hold the true one with the card's probability; empty where the card has no limits.

        ``probabilities``: of the seven classes, calibrated, in their order.
        """
        if self.conformal is None:
            return ()
        inside = class_sets(np.asarray([probabilities], np.float64), self.conformal.limits)[0]
        return tuple(name for name, there in zip(self.classes, inside, strict=True) if there)


def _build(kind: type[Any], data: Any, where: str) -> Any:
    """Make the dataclass ``kind`` from a JSON object; unknown and missing keys are refused."""
    if not isinstance(data, dict):
        raise BundleError("The model card's {where} is not an object.", where=where)
    known = {item.name: item for item in fields(kind)}
    if unknown := set(data) - set(known):
        some = ", ".join(key[:40] for key in sorted(unknown)[:5])
        raise BundleError("The model card has unknown keys in {where}: {some}.", where=where, some=some)
    for name, item in known.items():
        if name not in data and item.default is MISSING and item.default_factory is MISSING:
            raise BundleError("The model card lacks {name} in {where}.", name=name, where=where)
    try:
        return kind(**{name: _frozen(value) for name, value in data.items()})
    except (TypeError, ValueError, RecursionError) as error:
        raise BundleError("A value of the model card's {where} is wrong.", where=where) from error


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _many(kind: type[Any], data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise BundleError("The model card's {where} is not a list.", where=where)
    return tuple(_build(kind, item, where) for item in data)


def from_json(text: str) -> ModelCard:
    """Read a card.

    Raises:
        BundleError: not JSON, another schema, unknown or missing keys, wrong values.
    """
    try:
        data = strict_json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BundleError("The model card cannot be read ({place}).", place=json_place(error)) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BundleError("The model card has another schema.", "Use a bundle made for this version.")
    data = dict(data)
    data["input"] = _build(InputSpec, data.get("input"), "input")
    if data.get("gate") is not None:
        data["gate"] = _build(FilmGate, data["gate"], "gate")
    if data.get("conformal") is not None:
        data["conformal"] = _build(ConformalSets, data["conformal"], "conformal")
    points, tests = data.pop("operating_points", []), data.pop("self_tests", [])
    checks = data.pop("checks", [])
    metrics = data.pop("metrics", {})
    if not isinstance(metrics, dict):
        raise BundleError("The model card's metrics is not an object.")
    card = _build(ModelCard, data, "card")
    built = {
        "operating_points": _many(OperatingPoint, points, "operating_points"),
        "self_tests": _many(SelfTest, tests, "self_tests"),
        "checks": _many(FilmCheck, checks, "checks"),
        "metrics": {str(name): _many(Metric, rows, "metrics") for name, rows in metrics.items()},
    }
    for name, value in built.items():
        object.__setattr__(card, name, value)
    if card.classes != CLASSES:
        raise BundleError("The model's classes are not the seven that Shenton knows, in their order.")
    return card  # type: ignore[no-any-return]
