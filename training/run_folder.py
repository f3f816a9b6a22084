"""Run folders: ``run.json`` (what was asked), ``last.pt`` (what resuming needs), ``best.pt`` (weights)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from inference import strict_json
from inference.files import replacing, write_whole
from inference.records import InputSpec
from training.errors import TrainingError

State = dict[str, Tensor]


def save(path: Path, data: dict[str, Any]) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        torch.save(data, part)


def load(path: Path) -> dict[str, Any]:
    """Read a checkpoint: plain values and tensors only, never code.

    Raises:
        TrainingError: missing, a folder, or damaged.
    """
    if path.is_dir():
        raise TrainingError("{file} is a folder.", "Name a file in it.", file=path.name)
    try:
        data: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise TrainingError(
            "There is no {file} in {folder}.",
            "Train first.",
            file=path.name,
            folder=path.absolute().parent.name,
        ) from error
    except Exception as error:
        raise TrainingError(
            "{file} is damaged.", "Use another checkpoint or train again.", file=path.name
        ) from error
    return data


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(data, indent=1) + "\n")


def in_words(figures: Mapping[str, Any], between: str = "  ") -> str:
    """Figures for a log; what is not defined is said to be so."""
    return between.join(f"{name} {_figure(value)}" for name, value in figures.items())


def _figure(value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    return "undefined" if math.isnan(value) else f"{value:.3f}"


def cpu_state(net: nn.Module) -> State:
    """A copy of the weights in plain memory."""
    return {
        name: value.detach().to("cpu", copy=True).contiguous() for name, value in net.state_dict().items()
    }


def spec_of(data: dict[str, Any]) -> InputSpec:
    """The input specification as a run's file holds it."""
    return InputSpec(**{**data, "percentiles": tuple(data["percentiles"])})


def run_file(folder: Path) -> dict[str, Any]:
    """What a run was asked to do.

    Raises:
        TrainingError: it is no run folder.
    """
    try:
        data: dict[str, Any] = strict_json.loads((folder / "run.json").read_text("utf8"))
    except (OSError, ValueError) as error:
        raise TrainingError(
            "{folder} is no run folder.", "Name the --out of shenton-train fit.", folder=folder.name
        ) from error
    return data
