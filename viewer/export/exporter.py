"""From readings to files: which objects an export holds; each film is read once, each file written whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Final

from inference.errors import ExportError, ShentonError
from inference.files import Written
from inference.messages import Message
from inference.records import FilmImage, Sha256
from viewer.export.cases import ExportCase, by_file, conflicts
from viewer.export.coco import FILE as COCO
from viewer.export.coco import boxless, export_coco
from viewer.export.csv_cells import stated
from viewer.export.deidentified_image import left_out
from viewer.export.dicom_file import UnwritableError, add_meta, write_dicom
from viewer.export.film_objects import FilmObjects, Made, objects_of
from viewer.export.identity import dropped
from viewer.export.labels import CSV, JSONL, MANIFEST, export_labels
from viewer.export.plan import (
    DICOM,
    MAPPED,
    PIXELS,
    TABLES,
    Draw,
    Drawn,
    ExportReport,
    Kind,
    LeftOut,
    Look,
    Plan,
    Progress,
    Read,
)

__all__ = [
    "DICOM", "MAPPED", "PIXELS", "TABLES", "Draw", "Drawn", "ExportReport", "Exporter", "Kind", "LeftOut",
    "Look", "Made", "Plan", "Progress", "Read", "add_meta", "export", "find_film", "write_dicom",
]  # fmt: skip

NO_OVERLAYS = Message("the overlays of its file are left out: they are neither drawn nor burned in")
NOT_SQUARE: Final = Message(
    "its grey picture has the film's own pixels, as its boxes do: they are not square, so it looks squeezed"
)
SUFFIXES: Final = frozenset({".png", ".pdf", ".dcm", ".json", ".jsonl", ".csv"})
"""Of the files that an export writes."""


class Exporter:
    """Makes the objects of an export.

    Args:
        plan: kinds, whose names, and what a human has made black.
        read: reads a film's file (in the decode process).
        draw: draws the model's heat map; None where no model is at hand.
    """

    def __init__(self, plan: Plan, read: Read, draw: Draw | None = None) -> None:
        self.plan, self._read, self._draw = plan, read, draw
        self.left_out: list[LeftOut] = []
        self.notes: list[LeftOut] = []
        self._conflicts: dict[str, Message] = {}
        self._left: dict[str, tuple[Sha256, str]] = {}  # SOP Instance UID to picture and patient
        self._patients: dict[str, str] = {}  # Study Instance UID to patient

    def films(self, cases: Iterable[ExportCase]) -> list[list[ExportCase]]:
        """The ``cases`` by film; each group is one step of progress."""
        rows = sorted(cases, key=lambda case: (case.item.film_key, case.item.reading.reader))
        self._conflicts = conflicts(rows) if self.plan.identity.keeps else {}
        return [list(group) for _key, group in groupby(rows, key=lambda case: case.item.film_key)]

    def made(self, cases: Sequence[ExportCase]) -> Iterator[Made]:
        """The objects of one film's ``cases``, at least one; what cannot be made is in :attr:`left_out`."""
        pixels = cases[0].item.reading.film_sha256
        kinds = self.plan.kinds - TABLES
        if self.plan.identity.keeps:
            kinds -= {Kind.FILM}  # the film's own file is the copy with names
        if self.plan.needs_review(pixels):
            self.leave(cases[0].item.film_key, Message("nobody has looked for burned-in text yet"))
            kinds -= PIXELS
        naming = kinds & self.plan.identifying
        yield from self._nameless(cases, kinds - naming)
        if naming:
            for number, group in enumerate(by_file(self._without_conflicts(cases)), 1):
                yield from self._naming(group, naming, number)

    def _nameless(self, cases: Sequence[ExportCase], kinds: frozenset[Kind]) -> Iterator[Made]:
        """Pictures that say nothing about whose film it is: any file with these pixels will do."""
        if not kinds:
            return
        try:
            image = find_film(cases[0], self._read)
            yield from self._objects(image, cases, kinds, cases[0].item.film_key)
        except ShentonError as error:
            self.leave(cases[0].item.film_key, error.whole)

    def _naming(self, cases: Sequence[ExportCase], kinds: frozenset[Kind], number: int) -> Iterator[Made]:
        """Objects under the header of the very file that was read."""
        name = cases[0].item.film_key + (f"-{number}" if number > 1 else "")
        try:
            image = find_film(cases[0], self._read, as_read=True)
            self._meet(image)
            made = self._objects(image, cases, kinds, name)
        except ShentonError as error:
            self.leave(name, error.whole)
            return
        yield from made

    def _objects(
        self, image: FilmImage, cases: Sequence[ExportCase], kinds: frozenset[Kind], name: str
    ) -> Iterator[Made]:
        film = FilmObjects(self.plan, image, cases, self._draw, name)
        for value in dropped(film.source, self.plan.identity) if kinds & self.plan.identifying else ():
            self.notes.append(LeftOut(name, value))
        if Kind.FILM in kinds:
            self.notes += [LeftOut(name, value) for value in left_out(film.image.film, film.source)]
        if image.film.overlay is not None and kinds & PIXELS:
            self.notes.append(LeftOut(name, NO_OVERLAYS))
        if image.film.pixel_aspect != 1.0 and Kind.PICTURES in kinds:
            self.notes.append(LeftOut(name, NOT_SQUARE))
        return objects_of(film, kinds, lambda key, error: self.leave(key, error.whole))

    def _without_conflicts(self, cases: Sequence[ExportCase]) -> list[ExportCase]:
        for case in cases:
            if why := self._conflicts.get(case.item.reading_key):
                self.leave(case.item.reading_key, why)
        return [case for case in cases if case.item.reading_key not in self._conflicts]

    def _meet(self, image: FilmImage) -> None:
        """One UID for one picture of one patient, of stores that were merged too, whose keys say nothing.

        Raises:
            ExportError: the film's UID has left with another one.
        """
        film = image.film
        if not self.plan.identity.keeps:
            return
        this = (film.pixel_sha256, film.patient_number)
        if self._left.setdefault(film.sop_uid, this) != this:
            raise ExportError("Another picture left under the same UID.", "Export it without identifiers.")
        if self._patients.setdefault(film.study_uid, film.patient_number) != film.patient_number:
            raise ExportError(
                "Another patient's film left under the UID of its study.", "Export it without identifiers."
            )

    def leave(self, key: str, reason: Message) -> None:
        """Note what does not leave: the ``key`` of a film or reading, and the ``reason``."""
        self.left_out.append(LeftOut(key, reason))


