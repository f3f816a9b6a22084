"""One film in, one answer out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inference.aoota import CLASSES
from inference.errors import ModelOutputError
from inference.model import preprocess
from inference.model.bundle import Bundle
from inference.model.card import FilmCheck, FilmGate
from inference.model.predictor import NO_OPERATING_POINT, Predictor, calibrated
from inference.model.session import Session
from inference.records import FilmImage, NoAnswer, OperatingPoint, Prediction, Side, ValueChain
from tests.models import LATENT, write_bundle
from tests.pixels import film_image


def spot_film(x: float, y: float = 0.6, shape: tuple[int, int] = (400, 480), **header: object) -> FilmImage:
    """Dark with one bright spot of a tenth of the width."""
    rows, columns = shape
    grid_y, grid_x = np.mgrid[0:rows, 0:columns]
    near = np.hypot(grid_x - x * columns, grid_y - y * rows) < columns / 10
    pixels = np.where(near, 3000, 200 + (grid_x + grid_y) % 50).astype(np.uint16)
    return film_image(pixels, ValueChain(bits_stored=12, signed=False), **header)


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return write_bundle(tmp_path / "tiny", bias=-3.0, temperature=1.5)


@pytest.fixture
def predictor(bundle: Bundle) -> Predictor:
    return Predictor(Session(bundle))


def predicted(answer: object) -> Prediction:
    assert isinstance(answer, Prediction)
    return answer


@pytest.mark.parametrize(("x", "side"), [(0.25, Side.RIGHT), (0.75, Side.LEFT)])
def test_a_fracture_has_probabilities_and_a_side(predictor: Predictor, x: float, side: Side) -> None:
    found = predicted(predictor.answer(spot_film(x)))
    assert found.is_fracture
    assert found.side is side
    assert found.best_class == "A2"
    assert tuple(found.probabilities) == CLASSES
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=1e-9)
    assert found.provider == "CPU"
    assert found.elapsed_ms > 0
    assert found.model == predictor.session.bundle.identity


def test_probabilities_are_calibrated_by_the_temperature(predictor: Predictor) -> None:
    found = predicted(predictor.answer(spot_film(0.3)))
    powers = np.exp(found.logits.astype(np.float64) / 1.5)
    assert np.allclose(list(found.probabilities.values()), powers / powers.sum(), atol=1e-9)


def test_the_map_finds_the_spot_on_the_film(predictor: Predictor) -> None:
    found = predicted(predictor.answer(spot_film(0.25)))
    row, column = np.unravel_index(found.class_maps[CLASSES.index("A2")].argmax(), (8, 8))
    (sx, _, tx), (_, sy, ty) = found.map_to_film
    x, y = (column + 0.5) * sx + tx, (row + 0.5) * sy + ty
    assert abs(x - 0.25 * 480) <= sx
    assert abs(y - 0.6 * 400) <= sy


def test_no_fracture_has_no_side(tmp_path: Path) -> None:
    predictor = Predictor(Session(write_bundle(tmp_path / "b", bias=9.0)))
    found = predicted(predictor.answer(spot_film(0.25)))
    assert not found.is_fracture
    assert (found.side, found.best_class) == (Side.NONE, "normal")


def test_the_input_hash_is_of_what_the_graph_saw(predictor: Predictor) -> None:
    image = spot_film(0.25)
    given = preprocess.network_input(image, predictor.session.bundle.card.input)
    assert predicted(predictor.answer(image)).input_sha256 == given.sha256


def test_monochrome1_gets_the_same_answer(predictor: Predictor) -> None:
    image = spot_film(0.25)
    negative = film_image(
        (4095 - image.pixels).astype(np.uint16), ValueChain(bits_stored=12, signed=False, inverted=True)
    )
    one, two = (predicted(predictor.answer(film)) for film in (negative, image))
    assert one.side is two.side
    assert one.p_fracture == pytest.approx(two.p_fracture, abs=1e-5)


def test_the_first_operating_point_decides_unless_another_is_named(tmp_path: Path) -> None:
    points = (OperatingPoint("balanced", 0.6, "v", 9), OperatingPoint("sensitive", 0.2, "v", 9))
    session = Session(write_bundle(tmp_path / "b", operating_points=points))
    assert predicted(Predictor(session).answer(spot_film(0.3))).threshold == 0.6
    assert predicted(Predictor(session, "sensitive").answer(spot_film(0.3))).threshold == 0.2
    with pytest.raises(KeyError):
        Predictor(session, "specific")


def test_without_an_operating_point_that_is_said(tmp_path: Path) -> None:
    predictor = Predictor(Session(write_bundle(tmp_path / "b", operating_points=())))
    assert not predictor.has_operating_point
    assert predictor.operating_point == NO_OPERATING_POINT
    assert predicted(predictor.answer(spot_film(0.3))).threshold == 0.5


def test_a_film_refused_by_its_header_never_reaches_the_graph(predictor: Predictor) -> None:
    answer = predictor.answer(spot_film(0.3, body_part="HAND"))
    assert isinstance(answer, NoAnswer)
    assert "hand" in answer.reason
    assert answer.model == predictor.session.bundle.identity


@pytest.mark.parametrize("value", [0, 500])
def test_a_blank_film_gets_no_answer(predictor: Predictor, value: int) -> None:
    answer = predictor.answer(film_image(np.full((201, 307), value, np.uint16)))
    assert isinstance(answer, NoAnswer)
    assert "blank" in answer.reason


def test_a_film_unlike_the_training_gets_no_answer(tmp_path: Path) -> None:
    far = FilmGate((100.0,) * LATENT, tuple((1.0,) for _ in range(LATENT)), 3.0, "validation")
    predictor = Predictor(Session(write_bundle(tmp_path / "b", gate=far)))
    answer = predictor.answer(spot_film(0.3))
    assert isinstance(answer, NoAnswer)
    assert "unlike" in answer.reason
    assert answer.elapsed_ms > 0


def test_an_answer_names_the_film_checks_that_the_film_fails(tmp_path: Path) -> None:
    found = FilmCheck("implant", (1.0,) * LATENT, 0.0, "validation", 0.9, 0.97)
    other = FilmCheck("cut", (1.0,) * LATENT, -1e6, "validation", 0.9, 0.97)
    answer = Predictor(Session(write_bundle(tmp_path / "b", checks=(found, other)))).answer(spot_film(0.3))
    assert isinstance(answer, Prediction)
    assert answer.doubts == ("implant",)
    plain = Predictor(Session(write_bundle(tmp_path / "plain"))).answer(spot_film(0.3))
    assert isinstance(plain, Prediction)
    assert plain.doubts == ()


def test_probabilities_of_wild_logits_hold_or_are_withheld() -> None:
    wild = calibrated(np.array([3e38, -3e38, 0, 0, 0, 0, 0], np.float32), 0.01)
    assert sum(wild.values()) == pytest.approx(1)
    with np.errstate(invalid="ignore"), pytest.raises(ModelOutputError):
        calibrated(np.array([np.nan, 0, 0, 0, 0, 0, 0], np.float32), 1.0)
