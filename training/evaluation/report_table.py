"""A measured report as JSON and as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inference.aoota import CLASSES
from inference.model.card import Metric, ModelCard
from training.evaluation.records import Section

if TYPE_CHECKING:
    from training.evaluation.records import Difference


def to_json(
    models: Sequence[tuple[ModelCard, Sequence[Section]]], differences: Sequence[Difference] = ()
) -> dict[str, Any]:
    """The whole report; every figure carries its interval, its films and patients and how that was made."""
    rows = [
        {
            "name": card.name,
            "version": card.version,
            "sha256": card.onnx_sha256,
            "sections": [asdict(section) for section in sections],
        }
        for card, sections in models
    ]
    return {"schema": 2, "models": rows, "differences": [asdict(item) for item in differences]}


def to_markdown(card: ModelCard, sections: list[Section]) -> str:
    """Tables to read; the model is named on top."""
    lines = [f"# {card.name} {card.version}", "", f"Graph SHA-256 `{card.onnx_sha256}`. Research use only."]
    lines += ["", "A film without an answer is scored 0.5 in every AUC and counts as wrong everywhere else."]
    for section in sections:
        lines += ["", f"## {section.name}", "", f"{section.films} films. {section.note}".strip(), ""]
        rows = section.figures + section.subgroups
        methods = list(dict.fromkeys(item.method for item in rows))
        lines += ["| figure | value | 95 % interval | films | patients | interval by |"]
        lines += ["| --- | --- | --- | --- | --- | --- |"]
        lines += [_row(item, methods.index(item.method) + 1) for item in rows]
        lines += ["", "Intervals:", ""]
        lines += [f"{number}. {method}" for number, method in enumerate(methods, 1)]
        if section.confusion is not None:
            lines += ["", *_confusion(section.confusion)]
        lines += [f"\nNo output, scored 0.5: {key} ({reason})" for key, reason in section.left_out]
    return "\n".join(lines) + "\n"


def _row(item: Metric, method: int) -> str:
    ends = "–" if item.low is None or item.high is None else f"{item.low:.3f} to {item.high:.3f}"
    return f"| {item.name} | {item.value:.3f} | {ends} | {item.films} | {item.patients} | {method} |"


def _confusion(table: list[list[int]]) -> list[str]:
    names = [*CLASSES, "no answer"]
    head = ["| truth \\ answer | " + " | ".join(names) + " |", "|" + " --- |" * (len(names) + 1)]
    rows = [
        f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in zip(CLASSES, table, strict=True)
    ]
    return head + rows
