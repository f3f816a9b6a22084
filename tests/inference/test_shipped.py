"""The bundle that ships is whole, passes its self-tests and answers the demonstration films."""

from __future__ import annotations

import json

import pytest

from inference import bundle, paths
from inference.dicom.reader import read_film
from inference.predict import Predictor
from inference.records import NoAnswer, Prediction
from inference.runtime import Session, verify


def shipped() -> list[bundle.Bundle | bundle.RefusedBundle]:
    return bundle.available(paths.find().shipped_models)


def test_one_bundle_ships_and_none_is_refused() -> None:
    found = shipped()
    assert found
    assert all(isinstance(item, bundle.Bundle) for item in found)


@pytest.mark.slow
def test_the_shipped_model_answers_its_demonstration_films() -> None:
    """Not its quality (the card has that), but that each film is answered, or refused with a reason."""
    (model, *_rest) = [item for item in shipped() if isinstance(item, bundle.Bundle)]
    verify(model)
    predictor = Predictor(Session(model))
    truth = json.loads((paths.resources() / "films_truth.json").read_text("utf8"))
    for record in truth:
        answer = predictor.answer(read_film(paths.resources() / "films" / record["film"]))
        if isinstance(answer, NoAnswer):
            assert answer.reason
            assert record["part"] != "pelvis"
        else:
            assert isinstance(answer, Prediction)
            assert answer.class_maps.shape[0] == 7
