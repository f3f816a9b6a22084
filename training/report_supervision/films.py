"""Paired films as batches: Lee 2020's augmentation, each fracture class fourfold, one order a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from training.data.augment_geometry import View, warp, whole
from training.data.augment_intensity import change
from training.data.batches import FilmSet, plain_item
from training.data.cache import Entry

FOLD: Final = 4
"""How often a film with a fracture comes in an epoch; a normal film comes once."""
ROTATION: Final = 10
SCALE: Final = 10
SHIFT: Final = 10
"""Degrees, per cent and pixels of 512: whole numbers up to these, either way."""


class ReportBatch(NamedTuple):
    """``films`` float32 [N, 1, S, S], ``target`` int64 [N], ``report`` int64 [N, 40] (no report: padding).

    Where the first parts of the encoder are frozen, ``films`` is what they made: [N, C, h, w].
    """

    films: Tensor
    target: Tensor
    report: Tensor


class Turn(NamedTuple):
    """One view of an epoch: which epoch, which place in the enlarged set, which film."""

    epoch: int
    place: int
    film: int


@dataclass(frozen=True, slots=True)
class PairedFilms:
    """Films of a set with the encoded report of each, int64 [films, 40]."""

    films: FilmSet
    reports: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.films)

    def where(self, wanted: Callable[[Entry], bool]) -> PairedFilms:
        """The films whose entry is wanted."""
        return self.subset([place for place, entry in enumerate(self.films.entries()) if wanted(entry)])

    @property
    def has_reports(self) -> bool:
        """Whether any film has one."""
        return bool((self.reports != 0).any())

    def digest(self) -> str:
        """Stands for the films, their classes and patients, and their reports."""
        made = sha256(np.ascontiguousarray(self.reports).tobytes())
        for one in self.films.entries():
            made.update(f"{one.key} {one.ao_class} {one.patient} {one.pixel_sha256}\n".encode())
        return made.hexdigest()

    def places_in(self, whole: PairedFilms) -> list[int]:
        """The number of each film among those of ``whole``, of which these are some."""
        place = {(own.folder, at): number for number, (own, at) in enumerate(whole.films.picks)}
        return [place[own.folder, at] for own, at in self.films.picks]

    def subset(self, chosen: Sequence[int]) -> PairedFilms:
        """These films only."""
        picks = tuple(self.films.picks[i] for i in chosen)
        return PairedFilms(replace(self.films, picks=picks), self.reports[list(chosen)])


def view_of(films: FilmSet, index: int, rng: np.random.Generator) -> View:
    """The paper's change of one film: whole degrees, per cent and pixels."""
    plain = whole(films.entry(index))
    high, wide = (1 + int(rng.integers(-SCALE, SCALE + 1)) / 100 for _ in range(2))
    right, down = (int(rng.integers(-SHIFT, SHIFT + 1)) / 512 for _ in range(2))
    centre = (plain.centre[0] + right, plain.centre[1] + down)
    extent = (plain.extent[0] / wide, plain.extent[1] / high)
    return View(centre, extent, float(rng.integers(-ROTATION, ROTATION + 1)))


class Training(Dataset[ReportBatch]):
    """One changed film a turn; what it looks like depends on (seed, epoch, place) alone.

    ``stored`` float16 [rounds, views, C, h, w]: what frozen parts made of the views; they come again after so
    many epochs.
    """

    def __init__(
        self,
        paired: PairedFilms,
        seed: int,
        tone: float = 0.0,
        stored: NDArray[np.float16] | None = None,
    ) -> None:
        self._paired, self._seed, self._tone, self._stored = paired, seed, tone, stored
        self._targets = paired.films.targets()

    def __len__(self) -> int:
        return len(self._paired)

    def __getitem__(self, turn: Turn) -> ReportBatch:
        target, report = int(self._targets[turn.film]), self._paired.reports[turn.film]
        if self._stored is not None:
            return _cells(self._stored[turn.epoch % len(self._stored), turn.place], target, report)
        films, size = self._paired.films, self._paired.films.spec.size
        rng = np.random.default_rng([self._seed, turn.epoch, turn.place, 3])
        unit = warp(films.pixels(turn.film), view_of(films, turn.film, rng), size)
        if self._tone > 0:
            unit = change(unit, None, rng, self._tone, 0.0)
        return _one(films, unit, target, report)


class Plain(Dataset[ReportBatch]):
    """Every film once, unchanged; ``stored`` float16 [films, C, h, w] as in :class:`Training`."""

    def __init__(self, paired: PairedFilms, stored: NDArray[np.float16] | None = None) -> None:
        self._paired, self._stored = paired, stored
        self._targets = paired.films.targets()

    def __len__(self) -> int:
        return len(self._paired)

    def __getitem__(self, index: int) -> ReportBatch:
        if self._stored is not None:
            return _cells(self._stored[index], int(self._targets[index]), self._paired.reports[index])
        unit = plain_item(self._paired.films, index).unit
        return _one(self._paired.films, unit, int(self._targets[index]), self._paired.reports[index])


def _one(films: FilmSet, unit: NDArray[np.float32], target: int, report: NDArray[np.int64]) -> ReportBatch:
    value = (unit[None] - np.float32(films.spec.mean)) / np.float32(films.spec.std)
    return ReportBatch(
        torch.from_numpy(value.astype(np.float32)), torch.tensor(target), torch.from_numpy(report)
    )


def _cells(cells: NDArray[np.float16], target: int, report: NDArray[np.int64]) -> ReportBatch:
    value = torch.from_numpy(cells.astype(np.float32))
    return ReportBatch(value, torch.tensor(target), torch.from_numpy(report))


def enlarged(targets: NDArray[np.int64], fold: int = FOLD) -> NDArray[np.int64]:
    """Film of each view of the enlarged set: normal films once, films with a fracture ``fold`` times."""
    return np.repeat(np.arange(len(targets)), np.where(targets > 0, fold, 1))


class Turns(Sampler[Turn]):
    """The order of an epoch: normal films once, films with a fracture ``fold`` times, shuffled.

    Lightning calls :meth:`set_epoch` before each epoch, so an interrupted run goes on with the same order.
    """

    def __init__(self, targets: NDArray[np.int64], seed: int, fold: int = FOLD) -> None:
        self._all = enlarged(targets, fold)
        self._seed, self._epoch = seed, 0

    def set_epoch(self, epoch: int) -> None:
        """The epoch that comes next."""
        self._epoch = epoch

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Turn]:
        order = np.random.default_rng([self._seed, self._epoch, 4]).permutation(len(self._all))
        return (Turn(self._epoch, int(place), int(self._all[place])) for place in order)


def training_loader(
    paired: PairedFilms,
    batch: int,
    seed: int,
    *,
    tone: float = 0.0,
    workers: int = 0,
    stored: NDArray[np.float16] | None = None,
) -> DataLoader[ReportBatch]:
    """Batches of an epoch; a last one that is not full is dropped (batch normalisation)."""
    turns = Turns(paired.films.targets(), seed)
    data = Training(paired, seed, tone, stored)
    return DataLoader(data, batch, sampler=turns, drop_last=_fills(turns, batch), num_workers=workers)


def _fills(turns: Sized, batch: int) -> bool:
    return len(turns) >= batch


def plain_loader(
    paired: PairedFilms, batch: int, stored: NDArray[np.float16] | None = None
) -> DataLoader[ReportBatch]:
    """Every film once, in order."""
    return DataLoader(Plain(paired, stored), batch, shuffle=False)
