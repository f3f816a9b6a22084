"""How one reads: blind to the model, blind to one another, settling differences, film after film by keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inference import paths
from inference.aoota import ReaderClass
from inference.errors import StoreError
from inference.records import Region, Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.reading.history import label_history
from viewer.app.worklist_entry import Status
from viewer.store.store import Store
from viewer.ui.reading.history_dialog import HistoryDialog
from viewer.ui.worklist.grouping import ORDER_WORDS, Kind, Order

Sit = Callable[..., Sitting]


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Three films that the tiny model calls fractures."""
    return [bright_film(tmp_path, f"{name}.dcm", bright=0.9, seed=n) for n, name in enumerate("abc", 1)]


@pytest.fixture
def sit(qtbot: QtBot, child: SharedChild) -> Iterator[Sit]:
    made: list[Sitting] = []

    def start(files: list[Path], reader: str = "", *, fresh: bool = True) -> Sitting:
        sitting = Sitting(qtbot, home_with_model() if fresh else paths.find(), files, reader=child)
        made.append(sitting)
        if reader:
            sitting.bench.set_reader(reader)
        sitting.wait_answer()
        return sitting

    yield start
    for sitting in made:
        sitting.close()


def saved(sitting: Sitting) -> None:
    sitting.until(lambda: sitting.s.readings.saved is not None and not sitting.s.readings.saving)


def answer(sitting: Sitting, ao_class: str, side: str = "side_right") -> None:
    sitting.do(f"class_{ao_class}")
    sitting.do(side)
    sitting.do("agree")
    saved(sitting)


# blind to the model -----------------------------------------------------------------------------------


def test_blind_the_answer_comes_after_the_reader(sit: Sit, films: list[Path]) -> None:
    before = sit(films[:1])
    before.do("blind")
    before.close()  # nothing that is answered ahead stands in the list before the reader is blind
    sitting = sit(films, fresh=False)
    sitting.do("next")
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == films[1])
    sitting.wait_answer()
    answer_panel, entry = sitting.window.answer, sitting.s.worklist.entries[1]
    assert answer_panel.words() == "Hidden until you have answered"
    assert not answer_panel.map.isVisible()
    assert not sitting.window.actions_["heat_map"].isEnabled()
    assert entry.p_fracture is None
    assert entry.state is None
    assert sitting.window.reading.agree.text() == "Choose a class"
    sitting.do("class_B2")
    assert sitting.s.readings.draft.side is None
    assert not sitting.window.actions_["agree"].isEnabled()
    sitting.do("side_unsure")
    sitting.do("agree")
    saved(sitting)
    assert sitting.s.readings.saved is not None
    assert not sitting.s.readings.saved.shown.answer_visible
    assert sitting.s.readings.saved.shown.p_fracture is not None
    sitting.desk.settle()
    assert answer_panel.words().startswith("Fracture likely")
    assert entry.p_fracture is not None
    sitting.do("class_A1")
    sitting.do("side_right")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved.ao_class is ReaderClass.A1)  # type: ignore[union-attr]
    assert sitting.s.readings.saved.shown.answer_visible


def test_blind_is_remembered_and_leaves_no_order_by_suspicion(sit: Sit, films: list[Path]) -> None:
    first = sit(films[:1])
    first.window.worklist._sort.setCurrentText(ORDER_WORDS[Order.SUSPICIOUS])
    first.do("blind")
    assert first.window.worklist._sort.currentText() == ORDER_WORDS[Order.FOUND]
    first.close()
    again = sit(films[:1], fresh=False)
    assert again.window.actions_["blind"].isChecked()
    assert again.window.answer.words() == "Hidden until you have answered"
    again.do("blind")
    assert again.window.answer.words().startswith("Fracture likely")


