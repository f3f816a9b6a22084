"""What a worklist needs of a file before anyone decodes it: whose film it is, and of which study.

Only the beginning of the file is read: patient and study (PS3.3 C.7.1.1, C.7.2.1) stand in its first groups.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inference.dicom import safe_parse
from inference.dicom.elements import text
from inference.errors import FilmError

HEAD_BYTES: Final = 64 << 10
"""So much of a file is looked at: the work is bounded whatever the file holds or claims."""
_DEFLATED: Final = b"1.2.840.10008.1.2.1.99"
_KEYWORDS: Final = (
    "SpecificCharacterSet",
    "StudyDate",
    "StudyTime",
    "StudyDescription",
    "BodyPartExamined",
    "ViewPosition",
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "StudyInstanceUID",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Header values for a worklist's line, for the screen only; each may be empty.

    Attributes:
        patient_name: in order of speech, without the carets of PS3.5 6.2.1.
        study_date, study_time: as DICOM writes them (DA, TM).
    """

    patient_name: str = ""
    patient_number: str = ""
    birth_date: str = ""
    study_uid: str = ""
    study_date: str = ""
    study_time: str = ""
    study_description: str = ""
    view_position: str = ""
    body_part: str = ""

    @property
    def patient(self) -> str:
        """One patient's films have it in common; empty where the header names nobody.

        Number, name and date of birth together: a number alone is two persons in two hospitals.
        """
        if not (self.patient_name or self.patient_number):
            return ""
        return "\x1f".join((self.patient_number, self.patient_name.casefold(), self.birth_date))

    @property
    def study(self) -> str:
        """One study's films have it in common."""
        return self.study_uid or f"{self.study_date}\x1f{self.study_description}"


def read_listing(path: Path) -> Listed | None:
    """The values of one file; None for what is no DICOM file, is deflated, or cannot be read this far.

    Never raises for a bad file: whoever opens it is told by its reader what is wrong.
    """
    try:
        head = _head(path)
        if not safe_parse.looks_like_dicom(head) or _DEFLATED in head[: safe_parse.meta_end(head)]:
            return None
        dataset = safe_parse.parse(head, _KEYWORDS).dataset
        return Listed(
            patient_name=plain_name(text(dataset, "PatientName")),
            patient_number=text(dataset, "PatientID"),
            birth_date=text(dataset, "PatientBirthDate"),
            study_uid=text(dataset, "StudyInstanceUID"),
            study_date=text(dataset, "StudyDate"),
            study_time=text(dataset, "StudyTime"),
            study_description=text(dataset, "StudyDescription"),
            view_position=text(dataset, "ViewPosition").upper(),
            body_part=text(dataset, "BodyPartExamined").upper(),
        )
    except (FilmError, *safe_parse.DAMAGED):
        return None


def read_shape(path: Path) -> tuple[int, int] | None:
    """Rows and columns (PS3.3 C.7.6.3) as a DICOM file's beginning states them; None where it does not."""
    try:
        head = _head(path)
        if not safe_parse.looks_like_dicom(head) or _DEFLATED in head[: safe_parse.meta_end(head)]:
            return None
        dataset = safe_parse.parse(head, ("Rows", "Columns")).dataset
        rows, columns = dataset.get("Rows"), dataset.get("Columns")
    except (FilmError, *safe_parse.DAMAGED):
        return None
    return (rows, columns) if isinstance(rows, int) and isinstance(columns, int) else None


def plain_name(dicom_name: str) -> str:
    """A person's name without carets, e.g. ``Doe Jane``."""
    return " ".join(dicom_name.replace("^", " ").split())


def _head(path: Path) -> bytes:
    """The first bytes of a regular file; a pipe or a device would wait for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return b""
        return file.read(HEAD_BYTES)
