"""A reader at the sitting's real window, offscreen: real films, the decode process, a record on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inference.errors import StudyError
from inference.imaging import render
from inference.imaging.pyramid import build_pyramid
from inference.records import Film, Region, Side
from tests.viewer.desk import WAIT_MS, bright_film
from viewer.app.film_service import FilmReader, FilmService, Preparation
from viewer.app.jobs import JobRunner
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import HeatMap
from viewer.app.study.sitting_service import Advice, SittingService
from viewer.study.design.protocol import (
    AIDED,
    UNAIDED,
    Design,
    Questions,
    Reader,
    Response,
    Rules,
    Scale,
    Truth,
)
from viewer.study.design.reading_order import Assignment, Session
from viewer.study.sitting.sitting import Clock, Phase, Sitting
from viewer.ui.shell import theme
from viewer.ui.study.sitting.film_page import FilmPage
from viewer.ui.study.sitting.window import SittingWindow

Key = Qt.Key
OPENING = "Opening the study…"
FILMS = ("f1", "f2", "f3")
TRUTH = Truth("A2", Side.RIGHT, (Region(20, 30, 60, 80),))


@dataclass
class Shelf:
    """Films of a sitting in a folder, with one invented answer of the model for all of them."""

    folder: Path
    advice_given: Advice | None = None
    paths: dict[str, Path] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)

    def path(self, film: str) -> Path:
        if film not in self.paths:
            number = len(self.paths) + 1
            self.paths[film] = bright_film(
                self.folder, f"{film}.dcm", seed=number, PatientName="Willow^Jane", PatientID="SECRET77"
            )
        return self.paths[film]

    def check(self, film: str, shown: Film) -> None:
        if shown.path != self.path(film) or film in self.strange:
            raise StudyError("This file is another film.", "Open the pack again.")

    def advice(self, _film: str) -> Advice | None:
        return self.advice_given


def fracture_advice() -> Advice:
    """A fracture with a map over the upper left quarter."""
    values = np.zeros((4, 4), np.float32)
    values[:2, :2] = 2.0
    to_film = ((32.0, 0.0, 0.0), (0.0, 40.0, 0.0))
    return Advice(
        State.FRACTURE, "Fracture likely, right hip", 0.9, 0.5, HeatMap(values, 2.0, False), to_film
    )


def assignment(
    design: Design = Design.UNAIDED,
    questions: Questions | None = None,
    *,
    films: tuple[str, ...] = FILMS,
    practice: tuple[str, ...] = (),
    **rules: int,
) -> Assignment:
    """An assignment of one reader, made by hand."""
    made = Rules("A study", design, questions or Questions(Scale.HUNDRED), **rules)  # type: ignore[arg-type]
    if design is Design.CROSSOVER:
        sessions = (Session(films, (UNAIDED,)), Session(films[::-1], (AIDED,)))
    else:
        sessions = (Session(films, made.arms),)
    truths = dict.fromkeys(practice, TRUTH)
    return Assignment("0" * 64, made, Reader("R1", "radiology", 5), sessions, practice, truths)


class Chair:
    """One run of the sitting's window; closed by :meth:`leave` or at the test's end."""

    def __init__(
        self,
        qtbot: QtBot,
        given: Assignment,
        folder: Path,
        reader: FilmReader,
        *,
        advice: Advice | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.qtbot, self.assignment, self.results = qtbot, given, folder / "results"
        theme.apply(QApplication.instance())  # type: ignore[arg-type]
        self.shelf = Shelf(folder / "films", advice)
        for name in given.films:
            self.shelf.path(name)
        self.jobs = JobRunner()
        preparation = Preparation(
            lambda image: build_pyramid(image.pixels), lambda i: render.thumbnail(i, 96)
        )
        self.service = SittingService(self.jobs, FilmService(self.jobs, reader, preparation))
        self.window = SittingWindow(self.service, self.jobs, lambda path: path)
        self.window.resize(1600, 900)
        self.window.show()
        record = folder / "answers.sqlite"
        self.service.open(lambda clock: (Sitting(given, record, clock), self.shelf), Clock(now))
        self.until(lambda: self.window.page.words() != OPENING)

    def until(self, done: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(done()), timeout=WAIT_MS)

    @property
    def page(self) -> FilmPage:
        assert self.window.film_page is not None
        return self.window.film_page

    @property
    def phase(self) -> Phase | None:
        """Where the sitting stands; None while it moves."""
        screen = self.service.screen
        return None if screen is None or self.service.busy else screen.position.phase

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window, text)

    def reach(self, phase: Phase) -> None:
        """Wait for a phase, and for its film to be on screen."""
        self.until(lambda: self.phase is phase and (phase not in LIVE or self.page.live))

    def begin(self) -> None:
        self.reach(Phase.WAITING)
        self.press(Key.Key_Return)
        self.reach(Phase.RATING)

    def answer(self, fracture: bool, rating: int) -> None:
        """By keys, at the fracture question."""
        self.type("y" if fracture else "n")
        self.type(str(rating))
        self.press(Key.Key_Return)

    def answers(self) -> list[tuple[str, str, Response]]:
        """Film, arm and answer as they are on the disk, after the window is closed."""
        from viewer.study.files.event_log import Record
        from viewer.study.sitting import responses

        self.leave()
        with Record(self.shelf.folder.parent / "answers.sqlite") as record:
            events = [event.data for event in record.events if event.kind == "answer"]
        return [
            (str(data["film"]), str(data["arm"]), responses.from_table(data["response"])) for data in events
        ]

    def leave(self) -> None:
        """Close the window as a reader does; a second call does nothing."""
        if not self.jobs.closed:
            self.window.close()
            self.until(lambda: not self.jobs.open_jobs)
            self.jobs.shutdown()
            self.window.deleteLater()
            self.service.deleteLater()


LIVE = (Phase.RATING, Phase.REVEALED)
