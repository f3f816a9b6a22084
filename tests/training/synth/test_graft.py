"""Breaks drawn into normal films: they change the film where the box is, shams change it without a class."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")
pytest.importorskip("musculoskeletal.models")

from training.cli.main import main
from training.data.dataset import read_truth
from training.synth import film as film_writer
from training.synth import generate as generator
from training.synth.dataset import Request, generate
from training.synth.fractures import displaced as apart
from training.synth.fractures import metal as metal_drawn
from training.synth.fractures.graft import MARKS, WORST_MM, MisfitError, graft, lay, sham, similarity
from training.synth.fractures.implant import FIXATION, KINDS
from training.synth.fractures.metal import own_contrast, with_metal

KEY = ("test", 4, 1)


@pytest.fixture(scope="module")
def normal():
    """A normal synthetic film 0-1, its truth, and mm a pixel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "CLASS_SHARE", {"normal": 1.0})
        patch.setattr(generator, "IMPLANT_SHARE", 0.0)
        film = generator.make_film(12, 3, "test", 640)
    pixel = film.truth["pixel_mm"] / film.truth["magnification"]
    return (film.pixels / 4095).astype(np.float32), film.truth, pixel


@pytest.fixture(scope="module")
def laid(normal):
    _, truth, pixel = normal
    return lay(truth["landmarks"], truth["hips_in_field"][0], pixel, KEY)


def test_similarity_finds_turn_scale_and_shift():
    points = np.array([[0.0, 0], [30, 4], [12, -40], [3, 80]])
    turn = 1.7 * np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)]])
    matrix, error = similarity(points, points @ turn.T + [5, -7])
    assert np.allclose(matrix, np.column_stack([turn, [5, -7]]))
    assert error < 1e-9


def test_a_graft_changes_the_film_in_its_box(normal, laid):
    film, _, _ = normal
    done = graft(film, laid, "B2", KEY)
    away = np.abs(done.film - film)
    rows, cols = np.nonzero(away > 0.02)
    x0, y0, x1, y1 = done.box
    margin = 0.6 * max(x1 - x0, y1 - y0)
    inside = (cols > x0 - margin) & (cols < x1 + margin) & (rows > y0 - margin) & (rows < y1 + margin)
    assert len(rows) > 20
    assert inside.mean() > 0.95
    assert laid.misfit_mm <= WORST_MM
    assert np.array_equal(done.film, graft(film, laid, "B2", KEY).film)


def test_a_sham_changes_the_film_too_and_names_no_class(normal, laid):
    film, _, _ = normal
    done = sham(film, laid, KEY)
    assert (done.ao_class, done.box) == ("normal", None)
    assert np.abs(done.film - film).max() > 0.01


def test_a_displaced_break_moves_the_films_own_bone_and_leaves_what_is_far(normal, laid, monkeypatch):
    film, truth, _ = normal
    monkeypatch.setattr(apart, "SHORTENED", 1.0)
    done = apart.displaced(film, laid, "B2", KEY, truth["landmarks"])
    rows = len(done.film)
    assert rows < len(film)  # the thigh was drawn up
    assert (done.ao_class, done.severity) == ("B2", "gross")
    assert done.displacement_mm > 12
    shaft = f"{laid.side}_shaft"
    up = truth["landmarks"][shaft][1] - done.marks[shaft][1]
    assert up * truth["pixel_mm"] / truth["magnification"] > 5
    x0, y0, x1, y1 = done.box
    assert 0 <= x0 < x1 <= film.shape[1]
    assert 0 <= y0 < y1 <= film.shape[0]
    away = np.abs(done.film - film[:rows])
    columns = np.arange(film.shape[1])
    far = np.abs(columns - truth["landmarks"][f"{laid.side}_head"][0]) * laid.camera.pixel > 190
    assert away.mean() > 0.01
    assert far.any()
    assert away[:, far].mean() < 0.001
    again = apart.displaced(film, laid, "B2", KEY, truth["landmarks"])
    assert np.array_equal(done.film, again.film)


