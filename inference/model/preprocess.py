"""From a film to the network's input, and the way back.

The same code serves training and reading.  The reader's window, zoom and inversion never reach it.

Steps: modality values (PS3.3 C.11.1) -> uniform polarity, bone bright -> aspect-preserving resize of the
longest side with one filter -> fixed percentile window on what is film -> 0..1 -> centred on zeros.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.errors import FilmError
from inference.records import Affine, FilmImage, InputSpec, Sha256, ValueChain

VERSION: Final = 1
"""Changes whenever the same film and specification would give another tensor; the card names it."""

OUTLIERS: Final = (0.1, 99.9)
"""Percentiles taken as the two ends of a film's range: beyond them lie dead pixels and small markers."""
END_WIDTH: Final = 0.015
"""Part of that range, at either end, that is looked at for a border (JPEG noise of a black edge fits)."""
END_SHARE: Final = 0.02
"""A border is an end that holds more than this share of the pixels."""
KEEP_SHARE: Final = 0.2
"""Dropped borders must leave at least this share, or nothing is dropped."""

ROUNDING: Final = 1e-5
"""A range below this share of the largest value is what the resize's rounding leaves of a blank film."""

Floats = NDArray[np.float32]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class NetworkInput:
    """The exact network input and the way back.

    ``tensor`` is float32 [1, 1, size, size]; ``to_film`` carries network pixels to film pixels;
    ``sha256`` is of the tensor's bytes.
    """

    tensor: NDArray[np.float32]
    to_film: Affine
    sha256: Sha256
    content: tuple[float, float, float, float]  # x0, y0, x1, y1 of the film inside the square


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the film of ``rows`` x ``columns`` lies in the square: ``height`` x ``width`` at (left, top)."""

    rows: int
    columns: int
    height: int
    width: int
    left: int
    top: int

    @property
    def to_film(self) -> Affine:
        """Network pixels to film pixels; pixel (0, 0) covers 0..1, so no half-pixel shift appears."""
        sx, sy = self.columns / self.width, self.rows / self.height
        return ((sx, 0.0, -self.left * sx), (0.0, sy, -self.top * sy))

    @property
    def box(self) -> Box:
        """x0, y0, x1, y1 of the film inside the square."""
        return (
            float(self.left),
            float(self.top),
            float(self.left + self.width),
            float(self.top + self.height),
        )


def placement(shape: tuple[int, int], size: int, aspect: float = 1.0) -> Placement:
    """Fit a film of ``shape`` (rows, columns) centred into ``size`` x ``size`` and keep its proportions.

    Args:
        aspect: height of a film pixel over its width (:attr:`inference.records.Film.pixel_aspect`): what
            the network sees has square pixels.
    """
    rows, columns = shape
    longest = max(rows * aspect, columns)
    height = max(1, round(rows * aspect * size / longest))
    width = max(1, round(columns * size / longest))
    return Placement(rows, columns, height, width, (size - width) // 2, (size - height) // 2)


def square(image: FilmImage, spec: InputSpec) -> tuple[Floats, Affine, Box]:
    """The film as the network sees it, before mean and standard deviation.

    The window is taken on the reduced picture, so that it does not depend on the detector's resolution.

    Returns:
        float32 [size, size] in 0..1, bone bright, zeros around the film; the matrix from network pixels to
        film pixels; x0, y0, x1, y1 of the film inside the square.

    Raises:
        FilmError: the film's modality values are not finite.
    """
    place = placement(image.film.shape, spec.size, image.film.pixel_aspect)
    values, padded = _reduced(image, place)
    counted = values[padded == 0] if padded is not None else values.reshape(-1)
    low, high = percentile_window(counted, spec.percentiles)
    unit = np.clip((values - low) * (1.0 / (high - low)), 0.0, 1.0).astype(np.float32)
    out = np.zeros((spec.size, spec.size), np.float32)
    out[place.top : place.top + place.height, place.left : place.left + place.width] = unit
    return out, place.to_film, place.box


def network_input(image: FilmImage, spec: InputSpec) -> NetworkInput:
    """The tensor float32 [1, channels, size, size] of one film, with its matrix, hash and content box.

    Raises:
        FilmError: the film's modality values are not finite.
    """
    unit, to_film, box = square(image, spec)
    tensor = normalise(unit, spec)
    return NetworkInput(tensor, to_film, tensor_sha256(tensor), box)


def normalise(unit: Floats, spec: InputSpec) -> Floats:
    """float32 [size, size] in 0..1 to the contiguous tensor [1, channels, size, size]."""
    scaled = (unit - np.float32(spec.mean)) * np.float32(1.0 / spec.std)
    shape = (1, spec.channels, *unit.shape)
    return np.ascontiguousarray(np.broadcast_to(scaled, shape), dtype=np.float32)


def tensor_sha256(tensor: Floats) -> Sha256:
    """SHA-256 of a tensor's bytes (little-endian float32, C order)."""
    return Sha256(hashlib.sha256(np.ascontiguousarray(tensor, "<f4").data).hexdigest())


