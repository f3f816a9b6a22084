"""What comes late, or was meant for something else by now: nothing of it is done, and nothing breaks."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from inference.records import Sha256
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.jobs import Lane
from viewer.app.prediction.site_profiles import SiteProfiles
from viewer.app.text_review import ReviewFilm
from viewer.pacs.incoming import Came
from viewer.ui.export.export_dialog import ExportDialog
from viewer.ui.export.pacs_fetch_dialog import FetchDialog
from viewer.ui.film.review.burned_in_review import ReviewPage
from viewer.ui.film.tools.tools import Tool
from viewer.ui.main import opening
from viewer.ui.prediction.models_dialog import ModelDialog
from viewer.ui.prediction.operating_point_dialog import PointDialog
from viewer.ui.prediction.site_dialog import SiteDialog
from viewer.ui.reading.report_dialog import ReportDialog
from viewer.ui.reading.store_dialog import StoreDialog


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    films = [bright_film(tmp_path / "films", f"{name}.dcm", seed=at) for at, name in enumerate("ab", 1)]
    made = Sitting(qtbot, home_with_model(), films, reader=child)
    made.wait_answer()
    yield made
    made.close()


def hold(sitting: Sitting, lane: Lane) -> threading.Event:
    """Keep a lane busy until the event is set."""
    gate = threading.Event()
    sitting.s.jobs.submit(lane, lambda: gate.wait(60), lambda _there: None, lambda _error: None)
    return gate


def test_answers_to_a_dialog_that_was_closed(sitting: Sitting, tmp_path: Path, qtbot: QtBot) -> None:
    """The parts of a closed dialog are gone; a model that was refused then is told by the window."""
    window, s = sitting.window, sitting.s
    gates = [hold(sitting, lane) for lane in (Lane.STORE, Lane.FILES, Lane.INSTALL, Lane.LEAVE)]
    models, preferences = ModelDialog(window, s.models), sitting.desk.settings.dialog()
    sites = SiteDialog(window, s, SiteProfiles(s.site_profiles, s.preferences), list)
    models.install(tmp_path / "nothing")
    s.preferences.set(pacs_port=9)
    preferences.pacs._ask()
    for dialog in (models, preferences, sites, StoreDialog(window, s.store)):
        dialog.show()
        dialog.reject()
        dialog.deleteLater()
    qtbot.wait(1)  # they are gone
    with qtbot.captureExceptions() as raised:
        for gate in gates:
            gate.set()
        sitting.until(lambda: s.jobs.open_jobs == 0)
    assert not raised
    assert window.errors.text() == "There is no model in this place."


def test_the_end_of_the_session_closes_an_open_dialog(sitting: Sitting) -> None:
    QTimer.singleShot(0, sitting.window.close)
    sitting.desk.dialogs.show_about()  # comes back
    assert not [dialog for dialog in sitting.window.findChildren(QDialog) if dialog.isVisible()]


def test_what_another_patients_film_was_answered_is_no_report_of_this_one(
    sitting: Sitting, tmp_path: Path
) -> None:
    readings = sitting.s.readings
    sitting.do("class_normal")
    sitting.do("agree")
    sitting.until(lambda: readings.saved is not None and not readings.saving)
    own = ReportDialog(sitting.window, sitting.s)
    assert own.copy_button.isEnabled()
    same = bright_film(tmp_path / "other", "c.dcm", PatientID="another", PatientName="Rowan^Ann")
    sitting.window.worklist.search.setText("a.dcm")  # of the old list: it must not hide the new one
    sitting.desk.open_paths([same])
    sitting.until(lambda: sitting.s.films.current == same and sitting.settled())
    assert readings.elsewhere
    dialog = ReportDialog(sitting.window, sitting.s)
    assert (dialog.copy_button.isEnabled(), dialog.shown.toPlainText()) == (False, "")
    assert dialog.note.text().startswith("Read on another file")
    for one in (own, dialog):
        one.reject()


def test_nothing_is_marked_on_the_other_hip(sitting: Sitting, qtbot: QtBot) -> None:
    """Blinking shows another part of the body in the film's place: a tool ends it, a mark stays off it."""
    view, compare = sitting.desk.view, sitting.desk.compare
    sitting.do("mirror_compare")
    sitting.until(lambda: compare._laid is not None)
    sitting.do("mirror_blink")
    sitting.do("box")
    assert (compare._blink.isActive(), view.substitute()) == (False, None)
    sitting.do("mirror_blink")
    assert view.tool() is Tool.WINDOW
    assert view.substitute() is not None
    view._mouse.tool = Tool.BOX  # whatever way it came into the hand
    at = view.rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 60))
    assert not sitting.s.readings.draft.regions


