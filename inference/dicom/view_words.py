"""Which view a header names: View Position (0018,5101), as PS3.3 C.8.11.5 and devices write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from inference.dicom.elements import code, items, text
from inference.dicom.header_words import plain
from inference.messages import Message

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_FRONTAL: Final = re.compile(
    r"AP|PA|A ?\W ?P|P ?\W ?A|FRONT(?:AL\w*)?|FACE"
    r"|ANTERO ?-?POSTERIOR\w*|POSTERO ?-?ANTERIOR\w*|正|前后|前後|전후"
)
_LONGEST: Final = 64
_LATERAL: Final = Message("lateral")
_OBLIQUE: Final = Message("oblique")
_AXIAL: Final = Message("axial")
_BREAST: Final = Message("breast")
_OTHER: Final = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"X ?-?TABLE|CROSS ?-?TABLE|HORIZONTAL ?-?BEAM|SHOOT ?-?THROUGH|FALSE PROFILE|FALSO PERFIL",
            _LATERAL,
        ),
        (
            r"FAUX PROFIL|(?!BI|UNI|CONTRA|IPSI)\w*LATERAL(?!ITY)\w*|[LR]?LAT[LR]?|LATERO|LL|RL|ML|LM",
            _LATERAL,
        ),
        (
            r"PROFILE?|PERFIL|SEITLICH\w*|SEITE|ZIJDELINGS|LAUENSTEIN|DUNN|LEQUESNE|DANELIUS|侧|側|측",
            _LATERAL,
        ),
        (r"FROG ?-?(LEG)?S?", Message("frog-leg")),
        (r"OBL|OBLI\w*|SCHRAE?G\w*|JUDET|ALAR?|[LR][AP]O|LLO|RLO|斜|사위", _OBLIQUE),
        (r"AX|AXIAL\w*|AXIAAL|SKYLINE|SUNRISE|MERCHANT|轴|軸|축", _AXIAL),
        (r"TAN|TANG|TANGENT\w*|切线|接線", Message("tangential")),
        (r"CC|MLO|LMO|XCC[LM]?|SIO|LMLO", _BREAST),
    )
)


def view_position(dataset: Dataset) -> str:
    """View Position, else what the View Code Sequence says, which DX cannot be without (PS3.3 C.8.11.5)."""
    coded = (text(item, "CodeMeaning").upper()[:_LONGEST] for item in items(dataset, "ViewCodeSequence")[:1])
    return code(dataset, "ViewPosition") or next(coded, "")


def other_view(view_position: str) -> Message:
    """What a View Position names that is no frontal view; nothing where it names a frontal one or none.

    Word by word: a frontal word wins (AP AXIAL), else the first word of another view counts (LEFT LATERAL,
    LATERAL_R, FROG LEG).  What is not known is no other view.
    """
    stated = " ".join(plain(view_position).split())
    if _first(_FRONTAL, stated) is not None:
        return Message()
    met = [(at, kind) for pattern, kind in _OTHER if (at := _first(pattern, stated)) is not None]
    return min(met, key=lambda found: found[0])[1] if met else Message()


def is_lateral(view_position: str) -> bool:
    """Whether a View Position names a lateral view: of the patient's sides the film has one only."""
    return other_view(view_position) is _LATERAL


def _first(pattern: re.Pattern[str], stated: str) -> int | None:
    """Where the first whole word, or some words, of a pattern stand; signs of Chinese need no blanks."""
    for found in re.finditer(rf"(?<![A-Z])(?:{pattern.pattern})(?![A-Z])", stated):
        if found[0]:
            return found.start()
    return None
