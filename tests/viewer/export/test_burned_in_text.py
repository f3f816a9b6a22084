"""The measure of the boxes over burned-in text: known texts on films, and what is counted of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from inference.records import Region
from tests.films import build, phantom

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

    for base, rng in burned_text.films(made, 0, 2, 1):
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
    assert said.startswith("| condition | texts | found | 95 % |")
    assert "2 films without drawn text" in said
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
