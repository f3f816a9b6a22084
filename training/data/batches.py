"""Training and validation batches from film caches.

Film ``position`` of ``epoch`` depends only on (seed, epoch, position): an interrupted run that goes on
makes the same batches, and how many threads prepare them does not matter.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from inference.aoota import CLASSES
from inference.records import InputSpec
from training.data.augment_geometry import (
    SIDES,
    AugmentPlan,
    View,
    close_view,
    draw_view,
    hip_regions,
    move_box,
    plain_close_view,
    shown,
    shows_none,
    warp,
    whole,
)
from training.data.augment_intensity import change
from training.data.cache import FULL, Entry, FilmCache
from training.data.known_film import SOME_FRACTURE, Box
from training.data.limb_films import part_number
from training.data.limb_views import is_limb, limb_view, plain_limb_view
from training.networks.densenet import FINDER_CELL

Floats = NDArray[np.float32]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step needs.

    Attributes:
        films: float32 [N, 1, S, S], normalised.
        target: int64 [N], index into the seven classes.
            or :data:`UNKNOWN`: a fracture of unknown class.
        inside: float32 [N, S/16, S/16], 1 where a truth box lies.
        hips: float32 [N, 2, S/16, S/16], 1 where the left and the right hip lie.
        broken: int64 [N, 2], 1 for a broken hip, 0 for another, -1 where the hip is not known or not shown.
        part: int64 [N], index into the limbs' parts, -1 where the film is no limb film.
    """

    films: Tensor
    target: Tensor
    inside: Tensor
    hips: Tensor
    broken: Tensor
    part: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        films = self.films.to(device, memory_format=torch.channels_last)
        rest = (value.to(device) for value in (self.target, self.inside, self.hips, self.broken, self.part))
        return Batch(films, *rest)


@dataclass(frozen=True, slots=True)
class Item:
    """One film of a batch: ``unit`` [S, S] in 0..1; the others as in :class:`Batch`."""

    unit: Floats
    inside: Floats
    hips: Floats
    broken: tuple[int, int]
    unbroken: bool = False  # a close view of a hip that is not the broken one: its class is normal
    part: int = -1


@dataclass(frozen=True, slots=True)
class FilmSet:
    """Films of one or several caches as one sequence: ``picks[i]`` is a cache and a place in it.

    ``close``: unchanged films (validation) are shown as close views of one hip, as such a training sees them,
    ``near`` as in :class:`~training.data.augment_geometry.AugmentPlan`.
    """

    picks: tuple[tuple[FilmCache, int], ...]
    spec: InputSpec
    close: bool = False
    near: float = 0.0

    @classmethod
    def of(cls, caches: Iterable[FilmCache], spec: InputSpec, *, close: bool = False) -> FilmSet:
        """All films of ``caches``."""
        return cls(tuple((cache, place) for cache in caches for place in range(len(cache))), spec, close)

    def __len__(self) -> int:
        return len(self.picks)

    def entry(self, index: int) -> Entry:
        cache, place = self.picks[index]
        return cache.entries[place]

    def entries(self) -> Iterator[Entry]:
        return (self.entry(index) for index in range(len(self)))

    def pixels(self, index: int) -> NDArray[np.uint16]:
        cache, place = self.picks[index]
        return np.asarray(cache.pixels[place])

    def where(self, wanted: Callable[[Entry], bool]) -> FilmSet:
        """The films whose entry is wanted."""
        picks = tuple((cache, place) for cache, place in self.picks if wanted(cache.entries[place]))
        return replace(self, picks=picks)

    def at_most(self, count: int) -> FilmSet:
        """So many films in all (0: all of them): of each cache the first ones, as many as its share.

        Of one cache these are its first films, so that a smaller set lies in a larger one.
        """
        if not count or count >= len(self):
            return self
        sets = [list(group) for _, group in groupby(self.picks, key=lambda pick: id(pick[0]))]
        ends = np.round(np.cumsum([len(one) for one in sets]) * count / len(self)).astype(int)
        shares = np.diff(ends, prepend=0)
        return replace(self, picks=tuple(p for one, n in zip(sets, shares, strict=True) for p in one[:n]))

    def named(self) -> dict[str, list[Any]]:
        """As JSON: name, class and patient of each film."""
        entries = list(self.entries())
        return {
            "films": [one.key for one in entries],
            "target": self.targets().tolist(),
            "patients": [one.patient for one in entries],
        }

    def targets(self) -> NDArray[np.int64]:
        """Index into the seven classes of every film, or :data:`UNKNOWN`."""
        known = {name: number for number, name in enumerate((*CLASSES, SOME_FRACTURE))}
        return np.array([known[self.entry(i).ao_class] for i in range(len(self))], np.int64)

    def parts(self) -> NDArray[np.int64]:
        """Part of the body of every limb film; -1 for films of hips."""
        return np.array([part_number(self.entry(i).meta) for i in range(len(self))], np.int64)


