"""The grey-scale chain read from a header and fitted to its film (PS3.3 C.11).

The polarity is decided here, once.  Photometric Interpretation, slope, Modality, VOI and Presentation LUT and
its shape each may turn the greys round.  Tables that fall over the film's own values are turned over and
counted as an inversion, so that ``ValueChain.inverted`` is all that display, network, thumbnails, exports and
study packs need to know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from inference.dicom import grayscale
from inference.dicom.elements import (
    code,
    number,
    numbers,
    photometric_interpretation,
    read_numbers,
    text,
    texts,
)
from inference.dicom.grayscale import ENTRIES
from inference.dicom.safe_parse import DAMAGED
from inference.messages import Message
from inference.records import Lut, ValueChain, Window, WindowFunction

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

BACKWARDS: Final = frozenset({"1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2"})
MAX_WINDOWS: Final = 32
HIDES_THE_FILM: Final = 0.98
"""Padding that covers more than this share of a film is no padding."""
SHOWS_NOTHING: Final = 0.995
"""A window or table that draws more than this share of a film in one grey does not show the film."""

SAMPLE: Final = 200_000
"""About so many pixels of a film are looked at."""

Span = tuple[float, float]
Notes = list[Message]
T = TypeVar("T", Window, Lut)


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
    presentation = _first(_luts(dataset, "PresentationLUTSequence", None, notes))
    chain = replace(
        chain,
        windows=_windows(dataset, notes),
        voi_luts=_luts(dataset, "VOILUTSequence", _modality_span(chain), notes),
        inverted=_inverted(dataset, presentation is not None, notes),
        padding=_padding(dataset, bits, signed),
        presentation_lut=presentation,
    )
    return chain, tuple(dict.fromkeys(notes))


def fitted(chain: ValueChain, pixels: NDArray[np.uint16]) -> tuple[ValueChain, tuple[Message, ...]]:
    """The chain with what only the pixels can tell, and sentences about it.

    Padding that hides the film, and windows and tables that would show nothing of it, are left out; falling
    tables are turned over; a film without any window gets one from its lowest to its highest value.
    """
    notes: Notes = []
    step = max(1, pixels.size // SAMPLE)  # whole rows: some quarter of a millisecond
    counts = np.bincount(pixels[::step].reshape(-1), minlength=ENTRIES)
    padding = grayscale.is_padding(chain)
    if chain.padding is not None and counts[padding].sum() > HIDES_THE_FILM * counts.sum():
        chain = replace(chain, padding=None)
        notes.append(Message("The header calls the whole picture padding; it is shown all the same."))
    elif chain.padding is not None:
        counts = np.where(padding, 0, counts)
    chain = _shown(chain, _Seen.of(counts), notes)
    if not chain.windows and not chain.voi_luts:
        chain = replace(chain, windows=(grayscale.full_range(chain, pixels),))
    return chain, tuple(dict.fromkeys(notes))


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """The shifted values on a film, and how often each stands there."""

    values: NDArray[np.intp]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, counts: NDArray[np.intp]) -> _Seen:
        values = np.flatnonzero(counts)
        return cls(values, counts[values] / max(int(counts.sum()), 1))

    def hidden_by(self, greys: NDArray[np.float64]) -> bool:
        """Whether greys (0..1), one a value, draw nearly all of a film that is not blank in one grey."""
        if self.values.size < 2 or self.shares.max() > SHOWS_NOTHING:
            return False
        steps = np.rint(greys * 255).astype(np.intp)
        return bool(np.bincount(steps, self.shares, 256).max() > SHOWS_NOTHING)

    def fall(self, inputs: NDArray[np.float64], outputs: NDArray[np.float64]) -> bool:
        """Whether outputs go down on the whole while inputs go up, each value as often as it stands there."""
        x, y = inputs - self.shares @ inputs, outputs - self.shares @ outputs
        spread = float(np.sqrt((self.shares @ x**2) * (self.shares @ y**2)))
        return float(self.shares @ (x * y)) < -1e-3 * spread


def _shown(chain: ValueChain, seen: _Seen, notes: Notes) -> ValueChain:
    """Without what would not show the film, and with rising tables."""
    values = grayscale.modality_values(chain)[seen.values]
    windows = _kept(chain.windows, lambda one: grayscale.windowed(values, one), seen)
    if len(windows) < len(chain.windows):
        notes.append(
            Message("A window of the header would show the film all black or all white and was not used.")
        )
    luts = _kept(chain.voi_luts, lambda one: grayscale.looked_up(one, values), seen)
    if len(luts) < len(chain.voi_luts):
        notes.append(
            Message("A look-up table of the header would show nothing of the film and was not used.")
        )
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


def _kept(given: tuple[T, ...], draw: Callable[[T], NDArray[np.float64]], seen: _Seen) -> tuple[T, ...]:
    return tuple(one for one in given if not seen.hidden_by(draw(one)))


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
    lut = _first(_luts(dataset, "ModalityLUTSequence", span, notes, values=True))
    return (*_rescale(dataset, notes), lut)


def _modality_span(chain: ValueChain) -> Span:
    """Lowest and highest modality value that the film could hold."""
    values = grayscale.modality_values(chain)[: 1 << chain.bits_stored]
    return float(values.min()), float(values.max())


def _first(luts: tuple[Lut, ...]) -> Lut | None:
    return luts[0] if luts else None


def _rescale(dataset: Dataset, notes: Notes) -> tuple[float, float]:
    slope = next(iter(numbers(dataset, "RescaleSlope")), 1.0)
    intercept = next(iter(numbers(dataset, "RescaleIntercept")), 0.0)
    if not 1e-9 <= abs(slope) <= 1e6 or abs(intercept) > 1e9:
        notes.append(Message("The rescale values of the header make no sense and were not used."))
        return 1.0, 0.0
    return slope, intercept


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
    """Pixel Padding Value and Range Limit (PS3.3 C.7.5.1.1.2) as stored values, inclusive."""
    value = number(dataset, "PixelPaddingValue")
    if value is None:
        return None
    limit = number(dataset, "PixelPaddingRangeLimit")
    ends = sorted(_stored(end, bits, signed) for end in (value, value if limit is None else limit))
    return ends[0], ends[1]


def _stored(value: int, bits: int, signed: bool) -> int:
    """A value that was written as unsigned although the pixels are signed, or the other way round."""
    half = 1 << (bits - 1)
    if signed and value >= half:
        return value - 65536 if value >= 32768 else value
    return value + 65536 if value < 0 and not signed else value


def _windows(dataset: Dataset, notes: Notes) -> tuple[Window, ...]:
    """Window Center and Width, pairwise, with the VOI LUT Function and their names (C.11.2.1.2)."""
    centers, widths = read_numbers(dataset, "WindowCenter"), read_numbers(dataset, "WindowWidth")
    if centers.odd or widths.odd:
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


def _luts(
    dataset: Dataset, keyword: str, span: Span | None, notes: Notes, *, values: bool = False
) -> tuple[Lut, ...]:
    """Tables of a sequence.

    Args:
        span: lowest and highest value that goes into them; None where their first value does not matter.
        values: whether what comes out are modality values, and no greys.
    """
    try:
        items = list(dataset.get(keyword) or ())[:MAX_WINDOWS]
    except DAMAGED:
        items = []
        notes.append(Message("A look-up table of the header is damaged and was not used."))
    found = []
    for item in items:
        try:
            found.append(_lut(item, span, notes, values=values))
        except DAMAGED:
            notes.append(Message("A look-up table of the header is damaged and was not used."))
    return tuple(found)


def _lut(item: Dataset, span: Span | None, notes: Notes, *, values: bool) -> Lut:
    """LUT Descriptor and LUT Data (PS3.3 C.11.1.1, C.11.2.1.1).

    The descriptor's first value is never negative and 0 means 65,536; the second follows the sign of the
    table's input, whatever value representation it was written with.
    """
    count, first, bits = (int(value) for value in numbers(item, "LUTDescriptor"))
    count = (count % ENTRIES) or ENTRIES
    claimed = bits if 1 <= bits <= 16 else 16
    entries = _lut_entries(item["LUTData"].value, count, claimed, item.original_encoding[1] is False, notes)
    if entries.size == 0:
        raise ValueError("no entries")
    if entries.size < count:
        notes.append(Message("A look-up table of the header has fewer entries than it claims."))
    used = max(int(entries.max()).bit_length(), 1)
    if not values and 1 < used < claimed:
        entries = np.rint(entries * (((1 << used) - 1) / int(entries.max()))).astype(np.uint16)
        notes.append(
            Message("A look-up table of the header uses fewer bits than it claims; its maximum is white.")
        )
        claimed = used
    return Lut(_first_input(first, count, span), entries, max(claimed, used))


def _first_input(first: int, count: int, span: Span | None) -> int:
    """The first input of a table of ``count`` entries, read with the sign under which it meets more inputs.

    It is written in 16 bits, as signed or unsigned by the stored pixels (C.11.2.1.1), though its inputs are
    modality values, which a slope or intercept can make negative on unsigned films.
    """
    if span is None:
        return first
    low, high = span
    own = first % ENTRIES
    readings = sorted({own, own - ENTRIES} if own >= ENTRIES // 2 else {own}, key=abs)

    def met(start: int) -> float:
        return min(high, start + count - 1) - max(low, start)

    best = max(readings, key=met)
    signed = own - ENTRIES if low < 0 and own >= ENTRIES // 2 else own
    return best if met(best) > met(signed) else signed


def _are_words(value: bytes | bytearray, words: NDArray[np.uint16], bits: int) -> bool:
    """Whether bytes, as many as there should be entries, are half as many words and no packed bytes.

    Words rise or fall and fit the bits claimed; where the bytes rise or fall themselves, they are entries.
    """
    packed = np.frombuffer(value, np.uint8)
    fits = bits > 8 and int(words.max(initial=0)) < 1 << bits
    return fits and _is_monotone(words) and not _is_monotone(packed[: 2 * (packed.size // 2)])


def _is_monotone(values: NDArray[np.integer[Any]]) -> bool:
    steps = np.diff(values.astype(np.int64))
    return bool((steps >= 0).all() or (steps <= 0).all())


def _lut_entries(value: Any, count: int, bits: int, big_endian: bool, notes: Notes) -> NDArray[np.uint16]:
    """The entries, from 0 up."""
    if not isinstance(value, (bytes, bytearray)):
        listed = np.asarray([value] if isinstance(value, int) else list(value)[:count], dtype=np.int64)
        lowest = int(listed.min(initial=0))
        if lowest < 0:
            notes.append(
                Message(
                    "A look-up table of the header holds negative values; its lowest was taken for black."
                )
            )
        return (listed - lowest).astype(np.uint16)
    words = np.frombuffer(value, ">u2" if big_endian else "<u2", min(count, len(value) // 2))
    if len(value) in (count, count + 1) and count > 1 and not _are_words(value, words, bits):
        return np.frombuffer(value, np.uint8, count).astype(np.uint16)  # two 8-bit entries a word
    if words.size and (swapped := words.byteswap()).max() < 1 << bits <= words.max():
        notes.append(
            Message("A look-up table of the header has its bytes in the other order; they were turned round.")
        )
        words = swapped  # then they are what the descriptor says
    return words.astype(np.uint16)
