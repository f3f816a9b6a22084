"""Code strings of the header leave by closed vocabularies only."""

from __future__ import annotations

import pytest

from inference.dicom import code_strings


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("PELVIS", "PELVIS"), ("hand_left", "HAND_LEFT"), ("LT HIP ", "LT HIP"), ("", ""), ("DOE JANE", ""),
        ("DOE JANE HIP", "HIP"), ("19330405", ""), ("HIP 4711", "HIP"), ("HIP\\DOE", "HIP"),
        ("CLAVICLE AND SCAPULA LEFT", "CLAVICLE AND"),
    ],
)  # fmt: skip
def test_only_words_of_the_body_leave(text: str, left: str) -> None:
    assert code_strings.body_part(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("AP", "AP"),
        ("rl", "RL"),
        ("FROG LAT", "FROG LAT"),
        ("DOE", ""),
        ("AP DOE", ""),
        ("AP 7", ""),
        ("", ""),
    ],
)
def test_a_view_leaves_whole_or_not_at_all(text: str, left: str) -> None:
    assert code_strings.view(text) == left


def test_an_orientation_is_two_directions() -> None:
    assert code_strings.orientation(("L", "FP")) == ("L", "FP")
    for wrong in ((), ("L",), ("DOE", "F"), ("L", "")):
        assert code_strings.orientation(wrong) == ()
