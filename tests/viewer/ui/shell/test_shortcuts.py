"""Key maps, rebinding with conflict warnings, and the searchable help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.preferences import Preferences
from viewer.app.settings import KEY_MAPS
from viewer.ui.shell.action_table import ActionTable
from viewer.ui.shell.actions import ACTIONS, key_text, shortcuts
from viewer.ui.shell.keymaps import MAPS, OHIF, OWN, WEASIS, holder_of, resolve
from viewer.ui.shell.shortcuts import KeyBoard
from viewer.ui.shell.shortcuts_dialog import KeysDialog


@pytest.mark.parametrize("name", MAPS)
def test_no_map_gives_a_key_two_meanings(name: str) -> None:
    found = resolve(name, {})
    assert set(MAPS[name]) <= set(found)
    keys = [sequence.toString() for held in found.values() for sequence in shortcuts(held)]
    assert len(keys) == len(set(keys))
    assert all(keys)
    for number, grade in enumerate(("normal", "A1", "A2", "A3", "B1", "B2", "B3")):
        assert found[f"class_{grade}"] == (str(number),)


def test_the_settings_know_every_map() -> None:
    assert set(KEY_MAPS) == set(MAPS) == {OWN, WEASIS, OHIF}


def test_own_keys_come_first_and_are_taken_from_others() -> None:
    found = resolve(OWN, {"fit": ["H", "Ctrl+9"], "unknown": ["X"], "invert": ["nonsense key"]})
    assert found["fit"] == ("H", "Ctrl+9")
    assert found["heat_map"] == ()
    assert found["invert"] == ()
    assert "unknown" not in found
    both = resolve(OWN, {"fit": ["J"], "rotate": ["J"]})
    assert (both["fit"], both["rotate"]) == ((), ("J",))


def test_a_held_key_is_a_key_too() -> None:
    assert holder_of("Space", resolve(OWN, {})) == "hide_overlays"
    assert holder_of("Space", resolve(OWN, {}), but="hide_overlays") is None
    assert resolve(OWN, {"hide_overlays": ["hold G"]})["hide_overlays"] == ("hold G",)


# the help


@pytest.fixture
def board(qtbot: QtBot, tmp_path: Path) -> Iterator[KeyBoard]:
    window = QWidget()
    qtbot.addWidget(window)
    preferences = Preferences(tmp_path / "settings.json", window)
    yield KeyBoard(ActionTable(window), preferences, ())
    preferences.save()


@pytest.fixture
def dialog(qtbot: QtBot, board: KeyBoard) -> KeysDialog:
    made = KeysDialog(board.parent().parent(), board)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    return made


def test_the_help_lists_and_finds_every_key(dialog: KeysDialog) -> None:
    lines = " ".join(dialog.shown())
    for spec in ACTIONS:
        for sequence in shortcuts(spec.keys):
            assert sequence.toString(QKeySequence.SequenceFormat.NativeText).casefold() in lines
    assert "wheel" in lines
    dialog._search.setText("heat map")
    assert 0 < len(dialog.shown()) < 5
    dialog._search.setText("no such thing")
    assert dialog.shown() == []


def test_a_free_key_is_bound_at_once_and_remembered(
    dialog: KeysDialog, board: KeyBoard, tmp_path: Path
) -> None:
    dialog.choose("fit")
    QTest.keyClick(dialog._edit, Qt.Key.Key_J)
    assert board.keys["fit"] == ("J",)
    assert any(line == "fit the film j" for line in dialog.shown())
    board._preferences.save()
    assert Preferences(tmp_path / "settings.json").values.own_keys == {"fit": ["J"]}


def test_a_key_in_use_is_warned_of_before_it_is_taken(dialog: KeysDialog, board: KeyBoard) -> None:
    dialog.choose("fit")
    QTest.keyClick(dialog._edit, Qt.Key.Key_B)
    assert "Draw a box" in dialog._said.text()
    assert not dialog._take.isHidden()
    assert board.keys["fit"] == ("F",)
    dialog._take.click()
    assert board.keys["fit"] == ("B",)
    assert board.keys["box"] == ()
    dialog.choose("box")
    dialog._usual.click()
    assert board.keys["box"] == ()  # the reader gave its key away
    dialog._all.click()
    assert board.keys["box"] == ("B",)
    assert not board.is_own


def test_another_line_puts_the_question_away(dialog: KeysDialog, board: KeyBoard) -> None:
    dialog.choose("fit")
    QTest.keyClick(dialog._edit, Qt.Key.Key_B)
    dialog.choose("invert")
    assert dialog._take.isHidden()
    dialog._clear.click()
    assert board.keys["invert"] == ()
    dialog._usual.click()
    assert board.keys["invert"] == ("I",)


def test_a_held_key_is_changed_as_a_held_key(dialog: KeysDialog, board: KeyBoard) -> None:
    dialog.choose("hide_overlays")
    QTest.keyClick(dialog._edit, Qt.Key.Key_G)
    assert board.keys["hide_overlays"] == ("hold G",)


def test_maps_are_chosen_in_the_help(dialog: KeysDialog, board: KeyBoard) -> None:
    dialog._maps.setCurrentIndex(dialog._maps.findData(OHIF))
    assert board.keys["rotate"] == ("R",)
    assert board.keys["side_right"] == ("Shift+R",)
    assert "rotate to the right r" in dialog.shown()


# in the program


def test_keys_act_and_are_shown_where_they_are_written(
    qtbot: QtBot, tmp_path: Path, child: SharedChild
) -> None:
    made = Sitting(qtbot, home_with_model(), [bright_film(tmp_path / "films", "a.dcm")], reader=child)
    made.wait_answer()
    window, view = made.window, made.desk.view
    made.desk.keys.use_map(OHIF)
    QTest.keyClick(window, Qt.Key.Key_R)
    assert view.geometry_on_film().turns == 1
    assert made.s.readings.draft.side is None
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert made.s.readings.draft.side == "right"
    made.desk.keys.bind("box", "Ctrl+B")
    assert window.reading.box_button.key() == key_text(["Ctrl+B"])
    made.desk.keys.bind("comment", "Ctrl+K")
    assert "(Ctrl+K)" in window.reading.comment.placeholderText()
    made.desk.keys.bind("hide_overlays", "hold G")
    QTest.keyPress(window, Qt.Key.Key_G)
    assert view._scene.hidden
    QTest.keyRelease(window, Qt.Key.Key_G)
    assert not view._scene.hidden
    made.desk.keys.use_map(WEASIS)  # whose Alt letters are some menus' too
    view.upright()
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert (view.geometry_on_film().turns, view.geometry_on_film().flipped) == (1, True)
    made.desk.keys.use_map(OWN)
    made.desk.keys.forget()
    assert window.reading.box_button.key() == "B"
    assert "(C)" in window.reading.comment.placeholderText()
    made.close()
