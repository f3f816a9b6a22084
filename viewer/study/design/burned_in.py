"""Whether a film shows text, which may name its patient: asked of every film that enters a study."""

from __future__ import annotations

from typing import Any, Final, Protocol

from inference.records import FilmImage

SURE: Final = 0.5
"""Mean of the detector's map over a line of text from which on it counts, as in an export's review."""


class Detector(Protocol):
    """What finds text: :class:`inference.model.text_network.TextNetwork`, or ``TextHere``."""

    def map(self, picture: Any) -> Any:
        """How likely each pixel lies in a line of text."""


def shows_text(image: FilmImage, network: Detector) -> bool:
    """Whether the detector is sure of a line of text in the film's usual picture."""
    from inference.imaging.render import default_picture
    from inference.imaging.text_boxes import lines_of_map, network_input

    grey = default_picture(image)
    rows, columns = grey.shape
    return bool(lines_of_map(network.map(network_input(grey)), (rows, columns), SURE))
