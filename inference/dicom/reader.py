"""One file to one film: DICOM, or a PNG or JPEG picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from inference.dicom import chain_reader, codecs, geometry, header, laterality, overlays, safe_parse
from inference.dicom.cells.value_place import BITS_ABOVE
from inference.dicom.elements import code, text
from inference.dicom.symmetry import symmetry
from inference.dicom.view_words import view_position
from inference.errors import FilmError
from inference.messages import Message
from inference.records import Film, FilmImage, Sha256, ValueChain

Decoded = Callable[[NDArray[np.uint16]], object]
"""Called with a film's pixels once they are there."""


def read_film(path: Path) -> FilmImage:
    """Read a film in this process.

    The viewer reads through :class:`inference.dicom.decode_worker.DecodeChild`, which adds limits on memory
    and time.

    Args:
        path: a DICOM file (with or without preamble), a PNG or a JPEG.

    Returns:
        The film with uint16 [rows, columns] pixels, shifted as :class:`ValueChain` says.

    Raises:
        FilmRefusedError: readable, but no single greyscale radiograph.
        FilmError: not readable: damaged, hostile, too large, or in a compression without codec.
    """
    image = read_unhashed(path)
    film = replace(image.film, pixel_sha256=codecs.pixel_sha256(image.pixels))
    return FilmImage(film, image.pixels)


def read_unhashed(path: Path, decoded: Decoded | None = None) -> FilmImage:
    """As :func:`read_film`, but with an empty ``pixel_sha256``, for a caller that computes it meanwhile.

    Args:
        path: as there.
        decoded: called with the film's pixels once they are there, before the rest of the header is read.
    """
    data = safe_parse.read_bytes(path)
    try:
        return _read(path, data, decoded or (lambda _pixels: None))
    except MemoryError:
        raise FilmError("The file needs more memory than a film may take.", "It is damaged.") from None


def _read(path: Path, data: bytes, decoded: Decoded) -> FilmImage:
    from inference.dicom import raster_image

    if raster_image.is_picture(data):
        image = raster_image.read_picture(path, data)
        decoded(image.pixels)
        return image
    if not safe_parse.looks_like_dicom(data[: safe_parse.MAX_LEAD]):
        raise FilmError(
            "This is not a DICOM, PNG or JPEG file.", "Open a radiograph in one of these formats."
        )
    parsed = safe_parse.parse(data, header.KEYWORDS)
    return _film(path, parsed, decoded)


def _film(path: Path, parsed: safe_parse.Parsed, decoded: Decoded) -> FilmImage:
    dataset = parsed.dataset
    kind_notes = header.check_kind(parsed)
    layout = header.layout(parsed)
    overlay, overlay_notes = overlays.read(parsed, layout)
    pixels = codecs.decode(layout)
    shifted = np.ascontiguousarray(pixels.shifted)
    decoded(shifted)
    stated, chain_notes = chain_reader.read_chain(dataset, pixels.bits, pixels.signed)
    chain, fit_notes = chain_reader.fitted(stated, shifted)
    pixel_notes = [note for note in pixels.notes if overlay is None or note != BITS_ABOVE]
    warnings = (
        *parsed.notes, *kind_notes, *layout.notes, *pixel_notes, *chain_notes, *fit_notes,
        *geometry.notes(dataset), *header.notes(dataset), *overlay_notes,
    )  # fmt: skip
    film = replace(
        _described(path, dataset, layout, chain, warnings), symmetry=symmetry(shifted), overlay=overlay
    )
    return FilmImage(film, shifted)


def _described(
    path: Path,
    dataset: Dataset,
    layout: header.Layout,
    chain: ValueChain,
    warnings: tuple[Message, ...],
) -> Film:
    """What the header says of a film; its pixels' hash is not known yet."""
    space = geometry.spacing(dataset)
    return Film(
        path=path,
        sop_uid=text(dataset, "SOPInstanceUID"),
        study_uid=text(dataset, "StudyInstanceUID"),
        series_uid=text(dataset, "SeriesInstanceUID"),
        sop_class=text(dataset, "SOPClassUID"),
        shape=(layout.rows, layout.columns),
        chain=chain,
        pixel_sha256=Sha256(""),
        transfer_syntax=layout.transfer_syntax,
        modality=code(dataset, "Modality"),
        body_part=text(dataset, "BodyPartExamined"),
        view_position=view_position(dataset),
        laterality=laterality.laterality(dataset),
        patient_orientation=geometry.orientation(dataset),
        spacing_mm=space.mm,
        spacing_kind=space.kind,
        aspect_ratio=geometry.aspect_ratio(dataset),
        magnification=space.magnification,
        magnification_stated=space.magnification_stated,
        for_processing=header.unprocessed(dataset),
        burned_in=header.burned_in(dataset),
        synthetic=header.is_synthetic(dataset),
        patient_name=text(dataset, "PatientName"),
        patient_number=text(dataset, "PatientID"),
        patient_sex=text(dataset, "PatientSex"),
        patient_age=header.age(dataset),
        study_date=text(dataset, "StudyDate"),
        study_description=text(dataset, "StudyDescription"),
        device_model=text(dataset, "ManufacturerModelName"),
        warnings=warnings,
    )
