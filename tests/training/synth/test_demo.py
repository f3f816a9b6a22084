"""The shipped demonstration films are whole and true; a knee can be made and is no pelvis."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from inference.dicom.reader import read_film
from inference.model.input_checks import header_gate
from inference.records import Film

FILMS = Path(__file__).parents[3] / "resources" / "films"
LARGEST_BYTES = 1_200_000
TRUTH = json.loads(FILMS.with_name("films_truth.json").read_text())


@cache
def film(name: str) -> Film:
    return read_film(FILMS / name).film


def test_every_shipped_film_has_its_truth_and_no_more():
    assert [r["film"] for r in TRUTH] == sorted(p.name for p in FILMS.glob("*.dcm"))
    assert all(r["synthetic"] is True and r["split"] == "demo" for r in TRUTH)


@pytest.mark.parametrize("record", TRUTH, ids=[r["film"] for r in TRUTH])
def test_shipped_film_is_small_whole_and_the_one_described(record):
    path = FILMS / record["film"]
    assert path.stat().st_size <= LARGEST_BYTES
    shown = film(record["film"])
    assert shown.pixel_sha256 == record["pixel_sha256"]
    assert shown.synthetic
    assert all("loss" in sentence for sentence in shown.warnings)
    rows, cols = shown.shape
    for x0, y0, x1, y1 in record["boxes"]:
        assert 0 <= x0 < x1 <= cols
        assert 0 <= y0 < y1 <= rows


def test_the_dozen_covers_classes_sides_dress_and_size():
    assert {r["class"] for r in TRUTH} == {"normal", "A1", "A2", "A3", "B1", "B2", "B3", None}
    assert {r["side"] for r in TRUTH if r["boxes"]} == {"left", "right"}
    assert sum(r["class"] == "normal" for r in TRUTH) == 2
    implants = [r for r in TRUTH if r["implant"]]
    assert implants
    assert all(r["implant_side"] not in (None, r["side"]) for r in implants)
    films = [film(r["film"]) for r in TRUTH]
    assert len({f.transfer_syntax for f in films}) >= 6
    assert sum(f.chain.inverted for f in films) == 1
    assert max(max(f.shape) for f in films) == 2688
    one_hip = [f.shape for r, f in zip(TRUTH, films, strict=True) if r["framing"] == "one_hip"]
    assert any(rows > cols for rows, cols in one_hip)


def test_one_film_that_is_no_pelvis_is_not_told_by_its_header():
    knees = [film(r["film"]) for r in TRUTH if r["part"] == "knee"]
    assert [header_gate(k) is None for k in knees] == [False, True]


def test_a_knee_is_made_from_its_seed_and_says_what_it_is():
    pytest.importorskip("numba")
    pytest.importorskip("musculoskeletal.models")
    from training.synth.film import dataset
    from training.synth.limb import make_knee

    one, two = make_knee(3, 5, "test", 512), make_knee(3, 5, "test", 512, body_part="")
    assert np.array_equal(one.pixels, two.pixels)
    assert one.pixels.shape[0] == 512
    assert one.truth["class"] is None
    assert one.truth["hips_in_field"] == []
    ds = dataset(two)
    assert ds.BodyPartExamined == ""
    assert "SYNTHETIC" in ds.ImageComments
    assert "knee" not in ds.SeriesDescription.lower()
