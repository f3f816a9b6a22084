"""What is asked of a PACS and what it answers, whether it speaks DIMSE or DICOMweb."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from inference.dicom.elements import number, text
from inference.dicom.header import CAPTURES, RADIOGRAPHS
from inference.messages import NOTHING, Message, sentences

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_FOUND: Final = 500
IS_UID: Final = re.compile(r"[0-9][0-9.]{0,63}")
MAX_NAMED: Final = 1000
"""Failed objects of one retrieval or sending that are named; the others are counted."""
WANTED: Final = (*sorted(RADIOGRAPHS), *sorted(CAPTURES))
"""What is asked for: radiographs, and captures of them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; ``*`` and ``?`` match any text, empty matches everything.  Dates are YYYYMMDD."""

    patient_name: str = ""
    patient_number: str = ""
    date_from: str = ""
    date_to: str = ""
    accession: str = ""
    modality: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it would match every study."""
        return not any((self.patient_name, self.patient_number, self.date_from, self.date_to, self.accession))

    @property
    def has_bad_dates(self) -> bool:
        """Whether a date is not eight digits."""
        given = [day for day in (self.date_from, self.date_to) if day]
        return not all(day.isascii() and day.isdigit() and len(day) == 8 for day in given)

    @property
    def dates(self) -> str:
        """A range as DICOM writes it (PS3.4 C.2.2.2.5)."""
        if not (self.date_from or self.date_to):
            return ""
        return self.date_from if self.date_from == self.date_to else f"{self.date_from}-{self.date_to}"


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """One study of an answer; for the screen only."""

    study_uid: str
    patient_name: str = ""
    patient_number: str = ""
    date: str = ""
    description: str = ""
    modalities: str = ""
    images: int | None = None


@dataclass(slots=True)
class Asking:
    """A search that goes on.

    Attributes:
        stop: set by the user, from any thread; what was found until then is the answer.
        unread: answers that could not be read, and are left out.
    """

    stop: threading.Event = field(default_factory=threading.Event)
    unread: int = 0

    @property
    def note(self) -> Message:
        """What is missing from the answer, in a sentence."""
        if not self.unread:
            return NOTHING
        if self.unread == 1:
            return Message("One more answer could not be read and is left out.")
        return Message("{count} more answers could not be read and are left out.", count=self.unread)


@dataclass(frozen=True, slots=True)
class Failure:
    """One object that did not come or was not taken."""

    uid: str
    why: Message = NOTHING


@dataclass(frozen=True, slots=True)
class Moved:
    """How a retrieval or a sending ended: objects that arrived, that failed.

    Attributes:
        failures: the failed ones whose UIDs are known, :data:`MAX_NAMED` at most.
        note: what else must be known of those that arrived; may be empty.
    """

    done: int
    failed: int = 0
    why: Message = NOTHING
    stopped: bool = False  # by the user
    failures: tuple[Failure, ...] = ()
    note: Message = NOTHING


def both(first: Moved, second: Moved) -> Moved:
    """Two one after the other, counted together."""
    return Moved(
        first.done + second.done, first.failed + second.failed, _joined(first.why, second.why),
        second.stopped,
        (*first.failures, *second.failures),
        _joined(first.note, second.note),
    )  # fmt: skip


def _joined(first: Message, second: Message) -> Message:
    """Both sentences, each once."""
    if second in ("", first):
        return first
    return sentences((first, second)) if first else second


def by_reason(failures: Sequence[Failure]) -> dict[Message, list[str]]:
    """The UIDs that failed for each reason."""
    found: dict[Message, list[str]] = {}
    for one in failures:
        found.setdefault(one.why, []).append(one.uid)
    return found


Step = Callable[[int, int], bool]
"""Told done and total; False stops."""


def study_from(identifier: Dataset) -> FoundStudy:
    """One answer, each value read strictly."""
    return FoundStudy(
        study_uid=text(identifier, "StudyInstanceUID")[:64],
        patient_name=text(identifier, "PatientName"),
        patient_number=text(identifier, "PatientID"),
        date=text(identifier, "StudyDate"),
        description=text(identifier, "StudyDescription"),
        modalities=text(identifier, "ModalitiesInStudy").replace("\\", ", "),
        images=number(identifier, "NumberOfStudyRelatedInstances"),
    )
