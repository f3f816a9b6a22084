"""The worklist is searched by what its lines show, in the language that is on screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inference.dicom.listing import Listed
from inference.errors import FilmError
from viewer.app.prediction.answer_state import State
from viewer.app.worklist_entry import Entry, Status, answer_words, status_line
from viewer.ui.worklist.line_painter import texts

Put = Callable[[str], str]


def entry(**values: object) -> Entry:
    made = Entry(Path("/films/Normal.dcm"), "Doe Jane", **values)  # type: ignore[arg-type]
    made.number, made.detail = "4711", "2024-01-31 · AP"
    made.refresh()
    return made


def test_whose_film_it_is_comes_before_its_view() -> None:
    made = entry()
    made.take_listed(
        Listed(patient_name="Doe Jane", patient_number="4711", study_date="20240131", view_position="AP")
    )
    assert texts(made, grouped=False) == ("Doe Jane", "2024-01-31 · 4711 · AP")


def found(made: Entry, *words: str) -> bool:
    return made.matches(tuple(word.casefold() for word in words))


@pytest.mark.parametrize(
    ("code", "fracture", "unread", "refused"),
    [
        ("en", "fracture", "unread", "grey"),
        ("ko", "골절", "판독 안 함", "회색"),
        ("zh_TW", "骨折", "未判讀", "灰階"),
    ],
)
def test_a_line_is_found_by_the_words_that_it_shows(
    code: str, fracture: str, unread: str, refused: str, put: Put, qapp: QApplication
) -> None:
    put(code)
    likely = entry(state=State.FRACTURE, p_fracture=0.87)
    assert found(likely, fracture, "0.87")
    assert all(word in answer_words(likely).casefold() for word in (fracture, "0.87"))
    assert found(likely, *status_line(likely).split())
    assert unread in status_line(likely)
    assert not found(entry(), fracture)
    error = FilmError("The film has only {count} grey levels.", count=3)
    assert found(entry(status=Status.REFUSED, reason=error.message), refused, "3")


@pytest.mark.parametrize("code", ["en", "ko", "zh_TW"])
def test_name_number_date_and_file_are_found_in_every_language(
    code: str, put: Put, qapp: QApplication
) -> None:
    put(code)
    for words in (("jane", "doe"), ("4711",), ("2024-01-31",), ("normal.dcm",)):
        assert found(entry(), *words)
    assert not found(entry(), "jane", "0815")
