"""A bundle's raw answers on known films, through the same path as in the viewer: ONNX, not torch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference import gate, maps, preprocess
from inference.aoota import CLASSES
from inference.errors import FilmError, ModelOutputError
from inference.records import Affine, Film
from inference.runtime import Session
from training.errors import TrainingError
from training.metrics import softmax
from training.truth import KnownFilm

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the graph said about one film, beside what is known of it.

    Attributes:
        header_reason: why the header gate would give no answer; empty when it would.
        to_film: map pixels to film pixels.
    """

    known: KnownFilm
    film: Film
    logits: Floats
    class_maps: Floats
    latent: Floats
    to_film: Affine
    header_reason: str

    @property
    def target(self) -> int:
        return CLASSES.index(self.known.ao_class)

    def fracture_map(self, temperature: float) -> Floats:
        """Signed map [h, w] of the log-odds of a fracture."""
        return maps.combine(self.class_maps, maps.weights(maps.FRACTURE, self.logits, temperature))


@dataclass(frozen=True, slots=True)
class Answers:
    """All films that gave an answer, and those that could not be read with the reason."""

    films: tuple[Measured, ...]
    left_out: tuple[tuple[str, str], ...]

    def logits(self) -> Floats:
        return np.stack([item.logits for item in self.films])

    def targets(self) -> NDArray[np.int64]:
        return np.array([item.target for item in self.films], np.int64)

    def patients(self) -> list[str]:
        return [item.known.patient for item in self.films]

    def probabilities(self, temperature: float) -> NDArray[np.float64]:
        return softmax(self.logits(), temperature)


def ask(
    session: Session,
    films: Iterable[KnownFilm],
    progress: Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]] = iter,
) -> Answers:
    """Read, square and run every film; one that cannot be read is named, never silent.

    Raises:
        TrainingError: no film gave an answer.
    """
    found, left_out = [], []
    for known in progress(films):
        try:
            found.append(measure(session, known))
        except (FilmError, ModelOutputError) as error:
            left_out.append((known.key, error.message))
    if not found:
        raise TrainingError("No film gave an answer.", "See whether the data set is whole.")
    return Answers(tuple(found), tuple(left_out))


def measure(session: Session, known: KnownFilm) -> Measured:
    """One film through the graph.

    Raises:
        FilmError: the film cannot be read.
        ModelOutputError: the model failed on it.
    """
    from inference.dicom.reader import read_film

    image = read_film(known.path)
    spec = session.bundle.card.input
    given = preprocess.network_input(image, spec)
    out = session.run(given.tensor)
    refused = gate.header_gate(image.film)
    shape = (out.class_maps.shape[1], out.class_maps.shape[2])
    return Measured(
        known=known,
        film=image.film,
        logits=out.logits,
        class_maps=out.class_maps,
        latent=out.latent,
        to_film=maps.map_to_film(given.to_film, spec.size, shape),
        header_reason=refused.reason if refused else "",
    )
