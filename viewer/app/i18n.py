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


def tr(text: str, **values: object) -> str:
    """``text`` in the reader's language, with its values in their places.

    ``text`` is a literal, or was marked where it is one: the translations are made from the source.  Values
    stand in it as ``{name}``, also ``{p:.2f}``; they never go into the literal themselves (no f-string).
    """
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


def mark(text: str) -> str:
    """``text`` as it is, to be translated later by :func:`tr`; for tables that are made at import."""
    return text


COUNTED: Final = {
    "box": (mark("{count} box"), mark("{count} boxes")),
    "dashed place": (mark("{count} dashed place"), mark("{count} dashed places")),
    "file": (mark("{count} file"), mark("{count} files")),
    "film": (mark("{count} film"), mark("{count} films")),
    "mark": (mark("{count} mark"), mark("{count} marks")),
    "object": (mark("{count} object"), mark("{count} objects")),
    "pack": (mark("{count} pack"), mark("{count} packs")),
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


def translated(said: Message | ShentonError) -> str:
    """What a room without Qt says, in the reader's language, whole.

    The template is translated and the values put in their places; a message among them is translated, too.
    Other values stay as they are: names of files and patients, numbers, codes.
    """
    message = said.whole if isinstance(said, ShentonError) else said
    if not message or not in_force():
        return str(message)
    made = fill(tr(message.template), message.values, translated, tr(", "))
    return sentences([made]) if _IN_A_ROW.fullmatch(message.template) else made


def in_force() -> str:
    """The code of the language on screen; empty for English."""
    app = QCoreApplication.instance()
    return str(app.property(LANGUAGE) or "") if app is not None else ""
