"""The grey window under the mouse: right is wider, up is brighter, at the same pace on every film."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from inference.dicom.grayscale import display_table, modality_table
from inference.messages import Message
from inference.records import ValueChain, Window, WindowFunction
from viewer.app.i18n import tr, translated

DOUBLING: Final = 200.0  # logical pixels to the right that double the width
FULL_WIDTH: Final = 400.0  # logical pixels up that move the centre by one width
WIDEST: Final = 4.0  # of the range of all values the film can hold
TAIL: Final = 0.05  # share of the grey scale left out at each end when a window is read off a table


def dragged(start: Window, dx: float, dy: float, chain: ValueChain, *, inverted: bool) -> Window:
    """The window after a drag of (dx, dy) logical pixels (y down) from where the button went down.

    Args:
        start: the window at the press.
        inverted: the display shows high values dark.
    """
    low, high = _range(chain)
    least = 1.0 if start.function is WindowFunction.LINEAR else (high - low) * 1e-6
    width = min(max(start.width * 2.0 ** (dx / DOUBLING), least), WIDEST * (high - low))
    darker = -1.0 if inverted else 1.0
    centre = start.center + darker * dy / FULL_WIDTH * start.width
    centre = min(max(centre, low - width), high + width)
    return replace(start, center=centre, width=width, name="")


def shows_high_dark(chain: ValueChain, *, invert: bool) -> bool:
    """Whether greater values are drawn darker."""
    return chain.inverted != invert


def starting_window(chain: ValueChain) -> Window:
    """The window that a drag starts from while the film's own display is on screen.

    The header's first window where that is what is shown; otherwise (a VOI LUT, or none) the straight line
    that comes nearest to the film's own table.
    """
    if chain.windows and not chain.voi_luts:
        return chain.windows[0]
    table = display_table(replace(chain, padding=None)).astype(np.int32)
    greys = table if table[-1] >= table[0] else 255 - table
    values = modality_table(chain)
    low = values[int(np.argmax(greys >= 255 * TAIL))]
    high = values[int(np.argmax(greys >= 255 * (1 - TAIL)))]
    width = max(abs(float(high - low)) / (1 - 2 * TAIL), 2.0)
    return Window(float(low + high) / 2, width)


def _range(chain: ValueChain) -> tuple[float, float]:
    values = modality_table(chain)[: 1 << chain.bits_stored]
    low, high = float(values.min()), float(values.max())
    return low, max(high, low + 1.0)


def window_text(window: Window | None, chain: ValueChain) -> str:
    """The greys on screen as the corner shows them; ``None`` is the film's own display."""
    if window is None and chain.voi_luts:
        return tr("film's own curve (VOI LUT)")
    if window is None and not chain.windows:
        return tr("full range")
    shown = window or chain.windows[0]
    name = translated(shown.name) if isinstance(shown.name, Message) else shown.name  # the header's own stays
    name = f"  {name}" if name else ""
    return f"W {_number(shown.width)}  L {_number(shown.center)}{name}"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def zoom_text(scale: float) -> str:
    """Screen pixels to film pixels, as 1:2.4 or 3:1."""
    ratio = scale if scale >= 1 else 1 / scale
    figure = f"{ratio:.1f}".removesuffix(".0")
    return f"{figure}:1" if scale >= 1 else f"1:{figure}"
