"""Films decoded once into a memory-mapped file, squared as the network sees them.

``films-<size>.u16`` holds uint16 [n, size, size] (0..1 times 65,535), ``index.jsonl`` one line a film with
class, boxes and landmarks in units of the square (0..1).  It grows: a later call adds what is new, and what
is told of a film now (patient, side, split ...) stands in for what was told before.  A film that cannot be
read is counted, named and left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from inference import strict_json
from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError
from inference.files import write_whole
from inference.records import Affine, FilmImage, InputSpec
from training.data import two_truths
from training.data.known_film import Box, KnownFilm, Point
from training.errors import TrainingError

FULL: Final = 65535


@dataclass(frozen=True, slots=True)
class Entry:
    """One cached film; boxes, points and content are in units of the square, 0..1."""

    key: str
    ao_class: str
    side: str | None
    patient: str
    pixel_sha256: str
    content: Box
    boxes: tuple[Box, ...] = ()
    points: dict[str, Point] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilmCache:
    """Read access to a cache: ``entries[i]`` belongs to ``pixels[i]`` (uint16 [size, size])."""

    folder: Path
    size: int
    entries: tuple[Entry, ...]
    pixels: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What building did: films added, already there, and the names of those left out with the reason.

    ``contradictory``: films of one picture of which the truth says different things.
    """

    added: int
    kept: int
    left_out: tuple[tuple[str, str], ...]
    contradictory: tuple[two_truths.Pair, ...] = ()


