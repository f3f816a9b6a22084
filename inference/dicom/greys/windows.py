"""Windows of a header: Window Center and Width (PS3.3 C.11.2.1.2), and whether they show the film.

They are stated in modality values, behind a rescale or Modality LUT.  Some devices state them in stored
values all the same; where the picture proves that, they are converted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom import grayscale
from inference.dicom.elements import code, read_numbers, texts
from inference.dicom.greys.seen import Seen
from inference.messages import Message
from inference.records import Lut, ValueChain, Window, WindowFunction

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_WINDOWS: Final = 32
WIDEST: Final = 64.0
"""A window this many times as wide as all values the film can hold draws it in four greys at the most."""
BEYOND: Final = 0.2
"""Share of a window that reaches beyond the values that the film can hold, and tells."""
WITHIN: Final = 0.05
"""Share of a window that may do so."""
SHOWN: Final = 0.4
"""A window that fits draws a film between greys at least this share of all apart."""
LESS: Final = 0.67
"""So much less contrast than with the other reading tells."""
LOST: Final = 0.2
"""Share of a film's greys that a window that fits may make black or white."""
MUCH_LOST: Final = 0.3
MOST_LOST: Final = 0.8
"""Real windows made 0.69 of a film's greys black or white at most."""
Values = NDArray[np.float64]


def read_windows(dataset: Dataset, notes: list[Message]) -> tuple[Window, ...]:
    """Window Center and Width, pairwise, with the VOI LUT Function and their names (C.11.2.1.2)."""
    centers, widths = read_numbers(dataset, "WindowCenter"), read_numbers(dataset, "WindowWidth")
    if (centers.odd or widths.odd) and not (centers.has_any and widths.has_any):
        notes.append(Message("The header's window is not written as it should be and was not used."))
    elif centers.odd or widths.odd:
        notes.append(
            Message("The header's window is not written as it should be; what of it could be read is used.")
        )
    elif len(centers.values) != len(widths.values):
        notes.append(Message("The header has a window without a width or without a centre; it was not used."))
    names = texts(dataset, "WindowCenterWidthExplanation")
    named = code(dataset, "VOILUTFunction").replace(" ", "_")
    function = WindowFunction(named) if named in WindowFunction.__members__ else WindowFunction.LINEAR
    if named and named != function and centers.values:
        notes.append(Message("The header names no function that a window can have; it was taken as linear."))
    found = []
    for index, (center, width) in enumerate(zip(centers.values[:MAX_WINDOWS], widths.values, strict=False)):
        if center is None or width is None:
            continue
        if not width > 0:
            notes.append(Message("A window of the header has no width and was not used."))
            continue
        # Films with a fractional slope come with linear windows narrower than the 1 that the formula needs.
        narrow = function is WindowFunction.LINEAR and width < 1
        name = names[index] if index < len(names) else ""
        found.append(Window(center, width, WindowFunction.LINEAR_EXACT if narrow else function, name))
    return tuple(found)


def showing(chain: ValueChain, seen: Seen, notes: list[Message]) -> tuple[Window, ...]:
    """The windows in modality values, without those that would show nothing of the film."""
    if not chain.windows:
        return ()
    given = _in_modality_values(chain, seen, notes)
    values = grayscale.modality_values(chain)[seen.values]
    low, high = grayscale.modality_span(chain)
    wide = [
        one
        for one in given
        if one.width > WIDEST * max(high - low, 1e-9)
        or (one.width > np.ptp(values) and seen.faint_by(grayscale.windowed(values, one)))
    ]
    if wide:
        notes.append(
            Message("A window of the header is so wide that it shows nothing of the film; it was not used.")
        )
    fitting = tuple(one for one in given if one not in wide)
    kept = tuple(one for one in fitting if not seen.hidden_by(grayscale.windowed(values, one)))
    if len(kept) < len(fitting):
        notes.append(
            Message("A window of the header would show the film all black or all white and was not used.")
        )
    return kept


