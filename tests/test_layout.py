"""The house stays one that can be entered: no circle of imports, no folder that overflows."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("viewer", "inference", "training")
MOST_FILES = 23
"""Modules in one folder; about what fits on a screen."""
MOST_LINES = 400


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name; a package stands for its ``__init__``."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """What a file imports: at its top, inside functions, and for the type checker alone."""
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_file_imports_itself_back() -> None:
    known = modules()
    files = {name for name, path in known.items() if path.name != "__init__.py"}
    graph = {name: (set(imported(known[name])) & files) - {name} for name in files}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(f"a circle of imports: {' -> '.join(error.args[1])}") from None


def test_no_folder_overflows() -> None:
    folders = Counter(path.parent.relative_to(ROOT).as_posix() for path in modules().values())
    crowded = {folder: count for folder, count in folders.items() if count > MOST_FILES}
    assert crowded == {}


def test_tests_mirror_the_rooms() -> None:
    """A folder of tests is named like the folder that it tests."""
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    inside = {folder for folder in folders if folder.parts and folder.parts[0] in ROOMS}
    assert {folder.as_posix() for folder in inside if not (ROOT / folder).is_dir()} == set()


def test_no_file_is_too_long() -> None:
    lengths = {name: len(path.read_text("utf8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
