"""How two models differ, in sentences for a person who is to choose between them."""

from __future__ import annotations

from collections.abc import Iterator

from inference.model.card import Metric, ModelCard


def difference(old: ModelCard, new: ModelCard) -> list[str]:
    """Sentences on what the ``new`` model changes; empty when the two are the same."""
    parts = (_identity, _training, _input, _metrics, _operating_points, _maps)
    return [sentence for part in parts for sentence in part(old, new)]


def _identity(a: ModelCard, b: ModelCard) -> Iterator[str]:
    if a.name != b.name:
        yield f"Name: {a.name} becomes {b.name}."
    if a.version != b.version:
        yield f"Version: {a.version} becomes {b.version}."
    if a.onnx_sha256 != b.onnx_sha256:
        yield f"Another graph: {a.onnx_sha256[:12]} becomes {b.onnx_sha256[:12]}."
    if b.base_sha256 is not None and b.base_sha256 == a.onnx_sha256:
        yield "The new model was fine-tuned from the old one."
    if a.verdict != b.verdict and b.verdict:
        yield f"Verdict on the locked test set: {b.verdict}."
    if a.edition != b.edition:
        yield f"AO/OTA edition: {a.edition} becomes {b.edition}."


def _training(a: ModelCard, b: ModelCard) -> Iterator[str]:
    if a.training_films != b.training_films:
        yield f"Training films: {a.training_films} becomes {b.training_films}."
    if a.training_data != b.training_data:
        yield f"Training data: {_named(a.training_data)} becomes {_named(b.training_data)}."
    if a.synthetic_training != b.synthetic_training:
        yield f"Synthetic training: {_yes(a.synthetic_training)} becomes {_yes(b.synthetic_training)}."
    if a.limits != b.limits:
        yield f"Limits: {_named(a.limits)} becomes {_named(b.limits)}."
    if a.licence != b.licence:
        yield f"Licence: {_named(a.licence)} becomes {_named(b.licence)}."


def _input(a: ModelCard, b: ModelCard) -> Iterator[str]:
    if a.input.size != b.input.size:
        yield f"Input: {a.input.size} becomes {b.input.size} pixels a side."
    if a.input.percentiles != b.input.percentiles:
        yield "The grey-scale window of the input differs."
    if (a.gate is None) != (b.gate is None):
        before, after = _yes(a.gate is not None), _yes(b.gate is not None)
        yield f"Refuses films unlike its training: {before} becomes {after}."
    names = [", ".join(check.name for check in card.checks) for card in (a, b)]
    if names[0] != names[1]:
        before, after = (text or "none" for text in names)
        yield f"Film checks: {before} becomes {after}."


def _metrics(a: ModelCard, b: ModelCard) -> Iterator[str]:
    """Every figure of either card; a figure that only one has is said to be missing in the other."""
    for test in dict.fromkeys([*a.metrics, *b.metrics]):
        before = {row.name: row for row in a.metrics.get(test, ())}
        after = {row.name: row for row in b.metrics.get(test, ())}
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                yield f"{name} on {test}: {_figure(before.get(name))} becomes {_figure(after.get(name))}."


def _operating_points(a: ModelCard, b: ModelCard) -> Iterator[str]:
    before = {point.name: point for point in a.operating_points}
    after = {point.name: point for point in b.operating_points}
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield f"New operating point {name}: threshold {new.threshold:.3f}, set on {new.set_on}."
        elif new is None:
            yield f"The operating point {name} is gone."
        elif old is not None and old != new:
            change = f"{old.threshold:.3f} becomes {new.threshold:.3f}"
            yield f"Threshold of {name}: {change}, set on {new.set_on}."
    if a.operating_points and not b.operating_points:
        yield "The new model has no operating point: its yes or no rests on 0.5."


def _maps(a: ModelCard, b: ModelCard) -> Iterator[str]:
    if a.map_scale != b.map_scale:
        yield f"Full colour of the heat map: {a.map_scale:.3g} becomes {b.map_scale:.3g}."


def _figure(metric: Metric | None) -> str:
    if metric is None:
        return "not measured"
    if metric.low is None or metric.high is None:
        return f"{metric.value:.3f}"
    return f"{metric.value:.3f} ({metric.low:.3f} to {metric.high:.3f})"


def _named(text: str) -> str:
    return text or "not stated"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
