"""From readings to files: which objects an export holds; each film is read once, each file written whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import ExportError, ShentonError
from inference.files import replacing
from inference.messages import NOTHING, Message
from inference.records import FilmImage, Region, Sha256, Window
from viewer.export.cases import ExportAnswer, ExportCase
from viewer.export.coco import export_coco
from viewer.export.csv_cells import stated
from viewer.export.deidentified_image import film_class, film_copy
from viewer.export.identity import Identity, source_header
from viewer.export.labels import export_labels
from viewer.export.pdf_page import save_page
from viewer.export.pictures import grey_picture, reading_picture, save_png
from viewer.export.presentation_state import state
from viewer.export.secondary_capture import capture
from viewer.export.structured_report import report

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


class Kind(StrEnum):
    """What an export can hold."""

    LABELS = "labels"  # labels.jsonl, labels.csv, manifest.json
    COCO = "coco"  # coco.json
    PICTURES = "pictures"  # grey PNG of each film
    PNG = "png"  # picture of each reading
    PDF = "pdf"  # page of each reading
    SR = "sr"
    GSPS = "gsps"
    SC = "sc"
    FILM = "film"  # DICOM copy of each film without identifiers


TABLES: Final = frozenset({Kind.LABELS, Kind.COCO})
PIXELS: Final = frozenset({Kind.PICTURES, Kind.PNG, Kind.PDF, Kind.SC, Kind.FILM})
"""Hold the film's pixels, and with them what may be burned in."""
DICOM: Final = frozenset({Kind.SR, Kind.GSPS, Kind.SC, Kind.FILM})
MAPPED: Final = frozenset({Kind.PNG, Kind.PDF, Kind.SC})
"""Show the heat map."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A film with a heat map, RGB, or none; and what to say about it."""

    picture: NDArray[np.uint8] | None
    note: Message


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader has a film on screen."""

    window: Window | None = None
    inverted: bool = False


Draw = Callable[[FilmImage, NDArray[np.uint8], ExportAnswer | None], Drawn]
Read = Callable[[Path], FilmImage]


@dataclass(frozen=True)
class Plan:
    """What to export and how.

    Attributes:
        reviewed: for each film whose burned-in text a human has looked for, the boxes to make black.  Without
            identifiers no pixels leave of a film that is not in it.
        looks: the windows of films that a reader has on screen.
    """

    kinds: frozenset[Kind]
    identity: Identity
    reviewed: Mapping[Sha256, tuple[Region, ...]] = field(default_factory=dict)
    looks: Mapping[Sha256, Look] = field(default_factory=dict)

    def needs_review(self, pixels: Sha256) -> bool:
        """Whether a film's pixels wait for a human's look."""
        return not self.identity.keeps and bool(self.kinds & PIXELS) and pixels not in self.reviewed


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A film or reading that did not leave, and why."""

    key: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What left: how many of each kind, which films did not."""

    written: Mapping[Kind, int]
    left_out: tuple[LeftOut, ...]
    cancelled: bool = False

    @property
    def files(self) -> int:
        return sum(self.written.values())


@dataclass(frozen=True, slots=True)
class Made:
    """One object of an export: a DICOM data set, or what writes a file."""

    kind: Kind
    name: str
    dataset: Dataset | None = None
    save: Callable[[Path], None] | None = None

    def write(self, folder: Path) -> None:
        """Write it below ``folder``, whole or not at all."""
        target = folder / self.kind.value / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as part:
            (self.save or self._write_dicom)(part)

    def _write_dicom(self, path: Path) -> None:
        assert self.dataset is not None
        write_dicom(self.dataset, path)


def write_dicom(dataset: Dataset, path: Path) -> None:
    """A data set as a DICOM file, Explicit VR Little Endian.

    Raises:
        ExportError: a value of the film's header cannot be written.
    """
    from pydicom.filewriter import dcmwrite

    add_meta(dataset)
    try:
        dcmwrite(path, dataset, enforce_file_format=True)
    except (ValueError, TypeError, AttributeError, UnicodeError) as error:
        raise ExportError(
            "A value of the film's header cannot be written.", "Export it without identifiers."
        ) from error


def add_meta(dataset: Dataset) -> None:
    """The file meta information (PS3.10 7.1)."""
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import ExplicitVRLittleEndian

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.ImplementationVersionName = "SHENTON"
    dataset.file_meta = meta


class Exporter:
    """Makes the objects of an export.

    Args:
        read: reads a film's file (in the decode process).
        draw: draws the model's heat map; None where no model is at hand.
    """

    def __init__(self, plan: Plan, read: Read, draw: Draw | None = None) -> None:
        self.plan, self._read, self._draw = plan, read, draw
        self.left_out: list[LeftOut] = []

    def films(self, cases: Iterable[ExportCase]) -> list[list[ExportCase]]:
        """The cases by film; each group is one step of progress."""
        rows = sorted(cases, key=lambda case: (case.item.film_key, case.item.reading.reader))
        return [list(group) for _key, group in groupby(rows, key=lambda case: case.item.film_key)]

    def made(self, cases: Sequence[ExportCase]) -> Iterator[Made]:
        """The objects of one film's cases; what cannot be made is noted in :attr:`left_out`."""
        pixels = cases[0].item.reading.film_sha256
        kinds = self.plan.kinds - TABLES
        if self.plan.needs_review(pixels):
            self._leave(cases[0], Message("nobody has looked for burned-in text yet"))
            kinds -= PIXELS
        if not kinds:
            return
        try:
            image = find_film(cases[0], self._read)
            yield from _FilmObjects(self.plan, image, cases, self._draw).made(kinds)
        except ShentonError as error:
            self._leave(cases[0], error.whole)

    def _leave(self, case: ExportCase, reason: Message) -> None:
        self.left_out.append(LeftOut(case.item.film_key, reason))


