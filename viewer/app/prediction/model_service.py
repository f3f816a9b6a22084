"""The model in use, the bundles to choose from, and the answers to films."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from inference.errors import BundleError, ShentonError
from inference.messages import NOTHING, Message
from inference.model.site_profile import SiteProfile, named
from inference.records import Answer, Film, FilmImage, OperatingPoint, Prediction
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.prediction.answer_key import AnswerKey, answer_key
from viewer.app.prediction.engine_start import EngineChecker, EngineChecks, Start

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.card import ModelCard
    from inference.model.predictor import Predictor
    from inference.model.session import Engine

log = logging.getLogger(__name__)
KEEP_ANSWERS: Final = 2000
_LOOK: Final = Message("Look at its name below the film, or choose one: Model, Models…")
Key = tuple[AnswerKey, str]  # film, model


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A model that passed its self-test and answers films."""

    bundle: Bundle
    predictor: Predictor
    provider: str
    notice: Message
    chosen_threshold: float | None = None  # the reader's own point on the model's ROC curve
    sites: tuple[SiteProfile, ...] = ()  # in force, one for an X-ray device

    @property
    def points(self) -> tuple[OperatingPoint, ...]:
        """The operating points in force: the card's, or none beside the one that the reader chose."""
        return self.card.operating_points if self.chosen_threshold is None else ()

    def at(self, threshold: float | None) -> LoadedModel:
        """The same model with a threshold of the reader's choice, or with the card's own points."""
        from inference.model.predictor import Predictor

        point = None
        if threshold is not None:
            point = OperatingPoint("chosen", threshold, self.card.roc_set_on, sum(self.card.roc_films))
        predictor = Predictor(self.predictor.session, point, self.sites)
        return replace(self, predictor=predictor, chosen_threshold=threshold)

    def under(self, sites: Sequence[SiteProfile]) -> LoadedModel:
        """The same model with these site profiles in force."""
        return replace(self, sites=tuple(sites)).at(self.chosen_threshold)

    def site_of(self, prediction: Prediction) -> SiteProfile | None:
        """The profile in force under which the prediction was made; None for the card's own values."""
        identity = self.bundle.identity
        return next((one for one in self.sites if named(identity, one) == prediction.model), None)

    @property
    def card(self) -> ModelCard:
        return self.bundle.card

    @property
    def sha256(self) -> str:
        return self.bundle.card.onnx_sha256


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the model list: a usable bundle, or one that was refused and why."""

    folder: Path
    bundle: Bundle | None
    reason: Message = NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """An answer to a film, and the model that gave it."""

    film: Film
    answer: Answer
    model: LoadedModel
    is_new: bool = False

    def is_of(self, film: Film) -> bool:
        """Whether it answers this film: these pixels under a header that says the same to the model."""
        return answer_key(self.film) == answer_key(film)


def load_model(bundle: Bundle, start: Callable[[Bundle], Engine] | None = None) -> LoadedModel:
    """On a lane: start the graph and run its self-test.

    Raises:
        BundleError: names, shapes or the self-test disagree.
        RuntimeMissingError: ONNX Runtime is not installed or cannot start.
    """
    from inference.model.predictor import Predictor

    engine = (start or Start())(bundle)
    return LoadedModel(bundle, Predictor(engine), engine.provider, engine.notice)


def find_bundles(folders: Sequence[Path]) -> list[Choice]:
    """Every bundle in ``folders``, the refused ones with their reason."""
    from inference.model import bundle as bundles

    found: list[Choice] = []
    for item in bundles.available(*folders):
        if isinstance(item, bundles.Bundle):
            found.append(Choice(item.folder, item))
        else:
            found.append(Choice(item.folder, None, item.error.whole))
    return found


class ModelService(QObject):
    """Loads and switches models; answers the film on screen first and others when there is time."""

    choices_changed = Signal()
    loading = Signal(str)  # name
    ready = Signal(object)  # LoadedModel
    threshold_changed = Signal()  # the same model, another operating point
    sites_changed = Signal()  # the same model, other site profiles
    failed = Signal(object)  # Exception: no model, or the old one stays
    engine_checked = Signal(object)  # Finding: whether a faster engine will be used
    answered = Signal(object)  # Given
    not_answered = Signal(object, object)  # Film, Exception

    def __init__(
        self,
        jobs: JobRunner,
        folders: Sequence[Path],
        user_models: Path,
        engine: Callable[[Bundle], Engine] | None = None,
        checks: EngineChecks | None = None,
        sites: Callable[[str], Sequence[SiteProfile]] = lambda _sha256: (),
    ) -> None:
        """Nothing is loaded yet.

        Args:
            folders: where bundles lie.
            user_models: where bundles are installed.
            engine: what runs a bundle, started; a child process with limits unless given.
            checks: look for faster engines in the background, and use those that agree from the next start.
            sites: the profiles in force for the model of this SHA-256; called on a lane.
        """
        super().__init__()
        self._sites = sites
        self._jobs, self._folders, self._user_models = jobs, tuple(folders), user_models
        self.choices: list[Choice] = []
        self.model: LoadedModel | None = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._urgent: FilmImage | None = None
        self._later: list[FilmImage] = []
        self._running: Job | None = None
        self._loading: Job | None = None
        self._engine, self._checks = engine, checks
        self._starting, self._installing = Start(engine, checks), Start(engine)
        self._checker = EngineChecker(jobs, checks, self.engine_checked.emit)
        self._others: list[Choice] = []  # what is tried when the first choice at the start fails

    # choosing ------------------------------------------------------------------------------------

    def start(self, wanted_sha256: str) -> None:
        """List the bundles and load the wanted one, else the shipped one; the next where one fails."""
        self._loading = self._jobs.submit(
            Lane.MODELS,
            lambda: find_bundles(self._folders),
            lambda found: self._first(found, wanted_sha256),
            self._load_failed,
        )

    def _first(self, found: list[Choice], wanted: str) -> None:
        from inference.model import selection as choices

        self._loading = None
        self._listed(found)
        usable = [choice.bundle for choice in found if choice.bundle is not None]
        if not usable:
            self.failed.emit(_none_usable(found))
            return
        if wanted and all(bundle.card.onnx_sha256 != wanted for bundle in usable):
            self.failed.emit(BundleError(choices.NOT_THERE, _LOOK))
        ordered = choices.in_order(usable, wanted, self._user_models)
        first, *others = [Choice(bundle.folder, bundle) for bundle in ordered]
        self.use(first)
        self._others = others

    def _listed(self, found: list[Choice]) -> None:
        self.choices = found
        self.choices_changed.emit()

    def refresh(self) -> None:
        """List the bundles again."""
        self._jobs.submit(Lane.MODELS, lambda: find_bundles(self._folders), self._listed, self.failed.emit)

    def use(self, choice: Choice) -> None:
        """Load a bundle; the one in use stays until the new one has passed its self-test.

        Raises:
            BundleError: the choice is a refused bundle.
        """
        from inference.model.selection import name_of

        bundle = choice.bundle
        if bundle is None:
            raise BundleError(choice.reason)
        if self._loading is not None:
            self._loading.cancel()
        self._starting.cancel()  # one that hangs would keep the lane
        self._checker.stop()
        start = self._starting = Start(self._engine, self._checks)
        self._others = []
        self.loading.emit(name_of(bundle))
        self._loading = self._jobs.submit(
            Lane.MODELS,
            lambda: load_model(bundle, start).under(self._sites(bundle.card.onnx_sha256)),
            self._loaded,
            lambda error: self._refused_model(bundle, error),
        )

    def _refused_model(self, bundle: Bundle, error: Exception) -> None:
        """At the start the next bundle takes the place of one that fails; it was nobody's choice."""
        if not self._others or not isinstance(error, BundleError):  # without a runtime all others fail, too
            self._load_failed(error)
            return
        from inference.model.selection import replaced

        following, *others = self._others
        self.use(following)
        self._others = others
        assert following.bundle is not None
        self.failed.emit(BundleError(replaced(bundle, following.bundle, error), _LOOK))

    def _loaded(self, model: LoadedModel) -> None:
        before = self.model
        self._loading, self._others, self.model = None, [], model
        self._starting = Start(self._engine, self._checks)
        if before is not None:
            self._end(before.predictor.session)
        if self._running is not None:
            self._running.cancel()
            self._running = None
        self.ready.emit(model)
        self._pump()
        if self._engine is None and not self._jobs.closed:
            self._checker.ask(model.bundle)

    def _end(self, engine: Engine) -> None:
        """Free what a model holds: at once where it is busy, its process is waited for on a lane."""
        engine.cancel()
        self._jobs.submit(Lane.MODELS, engine.close, lambda _none: None, self.failed.emit)

    def set_threshold(self, threshold: float | None) -> None:
        """Answer with this threshold from now on, or with the card's own operating points."""
        if self.model is None or threshold == self.model.chosen_threshold:
            return
        self._replace(self.model.at(threshold))
        self.threshold_changed.emit()
        self._pump()

    def look_for_sites(self) -> None:
        """Answer by the site profiles in force now; :attr:`sites_changed` follows where they are others."""
        if self.model is None:
            return
        model = self.model

        def found(sites: tuple[SiteProfile, ...]) -> None:
            if self.model is not None and self.model.sha256 == model.sha256 and sites != self.model.sites:
                self._replace(self.model.under(sites))
                self.sites_changed.emit()
                self._pump()

        self._jobs.submit(Lane.MODELS, lambda: tuple(self._sites(model.sha256)), found, self.failed.emit)

    def _replace(self, model: LoadedModel) -> None:
        """The same graph answers by other values: what it said before is void."""
        self.model = model
        self._answers.clear()
        self._urgent = None
        if self._running is not None:  # its answer has the old values
            self._running.cancel()
            self._running = None

    def _load_failed(self, error: Exception) -> None:
        self._loading = None
        self.failed.emit(error)

    @property
    def is_loading(self) -> bool:
        return self._loading is not None

    def install(
        self, source: Path, on_done: Callable[[Bundle], None], on_error: Callable[[Exception], None]
    ) -> None:
        """Copy a bundle (folder or zip) into the user's models after checking it."""

        start = self._installing = Start(self._engine)

        def work() -> Bundle:
            from inference.model.install import install

            return install(source, self._user_models, start.trial)

        def done(bundle: Bundle) -> None:
            self.refresh()
            on_done(bundle)

        self._jobs.submit(Lane.INSTALL, work, done, on_error)

    def close(self) -> None:
        """Give up what starts and what runs, so that the lanes end."""
        self._starting.cancel()
        self._installing.cancel()
        self._checker.stop()
        if self.model is not None:
            self.model.predictor.session.close()

    # answering -----------------------------------------------------------------------------------

    def ask(self, image: FilmImage) -> None:
        """Answer the film on screen; :attr:`answered` follows, at once when the answer is known."""
        self._urgent = None
        known = self.known(image.film)
        if known is not None:
            self.answered.emit(known)
            return
        self._urgent = image
        self._pump()

    def ask_later(self, image: FilmImage) -> None:
        """Answer a film that is not on screen when nothing else is to be done."""
        if self.known(image.film) is None:
            self._later.append(image)
            self._pump()

    def forget_later(self) -> list[Path]:
        """Drop what was only asked for later; these films are without an answer."""
        dropped = [image.film.path for image in self._later]
        self._later = []
        return dropped

    def known(self, film: Film) -> Given | None:
        """The answer of the model in use to a film, when it was given already."""
        if self.model is None:
            return None
        answer = self._answers.get((answer_key(film), self.model.sha256))
        return None if answer is None else Given(film, answer, self.model)

    @property
    def is_idle(self) -> bool:
        return self._running is None and self._urgent is None and not self._later

    def _pump(self) -> None:
        if self._running is not None or self.model is None or self._jobs.closed:
            return
        image = self._urgent or (self._later.pop(0) if self._later else None)
        if image is None:
            return
        self._urgent = None
        model, film = self.model, image.film
        self._running = self._jobs.submit(
            Lane.INFER,
            lambda: model.predictor.answer(image),
            lambda answer: self._answered(Given(film, answer, model, is_new=True)),
            lambda error: self._refused(film, error),
        )

    def _answered(self, given: Given) -> None:
        self._running = None
        self._answers[answer_key(given.film), given.model.sha256] = given.answer
        while len(self._answers) > KEEP_ANSWERS:
            self._answers.popitem(last=False)
        self.answered.emit(given)
        self._pump()

    def _refused(self, film: Film, error: Exception) -> None:
        self._running = None
        self.not_answered.emit(film, error)
        self._pump()


def _none_usable(found: list[Choice]) -> ShentonError:
    if found:
        return BundleError(
            "No model can be used: {reason}", "Install another one: Model, Models…", reason=found[0].reason
        )
    return BundleError("No model is installed.", "Install one: Model, Models…, Install.")
