"""The table of ``shenton predict``: one line a file, refused ones too.

It is the user's own file and names paths; what is made to leave the machine (the labels) does not.
"""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, TextIO

from inference.aoota import CLASSES, NORMAL
from inference.archive.worker import NO_SITE, FilmAnswer, of_prediction
from inference.errors import ExportError
from inference.messages import Message
from inference.model.input_checks import doubt_words
from inference.records import ModelIdentity, OperatingPoint, Prediction, Side
from viewer.export.csv_cells import cell, is_formula, stated

COLUMNS: Final = (
    *("path", "status", "reason", "p_fracture"),
    *(f"p_{name}" for name in CLASSES),
    *("model", "model_sha256", "ms", "verdict", "side", "notes"),
)
_BEFORE_SIDE: Final = tuple(name for name in COLUMNS if name != "side")
EARLIER: Final = tuple(_BEFORE_SIDE[: _BEFORE_SIDE.index(last) + 1] for last in ("ms", "verdict", "notes"))
"""The columns of the tables of earlier versions: kept like any other table, but not gone on with."""
_MODEL: Final = COLUMNS.index("model")
_SHA256: Final = COLUMNS.index("model_sha256")
SYNC_S: Final = 2.0
"""How long a line may wait until it is on the disk; it is the system's at once."""


class PredictionTable:
    """Writes ``path`` (CSV, UTF-8) line by line; what was written is there when the program is interrupted.

    Probabilities have six decimals, ``ms`` one; a refused file has empty figures.  A path that a spreadsheet
    would take for a formula gets ``./`` before it and stays the same path.

    Raises:
        ExportError: the file cannot be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        resume: bool = False,
        model_sha256: str = "",
        model: str = "",
        under: Collection[str] = (),
    ) -> None:
        """Nothing is written yet.

        Args:
            resume: go on after the last whole line of a table that is there; :attr:`done` says what it holds.
            model_sha256: of the model that answers; a table of another one is not gone on with.
            model: its name and version; the same graph with another card answers otherwise.
            under: its names under the site profiles in force; a table of other ones is not gone on with.
        """
        self._path, self._resume = path, resume
        self._model, self._sha256 = cell(model), model_sha256
        self._under = frozenset(map(cell, under))
        self._file: TextIO | None = None
        self._synced = time.monotonic()
        self.done: Counter[str] = Counter()
        """How many lines each path has in the table that is gone on with (see :func:`written_path`)."""

    def __enter__(self) -> PredictionTable:
        with stated(Message("The table")):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf8", errors="backslashreplace", newline="")
            try:
                begun = self._begun(self._file)
            except BaseException:
                self._file.close()
                raise
        if not begun:
            self._write(COLUMNS)
        return self

    def _begun(self, file: TextIO) -> bool:
        """Have the file for this process alone, and cut it down to what stays; whether anything does."""
        _have_alone(file)
        if not self._path.is_file():  # a device
            return False
        end = self._taken_up() if self._resume else 0
        os.truncate(self._path, end)
        return end > 0

    def _taken_up(self) -> int:
        """Count the lines that are there; where the last whole one ends."""
        check_is_table(self._path)
        at = 0
        for row, at_end in read_rows(self._path):
            if at == 0 and tuple(row) in EARLIER:
                raise earlier_table()
            if len(row) != len(COLUMNS) or (at == 0) != (tuple(row) == COLUMNS):
                raise no_table()
            if at:
                self._check_model(row)
            self.done[row[0]] += at > 0
            at = at_end
        return at

    def _check_model(self, row: list[str]) -> None:
        """Whether a line is of the model, and of the site profiles, that answer now."""
        name, sha256 = row[_MODEL], row[_SHA256]
        if (self._sha256 and sha256 not in ("", self._sha256)) or (
            self._model and name not in ("", self._model, *self._under)
        ):
            raise ExportError(
                "The table was begun with another model, or under another site profile.",
                "Write to another file, or name that model and profile.",
            )
        if self._under and row[1] == "ok" and name == self._model and NO_SITE not in row[-1]:
            raise ExportError(
                "The table was begun without this site profile.", "Write to another file, or leave it out."
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                if kind is None:
                    self._look(file)
            finally:
                with stated(Message("The table")):
                    file.close()

    def ok(
        self,
        path: Path,
        prediction: Prediction,
        points: Sequence[OperatingPoint] = (),
        side: Side = Side.NONE,
    ) -> None:
        """The line of an answered film; its reason says what the film checks doubt.

        Args:
            points: of the model's card; the verdict follows from them as in the window.
            side: that the map points to (:func:`inference.model.class_maps.pointed_side`).
        """
        self.put(of_prediction(str(path), prediction, points, prediction.elapsed_ms, side))

    def put(self, film: FilmAnswer) -> None:
        """The line of one film of an archive, answered or not."""
        if not film.is_answered:
            self.refused(Path(film.path), film.reason, film.ms, film.model, film.notes)
            return
        fracture = 1.0 - film.probabilities[CLASSES.index(NORMAL)]
        self._write(
            [
                *(_path(Path(film.path)), "ok", cell(" ".join(doubt_words(film.doubts)))),
                *(f"{min(max(value, 0.0), 1.0):.6f}" for value in (fracture, *film.probabilities)),
                *(*_model(film.model), f"{film.ms:.1f}", film.verdict, film.side, _notes(film.notes)),
            ]
        )

    def refused(
        self,
        path: Path,
        reason: str,
        ms: float,
        model: ModelIdentity | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        """The line of a file that got no answer, with the reason in one sentence."""
        empty, told = [""] * (1 + len(CLASSES)), ("", "", _notes(notes))
        self._write([_path(path), "refused", cell(reason), *empty, *_model(model), f"{ms:.1f}", *told])

    def _write(self, values: list[str] | tuple[str, ...]) -> None:
        if self._file is None:
            raise RuntimeError("a PredictionTable is a context manager: use it in a with statement")
        with stated(Message("The table")):
            try:
                write_row(self._file, values)
                self._file.flush()
                if time.monotonic() - self._synced > SYNC_S:
                    self._look(self._file)
                    with suppress(OSError):  # a pipe or a device has nothing to sync
                        os.fsync(self._file.fileno())
                    self._synced = time.monotonic()
            except OSError:
                with suppress(OSError):  # closing tries the unwritten rest again
                    self._file.close()
                raise

    def _look(self, file: TextIO) -> None:
        """Whether what is written still lies at its place: a folder or a drive may have gone meanwhile.

        Raises:
            ExportError: it does not; what was written cannot be reached.
        """
        with suppress(OSError):
            if os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                return
        raise ExportError(
            "The table is not there any more: it or its folder was removed while it was written.",
            "Check the folder and its disk, then run it again.",
        )


def check_is_table(path: Path) -> None:
    """Whether a file begins as a table of this program does, also one that was just begun, or is empty.

    Raises:
        ExportError: it does not: it may be a film, or anything else that must not be lost.
    """
    firsts = [",".join(names).encode() + b"\n" for names in (COLUMNS, *EARLIER)]
    with stated(Message("The table")), path.open("rb") as file:
        begin = file.read(max(map(len, firsts)))
    if not any(first.startswith(begin[: len(first)]) for first in firsts):
        raise no_table()


def earlier_table() -> ExportError:
    """What is there is a table that lacks a column."""
    return ExportError(
        "The table that is there was made by an earlier version and lacks columns of this one.",
        "Write to another file with --out, or leave --resume out: then it is kept under another name.",
    )


def no_table() -> ExportError:
    """What is there is something else, which must not be lost."""
    return ExportError(
        "The table that is there is none of this program.", "Write to another file with --out."
    )


def read_rows(path: Path) -> Iterator[tuple[list[str], int]]:
    """Each whole line of a table, and where in the file it ends; one that was not finished is left out.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        whole, end = b"", 0
        for line in file:
            whole += line
            if whole.count(b'"') % 2 or not line.endswith(b"\n"):
                continue
            end += len(whole)
            text, whole = whole.decode("utf8", "backslashreplace"), b""
            yield next(csv.reader([text]), []), end


