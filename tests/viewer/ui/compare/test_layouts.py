"""One, two and four films at once: priors by the rule, films dragged in, another patient under a banner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.stores import film
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.ui.compare.film_pane import FilmPane
from viewer.ui.compare.patient_films import Bond, Met, banner_of, bond, hanging, is_of, same_patient


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Three of one patient, the first the newest but one; one of somebody else."""
    made = []
    for name, patient, date in (
        ("now.dcm", "P1", "20260301"),
        ("older.dcm", "P1", "20240101"),
        ("old.dcm", "P1", "20250101"),
        ("other.dcm", "P2", "20260101"),
    ):
        study = {"StudyDate": date, "StudyInstanceUID": f"1.2.{len(made) + 1}", "BodyPartExamined": "PELVIS"}
        seed = len(made) + 1
        made.append(
            bright_film(
                tmp_path / "films", name, seed=seed, PatientID=patient, PatientName=f"{patient}^A", **study
            )
        )
    return made


@pytest.fixture
def sitting(qtbot: QtBot, films: list[Path], child: SharedChild) -> Iterator[Sitting]:
    made = Sitting(qtbot, home_with_model(), films, reader=child)
    made.wait_answer()
    made.until(lambda: len(made.desk.beside.others.met) == 4)
    yield made
    made.close()


def show(sitting: Sitting, path: Path) -> None:
    entries = sitting.s.worklist.entries
    sitting.window.worklist.select(next(i for i, entry in enumerate(entries) if entry.path == path))
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == path)
    sitting.wait_answer()


def shown(pane: FilmPane) -> str:
    image = pane.view.image()
    return image.film.path.name if image is not None else ""


