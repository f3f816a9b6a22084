"""JSON from outside, read by one rule: an object that states a key twice is refused, not read by the last.

RFC 8259, section 4, leaves open what such an object means, so that two programs read two things; RFC 7493
(I-JSON), section 2.3, forbids it.
"""

from __future__ import annotations

import json
from typing import Any, Final

_REFUSED: Final = object()


class RepeatedKeyError(ValueError):
    """An object states ``key`` more than once."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key!r} stands more than once")
        self.key = key


def loads(text: str | bytes, *, repeated: Any = _REFUSED) -> Any:
    """The value of a JSON text.

    Args:
        repeated: what stands for the value of a key that comes more than once in its object, where the rest
            is of use without it; by default the text is refused.

    Raises:
        RepeatedKeyError: an object states a key twice.
        ValueError, RecursionError: it is no JSON (:class:`json.JSONDecodeError`), or nested too deeply.
    """

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                if repeated is _REFUSED:
                    raise RepeatedKeyError(key)
                found[key] = repeated
            seen.add(key)
        return found

    return json.loads(text, object_pairs_hook=made)
