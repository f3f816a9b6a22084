"""What a study's films show besides the patient's bones: text in the picture, which may name someone.

The text detector that is shipped looks at every film before it leaves in a pack.  What it finds is told by
the films' names; whether that names a patient, only a human can say.  It misses faint text
(``docs/results/burned-text.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.errors import ShentonError, StudyError
from inference.messages import NOTHING, Message, and_list
from inference.records import FilmImage, Sha256
from viewer.study.design.burned_in import Detector, shows_text

if TYPE_CHECKING:
    from viewer.study.design.blackening import Blackened
    from viewer.study.design.film_processes import Looked
    from viewer.study.design.freeze import Locked
    from viewer.study.design.sampling import StudyFilm

NAMED: Final = 12
"""No more films than these are named one by one."""


class TextShownError(StudyError):
    """Films of a study show text, or nobody looked for it; a human is to say that it names nobody."""


class FilmReview:
    """Looks at films as they are read for a lock or for packs.

    Args:
        network: the detector; None where a human has looked at the films.
    """

    def __init__(self, network: Detector | None) -> None:
        self._network = network
        self._shown: set[Sha256] = set()
        self._overlays: set[Sha256] = set()
        self._fault = NOTHING

    def confirmed(self) -> FilmReview:
        """One that looks for overlays alone: a human has confirmed what is black on the films."""
        self._network = None
        return self

    def take(self, looked: Looked) -> None:
        """Take note of a film that another process has looked at."""
        if looked.film.overlay is not None:
            self._overlays.add(looked.film.pixel_sha256)
        if isinstance(looked.shows_text, Message):
            self._fault = self._fault or looked.shows_text
        elif looked.shows_text:
            self._shown.add(looked.film.pixel_sha256)

    def look(self, image: FilmImage) -> None:
        """Take note of one film."""
        pixels = image.film.pixel_sha256
        if image.film.overlay is not None:
            self._overlays.add(pixels)
        if self._network is not None and not self._fault:
            try:
                if shows_text(image, self._network):
                    self._shown.add(pixels)
            except ShentonError as error:
                self._fault = error.whole

    def text(self, locked: Locked) -> Message:
        """Which films show text, in one sentence; nothing where none does."""
        if self._fault:
            return Message("Whether text is burned into the films is not known: {reason}", reason=self._fault)
        found = [film for film in locked.films if film.pixel_sha256 in self._shown]
        if not found:
            return NOTHING
        return Message(
            "Films that show text, which may name a patient or be a side marker ({count} of "
            "{total}): {films}.",
            count=len(found),
            total=len(locked.films),
            films=_named(found),
        )

    def overlays(self, locked: Locked) -> Message:
        """Which films lose overlays of their file in a pack, in one sentence; nothing where none does."""
        found = [film for film in locked.films if film.pixel_sha256 in self._overlays]
        if not found:
            return NOTHING
        return Message("The packs leave out the overlays in the files of: {films}.", films=_named(found))

    def need_none(self, locked: Locked) -> None:
        """Refuse films that show text.

        Raises:
            TextShownError: some do, or the detector did not run.
        """
        if said := self.text(locked):
            raise TextShownError(
                "No pack was written: {reason}",
                "Look at these films. Where text names a patient, make the packs in the window, or write "
                "boxes over it with --propose-boxes, confirm them and give them with --boxes. Where none "
                "does, make the packs with --burned-in-reviewed.",
                reason=said,
            )


def black_text(black: Blackened | None) -> Message:
    """What is black in the packs, in one sentence; nothing where nothing is."""
    if not black:
        return NOTHING
    return Message(
        "Boxes that are black in every pack: {boxes}, on films: {films}. The model "
        "answered the films without them.",
        boxes=sum(len(one.boxes) for one in black.values()),
        films=len(black),
    )


def _named(films: list[StudyFilm]) -> Message:
    """Films by their names in the study and their files; the study's folder is its owner's."""
    shown = [f"{film.name} ({film.file})" for film in films[:NAMED]]
    more = len(films) - len(shown)
    return and_list([*shown, *([Message("{count} more", count=more)] if more else [])])
