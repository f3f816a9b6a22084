"""The numbered schema steps, and what a store made by them looks like."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_STEP: Final = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
Shape = frozenset[tuple[str, str, str]]


def migrations() -> Traversable:
    """The folder of the numbered steps."""
    return files("viewer.store").joinpath("migrations")


def steps(folder: Traversable | None = None) -> list[str]:
    """The SQL of every schema step, step n at index n - 1.

    Raises:
        RuntimeError: two files bear one number, or a number is missing.
    """
    found: dict[int, Traversable] = {}
    for entry in sorted((folder or migrations()).iterdir(), key=lambda entry: entry.name):
        if match := _STEP.fullmatch(entry.name):
            earlier = found.setdefault(int(match[1]), entry)
            if earlier is not entry:
                raise RuntimeError(f"two schema steps have one number: {earlier.name} and {entry.name}")
    if sorted(found) != list(range(1, len(found) + 1)):
        raise RuntimeError(f"schema steps must be numbered 1..n, found {sorted(found)}")
    return [found[number].read_text(encoding="utf8") for number in sorted(found)]


def statements(sql: str) -> Iterator[str]:
    """Cut a script into statements; ``executescript`` would commit behind our back."""
    part = ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""
    if part.strip():
        raise RuntimeError(f"unfinished statement: {part}")


def shape(connection: sqlite3.Connection) -> Shape:
    """Type, name and definition of everything in an open store.

    Spaces and quotation marks are evened out: SQLite's versions differ in how ALTER TABLE writes them.
    """
    rows = connection.execute(
        "SELECT type, name, ifnull(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_stat%' ESCAPE '!'"
    )
    return frozenset((kind, name, " ".join(sql.replace('"', "").split())) for kind, name, sql in rows)


def expected_shape(version: int) -> Shape:
    """The shape of a store that the steps up to ``version`` have made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        fresh.create_function("os_random", 1, bytes)
        for step in steps()[:version]:
            for statement in statements(step):
                fresh.execute(statement)
        return shape(fresh)


def without_triggers(whole: Shape) -> Shape:
    """What every statement of the program relies on."""
    return frozenset(part for part in whole if part[0] != "trigger")
