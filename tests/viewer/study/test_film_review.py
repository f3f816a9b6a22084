"""Packs of films that show text: said, refused, and made once a human has looked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from inference.dicom.overlays import packed
from inference.dicom.reader import read_film
from inference.errors import ModelOutputError
from inference.records import FilmImage
from tests import studies
from tests.films import build
from viewer.cli import main
from viewer.study.design import study_folder
from viewer.study.design.protocol import Design
from viewer.study.design.study_folder import Study
from viewer.study.packs import study_pack
from viewer.study.packs.film_review import FilmReview, TextShownError


class Network:
    """A detector that finds a line in the middle of each of the pictures from the ``first`` on."""

    def __init__(self, first: int, fault: bool = False) -> None:
        self._left, self._fault = first, fault

    def map(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        if self._fault:
            raise ModelOutputError("The search for text stopped before its end.")
        values = np.zeros(picture.shape, np.float32)
        self._left -= 1
        if self._left < 0:
            values[100:110, 100:200] = 0.9
        return values


@pytest.fixture
def study(tmp_path: Path) -> Study:
    studies.films(tmp_path / "films", 3, 3)
    return study_folder.make_lock(study_folder.create(tmp_path, studies.protocol(Design.UNAIDED)), read_film)


def test_films_with_text_are_named_and_make_no_pack_unasked(study: Study) -> None:
    review = FilmReview(Network(len(study.need_lock().films) - 2))  # type: ignore[arg-type]
    with pytest.raises(TextShownError) as refused:
        study_pack.make(study, ("R1",), read_film, review=review)
    said, last = str(refused.value), study.need_lock().films[-1]
    assert f"2 of {len(study.need_lock().films)} films show text" in said
    assert f"{last.name} ({last.file})" in said
    assert "--burned-in-reviewed" in said
    assert not list((study.folder / "packs").iterdir())
    assert study_pack.make(study, ("R1",), read_film, review=FilmReview(None))


def test_where_nobody_looked_it_is_said(study: Study) -> None:
    with pytest.raises(TextShownError, match=r"is not known: The search for text stopped"):
        study_pack.make(study, ("R1",), read_film, review=FilmReview(Network(0, fault=True)))  # type: ignore[arg-type]
    assert not list((study.folder / "packs").iterdir())


def test_overlays_that_stay_behind_are_named(study: Study) -> None:
    first = study.need_lock().films[0]

    def read(path: Path) -> FilmImage:
        image = read_film(path)
        if path.name != first.file:
            return image
        mask = np.ones(image.film.shape, np.bool_)
        return replace(image, film=replace(image.film, overlay=packed(mask)))

    review = FilmReview(None)
    assert review.overlays(study.need_lock()) == ""
    study_pack.make(study, ("R1",), read, review=review)
    assert (
        review.overlays(study.need_lock())
        == f"The packs leave out the overlays in the files of: {first.name} ({first.file})."
    )


@pytest.mark.slow
def test_the_command_says_and_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the real detector: one film of six has a name in it."""
    where = tmp_path / "study"
    folder = studies.films(where / "films", 3, 3, rows=240, columns=320)
    stored = read_film(folder / "p004.dcm").pixels.astype(np.int64)
    ink = np.zeros(stored.shape, np.uint8)
    cv2.putText(ink, "DOE JANE 1933", (30, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2, cv2.LINE_AA)
    stored = np.maximum(stored, ink.astype(np.int64) * 14)
    build(folder, stored=stored, name="p004.dcm")
    start = ["--home", str(tmp_path / "home"), "study"]
    assert main.main([*start, "new", str(where), "--design", "unaided", "--reader", "R1"]) == 0
    assert main.main([*start, "lock", str(where), "--no-model"]) == 0
    assert "1 of 6 films show text" in capsys.readouterr().err
    assert main.main([*start, "pack", str(where)]) == 1
    assert "No pack was written: 1 of 6 films show text" in capsys.readouterr().err
    assert main.main([*start, "pack", str(where), "--burned-in-reviewed"]) == 0
