"""One film in, one answer out: the gates, the pass, the calibration."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from inference.errors import ModelOutputError
from inference.messages import Message
from inference.model import class_maps, input_checks, preprocess, site_profile
from inference.model.card import ModelCard
from inference.model.report_text import written
from inference.model.session import Engine, Outputs, probabilities
from inference.model.site_profile import SiteProfile
from inference.records import (
    Answer,
    Film,
    FilmImage,
    ModelIdentity,
    NoAnswer,
    OperatingPoint,
    Prediction,
    Side,
)

NO_OPERATING_POINT: Final = OperatingPoint("no operating point", 0.5, "not set on any film", 0)
"""Stands in where a card has none; show its name beside every yes or no."""


@dataclass(frozen=True, slots=True)
class _InForce:
    """What answers a film: the card, its own or with a site's values, the point, and the model's name."""

    card: ModelCard
    point: OperatingPoint
    identity: ModelIdentity


class Predictor:
    """Answers films with one model.  Used by one thread at a time."""

    def __init__(
        self,
        session: Engine,
        operating_point: OperatingPoint | str | None = None,
        sites: Sequence[SiteProfile] = (),
    ) -> None:
        """Take this operating point, or the card's of that name, by default its first.

        Args:
            session: runs the model's graph.
            operating_point: a threshold of somebody's choice, or a name on the card.
            sites: profiles in force; each answers the films of its X-ray device, those of other models none.

        Raises:
            KeyError: the card has no operating point of that name.
        """
        self.session, self._wanted = session, operating_point
        card = session.bundle.card
        self.operating_point = _operating_point(card, operating_point)
        self.sites = tuple(site for site in sites if site.model_sha256 == card.onnx_sha256)

    def _in_force(self, film: Film) -> _InForce:
        """By the film's device; a site's profile is named in the model's version, so that it is recorded."""
        bundle = self.session.bundle
        site = next((one for one in self.sites if one.device == film.device_model), None)
        if site is None:
            return _InForce(bundle.card, self.operating_point, bundle.identity)
        card = site_profile.applied(bundle.card, site, film.device_model)
        return _InForce(card, _operating_point(card, self._wanted), site_profile.named(bundle.identity, site))

    @property
    def has_operating_point(self) -> bool:
        """Whether a threshold was set on films; without one a verdict means nothing."""
        return self.operating_point is not NO_OPERATING_POINT

    def answer(self, image: FilmImage) -> Answer:
        """The model's answer on a film, or the reason why there is none.

        Args:
            image: the film as it was read: pixels [rows, columns], and how its header has them shown.

        Raises:
            FilmError: the film's values cannot be used.
            ModelOutputError: the model failed on this film.
        """
        start = time.perf_counter()
        found = self._answer(image)
        return replace(found, elapsed_ms=(time.perf_counter() - start) * 1000.0)

    def _answer(self, image: FilmImage) -> Answer:
        bundle = self.session.bundle
        refused = input_checks.header_gate(image.film) or input_checks.picture_gate(image)
        if refused is None:
            given = preprocess.network_input(image, bundle.card.input)
            if not np.ptp(given.tensor) > 0:
                refused = NoAnswer(
                    Message("The film is blank."), Message("Check the file; its pixels all have one value.")
                )
        if refused is None:
            outputs = self.session.run(given.tensor)
            refused = input_checks.output_gate(bundle.card, outputs)
        if refused is not None:
            return replace(refused, model=bundle.identity)
        return self._prediction(image, given, outputs)

    def _prediction(self, image: FilmImage, given: preprocess.NetworkInput, outputs: Outputs) -> Prediction:
        force = self._in_force(image.film)
        card = force.card
        size = given.tensor.shape[-1]
        shape = (outputs.class_maps.shape[1], outputs.class_maps.shape[2])
        found = Prediction(
            model=force.identity,
            probabilities=calibrated(outputs.logits, card.temperature),
            logits=outputs.logits,
            class_maps=outputs.class_maps,
            map_to_film=class_maps.map_to_film(given.to_film, size, shape),
            latent=outputs.latent,
            input_sha256=given.sha256,
            side=Side.NONE,
            threshold=force.point.threshold,
            provider=self.session.provider,
            elapsed_ms=outputs.elapsed_ms,
            report=written(card, outputs),
            doubts=input_checks.doubts_of(card, outputs),
            points=() if isinstance(self._wanted, OperatingPoint) else card.operating_points,
            turns=input_checks.turns_of(card, outputs),
            hips=input_checks.hips_of(card, outputs) or (),
        )
        if not found.is_fracture:
            return found
        return replace(found, side=class_maps.pointed_side(found, image.film, self.session.bundle.card))


def calibrated(logits: NDArray[np.float32], temperature: float) -> dict[str, float]:
    """Class name to probability: softmax of the logits [7] over the temperature.

    Raises:
        ModelOutputError: the probabilities are not finite or do not sum to one.
    """
    shares = probabilities(logits, temperature)
    if not (np.isfinite(shares).all() and abs(shares.sum() - 1.0) < 1e-6):
        raise ModelOutputError("The model's probabilities do not sum to one.", "Its answer is withheld.")
    return dict(zip(CLASSES, (float(share) for share in shares), strict=True))


def _operating_point(card: ModelCard, name: OperatingPoint | str | None) -> OperatingPoint:
    if isinstance(name, OperatingPoint):
        return name
    if name is None:
        return usual_point(card)
    return {point.name: point for point in card.operating_points}[name]


def usual_point(card: ModelCard) -> OperatingPoint:
    """The card's first operating point, or what stands in for it."""
    return card.operating_points[0] if card.operating_points else NO_OPERATING_POINT
