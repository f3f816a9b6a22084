"""Whatever a file holds, a parser gives a value or one clear error of ours, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.tag import BaseTag

from inference import labels_file
from inference.aoota import CLASSES
from inference.dicom.reader import read_film
from inference.errors import BundleError, FilmError, LabelsError, StudyError
from inference.model import card as cards
from inference.model.card_validation import check_card
from inference.records import FilmImage
from inference.stats.records import StudyDataError
from tests import films, studies
from tests.models import tiny_card
from viewer.app import settings as options
from viewer.study.analysis.answers import imrmc, long_csv
from viewer.study.design import protocol_file
from viewer.study.files.signed_archive import STUDY_PACK, Container, Writer, new_key

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=12)
    | st.sampled_from([-1, 0, 10**400, 1e308, "", "A1", " ", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.sampled_from(CLASSES), inner)
    ),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a decoded JSON value can be changed."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:2]):
            yield from places(inner, (*path, at))


def changed(value: Any, data: st.DataObject) -> Any:
    """``value`` with something else in one to three of its places, or a key too many or too few."""
    made = copy.deepcopy(value)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(made))))
        if not path:
            return data.draw(JSON)
        inside = made
        for key in path[:-1]:
            inside = inside[key]
        if data.draw(st.booleans()) and isinstance(inside, dict):
            del inside[path[-1]]
        else:
            inside[path[-1]] = data.draw(JSON)
    return made


def mangled(whole: bytes, data: st.DataObject) -> bytes:
    """Bytes with some cut off, changed, put in or taken out."""
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["cut", "change", "insert", "remove"]))
    some = data.draw(st.binary(min_size=1, max_size=8))
    if kind == "cut":
        return whole[:at]
    if kind == "change":
        return whole[:at] + some + whole[at + len(some) :]
    if kind == "insert":
        return whole[:at] + some + whole[at:]
    return whole[:at] + whole[at + len(some) :]


# DICOM -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole_film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return films.make_film(tmp_path_factory.mktemp("films"), stored=films.phantom(32, 24)).read_bytes()


def read(path: Path) -> None:
    try:
        image = read_film(path)
    except FilmError:
        return
    assert isinstance(image, FilmImage)


@FEW
@given(data=st.data())
def test_a_mangled_film_is_a_film_or_an_error(whole_film: bytes, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(mangled(whole_film, data))
    read(path)


@FEW
@given(body=st.binary(max_size=300))
def test_any_bytes_behind_the_preamble(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(b"\0" * 128 + b"DICM" + body)
    read(path)


NUMBERS = ("WindowCenter", "WindowWidth", "RescaleSlope", "RescaleIntercept", "PixelSpacing")
NUMBERS += ("ImagerPixelSpacing", "EstimatedRadiographicMagnificationFactor", "PixelAspectRatio")
CODES = ("PhotometricInterpretation", "PresentationLUTShape", "VOILUTFunction", "ImageLaterality")
CODES += ("PatientOrientation", "BodyPartExamined", "ViewPosition", "BurnedInAnnotation", "Modality")
OWN = ("StudyDate", "PatientAge", "PatientBirthDate", "PatientName", "SOPInstanceUID")
NUMBER = st.sampled_from(["", "0", "-1", "1e400", "nan", "2048\\", "\\", "0,5", "[1]", "1\\2\\3", " 7 ", "x"])
NUMBER |= st.floats(width=32).map(lambda value: f"{value:.6g}")
CODE = st.text("ABCNOMHREI12 _\\", max_size=16)


@FEW
@given(
    numbers=st.dictionaries(st.sampled_from(NUMBERS), NUMBER, max_size=4),
    codes=st.dictionaries(st.sampled_from(CODES), CODE, max_size=3),
    own=st.dictionaries(st.sampled_from(OWN), st.text(max_size=20), max_size=2),
)
def test_any_header_values(
    tmp_path: Path, numbers: dict[str, str], codes: dict[str, str], own: dict[str, str]
) -> None:
    """Values as raw bytes: what real devices write is not what pydicom would let one write."""
    path = films.make_film(tmp_path, stored=films.phantom(16, 16))
    made = pydicom.dcmread(path)
    for keyword, value in {**numbers, **codes, **own}.items():
        number = tag_for_keyword(keyword)
        assert number is not None
        text = value.encode("utf8", "replace")
        text += b" " * (len(text) % 2)
        tag = BaseTag(number)
        made._dict[tag] = RawDataElement(tag, dictionary_VR(tag), len(text), text, 0, False, True)
    made.save_as(path)
    read(path)


# our own files -----------------------------------------------------------------------------------


def label() -> dict[str, Any]:
    row = labels_file.LabelRow(
        pixel_sha256="a" * 64, film_key="b" * 32, patient_key="c" * 32, reading_key="d" * 32,
        reader="R1", order=1, ao_class="A2", side="right", regions=((1.0, 2.0, 3.0, 4.0),),
    )  # fmt: skip
    return json.loads(labels_file.to_json(row))


@FEW
@given(data=st.data())
def test_a_changed_label_is_a_label_or_an_error(data: st.DataObject) -> None:
    line = json.dumps(changed(label(), data))
    try:
        row = labels_file.from_json(line)
    except LabelsError:
        return
    assert labels_file.from_json(labels_file.to_json(row)) == row


@FEW
@given(line=st.text(max_size=80))
def test_any_line_of_a_labels_file(line: str) -> None:
    with pytest.raises(LabelsError):
        labels_file.from_json(line + "{")


CARD = json.loads(tiny_card().to_json())


@FEW
@given(data=st.data())
def test_a_changed_card_is_a_card_or_an_error(data: st.DataObject) -> None:
    with suppress(BundleError):
        check_card(cards.from_json(json.dumps(changed(CARD, data))))


PROTOCOL = protocol_file.to_table(studies.protocol())


@FEW
@given(data=st.data())
def test_a_changed_protocol_is_a_protocol_or_an_error(data: st.DataObject) -> None:
    try:
        made = protocol_file.from_table(changed(PROTOCOL, data))
    except StudyError:
        return
    assert protocol_file.parse(protocol_file.text(made)) == made


@FEW
@given(text=st.text(max_size=120) | st.text('[]="#.\n 0123abc', max_size=120))
def test_any_text_as_a_protocol(text: str) -> None:
    with pytest.raises(StudyError):
        protocol_file.parse(text)


LINE = st.lists(st.sampled_from(["r1", "c1", "0", "1", "-1", "truth", "", "A", "nan", "1e999"]), max_size=6)


@FEW
@given(rows=st.lists(LINE, max_size=6), head=st.booleans())
def test_any_lines_as_answers(rows: list[list[str]], head: bool) -> None:
    text = "\n".join(",".join(row) for row in rows)
    heads = {imrmc.parse: "title\nBEGIN DATA:\n", long_csv.parse: "reader,case,arm,truth,rating\n"}
    for parse, before in heads.items():
        try:
            answers = parse((before if head else "") + text)
        except StudyDataError:
            continue
        assert answers.cases
        assert answers.rating.shape == (len(answers.arms), len(answers.readers), len(answers.cases))


@pytest.fixture(scope="module")
def whole_pack(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    path, key = tmp_path_factory.mktemp("packs") / "a.pack", new_key()
    with Writer(path, STUDY_PACK, {"study": "a" * 64, "reader": "R1"}) as pack:
        pack.add("assignment.json", b"{}")
        pack.add("films/0001.dcm", b"x" * 200, packed=True)
        pack.finish(key)
    return path.read_bytes(), key


@FEW
@given(data=st.data())
def test_a_mangled_pack_is_refused_or_whole(
    whole_pack: tuple[bytes, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    whole, key = whole_pack
    path = tmp_path / "a.pack"
    path.write_bytes(mangled(whole, data))
    with suppress(StudyError), Container(path, STUDY_PACK) as pack:
        pack.authenticate(key)
        assert pack.read("films/0001.dcm") == b"x" * 200


@FEW
@given(data=st.data())
def test_changed_settings_cost_their_key_and_no_more(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(changed(asdict(options.Settings()), data)))
    found, _bad = options.load(path)
    found = replace(found, reader=found.reader or "R1")  # the program gives a code where there is none
    options.write(path, found)
    assert options.load(path) == (found, ())
