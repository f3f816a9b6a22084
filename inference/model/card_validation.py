"""Whether a model card's values can be used: types, ranges, and that they agree with one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from inference.aoota import CLASSES
from inference.errors import BundleError
from inference.messages import Message
from inference.model import preprocess
from inference.model.card import (
    SYNTHETIC_FILMS,
    ConformalSets,
    FilmCheck,
    FilmGate,
    Metric,
    ModelCard,
    SelfTest,
)
from inference.records import InputSpec, OperatingPoint

SIZES: Final = (32, 2048)
CHANNELS: Final = (1, 3)
OUTPUTS: Final = ("logits", "class_maps", "latent")
BUILTIN_INPUTS: Final = ("ramp", "zeros", "checker", "pelvis")
MAP_SCALES: Final = (1e-6, 1e6)
MOST: Final = 1000
"""Longest list in a card (operating points, self-tests, figures, points of a curve ...)."""
TURNS: Final = "turns"
"""The extra output that says by how many quarter turns, counter-clockwise, the graph turned the film."""
HIPS: Final = "hips"
"""The extra output that says of the left and of the right hip whether the graph found it: 1 or 0, [N, 2]."""
REPORT: Final = "report"
"""Name of the extra output that holds a written report: numbers of words."""
MOST_ROC: Final = 200
MOST_PARTS: Final = 20
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_HALF: Final = re.compile("[\ud800-\udfff]")


def check_card(card: ModelCard) -> None:
    """Refuse a card that cannot be used, with the first reason found.

    Raises:
        BundleError: a wrong type, a value outside its range, or parts that do not fit together.
    """
    try:
        reason = next(_reasons(card), None)
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BundleError("The model card has a value of the wrong kind.") from error
    if reason:
        raise BundleError(
            "The model card is wrong: {reason}.", "Get the model again, or export it again.", reason=reason
        )


def _reasons(card: ModelCard) -> Iterator[Message]:
    yield from _name_reasons(card)
    yield from _history_reasons(card)
    yield from _input_reasons(card.input)
    yield from _scale_reasons(card)
    for point in card.operating_points:
        yield from _point_reasons(point)
    if len({point.name for point in card.operating_points}) != len(card.operating_points):
        yield Message("two operating points have the same name")
    for test in card.self_tests:
        yield from _self_test_reasons(test)
    if card.gate is not None:
        yield from _gate_reasons(card.gate)
    if len({check.name for check in card.checks}) != len(card.checks):
        yield Message("two film checks have the same name")
    for check in card.checks:
        yield from _check_reasons(check)
    if card.conformal is not None:
        yield from _conformal_reasons(card.conformal)
    yield from _figures_reasons(card)


def _name_reasons(card: ModelCard) -> Iterator[Message]:
    if not (_is_label(card.name, 100) and _is_label(card.version, 100)):
        yield Message("name and version must be short texts")
    if not _HEX.fullmatch(card.onnx_sha256):
        yield Message("the graph's SHA-256 is missing")
    extra = card.extra_outputs.items()
    if not all(_is_label(name, 100) and _is_text(role, 0, 1000) for name, role in extra):
        yield Message("extra outputs need names and roles")
    if set(card.extra_outputs) & set(OUTPUTS):
        yield Message("an extra output has the name of a fixed one")
    if bool(card.report_words) != (REPORT in card.extra_outputs):
        yield Message("a report output and its words come together")
    if len(card.report_words) > MOST or not all(map(_is_word, _listed(card.report_words))):
        yield Message("the words of its report are not short texts")
    texts = (card.training_data, card.intended_use, card.limits, card.licence, card.roc_set_on)
    if not all(_is_text(text, 0, 20_000) for text in (*texts, card.map_set_on)):
        yield Message("its descriptions must be texts")


def _history_reasons(card: ModelCard) -> Iterator[Message]:
    if not all(_is_whole(n) and n >= 0 for n in (card.training_films, card.edition, card.opset)):
        yield Message("training films, edition and opset must be whole numbers")
    if not _is_flag(card.synthetic_training):
        yield Message("whether it was trained on synthetic films must be true or false")
    if card.synthetic_films not in SYNTHETIC_FILMS or (card.synthetic_films and not card.synthetic_training):
        yield Message("which of its films are synthetic is none of the kinds that are known")
    if not isinstance(card.training_licences, tuple) or not all(
        _is_text(text, 0, 1000) for text in card.training_licences
    ):
        yield Message("the licences of the training data must be a list of texts")
    if card.base_sha256 is not None and not _HEX.fullmatch(card.base_sha256):
        yield Message("the base model's SHA-256 is none")
    if card.verdict is not None and not _is_text(card.verdict, 1, 1000):
        yield Message("the verdict must be a text")


def _scale_reasons(card: ModelCard) -> Iterator[Message]:
    if not (is_number(card.temperature) and 0.01 <= card.temperature <= 100):
        yield Message("the temperature must lie in 0.01..100")
    if not (is_number(card.map_scale) and MAP_SCALES[0] <= card.map_scale <= MAP_SCALES[1]):
        yield Message(
            "the map scale must lie in {least:g}..{most:g}", least=MAP_SCALES[0], most=MAP_SCALES[1]
        )
    if not (is_number(card.side_margin) and 0.5 <= card.side_margin <= 1):
        yield Message("the side margin must lie in 0.5..1")


def _input_reasons(spec: InputSpec) -> Iterator[Message]:
    if spec.preprocessing != preprocess.VERSION:
        yield Message(
            "it was made for preprocessing {made}, this version has {known}",
            made=spec.preprocessing,
            known=preprocess.VERSION,
        )
    if not _is_text(spec.name, 1, 100):
        yield Message("the input needs a name")
    if not (_is_whole(spec.size) and SIZES[0] <= spec.size <= SIZES[1]):
        yield Message("the input size must lie in {least}..{most}", least=SIZES[0], most=SIZES[1])
    if not (_is_whole(spec.channels) and spec.channels in CHANNELS):
        yield Message("the input must have 1 or 3 channels")
    low, high = spec.percentiles
    if not (_all_numbers((low, high)) and 0 <= low < high <= 100):
        yield Message("the percentiles must rise within 0..100")
    if not (_all_numbers((spec.mean, spec.std)) and spec.std > 0):
        yield Message("the standard deviation must be positive")


def _point_reasons(point: OperatingPoint) -> Iterator[Message]:
    if not (is_number(point.threshold) and 0 < point.threshold < 1):
        yield Message("a threshold must lie between 0 and 1")
    if not (_is_label(point.name, 100) and _is_text(point.set_on, 1, 1000)):
        yield Message("an operating point must name itself and where it was set")
    if not (_is_whole(point.films) and point.films >= 0):
        yield Message("an operating point must say on how many films it was set")


def _self_test_reasons(test: SelfTest) -> Iterator[Message]:
    if test.input not in BUILTIN_INPUTS:
        yield Message("a self-test names an unknown input")
    if len(test.logits) != len(CLASSES) or not _all_numbers(test.logits):
        yield Message("a self-test must expect seven finite logits")
    if not (is_number(test.tolerance) and 0 < test.tolerance <= 1):
        yield Message("a self-test's tolerance must lie in 0..1")


def _gate_reasons(gate: FilmGate) -> Iterator[Message]:
    widths = {len(row) for row in gate.whiten}
    if not gate.mean or len(gate.whiten) != len(gate.mean) or len(widths) != 1 or 0 in widths:
        yield Message("the film gate's mean and whitening do not fit together")
    if not (_all_numbers(gate.mean) and all(_all_numbers(row) for row in gate.whiten)):
        yield Message("the film gate has values that are not finite")
    if not (is_number(gate.threshold) and gate.threshold > 0):
        yield Message("the film gate's threshold must be positive")
    if not _is_text(gate.set_on, 0, 1000):
        yield Message("the film gate must say where it was set")
    yield from _part_reasons(gate)


def _part_reasons(gate: FilmGate) -> Iterator[Message]:
    """The body-part head: none, or pelvis and others."""
    if not (gate.parts or gate.weights or gate.bias):
        return
    count = len(gate.parts)
    if not 2 <= count <= MOST_PARTS or not all(_is_text(name, 1, 40) for name in _listed(gate.parts)):
        yield Message("the film gate must name two or more parts of the body")
    if len(gate.weights) != len(gate.mean) or any(len(row) != count for row in gate.weights):
        yield Message("the film gate's weights do not fit its mean and parts")
    if len(gate.bias) != count:
        yield Message("the film gate's bias does not fit its parts")
    if not all(_all_numbers(row) for row in (gate.bias, (gate.least,), *gate.weights)):
        yield Message("the film gate's head has values that are not finite")


def _check_reasons(check: FilmCheck) -> Iterator[Message]:
    if not (_is_label(check.name, 40) and _is_text(check.set_on, 1, 1000)):
        yield Message("a film check must name itself and where it was set")
    if not _listed(check.weights) or not _all_numbers((*check.weights, check.bias)):
        yield Message("a film check needs weights that are finite")
    if not all(is_number(share) and 0 <= share <= 1 for share in (check.sensitivity, check.specificity)):
        yield Message("a film check's sensitivity and specificity must lie in 0..1")


def _conformal_reasons(sets: ConformalSets) -> Iterator[Message]:
    if not (is_number(sets.level) and 0 < sets.level < 1):
        yield Message("the level of its class sets must lie between 0 and 1")
    if len(_listed(sets.limits)) != len(CLASSES) or not _all_numbers(sets.limits):
        yield Message("its class sets need a limit for each class")
    if not all(0 <= limit <= 1 for limit in sets.limits):
        yield Message("the limits of its class sets must lie in 0..1")
    if len(_listed(sets.films)) != len(CLASSES) or not all(_is_whole(n) and n >= 0 for n in sets.films):
        yield Message("its class sets must say on how many films of each class they were set")
    if not _is_text(sets.set_on, 1, 1000):
        yield Message("its class sets must say on which films they were set")


def _figures_reasons(card: ModelCard) -> Iterator[Message]:
    lists = (
        card.operating_points,
        card.self_tests,
        card.checks,
        card.metrics,
        card.roc,
        *card.metrics.values(),
    )
    if any(len(one) > MOST for one in lists):
        yield Message("a list is longer than {most}", most=MOST)
    if not all(_is_text(name, 1, 200) for name in card.metrics):
        yield Message("a test set needs a name")
    for rows in card.metrics.values():
        for metric in rows:
            yield from _metric_reasons(metric)
    yield from _roc_reasons(card)


def _roc_reasons(card: ModelCard) -> Iterator[Message]:
    """The viewer looks the curve up: thresholds rise, sensitivity falls, specificity rises."""
    curve = card.roc
    if not all(len(row) == 3 and _all_numbers(row) for row in curve):
        yield Message("the ROC curve must be rows of three finite numbers")
    if len(curve) > MOST_ROC:
        yield Message("the ROC curve has more than {most} points", most=MOST_ROC)
    if not all(0 <= value <= 1 for row in curve for value in row):
        yield Message("the ROC curve's numbers must lie in 0..1")
    for (t, sensitivity, specificity), (next_t, next_sensitivity, next_specificity) in pairwise(curve):
        if not (t < next_t and sensitivity >= next_sensitivity and specificity <= next_specificity):
            yield Message(
                "along the ROC curve the thresholds must rise, the sensitivity fall, the specificity rise"
            )
    if len(card.roc_films) != 2 or not all(_is_whole(count) and count >= 0 for count in card.roc_films):
        yield Message("the ROC curve must say on how many films with and without a fracture it was made")


def _metric_reasons(metric: Metric) -> Iterator[Message]:
    if not _all_numbers(v for v in (metric.value, metric.low, metric.high) if v is not None):
        yield Message("a metric is not finite")
    if not is_number(metric.value):
        yield Message("a metric has no value")
    if not (_is_text(metric.name, 1, 200) and _is_text(metric.method, 0, 1000)):
        yield Message("a metric must name itself and how its interval was made")
    if not all(_is_whole(count) and count >= 0 for count in (metric.films, metric.patients)):
        yield Message("a metric must say on how many films and patients it was measured")


def is_number(value: Any) -> bool:
    """Whether a value read from JSON is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e300  # not finite: JSON holds whole numbers of any length, and no float holds them


def _all_numbers(values: Iterable[Any]) -> bool:
    return all(is_number(value) for value in values)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e12


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any, shortest: int, longest: int) -> bool:
    """Of such a length, and one that can be written down: JSON can hold half a character."""
    return isinstance(value, str) and shortest <= len(value) <= longest and not _HALF.search(value)


def _is_label(value: Any, longest: int) -> bool:
    """A short text of one line: it goes to terminals, tables and DICOM objects, where others give orders."""
    return _is_text(value, 1, longest) and value.isprintable()


def _is_word(value: Any) -> bool:
    return _is_label(value, 60)


def _listed(value: Any) -> tuple[Any, ...]:
    """A list of the card; a table has its length and its names, but no order."""
    if not isinstance(value, tuple):
        raise TypeError("no list")
    return value
