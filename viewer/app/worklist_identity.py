"""What of a list's headers belongs together or contradicts: priors, one UID or number for several.

Qt-free.
"""

from __future__ import annotations

from collections.abc import Iterable

from inference.dicom.listing import Listed
from inference.records import Film, Sha256
from viewer.app.worklist_entry import Entry


class Identities:
    """Of one list; follows what becomes known of its films."""

    def __init__(self) -> None:
        # under each SOP Instance UID: positions with their pixels, and the pixels that differ
        self._by_uid: dict[str, tuple[dict[int, Sha256], set[Sha256]]] = {}
        self._names: dict[str, set[str]] = {}  # by patient number

    def note_name(self, found: Listed) -> None:
        """What a header says whose film it is."""
        if found.patient_number and found.patient_name:
            self._names.setdefault(found.patient_number, set()).add(found.patient_name.casefold())

    def under_one_uid(self, position: int, film: Film) -> list[int]:
        """Note a decoded film; the positions that are newly known to share its UID with another picture."""
        uid = film.sop_uid.strip()
        if not uid:
            return []
        places, pictures = self._by_uid.setdefault(uid, ({}, set()))
        known = len(pictures) > 1
        before = places.get(position)
        places[position] = film.pixel_sha256
        if before not in (None, film.pixel_sha256):
            pictures.clear()
            pictures.update(places.values())
        pictures.add(film.pixel_sha256)
        if len(pictures) < 2:
            return []
        return [position] if known else list(places)

    @property
    def shared_numbers(self) -> list[str]:
        """Patient numbers that several names bear."""
        return [number for number, names in self._names.items() if len(names) > 1]


class Priors:
    """Which films of a list belong to an older study than the newest of their patient.

    A film more touches the films of two dates at most: thousands may bear one anonymous number.
    """

    def __init__(self) -> None:
        self._places: dict[int, tuple[str, str]] = {}  # patient and date of study, by position
        self._films: dict[str, dict[str, dict[int, Entry]]] = {}  # by patient, date, position
        self._newest: dict[str, str] = {}  # by patient

    def note(self, position: int, entry: Entry) -> None:
        """A film's header was read, or read anew."""
        date = "" if entry.listed is None else entry.listed.study_date
        place = (entry.patient, date)
        if self._places.get(position) == place:
            return
        self._take_away(position)
        if entry.patient:
            self._places[position] = place
            self._films.setdefault(entry.patient, {}).setdefault(date, {})[position] = entry
            self._set_newest(entry.patient, max(self._newest.get(entry.patient, ""), date))
        _mark([entry], prior=bool(date) and date < self._newest.get(entry.patient, ""))

    def _take_away(self, position: int) -> None:
        patient, date = self._places.pop(position, ("", ""))
        dates = self._films.get(patient)
        if dates is None:
            return
        del dates[date][position]
        if not dates[date]:
            del dates[date]
            self._set_newest(patient, max(dates, default=""))

    def _set_newest(self, patient: str, date: str) -> None:
        before, dates = self._newest.get(patient, ""), self._films[patient]
        self._newest[patient] = date
        if date != before:
            _mark(dates.get(before, {}).values(), prior=bool(before) and before < date)
            _mark(dates.get(date, {}).values(), prior=False)


def _mark(films: Iterable[Entry], *, prior: bool) -> None:
    for entry in films:
        if entry.prior != prior:
            entry.prior = prior
            entry.refresh()
