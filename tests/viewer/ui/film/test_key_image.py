"""A key image: marked and taken back, seen on film and line, kept, and leaving with the answer alone."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from inference import paths
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.export_cases import cases_of
from viewer.app.export_preview import files_of
from viewer.export.exporter import Kind, Plan
from viewer.export.identity import Disguise
from viewer.ui.export.base_export_dialog import NO_KEYS
from viewer.ui.export.export_dialog import ExportDialog


def is_key(sitting: Sitting) -> tuple[bool, bool, bool, bool]:
    """On the film, in the list, in the menu, in the service."""
    entry = sitting.s.worklist.entries[0]
    checked = sitting.window.actions_["key_image"].isChecked()
    return sitting.desk.view.is_key(), entry.key, checked, sitting.s.measures.is_key


def test_a_key_image_is_marked_undone_kept_and_exported(
    qtbot: QtBot, tmp_path: Path, child: SharedChild
) -> None:
    film = bright_film(tmp_path / "films", "a.dcm")
    sitting = Sitting(qtbot, home_with_model(), [film], reader=child)
    sitting.wait_answer()
    sitting.until(lambda: sitting.s.measures.can_mark)
    sitting.do("key_image")
    assert all(is_key(sitting))
    assert "once you have answered" in sitting.window.message.text()
    sitting.do("undo")
    assert not any(is_key(sitting))
    sitting.do("redo")
    assert all(is_key(sitting))
    dialog = ExportDialog(sitting.window, sitting.s)
    dialog.kinds[Kind.KEY].setChecked(True)
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    dialog._count_again(False)
    sitting.until(lambda: dialog._ready)
    assert NO_KEYS not in dialog.cautions.text()
    dialog.close()
    dialog.deleteLater()
    sitting.close()

    again = Sitting(qtbot, paths.find(), [film], reader=child)
    again.wait_answer()
    again.until(lambda: all(is_key(again)))
    again.do("key_image")
    assert not any(is_key(again))
    found = []
    again.s.store.call(cases_of, found.extend)
    again.until(lambda: found)
    assert not found[0].key
    (line,) = files_of(Plan(frozenset({Kind.KEY}), Disguise()), found)
    assert line.count == 0
    again.close()
