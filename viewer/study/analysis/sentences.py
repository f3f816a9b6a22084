"""A result in sentences: what was analysed, what left, and what each comparison found."""

from __future__ import annotations

from typing import Final

from inference.messages import and_list, counted
from inference.stats.common import Estimate
from viewer.study.analysis.analyse import Result
from viewer.study.analysis.leading import Method, every_answer
from viewer.study.analysis.multireader import GENERALISES, MultiReader, OrResult
from viewer.study.analysis.plain_table import estimate_text, p_text

_BY: Final = {Method.EVERY_ANSWER: "U-statistics", Method.UNBALANCED: "Obuchowski-Rockette"}


def sentences(result: Result) -> list[str]:
    """What was analysed, and for each inference over all readers, what it found and for whom it holds."""
    data = result.data
    lines = [
        f"{counted(data.films, 'film')}, {data.fractures} with a fracture; "
        f"{counted(len(data.readers), 'reader')}; arms: {', '.join(data.arms)}; "
        f"{counted(data.answers, 'answer')}; {data.decisions}."
    ]
    if data.clusters is not None:
        patients = counted(data.clusters, "patient")
        lines.append(
            f"The films belong to {patients}, which the intervals allow for, except where a table says that "
            "they do not."
        )
    lines += data.doubts
    lines += [f"{m.reader} left out {counted(m.missing, 'film')} in {m.arm}." for m in data.missing]
    for block in result.multireader:
        if block.scope == "pooled":
            lines += _all_answers(block)
        lines += _left_sentences(block)
        if block.scope == "pooled" and block.obuchowski_rockette:
            lines += _difference_sentences(block, block.obuchowski_rockette[0])
    return list(dict.fromkeys(lines))


def _all_answers(block: MultiReader) -> list[str]:
    """What methods of every answer found, where the complete block leaves answers out; the first leads."""
    lines = [
        f"{block.figure}, {' less '.join(one.arms)}: {estimate_text(one.estimate)}{_tested(one.estimate)}; "
        f"{_BY[one.method]} of all {counted(one.answers, 'answer')} of {counted(one.readers, 'reader')} to "
        f"{counted(one.films, 'film')}, {one.fractures} with a fracture; RRRC {GENERALISES['RRRC']}."
        + _because(one.estimate)
        for one in every_answer(block)
    ]
    shown = {one.arms for one in every_answer(block) if one.method is Method.UNBALANCED}
    for more in (one for one in block.unbalanced if one.arms in shown):
        where = f"{block.figure}, {' and '.join(more.arms)}: Obuchowski-Rockette of every answer"
        if more.left:
            lines.append(f"{where} without {and_list(more.left)}: fewer than two films of a kind.")
        if more.one_arm:
            lines.append(f"{where} takes {and_list(more.one_arm)} from one arm only.")
    return lines


def _tested(one: Estimate) -> str:
    return "" if one.p is None else f", p {p_text(one.p)}"


def _because(one: Estimate) -> str:
    return f" Mind: {one.note}." if one.note else ""


def _left_sentences(block: MultiReader) -> list[str]:
    where = f"{block.figure}, {block.name}, {' and '.join(block.arms)}"
    if block.problem:
        notes = [f"{where}: {note}." for note in block.notes]
        return [f"{where}: no crossed analysis, because {block.problem}.", *notes]
    lines = [f"{where}: {note}." for note in block.notes]
    if block.readers_left:
        lines.append(
            f"{where}: complete cases without {', '.join(block.readers_left)}, who answered too few films of "
            "an arm."
        )
    if block.films_left:
        left = counted(block.films_left, "film")
        lines.append(f"{where}: complete cases without {left} that not every reader answered in every arm.")
    return lines


def _difference_sentences(block: MultiReader, analysis: OrResult) -> list[str]:
    lead = "complete cases alone, " if next(every_answer(block), None) else ""
    answers = len(block.arms) * len(block.readers) * block.films
    behind = (
        f"{lead}{counted(len(block.readers), 'reader')} on {counted(block.films, 'film')}, "
        f"{block.fractures} with a fracture, {counted(answers, 'answer')}"
    )
    found = [
        (f"{one.first} less {one.second}", inferred.kind, one.estimate)
        for inferred in analysis.inferences
        for one in inferred.differences
    ]
    if len(block.arms) == 1 and not lead:  # the mean of a complete arm, in its widest inference
        found = [(block.arms[0], one.kind, one.arms[0].estimate) for one in analysis.inferences[:1]]
    return [
        f"{block.figure}, {what}: {estimate_text(one)}{_tested(one)}; {behind}; {kind} {GENERALISES[kind]}."
        + _because(one)
        for what, kind, one in found
    ]