def drop(pane: FilmPane, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(pane.view, enter)
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(pane.view, event)


def test_priors_hang_the_newest_first_and_leave_with_their_patient(
    sitting: Sitting, films: list[Path]
) -> None:
    now, _older, _old, other = films
    show(sitting, now)
    layouts = sitting.desk.layouts
    sitting.do("panes_4")
    sitting.until(lambda: [shown(pane) for pane in layouts.panes] == ["old.dcm", "older.dcm", ""])
    first = layouts.panes[0]
    assert first.title.text() == "P1 A · P1 · 2025-01-01 · AP"
    assert not first.banner.isVisible()
    assert first.link.isEnabled()
    show(sitting, other)
    sitting.until(lambda: [shown(pane) for pane in layouts.panes] == ["", "", ""])
    sitting.do("panes_4")  # a second press puts it down
    assert not any(pane.isVisible() for pane in layouts.panes)
    assert sitting.window.actions_["panes_1"].isChecked()


def test_a_film_is_dragged_in_and_another_patients_is_never_linked(
    sitting: Sitting, films: list[Path]
) -> None:
    now, older, _old, other = films
    show(sitting, now)
    sitting.do("panes_2")
    (pane, *_rest) = sitting.desk.layouts.panes
    sitting.until(lambda: shown(pane) == "old.dcm")
    before = sitting.desk.view.geometry_on_film()
    pane.view.zoom_in()
    sitting.until(lambda: sitting.desk.view.geometry_on_film().scale > before.scale)
    drop(pane, other)
    sitting.until(lambda: shown(pane) == "other.dcm")
    assert pane.banner.isVisible()
    assert "ANOTHER PATIENT" in pane.banner.text()
    assert not pane.link.isEnabled()
    still = sitting.desk.view.geometry_on_film()
    pane.view.zoom_in()
    assert sitting.desk.view.geometry_on_film() == still
    drop(pane, older)
    sitting.until(lambda: shown(pane) == "older.dcm")
    assert not pane.banner.isVisible()
    show(sitting, films[2])
    assert shown(pane) == "older.dcm", "dragged in by hand, of this patient: it stays"
    sitting.do("mirror_compare")
    sitting.until(lambda: sitting.desk.layouts.count == 1)
    sitting.do("panes_2")
    assert not sitting.desk.compare.is_open


def test_a_line_of_the_worklist_can_be_dragged(sitting: Sitting, films: list[Path]) -> None:
    lines = sitting.window.worklist.view
    rows = [row for row in range(lines.model().rowCount()) if lines.mime(row) is not None]
    urls = {lines.mime(row).urls()[0].toLocalFile() for row in rows}  # type: ignore[union-attr]
    assert urls == {str(path) for path in films}
    show(sitting, films[0])
    row = next(r for r in rows if lines.mime(r).urls()[0].toLocalFile() == str(films[3]))  # type: ignore[union-attr]
    place = lines.visualRect(lines.model().index(row, 0)).center()
    QTest.mousePress(lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert sitting.bench.film is not None
    assert sitting.bench.film.image.film.path == films[0], "a press alone opens nothing: it may become a drag"
    QTest.mouseRelease(lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == films[3])
    sitting.wait_answer()


def chosen(show_menu: Callable[[], object]) -> dict[str, QAction]:
    """The entries of the menu that comes up."""
    show_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {action.text(): action for action in menu.actions()}
    menu.close()
    return entries


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_what_is_no_film_says_so_without_the_former_films_banner(
    sitting: Sitting, films: list[Path], tmp_path: Path
) -> None:
    """Menus of a line and of a pane put films beside the one that is read, and take them off."""
    show(sitting, films[0])
    lines, layouts = sitting.window.worklist.view, sitting.desk.layouts
    rows = [row for row in range(lines.model().rowCount()) if lines.mime(row) is not None]
    other = next(r for r in rows if lines.mime(r).urls()[0].toLocalFile() == str(films[3]))  # type: ignore[union-attr]
    at = lines.visualRect(lines.model().index(other, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, lines.viewport().mapToGlobal(at))
    entries = chosen(lambda: QApplication.sendEvent(lines.viewport(), event))
    assert sitting.s.films.current == films[0], "the menu leaves the film on screen"
    entries["Show it beside the film"].trigger()
    (pane, *_rest) = layouts.panes
    sitting.until(lambda: shown(pane) == "other.dcm")
    assert layouts.count == 2
    assert pane.banner.isVisible()
    text = tmp_path / "note.txt"
    text.write_text("no film")
    drop(pane, text)
    sitting.until(lambda: pane.title.text() == "note.txt")
    sitting.until(lambda: not pane.banner.isVisible())
    assert not pane.link.isEnabled()
    chosen(lambda: pane.view.menu_wanted.emit(QPoint(5, 5)))["Take this film off"].trigger()
    sitting.until(lambda: pane.path is None)
    nowhere = chosen(lambda: lines.menu_asked.emit(-1, QPoint(5, 5)))
    assert "Open a folder…" in nowhere
    assert "Show it beside the film" not in nowhere


def test_the_former_list_is_one_click_away(sitting: Sitting, films: list[Path], tmp_path: Path) -> None:
    show(sitting, films[2])
    text = tmp_path / "note.txt"
    text.write_text("no film")
    sitting.desk.open_paths([text])
    message = sitting.window.message
    sitting.until(lambda: message.text() == "Another list is open.")
    message.undo_button.click()
    sitting.until(lambda: len(sitting.s.worklist.entries) == len(films))
    sitting.until(lambda: sitting.bench.film is not None and sitting.bench.film.image.film.path == films[2])
    sitting.wait_answer()


def test_one_study_of_two_patient_numbers_hangs_nobody_elses_film() -> None:
    """One Study Instance UID for a whole list is met in converted collections."""
    met = Met(Path("x"), "2", "1.2.3", "", "")
    assert not is_of(met, "1", "1.2.3")
    assert is_of(met, "2", "")
    assert is_of(met, "", "1.2.3")


def test_the_hanging_rule() -> None:
    here = film(study_date="20250101", body_part="HIP", patient_number="1")
    met = [
        Met(Path("later"), "1", "", "20260101", "", "HIP"),
        Met(Path("old"), "1", "", "20200101", "", "HIP"),
        Met(Path("new"), "1", "", "20240101", "", "HIP"),
        Met(Path("chest"), "1", "", "20241201", "", "CHEST"),
    ]
    assert [m.path.name for m in hanging(here, met)] == ["new", "old", "later", "chest"]
    assert same_patient(here, film(patient_number="2")) is False
    assert same_patient(here, film(patient_number="1")) is True
    assert same_patient(here, film(patient_number="", study_uid="9.9")) is None


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        ("1", "Doe^Jane", Bond.SAME),
        ("1", "doe^jane^", Bond.SAME),
        ("1", "", Bond.SAME),
        ("1", "Roe^Jane=ドウ^ジェーン", Bond.RENAMED),
        ("1", "Doe^Jane=ドウ^ジェーン", Bond.SAME),
        ("1", "Roe^Jane", Bond.RENAMED),
        ("2", "Doe^Jane", Bond.ANOTHER),
        ("", "Roe^Jane", Bond.STRANGER),
        ("", "Doe^Jane", Bond.UNKNOWN),
    ],
)
def test_what_two_headers_say_of_their_patients(number: str, name: str, expected: Bond) -> None:
    here = film(patient_number="1", patient_name="Doe^Jane", study_uid="1.1")
    other = film(patient_number=number, patient_name=name, study_uid="9.9")
    assert bond(here, other) is expected
    assert bond(other, here) is expected
    assert bool(banner_of(here, other)) is (expected is not Bond.SAME)
    assert ("Links are off." in banner_of(here, other)) is not expected.may_link


def test_one_number_under_another_name_is_never_linked(
    sitting: Sitting, films: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a pane and in the comparison: as another patient's film, under a banner."""
    married = bright_film(tmp_path / "m", "married.dcm", seed=9, PatientID="P1", PatientName="P1^B")
    show(sitting, films[0])
    sitting.do("panes_2")
    (pane, *_rest) = sitting.desk.layouts.panes
    sitting.until(lambda: shown(pane) == "old.dcm")
    drop(pane, married)
    sitting.until(lambda: shown(pane) == "married.dcm")
    assert pane.banner.isVisible()
    assert "under another name" in pane.banner.text()
    assert not pane.link.isEnabled()
    assert not pane.link.isChecked()
    still = sitting.desk.view.geometry_on_film()
    pane.view.zoom_in()
    assert sitting.desk.view.geometry_on_film() == still
    compare = sitting.desk.compare
    sitting.do("compare_prior")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(married), ""))
    compare.pane.file_asked.emit()
    sitting.until(lambda: compare.pane.view.banner() == "ANOTHER NAME")
    assert not any(link.isEnabled() for link in (compare.pane.link_zoom, compare.pane.link_window))
    sitting.do("mirror_compare")
    sitting.until(lambda: not compare.pane.view.banner())
