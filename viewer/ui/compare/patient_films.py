"""The other films of a patient, as far as they are known, in the order in which they hang."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject

from inference.dicom.listing import plain_name
from inference.records import Film
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import tr
from viewer.app.services import Services
from viewer.app.worklist_entry import shown_date


@dataclass(frozen=True, slots=True)
class Met:
    """What is remembered of a film that was read in this sitting."""

    path: Path
    patient: str
    study: str
    date: str
    words: str
    body_part: str = ""


def hanging(film: Film, met: Iterable[Met]) -> list[Met]:
    """Films in the order in which they hang beside ``film``: the same body part first, then what is not
    later than it, the newest first, then what is later."""
    return sorted(
        sorted(met, key=lambda m: m.date, reverse=True),
        key=lambda m: (m.body_part != film.body_part, m.date > film.study_date),
    )


class Bond(Enum):
    """What two films' headers say of their patients."""

    SAME = auto()
    ANOTHER = auto()  # another number
    RENAMED = auto()  # one number or study, another name: two hospitals' patients, or one who married
    STRANGER = auto()  # another name, and no numbers
    UNKNOWN = auto()  # the headers cannot tell

    @property
    def may_link(self) -> bool:
        """Whether two views may move together: only where nothing speaks against one patient."""
        return self in (Bond.SAME, Bond.UNKNOWN)


def bond(film: Film, other: Film) -> Bond:
    """Whether two films are of one patient, by number, study and name."""
    ours, theirs = film.patient_number.strip(), other.patient_number.strip()
    if ours and theirs and ours != theirs:
        return Bond.ANOTHER
    known = bool(ours and theirs) or bool(film.study_uid and film.study_uid == other.study_uid)
    if _named_otherwise(film, other):
        return Bond.RENAMED if known else Bond.STRANGER
    return Bond.SAME if known else Bond.UNKNOWN


def same_patient(film: Film, other: Film) -> bool | None:
    """Whether two films are of one patient; ``None`` where their headers cannot tell."""
    return {Bond.SAME: True, Bond.ANOTHER: False}.get(bond(film, other))


def _named_otherwise(film: Film, other: Film) -> bool:
    """Whether both films bear a name, and no spelling is the same (PS3.5, 6.2.1.1: ``Latin=漢字=かな``)."""
    ours, theirs = (_spellings(one.patient_name) for one in (film, other))
    return bool(ours and theirs) and not ours & theirs


def _spellings(name: str) -> set[str]:
    return {plain for group in name.split("=") if (plain := plain_name(group).casefold())}


def banner_of(film: Film, other: Film) -> str:
    """What stands over ``other`` beside ``film``; empty where both are of one patient."""
    return {
        Bond.SAME: "",
        Bond.ANOTHER: tr("ANOTHER PATIENT'S FILM. Links are off."),
        Bond.RENAMED: tr(
            "The same patient number under another name: this film may be somebody else's. Links are off."
        ),
        Bond.STRANGER: tr(
            "Another name, and no patient numbers: this film may be somebody else's. Links are off."
        ),
        Bond.UNKNOWN: tr("Without patient numbers nobody can say whether this is the same patient."),
    }[bond(film, other)]


def is_of(met: Met, number: str, study: str) -> bool:
    """Whether a film is of the patient by number, or by study where one of them bears no number."""
    if number and met.patient:
        return met.patient == number
    return bool(study and met.study == study)


class PatientFilms(QObject):
    """Remembers every film that was read, and asks the store for those of earlier sittings."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._s = services
        self.met: dict[Path, Met] = {}
        services.films.decoded.connect(self._decoded)

    def _decoded(self, opened: OpenFilm) -> None:
        film = opened.image.film
        parts = (shown_date(film.study_date), film.study_description, film.path.name)
        words = " · ".join(part for part in parts if part)
        number = film.patient_number.strip()
        self.met[film.path] = Met(film.path, number, film.study_uid, film.study_date, words, film.body_part)

    def words(self, path: Path) -> str:
        """What a film is called in a list."""
        return self.met[path].words if path in self.met else path.name

    def find(self, film: Film, on_found: Callable[[Film, list[Path]], None]) -> None:
        """The other films of a film's patient: those of this sitting as they hang, then the store's."""
        if self._s.store.usable:
            self._s.store.call(
                lambda store: store.notes.other_films(film),
                lambda paths: on_found(film, self._all(film, paths)),
            )
        else:
            on_found(film, self._all(film, []))

    def _all(self, film: Film, stored: list[Path]) -> list[Path]:
        number, study = film.patient_number.strip(), film.study_uid
        met = [m for m in self.met.values() if m.path != film.path and is_of(m, number, study)]
        hung = [m.path for m in hanging(film, met)]
        return [*hung, *(path for path in stored if path not in hung and path != film.path)]
