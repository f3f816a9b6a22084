"""``manifest.csv``: an investigator's own films beside a DICOM folder, checked whole before any is used.

Columns: ``film`` (path below the manifest's folder, or ``sha256:`` and the pixel hash), ``patient`` (any
key), ``class`` (normal, A1 ... B3, or fracture where the class is not known), ``side`` (left, right, both, or
empty), ``report`` (a text file below the folder, or the text), ``split`` (train, val, test, or empty),
``edition`` (of AO/OTA: 2018, or empty).  Only the first three are needed.  Commas, semicolons or tabs part
the cells, whichever the first line has.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inference.aoota import CLASSES, EDITION, NORMAL
from inference.messages import counted
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.errors import TrainingError

NAME: Final = "manifest.csv"
NEEDED: Final = ("film", "patient", "class")
COLUMNS: Final = (*NEEDED, "side", "report", "split", "edition")
SPLITS: Final = ("", "train", "val", "test")
SIDES: Final = ("", "left", "right", "both")
MOST_ROWS: Final = 1_000_000
MOST_BYTES: Final = 500_000_000
LONGEST: Final = 20_000
"""Characters of a cell; a report is the longest."""
HASH: Final = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a film as it is named, and what is said of it."""

    line: int
    film: str
    patient: str
    ao_class: str
    side: str
    report: str
    split: str
    edition: str

    @property
    def digest(self) -> str:
        """The pixel hash, where the film is named by it."""
        found = HASH.fullmatch(self.film)
        return found[1] if found else ""


class ManifestError(TrainingError):
    """The manifest has faults; ``faults`` are all of them, each with its line."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        more = f" and {len(self.faults) - 3} more" if len(self.faults) > 3 else ""
        super().__init__(
            f"The manifest has {counted(len(self.faults), 'fault')}: {'; '.join(self.faults[:3])}{more}.",
            "See all of them with shenton-train check, mend the table and start again.",
        )


@dataclass(slots=True)
class Manifest:
    """What a folder's manifest says: rows and faults."""

    folder: Path
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_manifest(folder: Path) -> list[KnownFilm]:
    """The films of a folder's manifest; those named by their pixels are looked for below the folder.

    Keys are hashes: neither a path nor a patient's number goes into a cache or a log.

    Raises:
        ManifestError: anything is wrong; nothing is used then.
    """
    found = check(folder)
    wanted = {row.digest for row in found.rows if row.digest}
    paths = _by_pixels(wanted, folder)
    missing = [row.line for row in found.rows if row.digest and row.digest not in paths]
    found.faults += [f"line {line}: no film of these pixels is in the folder" for line in missing]
    if found.faults:
        raise ManifestError(found.faults)
    return [_known(row, folder, paths) for row in found.rows]


def check(folder: Path) -> Manifest:
    """Read the table and list every fault that shows without decoding a film.

    Raises:
        TrainingError: there is no table, or it is no CSV file in UTF-8.
    """
    path = folder / NAME
    if not path.is_file():
        raise TrainingError(
            "There is no {file} in {folder}.",
            "Put one there: {columns}.",
            file=NAME,
            folder=folder.name,
            columns=COLUMNS,
        )
    if path.stat().st_size > MOST_BYTES:
        raise TrainingError("The manifest is too large.", "Split it into several folders.")
    found = Manifest(folder)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline(LONGEST)
            lines.seek(0)
            _read(csv.DictReader(lines, strict=True, delimiter=max(",;\t", key=head.count)), found)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TrainingError("The manifest is no CSV file in UTF-8.", "Save it as CSV, UTF-8.") from error
    if not found.rows and not found.faults:
        found.faults.append("the table has no rows")
    found.faults += _across(found.rows)
    return found


def reports(folder: Path) -> dict[str, str]:
    """Report text by film key, of the films that have one.

    Raises:
        ManifestError: the manifest has faults.
    """
    found = check(folder)
    if found.faults:
        raise ManifestError(found.faults)
    return {_key(row): _report(row, folder) for row in found.rows if row.report}


