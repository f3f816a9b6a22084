"""Which files of what the user gave may be films: files, folders, DICOMDIRs."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from inference.dicom import safe_parse
from inference.dicom.raster_image import is_picture
from inference.errors import FilmError
from inference.messages import Message, sentences

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_DEPTH = 40
MAX_DICOMDIR_BYTES = 64 << 20
_LAST = "OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity"
MAX_MISSING = 200
"""Of a disc that lost its pictures so many are named."""
_PICTURE_RECORDS = {"", "IMAGE"}
_ENDINGS = {"DCM", "DICOM", "DIC", "IMA", "IMG"}
_PICTURES = {".png", ".jpg", ".jpeg"}
_NEVER = {".txt", ".pdf", ".exe", ".dll", ".zip", ".htm", ".html", ".xml", ".csv", ".json", ".py", ".md"}


_APPLE_DOUBLE = b"\0\5\x16\7"
"""A companion that macOS leaves beside each file on a disc of another system: no film, whatever its name."""


class LeftOut(Enum):
    """Why something in a folder was not looked at: each in a sentence for one and for several."""

    HIDDEN = auto()
    CLOSED = auto()
    LINK = auto()


_ONE = {
    LeftOut.HIDDEN: Message("1 hidden file or folder was left out."),
    LeftOut.CLOSED: Message("1 folder could not be looked into."),
    LeftOut.LINK: Message("1 link to a folder was not followed."),
}


def said_of(count: int, why: LeftOut) -> Message:
    """What was left out, as a sentence."""
    if count == 1:
        return _ONE[why]
    if why is LeftOut.HIDDEN:
        return Message("{count} hidden files or folders were left out.", count=count)
    if why is LeftOut.CLOSED:
        return Message("{count} folders could not be looked into.", count=count)
    return Message("{count} links to folders were not followed.", count=count)


class FilmWalk(Iterator[Path]):
    """Films among ``paths``, one by one as they are found, each once; and what of the folders was left out.

    A file that was named is given as it is, so that its reader can say what is wrong with it.  Folders are
    walked in order of name; hidden and other than ordinary files are passed over, links to folders are not
    followed, and of the rest only what looks like DICOM, PNG or JPEG is given.  A DICOMDIR is replaced by the
    files that it lists, with the pictures among them that are missing; those outside its folder are left out,
    and the DICOMDIR itself is then given, too, so that its reader can say so, as where it is cut short.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.counts: Counter[LeftOut] = Counter()
        self._films = self._each(paths)

    def __next__(self) -> Path:
        return next(self._films)

    @property
    def left_out(self) -> Message:
        """What was not looked at so far, in sentences; empty for nothing."""
        return sentences(said_of(self.counts[why], why) for why in LeftOut if self.counts[why])

    def _each(self, paths: Iterable[Path]) -> Iterator[Path]:
        _entries.cache_clear()
        seen: set[tuple[int, int]] = set()
        for path in paths:
            for found in _of_one(path, self.counts):
                if (key := _identity(found)) is None or key not in seen:
                    if key is not None:
                        seen.add(key)
                    yield found


def find_films(paths: Iterable[Path]) -> FilmWalk:
    """Begin to look for films among files, folders and DICOMDIRs."""
    return FilmWalk(paths)


def is_hidden_film(path: Path) -> bool:
    """Whether a hidden file or folder may hold a film that nobody sees."""
    if path.is_dir():
        return True
    if not path.is_file():  # a pipe would wait for ever once opened
        return False
    try:
        with path.open("rb") as file:
            companion = file.read(len(_APPLE_DOUBLE)) == _APPLE_DOUBLE
    except OSError:
        return False
    return not companion and looks_like_film(path)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def _of_one(path: Path, left_out: Counter[LeftOut]) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path, MAX_DEPTH, left_out)
    elif is_directory(path.name):
        yield from _directory(path)
    else:
        yield path


def _walk(folder: Path, depth: int, left_out: Counter[LeftOut]) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            every = sorted(entries, key=_name)
    except OSError:
        left_out[LeftOut.CLOSED] += 1
        return
    inside = [entry for entry in every if not entry.name.startswith(".")]
    hidden = (Path(entry.path) for entry in every if entry.name.startswith("."))
    left_out[LeftOut.HIDDEN] += sum(is_hidden_film(path) for path in hidden)
    listing = next((entry for entry in inside if is_directory(entry.name) and _is_file(entry)), None)
    if listing is not None and (listed := list(_directory(Path(listing.path)))):
        yield from listed
        inside = [entry for entry in inside if entry is not listing]
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            if depth > 0:
                yield from _walk(Path(entry.path), depth - 1, left_out)
            else:
                left_out[LeftOut.CLOSED] += 1
        elif entry.is_symlink() and Path(entry.path).is_dir():
            left_out[LeftOut.LINK] += 1
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
    if suffix in _NEVER or is_directory(path.name):
        return False
    if suffix in _PICTURES or suffix in (".dcm", ".dicom"):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(256)
    except OSError:
        return False
    return safe_parse.looks_like_dicom(head) or is_picture(head)


