"""An exported picture of an answer shows what it says: map, contour, legend, or that nothing was found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inference.archive.worker import of_prediction
from inference.imaging.answer_picture import answer_verdict, draw_answer, map_note, strength_text
from inference.imaging.contours import contour_lines, dashes
from inference.model.verdict import Verdict, rule_text, verdict_of, zone_at
from inference.records import OperatingPoint
from tests.models import tiny_card
from tests.stores import prediction

ZONE = (
    OperatingPoint("half", 0.5, "films", 10),
    OperatingPoint("sensitive", 0.2, "films", 10),
    OperatingPoint("specific", 0.6, "films", 10),
)


def hot(p: float, peak: float = 0.2):  # type: ignore[no-untyped-def]
    """An answer whose fracture map has one peak, on a film of 320 x 320."""
    rest = (1 - p, *([p / 6] * 6))
    y, x = np.mgrid[0:16, 0:16]
    bump = (peak * np.exp(-((x - 11) ** 2 + (y - 9) ** 2) / 4)).astype(np.float32)
    maps = np.stack([np.zeros((16, 16), np.float32), *([bump] * 6)])
    from inference.aoota import CLASSES

    return prediction(
        p,
        probabilities=dict(zip(CLASSES, rest, strict=True)),
        class_maps=maps,
        map_to_film=((20.0, 0.0, 0.0), (0.0, 20.0, 0.0)),
        threshold=0.5,
    )


@pytest.mark.parametrize("grey", [5, 60, 128])
def test_a_weak_map_changes_pixels_that_are_seen(grey: int) -> None:
    film = np.full((320, 320), grey, np.uint8)
    picture = draw_answer(film, hot(0.7), tiny_card(map_scale=1.0, operating_points=ZONE))
    changed = np.abs(picture.astype(int) - grey).max(axis=2)[120:260, 140:300] >= 12
    assert changed.mean() > 0.02
    assert "Weak map" in str(map_note(hot(0.7), tiny_card(map_scale=1.0, operating_points=ZONE)))


def test_the_legend_holds_letters_that_the_font_can_draw() -> None:
    said = [strength_text(0.2), strength_text(1.36)]
    assert said == ["Weak map: peak at 20% of the scale", "Map: peak at 136% of the scale"]
    assert all(words.isascii() for words in said)


def test_nothing_found_is_printed_and_no_map_drawn() -> None:
    film = np.full((320, 320), 60, np.uint8)
    card = tiny_card(map_scale=1.0, operating_points=ZONE)
    picture = draw_answer(film, hot(0.1, 0.9), card)
    changed = (picture != 60).any(axis=2)
    assert changed[:60].any()
    assert not changed[60:].any()
    assert str(map_note(hot(0.1), card)) == "No fracture found, no heat map."


def test_possible_is_dashed_and_said() -> None:
    card = tiny_card(map_scale=1.0, operating_points=ZONE)
    assert str(map_note(hot(0.3), card)).startswith("Heat map: fracture possible.")
    assert str(map_note(hot(0.61), card)).startswith("Heat map: fracture likely.")


def test_a_site_s_own_points_come_before_the_card_s_in_every_place() -> None:
    site = tuple(replace(point, threshold=point.threshold + 0.3) for point in ZONE)
    answer, card = replace(hot(0.7), threshold=0.8, points=site), tiny_card(operating_points=ZONE)
    assert answer_verdict(answer, card) is Verdict.POSSIBLE
    assert of_prediction("film.dcm", answer, ZONE, 1.0, answer.side).verdict == Verdict.POSSIBLE
    plain = replace(answer, threshold=0.5, points=())
    assert answer_verdict(plain, card) is Verdict.LIKELY
    assert of_prediction("film.dcm", plain, ZONE, 1.0, plain.side).verdict == Verdict.LIKELY


def test_one_rule_of_words() -> None:
    zone = zone_at(0.5, ZONE)
    assert [verdict_of(p, 0.5, zone) for p in (0.19, 0.2, 0.59, 0.6)] == [
        Verdict.CLEAR,
        Verdict.POSSIBLE,
        Verdict.POSSIBLE,
        Verdict.LIKELY,
    ]
    assert zone_at(0.4, ZONE) is None  # a chosen threshold knows nothing between
    assert verdict_of(0.3, 0.4) is Verdict.CLEAR
    assert rule_text(0.5, zone) == "Fracture likely from 0.60, possible from 0.20; below, no fracture found."


def test_contour_lines_are_whole_and_dashes_are_half() -> None:
    y, x = np.mgrid[0:40, 0:50]
    cone = np.clip(20 - np.hypot(x - 24.5, y - 19.5), 0, None).astype(np.float32)
    (line,) = contour_lines(cone, 10.0)
    assert np.allclose(line[0], line[-1])
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    assert length == pytest.approx(2 * np.pi * 10, rel=0.03)
    parts = dashes(line, 2.0)
    assert sum(float(np.hypot(*np.diff(part, axis=0).T).sum()) for part in parts) == pytest.approx(
        length / 2, rel=0.06
    )
