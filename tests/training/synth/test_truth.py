"""Truth beyond the box: masks, fragments, metal on broken hips, and the probes that look for leaks."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")
pytest.importorskip("musculoskeletal.models")

from training.synth import generate as generator
from training.synth import probes
from training.synth.dataset import Request, generate, read_truth
from training.synth.fractures.implant import FIXATION
from training.synth.probes import leak_probes, probe


def _film(monkeypatch: pytest.MonkeyPatch, label: str, index: int):
    monkeypatch.setattr(generator, "CLASS_SHARE", {label: 1.0})
    return generator.make_film(5, index, "test", 512)


def test_mask_lies_in_the_box_region_and_fragments_on_it(monkeypatch):
    film = _film(monkeypatch, "A2", 4)
    assert film.mask is not None
    assert film.mask.shape == film.pixels.shape
    rows, cols = np.nonzero(film.mask)
    x0, y0, x1, y1 = film.truth["boxes"][0]
    inside = (cols > x0 - 25) & (cols < x1 + 25) & (rows > y0 - 25) & (rows < y1 + 25)
    assert inside.mean() > 0.9
    assert {"head", "lesser", "shaft"} <= set(film.truth["fragments"][film.truth["side"]])


def test_line_is_thinner_than_the_region_and_lies_in_it(monkeypatch):
    film = _film(monkeypatch, "A3", 4)
    assert film.line is not None
    assert film.mask is not None
    assert 0 < film.line.sum() < 0.6 * film.mask.sum()
    assert (film.line & film.mask).sum() > 0.6 * film.line.sum()


def test_metal_lies_on_either_hip_and_a_broken_one_keeps_its_head(monkeypatch):
    monkeypatch.setattr(generator, "IMPLANT_SHARE", 1.0)
    seen = set()
    for index in range(8):
        side, labels = generator._labels("test", 5, index)
        labels = {s: "B2" if s == side else "normal" for s in labels}
        subject, kind = generator._subject(("test", 5, index), side, labels, 512)
        at = next(iter(subject.metal))
        seen.add(at == side)
        assert at != side or kind in FIXATION
    assert seen == {True, False}


def test_normal_film_has_no_mask(monkeypatch):
    film = _film(monkeypatch, "normal", 4)
    assert film.mask is None
    assert film.line is None
    assert film.truth["fragments"] == {}


def test_mask_file_is_written_and_few_films_are_not_probed(tmp_path: Path, monkeypatch):
    import cv2

    monkeypatch.setattr(generator, "CLASS_SHARE", {"A3": 1.0, "normal": 1e-9})
    generate(Request(tmp_path, 1, 8, "val", 512, jobs=1))
    record = read_truth(tmp_path)[0]
    mask = cv2.imread(str(tmp_path / record["mask"]), cv2.IMREAD_GRAYSCALE)
    assert set(np.unique(mask)) == {0, 255}
    assert leak_probes([tmp_path]).startswith("leak probes: too few films")


def test_probe_finds_a_leak_and_nothing_in_noise(monkeypatch):
    monkeypatch.setattr(probes, "TREES", 20)
    rng = np.random.default_rng(1)
    truth = np.arange(80) % 2 == 0
    noise = rng.normal(size=(80, 5))
    value, limits = probe(noise + truth[:, None] * 3.0, truth)
    assert value > 0.95
    assert limits is not None
    assert probe(noise, truth)[0] < 0.75
