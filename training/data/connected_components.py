"""Names that belong together, directly or through others, as where several lists name one patient."""

from __future__ import annotations

from collections.abc import Iterable


def linked(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Every name of ``groups`` and the smallest name that it is linked to; a group links all its names."""
    first: dict[str, str] = {}

    def find(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for group in groups:
        roots = sorted({find(name) for name in group})
        first.update(dict.fromkeys(roots[1:], roots[0]) if roots else {})
    return {name: find(name) for name in tuple(first)}
