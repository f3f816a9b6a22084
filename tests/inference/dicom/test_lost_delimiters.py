"""Header sequences whose delimiters were overwritten or lost: the same film, and it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from inference.dicom.reader import read_film
from inference.dicom.safe_parse import MENDED
from tests import films

ITEM_END, SEQUENCE_END = b"\xfe\xff\x0d\xe0\0\0\0\0", b"\xfe\xff\xdd\xe0\0\0\0\0"  # PS3.5 7.5


@pytest.mark.parametrize("syntax", [films.EXPLICIT, films.IMPLICIT, films.JPEG_LS])
@pytest.mark.parametrize("lost", [ITEM_END, SEQUENCE_END, ITEM_END + SEQUENCE_END])
@pytest.mark.parametrize("nulls", [True, False])
def test_a_delimiter_inside_the_header_is_missing(
    tmp_path: Path, syntax: str, lost: bytes, nulls: bool
) -> None:
    dataset = dcmread(films.make_film(tmp_path, syntax=syntax))
    region = Dataset()
    region.CodeValue, region.CodingSchemeDesignator, region.CodeMeaning = "T-15710", "SRT", "Hip joint"
    region.is_undefined_length_sequence_item = True
    dataset.AnatomicRegionSequence = Sequence([region])
    dataset["AnatomicRegionSequence"].is_undefined_length = True
    path = films.write(tmp_path / "whole.dcm", dataset, syntax)
    whole = read_film(path)
    data = path.read_bytes()
    assert lost in data
    path.write_bytes(data.replace(lost, b"\0" * len(lost) if nulls else b"", 1))
    found = read_film(path)
    np.testing.assert_array_equal(found.pixels, whole.pixels)
    assert replace(found.film, warnings=()) == replace(whole.film, warnings=())
    assert set(found.film.warnings) <= {*whole.film.warnings, MENDED}
    if not nulls:
        assert MENDED in found.film.warnings


def test_a_delimiter_too_many_behind_a_sequence(tmp_path: Path) -> None:
    path = films.make_film(tmp_path)
    whole, data = read_film(path), path.read_bytes()
    at = data.index(b"\x10\x00\x10\x00PN")
    path.write_bytes(data[:at] + ITEM_END + SEQUENCE_END + data[at:])
    found = read_film(path)
    np.testing.assert_array_equal(found.pixels, whole.pixels)
    assert replace(found.film, warnings=()) == replace(whole.film, warnings=())
    assert MENDED in found.film.warnings