def test_what_follows_the_head_is_told_by_its_distance_in_millimetres(laid):
    x, y = apart._head(laid)
    beside = np.array([x, x + 30, x]), np.array([y, y, y - 40])
    assert np.allclose(apart._from_head(laid, *beside), np.array([0, 30, 40]) * apart.film_step(laid))


def test_its_sham_turns_the_whole_femur_about_the_head(normal, laid):
    film, truth, _ = normal
    done = apart.displaced_sham(film, laid, KEY, truth["landmarks"])
    assert (done.ao_class, done.box, done.severity) == ("normal", None, None)
    x, y = (round(v) for v in truth["landmarks"][f"{laid.side}_head"])
    away = np.abs(done.film - film[: len(done.film)])
    assert away.mean() > 0.003
    assert away[y - 5 : y + 6, x - 5 : x + 6].max() < 0.02
    before, after = truth["landmarks"][f"{laid.side}_shaft"], done.marks[f"{laid.side}_shaft"]
    head = np.array([x, y])
    assert np.isclose(np.hypot(*(before - head)), np.hypot(*(after - head)), rtol=0.03)


@pytest.fixture(scope="module")
def shown(normal):
    """The film as a network sees it."""
    film, _, _ = normal
    low, high = np.percentile(film, [1, 99])
    return np.clip((film - low) / (high - low), 0, 1).astype(np.float32)


def _metal(film, laid, monkeypatch, kind, **more):
    """The film with metal of one kind, nothing darker and without a rim."""
    monkeypatch.setattr("training.synth.fractures.implant.KINDS", {**dict.fromkeys(KINDS, 1e-9), kind: 1.0})
    monkeypatch.setattr(metal_drawn, "ROOM", (0.0, 0.0))
    monkeypatch.setattr(metal_drawn, "HALOED", 0.0)
    done = with_metal(film, laid, KEY, contrast=own_contrast(film, laid, KEY), **more)
    assert done.kind == kind
    return done


def _near(truth, side, name, shape, far):
    """Pixels within ``far`` mm of a landmark."""
    x, y = truth["landmarks"][f"{side}_{name}"]
    rows, cols = np.mgrid[0 : shape[0], 0 : shape[1]]
    return np.hypot(cols - x, rows - y) * truth["pixel_mm"] / truth["magnification"] < far


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_metal_is_white_and_lies_in_its_hip(normal, shown, laid, monkeypatch, kind):
    film, truth = shown, normal[1]
    done = _metal(film, laid, monkeypatch, kind)
    assert done.side == laid.side
    brighter = done.film - film > 0.1
    assert brighter.sum() > 200
    assert np.percentile(done.film[brighter], 90) > (0.75 if kind == "cannulated_screws" else 0.85)
    x, y = (truth["landmarks"][f"{laid.side}_head"][axis] for axis in (0, 1))
    cols, rows = np.nonzero(brighter.T)
    pixel = truth["pixel_mm"] / truth["magnification"]
    assert np.abs(cols - x).max() * pixel < 120
    assert (y - rows.min()) * pixel < 60
    assert (rows.max() - y) * pixel > 30
    head = _near(truth, laid.side, "head", film.shape, 12.0)
    assert bool(brighter[head].mean() > 0.5) is (kind not in FIXATION)
    again = with_metal(film, laid, KEY, contrast=own_contrast(film, laid, KEY))
    assert np.array_equal(done.film, again.film)


def test_metal_that_dims_the_rest_and_leaves_a_rim(normal, shown, laid, monkeypatch):
    film, truth = shown, normal[1]
    plain = _metal(film, laid, monkeypatch, "sliding_hip_screw").film
    far = ~_near(truth, laid.side, "head", film.shape, 200.0)
    assert np.array_equal(plain[far], film[far])
    monkeypatch.setattr(metal_drawn, "ROOM", (0.3, 0.3))
    monkeypatch.setattr(metal_drawn, "HALOED", 1.0)
    done = with_metal(film, laid, KEY, contrast=own_contrast(film, laid, KEY)).film
    assert np.allclose(done[far], 0.7 * film[far], atol=0.02)
    metal = (plain > 0.9) & (plain - film > 0.1)
    assert metal.sum() > 200
    assert done[metal].mean() > 0.85
    assert (done < 0.7 * film - 0.02).any()  # the rim