def _read(table: csv.DictReader[str], found: Manifest) -> None:
    names = [name.strip().lower() for name in table.fieldnames or ()]
    table.fieldnames = names
    lacking = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    found.faults += [f"there is no column {name}" for name in lacking]
    if unknown or len(set(names)) != len(names):
        found.faults.append(f"columns are unknown or named twice; known are {', '.join(COLUMNS)}")
    if found.faults:
        return
    for cells in table:
        if len(found.rows) >= MOST_ROWS:
            found.faults.append(f"there are more than {MOST_ROWS} rows")
            return
        if None in cells or None in cells.values():
            found.faults.append(f"line {table.line_num}: not as many cells as columns")
            continue
        row = _row(table.line_num, cells)
        found.rows.append(row)
        found.faults += [f"line {row.line}: {fault}" for fault in _faults(row, found.folder)]


def _row(line: int, cells: dict[str, str]) -> Row:
    value = {name: (cells.get(name) or "").strip() for name in COLUMNS}
    known = {name.lower(): name for name in (*CLASSES, SOME_FRACTURE)}
    return Row(
        line=line,
        film=value["film"],
        patient=value["patient"],
        ao_class=known.get(value["class"].lower(), value["class"]),
        side=value["side"].lower(),
        report=value["report"],
        split=value["split"].lower(),
        edition=value["edition"],
    )


def _faults(row: Row, folder: Path) -> Iterator[str]:
    """What is wrong with one row by itself.  Faults name no cell's text: it may name a patient."""
    if any(len(cell) > LONGEST for cell in (row.film, row.patient, row.report)):
        yield "a cell is too long"
    if not (row.film and row.patient):
        yield "film and patient must be named"
    if row.film and not row.digest:
        yield from _path_faults(row.film, folder, "film")
    if row.report.lower().endswith(".txt"):
        yield from _path_faults(row.report, folder, "report")
    yield from _word_faults(row)


def _word_faults(row: Row) -> Iterator[str]:
    if row.ao_class not in (*CLASSES, SOME_FRACTURE):
        yield f"the class is none of {', '.join((*CLASSES, SOME_FRACTURE))}"
    if row.side not in SIDES:
        yield "the side is none of left, right, both"
    if row.side and row.ao_class == NORMAL:
        yield "a normal film has no side"
    if row.split not in SPLITS:
        yield "the split is none of train, val, test"
    if row.edition not in ("", str(EDITION)):
        yield f"the edition is not {EDITION}: classes of another edition mean something else"


def _path_faults(text: str, folder: Path, what: str) -> Iterator[str]:
    path = Path(text)
    if path.is_absolute() or ".." in path.parts or "\0" in text:
        yield f"the {what} lies outside the folder"
    elif not _is_file(folder / path):
        yield f"there is no such {what}"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that the file system cannot have
        return False


def _across(rows: list[Row]) -> Iterator[str]:
    """What is wrong between rows: one film twice, one patient in two splits."""
    films: dict[str, int] = {}
    splits: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        name = row.digest or Path(row.film).as_posix()
        if name and name in films:
            yield f"line {row.line}: the film of line {films[name]} again"
        films.setdefault(name, row.line)
        splits[row.patient].add(row.split)
    for row in rows:
        if len(seen := splits.pop(row.patient, set())) > 1:
            named = ", ".join(sorted(name or "none" for name in seen))
            yield f"line {row.line}: this patient is in several splits ({named})"


def _by_pixels(wanted: set[str], folder: Path) -> dict[str, Path]:
    from training.data.find_by_hash import find_labelled

    return find_labelled(wanted, folder) if wanted else {}


def _known(row: Row, folder: Path, paths: dict[str, Path]) -> KnownFilm:
    meta = {"split": row.split} if row.split else {}
    return KnownFilm(
        path=paths[row.digest] if row.digest else folder / row.film,
        key=_key(row),
        ao_class=row.ao_class,
        side=row.side or None,
        patient=f"own {_hash(row.patient)}",
        pixel_sha256=row.digest or None,
        meta=meta | {"source": "own"},
    )


def _key(row: Row) -> str:
    return f"film-{_hash(row.digest or Path(row.film).as_posix())}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _report(row: Row, folder: Path) -> str:
    """The text, or the file's text; what is no UTF-8 in it is replaced."""
    if not row.report.lower().endswith(".txt"):
        return row.report
    with (folder / row.report).open(encoding="utf8", errors="replace") as text:
        return text.read(LONGEST)
