"""Preferences, the first start, and coming back to where one was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from inference import paths
from inference.aoota import ReaderClass
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.preferences.first_start import FirstStart, Place
from viewer.ui.worklist.grouping import Order

Sit = Callable[..., Sitting]


@pytest.fixture
def sit(qtbot: QtBot, child: SharedChild) -> Iterator[Sit]:
    made: list[Sitting] = []

    def start(files: list[Path], *, fresh: bool = True) -> Sitting:
        where = home_with_model() if fresh else paths.find()
        made.append(Sitting(qtbot, where, files, reader=child))
        return made[-1]

    yield start
    for sitting in made:
        sitting.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        bright_film(tmp_path / "films", f"{number}.dcm", seed=number, PatientID=str(number))
    return tmp_path / "films"


def path_on_screen(sitting: Sitting) -> Path | None:
    return None if sitting.bench.film is None else sitting.bench.film.image.film.path


def test_the_next_start_comes_back_to_folder_film_and_order(sit: Sit, folder: Path) -> None:
    first = sit([folder])
    first.until(lambda: len(first.s.worklist.entries) == 3 and first.settled())
    first.window.worklist.set_order(Order.UNREAD)
    first.window.worklist.select(2)
    first.until(lambda: path_on_screen(first) == folder / "2.dcm")
    first.close()
    again = sit([], fresh=False)
    again.until(lambda: path_on_screen(again) == folder / "2.dcm")
    assert again.window.worklist.order is Order.UNREAD
    assert again.window.worklist.position == 2
    again.desk.list.recent.aboutToShow.emit()
    assert again.desk.list.recent.actions()[0].text() == str(folder)


def test_nothing_is_remembered_where_the_reader_wants_it_so(sit: Sit, folder: Path) -> None:
    first = sit([folder])
    first.until(lambda: first.settled())
    dialog = first.desk.settings.dialog()
    dialog.remember.setChecked(False)
    dialog.reject()
    first.close()
    again = sit([], fresh=False)
    assert again.s.preferences.values.last_paths == []
    assert again.s.preferences.values.recent_folders == []
    assert again.s.worklist.entries == []
    assert not again.s.worklist.scanning


def test_another_language_makes_the_window_anew_where_the_reader_is(
    sit: Sit, qtbot: QtBot, child: SharedChild, folder: Path
) -> None:
    first = sit([folder])
    first.until(lambda: len(first.s.worklist.entries) == 3 and first.settled())
    first.s.preferences.set(remember_place=False)  # not from what is kept on the disk
    first.window.worklist.select(1)
    first.until(lambda: path_on_screen(first) == folder / "1.dcm" and first.settled())
    first.do("class_A2")
    first.do("panes_2")
    first.desk.layouts.put(first.desk.layouts.panes[0], folder / "2.dcm")
    first.until(lambda: first.desk.layouts.panes[0].view.image() is not None)
    assert "The film that you read" in texts_of(first)
    first.desk.languages.actions["ko"].trigger()
    first.until(lambda: first.app.again is not None)
    place = first.app.again
    first.close()
    again = Sitting(qtbot, paths.find(), [], reader=child, place=place)
    again.until(lambda: path_on_screen(again) == folder / "1.dcm" and again.settled())
    assert again.s.readings.draft.ao_class is ReaderClass.A2
    assert again.desk.layouts.count == 2
    again.until(lambda: again.desk.layouts.panes[0].path == folder / "2.dcm")
    again.close()


def texts_of(sitting: Sitting) -> set[str]:
    return {one.text() for one in sitting.window.findChildren(QLabel) if one.isVisible()}


def test_demonstration_films_come_at_the_first_start_only(
    sit: Sit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths.Paths, "demonstration_films", property(lambda _self: folder))
    first = sit([])
    first.until(lambda: len(first.s.worklist.entries) == 3 and first.settled())
    first.close()
    again = sit([], fresh=False)
    assert not again.s.worklist.scanning
    assert again.s.worklist.entries == []
    again.do("demonstration")
    again.until(lambda: len(again.s.worklist.entries) == 3)


def test_a_preference_counts_at_once_and_is_remembered(sit: Sit, folder: Path) -> None:
    sitting = sit([folder])
    sitting.until(lambda: sitting.settled())
    dialog = sitting.desk.settings.dialog()
    dialog.reader.setText("not a code!")
    dialog.reader.editingFinished.emit()
    assert dialog.reader.text() == sitting.s.readings.reader
    dialog.reader.setText("reader-9")
    dialog.reader.editingFinished.emit()
    assert sitting.s.readings.reader == "reader-9"
    dialog.blind.setChecked(True)
    assert sitting.s.readings.blind
    assert sitting.window.actions_["blind"].isChecked()
    choose(dialog.key_map, "ohif")
    assert sitting.window.actions_.keys["rotate"] == ("R",)
    dialog.ahead.setChecked(False)
    choose(dialog.text_size, 130)
    choose(dialog.language, "ko")
    values = sitting.s.preferences.values
    assert (values.reader, values.answer_first, values.work_ahead) == ("reader-9", True, False)
    assert (values.key_map, values.text_size, values.language) == ("ohif", 130, "ko")
    asked: list[bool] = []
    sitting.desk.restart_asked.disconnect()
    sitting.desk.restart_asked.connect(lambda: asked.append(True))
    dialog.reject()
    sitting.until(lambda: asked)
    assert asked == [True]


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def test_a_first_start_asks_three_questions(sit: Sit, folder: Path) -> None:
    sitting = sit([folder])
    sitting.until(lambda: sitting.settled())
    asked = sitting.desk.settings.welcome()
    folders: list[bool] = []
    sitting.desk.settings.folder_asked.disconnect()
    sitting.desk.settings.folder_asked.connect(lambda: folders.append(True))
    asked.reader.setText("")
    assert not asked.next.isEnabled()
    asked.reader.setText("reader-3")
    asked.next.click()
    asked.own.setChecked(True)
    asked.next.click()
    asked.places[Place.FOLDER].setChecked(True)
    assert asked.own.isChecked()  # the groups do not share their choice
    asked.next.click()
    assert sitting.s.readings.reader == "reader-3"
    assert sitting.s.readings.blind
    assert folders == [True]
    assert sitting.s.preferences.values.welcomed


def test_every_step_of_a_first_start_has_a_choice(qtbot: QtBot, sit: Sit, folder: Path) -> None:
    sitting = sit([folder])
    dialog = FirstStart(sitting.window, "reader-1", own_first=False)
    assert sum(made.isChecked() for made in dialog.findChildren(QRadioButton)) == 2
    assert dialog.place is Place.DEMONSTRATION
    dialog.deleteLater()
