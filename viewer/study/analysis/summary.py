"""A study's merged answers as one table, and what stands beside the figures: times, classes, verdicts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from inference.errors import StudyError
from inference.records import MapVerdict, NoAnswer, Prediction
from inference.stats import proportions
from inference.stats.common import LEVEL
from inference.stats.f1 import REPEATS
from inference.stats.proportions import Proportion
from inference.stats.records import Answers, Row, from_rows
from viewer.study.analysis import analyse
from viewer.study.analysis.analyse import Result as Analysis
from viewer.study.analysis.flow import Stage, of_study
from viewer.study.analysis.settings import decided
from viewer.study.design.freeze import Locked
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.design.protocol import Scale, Truth
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack
from viewer.study.packs.result_pack import Given, Result

MODEL: Final = "model"
"""Reader and arm under which the model's answers stand."""


@dataclass(frozen=True)
class Timing:
    """Seconds a film of a group of readers in one arm.

    Attributes:
        scope: ``reader``, ``specialty`` or ``pooled``.
        name: of the group.
        arm: name of the arm.
        films: answers that were timed whole; interrupted and revised ones are left out.
        interrupted: answers whose film was on the screen when the program ended.
        timed_out: answers that the time limit cut off; they are among ``films``.
        revised: answers that took the place of an earlier one.
        median: seconds.
        lower: first quartile.
        upper: third quartile.
        mean: seconds.
    """

    scope: str
    name: str
    arm: str
    films: int
    interrupted: int
    timed_out: int
    revised: int
    median: float
    lower: float
    upper: float
    mean: float


@dataclass(frozen=True)
class Classes:
    """AO/OTA classes given to films with a fracture of known class that the reader called a fracture."""

    scope: str
    name: str
    arm: str
    right: Proportion


@dataclass(frozen=True)
class Verdicts:
    """Judgements of the model's heat map; ``on_lesion`` of all that were given (Cheng 2019: 47 of 49)."""

    scope: str
    name: str
    on_lesion: Proportion
    beside: int
    no_lesion: int


@dataclass(frozen=True)
class Tally:
    """Everything that a report tells.

    Attributes:
        locked: the study.
        results: merged results by reader.
        answers: the table of answers, the model among the readers, as given.
        model: the model's frozen answers.
        analysis: every figure.
        timings: seconds a film.
        classes: where classes were asked.
        verdicts: where they were asked.
        unanswered: films that the model did not answer, with the reason.
        absent: readers without a merged result.
        flow: who and what entered, from the design to what answers the primary question.
    """

    locked: Locked
    results: Mapping[str, Result]
    answers: Answers
    model: FrozenAnswers | None
    analysis: Analysis
    timings: tuple[Timing, ...]
    classes: tuple[Classes, ...]
    verdicts: tuple[Verdicts, ...]
    unanswered: Mapping[str, str]
    absent: tuple[str, ...]
    flow: tuple[Stage, ...]

    @cached_property
    def read(self) -> frozenset[str]:
        """The films that any reader answered."""
        return frozenset(one.film for result in self.results.values() for one in result.answers)

    @cached_property
    def decided(self) -> Answers:
        """The answers with every decision that counts, by the readers' yes or no or by a cut-off."""
        return decided(self.answers, self.analysis.settings)[0]


def tally(study: Study, *, level: float = LEVEL, repeats: int | None = None) -> Tally:
    """Count a locked study.

    Args:
        level: confidence level of every interval.
        repeats: of the bootstrap; the usual number where None.

    Raises:
        StudyError: nothing was merged yet, or a file was changed.
    """
    locked, found = study.need_lock(), result_pack.merged(study)
    if not any(result.answers for result in found.values()):
        raise StudyError("No result was merged yet.", "Merge the readers' result packs first.")
    model = study.answers()
    answers = from_rows(_rows(locked, found, model), _truths(locked))
    chosen = analyse.Settings(
        level=level, cutoff=locked.protocol.cutoffs.readers, model=MODEL if model is not None else "",
        seed=locked.protocol.seed, repeats=REPEATS if repeats is None else repeats, one_scale=True,
    )  # fmt: skip
    absent = tuple(reader.code for reader in locked.protocol.readers if reader.code not in found)
    made = analyse.analyse(answers, chosen)
    return Tally(
        locked, found, answers, model, made, tuple(_timings(locked, found)),
        tuple(_classes(locked, found, level)), tuple(_verdicts(locked, found, level)),
        _unanswered(locked, model), absent,
        of_study(locked, found, made.flow, made.multireader, made.against_model),
    )  # fmt: skip


def _truths(locked: Locked) -> Iterable[Row]:
    for film in locked.test_films:
        yield Row("truth", film.name, "truth", film.truth.fracture)


def _rows(locked: Locked, found: Mapping[str, Result], model: FrozenAnswers | None) -> list[Row]:
    films = {film.name: film for film in locked.test_films}
    asked = locked.protocol.rules.questions
    rows = []
    for code, result in found.items():
        specialty = locked.protocol.reader(code).specialty
        for given in result.answers:
            film = films[given.film]
            located = _located(given, film.truth) if asked.place else None
            decided = given.response.fracture if locked.protocol.cutoffs.readers is None else None
            said = (_rating(given), decided, located)
            rows.append(
                Row(code, film.name, given.arm, film.truth.fracture, *said, str(film.cluster), specialty)
            )
    for name, film in films.items() if model is not None else ():
        answer = model.answers.get(name) if model is not None else None
        if isinstance(answer, Prediction):
            truth = film.truth.fracture
            rows.append(
                Row(MODEL, name, MODEL, truth, answer.p_fracture, answer.is_fracture, None, str(film.cluster))
            )
    return rows


