"""What a frozen folder holds and nobody uses:  python packaging/trim.py FOLDER

`make package` runs it between PyInstaller and the self-test, which then shows that nothing was missed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

PLUGINS: Final = (
    "platformthemes/libqgtk3.so",  # brings GTK; the portal's theme plugin stays
    *(f"platforms/libq{name}.so" for name in ("eglfs", "linuxfb", "minimalegl", "vkkhrdisplay", "vnc")),
    *("egldeviceintegrations", "networkinformation", "tls"),
)
LANGUAGES: Final = ("ko", "zh_TW")
"""The viewer's languages beside English, which needs no translation of Qt's own texts."""
UNSTRIPPED: Final = ("libpython3*.so*", "_CharLS*.so", "_openjpeg*.so")
"""Shared objects whose symbols are half of them.  None that auditwheel has patched: strip spoils those."""


def trim(program: Path) -> int:
    """Take it out of a frozen folder; how many megabytes it was."""
    inside = program / "_internal"
    before = size(program)
    qt = inside / "PySide6" / "Qt"
    for name in PLUGINS:
        remove(qt / "plugins" / name)
    for path in (qt / "translations").glob("*.qm"):
        if not path.stem.endswith(tuple(f"_{language}" for language in LANGUAGES)):
            path.unlink()
    if sys.platform == "linux":
        unneeded_libraries(program)
        strip(inside)
    for path in inside.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
    return (before - size(program)) >> 20


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def unneeded_libraries(program: Path) -> None:
    """Shared libraries at the top and of Qt that no other file is linked to, until there is none."""
    inside = program / "_internal"
    files = [path for path in program.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    needs = {path: needed(path) for path in (*files, program / "shenton")}
    while True:
        wanted = set().union(*needs.values())
        places = (inside, inside / "PySide6" / "Qt" / "lib")
        dead = [
            path
            for path in needs
            if path.parent in places and path.name.startswith("lib") and path.name not in wanted
            if not path.name.startswith("libpython")  # the program opens it itself
        ]
        if not dead:
            return
        for path in dead:
            path.unlink()
            del needs[path]


def needed(path: Path) -> set[str]:
    """Names of the libraries that a file is linked to."""
    said = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=False).stdout
    return {line.partition("[")[2].partition("]")[0] for line in said.splitlines() if "(NEEDED)" in line}


def strip(inside: Path) -> None:
    for pattern in UNSTRIPPED:
        for path in inside.glob(pattern):
            if not path.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", path], check=True)


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    print(f"{trim(Path(sys.argv[1]))} MB taken out")
