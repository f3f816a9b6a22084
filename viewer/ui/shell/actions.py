"""The one table of actions: menus, keys, toolbar and help are read off it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Final

from PySide6.QtGui import QKeySequence

from viewer.app.i18n import mark, tr


class Need(Flag):
    """What must be there for an action to be enabled."""

    NOTHING = 0
    FILM = auto()
    LIST = auto()
    ANSWER = auto()
    READER = auto()  # a film is open and the store is usable
    UNDO = auto()
    REDO = auto()
    COMMIT = auto()  # there is something to agree with or to save
    DRAWN = auto()  # a box, a point or a measure is drawn
    SCALED = auto()  # the film is calibrated by hand
    STORE = auto()


class Bar(Enum):
    """The toolbar's groups, in order."""

    NONE = "none"
    FILES = "files"
    HAND = "hand"
    MEASURE = "measure"
    LOOK = "look"
    COMPARE = "compare"
    MODEL = "model"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Spec:
    """One action.  ``keys`` beginning with ``hold`` are handled by the window and only shown in the help."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    needs: Need = Need.NOTHING
    menu: str = ""
    checkable: bool = False
    rule: bool = False  # a line above it in its menu
    bar: Bar = Bar.NONE  # its group on the toolbar
    short: str = ""  # its words there


_FILE, _VIEW, _READ, _MODEL, _HELP = (
    mark("&File"),
    mark("&View"),
    mark("&Reading"),
    mark("&Model"),
    mark("&Help"),
)
VIEW_MENU: Final = _VIEW
FILE_MENU: Final = _FILE
HIP: Final = mark("Hip")
HIP_TOOLS: Final = "measure_hip_"
SUBMENUS: Final = {
    "class_": mark("Class"),
    "side_": mark("Side"),
    "flag_": mark("Remarks on the film"),
    HIP_TOOLS: HIP,
    "preset_": mark("Grey window"),
    "wheel_": mark("Wheel"),
}
"""Actions whose id begins so stand in a menu of their own, so that the rest fits a small screen."""
_STUDY = mark("&Studies")
_FILM, _MEASURE, _COMPARE = mark("Fi&lm"), mark("Mea&sure"), mark("&Compare")


def _measure(
    name: str,
    text: str,
    keys: tuple[str, ...] = (),
    *,
    rule: bool = False,
    bar: Bar = Bar.NONE,
    short: str = "",
) -> Spec:
    """A tool that measures."""
    return Spec(name, text, keys, Need.FILM, _MEASURE, checkable=True, rule=rule, bar=bar, short=short)


def _hand(name: str, text: str, *, bar: Bar, short: str) -> Spec:
    """What the left button does where nothing is measured."""
    return Spec(name, text, (), Need.FILM, _FILM, checkable=True, bar=bar, short=short)


ACTIONS: Final[tuple[Spec, ...]] = (
    Spec("open", mark("Open films…"), ("Ctrl+O",), menu=_FILE, bar=Bar.FILES, short=mark("Open")),
    Spec("open_folder", mark("Open a folder…"), ("Ctrl+Shift+O",), menu=_FILE),
    Spec("export", mark("Export…"), ("Ctrl+E",), Need.STORE, _FILE, rule=True),
    Spec(
        "from_pacs",
        mark("From the PACS…"),
        ("Ctrl+P",),
        menu=_FILE,
        rule=True,
        bar=Bar.FILES,
        short=mark("PACS"),
    ),
    Spec("to_pacs", mark("Send to the PACS…"), ("Ctrl+Shift+P",), Need.STORE, _FILE),
    Spec("copy", mark("Copy the film without names"), ("Ctrl+C",), Need.FILM, _FILE, rule=True),
    Spec("copy_names", mark("Copy the film with names"), ("Ctrl+Alt+C",), Need.FILM, _FILE),
    Spec("print", mark("Print the film as shown…"), ("Ctrl+Alt+P",), Need.FILM, _FILE),
    Spec("store", mark("The store of readings…"), menu=_FILE),
    Spec("preferences", mark("Preferences…"), ("Ctrl+,",), menu=_FILE, rule=True),
    Spec("quit", mark("Quit"), ("Ctrl+Q",), menu=_FILE, rule=True),
    Spec("next", mark("Next film"), ("Down", "PgDown"), Need.LIST, _VIEW),
    Spec("next_unread", mark("Next unread film"), ("Ctrl+Down",), Need.LIST, _VIEW),
    Spec("previous", mark("Previous film"), ("Up", "PgUp"), Need.LIST, _VIEW),
    Spec("again", mark("Read this file again"), ("F5",), Need.LIST, _VIEW),
    Spec("search", mark("Search the worklist"), ("Ctrl+F",), menu=_VIEW),
    Spec(
        "heat_map",
        mark("Answer on the film: off, contour, map"),
        ("H",),
        Need.ANSWER,
        _VIEW,
        checkable=True,
        rule=True,
        bar=Bar.MODEL,
        short=mark("AI"),
    ),
    Spec("map_anyway", mark("Heat map although no fracture was found"), ("Shift+H",), Need.ANSWER, _VIEW),
    Spec("stretch_map", mark("Stretch a weak heat map to this film"), ("Y",), Need.ANSWER, _VIEW),
    Spec("hide_overlays", mark("Hide every overlay"), ("hold Space",), Need.FILM),
    Spec("corners", mark("Corner texts"), ("T",), Need.FILM, _VIEW),
    _hand("tool_window", mark("Left button: grey window"), bar=Bar.HAND, short=mark("Window")),
    _hand("tool_zoom", mark("Left button: zoom"), bar=Bar.HAND, short=mark("Zoom")),
    _hand("tool_pan", mark("Left button: pan"), bar=Bar.HAND, short=mark("Pan")),
    Spec(
        "invert",
        mark("Invert the greys"),
        ("I",),
        Need.FILM,
        _FILM,
        checkable=True,
        bar=Bar.LOOK,
        short=mark("Invert"),
    ),
    Spec("fit", mark("Fit the film"), ("F",), Need.FILM, _FILM, bar=Bar.LOOK, short=mark("Fit"), rule=True),
    Spec("one_to_one", mark("One film pixel per screen pixel"), ("Z",), Need.FILM, _FILM),
    Spec("true_size", mark("True size"), ("Shift+Z",), Need.FILM, _FILM),
    Spec("zoom_in", mark("Zoom in"), ("Ctrl++", "Ctrl+="), Need.FILM, _FILM),
    Spec("zoom_out", mark("Zoom out"), ("Ctrl+-",), Need.FILM, _FILM),
    Spec(
        "reset_window",
        mark("The film's own window"),
        ("W",),
        Need.FILM,
        _FILM,
        bar=Bar.LOOK,
        short=mark("Reset"),
        rule=True,
    ),
    Spec("preset_auto", mark("Window: automatic"), ("F6",), Need.FILM, _FILM),
    Spec("preset_bone", mark("Window: bone"), ("F7",), Need.FILM, _FILM),
    Spec("preset_soft", mark("Window: soft tissue"), ("F8",), Need.FILM, _FILM),
    Spec("preset_header", mark("Window: next of the film's header"), ("F9",), Need.FILM, _FILM),
    Spec(
        "local_contrast",
        mark("Local contrast (CLAHE)"),
        ("X",),
        Need.FILM,
        _FILM,
        checkable=True,
        bar=Bar.LOOK,
        short=mark("Contrast"),
    ),
    Spec(
        "loupe",
        mark("Loupe with its own window"),
        ("Q",),
        Need.FILM,
        _FILM,
        checkable=True,
        bar=Bar.HAND,
        short=mark("Loupe"),
    ),
    Spec("rotate", mark("Rotate to the right"), ("Ctrl+R",), Need.FILM, _FILM, rule=True),
    Spec("rotate_left", mark("Rotate to the left"), ("Ctrl+Shift+R",), Need.FILM, _FILM),
    Spec("mirror", mark("Mirror the display"), ("Ctrl+M",), Need.FILM, _FILM),
    Spec("upright", mark("Undo rotation and mirroring"), ("Home",), Need.FILM, _FILM),
    Spec(
        "film_overlays",
        mark("Overlays of the file"),
        ("Shift+G",),
        Need.FILM,
        _FILM,
        checkable=True,
        rule=True,
    ),
    Spec("wheel_film", mark("Wheel: next or previous film"), menu=_FILM, checkable=True),
    Spec("wheel_zoom", mark("Wheel: zoom at the cursor"), menu=_FILM, checkable=True),
    Spec("wheel_nothing", mark("Wheel: nothing"), menu=_FILM, checkable=True),
    _measure("measure_length", mark("Length"), ("D",), bar=Bar.MEASURE, short=mark("Length")),
    _measure("measure_angle", mark("Angle"), ("A",), bar=Bar.MEASURE, short=mark("Angle")),
    _measure("measure_neck_shaft", mark("Neck-shaft angle"), ("N",), short=mark("Neck-shaft")),
    _measure("measure_circle", mark("Circle by three points"), ("O",), short=mark("Circle")),
    _measure(
        "measure_region", mark("Ellipse: mean and area"), ("E",), bar=Bar.MEASURE, short=mark("Ellipse")
    ),
    _measure("measure_free", mark("Area drawn by hand"), ("Shift+E",)),
    _measure("measure_hip_centre_edge", mark("Centre-edge angle (Wiberg)"), rule=True),
    _measure("measure_hip_roof", mark("Roof angle (Tönnis)")),
    _measure("measure_hip_acetabular_index", mark("Acetabular index")),
    _measure("measure_hip_shenton", mark("Shenton's line")),
    _measure("measure_hip_offset", mark("Femoral offset")),
    _measure("measure_hip_leg_length", mark("Leg length")),
    _measure("measure_hip_obliquity", mark("Pelvic obliquity")),
    _measure("measure_hip_tilt", mark("Pelvic tilt: symphysis and sacrum")),
    _measure("measure_hip_rotation", mark("Pelvic rotation: obturator foramina")),
    _measure("measure_text", mark("Text"), ("Shift+T",), rule=True, bar=Bar.MEASURE, short=mark("Text")),
    _measure("measure_arrow", mark("Arrow"), ("Shift+A",)),
    Spec(
        "key_image",
        mark("Key image"),
        ("Shift+K",),
        Need.READER,
        _FILM,
        checkable=True,
        bar=Bar.MEASURE,
        short=mark("Key image"),
        rule=True,
    ),
    Spec("edit_text", mark("Change the text…"), (), Need.DRAWN, _MEASURE),
    Spec("calibrate", mark("Calibrate…"), ("K",), Need.FILM, _MEASURE, rule=True),
    Spec("uncalibrate", mark("Remove the calibration"), (), Need.SCALED, _MEASURE),
    Spec(
        "mirror_compare",
        mark("Opposite hip, mirrored"),
        ("M",),
        Need.FILM,
        _COMPARE,
        checkable=True,
        bar=Bar.COMPARE,
        short=mark("Mirror"),
    ),
    Spec("mirror_blink", mark("Blink the two hips"), ("Shift+M",), Need.FILM, _COMPARE, checkable=True),
    Spec("mirror_other", mark("The other hip"), ("Ctrl+Shift+M",), Need.FILM, _COMPARE),
    Spec(
        "compare_prior",
        mark("Other films of the patient"),
        ("V",),
        Need.FILM,
        _COMPARE,
        checkable=True,
        rule=True,
        bar=Bar.COMPARE,
        short=mark("Priors"),
    ),
    Spec("panes_1", mark("One film"), ("F3",), menu=_COMPARE, checkable=True, rule=True),
    Spec("panes_2", mark("Two films"), ("F2",), menu=_COMPARE, checkable=True),
    Spec(
        "panes_4",
        mark("Four films"),
        ("F4",),
        menu=_COMPARE,
        checkable=True,
        bar=Bar.COMPARE,
        short=mark("Grid"),
    ),
    Spec("worklist", mark("Worklist column"), ("Ctrl+1",), menu=_VIEW, checkable=True, rule=True),
    Spec("answer", mark("Answer column"), ("Ctrl+2",), menu=_VIEW, checkable=True),
    Spec("film_only", mark("Film only"), ("F11",), menu=_VIEW, checkable=True),
    Spec("full_screen", mark("Full screen"), ("F12",), menu=_VIEW, checkable=True, rule=True),
    Spec("second_screen", mark("Film on the second screen"), ("Shift+F12",), menu=_VIEW, checkable=True),
    Spec("agree", mark("Agree, or save the change"), ("Return", "Enter"), Need.COMMIT, _READ),
    Spec(
        "agree_next",
        mark("Agree or save, then the next film"),
        ("Shift+Return", "Shift+Enter"),
        Need.COMMIT,
        _READ,
    ),
    Spec("class_normal", mark("Normal"), ("0",), Need.READER, _READ, rule=True),
    Spec("class_A1", "A1", ("1",), Need.READER, _READ),
    Spec("class_A2", "A2", ("2",), Need.READER, _READ),
    Spec("class_A3", "A3", ("3",), Need.READER, _READ),
    Spec("class_B1", "B1", ("4",), Need.READER, _READ),
    Spec("class_B2", "B2", ("5",), Need.READER, _READ),
    Spec("class_B3", "B3", ("6",), Need.READER, _READ),
    Spec("class_C1", "C1", ("7",), Need.READER, _READ),
    Spec("class_C2", "C2", ("8",), Need.READER, _READ),
    Spec("class_indeterminate", mark("Indeterminate"), ("9",), Need.READER, _READ),
    Spec("class_unreadable", mark("Unreadable"), ("U",), Need.READER, _READ),
    Spec("side_right", mark("Right hip"), ("R",), Need.READER, _READ, rule=True),
    Spec("side_left", mark("Left hip"), ("L",), Need.READER, _READ),
    Spec("side_both", mark("Both hips"), ("S",), Need.READER, _READ),
    Spec("side_unsure", mark("Side uncertain"), ("Shift+S",), Need.READER, _READ),
    Spec("flag_poor_contrast", mark("Poor contrast"), ("Alt+1",), Need.READER, _READ),
    Spec("flag_positioning", mark("Poor positioning"), ("Alt+2",), Need.READER, _READ),
    Spec("flag_foreign_body_or_implant", mark("Implant or foreign body"), ("Alt+3",), Need.READER, _READ),
    Spec("flag_other_fracture", mark("A fracture elsewhere"), ("Alt+4",), Need.READER, _READ),
    Spec("box", mark("Draw a box"), ("B",), Need.READER, _READ, checkable=True, rule=True),
    Spec("point", mark("Mark a point"), ("P",), Need.READER, _READ, checkable=True),
    Spec("delete_region", mark("Remove the selected mark"), ("Del",), Need.DRAWN, _READ),
    Spec("clear_regions", mark("Remove every mark"), ("Shift+Del",), Need.DRAWN, _READ),
    Spec("surer", mark("More confident"), ("+",), Need.READER, _READ),
    Spec("unsurer", mark("Less confident"), ("-",), Need.READER, _READ),
    Spec("comment", mark("Write a comment"), ("C",), Need.READER, _READ),
    Spec("undo", mark("Undo"), ("Ctrl+Z",), Need.UNDO, _READ, rule=True),
    Spec("redo", mark("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), Need.REDO, _READ),
    Spec("cancel", mark("Stop drawing, leave a field, close a message, stop looking for films"), ("Esc",)),
    Spec(
        "history", mark("History of this film's answers…"), ("Ctrl+Shift+H",), Need.READER, _READ, rule=True
    ),
    Spec("report_text", mark("Report sentence…"), ("Ctrl+Shift+C",), Need.READER, _READ),
    Spec("blind", mark("Hide the model's answer until I have answered"), menu=_READ, checkable=True),
    Spec("adjudicate", mark("Settle where readers differ"), (), Need.STORE, _READ, checkable=True),
    Spec("reader", mark("Your pseudonym…"), menu=_READ, rule=True),
    Spec("studies", mark("Reader studies…"), menu=_STUDY),
    Spec("sit_study", mark("Read a study pack…"), menu=_STUDY),
    Spec("verify_statistics", mark("Verify statistics…"), menu=_STUDY),
    Spec("points", mark("Operating point…"), ("Ctrl+T",), menu=_MODEL),
    Spec("site_thresholds", mark("Calibrate to this site…"), menu=_MODEL),
    Spec("models", mark("Models…"), ("Ctrl+L",), menu=_MODEL),
    Spec("demonstration", mark("Show the demonstration films"), menu=_HELP),
    Spec("display_check", mark("Display check…"), menu=_HELP),
    Spec("help", mark("Keys and mouse"), ("?", "F1"), menu=_HELP, bar=Bar.HELP, short=mark("Help")),
    Spec("about", mark("About Shenton"), menu=_HELP),
)
HELD: Final = "hold "


def shortcuts(keys: Iterable[str]) -> list[QKeySequence]:
    """The key sequences that trigger an action."""
    return [QKeySequence(key) for key in keys if not key.startswith(HELD)]


def key_text(keys: Iterable[str]) -> str:
    """Keys as the help shows them."""
    native = QKeySequence.SequenceFormat.NativeText
    words = [_held_text(k) if k.startswith(HELD) else QKeySequence(k).toString(native) for k in keys]
    return tr(" or ").join(words)


def _held_text(key: str) -> str:
    return tr("hold {key}", key=key.removeprefix(HELD))


def menu_name(title: str) -> str:
    """A menu's name without its Alt letter, which stands in brackets behind names that have no letters."""
    return re.sub(r"\(&.\)|&", "", tr(title))
