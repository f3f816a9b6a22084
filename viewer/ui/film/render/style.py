"""Sizes (logical pixels) and the few further colours of what is drawn over a film."""

from __future__ import annotations

from typing import Final

HALO: Final = "#000000"
TRUTH: Final = "#CC79A7"  # Okabe and Ito's reddish purple: no state of an answer has it
LETTER_PX: Final = 20
MARGIN: Final = 12
GAP: Final = 4
