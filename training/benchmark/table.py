"""The study as Markdown: systems x levels, differences on the same films, every command with its minutes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from inference import strict_json

LEVELS: Final = (2, 3, 7)
AREA: Final = "AUC, fracture"
HEADS: Final = (*(f"{kind}, {level} classes" for level in LEVELS for kind in ("accuracy", "macro F1")), AREA)
COMPARED: Final = (AREA, "accuracy, 2 classes", "accuracy, 7 classes")
PAIRS: Final = (
    *(("scratch", "limbs"), ("base", "m1"), ("base", "m2"), ("m1", "m2")),
    *(("limbs", "imagenet"), ("imagenet-base", "imagenet-m1"), ("imagenet-base", "imagenet-m2")),
)
"""What the two studies ask: the gain of limb films, that of reports; and of other first weights."""

TOY: Final = "A toy: small networks stand for those that the rows name, and the figures mean nothing."


def table(
    report: Path, systems: Mapping[str, str], done: Mapping[str, Any], steps: Sequence[str], jobs: int,
    *, toy: bool = False,
) -> str:  # fmt: skip
    """The whole text.

    Args:
        report: ``report.json`` of the evaluation; its models are named like the systems.
        systems: what each is, by name, in the order of the rows.
        done: command and minutes of each step.
        steps: names of all steps, in order.
        jobs: so many trainings ran at once.
        toy: the networks are not those that the rows name, as the text then says.
    """
    told = strict_json.loads(report.read_text("utf8"))
    lines = ["# Study", "", *([TOY, ""] if toy else []), *_systems(told["models"], systems, done)]
    lines += ["", *_differences(told["differences"], systems)]
    lines += [
        "",
        f"Processors: {os.cpu_count()}, trainings at once: {jobs}. "
        "The limb-pretrained row's minutes hold its pretraining.",
        "",
    ]
    lines += ["| step | minutes | command |", "| --- | --- | --- |"]
    for name in steps:
        command = " ".join(done[name]["command"])
        lines.append(f"| {name} | {done[name]['minutes']:.1f} | `shenton-train {command}` |")
    return "\n".join(lines) + "\n"


def _systems(
    models: Sequence[dict[str, Any]], systems: Mapping[str, str], done: Mapping[str, Any]
) -> list[str]:
    figures = {
        model["name"]: {item["name"]: item for item in model["sections"][0]["figures"]} for model in models
    }
    section = models[0]["sections"][0]
    lines = [f"All systems on the same {section['films']} films: {section['name']}.", ""]
    lines += ["| system | " + " | ".join([*HEADS, "minutes"]) + " |", "|" + " --- |" * (len(HEADS) + 2)]
    for name, what in systems.items():
        cells = [_figure(figures[name].get(head)) for head in HEADS]
        lines.append(f"| {what} | {' | '.join(cells)} | {_minutes(name, done):.1f} |")
    return lines


def _differences(found: Sequence[dict[str, Any]], systems: Mapping[str, str]) -> list[str]:
    """Second less first, on the same films and the same bootstrap rounds."""
    by_name = {
        (_short(item["first"]), _short(item["second"]), item["metric"]["name"]): item["metric"]
        for item in found
    }
    lines = ["| difference | " + " | ".join(COMPARED) + " |", "|" + " --- |" * (len(COMPARED) + 1)]
    for first, second in PAIRS:
        if first not in systems or second not in systems:
            continue
        cells = [_figure(by_name.get((first, second, name)), sign="+") for name in COMPARED]
        lines.append(f"| {second} less {first} | {' | '.join(cells)} |")
    return lines


def _short(name: str) -> str:
    """A model's name without its version."""
    return name.split(" ", 1)[0]


def _figure(item: Mapping[str, Any] | None, sign: str = "") -> str:
    """``0.858 (0.830 to 0.883)``."""
    if item is None:
        return "–"
    low, high = item.get("low"), item.get("high")
    between = "" if low is None or high is None else f" ({low:{sign}.3f} to {high:{sign}.3f})"
    return f"{item['value']:{sign}.3f}{between}"


def _minutes(name: str, done: Mapping[str, Any]) -> float:
    own = float(done[name]["minutes"])
    return own + (float(done["pretraining"]["minutes"]) if name == "limbs" else 0.0)