def test_an_answer_seen_before_stays_seen(sit: Sit, films: list[Path]) -> None:
    """Switching the mode on does not make an aided reading a blind one."""
    sitting = sit(films[:2])
    sitting.do("next")
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[1])  # type: ignore[union-attr]
    sitting.do("blind")
    sitting.do("previous")
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    answer(sitting, "A1")
    assert sitting.s.readings.saved is not None
    assert sitting.s.readings.saved.shown.answer_visible


# several readers --------------------------------------------------------------------------------------


def two_readers(sit: Sit, films: list[Path]) -> Sitting:
    """Film a is answered differently, film b alike, film c by one reader."""
    sitting = sit(films, "first")
    for reader, classes in (("first", ("A1", "B1", "B2")), ("second", ("A2", "B1"))):
        sitting.bench.set_reader(reader)
        for place, ao_class in enumerate(classes):
            sitting.window.worklist.select(place)
            film = films[place]
            sitting.until(lambda film=film: sitting.settled() and sitting.s.readings.film.path == film)  # type: ignore[union-attr,misc]
            if (reader, place) == ("first", 0):
                sitting.s.readings.add_region(Region(10, 20, 60, 70))
            answer(sitting, ao_class)
    return sitting


def shown(sitting: Sitting) -> list[int]:
    model = sitting.window.worklist._model
    assert model is not None
    found = (model.position(row) for row in range(model.rowCount()))
    return [position for position in found if position is not None]


def test_a_third_reader_settles_where_two_differ(sit: Sit, films: list[Path]) -> None:
    sitting = two_readers(sit, films)
    sitting.bench.set_reader("third")
    sitting.window.worklist.select(0)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    assert not sitting.s.readings.others
    assert not any(entry.disputed for entry in sitting.s.worklist.entries)
    sitting.do("adjudicate")
    sitting.window.worklist.show_kind(Kind.DIFFER)
    sitting.until(lambda: shown(sitting) == [0])  # the list fills when the store has told
    sitting.until(lambda: sitting.s.worklist.entries[0].disputed and sitting.s.readings.loaded)
    sitting.desk.settle()
    said = sitting.window.reading._others.text()
    assert "first: A1, right hip" in said
    assert "1 mark" in said
    assert "second: A2, right hip" in said
    assert len(sitting.desk.view.marks()) == 1
    assert not sitting.desk.view.regions()
    answer(sitting, "A2")
    sitting.until(lambda: shown(sitting) == [])  # and empties when the difference is settled
    sitting.do("adjudicate")
    sitting.until(lambda: sitting.s.readings.loaded and not sitting.s.readings.others)
    sitting.close()
    with Store(paths.find().store) as store:
        pixels = sitting.s.worklist.entries[0].pixels
        assert pixels is not None
        steps = label_history(store, pixels, "third", adjudicating=True)
        assert [(s.reading.reader, s.mode) for s in steps if s.mode == "adjudication"] == [
            ("third", "adjudication")
        ]
        assert not any(status.disputed for status in store.statuses([pixels], "fourth").values())


def test_changing_the_pseudonym_keeps_that_the_answer_was_on_screen(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films[:1], "first")
    sitting.desk.settle()
    assert sitting.window.answer.words().startswith("Fracture likely")
    sitting.do("blind")
    sitting.bench.set_reader("second")
    sitting.wait_answer()
    answer(sitting, "A1")
    assert sitting.s.readings.saved is not None
    assert sitting.s.readings.saved.reader == "second"
    assert sitting.s.readings.saved.shown.answer_visible


