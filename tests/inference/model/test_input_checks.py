"""Films that get no answer, and films that must get one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from inference.errors import BundleError, ModelOutputError
from inference.model import input_checks
from inference.model.card import FilmGate
from inference.model.card_validation import check_card
from inference.model.session import Outputs
from inference.records import Film, NoAnswer
from tests.models import tiny_card
from tests.pixels import film_image


def film(rows: int = 400, columns: int = 500, **header: Any) -> Film:
    return film_image(np.zeros((rows, columns), np.uint16), **header).film


def test_a_picture_that_holds_too_little_is_not_answered() -> None:
    rng = np.random.default_rng(1)
    bare = np.full((400, 500), 7, np.uint16)
    assert "blank" in (input_checks.picture_gate(film_image(bare)) or NoAnswer("")).reason
    mask = rng.integers(0, 2, bare.shape).astype(np.uint16) * 4000
    assert "only 2 grey levels" in (input_checks.picture_gate(film_image(mask)) or NoAnswer("")).reason
    burnt = rng.integers(0, 4096, bare.shape).astype(np.uint16)
    burnt[:, :485] = 4095
    assert "one grey value" in (input_checks.picture_gate(film_image(burnt)) or NoAnswer("")).reason


def test_a_narrow_collimation_is_answered() -> None:
    picture = np.zeros((400, 500), np.uint16)
    picture[:200, :250] = np.random.default_rng(1).integers(0, 4096, (200, 250))
    assert input_checks.picture_gate(film_image(picture)) is None


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"body_part": "PELVIS"},
        {"body_part": "HIP"},
        {"body_part": "UNKNOWN"},
        {"body_part": "Becken"},
        {"body_part": "CHEST ABDOMEN PELVIS"},
        {"body_part": "FEMORAL NECK"},
        {"body_part": "LEG"},
        {"body_part": "ABDOMEN"},
        {"modality": ""},
        {"modality": "CR"},
        {"modality": "RG"},
        {"modality": "XYZ"},
        {"view_position": "AP"},
        {"view_position": "PA"},
        {"view_position": "ODD"},
        {"patient_orientation": ("L", "F")},
        {"patient_orientation": ("F", "R")},
        *({"view_position": view} for view in ("AP OBLIQUE", "A.P.", "BILATERAL", "STANDING", "正位")),
        {"body_part": "THORAX BECKENÜBERSICHT"},
        {"laterality": "R"},
    ],
    ids=str,
)
def test_what_may_be_a_pelvis_is_answered(header: dict[str, Any]) -> None:
    assert input_checks.header_gate(film(**header)) is None


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ({"body_part": "CHEST"}, "chest"),
        ({"body_part": "hand_left"}, "hand"),
        ({"body_part": " KNEE "}, "knee"),
        ({"body_part": "SKULL"}, "skull"),
        ({"modality": "MG"}, "mammogram"),
        ({"modality": "io"}, "dental"),
        ({"view_position": "LL"}, "lateral"),
        ({"view_position": "rl "}, "lateral"),
        ({"view_position": "LATERAL"}, "lateral"),
        ({"view_position": "RLO"}, "oblique"),
        *(({"view_position": view}, "lateral") for view in ("LEFT LATERAL", "LT LAT", "LATERAL_R", "R LAT")),
        *(
            ({"view_position": view}, "lateral")
            for view in ("CROSSTABLE", "X-TABLE", "seitlich", "Profil", "侧位")
        ),
        *(({"view_position": view}, "frog-leg") for view in ("FROG LEG", "FROGLEG", "BILAT FROG-LEG")),
        *(({"view_position": view}, word) for view, word in (("OBL", "oblique"), ("SCHRÄG L", "oblique"))),
        *(({"view_position": view}, word) for view, word in (("AX", "axial"), ("TAN", "tangential"))),
        ({"patient_orientation": ("A", "F")}, "lateral"),
        ({"patient_orientation": ("F", "P")}, "lateral"),
        ({"rows": 100, "columns": 400}, "narrow"),
        ({"rows": 1600, "columns": 400}, "narrow"),
        ({"rows": 50, "columns": 60}, "50 px"),
    ],
    ids=str,
)
def test_what_is_plainly_no_pelvis_gets_the_reason(header: dict[str, Any], word: str) -> None:
    refused = input_checks.header_gate(film(**header))
    assert refused is not None
    assert word in refused.reason
    assert refused.reason.endswith(".")
    assert refused.hint.endswith(".")


def test_a_hostile_body_part_is_not_repeated() -> None:
    refused = input_checks.header_gate(film(body_part="DOE^JOHN KNEE 1970"))
    assert refused is not None
    assert "DOE" not in refused.reason.upper()


def test_the_latent_distance_is_that_of_the_card() -> None:
    rng = np.random.default_rng(2)
    mean, whiten = rng.normal(0, 1, 6), rng.normal(0, 1, (6, 3))
    latent = rng.normal(0, 1, 6).astype(np.float32)
    oracle = np.sqrt(sum(((latent - mean) @ whiten[:, k]) ** 2 for k in range(3)) / 3)
    found = FilmGate(tuple(mean), tuple(map(tuple, whiten)), float(oracle) * 1.001, "v")
    assert input_checks.latent_distance(found, latent) == pytest.approx(oracle)
    assert input_checks.latent_gate(found, latent) is None
    tight = FilmGate(found.mean, found.whiten, float(oracle) * 0.999, "v")
    refused = input_checks.latent_gate(tight, latent)
    assert refused is not None
    assert "unlike" in refused.reason
    assert input_checks.latent_gate(None, latent) is None
    with pytest.raises(BundleError, match="fit"):
        input_checks.latent_gate(found, latent[:5])


def test_the_body_part_head_names_what_the_film_shows() -> None:
    weights = ((1.0, -1.0, 0.0), (0.0, 0.0, 2.0))
    found = FilmGate(
        (0.0, 0.0), ((1.0,), (1.0,)), 99.0, "v", ("pelvis", "hand", "tail"), weights, (0.0,) * 3, 0.5
    )
    pelvis, hand, tail = (np.array(row, np.float32) for row in ((3, -3), (-3, -3), (0, 5)))
    assert input_checks.pelvis_odds(found, pelvis) == pytest.approx(3 - np.log(np.exp(-3) + np.exp(-6)))
    assert input_checks.latent_gate(found, pelvis) is None
    for latent, words in ((hand, "an arm or a hand"), (tail, "another part of the body")):
        refused = input_checks.latent_gate(found, latent)
        assert refused is not None
        assert words in refused.reason
    with pytest.raises(BundleError, match="fit"):
        input_checks.pelvis_odds(found, pelvis[:1])


@pytest.mark.parametrize(
    ("parts", "weights", "bias", "word"),
    [
        (("pelvis",), ((1.0,),), (0.0,), "two or more"),
        (("pelvis", ""), ((1.0, 1.0),), (0.0, 0.0), "two or more"),
        (("pelvis", "hand"), ((1.0,),), (0.0, 0.0), "weights do not fit"),
        (("pelvis", "hand"), ((1.0, 1.0),), (0.0,), "bias does not fit"),
        (("pelvis", "hand"), ((1.0, float("inf")),), (0.0, 0.0), "not finite"),
    ],
)
def test_a_head_that_does_not_fit_its_card_is_refused(
    parts: tuple[str, ...], weights: tuple[tuple[float, ...], ...], bias: tuple[float, ...], word: str
) -> None:
    found = FilmGate((0.0,), ((1.0,),), 1.0, "v", parts, weights, bias)
    with pytest.raises(BundleError, match=word):
        check_card(replace(tiny_card(onnx_sha256="0" * 64), gate=found))


def test_a_film_without_a_hip_gets_no_answer_from_a_model_that_looks_for_hips() -> None:
    nothing = np.zeros((7, 2, 2), np.float32)

    def gate(*found: float, looks: bool = True, kind: type = np.float32) -> NoAnswer | None:
        card = tiny_card(extra_outputs={"hips": "those that are found"} if looks else {})
        extra = {"hips": np.array([found], kind)}
        return input_checks.hips_gate(card, Outputs(nothing[:, 0, 0], nothing, nothing[0, 0], 1.0, extra))

    refused = gate(0, 0)
    assert refused is not None
    assert "no hip" in refused.reason
    assert gate(0, 0, looks=False) is None
    assert gate(1, 0) is gate(0, 1) is gate(1, 1) is None
    for odd in ((0.5, 0), (float("nan"), 1), (1,), (1, 1, 1)):
        with pytest.raises(ModelOutputError, match="hips"):
            gate(*odd)
    with pytest.raises(ModelOutputError, match="hips"):
        gate(1, 0, kind=np.int64)
