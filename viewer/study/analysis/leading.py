"""Which estimate over several readers leads: where answers are missing, the one that uses them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from inference.stats.common import Estimate
from viewer.study.analysis.against_model import AgainstModel
from viewer.study.analysis.every_answer import NamedUnbalanced, NamedUStat
from viewer.study.analysis.multireader import MultiReader


class Method(StrEnum):
    """How an estimate was made; the value is shown, and never compared with."""

    CROSSED = "Obuchowski-Rockette"
    COMPLETE_CASES = "Obuchowski-Rockette of complete cases"
    EVERY_ANSWER = "U-statistics of every answer"
    UNBALANCED = "Obuchowski-Rockette of every answer"
    MODEL = "Obuchowski-Rockette, one fixed model"
    MODEL_COMPLETE_CASES = "Obuchowski-Rockette of complete cases, one fixed model"
    MODEL_EVERY_ANSWER = "Obuchowski-Rockette of every answer, one fixed model"


@dataclass(frozen=True)
class Leading:
    """The estimate that leads, and what stands behind it.

    Attributes:
        estimate: of the one arm, or of the first arm less the second.
        arms: the one or the two.
        kind: of the inference.
        method: by which it was made.
        readers: how many.
        films: how many.
        fractures: how many films show one.
        answers: how many.
    """

    estimate: Estimate
    arms: tuple[str, ...]
    kind: str
    method: Method
    readers: int
    films: int
    fractures: int
    answers: int


def leading(block: MultiReader) -> Leading | None:
    """What a block of one or two arms leads with: a method of every answer where some are missing.

    U-statistics lead as long as they have an interval; else Obuchowski-Rockette of every answer, which allows
    for films of one patient.  Without either, U-statistics without an interval say why.
    """
    return next(every_answer(block), None) or complete_cases(block)


def every_answer(block: MultiReader) -> Iterator[Leading]:
    """Methods of every answer that rest on more answers than the complete block, the one that leads first."""
    by_all = [one for one in block.ustat if uses_more(block, one)]
    without = [one for one in by_all if one.result.estimate.interval is None]
    for one in by_all:
        if one not in without:
            yield _led(one.result.estimate, Method.EVERY_ANSWER, one.result.readers, one)
    led = {one.arms for one in by_all if one not in without}
    for more in block.unbalanced:
        if more.arms not in led and uses_more(block, more):
            yield _led(more.estimate, Method.UNBALANCED, more.readers, more)
    for one in without:
        yield _led(one.result.estimate, Method.EVERY_ANSWER, one.result.readers, one)


def _led(estimate: Estimate, method: Method, readers: int, of: NamedUStat | NamedUnbalanced) -> Leading:
    return Leading(estimate, of.arms, "RRRC", method, readers, of.films, of.fractures, of.answers)


def complete_cases(block: MultiReader) -> Leading | None:
    """What the complete block of one or two arms says."""
    if not block.obuchowski_rockette:
        return None
    kinds = {one.kind: one for one in block.obuchowski_rockette[0].inferences}
    chosen = kinds.get("RRRC") or kinds.get("FRRC")
    if chosen is None:
        return None
    estimate = chosen.differences[0].estimate if chosen.differences else chosen.arms[0].estimate
    answers = len(block.arms) * len(block.readers) * block.films
    method = Method.COMPLETE_CASES if block.films_left or block.readers_left else Method.CROSSED
    return Leading(
        estimate, block.arms[:2], chosen.kind, method, len(block.readers), block.films,
        block.fractures, answers,
    )  # fmt: skip


def less_model(block: AgainstModel) -> Leading | None:
    """Readers of an arm less the model: by every answer where some are missing; None where undefined."""
    one = block.every
    if one is None:
        return less_model_complete(block)
    return Leading(
        one.estimate, (block.arm,), "RRRC", Method.MODEL_EVERY_ANSWER, len(one.readers), one.films,
        one.fractures, one.answers,
    )  # fmt: skip


def less_model_complete(block: AgainstModel) -> Leading | None:
    """Readers of an arm less the model on the films that each of them and the model answered."""
    first = next(iter(block.results.values()), None)
    if first is None:
        return None
    estimate, kind = (first.frrc, "FRRC") if first.rrrc is None else (first.rrrc, "RRRC")
    method = Method.MODEL_COMPLETE_CASES if block.films_left or block.readers_left else Method.MODEL
    return Leading(
        estimate, (block.arm,), kind, method, len(block.readers), block.films,
        block.fractures, (len(block.readers) + 1) * block.films,
    )  # fmt: skip


def uses_more(block: MultiReader, one: NamedUStat | NamedUnbalanced) -> bool:
    """Whether it rests on more answers than the complete block, so that it leads."""
    return one.answers > len(one.arms) * len(block.readers) * block.films or bool(block.problem)
