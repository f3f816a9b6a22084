"""A bundle's raw answers on known films, through the same path as in the viewer: ONNX, not torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inference.model import class_maps as maps
from inference.model import input_checks, preprocess
from inference.model.bundle import Bundle
from inference.model.session import Outputs
from inference.records import Affine, Film, FilmImage, Side
from inference.stats.bootstrap import softmax
from training.data.known_film import KnownFilm, class_number
from training.data.two_truths import Pair

Floats = NDArray[np.float32]
Said = tuple[Floats, Floats, Floats, Affine, str, int, tuple[Side, ...]]
"""What a graph says of one film: the rest of :class:`Measured`, in its order."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the graph said about one film, beside what is known of it.

    Attributes:
        refusal: why the film gets no answer whatever its latent says (header, picture, no hip); else empty.
        to_film: map pixels to film pixels.
        turns: quarter turns by which the graph turned the film upright.
        hips: those that the graph found; empty where it does not look for them.
    """

    known: KnownFilm
    film: Film
    logits: Floats
    class_maps: Floats
    latent: Floats
    to_film: Affine
    refusal: str
    turns: int = 0
    hips: tuple[Side, ...] = ()

    @property
    def target(self) -> int:
        return class_number(self.known.ao_class)

    def fracture_map(self, temperature: float) -> Floats:
        """Signed map [h, w] of the log-odds of a fracture."""
        return maps.fracture_map(self.class_maps, self.logits, temperature)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model said on the films that it was asked about.

    Attributes:
        asked: every film, in order.
        films: those that gave an output; ``films[i]`` is ``asked[places[i]]``.
        left_out: key and reason of every other film: unreadable, refused by the decoder, or an output that
            is not finite.
        contradictory: films of one picture of which the truth says different things.
    """

    asked: tuple[KnownFilm, ...]
    films: tuple[Measured, ...]
    places: NDArray[np.int64]
    left_out: tuple[tuple[str, str], ...]
    contradictory: tuple[Pair, ...] = ()

    def logits(self) -> Floats:
        return np.stack([item.logits for item in self.films])

    def latents(self) -> Floats:
        """[n, d] of the films that gave an output."""
        return np.stack([item.latent for item in self.films])

    def targets(self) -> NDArray[np.int64]:
        return np.array([item.target for item in self.films], np.int64)

    def probabilities(self, temperature: float) -> NDArray[np.float64]:
        return softmax(self.logits(), temperature)


def measure(session: Asked, known: KnownFilm, image: FilmImage) -> Measured:
    """One film through the graph; errors as :func:`said`."""
    return Measured(known, image.film, *said(session, image))


def said(session: Asked, image: FilmImage) -> Said:
    """What the graph says of one film.

    Raises:
        FilmError: the film's values cannot be used.
        ModelOutputError: the model failed on it.
    """
    spec = session.bundle.card.input
    given = preprocess.network_input(image, spec)
    out = session.run(given.tensor)
    card = session.bundle.card
    refused = (
        input_checks.header_gate(image.film)
        or input_checks.picture_gate(image)
        or input_checks.hips_gate(card, out)
    )
    reason = refused.reason if refused else ""
    if not np.ptp(given.tensor) > 0:  # the viewer does not ask the model about it either
        reason = reason or "The film is blank."
    shape = (out.class_maps.shape[1], out.class_maps.shape[2])
    to_film = maps.map_to_film(given.to_film, spec.size, shape)
    turns, hips = input_checks.turns_of(card, out), input_checks.hips_of(card, out) or ()
    return out.logits, out.class_maps, out.latent, to_film, reason, turns, hips


class Asked(Protocol):
    """What answers a film's tensor under a bundle's card: a session, or one with a further look."""

    @property
    def bundle(self) -> Bundle:
        """Whose card counts, and whose name stands over the figures."""

    def run(self, tensor: Floats) -> Outputs:
        """See :meth:`inference.model.session.Session.run`."""
