"""Films that may enter a study, with their reference standard: from a CSV, or from the truth of a folder.

CSV columns, by name in the first line, in any order: ``film`` (file name within the films' folder) and
``truth`` (normal, fracture or an AO/OTA class; 0 and 1 count as normal and fracture) are needed; ``side``,
``boxes`` (``x0 y0 x1 y1`` in film pixels, several separated by semicolons), ``patient`` (what films of one
patient share; empty or ``NA`` where not known), ``stratum``, ``use`` (test, practice or exclude) and
``reason`` (why excluded) are optional.

A folder's own truth is ``truth.jsonl`` in it (``shenton-train synth``), ``truth.csv`` in it, or
``FOLDER_truth.json`` beside it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from inference import strict_json
from inference.errors import StudyError
from inference.files import read_at_most
from inference.messages import NOTHING, Message, json_place, sentences, system_reason
from inference.records import Region, Side
from viewer.study.design.protocol import Stratum, Truth, check_text
from viewer.study.design.reading_order import MAX_FILMS, region

if TYPE_CHECKING:
    from _csv import Reader as _Rows

MAX_BYTES: Final = 256 << 20
MAX_TOLD: Final = 8
USES: Final = ("test", "practice", "exclude")
_COLUMNS: Final = ("film", "truth", "side", "boxes", "patient", "stratum", "use", "reason")
ABSENT: Final = frozenset(("", "NA"))
"""What stands for a patient who is not known; such films stand alone."""
MANY_FILMS: Final = 10
"""Of one patient; fewer raise no doubt."""
_TRUTHS: Final = {"0": "normal", "1": "fracture"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that may enter.

    Attributes:
        file: path within the films' folder, with forward slashes.
        truth: reference standard; None where the file has none for this film, which is then excluded.
        patient: what films of one patient share; empty when each stands alone.
        label: content of the column stratum.
        use: ``test``, ``practice``, ``exclude``, or empty where the file leaves it open.
        reason: why it is excluded.
    """

    file: str
    truth: Truth | None
    patient: str = ""
    label: str = ""
    use: str = ""
    reason: str = ""

    def stratum(self, by: Stratum) -> str:
        """The stratum by which it is sampled."""
        if self.truth is None:
            return ""
        return self.label if by is Stratum.COLUMN else self.truth.stratum(by)


def read(films: Path, reference: Path | None) -> list[Candidate]:
    """The candidates of a study, in order of file name.

    Args:
        films: folder of the films.
        reference: CSV, ``truth.jsonl`` or ``_truth.json``; None for the folder's own truth.

    Raises:
        StudyError: there is no reference standard, or a line of it is wrong.
    """
    return read_told(films, reference)[0]


def read_told(films: Path, reference: Path | None) -> tuple[list[Candidate], Message]:
    """:func:`read`, and what of the reference standard is not used or is doubtful, in sentences."""
    if not films.is_dir():
        raise StudyError("The folder of the films was not found.", "Correct films in the protocol.")
    path = reference or _own_truth(films)
    text = _text(path)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        rows, header = _csv(text)
        nameless = list[int]()
        found = _checked(_from_csv(rows, header, nameless))
        return found, sentences((_unused(header), _nameless(nameless), _one_patient(found)))
    listed = (_from_record(one, number) for number, one in _records(text, lines=suffix == ".jsonl"))
    found = _checked(listed)
    return found, _one_patient(found)


def _one_patient(found: Sequence[Candidate]) -> Message:
    """Where one patient holds so many films that the name may stand for "not known"."""
    counts = Counter(one.patient for one in found if one.patient)
    most = max(counts.values(), default=0)
    if most < MANY_FILMS or most * 3 < len(found):
        return NOTHING
    return Message(
        "{most} of {count} films belong to one patient. Where that name stands for an unknown patient, "
        "leave it empty: each such film then stands alone.",
        most=most,
        count=len(found),
    )


def _own_truth(films: Path) -> Path:
    places = (films / "truth.jsonl", films / "truth.csv", films.with_name(f"{films.name}_truth.json"))
    for place in places:
        if place.is_file():
            return place
    raise StudyError(
        "The films come without a reference standard.",
        "Name a CSV with the columns film and truth as reference in the protocol.",
    )


