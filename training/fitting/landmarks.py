"""Training of the landmark network on generated films."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor

from training.data.augment_geometry import AugmentPlan, draw_view, warp, whole
from training.data.batches import FilmSet, ahead, changed
from training.errors import TrainingError
from training.fitting.averaging import Averaging
from training.networks.landmarks import (
    CELL,
    MARKS,
    NAMES,
    SURE,
    LandmarkNet,
    asked,
    begin_from_imagenet,
    heat_loss,
    heat_of,
    places,
)

PLAN: Final = AugmentPlan(rotation=18.0, scale=0.25, shift=0.08, aspect=0.12, crop=0.6, one_hip=0.6)
SAY: Final = 50
"""Steps between two lines of the log."""


@dataclass(frozen=True, slots=True)
class MarksPlan:
    """How long and how fast; the input's size is the films'."""

    epochs: float = 1.5
    batch: int = 8
    learning_rate: float = 1.5e-3
    decay: float = 0.02
    seed: int = 1
    threads: int = 0
    imagenet: bool = True


def train(films: FilmSet, plan: MarksPlan) -> LandmarkNet:
    """The averaged network after the last step.

    Raises:
        TrainingError: fewer films than a batch, or the weights of ImageNet are asked for and not installed.
    """
    if len(films) < plan.batch:
        raise TrainingError(
            "There are {count} training films, and a batch has {batch}.",
            "Make or add films.",
            count=len(films),
            batch=plan.batch,
        )
    torch.manual_seed(plan.seed)
    if plan.threads:
        torch.set_num_threads(plan.threads)
    net = LandmarkNet()
    if plan.imagenet:
        begin_from_imagenet(net)
    net = net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    total = max(1, round(len(films) // plan.batch * plan.epochs))
    learning = Averaging(net, rate=plan.learning_rate, decay=plan.decay, total=total, say=SAY)
    while (turn := learning.steps) < total:
        for given, heat in ahead(_batches(films, plan, turn)):
            with torch.autocast("cpu", torch.bfloat16):
                out = net(given)
            learning.step(heat_loss(out.float(), heat), learning.steps)
            if learning.steps >= total:
                break
    averaged: LandmarkNet = learning.averaged.eval()
    return averaged


def _batches(films: FilmSet, plan: MarksPlan, turn: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Films of one round in random views and tones, and their heat."""
    order = np.random.default_rng([plan.seed, turn]).permutation(len(films))
    for first in range(0, len(order) - plan.batch + 1, plan.batch):
        items = [
            _item(films, int(index), np.random.default_rng([plan.seed, turn, first + place, 2]))
            for place, index in enumerate(order[first : first + plan.batch])
        ]
        units = (np.stack([unit for unit, _ in items])[:, None] - films.spec.mean) / films.spec.std
        given = torch.from_numpy(units.astype(np.float32)).to(memory_format=torch.channels_last)
        yield given, torch.from_numpy(np.stack([heat for _, heat in items]))


def _item(films: FilmSet, index: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    entry, size = films.entry(index), films.spec.size
    view, _ = draw_view(entry, PLAN, rng)
    unit = changed(films.pixels(index), view, None, size, PLAN, rng)
    x0, y0, x1, y1 = (edge / size for edge in view.rectangle(size))
    return unit, heat_of(places(entry, view), (x0, y0, x1, y1), size // CELL)


def errors(net: LandmarkNet, films: FilmSet) -> dict[str, tuple[int, float, float]]:
    """Of each mark on films without a fracture: how many are found, median and 90th percentile of the error.

    Errors are in units of the square's side.
    """
    away: dict[str, list[float]] = {mark: [] for mark in MARKS}
    for index in range(len(films)):
        entry = films.entry(index)
        if entry.boxes:
            continue
        found = asked(net, warp(films.pixels(index), whole(entry), films.spec.size)[None])[0]
        x0, y0, x1, y1 = entry.content
        for name in NAMES:
            point = entry.points.get(name)
            if point and x0 <= point[0] < x1 and y0 <= point[1] < y1 and found[name].heat > SURE:
                gap = math.hypot(found[name].x - point[0], found[name].y - point[1])
                away[name.split("_")[1]].append(gap)
    return {
        mark: (len(gaps), float(np.median(gaps)), float(np.percentile(gaps, 90)))
        for mark, gaps in away.items()
        if gaps
    }