def _rating(given: Given) -> float | None:
    rating = given.response.rating
    return None if rating is None else float(rating)


def _located(given: Given, truth: Truth) -> bool | None:
    """Whether a fracture was marked rightly; None on films without one, and where no box is known."""
    if not truth.fracture or not truth.boxes or given.response.fracture is None:
        return None
    place = given.response.place
    return place is not None and truth.holds(*place)


Pooled = tuple[str, str, list[Given]]


def _groups(locked: Locked, found: Mapping[str, Result]) -> Iterable[Pooled]:
    """Each reader's answers, each specialty's, and all."""
    special: dict[str, list[Given]] = {}
    every: list[Given] = []
    for code, result in found.items():
        yield "reader", code, list(result.answers)
        every += result.answers
        if specialty := locked.protocol.reader(code).specialty:
            special.setdefault(specialty, []).extend(result.answers)
    for specialty, answers in special.items():
        yield "specialty", specialty, answers
    yield "pooled", "all readers", every


def _timings(locked: Locked, found: Mapping[str, Result]) -> Iterable[Timing]:
    for scope, name, answers in _groups(locked, found):
        for arm in locked.protocol.rules.arms:
            own = [one for one in answers if one.arm == arm]
            whole = [one for one in own if timed(one)]
            if whole:
                seconds = np.array([one.seconds for one in whole])
                lower, median, upper = (float(q) for q in np.percentile(seconds, [25, 50, 75]))
                late, revised = sum(one.timed_out for one in whole), sum(one.revised for one in own)
                yield Timing(
                    scope, name, arm, len(whole), len(own) - len(whole) - revised, late, revised, median,
                    lower, upper, float(seconds.mean()),
                )  # fmt: skip


def timed(one: Given) -> bool:
    """Whether an answer was timed whole, from the film's coming to its first answer."""
    return not one.interrupted and not one.revised


def _classes(locked: Locked, found: Mapping[str, Result], level: float) -> Iterable[Classes]:
    if not locked.protocol.rules.questions.ao_class:
        return
    truths = {f.name: f.truth.ao_class for f in locked.test_films if f.truth.fracture}
    known = {name: truth for name, truth in truths.items() if truth != "fracture"}
    for scope, name, answers in _groups(locked, found):
        for arm in locked.protocol.rules.arms:
            own = [a for a in answers if a.arm == arm and a.film in known and a.response.ao_class]
            if own:
                right = sum(a.response.ao_class == known[a.film] for a in own)
                yield Classes(scope, name, arm, proportions.proportion(right, len(own), level))


def _verdicts(locked: Locked, found: Mapping[str, Result], level: float) -> Iterable[Verdicts]:
    for scope, name, answers in _groups(locked, found):
        given = [a.response.map_verdict for a in answers if a.response.map_verdict is not None]
        if given:
            on = proportions.proportion(given.count(MapVerdict.ON_LESION), len(given), level)
            yield Verdicts(scope, name, on, given.count(MapVerdict.BESIDE), given.count(MapVerdict.NO_LESION))


def _unanswered(locked: Locked, model: FrozenAnswers | None) -> dict[str, str]:
    if model is None:
        return {}
    answers = {film.name: model.answers.get(film.name) for film in locked.test_films}
    return {name: one.reason for name, one in answers.items() if isinstance(one, NoAnswer)}


DETAILS: Final = (
    "reader", "specialty", "years", "case", "arm", "order", "truth", "truth_class", "decision", "rating",
    "class", "x", "y", "map_verdict", "seconds", "interrupted", "timed_out", "revised", "model_probability",
)  # fmt: skip


def details(found: Tally) -> str:
    """CSV of every answer with all that was asked and measured; names and codes only."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(DETAILS)
    table.writerows(_detail_rows(found))
    return out.getvalue()


def _detail_rows(found: Tally) -> Iterable[Sequence[object]]:
    films = {film.name: film for film in found.locked.test_films}
    for code, result in found.results.items():
        reader = found.locked.protocol.reader(code)
        for given in result.answers:
            truth, response = films[given.film].truth, given.response
            x, y = ("", "") if response.place is None else (repr(v) for v in response.place)
            verdict = "" if response.map_verdict is None else response.map_verdict.value
            yield (
                code, reader.specialty, _blank(reader.years), given.film, given.arm, given.order,
                int(truth.fracture), truth.ao_class, _blank(response.fracture), _blank(response.rating),
                response.ao_class, x, y, verdict, f"{given.seconds:.3f}", int(given.interrupted),
                int(given.timed_out), int(given.revised), _probability(found, given.film),
            )  # fmt: skip


def _blank(value: int | None) -> int | str:
    return "" if value is None else int(value)


def _probability(found: Tally, film: str) -> str:
    answer = None if found.model is None else found.model.answers.get(film)
    return repr(answer.p_fracture) if isinstance(answer, Prediction) else ""


def rating_words(scale: Scale) -> str:
    """What the ratings of a study mean."""
    low, high = scale.bounds
    if scale is Scale.NONE:
        return "No rating was asked."
    return f"Ratings run from {low} (certainly no fracture) to {high} (certainly a fracture)."