def test_a_mark_begun_when_another_film_comes_is_not_dropped_without_a_word(
    sitting: Sitting, qtbot: QtBot
) -> None:
    view, said = sitting.desk.view, list[str]()
    sitting.desk.film.said.connect(said.append)
    middle = view.rect().center()
    for tool in (Tool.BOX, Tool.LENGTH):
        view.set_tool(tool)
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseMove(view, middle + QPoint(30, 30))
        sitting.do("next" if tool is Tool.BOX else "previous")
        sitting.until(sitting.settled)
        assert [words[:37] for words in said] == ["What you had begun to draw was droppe"]
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 60))
        assert not sitting.s.readings.draft.regions
        assert not sitting.s.measures.measures
        said.clear()


def test_a_refused_film_stands_under_no_other_ones_name(sitting: Sitting, tmp_path: Path) -> None:
    """Another disc lies at the path by now, whose film is damaged: its own name or none."""
    films = tmp_path / "more"
    first = bright_film(films, "a.dcm", PatientID="4711", PatientName="Doe^Jane", StudyDate="20200102")
    second = bright_film(films, "b.dcm", seed=2, PatientID="4711", PatientName="Doe^Jane")
    other = bright_film(tmp_path / "disc", "b.dcm", seed=3, PatientID="12", PatientName="Roe^Max")
    sitting.desk.open_paths([first, second])
    sitting.until(lambda: sitting.s.films.current == first and sitting.settled())
    lines = sitting.s.worklist.entries
    sitting.until(lambda: "Doe" in lines[1].name and sitting.s.films.is_idle)
    sitting.s.films.forget()
    second.write_bytes(other.read_bytes()[:-2000])  # its header can be read, its pixels not
    sitting.do("next")
    sitting.until(lambda: bool(sitting.bench.refusal) and "Roe" in lines[1].name)
    assert (lines[1].number, lines[1].listed is not None) == ("12", True)
    sitting.desk.settle()
    second.write_bytes(b"nothing")
    sitting.bench.again()
    sitting.until(lambda: lines[1].name == "b")
    sitting.desk.settle()
    window = sitting.window
    parts = [part for part in window.findChildren(QWidget) if not window.worklist.isAncestorOf(part)]
    shown = [str(part.property(name) or "") for part in parts for name in ("text", "toolTip", "windowTitle")]
    corners = sitting.desk.view._scene.corner_text
    assert not [words for words in (*shown, str(corners)) if "Doe" in words or "4711" in words]


def test_a_pane_shows_the_film_that_it_names(sitting: Sitting, tmp_path: Path) -> None:
    """A film on its way into a pane is dropped for the next one on screen: the pane keeps no other one."""
    header = {"PatientID": "7", "PatientName": "Rowan^Ann"}
    films = [bright_film(tmp_path / "more", f"{at}.dcm", seed=at, **header) for at in range(3, 7)]
    sitting.desk.open_paths(films)
    sitting.until(lambda: sitting.s.films.current == films[0] and sitting.settled())
    layouts, kept = sitting.desk.layouts, sitting.s.films
    sitting.do("panes_2")
    pane = layouts.panes[0]
    layouts.put(pane, films[2])
    sitting.until(lambda: pane.view.image() is not None and kept.is_idle)
    gate = hold(sitting, Lane.DECODE)
    for film in films[1:]:
        kept._kept.pop(film, None)
    kept.read_ahead(films[1])
    layouts.put(pane, films[3])
    sitting.window.worklist.select(1)
    gate.set()
    sitting.until(lambda: kept.current == films[1] and sitting.settled() and kept.is_idle)
    sitting.until(lambda: pane.view.image() is None or pane.view.image().film.path == pane.path)  # type: ignore[union-attr]


def test_panes_by_drop_link_and_refusal(sitting: Sitting, tmp_path: Path) -> None:
    """Every dropped film finds a pane or is told of; links come back with the patient; names go with it."""
    folder, one = tmp_path / "more", {"PatientID": "7", "PatientName": "Rowan^Ann"}
    films = [bright_film(folder, f"{at}.dcm", seed=at, **one) for at in (3, 4)]
    another = bright_film(folder, "another.dcm", seed=5, PatientID="8", PatientName="Alder^Eve")
    broken = folder / "broken.dcm"
    broken.write_bytes(films[0].read_bytes()[:700])
    sitting.desk.open_paths([*films, broken])
    sitting.until(lambda: sitting.s.films.current == films[0] and sitting.settled())
    layouts, pane = sitting.desk.layouts, sitting.desk.layouts.panes[0]
    sitting.do("panes_2")
    layouts.drop(pane, [another, films[1]])
    sitting.until(lambda: pane.path == another and pane.view.image() is not None)
    assert not pane.link.isChecked()
    assert "1 film" in sitting.window.message.text()
    layouts.put(pane, films[1])
    sitting.until(lambda: pane.link.isChecked() and "Rowan" in layouts.title.text())
    sitting.window.worklist.select(2)
    sitting.until(lambda: bool(sitting.bench.refusal))
    assert layouts._head.isHidden()
    assert pane.path is None


