"""Settings, worklist, films, wording and maps below the window."""

from __future__ import annotations

import json
import stat
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import CLASSES
from inference.errors import FilmError
from inference.model import fast_check
from inference.model.bundle import load
from inference.model.card import SelfTest
from inference.records import FilmImage, NoAnswer, OperatingPoint, Prediction, Sha256, Side
from tests.models import tiny_card, tiny_onnx, write_bundle, write_unchecked
from tests.pixels import film_image, soft_picture
from tests.stores import film, prediction
from viewer.app import settings
from viewer.app.film_service import FilmService, OpenFilm, Preparation
from viewer.app.film_walk import take
from viewer.app.jobs import JobRunner, Lane
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.engine_start import EngineChecker, EngineChecks
from viewer.app.prediction.heatmaps import Target, heat_map
from viewer.app.prediction.model_service import Choice, ModelService
from viewer.app.prediction.prediction_text import sentence, state_at, state_of, usual_side
from viewer.app.preferences import Preferences
from viewer.app.worklist import Worklist
from viewer.app.worklist_entry import Status


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.shutdown()


# settings --------------------------------------------------------------------------------------------


def test_a_bad_setting_costs_its_own_key_only(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"opacity": "much", "colour_map": "jet", "reader": "r-1", "inverted": True}))
    values, bad = settings.load(path)
    assert (values.reader, values.inverted) == ("r-1", True)
    assert (values.opacity, values.colour_map) == (40, "inferno")
    assert set(bad) == {"opacity", "colour_map"}


@pytest.mark.parametrize("text", ["", "[]", "{", "\0", '{"opacity": 1e999}', "[" * 100_000])
def test_a_spoilt_settings_file_does_not_stop_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    values, bad = settings.load(path)
    assert values.opacity == 40
    assert bad


