"""One line of the worklist: what is known of a film, where it stands, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import NORMAL, ReaderClass
from inference.dicom.listing import Listed, plain_name
from inference.messages import NOTHING, Message
from inference.model.verdict import probability_text
from inference.records import Film, OperatingPoint, Sha256, Side
from viewer.app.i18n import mark, tr, translated
from viewer.app.prediction.answer_state import STATE_WORDS, State
from viewer.app.prediction.difference import Difference, difference
from viewer.app.prediction.prediction_text import reading_text
from viewer.store.rows import FilmState

Status = FilmState
_ANSWERED: Final = (Status.READ, Status.CORRECTED)


class Standing(StrEnum):
    """Where a film stands; each has its own icon and word, and the list can be filtered by it."""

    UNREAD = "unread"
    DRAFT = "draft"  # begun, not confirmed
    READ = "read"
    MODEL = "model"  # read, and class or side are not the model's
    READERS = "readers"  # readers differ; known to one who may settle it only
    REFUSED = "refused"


STANDING_WORDS: Final = {
    Standing.UNREAD: mark("unread"),
    Standing.DRAFT: mark("draft"),
    Standing.READ: mark("read"),
    Standing.MODEL: mark("differs from the model"),
    Standing.READERS: mark("readers differ"),
    Standing.REFUSED: mark("refused"),
}
STANDING_MARKS: Final = {
    Standing.UNREAD: "○",
    Standing.DRAFT: "✎",
    Standing.READ: "✓",
    Standing.MODEL: "≠",
    Standing.READERS: "⇄",
    Standing.REFUSED: "✕",
}


UID_TAKEN: Final = mark(
    "Another picture has this film's UID (SOP Instance UID): nothing that was read on "
    "that one is shown here. Ask where the film comes from which of the two is right."
)


Picture = tuple[Sha256, tuple[int, int] | None]
"""The hash of a film's pixels and its shape, None where nobody knows that: the lines with these pixels."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a model said of a film; nothing where it gave no answer.

    ``points``: those in force for the film where its answer named them; else the model's are.
    """

    p_fracture: float | None = None
    threshold: float | None = None
    ao_class: str | None = None
    side: Side | None = None
    points: tuple[OperatingPoint, ...] = ()


@dataclass(slots=True, eq=False)
class Entry:
    """One line of the worklist."""

    path: Path
    name: str
    detail: str = ""
    number: str = ""  # the patient's
    status: Status = Status.UNREAD
    reading: str = ""
    reason: Message = NOTHING
    p_fracture: float | None = None
    state: State | None = None
    pixels: Sha256 | None = None
    shape: tuple[int, int] | None = None  # rows, columns; the pixels' hash does not hold them
    thumb: NDArray[np.uint8] | None = None
    disputed: bool = False  # readers differ; known to one who may settle it only
    expected: bool = False  # a film that lay here was read before; whether it is this one is not known yet
    text: str = ""  # what a search looks in
    listed: Listed | None = None  # what the header says, once it was looked at
    patient: str = ""  # one patient's films have it in common; empty where nobody is named or none looked yet
    study: str = ""  # one study's films have it in common
    prior: bool = False  # of an older study than the patient's newest in the list
    drafted: bool = False
    ao_class: ReaderClass | None = None  # the reader's
    side: Side | None = None
    differs: bool = False  # the reader's answer from the model's
    uid_taken: bool = False  # another picture was met under this film's UID
    key: bool = False  # the reader's key image

    def __post_init__(self) -> None:
        self.refresh()

    @property
    def is_read(self) -> bool:
        """Whether the reader has answered this film."""
        return self.status in _ANSWERED

    @property
    def standing(self) -> Standing:
        """Where the film stands; what asks for something comes first."""
        if self.status is Status.REFUSED:
            return Standing.REFUSED
        if self.disputed:
            return Standing.READERS
        if self.drafted:
            return Standing.DRAFT
        if self.is_read:
            return Standing.MODEL if self.differs else Standing.READ
        return Standing.UNREAD

    def compare(self, known: Known | None, state: State | None = None) -> None:
        """Note whether the reader's answer differs from the model's, or from the one that was on screen.

        ``state``: of the model's answer; in doubt below its threshold it names no class to differ from.
        """
        if not self.is_read or self.ao_class is None:
            self.differs = False
        elif known is None or known.ao_class is None:
            self.differs = self.status is Status.CORRECTED
        else:
            side = known.side if known.side is not None else Side.NONE
            in_doubt = state is State.DOUBT and known.ao_class == NORMAL
            found = difference(known.ao_class, side, self.ao_class, self.side, in_doubt=in_doubt)
            self.differs = found is not Difference.NOTHING

    def take_listed(self, found: Listed) -> None:
        """What the header says, before and after the film is decoded."""
        self.listed, self.patient, self.study = found, found.patient, found.study
        self.name = found.patient_name or self.path.stem or self.path.name
        self.number = found.patient_number
        parts = (shown_date(found.study_date), found.view_position)
        self.detail = " · ".join(part for part in parts if part)

    def take_reading(self, status: Status, ao_class: ReaderClass | None, side: Side | None) -> None:
        """The reader's own answer that counts now; None takes it away."""
        self.status, self.ao_class, self.side = status, ao_class, side
        self.reading = "" if ao_class is None else reading_text(ao_class, side or Side.NONE)

    def forget(self) -> None:
        """Another film lies at the path now, or none: what was known of the old one is not of this one."""
        self.take_reading(Status.UNREAD, None, None)
        self.name, self.listed = self.path.stem or self.path.name, None
        self.detail = self.number = self.patient = self.study = ""
        self.p_fracture = self.state = self.pixels = self.shape = self.thumb = None
        self.disputed = self.expected = self.drafted = self.differs = self.uid_taken = self.key = False
        self.prior = False
        self.refresh()

    def refresh(self) -> None:
        """Take changed fields into the search text: the words that the line shows, and the file's name."""
        words = (
            self.name, self.path.name, self.number, self.detail, answer_words(self), status_line(self),
            tr(STANDING_WORDS[self.standing]),
        )  # fmt: skip
        more = (self.listed.study_description,) if self.listed is not None else ()
        prior = (tr("prior"),) if self.prior else ()
        key = (tr("key image"),) if self.key else ()
        self.text = " ".join((*words, *more, *prior, *key)).casefold()

    def matches(self, words: tuple[str, ...]) -> bool:
        """Whether every word is found in what the line says."""
        return all(map(self.text.__contains__, words))  # a generator would be half of a search


