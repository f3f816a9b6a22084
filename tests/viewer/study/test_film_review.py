"""Packs of films that show text: said, refused, and made once a human has looked."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from inference.dicom.overlays import packed
from inference.dicom.reader import read_film
from inference.errors import ModelOutputError, StudyError
from inference.messages import NOTHING
from inference.records import FilmImage, Region, Sha256
from tests import studies
from tests.films import build
from viewer.app.study.study_films import FrozenPeak, StudyFilms
from viewer.app.text_review import TextReview
from viewer.cli import main
from viewer.export.burned_in_text import Places
from viewer.study.design import study_folder
from viewer.study.design.protocol import Design
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack, study_pack
from viewer.study.packs.film_review import FilmReview, TextShownError, black_text


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


class InProcess:
    """Reads films here."""

    def warm(self) -> None: ...

    def read(self, path: Path) -> FilmImage:
        return read_film(path)

    def cancel(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def study(tmp_path: Path) -> Study:
    studies.films(tmp_path / "films", 3, 3)
    return study_folder.make_lock(study_folder.create(tmp_path, studies.protocol(Design.UNAIDED)), read_film)


def test_films_with_text_are_named_and_make_no_pack_unasked(study: Study) -> None:
    review = FilmReview(Network(len(study.need_lock().films) - 2))  # type: ignore[arg-type]
    with pytest.raises(TextShownError) as refused:
        study_pack.make(study, ("R1",), read_film, review=review)
    said, last = str(refused.value), study.need_lock().films[-1]
    assert f"be a side marker (2 of {len(study.need_lock().films)})" in said
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


def test_what_is_confirmed_is_black_in_every_pack(study: Study, tmp_path: Path) -> None:
    locked = study.need_lock()
    first, *_others, last = locked.films
    black = {Sha256(first.pixel_sha256): (Region(4.2, 6, 20, 11.5),)}
    review = FilmReview(Network(0))  # type: ignore[arg-type]
    off = {Sha256(first.pixel_sha256): (Region(9000, 6, 9020, 11.5),)}
    with pytest.raises(StudyError, match="covers nothing of the film"):
        study_pack.make(study, ("R1",), read_film, review=review, black=off)
    (path,) = study_pack.make(study, ("R1",), read_film, review=review, black=black)
    pack = study_pack.unpack(path, study.reader_key("R1"), tmp_path / "home")
    shown, before = read_film(pack.films[first.name]), read_film(study.films / first.file)
    expected = before.pixels.copy()
    expected[6:12, 4:20] = before.pixels.min()
    assert np.array_equal(shown.pixels, expected)
    assert shown.film.burned_in is False
    pack.check(first.name, shown.film)
    pack.check(last.name, read_film(pack.films[last.name]).film)
    with pytest.raises(StudyError, match="not the film of the study"):
        pack.check(first.name, before.film)
    assert str(black_text(study.blackened())).startswith(
        "Boxes that are black in every pack: 1, on films: 1."
    )
    studies.sit(study, pack)
    assert result_pack.make(pack, tmp_path / "R1.resultpack").is_file()
    # a later pack shows the same film without being asked, and no other
    (second,) = study_pack.make(study, ("R2",), read_film, review=review)
    again = study_pack.unpack(second, study.reader_key("R2"), tmp_path / "home")
    assert np.array_equal(read_film(again.films[first.name]).pixels, expected)
    with pytest.raises(StudyError, match="other boxes"):
        study_pack.make(study, ("R2",), read_film, black={})
    result_pack.merge(study, tmp_path / "R1.resultpack")
    assert set(result_pack.merged(study)) == {"R1"}


def test_a_box_over_the_fracture_or_the_top_of_the_map_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = studies.locked(tmp_path / "one", 3, 1)
    broken = next(film for film in study.need_lock().films if film.truth.fracture)
    box = broken.truth.boxes[0]
    peak = FrozenPeak(study.answers(), broken.name)(read_film(study.films / broken.file))  # type: ignore[arg-type]
    assert peak is not None
    on_fracture, on_peak, free = Region(box.x0, box.y0, box.x0 + 4, box.y0 + 4), peak, Region(70, 90, 78, 94)
    found = Places((on_fracture, on_peak, free))
    monkeypatch.setattr(TextReview, "places", lambda _self, _grey: (found, NOTHING))
    with closing(StudyFilms(study, InProcess())) as films:
        film = films.look(broken)
    assert (film.boxes, set(film.asked)) == ((free,), {on_fracture, on_peak})


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
    assert "be a side marker (1 of 6)" in capsys.readouterr().err
    assert main.main([*start, "pack", str(where)]) == 1
    assert "No pack was written: Films that show text" in capsys.readouterr().err
    boxes = tmp_path / "boxes.json"
    assert main.main([*start, "pack", str(where), "--propose-boxes", str(boxes)]) == 0
    assert "1 boxes on 6 films proposed" in capsys.readouterr().err
    assert main.main([*start, "pack", str(where), "--boxes", str(boxes)]) == 1
    assert "6 films are not confirmed" in capsys.readouterr().err
    boxes.write_text(boxes.read_text("utf8").replace('"confirmed": false', '"confirmed": true'), "utf8")
    assert main.main([*start, "pack", str(where), "--boxes", str(boxes)]) == 0
    assert "Boxes that are black in every pack: 1, on films: 1." in capsys.readouterr().err
