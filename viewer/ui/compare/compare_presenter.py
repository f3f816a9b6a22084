"""Comparing: the opposite hip mirrored beside or over the suspect one, and earlier films of the patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QSplitter

from inference.dicom.listing import plain_name
from inference.errors import ShentonError
from inference.imaging.contralateral import Mirrored, hip_box, mirrored
from inference.imaging.pyramid import Pyramid, build_pyramid
from inference.imaging.view_geometry import ViewGeometry
from inference.records import Film, FilmImage, Side
from viewer.app.controller import Controller
from viewer.app.film_service import OpenFilm
from viewer.app.i18n import tr, translated
from viewer.app.jobs import Job, Lane
from viewer.app.worklist_entry import shown_date
from viewer.ui.compare.compare_pane import ComparePane
from viewer.ui.compare.patient_films import Bond, PatientFilms, banner_of, bond
from viewer.ui.film.facts import corner_text
from viewer.ui.film.film_scene import Substitute
from viewer.ui.film.film_view import FilmView
from viewer.ui.film.layers.corner_text import CornerState
from viewer.ui.film.tools.tools import Tool
from viewer.ui.shell.action_table import ActionTable

BLINK_MS: Final = 700  # slower than three flashes a second, which can harm (WCAG 2.3.1)
HIP_SHARE: Final = 0.95  # of the view that the suspect hip fills


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A mirrored film ready to be painted."""

    side: Side
    mirrored: Mirrored
    pyramid: Pyramid


