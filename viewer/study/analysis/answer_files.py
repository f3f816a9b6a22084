"""Reading a table of answers from a file: size, encoding, fields; and which format it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from inference.messages import and_list
from inference.stats.records import Answers
from viewer.study.analysis.cells import read_text

_ZEROS: Final = re.compile(r"(?<![\d.,])0+(?=\d)")
_MOST: Final = 3
"""Groups of names that are told; the rest are counted."""


def read(path: Path) -> Answers:
    """The answers in a ``.imrmc`` file (FDA iMRMC) or a CSV file in long form, told by its contents.

    Names that differ in capitals, blanks or leading zeros alone are told in the answers' doubts.

    Raises:
        StudyDataError: the file cannot be read, or what it says contradicts itself.
    """
    from viewer.study.analysis import imrmc, long_csv

    text = read_text(path)
    by_name = path.suffix.lower() == ".imrmc"
    found = imrmc.parse(text) if by_name or imrmc.is_imrmc(text) else long_csv.parse(text)
    return replace(found, doubts=(*found.doubts, *_alike(found)))


def _alike(answers: Answers) -> Iterator[str]:
    for what, names in (("readers", answers.readers), ("arms", answers.arms), ("films", answers.cases)):
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
