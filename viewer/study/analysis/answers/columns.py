"""A plain table of many answers, column by column: a million lines in seconds and little memory.

Whatever is not plain (a quote, a missing field, a contradiction, a word for a number) is left to the reader
of single lines, which names the line: :func:`table` then returns None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np

from inference.stats import records
from inference.stats.common import Floats, Ints
from inference.stats.records import MISSING, Answers
from viewer.study.analysis.answers.cells import MAX_NUMBER, is_name

LINES: Final = 20_000
"""Lines that are held as text at once."""
ABSENT: Final = frozenset(("", "NA"))
_NAMES: Final = ("reader", "case", "arm", "cluster", "specialty")
_OPTIONAL: Final = ("cluster", "specialty")
_NUMBERS: Final = ("rating", "truth", "decision", "located")


class _Names:
    """Names as numbers in the order of their first appearance.

    Args:
        absent: the names may be missing, as :data:`ABSENT` writes it; a missing one is empty.
    """

    def __init__(self, *, absent: bool = False) -> None:
        self.index: dict[str, int] = {}
        self._absent = absent
        self._raw: dict[str, int] = {}

    def codes(self, values: Sequence[str]) -> Ints:
        for raw in dict.fromkeys(values):
            if raw not in self._raw:
                plain = raw.strip()
                plain = "" if self._absent and plain in ABSENT else plain
                self._raw[raw] = self.index.setdefault(plain, len(self.index))
        return np.fromiter(map(self._raw.__getitem__, values), dtype=np.int64, count=len(values))


def table(
    rows: Iterator[list[str]],
    where: Mapping[str, int],
    truths: Mapping[str, bool] | None = None,
    *,
    width: int,
) -> Answers | None:
    """The answers in ``rows``, whose columns stand at ``where``; None where they are not plain.

    Args:
        rows: fields of each line.
        where: place of each column: reader, case, arm, truth (unless ``truths``), rating, decision, located,
            cluster, specialty.
        truths: of films, by name, where they stand apart; these films come first.
        width: how many fields each line has.
    """
    names = {key: _Names(absent=key in _OPTIONAL) for key in _NAMES if key in where}
    if truths is not None:
        names["case"].codes(list(truths))
    codes: dict[str, list[Ints]] = {key: [] for key in names}
    numbers: dict[str, list[Floats]] = {key: [] for key in _NUMBERS if key in where}
    while chunk := list(islice(rows, LINES)):
        if set(map(len, chunk)) != {width}:
            return None
        columns = list(zip(*chunk, strict=True))
        for key, known in names.items():
            codes[key].append(known.codes(columns[where[key]]))
        for name, parts in numbers.items():
            values = _numbers(columns[where[name]], missing=name != "truth", whole=name != "rating")
            if values is None:
                return None
            parts.append(values)
    if not codes["reader"] or not _named(names, truths):
        return None
    joined = {key: np.concatenate(parts) for key, parts in codes.items()}
    return _answers(names, joined, {key: np.concatenate(parts) for key, parts in numbers.items()}, truths)


def _numbers(texts: Sequence[str], *, missing: bool, whole: bool) -> Floats | None:
    """Finite numbers, NaN for a missing one; only 0 and 1 where ``whole``.  None if any is not so."""
    known = set(texts)
    absent = np.zeros(len(texts), dtype=np.bool_)
    if known & ABSENT:
        absent = np.fromiter(map(ABSENT.__contains__, texts), dtype=np.bool_, count=len(texts))
        texts = ["nan" if gone else text for text, gone in zip(texts, absent, strict=True)]
    if (absent.any() and not missing) or "_" in "".join(known):
        return None
    try:
        values = np.array(texts, dtype=float)
    except ValueError:
        return None
    given = np.abs(values[~absent])
    if not (given <= MAX_NUMBER).all() or (whole and not np.isin(values[~absent], (0.0, 1.0)).all()):
        return None
    return values


def _named(names: Mapping[str, _Names], truths: Mapping[str, bool] | None) -> bool:
    """Whether every name is one, and no film lacks a truth."""
    needed = all(is_name(name) for key in ("reader", "case", "arm") for name in names[key].index)
    others = (name for key in ("cluster", "specialty") if key in names for name in names[key].index if name)
    known = truths is None or len(truths) == len(names["case"].index)
    return needed and known and all(is_name(name) for name in others)


def _answers(
    names: Mapping[str, _Names], codes: Mapping[str, Ints], numbers: Mapping[str, Floats],
    truths: Mapping[str, bool] | None,
) -> Answers | None:  # fmt: skip
    shape = tuple(len(names[key].index) for key in ("arm", "reader", "case"))
    if shape[0] * shape[1] * shape[2] > records.MAX_CELLS:
        return None
    flat = (codes["arm"] * shape[1] + codes["reader"]) * shape[2] + codes["case"]
    taken = np.zeros(shape[0] * shape[1] * shape[2], dtype=np.bool_)
    taken[flat] = True
    if np.count_nonzero(taken) < len(flat):
        return None
    truth = np.array(list(truths.values()), dtype=np.float64) if truths is not None else None
    if truth is None:
        truth = _one_each(codes["case"], numbers["truth"], shape[2])
    cluster = _one_each(codes["case"], codes.get("cluster"), shape[2])
    specialty = _one_each(codes["reader"], codes.get("specialty"), shape[1])
    if truth is None or cluster is None or specialty is None:
        return None

    def filled(key: str) -> Floats:
        cells = np.full(shape[0] * shape[1] * shape[2], np.nan)
        if key in numbers:
            cells[flat] = numbers[key]
        return cells.reshape(shape)

    def whole(key: str) -> Ints:
        return np.nan_to_num(filled(key), nan=MISSING).astype(np.int64)

    patients, special = _texts(names, "cluster", cluster), _texts(names, "specialty", specialty)
    arms, readers, cases = (tuple(names[key].index) for key in ("arm", "reader", "case"))
    return Answers(
        arms, readers, cases, truth > 0, filled("rating"), whole("decision"), whole("located"),
        records.numbered(patients), tuple(special),
    )  # fmt: skip


def _one_each(owner: Ints, value: Ints | Floats | None, count: int) -> Floats | None:
    """The one value of each owner ``[count]``, 0 where none is stated; None where two differ."""
    found = np.zeros(count)
    if value is None:
        return found
    found[owner] = value
    return found if bool((found[owner] == value).all()) else None


def _texts(names: Mapping[str, _Names], key: str, codes: Floats) -> list[str]:
    if key not in names:
        return [""] * len(codes)
    known = list(names[key].index)
    return [known[int(code)] for code in codes]
