"""No state is compared by the words that are shown for it: read off the syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.test_layout import modules

SHOWN = {"tr", "translated", "mark", "many", "listed"}
"""Functions that give a text to be shown."""
READ_BACK = {
    "currentText",
    "itemText",
    "findText",
    "setCurrentText",
    "windowTitle",
}
"""What a control shows, asked back; a choice is kept as its data."""


def _name(node: ast.expr) -> str:
    call = node.func if isinstance(node, ast.Call) else None
    return call.id if isinstance(call, ast.Name) else call.attr if isinstance(call, ast.Attribute) else ""


def _faults(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            words = [side for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, str)]
            shown = any(_name(side) in SHOWN for side in sides)
            titled = any(isinstance(side, ast.Attribute) and side.attr == "title" for side in sides)
            reads = any(
                _name(side) == "text" and isinstance(side, ast.Call) and not side.args for side in sides
            )
            if shown or titled or (reads and words and any(word.value for word in words)):
                yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked, of = node.func.attr, node.func.value
            cut = asked in ("startswith", "endswith") and isinstance(of, ast.Attribute) and of.attr == "title"
            if cut or asked in READ_BACK:
                yield node


def test_no_state_is_compared_as_shown_text() -> None:
    found = [
        f"{path}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"
        for path in modules().values()
        for node in _faults(ast.parse(path.read_text("utf8")))
    ]
    assert found == []


def test_the_search_finds_what_it_looks_for() -> None:
    bad = (
        "if box.currentText() == 'a': pass",
        "line.text() == 'Ready'",
        "tr('x') == y",
        "t.title.startswith('A')",
    )
    assert all(list(_faults(ast.parse(line))) for line in bad)
    assert not list(_faults(ast.parse("kind is Kind.A and line.text() == draft.comment and a.text(0) == b")))
