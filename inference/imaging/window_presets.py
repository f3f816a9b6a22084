"""Windows for radiographs: nothing is absolute on one, so bone and soft tissue are parts of its own values.

A radiograph shows dense parts bright.  *Bone* spends the greys on the denser three quarters of the film,
*soft tissue* leaves the densest twelfth white; both leave out the ends, where the film is black beside the
body or saturated under metal.  The shares were chosen by eye on synthetic pelvis films.
"""

from __future__ import annotations

from typing import Final

from inference.dicom.grayscale import auto_window, percentile_window
from inference.messages import Message
from inference.records import FilmImage, Window

FILM: Final = "film"
AUTO: Final = "auto"
BONE: Final = "bone"
SOFT: Final = "soft tissue"
SHARES: Final = {BONE: (25.0, 99.8), SOFT: (3.0, 92.0)}
"""Percentiles of brightness between which the greys run, black to white."""
NAMES: Final = {BONE: Message("bone"), SOFT: Message("soft tissue")}


def preset(image: FilmImage, name: str) -> Window | None:
    """The window of a preset on this film; ``None`` is the film's own display.

    Raises:
        KeyError: no preset has this name.
    """
    if name == FILM:
        return None
    if name == AUTO:
        return auto_window(image)
    low, high = SHARES[name]
    if image.film.chain.inverted:  # low values are bright
        low, high = 100 - high, 100 - low
    return percentile_window(image, (low, high), NAMES[name])


def after(image: FilmImage, shown: Window | None) -> Window | None:
    """The header's window that follows the one on screen; after the last one the film's own display."""
    windows = image.film.chain.windows
    if shown not in windows:
        return windows[0] if windows else None
    at = windows.index(shown) + 1
    return windows[at] if at < len(windows) else None
