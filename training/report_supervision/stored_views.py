"""What the frozen first parts of an encoder make of each view, computed once and kept in half precision.

Lee 2020 enlarges the films to a fixed set (each fracture fourfold), so the views of that set are few and come
again each epoch; with the encoder's first parts frozen, what those make of a view never changes.  Trainings
that differ in system, decoder or seed share the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import torch
from filelock import FileLock
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.utils.data import default_collate

from inference.files import put_in_place
from training.errors import TrainingError
from training.report_supervision.films import PairedFilms, Plain, ReportBatch, Training, Turn, enlarged
from training.report_supervision.network import ReportNet

BATCH: Final = 16
VIEW_SEED: Final = 1
"""The enlarged set is one set: its views are the same whatever a training's seed."""
Stored = NDArray[np.float16]


class Views(Protocol):
    """What gives a view: a changed film by its turn, or a plain one by its number."""

    def __getitem__(self, place: Any) -> ReportBatch: ...


def parts_before(net: ReportNet, name: str) -> int:
    """How many parts of the encoder are frozen where the last of them is ``name``; none without a name.

    Where all are, the latent and what reads it are left to learn.

    Raises:
        TrainingError: the encoder has no such part.
    """
    if not name:
        return 0
    names = [own for own, _ in net.features.named_children()]
    if name not in names:
        raise TrainingError(
            "The encoder has no part {part} to freeze up to.",
            "Choose one of: {known}.",
            part=name,
            known=", ".join(names),
        )
    return names.index(name) + 1


def training_views(
    net: ReportNet,
    after: int,
    films: PairedFilms,
    folder: Path,
    *,
    tone: float,
    rounds: int,
    whole: PairedFilms | None = None,
) -> Stored:
    """float16 [rounds, views, C, h, w]: the enlarged set, changed anew in each round.

    ``whole``: the films of which these are some, as in a fold: what is kept is theirs, once for all folds.
    """
    pool = whole or films
    films_of = enlarged(pool.films.targets())
    turns = [Turn(epoch, place, int(film)) for epoch in range(rounds) for place, film in enumerate(films_of)]
    data = Training(pool, VIEW_SEED, tone)
    facts = {"kind": "training", "rounds": rounds, "tone": tone}
    cells = _kept(net, after, pool, folder, facts, data, turns)
    cells = cells.reshape(rounds, len(films_of), *cells.shape[1:])
    if whole is None:
        return cells
    own = [np.flatnonzero(films_of == place) for place in films.places_in(whole)]
    return cells[:, np.concatenate(own)]


def plain_views(
    net: ReportNet, after: int, films: PairedFilms, folder: Path, whole: PairedFilms | None = None
) -> Stored:
    """float16 [films, C, h, w]: every film as it is; ``whole`` as in :func:`training_views`."""
    pool = whole or films
    cells = _kept(net, after, pool, folder, {"kind": "plain"}, Plain(pool), range(len(pool)))
    return cells if whole is None else cells[films.places_in(whole)]


def _kept(
    net: ReportNet,
    after: int,
    films: PairedFilms,
    folder: Path,
    facts: dict[str, Any],
    views: Views,
    places: Sequence[Any],
) -> Stored:
    """Read from its file, or computed and kept."""
    parts = list(net.features)
    pool = [nn.AdaptiveAvgPool2d(1)] if after == len(parts) else []  # the latent reads their mean
    trunk = nn.Sequential(*parts[:after], *pool)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"views-{_name(trunk, films, facts)}.npy"
    with FileLock(path.with_suffix(".lock")):
        if not path.is_file():
            _compute(trunk, views, places, path)
    return np.asarray(np.load(path, mmap_mode="r"))


@torch.no_grad()
def _compute(trunk: nn.Sequential, views: Views, places: Sequence[Any], path: Path) -> None:
    trunk.eval()
    partial, made = path.with_suffix(".partial"), None
    device = next(trunk.parameters()).device
    for first in range(0, len(places), BATCH):
        shown = [views[place].films for place in places[first : first + BATCH]]
        films: Tensor = default_collate(shown).to(device, memory_format=torch.channels_last)
        cells = trunk(films).to("cpu", torch.float16).contiguous().numpy()
        if made is None:
            shape = (len(places), *cells.shape[1:])
            made = np.lib.format.open_memmap(partial, "w+", np.float16, shape)
        made[first : first + BATCH] = cells
    if made is not None:
        made.flush()
    put_in_place(partial, path)


def _name(trunk: nn.Sequential, films: PairedFilms, facts: dict[str, Any]) -> str:
    """What decides the views: frozen weights, films, size, and how they are changed."""
    made = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    made.update(json.dumps([films.films.spec.size, films.films.spec.mean, films.films.spec.std]).encode())
    for index in range(len(films)):
        made.update(films.films.entry(index).pixel_sha256.encode())
    for name, value in trunk.state_dict().items():
        made.update(name.encode())
        made.update(value.detach().cpu().contiguous().numpy().tobytes())
    return made.hexdigest()[:24]
