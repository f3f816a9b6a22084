"""The typeface of every PDF that Shenton writes: DejaVu Sans (free licence), brought along by matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fpdf import FPDF

FONT: Final = "DejaVu"
_FILES: Final = (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf"))


def add_fonts(page: FPDF) -> None:
    """Make :data:`FONT` known to a document, plain and bold."""
    import matplotlib

    for style, name in _FILES:
        page.add_font(FONT, style, f"{matplotlib.get_data_path()}/fonts/ttf/{name}")
