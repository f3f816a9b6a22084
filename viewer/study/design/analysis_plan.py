"""What a study decides about its analysis before anybody reads: the primary question and its rules."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inference.errors import StudyError


class Endpoint(StrEnum):
    """A figure that may be an endpoint; the mean over the readers."""

    AUC = "AUC"
    SENSITIVITY = "sensitivity"
    SPECIFICITY = "specificity"


class Claim(StrEnum):
    """What is to be shown of the first arm less the second."""

    SUPERIORITY = "superiority"
    NON_INFERIORITY = "non-inferiority"
    EQUIVALENCE = "equivalence"


class Multiplicity(StrEnum):
    """How the secondary endpoints share the error with the primary one."""

    NONE = "none"
    FIXED_SEQUENCE = "fixed sequence"
    HOLM = "Holm"


class AnalysisSet(StrEnum):
    """Which answers the primary analysis uses."""

    EVERY_ANSWER = "every answer"
    COMPLETE_CASES = "complete cases"


class VerdictRule(StrEnum):
    """By which of a model's thresholds its answers get their verdict, for the readers and in the report."""

    CARD = "the model's thresholds"
    ONE = "one threshold"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """From where on an answer counts as a fracture, on the scale of who gave it.

    Attributes:
        readers: a reader's rating at or above it does, in place of the yes or no that was answered; None for
            the yes or no.
        model: the model's probability at or above it does; None for its own operating point.
        verdict: *likely*, *possible* and *none found* by the model's sensitive and specific thresholds, or
            *likely* and *none found* by the one cut-off; a cut-off of the protocol's own is always alone.
    """

    readers: int | None = None
    model: float | None = None
    verdict: VerdictRule = VerdictRule.CARD

    def __post_init__(self) -> None:
        if self.model is not None and not 0 < self.model < 1:
            raise StudyError(
                "The protocol's cut-off of the model is not between 0 and 1.",
                "The model answers with probabilities; give one such as 0.5.",
            )

    def check_scale(self, low: int, high: int) -> None:
        """Refuse a cut-off of the readers that is on another scale than their ratings.

        Raises:
            StudyError: says which scale it is to be on.
        """
        if self.readers is None:
            return
        if high < low:
            raise StudyError(
                "A cut-off of the readers needs ratings.", "Ask for a rating, or leave the cut-off out."
            )
        if not low < self.readers <= high:
            raise StudyError(
                "The protocol's cut-off of the readers is not on their scale.",
                "Their ratings run from {low} to {high}: give one above {low}.",
                low=low, high=high,
            )  # fmt: skip


USUAL_ALPHA: Final[Mapping[Claim, float]] = {
    Claim.SUPERIORITY: 0.05, Claim.NON_INFERIORITY: 0.025, Claim.EQUIVALENCE: 0.05,
}  # fmt: skip
"""Two-sided for superiority; one-sided for non-inferiority, the bound of a two-sided 95 % interval; for each
of the two one-sided tests of equivalence, whose interval is the 90 % one.

Sources: ICH E9 (1998), section 5.5 (one-sided tests: half of the two-sided level); FDA (2016),
Non-Inferiority Clinical Trials to Establish Effectiveness; Schuirmann DJ (1987), J Pharmacokinet Biopharm
15:657-680.
"""
_USUAL: Final = math.nan
"""Stands for the usual error of the claim, until the plan is made."""
MODEL_ARM: Final = "model"
"""Second arm of a question that compares the readers with the model."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The primary question of a study: two arms, or the readers of one arm and the model.

    Attributes:
        endpoint: the primary one.
        first: arm that is to be better (or not worse); the direction is first less second.
        second: arm that it is compared with, or ``model``.
        claim: what is to be shown.
        margin: of non-inferiority and equivalence, above 0; for superiority 0.
        alpha: error of the first kind: two-sided for superiority, one-sided for non-inferiority, of each of
            the two one-sided tests for equivalence; :data:`USUAL_ALPHA` where it is left out.
        multiplicity: rule for the secondary endpoints.
        secondary: further endpoints with the same claim, in the order of their importance.
        analysis_set: which answers the primary analysis uses.
    """

    endpoint: Endpoint
    first: str
    second: str
    claim: Claim = Claim.SUPERIORITY
    margin: float = 0.0
    alpha: float = _USUAL
    multiplicity: Multiplicity = Multiplicity.NONE
    secondary: tuple[Endpoint, ...] = ()
    analysis_set: AnalysisSet = AnalysisSet.EVERY_ANSWER

    def __post_init__(self) -> None:
        if math.isnan(self.alpha):
            object.__setattr__(self, "alpha", USUAL_ALPHA[self.claim])
        if not 0 < self.alpha <= 0.2:
            raise StudyError(
                "The protocol's alpha is not between 0 and 0.2.",
                "The usual one is 0.05; for non-inferiority, which is one-sided, 0.025.",
            )
        if self.claim is Claim.SUPERIORITY and self.margin:
            raise StudyError("Superiority has no margin.", "Set margin to 0.")
        if self.claim is not Claim.SUPERIORITY and not 0 < self.margin < 0.5:
            raise StudyError(
                "Non-inferiority and equivalence need a margin.", "Give one between 0 and 0.5, such as 0.05."
            )
        named = (self.endpoint, *self.secondary)
        if len(set(named)) < len(named):
            raise StudyError("An endpoint of the protocol is named twice.", "Name each once.")
        if self.secondary and self.multiplicity is Multiplicity.NONE:
            raise StudyError(
                "Secondary endpoints need a rule of multiplicity.", "Choose fixed sequence or Holm."
            )
        if self.first == self.second:
            raise StudyError("The primary question compares an arm with itself.", "Name two arms.")

    @property
    def level(self) -> float:
        """Of the two-sided interval whose bounds decide the claim."""
        return 1 - self.alpha if self.claim is Claim.SUPERIORITY else 1 - 2 * self.alpha

    @property
    def lenient(self) -> bool:
        """Whether a one-sided error is larger than journals and regulators take for non-inferiority."""
        return self.claim is Claim.NON_INFERIORITY and self.alpha > USUAL_ALPHA[self.claim]

    def check_arms(self, arms: tuple[str, ...], *, rated: bool) -> None:
        """Refuse arms that the design does not have, and an AUC where no rating is asked.

        Raises:
            StudyError: says which.
        """
        if self.first not in arms or self.second not in (*arms, MODEL_ARM):
            raise StudyError(
                "The primary question names an arm that the design does not have.",
                "The arms are: {arms}; the second may be model.",
                arms=", ".join(arms),
            )
        if not rated and Endpoint.AUC in (self.endpoint, *self.secondary):
            raise StudyError("An AUC needs ratings.", "Ask for a rating, or choose another endpoint.")
