"""What a report is made of, before any file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viewer.study.analysis.tables import Table


@dataclass(frozen=True)
class Drawing:
    """A figure that :mod:`viewer.study.report.pictures` draws: its name and what stands under it."""

    name: str
    caption: str


@dataclass(frozen=True)
class Panel:
    """A film with its map, as a picture: JPEG bytes, and what stands under it."""

    name: str
    jpeg: bytes
    caption: str


class Role(StrEnum):
    """How much a comparison may claim: decided beforehand, decided and adjusted, or found on the way."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    EXPLORATORY = "exploratory"


@dataclass(frozen=True)
class Section:
    """A part of the report; its parts stand in this order, ``role`` beside the title."""

    title: str
    text: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()
    panels: tuple[Panel, ...] = ()
    role: Role | None = None


@dataclass(frozen=True)
class Content:
    """The whole report."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