class ComparePresenter(QObject):
    """One comparison at a time; another film on screen ends it."""

    said = Signal(str)
    opened = Signal()  # a second pane beside the film
    failed = Signal(object)

    def __init__(
        self,
        split: QSplitter,
        actions: ActionTable,
        view: FilmView,
        bench: Controller,
        films: PatientFilms,
        answer_in_sight: Callable[[], bool],
    ) -> None:
        """``split`` holds ``view`` and takes the second pane; ``answer_in_sight``: the model's is seen."""
        super().__init__(split)
        self._split, self._actions, self._view, self._bench = split, actions, view, bench
        self._films, self._answer_in_sight = films, answer_in_sight
        self.pane = ComparePane(view)
        self.pane.hide()
        split.addWidget(self.pane)
        split.setSizes([1, 1])
        self._known: list[Path] = []
        self._job: Job | None = None
        self._laid: Laid | None = None
        self._side: Side | None = None
        self._before: ViewGeometry | None = None  # where the reader was
        self._prior: Path | None = None
        self._seeking = False  # the patient's other films are looked for
        self._blink = QTimer(self, interval=BLINK_MS)
        self._blink.timeout.connect(self._turn)
        self._connect()

    def _connect(self) -> None:
        films = self._bench.s.films
        films.decoded.connect(self._decoded)
        films.refused.connect(self._refused)
        films.loading.connect(lambda _path: self.close())
        self.pane.closed.connect(self.close)
        self.pane.side_asked.connect(self._other_hip)
        self.pane.blink_asked.connect(self._toggle_blink)
        self.pane.chosen.connect(self._choose)
        self.pane.file_asked.connect(self._ask_file)
        self._view.tool_changed.connect(self._tool_taken)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the table's actions of comparing do."""
        return {
            "mirror_compare": self._toggle_mirror,
            "mirror_blink": self._toggle_blink,
            "mirror_other": self._other_hip,
            "compare_prior": self._toggle_prior,
        }

    @property
    def is_open(self) -> bool:
        """Whether anything is compared, or about to be."""
        return self._side is not None or self._prior is not None or self.pane.isVisible()

    def close(self) -> None:
        """The film alone again, where the reader was; nothing is looked for any more."""
        self._seeking = False
        if not self.is_open:
            return
        if self._job is not None:
            self._job.cancel()
            self._view.set_loading("")
        self._stop_blinking()
        before = self._before
        self._job, self._laid, self._side, self._before, self._prior = None, None, None, None, None
        self.pane.hide()
        self.pane.view.set_image(None)
        self.pane.view.set_banner("")
        if before is not None and before.film == self._view.geometry_on_film().film:
            self._view.set_geometry(before.resized(self._view.geometry_on_film().view))
        self._check()

    def _check(self) -> None:
        actions = self._actions
        actions.check("mirror_compare", on=self._side is not None)
        actions.check("mirror_blink", on=self._blink.isActive())
        actions.check("compare_prior", on=self.pane.isVisible() and self._side is None)

    # the opposite hip ----------------------------------------------------------------------------

    def _toggle_mirror(self) -> None:
        if self._side is not None:
            self.close()
        else:
            self._mirror(self._suspect())

    def _suspect(self) -> Side:
        """The hip in question: the reader's, else the answer's where it was seen, else the right one."""
        answer, readings = self._bench.prediction, self._bench.s.readings
        seen = answer is not None and self._answer_in_sight() and not readings.answer_hidden
        sides = [readings.draft.side, answer.side if answer is not None and seen else None]
        return next((side for side in sides if side in (Side.LEFT, Side.RIGHT)), Side.RIGHT)

    def _mirror(self, side: Side) -> None:
        image = self._view.image()
        if image is None:
            return
        self.close()
        self._side, self._before = side, self._view.geometry_on_film()
        self._view.set_loading(tr("Laying the opposite hip over this one…"))
        self._job = self._bench.s.jobs.submit(
            Lane.VIEW, lambda: _lay(image, side), self._laid_over, self._not_laid
        )
        self._check()

    def _laid_over(self, laid: Laid) -> None:
        image = self._view.image()
        self._job, self._laid = None, laid
        self._view.set_loading("")
        if image is None:
            return
        self._show_pane()
        view = self.pane.view
        view.set_image(image, laid.pyramid)
        view.set_corners(CornerState.NONE)
        view.set_substitute(self._substitute(laid))
        self.pane.show_mirror(*self._mirror_words(laid))
        self._view.set_geometry(_hip_geometry(self._view.geometry_on_film(), image.film, laid.side))
        self._check()

    def _substitute(self, laid: Laid) -> Substitute:
        badge = tr("left hip, mirrored") if laid.side is Side.RIGHT else tr("right hip, mirrored")
        return Substitute(laid.pyramid, badge, foreign=True)

    def _mirror_words(self, laid: Laid) -> tuple[str, str]:
        title = tr("Left hip, mirrored") if laid.side is Side.RIGHT else tr("Right hip, mirrored")
        found = laid.mirrored
        if found.registered:
            return title, tr(
                "Laid over each other; similarity {similarity:.2f}.", similarity=found.similarity
            )
        note = tr("{reason} Mirrored about the middle of the film instead.", reason=translated(found.reason))
        return title, note

    def _not_laid(self, error: Exception) -> None:
        self._job = None
        self._view.set_loading("")
        self.close()
        self.failed.emit(error)

    def _other_hip(self) -> None:
        """The comparison the other way round."""
        side = self._side or self._suspect()
        before = self._before
        self._mirror(Side.LEFT if side is Side.RIGHT else Side.RIGHT)
        self._before = before or self._before

    # blinking ------------------------------------------------------------------------------------

    def _toggle_blink(self) -> None:
        """The opposite hip in the film's own place, back and forth, on the reader's command only."""
        if self._blink.isActive():
            self._stop_blinking()
            self.pane.show()
        elif self._laid is not None:
            self._view.set_tool(Tool.WINDOW)  # nothing is marked on a place that is not seen
            self.pane.hide()
            self._turn()
            self._blink.start()
        elif self._side is None:
            self._mirror(self._suspect())
        self._check()

    def _tool_taken(self, tool: Tool) -> None:
        """Whoever marks or measures needs the film itself to stand still."""
        if self._blink.isActive() and tool is not Tool.WINDOW:
            self._toggle_blink()

    def _turn(self) -> None:
        laid = self._laid
        if laid is None or self._view.image() is None:
            self._stop_blinking()
            return
        there = self._view.substitute()
        self._view.set_substitute(None if there is not None and there.foreign else self._substitute(laid))

    def _stop_blinking(self) -> None:
        self._blink.stop()
        there = self._view.substitute()
        if there is not None and there.foreign:
            self._view.set_substitute(None)

    def _show_pane(self) -> None:
        self.opened.emit()
        self.pane.show()
        half = self._split.width() // 2
        self._split.setSizes([half, half])

    # earlier films -------------------------------------------------------------------------------

    def _toggle_prior(self) -> None:
        if self.pane.isVisible() and self._side is None:
            self.close()
            return
        image = self._view.image()
        if image is None:
            return
        wanted = not self._seeking  # once more: not wanted any more
        self.close()
        self._seeking = wanted
        if self._seeking:
            self._films.find(image.film, self._found)
        self._check()

    def _found(self, film: Film, paths: list[Path]) -> None:
        """Other films of the patient, in the order in which they hang."""
        image = self._view.image()
        if image is None or image.film is not film or not self._seeking:
            return
        self._seeking = False
        self._known = paths
        self._show_pane()
        if self._known:
            self._choose(self._known[0])
        else:
            self._say_none()
        self._check()

    def _say_none(self) -> None:
        self.pane.set_films([], None)
        note = tr("Films of a patient are found once they were opened here. Choose a file to compare with.")
        self.pane.show_prior(tr("No other film of this patient is known"), note)

    def _ask_file(self) -> None:
        folder = self._bench.s.preferences.values.last_folder
        name, _kind = QFileDialog.getOpenFileName(self._split, tr("Compare with"), folder)
        if name:
            path = Path(name)
            self._known = [path, *(known for known in self._known if known != path)]
            self._choose(path)

    def _choose(self, path: Path) -> None:
        """Read a film to compare with."""
        self._prior = path
        self._list()
        self.pane.show_prior(tr("Reading {name}…", name=path.name), "")
        kept = self._bench.s.films.kept(path)
        if kept is not None:
            self._show_prior(kept)
        else:
            self._bench.s.films.read_ahead(path)

    def _list(self) -> None:
        words = [(self._films.words(path), path) for path in self._known]
        self.pane.set_films(words, self._prior)

    def _decoded(self, opened: OpenFilm) -> None:
        film = opened.image.film
        if film.path == self._prior:
            self._show_prior(opened)

    def _refused(self, path: Path, error: Exception) -> None:
        if path == self._prior:
            reason = (
                translated(error.message) if isinstance(error, ShentonError) else tr("It could not be read.")
            )
            self.pane.view.set_error(reason, "", path.name)
            self.pane.show_prior(tr("Not shown: {name}", name=path.name), reason)

    def _show_prior(self, opened: OpenFilm) -> None:
        image, film = self._view.image(), opened.image.film
        if image is None:
            return
        self._list()
        prepared = opened.prepared if isinstance(opened.prepared, Pyramid) else None
        found = bond(image.film, film)
        self.pane.allow_links(on=found.may_link)  # before it is shown: it never takes the other's place
        self.pane.view.set_image(opened.image, prepared)
        self.pane.view.set_corners(CornerState.FULL)
        self.pane.view.set_corner_text(corner_text(film))
        self.pane.view.set_banner(_on_film(found))
        self.pane.show_prior(self._prior_title(image.film, film), banner_of(image.film, film))
        self._check()

    def _prior_title(self, shown: Film, other: Film) -> str:
        if not other.study_date or not shown.study_date:
            kind = tr("Another film, date unknown")
        elif other.study_date < shown.study_date:
            kind = tr("Earlier film")
        else:
            kind = tr("Later film") if other.study_date > shown.study_date else tr("Same day")
        parts = (kind, shown_date(other.study_date), other.view_position, plain_name(other.patient_name))
        return " · ".join(part for part in (*parts, other.patient_number) if part)


def _on_film(found: Bond) -> str:
    """What is written over a film that may not be the patient's."""
    if found is Bond.ANOTHER:
        return tr("ANOTHER PATIENT")
    return "" if found.may_link else tr("ANOTHER NAME")


def _lay(image: FilmImage, side: Side) -> Laid:
    """On a lane: mirrored, registered, and ready to be painted."""
    found = mirrored(image, side)
    return Laid(side, found, build_pyramid(found.pixels))


def _hip_geometry(geometry: ViewGeometry, film: Film, side: Side) -> ViewGeometry:
    """The suspect hip in the middle of the view, as large as it fits."""
    x0, y0, x1, y1 = hip_box(film, side)
    across, down = x1 - x0, (y1 - y0) * geometry.aspect
    across, down = (down, across) if geometry.turns % 2 else (across, down)
    scale = HIP_SHARE * min(geometry.view[0] / across, geometry.view[1] / down)
    return geometry.at(((x0 + x1) / 2, (y0 + y1) / 2), scale)
