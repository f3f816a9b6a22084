"""Which key does what: three maps, the reader's own changes on top, and who holds a key already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtGui import QKeySequence

from viewer.ui.shell.actions import ACTIONS, HELD

Keys = tuple[str, ...]
OWN: Final = "shenton"
WEASIS: Final = "weasis"
OHIF: Final = "ohif"

MAPS: Final[Mapping[str, Mapping[str, Keys]]] = {
    OWN: {},
    WEASIS: {
        "rotate": ("Alt+R",),
        "rotate_left": ("Alt+L",),
        "mirror": ("Alt+F",),
        "fit": ("Ctrl+Return", "Ctrl+Enter"),
        "corners": ("I",),
        "invert": ("Alt+I",),
        "upright": ("Shift+Esc", "Home"),
        "measure_region": ("E",),
        "full_screen": ("Alt+Return", "F12"),
    },
    OHIF: {
        "rotate": ("R",),
        "rotate_left": ("L",),
        "mirror": ("H",),
        "fit": ("=",),
        "zoom_in": ("+", "Ctrl++", "Ctrl+="),
        "zoom_out": ("-", "Ctrl+-"),
        "upright": ("Shift+Space", "Home"),
        "heat_map": ("Shift+H",),
        "map_anyway": ("Ctrl+H",),
        "side_right": ("Shift+R",),
        "side_left": ("Shift+L",),
        "surer": ("]",),
        "unsurer": ("[",),
    },
}
"""What differs from the table of actions.  The reading's digits stay everywhere: they are the classes."""


def normal(key: str) -> str:
    """One spelling of a key; empty for what is none."""
    if key.startswith(HELD):
        inside = normal(key.removeprefix(HELD))
        return f"{HELD}{inside}" if inside else ""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def pressed(key: str) -> str:
    """The key itself, held or not: two actions cannot share it."""
    return normal(key).removeprefix(HELD)


def resolve(map_name: str, own: Mapping[str, Iterable[str]]) -> dict[str, Keys]:
    """The keys of every action: the map's, and the reader's own changes before it.

    A key of the reader's own is taken from whatever else held it; nonsense is left out.
    """
    changes = MAPS.get(map_name, {})
    found = {spec.id: tuple(normal(key) for key in changes.get(spec.id, spec.keys)) for spec in ACTIONS}
    mine = {
        name: tuple(k for key in keys if (k := normal(key))) for name, keys in own.items() if name in found
    }
    given = {pressed(key) for keys in mine.values() for key in keys}
    for name, keys in found.items():
        if name not in mine:
            found[name] = tuple(key for key in keys if pressed(key) not in given)
    return found | _without_doubles(mine)


def _without_doubles(keys: Mapping[str, Keys]) -> dict[str, Keys]:
    """Of two actions that claim one key the later keeps it."""
    holder = {pressed(key): name for name, held in keys.items() for key in held}
    return {name: tuple(k for k in held if holder[pressed(k)] == name) for name, held in keys.items()}


def holder_of(key: str, keys: Mapping[str, Keys], but: str = "") -> str | None:
    """The action that holds a key, other than ``but``."""
    asked = pressed(key)
    return next(
        (name for name, held in keys.items() if name != but and asked in {pressed(k) for k in held}), None
    )
