"""What the store holds on one film for one reader, and how a draft relates to it.  Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from inference.records import Film, Reading
from viewer.store.reading_line import OvertakenError
from viewer.store.rows import Draft, FilmStatus
from viewer.store.sights import Fact

if TYPE_CHECKING:
    from viewer.store.store import Store


@dataclass(frozen=True, slots=True)
class Filed:
    """What the store holds on a film for this reader."""

    current: Reading | None
    draft: Draft | None
    redo: Reading | None
    history: tuple[Reading, ...]
    status: FilmStatus
    others: tuple[Reading, ...] = ()  # what other readers answered, where this one may know
    may_settle: bool = False
    seen: frozenset[Fact] = frozenset()  # what this reader ever had on screen of the film
    elsewhere: bool = False  # the reading was made on another file with these pixels
    recorded: bool = True  # the file was noted with the reading
    uid_taken: bool = False  # another picture was met under the film's UID
    other_name: bool = False  # the patient number was met under another name


def filed_of(store: Store, film: Film, reader: str, *, adjudicating: bool = False) -> Filed:
    """On the store lane: everything about one film and one reader; others' answers for who settles them.

    That others' answers are given out is noted first: who has had them is no blind reader any more.

    Raises:
        OtherShapeError: what the store holds of these pixels is another film's.
    """
    store.notes.need_shape(film)
    pixels = film.pixel_sha256
    others = tuple(store.others(pixels, reader)) if adjudicating else ()
    if others:
        store.sights.note(film, reader, (Fact.OTHERS,))
    return Filed(
        store.current(pixels, reader),
        store.draft(pixels, reader),
        store.redoable(pixels, reader),
        tuple(row for row in store.history(pixels) if row.reader == reader),
        store.statuses([pixels], reader).get(pixels, FilmStatus()),
        others,
        store.may_settle(pixels, reader),
        store.sights.of(pixels, reader),
        store.made_elsewhere(film, reader),
        store.is_recorded(pixels, reader),
        store.bears_known_uid(film),
        store.bears_other_name(film),
    )


def need_first(store: Store, reading: Reading) -> None:
    """On the store lane, before a reader's first answer to a film is filed.

    Raises:
        OvertakenError: another window has answered: nobody here has seen what this answer would replace.
    """
    if reading.supersedes is None and store.current(reading.film_sha256, reading.reader) is not None:
        raise OvertakenError


def draft_of(reading: Reading) -> Draft:
    """A confirmed reading as the draft it came from."""
    return Draft(
        reading.ao_class, reading.side, reading.confidence, reading.regions, reading.comment, reading.flags,
        reading.map_verdict,
    )  # fmt: skip


EMPTY: Final = {item.name: getattr(Draft(), item.name) for item in fields(Draft)}
"""What to change to answer anew, as if nothing had been read."""


def merged(base: Draft, before: Draft, after: Draft) -> Draft:
    """``base`` with what was changed between ``before`` and ``after``."""
    pairs = ((item.name, getattr(before, item.name), getattr(after, item.name)) for item in fields(Draft))
    return replace(base, **{name: new for name, old, new in pairs if new != old})
