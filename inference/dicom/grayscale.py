"""The grey-scale chain of the header, composed into one table over shifted values (PS3.3 C.7.6.16.2, C.11).

stored value -> Modality LUT, or rescale (C.11.1) -> VOI LUT, or window (C.11.2) -> Presentation LUT (C.11.6)
-> polarity -> padding shown as background.  All of it is one table of 65,536 bytes, so that dragging a
window costs one composition and one look-up.

Film default: the first VOI LUT of the header if there is one (the maker's own curve), else the first window,
else lowest to highest modality value of the film.

The chain is read by :mod:`inference.dicom.chain_reader`, which also decides the polarity, once.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from inference.messages import Message
from inference.records import FilmImage, Lut, ValueChain, Window, WindowFunction

ENTRIES = 1 << 16
AUTO_PERCENTILES = (0.5, 99.5)
FULL_RANGE = Message("full range")
AUTO = Message("automatic")
FEWEST_STEPS = 32
"""A range below so many values is too narrow for LINEAR, whose ends are a whole value apart."""
DARK_END = 0.05
"""Padding is dark enough for a background where no more than this share of the film is darker."""
HOLES_SAMPLE = 2_000_000
"""About so many pixels of a film are looked at for holes."""

Values = NDArray[np.float64]


def modality_table(chain: ValueChain) -> NDArray[np.float32]:
    """float32 [65536]: modality value of every shifted value (PS3.3 C.11.1)."""
    return modality_values(chain).astype(np.float32)


def modality_values(chain: ValueChain) -> Values:
    """float64 [65536]: as :func:`modality_table`, exact where intercepts are large."""
    stored = np.arange(ENTRIES, dtype=np.float64) + chain.lowest
    if chain.modality_lut is None:
        return stored * chain.slope + chain.intercept
    return _look_up(chain.modality_lut, stored)


def modality_span(chain: ValueChain) -> tuple[float, float]:
    """Lowest and highest modality value that the film could hold."""
    values = modality_values(chain)[: 1 << chain.bits_stored]
    return float(values.min()), float(values.max())


def _look_up(lut: Lut, values: Values) -> Values:
    index = np.clip(np.rint(values) - lut.first, 0, lut.entries.size - 1).astype(np.intp)
    return np.asarray(lut.entries[index], dtype=np.float64)


def display_table(
    chain: ValueChain, window: Window | None = None, *, invert: bool = False
) -> NDArray[np.uint8]:
    """uint8 [65536]: the grey of every shifted value; None is the film's own default.

    ``invert`` turns the film's polarity over once more, for the reader; padding stays black.
    """
    grey = voi_table(chain, window)
    if chain.presentation_lut is not None:
        grey = presented(chain.presentation_lut, grey)
    table = (grey * 255 + 0.5).astype(np.uint8)
    if chain.inverted != invert:
        table = np.uint8(255) - table
    table[is_padding(chain)] = 0
    return table


def voi_table(chain: ValueChain, window: Window | None = None) -> Values:
    """float64 [65536] in 0..1: every shifted value after the VOI step; None is the film's own default."""
    values = modality_values(chain)
    if window is None and chain.voi_luts:
        return looked_up(chain.voi_luts[0], values)
    if window is None and chain.windows:
        window = chain.windows[0]
    return windowed(values, window or _whole(values[: 1 << chain.bits_stored]))


def looked_up(lut: Lut, values: Values) -> Values:
    """Values through a VOI LUT, 0..1 (PS3.3 C.11.2.1.1)."""
    return _look_up(lut, values) / lut.top


def presented(lut: Lut, grey: Values) -> Values:
    """Greys (0..1) through a Presentation LUT, which spans them all (PS3.3 C.11.6.1.1)."""
    return _look_up(lut, grey * (lut.entries.size - 1) + lut.first) / lut.top


def written_presentation_lut(chain: ValueChain, *, invert: bool = False) -> Lut | None:
    """The Presentation LUT as an object states it, the polarity taken into it; None where there is none.

    Its output are P-values, of which more is brighter whatever the Photometric Interpretation (PS3.3
    C.11.6.1.2): beside such a table an object has no polarity of its own and is MONOCHROME2.

    Args:
        invert: the reader's own inversion, as in :func:`display_table`.
    """
    lut = chain.presentation_lut
    if lut is None or chain.inverted == invert:
        return lut
    return complement(lut)


def complement(lut: Lut) -> Lut:
    """The table whose output is turned over: white for black."""
    return replace(lut, entries=(np.uint16(lut.top) - lut.entries).astype(np.uint16))


def falls(chain: ValueChain) -> bool:
    """Whether greater *stored* values are shown darker (``chain.inverted`` speaks of modality values)."""
    if chain.modality_lut is None:
        return chain.inverted != (chain.slope < 0)
    entries = chain.modality_lut.entries
    return chain.inverted != (int(entries[-1]) < int(entries[0]))


