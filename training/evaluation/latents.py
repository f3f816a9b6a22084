"""What a graph makes of films that were changed as in training: latents for the gate and the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.model.preprocess import normalise
from inference.model.session import Session
from training.data.augment_geometry import AugmentPlan, View, draw_view
from training.data.batches import FilmSet, changed
from training.data.cache import Entry
from training.data.known_film import Box, Point
from training.data.limb_views import is_limb, limb_view

Floats = NDArray[np.float32]

FINE: Final = 1000
TRIES: Final = 20
PLAN: Final = AugmentPlan(rotation=20.0, scale=0.2, crop=0.6, one_hip=0.6)
"""Framing varies more than in training: what is told of a film must not hang on it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Latents [n, d] of changed films, and of each its entry and what part of it was shown."""

    latents: Floats
    entries: tuple[Entry, ...]
    views: tuple[View, ...]

    def where(self, wanted: Sequence[bool]) -> Seen:
        """Those wanted."""
        places = np.flatnonzero(wanted)
        return Seen(
            self.latents[places],
            tuple(self.entries[i] for i in places),
            tuple(self.views[i] for i in places),
        )

    def shown(self, number: int) -> tuple[dict[str, Point], Box]:
        """Where a film's landmarks came to lie, and the field that is shown; units of the new square."""
        return placed(self.entries[number], self.views[number])


def placed(entry: Entry, view: View) -> tuple[dict[str, Point], Box]:
    """Where a film's landmarks come to lie in a view, and the field shown; units of the new square."""
    matrix = view.matrix(1)
    moved = {name: matrix @ (*point, 1.0) for name, point in entry.points.items()}
    x0, y0, x1, y1 = (edge / FINE for edge in view.rectangle(FINE))
    return {name: (float(x), float(y)) for name, (x, y) in moved.items()}, (x0, y0, x1, y1)


def seen(
    session: Session,
    films: FilmSet,
    chosen: Iterable[int],
    seed: int,
    *,
    wanted: Callable[[Entry, View], bool] = lambda _entry, _view: True,
) -> Seen:
    """Each film changed once, by a draw of its own, and run through the graph that is shipped.

    ``wanted``: a view of a hip film that is not is drawn again, up to :data:`TRIES` times.
    """
    rows, entries, views = [], [], []
    for index in map(int, chosen):
        entry, rng = films.entry(index), np.random.default_rng([seed, index])
        unit, view = _changed(films, index, rng, wanted)
        rows.append(session.run(normalise(unit, films.spec)).latent)
        entries.append(entry)
        views.append(view)
    return Seen(np.stack(rows), tuple(entries), tuple(views))


def _changed(
    films: FilmSet, index: int, rng: np.random.Generator, wanted: Callable[[Entry, View], bool]
) -> tuple[Floats, View]:
    entry, size, pixels = films.entry(index), films.spec.size, films.pixels(index)
    if is_limb(entry):
        view, focus = limb_view(entry, pixels, PLAN, size, rng, close=False)
        return changed(pixels, view, focus, size, PLAN, rng), view
    view, held = draw_view(entry, PLAN, rng)
    for _ in range(TRIES):
        if wanted(entry, view):
            break
        view, held = draw_view(entry, PLAN, rng)
    return changed(pixels, view, held, size, PLAN, rng), view
