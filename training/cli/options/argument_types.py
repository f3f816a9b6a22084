"""What the words of a command line of ``shenton-train`` stand for."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from training.errors import TrainingError


def at_least(least: int) -> Callable[[str], int]:
    """A whole number that is not below ``least``."""

    def whole(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"{value} is less than {least}")
        return value

    whole.__name__ = "whole number"  # argparse names it where the text is no number
    return whole


def near(text: str) -> float:
    """Widths of a hip that a close view shows: 0, or from 0.5 to 8."""
    value = float(text)
    if value and not 0.5 <= value <= 8:
        raise argparse.ArgumentTypeError(f"{text} is neither 0 nor from 0.5 to 8")
    return value


def check_free(out: Path) -> None:
    """What a command writes anew stands nowhere yet.

    Raises:
        TrainingError: there is something.
    """
    if out.exists():
        raise TrainingError(
            "There is something at {folder} already.", "Choose another --out.", folder=out.name
        )
    check_writable(out)


def check_writable(*files: Path | None) -> None:
    """Files that a command writes at its end can be written, which is better known before it begins.

    Raises:
        TrainingError: one is a folder.
        OSError: its folder cannot be made or written.
    """
    for file in files:
        if file is None:
            continue
        if file.is_dir():
            raise TrainingError("{file} is a folder.", "Name a file in it.", file=file.absolute().name)
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=file.parent):
            pass


def check_size(size: int, cell: int, usual: str) -> None:
    """A network's input is divided into whole cells.

    Raises:
        TrainingError: ``size`` is not; it names the ``usual`` ones.
    """
    if size % cell:
        raise TrainingError(
            "The size {size} is no multiple of {cell}.",
            "Use for example {usual}.",
            size=size,
            cell=cell,
            usual=usual,
        )


def share(text: str) -> float:
    """A number in 0..1."""
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not in 0..1")
    return value


@dataclass(frozen=True, slots=True)
class Limbs:
    """A folder of limb films and their share of the views of an epoch."""

    folder: Path
    share: float = 0.25


def limbs(text: str) -> Limbs:
    """``FOLDER`` or ``FOLDER:share``."""
    folder, _, part = text.rpartition(":")
    if not folder or not part.replace(".", "", 1).isdigit():
        return Limbs(Path(text))
    if not 0 < float(part) < 1:
        raise argparse.ArgumentTypeError(f"the share {part} is not between 0 and 1")
    return Limbs(Path(folder), float(part))