def windowed(values: Values, window: Window) -> Values:
    """Values through a window, 0..1.

    PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT).
    """
    center, width = window.center, window.width
    if window.function is WindowFunction.SIGMOID:
        return np.asarray(1 / (1 + np.exp(np.clip(-4 * (values - center) / width, -60, 60))))
    if window.function is WindowFunction.LINEAR:
        center, width = center - 0.5, width - 1
    if width == 0:
        return (values > center).astype(np.float64)
    return np.clip((values - center) / width + 0.5, 0, 1)


def spanning(low: float, high: float, name: str = "") -> Window:
    """The window that draws ``low`` black and ``high`` white.

    LINEAR counts whole steps of grey (PS3.3 C.11.2.1.2.1: its width holds one more); over the fractions that
    a small Rescale Slope makes it would be many times too wide, and the window is LINEAR_EXACT.
    """
    if high - low >= FEWEST_STEPS or high == low:
        return Window((low + high + 1) / 2, high - low + 1, name=name)
    return Window((low + high) / 2, high - low, WindowFunction.LINEAR_EXACT, name)


def _whole(values: NDArray[np.floating]) -> Window:
    return spanning(float(values.min()), float(values.max()), FULL_RANGE)


def full_range(chain: ValueChain, pixels: NDArray[np.uint16]) -> Window:
    """The window from the lowest to the highest modality value of the film, padding left out."""
    values, padding = modality_values(chain), is_padding(chain)
    ends = np.array([pixels.min(), pixels.max()])
    if chain.modality_lut is None and not padding[ends].any():
        return _whole(values[ends])
    used = np.bincount(pixels.reshape(-1), minlength=ENTRIES) > 0
    kept = used & ~padding
    return _whole(values[kept if kept.any() else used])


def is_padding(chain: ValueChain) -> NDArray[np.bool_]:
    """bool [65536]: whether a shifted value is padding."""
    if chain.padding is None:
        return np.zeros(ENTRIES, dtype=bool)
    stored = np.arange(ENTRIES) + chain.lowest
    return (stored >= chain.padding[0]) & (stored <= chain.padding[1])


def has_holes(chain: ValueChain, counts: NDArray[np.intp], pixels: NDArray[np.uint16]) -> bool:
    """Whether a place inside the picture is padding, and so black, that would be brighter than a part of it.

    Padding is the background beside the picture, a white one too: what borders on the film's edge is that
    (PS3.3 C.7.5.1.1.2).  Some devices give it a value that the picture has as well, such as the highest, at
    which metal is cut off.

    Args:
        counts: int [65536], how often each shifted value stands on the film, padding left out.
        pixels: shifted values, uint16 [rows, columns].
    """
    padding = is_padding(chain)
    if not padding.any() or not counts.any():
        return False
    bright = modality_values(chain) * (-1.0 if chain.inverted else 1.0)
    order = np.argsort(bright, kind="stable")
    below = np.concatenate(([0], np.cumsum(counts[order])))
    darker = below[np.searchsorted(bright[order], bright)]
    holes = padding & (darker > DARK_END * counts.sum())
    return bool(holes.any()) and _lies_inside(holes, padding, pixels)


def _lies_inside(holes: NDArray[np.bool_], padding: NDArray[np.bool_], pixels: NDArray[np.uint16]) -> bool:
    """Whether one of the values is on the film where no padding leads from there to its edge."""
    step = max(1, int((pixels.size / HOLES_SAMPLE) ** 0.5))
    taken = pixels[::step, ::step]
    if not holes[taken].any():
        return False
    import cv2

    _count, labels = cv2.connectedComponents(padding[taken].astype(np.uint8), connectivity=8)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return bool(np.setdiff1d(labels[holes[taken]], edge).size)


def sampled_counts(pixels: NDArray[np.uint16]) -> NDArray[np.intp]:
    """int [65536]: how often each shifted value stands on some half million pixels of the film."""
    step = max(1, int((pixels.size / 500_000) ** 0.5))
    return np.bincount(pixels[::step, ::step].reshape(-1), minlength=ENTRIES)


def auto_window(image: FilmImage) -> Window:
    """A window between two percentiles of the film's modality values, padding left out."""
    return percentile_window(image, AUTO_PERCENTILES, AUTO)


def percentile_window(image: FilmImage, percentiles: tuple[float, float], name: str) -> Window:
    """A window between two percentiles (0..100) of the film's modality values, padding left out."""
    chain = image.film.chain
    counts = np.where(is_padding(chain), 0, sampled_counts(image.pixels))
    values = modality_values(chain)
    if not counts.any():
        return _whole(values[: 1 << chain.bits_stored])
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(counts[order]) / counts.sum()
    low, high = (float(values[order[np.searchsorted(reached, p / 100)]]) for p in percentiles)
    return spanning(low, high, name)
