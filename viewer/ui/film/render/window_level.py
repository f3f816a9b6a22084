"""The grey window under the mouse: right is wider, up is brighter, at the same pace on every film."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom.grayscale import (
    ENTRIES,
    is_padding,
    modality_table,
    modality_values,
    sampled_counts,
    spanning,
    voi_table,
)
from inference.messages import Message
from inference.records import ValueChain, Window, WindowFunction
from viewer.app.i18n import tr, translated

DOUBLING: Final = 200.0  # logical pixels to the right that double the width
FULL_WIDTH: Final = 400.0  # logical pixels up that move the centre by one width
WIDEST: Final = 4.0  # of the range of all values the film can hold
TAIL: Final = 0.05  # share of the grey scale left out at each end when a window is read off a table
MOST_TIMES: Final = 1000.0  # of the film's values: a window read off a table is no wider
LEAST_SHARE: Final = 1 / 4096  # of the film's values: nor narrower

Values = NDArray[np.float64]


def dragged(start: Window, dx: float, dy: float, chain: ValueChain, *, inverted: bool) -> Window:
    """The window after a drag of (dx, dy) logical pixels (y down) from where the button went down.

    Args:
        start: the window at the press.
        inverted: the display shows high values dark.
    """
    low, high = _range(chain)
    least = 1.0 if start.function is WindowFunction.LINEAR else (high - low) * 1e-6
    width = min(max(start.width * 2.0 ** (dx / DOUBLING), least), max(WIDEST * (high - low), start.width))
    darker = -1.0 if inverted else 1.0
    centre = start.center + darker * dy / FULL_WIDTH * start.width
    centre = min(max(centre, min(low - width, start.center)), max(high + width, start.center))
    return replace(start, center=centre, width=width, name="")


def shows_high_dark(chain: ValueChain, *, invert: bool) -> bool:
    """Whether greater values are drawn darker."""
    return chain.inverted != invert


def starting_window(chain: ValueChain, pixels: NDArray[np.uint16] | None = None) -> Window:
    """The window that a drag starts from while the film's own display is on screen.

    The header's first window where that is what is shown; otherwise (a VOI LUT, or none) the straight line
    that draws the film as its own table does: first the line through the middle of the table's rise, then
    moved so that the film stays as bright as it is.

    Args:
        pixels: of the film on screen; without them every value that it could hold counts alike.
    """
    if chain.windows and not chain.voi_luts:
        return chain.windows[0]
    counts = np.ones(ENTRIES) if pixels is None else sampled_counts(pixels).astype(np.float64)
    counts[is_padding(chain)] = 0.0
    counts[1 << chain.bits_stored :] = 0.0
    seen = np.flatnonzero(counts)
    values, greys = modality_values(chain)[seen], voi_table(chain)[seen]
    order = np.argsort(values, kind="stable")
    values, greys, shares = values[order], greys[order], counts[seen][order]
    if values.size < 2 or not values[-1] > values[0]:
        return _whole(chain)
    return _fitted(values, greys, shares / shares.sum())


def _whole(chain: ValueChain) -> Window:
    return spanning(*_range(chain))


def _fitted(values: Values, greys: Values, shares: Values) -> Window:
    """The window nearest to a rising table ``greys`` (0..1) over ``values``: least squares, then one mean."""
    inner = (greys > TAIL) & (greys < 1 - TAIL)
    if np.count_nonzero(inner) < 2:
        inner = np.ones_like(inner)
    weights = np.where(inner, np.maximum(shares, 1e-9), 0.0)
    weights /= weights.sum()
    x, y = values - weights @ values, greys - weights @ greys
    rise = float(weights @ (x * y)) / max(float(weights @ x**2), 1e-30)
    spread = float(values[-1] - values[0])
    width = min(max(1 / rise if rise > 0 else np.inf, LEAST_SHARE * spread), MOST_TIMES * spread)
    low = float(weights @ values - (weights @ greys) * width)
    low = _as_bright(low, width, values, shares, float(shares @ greys))
    return spanning(low, low + width)


def _as_bright(low: float, width: float, values: Values, shares: Values, mean: float) -> float:
    """The lower end of a window of ``width`` under which the film is ``mean`` bright (bisection)."""

    def brightness(start: float) -> float:
        return float(shares @ np.clip((values - start) / width, 0, 1))

    darkest, brightest = float(values[-1]), float(values[0]) - width
    if not brightness(darkest) < mean < brightness(brightest):
        return low
    for _ in range(40):
        middle = (darkest + brightest) / 2
        darkest, brightest = (middle, brightest) if brightness(middle) < mean else (darkest, middle)
    return (darkest + brightest) / 2


def _range(chain: ValueChain) -> tuple[float, float]:
    values = modality_table(chain)[: 1 << chain.bits_stored]
    return float(values.min()), float(values.max())


def window_text(window: Window | None, chain: ValueChain, *, named: bool = True) -> str:
    """The greys on screen as the corner shows them; ``None`` is the film's own display.

    Args:
        named: with the header's own name of the window, Window Center & Width Explanation (0028,1055).
    """
    if window is None and chain.voi_luts:
        return tr("film's own curve (VOI LUT)")
    if window is None and not chain.windows:
        return tr("full range")
    shown = window or chain.windows[0]
    name = shown.name if named else ""  # the header's own stays as it is
    if isinstance(shown.name, Message):
        name = translated(shown.name)
    name = f"  {name}" if name else ""
    return f"W {_number(shown.width)}  L {_number(shown.center)}{name}"


def _number(value: float) -> str:
    """Three digits; a half that a processor's sums leave a last bit short is a half all the same."""
    told = Decimal(f"{value:.12g}")
    return f"{told:.0f}" if abs(told) >= 100 else f"{float(f'{told:.3g}'):.3g}"


def zoom_text(scale: float) -> str:
    """Screen pixels a film pixel, in per cent."""
    return f"{scale:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
