"""Where the reader is, to be there again in a window that is made anew: in another language or size of text.

The draft, measures and marks need no place here: they are in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.ui.main.main_presenter import MainPresenter


@dataclass(frozen=True, slots=True)
class Place:
    """The list, the film on screen, and the films beside it.

    Attributes:
        opened: files and folders that the list was made of.
        keep: the next start of the program comes back to them, too.
        panes: how many films are shown at once.
        beside: by pane, the films that the reader put there; None where the rule chose, or none hangs.
    """

    opened: tuple[Path, ...] = ()
    keep: bool = True
    film: Path | None = None
    panes: int = 1
    beside: tuple[Path | None, ...] = ()


def place_of(desk: MainPresenter) -> Place:
    """Where the reader is now."""
    layouts, listed = desk.layouts, desk.list
    beside = tuple(pane.path if pane.by_hand else None for pane in layouts.panes)
    return Place(tuple(listed.opened), listed.keeps, desk.s.films.current, layouts.count, beside)


def go_back(desk: MainPresenter, place: Place) -> None:
    """Open the list and its film once more, and hang what hung beside it."""
    desk.list.note_opened(place.opened, keep=place.keep, film=place.film)
    if place.panes > 1:
        desk.layouts.arrange(place.panes)
        desk.layouts.hang_by_hand(place.beside)
    if place.opened:
        desk.bench.open(place.opened)
