"""Films read and answered start to end in processes of their own: what ``shenton predict`` is made of."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

from inference.aoota import CLASSES
from inference.archive.process import Do, ModelWork, WorkProcess
from inference.child_process import bound_data
from inference.dicom.decode_worker import MEMORY_BYTES
from inference.errors import FilmError, ModelOutputError
from inference.messages import NOTHING, Message, from_plain, sentences, to_plain, without_texts
from inference.model.bundle import Bundle
from inference.model.child_session import Limits, graphics_bytes, slow_words
from inference.model.site_profile import SiteProfile
from inference.model.verdict import Verdict, points_of, verdict_of, zone_at
from inference.records import Answer, ModelIdentity, NoAnswer, OperatingPoint, Prediction, Side

MAX_NOTES: Final = 64
MAX_NOTE: Final = 1000
NO_SITE: Final = "No site profile is of this film's X-ray device: the model's own thresholds hold."
"""Noted at a film of a run under site profiles that none of them answers."""


@dataclass(frozen=True, slots=True)
class FilmAnswer:
    """What is known of one film afterwards, small enough for a million of them.

    Attributes:
        path: as it was given.
        probabilities: of the seven classes in their order; empty where there is no answer.
        reason: why there is none, in one sentence.
        doubts: names of the card's film checks that the film fails.
        model: what answered, or withheld its answer; None where it was not asked.
        ms: milliseconds of reading and answering.
        verdict: what the probability is called (:mod:`inference.model.verdict`); empty without an answer.
        notes: what was assumed or ignored when the film was read: sentences without texts of its header.
        side: the hip that the map points to, as on the window's card; empty where no fracture is named.
    """

    path: str
    probabilities: tuple[float, ...] = ()
    reason: str = ""
    doubts: tuple[str, ...] = ()
    model: ModelIdentity | None = None
    ms: float = 0.0
    verdict: str = ""
    notes: tuple[str, ...] = ()
    side: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.probabilities)


class Answering(ModelWork[FilmAnswer]):
    """Read films and answer them with one bundle.

    Args:
        bundle: what answers.
        threads: of the network.
        checked: faster engines that may be used, as for :class:`inference.model.session.Session`.
        sites: profiles in force, as for :class:`inference.model.predictor.Predictor`.
    """

    def __init__(
        self, bundle: Bundle, threads: int, checked: Mapping[str, Message], sites: Sequence[SiteProfile] = ()
    ) -> None:
        self.bundle, self.threads, self.checked = bundle, threads, dict(checked)
        self.sites = tuple(sites)

    def begin(self) -> tuple[Mapping[str, object], Do]:
        from inference.model.predictor import Predictor
        from inference.model.providers import quiet_runtime
        from inference.model.session import Session

        quiet_runtime()
        bound_data(Limits().memory_bytes + MEMORY_BYTES + graphics_bytes())
        session = Session(self.bundle, threads=self.threads, checked=self.checked)
        predictor = Predictor(session, sites=self.sites)
        probe_s = session.last_ms / 1000.0
        pass_s = Limits().seconds(probe_s)
        slow = slow_words(probe_s, pass_s) if pass_s > Limits().pass_s else NOTHING
        notice = to_plain(sentences((session.notice, slow)))
        return (
            {"provider": session.provider, "notice": notice, "pass_s": pass_s},
            lambda path, read: asdict(answered(predictor, path, read)),
        )

    def received(self, item: str, said: Any) -> FilmAnswer:
        return _film_answer(item, said)

    def failed(self, item: str, reason: Message, ms: float, was_read: bool) -> FilmAnswer:
        return FilmAnswer(item, reason=str(reason), ms=ms)


class FilmWorker(WorkProcess[FilmAnswer]):
    """A process that answers films (:class:`Answering`, which states the arguments)."""

    work: Answering

    def __init__(
        self,
        bundle: Bundle,
        *,
        threads: int = 1,
        checked: Mapping[str, Message] | None = None,
        sites: Sequence[SiteProfile] = (),
    ) -> None:
        super().__init__(Answering(bundle, threads, checked or {}, sites))

    def another(self) -> Self:
        work = self.work
        return type(self)(work.bundle, threads=work.threads, checked=work.checked, sites=work.sites)

    @property
    def bundle(self) -> Bundle:
        return self.work.bundle

    @property
    def sites(self) -> tuple[SiteProfile, ...]:
        """The site profiles in force, all of them of this model."""
        return self.work.sites

    @property
    def provider(self) -> str:
        """The engine in use; empty before the start."""
        return str(self.told.get("provider", ""))[:40]

    @property
    def notice(self) -> Message:
        """One line for the user when something is not as asked for, otherwise empty."""
        return from_plain(self.told["notice"]) if "notice" in self.told else NOTHING


def _film_answer(path: str, said: Mapping[str, Any]) -> FilmAnswer:
    """What the process said, checked: it has read a file that may be hostile."""
    chances = tuple(float(value) for value in said["probabilities"])
    if chances and (len(chances) != len(CLASSES) or not abs(sum(chances) - 1.0) < 1e-3):
        raise ValueError("no probabilities")
    model = said["model"]
    return FilmAnswer(
        path,
        chances,
        str(said["reason"]),
        tuple(str(name) for name in said["doubts"]),
        None if model is None else ModelIdentity(*(str(model[key]) for key in ("name", "version", "sha256"))),  # type: ignore[arg-type]
        float(said["ms"]),
        str(Verdict(said["verdict"])) if chances else "",
        tuple(str(note) for note in said["notes"]),
        str(Side(said["side"])) if chances and said["side"] else "",
    )


# in the child ----------------------------------------------------------------------------------------


def answered(predictor: Any, path: str, read: Any = lambda: None) -> FilmAnswer:
    """Read and answer a film in this process; ``read`` is called between the two."""
    from inference.dicom.reader import read_unhashed
    from inference.model.class_maps import pointed_side

    start, notes = time.perf_counter(), tuple[str, ...]()
    try:
        image = read_unhashed(Path(path))
        read()
        notes = tuple(without_texts(one)[:MAX_NOTE] for one in image.film.warnings[:MAX_NOTES])
        found: Answer = predictor.answer(image)
    except (FilmError, ModelOutputError) as error:
        found = NoAnswer(error.message, error.hint)
    except MemoryError:
        found = NoAnswer(Message("The file needs more memory than a film may take."))
    ms = (time.perf_counter() - start) * 1000.0
    if isinstance(found, NoAnswer):
        return FilmAnswer(
            path,
            reason=" ".join(f"{found.reason} {found.hint}".split()),
            model=found.model,
            ms=ms,
            notes=notes,
        )
    card = predictor.session.bundle.card
    side = pointed_side(found, image.film, card)
    if predictor.sites and found.model == predictor.session.bundle.identity:
        notes = (*notes, NO_SITE)
    return replace(of_prediction(path, found, card.operating_points, ms, side), notes=notes)


def of_prediction(
    path: str, prediction: Prediction, points: Sequence[OperatingPoint], ms: float, side: Side
) -> FilmAnswer:
    """What stays of a prediction.

    Args:
        points: the card's, from which the verdict follows.
        side: that the map points to; it stays where a fracture is likely or possible.
    """
    chances = tuple(prediction.probabilities[name] for name in CLASSES)
    zone = zone_at(prediction.threshold, points_of(prediction, points))
    called = verdict_of(prediction.p_fracture, prediction.threshold, zone)
    named = "" if called is Verdict.CLEAR or side is Side.NONE else str(side)
    return FilmAnswer(path, chances, "", prediction.doubts, prediction.model, ms, str(called), side=named)
