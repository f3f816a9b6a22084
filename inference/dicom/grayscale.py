"""The grey-scale chain of the header, composed into one table over shifted values (PS3.3 C.7.6.16.2, C.11).

stored value -> Modality LUT, or rescale (C.11.1) -> VOI LUT, or window (C.11.2) -> Presentation LUT (C.11.6)
-> polarity -> padding shown as background.  All of it is one table of 65,536 bytes, so that dragging a
window costs one composition and one look-up.

Film default: the first VOI LUT of the header if there is one (the maker's own curve), else the first window,
else lowest to highest modality value of the film.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from inference.dicom.header import number, numbers, text, texts
from inference.dicom.safe_parse import DAMAGED
from inference.messages import Message
from inference.records import FilmImage, Lut, ValueChain, Window, WindowFunction

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

ENTRIES = 1 << 16
BACKWARDS = frozenset({"1.2.840.10008.5.1.4.1.1.12.1", "1.2.840.10008.5.1.4.1.1.12.2"})
AUTO_PERCENTILES = (0.5, 99.5)
FULL_RANGE = "full range"
AUTO = "automatic"
MAX_WINDOWS = 32


def read_chain(dataset: Dataset, bits: int, signed: bool) -> tuple[ValueChain, tuple[Message, ...]]:
    """The chain of a data set, and sentences about what in it could not be used.

    Args:
        bits, signed: as decoded (:class:`inference.dicom.codecs.Pixels`), which for JPEG 2000 may differ
            from the header.
    """
    notes: list[Message] = []
    slope, intercept, modality = _modality_rules(dataset, signed, notes)
    negative = intercept < 0 or signed if modality is None else False
    presentation = _first(_luts(dataset, "PresentationLUTSequence", False, notes))
    chain = ValueChain(
        bits_stored=bits,
        signed=signed,
        slope=slope,
        intercept=intercept,
        modality_lut=modality,
        windows=_windows(dataset, notes),
        voi_luts=_luts(dataset, "VOILUTSequence", negative, notes),
        inverted=_inverted(dataset, presentation is not None),
        padding=_padding(dataset, bits, signed),
        presentation_lut=presentation,
    )
    return chain, tuple(dict.fromkeys(notes))


def _modality_rules(dataset: Dataset, signed: bool, notes: list[Message]) -> tuple[float, float, Lut | None]:
    """Slope, intercept and Modality LUT; the LUT comes before the rescale.

    In XA and RF objects they lead back to beam intensity and are not for display (C.8.7.1.1, C.11.1).
    """
    if text(dataset, "SOPClassUID") in BACKWARDS:
        return 1.0, 0.0, None
    lut = _first(_luts(dataset, "ModalityLUTSequence", signed, notes))
    return (*_rescale(dataset, notes), lut)


def _first(luts: tuple[Lut, ...]) -> Lut | None:
    return luts[0] if luts else None


def _rescale(dataset: Dataset, notes: list[Message]) -> tuple[float, float]:
    slope = next(iter(numbers(dataset, "RescaleSlope")), 1.0)
    intercept = next(iter(numbers(dataset, "RescaleIntercept")), 0.0)
    if slope == 0 or abs(slope) > 1e6 or abs(intercept) > 1e9:
        notes.append(Message("The rescale values of the header make no sense and were not used."))
        return 1.0, 0.0
    return slope, intercept


def _inverted(dataset: Dataset, has_lut: bool) -> bool:
    """Presentation LUT Shape where there is one, else MONOCHROME1; INVERSE comes *with* MONOCHROME1.

    A Presentation LUT Sequence ends in P-values, of which more is always brighter (C.11.6.1.2).
    """
    shape = text(dataset, "PresentationLUTShape").upper()
    if shape in ("IDENTITY", "INVERSE"):
        return shape == "INVERSE"
    if has_lut:
        return False
    return text(dataset, "PhotometricInterpretation").upper() == "MONOCHROME1"


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


def _windows(dataset: Dataset, notes: list[Message]) -> tuple[Window, ...]:
    """Window Center and Width, pairwise, with the VOI LUT Function and their names (C.11.2.1.2)."""
    centers, widths = numbers(dataset, "WindowCenter"), numbers(dataset, "WindowWidth")
    names = texts(dataset, "WindowCenterWidthExplanation")
    named = text(dataset, "VOILUTFunction").upper()
    function = WindowFunction(named) if named in WindowFunction.__members__ else WindowFunction.LINEAR
    found = []
    for index, (center, width) in enumerate(zip(centers[:MAX_WINDOWS], widths, strict=False)):
        if not width > 0:
            notes.append(Message("A window of the header has no width and was not used."))
            continue
        # Films with a fractional slope come with linear windows narrower than the 1 that the formula needs.
        narrow = function is WindowFunction.LINEAR and width < 1
        name = names[index] if index < len(names) else ""
        found.append(Window(center, width, WindowFunction.LINEAR_EXACT if narrow else function, name))
    return tuple(found)


def _luts(dataset: Dataset, keyword: str, signed: bool, notes: list[Message]) -> tuple[Lut, ...]:
    try:
        items = list(dataset.get(keyword) or ())[:MAX_WINDOWS]
    except DAMAGED:
        items = []
        notes.append(Message("A look-up table of the header is damaged and was not used."))
    found = []
    for item in items:
        try:
            found.append(_lut(item, signed, notes))
        except DAMAGED:
            notes.append(Message("A look-up table of the header is damaged and was not used."))
    return tuple(found)


def _lut(item: Dataset, signed: bool, notes: list[Message]) -> Lut:
    """LUT Descriptor and LUT Data (PS3.3 C.11.1.1, C.11.2.1.1).

    The descriptor's first value is never negative and 0 means 65,536; the second follows the sign of the
    table's input, whatever value representation it was written with.
    """
    descriptor = [int(value) for value in numbers(item, "LUTDescriptor")]
    count, first, bits = descriptor
    count = (count % ENTRIES) or ENTRIES
    if signed and first >= ENTRIES // 2:
        first -= ENTRIES
    elif not signed and first < 0:
        first += ENTRIES
    entries = _lut_entries(item["LUTData"].value, count, item.original_encoding[1] is False)
    if entries.size == 0:
        raise ValueError("no entries")
    if entries.size < count:
        notes.append(Message("A look-up table of the header has fewer entries than it claims."))
    return Lut(first, entries, max(bits % 256 if 1 <= bits <= 16 else 1, int(entries.max()).bit_length(), 1))


def _lut_entries(value: Any, count: int, big_endian: bool) -> NDArray[np.uint16]:
    if not isinstance(value, (bytes, bytearray)):
        listed = [value] if isinstance(value, int) else value
        return np.asarray([int(entry) for entry in listed][:count], dtype=np.int64).astype(np.uint16)
    if len(value) in (count, count + 1) and count > 1:
        return np.frombuffer(value, np.uint8, count).astype(np.uint16)  # two 8-bit entries in each word
    words = np.frombuffer(value, ">u2" if big_endian else "<u2", min(count, len(value) // 2))
    return words.astype(np.uint16)


Values = NDArray[np.float64]


def modality_table(chain: ValueChain) -> NDArray[np.float32]:
    """float32 [65536]: modality value of every shifted value (PS3.3 C.11.1)."""
    return _modality(chain).astype(np.float32)


def _modality(chain: ValueChain) -> Values:
    stored = np.arange(ENTRIES, dtype=np.float64) + chain.lowest
    if chain.modality_lut is None:
        return stored * chain.slope + chain.intercept
    return _look_up(chain.modality_lut, stored)


def _look_up(lut: Lut, values: Values) -> Values:
    index = np.clip(np.rint(values) - lut.first, 0, lut.entries.size - 1).astype(np.intp)
    return np.asarray(lut.entries[index], dtype=np.float64)


def display_table(
    chain: ValueChain, window: Window | None = None, *, invert: bool = False
) -> NDArray[np.uint8]:
    """uint8 [65536]: the grey of every shifted value; None is the film's own default.

    ``invert`` turns the film's polarity over once more, for the reader; padding stays black.
    """
    grey = _grey(chain, window)
    if chain.presentation_lut is not None:
        lut = chain.presentation_lut
        grey = _look_up(lut, grey * (lut.entries.size - 1) + lut.first) / ((1 << lut.bits) - 1)
    table = (grey * 255 + 0.5).astype(np.uint8)
    if chain.inverted != invert:
        table = np.uint8(255) - table
    table[_is_padding(chain)] = 0
    return table


def _grey(chain: ValueChain, window: Window | None) -> Values:
    """The VOI step, 0..1."""
    values = _modality(chain)
    if window is None and chain.voi_luts:
        lut = chain.voi_luts[0]
        return _look_up(lut, values) / ((1 << lut.bits) - 1)
    if window is None and chain.windows:
        window = chain.windows[0]
    return _window(values, window or _whole(values[: 1 << chain.bits_stored]))


def _window(values: Values, window: Window) -> Values:
    """PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT)."""
    center, width = window.center, window.width
    if window.function is WindowFunction.SIGMOID:
        return np.asarray(1 / (1 + np.exp(np.clip(-4 * (values - center) / width, -60, 60))))
    if window.function is WindowFunction.LINEAR:
        center, width = center - 0.5, width - 1
    if width == 0:
        return (values > center).astype(np.float64)
    return np.clip((values - center) / width + 0.5, 0, 1)


def _whole(values: NDArray[np.floating]) -> Window:
    low, high = float(values.min()), float(values.max())
    return Window((low + high + 1) / 2, high - low + 1, name=FULL_RANGE)


def full_range(chain: ValueChain, pixels: NDArray[np.uint16]) -> Window:
    """The window from the lowest to the highest modality value of the film, padding left out."""
    values, padding = _modality(chain), _is_padding(chain)
    ends = np.array([pixels.min(), pixels.max()])
    if chain.modality_lut is None and not padding[ends].any():
        return _whole(values[ends])
    used = np.bincount(pixels.reshape(-1), minlength=ENTRIES) > 0
    kept = used & ~padding
    return _whole(values[kept if kept.any() else used])


def _is_padding(chain: ValueChain) -> NDArray[np.bool_]:
    if chain.padding is None:
        return np.zeros(ENTRIES, dtype=bool)
    stored = np.arange(ENTRIES) + chain.lowest
    return (stored >= chain.padding[0]) & (stored <= chain.padding[1])


def padding_share(chain: ValueChain, pixels: NDArray[np.uint16]) -> float:
    """Which share of the film its header calls padding, on one pixel of 64."""
    return float(_is_padding(chain)[pixels[::8, ::8]].mean())


def auto_window(image: FilmImage) -> Window:
    """A window between two percentiles of the film's modality values, padding left out."""
    return percentile_window(image, AUTO_PERCENTILES, AUTO)


def percentile_window(image: FilmImage, percentiles: tuple[float, float], name: str) -> Window:
    """A window between two percentiles (0..100) of the film's modality values, padding left out."""
    chain = image.film.chain
    step = max(1, int((image.pixels.size / 500_000) ** 0.5))
    counts = np.bincount(image.pixels[::step, ::step].reshape(-1), minlength=ENTRIES)
    counts = np.where(_is_padding(chain), 0, counts)
    values = _modality(chain)
    if not counts.any():
        return _whole(values[: 1 << chain.bits_stored])
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(counts[order]) / counts.sum()
    low, high = (float(values[order[np.searchsorted(reached, p / 100)]]) for p in percentiles)
    return Window((low + high + 1) / 2, max(high - low + 1, 1.0), name=name)


def usable_windows(image: FilmImage) -> tuple[Window, ...]:
    """Windows to offer for a film: the header's, in its order, and an automatic one."""
    return (*image.film.chain.windows, auto_window(image))
