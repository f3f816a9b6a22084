"""The export dialog: what is chosen, the review of burned-in text, names only after a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from inference import paths
from inference.dicom.reader import read_film
from inference.errors import ExportError
from inference.messages import NOTHING
from inference.model.child_session import ChildSession
from inference.model.session import Session
from inference.model.text_network import TextNetwork
from inference.records import FilmImage, Region, Sha256
from tests.models import write_bundle
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.text_review import PeakFinder, ReviewFilm, TextReview
from viewer.export.burned_in_text import Places
from viewer.export.exporter import Kind, Look
from viewer.ui.export import base_export_dialog
from viewer.ui.export.base_export_dialog import PICTURE_SIDE
from viewer.ui.export.export_dialog import TAKES, ExportDialog, Purpose
from viewer.ui.export.preview_dialog import PreviewDialog
from viewer.ui.film.review.burned_in_review import ReviewFilmView

DEMO = paths.resources() / "films" / "01.dcm"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    folder = tmp_path / "films"
    films = [bright_film(folder, f"{n}.dcm", seed=n, PatientName="SECRETNAME^A") for n in (1, 2)]
    made = Sitting(qtbot, home_with_model(), films, reader=child)
    for step in range(2):
        made.wait_answer()
        made.do("agree")
        made.until(lambda: made.s.readings.saved is not None)
        if not step:
            made.do("next")
            made.until(lambda: made.s.readings.saved is None)
    yield made
    made.close()


@pytest.fixture
def dialog(sitting: Sitting, tmp_path: Path) -> Iterator[ExportDialog]:
    film = sitting.bench.film
    assert film is not None
    made = ExportDialog(sitting.window, sitting.s, (film.image.film.pixel_sha256, Look()))
    made.folder.setText(str(tmp_path / "out"))
    made.show()
    sitting.until(lambda: made._ready)
    yield made
    made.close()
    made.deleteLater()


def choose(dialog: ExportDialog, *kinds: Kind) -> None:
    for kind, box in dialog.kinds.items():
        box.setChecked(kind in kinds)


def finished(dialog: ExportDialog) -> bool:
    return not dialog._writing and dialog._result.text() != ""


def test_pixels_leave_after_each_film_was_looked_at(
    dialog: ExportDialog, sitting: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, Kind.PICTURES, Kind.SR, Kind.PDF)
    assert "look at each film" in dialog._what.text()
    dialog.export_button.click()
    assert dialog.pages.currentWidget() is dialog.review
    view = dialog.review.view
    sitting.until(lambda: dialog.review.confirm_button.isEnabled())
    before = len(view.boxes)
    place = view._place().toRect()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(20, 20))
    qtbot.mouseMove(view, place.topLeft() + QPoint(90, 60))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(90, 60))
    assert len(view.boxes) == before + 1
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(40, 40))
    assert len(view.boxes) == before
    assert view.height() > dialog.review.height() // 2  # the film has the room
    dialog.review.clear_button.click()
    assert view.boxes == []
    assert not dialog.review.clear_button.isEnabled()
    qtbot.keyClick(dialog.review, Qt.Key.Key_Return)
    sitting.until(lambda: dialog.review._at == 1 and dialog.review.confirm_button.isEnabled())
    dialog.review.confirm_button.click()
    sheet = dialog.review.sheet
    assert dialog.review.pages.currentWidget() is sheet
    assert sheet.words.text() == "0 boxes on 0 of 2 films will be made black."
    assert not (tmp_path / "out").exists()  # nothing is written before the totals were seen
    sheet.go_button.click()
    sitting.until(lambda: finished(dialog))
    assert dialog._result.text().startswith("✓ 6 files of 2 readings")
    for kind in (Kind.PICTURES, Kind.SR, Kind.PDF):
        assert len(list((tmp_path / "out" / kind).iterdir())) == 2
    for path in (tmp_path / "out").rglob("*.*"):
        assert b"SECRETNAME" not in path.read_bytes()


def test_a_click_covers_a_place_that_is_only_pointed_at(qtbot: QtBot) -> None:
    view = ReviewFilmView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    possible = Region(20, 20, 60, 40)
    view.set_film(ReviewFilm(Sha256("0" * 64), np.zeros((100, 100), np.uint8), (100, 100), (), (possible,)))
    assert view.boxes == []
    inside = view.on_screen(possible).center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=inside)
    assert view.boxes == [possible]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=inside)
    assert view.boxes == []


def test_the_picture_gives_way_to_words(dialog: ExportDialog, sitting: Sitting) -> None:
    sitting.until(lambda: not dialog._picture.place().isEmpty())
    assert dialog._picture.place().height() <= PICTURE_SIDE
    dialog.resize(dialog.minimumSize())
    sitting.until(lambda: dialog.height() < 600)
    assert dialog._picture.rect().contains(dialog._picture.place())
    assert (
        dialog._picture.mapTo(dialog, dialog._picture.rect().bottomLeft()).y()
        < dialog._what.mapTo(dialog, QPoint()).y()
    )


def test_the_rest_is_shown_with_its_totals_before_anything_is_written(
    dialog: ExportDialog, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Places((Region(10, 10, 40, 20),), (Region(60, 60, 90, 70),))
    monkeypatch.setattr(TextReview, "places", lambda _self, _grey: (found, NOTHING))
    choose(dialog, Kind.PICTURES)
    dialog.export_button.click()
    review = dialog.review
    sitting.until(lambda: review.rest_button.isEnabled())
    review.rest_button.click()
    sheet = review.sheet
    sitting.until(lambda: review.pages.currentWidget() is sheet)
    said = sheet.words.text()
    assert said.startswith("2 boxes on 2 of 2 films will be made black.")
    assert "Not looked at singly: 2 films." in said
    assert "Left as they are: 2 dashed places." in said
    assert not (tmp_path / "out").exists()
    sheet.dashed.setChecked(True)
    assert sheet.words.text().startswith("4 boxes on 2 of 2 films")
    sheet.dashed.setChecked(False)
    sheet.list.itemActivated.emit(sheet.list.item(0))  # one film is corrected
    sitting.until(lambda: review.confirm_button.isEnabled())
    review.clear_button.click()
    review.confirm_button.click()
    assert review.pages.currentWidget() is sheet
    assert sheet.words.text().startswith(
        "1 box on 1 of 2 films will be made black. Not looked at singly: 1 film."
    )
    sheet.go_button.click()
    sitting.until(lambda: finished(dialog))
    assert len(list((tmp_path / "out" / "pictures").iterdir())) == 2
    black = [
        (read_film(path).pixels[10:20, 10:40] == 0).all()
        for path in (tmp_path / "out" / "pictures").iterdir()
    ]
    assert sorted(black) == [False, True]


class Peak:
    """The top of a map, wherever the film."""

    fault = NOTHING

    def __call__(self, _image: FilmImage) -> Region:
        return Region(110, 110, 130, 130)


def test_a_box_over_a_mark_is_asked_for(qtbot: QtBot) -> None:
    image = read_film(DEMO)
    review = TextReview()
    box, top = Region(10, 10, 40, 20), Region(100, 100, 120, 120)
    review.places = lambda _grey: (Places((box, top), ()), NOTHING)  # type: ignore[method-assign]
    film = review.film(image, [Region(20, 15, 20, 15)], Peak())
    assert film.boxes == ()
    assert film.possible == film.asked == (box, top)
    view = ReviewFilmView()
    qtbot.addWidget(view)
    view.resize(600, 600)
    view.set_film(film)
    assert not view.hides_kept
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.on_screen(box).center().toPoint())
    assert view.boxes == [box]
    assert view.hides_kept
    assert review.film(image).boxes == (box, top)


def test_a_detector_that_does_not_run_is_said(tmp_path: Path) -> None:
    review = TextReview()
    review._network = TextNetwork(tmp_path / "none.onnx")
    found, note = review.places(np.full((64, 64), 80, np.uint8))
    review.close()
    assert found.sure == ()
    assert "damaged or missing" in str(note)
    assert "Look at the film with more care." in str(note)


def test_the_peak_of_the_map_is_found_on_the_film(tmp_path: Path) -> None:
    image = read_film(bright_film(tmp_path, "a.dcm"))
    finder = PeakFinder(lambda: Session(write_bundle(tmp_path / "tiny", bias=3.0)))
    top = finder(image)
    finder.close()
    assert top is not None
    assert 0 <= top.x0 < top.x1 <= image.film.shape[1] + 1
    assert 0 <= top.y0 < top.y1 <= image.film.shape[0] + 1


@pytest.mark.parametrize("when", ["while it starts", "between films"])
def test_a_peak_finder_that_is_given_up_leaves_no_process(when: str, tmp_path: Path) -> None:
    """The window may be gone when the model has started: nobody would end it then."""
    bundle = write_bundle(tmp_path / "tiny", bias=3.0)
    started: list[ChildSession] = []

    def start() -> ChildSession:
        started.append(ChildSession(bundle).start())
        if when == "while it starts":
            finder.cancel()
        return started[-1]

    finder = PeakFinder(start)
    image = read_film(bright_film(tmp_path, "a.dcm"))
    assert (finder(image) is None) == (when == "while it starts")
    finder.cancel()
    assert finder(image) is None
    assert len(started) == 1
    finder.close()
    assert started[0].pid is None


def test_one_film_alone(dialog: ExportDialog, sitting: Sitting, tmp_path: Path) -> None:
    dialog.this_film.setChecked(True)
    assert "1 reading of 1 film" in dialog._counts.text()
    choose(dialog, Kind.GSPS)
    dialog.export_button.click()
    sitting.until(lambda: finished(dialog))
    assert len(list((tmp_path / "out" / "gsps").iterdir())) == 1


@pytest.mark.parametrize("answer", [True, False])
def test_names_leave_after_a_question_and_only_once(
    dialog: ExportDialog, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(box.text())
        assert box.buttonRole(box.defaultButton()) is _role(False)  # Enter names nobody
        box.buttons()[0 if box.buttonRole(box.buttons()[0]) is _role(answer) else 1].click()
        return 0

    monkeypatch.setattr(base_export_dialog.QMessageBox, "exec", press)
    dialog.names.setChecked(True)
    choose(dialog, Kind.SR, Kind.FILM)
    assert not dialog.kinds[Kind.FILM].isEnabled()
    assert "will name the patients" in dialog._what.text()
    dialog.export_button.click()
    assert asked == ["2 readings will name their patients."]
    if not answer:
        assert not (tmp_path / "out").exists()
        return
    sitting.until(lambda: finished(dialog))
    written = [path.read_bytes() for path in (tmp_path / "out" / "sr").iterdir()]
    assert len(written) == 2
    assert all(b"SECRETNAME" in data for data in written)
    assert dialog.no_names.isChecked()


def _role(answer: bool) -> QMessageBox.ButtonRole:
    return QMessageBox.ButtonRole.AcceptRole if answer else QMessageBox.ButtonRole.RejectRole


def test_a_folder_that_cannot_be_written_is_said(
    dialog: ExportDialog, sitting: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    choose(dialog, Kind.SR)
    dialog.folder.setText(str(tmp_path / "file"))
    dialog.export_button.click()
    sitting.until(lambda: finished(dialog))
    assert "could not be written" in dialog._result.text()


def test_the_export_is_noted(dialog: ExportDialog, sitting: Sitting, tmp_path: Path) -> None:
    import sqlite3

    choose(dialog, Kind.SR, Kind.LABELS)
    dialog.export_button.click()
    sitting.until(lambda: finished(dialog))
    store = sitting.app._paths.store
    sitting.until(lambda: sitting.s.jobs.open_jobs == 0)
    raw = sqlite3.connect(store)
    (subject,) = raw.execute("SELECT subject FROM audit WHERE action = 'export'").fetchone()
    raw.close()
    assert subject == "labels sr de-identified"


def test_a_purpose_ticks_what_it_takes(dialog: ExportDialog) -> None:
    for purpose, kinds in TAKES.items():
        dialog.purpose.setCurrentIndex(dialog.purpose.findData(purpose))
        dialog.purpose.activated.emit(dialog.purpose.currentIndex())
        assert dialog._kinds() == kinds
        assert dialog.names.isChecked() is (purpose is Purpose.PACS)
        assert dialog.dates.currentIndex() == 0, "dates go unless they are asked for"
        assert dialog.purpose.currentData() == purpose
    dialog.kinds[Kind.SR].click()
    assert dialog.purpose.currentData() == Purpose.OWN


def test_a_preview_that_fails_says_why(
    dialog: ExportDialog, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise ExportError("The store went away.", "Open it again.")

    monkeypatch.setattr("viewer.app.export_preview.contents", broken)
    shown = PreviewDialog(dialog, dialog._service, dialog.plan(), dialog.chosen())
    sitting.until(lambda: shown.list.count() == 0)
    assert "The store went away." in shown.text.toPlainText()
    shown.reject()
    shown.deleteLater()


def test_the_preview_shows_what_will_be_written(
    dialog: ExportDialog, sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dialog._service, "drawer", lambda _plan: None
    )  # a model's process is not what is tried
    sitting.s.measures.mark_key()
    dialog._count_again(False)
    sitting.until(lambda: dialog._ready)
    choose(dialog, Kind.LABELS, Kind.SR, Kind.KEY, Kind.PICTURES, Kind.PDF, Kind.SC, Kind.FILM)
    dialog.this_film.setChecked(True)
    assert not dialog.open_button.isEnabled()
    shown = PreviewDialog(dialog, dialog._service, dialog.plan(), dialog.chosen())
    sitting.until(lambda: len(shown._shown) == 7)
    files = shown.files.text()
    assert "labels.jsonl" in files
    assert "sr/*.dcm" in files
    texts = {one.name.split("/")[0]: one.text for one in shown._shown}
    assert '"ao_class"' in texts["labels.jsonl"]
    assert "Imaging Measurement Report" in texts["sr"]
    assert "Of Interest" in texts["key"]
    pictures = {one.name.split("/")[0]: one.picture for one in shown._shown if one.picture is not None}
    assert set(pictures) == {"pictures", "pdf", "sc", "film"}
    page = pictures["pdf"]
    assert page.shape[0] > page.shape[1]
    assert page.min() < 60 < 250 < page.max(), "ink on paper"
    shown.list.setCurrentRow([one.name.split("/")[0] for one in shown._shown].index("pdf"))
    assert not shown.picture.place().isEmpty()
    assert shown.text.isHidden()
    assert "SECRETNAME" not in "".join(texts.values())
    assert not (tmp_path / "out").exists(), "nothing is written for a preview"
    shown.reject()
    shown.deleteLater()
    dialog.all_films.setChecked(True)
    choose(dialog, Kind.LABELS, Kind.SR)
    dialog.export_button.click()
    sitting.until(lambda: finished(dialog))
    assert dialog.open_button.isEnabled()
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert {"labels.jsonl", "labels.csv", "manifest.json"} <= written
    assert sum(name.startswith("sr/") for name in written) == 2
