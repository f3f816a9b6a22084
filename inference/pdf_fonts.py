"""The typeface of every PDF that Shenton writes: DejaVu Sans (free licence), brought along by matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fpdf import FPDF

FONT: Final = "DejaVu"
_FILES: Final = (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf"))


def add_fonts(page: FPDF) -> None:
    """Make :data:`FONT` known to a document, plain and bold."""
    for style, _name in _FILES:
        page.add_font(FONT, style, font_file(style))


def font_file(style: str) -> str:
    """Where :data:`FONT` lies; ``style``: empty for plain, ``B`` for bold."""
    import matplotlib

    return f"{matplotlib.get_data_path()}/fonts/ttf/{dict(_FILES)[style]}"