def _text(path: Path) -> str:
    try:
        data = read_at_most(path, MAX_BYTES)
    except OSError as error:
        raise StudyError(
            "The reference standard could not be read ({reason}).",
            "Correct reference in the protocol.",
            reason=system_reason(error),
        ) from error
    if data is None:
        raise StudyError("The reference standard is larger than 256 MB.", "Leave out what is not needed.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError("The reference standard is not in UTF-8.", "Save it as UTF-8.") from error


def _csv(text: str) -> tuple[_Rows, list[str]]:
    """The lines of a CSV after the first one, and the columns that it names."""
    head = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    with _stated(rows):
        header = [name.strip().lower() for name in next(rows, [])]
    if not {"film", "truth"} <= set(header):
        raise StudyError(
            "The reference standard lacks the column film or truth.", "Its first line names the columns."
        )
    for name in _COLUMNS:
        if header.count(name) > 1:
            raise StudyError(
                "The reference standard has the column {name} twice.", "Keep one of them.", name=name
            )
    return rows, header


def _from_csv(rows: _Rows, header: Sequence[str], nameless: list[int]) -> Iterator[Candidate]:
    """The films; lines with a value in a column without a name are added to ``nameless``."""
    with _stated(rows):
        for given in rows:
            values = [value.strip() for value in given]
            if any(values[len(header) :]):
                raise StudyError(
                    "Line {line} of the reference standard has more values than there are columns.",
                    "A value with a comma in it must stand in quotes.",
                    line=rows.line_num,
                )
            if any(value and not name for name, value in zip(header, values, strict=False)):
                nameless.append(rows.line_num)
            if any(values):
                fields = dict(zip(header, values, strict=False))
                yield _candidate({name: fields.get(name, "") for name in _COLUMNS}, rows.line_num)


@contextmanager
def _stated(rows: _Rows) -> Iterator[None]:
    try:
        yield
    except csv.Error as error:
        raise StudyError(
            "Line {line} of the reference standard has quotes that do not match.",
            "Save it as CSV.",
            line=rows.line_num,
        ) from error


def _unused(header: Sequence[str]) -> Message:
    """Which columns are not read, as one of a slightly other name may be meant."""
    names = [name[:40] for name in header if name and name not in _COLUMNS]
    if not names:
        return NOTHING
    return Message(
        "Columns of the reference standard that are not used: {names}.",
        names=", ".join((*names[:MAX_TOLD], *("…" for _ in names[MAX_TOLD : MAX_TOLD + 1]))),
    )


def _nameless(lines: Sequence[int]) -> Message:
    if not lines:
        return NOTHING
    return Message(
        "Values of the reference standard that stand in a column without a name are not used: lines {count}, "
        "the first is line {line}.",
        count=len(lines),
        line=lines[0],
    )


def _candidate(fields: Mapping[str, str], line: int) -> Candidate:
    try:
        boxes = tuple(_boxes(fields["boxes"]))
        name = _TRUTHS.get(fields["truth"], fields["truth"])
        truth = Truth(name, _side(fields["side"]), boxes) if name else None
        use = fields["use"].lower()
        if use not in ("", *USES):
            raise StudyError("use is {use}.", "It is test, practice, exclude or empty.", use=repr(use[:20]))
        for key, longest in (("patient", 200), ("stratum", 60), ("reason", 200)):
            check_text(fields[key], Message("{key}", key=key), longest)
        patient = "" if fields["patient"] in ABSENT else fields["patient"]
        known = (patient, fields["stratum"], use, fields["reason"])
        file = _inside(fields["film"])
        return Candidate(file, truth, *known) if truth is not None else _without_truth(file)
    except StudyError as error:
        raise StudyError(
            "Line {line} of the reference standard: {reason}", error.hint, line=line, reason=error.message
        ) from error


def _without_truth(file: str) -> Candidate:
    return Candidate(file, None, use="exclude", reason="no reference standard")


def _side(text: str) -> Side:
    words = {"": Side.NONE, "l": Side.LEFT, "r": Side.RIGHT}
    try:
        return words.get(text.lower()) or Side(text.lower())
    except ValueError as error:
        raise StudyError("{text} is no side.", "It is left, right or both.", text=repr(text[:20])) from error


def _boxes(text: str) -> Iterator[Region]:
    for part in text.split(";"):
        if part.strip():
            yield region(part.split())


def _records(text: str, *, lines: bool) -> Iterator[tuple[int, object]]:
    """The records of a truth file, one a line or as one list, with their numbers."""
    try:
        if lines:
            yield from _records_of(text)
            return
        whole = strict_json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StudyError(
            "The truth of the folder cannot be read ({place}).", "Correct it.", place=json_place(error)
        ) from error
    if not isinstance(whole, list):
        raise StudyError("The truth of the folder is no list.", "Name a CSV as reference in the protocol.")
    yield from enumerate(whole, 1)


def _records_of(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, strict_json.loads(line)
        except (ValueError, RecursionError) as error:
            raise StudyError(
                "Line {number} of the truth cannot be read ({place}).",
                "Correct it.",
                number=number,
                place=json_place(error),
            ) from error


def _from_record(record: object, number: int) -> Candidate:
    """A record of a generated data set; its other keys are not read."""
    if not isinstance(record, dict):
        raise StudyError("Record {number} of the truth is no object.", "Make the films again.", number=number)
    try:
        file, name = _inside(str(record.get("film"))), record.get("class")
        if name is None:
            return _without_truth(file)
        boxes = tuple(region(box) for box in record.get("boxes") or [])
        truth = Truth(str(name), _side(str(record.get("side") or "")), boxes)
        patient = record.get("patient_key", record.get("patient"))
        return Candidate(file, truth, "" if patient is None else str(patient)[:200])
    except (StudyError, TypeError) as error:
        says = error.message if isinstance(error, StudyError) else Message("a value is of the wrong kind.")
        raise StudyError(
            "Record {number} of the truth: {reason}", "Correct it.", number=number, reason=says
        ) from error


def _inside(name: str) -> str:
    """A file's path within the films' folder; one that leads out of it is refused."""
    plain = PurePosixPath(name.replace("\\", "/"))
    leads_out = plain.is_absolute() or ".." in plain.parts or ":" in name
    if leads_out or not plain.parts or len(name) > 500 or not name.isprintable():
        raise StudyError("film is no file name within the films' folder.", "Write it relative to the folder.")
    return plain.as_posix()


def _checked(found: Iterable[Candidate]) -> list[Candidate]:
    candidates = sorted(found, key=lambda one: one.file)
    if not candidates:
        raise StudyError("The reference standard names no film.", "Add a line for each film.")
    if len(candidates) > MAX_FILMS:
        raise StudyError(
            "The reference standard names more than {most} films.", "Split the study.", most=MAX_FILMS
        )
    for one, other in pairwise(candidates):
        if one.file == other.file:
            raise StudyError("The reference standard names a film twice.", "Keep one of the lines.")
    return candidates
