"""Chosen on validation films: temperature, operating points, map scale, side margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.model.card import ConformalSets
from inference.model.verdict import SENSITIVE, SPECIFIC
from inference.records import OperatingPoint
from inference.stats import conformal
from inference.stats.bootstrap import softmax
from training.errors import TrainingError
from training.evaluation.localisation import named_side
from training.evaluation.model_outputs import Answers, Measured

Floats = NDArray[np.float64]

WANTED: Final = 0.95
"""Sensitivity of the sensitive point and specificity of the specific one, on validation films."""
FLOOR: Final = 0.80
"""The sensitive point keeps at least this specificity on every source of films without a fracture."""
LEAST_OF_SOURCE: Final = 20
"""A source with fewer films without a fracture sets no threshold by itself."""
CLOSE: Final = 0.005
"""0.5 stays the default threshold unless another gives this much more balanced accuracy."""
MARGINS: Final = tuple(round(0.55 + 0.05 * step, 2) for step in range(8))
ROC_POINTS: Final = 200


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted on ``films`` validation films."""

    temperature: float
    operating_points: tuple[OperatingPoint, ...]
    roc: tuple[tuple[float, float, float], ...]
    map_scale: float
    map_set_on: str
    side_margin: float
    conformal: ConformalSets


def calibrate(answers: Answers, set_on: str) -> Calibration:
    """Everything at once; ``set_on`` says which films these are."""
    temperature = fit_temperature(answers.logits(), answers.targets())
    fracture = 1 - answers.probabilities(temperature)[:, 0]
    truth = answers.targets() > 0
    scale, scale_set_on = map_scale(answers.films, temperature)
    return Calibration(
        temperature=temperature,
        operating_points=operating_points(fracture, truth, set_on, source_of(answers)),
        roc=roc_points(fracture, truth),
        map_scale=scale,
        map_set_on=scale_set_on,
        side_margin=side_margin(answers.films, temperature),
        conformal=conformal_sets(answers, temperature, set_on),
    )


def source_of(answers: Answers) -> list[str]:
    """Where each film that gave an output comes from, as its row says; empty where it says nothing."""
    return [str(item.known.meta.get("source", "")) for item in answers.films]


def conformal_sets(answers: Answers, temperature: float, set_on: str) -> ConformalSets:
    """Limits of the class sets at 90 %, from the same films."""
    highest, films = conformal.limits(answers.probabilities(temperature), answers.targets())
    rounded = tuple(round(min(float(value) + 5e-7, 1.0), 6) for value in highest)
    return ConformalSets(conformal.LEVEL, rounded, tuple(int(n) for n in films), set_on)


def fit_temperature(logits: NDArray[np.float32], target: NDArray[np.int64]) -> float:
    """The temperature with the smallest cross-entropy (Guo 2017), searched between 0.1 and 10."""
    rows = np.arange(len(target))

    def cost(log_temperature: float) -> float:
        chosen = softmax(logits, float(np.exp(log_temperature)))[rows, target]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    grid = np.linspace(np.log(0.1), np.log(10), 47)
    for _ in range(3):  # each round searches the neighbourhood of the best more finely
        best = int(np.argmin([cost(value) for value in grid]))
        low, high = grid[max(0, best - 1)], grid[min(len(grid) - 1, best + 1)]
        grid = np.linspace(low, high, 21)
    return round(float(np.exp(grid[int(np.argmin([cost(value) for value in grid]))])), 4)


def rates(fracture: Floats, truth: NDArray[np.bool_], threshold: float) -> tuple[float, float]:
    """Sensitivity and specificity of ``p >= threshold``."""
    called = fracture >= threshold
    return float(called[truth].mean()), float((~called[~truth]).mean())


def candidates(fracture: Floats) -> Floats:
    """Thresholds between neighbouring probabilities, none of them 0 or 1."""
    values = np.unique(np.clip(fracture, 1e-6, 1 - 1e-6))
    return np.concatenate([[values[0] / 2], (values[1:] + values[:-1]) / 2, [(values[-1] + 1) / 2]])