def is_directory(name: str) -> bool:
    """Whether a file is a DICOMDIR (PS3.10 8.6), also as discs of ISO 9660 and copies of them call it."""
    return name.upper().partition(";")[0].rstrip(".").removesuffix(".DCM") == "DICOMDIR"


def _directory(path: Path) -> Iterator[Path]:
    """Files that a DICOMDIR lists (PS3.3 F.3), inside its own folder only.

    A picture that it lists and that is not there is given as well, under the name that it should have: its
    reader then says so.  Of other records (reports, presentation states) a missing file is passed over.
    Where the listing is cut short, or leads out of its folder, it is given itself behind what it lists.
    """
    root, missing = path.parent.resolve(), 0
    listed, whole = _references(path)
    for parts, is_picture_record in listed:
        if not _stays(parts):
            whole = whole and not is_picture_record
            continue
        target = _found(root, parts)
        if target is None and is_picture_record and missing < MAX_MISSING:
            missing += 1
            yield root.joinpath(*parts)
        elif target is not None and _is_inside(root, target):
            yield target
        elif target is not None:
            whole = whole and not is_picture_record
    if listed and not whole:
        yield path


def _references(path: Path) -> tuple[list[tuple[list[str], bool]], bool]:
    """Referenced File IDs by their parts, and whether the record is a picture's; whether these are all."""
    from inference.dicom.elements import number, text, texts

    try:
        data = safe_parse.read_bytes(path, MAX_DICOMDIR_BYTES)
        wanted = ["DirectoryRecordSequence", "TransferSyntaxUID", _LAST]
        parsed = safe_parse.parse(data, wanted, safe_parse.MAX_DIRECTORY_STEPS)
        records = list(parsed.dataset.get("DirectoryRecordSequence") or ())
    except (FilmError, *safe_parse.DAMAGED):
        return [], False
    listed, whole = [], (number(parsed.dataset, _LAST) or 0) < len(data)
    for record in records:
        # Some discs write the whole path into one part, with either stroke.
        named = texts(record, "ReferencedFileID")
        parts = [part for one in named for part in re.split(r"[/\\]", one) if part not in ("", ".")]
        kind = text(record, "DirectoryRecordType").upper()
        whole = whole and bool(kind) and not _points_beyond(record, len(data))
        picture = kind in _PICTURE_RECORDS
        if parts:
            listed.append((parts, picture and not named[0].startswith("/")))
    return listed, whole


def _points_beyond(record: Dataset, size: int) -> bool:
    """Whether the next or the lower record would lie behind the file's end: it was cut (PS3.3 F.3.2.2)."""
    from inference.dicom.elements import number

    names = ("OffsetOfTheNextDirectoryRecord", "OffsetOfReferencedLowerLevelDirectoryEntity")
    return any((number(record, name) or 0) >= size for name in names)


def _stays(parts: list[str]) -> bool:
    """Whether a File ID can only lead down from its root."""
    return not any(part == ".." or "\0" in part or ":" in part or len(part) > 255 for part in parts)


def _found(root: Path, parts: list[str]) -> Path | None:
    """What ``parts`` name below ``root``; None where nothing is there.

    Names are matched without regard to case, to the version number of ISO 9660 (``;1``) and to an extension
    that was added or lost in copying, in this order.
    """
    at: Path | None = root
    for number, part in enumerate(parts):
        at = at and _entry(at, part, is_last=number == len(parts) - 1)
    return at


def _is_inside(root: Path, target: Path) -> bool:
    """Whether a file lies below ``root``, links followed."""
    try:
        resolved = target.resolve()
    except (OSError, RuntimeError):
        return False
    return resolved.is_relative_to(root) and resolved.is_file()


def _entry(folder: Path, part: str, *, is_last: bool) -> Path | None:
    """The entry of a folder that a part of a File ID means; None where none or more than one may be meant."""
    if (folder / part).exists():
        return folder / part
    names = _entries(folder)
    wanted = _bare(part)
    forms: tuple[Callable[[str], str], ...] = (_bare, _stem) if is_last else (_bare,)
    for form in forms:
        alike = [name for name in names if form(name) == form(wanted)]
        if alike:
            return folder / alike[0] if len(alike) == 1 or form is _bare else None
    return None


@lru_cache(maxsize=64)
def _entries(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in folder.iterdir()))
    except OSError:
        return ()


def _bare(name: str) -> str:
    return name.upper().partition(";")[0].rstrip(". ")


def _stem(name: str) -> str:
    bare = _bare(name)
    stem, dot, ending = bare.rpartition(".")
    return stem if dot and ending in _ENDINGS else bare