def find_film(case: ExportCase, read: Read) -> FilmImage:
    """The film of a case, from the first place where it still lies.

    Raises:
        ExportError: it lies nowhere any more.
    """
    for path in case.paths:
        try:
            image = read(path)
        except ShentonError:
            continue
        if image.film.pixel_sha256 == case.item.reading.film_sha256:
            return image
    raise ExportError("The film is not where it was.", "Open it once more in Shenton, then export.")


class _FilmObjects:
    """The objects of one film."""

    def __init__(self, plan: Plan, image: FilmImage, cases: Sequence[ExportCase], draw: Draw | None) -> None:
        from pydicom.dataset import Dataset

        self._plan, self._image, self._cases, self._draw = plan, image, cases, draw
        film = image.film
        self._blank = plan.reviewed.get(film.pixel_sha256, ())
        self._source = source_header(film.path) if film.is_dicom else Dataset()

    def made(self, kinds: frozenset[Kind]) -> Iterator[Made]:
        first = self._cases[0]
        if Kind.PICTURES in kinds:
            grey = self._grey()
            yield Made(Kind.PICTURES, f"{first.item.film_key}.png", save=lambda path: save_png(grey, path))
        if Kind.FILM in kinds and not self._plan.identity.keeps:
            yield Made(Kind.FILM, f"{first.item.film_key}.dcm", self._film(first))
        for case in self._cases:
            yield from self._of_reading(case, kinds)

    def _of_reading(self, case: ExportCase, kinds: frozenset[Kind]) -> Iterator[Made]:
        name, identity = case.item.reading_key, self._plan.identity
        if Kind.SR in kinds:
            yield Made(Kind.SR, f"{name}.dcm", report(self._header(case), case, identity))
        if Kind.GSPS in kinds:
            yield Made(Kind.GSPS, f"{name}.dcm", self._state(case))
        if not kinds & MAPPED:
            return
        grey = self._grey()
        drawn = self._drawn(grey, case)
        base = grey if drawn.picture is None else drawn.picture
        if Kind.PNG in kinds:
            picture = reading_picture(base, case, drawn.note)
            yield Made(Kind.PNG, f"{name}.png", save=lambda path: save_png(picture, path))
        if Kind.SC in kinds:
            yield Made(Kind.SC, f"{name}.dcm", self._capture(case, reading_picture(base, case, drawn.note)))
        if Kind.PDF in kinds:
            yield Made(Kind.PDF, f"{name}.pdf", save=lambda path: self._page(path, case, grey, drawn))

    def _header(self, case: ExportCase) -> Dataset:
        """The header under which derived objects name the film; its class is the one it leaves under."""
        made = self._plan.identity.header(self._source, self._image.film, case.item)
        if not self._plan.identity.keeps:
            made.SOPClassUID = film_class(self._image.film)
        return made

    def _grey(self) -> NDArray[np.uint8]:
        return grey_picture(self._image, self._blank)

    def _drawn(self, grey: NDArray[np.uint8], case: ExportCase) -> Drawn:
        if self._draw is None:
            return Drawn(None, NOTHING)
        return self._draw(self._image, grey, case.answer)

    def _film(self, case: ExportCase) -> Dataset:
        return film_copy(
            self._image, self._source, self._header(case), self._plan.identity,
            blank=self._blank, reviewed=self._is_reviewed,
        )  # fmt: skip

    @property
    def _is_reviewed(self) -> bool:
        return self._image.film.pixel_sha256 in self._plan.reviewed

    def _state(self, case: ExportCase) -> Dataset:
        look = self._plan.looks.get(self._image.film.pixel_sha256, Look())
        return state(
            self._header(case), self._image.film, case, self._plan.identity,
            window=look.window, inverted=look.inverted,
        )  # fmt: skip

    def _capture(self, case: ExportCase, picture: NDArray[np.uint8]) -> Dataset:
        burned_in = not self._is_reviewed and self._image.film.burned_in is not False
        return capture(
            self._header(case), picture, case, self._plan.identity,
            burned_in=burned_in, reviewed=self._is_reviewed,
        )  # fmt: skip

    def _page(self, path: Path, case: ExportCase, grey: NDArray[np.uint8], drawn: Drawn) -> None:
        film, about = self._image.film, ""
        if self._plan.identity.keeps:
            known = (film.patient_number, film.study_date)
            about = "   ".join(f"{n} {v}" for n, v in zip(("Patient", "Study of"), known, strict=True) if v)
        save_page(path, case, grey, drawn.picture, note=drawn.note, about=about)


