"""Synthetic limb films: bones are closed, the same key gives the same film, breaks lie on the film."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")
pytest.importorskip("musculoskeletal.models")
pytest.importorskip("myo_sim")

from inference.errors import ShentonError
from training.synth.cli import add_arguments, run
from training.synth.dataset import read_truth
from training.synth.limbs import film as limbs
from training.synth.limbs.film import make_limb
from training.synth.limbs.parts import PARTS, TABLE
from training.synth.limbs.skeleton import beyond, bone_meshes, posed

SIZE = 512


@pytest.mark.parametrize("name", ["radius", "humerus", "scaphoid", "r_foot", "3proxph"])
def test_bones_are_closed_and_face_outward(name):
    import trimesh

    for bone in bone_meshes(name):
        mesh = trimesh.Trimesh(bone.vertices, bone.faces, process=False)
        assert mesh.is_watertight
        assert mesh.volume > 50


def test_joints_carry_what_hangs_on_them():
    straight, bent = posed("arm", {}, 2.0), posed("arm", {"elbow_flexion": 1.5}, 2.0)
    assert "lunate" in beyond("arm", "radius")
    assert np.allclose(straight.bones["humerus"].vertices, bent.bones["humerus"].vertices)
    assert np.linalg.norm(straight.joints["lunate"] - bent.joints["lunate"]) > 200
    gap = straight.bones["lunate"].vertices[:, 1].max() - straight.bones["radius"].vertices[:, 1].min()
    assert -8 < gap < 12


@pytest.mark.parametrize("part", PARTS)
def test_a_part_with_and_without_a_break(part, monkeypatch):
    monkeypatch.setattr(limbs, "FRACTURED", 1.0)
    broken = make_limb(3, 1, "test", SIZE, (part,))
    monkeypatch.setattr(limbs, "FRACTURED", 0.0)
    whole = make_limb(3, 1, "test", SIZE, (part,))
    rows, cols = broken.pixels.shape
    assert max(rows, cols) == SIZE
    assert broken.truth["fractured"]
    assert not whole.truth["fractured"]
    x0, y0, x1, y1 = broken.truth["boxes"][0]
    assert 0 <= x0 < x1 <= cols
    assert 0 <= y0 < y1 <= rows
    assert broken.truth["bone"] in {s.bone.removeprefix("r_") for s in TABLE[part].sites}
    same = ("part", "view", "side", "pixel_mm", "magnification")
    assert {k: broken.truth[k] for k in same} == {k: whole.truth[k] for k in same}
    assert broken.header == whole.header
    changed = np.argwhere(broken.pixels != whole.pixels)
    assert len(changed)


def test_same_key_same_film():
    one, two, other = (make_limb(3, i, "val", SIZE, ("ankle",)) for i in (0, 0, 1))
    assert np.array_equal(one.pixels, two.pixels)
    assert one.truth == two.truth
    assert one.truth["pixel_sha256"] != other.truth["pixel_sha256"]


def _run(words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(words.split()))


@pytest.mark.slow
def test_command_makes_and_continues_a_folder_of_limbs(tmp_path: Path, capsys):
    from pydicom import dcmread

    words = f"--out {tmp_path} --parts limb --seed 2 --split val --size {SIZE} --jobs 1"
    assert _run(f"{words} --count 2") == 0
    assert _run(f"{words} --count 3 --preview --gallery --stats") == 0
    assert (tmp_path / "gallery.jpg").stat().st_size > 1000
    records = read_truth(tmp_path)
    assert [r["part"] for r in records] == list(PARTS[:3])
    assert "1 made now" in capsys.readouterr().out
    for record in records:
        ds = dcmread(tmp_path / record["film"])
        stored = np.ascontiguousarray(ds.pixel_array, "<u2")
        assert hashlib.sha256(stored.tobytes()).hexdigest() == record["pixel_sha256"]
        assert "SYNTHETIC" in ds.ImageComments
        assert ds.PatientID.startswith("SYN")


def test_reports_are_of_pelves_and_bear_the_films_day(tmp_path: Path):
    from pydicom import dcmread

    words = f"--out {tmp_path} --count 2 --seed 3 --split val --size {SIZE} --jobs 1 --reports"
    assert _run(f"{words} --gallery") == 0
    assert (tmp_path / "gallery.jpg").stat().st_size > 1000
    truth = tmp_path / "truth.jsonl"
    old = [{k: v for k, v in r.items() if k != "study_date"} for r in read_truth(tmp_path)]
    truth.write_text("".join(json.dumps(r) + "\n" for r in old))
    assert _run(words) == 0
    lines = [json.loads(line) for line in (tmp_path / "reports.jsonl").read_text("utf8").splitlines()]
    for record, line in zip(read_truth(tmp_path), lines, strict=True):
        day = dcmread(tmp_path / record["film"]).StudyDate
        assert record["study_date"] == line["study_date"] == day
        assert line["patient_key"] == record["patient_key"]
        assert set(record["findings"]["joint_space_mm"]) == {"right", "left"}
    with pytest.raises(ShentonError, match="films of the pelvis only"):
        _run(f"--out {tmp_path / 'limbs'} --count 1 --parts wrist --size {SIZE} --jobs 1 --reports")


def test_an_unknown_part_is_refused(tmp_path: Path):
    with pytest.raises(ShentonError, match="no synthetic films of tail"):
        _run(f"--out {tmp_path} --parts wrist,tail --count 1")


def test_header_names_a_part_no_more_than_real_ones_do():
    words = {part: set() for part in PARTS}
    for part in PARTS:
        for index in range(60):
            words[part].add(limbs._body_part(part, limbs.stream("test", 1, index, f"{part} word")))
    for part in PARTS:
        assert "" in words[part]
        assert "PELVIS" in words[part]
