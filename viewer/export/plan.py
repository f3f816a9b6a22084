"""What an export is asked for and what it reports: kinds, plan, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.export_records import StoredAnswer
from inference.messages import NOTHING, Message
from inference.records import FilmImage, Region, Sha256, Window
from viewer.export.identity import Identity


class Kind(StrEnum):
    """What an export can hold."""

    LABELS = "labels"  # labels.jsonl, labels.csv, manifest.json
    COCO = "coco"  # coco.json
    PICTURES = "pictures"  # grey PNG of each film
    PNG = "png"  # picture of each reading
    PDF = "pdf"  # page of each reading
    SR = "sr"
    GSPS = "gsps"
    SC = "sc"
    KEY = "key"  # key object selection of each film that its reader marked as key image
    FILM = "film"  # DICOM copy of each film without identifiers


TABLES: Final = frozenset({Kind.LABELS, Kind.COCO})
PIXELS: Final = frozenset({Kind.PICTURES, Kind.PNG, Kind.PDF, Kind.SC, Kind.FILM})
"""Hold the film's pixels, and with them what may be burned in."""
DICOM: Final = frozenset({Kind.SR, Kind.GSPS, Kind.SC, Kind.KEY, Kind.FILM})
MAPPED: Final = frozenset({Kind.PNG, Kind.PDF, Kind.SC})
"""Show the heat map."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A film with a heat map, RGB, or none; and what to say about it."""

    picture: NDArray[np.uint8] | None
    note: Message


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader has a film on screen."""

    window: Window | None = None
    inverted: bool = False


Draw = Callable[[FilmImage, NDArray[np.uint8], StoredAnswer | None], Drawn]
Read = Callable[[Path], FilmImage]


@dataclass(frozen=True)
class Plan:
    """What to export and how.

    Attributes:
        reviewed: for each film whose burned-in text a human has looked for, the boxes to make black.  Without
            identifiers no pixels leave of a film that is not in it.
        looks: the windows of films that a reader has on screen.
    """

    kinds: frozenset[Kind]
    identity: Identity
    reviewed: Mapping[Sha256, tuple[Region, ...]] = field(default_factory=dict)
    looks: Mapping[Sha256, Look] = field(default_factory=dict)

    def needs_review(self, pixels: Sha256) -> bool:
        """Whether a film's pixels wait for a human's look."""
        return not self.identity.keeps and bool(self.kinds & PIXELS) and pixels not in self.reviewed

    @property
    def identifying(self) -> frozenset[Kind]:
        """The kinds that say whose film it is, under a pseudonym at least: they need the very file."""
        return self.kinds & (DICOM | {Kind.PDF} if self.identity.keeps else DICOM)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A film, reading or value that did not leave, and why."""

    key: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What left: how many of each kind, what did not.

    Attributes:
        notes: values of headers that could not be written; their objects left without them.
        missing: names of files that were written and are not there any more at the end.
        earlier: how many files lie in the places of an export that this one did not write.
    """

    written: Mapping[Kind, int]
    left_out: tuple[LeftOut, ...]
    cancelled: bool = False
    notes: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    earlier: int = 0

    @property
    def files(self) -> int:
        return sum(self.written.values())

    @property
    def beside(self) -> Message:
        """What lies with it and is no part of it; empty where nothing does."""
        if not self.earlier:
            return NOTHING
        return Message(
            "Files of an earlier export lie in this folder too ({count}): they are no part of this one, and "
            "may name patients.",
            count=self.earlier,
        )

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for lies where it should."""
        return not (self.left_out or self.missing or self.cancelled)


Progress = Callable[[int, int], bool]
"""Told done and total after each film; False stops the export."""
