"""Reading a table of answers from a file: size, encoding, fields; and which format it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from inference.messages import and_list
from inference.stats.records import Answers
from viewer.study.analysis.answers.cells import read_text

_ZEROS: Final = re.compile(r"(?<![\d.,])0+(?=\d)")
MANY_FILMS: Final = 10
"""Of one patient; fewer raise no doubt."""
_MOST: Final = 3
"""Groups of names that are told; the rest are counted."""


def read(path: Path) -> Answers:
    """The answers in a ``.imrmc`` file (FDA iMRMC) or a CSV file in long form, told by its contents.

    Names that differ in capitals, blanks or leading zeros alone, and a patient of very many films, are told
    in the answers' doubts.

    Raises:
        StudyDataError: the file cannot be read, or what it says contradicts itself.
    """
    from viewer.study.analysis.answers import imrmc, long_csv

    text = read_text(path)
    by_name = path.suffix.lower() == ".imrmc"
    found = imrmc.parse(text) if by_name or imrmc.is_imrmc(text) else long_csv.parse(text)
    return replace(found, doubts=(*found.doubts, *_alike(found), *_one_patient(found)))


def _one_patient(answers: Answers) -> Iterator[str]:
    """Where one patient holds so many films that the name may stand for "not known"."""
    most = int(np.bincount(answers.cluster).max())
    if most >= MANY_FILMS and most * 3 >= len(answers.cases):
        yield (
            f"{most} of {len(answers.cases)} films belong to one patient. Where that name stands for an "
            "unknown patient, leave it empty: each such film then stands alone."
        )


def _alike(answers: Answers) -> Iterator[str]:
    for what, names in (
        ("readers", answers.readers), ("arms", answers.arms), ("films", answers.cases),
        ("specialties", tuple(dict.fromkeys(answers.specialty))),
    ):  # fmt: skip
        groups = _groups(names)
        told = [str(and_list(group)) for group in groups[:_MOST]]
        if len(groups) > _MOST:
            told.append(f"and {len(groups) - _MOST} more")
        if groups:
            yield (
                f"Names of {what} that differ in capitals, blanks or leading zeros alone count as different "
                f"{what}: {'; '.join(told)}. Correct the file where they are one."
            )


def _groups(names: Iterable[str]) -> list[list[str]]:
    """Names that look like one."""
    found: dict[str, list[str]] = {}
    for name in names:
        plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
        found.setdefault(_ZEROS.sub("", plain), []).append(name)
    return [group for group in found.values() if len(group) > 1]