def test_who_saw_the_others_is_no_blind_reader_any_more(sit: Sit, films: list[Path]) -> None:
    sitting = two_readers(sit, films)
    sitting.bench.set_reader("third")
    sitting.do("adjudicate")
    sitting.until(lambda: shown(sitting) == [0])
    sitting.window.worklist._show_all()
    for place, seen in ((0, True), (1, False)):  # readers differ on the first film alone
        sitting.window.worklist.select(place)
        sitting.until(lambda at=place: sitting.settled() and sitting.s.readings.film.path == films[at])  # type: ignore[union-attr,misc]
        assert bool(sitting.s.readings.others) is seen
    sitting.desk.settle()
    assert "There is nothing to settle." in sitting.window.reading._others.text()
    sitting.do("adjudicate")
    for place, seen in ((0, True), (1, False)):
        sitting.window.worklist.select(place)
        sitting.until(lambda at=place: sitting.settled() and sitting.s.readings.film.path == films[at])  # type: ignore[union-attr,misc]
        sitting.do("class_A1")
        sitting.do("side_right")
        assert sitting.s.readings.can_commit is not seen
        assert sitting.window.reading._others.isVisible() is seen
    sitting.window.worklist.select(0)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    sitting.do("adjudicate")
    sitting.until(lambda: sitting.s.readings.can_commit)
    answer(sitting, "A2")
    sitting.close()
    with Store(paths.find().store) as store:  # another window, which remembers nothing
        pixels = sitting.s.worklist.entries[0].pixels
        assert pixels is not None
        settled = store.current(pixels, "third")
        assert settled is not None
        with pytest.raises(StoreError, match="has seen what others answered"):
            store.add_reading(replace(settled, supersedes=settled.id))


def test_who_has_read_a_film_does_not_settle_it(sit: Sit, films: list[Path]) -> None:
    sitting = two_readers(sit, films)
    sitting.window.worklist.select(0)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    sitting.do("adjudicate")
    sitting.until(lambda: sitting.s.readings.loaded)
    assert not sitting.s.readings.others
    sitting.desk.settle()
    assert "You have answered this film yourself" in sitting.window.reading._others.text()
    assert not any(entry.disputed for entry in sitting.s.worklist.entries)


def test_the_history_shows_own_steps_until_differences_are_settled(sit: Sit, films: list[Path]) -> None:
    sitting = two_readers(sit, films)
    sitting.bench.set_reader("first")
    sitting.window.worklist.select(0)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    answer(sitting, "A3")
    sitting.do("undo")
    sitting.until(lambda: sitting.s.readings.saved.ao_class is ReaderClass.A1)  # type: ignore[union-attr]

    def rows() -> list[list[str]]:
        dialog = HistoryDialog(sitting.window, sitting.s.store, sitting.s.readings)
        sitting.until(lambda: dialog.table.rowCount())
        columns = range(dialog.table.columnCount())
        found = [
            [dialog.table.item(line, column).text() for column in columns]
            for line in range(dialog.table.rowCount())
        ]
        dialog.deleteLater()
        return found

    own = rows()
    assert [row[1] for row in own] == ["first"] * 3
    assert [row[2] for row in own] == ["answered", "corrected", "taken back"]
    assert own[1][3] == "A3, right hip"
    sitting.bench.set_reader("third")
    sitting.do("adjudicate")
    sitting.until(lambda: sitting.s.readings.others)
    assert {row[1] for row in rows()} == {"first", "second"}


# by keys ------------------------------------------------------------------------------------------------


def test_an_agreeing_reader_needs_less_than_three_seconds_a_film(sit: Sit, films: list[Path]) -> None:
    """Enter agrees, Down shows the next film; measured from film to film with nothing read ahead."""
    sitting = sit(films)
    start = time.perf_counter()
    for film in films:
        sitting.until(lambda film=film: sitting.settled() and sitting.s.readings.film.path == film)  # type: ignore[union-attr,misc]
        QTest.keyClick(sitting.window, Qt.Key.Key_Return)
        QTest.keyClick(sitting.window, Qt.Key.Key_Down)
    sitting.until(lambda: all(entry.status is Status.READ for entry in sitting.s.worklist.entries))
    assert (time.perf_counter() - start) / len(films) < 3


