"""A site profile from what a model said on the site's own films.

The window and ``shenton-train calibrate`` collect logits of the films that are answered
(:class:`SiteFilms`), and :func:`calibrated` makes the profile; the statistics are in
:mod:`inference.stats.site_calibration`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.errors import ShentonError
from inference.model.card import ModelCard
from inference.model.site_profile import METHODS, POINTS, SiteProfile, SiteRate
from inference.model.verdict import SENSITIVE, SPECIFIC
from inference.records import OperatingPoint
from inference.stats import site_calibration as stats
from inference.stats.proportions import Proportion, proportion
from inference.stats.site_calibration import Bools, Floats, Ints, Rates, Wanted

HALF_WIDTH: Final = 0.05
"""The rate asked for is to be known to within this."""


class SiteCalibrationError(ShentonError):
    """A site's films cannot set a threshold."""


@dataclass(frozen=True)
class SiteFilms:
    """A site's answered films.

    Attributes:
        logits: [n, 7], as the model gave them.
        truth: [n], whether a reader found a fracture; None where the films were not read.
        patient: [n], one number a patient; films of one patient are of one number.
        device: of all films, as their headers name it; films of several devices are calibrated apart.
        refused: further films that got no answer.
    """

    logits: NDArray[np.floating]
    truth: Bools | None
    patient: Ints
    device: str = ""
    refused: int = 0

    def log_odds(self, temperature: float) -> Floats:
        """Of a fracture, [n]."""
        scaled = np.asarray(self.logits, np.float64) / temperature
        return np.asarray(np.logaddexp.reduce(scaled[:, 1:], axis=1) - scaled[:, 0], np.float64)


@dataclass(frozen=True)
class _Seen:
    """The films at one temperature; ``truth`` is all false where they were not read."""

    score: Floats
    truth: Bools
    patient: Ints


@dataclass(frozen=True)
class _Choice:
    """What the films say: thresholds at ``temperature`` (None: the card's), and of what mix."""

    thresholds: stats.Thresholds
    share: float
    method: str
    rates: tuple[SiteRate, ...]
    temperature: float | None = None


def calibrated(
    films: SiteFilms, card: ModelCard, wanted: Wanted, name: str, share: float | None = None
) -> SiteProfile:
    """The profile: from readings, or from unread films with a stated or an estimated ``share`` of fractures.

    Raises:
        SiteCalibrationError: the films can set no threshold, or the card has no curve for unread films.
    """
    if not len(films.logits):
        raise SiteCalibrationError("The model answers none of the films.", "Name a folder of pelvis films.")
    found = _unread(films, card, wanted, share) if films.truth is None else _read(films, card, wanted)
    return SiteProfile(
        name=name,
        model_sha256=card.onnx_sha256,
        device=films.device,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        method=found.method,
        films=len(films.logits),
        fractures=0 if films.truth is None else int(films.truth.sum()),
        patients=len(np.unique(films.patient)),
        share=round(found.share, 6),
        wanted_specificity=wanted.specificity,
        wanted_sensitivity=wanted.sensitivity,
        films_needed=stats.films_needed(wanted.specificity, HALF_WIDTH),
        points=_points(found, len(films.logits)),
        temperature=found.temperature,
        rates=found.rates,
        refused=films.refused,
    )


def _points(found: _Choice, films: int) -> tuple[OperatingPoint, ...]:
    values = {SENSITIVE: found.thresholds.sensitive, SPECIFIC: found.thresholds.specific}
    if values[SPECIFIC] is None and found.method == METHODS[0]:
        raise SiteCalibrationError(
            "Fewer than {least} usable films without a fracture are there: no threshold can be set.",
            "Add films.",
            least=stats.LEAST,
        )
    if values[SPECIFIC] is None:
        raise SiteCalibrationError(
            "Fewer than {least} usable films are there: no threshold can be set.",
            "Add films.",
            least=stats.LEAST,
        )
    set_on = f"this site's films ({found.method})"
    return tuple(OperatingPoint(n, value, set_on, films) for n, value in values.items() if value is not None)


def _read(films: SiteFilms, card: ModelCard, wanted: Wanted) -> _Choice:
    """From readings: temperature first, then the thresholds on what it makes of the answers."""
    before = _seen(films, card.temperature)
    factor = stats.fitted_temperature(films.log_odds(card.temperature), before.truth)
    temperature = None if factor is None else round(factor * card.temperature, 6)
    after = before if temperature is None else _seen(films, temperature)
    rates: list[SiteRate] = []
    for name in POINTS:
        for point in card.operating_points:
            if point.name == name:
                at = stats.rates_at(point.threshold, before.score, before.truth, before.patient)
                rates += _both(name, "before", at, before, held_out=False)
        held = stats.held_out_rates(name, after.score, after.truth, after.patient, wanted)
        if held is not None:
            rates += _both(name, "after", held, after, held_out=True)
    found = stats.from_readings(after.score, after.truth, wanted)
    return _Choice(found, float(after.truth.mean()), "readings", tuple(rates), temperature)


def _unread(films: SiteFilms, card: ModelCard, wanted: Wanted, share: float | None) -> _Choice:
    """From the share of films above a threshold: before and after, how many are called a fracture."""
    seen = _seen(films, card.temperature)
    mix, method = _mix(seen, card, share)
    found = stats.from_mix(seen.score, mix, card.roc, wanted)
    before = {point.name: point.threshold for point in card.operating_points}
    after = {SENSITIVE: found.sensitive, SPECIFIC: found.specific}
    rates: list[SiteRate] = []
    for name in POINTS:
        for when, at in (("before", before.get(name)), ("after", after[name])):
            if at is not None:
                called = proportion(float((seen.score >= at).sum()), len(seen.score))
                rates += _row(name, when, "called a fracture", at, called, seen.patient, held_out=False)
    return _Choice(found, mix, method, tuple(rates))


def _seen(films: SiteFilms, temperature: float) -> _Seen:
    odds = films.log_odds(temperature)
    truth = np.zeros(len(odds), bool) if films.truth is None else films.truth
    return _Seen(1 / (1 + np.exp(-odds)), truth, films.patient)


def _mix(films: _Seen, card: ModelCard, share: float | None) -> tuple[float, str]:
    """The share of fractures and how it is known.

    Raises:
        SiteCalibrationError: the card lacks its curve, or on which mix it was made.
    """
    if len(card.roc) < 2:
        raise SiteCalibrationError("The model's card has no curve.", "Use films with readings.")
    if share is not None:
        return share, "stated share"
    broken, others = card.roc_films
    if not broken or not others:
        raise SiteCalibrationError("The card does not say on which mix it was set.", "State the share.")
    return stats.estimated_share(films.score, broken / (broken + others)), "estimated share"


def _both(name: str, when: str, rates: Rates, films: _Seen, *, held_out: bool) -> list[SiteRate]:
    whole, broken = films.patient[~films.truth], films.patient[films.truth]
    return [
        *_row(name, when, "specificity", rates.threshold, rates.specificity, whole, held_out),
        *_row(name, when, "sensitivity", rates.threshold, rates.sensitivity, broken, held_out),
    ]


def _row(
    name: str, when: str, figure: str, at: float, rate: Proportion | None, patient: Ints, held_out: bool
) -> list[SiteRate]:
    if rate is None or rate.value is None or rate.wilson is None:
        return []
    ends = (round(rate.wilson.lower, 4), round(rate.wilson.upper, 4))
    return [
        SiteRate(
            name, when, figure, round(at, 6), round(rate.value, 4), *ends, int(rate.total),
            len(np.unique(patient)), held_out,
        )
    ]  # fmt: skip
