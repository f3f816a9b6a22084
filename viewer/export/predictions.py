"""The table of ``shenton predict``: one line a file, refused ones too.

It is the user's own file and names paths; what is made to leave the machine (the labels) does not.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from inference.aoota import CLASSES
from inference.messages import Message
from inference.model.input_checks import doubt_words
from inference.model.verdict import verdict_of, zone_at
from inference.records import ModelIdentity, OperatingPoint, Prediction
from viewer.export.csv_cells import cell, is_formula, stated

COLUMNS: Final = (
    *("path", "status", "reason", "p_fracture"),
    *(f"p_{name}" for name in CLASSES),
    *("model", "model_sha256", "ms", "verdict"),
)


class PredictionTable:
    """Writes ``path`` (CSV, UTF-8) line by line; what was written is there when the program is interrupted.

    Probabilities have six decimals, ``ms`` one; a refused file has empty figures.  A path that a spreadsheet
    would take for a formula gets ``./`` before it and stays the same path.

    Raises:
        ExportError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> PredictionTable:
        with stated(Message("The table")):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf8", errors="backslashreplace", newline="")
        self._write(COLUMNS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        file, self._file = self._file, None
        if file is not None:
            with stated(Message("The table")):
                file.close()

    def ok(self, path: Path, prediction: Prediction, points: Sequence[OperatingPoint] = ()) -> None:
        """The line of an answered film; its reason says what the film checks doubt.

        Args:
            points: of the model's card; the verdict follows from them as in the window.
        """
        zone = zone_at(prediction.threshold, points)
        called = verdict_of(prediction.p_fracture, prediction.threshold, zone)
        figures = [prediction.p_fracture, *prediction.probabilities.values()]
        model = prediction.model
        self._write(
            [
                *(_path(path), "ok", cell(" ".join(doubt_words(prediction.doubts)))),
                *(f"{min(max(value, 0.0), 1.0):.6f}" for value in figures),
                *(*_model(model), f"{prediction.elapsed_ms:.1f}", called),
            ]
        )

    def refused(self, path: Path, reason: str, ms: float, model: ModelIdentity | None = None) -> None:
        """The line of a file that got no answer, with the reason in one sentence."""
        empty = [""] * (1 + len(CLASSES))
        self._write([_path(path), "refused", cell(reason), *empty, *_model(model), f"{ms:.1f}", ""])

    def _write(self, values: list[str] | tuple[str, ...]) -> None:
        if self._file is None:
            raise RuntimeError("a PredictionTable is a context manager: use it in a with statement")
        with stated(Message("The table")):
            try:
                csv.writer(self._file, lineterminator="\n").writerow(values)
                self._file.flush()
            except OSError:
                with suppress(OSError):  # closing tries the unwritten rest again
                    self._file.close()
                raise


def _path(path: Path) -> str:
    text = str(path)
    return f"./{text}" if is_formula(text) else text


def _model(model: ModelIdentity | None) -> tuple[str, str]:
    return ("", "") if model is None else (cell(f"{model.name} {model.version}".strip()), model.sha256)
