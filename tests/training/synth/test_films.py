"""The synthetic-film generator: determinism, truth, class independence, resume, DICOM."""

import argparse
import errno
import hashlib
import json
import os
import pickle
import signal
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")
pytest.importorskip("musculoskeletal.models")

from inference.errors import ShentonError
from training.errors import TrainingError
from training.synth import dataset
from training.synth import generate as generator
from training.synth.beam.project import Camera, path_length
from training.synth.bones.anatomy import sample_patient
from training.synth.bones.lagrange import _ArraysOnly, surface
from training.synth.bones.shapes import ellipsoid
from training.synth.cli import add_arguments, run
from training.synth.dataset import Request, generate, read_truth
from training.synth.fractures.fracture import break_femur
from training.synth.generate import SynthFilm
from training.synth.seeds import stream

BEAM = np.array([0.0, 1.0, 0.0])


def _film(index: int, seed: int = 5, split: str = "test"):
    return generator.make_film(seed, index, split, 512)


def test_a_film_depends_only_on_split_seed_and_index():
    one, two, other = _film(3), _film(3), _film(4)
    assert np.array_equal(one.pixels, two.pixels)
    assert one.truth == two.truth
    assert one.truth["pixel_sha256"] != other.truth["pixel_sha256"]
    assert max(one.pixels.shape) == 512
    assert one.pixels.dtype == np.uint16
    assert one.pixels.max() <= 4095


def test_class_changes_nothing_but_the_bone(monkeypatch):
    films = {}
    for label in ("normal", "A3"):
        monkeypatch.setattr(generator, "CLASS_SHARE", {label: 1.0, "B1": 1e-9})
        films[label] = _film(11)
    a, b = films["normal"].truth, films["A3"].truth
    same = ("framing", "implant", "landmarks", "hips_in_field", "pixel_mm", "magnification")
    assert {k: a[k] for k in same} == {k: b[k] for k in same}
    assert films["normal"].header == films["A3"].header
    assert (a["class"], b["class"]) == ("normal", "A3")


def test_legs_that_fell_outwards_say_nothing_of_the_class_and_other_films_stay():
    """Of a neck that is turned out the trochanter lies nearer to the head, seen from the front."""

    def reach(film: SynthFilm) -> float:
        side = film.truth["hips_in_field"][0]
        head, greater = (film.truth["landmarks"][f"{side}_{name}"] for name in ("head", "greater"))
        return abs(head[0] - greater[0]) * film.truth["pixel_mm"]

    plain = [_film(index) for index in range(6)]
    out = [generator.make_film(5, index, "test", 512, legs_out=1.0) for index in range(6)]
    for a, b in zip(plain, out, strict=True):
        same = ("class", "side", "framing", "implant", "magnification")
        assert {k: a.truth[k] for k in same} == {k: b.truth[k] for k in same}
        assert a.truth["pixel_sha256"] != b.truth["pixel_sha256"]
    shown = [i for i in range(6) if out[i].truth["hips_in_field"] and plain[i].truth["hips_in_field"]]
    assert np.mean([reach(out[i]) for i in shown]) < 0.8 * np.mean([reach(plain[i]) for i in shown])
    seldom = generator.make_film(5, 3, "test", 512, legs_out=0.0)
    assert np.array_equal(seldom.pixels, plain[3].pixels)


@pytest.mark.parametrize("label", ["A1", "A2", "A3", "B1", "B2", "B3"])
def test_every_class_breaks_the_bone_as_defined(label):
    for index in range(4):
        patient = sample_patient(stream("train", 2, index, "anatomy"), 6, 5)
        femur = patient.femora["left"]
        broken = break_femur(femur, label, BEAM, stream("train", 2, index, "cut"))
        volumes = [p.outer[0].std() for p in broken.pieces]
        assert len(volumes) >= 2
        assert broken.displacement_mm is not None
        assert broken.displacement_mm > 0.2
        if label == "A2":
            assert broken.wall_mm is not None
            assert broken.wall_mm <= 20.5
            assert {"head", "lesser", "shaft"} <= {p.name for p in broken.pieces}
        if label == "A1" and broken.wall_mm is not None:
            assert broken.wall_mm > 20.5


def test_broken_hip_and_its_box_lie_on_the_film(monkeypatch):
    monkeypatch.setattr(generator, "CLASS_SHARE", {"B2": 0.5, "A2": 0.5})
    for index in range(8):
        film = _film(index)
        side = film.truth["side"]
        rows, cols = film.pixels.shape
        if side != "both":
            assert side in film.truth["hips_in_field"]
            x0, y0, x1, y1 = film.truth["boxes"][0]
            assert 0 <= x0 < x1 <= cols
            assert 0 <= y0 < y1 <= rows


