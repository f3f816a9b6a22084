"""The label policy: what several readings of one film become.

1. Of one reader's readings of a film the latest counts (the highest ``order``).
2. Readings given without the AI in sight decide alone where there are any; readings given with it decide only
   films that have no others, and such films train but never test.  A reader who has seen the AI's answer on a
   film is from then on a reader with it, whatever was on screen the second time.
3. *unreadable* and *indeterminate* do not vote; where they are half of the readings or more, the film is left
   out.
4. The class with the most votes wins.  A tie leaves the film out of seven-class training.  A reading that was
   given to settle the film (``settles`` is *adjudicated*), or that of a named adjudicator, decides alone.
5. C1 and C2 are no class of the model: a film of such a class does not train, but counts as a fracture where
   only fracture or not is measured.
6. Fracture or not is decided by votes in the same way, so two readers who say A1 and A2 agree on a fracture.
7. A class of another AO/OTA edition counts as fracture or not only: the editions cut the classes differently.
8. A film whose rows bear several patient keys is left out: whose it is cannot be told, and equal pixels never
   make two patients one (a blank or a test picture lies under any number of them).
9. Side and boxes are those of the readings that carry the winning class (or, without one, the winning kind);
   where one reading decides alone its own, and the boxes of who agrees with it where it has none.
   Quality flags do not exclude a film: the model has to answer such films too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inference.aoota import CLASSES, EDITION, NORMAL
from inference.consensus import SILENT, counting, judging, voting, winner
from inference.labels_file import LabelRow
from training.data.known_film import Box, KnownFilm

SEVERAL_PATIENTS: Final = "known under several patients"
POINT_REACH: Final = 0.03
"""A marked point stands for a box that reaches this share of the film's longer side around it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the policy makes of one film.

    Attributes:
        ao_class: one of the model's seven classes, or None: not for training.
        fracture: fracture or not, or None: not for testing either.
        aided: decided by readings given with the AI in sight; such a film never tests.
        reason: why something is None; empty otherwise.
    """

    pixel_sha256: str
    patient: str
    ao_class: str | None
    fracture: bool | None
    side: str | None
    boxes: tuple[Box, ...]
    aided: bool
    reason: str = ""
    shape: tuple[int, int] | None = None  # rows, columns where the labels say them


def decide_all(rows: Iterable[LabelRow], adjudicator: str | None = None) -> list[Decision]:
    """One decision a film, in order of the film's hash."""
    films: dict[str, list[LabelRow]] = defaultdict(list)
    for row in rows:
        films[row.pixel_sha256].append(row)
    return [decide(films[key], adjudicator) for key in sorted(films)]


def decide(rows: Sequence[LabelRow], adjudicator: str | None = None) -> Decision:
    """The decision on one film; ``rows`` are all its readings."""
    counted, aided = counting(rows)
    if len({row.patient_key for row in rows}) > 1:
        first = sorted(counted, key=lambda row: row.patient_key)[:1]
        return _decision(first, None, None, aided, SEVERAL_PATIENTS)
    judges = judging(counted, adjudicator)
    votes = voting(judges or counted)
    if not votes:
        return _decision(counted, None, None, aided, "indeterminate or unreadable")
    ao_class = winner([row.ao_class for row in votes])
    kind = winner(["fracture" if row.ao_class != NORMAL else NORMAL for row in votes])
    fracture = None if kind is None else kind == "fracture"
    if ao_class is None:
        return _decision(votes, None, fracture, aided, "readers differ")
    if ao_class not in CLASSES:
        return _decision(votes, None, fracture, aided, "a class that the model does not have")
    if ao_class != NORMAL and any(row.edition != EDITION for row in votes if row.ao_class == ao_class):
        return _decision(votes, None, fracture, aided, "another edition of the classification")
    carrying = [row for row in votes if row.ao_class == ao_class]
    found = _decision(carrying, ao_class, fracture, aided, "")
    if judges and fracture and not found.boxes:
        agreeing = [row for row in counted if row.ao_class == ao_class and row.side == found.side]
        return replace(found, boxes=_boxes(agreeing))
    return found


def _decision(
    rows: Sequence[LabelRow], ao_class: str | None, fracture: bool | None, aided: bool, reason: str
) -> Decision:
    first = rows[0]
    broken = [row for row in rows if row.ao_class not in (NORMAL, *SILENT)] if fracture else []
    sides = [row.side for row in broken if row.side in ("left", "right", "both")]
    return Decision(
        pixel_sha256=first.pixel_sha256,
        patient=first.patient_key,
        ao_class=ao_class,
        fracture=fracture,
        side=winner(sides) if sides else None,
        boxes=_boxes(broken),
        aided=aided,
        reason=reason,
        shape=(first.film_rows, first.film_columns) if first.film_rows and first.film_columns else None,
    )


def _boxes(rows: Iterable[LabelRow]) -> tuple[Box, ...]:
    return tuple(_box(region, row) for row in rows for region in row.regions)


def _box(region: tuple[float, float, float, float], row: LabelRow) -> Box:
    x0, y0, x1, y1 = region
    if x1 > x0 and y1 > y0:
        return region
    reach = POINT_REACH * max(row.film_rows, row.film_columns, 1)
    return (x0 - reach, y0 - reach, x1 + reach, y1 + reach)


def known_film(decision: Decision, path: Path) -> KnownFilm:
    """A decided film as a film with known truth; a fracture of no known class stands as A1 (testing only)."""
    return KnownFilm(
        path=path,
        key=decision.pixel_sha256,
        ao_class=decision.ao_class or ("A1" if decision.fracture else NORMAL),
        side=decision.side,
        patient=decision.patient,
        pixel_sha256=decision.pixel_sha256,
        boxes=decision.boxes,
    )
