"""What of a list's headers belongs together or contradicts: priors, one UID or number for several.

Qt-free.
"""

from __future__ import annotations

from collections.abc import Sequence

from inference.dicom.listing import Listed
from inference.records import Film, Sha256
from viewer.app.worklist_entry import Entry


class Identities:
    """Of one list; follows what becomes known of its films."""

    def __init__(self) -> None:
        self._by_uid: dict[str, dict[int, Sha256]] = {}  # positions and pixels under each SOP Instance UID
        self._names: dict[str, set[str]] = {}  # by patient number

    def note_name(self, found: Listed) -> None:
        """What a header says whose film it is."""
        if found.patient_number and found.patient_name:
            self._names.setdefault(found.patient_number, set()).add(found.patient_name.casefold())

    def under_one_uid(self, position: int, film: Film) -> list[int]:
        """Note a decoded film; the positions of all with its UID where they are not one picture."""
        if not film.sop_uid.strip():
            return []
        places = self._by_uid.setdefault(film.sop_uid.strip(), {})
        places[position] = film.pixel_sha256
        return list(places) if len(set(places.values())) > 1 else []

    @property
    def shared_numbers(self) -> list[str]:
        """Patient numbers that several names bear."""
        return [number for number, names in self._names.items() if len(names) > 1]


def mark_priors(films: Sequence[Entry]) -> None:
    """Which films of one patient belong to an older study than the newest one."""
    known = [(entry, entry.listed) for entry in films if entry.listed is not None]
    newest = max((one.study_date for _entry, one in known), default="")
    for entry, one in known:
        prior = bool(one.study_date) and one.study_date < newest
        if entry.prior != prior:
            entry.prior = prior
            entry.refresh()