def test_a_held_key_and_escape_in_the_second_window(sitting: Sitting, qtbot: QtBot) -> None:
    view = sitting.desk.view
    sitting.do("second_screen")
    second = sitting.desk.aids._second
    assert second is not None
    qtbot.keyPress(second, Qt.Key.Key_Space)
    assert view._scene.hidden
    qtbot.keyRelease(second, Qt.Key.Key_Space)
    assert not view._scene.hidden
    sitting.do("box")
    with qtbot.waitActive(second):
        second.activateWindow()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert view.tool() is Tool.WINDOW
    sitting.desk.aids.close_second()


def test_what_came_while_no_dialog_was_open_can_be_opened(sitting: Sitting) -> None:
    pacs = sitting.desk.leaving.pacs
    pacs.arrived.emit(Came(2))
    dialog = FetchDialog(sitting.window, pacs, sitting.s.preferences, lambda _paths: None)
    assert dialog.open_button.isEnabled()
    dialog.reject()


def test_an_export_is_stopped_before_its_window_closes(sitting: Sitting) -> None:
    """Its end is told: closing in the midst would leave a part of it in the folder, and no word."""
    dialog = ExportDialog(sitting.window, sitting.s)
    dialog.show()
    dialog._writing = True
    dialog.reject()
    assert dialog.isVisible()
    dialog.ended("Stopped.")
    dialog.reject()
    assert not dialog.isVisible()


def test_a_film_of_the_review_that_comes_late(qtbot: QtBot) -> None:
    """Back, and in again: what was asked for before does not take the place of the first film."""
    asked: list[Callable[[ReviewFilm], None]] = []

    class Source:
        def look(self, _item: str, on_done: Callable[[ReviewFilm], None], _on_error: object) -> None:
            asked.append(on_done)

        def look_at_rest(self, *_given: object) -> None: ...

        def cancel(self) -> None: ...

    def film(name: str) -> ReviewFilm:
        return ReviewFilm(Sha256(name), np.zeros((40, 30), np.uint8), (40, 30), ())

    page: ReviewPage[str] = ReviewPage(Source())
    qtbot.addWidget(page)
    page.start(["a", "b"])
    asked[0](film("a"))
    page.confirm()
    page._back()
    page.start(["a", "b"])
    asked[1](film("b"))
    assert not page.confirm_button.isEnabled()
    asked[2](film("a"))
    assert page._film is not None
    assert page._film.pixels == "a"


def test_opening_waits_for_no_disk(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network share that is gone: the window goes on, and what is opened next is there at once."""
    gate, begun, own = threading.Event(), threading.Event(), threading.get_ident()
    is_there = os.path.exists

    def exists(path: Path) -> bool:
        assert threading.get_ident() != own
        if Path(path).name == "share":
            begun.set()
            gate.wait(60)
        return is_there(path)

    monkeypatch.setattr(
        opening, "os", SimpleNamespace(path=SimpleNamespace(exists=exists, isdir=os.path.isdir))
    )
    listed, share = sitting.desk.list, tmp_path / "share"
    sitting.desk.open_paths([share])
    assert begun.wait(60)
    film = bright_film(tmp_path / "more", "c.dcm", seed=3)
    sitting.desk.open_paths([film.parent])
    sitting.until(lambda: sitting.s.films.current == film and sitting.settled())
    assert sitting.s.preferences.values.recent_folders[0] == str(film.parent)
    sitting.s.preferences.set(last_paths=[str(share)], last_film=str(share / "a.dcm"))
    begun.clear()
    sitting.desk.open_last()
    assert begun.wait(60)
    listed.remember()  # the end comes before the share answers: the next start looks there once more
    assert sitting.s.preferences.values.last_paths == [str(share)]
    assert sitting.desk.opening.busy
    sitting.desk.opening.cancel()
    assert not sitting.desk.opening.busy
    gate.set()


def test_films_that_are_still_looked_for_are_the_old_films(sitting: Sitting) -> None:
    """P on one film, and the next comes before the others are found: P asks anew, it takes nothing back."""
    gate, pane = hold(sitting, Lane.STORE), sitting.desk.compare.pane
    sitting.do("compare_prior")
    sitting.do("next")
    gate.set()
    sitting.until(lambda: sitting.settled() and sitting.bench.film.image.film.path.name == "b.dcm")  # type: ignore[union-attr]
    assert not pane.isVisible()
    sitting.do("compare_prior")
    sitting.until(pane.isVisible)


def test_a_model_that_comes_while_its_points_are_looked_at(sitting: Sitting, qtbot: QtBot) -> None:
    models = sitting.s.models
    model, models.model = models.model, None
    dialog = PointDialog(sitting.window, models, sitting.s.preferences)
    assert dialog._said.text() == "No model is in use."
    models.model = model
    models.ready.emit(model)
    assert dialog._said.text() != "No model is in use."
    dialog.reject()
    dialog.deleteLater()
    qtbot.wait(1)  # it is gone: the next model tells it nothing
    with qtbot.captureExceptions() as raised:
        models.ready.emit(model)
    assert not raised
