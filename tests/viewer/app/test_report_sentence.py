"""The text of a report: from the reader's saved answer and measures, in three languages, by a template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inference.aoota import ReaderClass
from inference.imaging.measure import Measure, MeasureKind
from inference.records import QualityFlag, Side, SpacingKind
from tests.stores import film, reading
from viewer.app.report_sentence import Language, sentence

HERE = film(spacing_mm=(0.5, 0.5), spacing_kind=SpacingKind.DETECTOR, patient_orientation=("L", "F"))
OFFSET = Measure(MeasureKind.OFFSET, ((40, 200), (100, 250), (100, 500)))
NOTE = Measure(MeasureKind.TEXT, ((1, 1),), "a name")
LENGTH = Measure(MeasureKind.LENGTH, ((0, 0), (100, 0)))
ENGLISH = Language("en")


def test_reading_measures_certainty_and_quality_stand_in_lines() -> None:
    given = reading("", "A2", side=Side.LEFT, confidence=80, flags=frozenset({QualityFlag.POSITIONING}))
    assert sentence(given, (OFFSET, NOTE, LENGTH), HERE, ENGLISH) == (
        "Pelvis, frontal. Fracture of the proximal femur, left hip: multifragmentary pertrochanteric "
        "fracture, lateral wall incompetent (AO/OTA 31A2).\n"
        "Measured: R offset 30.0 mm (at detector), length 50.0 mm (at detector).\n"
        "Certainty 80 %.\n"
        "Film: poor positioning."
    )


@pytest.mark.parametrize(
    ("ao_class", "said"),
    [
        (ReaderClass.NORMAL, "No fracture of the proximal femur is seen."),
        (ReaderClass.UNREADABLE, "The proximal femur cannot be assessed on this film."),
        (ReaderClass.INDETERMINATE, "Fracture of the proximal femur: indeterminate (both hips)."),
    ],
)
def test_lines_without_a_value_go(ao_class: ReaderClass, said: str) -> None:
    given = replace(reading("", "A2", side=Side.BOTH), ao_class=ao_class, confidence=None)
    assert sentence(given, (NOTE,), HERE, ENGLISH) == f"Pelvis, frontal. {said}"


def test_a_template_of_ones_own_and_its_unknown_places() -> None:
    given = reading("", "normal", side=Side.NONE)
    made = sentence(given, (OFFSET,), HERE, ENGLISH, "Hip: {finding}\n{measures} {other}\nkept\n{quality}")
    assert made.splitlines() == [
        "Hip: No fracture of the proximal femur is seen.",
        "Measured: R offset 30.0 mm (at detector). {other}",
        "kept",
    ]


@pytest.mark.parametrize("code", ["ko", "zh_TW"])
def test_other_languages_take_the_windows_translations(code: str) -> None:
    assert Language(code).text("Right hip") != "Right hip"
    given = reading("", "B1", side=Side.RIGHT)
    assert "31B1" in sentence(given, (), HERE, Language(code))
