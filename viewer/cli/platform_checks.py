"""What a window needs of the system, asked before Qt ends the program over it."""

from __future__ import annotations

import os
import sys
from typing import Final

DEBIAN_LIBRARIES: Final = (
    "libgl1 libegl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
)


DEBIAN_X11: Final = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
X11: Final = (
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxcb-image.so.0"),
    *("libxcb-render-util.so.0", "libxcb-shape.so.0", "libxkbcommon-x11.so.0"),
)
"""What Qt's X11 plugin is linked to beyond what every desktop has."""


def no_display() -> str:
    """Why no window can be shown here, when there is no display."""
    given = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform != "linux" or any(os.environ.get(name) for name in given):
        return ""
    return "There is no display. The same work without a window: shenton demo --out DIR"


def missing_library() -> str:
    """The system library that Qt lacks, and how to get it."""
    try:
        import PySide6.QtWidgets  # noqa: F401  (loading it is the check)
    except ModuleNotFoundError:
        return "PySide6 is not installed. Install Shenton again (in a clone: make setup)."
    except ImportError as error:
        return f"Qt cannot start: {error}. On Debian: sudo apt-get install -y {DEBIAN_LIBRARIES}"
    return _missing_x11()


def _missing_x11() -> str:
    """Qt's X11 plugin ends the whole program where one of its libraries is missing: so they are asked for."""
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
        return ""
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return ""
    import ctypes

    try:
        for name in X11:
            ctypes.CDLL(name)
    except OSError as error:
        return f"Qt cannot open a window: {error}. On Debian: sudo apt-get install -y {DEBIAN_X11}"
    return _silent_display()


def _silent_display() -> str:
    """Whether the X server that DISPLAY names answers; where it does not, Qt ends the whole program, too."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return ""  # Qt says so itself
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if not failed:
        return ""
    return (
        f"The display {os.environ.get('DISPLAY')} does not answer. "
        "The same work without a window: env -u DISPLAY shenton demo --out DIR"
    )
