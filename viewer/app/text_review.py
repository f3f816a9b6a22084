"""A film for the review of burned-in text: where text is, where it may be, and what no box may hide unasked.

Qt-free; runs on a lane.  The one review for everything that leaves de-identified.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import ShentonError
from inference.messages import NOTHING, Message
from inference.records import FilmImage, Region, Sha256

if TYPE_CHECKING:
    from inference.model.predictor import Predictor
    from inference.model.session import Engine
    from inference.model.text_network import TextNetwork
    from viewer.export.burned_in_text import Places

REVIEW_SIDE: Final = 900
"""Pixels of the longer side of a film that is looked at for burned-in text."""
Peak = Callable[[FilmImage], Region | None]


@dataclass(frozen=True, slots=True, eq=False)
class ReviewFilm:
    """A film to be looked at for burned-in text; ``grey`` is reduced, all places are in film pixels.

    Attributes:
        boxes: over what is text.
        possible: where a reader should look.
        asked: those of ``possible`` that are text, too, but would cover a reader's mark or the map's peak.
        kept: those marks and that peak.
        note: one sentence where the detector did not run.
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

    def __call__(self, image: FilmImage) -> Region | None:
        """The map pixel of the peak, in film pixels; None without a map or an answer."""
        from inference.imaging.answer_picture import fracture_values
        from inference.model.predictor import Predictor
        from inference.records import Prediction

        try:
            if self._predictor is None:
                self._predictor = Predictor(self._start())
            found = self._predictor.answer(image)
        except ShentonError:
            return None
        if not isinstance(found, Prediction):
            return None
        values = fracture_values(found, self._predictor.session.bundle.card)
        if not values.max() > 0:
            return None
        row, column = np.unravel_index(int(values.argmax()), values.shape)
        matrix = np.asarray(found.map_to_film, np.float64)
        cell = np.array([(column, row), (column + 1, row + 1)], np.float64)
        corners = cell @ matrix[:, :2].T + matrix[:, 2]
        (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
        return Region(float(x0), float(y0), float(x1), float(y1))

    def close(self) -> None:
        """End the model's process."""
        if self._predictor is not None:
            self._predictor.session.close()
            self._predictor = None