def percentile_window(values: Floats, percentiles: tuple[float, float]) -> tuple[float, float]:
    """Low and high of the window, from the pixels that are neither a border nor a burnt-in marker.

    Collimation borders, shutters and saturated air pile up at one end of a film's range and would pull a
    percentile onto themselves.  An end of the range (``END_WIDTH`` of it) that holds more than
    ``END_SHARE`` of the pixels is therefore not counted; smaller marks fall outside the percentiles.
    """
    if values.size == 0:
        return 0.0, 1.0
    least = float(np.abs(values).max()) * ROUNDING
    kept = _without_borders(values)
    low, high = (float(value) for value in np.percentile(kept, percentiles))
    if high - low <= least:
        low, high = float(values.min()), float(values.max())
    return (low, high) if high - low > least else (high, high + 1.0)  # a blank film becomes zeros


def _without_borders(values: Floats) -> Floats:
    bottom, top = (float(value) for value in np.percentile(values, OUTLIERS))
    width = (top - bottom) * END_WIDTH
    keep = np.ones(values.shape, bool)
    for end in (values <= bottom + width, values >= top - width):
        if np.count_nonzero(end) > END_SHARE * values.size:
            keep &= ~end
    return values[keep] if np.count_nonzero(keep) >= KEEP_SHARE * values.size else values


def _reduced(image: FilmImage, place: Placement) -> tuple[Floats, Floats | None]:
    """Bone-bright values at the network's size, and the share of padding of each pixel (None: no padding)."""
    chain = image.film.chain
    padding = _padding_mask(image.pixels, chain)
    if chain.modality_lut is None:
        values = image.pixels.astype(np.float32)
    else:
        values = _modality_lut(chain)[image.pixels]
    if _is_bone_dark(chain):
        np.negative(values, out=values)
    if padding is None:
        return _resize(values, place), None
    black = values.min(where=~padding, initial=np.inf)  # padding is black whatever the polarity
    values[padding] = black if np.isfinite(black) else 0.0
    return _resize(values, place), _resize(padding.astype(np.float32), place)


def _is_bone_dark(chain: ValueChain) -> bool:
    """Whether larger pixels are darker once the header has been followed.

    A rescale is affine and the percentile window removes it: of slope and intercept only the slope's sign
    is left, which also keeps a large intercept from costing precision.
    """
    falling = chain.modality_lut is None and chain.slope < 0
    return chain.inverted != falling


def _modality_lut(chain: ValueChain) -> Floats:
    from inference.dicom.grayscale import modality_table

    table: Floats = modality_table(chain)
    if not np.isfinite(table).all():
        raise FilmError(
            "The film's modality values are not finite.",
            "Its Modality LUT is damaged; export the film again.",
        )
    return table


def _padding_mask(pixels: NDArray[np.uint16], chain: ValueChain) -> NDArray[np.bool_] | None:
    """Which pixels are padding (PS3.3 C.7.5.1.1.2); None when there are none."""
    if chain.padding is None:
        return None
    first, last = (value - chain.lowest for value in sorted(chain.padding))
    mask: NDArray[np.bool_] = (pixels >= first) & (pixels <= last)
    return mask if mask.any() else None


def _resize(values: Floats, place: Placement) -> Floats:
    """The one resize filter: area averages going down, bilinear going up; pixel-area convention."""
    rows, columns = values.shape
    if (rows, columns) == (place.height, place.width):
        return values
    if (place.height - rows) * (place.width - columns) < 0:  # of pixels that are not square, one side grows
        least = (min(columns, place.width), min(rows, place.height))
        values = cv2.resize(values, least, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(values, (place.width, place.height)), np.float32)
    smaller = max(place.height, place.width) < max(values.shape)
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    out = cv2.resize(values, (place.width, place.height), interpolation=how)
    return np.asarray(out, np.float32)
