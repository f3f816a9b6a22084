"""The store's own dialog, on a real store behind a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from tests.stores import film, reading
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.worklist_entry import Status
from viewer.store.store import Store
from viewer.ui.reading.store_dialog import StoreDialog


@pytest.fixture
def sitting(qtbot: QtBot, child: SharedChild, tmp_path: Path) -> Iterator[Sitting]:
    """One answered film on screen."""
    made = Sitting(qtbot, home_with_model(), [bright_film(tmp_path, "a.dcm")], reader=child)
    made.wait_answer()
    made.do("agree")
    made.until(lambda: made.s.readings.saved is not None)
    yield made
    made.close()


@pytest.fixture
def dialog(sitting: Sitting) -> Iterator[StoreDialog]:
    made = StoreDialog(sitting.window, sitting.s.store)
    sitting.until(lambda: "1 reading of 1 film" in made._counts.text())
    yield made
    made.close()
    made.deleteLater()


def ended(sitting: Sitting, dialog: StoreDialog) -> str:
    sitting.until(lambda: dialog._close.isEnabled())
    return dialog.said.text()


def test_check_and_back_up(sitting: Sitting, dialog: StoreDialog, tmp_path: Path) -> None:
    dialog.check_button.click()
    assert "✓ The store is whole" in ended(sitting, dialog)
    dialog.back_up(tmp_path / "backup.sqlite")
    assert "✓ Backed up" in ended(sitting, dialog)
    sitting.until(lambda: "Last backup" in dialog._counts.text())
    with Store(tmp_path / "backup.sqlite") as copied:
        assert len(copied.readings()) == 1


def test_what_is_on_screen_follows_a_restored_backup(
    sitting: Sitting, dialog: StoreDialog, tmp_path: Path
) -> None:
    dialog.back_up(tmp_path / "backup.sqlite")
    ended(sitting, dialog)
    sitting.do("class_B3")
    sitting.do("side_right")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.CORRECTED)
    dialog.restore(tmp_path / "backup.sqlite")
    assert "✓ Restored. The store as it was" in ended(sitting, dialog)
    sitting.until(lambda: sitting.s.readings.saved is not None)
    assert sitting.s.readings.saved is not None
    assert sitting.s.readings.saved.ao_class is not ReaderClass.B3
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.READ)
    sitting.do("class_A1")
    sitting.do("side_right")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.CORRECTED)


def test_a_merge_and_a_refused_one(sitting: Sitting, dialog: StoreDialog, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with Store(other) as store:
        store.add_film(film("x"))
        store.add_reading(reading("x", "A1", "R2"))
    dialog.merge(other)
    assert "✓ Readings taken over: 1 " in ended(sitting, dialog)
    sitting.until(lambda: "2 readings of 2 films by 2 readers" in dialog._counts.text())
    other.write_bytes(b"nothing")
    dialog.merge(other)
    assert "✕ The other store is damaged" in ended(sitting, dialog)


def test_a_file_that_is_no_store_is_said_before_anything_is_asked(
    sitting: Sitting, dialog: StoreDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(dialog, "_sure", lambda: asked.append(True))
    text = tmp_path / "text.sqlite"
    text.write_text("no store " * 100)
    for name, said in ((text, "it is not a database"), (tmp_path / "none.sqlite", "no file in this place")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words, file=name: (str(file), ""))
        dialog.restore_button.click()
        assert said in dialog.said.text()
    assert not asked


def test_a_failed_restore_leaves_the_store_open(
    sitting: Sitting, dialog: StoreDialog, tmp_path: Path
) -> None:
    dialog.restore(tmp_path / "nothing.sqlite")
    assert "There is no file in this place" in ended(sitting, dialog)
    assert sitting.s.store.usable
    sitting.do("class_A1")
    sitting.do("side_right")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.CORRECTED)