def operating_points(
    fracture: Floats, truth: NDArray[np.bool_], set_on: str, source: Sequence[str] = ()
) -> tuple[OperatingPoint, ...]:
    """The default first, then the sensitive, the specific and one half, where they differ from it.

    The default is one half where that is about as good as the best threshold between the sensitive and the
    specific point, else that one: beyond them it would be more sensitive than "sensitive".

    Where the films without a fracture come from several sources (generated, real ...), a threshold's
    specificity is that on the source that fares worst: a point that holds on generated films only is none.

    Raises:
        TrainingError: the films are all of one kind.
    """
    if truth.all() or not truth.any():
        raise TrainingError("Thresholds need films with and without a fracture.", "Add validation films.")
    fracture = np.clip(fracture, 1e-6, 1 - 1e-6)  # as the candidates are: 0 and 1 lie beyond all of them
    tried = candidates(fracture)
    kinds = _normals_by_source(truth, source)
    table = np.array([_worst(fracture, truth, kinds, value) for value in tried])
    sensitive = float(tried[table[:, 0] >= WANTED].max())
    if len(kinds) > 1:
        sensitive = max(sensitive, float(tried[table[:, 1] >= FLOOR].min()))
    specific = float(tried[table[:, 1] >= WANTED].min())
    sensitive, specific = sorted((sensitive, specific))
    between = (tried >= sensitive) & (tried <= specific)
    best = int(np.where(between, table.sum(axis=1), -np.inf).argmax())
    half = sum(_worst(fracture, truth, kinds, 0.5))
    keeps_half = sensitive <= 0.5 <= specific and float(table[best].sum()) - half <= 2 * CLOSE
    named = {
        SENSITIVE: sensitive,
        SPECIFIC: specific if specific > sensitive else (specific + 1) / 2,
        "half": 0.5,
    }
    first = {} if keeps_half else {"balanced": float(tried[best])}
    order = ("half", SENSITIVE, SPECIFIC) if keeps_half else ("balanced", SENSITIVE, SPECIFIC, "half")
    values = first | named
    return tuple(OperatingPoint(name, _inside(values[name]), set_on, len(truth)) for name in order)


def _normals_by_source(truth: NDArray[np.bool_], source: Sequence[str]) -> list[NDArray[np.bool_]]:
    """Films without a fracture of each source that has enough; all of them where none has."""
    names = np.asarray(source if len(source) == len(truth) else [""] * len(truth), dtype=str)
    each = [~truth & (names == name) for name in np.unique(names[~truth])]
    return [kind for kind in each if kind.sum() >= LEAST_OF_SOURCE] or [~truth]


def _worst(
    fracture: Floats, truth: NDArray[np.bool_], kinds: Sequence[NDArray[np.bool_]], threshold: float
) -> tuple[float, float]:
    """Sensitivity, and the specificity on the source that fares worst."""
    called = fracture >= threshold
    return float(called[truth].mean()), min(float((~called[kind]).mean()) for kind in kinds)


def _inside(threshold: float) -> float:
    """Rounded, but never to 0 or 1, which are no thresholds."""
    return min(max(round(threshold, 6), 1e-6), 1 - 1e-6)


def roc_points(fracture: Floats, truth: NDArray[np.bool_]) -> tuple[tuple[float, float, float], ...]:
    """(threshold, sensitivity, specificity), rising thresholds, at most :data:`ROC_POINTS`."""
    tried = candidates(fracture)
    chosen = np.unique(np.linspace(0, len(tried) - 1, min(ROC_POINTS, len(tried))).round().astype(int))
    rows = [(float(tried[i]), *rates(fracture, truth, float(tried[i]))) for i in chosen]
    rounded = {round(t, 6): (round(t, 6), round(a, 5), round(b, 5)) for t, a, b in rows}
    return tuple(rounded.values())  # thresholds that are one after rounding are one point


def map_scale(films: Sequence[Measured], temperature: float) -> tuple[float, str]:
    """The value drawn in full colour, and in words what it was set on.

    It is the median of the fracture map's peaks on the fractures that are found.  Where these come from
    several sources (generated whole, drawn into real films ...), the source with the smallest median decides:
    a scale that holds on generated films only calls every map of a real film weak.  A source with fewer than
    :data:`LEAST_OF_SOURCE` found fractures decides nothing beside others.  Where no fracture is found: the
    99th percentile of all peaks.
    """
    peaks = np.array([float(item.fracture_map(temperature).max()) for item in films])
    found = np.array([item.target > 0 and softmax(item.logits, temperature)[0] <= 0.5 for item in films])
    sources = np.array([_source(item) for item in films])
    met = {name: peaks[found & (sources == name)] for name in np.unique(sources[found])}
    kinds = {name: own for name, own in met.items() if len(own) >= LEAST_OF_SOURCE}
    if not kinds:
        kinds = {"all": peaks[found]} if found.any() else {}
    if not kinds:
        return _scale(float(np.percentile(peaks, 99))), "99th percentile of all peaks: no fracture was found"
    medians = {name: _scale(float(np.median(own))) for name, own in kinds.items()}
    told = ", ".join(f"{name} {value:.3g} ({len(kinds[name])} films)" for name, value in medians.items())
    return min(medians.values()), f"smallest median peak of found fractures by source: {told}"


def _source(item: Measured) -> str:
    """Where a validation film comes from, in words; the generator names no source in its truth."""
    told = str(item.known.meta.get("source", ""))
    return {"": "generated", "grafted": "drawn into real films"}.get(told, told)


def _scale(value: float) -> float:
    return round(max(value, 1e-6), 6)


def side_margin(films: Sequence[Measured], temperature: float) -> float:
    """The margin with the most right sides less wrong ones; uncertain counts as neither."""
    broken = [item for item in films if item.known.side in ("left", "right", "both")]
    if not broken:
        return 0.65

    def gain(margin: float) -> int:
        named = [(named_side(item, temperature, margin), item.known.side) for item in broken]
        return sum(1 if got == true else -1 for got, true in named if got != "uncertain")

    gains = [gain(margin) for margin in MARGINS]
    return MARGINS[int(np.argmax(gains))]
