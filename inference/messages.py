"""A sentence for the user that knows its template and its values.

As a ``str`` it is the English sentence: exports, logs, the store and the terminal need nothing else.  The
window translates the template and fills the values in again (:func:`viewer.app.i18n.translated`); a value
that is itself a :class:`Message` is translated with it, any other (a file's name, a number) stays as it is.
"""

from __future__ import annotations

import errno
import json
import numbers
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Self, TypeAlias

from inference.strict_json import RepeatedKeyError

Value: TypeAlias = "str | int | float | Message | tuple[Value, ...]"
"""What stands in a place; a tuple is a list with commas."""

PLACE: Final = re.compile(r"\{([A-Za-z_]\w*)(?::([^{}]*))?\}")
"""A place ``{name}`` or ``{name:form}``."""
_FORM: Final = re.compile(r"[+,]?(0?\d{1,2})?,?(\.\d{1,2})?[defgxX%]?")
"""Forms of a number; nothing that could ask for a text of a million characters."""
LONGEST: Final = 1 << 16
"""Bytes of a message in its plain form, as it comes from another process."""
_DEEPEST: Final = 8


class Message(str):
    """An English sentence, made of ``template`` and ``values``.

    Args:
        template: a literal in the source, since the translations are read off it; values stand in it as
            ``{name}`` or, for numbers, with a form: ``{share:.2f}``.
        values: what stands in the places.  Messages among them are translated, lists of them too; any other
            object is kept as its text.  Names that the template does not have are left out.

    A text that comes from outside (a file, the store) is a message without places: it stays as it is.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str = "", /, **values: object) -> Self:
        if isinstance(template, Message):
            return cls(template.template, **{**template.values, **values})
        names = {found[1] for found in PLACE.finditer(template)}
        kept = {name: _plain(value) for name, value in values.items() if name in names}
        made = super().__new__(cls, fill(template, kept))
        made.template, made.values = str(template), kept
        return made

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, Mapping[str, Value]]]:
        return restored, (self.template, self.values)


def restored(template: str, values: Mapping[str, Value]) -> Message:
    """A message out of its parts; what unpickling calls."""
    return Message(template, **values)


def fill(
    template: str, values: Mapping[str, Value], say: Callable[[Message], str] = str, comma: str = ", "
) -> str:
    """``template`` with its values in their places; a place without a value stays.

    Args:
        template: English, or translated.
        values: by name.
        say: what a message among the values is in the language.
        comma: the language's comma, between the parts of a list.
    """

    def text(value: Value, form: str) -> str:
        if isinstance(value, tuple):
            return comma.join(text(part, form) for part in value)
        if isinstance(value, Message):
            return say(value)
        if form and isinstance(value, int | float) and _FORM.fullmatch(form):
            return format(float(value) if form[-1] in "efg%" else value, form)
        return str(value)

    def place(found: re.Match[str]) -> str:
        return text(values[found[1]], found[2] or "") if found[1] in values else found[0]

    return PLACE.sub(place, template)


def without_texts(message: Message) -> str:
    """The English sentence, with an ellipsis for every text from outside (a header's value, a name)."""

    def bare(value: Value) -> Value:
        if isinstance(value, Message):
            return without_texts(value)
        if isinstance(value, tuple):
            return tuple(bare(part) for part in value)
        return "…" if isinstance(value, str) else value

    return fill(message.template, {name: bare(value) for name, value in message.values.items()})


def _plain(value: object) -> Value:
    """A value as it travels: a message, a number, a text, or a tuple of these."""
    if isinstance(value, Message):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return tuple(_plain(part) for part in parts)
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value) if isinstance(value, numbers.Real) else str(value)


NOTHING: Final = Message()
"""No sentence."""


def sentences(parts: Iterable[str]) -> Message:
    """Whole sentences one after another, without empty ones."""
    values = {f"s{at}": part for at, part in enumerate(parts) if part}
    return Message(" ".join(f"{{{name}}}" for name in values), **values)