def test_a_changing_reader_needs_keys_and_two_clicks(sit: Sit, films: list[Path]) -> None:
    """Class, side, box, confidence, save and next."""
    sitting = sit(films)
    view = sitting.desk.view
    for key in (Qt.Key.Key_5, Qt.Key.Key_L, Qt.Key.Key_B):
        QTest.keyClick(sitting.window, key)
    middle = view.rect().center()
    for step in (0, 60):
        place = middle.__class__(middle.x() + step, middle.y() + step)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.keyClick(sitting.window, Qt.Key.Key_Plus)
    QTest.keyClick(sitting.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[1])  # type: ignore[union-attr]
    sitting.until(lambda: sitting.s.worklist.entries[0].status is Status.CORRECTED)
    sitting.do("previous")
    sitting.until(lambda: sitting.settled() and sitting.s.readings.film.path == films[0])  # type: ignore[union-attr]
    found = sitting.s.readings.saved
    assert found is not None
    assert (found.ao_class, found.side, found.confidence) == (ReaderClass.B2, Side.LEFT, 60)
    assert len(found.regions) == 1


def test_every_film_is_answered_for_the_order_by_suspicion(sit: Sit, tmp_path: Path) -> None:
    """Also those far below what is in sight; the answers are there at the next start."""
    files = [bright_film(tmp_path, f"{n:02}.dcm", bright=0.9 if n == 17 else 0.02, seed=n) for n in range(18)]
    sitting = sit(files)
    panel = sitting.window.worklist
    panel._sort.setCurrentText(ORDER_WORDS[Order.SUSPICIOUS])
    sitting.until(lambda: sitting.s.worklist.answered == len(files))
    sitting.until(lambda: shown(sitting)[0] == 17)  # by itself, as long as nothing was read
    assert not panel._again.isVisible()
    sitting.close()
    again = sit(files, fresh=False)
    panel = again.window.worklist
    assert panel.order is Order.SUSPICIOUS  # remembered
    again.until(lambda: again.s.worklist.answered == len(files))  # once each was seen to be the same film
    again.until(lambda: shown(again)[0] == 17)


def test_lines_stay_where_they_are_once_a_film_was_read(sit: Sit, tmp_path: Path) -> None:
    files = [bright_film(tmp_path, f"{n:02}.dcm", bright=0.9 if n == 17 else 0.02, seed=n) for n in range(18)]
    sitting = sit(files)
    panel = sitting.window.worklist
    sitting.wait_answer()
    sitting.do("agree")
    saved(sitting)
    panel._sort.setCurrentText(ORDER_WORDS[Order.SUSPICIOUS])
    before = shown(sitting)  # some films may be answered by now
    sitting.until(lambda: sitting.s.worklist.answered == len(files))
    sitting.until(panel._again.isVisible)
    assert shown(sitting) == before
    panel._again.click()
    assert shown(sitting)[0] == 17


def test_lines_are_filtered_by_what_became_of_them(sit: Sit, films: list[Path]) -> None:
    sitting = sit(films)
    sitting.do("agree")
    saved(sitting)
    panel = sitting.window.worklist
    panel.show_kind(Kind.READ)
    assert shown(sitting) == [0]
    panel.show_kind(Kind.UNREAD)
    assert shown(sitting) == [1, 2]
    panel.show_kind(Kind.REFUSED)
    assert shown(sitting) == []
    panel._show_all()
    assert shown(sitting) == [0, 1, 2]


@pytest.mark.parametrize(("by", "reached"), [(1, 2), (-1, 0), (0, 2)])
def test_a_film_that_the_filter_takes_away_leaves_its_place(
    sit: Sit, films: list[Path], by: int, reached: int
) -> None:
    """Unread films are read on where the reader was, not from the top; 0: the next unread one."""
    sitting = sit(films)
    panel = sitting.window.worklist
    panel.show_kind(Kind.UNREAD)
    panel.select(1)
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == films[1])
    sitting.wait_answer()
    sitting.do("agree")
    saved(sitting)
    sitting.until(lambda: sitting.s.worklist.entries[1].status is Status.READ)
    for _twice in range(2):
        panel._sort_again()
        assert shown(sitting) == [0, 2]
    panel.step(by) if by else panel.next_unread()
    assert panel.position == reached
