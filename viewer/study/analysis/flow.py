"""Who and what entered: films, readers and answers from the design to the figure that leads.

Each loss with its count and reason, as STARD (2015) and CONSORT ask of a flow diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inference.stats.figures import AUC, SENSITIVITY, SPECIFICITY
from inference.stats.records import Answers
from viewer.study.analysis.against_model import AgainstModel
from viewer.study.analysis.leading import Leading, complete_cases, leading, less_model, less_model_complete
from viewer.study.analysis.multireader import MultiReader
from viewer.study.design.analysis_plan import MODEL_ARM, AnalysisSet, Plan
from viewer.study.design.freeze import Locked
from viewer.study.design.protocol import Scale
from viewer.study.packs.result_pack import Given, Result

MOST_NAMES = 12
"""Names that stand in one line of what left; the rest are counted."""


@dataclass(frozen=True)
class Left:
    """What left at a stage.

    Attributes:
        count: how many.
        what: films, readers or answers.
        reason: why.
        who: their names, where they are few enough to be told.
    """

    count: int
    what: str
    reason: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One box of the diagram.

    Attributes:
        name: what it holds.
        films: how many.
        fractures: how many of them show one; None where nobody has looked yet.
        readers: how many, without the model.
        answers: how many were asked for or given; None where that has no meaning yet.
        left: what leaves on the way to the next stage.
        beside: the stage stands beside the one before it, not below: it is no part of what leads.
    """

    name: str
    films: int
    fractures: int | None
    readers: int
    answers: int | None
    left: tuple[Left, ...] = ()
    beside: bool = False


def of_answers(answers: Answers, model: str, blocks: Sequence[MultiReader]) -> tuple[Stage, ...]:
    """The flow of a table of answers, to the first comparison of all readers.

    Args:
        model: the reader that is the model; empty without one.
        blocks: of :func:`viewer.study.analysis.multireader.several`.
    """
    people = [j for j, name in enumerate(answers.readers) if name != model]
    given = answers.answered[:, people]
    arms = [i for i in range(len(answers.arms)) if given[i].any()]
    films = np.asarray(given.any(axis=(0, 1)), dtype=bool)
    readers = np.asarray(given.any(axis=(0, 2)), dtype=bool)
    asked = len(people) * len(answers.cases) * len(arms)
    silent = tuple(answers.readers[j] for j, any_ in zip(people, readers, strict=True) if not any_)
    gaps = tuple(
        Left(int((~given[i, k]).sum()), "answers", f"not given in {answers.arms[i]}", (answers.readers[j],))
        for i in arms
        for k, j in enumerate(people)
        if readers[k] and not given[i, k].all()
    )
    losses = (
        Left(int((~films).sum()), "films", "answered by no reader"),
        Left(len(silent), "readers", "without any answer", silent),
    )
    first = Stage(
        "In the data", len(answers.cases), int(answers.truth.sum()), len(people), asked,
        (*_some(losses), *_joined(gaps)),
    )  # fmt: skip
    answered = Stage(
        "Answered", int(films.sum()), int((films & answers.truth).sum()), int(readers.sum()), int(given.sum())
    )
    head = first_block(blocks)
    if head is None:
        return first, answered
    other = [i for i in arms if answers.arms[i] not in head.arms]
    names = tuple(f"{answers.arms[i]} {int(given[i].sum())}" for i in other)
    apart = Left(int(given[other].sum()), "answers", "in arms that stand apart", names)
    return first, *ended(_with(answered, _some((apart,))), head, blocks)


def first_block(blocks: Iterable[MultiReader]) -> MultiReader | None:
    """The comparison that stands first: of all readers, over all arms together where there are several."""
    return next((one for one in blocks if one.scope == "pooled"), None)


def ended(
    answered: Stage, block: MultiReader, blocks: Sequence[MultiReader], *, only_complete: bool = False
) -> tuple[Stage, ...]:
    """From what was answered to what the figure of ``block`` rests on.

    Args:
        blocks: all that were computed: these answers may stand behind another of them.
        only_complete: the protocol wants complete cases, whatever else there is.
    """
    answered = _with(answered, (*answered.left, *_other_kind(answered, block.figure)))
    complete = complete_cases(block)
    lead = complete if only_complete else leading(block)
    if lead is None:
        other = any(leading(one) is not None for one in blocks)
        no = f"no comparison of {_named(block)}" if other else "no figure"
        why = Left(answered.answers or 0, "answers", f"behind {no}: {block.problem or 'nothing leads'}")
        return (_with(answered, (*answered.left, why)),)
    analysed = _stage(f"Analysed: {_named(block)}, {lead.method}", lead)
    if complete is None:
        return answered, analysed
    if lead == complete:
        return _with(answered, (*answered.left, *_lost(block))), analysed
    beside = _stage("Beside it: complete cases", complete, beside=True)
    return answered, _with(analysed, _lost(block)), beside


