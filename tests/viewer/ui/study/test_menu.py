"""From a study pack on the main window to a result pack that merges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from tests.viewer.ui.study.studies import locked_study, packs, result_of
from viewer.cli.main import main
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack
from viewer.study.sitting.sitting import Phase
from viewer.ui.study.desk.studies_dialog import StudyDesk
from viewer.ui.study.menu import Seat
from viewer.ui.study.sitting.key_dialog import KeyDialog
from viewer.ui.study.sitting.window import SittingWindow

Key = Qt.Key


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return locked_study(tmp_path / "study", films=2)


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    made = Sitting(qtbot, home_with_model(), [bright_film(tmp_path / "films", "a.dcm")], reader=child)
    made.wait_answer()
    yield made
    made.close()


def key_dialog(sitting: Sitting) -> KeyDialog:
    def visible() -> list[KeyDialog]:
        return [made for made in sitting.window.findChildren(KeyDialog) if made.isVisible()]

    sitting.until(visible)  # the disk is asked first
    found = visible()
    assert len(found) == 1
    return found[0]


def seated(sitting: Sitting) -> Seat:
    sitting.until(lambda: sitting.desk.studies.seat is not None)
    seat = sitting.desk.studies.seat
    assert seat is not None
    return seat


def where(seat: Seat) -> Phase | None:
    """The phase, once its film is on screen; None while the sitting moves."""
    screen, page = seat.service.screen, seat.window.film_page
    if seat.service.busy or screen is None:
        return None
    phase = screen.position.phase
    needs_film = phase in (Phase.RATING, Phase.REVEALED)
    return None if needs_film and not (page and page.live) else phase


def reach(sitting: Sitting, seat: Seat, *phases: Phase) -> Phase:
    sitting.until(lambda: where(seat) in phases)
    found = where(seat)
    assert found is not None
    return found


def answer_everything(sitting: Sitting, seat: Seat) -> None:
    """A fracture on every film, by keys; the same at the second look."""
    reach(sitting, seat, Phase.WAITING)
    QTest.keyClick(seat.window, Key.Key_Return)
    while reach(sitting, seat, Phase.RATING, Phase.DONE) is Phase.RATING:
        QTest.keyClicks(seat.window, "y80")
        QTest.keyClick(seat.window, Key.Key_Return)
        reach(sitting, seat, Phase.REVEALED)
        QTest.keyClick(seat.window, Key.Key_Return)


def open_pack(sitting: Sitting, path: Path, key: str = "") -> Seat:
    """Open a pack and give its key, which is known the second time."""
    sitting.desk.studies.sit(path)
    dialog = key_dialog(sitting)
    sitting.until(lambda: "reader R" in dialog._whose.text())
    assert bool(dialog.line.text()) is not bool(key)
    if key:
        dialog.line.setText(key)
    dialog.start()
    seat = seated(sitting)
    sitting.until(lambda: seat.service.screen is not None)
    return seat


def test_a_pack_dropped_on_the_window_is_sat_and_its_result_merges(
    sitting: Sitting, study: Study, tmp_path: Path
) -> None:
    path = packs(study)[0]
    sitting.desk.open_paths([path])
    dialog = key_dialog(sitting)
    sitting.until(lambda: "R1" in dialog._whose.text())
    dialog.line.setText("ABCD-ABCD-ABCD-ABCD-ABCD-ABCD")
    dialog.start()
    sitting.until(lambda: dialog._note.text())
    assert sitting.desk.studies.seat is None
    dialog.line.setText(study.reader_key("R1"))
    dialog.start()
    seat = seated(sitting)
    assert seat.window.isVisible()
    assert not sitting.window.isVisible()
    answer_everything(sitting, seat)
    seat.window.make_result(tmp_path / f"R1{result_pack.SUFFIX}")
    sitting.until(lambda: "Written" in seat.window.page.words())
    seat.window.close()
    assert sitting.window.isVisible()
    sitting.until(lambda: not sitting.s.jobs.open_jobs)
    merged = result_pack.merge(study, tmp_path / f"R1{result_pack.SUFFIX}")
    assert merged.missing == 0
    assert [(given.arm, given.response.rating) for given in merged.answers] == [
        ("unaided", 80),
        ("aided", 80),
    ] * 2


def desks(sitting: Sitting) -> list[StudyDesk]:
    return [made for made in sitting.window.findChildren(StudyDesk) if made.isVisible()]


def test_results_dropped_on_the_window_merge_into_their_study(
    sitting: Sitting, study: Study, tmp_path: Path
) -> None:
    packs(study)
    result = result_of(study, "R1", tmp_path)
    other = locked_study(tmp_path / "elsewhere" / "other", films=3)
    for folder in (tmp_path / "gone", study.folder, other.folder):  # the last one stands on top of the list
        sitting.desk.studies.room.remember(folder)
    drop(sitting.window, [result])
    sitting.until(lambda: desks(sitting))
    (desk,) = desks(sitting)
    sitting.until(lambda: "4 answers merged" in desk._note.text())
    assert desk.folder() == study.folder
    assert result_pack.merged(study)["R1"].missing == 0
    drop(desk, [result])
    sitting.until(lambda: "merged before" in desk._note.text())
    desk.reject()


def test_a_result_of_an_unknown_study_is_said(sitting: Sitting, study: Study, tmp_path: Path) -> None:
    packs(study)
    result = result_of(study, "R1", tmp_path)
    drop(sitting.window, [result])
    sitting.until(lambda: desks(sitting))
    (desk,) = desks(sitting)
    sitting.until(lambda: "Open the study that this result belongs to" in desk._note.text())
    sitting.desk.studies.room.remember(locked_study(tmp_path / "elsewhere" / "other", films=3).folder)
    drop(desk, [result])
    sitting.until(lambda: "belongs to another study" in desk._note.text())
    desk.reject()


def drop(widget: QWidget, paths: list[Path]) -> None:
    """Drop files on a widget, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, keys = QPointF(20, 20), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place.toPoint(), copy, data, left, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(place, copy, data, left, keys))


