"""What a screen must show before films are read on it: the arithmetic of the display check, no windows.

A reader says where a faint square lies; the smallest step that is found is the threshold.  One step of 255 is
what an 8-bit greyscale can do.  TG18 of the AAPM (2005) wants the 5 % squares of 0 % and of 100 % seen; here
finer steps are asked for as well, in the dark, in the middle and in the bright.  None of it replaces a
photometer and DICOM PS3.14.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from inference.messages import Message

LEVELS: Final = {"dark": 13, "middle": 128, "bright": 242}  # greys of 255: 5, 50 and 95 %
STEPS: Final = (13, 6, 3, 3, 2, 2)
"""Differences of grey, coarse to fine; the fine ones twice, as one of four guesses is right."""
NEEDED: Final = 3
"""A film needs this step in every level: some 85 of the 255 steps of grey."""
PLACES: Final = 4
COARSE_SCREEN: Final = 2_000_000  # pixels; a pelvis film has some 7 million
COLOURS: Final = 24  # bits of a pixel


@dataclass(frozen=True, slots=True)
class Question:
    """A square of ``grey + step`` in one of four places on ``grey``."""

    level: str
    grey: int
    step: int
    place: int


@dataclass(slots=True)
class Check:
    """One run of the check: a level is gone through from coarse to fine until a square is not found."""

    seed: int | None = None
    found: dict[str, int] = field(default_factory=dict)  # by level: the finest step found, 0 for none
    _open: list[str] = field(default_factory=lambda: list(LEVELS))
    _at: int = 0
    _question: Question | None = None
    _random: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        if self.seed is not None:
            self._random.seed(self.seed)
        self._ask()

    @property
    def question(self) -> Question | None:
        """What is shown now, or ``None`` when the check is over."""
        return self._question

    @property
    def total(self) -> int:
        return len(LEVELS)

    @property
    def done(self) -> int:
        """How many levels are finished."""
        return len(LEVELS) - len(self._open)

    def answer(self, place: int | None) -> None:
        """The reader sees the square at ``place`` (0..3), or sees none."""
        asked = self._question
        if asked is None:
            return
        if place == asked.place:
            self._at += 1
            following = STEPS[self._at] if self._at < len(STEPS) else 0
            if following != abs(asked.step):
                self.found[asked.level] = abs(asked.step)
            if following:
                self._ask()
                return
        self.found.setdefault(asked.level, 0)
        self._open.pop(0)
        self._at = 0
        self._ask()

    def _ask(self) -> None:
        if not self._open:
            self._question = None
            return
        level, step = self._open[0], STEPS[self._at]
        sign = -1 if level == "bright" else 1
        self._question = Question(level, LEVELS[level], sign * step, self._random.randrange(PLACES))

    @property
    def passed(self) -> bool:
        """Whether every level shows the step that a film needs."""
        return all(0 < self.found.get(level, 0) <= NEEDED for level in LEVELS)


def screen_remarks(width: int, height: int, depth: int) -> list[Message]:
    """What the system says about the screen, where it matters for a film."""
    found = []
    if width * height < COARSE_SCREEN:
        found.append(
            Message(
                "The screen has {width} x {height} pixels: fine lines need the zoom, or 1:1.",
                width=width,
                height=height,
            )
        )
    if depth < COLOURS:
        found.append(
            Message("The screen shows {depth} bits a pixel: fewer greys than a film needs.", depth=depth)
        )
    return found