def answer_words(entry: Entry) -> str:
    """State and probability of the answer as the line shows them; empty where there is none."""
    if entry.state is None:
        return ""
    figure = "" if entry.p_fracture is None else f" {probability_text(entry.p_fracture)}"
    return f"{tr(STATE_WORDS[entry.state])}{figure}"


def status_line(entry: Entry, *, whole: bool = False) -> str:
    """Where the film stands: mark and word, the reading, or why the file was refused.

    ``whole``: for a tip, in more words than a line of the list has room for.
    """
    words = _standing_words(entry)
    if whole and entry.standing is Standing.MODEL and entry.ao_class is not None and not entry.expected:
        words = tr("≠ differs from the model: {reading}", reading=entry.reading)
    return tr("⚠ UID of another picture · {words}", words=words) if entry.uid_taken else words


def _standing_words(entry: Entry) -> str:
    standing = entry.standing
    sign = STANDING_MARKS[standing]
    if standing is Standing.REFUSED:
        return tr("✕ refused: {reason}", reason=translated(entry.reason))
    if entry.expected:
        return tr("○ read before? being looked at")
    word = tr(STANDING_WORDS[standing])
    if standing is Standing.MODEL and entry.ao_class is not None:
        return tr("≠ differs: {reading}", reading=entry.reading)
    shown = entry.reading if standing in (Standing.READ, Standing.MODEL) else ""
    return f"{sign} {word}: {shown}" if shown else f"{sign} {word}"


def shown_date(dicom_date: str) -> str:
    """A DICOM date (``20240131``) as ``2024-01-31``; anything else as it is."""
    if len(dicom_date) == 8 and dicom_date.isdigit():
        return f"{dicom_date[:4]}-{dicom_date[4:6]}-{dicom_date[6:]}"
    return dicom_date


def shown_time(dicom_time: str) -> str:
    """The hours and minutes of a DICOM time (``140530.000000``); nothing for nonsense."""
    digits = dicom_time[:4]
    return f"{digits[:2]}:{digits[2:]}" if len(digits) == 4 and digits.isdigit() else ""


def listed_of(film: Film) -> Listed:
    """What a decoded film says of patient and study; dates of birth and times it does not tell."""
    return Listed(
        patient_name=plain_name(film.patient_name),
        patient_number=film.patient_number.strip(),
        study_uid=film.study_uid,
        study_date=film.study_date,
        study_description=film.study_description,
        view_position=film.view_position,
        body_part=film.body_part,
    )


def completed(told: Listed, header: Listed | None) -> Listed:
    """What a film told, with what only the header's beginning does, where that is not another patient's."""
    if header is None or not is_of_one(told, header):
        return told
    return replace(told, birth_date=header.birth_date, study_time=header.study_time)


def is_of_one(one: Listed, other: Listed) -> bool:
    """Whether two looks at a path met one patient's one study."""
    first, second = (
        (it.patient_name.casefold(), it.patient_number.strip(), it.study_uid.strip()) for it in (one, other)
    )
    return first == second
