"""``shenton export``: what is asked for, what is asked first, what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inference import paths
from inference.messages import NOTHING
from inference.records import Region
from tests.leaving import filled_store, images, told
from tests.models import write_bundle
from viewer.app.text_review import PeakFinder, TextReview
from viewer.cli import export, main, pacs
from viewer.export.burned_in_text import Places
from viewer.export.plan import DICOM, Kind


@pytest.fixture
def home(tmp_path: Path, home: Path) -> Path:
    """A home with readings of two films and a model."""
    where = paths.find(home).make()
    filled_store(where.store, images(tmp_path / "films")).close()
    write_bundle(where.user_models / "tiny")
    return home


def run(home: Path, *words: str) -> int:
    return main.main(["--home", str(home), "export", *words])


def test_the_help_names_every_kind() -> None:
    assert tuple(Kind) == export.KINDS
    assert tuple(kind for kind in Kind if kind in DICOM) == pacs.KINDS


def test_boxes_are_proposed_confirmed_and_used(home: Path, tmp_path: Path) -> None:
    out, boxes = tmp_path / "out", tmp_path / "boxes.json"
    assert run(home, "--out", str(out), "--propose-boxes", str(boxes)) == 0
    data = json.loads(boxes.read_text())
    assert len(data["films"]) == 2
    assert not out.exists()
    for film in data["films"].values():
        film["confirmed"] = True
    boxes.write_text(json.dumps(data))
    everything = "labels,coco,pictures,png,sr,gsps,sc,film"
    assert run(home, "--out", str(out), "--what", everything, "--boxes", str(boxes), "--dates", "shift") == 0
    folders = sorted(path.name for path in out.iterdir() if path.is_dir())
    assert folders == ["film", "gsps", "pictures", "png", "sc", "sr"]
    assert told(out) == []


def test_no_box_is_proposed_over_a_mark_or_the_peak(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in the window: pointed at, and said."""
    over, free, peak = Region(30, 40, 38, 44), Region(60, 4, 70, 8), Region(5, 90, 6, 91)
    sure = (over, free, Region(4, 89, 9, 95))
    monkeypatch.setattr(TextReview, "places", lambda _self, _grey: (Places(sure), NOTHING))
    monkeypatch.setattr(PeakFinder, "__call__", lambda _self, _image: peak)
    boxes = tmp_path / "boxes.json"
    assert run(home, "--out", str(tmp_path / "out"), "--propose-boxes", str(boxes)) == 0
    films = json.loads(boxes.read_text())["films"].values()
    assert any(film["boxes"] == [[60, 4, 70, 8]] and len(film["possible"]) == 2 for film in films)
    assert all([4, 89, 9, 95] not in film["boxes"] for film in films)
    assert "would cover a mark or the top of the heat map" in capsys.readouterr().err
    for file in (paths.find(home).user_models / "tiny").glob("*.onnx"):
        file.write_bytes(b"no graph")
    monkeypatch.undo()
    monkeypatch.setattr(TextReview, "places", lambda _self, _grey: (Places(sure), NOTHING))
    where = str(paths.find(home).user_models / "tiny")
    assert run(home, "--out", str(tmp_path / "out"), "--propose-boxes", str(boxes), "--model", where) == 0
    assert "Where the heat map is highest is not known" in capsys.readouterr().err


def test_films_that_nobody_looked_at_stay(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "--out", str(tmp_path / "out"), "--what", "pictures,sr") == 1
    assert "nobody has looked for burned-in text yet" in capsys.readouterr().err
    assert not (tmp_path / "out" / "pictures").exists()
    assert len(list((tmp_path / "out" / "sr").iterdir())) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--what", "sr,nonsense"], "cannot be exported"),
        (["--what", "sr", "--keep-identifiers"], "nobody can be asked"),
        (["--what", "film", "--keep-identifiers", "--yes"], "without names only"),
        (["--what", "png", "--boxes", "/nowhere/boxes.json"], "could not be read"),
        (["--keep-identifiers", "--yes", "--dates", "shift"], "--dates would change nothing"),
        (["--propose-boxes", "p", "--boxes", "b", "--what", "sr"], "--what and --boxes would change nothing"),
    ],
)
def test_what_cannot_be_done_is_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert run(home, "--out", str(tmp_path / "out"), *words) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_names_leave_when_that_is_said_twice(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(home, "--out", str(out), "--what", "sr", "--keep-identifiers", "--yes") == 0
    assert all(b"SECRETNAME" in path.read_bytes() for path in (out / "sr").iterdir())
