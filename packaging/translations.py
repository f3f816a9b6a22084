"""Take the program's texts into the translations and compile them:  make translations

Texts stand in ``tr("...")`` and ``mark("...")``.  The rooms without Qt know neither: what they say to a user
are errors and messages, whose templates are read off their source.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("ko", "zh_TW")
ROOMS = (
    "inference",
    "viewer/store",
    "viewer/export",
    "viewer/pacs",
    "viewer/study",
    "viewer/app",
    "viewer/ui",
)
SENTENCE = "Message"
"""The class of a sentence with its values; its first argument is the template."""
ROOT_ERROR = "ShentonError"
"""Root of the errors; the first two arguments of one are its sentence and its hint."""


def room_texts(root: Path = ROOT) -> list[str]:
    """The templates of what the rooms without Qt say to a user, sorted."""
    trees = [parsed(path) for path in room_files(root)]
    errors = error_names(trees)
    return sorted({text for tree in trees for text in templates(tree, errors) if _has_words(text)})


def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text("utf8"))


def room_files(root: Path = ROOT) -> list[Path]:
    """The files of the rooms whose sentences are shown in the window."""
    return [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]


def error_names(trees: Iterable[ast.AST]) -> set[str]:
    """The names of the root of the errors and of all that derive from it."""
    bases = {
        node.name: {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
        for tree in trees
        for node in _classes(tree)
    }
    found = {ROOT_ERROR}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def _classes(node: ast.AST) -> Iterator[ast.ClassDef]:
    """Classes at any depth of statements; no expression holds one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            if isinstance(child, ast.ClassDef):
                yield child
            yield from _classes(child)


def templates(tree: ast.AST, errors: set[str]) -> Iterator[str]:
    """The literals that messages and errors of a file are made of; of a choice, both."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = node.args[: 1 if name == SENTENCE else 2 if name in errors else 0]
            for one in given:
                yield from _literals(one)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _has_words(text: str) -> bool:
    """Whether there is anything to translate beside the places of values."""
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"\{[^{}]*\}", "", text)))


def sources(root: Path = ROOT) -> list[Path]:
    """The files that hold texts."""
    return sorted((root / "viewer").rglob("*.py"))


def update(folder: Path = I18N) -> None:
    """Bring the rooms' texts and each language's ``.ts`` up to the source; translations are kept."""
    texts = room_texts()
    with tempfile.TemporaryDirectory() as scratch:
        rooms = Path(scratch) / "rooms.py"
        rooms.write_text("".join(f"mark({json.dumps(text, ensure_ascii=False)})\n" for text in texts), "utf8")
        files = [folder / f"shenton_{language}.ts" for language in LANGUAGES]
        options = ["-tr-function-alias", "QT_TR_NOOP+=mark", "-locations", "none", "-no-obsolete"]
        _run("lupdate", *options, *map(str, (*sources(), rooms)), "-ts", *map(str, files))


def compile_(folder: Path = I18N) -> None:
    """Make each ``.qm``."""
    for language in LANGUAGES:
        _run("lrelease", str(folder / f"shenton_{language}.ts"))


def _run(tool: str, *arguments: str) -> None:
    program = Path(sysconfig.get_path("scripts")) / f"pyside6-{tool}"
    subprocess.run([str(program), *arguments], check=True, capture_output=True, text=True)


if __name__ == "__main__":
    update()
    compile_()
    sys.exit(0)
