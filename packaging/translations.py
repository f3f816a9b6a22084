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
    "viewer/pacs",
    "viewer/study",
    "viewer/app",
    "viewer/ui",
)
SAYERS = re.compile(r"\w*Error|NoAnswer|Drawn")
"""Calls whose texts a user reads; a call of one of our own errors, not of Python's."""
PYTHONS = re.compile(r"(Value|Key|Type|OS|Runtime|Index|Assertion|Import|Timeout)Error")
TABLES = {
    "inference/aoota.py": ("DESCRIPTIONS",),
    "inference/model/selection.py": ("NOT_THERE",),
    "inference/dicom/reader.py": ("_padding", "notes"),
    "inference/dicom/header.py": ("UNPROCESSED",),
    "inference/model/input_checks.py": (
        "DOUBTS",
        "_SHOW",
        "_OTHER_VIEWS",
        "picture_gate",
        "_shown",
        "_modality",
        "_body_part",
        "_view",
        "_shape",
    ),
    "inference/imaging/measurements.py": ("_ORIGIN", "origin", "words"),
    "inference/imaging/contralateral.py": ("_implausible", "register"),
    "inference/imaging/display_test.py": ("screen_remarks",),
    "inference/imaging/window_presets.py": ("BONE", "SOFT"),
    "viewer/pacs/node.py": ("where",),
    "viewer/study/design/protocol.py": ("SIX_POINTS", "missing"),
}
"""Assignments and functions whose texts are shown."""


def room_texts(root: Path = ROOT) -> list[str]:
    """What the rooms without Qt say to a user, values as ``{name}``, sorted."""
    found: set[str] = set()
    tables: set[str] = set()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf8"))
            found |= set(_said(tree))
            tables |= set(_tables(tree, TABLES.get(path.relative_to(root).as_posix(), ())))
    sure = {text for text in found if _is_sure(text, 8)} | {text for text in tables if _is_sure(text, 4)}
    return sorted(sure)


def _is_sure(text: str, letters: int) -> bool:
    """Whether a text has enough letters of its own to be known again with its values."""
    own = re.sub(r"\{\w+\}", "", text)
    return bool(re.search(r"[a-z]{2}", own)) and (own == text or len(re.findall(r"[a-z]", own)) >= letters)


def _said(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (_is_sayer(node.func) or _is_note(node.func)):
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _texts(given)


def _is_sayer(called: ast.expr) -> bool:
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return bool(SAYERS.fullmatch(name)) and not PYTHONS.fullmatch(name)


def _is_note(called: ast.expr) -> bool:
    """``notes.append(...)``: what a film's header asks a reader to mind."""
    return isinstance(called, ast.Attribute) and ast.unparse(called) in ("notes.append", "said.append")


def _tables(tree: ast.Module, names: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in names:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return | ast.Assign) and inner.value is not None:
                    yield from _texts(inner.value)
                elif isinstance(inner, ast.Call) and getattr(inner.func, "attr", "") == "append":
                    yield from _texts(inner.args[0])
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in names for target in targets):
                yield from _texts(node.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """The literals of an expression as templates; of a choice, both."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        text = template(node)
        if text:
            yield text
    for part in _parts(node):
        yield from _texts(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    """What an expression chooses its value from."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return [node.func.value, *node.args]
    if isinstance(node, ast.Dict | ast.BoolOp):
        return list(node.values)
    return list(node.elts) if isinstance(node, ast.Tuple | ast.List) else []


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