def test_metal_follows_a_hip_that_was_turned(normal, shown, laid, monkeypatch):
    film, truth = shown, normal[1]
    turned = apart.displaced_sham(film, laid, KEY, truth["landmarks"])
    assert turned.turned is not None
    before = _metal(film, laid, monkeypatch, "nail").film - film > 0.1
    after = _metal(film, laid, monkeypatch, "nail", turned=turned.turned).film - film > 0.1
    marks = [truth["landmarks"][f"{laid.side}_{name}"] for name in ("head", "shaft")]
    marks += [turned.marks[f"{laid.side}_shaft"]]
    angles = [np.arctan2(point[0] - marks[0][0], point[1] - marks[0][1]) for point in marks[1:]]
    centres = []
    for bright in (before, after):
        rows, cols = np.nonzero(bright)
        low = rows > np.percentile(rows, 60)
        centres.append(np.arctan2(cols[low].mean() - marks[0][0], rows[low].mean() - marks[0][1]))
    assert centres[1] - centres[0] == pytest.approx(angles[1] - angles[0], abs=np.radians(3))


def test_a_broken_hip_gets_fixation(normal, laid):
    film, _, _ = normal
    done = graft(film, laid, "A1", KEY)
    kinds = {
        with_metal(done.film, laid, ("test", 4, n), contrast=0.5, broken=done.broken).kind for n in range(6)
    }
    assert kinds <= set(FIXATION)


def test_a_hip_at_the_films_edge_gets_no_displaced_break(normal, laid, monkeypatch):
    film, truth, _ = normal
    monkeypatch.setattr(apart, "EDGE_MM", 1000.0)
    for draw in (
        lambda: apart.displaced_sham(film, laid, KEY, truth["landmarks"]),
        lambda: apart.displaced(film, laid, "A1", KEY, truth["landmarks"]),
    ):
        with pytest.raises(MisfitError, match="edge"):
            draw()


def test_landmarks_that_no_femur_has_are_refused(normal):
    _, truth, pixel = normal
    side = truth["hips_in_field"][0]
    wrong = {f"{side}_{name}": (100.0 + 60 * (k % 2), 100.0) for k, name in enumerate(MARKS)}
    with pytest.raises(MisfitError):
        lay(wrong, side, pixel, KEY)


@pytest.mark.slow
def test_command_makes_a_data_set_that_training_reads(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(generator, "CLASS_SHARE", {"normal": 1.0})
    monkeypatch.setattr(generator, "IMPLANT_SHARE", 0.0)
    normals = tmp_path / "normals"
    generate(Request(normals, 3, 12, "val", 512, jobs=1))
    lines = (normals / "truth.jsonl").read_text().splitlines()
    bare = json.loads(lines[2]) | {"landmarks": {}}
    (normals / "truth.jsonl").write_text("\n".join([*lines[:2], json.dumps(bare)]) + "\n")
    out = tmp_path / "grafts"
    words = ["graft", "--normals", str(normals), "--out", str(out), "--seed", "2", "--displaced", "0.5"]
    words += ["--implants", "1"]
    assert main(words) == 0
    assert "no hip with all its landmarks" in capsys.readouterr().out
    films, sources = read_truth(out), read_truth(normals)
    assert 1 <= len(films) <= 2
    assert {f.patient for f in films} <= {f.patient for f in sources}
    for film in films:
        assert film.meta["source"] == ("sham" if film.ao_class == "normal" else "grafted")
        assert film.path.is_file()
        assert film.meta["implant"] in KINDS
        assert film.meta["hardware"]
        assert f"{film.meta['implant_side']}_head" in film.points
    assert json.loads((out / "dataset.json").read_text())["kind"].endswith(f"metal in {len(films)}")
    assert main(words) == 1
    shutil.rmtree(out)
    put = film_writer.write_film

    def vanish(film, path: Path) -> None:
        put(film, path)
        path.unlink()

    monkeypatch.setattr(film_writer, "write_film", vanish)
    capsys.readouterr()
    assert main(words) == 1
    assert f"not there any more: {films[0].path.name}" in capsys.readouterr().err
