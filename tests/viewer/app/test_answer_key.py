"""An answer belongs to the pixels and to what of the header the model reads beside them."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from inference.records import Film, Lut, Side, Symmetry, ValueChain
from tests.films import make_film
from tests.stores import film, prediction
from tests.viewer.desk import picture
from tests.viewer.ui.reading.test_reading_modes import Sit, sit
from viewer.app.prediction.answer_key import answer_key
from viewer.app.prediction.listed_answers import ListedAnswers
from viewer.app.worklist_entry import Known

__all__ = ["sit"]

READ: dict[str, Any] = {
    "pixel_sha256": "f" * 64,
    "shape": (10, 20),
    "chain": ValueChain(12, signed=False, inverted=True),
    "modality": "CT",
    "body_part": "CHEST",
    "view_position": "LATERAL",
    "laterality": "R",
    "symmetry": Symmetry.ACROSS,
    "patient_orientation": ("R", "F"),
    "spacing_mm": (0.3, 0.1),
    "device_model": "Other",
}
"""Another value of each fact of a film that the model reads; the facts that it does not read follow."""
UNREAD = {
    "path", "sop_uid", "study_uid", "series_uid", "sop_class", "transfer_syntax", "is_dicom",
    "spacing_kind", "magnification", "magnification_stated", "for_processing", "burned_in", "overlay",
    "synthetic", "patient_name", "patient_number", "patient_sex", "patient_age", "study_date",
    "study_description", "warnings",
    "aspect_ratio",  # beside a spacing
}  # fmt: skip
CHAIN: dict[str, Any] = {
    "bits_stored": 11,  # of a signed film
    "signed": False,
    "slope": -1.0,
    "modality_lut": Lut(0, np.array([3, 2, 1], np.uint16), 8),
    "inverted": True,
    "padding": (0, 0),
}
UNREAD_CHAIN = {"intercept", "windows", "voi_luts", "presentation_lut"}


def test_every_fact_of_a_film_is_either_read_or_not() -> None:
    one = film()
    assert {item.name for item in fields(Film)} == {*READ} | UNREAD
    assert {item.name for item in fields(ValueChain)} == {*CHAIN} | UNREAD_CHAIN
    for name, value in READ.items():
        assert answer_key(replace(one, **{name: value})) != answer_key(one), name
    base = ValueChain(12, signed=True, modality_lut=Lut(0, np.array([1, 2, 3], np.uint16), 8))
    for name, value in CHAIN.items():
        changed = replace(one, chain=replace(base, **{name: value}))
        assert answer_key(changed) != answer_key(replace(one, chain=base)), name
    assert answer_key(replace(one, spacing_mm=None, aspect_ratio=(3, 1))) != answer_key(one)
    same = replace(one, path=Path("b"), patient_name="DOE", spacing_mm=(0.2, 0.2))
    assert answer_key(same) == answer_key(one)


def test_answers_of_earlier_sittings_show_where_they_can_be_of_one_header_only() -> None:
    left, right, known = film(laterality="L"), film(laterality="R"), ListedAnswers()
    known.file(left.picture, Known(0.9, 0.5, "A2", Side.LEFT))
    known.note_film(0, left)
    known.note_film(1, replace(left, path=Path("copy")))
    assert (known.count, known.positions) == (2, [0, 1])
    known.note_film(2, right)
    assert known.count == 0
    known.give(right, prediction(side=Side.RIGHT))
    assert known.positions == [2]
    assert known.of(2) == Known(0.9, 0.5, "A2", Side.RIGHT)
    known.forget_film(2)
    assert known.positions == [0, 1]
    known.note_film(0, film("other"))
    assert known.positions == [1]


def test_the_same_pixels_under_another_header_have_an_answer_of_their_own(sit: Sit, tmp_path: Path) -> None:
    headers = (
        {"ImageLaterality": "L"},
        {"ImageLaterality": "R"},
        {"ImageLaterality": "R", "PhotometricInterpretation": "MONOCHROME1"},
        {"BodyPartExamined": "CHEST"},
    )
    pixels = picture(0.9, 1)
    files = [
        make_film(tmp_path, stored=pixels, bits=12, name=f"{n}.dcm", **{"BodyPartExamined": "HIP", **header})
        for n, header in enumerate(headers)
    ]
    sitting = sit(files)
    found = []
    for at, path in enumerate(files):
        sitting.window.worklist.select(at)
        sitting.until(lambda path=path: sitting.bench.film.image.film.path == path)  # type: ignore[misc]
        sitting.wait_answer()
        given = sitting.bench.given
        assert given is not None
        assert given.is_of(sitting.bench.film.image.film)  # type: ignore[union-attr]
        found.append(given.answer)
    assert len({sitting.s.worklist.entries[at].pixels for at in range(4)}) == 1
    assert [getattr(answer, "side", None) for answer in found[:2]] == [Side.LEFT, Side.RIGHT]
    assert found[2].p_fracture != found[1].p_fracture
    assert "chest" in str(found[3].reason)
    lines = sitting.s.worklist.entries
    assert lines[0].p_fracture == lines[1].p_fracture != lines[2].p_fracture
    assert lines[3].p_fracture is None
