"""One film in, one answer out: the gates, the pass, the calibration."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from inference.errors import ModelOutputError
from inference.messages import Message
from inference.model import class_maps, input_checks, preprocess
from inference.model.report_text import written
from inference.model.session import Engine, Outputs, probabilities
from inference.records import Answer, FilmImage, NetworkInput, NoAnswer, OperatingPoint, Prediction, Side

NO_OPERATING_POINT: Final = OperatingPoint("no operating point", 0.5, "not set on any film", 0)
"""Stands in where a card has none; show its name beside every yes or no."""


class Predictor:
    """Answers films with one model.  Used by one thread at a time."""

    def __init__(self, session: Engine, operating_point: OperatingPoint | str | None = None) -> None:
        """Take this operating point, or the card's of that name, by default its first.

        Raises:
            KeyError: the card has no operating point of that name.
        """
        self.session = session
        self.operating_point = _operating_point(session, operating_point)

    @property
    def has_operating_point(self) -> bool:
        return self.operating_point is not NO_OPERATING_POINT

    def answer(self, image: FilmImage) -> Answer:
        """The model's answer on a film, or the reason why there is none.

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
            refused = input_checks.latent_gate(bundle.card.gate, outputs.latent)
        if refused is not None:
            return replace(refused, model=bundle.identity)
        return self._prediction(image, given, outputs)

    def _prediction(self, image: FilmImage, given: NetworkInput, outputs: Outputs) -> Prediction:
        card = self.session.bundle.card
        size = given.tensor.shape[-1]
        shape = (outputs.class_maps.shape[1], outputs.class_maps.shape[2])
        found = Prediction(
            model=self.session.bundle.identity,
            probabilities=calibrated(outputs.logits, card.temperature),
            logits=outputs.logits,
            class_maps=outputs.class_maps,
            map_to_film=class_maps.map_to_film(given.to_film, size, shape),
            latent=outputs.latent,
            input_sha256=given.sha256,
            side=Side.NONE,
            threshold=self.operating_point.threshold,
            provider=self.session.provider,
            elapsed_ms=outputs.elapsed_ms,
            report=written(card, outputs),
            doubts=input_checks.doubts(card.checks, outputs.latent),
        )
        return replace(found, side=_side(found, image, card.temperature, card.side_margin))


def calibrated(logits: NDArray[np.float32], temperature: float) -> dict[str, float]:
    """Class name to probability: softmax of the logits [7] over the temperature.

    Raises:
        ModelOutputError: the probabilities are not finite or do not sum to one.
    """
    shares = probabilities(logits, temperature)
    if not (np.isfinite(shares).all() and abs(shares.sum() - 1.0) < 1e-6):
        raise ModelOutputError("The model's probabilities do not sum to one.", "Its answer is withheld.")
    return dict(zip(CLASSES, (float(share) for share in shares), strict=True))


def _side(found: Prediction, image: FilmImage, temperature: float, margin: float) -> Side:
    if not found.is_fracture:
        return Side.NONE
    weights = class_maps.weights(class_maps.FRACTURE, found.logits, temperature)
    fracture = class_maps.combine(found.class_maps, weights)
    return class_maps.film_side(fracture, found.map_to_film, image.film, margin)


def _operating_point(session: Engine, name: OperatingPoint | str | None) -> OperatingPoint:
    if isinstance(name, OperatingPoint):
        return name
    points = session.bundle.card.operating_points
    if name is None:
        return points[0] if points else NO_OPERATING_POINT
    return {point.name: point for point in points}[name]