def test_path_length_through_a_sphere():
    ball = ellipsoid(np.zeros(3), np.full(3, 40.0), sides=60)
    camera = Camera(np.array([0.0, -1000.0, 0.0]), 1000.0, (0.0, 0.0), 0.1, 1.0, (121, 121))
    image = path_length(camera, ball.vertices, ball.faces)
    assert image[60, 60] == pytest.approx(80, abs=1.5)
    assert image[0, 0] == 0


def test_shape_surfaces_are_closed():
    trimesh = pytest.importorskip("trimesh")
    for bone, parts in (("femur", 1), ("pelvis", 3)):
        s = surface(bone, 4)
        mesh = trimesh.Trimesh(s.mean, s.faces, process=False)
        assert mesh.is_watertight
        assert mesh.is_winding_consistent
        assert s.part.max() + 1 == parts


def test_shape_model_pickle_admits_arrays_only(tmp_path: Path):
    path = tmp_path / "bad.pc"
    path.write_bytes(pickle.dumps(Path))
    with path.open("rb") as f, pytest.raises(pickle.UnpicklingError, match="refused"):
        _ArraysOnly(f).load()


def test_dataset_resumes_and_decodes_to_its_hash(tmp_path: Path):
    from pydicom import dcmread

    request = Request(tmp_path, 3, 8, "val", 512, jobs=1)
    assert generate(request).made == 3
    truth = tmp_path / "truth.jsonl"
    whole = truth.read_text()
    truth.write_text("".join(whole.splitlines(keepends=True)[:2]) + '{"cut": ')
    (tmp_path / "films" / "val-000000.dcm").unlink()
    again = generate(request)
    assert (again.made, again.failed) == (2, {})
    records = {r["index"]: r for r in read_truth(tmp_path)}
    assert records == {r["index"]: r for r in map(json.loads, whole.splitlines())}
    assert _film(1, 8, "val").truth.items() <= records[1].items()  # as made in this process
    for record in records.values():
        ds = dcmread(tmp_path / record["film"])
        stored = np.ascontiguousarray(ds.pixel_array, "<u2")
        assert hashlib.sha256(stored.tobytes()).hexdigest() == record["pixel_sha256"]
        assert "SYNTHETIC" in ds.ImageComments


class Failing(Request):
    """A film that raises, and one on which the process ends each time."""

    def film(self, index: int) -> SynthFilm:
        if index == 0:
            raise RuntimeError("no bone")
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def test_films_that_vanished_meanwhile_are_missed(tmp_path: Path, monkeypatch, capsys):
    def make(request: Request, index: int):
        for other in (request.out / "films").iterdir():
            other.unlink()
        name = f"films/{index}.dcm"
        (request.out / name).write_bytes(bytes(128) + b"DICM")
        return index, {"film": name, "index": index, "mask": None, "class": "normal"}, ""

    monkeypatch.setattr(dataset, "_make_one", make)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = ["--out", str(tmp_path), "--count", "3", "--size", "512", "--jobs", "1", "--stats"]
    assert run(parser.parse_args(words)) == 1
    said = capsys.readouterr().out
    assert "2 files were written and are not there any more" in said
    assert said.endswith("  films/0.dcm\n  films/1.dcm\n")


def test_a_full_disk_ends_the_making_at_once(tmp_path: Path, monkeypatch):
    asked = []

    def full(film, path):
        asked.append(path)
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            raise OSError("With tag (7FE0,0010) got exception\nTraceback") from error  # as pydicom does

    monkeypatch.setattr("training.synth.film.write_film", full)
    with pytest.raises(TrainingError, match=r"disk is full\. Make room and give the same command again"):
        generate(Request(tmp_path, 3, 5, "train", 512, 1))
    assert len(asked) == 1


def test_a_film_that_cannot_be_made_costs_its_line(tmp_path: Path):
    outcome = generate(Failing(tmp_path, 2, 8, "val", 512))
    assert (outcome.whole, outcome.made) == (0, 0)
    assert outcome.failed[0] == "RuntimeError: no bone"
    assert "ended on this film" in outcome.failed[1]


def test_command_makes_a_folder_with_preview_and_statistics(tmp_path: Path, capsys):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = f"--out {tmp_path} --count 2 --seed 1 --size 512 --jobs 1 --preview --stats"
    assert run(parser.parse_args(words.split())) == 0
    assert (tmp_path / "preview.png").stat().st_size > 1000
    said = capsys.readouterr().out
    assert "2 films" in said
    assert "None" not in said  # of implants and of normal films
    with pytest.raises(ShentonError, match="pelvis only"):
        run(parser.parse_args([*words.split(), "--parts", "limb", "--legs-out", "0.5"]))
    with pytest.raises(ShentonError, match="made otherwise"):
        run(parser.parse_args([*words.split(), "--legs-out", "0.5"]))
