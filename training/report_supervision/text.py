"""Radiology reports as the words a decoder learns (Lee 2020, Methods: data characteristics).

English sentences only, the 300 most frequent words, at most 40 words a report; what is misspelt is rare and
falls out with the vocabulary.  Headers, names of people, dates and numbers never become words.  The words go
into the bundle, so each is one that the reports of at least five patients share: a name that slipped through
stands in the reports of one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.model.report_text import sentences

WORDS: Final = 300
PATIENTS: Final = 5
"""In the reports of so many patients a word must occur."""
LENGTH: Final = 40
PAD, START, END = "<pad>", "<start>", "<end>"
SPECIAL: Final = (PAD, START, END)
STOP: Final = "."

_HEADER: Final = re.compile(
    r"^\s*(exam(ination)?|procedure|technique|history|indication|clinical (history|information)|comparison|"
    r"dictated|signed|electronically|report status|reader|accession|patient|date|time|referr\w*|department)"
    r"\b[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE: Final = re.compile(r"\b(findings?|impression|conclusion|report|result)s?\s*:", re.IGNORECASE)
_SHORT: Final = {
    "rt": "right",
    "lt": "left",
    "fx": "fracture",
    "fxs": "fractures",
    "r": "right",
    "l": "left",
    "prox": "proximal",
    "w/": "with",
    "w/o": "without",
    "s/p": "status post",
    "thr": "total hip replacement",
    "oa": "osteoarthritis",
}
_DOTTED: Final = re.compile(r"\b(rt|lt|fx|prox|r|l|vs|st)\.", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z](?:[a-z'/-]*[a-z])?")
_FOREIGN: Final = re.compile(r"[^\W\d_a-zA-Z]")


def clean(report: str) -> list[str]:
    """The words of a report, lower case, sentences ended by ``.``; empty where nothing English is left."""
    text = _TITLE.sub(" ", _HEADER.sub(" ", report.replace("\r", "\n")))
    text = _DOTTED.sub(lambda found: found.group(1) + " ", text)
    words: list[str] = []
    for sentence in re.split(r"(?<!\d)\.|\.(?!\d)|[;\n]", text):
        if _FOREIGN.search(sentence):
            continue
        own = _words(sentence)
        if own:
            words += [*own, STOP]
    return words


def _words(sentence: str) -> list[str]:
    """Words without a digit; abbreviations written out."""
    measures = {"mm", "cm"}  # numbers go, and what they counted
    parts = [part for part in sentence.lower().split() if not any(ch.isdigit() for ch in part)]
    parts = [part for part in parts if part not in measures]
    found: list[str] = []
    for part in parts:
        short = _SHORT.get(part.strip(",:()."))
        found += short.split() if short else _WORD.findall(part)
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number; 0 pads, 1 starts, 2 ends a report."""

    words: tuple[str, ...]

    @classmethod
    def of(
        cls, reports: Iterable[tuple[str, Sequence[str]]], most: int = WORDS, patients: int = PATIENTS
    ) -> Vocabulary:
        """The ``most`` frequent words of training reports; ties by the alphabet.

        Args:
            reports: patient and words of each.
            patients: a word of fewer patients is left out.
        """
        counts: Counter[str] = Counter()
        whose: dict[str, set[str]] = defaultdict(set)
        for patient, report in reports:
            counts.update(report)
            for word in report:
                whose[word].add(patient)
        shared = [word for word in counts if len(whose[word]) >= patients]
        ranked = sorted(shared, key=lambda word: (-counts[word], word))
        return cls((*SPECIAL, *ranked[:most]))

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, report: Sequence[str], length: int = LENGTH) -> NDArray[np.int64]:
        """int64 [length]: known words, then the end, then padding; what is not known is dropped."""
        number = {word: place for place, word in enumerate(self.words)}
        known = [number[word] for word in report if word in number][: length - 1]
        row = np.zeros(length, np.int64)
        row[: len(known) + 1] = [*known, number[END]]
        return row

    def decode(self, row: Iterable[int]) -> str:
        """Text of a row of numbers up to its end, sentences begun with a capital.

        Raises:
            ValueError: a number that names no word.
        """
        numbers = [int(number) for number in row]
        if any(not 0 <= number < len(self.words) for number in numbers):
            raise ValueError("a number names no word")
        return sentences([self.words[number] for number in numbers])