def _named(block: MultiReader) -> str:
    return f"{block.figure}, {' and '.join(block.arms)}"


def _other_kind(answered: Stage, figure: str) -> tuple[Left, ...]:
    """Films that were answered, and whose kind has no part in the figure."""
    broken = answered.fractures or 0
    return {
        SENSITIVITY.name: _some(
            (Left(answered.films - broken, "films", "without a fracture: no part of the sensitivity"),)
        ),
        SPECIFICITY.name: _some((Left(broken, "films", "with a fracture: no part of the specificity"),)),
    }.get(figure, ())


def _stage(name: str, lead: Leading, *, beside: bool = False) -> Stage:
    return Stage(name, lead.films, lead.fractures, lead.readers, lead.answers, (), beside)


def _with(stage: Stage, left: tuple[Left, ...]) -> Stage:
    return Stage(stage.name, stage.films, stage.fractures, stage.readers, stage.answers, left, stage.beside)


def _lost(block: MultiReader | AgainstModel) -> tuple[Left, ...]:
    """Whom and what the complete block leaves out."""
    names = block.readers_left
    return _some(
        (
            Left(len(names), "readers", "with too few answers in an arm for complete cases", names),
            Left(block.films_left, "films", "not answered by every one of these readers in every arm"),
        )
    )


def of_study(
    locked: Locked, results: Mapping[str, Result], data: Sequence[Stage], blocks: Sequence[MultiReader],
    against: Sequence[AgainstModel],
) -> tuple[Stage, ...]:  # fmt: skip
    """The flow of a study, from its design to what answers its primary question.

    Args:
        results: merged, by reader.
        data: the flow of the table of answers, which goes on where this one knows no more.
    """
    test, protocol = locked.test_films, locked.protocol
    broken, asked = sum(film.truth.fracture for film in test), protocol.rules.arms
    planned = _designed(locked, results)
    read = Stage(
        "Locked and read", len(test), broken, len(results), len(results) * len(test) * len(asked),
        _unanswered(results, by_rating=protocol.cutoffs.readers is not None),
    )  # fmt: skip
    rest = _to_the_question(protocol.plan, data[1:], blocks, against)
    if rest and protocol.plan is not None and protocol.plan.second == MODEL_ARM:
        rest = (_with(rest[0], (*rest[0].left, *_elsewhere(results, protocol.plan.first))), *rest[1:])
    asked_for = protocol.plan.endpoint.value if protocol.plan is not None else AUC.name
    if rest and protocol.rules.questions.confidence is not Scale.NONE and asked_for == AUC.name:
        rest = (_with(rest[0], (*rest[0].left, *_unrated(results))), *rest[1:])
    return (planned, read, *rest)


def _designed(locked: Locked, results: Mapping[str, Result]) -> Stage:
    reasons = dict.fromkeys(one.reason for one in locked.left)
    films = [
        Left(sum(one.reason == reason for one in locked.left), "films", reason.rstrip("."))
        for reason in reasons
    ]
    practice = sum(film.practice for film in locked.films)
    codes = [reader.code for reader in locked.protocol.readers]
    absent = tuple(code for code in codes if code not in results)
    left = (
        *films,
        Left(practice, "films", "served for practice"),
        Left(len(absent), "readers", "sent no result", absent),
    )
    total = len(locked.films) + len(locked.left)
    return Stage("In the reference standard and the protocol", total, None, len(codes), None, _some(left))


def _unanswered(results: Mapping[str, Result], *, by_rating: bool) -> tuple[Left, ...]:
    """Answers that are none.

    Args:
        by_rating: the yes or no does not count, so that an answer without a rating is none.
    """

    def none(given: Given) -> bool:
        said = given.response
        return said.rating is None and (by_rating or said.fracture is None)

    return (
        *_counted("not reached", {code: result.missing for code, result in results.items()}),
        *_counted("not given before the time was over", _how_many(results, none)),
    )


