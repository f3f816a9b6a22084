"""Several marks on a film: what each reader marked where, as one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference.stats.common import Bools, Floats, Ints
from inference.stats.curves.free_response import Marks
from inference.stats.records import MAX_CELLS, StudyDataError, first_seen, numbered

MAX_LESIONS: Final = 100
"""On one film."""
UNIT: Final = 0.01
"""How far the weights of a film's lesions may miss one together."""


@dataclass(frozen=True)
class FilmTruth:
    """Where a film's lesions are.

    Attributes:
        lesions: how many; 0 for a film without.
        weights: of each; they sum to one.
        cluster: what several films share (the patient); empty when each stands alone.
    """

    lesions: int
    weights: tuple[float, ...]
    cluster: str = ""


@dataclass(frozen=True)
class Mark:
    """One mark, or a reading without any.

    Attributes:
        reader: code.
        arm: name.
        case: name of the film.
        lesion: number of the lesion that it lies on, from 1; 0 on none; None where nothing was marked.
        rating: higher is more suspicious; None where nothing was marked.
        line: of the file; 0 without a file.
    """

    reader: str
    arm: str
    case: str
    lesion: int | None
    rating: float | None
    line: int = 0


@dataclass(frozen=True)
class MarkTable:
    """Every reading of I arms, J readers and K films with L lesions.

    Attributes:
        arms: names ``[I]``.
        readers: names ``[J]``.
        cases: names ``[K]``.
        lesions: how many on each film ``[K]``.
        cluster: number of each film's cluster ``[K]``; all differ where films stand alone.
        owner: film of each lesion ``[L]``.
        weight: of each lesion ``[L]``; one film's sum to one.
        read: whether a reader read a film in an arm ``[I, J, K]``.
        on: highest rating on each lesion ``[I, J, L]``; minus infinity where unmarked.
        beside: highest non-lesion rating of each film ``[I, J, K]``; minus infinity without one.
        others: every non-lesion mark: arm, reader and film ``[M, 3]``, ...
        other_rating: ... and its rating ``[M]``.
        marks: how many marks in all.
        notes: what was left out or merged, in sentences.
    """

    arms: tuple[str, ...]
    readers: tuple[str, ...]
    cases: tuple[str, ...]
    lesions: Ints
    cluster: Ints
    owner: Ints
    weight: Floats
    read: Bools
    on: Floats
    beside: Floats
    others: Ints
    other_rating: Floats
    marks: int
    notes: tuple[str, ...] = ()

    @property
    def truth(self) -> Bools:
        """Films with a lesion ``[K]``."""
        return self.lesions > 0

    @property
    def clustered(self) -> bool:
        """Whether any two films share a cluster."""
        return len(np.unique(self.cluster)) < len(self.cluster)

    def marks_of(self, readings: Sequence[tuple[int, int]], films: Ints) -> Marks:
        """Marks of some readings (arm, reader) on some films (by number), the films numbered anew."""
        place = np.full(len(self.cases), -1)
        place[films] = np.arange(len(films))
        kept = place[self.owner] >= 0
        arms, readers = (np.array(one, dtype=np.int64) for one in zip(*readings, strict=True))
        others = tuple(
            self.other_rating[
                (self.others[:, 0] == i) & (self.others[:, 1] == j) & (place[self.others[:, 2]] >= 0)
            ]
            for i, j in readings
        )
        return Marks(
            self.on[arms, readers][:, kept], place[self.owner[kept]], self.beside[arms, readers][:, films],
            others, self.truth[films], self.weight[kept],
        )  # fmt: skip


class _Cells:
    """The arrays of a table while its marks are entered.

    Args:
        shape: arms and readers.
        first: number of each film's first lesion, and of all lesions at the end, int64 ``[films + 1]``.
    """

    def __init__(self, shape: tuple[int, int], first: Ints) -> None:
        films = len(first) - 1
        self._first = first
        self.read = np.zeros((*shape, films), dtype=bool)
        self.on = np.full((*shape, int(first[-1])), -np.inf)
        self.beside = np.full((*shape, films), -np.inf)
        self.others: list[tuple[int, int, int]] = []
        self.ratings: list[float] = []
        self.again = 0

    def take(self, mark: Mark, at: tuple[int, int], film: int) -> None:
        """Enter a mark of an arm and reader; of several on one lesion, or beside, the highest counts."""
        if mark.rating is None or mark.lesion is None:
            return
        if mark.lesion:
            lesion = int(self._first[film]) + mark.lesion - 1
            self.again += bool(np.isfinite(self.on[*at, lesion]))
            self.on[*at, lesion] = max(self.on[*at, lesion], mark.rating)
            return
        self.beside[*at, film] = max(self.beside[*at, film], mark.rating)
        self.others.append((*at, film))
        self.ratings.append(mark.rating)


def of_marks(marks: Iterable[Mark], truths: dict[str, FilmTruth], notes: Iterable[str] = ()) -> MarkTable:
    """The table of ``marks``; ``truths`` holds every film.

    Raises:
        StudyDataError: nothing was read, a lesion does not exist, or the table is too large.
    """
    every = list(marks)
    if not every:
        raise StudyDataError("The file holds no readings.", "Each line needs a reader, a case and an arm.")
    arms, readers = first_seen(one.arm for one in every), first_seen(one.reader for one in every)
    cases = first_seen(truths)
    lesions = np.array([truths[case].lesions for case in cases], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(lesions)])
    shape = (len(arms), len(readers))
    if shape[0] * shape[1] * (len(cases) + int(first[-1])) > MAX_CELLS:
        raise StudyDataError(
            "{arms} arms, {readers} readers and {cases} cases are more than a study holds.",
            "Check that the columns are not exchanged.",
            arms=shape[0], readers=shape[1], cases=len(cases),
        )  # fmt: skip
    cells = _Cells(shape, first)
    for one in every:
        cells.read[arms[one.arm], readers[one.reader], cases[one.case]] = True
        if one.lesion is not None and one.lesion > truths[one.case].lesions and one.rating is not None:
            raise _no_such(one, truths[one.case].lesions)
        cells.take(one, (arms[one.arm], readers[one.reader]), cases[one.case])
    told = list(notes)
    if cells.again:
        told.append(f"{cells.again} further marks on a lesion that was marked already: the highest counts.")
    return MarkTable(
        tuple(arms), tuple(readers), tuple(cases), lesions, numbered([truths[c].cluster for c in cases]),
        np.repeat(np.arange(len(cases)), lesions), np.array([w for c in cases for w in truths[c].weights]),
        cells.read, cells.on, cells.beside, np.array(cells.others, dtype=np.int64).reshape(-1, 3),
        np.array(cells.ratings),
        sum(one.rating is not None for one in every), tuple(told),
    )  # fmt: skip


def _no_such(one: Mark, count: int) -> StudyDataError:
    return StudyDataError(
        "Line {line}: there is no lesion {lesion} on a film with {count}.",
        "Lesions are counted from 1; 0 is a mark beside them.",
        line=one.line, lesion=one.lesion or 0, count=count,
    )  # fmt: skip


def equal(count: int) -> tuple[float, ...]:
    """Weights of lesions that count alike."""
    return (1 / count,) * count
