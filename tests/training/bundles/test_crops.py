"""Films cut anew for the check of cropped hips, and the check that an export fits with them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from inference.model.bundle import load
from inference.model.session import Session
from inference.records import InputSpec
from tests.training.conftest import ToyRun
from tests.training.toy import HIPS, make_set
from training.bundles.crops import SMALLEST, cut_entries, cut_files, random_field
from training.bundles.film_checks import cut_films
from training.bundles.fit_film_checks import CROPPED, no_whole_hip, told_of
from training.data import cache
from training.data.batches import FilmSet
from training.data.dataset import read_truth
from training.data.known_film import Point

WHOLE = (0.0, 0.0, 1.0, 1.0)
LEFT = {
    "left_head": (0.7, 0.4),
    "left_greater": (0.8, 0.4),
    "left_lesser": (0.75, 0.6),
    "left_shaft": (0.8, 0.95),
}
RIGHT = {name.replace("left", "right"): (1.0 - x, y) for name, (x, y) in LEFT.items()}


@pytest.mark.parametrize(
    ("points", "field", "none_whole"),
    [
        (LEFT | RIGHT, WHOLE, False),
        (LEFT | RIGHT, (0.5, 0.0, 1.0, 1.0), False),  # the other hip is not on the film: one is whole
        (LEFT | RIGHT, (0.0, 0.0, 1.0, 0.5), True),
        (LEFT | RIGHT, (0.28, 0.0, 0.72, 1.0), True),
        (LEFT, (0.0, 0.0, 1.0, 0.7), False),  # the shaft is no part of it
        (LEFT, (0.0, 0.0, 0.5, 1.0), True),
        ({"left_head": (0.7, 0.4)}, WHOLE, None),
        ({}, WHOLE, None),
    ],
)
def test_a_hip_is_whole_with_head_and_trochanters(
    points: dict[str, Point], field: tuple[float, float, float, float], none_whole: bool | None
) -> None:
    assert no_whole_hip(points, field) is none_whole


def test_films_of_which_nothing_is_known_are_left_out() -> None:
    row = np.ones(3, np.float32)
    told = told_of([(row, True, "a"), (row, None, "b"), (row, False, "c")])
    assert told.patients == ("a", "c")
    assert told.shown.tolist() == [True, False]
    assert told.latents.shape == (2, 3)
    assert not told_of([(row, None, "b")]).patients


def test_a_field_lies_on_the_film_and_is_not_too_small() -> None:
    rng = np.random.default_rng(4)
    for _ in range(50):
        x0, y0, x1, y1 = random_field((0.0, 10.0, 96.0, 90.0), rng)
        assert 0 <= x0 < x1 <= 96
        assert 10 <= y0 < y1 <= 90
        assert x1 - x0 >= SMALLEST * 96
        assert y1 - y0 >= SMALLEST * 80


@pytest.fixture
def hips(tmp_path: Path) -> Path:
    """Toy films on which each hip has its head and trochanters."""
    folder = make_set(tmp_path / "hips", 24, 5)
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf8").splitlines()]
    for row in rows:
        for side, (x, y) in HIPS.items():
            away = 1 if side == "left" else -1
            row["landmarks"] |= {f"{side}_greater": [x + 8 * away, y], f"{side}_lesser": [x, y + 12]}
    (folder / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return folder


@pytest.mark.torch
def test_films_are_cut_so_that_most_have_no_whole_hip(toy_run: ToyRun, hips: Path, tmp_path: Path) -> None:
    session = Session(load(toy_run.bundle))
    known = read_truth(hips)
    cache.build(known, tmp_path / "cache", size=128)
    films = FilmSet.of([cache.open_cache(tmp_path / "cache")], InputSpec(size=session.bundle.card.input.size))
    entries, files = cut_entries(session, films, cut_films(films), 1), cut_files(session, known, 2)
    for found in (entries, files):
        told = told_of(found)
        assert len(told.patients) == 24
        assert 10 <= told.shown.sum() <= 22
        assert len(np.unique(told.latents, axis=0)) == 24
    again = cut_entries(session, films, cut_films(films), 1)
    assert all(np.array_equal(one[0], other[0]) for one, other in zip(entries, again, strict=True))


@pytest.mark.torch
def test_a_film_that_cannot_be_read_is_not_cut(toy_run: ToyRun, hips: Path) -> None:
    known = read_truth(hips)[:3]
    known[1].path.write_bytes(b"no film")
    assert len(cut_files(Session(load(toy_run.bundle)), known, 2)) == 2


@pytest.mark.torch
def test_films_without_landmarks_of_whole_hips_are_not_cut(toy_run: ToyRun, tmp_path: Path) -> None:
    """The toy run's films know heads alone: its export says so and has no such check."""
    cache.build(read_truth(toy_run.train)[:4], tmp_path / "cache", size=128)
    films = FilmSet.of([cache.open_cache(tmp_path / "cache")], InputSpec(size=64))
    assert cut_films(films) == []
    assert CROPPED not in {check.name for check in load(toy_run.bundle).card.checks}
