"""Which side a header names, and what the picture says of the hips on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from inference.dicom import laterality
from inference.dicom.reader import read_film
from inference.dicom.symmetry import symmetry
from inference.records import Symmetry
from tests import films


def item(**values: Any) -> Dataset:
    made = Dataset()
    for keyword, value in values.items():
        setattr(made, keyword, value)
    return made


def region(code: str) -> list[Dataset]:
    return [item(CodeValue="24136001", AnatomicRegionModifierSequence=[item(CodeValue=code)])]


def frame(side: str) -> list[Dataset]:
    return [item(FrameAnatomySequence=[item(FrameLaterality=side)])]


@pytest.mark.parametrize(
    ("header", "side"),
    [
        ({"BodyPartExamined": "RT HIP"}, "R"),
        ({"BodyPartExamined": "HIP_L"}, "L"),
        ({"BodyPartExamined": "HIPLEFT"}, "L"),
        ({"BodyPartExamined": "HIPS"}, ""),
        ({"SharedFunctionalGroupsSequence": frame("R")}, "R"),
        ({"PerFrameFunctionalGroupsSequence": frame("L")}, "L"),
        ({"AnatomicRegionSequence": region("24028007")}, "R"),
        ({"AnatomicRegionSequence": region("G-A101")}, "L"),
        ({"AnatomicRegionSequence": region("51440002")}, "B"),
        ({"AnatomicRegionSequence": region("A-NEW-CODE")}, ""),
        ({"AnatomicRegionSequence": []}, ""),
        ({"ViewCodeSequence": [item(ViewModifierCodeSequence=[item(CodeValue="7771000")])]}, "L"),
        ({"SeriesDescription": "XR Hip right 2 views"}, "R"),
        ({"ProtocolName": "LT HIP AP"}, "L"),
        ({"SeriesDescription": "Pelvis and right hip"}, ""),
        ({"SeriesDescription": "LEFT HAND"}, ""),
        ({"SeriesDescription": "Hips left and right"}, ""),
        ({"StudyDescription": "RIGHT HIP"}, ""),
        ({"ImageLaterality": "R", "BodyPartExamined": "LEFT HIP"}, laterality.CONTRADICTED),
        ({"ImageLaterality": "R", "AnatomicRegionSequence": region("7771000")}, laterality.CONTRADICTED),
        ({"Laterality": "L", "SeriesDescription": "HIP RT"}, laterality.CONTRADICTED),
        ({"ImageLaterality": "B", "SeriesDescription": "HIP RT"}, "B"),
    ],
)
def test_every_place_of_a_header_that_names_a_side_is_asked(header: dict[str, Any], side: str) -> None:
    dataset = item(**header)
    assert laterality.laterality(dataset) == side
    assert (laterality.CONTRADICTION in laterality.notes(dataset)) == (side == laterality.CONTRADICTED)


LEFT = """Hüfte links; LEFT HIP R/O FX; L HIP, L SPINE; HANCHE G; CADERA IZQ; anca sx; 左髋关节; HIP L 2V
HIP_L_AP; HIP L 1-2 VIEWS; CHECK UP LEFT HIP; DX ANCA SX
DX HIP LEFT; linke Hüfte in beiden Ebenen; 좌측 고관절; Höft vänster; hip ｌｅｆｔ"""
RIGHT = """R HIP S/P ORIF; HANCHE DROITE; CADERA DER; ANCA DX; 右股関節; правый тазобедренный сустав
HIP R LATERAL; FOLLOW UP RIGHT HIP; F/UP RIGHT HIP; HIP R 2-3 VIEWS
Hüfte re.; HIP W/O CONTRAST R; Heup rechts; biodro prawe; HIPR2V"""
NEITHER = """B/L HIP AP; B L HIP; HIP R/O FX; HIP 2V R/O FRACTURE; HIP R.O. FX; HIP L5-S1; HIP L4/5; HIP 2R
HIP 2 R
R&L HIP; HIP LT/RT; C/L HIP; POST OP L THR R THR HIP; HIP AND L-SPINE; HIP UP RIGHT; Bassin hanche droite
Beckenübersicht Hüfte links; Hüften bds.; 左右股関節; 骨盆及右髋; DX HIP; HIP LEFT LATERAL DECUBITUS; X-R HIP
HANCHES G ET D; HIP BILAT L; BIL. HIP L; HIP LEVEL; HIP RIGHT POST OBL
FOLLOW UP RIGHT AND LEFT HIP; HIP R AND L 2-3 VIEWS; RT HIP + L 1-2; HIP L 1 R 1; R HIP 1-2 L HIP 3-4
DX ANCA"""


@pytest.mark.filterwarnings("ignore:.*for VR CS")
@pytest.mark.parametrize("keyword", ["SeriesDescription", "BodyPartExamined"])
def test_a_letter_that_is_no_side_is_not_read_as_one_in_any_language(keyword: str) -> None:
    for side, texts in (("L", LEFT), ("R", RIGHT), ("", NEITHER)):
        for text in re.split("[;\n] *", texts):
            found = laterality.laterality(item(SpecificCharacterSet="ISO_IR 192", **{keyword: text}))
            assert (text, found) == (text, side)
    assert laterality.laterality(item(ImageLaterality="L", SeriesDescription="HIP R/O FX")) == "L"
    assert [
        laterality.laterality(item(ImageLaterality=given)) for given in ("B/L", "Links", "IZQ", "右")
    ] == [*("B", "L", "L", "R")]


@pytest.mark.parametrize(
    ("texts", "side"),
    [
        ("Sol kalça; bal csípő; kyčel vlevo; lonkka v; șold stâng; kuk lijevi; kolk levi; pinggul kiri", "L"),
        (
            "Sağ kalça; jobb csípő; kyčel vpravo; lonkka o; șold drept; kuk desni; kolk desni; pinggul kanan",
            "R",
        ),
        ("kalça; csípő; sold; kuk; kolk; pinggul; sol; sag; bal; jobb; kiri", ""),
    ],
)
def test_sides_of_further_languages_count_beside_a_hip(texts: str, side: str) -> None:
    for text in texts.split("; "):
        found = laterality.laterality(item(SpecificCharacterSet="ISO_IR 192", SeriesDescription=text))
        assert (text, found) == (text, side)


@pytest.mark.parametrize(
    ("region", "modifier", "side"),
    [
        ("Left hip", "", "L"),
        ("Right hip region", "", "R"),
        ("Hip joint", "Left", "L"),
        ("Hip joint", "Right side", "R"),
        ("Hip joint", "Bilateral", "B"),
        ("Hip joint", "Right anterior oblique of the left", ""),
        ("Left hip", "Right", laterality.CONTRADICTED),
        ("Pelvis and left hip", "", ""),
    ],
)
def test_the_words_of_a_coded_region_name_its_side(region: str, modifier: str, side: str) -> None:
    coded = item(CodeValue="99.1", CodeMeaning=region)
    if modifier:
        coded.AnatomicRegionModifierSequence = [item(CodeValue="99.2", CodeMeaning=modifier)]
    assert laterality.laterality(item(AnatomicRegionSequence=[coded])) == side


def test_a_file_keeps_its_side_and_says_a_contradiction(tmp_path: Path) -> None:
    path = films.make_film(tmp_path, BodyPartExamined="HIP_L", SeriesDescription="Hip left")
    assert read_film(path).film.laterality == "L"
    path = films.make_film(tmp_path, BodyPartExamined="HIP_L", ImageLaterality="R")
    assert laterality.CONTRADICTION in read_film(path).film.warnings


def test_the_picture_says_whether_both_hips_lie_side_by_side() -> None:
    half = np.random.default_rng(5).random((12, 6)).repeat(30, axis=0).repeat(20, axis=1)
    both = (np.hstack((half, half[:, ::-1])) * 4000).astype(np.uint16)
    one = (np.random.default_rng(6).random((12, 12)).repeat(30, 0).repeat(20, 1) * 4000).astype(np.uint16)
    assert symmetry(both) is symmetry(4095 - both) is Symmetry.ACROSS
    assert symmetry(both[:, 12:]) is Symmetry.ACROSS  # the axis need not lie in the middle
    assert symmetry(np.ascontiguousarray(both.T)) is Symmetry.ALONG
    assert symmetry(one) is Symmetry.NONE
    assert symmetry(np.zeros((5, 7), np.uint16)) is Symmetry.NONE
