"""The one way to a user's text: English in the code, the reader's language on screen.

What leaves the program (exports, reports, logs, settings, the store) never goes through here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication

from inference.paths import resources

CONTEXT: Final = ""  # of every text: equal English texts have one translation
LONGEST: Final = 600  # characters of a sentence that is looked for: values in it may come from anywhere
LANGUAGE: Final = "shenton language"  # property of the application


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


def translated(text: str) -> str:
    """A finished English sentence of a room without Qt, an error or a reason, in the reader's language.

    Such sentences are known by their templates, which :mod:`packaging.translations` reads off the source; one
    that has none stays English.
    """
    if not text or len(text) > LONGEST or not in_force():
        return text
    parts = re.split(r"(?<=[.…]) (?=[A-Z])", text)
    return _sentence(text) or sentences(_sentence(one) or one for one in parts)


def _sentence(text: str) -> str:
    """The translation of one sentence; empty where there is none."""
    found = tr(text)
    if found != text:
        return found
    for template, pattern in templates():
        match = pattern.fullmatch(text)
        if match is not None:
            return tr(template, **{name: tr(value) for name, value in match.groupdict().items()})
    return ""


def in_force() -> str:
    """The code of the language on screen; empty for English."""
    app = QCoreApplication.instance()
    return str(app.property(LANGUAGE) or "") if app is not None else ""


@cache
def templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rooms' sentences with places for values, the longest first, as patterns."""
    rooms = json.loads((resources() / "i18n" / "rooms.json").read_text("utf8"))
    found = sorted((text for text in rooms if "{" in text), key=len, reverse=True)
    return tuple((text, re.compile(_pattern(text), re.DOTALL)) for text in found)


def _pattern(template: str) -> str:
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
