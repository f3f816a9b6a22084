"""What a table of an analysis is about: by this it is asked for; its title is for the eye alone."""

from __future__ import annotations

from enum import Enum, auto


class Topic(Enum):
    """In the order in which the tables stand."""

    FLOW = auto()
    DECISIONS = auto()
    AREAS = auto()
    SEVERAL = auto()
    USTAT = auto()
    AGAINST_MODEL = auto()
    SINGLE = auto()
    SWITCHES = auto()
    AGREEMENT = auto()
    PAIRS = auto()
