"""Rows chained by hash: the pure part that the store's audit and a study's record of answers share.

A row's hash covers its fields and the hash of the row before, so that a change, a gap or a new order shows.
A chain cannot show that its own end was cut off; note its newest hash elsewhere to be able to tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

FIRST: Final = "0" * 64
"""Stands before the first row."""


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, ASCII, finite numbers.

    Raises:
        ValueError: a number is not finite.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(fields: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON of a row's fields, the previous hash among them."""
    return sha256(canonical(dict(fields)).encode()).hexdigest()
