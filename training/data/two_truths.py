"""One picture under several names, of which a table of truth says different things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from inference.aoota import NORMAL
from training.data.known_film import SOME_FRACTURE
from training.errors import TrainingError


class Told(Protocol):
    """A film with what is said of it."""

    @property
    def key(self) -> str: ...
    @property
    def ao_class(self) -> str: ...
    @property
    def side(self) -> str | None: ...
    @property
    def meta(self) -> Mapping[str, Any]: ...


Pair = tuple[str, str]


def find(films: Iterable[tuple[Told, str]]) -> tuple[Pair, ...]:
    """Names of films of the same picture that contradict one another; the second of each names it once.

    Args:
        films: each with the hash of its pixels.

    Raises:
        TrainingError: the truth is an investigator's own table, which can be mended.
    """
    first: dict[str, Told] = {}
    pairs = list[Pair]()
    for film, pixels in films:
        other = first.setdefault(pixels, film)
        if not _agree(other, film):
            if "own" in (film.meta.get("source"), other.meta.get("source")):
                raise TrainingError(
                    "The films {first} and {second} are the same picture, but the truth says different "
                    "things of them.",
                    "See every such film with shenton-train check, and correct the table.",
                    first=other.key,
                    second=film.key,
                )
            pairs.append((other.key, film.key))
    return tuple(pairs)


def _agree(one: Told, other: Told) -> bool:
    """Whether both can be true; a fracture of no known class may be any, and a side may not be told."""
    classes = {one.ao_class, other.ao_class}
    same = len(classes) == 1 or (SOME_FRACTURE in classes and NORMAL not in classes)
    return same and (one.side == other.side or not one.side or not other.side)


def words(pairs: tuple[Pair, ...]) -> str:
    """A sentence; empty where nothing contradicts."""
    if not pairs:
        return ""
    first, second = pairs[0]
    return (
        f"Films that are the same picture as another film, of which the truth says otherwise: {len(pairs)}, "
        f"such as {second} and {first}."
    )