def test_settings_are_written_and_read_again(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "config" / "settings.json"
    preferences = Preferences(path)
    assert settings.is_pseudonym(preferences.values.reader)
    preferences.set(opacity=70, worklist_open=False)
    with pytest.raises(ValueError, match="opacity"):
        preferences.set(opacity=170)
    preferences.save()
    assert Preferences(path).values == preferences.values
    assert settings.read(path)["opacity"] == 70
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600  # paths may name patients


@pytest.mark.parametrize("name", ["", "Jane Doe", "a" * 33, "x/y", "-a", None, 7])
def test_a_pseudonym_is_no_name(name: object) -> None:
    assert not settings.is_pseudonym(name)


# the worklist ----------------------------------------------------------------------------------------


def test_a_folder_is_listed_while_it_is_scanned(jobs: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()

    def slow(_given: Iterable[Path]) -> Iterator[Path]:
        yield from (Path(f"/films/{number}.dcm") for number in range(300))
        gate.wait()
        yield Path("/films/last.dcm")

    worklist = Worklist(jobs, slow)
    worklist.open([Path("/films")])
    qtbot.waitUntil(lambda: len(worklist.entries) >= 256)
    assert worklist.scanning
    gate.set()
    qtbot.waitUntil(lambda: not worklist.scanning)
    assert [entry.name for entry in worklist.entries][-1] == "last"
    assert len(worklist.entries) == 301


def test_opening_another_folder_silences_the_first(jobs: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()

    def find(given: Iterable[Path]) -> Iterator[Path]:
        for folder in given:
            if folder.name == "slow":
                gate.wait()
            yield folder / "film.dcm"

    worklist = Worklist(jobs, find)
    worklist.open([Path("/slow")])
    worklist.open([Path("/quick")])
    gate.set()
    qtbot.waitUntil(lambda: not worklist.scanning)
    assert [entry.path for entry in worklist.entries] == [Path("/quick/film.dcm")]


def test_a_file_that_was_put_right_is_not_refused_any_more(jobs: JobRunner, qtbot: QtBot) -> None:
    path = Path("/films/a.dcm")
    worklist = Worklist(jobs, lambda given: iter(given))
    worklist.open([path])
    qtbot.waitUntil(lambda: bool(worklist.entries))
    worklist.set_refused(path, FilmError("This film is damaged."))
    assert worklist.entries[0].status is Status.REFUSED
    worklist.set_film(path, film("a"), np.zeros((4, 4), np.uint8))
    assert (worklist.entries[0].status, worklist.entries[0].reason) == (Status.UNREAD, "")


def test_a_remembered_answer_has_the_state_that_it_had() -> None:
    assert state_at(0.4, 0.5, POINTS) is state_of(made(0.4), POINTS) is State.DOUBT


def test_few_small_pictures_are_kept(jobs: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.app.worklist.THUMBS_KEPT", 2)
    worklist = Worklist(jobs, iter)
    paths = [Path(name) for name in "abc"]
    worklist.open(paths)
    qtbot.waitUntil(lambda: len(worklist.entries) == 3)
    for path in paths:
        image = film_image(soft_picture(40, 30), path=path)
        worklist.set_film(path, image.film, np.zeros((9, 9), np.uint8))
    assert [entry.thumb is not None for entry in worklist.entries] == [False, True, True]


def test_a_step_of_a_walk_is_bounded() -> None:
    def crawling() -> Iterator[Path]:
        while True:
            time.sleep(0.03)
            yield Path("film")

    chunk = take(crawling())
    assert 0 < len(chunk.paths) < 20
    assert not chunk.finished


# films -----------------------------------------------------------------------------------------------


class Shelf:
    """A film reader over films in memory, which can be held up."""

    def __init__(self) -> None:
        self.read_paths: list[Path] = []
        self.gate = threading.Event()
        self.gate.set()
        self.cancelled = False

    def warm(self) -> None:
        pass

    def read(self, path: Path) -> FilmImage:
        self.read_paths.append(path)
        self.cancelled = False
        while not self.gate.wait(0.005):
            if self.cancelled:
                raise FilmError("Cancelled.")
        if path.name.startswith("bad"):
            raise FilmError("This film is damaged.", "Get it again.")
        return film_image(soft_picture(40, 30), path=path, pixel_sha256=Sha256(path.name.ljust(64, "0")))

    def cancel(self) -> None:
        self.cancelled = True

    def close(self) -> None:
        pass


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def films(jobs: JobRunner, shelf: Shelf) -> Iterator[FilmService]:
    made = FilmService(jobs, shelf, Preparation(lambda image: image.pixels.sum(), lambda image: image.pixels))  # type: ignore[arg-type, return-value]
    yield made
    shelf.gate.set()
    made.close()


def opened(films: FilmService) -> list[str]:
    names: list[str] = []
    films.opened.connect(lambda film: names.append(film.image.film.path.name))
    return names


def test_the_wanted_film_overtakes_what_is_read_ahead(films: FilmService, shelf: Shelf, qtbot: QtBot) -> None:
    names = opened(films)
    films.open(Path("a"))
    qtbot.waitUntil(lambda: names == ["a"])
    shelf.gate.clear()
    films.read_ahead(Path("b"), Path("c"), Path("d"))
    films.open(Path("z"))
    shelf.gate.set()
    qtbot.waitUntil(lambda: names == ["a", "z"])
    assert shelf.read_paths[:3] == [Path("a"), Path("b"), Path("z")]
    assert Path("d") not in shelf.read_paths


def test_a_film_read_ahead_is_shown_at_once(films: FilmService, qtbot: QtBot) -> None:
    names = opened(films)
    films.open(Path("a"))
    films.read_ahead(Path("b"))
    qtbot.waitUntil(lambda: films.kept(Path("b")) is not None)
    films.open(Path("b"))
    assert names[-1] == "b"


def test_a_stale_film_is_never_shown(films: FilmService, shelf: Shelf, qtbot: QtBot) -> None:
    names = opened(films)
    shelf.gate.clear()
    films.open(Path("a"))
    films.open(Path("b"))
    films.open(Path("c"))
    shelf.gate.set()
    qtbot.waitUntil(lambda: "c" in names)
    assert names == ["c"]


def test_a_hanging_film_gives_way_to_the_wanted_one(films: FilmService, shelf: Shelf, qtbot: QtBot) -> None:
    names = opened(films)
    films._patience.setInterval(20)
    shelf.gate.clear()
    films.read_ahead(Path("hangs"))
    films.open(Path("a"))
    qtbot.waitUntil(lambda: Path("a") in shelf.read_paths)
    shelf.gate.set()
    qtbot.waitUntil(lambda: names == ["a"])


def test_a_refused_film_is_told_with_its_reason(films: FilmService, qtbot: QtBot) -> None:
    failures: list[tuple[Path, FilmError]] = []
    films.failed.connect(lambda path, error: failures.append((path, error)))
    films.open(Path("bad"))
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0][0] == Path("bad")
    assert failures[0][1].hint == "Get it again."


def test_a_new_list_reads_its_films_anew(films: FilmService, shelf: Shelf, qtbot: QtBot) -> None:
    names = opened(films)
    films.open(Path("a"))
    qtbot.waitUntil(lambda: names == ["a"])
    films.forget()
    films.open(Path("a"))
    qtbot.waitUntil(lambda: names == ["a", "a"])
    assert shelf.read_paths == [Path("a"), Path("a")]


def test_few_films_are_kept(films: FilmService, qtbot: QtBot) -> None:
    seen: list[OpenFilm] = []
    films.decoded.connect(seen.append)
    films.open(Path("a"))
    films.read_ahead(*(Path(f"n{number}") for number in range(9)))
    qtbot.waitUntil(lambda: len(seen) == 10)
    assert films.kept(Path("a")) is not None
    assert sum(films.kept(Path(f"n{number}")) is not None for number in range(9)) == 3


def test_a_glance_does_not_take_the_place_of_what_was_read_ahead(films: FilmService, qtbot: QtBot) -> None:
    seen: list[str] = []
    films.decoded.connect(lambda film: seen.append(film.image.film.path.name))
    films.open(Path("a"))
    films.read_ahead(Path("b"), Path("c"))
    for number in range(6):
        films.glance(Path(f"n{number}"))
    qtbot.waitUntil(lambda: len(seen) == 9)
    assert seen[:3] == ["a", "b", "c"]
    assert all(films.kept(Path(name)) is not None for name in "abc")
    assert films.kept(Path("n0")) is None


def test_a_film_is_read_again(films: FilmService, shelf: Shelf, qtbot: QtBot) -> None:
    names = opened(films)
    for count in (1, 2):
        if count == 1:
            films.open(Path("a"))
        else:
            films.again()
        qtbot.waitUntil(lambda count=count: len(names) == count)  # type: ignore[misc]
    assert len(shelf.read_paths) == 2


# words -----------------------------------------------------------------------------------------------

POINTS = (
    OperatingPoint("balanced", 0.5, "validation", 10),
    OperatingPoint("sensitive", 0.3, "validation", 10),
    OperatingPoint("specific", 0.7, "validation", 10),
)


@pytest.mark.parametrize(
    ("p", "state", "words"),
    [
        (0.9, State.FRACTURE, "Fracture likely, right hip, AO/OTA A2"),
        (0.6, State.DOUBT, "Fracture possible, right hip, AO/OTA A2"),
        (0.4, State.DOUBT, "Fracture possible"),
        (0.1, State.CLEAR, "No fracture found"),
    ],
)
def test_an_answer_in_words(p: float, state: State, words: str) -> None:
    answer = made(p)
    assert state_of(answer, POINTS) is state
    assert sentence(answer, POINTS) == words


def made(p: float) -> Prediction:
    rest = p / 10
    probabilities = dict(zip(CLASSES, (1 - p, rest, p - 5 * rest, rest, rest, rest, rest), strict=True))
    return prediction(p, probabilities=probabilities, side=Side.RIGHT, threshold=0.5)


def test_one_operating_point_knows_no_doubt() -> None:
    assert state_of(made(0.51), POINTS[:1]) is State.FRACTURE
    assert state_of(made(0.49), POINTS[:1]) is State.CLEAR


def test_a_withheld_answer_is_its_reason() -> None:
    answer = NoAnswer("This is a chest film.", "Open a pelvis.")
    assert state_of(answer) is State.WITHHELD
    assert sentence(answer) == "This is a chest film."


def test_the_usual_side_of_a_reading() -> None:
    from inference.aoota import ReaderClass

    assert usual_side(ReaderClass.A1) is None  # asked for, never the model's
    assert usual_side(ReaderClass.NORMAL) is Side.NONE
    assert usual_side(ReaderClass.INDETERMINATE) is Side.UNCERTAIN


def test_a_map_is_positive_and_on_an_absolute_scale() -> None:
    answer = made(0.9)
    card = tiny_card(map_scale=3.0)
    found = heat_map(answer, Target(), card)
    assert found.values.min() >= 0
    assert found.scale == 3.0
    stretched = heat_map(answer, Target(), card, stretch=True)
    assert stretched.scale == pytest.approx(float(found.values.max())) or found.values.max() == 0
    first, second = (heat_map(answer, Target(*pair), card) for pair in (("A2", "A1"), ("A1", "A2")))
    difference = answer.class_maps[CLASSES.index("A2")] - answer.class_maps[CLASSES.index("A1")]
    assert np.allclose(first.values - second.values, difference)


# models ----------------------------------------------------------------------------------------------


def model_service(jobs: JobRunner, tmp_path: Path) -> tuple[ModelService, list[Exception]]:
    """A service with shipped and user's folders, and the errors that it tells."""
    told: list[Exception] = []
    made = ModelService(jobs, (tmp_path / "shipped", tmp_path / "user"), tmp_path / "user")
    made.failed.connect(told.append)
    return made, told


def failing(folder: Path) -> Choice:
    """A bundle whose card promises other numbers than its graph gives."""
    card = tiny_card(version="2.0", self_tests=(SelfTest("ramp", (9.0,) * 7),))
    found = load(write_unchecked(folder, tiny_onnx(bias=2.0), card))
    return Choice(found.folder, found)


def test_a_model_that_fails_at_the_start_is_replaced_by_the_shipped_one(
    jobs: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen, shipped = failing(tmp_path / "user" / "mine"), write_bundle(tmp_path / "shipped" / "tiny")
    assert chosen.bundle is not None
    service, told = model_service(jobs, tmp_path)
    service.start(chosen.bundle.card.onnx_sha256)
    qtbot.waitUntil(lambda: service.model is not None)
    assert service.model is not None
    assert service.model.sha256 == shipped.card.onnx_sha256
    assert len(told) == 1
    assert "tiny 2.0 cannot be used" in str(told[0])
    assert "tiny 1.0 is loaded instead" in str(told[0])
    service.use(chosen)  # what the reader chooses later fails alone
    qtbot.waitUntil(lambda: len(told) == 2)
    assert not service.is_loading
    assert "instead" not in str(told[1])
    service.close()


def test_where_every_model_fails_that_is_said(jobs: JobRunner, qtbot: QtBot, tmp_path: Path) -> None:
    failing(tmp_path / "shipped" / "tiny")
    service, told = model_service(jobs, tmp_path)
    service.start("")
    qtbot.waitUntil(lambda: bool(told))
    assert service.model is None
    assert not service.is_loading


def test_a_check_of_engines_that_waits_for_its_turn_is_given_up(
    jobs: JobRunner, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(fast_check.FastCheck, "run", lambda check: begun.append(check) or [])
    checker = EngineChecker(jobs, EngineChecks(tmp_path, tmp_path), begun.append)
    bundle, turn = write_bundle(tmp_path / "tiny"), threading.Event()
    jobs.submit(Lane.MODELS, lambda: turn.wait(60), lambda _none: None, begun.append)
    checker.ask(bundle)
    checker.stop()
    turn.set()
    qtbot.waitUntil(lambda: jobs.open_jobs == 0)
    assert begun == []
    checker.ask(bundle)  # the next one is not stopped
    qtbot.waitUntil(lambda: jobs.open_jobs == 0)
    assert len(begun) == 1


# models that stall: the real child processes ---------------------------------------------------------


def stalling(folder: Path) -> Choice:
    """A bundle without self-tests whose graph takes minutes on any film."""
    from tests.inference.model.test_child_session import spoilt, stalls

    found = spoilt(folder, stalls)
    return Choice(found.folder, found)


def test_switching_back_from_a_model_that_stalls_works_at_once(
    jobs: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    good = write_bundle(tmp_path / "shipped" / "tiny")
    service, told = model_service(jobs, tmp_path)
    image = film_image(soft_picture(160, 128), pixel_sha256=Sha256("a" * 64))
    try:
        service.use(stalling(tmp_path / "user" / "bomb"))
        qtbot.waitUntil(lambda: service.model is not None)
        service.ask(image)
        qtbot.wait(300)
        assert not service.is_idle
        started = time.monotonic()
        service.use(Choice(good.folder, good))
        qtbot.waitUntil(lambda: service.model is not None and service.model.sha256 == good.card.onnx_sha256)
        with qtbot.waitSignal(service.answered):
            service.ask(image)
        assert time.monotonic() - started < 18  # the stalling one, which has 20 seconds, was not waited for
        assert told == []
    finally:
        service.close()


def test_a_model_that_stalls_while_it_starts_does_not_keep_the_next_one(
    jobs: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    from tests.inference.model.test_child_session import stalls

    good = write_bundle(tmp_path / "shipped" / "tiny")
    found = load(write_unchecked(tmp_path / "user" / "bomb", tiny_onnx(change=stalls), tiny_card()))
    service, told = model_service(jobs, tmp_path)
    try:
        service.use(Choice(good.folder, good))
        qtbot.waitUntil(lambda: service.model is not None)
        before = service.model
        service.use(Choice(found.folder, found))
        qtbot.wait(1500)
        assert service.is_loading
        assert service.model is before  # the one in use stays
        service.use(Choice(good.folder, good))
        qtbot.waitUntil(lambda: not service.is_loading, timeout=45_000)
        assert told == []
    finally:
        service.close()
