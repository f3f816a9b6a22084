"""Boxes over burned-in text: what is proposed, and the measure of it by known texts on films."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from inference.imaging.text_boxes import TextLine
from inference.records import Region
from tests.films import build, phantom
from viewer.export.burned_in_text import SEEN, SURE, Places, combined, places, strokes, touches

HERE = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Two films as ``synth`` leaves them."""
    (tmp_path / "films").mkdir()
    rows = []
    for number in range(2):
        build(tmp_path / "films", name=f"{number}.dcm", stored=phantom(480, 400))
        rows.append({"film": f"films/{number}.dcm", "landmarks": {"left_head": [250, 200]}})
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf8")
    return tmp_path


def test_texts_are_drawn_where_they_are_said_to_be_and_counted(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setattr("burned_films.ENLARGED", 900)
    import burned_films
    import burned_text

    for _name, base, rng in burned_text.films(made, 0, 2, 1):
        grey, drawn = burned_films.burn(base, rng)
        assert drawn
        changed = grey != base.grey
        for one in drawn:
            inside = (slice(int(one.box.y0), int(one.box.y1)), slice(int(one.box.x0), int(one.box.x1)))
            assert changed[inside].any()
            changed[inside] = False
            if "plate" in one.style:
                room = one.size
                y0, x0 = max(0, inside[0].start - room), max(0, inside[1].start - room)
                changed[y0 : inside[0].stop + room, x0 : inside[1].stop + room] = False
        assert changed.mean() < 0.01  # soft rims only
    monkeypatch.setattr(
        sys, "argv", ["burned_text.py", str(made), "--films", "2", "--out", str(made / "out")]
    )
    assert burned_text.main() == 0
    said = capsys.readouterr().out
    assert said.startswith("Found by boxes alone:\n\n| condition | texts | found | 95 % |")
    assert "Letters alone, which are to get no box: " in said
    assert "2 films without drawn text" in said
    assert "| boxes alone |" in said
    assert len((made / "out").read_text("utf8").splitlines()) >= 2


def test_what_boxes_cover_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    import burned_text

    box = Region(10, 10, 30, 20)
    assert burned_text.covered(box, []) == 0
    assert burned_text.covered(box, [Region(0, 0, 20, 40), Region(5, 5, 20, 40)]) == 0.5
    assert burned_text.covered(box, [Region(0, 0, 20, 40), Region(20, 0, 99, 99)]) == 1
    assert burned_text.covered(box, [Region(31, 0, 50, 50), Region(0, 0, 9, 9)]) == 0
    assert np.isclose(burned_text.share([Region(0, 0, 10, 10)], (20, 10)), 0.5)


def test_real_films_are_taken_by_their_names(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    import burned_text

    folder = made / "films"
    assert [name for name, _base, _rng in burned_text.films(folder, 0, 9, 1)] == ["0.dcm", "1.dcm"]
    ((name, base, _rng),) = burned_text.films(folder, 0, 9, 1, ["1.dcm"])
    assert name == "1.dcm"
    assert len(base.bones) == 8


def test_only_what_the_detector_is_sure_of_is_a_box() -> None:
    grey = np.full((300, 400), 90, np.uint8)
    sure, faint = Region(40, 40, 140, 60), Region(200, 200, 260, 220)
    found = places(grey, (TextLine(sure, SURE), TextLine(faint, SURE - 0.1)))
    ((box,), (dashed,)) = found.sure, found.possible
    assert (box.x0, box.x1) < (sure.x0, sure.x1 + 9)
    assert box.x0 <= sure.x0
    assert box.y1 >= sure.y1
    assert (dashed.x0, dashed.y1) == pytest.approx((faint.x0 - 4, faint.y1 + 4))


def test_a_letter_alone_is_pointed_at_and_a_broken_line_is_covered_whole() -> None:
    """A side's marker stays for the reader; what faint letters broke up becomes one box."""
    import cv2

    rng = np.random.default_rng(4)
    film = np.clip(90 + rng.normal(0, 4, (700, 900)), 0, 255).astype(np.uint8)
    for words, at, scale, thick in (
        ("R", (40, 90), 2.0, 6),
        ("KIM", (400, 90), 0.7, 2),
        ("7A", (60, 400), 2.0, 6),
    ):
        cv2.putText(film, words, at, cv2.FONT_HERSHEY_SIMPLEX, scale, 240, thick, cv2.LINE_AA)
    marker, short, two = Region(36, 42, 82, 96), Region(398, 72, 446, 92), Region(56, 352, 142, 406)
    found = combined([TextLine(box, 0.9) for box in (marker, short, two)], (), film)
    assert len(found.sure) == 2
    assert not any(touches(box, marker) for box in found.sure)
    assert any(touches(box, marker) for box in found.possible)
    # one letter of several is no letter alone, and what is weak beside what is sure belongs to it
    ends = Region(84, 44, 130, 95)
    (box,) = combined([TextLine(marker, 0.9), TextLine(ends, SEEN)], (), film).sure
    assert box.x0 <= marker.x0
    assert box.x1 >= ends.x1
    upright = [TextLine(Region(700, 100, 716, 200), 0.9), TextLine(Region(701, 204, 717, 260), SEEN)]
    (box,) = combined(upright, (), film).sure
    assert (box.y0 <= 100, box.y1 >= 260) == (True, True)
    below = TextLine(Region(400, 110, 446, 130), SEEN)  # another line
    (box,) = combined([TextLine(short, 0.9), below], (), film).sure
    assert box.y1 < 110


@pytest.mark.parametrize("mark", [Region(50, 50, 50, 50), Region(0, 0, 45, 45)])
def test_no_box_lies_over_a_mark_unasked(mark: Region) -> None:
    over, beside = Region(40, 40, 140, 60), Region(40, 100, 140, 120)
    spared = Places((over, beside), ()).sparing([mark])
    assert spared == Places((beside,), (over,))


def test_text_is_proposed_and_shapes_are_not() -> None:
    import cv2

    y, x = np.mgrid[0:900, 0:700]
    film = (90 + 60 * np.sin(x / 160) * np.cos(y / 210)).astype(np.uint8)
    assert strokes(film) == ()
    cv2.putText(film, "DOE JANE 1933", (40, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    cv2.putText(film, "R", (620, 840), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 250, 4)
    boxes = strokes(film)
    for left, top, right, bottom in ((45, 40, 260, 58), (625, 808, 645, 838)):
        assert any(b.x0 <= left and b.y0 <= top and b.x1 >= right and b.y1 >= bottom for b in boxes), boxes
    assert len(boxes) <= 4
    found = places(film, ())
    assert found.sure == ()  # strokes alone are never sure
    assert len(found.possible) >= len(boxes)


def test_faint_small_and_thick_text_is_proposed_whole() -> None:
    import cv2

    rng = np.random.default_rng(3)
    film = np.clip(90 + rng.normal(0, 4, (1400, 1700)), 0, 255).astype(np.uint8)
    film[:, :300] = 0
    cv2.rectangle(film, (900, 900), (1300, 960), 255, -1)
    texts = (  # words, place, scale, grey, thickness
        ("MIRKA VELDO 04711", (500, 200), 1.0, 140, 2),
        ("ID 04711-22", (40, 1300), 0.4, 200, 1),
        ("L", (1500, 400), 4.0, 240, 14),
        ("12.03.1951", (920, 945), 1.2, 60, 2),
    )
    for words, at, scale, grey, thickness in texts:
        cv2.putText(film, words, at, cv2.FONT_HERSHEY_SIMPLEX, scale, grey, thickness, cv2.LINE_AA)
    boxes = strokes(film)
    for words, (left, bottom), scale, _grey, thickness in texts:
        (width, height), _base = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, scale, thickness)
        inside = [b for b in boxes if b.x0 <= left and b.x1 >= left + width and b.y1 >= bottom]
        assert any(b.y0 <= bottom - height for b in inside), (words, boxes)
    assert len(boxes) <= 12
