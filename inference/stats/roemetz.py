"""Simulated reader studies whose truth is known: the model of Roe and Metz.

A rating is ``mu_i t + R_jt + C_kt + (TR)_ijt + (TC)_ikt + (RC)_jkt + E_ijkt`` with independent normal effects
of arm i, reader j, film k and truth t; the four film variances sum to one.
Source: Roe CA, Metz CE (1997), Acad Radiol 4:298-303; Gallas BD, Hillis SL (2014), J Med Imaging 1:031006.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from inference.stats.common import Floats, normal_cdf, normal_quantile
from inference.stats.records import Answers

Structure = Literal["HH", "HL", "LH", "LL"]
# Separation: variance of readers (and of arm by reader), small and large; Roe and Metz (1997), as in iMRMC's
# configurations.
_READERS: Final = {0.75: (0.0055, 0.011), 1.5: (0.0055, 0.030), 2.5: (0.0055, 0.056)}
_FILMS: Final = {"H": (0.3, 0.3, 0.2, 0.2), "L": (0.1, 0.1, 0.2, 0.6)}


@dataclass(frozen=True)
class RoeMetz:
    """Parameters of the model.

    Attributes:
        separation: mean of films with a fracture in each arm ``[I]``, in standard deviations.
        readers: variance of readers.
        arm_readers: variance of arm by reader.
        films: variance of films.
        arm_films: variance of arm by film.
        reader_films: variance of reader by film.
        error: variance of arm by reader by film, with what one reader varies by.
    """

    separation: tuple[float, ...]
    readers: float
    arm_readers: float
    films: float
    arm_films: float
    reader_films: float
    error: float

    def areas(self) -> tuple[float, ...]:
        """Expected AUC of a reader drawn at random, of each arm.

        ``Phi(mu / sqrt(2 (films' variances + readers' variances)))``; Gallas and Hillis (2014).
        """
        noise = self.films + self.arm_films + self.reader_films + self.error + self.readers + self.arm_readers
        return tuple(normal_cdf(mu / math.sqrt(2 * noise)) for mu in self.separation)


def published(structure: Structure, separation: float = 1.5, arms: int = 2) -> RoeMetz:
    """One of the twelve published structures: data correlation H or L, reader variance H or L.

    Args:
        structure: first letter films (high or low correlation), second readers (high or low variance).
        separation: 0.75, 1.5 or 2.5 (areas of 0.702, 0.856, 0.962 without reader variance).
        arms: how many arms, all alike.

    Raises:
        KeyError: another separation.
    """
    films, arm_films, reader_films, error = _FILMS[structure[0]]
    reader = _READERS[separation]["LH".index(structure[1])]
    return RoeMetz((separation,) * arms, reader, reader, films, arm_films, reader_films, error)


def simulate(
    model: RoeMetz,
    readers: int,
    negatives: int,
    positives: int,
    seed: int,
    *,
    abilities: Sequence[float] = (),
    cutoff: float | None = None,
) -> Answers:
    """A fully crossed study of ``negatives + positives`` films.

    Args:
        model: the parameters.
        readers: how many readers.
        negatives: films without a fracture.
        positives: films with one.
        seed: of the random numbers.
        abilities: true AUC of each reader in the first arm, in place of random readers; the differences
            between arms stay those of ``model``.
        cutoff: a rating at or above it is the decision "fracture"; None leaves decisions out.

    Raises:
        ValueError: ``abilities`` has another length than ``readers``.
    """
    if abilities and len(abilities) != readers:
        raise ValueError("one ability a reader")
    random = np.random.default_rng(seed)
    classes = [
        _class(model, readers, n, random, signal=bool(t), known=bool(abilities))
        for t, n in enumerate((negatives, positives))
    ]
    if abilities:
        classes[1] += _shift(model, abilities)[None, :, None]
    rating = np.concatenate(classes, axis=2)
    truth = np.arange(negatives + positives) >= negatives
    missing = np.full(rating.shape, -1, dtype=np.int64)
    decision = missing if cutoff is None else (rating >= cutoff).astype(np.int64)
    return Answers(
        tuple(f"arm{i + 1}" for i in range(len(model.separation))),
        tuple(f"reader{j + 1}" for j in range(readers)),
        tuple(f"film{k + 1}" for k in range(len(truth))), truth, rating, decision, missing,
        np.arange(len(truth)), ("",) * readers,
    )  # fmt: skip


def _class(
    model: RoeMetz, readers: int, films: int, random: np.random.Generator, *, signal: bool, known: bool
) -> Floats:
    """Ratings ``[I, J, K]`` of the films of one truth."""
    arms = len(model.separation)
    mean = np.array(model.separation)[:, None, None] * float(signal)

    def effect(variance: float, *shape: int) -> Floats:
        return math.sqrt(variance) * random.standard_normal(shape)

    own = 0.0 if known else 1.0
    return np.asarray(
        mean
        + effect(own * model.readers, 1, readers, 1)
        + effect(own * model.arm_readers, arms, readers, 1)
        + effect(model.films, 1, 1, films)
        + effect(model.arm_films, arms, 1, films)
        + effect(model.reader_films, 1, readers, films)
        + effect(model.error, arms, readers, films)
    )


def _shift(model: RoeMetz, abilities: Sequence[float]) -> Floats:
    """What moves each reader's fractures so that the first arm has the wanted areas ``[J]``."""
    noise = math.sqrt(2 * (model.films + model.arm_films + model.reader_films + model.error))
    return np.array([noise * normal_quantile(area) - model.separation[0] for area in abilities])
