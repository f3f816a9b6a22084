"""A reader sits a study at the real window, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from inference.records import MapVerdict
from tests.viewer.desk import SharedChild
from tests.viewer.ui.study.chair import Chair, Key, assignment, fracture_advice
from viewer.study.design.protocol import Design, Questions, Response, Scale
from viewer.study.sitting.sitting import Phase
from viewer.ui.film.layers.corner_text import CornerState
from viewer.ui.prediction.card_text import SYNTHETIC_MODEL

Seat = Callable[..., Chair]


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Seat]:
    chairs: list[Chair] = []

    def make(given: Any, **more: Any) -> Chair:
        chairs.append(Chair(qtbot, given, tmp_path, child, **more))
        return chairs[-1]

    yield make
    for chair in chairs:
        chair.leave()


def test_every_film_is_answered_by_keys_and_is_on_the_disk(seat: Seat) -> None:
    chair = seat(assignment())
    assert "You read 3 films" in chair.window.page.words()
    chair.begin()
    for number, (fracture, rating) in enumerate(((True, 80), (False, 5), (True, 100)), 1):
        chair.reach(Phase.RATING)
        assert chair.page._progress_text.text() == f"Film {number} of 3"
        chair.answer(fracture, rating)
    chair.reach(Phase.DONE)
    assert "Thank you" in chair.window.page.words()
    assert chair.answers() == [
        ("f1", "unaided", Response(True, 80)),
        ("f2", "unaided", Response(False, 5)),
        ("f3", "unaided", Response(True, 100)),
    ]


def test_a_film_that_is_not_the_study_s_is_never_shown(seat: Seat) -> None:
    chair = seat(assignment())
    chair.shelf.strange = {"f1"}
    chair.press(Key.Key_Return)
    chair.until(lambda: "Film 1 of 3 cannot be shown" in chair.window.page.words())
    assert "another film" in chair.window.page.words()
    assert chair.page.view.image() is None
    assert not chair.page.live
    assert chair.answers() == []


def test_the_reader_is_blinded(seat: Seat) -> None:
    chair = seat(assignment(), advice=fracture_advice())
    chair.begin()
    image = chair.page.view.image()
    assert image is not None
    assert image.film.patient_name == "Willow^Jane"
    assert chair.page.view.corners() is CornerState.NONE
    assert chair.page.view.overlay() is None
    assert chair.page.advice.isHidden()
    shown = " ".join(made.text() for made in chair.window.findChildren(QLabel))
    shown += chair.window.windowTitle() + chair.page.view.accessibleName()
    for secret in ("Willow", "SECRET77", "f1.dcm", "likely, right"):
        assert secret not in shown
    chair.type("t")  # the corner text of the reading page
    chair.type("h")
    assert chair.page.view.corners() is CornerState.NONE
    assert chair.page.view.overlay() is None


def test_nothing_is_locked_before_everything_is_answered(seat: Seat) -> None:
    chair = seat(assignment(questions=Questions(Scale.HUNDRED, ao_class=True, place=True)))
    chair.begin()
    chair.press(Key.Key_Return)
    assert chair.page.panel._missing.text() == "Answer first whether there is a fracture."
    chair.type("y2")
    chair.press(Key.Key_Return)
    assert chair.page.panel._missing.text() == "Give a rating."
    chair.type("70")
    chair.press(Key.Key_Return)
    assert chair.page.panel._missing.text() == "Mark the place of the fracture."
    chair.press(Key.Key_Left)
    chair.press(Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    draft = chair.page.panel.response()
    assert draft.place is not None
    x, y = draft.place
    assert 0 < x < 64
    assert 70 < y < 80
    chair.press(Key.Key_Return)
    chair.reach(Phase.RATING)
    assert chair.answers() == [("f1", "unaided", Response(True, 70, "A2", draft.place))]


def test_the_place_is_marked_by_a_click(seat: Seat) -> None:
    chair = seat(assignment(questions=Questions(Scale.NONE, place=True)))
    chair.begin()
    chair.type("y")
    view = chair.page.view
    chair.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    place = chair.page.panel.response().place
    assert place == pytest.approx((64, 80), abs=1)
    chair.type("n")  # no fracture, no place
    assert chair.page.panel.response() == Response(False)
    assert chair.page.panel.missing() == ""


def test_sequential_the_answer_is_locked_then_the_model_is_shown(seat: Seat) -> None:
    asked = Questions(Scale.SIX, map_verdict=True)
    chair = seat(assignment(Design.SEQUENTIAL, asked, films=("f1",)), advice=fracture_advice())
    chair.begin()
    chair.answer(False, 2)
    chair.reach(Phase.REVEALED)
    assert chair.page.advice.words() == "Fracture likely, right hip"
    assert chair.page.view.overlay() is not None
    assert chair.page._locked_text.text() == "Your locked answer: no fracture, suspicion 2"
    chair.press(Key.Key_Return)
    assert chair.page.panel._missing.text() == "Judge the heat map."
    chair.type("y51")
    chair.press(Key.Key_Return)
    chair.reach(Phase.DONE)
    assert chair.answers() == [
        ("f1", "unaided", Response(False, 2)),
        ("f1", "aided", Response(True, 5, map_verdict=MapVerdict.ON_LESION)),
    ]


def test_what_the_model_doubts_stands_with_its_answer_and_nowhere_else(seat: Seat) -> None:
    doubt = "Metal in a hip, it seems."
    advice = replace(fracture_advice(), doubts=doubt, synthetic=True)
    chair = seat(assignment(Design.SEQUENTIAL, films=("f1", "f2")), advice=advice)
    chair.begin()
    shown = [made.text() for made in chair.window.findChildren(QLabel)]
    assert not any(doubt in text for text in shown)
    chair.answer(False, 20)
    chair.reach(Phase.REVEALED)
    assert chair.page.advice.caveat() == f"{doubt}\n{SYNTHETIC_MODEL}"
    assert chair.page.advice._caveat.isVisible()
    chair.press(Key.Key_Return)
    chair.reach(Phase.RATING)
    assert not chair.page.advice._caveat.isVisible()


def test_the_model_s_answer_is_in_sight_on_a_small_screen(seat: Seat) -> None:
    asked = Questions(Scale.SIX, ao_class=True)
    chair = seat(assignment(Design.SEQUENTIAL, asked, films=("f1",)), advice=fracture_advice())
    chair.window.resize(853, 533)  # 1,280 x 800 at 150 %
    chair.begin()
    chair.answer(False, 2)
    chair.reach(Phase.REVEALED)
    advice, question = chair.page.advice, chair.page.panel.fracture
    for part in (advice, question):
        chair.until(lambda part=part: part.visibleRegion().boundingRect() == part.rect())


def test_the_map_is_hidden_by_key_and_while_space_is_held(seat: Seat) -> None:
    chair = seat(assignment(Design.AIDED), advice=fracture_advice())
    chair.begin()
    assert chair.page.view.overlay() is not None
    chair.type("h")
    assert chair.page.view.overlay() is None
    chair.type("h")
    chair.qtbot.keyPress(chair.window, Key.Key_Space)
    assert chair.page.view._scene.hidden
    chair.qtbot.keyRelease(chair.window, Key.Key_Space)
    assert not chair.page.view._scene.hidden


def test_practice_films_show_the_reference_after_the_answer(seat: Seat) -> None:
    chair = seat(assignment(films=("f1",), practice=("p1",)))
    chair.begin()
    assert chair.page._progress_text.text() == "Practice film 1 of 1"
    chair.answer(False, 10)
    chair.reach(Phase.FEEDBACK)
    assert chair.page._feedback.text() == "Reference: Fracture, AO/OTA A2, right hip"
    assert chair.page._feedback_note.text() == "✕ Your answer differs: no fracture, suspicion 10"
    chair.until(lambda: chair.page.view.marks())
    chair.press(Key.Key_Escape)  # nothing to pause
    chair.press(Key.Key_Return)
    chair.reach(Phase.RATING)
    assert chair.page._progress_text.text() == "Film 1 of 1"
    assert not chair.page.view.marks()


def test_a_pause_covers_the_film_and_keeps_the_draft(seat: Seat) -> None:
    chair = seat(assignment())
    chair.begin()
    chair.type("y40")
    chair.press(Key.Key_Escape)
    chair.reach(Phase.PAUSED)
    assert not chair.page.isVisible()
    assert "Film 1 of 3" in chair.window.page.words()
    chair.type("n")  # means nothing here
    chair.press(Key.Key_Return)
    chair.reach(Phase.RATING)
    assert chair.page.panel.response() == Response(True, 40)


def test_another_window_in_front_pauses(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    chair = seat(assignment())
    chair.begin()
    monkeypatch.setattr(chair.window, "isActiveWindow", lambda: False)
    QApplication.sendEvent(chair.window, QEvent(QEvent.Type.ActivationChange))
    chair.reach(Phase.PAUSED)


def test_the_sitting_goes_on_at_the_same_film(seat: Seat) -> None:
    first = seat(assignment())
    first.begin()
    first.answer(True, 60)
    first.reach(Phase.RATING)
    first.leave()
    second = seat(assignment())
    second.reach(Phase.PAUSED)
    second.press(Key.Key_Return)
    second.reach(Phase.RATING)
    assert second.page._progress_text.text() == "Film 2 of 3"
    assert second.page.panel.response() == Response()


def test_an_older_copy_of_the_answers_is_told_before_the_film(seat: Seat, tmp_path: Path) -> None:
    record, first = tmp_path / "answers.sqlite", seat(assignment())
    first.begin()
    first.leave()
    copy = record.read_bytes()
    second = seat(assignment())
    second.reach(Phase.PAUSED)
    second.press(Key.Key_Return)
    second.reach(Phase.RATING)
    second.answer(True, 60)
    second.until(lambda: second.page._progress_text.text() == "Film 2 of 3")
    second.leave()
    record.write_bytes(copy)
    third = seat(assignment())
    third.reach(Phase.PAUSED)
    assert "is not the one that was written last" in third.window.page.words()


def test_a_washout_refuses_with_the_date(seat: Seat) -> None:
    start = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    given = assignment(Design.CROSSOVER, films=("f1", "f2"), washout_days=28)
    first = seat(given, now=lambda: start, advice=fracture_advice())
    first.begin()
    for _ in range(2):
        first.reach(Phase.RATING)
        assert first.page.advice.isHidden()
        first.answer(False, 1)
    first.reach(Phase.WAITING)
    opens = (start + timedelta(days=28)).astimezone().strftime("%Y-%m-%d %H:%M")
    assert f"Please come back on {opens}" in first.window.page.words()
    assert first.window.page.do_button.isHidden()
    first.leave()
    second = seat(given, now=lambda: start + timedelta(days=29), advice=fracture_advice())
    second.begin()
    assert second.page.advice.isVisible()


def test_the_time_limit_keeps_what_stands(seat: Seat) -> None:
    chair = seat(assignment(films=("f1",), time_limit=1))
    chair.begin()
    chair.until(lambda: chair.page._left.text())
    chair.type("y")
    chair.reach(Phase.DONE)
    assert chair.answers() == [("f1", "unaided", Response(True))]


def test_the_way_back_where_the_protocol_has_one(seat: Seat) -> None:
    chair = seat(assignment(back=True))
    chair.begin()
    chair.press(Key.Key_B, Qt.KeyboardModifier.ControlModifier)  # there is no film before
    chair.answer(True, 90)
    chair.reach(Phase.RATING)
    chair.press(Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    chair.until(lambda: chair.page.live and chair.page._progress_text.text() == "Film 1 of 3")
    assert chair.page.panel.response() == Response(True, 90)
    chair.answer(False, 20)
    chair.until(lambda: chair.page.live and chair.page._progress_text.text() == "Film 2 of 3")
    assert chair.answers()[-1] == ("f1", "unaided", Response(False, 20))


def test_a_film_that_cannot_be_read_is_said_without_its_name(seat: Seat, tmp_path: Path) -> None:
    given = assignment(films=("f1",))
    (tmp_path / "films").mkdir()
    broken = tmp_path / "films" / "broken.dcm"
    broken.write_bytes(b"nothing")
    chair = seat(given)
    chair.shelf.paths["f1"] = broken
    chair.reach(Phase.WAITING)
    chair.press(Key.Key_Return)
    chair.until(lambda: "cannot be shown" in chair.window.page.words())
    assert "broken" not in chair.window.page.words()


def test_the_film_is_looked_at_by_keys(seat: Seat) -> None:
    chair = seat(assignment())
    chair.begin()
    view, before = chair.page.view, chair.page.view.geometry_on_film()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    chair.press(Key.Key_Plus, control)
    nearer = view.geometry_on_film()
    assert nearer.scale > before.scale
    chair.press(Key.Key_Right, alt)
    assert view.geometry_on_film() != nearer
    chair.type("f")
    assert view.geometry_on_film() == before
    chair.press(Key.Key_Up, control)
    assert view.film_window() is not None
    chair.type("wi")
    assert view.film_window() is None
    assert view.inverted()


def test_a_record_of_another_study_is_refused(seat: Seat) -> None:
    seat(assignment()).leave()
    chair = seat(assignment(films=("f1",)))
    assert "could not be opened" in chair.window.page.words()
    assert "another study or reader" in chair.window.page.words()
