"""The objects of one film, made by exporters that register here by kind.

A new one: a member of :class:`~viewer.export.plan.Kind`, and a function with ``@of_film`` or ``@of_reading``
that gives a DICOM data set or what saves a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import ExportError, ShentonError
from inference.files import replacing
from inference.messages import NOTHING
from inference.records import FilmImage
from viewer.export.cases import ExportCase
from viewer.export.deidentified_image import film_class, film_copy
from viewer.export.dicom_file import UnwritableError, write_dicom
from viewer.export.identity import is_header_of, source_header
from viewer.export.measured import film_of
from viewer.export.page.pdf_page import PageFile
from viewer.export.pictures import grey_picture, reading_picture, save_png
from viewer.export.plan import Draw, Drawn, Kind, Look, Plan
from viewer.export.presentation_state import state
from viewer.export.secondary_capture import capture
from viewer.export.structured_report import key_image, report

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

Save = Callable[[Path], None]


@dataclass(frozen=True, slots=True, eq=False)
class PictureFile:
    """A picture that is written as PNG."""

    picture: NDArray[np.uint8]

    def __call__(self, path: Path) -> None:
        save_png(self.picture, path)

    def pages(self) -> list[NDArray[np.uint8]]:
        """What it shows."""
        return [self.picture]


@dataclass(frozen=True, slots=True)
class Made:
    """One object of an export: a DICOM data set, or what writes a file."""

    kind: Kind
    name: str
    dataset: Dataset | None = None
    save: Save | None = None

    def write(self, folder: Path) -> Path:
        """Write it below ``folder``, whole or not at all; where it lies."""
        target = folder / self.kind.value / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as part:
            (self.save or self._write_dicom)(part)
        return target

    def _write_dicom(self, path: Path) -> None:
        assert self.dataset is not None
        write_dicom(self.dataset, path)


class FilmObjects:
    """One film of an export, and what its objects are made of.

    Args:
        cases: read on this very file, where a kind of the plan says whose it is.
        name: of the files about the film itself, without ending.
    """

    def __init__(
        self, plan: Plan, image: FilmImage, cases: Sequence[ExportCase], draw: Draw | None, name: str
    ) -> None:
        from pydicom.dataset import Dataset

        self.plan, self.image, self.cases, self.name = plan, image, cases, name
        self._draw = draw
        self.blank = plan.reviewed.get(image.film.pixel_sha256, ())
        self.source = source_header(image.film.path) if image.film.is_dicom else Dataset()
        if image.film.is_dicom and not is_header_of(self.source, image.film):
            raise ExportError("The film's file was changed while it was exported.", "Export it once more.")

    def header(self, case: ExportCase) -> Dataset:
        """The header under which derived objects name the film; its class is the one it leaves under."""
        made = self.plan.identity.header(self.source, self.image.film, case.item)
        if not self.plan.identity.keeps:
            made.SOPClassUID = film_class(self.image.film, self.source)
        return made

    @cached_property
    def grey(self) -> NDArray[np.uint8]:
        return grey_picture(self.image, self.blank)

    @property
    def is_reviewed(self) -> bool:
        return self.image.film.pixel_sha256 in self.plan.reviewed

    def drawn(self, case: ExportCase) -> Drawn:
        """The film with the heat map of the reading's answer."""
        return Drawn(None, NOTHING) if self._draw is None else self._draw(self.image, self.grey, case.answer)

    def picture(self, case: ExportCase) -> NDArray[np.uint8]:
        """The reading as a picture."""
        drawn = self.drawn(case)
        base = self.grey if drawn.picture is None else drawn.picture
        return reading_picture(base, case, drawn.note, self.image.film.pixel_aspect)


Maker = Callable[[FilmObjects, ExportCase], "Dataset | Save"]
Takes = Callable[[ExportCase], bool]


@dataclass(frozen=True, slots=True)
class _Exporter:
    suffix: str
    once: bool  # for the film, not for each reading
    make: Maker
    takes: Takes  # whether anything is made of a case


