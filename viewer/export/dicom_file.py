"""A data set as a DICOM file (PS3.10)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from inference.errors import ExportError

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


class UnwritableError(ExportError):
    """A value of one film's header cannot be written: that object is left out, the others go on."""

    def __init__(self) -> None:
        super().__init__("A value of the film's header cannot be written.", "Export it without identifiers.")


def write_dicom(dataset: Dataset, target: Path | BinaryIO) -> None:
    """A data set as a DICOM file, Explicit VR Little Endian.

    It is made in memory first: pydicom calls a number that its element cannot hold an OSError, as a disk does
    that is full.

    Raises:
        UnwritableError: a value of the film's header cannot be written.
        OSError: the disk refused.
    """
    from pydicom.filewriter import dcmwrite

    add_meta(dataset)
    made = BytesIO()
    try:
        dcmwrite(made, dataset, enforce_file_format=True)
    except (OSError, ValueError, TypeError, AttributeError, ArithmeticError, LookupError) as error:
        raise UnwritableError from error
    if isinstance(target, Path):
        with target.open("wb") as file:
            file.write(made.getbuffer())
    else:
        target.write(made.getbuffer())


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
