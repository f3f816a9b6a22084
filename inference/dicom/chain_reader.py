"""The grey-scale chain read from a header and fitted to its film (PS3.3 C.11).

The polarity is decided here, once.  Photometric Interpretation, slope, Modality, VOI and Presentation LUT and
its shape each may turn the greys round.  Tables that fall over the film's own values are turned over and
counted as an inversion, so that ``ValueChain.inverted`` is all that display, network, thumbnails, exports and
study packs need to know.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom import grayscale, look_up_tables
from inference.dicom.elements import (
    Numbers,
    code,
    number,
    photometric_interpretation,
    read_numbers,
    text,
)
from inference.dicom.grayscale import ENTRIES
from inference.dicom.greys.padding import takes_picture
from inference.dicom.greys.seen import Seen, stretched
from inference.dicom.greys.tables import serves
from inference.dicom.greys.windows import read_windows, showing
from inference.messages import Message
from inference.records import Lut, ValueChain

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

BACKWARDS: Final = frozenset({"1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2"})
HIDES_THE_FILM: Final = 0.98
"""Padding that covers more than this share of a film is no padding."""
SAMPLE: Final = 200_000
"""About so many pixels of a film are looked at."""

Span = tuple[float, float]
Notes = list[Message]


def read_chain(dataset: Dataset, bits: int, signed: bool) -> tuple[ValueChain, tuple[Message, ...]]:
    """The chain of a data set as it stands there, and sentences about what in it could not be used.

    Args:
        bits, signed: as decoded (:class:`inference.dicom.codecs.Pixels`), which for JPEG 2000 may differ
            from the header.
    """
    notes: Notes = []
    plain = ValueChain(bits_stored=bits, signed=signed)
    slope, intercept, modality = _modality_rules(dataset, plain, notes)
    chain = replace(plain, slope=slope, intercept=intercept, modality_lut=modality)
    presentation = _first(look_up_tables.tables(dataset, "PresentationLUTSequence", None, notes))
    chain = replace(
        chain,
        windows=read_windows(dataset, notes),
        voi_luts=look_up_tables.tables(dataset, "VOILUTSequence", grayscale.modality_span(chain), notes),
        inverted=_inverted(dataset, presentation is not None, notes),
        padding=_padding(dataset, bits, signed),
        presentation_lut=presentation,
    )
    return chain, tuple(dict.fromkeys(notes))


def fitted(chain: ValueChain, pixels: NDArray[np.uint16]) -> tuple[ValueChain, tuple[Message, ...]]:
    """The chain with what only the pixels can tell, and sentences about it.

    Padding that hides the film or a part of it, and windows and tables that would show nothing of it, are
    left out; falling tables are turned over; a film without any window gets one from its lowest to its
    highest value.
    """
    notes: Notes = []
    step = max(1, pixels.size // SAMPLE)  # whole rows: some quarter of a millisecond
    counts = np.bincount(pixels[::step].reshape(-1), minlength=ENTRIES)
    padding = grayscale.is_padding(chain)
    if chain.padding is not None and counts[padding].sum() > HIDES_THE_FILM * counts.sum():
        chain = replace(chain, padding=None)
        notes.append(Message("The header calls the whole picture padding; it is shown all the same."))
    elif chain.padding is not None and _takes_picture(chain, counts, pixels):
        chain = replace(chain, padding=None)
        notes.append(Message("The header calls a part of the picture padding; it is shown all the same."))
    elif chain.padding is not None:
        counts = np.where(padding, 0, counts)
    chain = _shown(chain, Seen.of(counts), notes)
    if grayscale.has_holes(chain, counts, pixels):
        notes.append(
            Message(
                "The header calls grey values padding that are not the darkest of the film: they are drawn "
                "black and may look like holes."
            )
        )
    return _with_a_window(chain, pixels), tuple(dict.fromkeys(notes))


def _with_a_window(chain: ValueChain, pixels: NDArray[np.uint16]) -> ValueChain:
    if chain.windows or chain.voi_luts:
        return chain
    return replace(chain, windows=(grayscale.full_range(chain, pixels),))


def _takes_picture(chain: ValueChain, counts: NDArray[np.intp], pixels: NDArray[np.uint16]) -> bool:
    """Whether a range of padding takes a part of the picture; a single value can only make holes in it."""
    padding = grayscale.is_padding(chain)
    if chain.padding is None or chain.padding[0] == chain.padding[1] or not counts[padding].any():
        return False
    bare = _with_a_window(_shown(replace(chain, padding=None), Seen.of(counts), []), pixels)
    return takes_picture(padding, grayscale.display_table(bare), pixels)


def _shown(chain: ValueChain, seen: Seen, notes: Notes) -> ValueChain:
    """Without what would not show the film, and with rising tables."""
    values = grayscale.modality_values(chain)[seen.values]
    if chain.modality_lut is not None and seen.hidden_by(stretched(values)):
        chain = replace(chain, modality_lut=None)
        values = grayscale.modality_values(chain)[seen.values]
        notes.append(
            Message("A look-up table of the header would show nothing of the film and was not used.")
        )
    elif chain.modality_lut and not serves(chain.modality_lut, chain, seen, notes, values=True):
        chain = replace(chain, modality_lut=None)
        values = grayscale.modality_values(chain)[seen.values]
    windows = showing(chain, seen, notes)
    luts = tuple(one for one in chain.voi_luts if not seen.hidden_by(grayscale.looked_up(one, values)))
    if len(luts) < len(chain.voi_luts):
        notes.append(
            Message("A look-up table of the header would show nothing of the film and was not used.")
        )
    luts = tuple(one for one in luts if serves(one, chain, seen, notes))
    if windows and not luts and seen.halved_by(grayscale.windowed(values, windows[0])):
        notes.append(Message("The header's window leaves nothing but black and white: take another one."))
    chain = replace(chain, windows=windows, voi_luts=luts)
    if luts and seen.fall(values, grayscale.looked_up(luts[0], values)):
        chain = _voi_turned_over(chain)
    lut = chain.presentation_lut
    if lut is None:
        return chain
    greys = grayscale.voi_table(chain)[seen.values]
    presented = grayscale.presented(lut, greys)
    if seen.hidden_by(presented):
        notes.append(
            Message("A look-up table of the header would show nothing of the film and was not used.")
        )
        return replace(chain, presentation_lut=None)
    if seen.fall(greys, presented):
        chain = replace(chain, presentation_lut=grayscale.complement(lut), inverted=not chain.inverted)
    return chain


def _voi_turned_over(chain: ValueChain) -> ValueChain:
    """The same picture with every VOI LUT turned over and the inversion counted at the end of the chain.

    What a Presentation LUT P did to g, 1 - P(1 - (1 - g)) does to it then.
    """
    lut = chain.presentation_lut
    if lut is not None:
        lut = grayscale.complement(replace(lut, entries=lut.entries[::-1].copy()))
    return replace(
        chain,
        voi_luts=tuple(grayscale.complement(one) for one in chain.voi_luts),
        presentation_lut=lut,
        inverted=not chain.inverted,
    )


def _modality_rules(dataset: Dataset, plain: ValueChain, notes: Notes) -> tuple[float, float, Lut | None]:
    """Slope, intercept and Modality LUT; the LUT comes before the rescale.

    In XA and RF objects they lead back to beam intensity and are not for display (C.8.7.1.1, C.11.1).
    """
    if text(dataset, "SOPClassUID") in BACKWARDS:
        return 1.0, 0.0, None
    span = (float(plain.lowest), float(plain.lowest + (1 << plain.bits_stored) - 1))
    lut = _first(look_up_tables.tables(dataset, "ModalityLUTSequence", span, notes, values=True))
    if lut is None:
        return (*_rescale(dataset, notes), None)
    if _rescale(dataset, []) != (1.0, 0.0):
        notes.append(
            Message(
                "The header has a look-up table of values (Modality LUT) and a rescale, which exclude each "
                "other; the table is used."
            )
        )
    return 1.0, 0.0, lut


def _first(luts: tuple[Lut, ...]) -> Lut | None:
    return luts[0] if luts else None


def _rescale(dataset: Dataset, notes: Notes) -> tuple[float, float]:
    """Rescale Slope and Intercept, 1 and 0 where the header has none; both or neither of them are used."""
    stated = [read_numbers(dataset, keyword) for keyword in ("RescaleSlope", "RescaleIntercept")]
    slope, intercept = (_single(one, else_) for one, else_ in zip(stated, (1.0, 0.0), strict=True))
    if slope is None or intercept is None or not (1e-9 <= abs(slope) <= 1e6 and abs(intercept) <= 1e7):
        notes.append(Message("The rescale values of the header make no sense and were not used."))
        return 1.0, 0.0
    if any(one.odd for one in stated):
        notes.append(
            Message(
                "The header's rescale values are not written as they should be; what of them could be read "
                "is used."
            )
        )
    return slope, intercept


def _single(stated: Numbers, absent: float) -> float | None:
    """The value of an element that has one, empty parts behind it left out; None where it has others."""
    values = list(stated.values)
    while len(values) > 1 and values[-1] is None:
        values.pop()
    if not values:
        return absent
    return values[0] if len(values) == 1 else None


def _inverted(dataset: Dataset, has_lut: bool, notes: Notes) -> bool:
    """Whether greater values are darker: by MONOCHROME1, or by a Presentation LUT Shape INVERSE.

    INVERSE comes *with* MONOCHROME1 (never turned over twice).  Beside IDENTITY, MONOCHROME1 holds: devices
    are known whose shape is wrong and whose Photometric Interpretation is right.  A Presentation LUT Sequence
    ends in P-values, of which more is always brighter (C.11.6.1.2).
    """
    if has_lut:
        return False
    shape = code(dataset, "PresentationLUTShape")
    photometric = photometric_interpretation(dataset)
    if photometric == "MONOCHROME1" and shape == "IDENTITY":
        notes.append(
            Message(
                "The header contradicts itself on black and white (MONOCHROME1 with IDENTITY): shown by the "
                "first; invert the film if it looks like a negative."
            )
        )
    elif photometric == "MONOCHROME2" and shape == "INVERSE":
        notes.append(
            Message(
                "The header contradicts itself on black and white (MONOCHROME2 with INVERSE): shown by the "
                "second; invert the film if it looks like a negative."
            )
        )
    return photometric == "MONOCHROME1" or shape == "INVERSE"


def _padding(dataset: Dataset, bits: int, signed: bool) -> tuple[int, int] | None:
    """Pixel Padding Value and Range Limit (PS3.3 C.7.5.1.1.2) as stored values, inclusive.

    What of them a pixel cannot hold is left out; padding that none can hold is none.
    """
    value = number(dataset, "PixelPaddingValue")
    if value is None:
        return None
    limit = number(dataset, "PixelPaddingRangeLimit")
    ends = sorted(_stored(end, bits, signed) for end in (value, value if limit is None else limit))
    lowest = -(1 << (bits - 1)) if signed else 0
    first, last = max(ends[0], lowest), min(ends[1], lowest + (1 << bits) - 1)
    return (first, last) if first <= last else None


def _stored(value: int, bits: int, signed: bool) -> int:
    """A value that was written as unsigned although the pixels are signed, or the other way round."""
    half = 1 << (bits - 1)
    if signed and value >= half:
        return value - 65536 if value >= 32768 else value
    return value + 65536 if value < 0 and not signed else value
