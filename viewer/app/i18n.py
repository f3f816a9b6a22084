"""The one way to a user's text: English in the code, the reader's language on screen.

What leaves the program (exports, reports, logs, settings, the store) never goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from inference.errors import ShentonError
from inference.messages import Message, fill

CONTEXT: Final = ""  # of every text: equal English texts have one translation
LANGUAGE: Final = "shenton language"  # property of the application
_IN_A_ROW: Final = re.compile(r"\{\w+\}(?: \{\w+\})+")  # sentences one after another

_BOTH: Final = re.compile(
    r"([^\s()\"'”’»」\]])([\"'”’»」\])]*)(?:(은)\(는\)|(이)\(가\)|(을)\(를\)|(과)\(와\)|(와)\(과\)|\(으\)로)"
)
_PAIRS: Final = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "": ("으로", "로"),
}
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
"""Hangul syllables (Unicode 3.12): index = (initial * 21 + vowel) * 28 + final; the final 8 is ㄹ."""
_DIGITS: Final = {"0": 16, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
"""The final of each digit's Sino-Korean name: yeong, il, i, sam, sa, o, yuk, chil, pal, gu."""


def tr(text: str, **values: object) -> str:
    """``text`` in the reader's language, with its values in their places.

    ``text`` is a literal, or was marked where it is one: the translations are made from the source.  Values
    stand in it as ``{name}``, also ``{p:.2f}``; they never go into the literal themselves (no f-string).
    """
    found = QCoreApplication.translate(CONTEXT, text)
    return _fitted(found.format(**values)) if values else found


def _fitted(text: str) -> str:
    """A text with its values, with what the language asks of the words around them."""
    if "(" not in text or in_force() != "ko":
        return text
    return particles(text)


def particles(text: str) -> str:
    """A Korean text with the particle that fits where a translation has both, ``{part}을(를)``.

    Which one does depends on the last sound before it; behind letters of another script both stay.

    >>> particles("손을(를) 3이(가)")
    '손을 3이'
    """
    return _BOTH.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    final = _final(found[1])
    if final is None:
        return found[0]
    mark = next((group for group in found.groups()[2:] if group), "")
    closed, open_ = _PAIRS["과" if mark == "와" else mark]
    is_open = final == 0 or (not mark and final == _RIEUL)  # ㄹ takes 로
    return f"{found[1]}{found[2]}{open_ if is_open else closed}"


def _final(letter: str) -> int | None:
    """The final consonant of a syllable's or a digit's sound, 0 for none; None where nobody knows."""
    if _FIRST <= ord(letter) <= _LAST:
        return (ord(letter) - _FIRST) % _FINALS
    return _DIGITS.get(letter)


def mark(text: str) -> str:
    """``text`` as it is, to be translated later by :func:`tr`; for tables that are made at import."""
    return text


COUNTED: Final = {
    "answer": (mark("{count} answer"), mark("{count} answers")),
    "box": (mark("{count} box"), mark("{count} boxes")),
    "day": (mark("{count} day"), mark("{count} days")),
    "dashed place": (mark("{count} dashed place"), mark("{count} dashed places")),
    "file": (mark("{count} file"), mark("{count} files")),
    "film": (mark("{count} film"), mark("{count} films")),
    "mark": (mark("{count} mark"), mark("{count} marks")),
    "object": (mark("{count} object"), mark("{count} objects")),
    "pack": (mark("{count} pack"), mark("{count} packs")),
    "patient": (mark("{count} patient"), mark("{count} patients")),
    "reader": (mark("{count} reader"), mark("{count} readers")),
    "reading": (mark("{count} reading"), mark("{count} readings")),
    "study": (mark("{count} study"), mark("{count} studies")),
}


def many(count: int, what: str) -> str:
    """A count with its word, e.g. ``1 film``, ``12 films``; languages without a plural say both alike."""
    one, several = COUNTED[what]
    return tr(one if count == 1 else several, count=count)


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence with the language's comma between them; empty ones are left out."""
    return tr(", ").join(part for part in parts if part)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after another, without empty ones; Chinese has no blank behind its full stop."""
    return " ".join(part for part in parts if part).replace("。 ", "。")


def stopped(part: str) -> str:
    """A sentence that lacks its full stop, with the language's."""
    return part if not part or part.endswith((".", "。", "!", "?", "…")) else tr("{words}.", words=part)


def translated(said: Message | ShentonError) -> str:
    """What a room without Qt says, in the reader's language, whole.

    The template is translated and the values put in their places; a message among them is translated, too.
    Other values stay as they are: names of files and patients, numbers, codes.
    """
    message = said.whole if isinstance(said, ShentonError) else said
    if not message or not in_force():
        return str(message)
    made = _fitted(fill(tr(message.template), message.values, translated, tr(", ")))
    return sentences([made]) if _IN_A_ROW.fullmatch(message.template) else made


def quoted(words: str) -> str:
    """English words of somebody else's, a model card's: between quotation marks in another language."""
    return tr("“{words}”", words=words) if words and in_force() else words


def in_force() -> str:
    """The code of the language on screen; empty for English."""
    app = QCoreApplication.instance()
    return str(app.property(LANGUAGE) or "") if app is not None else ""
