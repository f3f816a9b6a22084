"""Answers in the input format of FDA iMRMC (``.imrmc``).

Free text, then ``BEGIN DATA:``, then lines ``reader,case,modality,score``; the reader ``truth`` (or ``-1``)
gives a case's truth, 0 or 1, in any case of letters.  A higher score is more suspicious.
Source: iMRMC user manual, "Input file format" (https://github.com/DIDSR/iMRMC, CC0).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from inference.stats.records import Answers, Row, StudyDataError, from_rows
from viewer.study.analysis.cells import name, number, read_text, yes_no

BEGIN: Final = "BEGIN DATA:"
_TRUTH: Final = ("truth", "-1")
_COUNT: Final = re.compile(r"(NR|N0|N1|NM)\s*[:=]\s*(\d+)", re.IGNORECASE)
_COUNTED: Final = {
    "N0": "films without a fracture", "N1": "films with a fracture", "NR": "readers", "NM": "arms",
}  # fmt: skip


def is_imrmc(text: str) -> bool:
    """Whether a line of ``text`` begins the data of the format."""
    return any(line.strip().upper().startswith(BEGIN) for line in text.splitlines())


def read(path: Path) -> Answers:
    """The answers in a ``.imrmc`` file.

    Raises:
        StudyDataError: the file cannot be read, or a line of it, which is named.
    """
    return parse(read_text(path))


def parse(text: str) -> Answers:
    """The answers in the text of a ``.imrmc`` file; errors as :func:`read`."""
    lines = [(number_, line.strip().rstrip(",")) for number_, line in enumerate(text.splitlines(), 1)]
    start = next((at for at, line in lines if line.upper().startswith(BEGIN)), None)
    if start is None:
        raise StudyDataError(
            "The file has no line BEGIN DATA:.", "The data of a .imrmc file follow that line."
        )
    entries = [_entry(line, at) for at, line in lines[start:] if line]
    truths = _truths(entries)
    rows = [_answer(entry, truths) for entry in entries if entry[0].lower() not in _TRUTH]
    if truths and not rows:
        raise StudyDataError("The file has truths but no scores.", "Add lines reader,case,modality,score.")
    answers = from_rows(
        rows, [Row("truth", case, "truth", truth, line=at) for case, (truth, at) in truths.items()]
    )
    return replace(answers, doubts=_doubts([line for _, line in lines[: start - 1]], answers))


def _doubts(head: list[str], answers: Answers) -> tuple[str, ...]:
    """Where the counts in the head are not those of the data."""
    fractures = int(answers.truth.sum())
    found = {
        "N0": len(answers.cases) - fractures, "N1": fractures, "NR": len(answers.readers),
        "NM": len(answers.arms),
    }  # fmt: skip
    stated = [match for line in head if (match := _COUNT.match(line))]
    return tuple(
        f"The file's head says {one[2]} {_COUNTED[one[1].upper()]} ({one[1].upper()}), its data hold "
        f"{found[one[1].upper()]}; the data were analysed."
        for one in stated
        if int(one[2]) != found[one[1].upper()]
    )


def _entry(line: str, at: int) -> tuple[str, str, str, str, int]:
    fields = [field.strip() for field in line.split(",")]
    if len(fields) != 4:
        raise StudyDataError(
            "Line {line} has {count} fields.",
            "It needs reader,case,modality,score.",
            line=at,
            count=len(fields),
        )
    return fields[0], fields[1], fields[2], fields[3], at


def _truths(entries: list[tuple[str, str, str, str, int]]) -> dict[str, tuple[bool, int]]:
    truths: dict[str, tuple[bool, int]] = {}
    for reader, case, _, score, at in entries:
        if reader.lower() in _TRUTH:
            if case in truths:
                raise StudyDataError(
                    "Lines {before} and {line} give the truth of one case.",
                    "Keep one.",
                    before=truths[case][1],
                    line=at,
                )
            truths[name(case, at, "case")] = (yes_no(score, at, "truth"), at)
    return truths


def _answer(entry: tuple[str, str, str, str, int], truths: dict[str, tuple[bool, int]]) -> Row:
    reader, case, arm, score, at = entry
    if case not in truths:
        raise StudyDataError(
            "Line {line}: no line gives the truth of this case.", "Add truth,CASE,truth,0 or 1.", line=at
        )
    return Row(
        name(reader, at, "reader"), case, name(arm, at, "modality"), truths[case][0],
        number(score, at, "score"), line=at,
    )  # fmt: skip


def text(answers: Answers, title: str = "Shenton reader study") -> str:
    """The ``.imrmc`` text of every rating; decisions where there are no ratings at all.

    Raises:
        StudyDataError: a name holds a comma or blank, which the format cannot hold, or is ``truth``.
    """
    for part in (*answers.arms, *answers.readers, *answers.cases):
        if "," in part or part.lower() in _TRUTH or any(letter.isspace() for letter in part):
            raise StudyDataError(
                "A name has a comma or a blank, or is truth.", "iMRMC cannot hold such a name."
            )
    scores = answers.rating
    if not np.isfinite(scores).any():
        scores = np.where(answers.decision >= 0, answers.decision, np.nan)
    lines = [" ".join(title.split()), *_sizes(answers), BEGIN]
    lines += [f"truth,{case},truth,{int(t)}" for case, t in zip(answers.cases, answers.truth, strict=True)]
    for i, j, k in np.argwhere(np.isfinite(scores)).tolist():
        lines.append(f"{answers.readers[j]},{answers.cases[k]},{answers.arms[i]},{float(scores[i, j, k])!r}")
    return "\n".join(lines) + "\n"


def _sizes(answers: Answers) -> list[str]:
    fractures = int(answers.truth.sum())
    return [
        f"N0: {len(answers.cases) - fractures}", f"N1: {fractures}", f"NR: {len(answers.readers)}",
        f"NM: {len(answers.arms)}",
    ]  # fmt: skip
