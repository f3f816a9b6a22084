"""Reading a table of answers from a file: size, encoding, fields; and which format it is."""

from __future__ import annotations

from pathlib import Path

from inference.stats.records import Answers
from viewer.study.analysis.cells import read_text


def read(path: Path) -> Answers:
    """The answers in a ``.imrmc`` file (FDA iMRMC) or a CSV file in long form, told by its contents.

    Raises:
        StudyDataError: the file cannot be read, or what it says contradicts itself.
    """
    from viewer.study.analysis import imrmc, long_csv

    text = read_text(path)
    return imrmc.parse(text) if imrmc.is_imrmc(text) else long_csv.parse(text)