def write_row(file: TextIO, values: Sequence[str]) -> None:
    """One line as :func:`read_rows` reads it."""
    csv.writer(file, lineterminator="\n", quoting=_quoting(values)).writerow(values)


def _quoting(values: Sequence[str]) -> Literal[0, 1]:
    """Python 3.11 and 3.12 leave a carriage return bare, at which every reader ends the line."""
    return csv.QUOTE_ALL if any("\r" in value for value in values) else csv.QUOTE_MINIMAL


def check_alone(path: Path) -> None:
    """Whether no other process writes the table that is there.

    Raises:
        ExportError: one does, or the file cannot be opened.
    """
    with stated(Message("The table")), path.open("a") as file:
        _have_alone(file)


def _have_alone(file: TextIO) -> None:
    """Lock a file for this process until it is closed, where the system can (not on Windows).

    Raises:
        ExportError: another one has it.
    """
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ExportError(
            "Another program is writing this table.", "Wait for it, or end it first."
        ) from error
    except OSError:  # a device, or a disk that cannot
        return


def written_path(path: str) -> str:
    """A path as it stands in the table."""
    return _path(Path(path)).encode("utf8", "backslashreplace").decode("utf8")


def _path(path: Path) -> str:
    text = str(path)
    return f"./{text}" if is_formula(text) else text


def _notes(notes: Sequence[str]) -> str:
    return cell(" ".join(notes))


def _model(model: ModelIdentity | None) -> tuple[str, str]:
    return ("", "") if model is None else (cell(f"{model.name} {model.version}".strip()), model.sha256)
