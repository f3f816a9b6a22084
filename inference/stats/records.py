"""The answers of a study as one table: arms by readers by films."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from inference.errors import ShentonError
from inference.messages import Message
from inference.stats.common import Bools, Floats, Ints

MAX_CELLS: Final = 20_000_000
MISSING: Final = -1


class StudyDataError(ShentonError):
    """The answers of a study do not form a table (missing column, contradiction, duplicate)."""


@dataclass(frozen=True)
class Row:
    """One answer, as a line of a file holds it.

    Attributes:
        reader: pseudonym of the reader, or the model's name.
        case: name of the film (or hip).
        arm: name of the arm (modality), for example ``unaided``.
        truth: whether the film shows a fracture.
        rating: suspicion, higher is more suspicious; None when not given.
        decision: fracture called or not; None when not given.
        located: whether the place marked lies on the fracture; None when no place was asked or marked.
        cluster: name of what several films share (the patient); empty when each stands alone.
        specialty: the reader's specialty; may be empty.
        line: line of the file, from 1; 0 without a file.
    """

    reader: str
    case: str
    arm: str
    truth: bool
    rating: float | None = None
    decision: bool | None = None
    located: bool | None = None
    cluster: str = ""
    specialty: str = ""
    line: int = 0


@dataclass(frozen=True)
class Answers:
    """All answers, I arms by J readers by K films.

    Attributes:
        arms: names ``[I]``, in order of appearance.
        readers: names ``[J]``, in order of appearance.
        cases: names ``[K]``, in order of appearance.
        truth: films with a fracture ``[K]``.
        rating: ``[I, J, K]``, NaN where there is none.
        decision: ``[I, J, K]``, 1 fracture, 0 none, -1 where there is none.
        located: ``[I, J, K]``, 1 marked on the fracture, 0 not, -1 where there is none.
        cluster: number of each film's cluster ``[K]``; all differ where films stand alone.
        specialty: of each reader ``[J]``; empty where not stated.
        doubts: what the file says of itself that its answers contradict, in sentences.
    """

    arms: tuple[str, ...]
    readers: tuple[str, ...]
    cases: tuple[str, ...]
    truth: Bools
    rating: Floats
    decision: Ints
    located: Ints
    cluster: Ints
    specialty: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @cached_property
    def clustered(self) -> bool:
        """Whether any two films share a cluster."""
        return len(np.unique(self.cluster)) < len(self.cluster)

    @cached_property
    def answered(self) -> Bools:
        """Where there is a rating or a decision, ``[I, J, K]``."""
        return np.isfinite(self.rating) | (self.decision >= 0)

    def select(self, arms: Sequence[int] | None = None, readers: Sequence[int] | None = None) -> Answers:
        """The same films with some arms and readers (by index), in the order given."""
        a = list(range(len(self.arms)) if arms is None else arms)
        r = list(range(len(self.readers)) if readers is None else readers)
        grid = np.ix_(a, r)
        return Answers(
            tuple(self.arms[i] for i in a), tuple(self.readers[j] for j in r), self.cases, self.truth,
            self.rating[grid], self.decision[grid], self.located[grid], self.cluster,
            tuple(self.specialty[j] for j in r), self.doubts,
        )  # fmt: skip


def from_rows(rows: Iterable[Row], films: Iterable[Row] = ()) -> Answers:
    """The table of ``rows``; ``films`` state truths of films that may have no answer at all.

    Raises:
        StudyDataError: no answers, an answer given twice, or a film or reader that contradicts itself.
    """
    table, known = list(rows), list(films)
    if not table:
        raise StudyDataError(
            "The file holds no answers.", "Each line needs a reader, a case, an arm and a truth."
        )
    cases = first_seen([row.case for row in [*known, *table]])
    arms, readers = first_seen([row.arm for row in table]), first_seen([row.reader for row in table])
    shape = (len(arms), len(readers), len(cases))
    if shape[0] * shape[1] * shape[2] > MAX_CELLS:
        raise StudyDataError(
            "{arms} arms, {readers} readers and {cases} cases are more than a study holds.",
            "Check that the columns are not exchanged.",
            arms=shape[0],
            readers=shape[1],
            cases=shape[2],
        )
    truth = _agreed([*known, *table], "case", "truth")
    cluster = _agreed(table, "case", "cluster")
    specialty = _agreed(table, "reader", "specialty")
    rating, decision, located = _fill(table, arms, readers, cases)
    return Answers(
        tuple(arms), tuple(readers), tuple(cases), np.array([bool(truth[case]) for case in cases]), rating,
        decision, located, numbered([str(cluster.get(case, "")) for case in cases]),
        tuple(str(specialty[reader]) for reader in readers),
    )  # fmt: skip


def first_seen(names: Iterable[str]) -> dict[str, int]:
    """A number for each name, in the order in which they first occur."""
    return {name: index for index, name in enumerate(dict.fromkeys(names))}


_WORDS: Final = {
    "case": Message("case"),
    "reader": Message("reader"),
    "truth": Message("truth"),
    "cluster": Message("cluster"),
    "specialty": Message("specialty"),
}


def _agreed(rows: list[Row], key: str, field: str) -> dict[str, object]:
    """The one value of ``field`` for each ``key``.

    Raises:
        StudyDataError: two lines contradict each other.
    """
    found: dict[str, tuple[object, int]] = {}
    for row in rows:
        name, value = getattr(row, key), getattr(row, field)
        before = found.setdefault(name, (value, row.line))
        if before[0] != value:
            raise StudyDataError(
                "Lines {before} and {line} give different values of {field} for the same {key}.",
                "A {key} has one {field} throughout.",
                before=before[1],
                line=row.line,
                field=_WORDS[field],
                key=_WORDS[key],
            )
    return {name: value for name, (value, _) in found.items()}


def _fill(
    rows: list[Row], arms: dict[str, int], readers: dict[str, int], cases: dict[str, int]
) -> tuple[Floats, Ints, Ints]:
    shape = (len(arms), len(readers), len(cases))
    rating = np.full(shape, np.nan)
    decision, located = np.full(shape, MISSING, dtype=np.int64), np.full(shape, MISSING, dtype=np.int64)
    line: dict[tuple[int, int, int], int] = {}
    for row in rows:
        at = (arms[row.arm], readers[row.reader], cases[row.case])
        if at in line:
            raise StudyDataError(
                "Lines {before} and {line} answer the same film by the same reader in the same arm.",
                "Keep one of them.",
                before=line[at],
                line=row.line,
            )
        line[at] = row.line
        rating[at] = np.nan if row.rating is None else row.rating
        decision[at] = MISSING if row.decision is None else int(row.decision)
        located[at] = MISSING if row.located is None else int(row.located)
    return rating, decision, located


def numbered(names: Sequence[str]) -> Ints:
    """A number for each name; an empty name is a cluster of its own."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(name or f"\0{k}", len(known)) for k, name in enumerate(names)]
    return np.array(numbers, dtype=np.int64)


def to_rows(answers: Answers) -> Iterable[Row]:
    """Every answer that exists, arm by arm and reader by reader.

    Clusters come back as numbers, and only where films share one.
    """
    named = answers.clustered
    for i, j, k in np.argwhere(answers.answered).tolist():
        rating = float(answers.rating[i, j, k])
        decision, located = int(answers.decision[i, j, k]), int(answers.located[i, j, k])
        yield Row(
            answers.readers[j], answers.cases[k], answers.arms[i], bool(answers.truth[k]),
            None if np.isnan(rating) else rating,
            None if decision < 0 else bool(decision), None if located < 0 else bool(located),
            str(int(answers.cluster[k])) if named else "", answers.specialty[j],
        )  # fmt: skip
