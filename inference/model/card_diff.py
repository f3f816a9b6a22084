"""How two models differ, in sentences for a person who is to choose between them."""

from __future__ import annotations

from collections.abc import Iterator

from inference.messages import Message
from inference.model.card import Metric, ModelCard


def difference(old: ModelCard, new: ModelCard) -> list[Message]:
    """Sentences on what the ``new`` model changes; empty when the two are the same."""
    parts = (_identity, _training, _input, _metrics, _operating_points, _maps)
    return [sentence for part in parts for sentence in part(old, new)]


def _identity(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    if a.name != b.name:
        yield Message("Name: {old} becomes {new}.", old=a.name, new=b.name)
    if a.version != b.version:
        yield Message("Version: {old} becomes {new}.", old=a.version, new=b.version)
    if a.onnx_sha256 != b.onnx_sha256:
        yield Message("Another graph: {old} becomes {new}.", old=a.onnx_sha256[:12], new=b.onnx_sha256[:12])
    if b.base_sha256 is not None and b.base_sha256 == a.onnx_sha256:
        yield Message("The new model was fine-tuned from the old one.")
    if a.verdict != b.verdict and b.verdict:
        yield Message("Verdict on the locked test set: {verdict}.", verdict=b.verdict)
    if a.edition != b.edition:
        yield Message("AO/OTA edition: {old} becomes {new}.", old=a.edition, new=b.edition)


def _training(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    if a.training_films != b.training_films:
        yield Message("Training films: {old} becomes {new}.", old=a.training_films, new=b.training_films)
    if a.training_data != b.training_data:
        yield Message(
            "Training data: {old} becomes {new}.", old=_named(a.training_data), new=_named(b.training_data)
        )
    if a.synthetic_training != b.synthetic_training:
        yield Message(
            "Synthetic training: {old} becomes {new}.",
            old=_yes(a.synthetic_training),
            new=_yes(b.synthetic_training),
        )
    if a.limits != b.limits:
        yield Message("Limits: {old} becomes {new}.", old=_named(a.limits), new=_named(b.limits))
    if a.licence != b.licence:
        yield Message("Licence: {old} becomes {new}.", old=_named(a.licence), new=_named(b.licence))


def _input(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    if a.input.size != b.input.size:
        yield Message("Input: {old} becomes {new} pixels a side.", old=a.input.size, new=b.input.size)
    if a.input.percentiles != b.input.percentiles:
        yield Message("The grey-scale window of the input differs.")
    if (a.gate is None) != (b.gate is None):
        before, after = _yes(a.gate is not None), _yes(b.gate is not None)
        yield Message("Refuses films unlike its training: {old} becomes {new}.", old=before, new=after)
    names = [", ".join(check.name for check in card.checks) for card in (a, b)]
    if names[0] != names[1]:
        before, after = (Message("{names}", names=text) if text else Message("none") for text in names)
        yield Message("Film checks: {old} becomes {new}.", old=before, new=after)


def _metrics(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    """Every figure of either card; a figure that only one has is said to be missing in the other."""
    for test in dict.fromkeys([*a.metrics, *b.metrics]):
        before = {row.name: row for row in a.metrics.get(test, ())}
        after = {row.name: row for row in b.metrics.get(test, ())}
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                yield Message(
                    "{name} on {test}: {old} becomes {new}.",
                    name=name,
                    test=test,
                    old=_figure(before.get(name)),
                    new=_figure(after.get(name)),
                )


def _operating_points(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    before = {point.name: point for point in a.operating_points}
    after = {point.name: point for point in b.operating_points}
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield Message(
                "New operating point {name}: threshold {threshold:.3f}, set on {set_on}.",
                name=name,
                threshold=new.threshold,
                set_on=new.set_on,
            )
        elif new is None:
            yield Message("The operating point {name} is gone.", name=name)
        elif old is not None and old != new:
            change = Message("{old:.3f} becomes {new:.3f}", old=old.threshold, new=new.threshold)
            yield Message(
                "Threshold of {name}: {change}, set on {set_on}.", name=name, change=change, set_on=new.set_on
            )
    if a.operating_points and not b.operating_points:
        yield Message("The new model has no operating point: its yes or no rests on 0.5.")


def _maps(a: ModelCard, b: ModelCard) -> Iterator[Message]:
    if a.map_scale != b.map_scale:
        yield Message(
            "Full colour of the heat map: {old:.3g} becomes {new:.3g}.", old=a.map_scale, new=b.map_scale
        )


def _figure(metric: Metric | None) -> Message:
    if metric is None:
        return Message("not measured")
    if metric.low is None or metric.high is None:
        return Message("{value:.3f}", value=metric.value)
    return Message(
        "{value:.3f} ({low:.3f} to {high:.3f})", value=metric.value, low=metric.low, high=metric.high
    )


def _named(text: str) -> Message:
    return Message("{text}", text=text) if text else Message("not stated")


def _yes(value: bool) -> Message:
    return Message("yes") if value else Message("no")
