"""What an export is made of; plain values, so that exports do not know the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from inference.export_records import ExportRecord, StoredAnswer
from inference.imaging.measure import Measure
from inference.imaging.measurements import Calibration
from inference.messages import Message
from inference.records import Film

SAME_UID: Final = Message("another picture bears the same UID, so it leaves without identifiers only")
SAME_STUDY: Final = Message("two patients share the UID of its study, so it leaves without identifiers only")


class ReadFile(Protocol):
    """The very file that a reading was made on, as far as it is known.

    Keys are pseudonyms, equal for equal UIDs and patients of one store.
    """

    @property
    def is_recorded(self) -> bool:
        """Whether the very file was noted with the reading."""

    @property
    def is_known(self) -> bool:
        """Whether the file can be told from another one with the same pixels."""

    @property
    def shared_uid(self) -> bool:
        """Whether another picture was met under the same SOP Instance UID."""

    @property
    def one_of_several(self) -> bool:
        """Whether the same reader read these pixels on another file, too."""

    @property
    def sop_key(self) -> str:
        """Of the SOP Instance UID."""

    @property
    def study_key(self) -> str:
        """Of the Study Instance UID."""

    @property
    def patient_key(self) -> str:
        """Of the patient: the number, where there is one."""

    @property
    def names_patient(self) -> bool:
        """Whether there is a patient number."""

    @property
    def name_key(self) -> str:
        """Of the patient's name; empty where none was noted."""

    @property
    def names(self) -> int:
        """How many names the patient number bears in the whole store."""

    def is_of(self, film: Film) -> bool:
        """Whether a film of the same pixels has the header that was on screen."""

    def lies_at(self, path: Path) -> bool:
        """Whether the reading was made on the file at this path."""


@dataclass(frozen=True, slots=True)
class ExportCase:
    """One reading, the model's answer to its film, and where the film was last met (newest first).

    The answer is the one that the reader saw, else the newest in the store.  ``file`` is None where nobody
    knows under which of several headers the picture was read.  ``measures`` and ``calibration`` are
    the reader's own on this film; ``key``: it is the reader's key image.
    """

    item: ExportRecord
    answer: StoredAnswer | None = None
    paths: tuple[Path, ...] = ()
    file: ReadFile | None = None
    measures: tuple[Measure, ...] = ()
    calibration: Calibration | None = None
    key: bool = False


def by_file(cases: Iterable[ExportCase]) -> list[list[ExportCase]]:
    """The cases of one film by the file that they were read on."""
    groups: dict[tuple[str, ...], list[ExportCase]] = {}
    for case in cases:
        file = case.file
        key = (file.sop_key, file.study_key, file.patient_key) if file is not None else ()
        groups.setdefault(key, []).append(case)
    return list(groups.values())


def conflicts(cases: Sequence[ExportCase]) -> dict[str, Message]:
    """Readings, by their key, that cannot leave under their films' own UIDs, and why.

    One UID for two pictures, or one study for two patients, would be put together by whoever receives them.
    """
    pictures: dict[str, set[tuple[str, str]]] = {}
    patients: dict[str, set[str]] = {}
    for case in cases:
        if case.file is not None:
            picture = (case.item.reading.film_sha256, case.file.patient_key)
            pictures.setdefault(case.file.sop_key, set()).add(picture)
            patients.setdefault(case.file.study_key, set()).add(_who(case.file))
    found = {}
    for case in cases:
        file = case.file
        if file is None:
            continue
        if file.shared_uid or len(pictures[file.sop_key]) > 1:
            found[case.item.reading_key] = SAME_UID
        elif len(patients[file.study_key]) > 1:
            found[case.item.reading_key] = SAME_STUDY
    return found


def _who(file: ReadFile) -> str:
    """A patient: by the number, else by the name."""
    return file.patient_key if file.names_patient else f"{file.patient_key} {file.name_key}"
