"""The real window, driven: open, answer, read, correct, restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.model.card import FilmCheck
from inference.records import QualityFlag, Region, Sha256, Side
from tests.models import LATENT
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.prediction.heatmaps import Target
from viewer.app.worklist_entry import Status
from viewer.ui.film.layers.heatmap import OverlayMode
from viewer.ui.prediction.card_text import SYNTHETIC_MODEL
from viewer.ui.shell.actions import ACTIONS
from viewer.ui.shell.theme import NOT_FOR_DIAGNOSIS

Sit = Callable[..., Sitting]


@pytest.fixture
def sit(qtbot: QtBot, child: SharedChild) -> Iterator[Sit]:
    """Start the program; every sitting is closed at the end."""
    open_sittings: list[Sitting] = []

    def start(files: list[Path], *, size: tuple[int, int] = (1600, 900), fresh: bool = True) -> Sitting:
        from inference import paths

        where = home_with_model() if fresh else paths.find()
        sitting = Sitting(qtbot, where, files, size, child)
        open_sittings.append(sitting)
        return sitting

    yield start
    for sitting in open_sittings:
        sitting.close()


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Two films that the tiny model calls fractures, and one that it does not."""
    folder = tmp_path / "films"
    return [
        bright_film(folder, "a.dcm", bright=0.9, seed=1, PatientName="Doe^Jane", PatientID="4711"),
        bright_film(folder, "b.dcm", bright=0.85, seed=2),
        bright_film(folder, "c.dcm", bright=0.02, seed=3),
    ]


def test_open_answer_correct_restart(sit: Sit, films: list[Path]) -> None:
    first = sit(films[:1])
    first.wait_answer()
    assert first.window.answer.words().startswith("Fracture likely")
    assert first.desk.view.image() is not None
    assert first.window.model_text.text().startswith("tiny 1.0 · ")
    first.do("class_B3")
    first.do("side_left")
    first.s.readings.add_region(Region(10, 20, 60, 70))
    assert "Save: B3, left hip" in first.window.reading.agree.text()
    first.do("agree")
    first.until(lambda: first.s.readings.saved is not None)
    first.until(lambda: "Saved ✓" in first.window.reading._saved.text())  # filled once a turn
    assert first.s.worklist.entries[0].status is Status.CORRECTED
    first.close()

    again = sit(films[:1], fresh=False)
    again.wait_answer()
    saved = again.s.readings.saved
    assert saved is not None
    assert (saved.ao_class, saved.side) == (ReaderClass.B3, Side.LEFT)
    assert saved.regions == (Region(10, 20, 60, 70),)
    assert saved.shown.answer_visible
    assert not saved.shown.map_visible
    assert saved.shown.prediction is not None
    assert again.desk.view.regions() == (Region(10, 20, 60, 70),)
    again.until(lambda: again.s.worklist.entries[0].status is Status.CORRECTED)
    assert again.s.readings.reader == first.s.readings.reader


