"""What is refused, by name; what is shown with a warning; what the film says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset

from inference.dicom.header import GARBLED
from inference.dicom.header import age as age_of
from inference.dicom.reader import read_film
from inference.errors import FilmError, FilmRefusedError
from tests import films

STORAGE = "1.2.840.10008.5.1.4.1.1."


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ({"SOPClassUID": STORAGE + "2", "Modality": "CT"}, "a CT image"),
        ({"SOPClassUID": STORAGE + "4", "Modality": "MR"}, "an MR image"),
        ({"SOPClassUID": STORAGE + "6.1", "Modality": "US"}, "an ultrasound image"),
        ({"SOPClassUID": STORAGE + "88.33", "Modality": "SR"}, "a structured report"),
        ({"SOPClassUID": STORAGE + "88.59", "Modality": "KO"}, "a key object selection"),
        ({"SOPClassUID": STORAGE + "11.1", "Modality": "PR"}, "a presentation state"),
        ({"SOPClassUID": STORAGE + "66.4", "Modality": "SEG"}, "a segmentation"),
        ({"SOPClassUID": STORAGE + "104.1", "Modality": "OT"}, "Encapsulated PDF"),
        ({"SOPClassUID": STORAGE + "104.1", "Modality": "DOC"}, "a document"),
        ({"SOPClassUID": STORAGE + "12.1.1", "Modality": "XA"}, "Enhanced XA Image"),
        ({"SOPClassUID": STORAGE + "9.1.1", "Modality": "ECG"}, "an electrocardiogram"),
        ({"SOPClassUID": STORAGE + "7", "Modality": "CT"}, "a CT image"),
        ({"SOPClassUID": STORAGE + "7", "Modality": "HD"}, "modality HD"),
        ({"SOPClassUID": "1.2.840.10008.5.9.9.9", "Modality": "HD"}, "modality HD"),
        ({"SOPClassUID": STORAGE + "7", "Modality": "SMITH"}, "of an unknown kind"),  # a name, perhaps
        ({"SOPClassUID": "1.2.840.10008.5.9.9.9", "Modality": "SMITH"}, "of an unknown kind"),
        ({"PhotometricInterpretation": "SMITH"}, "a colour image, not"),
        ({"SOPClassUID": "1.2.840.10008.5.9.9.9", "Modality": None}, "unknown kind"),
        ({"NumberOfFrames": 12}, "12 frames"),
        ({"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3}, r"a colour image \(RGB\)"),
        ({"PhotometricInterpretation": "PALETTE COLOR"}, r"a colour image \(PALETTE COLOR\)"),
        ({"PhotometricInterpretation": "YBR_FULL_422", "SamplesPerPixel": 3}, "a colour image"),
        ({"SamplesPerPixel": 3}, "a colour image"),
    ],
)
def test_what_is_no_radiograph_is_refused_by_name(tmp_path: Path, header: dict[str, Any], named: str) -> None:
    with pytest.raises(FilmRefusedError, match=named):
        read_film(films.make_film(tmp_path, **header))


@pytest.mark.parametrize(
    ("sop_class", "modality"),
    [
        (films.CR, "CR"),
        (films.DX, "DX"),
        (STORAGE + "1.2", "MG"),
        (STORAGE + "1.3", "IO"),
        (STORAGE + "12.1", "XA"),
        (STORAGE + "12.2", "RF"),
        (films.CR, "RG"),
        (films.CR, None),
    ],
)
def test_radiographs_are_read_without_a_warning(tmp_path: Path, sop_class: str, modality: str | None) -> None:
    film = read_film(films.make_film(tmp_path, SOPClassUID=sop_class, Modality=modality)).film
    assert film.sop_class == sop_class
    assert film.modality == (modality or "")
    assert film.warnings == ()


@pytest.mark.parametrize("modality", ["OT", "DX", "SC", ""])
def test_single_grey_secondary_capture_is_read_with_a_warning(tmp_path: Path, modality: str) -> None:
    film = read_film(films.make_film(tmp_path, SOPClassUID=STORAGE + "7", Modality=modality)).film
    assert any("secondary capture" in warning for warning in film.warnings)


def test_private_kind_with_a_film_modality_is_read_with_a_warning(tmp_path: Path) -> None:
    film = read_film(films.make_film(tmp_path, SOPClassUID="1.3.12.2.1107.5.9.1", Modality="CR")).film
    assert any("does not say what kind" in warning for warning in film.warnings)


@pytest.mark.parametrize("frames", [1, 0, None])
def test_one_frame_may_be_said_or_not(tmp_path: Path, frames: int | None) -> None:
    assert read_film(films.make_film(tmp_path, NumberOfFrames=frames)).film.shape == (96, 80)


@pytest.mark.parametrize("tag", [0x7FE00008, 0x7FE00009])
def test_floating_point_pixels_are_refused(tmp_path: Path, tag: int) -> None:
    made = films.dataset(Rows=2, Columns=2, BitsAllocated=32)
    made.add_new(tag, "OF" if tag == 0x7FE00008 else "OD", bytes(32))
    with pytest.raises(FilmRefusedError, match="floating-point"):
        read_film(films.write(tmp_path / "film.dcm", made))


def test_file_without_its_picture_is_an_error(tmp_path: Path) -> None:
    path = films.write(tmp_path / "film.dcm", films.dataset(Rows=2, Columns=2))
    with pytest.raises(FilmError, match="ends before its picture"):
        read_film(path)


def test_pixels_kept_elsewhere_are_refused(tmp_path: Path) -> None:
    made = films.dataset(PixelDataProviderURL="https://example.org/jpip")
    with pytest.raises(FilmRefusedError, match="kept elsewhere"):
        read_film(films.write(tmp_path / "film.dcm", made))


@pytest.mark.parametrize("missing", ["Rows", "Columns"])
def test_missing_size_is_an_error(tmp_path: Path, missing: str) -> None:
    with pytest.raises(FilmError, match="picture's size"):
        read_film(films.make_film(tmp_path, **{missing: None}))


def test_bits_that_are_not_given_follow_the_cell(tmp_path: Path) -> None:
    chain = read_film(films.make_film(tmp_path, bits=16, BitsStored=None, HighBit=None)).film.chain
    assert chain.bits_stored == 16


@pytest.mark.parametrize(("said", "known"), [("YES", True), ("NO", False), (None, None), ("MAYBE", None)])
def test_burned_in_annotation(tmp_path: Path, said: str | None, known: bool | None) -> None:
    film = read_film(films.make_film(tmp_path, BurnedInAnnotation=said)).film
    assert film.burned_in is known
    assert any("burned into" in warning for warning in film.warnings) == (known is True)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"LossyImageCompression": "01"}, "compressed with loss"),
        ({"LossyImageCompression": "00"}, ""),
        ({"ShutterShape": ["RECTANGULAR", "CIRCULAR"]}, "all of it is shown"),
        ({"PresentationIntentType": "FOR PROCESSING"}, "Unprocessed detector data"),
        ({"PresentationIntentType": "FOR PRESENTATION"}, ""),
        ({"SOPClassUID": STORAGE + "1.1.1"}, "Unprocessed detector data"),
        ({"PhotometricInterpretation": None}, "black or white"),
        ({"PhotometricInterpretation": None, "PresentationLUTShape": "IDENTITY"}, ""),
    ],
)
def test_what_a_reader_should_know_is_said(tmp_path: Path, header: dict[str, Any], said: str) -> None:
    warnings = read_film(films.make_film(tmp_path, **header)).film.warnings
    assert said in " ".join(warnings) if said else warnings == ()


def test_overlay_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = films.dataset(Rows=4, Columns=4, BitsAllocated=8, BitsStored=8, HighBit=7, PixelRepresentation=0)
    made.add_new(0x60000010, "US", 4)
    made.add_new(0x60003000, "OW", bytes(2))
    made.add_new(0x7FE00010, "OW", bytes(16))
    film = read_film(films.write(tmp_path / "film.dcm", made)).film
    assert film.warnings == ("The file carries an overlay that cannot be read; it is not shown.",)


@pytest.mark.parametrize(
    ("header", "synthetic"),
    [
        ({}, False),
        ({"Manufacturer": "Shenton synthetic films"}, True),
        ({"ImageComments": "SYNTHETIC: not of a person"}, True),
        ({"Manufacturer": "Synthetic Shenton"}, False),
    ],
)
def test_films_that_were_simulated_say_so(tmp_path: Path, header: dict[str, str], synthetic: bool) -> None:
    assert read_film(films.make_film(tmp_path, **header)).film.synthetic is synthetic


def test_facts_for_the_screen(tmp_path: Path) -> None:
    film = read_film(
        films.make_film(
            tmp_path,
            PatientName="Noether^Emmy",
            PatientID="N-1",
            PatientSex="F",
            PatientAge="053Y",
            StudyDate="20200102",
            StudyDescription="Becken a.p.\r\nliegend",
            ManufacturerModelName="Phantom 1",
            SpecificCharacterSet="ISO_IR 100",
        )
    ).film
    assert (film.patient_name, film.patient_number, film.patient_sex) == ("Noether^Emmy", "N-1", "F")
    assert (film.patient_age, film.study_date, film.device_model) == ("053Y", "20200102", "Phantom 1")
    assert film.study_description == "Becken a.p.liegend"
    assert (film.body_part, film.view_position, film.modality) == ("PELVIS", "AP", "DX")


@pytest.mark.parametrize(
    ("stated", "born", "then", "age"),
    [
        ("053Y", "19410203", "20200102", "053Y"),  # as stated, whatever the dates say
        ("", "19410203", "20240202", "082Y"), ("", "19410203", "20240203", "083Y"),
        ("", "20230515", "20240310", "009M"), ("", "20230515", "20250515", "002Y"),
        ("", "19000101", "20240310", ""), ("", "20250101", "20240310", ""),
        ("", "19419999", "20240310", ""), ("", "19410203", "", ""), ("", "1941", "20240310", ""),
    ],
)  # fmt: skip
def test_the_age_is_stated_or_follows_from_the_dates(stated: str, born: str, then: str, age: str) -> None:
    dataset = Dataset()
    dataset.PatientAge, dataset.PatientBirthDate, dataset.StudyDate = stated, born, then
    assert age_of(dataset) == age


@pytest.mark.parametrize(
    "written", ["monochrome1", "MONOCHROME 1", "MONO1", "MONOCHROME1\\", "'MONOCHROME1'", "MONOCHROME1\0"]
)
def test_code_strings_are_read_as_far_as_they_are_plain(tmp_path: Path, written: str) -> None:
    path = films.make_film(tmp_path, PhotometricInterpretation=None)
    data = path.read_bytes()
    value = written.encode() + b" " * (len(written) % 2)
    at = data.index(b"\x28\0\x10\0US")
    element = b"\x28\0\x04\0CS" + len(value).to_bytes(2, "little") + value
    path.write_bytes(data[:at] + element + data[at:])
    assert read_film(path).film.chain.inverted


def test_text_and_numbers_that_were_written_as_bytes(tmp_path: Path) -> None:
    path = films.make_film(tmp_path, stored=films.phantom(96, 80), PatientID="THIS ONE")
    data = path.read_bytes().replace(b"\x10\0\x20\0LO\x08\0THIS ONE", b"\x10\0\x20\0OB\0\0\x08\0\0\0THIS ONE")
    data = data.replace(b"\x28\0\x10\0US\x02\0", b"\x28\0\x10\0OB\0\0\x02\0\0\0")
    path.write_bytes(data)
    film = read_film(path).film
    assert (film.patient_number, film.shape) == ("THIS ONE", (96, 80))


@pytest.mark.parametrize(
    ("charset", "bytes_", "name", "is_garbled"),
    [
        ("ISO_IR 100", b"Zo\xe9^A", "Zoé^A", False),
        (None, b"Zo\xc3\xa9^A", "Zoé^A", False),  # UTF-8 that is not said
        ("NOSUCH", b"Zo\xc3\xa9^A", "Zoé^A", False),
        (None, b"Zo\xe9^A", "Zoé^A", True),
        (None, "王^小".encode("gb18030"), None, True),
        ("ISO_IR 192", b"Zo\xe9^A", None, True),
        (None, b"Zoe^A", "Zoe^A", False),
    ],
)
def test_a_name_in_unknown_characters_is_said(
    tmp_path: Path, charset: str | None, bytes_: bytes, name: str | None, *, is_garbled: bool
) -> None:
    stated = charset and "ISO_IR 192"  # pydicom warns of others when it writes them
    path = films.make_film(tmp_path, SpecificCharacterSet=stated, PatientName="N" * len(bytes_))
    data = path.read_bytes().replace(b"ISO_IR 192", (charset or "").ljust(10).encode())
    path.write_bytes(data.replace(b"N" * len(bytes_), bytes_))
    film = read_film(path).film
    assert name is None or film.patient_name == name
    assert (GARBLED in film.warnings) is is_garbled


def test_blanks_of_other_kinds_stay_blanks(tmp_path: Path) -> None:
    number = "A\u00a01\u30002"
    made = films.make_film(tmp_path, SpecificCharacterSet="ISO_IR 192", PatientID=number)
    assert read_film(made).film.patient_number == "A 1 2"