def find_film(case: ExportCase, read: Read, *, as_read: bool = False) -> FilmImage:
    """The film of a case, from the first place where it still lies.

    Args:
        case: one reading, with the paths where its film was met.
        read: reads a file, and raises :class:`ShentonError` for what is no film.
        as_read: under the very header that was on screen, not only with its pixels.

    Raises:
        ExportError: it lies nowhere any more, or nobody knows which file was read.
    """
    file, changed, others = case.file, False, False
    for path in sorted(case.paths, key=lambda path: file is None or not file.lies_at(path)):
        try:
            image = read(path)
        except ShentonError:
            continue
        if image.film.picture != (case.item.reading.film_sha256, case.item.film_shape):
            changed = True
        elif not as_read or (file is not None and file.is_of(image.film)):
            return image
        else:
            others = True
    raise _not_found(case, changed=changed, others=others)


def _not_found(case: ExportCase, *, changed: bool, others: bool) -> ExportError:
    if others and (case.file is None or not case.file.is_known):
        return ExportError(
            "This picture lies here under several headers, and nobody noted which of them was read.",
            "Open the right film in Shenton and confirm the answer once more.",
        )
    if others:
        return ExportError(
            "The file that was read is gone, or its patient, study or UIDs were changed since.",
            "Open the right film in Shenton and confirm the answer once more.",
        )
    if changed:
        return ExportError(
            "Another picture lies now where the film was.", "Open the film once more in Shenton, then export."
        )
    return ExportError("The film is not where it was.", "Open it once more in Shenton, then export.")


def export(
    exporter: Exporter,
    cases: Sequence[ExportCase],
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: True,
    audit_head: str | None = None,
) -> ExportReport:
    """Write everything that the plan names into ``folder``, and look at the end whether all of it is there.

    Args:
        exporter: makes the objects, and knows the plan.
        cases: the readings to export.
        folder: made when missing; files of an earlier export there are replaced.
        progress: told how many films are done, of how many; False stops the export.
        audit_head: hash of the store's newest audit row, noted in the labels' manifest.

    Raises:
        ExportError: the folder cannot be written.
    """
    counts: Counter[Kind] = Counter()
    files = Written()
    files.note(*_tables(exporter.plan.kinds, cases, folder, counts, audit_head))
    if Kind.COCO in exporter.plan.kinds and (said := boxless(case.item for case in cases)):
        exporter.notes.append(LeftOut(COCO, said))
    films = exporter.films(cases) if exporter.plan.kinds - TABLES else []
    going = progress(0, len(films))
    for number, group in enumerate(films, 1):
        if not going:
            break
        for one in exporter.made(group):
            try:
                with stated(Message("The export")):
                    files.note(one.write(folder))
            except UnwritableError as error:
                exporter.leave(Path(one.name).stem, error.whole)
            else:
                counts[one.kind] += 1
        going = progress(number, len(films)) or number == len(films)
    return ExportReport(
        dict(counts), tuple(exporter.left_out), cancelled=not going, notes=tuple(exporter.notes),
        missing=tuple(str(path.relative_to(folder)) for path in files.missing()),
        earlier=_earlier(folder, files),
    )  # fmt: skip


def _earlier(folder: Path, files: Written) -> int:
    """How many files lie in the places of an export that this one did not write: with names, perhaps."""
    met = [folder / name for name in (JSONL, CSV, MANIFEST, COCO)]
    for kind in set(Kind) - TABLES:
        with suppress(OSError):  # a folder that is not there, or went: the missing files are told
            met += (folder / kind.value).iterdir()
    return sum(path not in files and path.suffix.lower() in SUFFIXES and path.is_file() for path in met)


def _tables(
    kinds: frozenset[Kind],
    cases: Sequence[ExportCase],
    folder: Path,
    counts: Counter[Kind],
    audit_head: str | None,
) -> list[Path]:
    """The tables of an export: the files that were written."""
    items = [case.item for case in cases]
    files: list[Path] = []
    if Kind.LABELS in kinds:
        files += export_labels(items, folder, audit_head=audit_head).files
        counts[Kind.LABELS] = len(files)
    if Kind.COCO in kinds:
        files.append(export_coco(items, folder))
        counts[Kind.COCO] = 1
    return files
