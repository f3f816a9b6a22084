"""The bundles that ship are whole, pass their self-tests and answer the demonstration films."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from inference import paths
from inference.dicom.reader import read_film
from inference.model import bundle, selection
from inference.model.child_session import ChildSession
from inference.model.predictor import Predictor
from inference.model.preprocess import network_input
from inference.model.self_test import builtin_input
from inference.records import FilmImage, InputSpec, NoAnswer, Prediction


def shipped() -> list[bundle.Bundle | bundle.RefusedBundle]:
    return bundle.available(paths.find().shipped_models)


def usable() -> list[bundle.Bundle]:
    return [item for item in shipped() if isinstance(item, bundle.Bundle)]


def test_bundles_ship_and_none_is_refused() -> None:
    assert usable()
    assert len(usable()) == len(shipped())


def test_the_default_ships_and_comes_first(tmp_path: Path) -> None:
    ordered = selection.in_order(usable(), "", tmp_path)
    assert ordered[0].folder.name == selection.DEFAULT
    other = ordered[-1]
    wanted = selection.in_order(usable(), other.card.onnx_sha256, tmp_path)
    assert [item.folder for item in wanted[:2]] == [other.folder, ordered[0].folder][: len(ordered)]


def test_the_probe_with_hips_is_the_first_demonstration_film() -> None:
    spec = InputSpec(size=512)
    film = network_input(read_film(paths.resources() / "films" / "01.dcm"), spec).tensor
    probe = builtin_input("pelvis", spec)
    seen, expected = (one.reshape(64, 8, 64, 8).mean(axis=(1, 3)) for one in (probe[0, 0], film[0, 0]))
    assert np.abs(seen - expected).max() < 1.0  # 4 from black to white; at edges it is a little smoother
    assert np.abs(seen - expected).mean() < 0.05


@pytest.fixture(scope="module")
def demonstration() -> list[tuple[str, FilmImage]]:
    """Part of the body and picture of each demonstration film, read once for all models."""
    truth = json.loads((paths.resources() / "films_truth.json").read_text("utf8"))
    folder = paths.resources() / "films"
    return [(record["part"], read_film(folder / record["film"])) for record in truth]


@pytest.mark.slow
@pytest.mark.parametrize("model", usable(), ids=lambda model: model.folder.name)
def test_a_shipped_model_answers_the_demonstration_films(
    model: bundle.Bundle, demonstration: list[tuple[str, FilmImage]]
) -> None:
    """Not its quality (the card has that), but that each film is answered, or refused with a reason."""
    assert model.card.self_tests
    with ChildSession(model).start() as session:
        session.self_test()
        predictor = Predictor(session)
        for part, image in demonstration:
            answer = predictor.answer(image)
            if isinstance(answer, NoAnswer):
                assert answer.reason
                assert part != "pelvis"
            else:
                assert isinstance(answer, Prediction)
                assert answer.class_maps.shape[0] == 7
