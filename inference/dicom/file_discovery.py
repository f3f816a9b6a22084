"""Which files of what the user gave may be films: files, folders, DICOMDIRs."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from inference.dicom import safe_parse
from inference.dicom.raster_image import is_picture
from inference.errors import FilmError

MAX_DEPTH = 40
MAX_DICOMDIR_BYTES = 64 << 20
_PICTURES = {".png", ".jpg", ".jpeg"}
_NEVER = {".txt", ".pdf", ".exe", ".dll", ".zip", ".htm", ".html", ".xml", ".csv", ".json", ".py", ".md"}


def find_films(paths: Iterable[Path]) -> Iterator[Path]:
    """Films among ``paths``, one by one as they are found, each once.

    A file that was named is given as it is, so that its reader can say what is wrong with it.  Folders are
    walked in order of name; hidden and other than ordinary files are passed over, links to folders are not
    followed, and of the rest only what looks like DICOM, PNG or JPEG is given.  A DICOMDIR is replaced by the
    files that it lists; those outside its folder are left out.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _of_one(path):
            if (key := _identity(found)) is None or key not in seen:
                if key is not None:
                    seen.add(key)
                yield found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def _of_one(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path, MAX_DEPTH)
    elif path.name.upper() == "DICOMDIR":
        yield from _directory(path)
    else:
        yield path


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name)
    except OSError:
        return
    listing = next((entry for entry in inside if entry.name.upper() == "DICOMDIR" and _is_file(entry)), None)
    if listing is not None and (listed := list(_directory(Path(listing.path)))):
        yield from listed
        inside = [entry for entry in inside if entry is not listing]
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            if depth > 0:
                yield from _walk(Path(entry.path), depth - 1)
        elif _is_file(entry) and looks_like_film(Path(entry.path)):
            yield Path(entry.path)


def _name(entry: os.DirEntry[str]) -> list[object]:
    """Order of names in which 2 comes before 10."""
    parts: list[object] = []
    for is_number, run in _runs(entry.name.lower()):
        parts.append((0, int(run), "") if is_number else (1, 0, run))
    return parts


def _runs(name: str) -> Iterator[tuple[bool, str]]:
    start = 0
    for at in range(1, len(name) + 1):
        if at == len(name) or _digit(name[at]) != _digit(name[start]):
            yield _digit(name[start]), name[start:at]
            start = at


def _digit(character: str) -> bool:
    return character in "0123456789"


def _is_file(entry: os.DirEntry[str]) -> bool:
    """An ordinary file, or a link to one; a pipe or a device would wait for ever once opened."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:  # a link in a circle, or to nothing
        return False


def looks_like_film(path: Path) -> bool:
    """Whether a file begins as DICOM, PNG or JPEG does, or carries such a name."""
    suffix = path.suffix.lower()
    if suffix in _NEVER or path.name.upper() == "DICOMDIR":
        return False
    if suffix in _PICTURES or suffix in (".dcm", ".dicom"):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(256)
    except OSError:
        return False
    return safe_parse.looks_like_dicom(head) or is_picture(head)


def _directory(path: Path) -> Iterator[Path]:
    """Files that a DICOMDIR lists (PS3.3 F.3), inside its own folder only."""
    root = path.parent.resolve()
    for parts in _references(path):
        target = _inside(root, parts)
        if target is not None:
            yield target


def _references(path: Path) -> list[list[str]]:
    from inference.dicom.elements import texts

    try:
        parsed = safe_parse.parse(
            safe_parse.read_bytes(path, MAX_DICOMDIR_BYTES), ["DirectoryRecordSequence", "TransferSyntaxUID"]
        )
    except FilmError:
        return []
    with safe_parse.quiet():
        try:
            records = list(parsed.dataset.get("DirectoryRecordSequence") or ())
        except safe_parse.DAMAGED:
            return []
        return [list(parts) for record in records if (parts := texts(record, "ReferencedFileID"))]


def _inside(root: Path, parts: list[str]) -> Path | None:
    """The file that ``parts`` name below ``root``; names are matched without regard to case."""
    if any(part in ("", ".", "..") or "/" in part or "\\" in part or ":" in part for part in parts):
        return None
    at = root
    for part in parts:
        for name in (part, part.lower(), part.upper()):
            if (at / name).exists():
                at = at / name
                break
        else:
            return None
    try:
        resolved = at.resolve()
    except (OSError, RuntimeError):
        return None
    return at if resolved.is_relative_to(root) and resolved.is_file() else None
