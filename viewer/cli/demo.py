"""``shenton demo``: the main job without a display; its pictures are grabs of the real window."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference import paths as places
from inference.errors import ExportError, ShentonError
from inference.files import Written, replacing
from inference.messages import Message
from inference.model.card import ModelCard
from inference.model.class_maps import pointed_side
from inference.records import Film, FilmImage, NoAnswer, Prediction
from viewer.cli.common import Progress, listed_at_the_end, said_complete
from viewer.cli.platform_checks import missing_library
from viewer.cli.render import Names, write_grey
from viewer.export.csv_cells import stated
from viewer.export.predictions import PredictionTable
from viewer.store.rows import FilmState

if TYPE_CHECKING:
    from viewer.app.film_service import OpenFilm
    from viewer.app.worklist_entry import Entry
    from viewer.ui.main.application import Application

SIZE: Final = (1600, 1000)
PATIENCE_S: Final = 120.0


def run(args: argparse.Namespace) -> int:
    """Open each film in the window, wait for the answer, and leave what the window shows."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if problem := missing_library():
        raise ShentonError(problem)
    with stated(Message("The folder {out}", out=args.out)):
        args.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        home = stack.enter_context(_scratch_home(args.home))
        application = stack.enter_context(_window(home, args.paths))
        table = stack.enter_context(PredictionTable(args.out / "results.csv"))
        count = _films(application, args, table)
    print(f"{count} films: pictures and results.csv are in {args.out}", file=sys.stderr)
    return 0


@contextmanager
def _scratch_home(given: Path | None) -> Iterator[Path]:
    """A home of its own, so that a demonstration leaves nothing in the user's store."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="shenton-demo-") as folder:
        yield Path(folder)


@contextmanager
def _window(home: Path, files: list[Path]) -> Iterator[Application]:
    from viewer.ui.main.application import Application, make_qt

    make_qt(["shenton"])
    application = Application(places.find(home), files)
    if files:
        hide_names(application)
    application.window.resize(*SIZE)
    application.show()
    try:
        yield application
    finally:
        application.window.close()
        application.close()


def hide_names(application: Application) -> None:
    """From its furnishing on the window names no patient but a synthetic one: its pictures are kept as files.

    A film is called by its number in the worklist, as file names may be patients' names, too.
    """
    application.furnished.connect(lambda: _hide_names(application))


def _hide_names(application: Application) -> None:
    from viewer.ui.film.facts import corner_text

    desk, bench, services = application.desk, application.bench, application.services
    assert desk is not None
    assert bench is not None
    assert services is not None
    worklist, view = services.worklist, desk.view
    worklist.ignore_headers()

    def called(path: Path) -> str:
        return f"Film {(worklist.position(path) or 0) + 1}"

    def listed(first: int, last: int) -> None:
        for entry in worklist.entries[first : last + 1]:
            entry.name = called(entry.path)

    def decoded(film: OpenFilm) -> None:
        header = nameless(film.image.film, called(film.image.film.path))
        worklist.set_film(header.path, header, film.thumb)

    def shown(film: OpenFilm) -> None:
        view.set_corner_text(corner_text(nameless(film.image.film, called(film.image.film.path))))

    def failed(path: Path, error: Exception) -> None:
        if isinstance(error, ShentonError):
            view.set_error(error.message, error.hint, called(path))

    worklist.added.connect(listed)
    services.films.decoded.connect(decoded)
    bench.film_shown.connect(shown)
    bench.film_failed.connect(failed)


def nameless(film: Film, name: str) -> Film:
    """A synthetic film as it is; of any other one nothing that tells whose it is."""
    if film.synthetic:
        return film
    return replace(
        film,
        patient_name=name,
        patient_number="",
        patient_sex="",
        patient_age="",
        study_date="",
        study_description="",
    )


def _films(application: Application, args: argparse.Namespace, table: PredictionTable) -> int:
    wait(lambda: application.desk is not None, "the window")
    bench, services, desk = application.bench, application.services, application.desk
    if bench is None or services is None or desk is None:
        raise ShentonError("The window did not start.")
    wait(lambda: not desk.opening.busy, "the worklist")
    wait(lambda: services.models.model is not None or not services.models.is_loading, "the model")
    entries = services.worklist.entries[: args.films or None]
    if not entries:
        raise ShentonError("No films were found there.")
    names, written = Names(), Written()
    progress = Progress(len(entries), "films")
    with listed_at_the_end(written):
        for position, entry in enumerate(entries):
            application.window.worklist.select(position)
            _one(application, entry, args.out / names.unique(entry.path), table, written)
            progress.step()
    if said_complete(written):
        raise ExportError("The pictures are not complete.", "Run it again.")
    return len(entries)


def _one(application: Application, entry: Entry, out: Path, table: PredictionTable, written: Written) -> None:
    """One film: answer on the screen, table line, film and overlay pictures, window grab.

    Args:
        out: where the pictures go, without the end of their names.
    """
    bench, path = application.bench, entry.path
    assert bench is not None
    wait(lambda: entry.status is FilmState.REFUSED or _answered(application, path), path.name)
    if entry.status is FilmState.REFUSED:
        table.refused(path, entry.reason, 0.0)
    elif bench.film is not None and bench.given is not None:
        answer = bench.given.answer
        write_grey(bench.film.image, _picture(out, "film"))
        written.note(_picture(out, "film"))
        if isinstance(answer, NoAnswer):
            table.refused(path, f"{answer.reason} {answer.hint}".strip(), answer.elapsed_ms, answer.model)
        else:
            card = bench.given.model.card
            side = pointed_side(answer, bench.film.image.film, card)
            table.ok(path, answer, bench.given.model.points, side)
            _overlay(bench.film.image, answer, card, _picture(out, "overlay"))
            written.note(_picture(out, "overlay"))
            application.window.answer.map.set_on(answer.is_fracture)
    else:
        table.refused(path, str(bench.answer_error or "No model is in use."), 0.0)
    settle()
    target = _picture(out, "window")
    with stated(Message("The picture {target}", target=target.name)), replacing(target) as part:
        if not application.window.grab().save(str(part), "PNG"):
            raise OSError(errno.EIO, "not written")
    written.note(target)


def _picture(out: Path, what: str) -> Path:
    return out.with_name(f"{out.name}-{what}.png")


def _overlay(image: FilmImage, answer: Prediction, card: ModelCard, target: Path) -> None:
    from PIL import Image

    from inference.imaging.answer_picture import draw_answer
    from inference.imaging.render import default_picture, squared

    picture = draw_answer(default_picture(image), answer, card)
    with stated(Message("The picture {target}", target=target.name)), replacing(target) as part:
        Image.fromarray(squared(picture, image.film)).save(part, "PNG")


def _answered(application: Application, path: Path) -> bool:
    bench = application.bench
    if bench is None or bench.film is None or bench.film.image.film.path != path:
        return False
    waiting = bench.given is None and bench.answer_error is None
    return not waiting or not bench.is_asking


def wait(until: Callable[[], bool], what: str) -> None:
    """Let the window work until something is so.

    Raises:
        ShentonError: it took longer than two minutes.
    """
    end = time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > end:
            raise ShentonError("Waited too long for {what}.", "Run `shenton doctor`.", what=what)
        settle(0.01)


def settle(seconds: float = 0.3) -> None:
    """Let the window work for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
