"""Real normal films: groups stay whole, films stand upright, marks lie where the network saw them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from training.data.dataset import credit_of, is_synthetic, read_truth
from training.data.fracatlas import LANDSCAPE, RealFilm, read_fracatlas
from training.data.real_normals import SIZE, groups, number, upright, write
from training.evaluation.external_validation import contrasts
from training.networks.landmarks import NAMES, Found

pytestmark = pytest.mark.torch
COLUMNS = (
    *("image_id", "hand", "leg", "hip", "shoulder", "mixed", "hardware", "multiscan", "fractured"),
    *("frontal", "hip_triage", "patient_guess", "width", "height", "boxes", "role"),
)


def film_of(seed: int) -> NDArray[np.uint8]:
    """Brighter towards the top, so that it is seen which way it lies; one bright dot."""
    rows, columns = 120, 160
    grey = np.linspace(200, 20, rows)[:, None] + np.random.default_rng(seed).normal(0, 3, (rows, columns))
    grey[78:83, 38:43] = 255
    return np.clip(grey, 0, 255).astype(np.uint8)


def seen(units: NDArray[np.float32]) -> list[dict[str, Found]]:
    """Stands for the network: surer of a film that is bright above; every mark lies at the dot."""
    out = []
    for unit in units:
        above, below = unit[: SIZE // 2].mean(), unit[SIZE // 2 :].mean()
        inner = unit.copy()
        inner[: SIZE // 2] = 0
        row, column = divmod(int(inner.argmax()), SIZE)
        heat = 0.9 if above > below * 1.2 else 0.4
        out.append({name: Found((column + 0.5) / SIZE, (row + 0.5) / SIZE, heat) for name in NAMES})
    return out


def fracatlas(folder: Path) -> list[RealFilm]:
    (folder / "images").mkdir(parents=True)
    with (folder / "films.csv").open("w", encoding="utf8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS)
        table.writeheader()
        for place, (film, role) in enumerate(
            [(10, "train"), (12, "train"), (40, "train"), (70, "train"), (90, "test")]
        ):
            name = f"IMG{film:07d}.jpg"
            cv2.imwrite(str(folder / "images" / name), film_of(place))
            row = dict.fromkeys(COLUMNS, "0")
            table.writerow(
                row
                | {"image_id": name, "hip": "1", "frontal": "1", "hip_triage": LANDSCAPE, "role": role}
                | {"patient_guess": "", "width": "160", "height": "120", "boxes": "[]"}
            )
    return read_fracatlas(folder)


def test_films_that_teach_never_test(tmp_path: Path) -> None:
    films = fracatlas(tmp_path)
    assert [number(film) for film in films if film.teaches] == [10, 12, 40, 70]
    asked = {number(film) for contrast in contrasts(films) for film in contrast.films}
    assert asked == {90}


def test_both_sets_hold_whole_groups_with_marks_in_film_pixels(tmp_path: Path) -> None:
    films = fracatlas(tmp_path / "fracatlas")
    assert [[number(film) for film in group] for group in groups(films)] == [[10, 12], [40], [70], [90]]
    count = write(films, tmp_path / "out", seen, frozenset({12}))
    assert count == {"train": 2, "val": 1}
    train = read_truth(tmp_path / "out" / "train")
    assert [film.key for film in train] == ["films/0000040.png", "films/0000070.png"]
    assert train[0].meta["source"] == "real"
    x, y = train[0].points["left_head"]
    assert (x, y) == pytest.approx((40.5, 80.5), abs=2.5)
    assert "FracAtlas" in credit_of(tmp_path / "out" / "train")
    assert not is_synthetic(tmp_path / "out" / "train")
    rows = (tmp_path / "out" / "val" / "truth.jsonl").read_text("utf8").splitlines()
    assert {json.loads(row)["turned"] for row in rows} == {0}


def test_runs_of_one_patient_are_one_group(tmp_path: Path) -> None:
    """Blocks of ten tell a patient, a run ends where six numbers are missing: 40 and 47 are one patient's."""
    films = fracatlas(tmp_path / "fracatlas")
    near = films[2]
    far = replace(near, film=replace(near.film, key="IMG0000047.jpg"))
    runs = [[number(film) for film in group] for group in groups([*films, far])]
    assert runs == [[10, 12], [40, 47], [70], [90]]


def test_a_film_on_its_side_is_turned_back() -> None:
    plain = film_of(1)
    for quarters in (1, 3):
        lying = np.ascontiguousarray(np.rot90(plain, -quarters))
        shown = upright(lying, seen)
        assert shown.quarters == quarters
        assert (shown.pixels == plain).all()