EXPORTERS: Final[dict[Kind, _Exporter]] = {}
"""By kind, in the order in which they are made; the tables of :mod:`viewer.export.exporter` apart."""


def of_film(kind: Kind, suffix: str) -> Callable[[Maker], Maker]:
    """Register what makes one object of a film; it is given the first case."""
    return lambda make: EXPORTERS.setdefault(kind, _Exporter(suffix, True, make, _each)).make


def of_reading(kind: Kind, suffix: str, takes: Takes | None = None) -> Callable[[Maker], Maker]:
    """Register what makes one object of each reading, or of those that it ``takes``."""
    return lambda make: EXPORTERS.setdefault(kind, _Exporter(suffix, False, make, takes or _each)).make


def _each(_case: ExportCase) -> bool:
    return True


def objects_of(
    film: FilmObjects, kinds: frozenset[Kind], failed: Callable[[str, ShentonError], None]
) -> Iterator[Made]:
    """The objects of a film; what cannot be made is told and does not stop the others."""
    for kind, exporter in EXPORTERS.items():
        if kind not in kinds:
            continue
        cases = film.cases[:1] if exporter.once else film.cases
        for case in filter(exporter.takes, cases):
            name = film.name if exporter.once else case.item.reading_key
            try:
                made = _made(exporter.make, film, case)
            except ShentonError as error:
                failed(name, error)
                continue
            if callable(made):
                yield Made(kind, f"{name}{exporter.suffix}", save=made)
            else:
                yield Made(kind, f"{name}{exporter.suffix}", made)


def _made(make: Maker, film: FilmObjects, case: ExportCase) -> Dataset | Save:
    """What an exporter makes; a header value that its library cannot take is this object's own misfortune.

    Raises:
        ShentonError: it cannot be made.
    """
    try:
        return make(film, case)
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as error:
        raise UnwritableError from error


@of_film(Kind.PICTURES, ".png")
def _grey(film: FilmObjects, _case: ExportCase) -> Save:
    return PictureFile(film.grey)


@of_film(Kind.FILM, ".dcm")
def _copy(film: FilmObjects, case: ExportCase) -> Dataset:
    return film_copy(
        film.image, film.source, film.header(case), film.plan.identity,
        blank=film.blank, reviewed=film.is_reviewed,
    )  # fmt: skip


@of_reading(Kind.SR, ".dcm")
def _report(film: FilmObjects, case: ExportCase) -> Dataset:
    facts = film_of(case, film.image.film)
    return report(film.header(case), case, film.plan.identity, facts)


@of_reading(Kind.KEY, ".dcm", takes=lambda case: case.key)
def _key(film: FilmObjects, case: ExportCase) -> Dataset:
    return key_image(film.header(case), case, film.plan.identity)


@of_reading(Kind.GSPS, ".dcm")
def _state(film: FilmObjects, case: ExportCase) -> Dataset:
    look = film.plan.looks.get(film.image.film.pixel_sha256, Look())
    return state(
        film.header(case), film.image.film, case, film.plan.identity,
        window=look.window, inverted=look.inverted,
    )  # fmt: skip


@of_reading(Kind.PNG, ".png")
def _picture(film: FilmObjects, case: ExportCase) -> Save:
    return PictureFile(film.picture(case))


@of_reading(Kind.SC, ".dcm")
def _capture(film: FilmObjects, case: ExportCase) -> Dataset:
    burned_in = not film.is_reviewed and film.image.film.burned_in is not False
    return capture(
        film.header(case), film.picture(case), case, film.plan.identity,
        burned_in=burned_in, reviewed=film.is_reviewed,
    )  # fmt: skip


@of_reading(Kind.PDF, ".pdf")
def _page(film: FilmObjects, case: ExportCase) -> Save:
    facts, about = film.image.film, ""
    if film.plan.identity.keeps:
        known = (("Patient", facts.patient_number), ("Study of", facts.study_date))
        about = "   ".join(f"{name} {value}" for name, value in known if value)
    return PageFile(case, film.grey, film.drawn(case), about, facts)
