"""Reading a table of TOML or JSON key by key: wrong kinds and unknown keys are refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from inference.errors import StudyError
from inference.messages import Message

_E = TypeVar("_E", bound=StrEnum)
MAX_STRING = 10_000


class Fields:
    """One table; every key is asked for once, then :meth:`done` refuses what is left.

    Args:
        values: the table.
        where: how the file calls it, for messages.
    """

    def __init__(self, values: object, where: Message) -> None:
        if not isinstance(values, Mapping):
            raise StudyError(
                "{where} is not a table.", "See the user guide for the form of the file.", where=where
            )
        self._values, self._where = dict(values), where

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, default)
        if not isinstance(value, str) or len(value) > MAX_STRING:
            raise self._wrong(key, Message("a text"))
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
            raise self._wrong(key, Message("a whole number"))
        return value

    def whole_or_none(self, key: str) -> int | None:
        """The number, or None where the key is missing or null."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.whole(key)

    def number(self, key: str, default: float | None = None) -> float:
        value = self._take(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 1e300:
            raise self._wrong(key, Message("a number"))
        return float(value)

    def yes(self, key: str, default: bool | None = None) -> bool:
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, Message("true or false"))
        return value

    def yes_or_none(self, key: str) -> bool | None:
        """True, false, or None where the key is missing or null."""
        if self._values.get(key) is None:
            self._values.pop(key, None)
            return None
        return self.yes(key)

    def anything(self, key: str) -> object:
        """The value whatever it is; None where the key is missing."""
        return self._values.pop(key, None)

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        value = self._take(key, default)
        if value not in list(kind):
            raise self._wrong(key, Message("one of {choices}", choices=list(kind)))
        return kind(str(value))

    def table(self, key: str) -> Mapping[str, object]:
        """The table below ``key``; empty where there is none."""
        value = self._take(key, {})
        if not isinstance(value, Mapping):
            raise self._wrong(key, Message("a table"))
        return {str(name): inner for name, inner in value.items()}

    def items(self, key: str, most: int) -> list[object]:
        """The list below ``key``; empty where there is none."""
        value = self._take(key, [])
        if not isinstance(value, list) or len(value) > most:
            raise self._wrong(key, Message("a list of at most {most}", most=most))
        return value

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        if self._values:
            names = sorted(str(key)[:40] for key in self._values)[:5]
            raise StudyError(
                "{where} has an unknown key: {names}.", "Check its spelling.", where=self._where, names=names
            )

    def _take(self, key: str, default: object) -> object:
        if key not in self._values and default is None:
            raise StudyError("{where} lacks the key {key}.", "Add it.", where=self._where, key=key)
        return self._values.pop(key, default)

    def _wrong(self, key: str, what: Message) -> StudyError:
        return StudyError(
            "{where}: {key} is not {what}.", "Correct it.", where=self._where, key=key, what=what
        )