def and_list(parts: Iterable[object]) -> Message:
    """Things with commas, and an "and" before the last: ``a, b and c``."""
    *first, last = [*parts] or [""]
    return Message("{first} and {last}", first=first, last=last) if first else Message("{last}", last=last)


def counted(count: int, what: str) -> str:
    """A count with its noun, in the English of reports and terminals; windows say it in their language."""
    return f"1 {what}" if count == 1 else f"{count} {what}s"


_SYSTEM: Final = {
    errno.ENOENT: Message("there is no such file or folder"),
    errno.EACCES: Message("permission denied"),
    errno.EPERM: Message("operation not permitted"),
    errno.ENOSPC: Message("no space left on device"),
    errno.EROFS: Message("the disk is read-only"),
    errno.EIO: Message("the disk reports an error"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("a part of its path is no folder"),
    errno.EEXIST: Message("it exists already"),
    errno.ENAMETOOLONG: Message("its name is too long"),
    errno.EMFILE: Message("too many files are open"),
    errno.EBUSY: Message("it is in use"),
    errno.ELOOP: Message("its links lead in a circle"),
    errno.EFBIG: Message("the file would be larger than is allowed here"),
    errno.EDQUOT: Message("your share of the disk is used up"),
    errno.ESTALE: Message("the network folder is not there any more"),
    errno.ENETUNREACH: Message("the network is unreachable"),
    errno.EHOSTUNREACH: Message("there is no way to this machine"),
    errno.EADDRINUSE: Message("the address is in use already"),
}


def system_reason(error: OSError) -> Message:
    """Why the operating system refused, without the path, which may name a patient."""
    if error.errno in _SYSTEM:
        return _SYSTEM[error.errno]
    if error.errno is None:
        return Message("the system refused")
    return Message("error {number} of the system", number=error.errno)


def json_place(error: Exception) -> Message:
    """Where a text is no JSON, or which key comes twice; the parser's own words are English."""
    if isinstance(error, RepeatedKeyError):
        shown = "".join(one if one.isprintable() else "?" for one in error.key[:40])
        return Message("its key “{key}” stands more than once", key=shown)
    if isinstance(error, json.JSONDecodeError):
        return _place(error.lineno, error.colno)
    return Message("its values are of the wrong kind")


def toml_place(error: Exception) -> Message:
    """Where a text is no TOML, read off the end of the parser's message, which has no field for it."""
    found = re.search(r"line (\d+),? col(?:umn)? (\d+)", str(error))
    return _place(int(found[1]), int(found[2])) if found else Message("at its end")


def _place(line: int, column: int) -> Message:
    return Message("line {line}, column {column}", line=line, column=column)


# the plain form: what another process sends


def to_plain(message: Message) -> bytes:
    """A message as JSON: ``{"template": ..., "values": {...}}``, nested messages alike."""
    return json.dumps(_tree(message)).encode()


def from_plain(data: bytes) -> Message:
    """The message of :func:`to_plain`.

    Raises:
        ValueError: it is no such message, or too large.
    """
    if len(data) > LONGEST:
        raise ValueError("a message is too long")
    made = _read(json.loads(data), _DEEPEST)
    if not isinstance(made, Message):
        raise ValueError("no message")
    return made


def _tree(value: Value) -> Any:
    if isinstance(value, Message):
        return {
            "template": value.template,
            "values": {name: _tree(one) for name, one in value.values.items()},
        }
    return [_tree(part) for part in value] if isinstance(value, tuple) else value


def _read(tree: Any, deeper: int) -> Value:
    if deeper == 0:
        raise ValueError("a message is nested too deeply")
    if isinstance(tree, str | int | float):
        return tree
    if isinstance(tree, list):
        return tuple(_read(part, deeper - 1) for part in tree)
    if not isinstance(tree, dict) or tree.keys() != {"template", "values"}:
        raise ValueError("no message")
    template, values = tree["template"], tree["values"]
    if not isinstance(template, str) or not isinstance(values, dict):
        raise ValueError("no message")
    return restored(template, {str(name): _read(value, deeper - 1) for name, value in values.items()})
