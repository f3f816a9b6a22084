"""A study locked by several processes is the one that one process would lock."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from inference.dicom.reader import read_film
from inference.errors import ModelOutputError
from inference.messages import Message
from inference.model.bundle import load
from inference.model.text_network import TextHere, TextNetwork
from tests import studies
from tests.detectors import Bright
from viewer.study.design import study_folder
from viewer.study.design.film_processes import Looked, Looking, started
from viewer.study.design.protocol import Design, Sampling, Stratum
from viewer.study.design.study_folder import Study
from viewer.study.packs.film_review import FilmReview


def test_many_processes_lock_what_one_locks(tmp_path: Path) -> None:
    """Also where films that were expected cannot be read and others of their stratum take their place."""
    where = studies.films(tmp_path / "films", 7, 7)
    for number in (1, 3, 5, 8, 9):
        (where / f"p{number:03d}.dcm").write_bytes(b"no film")
    take = Sampling(Stratum.TRUTH, {"fracture": 3, "normal": 3})

    def draft(name: str) -> Study:
        made = studies.protocol(Design.SEQUENTIAL, sampling=take, practice=2, films="../films")
        return study_folder.create(tmp_path / name, made)

    model = studies.model(tmp_path / "model")
    one, many = FilmReview(Bright()), FilmReview(None)
    alone = study_folder.make_lock(draft("alone"), read_film, model, look=one.look)
    steps: list[int] = []
    first = started(load(tmp_path / "model"), Bright)
    together = study_folder.lock(draft("together"), first, many.take, steps.append, 14)
    expected, found = alone.need_lock(), together.need_lock()
    for name in ("films", "left", "orders", "model", "answers_sha256", "maps_sha256"):
        assert getattr(found, name) == getattr(expected, name), name
    assert [one for one in found.left if "could not be read" in one.reason]
    assert many.text(found) == one.text(expected) != ""
    assert steps == list(range(1, len(steps) + 1))
    assert [worker for worker in threading.enumerate() if worker.name.startswith("shenton-work")] == []


def test_the_detector_that_is_shipped_is_the_same_here_and_in_a_process() -> None:
    picture = np.zeros((64, 160), np.uint8)
    picture[20:40:3, 20:120:5] = 255
    with TextNetwork() as network:
        np.testing.assert_allclose(TextHere(threads=1).map(picture), network.map(picture), atol=1e-5)


def test_a_model_that_fails_on_a_film_ends_the_lock_and_a_film_that_cannot_be_read_does_not() -> None:
    work = Looking(None, Bright)
    reason = Message("The process ended.")
    assert isinstance(work.failed("film.dcm", reason, 1.0, True), ModelOutputError)
    assert not isinstance(work.failed("film.dcm", reason, 1.0, False), ModelOutputError | Looked)
    for said in ({}, {"film": 3, "given": None, "text": True}, {"error": ("Exception", "", "")}, 3):
        with pytest.raises((ValueError, LookupError, TypeError)):
            work.received("film.dcm", said)


def test_a_review_takes_what_processes_saw(tmp_path: Path) -> None:
    study = studies.locked(tmp_path / "study", 2, 2, Design.UNAIDED)
    films = [read_film(study.films / one.file).film for one in study.need_lock().films]
    review = FilmReview(None)
    review.take(Looked(films[0], None, True))
    assert "(1 of 4): F001" in review.text(study.need_lock())
    review.take(Looked(films[1], None, Message("No detector.")))
    assert "not known: No detector." in review.text(study.need_lock())