def build(
    films: Iterable[KnownFilm],
    folder: Path,
    *,
    size: int = 512,
    progress: Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]] = iter,
    read: Callable[[Path], FilmImage] | None = None,
) -> BuildReport:
    """Add to the cache in ``folder`` the films that it lacks.

    ``read`` reads a file; without it that happens in this process for generated and published films, and in a
    child for an investigator's own: a hostile or damaged file ends no training.

    Raises:
        TrainingError: the cache was made with another size or preprocessing, or of another set; or an own
            table says different things of one picture.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = list(films)
    with FileLock(folder / "lock"), ExitStack() as stack:  # trainings beside one another share a cache
        if read is None and any(film.meta.get("source") == "own" for film in known):
            read = stack.enter_context(DecodeChild()).read
        return _build(known, folder, size, progress, read)


def _build(
    films: list[KnownFilm],
    folder: Path,
    size: int,
    progress: Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]],
    read: Callable[[Path], FilmImage] | None,
) -> BuildReport:
    _check_header(folder, size)
    entries = _mend(folder, size)
    known = {entry.key: entry for entry in entries}
    told = {film.key: film for film in films}
    _check_same_set(known, told, folder)
    _refresh(entries, told, folder / "index.jsonl")
    fresh = [film for film in films if film.key not in known]
    bad: list[tuple[str, str]] = []
    with (
        (folder / f"films-{size}.u16").open("ab") as pixels,
        (folder / "index.jsonl").open("a", encoding="utf8") as index,
    ):
        for film in progress(fresh):
            try:
                entry, unit = squared(film, size, read)
            except FilmError as error:
                bad.append((film.key, error.message))
                continue
            pixels.write((unit * FULL + 0.5).astype("<u2").tobytes())
            pixels.flush()
            index.write(_line(entry))
            index.flush()
    twice = two_truths.find((entry, entry.pixel_sha256) for entry in _entries(folder / "index.jsonl"))
    return BuildReport(len(fresh) - len(bad), len(known), tuple(bad), twice)


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry), separators=(",", ":")) + "\n"


def _refresh(entries: Sequence[Entry], told: Mapping[str, KnownFilm], index: Path) -> None:
    """Write anew what is told of the films by now: one that is for testing today trained yesterday."""
    before = [_line(entry) for entry in entries]
    films = [(entry, told[entry.key]) for entry in entries]
    now = [_line(replace(e, side=f.side, patient=f.patient, meta=f.meta)) for e, f in films]
    if now != before:
        write_whole(index, "".join(now))


def _check_same_set(known: Mapping[str, Entry], films: Mapping[str, KnownFilm], folder: Path) -> None:
    """Two sets whose folders have one name would share a cache, and one would stand in for the other."""
    for key, entry in known.items():
        film = films.get(key)
        same = film is not None and film.ao_class == entry.ao_class
        if not (same and film is not None and film.pixel_sha256 in (None, entry.pixel_sha256)):
            raise TrainingError(
                "The film cache {folder} holds films of another set of the same name.",
                "Rename one of the sets, or name another --cache.",
                folder=folder.name,
            )


def squared(
    film: KnownFilm, size: int, read: Callable[[Path], FilmImage] | None = None
) -> tuple[Entry, NDArray[np.float32]]:
    """Read one film and square it: its entry, and float32 [size, size] in 0..1.

    Raises:
        FilmError: the film cannot be read, or its pixels are not those that the truth names.
    """
    from inference.dicom.reader import read_film

    image = (read or read_film)(film.path)
    found = str(image.film.pixel_sha256)
    if film.pixel_sha256 is not None and film.pixel_sha256 != found:
        raise FilmError("The film's pixels are not those that its truth names.")
    return square_entry(film, image, size)


def square_entry(film: KnownFilm, image: FilmImage, size: int) -> tuple[Entry, NDArray[np.float32]]:
    """The entry and the squared picture of a film that was read."""
    from inference.model.preprocess import square

    unit, to_film, content = square(image, InputSpec(size=size))
    back = _inverse(to_film, size)
    x0, y0, x1, y1 = (value / size for value in content)
    entry = Entry(
        key=film.key,
        ao_class=film.ao_class,
        side=film.side,
        patient=film.patient,
        pixel_sha256=str(image.film.pixel_sha256),
        content=(x0, y0, x1, y1),
        boxes=tuple((*back(b[0], b[1]), *back(b[2], b[3])) for b in film.boxes),
        points={name: back(*point) for name, point in film.points.items()},
        meta=film.meta,
    )
    return entry, unit


def _inverse(to_film: Affine, size: int) -> Callable[[float, float], Point]:
    """Film pixels to units of the square; the matrix has no rotation."""
    (sx, _, tx), (_, sy, ty) = to_film
    return lambda x, y: ((x - tx) / sx / size, (y - ty) / sy / size)


def _check_header(folder: Path, size: int) -> None:
    from inference.model.preprocess import VERSION

    path, header = folder / "cache.json", {"schema": 1, "size": size, "preprocessing": VERSION}
    if not path.exists():
        write_whole(path, json.dumps(header))
    elif strict_json.loads(path.read_text("utf8")) != header:
        raise TrainingError(
            "The film cache was made with another size or preprocessing.",
            "Delete the folder {folder} and start again.",
            folder=folder.name,
        )


def _mend(folder: Path, size: int) -> list[Entry]:
    """The whole entries; a half-written last film or line (a kill while writing) is cut off."""
    index, pixels = folder / "index.jsonl", folder / f"films-{size}.u16"
    entries = list(_entries(index))
    room = pixels.stat().st_size // (2 * size * size) if pixels.exists() else 0
    entries = entries[:room]
    if pixels.exists():
        with pixels.open("r+b") as out:
            out.truncate(len(entries) * 2 * size * size)
    lines = index.read_text("utf8").splitlines()[: len(entries)] if index.exists() else []
    write_whole(index, "".join(line + "\n" for line in lines))
    return entries


def _entries(index: Path) -> Iterator[Entry]:
    if not index.exists():
        return
    for line in index.read_text("utf8").splitlines():
        try:
            data = strict_json.loads(line)
        except ValueError:
            return
        data["boxes"] = tuple(tuple(box) for box in data["boxes"])
        data["content"] = tuple(data["content"])
        data["points"] = {name: tuple(point) for name, point in data["points"].items()}
        yield Entry(**data)


def open_cache(folder: Path) -> FilmCache:
    """Open a cache for reading.

    Raises:
        TrainingError: there is none, or it holds no film.
    """
    header = folder / "cache.json"
    if not header.exists():
        raise TrainingError(
            "There is no film cache in {folder}.", "Run the command that builds it again.", folder=folder.name
        )
    size = int(strict_json.loads(header.read_text("utf8"))["size"])
    entries = tuple(_entries(folder / "index.jsonl"))
    pixels = folder / f"films-{size}.u16"
    room = pixels.stat().st_size // (2 * size * size) if pixels.exists() else 0
    entries = entries[:room]
    if not entries:
        raise TrainingError("No film could be read.", "See the films named above and their reasons.")
    data = np.memmap(pixels, dtype="<u2", mode="r", shape=(len(entries), size, size))
    return FilmCache(folder, size, entries, data)
