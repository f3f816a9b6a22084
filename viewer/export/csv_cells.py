"""What goes into exported files: harmless in a spreadsheet; a failing disk is said without a path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from inference.errors import ExportError
from inference.messages import Message, system_reason

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula or a command (CWE-1236)."""
    return text.lstrip(" ").startswith(_FORMULA)


def cell(text: str) -> str:
    """Free text for a CSV cell: on one line, UTF-8, and never a formula."""
    plain = " ".join(text.split()).encode("utf8", "backslashreplace").decode("utf8")
    return f"'{plain}" if is_formula(text) else plain


@contextmanager
def stated(what: Message) -> Iterator[None]:
    """Turn a failure of the disk into an ExportError that names no path.

    Raises:
        ExportError: the folder or file cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise ExportError(
            "{what} could not be written ({reason}).",
            "Check the folder, its rights and the free space on its disk.",
            what=what,
            reason=system_reason(error),
        ) from error