def _elsewhere(results: Mapping[str, Result], arm: str) -> tuple[Left, ...]:
    """Answers in other arms than that whose readers are compared with the model."""

    def other(given: Given) -> bool:
        said = given.response
        return given.arm != arm and (said.fracture is not None or said.rating is not None)

    count = sum(_how_many(results, other).values())
    return _some((Left(count, "answers", f"not in {arm}: no part of this question"),))


def _unrated(results: Mapping[str, Result]) -> tuple[Left, ...]:
    """Answers that hold a yes or no alone, for the time was over."""

    def alone(given: Given) -> bool:
        return given.response.rating is None and given.response.fracture is not None

    return _counted("without a rating: no part of the AUC", _how_many(results, alone))


def _how_many(results: Mapping[str, Result], which: Callable[[Given], bool]) -> dict[str, int]:
    return {code: sum(map(which, result.answers)) for code, result in results.items()}


def _counted(reason: str, counts: Mapping[str, int]) -> tuple[Left, ...]:
    names = tuple(f"{code} {n}" for code, n in counts.items() if n)
    return _some((Left(sum(counts.values()), "answers", reason, names),))


def _to_the_question(
    plan: Plan | None, data: Sequence[Stage], blocks: Sequence[MultiReader], against: Sequence[AgainstModel]
) -> tuple[Stage, ...]:
    """The last stages: those of the primary question, else of the comparison that stands first."""
    if plan is None or not data:
        return tuple(data)
    answered = _with(data[0], ())
    only = plan.analysis_set is AnalysisSet.COMPLETE_CASES
    if plan.second == MODEL_ARM:
        for one in against:
            if (one.scope, one.figure, one.arm) == ("pooled", plan.endpoint, plan.first):
                return _to_the_model(answered, one, only_complete=only) or tuple(data)
    for block in blocks:
        if (block.scope, block.figure) == ("pooled", plan.endpoint) and set(block.arms) == {
            plan.first, plan.second,
        }:  # fmt: skip
            return ended(answered, block, blocks, only_complete=only)
    return tuple(data)


def _to_the_model(answered: Stage, one: AgainstModel, *, only_complete: bool) -> tuple[Stage, ...]:
    """From what was answered to what the readers less the model rest on; nothing where undefined."""
    answered = _with(answered, (*answered.left, *_other_kind(answered, one.figure)))
    complete = less_model_complete(one)
    lead = complete if only_complete else less_model(one)
    if lead is None:
        return ()
    name = (
        f"Analysed: {one.figure}, readers ({one.arm}) less the model, its answers among them, {lead.method}"
    )
    analysed = _stage(name, lead)
    if lead == complete or complete is None:
        lost = _lost(one) if lead == complete else ()
        return _with(answered, (*answered.left, *lost)), analysed
    return answered, _with(analysed, _lost(one)), _stage("Beside it: complete cases", complete, beside=True)


def _some(left: Iterable[Left]) -> tuple[Left, ...]:
    return tuple(one for one in left if one.count)


def _joined(gaps: Sequence[Left]) -> tuple[Left, ...]:
    """Missing answers by arm, the readers named with their count."""
    found = {}
    for reason in dict.fromkeys(one.reason for one in gaps):
        own = [one for one in gaps if one.reason == reason]
        names = tuple(f"{one.who[0]} {one.count}" for one in own)
        found[reason] = Left(sum(one.count for one in own), "answers", reason, names)
    return tuple(found.values())


def left_text(one: Left) -> str:
    """A loss in words."""
    what = one.what if one.count != 1 else one.what.removesuffix("s")
    more = len(one.who) - MOST_NAMES
    names = ", ".join(one.who[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
    return f"{one.count:,} {what} {one.reason}" + (f": {names}" if names else "")


def stage_text(stage: Stage) -> str:
    """What a stage holds, in words."""
    films = "1 film" if stage.films == 1 else f"{stage.films:,} films"
    if stage.fractures is not None:
        films += f" ({stage.fractures:,} with a fracture)"
    parts = [films, "1 reader" if stage.readers == 1 else f"{stage.readers:,} readers"]
    if stage.answers is not None:
        parts.append("1 answer" if stage.answers == 1 else f"{stage.answers:,} answers")
    return " · ".join(parts)
