"""A film for the review of burned-in text: where text is, where it may be, and what no box may hide unasked.

Qt-free; runs on a lane.  The one review for everything that leaves de-identified.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from inference.errors import ShentonError
from inference.messages import NOTHING, Message
from inference.records import Affine, FilmImage, Region, Sha256

if TYPE_CHECKING:
    from inference.model.predictor import Predictor
    from inference.model.session import Engine
    from inference.model.text_network import TextNetwork
    from viewer.export.burned_in_text import Places

REVIEW_SIDE: Final = 900
"""Pixels of the longer side of a film that is looked at for burned-in text."""
Failed = Callable[[Exception], None]
Item = TypeVar("Item")
_Given = TypeVar("_Given", contravariant=True)


class Peak(Protocol):
    """Finds where a model's map is highest on a film."""

    @property
    def fault(self) -> Message:
        """One sentence where that cannot be known of any film."""

    def __call__(self, image: FilmImage, /) -> Region | None:
        """The map pixel of the peak, in film pixels; None without a map."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewFilm:
    """A film to be looked at for burned-in text; ``grey`` is reduced, all places are in film pixels.

    Attributes:
        boxes: over what is text.
        possible: where a reader should look.
        asked: those of ``possible`` that are text, too, but would cover a reader's mark or the map's peak.
        kept: those marks and that peak.
        note: what to know where the detector did not run, or the map's peak is not known.
    """

    pixels: Sha256
    grey: NDArray[np.uint8]
    shape: tuple[int, int]
    boxes: tuple[Region, ...]
    possible: tuple[Region, ...] = ()
    asked: tuple[Region, ...] = ()
    kept: tuple[Region, ...] = ()
    note: Message = NOTHING


class TextReview:
    """Looks for text on films, with the detector in a process of its own that starts with the first.

    Used by one thread at a time; :meth:`cancel` may come from any.
    """

    def __init__(self) -> None:
        from inference.model.text_network import TextNetwork

        self._network: TextNetwork = TextNetwork()

    def film(self, image: FilmImage, marks: Sequence[Region] = (), peak: Peak | None = None) -> ReviewFilm:
        """A film reduced for the screen, with what is proposed.

        Args:
            marks: the readers' marks on it.
            peak: finds where the model's map is highest; asked only where a box is proposed at all.
        """
        from viewer.export.page.pdf_page import reduced
        from viewer.export.pictures import grey_picture

        grey = grey_picture(image)
        found, note = self.places(grey)
        top = peak(image) if found.sure and peak is not None else None
        if peak is not None and peak.fault:
            note = Message("{note} {fault}", note=note, fault=peak.fault) if note else peak.fault
        kept = (*marks, *([top] if top is not None else []))
        spared = found.sparing(kept)
        asked = tuple(box for box in found.sure if box not in spared.sure)
        return ReviewFilm(
            image.film.pixel_sha256, reduced(grey, REVIEW_SIDE), image.film.shape, spared.sure,
            spared.possible, asked, kept, note,
        )  # fmt: skip

    def places(self, grey: NDArray[np.uint8]) -> tuple[Places, Message]:
        """Where text is and may be on a film's display, and a sentence where the detector did not run."""
        from inference.imaging.text_boxes import lines_of_map, network_input
        from viewer.export.burned_in_text import SEEN, places

        try:
            values = self._network.map(network_input(grey))
        except ShentonError as error:
            note = Message("{reason} Look at the film with more care.", reason=error.whole)
            return places(grey, ()), note
        rows, columns = grey.shape
        return places(grey, lines_of_map(values, (rows, columns), SEEN)), NOTHING

    def cancel(self) -> None:
        """Give up what runs, for good."""
        self._network.cancel()

    def close(self) -> None:
        """End the detector's process."""
        self._network.close()


class PeakFinder:
    """Where a model's fracture map is highest on a film; the model starts when the first film needs it."""

    def __init__(self, start: Callable[[], Engine]) -> None:
        self._start = start
        self._predictor: Predictor | None = None
        self._given_up = Event()
        self.fault = NOTHING

    def __call__(self, image: FilmImage) -> Region | None:
        """The map pixel of the peak, in film pixels; None without a map or an answer, or once given up."""
        from inference.imaging.answer_picture import fracture_values
        from inference.model.predictor import Predictor
        from inference.records import Prediction

        if self.fault or self._given_up.is_set():
            return None
        try:
            if self._predictor is None:
                self._predictor = Predictor(self._start())
            if self._given_up.is_set():  # meanwhile; nobody else may be left to end what has just started
                self.close()
                return None
            found = self._predictor.answer(image)
        except ShentonError as error:
            self.fault = Message(
                "Where the heat map is highest is not known, so a box may cover it: {reason}",
                reason=error.whole,
            )
            return None
        if not isinstance(found, Prediction):
            return None
        return peak_cell(fracture_values(found, self._predictor.session.bundle.card), found.map_to_film)

    def cancel(self) -> None:
        """Give it up, from any thread; a model that is being started ends once it has started."""
        self._given_up.set()
        predictor = self._predictor
        if predictor is not None:
            predictor.session.cancel()

    def close(self) -> None:
        """End the model's process."""
        if self._predictor is not None:
            self._predictor.session.close()
            self._predictor = None


def peak_cell(values: NDArray[np.float32], map_to_film: Affine) -> Region | None:
    """The pixel of a map [h, w] that is highest, in film pixels; None where the map is empty."""
    if not values.max() > 0:
        return None
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    matrix = np.asarray(map_to_film, np.float64)
    cell = np.array([(column, row), (column + 1, row + 1)], np.float64)
    corners = cell @ matrix[:, :2].T + matrix[:, 2]
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Region(float(x0), float(y0), float(x1), float(y1))


class ReviewSource(Protocol[_Given]):
    """Where the films of a review come from; nothing is told any more once :meth:`cancel` was called."""

    def look(self, item: _Given, on_done: Callable[[ReviewFilm], None], on_error: Failed) -> None:
        """One film, with the boxes that are proposed."""

    def look_at_rest(
        self, items: Sequence[_Given], on_film: Callable[[int, ReviewFilm], None],
        on_done: Callable[[], None], on_error: Failed,
    ) -> None:  # fmt: skip
        """Many films one after another; ``on_film`` is told the number of each.

        One that is gone is passed over: what writes the films says so.
        """

    def cancel(self) -> None:
        """Say nothing more of what was asked for."""


def one_after_another(
    source: ReviewSource[Item], items: Sequence[Item], going_on: Callable[[], bool],
    on_film: Callable[[int, ReviewFilm], None], on_done: Callable[[], None], on_error: Failed,
) -> None:  # fmt: skip
    """What :meth:`ReviewSource.look_at_rest` does.

    Args:
        going_on: whether this is still wanted; asked before and after every film.
    """

    def look(number: int) -> None:
        if not going_on():
            return
        if number == len(items):
            on_done()
            return

        def got(film: ReviewFilm) -> None:
            if going_on():
                on_film(number, film)
                look(number + 1)

        def failed(error: Exception) -> None:
            if not isinstance(error, ShentonError):
                on_error(error)
            elif going_on():
                look(number + 1)

        source.look(items[number], got, failed)

    look(0)
