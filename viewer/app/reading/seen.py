"""What of the model and of others each reader has seen of each film, in this run of the program.  Qt-free."""

from __future__ import annotations

from dataclasses import dataclass

from inference.records import Sha256


@dataclass(slots=True)
class Sight:
    """Whether the answer, the map and what others answered were on screen; once seen, always seen."""

    answer: bool = False
    heat_map: bool = False
    others: bool = False

    def add(self, other: Sight) -> None:
        """What was on screen, whoever looked."""
        self.answer |= other.answer
        self.heat_map |= other.heat_map
        self.others |= other.others


class Seen:
    """By film and reader."""

    def __init__(self) -> None:
        self._known: dict[tuple[Sha256, str], Sight] = {}

    def of(self, pixels: Sha256, reader: str) -> Sight:
        """The one record of a film and a reader; what is noted on it stays."""
        return self._known.setdefault((pixels, reader), Sight())