Progress = Callable[[int, int], bool]
"""Told done and total after each film; False stops the export."""


def export(
    exporter: Exporter,
    cases: Sequence[ExportCase],
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: True,
    audit_head: str | None = None,
) -> ExportReport:
    """Write everything that the plan names into ``folder``.

    Raises:
        ExportError: the folder cannot be written.
    """
    counts: Counter[Kind] = Counter()
    _tables(exporter.plan.kinds, cases, folder, counts, audit_head)
    films = exporter.films(cases) if exporter.plan.kinds - TABLES else []
    going = progress(0, len(films))
    for number, group in enumerate(films, 1):
        if not going:
            break
        for one in exporter.made(group):
            with stated(Message("The export")):
                one.write(folder)
            counts[one.kind] += 1
        going = progress(number, len(films)) or number == len(films)
    return ExportReport(dict(counts), tuple(exporter.left_out), cancelled=not going)


def _tables(
    kinds: frozenset[Kind],
    cases: Sequence[ExportCase],
    folder: Path,
    counts: Counter[Kind],
    audit_head: str | None,
) -> None:
    items = [case.item for case in cases]
    if Kind.LABELS in kinds:
        counts[Kind.LABELS] = len(export_labels(items, folder, audit_head=audit_head).files)
    if Kind.COCO in kinds:
        export_coco(items, folder)
        counts[Kind.COCO] = 1