def test_the_model_and_its_map_stand_only_where_it_found_a_fracture(sitting: Sitting, study: Study) -> None:
    seat = open_pack(sitting, packs(study)[0], study.reader_key("R1"))
    reach(sitting, seat, Phase.WAITING)
    QTest.keyClick(seat.window, Key.Key_Return)
    seen = {}
    page = seat.window.film_page
    assert page is not None
    for _ in range(2):
        reach(sitting, seat, Phase.RATING)
        assert page.view.overlay() is None
        QTest.keyClicks(seat.window, "n10")
        QTest.keyClick(seat.window, Key.Key_Return)
        reach(sitting, seat, Phase.REVEALED)
        seen[page.advice.words()] = page.view.overlay() is not None
        QTest.keyClick(seat.window, Key.Key_Return)
    assert sorted(seen.values()) == [False, True]
    assert seen["No fracture found"] is False
    seat.window.close()


def test_the_key_is_remembered_and_the_sitting_goes_on(sitting: Sitting, study: Study) -> None:
    path = packs(study)[1]
    first = open_pack(sitting, path, study.reader_key("R2"))
    QTest.keyClick(first.window, Key.Key_Return)
    reach(sitting, first, Phase.RATING)
    first.window.close()
    sitting.until(lambda: sitting.desk.studies.seat is None and not sitting.s.jobs.open_jobs)
    second = open_pack(sitting, path)
    reach(sitting, second, Phase.PAUSED)
    second.window.close()


def test_what_is_no_pack_is_refused_in_words(sitting: Sitting, tmp_path: Path) -> None:
    bad = tmp_path / "bad.studypack"
    bad.write_bytes(b"PK nothing")
    sitting.desk.studies.sit(bad)
    dialog = key_dialog(sitting)
    sitting.until(lambda: dialog._note.text())
    assert not dialog.open_button.isEnabled()
    dialog.reject()


def test_the_program_ends_in_the_middle_of_a_sitting(sitting: Sitting, study: Study) -> None:
    path = packs(study)[0]
    sitting.desk.studies.sit(path)
    dialog = key_dialog(sitting)
    dialog.line.setText(study.reader_key("R1"))
    dialog.start()
    seat = seated(sitting)
    sitting.until(lambda: seat.service.screen is not None)
    sitting.close()
    assert not sitting.window.isVisible()


def test_the_command_sits_a_pack(qtbot: QtBot, study: Study) -> None:
    path = packs(study)[0]
    seen: list[str] = []

    def look() -> None:
        shown = [made for made in QApplication.topLevelWidgets() if isinstance(made, SittingWindow)]
        if shown and "A small study" in shown[0].page.words():
            seen.append(shown[0].page.words())
            timer.stop()
            shown[0].close()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    assert main(["study", "sit", str(path), "--key", study.reader_key("R1")]) == 0
    assert "You read as R1." in seen[0]
    assert main(["study", "sit", str(path.with_name("none"))]) == 1