def _in_modality_values(chain: ValueChain, seen: Seen, notes: list[Message]) -> tuple[Window, ...]:
    """The windows, converted where the picture proves that they are stated in stored values."""
    first = chain.windows[0]
    if (both := _fits(first, chain, seen)) is None:
        return chain.windows
    meant, other = both
    if _proves(meant, other, is_all=_is_all(first, chain)):
        notes.append(
            Message(
                "The header's window fits the stored grey values and not those that the header makes of "
                "them; it was converted."
            )
        )
        return tuple(_converted(window, chain) for window in chain.windows)
    if meant.lost > MUCH_LOST and other.shows and other.lost < WITHIN and other.beyond < WITHIN:
        notes.append(
            Message(
                "The header's window may be meant for the grey values as they are stored: take another one "
                "if the film looks too dark or too bright."
            )
        )
    return chain.windows


def is_of_stored(lut: Lut, chain: ValueChain, seen: Seen) -> bool:
    """Whether a VOI LUT is one for all that can be stored, where it should be one for modality values."""
    inputs = Window(lut.first + lut.entries.size / 2, lut.entries.size)
    both = _fits(inputs, chain, seen) if _is_all(inputs, chain) else None
    return both is not None and _proves(*both, is_all=True)


def _values(chain: ValueChain) -> tuple[Values, Values]:
    """Modality and stored value of every shifted value."""
    return grayscale.modality_values(chain), np.arange(grayscale.ENTRIES, dtype=np.float64) + chain.lowest


def _fits(window: Window, chain: ValueChain, seen: Seen) -> tuple[_Fit, _Fit] | None:
    """How a window fits the modality and the stored values; None where these are the same."""
    if chain.modality_lut is None and (chain.slope, chain.intercept) == (1.0, 0.0):  # nearly every film
        return None
    held = slice(1 << chain.bits_stored)
    modality, stored = _values(chain)
    if np.array_equal(modality[held], stored[held]):
        return None
    meant = _Fit.of(window, modality[held], modality[seen.values], seen)
    return meant, _Fit.of(window, stored[held], stored[seen.values], seen)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a window fits a film.

    Attributes:
        beyond: share of the window that lies outside the values that the film can hold.
        lost: share of the film's greys that it makes black or white.
        contrast: how far apart, 0..1, the greys are that it draws nearly all of the film in.
    """

    beyond: float
    lost: float
    contrast: float

    @classmethod
    def of(cls, window: Window, held: Values, values: Values, seen: Seen) -> _Fit:
        low, high = window.center - window.width / 2, window.center + window.width / 2
        outside = max(float(held.min()) - low, 0.0) + max(high - float(held.max()), 0.0)
        lost, contrast = seen.left_by(grayscale.windowed(values, window), values)
        return cls(min(outside / window.width, 1.0), lost, contrast)

    @property
    def shows(self) -> bool:
        return self.lost < LOST and self.contrast > SHOWN


def _proves(meant: _Fit, other: _Fit, *, is_all: bool) -> bool:
    """Whether a window that is ``meant`` by the header for these values is one for the others.

    For these it must reach where the film has no values and show less, or leave nearly nothing of the greys;
    for the others it must show the film.

    Args:
        is_all: as a window for stored values it holds just what can be stored, as devices have it by default.
    """
    worse = meant.lost > LOST + other.lost
    if is_all:
        return other.lost < WITHIN and (worse or meant.beyond > WITHIN)
    if meant.lost > MOST_LOST:
        return other.lost < MOST_LOST / 2 and other.contrast > SHOWN and other.beyond < WITHIN
    worse = worse or meant.contrast < LESS * other.contrast
    return other.shows and worse and meant.beyond > BEYOND + 2 * other.beyond


def _is_all(window: Window, chain: ValueChain) -> bool:
    half = 1 << (chain.bits_stored - 1)
    return abs(window.center - chain.lowest - half) <= 1 and abs(window.width - 2 * half) <= 1


def _converted(window: Window, chain: ValueChain) -> Window:
    """The window from the modality value of its one end to that of the other."""
    linear = window.function is WindowFunction.LINEAR  # whose width counts both ends (C.11.2.1.2.1)
    ends = np.array([window.center - window.width / 2, window.center + window.width / 2 - linear])
    if chain.modality_lut is None:
        ends = ends * chain.slope + chain.intercept
    else:
        modality, stored = _values(chain)
        held = slice(1 << chain.bits_stored)
        ends = np.interp(ends, stored[held], modality[held])
    low, high = sorted(float(end) for end in ends)
    if linear:
        return grayscale.spanning(low, high, window.name)
    return replace(window, center=(low + high) / 2, width=max(high - low, 1e-6))
