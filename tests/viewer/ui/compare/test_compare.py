"""Comparing: the opposite hip mirrored, beside and blinking; other films of the patient, linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inference.imaging.view_geometry import ViewGeometry
from inference.records import Side, ValueChain, Window
from tests.films import make_film
from tests.inference.imaging.test_contralateral import half, symmetrical
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.compare.linked_views import linked, linked_window


def test_views_of_other_sizes_show_the_same_region() -> None:
    leader = ViewGeometry((1000, 800), (400, 500)).fit().at((200, 750), 2.0)
    follower = ViewGeometry((2000, 1600), (400, 500)).fit()
    found = linked(leader, follower)
    assert found.centre == (400, 1500)
    assert found.scale == pytest.approx(1.0)
    assert linked(found, leader) == leader
    assert linked(leader.fit().mirrored().rotated(1), follower).flipped
    assert linked(leader.fit(), found).fitted


def test_windows_of_other_devices_keep_their_proportions() -> None:
    twelve = ValueChain(bits_stored=12, signed=False, windows=(Window(2000, 1000),))
    sixteen = ValueChain(bits_stored=16, signed=False, windows=(Window(30000, 20000),))
    assert linked_window(None, twelve, sixteen) is None
    found = linked_window(Window(2100, 500), twelve, sixteen)
    assert found is not None
    assert (found.center, found.width) == (32000, 10000)
    assert linked_window(Window(2100, 500), twelve, twelve) == Window(2100, 500)
    negative = ValueChain(bits_stored=12, signed=False, windows=(Window(2000, 1000),), inverted=True)
    back = linked_window(Window(2100, 500), twelve, negative)
    assert back is not None
    assert back.center == 1900


# in the program


def pelvis(folder: Path, name: str, picture: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return make_film(folder, stored=picture.astype(np.int64), bits=12, name=name)


@pytest.fixture
def mirror_sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    folder = tmp_path / "films"
    files = [
        pelvis(folder, "a.dcm", symmetrical()),
        pelvis(folder, "b.dcm", np.hstack([half(1), half(2)])),
    ]
    made = Sitting(qtbot, home_with_model(), files, reader=child)
    made.wait_answer()
    yield made
    made.close()


def test_the_opposite_hip_beside_the_suspect_one(mirror_sitting: Sitting) -> None:
    sitting, compare, view = mirror_sitting, mirror_sitting.desk.compare, mirror_sitting.desk.view
    sitting.do("side_left")
    before = view.geometry_on_film()
    sitting.do("mirror_compare")
    sitting.until(lambda: compare.pane.isVisible())
    assert compare.pane.title.text() == "Right hip, mirrored"
    assert compare.pane.note.text().startswith("Laid over each other; similarity ")
    there = compare.pane.view.substitute()
    assert there is not None
    assert there.foreign
    assert there.badge == "right hip, mirrored"
    assert view.geometry_on_film().centre[0] > 250  # the left hip, nearer
    QApplication.processEvents()
    assert compare.pane.view.geometry_on_film().centre == view.geometry_on_film().centre
    view.zoom_in()
    view.set_window(Window(1500, 300))
    sitting.until(lambda: compare.pane.view.film_window() == Window(1500, 300))
    ours, theirs = view.geometry_on_film(), compare.pane.view.geometry_on_film()
    assert (theirs.scale, theirs.centre) == (ours.scale, ours.centre)
    compare.pane.view.zoom_out()  # and the other way round
    sitting.until(lambda: view.geometry_on_film().scale < ours.scale)
    sitting.do("mirror_other")
    sitting.until(lambda: compare.pane.title.text() == "Left hip, mirrored")
    sitting.do("mirror_compare")
    assert not compare.pane.isVisible()
    sitting.until(lambda: view.geometry_on_film() == before)


def test_hips_that_do_not_fit_are_said(mirror_sitting: Sitting) -> None:
    sitting, pane = mirror_sitting, mirror_sitting.desk.compare.pane
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.bench.film and sitting.bench.film.image.film.path.name == "b.dcm")
    sitting.do("mirror_compare")
    sitting.until(pane.isVisible)
    assert "unlike" in pane.note.text()
    assert "middle of the film" in pane.note.text()
    assert sitting.window.actions_["mirror_compare"].isChecked()


def test_blinking_over_the_suspect_hip(mirror_sitting: Sitting) -> None:
    sitting, compare, view = mirror_sitting, mirror_sitting.desk.compare, mirror_sitting.desk.view
    sitting.do("mirror_compare")
    sitting.until(compare.pane.isVisible)
    sitting.do("mirror_blink")
    assert not compare.pane.isVisible()
    assert view.substitute() is not None
    sitting.until(lambda: view.substitute() is None)
    sitting.until(lambda: view.substitute() is not None)
    sitting.do("mirror_blink")
    assert view.substitute() is None
    assert compare.pane.isVisible()
    sitting.do("mirror_blink")
    sitting.do("cancel")  # the focus may lie in a button
    sitting.do("cancel")
    assert view.substitute() is None
    assert not compare.is_open


def test_the_next_film_ends_a_comparison(mirror_sitting: Sitting) -> None:
    sitting, compare = mirror_sitting, mirror_sitting.desk.compare
    sitting.do("mirror_compare")
    sitting.do("mirror_compare")  # given up while it is worked out
    assert not compare.is_open
    sitting.do("mirror_blink")
    sitting.until(compare.pane.isVisible)
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.bench.film and sitting.bench.film.image.film.path.name == "b.dcm")
    assert not compare.is_open
    assert compare.pane.view.image() is None


@pytest.fixture
def patient(tmp_path: Path) -> list[Path]:
    """Three films of one patient, and one of another."""
    folder = tmp_path / "patient"
    who = {"PatientID": "4711", "PatientName": "Doe^Jane"}
    return [
        bright_film(folder, "now.dcm", StudyDate="20240301", **who),
        bright_film(folder, "old.dcm", seed=2, StudyDate="20190512", StudyDescription="Pelvis", **who),
        bright_film(folder, "later.dcm", seed=3, StudyDate="20250101", **who),
        bright_film(folder, "other.dcm", seed=4, StudyDate="20180101", PatientID="99", PatientName="Roe^Max"),
    ]


def test_priors_of_the_patient_side_by_side(
    qtbot: QtBot, child: SharedChild, patient: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = Sitting(qtbot, home_with_model(), patient, reader=child)
    compare = sitting.desk.compare
    sitting.wait_answer()
    for position in (1, 2, 3, 0):  # all were opened once
        sitting.window.worklist.select(position)
        name = patient[position].name
        sitting.until(
            lambda name=name: sitting.bench.film and sitting.bench.film.image.film.path.name == name
        )  # type: ignore[misc]
    sitting.until(sitting.settled)
    sitting.do("compare_prior")
    sitting.until(lambda: compare.pane.view.image() is not None)
    assert compare.pane.title.text() == "Earlier film · 2019-05-12 · AP · Doe Jane · 4711"
    assert not compare.pane.note.text()
    texts = [compare.pane.films.itemText(i) for i in range(compare.pane.films.count())]
    assert texts == ["2019-05-12 · Pelvis · old.dcm", "2025-01-01 · later.dcm"]
    compare.pane.view.film_step.emit(1)
    sitting.until(lambda: compare.pane.title.text().startswith("Later film"))
    sitting.desk.view.zoom_in()
    sitting.until(
        lambda: compare.pane.view.geometry_on_film().scale == sitting.desk.view.geometry_on_film().scale
    )
    compare.pane.link_zoom.setChecked(False)
    compare.pane.view.fit()
    QApplication.processEvents()
    assert compare.pane.view.geometry_on_film().fitted
    assert not sitting.desk.view.geometry_on_film().fitted
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(patient[3]), ""))
    compare.pane.file_asked.emit()
    sitting.until(lambda: compare.pane.note.text() == "ANOTHER PATIENT'S FILM. Links are off.")
    assert compare.pane.title.text().endswith("Roe Max · 99")
    assert compare.pane.view.banner() == "ANOTHER PATIENT"
    assert not any(
        link.isChecked() or link.isEnabled() for link in (compare.pane.link_zoom, compare.pane.link_window)
    )
    sitting.desk.view.zoom_in()
    QApplication.processEvents()
    assert compare.pane.view.geometry_on_film().fitted
    compare.pane.chosen.emit(patient[1])
    sitting.until(lambda: compare.pane.title.text().startswith("Earlier film"))
    assert not compare.pane.view.banner()
    assert compare.pane.link_window.isChecked()
    assert not compare.pane.link_zoom.isChecked()  # as it was before
    bad = patient[0].with_name("bad.dcm")
    bad.write_bytes(b"no film")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(bad), ""))
    compare.pane.file_asked.emit()
    sitting.until(lambda: compare.pane.title.text().startswith("Not shown"))
    sitting.do("compare_prior")
    assert not compare.is_open
    sitting.close()


def test_a_film_of_an_earlier_sitting_is_found_in_the_store(
    qtbot: QtBot, child: SharedChild, patient: list[Path]
) -> None:
    from inference import paths

    first = Sitting(qtbot, home_with_model(), patient[1:2], reader=child)
    first.wait_answer()
    first.close()
    again = Sitting(qtbot, paths.find(), patient[:1], reader=child)
    again.wait_answer()
    again.do("compare_prior")
    again.until(lambda: again.desk.compare.pane.title.text().startswith("Earlier film"))
    again.close()


def test_without_other_films_that_is_said(qtbot: QtBot, child: SharedChild, patient: list[Path]) -> None:
    sitting = Sitting(qtbot, home_with_model(), patient[:1], reader=child)
    sitting.wait_answer()
    sitting.do("compare_prior")
    sitting.until(sitting.desk.compare.pane.isVisible)
    pane = sitting.desk.compare.pane
    assert "No other film" in pane.title.text()
    assert pane.note.height() >= pane.note.heightForWidth(pane.note.width())  # the whole sentence
    assert pane.films.isHidden()  # nothing to choose from
    assert pane.view._scene.invitation == ""  # what is dropped there is not taken
    assert sitting.s.readings.draft.side in (None, *Side)
    sitting.close()