def inside_grid(boxes: Sequence[Box], cells: int) -> Floats:
    """1 in cells that a box (units of the square) covers by a fifth or whose centre cell it is, else 0."""
    grid = np.zeros((cells, cells), np.float32)
    edges = np.arange(cells)
    for x0, y0, x1, y1 in boxes:
        if x1 <= 0 or y1 <= 0 or x0 >= 1 or y0 >= 1:
            continue
        across = np.clip(np.minimum(edges + 1, x1 * cells) - np.maximum(edges, x0 * cells), 0, 1)
        down = np.clip(np.minimum(edges + 1, y1 * cells) - np.maximum(edges, y0 * cells), 0, 1)
        grid[np.outer(down, across) >= 0.2] = 1
        row, column = (int(np.clip((a + b) / 2 * cells, 0, cells - 1)) for a, b in ((y0, y1), (x0, x1)))
        grid[row, column] = 1
    return grid


def training_item(films: FilmSet, index: int, plan: AugmentPlan, rng: np.random.Generator) -> Item:
    """One changed film and where its boxes and hips came to lie."""
    entry, size = films.entry(index), films.spec.size
    if is_limb(entry):
        return _limb_item(films, index, plan, rng)
    close = close_view(entry, plan, size, rng) if rng.random() < plan.close else None
    view, focus = close or draw_view(entry, plan, rng)
    unit = changed(films.pixels(index), view, focus, size, plan, rng)
    item = _item(unit, entry, lambda box: move_box(box, view.matrix(1)))
    return replace(item, unbroken=close is not None and shows_none(entry, view))


def changed(
    pixels: NDArray[np.uint16],
    view: View,
    focus: Box | None,
    size: int,
    plan: AugmentPlan,
    rng: np.random.Generator,
) -> Floats:
    """The view in other tones; no mark lies over the focus."""
    unit = warp(pixels, view, size)
    x0, y0, x1, y1 = view.rectangle(size)
    keep = None
    if focus is not None:
        a, b, c, d = (round(value * size) for value in move_box(focus, view.matrix(1)))
        keep = (a - x0, b - y0, c - x0, d - y0)
    unit[y0:y1, x0:x1] = change(unit[y0:y1, x0:x1], keep, rng, plan.tone, plan.cutout, plan.strip)
    return unit


def _limb_item(films: FilmSet, index: int, plan: AugmentPlan, rng: np.random.Generator) -> Item:
    """One changed limb film, whole or close; its class is normal where no fracture is shown."""
    entry, size, pixels = films.entry(index), films.spec.size, films.pixels(index)
    view, focus = limb_view(entry, pixels, plan, size, rng, close=rng.random() < plan.close)
    unit = changed(pixels, view, focus, size, plan, rng)
    matrix = view.matrix(1)
    item = _item(unit, entry, lambda box: move_box(box, matrix))
    none = shows_none(entry, view)
    inside = np.zeros_like(item.inside) if none else item.inside
    hips = item.hips.copy()  # the finder learns most about the focus and what is beside it
    hips[0] = inside_grid([_twice(move_box(focus, matrix))], len(inside))
    return replace(item, inside=inside, hips=hips, unbroken=none)


def _twice(box: Box) -> Box:
    """A box of twice the width and height about the same middle."""
    dx, dy = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return (box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy)


def plain_item(films: FilmSet, index: int) -> Item:
    """One film as the viewer would square it, reduced to the set's size; of a close set, one hip of it."""
    entry, size = films.entry(index), films.spec.size
    pixels = films.pixels(index)
    view = None
    if films.close:
        limb = is_limb(entry)
        view = plain_limb_view(entry, pixels, size) if limb else plain_close_view(entry, size, films.near)
    if view is not None:
        matrix = view.matrix(1)
        return _item(warp(pixels, view, size), entry, lambda box: move_box(box, matrix))
    if pixels.shape[0] == size:
        unit = pixels.astype(np.float32) / np.float32(FULL)
    elif pixels.shape[0] > size:
        smaller = cv2.resize(pixels, (size, size), interpolation=cv2.INTER_AREA)
        unit = np.asarray(smaller, np.float32) / np.float32(FULL)
    else:
        unit = warp(pixels, whole(entry), size)
    return _item(unit, entry, lambda box: box)