def test_agreeing_by_one_key(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    assert "Agree" in sitting.window.reading.agree.text()
    QTest.keyClick(sitting.window, Qt.Key.Key_Return)
    sitting.until(lambda: sitting.s.readings.saved is not None)
    prediction = sitting.bench.prediction
    assert prediction is not None
    assert sitting.s.readings.saved is not None
    assert sitting.s.readings.saved.ao_class == prediction.best_class
    assert sitting.s.worklist.entries[0].status is Status.READ
    assert not sitting.window.actions_["agree"].isEnabled()


def test_keys_that_wait_in_a_row_are_not_lost(sit: Sit, films: list[Path]) -> None:
    """A busy computer hands over several keys before anything else is done."""
    sitting = sit(films[:1])
    sitting.wait_answer()
    for key in (Qt.Key.Key_5, Qt.Key.Key_L, Qt.Key.Key_Return):
        QTest.keyClick(sitting.window, key)
    sitting.until(lambda: sitting.s.readings.saved is not None)
    saved = sitting.s.readings.saved
    assert saved is not None
    assert (saved.ao_class, saved.side) == (ReaderClass.B2, Side.LEFT)


def test_undo_and_redo_of_a_saved_reading(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    sitting.do("undo")
    sitting.until(lambda: sitting.s.readings.saved is None and not sitting.s.readings.saving)
    assert sitting.s.worklist.entries[0].status is Status.UNREAD
    sitting.do("redo")
    sitting.until(lambda: sitting.s.readings.saved is not None and sitting.settled())
    text = sitting.window.reading._history.text().splitlines()
    assert "brought back" in text[0]
    assert "taken back" in text[1]


def drafted(sitting: Sitting) -> str | None:
    return sitting.s.readings.draft.ao_class


def test_undo_steps_through_the_draft_first(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("class_A1")
    sitting.do("class_A2")
    sitting.do("undo")
    assert drafted(sitting) == "A1"
    sitting.do("redo")
    assert drafted(sitting) == "A2"
    sitting.do("undo")
    sitting.do("undo")
    assert not sitting.s.readings.is_changed


def test_an_unsaved_draft_survives_the_next_start(sit: Sit, films: list[Path]) -> None:
    first = sit(films[:1])
    first.wait_answer()
    first.do("class_B2")
    first.s.readings.edit(confidence=70, flags=frozenset({QualityFlag.POSITIONING}), comment="see lateral")
    first.close()
    again = sit(films[:1], fresh=False)
    again.wait_answer()
    draft = again.s.readings.draft
    assert draft.ao_class is ReaderClass.B2
    assert draft.confidence == 70
    assert draft.comment == "see lateral"
    assert again.s.readings.saved is None
    assert again.window.reading.comment.text() == "see lateral"


def test_the_heat_map_is_off_at_first_and_remembered_per_film(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films)
    sitting.wait_answer()
    assert sitting.desk.view.overlay() is None
    sitting.do("heat_map")
    spec = sitting.desk.view.overlay()
    assert spec is not None
    assert sitting.s.readings.map_seen
    sitting.do("next")
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[1])  # type: ignore[union-attr]
    assert sitting.desk.view.overlay() is None
    sitting.do("previous")
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    assert sitting.desk.view.overlay() is not None


def test_no_map_without_a_fracture_unless_asked_for(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[2:])
    sitting.wait_answer()
    assert sitting.window.answer.words() == "No fracture found"
    sitting.do("heat_map")
    assert sitting.desk.view.overlay() is None
    note = sitting.desk.view.answer_note()
    assert note is not None
    assert note.verdict.startswith("No fracture found")
    sitting.do("map_anyway")
    assert sitting.desk.view.overlay() is not None


def test_one_key_goes_round_off_contour_map(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    view = sitting.desk.view
    modes = []
    for _ in range(4):
        spec = view.overlay()
        modes.append(None if spec is None else spec.mode)
        assert (view.answer_note() is None) == (spec is None)
        sitting.do("heat_map")
    assert modes == [None, OverlayMode.CONTOUR, OverlayMode.FILLED, None]


def test_a_weak_map_says_so_and_one_key_stretches_it(sit: Sit, films: list[Path]) -> None:
    home_with_model(map_scale=1e6)
    sitting = sit(films[:1], fresh=False)
    sitting.wait_answer()
    assert "Weak map" in sitting.window.answer.map._said.text()
    sitting.do("stretch_map")
    spec, note = sitting.desk.view.overlay(), sitting.desk.view.answer_note()
    assert spec is not None
    assert note is not None
    assert spec.share == pytest.approx(1.0)
    assert any("stretched" in line for line in note.lines)


def test_every_map_target_and_difference_draws(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("heat_map")
    controls = sitting.window.answer.map
    for target in (Target("A"), Target("B"), Target("B2"), Target("normal"), Target("A2", "A1")):
        controls.choose(target)
        assert controls.look.target == target
        assert sitting.desk.view.overlay() is not None
    opacity = sitting.desk.view.overlay()
    controls._opacity.setValue(90)
    assert sitting.desk.view.overlay() is not opacity
    assert sitting.s.preferences.values.opacity == 90


def test_space_hides_overlays_while_it_is_held(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    QTest.keyPress(sitting.desk.view, Qt.Key.Key_Space)
    assert sitting.desk.view._scene.hidden
    QTest.keyRelease(sitting.desk.view, Qt.Key.Key_Space)
    assert not sitting.desk.view._scene.hidden


def test_typing_in_a_field_is_not_reading(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.window.activateWindow()
    sitting.do("comment")
    line = sitting.window.reading.comment
    QTest.keyClicks(line, "0123 upper half")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert sitting.s.readings.draft.comment == "0123 upper half"
    assert sitting.s.readings.draft.ao_class is None
    assert sitting.s.readings.saved is None
    assert not sitting.s.readings.saving


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_enter_on_a_focused_control_is_the_controls(sit: Sit, films: list[Path]) -> None:
    """Never the model's answer filed by who meant to press the button that Tab had reached."""
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("heat_map")
    window, readings = sitting.window, sitting.s.readings
    panel = window.reading
    window.activateWindow()

    def enter(widget: QWidget, *keys: Qt.Key) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        for key in keys:
            QTest.keyClick(window.windowHandle(), key)
        assert not readings.saving
        assert readings.saved is None

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        enter(panel._sides[Side.RIGHT], key)
        assert readings.draft.side is Side.RIGHT
        enter(panel._sides[Side.LEFT], key)
        assert readings.draft.side is Side.LEFT
    for number, flag in enumerate(panel._flags.values(), 1):
        enter(flag, Qt.Key.Key_Return)
        assert len(readings.draft.flags) == number
    for chooser in (window.answer.map._target, window.worklist._sort):
        enter(chooser, Qt.Key.Key_Return)
        assert chooser.view().isVisible()
        chooser.hidePopup()
    enter(window.worklist.search, Qt.Key.Key_Return)

    panel.agree.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    sitting.until(lambda: readings.saved is not None and not sitting.desk.is_due)
    assert not panel.agree.isEnabled()
    assert window.focusWidget() is not panel._undo
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)  # the neighbour, Undo, is not pressed
    assert readings.saved is not None
    assert not readings.saving


def test_every_class_has_its_key(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    keys = {
        "0": "normal",
        "1": "A1",
        "2": "A2",
        "3": "A3",
        "4": "B1",
        "5": "B2",
        "6": "B3",
        "7": "C1",
        "8": "C2",
    }
    for key, name in (*keys.items(), ("9", "indeterminate"), ("U", "unreadable")):
        QTest.keySequence(sitting.window, QKeySequence(key))
        assert sitting.s.readings.draft.ao_class == name
    for key, side in (("L", Side.LEFT), ("R", Side.RIGHT), ("S", Side.BOTH)):
        QTest.keySequence(sitting.window, QKeySequence(key))
        assert sitting.s.readings.draft.side is side


def test_a_normal_film_has_no_side(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("side_left")
    sitting.do("class_normal")
    assert sitting.s.readings.draft.side is Side.NONE
    sitting.do("class_A1")
    assert sitting.s.readings.draft.side is None  # asked for, never the model's
    assert "side" in sitting.window.reading.agree.text()
    assert not sitting.window.actions_["agree"].isEnabled()


def test_a_box_drawn_on_the_film_is_in_the_draft(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    view = sitting.desk.view
    sitting.do("box")
    middle = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(view, middle + QPoint(30, 30))
    QTest.mouseRelease(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle + QPoint(60, 60)
    )
    assert len(sitting.s.readings.draft.regions) == 1
    sitting.desk.settle()
    assert sitting.window.reading._regions.text() == "1 mark"
    sitting.do("clear_regions")
    assert not view.regions()


def test_a_refused_file_says_why_and_the_program_goes_on(sit: Sit, films: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "broken.dcm"
    bad.write_bytes(b"\0" * 128 + b"DICM" + b"\x07" * 300)
    sitting = sit([bad, films[0]])
    sitting.until(lambda: sitting.s.worklist.entries and sitting.s.worklist.entries[0].reason)
    assert sitting.s.worklist.entries[0].status is Status.REFUSED
    assert sitting.desk.view.image() is None
    sitting.do("next")
    sitting.wait_answer()
    assert sitting.desk.view.image() is not None


def test_a_refused_file_is_tried_again(sit: Sit, films: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / "later.dcm"
    bad.write_bytes(b"\0" * 400)
    sitting = sit([bad])
    sitting.until(lambda: sitting.s.worklist.entries and sitting.s.worklist.entries[0].reason)
    sitting.until(sitting.window.answer._again.isVisible)  # the panel follows once a turn
    assert sitting.window.answer.words().startswith("Not answered: ")
    bad.write_bytes(films[0].read_bytes())
    sitting.window.answer._again.click()
    sitting.wait_answer()
    assert sitting.s.worklist.entries[0].status is Status.UNREAD
    assert not sitting.window.answer._again.isVisible()


def test_a_focused_slider_or_chooser_leaves_the_film_keys_alone(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films)
    sitting.wait_answer()
    sitting.do("heat_map")
    controls, panel = sitting.window.answer.map, sitting.window.worklist
    for widget in (controls._opacity, controls._target, panel._sort, sitting.window.reading._confidence):
        panel.select(0)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Down)
        assert current_film(sitting) == 1
        QTest.keyClick(widget, Qt.Key.Key_PageUp)
        assert current_film(sitting) == 0


def current_film(sitting: Sitting) -> int | None:
    """The film of the line that the list stands on: its place, whatever headings stand above it."""
    panel = sitting.window.worklist
    assert panel._model is not None
    return panel._model.position(panel.view.currentIndex().row())


def test_a_film_for_processing_is_answered_with_a_caution(sit: Sit, tmp_path: Path) -> None:
    sitting = sit([bright_film(tmp_path / "raw", "raw.dcm", PresentationIntentType="FOR PROCESSING")])
    sitting.wait_answer()
    assert "Unprocessed detector data" in sitting.window.answer._caveat.text()


def test_what_the_film_checks_doubt_stands_beside_the_answer(sit: Sit, films: list[Path]) -> None:
    names = ("implant", "cropped", "of a later program")
    home_with_model(checks=tuple(FilmCheck(name, (0.0,) * LATENT, 1.0, "v", 0.9, 0.97) for name in names))
    sitting = sit(films, fresh=False)
    sitting.wait_answer()
    lines = sitting.window.answer._caveat.text().splitlines()
    assert lines[0].startswith("There seems to be metal in a hip")
    assert lines[1].startswith("No hip seems to lie wholly on this film")
    assert lines[2:] == [SYNTHETIC_MODEL]
    assert sitting.window.answer.words().startswith("Fracture")


def test_the_title_names_no_file(sit: Sit, films: list[Path]) -> None:
    """A file's name may be a patient's, and desktops keep lists of titles."""
    sitting = sit(films)
    sitting.wait_answer()
    assert sitting.window.windowTitle() == "Shenton"


def test_dropped_files_become_the_worklist(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(films[1].parent))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    sitting.window.dropEvent(event)
    sitting.until(lambda: len(sitting.s.worklist.entries) == 3 and sitting.settled())


def test_search_order_and_stepping(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films)
    sitting.wait_answer()
    panel = sitting.window.worklist
    sitting.until(lambda: all(entry.thumb is not None for entry in sitting.s.worklist.entries))
    sitting.until(lambda: all(entry.state is not None for entry in sitting.s.worklist.entries))
    assert sitting.s.worklist.entries[0].name == "Doe Jane"
    panel.search.setText("jane")
    sitting.until(lambda: panel.count_text() == "1 of 3 match")
    panel.search.clear()
    sitting.until(lambda: panel.count_text() == "1 of 3")
    other = sitting.s.worklist.entries[2]
    panel.search.setText(other.path.name)
    QTest.keyClick(panel.search, Qt.Key.Key_Return)  # at once: what is found is gone to
    assert panel.position == 2
    sitting.until(lambda: current_film(sitting) == 2)
    panel.search.setText("")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.position == 2
    sitting.until(lambda: panel.count_text() == "3 of 3")
    panel.select(0)
    sitting.until(lambda: current_film(sitting) == 0)
    panel._sort.setCurrentText("Most suspicious first")
    model = panel._model
    assert model is not None
    order = [at for row in range(model.rowCount()) if (at := model.position(row)) is not None]
    assert sorted(order) == [0, 1, 2]  # headings stand between them
    assert order[-1] == 2
    assert current_film(sitting) == 0


def test_columns_give_way_to_the_film(sit: Sit, films: list[Path], qtbot: QtBot) -> None:
    sitting = sit(films[:1], size=(1280, 800))
    window = sitting.window
    assert not window.worklist_in_sight
    assert window.answer_in_sight
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: window.worklist_in_sight)
    sitting.do("film_only")
    assert not window.worklist_in_sight
    assert not window.answer_in_sight
    sitting.do("film_only")
    qtbot.waitUntil(lambda: window.answer_in_sight)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: not window.worklist_in_sight)
    sitting.do("worklist")
    assert window.worklist_in_sight


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (853, 533)])
def test_nothing_is_cut(sit: Sit, films: list[Path], size: tuple[int, int]) -> None:
    sitting = sit(films[:1], size=size)
    sitting.wait_answer()
    sitting.do("heat_map")
    sitting.window.answer.map._fold(open_=True)
    sitting.window.answer.map.choose(Target("A2", "A1"))
    sitting.qtbot.wait(50)
    column = sitting.window.findChild(QScrollArea)
    assert column is not None
    inside = column.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= column.viewport().width()
    assert sitting.window.width() == size[0]
    assert NOT_FOR_DIAGNOSIS in sitting_texts(sitting)


def sitting_texts(sitting: Sitting) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [found.text() for found in sitting.window.findChildren(QLabel) if found.isVisible()]


def test_geometry_and_columns_are_remembered(sit: Sit, films: list[Path], child: SharedChild) -> None:
    first = sit(films[:1], size=(1500, 870))
    first.wait_answer()
    first.do("answer")
    first.close()
    again = Sitting(first.qtbot, first.app._paths, films[:1], (1500, 870), child)
    try:
        assert not again.window.answer_in_sight
    finally:
        again.close()


def test_the_reader_is_blind_to_nobody_but_himself(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    sitting.bench.set_reader("second")
    sitting.until(lambda: sitting.s.readings.loaded)
    assert sitting.s.readings.saved is None
    assert sitting.s.worklist.entries[0].status is Status.UNREAD
    assert sitting.s.preferences.values.reader == "second"


def test_a_figure_read_in_the_worklist_was_seen(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:2])
    sitting.wait_answer()
    sitting.until(lambda: sitting.s.worklist.entries[1].p_fracture is not None)
    sitting.do("film_only")
    sitting.do("next")
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == films[1])
    sitting.wait_answer()
    sitting.do("class_A1")
    sitting.do("side_right")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    saved = sitting.s.readings.saved
    assert saved is not None
    assert saved.shown.answer_visible
    assert sitting.bench.film is not None
    other = replace(sitting.bench.film.image.film, pixel_sha256=Sha256("f" * 64))
    sitting.s.readings.begin(other)  # another picture lies at this path by now
    sitting.until(lambda: sitting.s.readings.loaded)
    sitting.desk.answer.note_seen()
    assert not sitting.s.readings.seen.knows_answer


def test_opening_a_film_fills_each_panel_once(
    sit: Sit, films: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And asks once a turn what is enabled, however many signals come."""
    sitting = sit(films[:2])
    for action in ("next", "previous"):  # both are read and answered before
        sitting.wait_answer()
        sitting.do(action)
    sitting.wait_answer()
    filled = {"answer": 0, "reading": 0, "enabled": 0}
    panel, table = sitting.window.answer, sitting.window.actions_
    show_given, fill, enable = panel.show_given, sitting.window.reading._fill, QAction.setEnabled
    monkeypatch.setattr(panel, "show_given", lambda *a: (count(filled, "answer"), show_given(*a)))
    monkeypatch.setattr(
        sitting.window.reading, "_fill", lambda r: (r.film and count(filled, "reading"), fill(r))
    )
    monkeypatch.setattr(QAction, "setEnabled", lambda a, on: (count(filled, "enabled"), enable(a, on)))
    before = table.due.runs
    sitting.window.worklist.step(1)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[1])  # type: ignore[union-attr]
    sitting.until(lambda: filled["answer"])
    sitting.qtbot.wait(100)
    assert filled["answer"] == 1
    assert filled["reading"] <= 2  # the film; then what the store holds on it
    assert table.due.runs - before <= 4
    assert filled["enabled"] <= 2 * len(ACTIONS)


def count(filled: dict[str, int], what: str) -> None:
    filled[what] += 1


def test_a_hint_goes_with_its_tool(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1])
    sitting.wait_answer()
    sitting.do("measure_length")
    assert "Length" in sitting.window.message.text()
    assert sitting.window.tool_text.text() == "Tool: Length"
    sitting.desk.view.setFocus()
    sitting.do("cancel")
    assert sitting.window.message.text() == ""
    assert sitting.window.tool_text.text() == "Tool: Window"
