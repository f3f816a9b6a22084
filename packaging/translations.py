"""Take the program's texts into the translations and compile them:  make translations

Texts stand in ``tr("...")`` and ``mark("...")``.  The rooms without Qt know neither: what they say to a user
(errors, reasons, a few tables) is read off their source and kept as ``resources/i18n/rooms.json``.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("ko", "zh_TW")
ROOMS = (
    "inference",
    "viewer/store",
    "viewer/export",
    "viewer/network",
    "viewer/study",
    "viewer/services",
    "viewer/ui",
)
SAYERS = re.compile(r"\w*Error|NoAnswer|Drawn")
"""Calls whose texts a user reads; a call of one of our own errors, not of Python's."""
PYTHONS = re.compile(r"(Value|Key|Type|OS|Runtime|Index|Assertion|Import|Timeout)Error")
TABLES = {
    "inference/aoota.py": ("DESCRIPTIONS",),
    "inference/choice.py": ("NOT_THERE",),
    "inference/gate.py": ("UNPROCESSED", "_SHOW", "_OTHER_VIEWS", "_shown", "_other_part", "_other_view"),
    "inference/measure.py": ("_ORIGIN", "origin", "words"),
    "inference/mirror.py": ("_implausible", "register"),
    "inference/presets.py": ("BONE", "SOFT"),
    "viewer/study/protocol.py": ("SIX_POINTS", "missing"),
}
"""Assignments and functions whose texts are shown."""


def room_texts(root: Path = ROOT) -> list[str]:
    """What the rooms without Qt say to a user, values as ``{name}``, sorted."""
    found: set[str] = set()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf8"))
            found |= set(_said(tree))
            found |= set(_tables(tree, TABLES.get(path.relative_to(root).as_posix(), ())))
    return sorted(text for text in found if re.search(r"[a-z]{2}", re.sub(r"\{\w+\}", "", text)))


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_sayer(node.func):
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _texts(given)


def _is_sayer(called: ast.expr) -> bool:
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return bool(SAYERS.fullmatch(name)) and not PYTHONS.fullmatch(name)


def _tables(tree: ast.Module, names: tuple[str, ...]) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return | ast.Assign) and inner.value is not None:
                    yield from _texts(inner.value)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id in names for target in targets):
            yield from _texts(node.value)  # type: ignore[attr-defined]


def _texts(node: ast.expr) -> Iterator[str]:
    """The literals of an expression as templates; of a choice, both."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = template(node)
        if text:
            yield text
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from _texts(value)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


def template(node: ast.Constant | ast.JoinedStr) -> str:
    """A literal with ``{name}`` where an f-string has a value."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts, names = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            names += 1
            parts.append(f"{{v{names}}}")
    return "".join(parts)


def sources(root: Path = ROOT) -> list[Path]:
    """The files that hold texts."""
    return sorted((root / "viewer").rglob("*.py"))


def update(folder: Path = I18N) -> None:
    """Bring the rooms' texts and each language's ``.ts`` up to the source; translations are kept."""
    texts = room_texts()
    (folder / "rooms.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n", "utf8")
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
