"""A study wizard that was closed, as text for the settings: found again after the program has ended."""

from __future__ import annotations

import json
from typing import Any, Final

import inference
from inference import strict_json

Draft = tuple[list[object], dict[str, int]]
"""Entries of the wizard's fields, and how many films of each stratum."""
_MOST_FIELDS: Final = 10_000


def to_text(draft: Draft | None) -> str:
    """The draft as JSON with the version of the program, whose fields they are; empty without one."""
    if draft is None:
        return ""
    return json.dumps({"version": inference.__version__, "fields": draft[0], "taken": draft[1]})


def from_text(text: str) -> Draft | None:
    """The draft in ``text``; None where it is none, or of another version, whose fields are others."""
    try:
        found = strict_json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("version") != inference.__version__:
        return None
    entries, taken = found.get("fields"), found.get("taken")
    if not isinstance(entries, list) or not isinstance(taken, dict) or len(entries) > _MOST_FIELDS:
        return None
    if not all(map(_is_entry, entries)) or not all(type(count) is int for count in taken.values()):
        return None
    return entries, taken


def _is_entry(value: Any) -> bool:
    """What a field holds: a text, a switch, a number, or the lines of a table."""
    if isinstance(value, list):
        return all(isinstance(line, list) and all(isinstance(cell, str) for cell in line) for line in value)
    return isinstance(value, (str, bool, int, float))