def _item(unit: Floats, entry: Entry, move: Callable[[Box], Box]) -> Item:
    """Grids of a film's boxes and hips; a hip of which less than half is shown is left out."""
    cells = unit.shape[0] // FINDER_CELL
    hips = np.zeros((len(SIDES), cells, cells), np.float32)
    broken = [-1, -1]
    for place, side in enumerate(SIDES):
        region = hip_regions(entry).get(side)
        if region is not None and shown(moved := move(region)) >= 0.5:
            hips[place] = inside_grid([moved], cells)
            broken[place] = int(entry.side in (side, "both"))
    inside = inside_grid([move(box) for box in entry.boxes], cells)
    return Item(unit, inside, hips, (broken[0], broken[1]), part=part_number(entry.meta))


def collate(items: Sequence[Item], targets: Sequence[int], spec: InputSpec) -> Batch:
    """Normalise as the card says and stack."""
    films = (np.stack([item.unit for item in items])[:, None] - spec.mean) / spec.std
    return Batch(
        torch.from_numpy(films.astype(np.float32)).to(memory_format=torch.channels_last),
        torch.tensor(targets, dtype=torch.int64),
        torch.from_numpy(np.stack([item.inside for item in items])),
        torch.from_numpy(np.stack([item.hips for item in items])),
        torch.tensor([item.broken for item in items], dtype=torch.int64),
        torch.tensor([item.part for item in items], dtype=torch.int64),
    )


def rounds(films: int, batch: int, processes: int = 1) -> int:
    """Batches of an epoch for each process; a last one of a lone film is dropped (batch normalisation)."""
    if processes > 1:
        return films // (batch * processes)
    return films // batch + (films % batch >= 2)


def training_batches(
    films: FilmSet,
    order: NDArray[np.int64],
    *,
    batch: int,
    plan: AugmentPlan,
    seed: tuple[int, int],
    start: int = 0,
    share: tuple[int, int] = (0, 1),
    close_size: int = 0,
) -> Iterator[Batch]:
    """Batches ``start``, ``start + 1`` ... of an epoch; ``seed`` is (seed, epoch).

    With ``share`` (number, of) only every so many-th batch is this process' own; :func:`rounds` counts them.
    With a ``close_size`` of its own a batch holds either whole films or close views, these of that size.
    """
    targets = films.targets()
    near = replace(films, spec=replace(films.spec, size=close_size or films.spec.size))
    mine, others = share
    for turn in range(start, rounds(len(order), batch, others)):
        first = (turn * others + mine) * batch
        chosen = order[first : first + batch]
        some, changes = films, plan
        if close_size not in (0, films.spec.size):
            close = np.random.default_rng([*seed, first, 3]).random() < plan.close
            some, changes = near if close else films, replace(plan, close=float(close))
        items = [
            training_item(some, int(index), changes, np.random.default_rng([*seed, first + place, 2]))
            for place, index in enumerate(chosen)
        ]
        labels = [
            0 if item.unbroken else int(targets[index]) for item, index in zip(items, chosen, strict=True)
        ]
        yield collate(items, labels, some.spec)


def plain_batches(films: FilmSet, batch: int) -> Iterator[Batch]:
    """Every film once, in order, unchanged."""
    targets = films.targets()
    for first in range(0, len(films), batch):
        chosen = range(first, min(first + batch, len(films)))
        items = [plain_item(films, index) for index in chosen]
        yield collate(items, [int(targets[index]) for index in chosen], films.spec)


def ahead(batches: Iterator[Made], depth: int = 4) -> Iterator[Made]:
    """Prepare batches in a thread while the network works (OpenCV and NumPy release the lock)."""
    ready: queue.Queue[Made | BaseException | None] = queue.Queue(depth)
    stop = threading.Event()

    def put(item: Made | BaseException | None) -> None:
        while not stop.is_set():
            with contextlib.suppress(queue.Full):
                ready.put(item, timeout=0.2)
                return

    def work() -> None:
        try:
            for item in batches:
                put(item)
                if stop.is_set():
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001  handed to the consumer, who raises it
            put(error)

    thread = threading.Thread(target=work, name="batches", daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        thread.join()
