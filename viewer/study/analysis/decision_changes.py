"""What readers changed after they saw the model's answer, and whether the model was right (automation bias).

A reader who was right alone and wrong with the model switched right to wrong.  Where the model was wrong on
that film, the reader followed it into its mistake: the share of such switches among the films that the reader
had right and the model wrong is the rate of automation bias (commission and omission together; Goddard K,
Roudsari A, Wyatt JC (2012), J Am Med Inform Assoc 19:121-127).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference.stats import proportions
from inference.stats.common import Ints
from inference.stats.proportions import Proportion
from inference.stats.records import Answers
from viewer.study.analysis.per_reader import Group, groups, model_arm
from viewer.study.analysis.settings import Settings

UNAIDED = "unaided"
AIDED = "aided"


@dataclass(frozen=True)
class Switches:
    """Switches of a group of readers from the unaided to the aided arm.

    The four counts ``*_model_*`` are zero where no model answered.

    Attributes:
        scope: of the group.
        name: of the group.
        first: arm without the model.
        second: arm with it.
        answers: pairs of answers.
        right_right: right before and after.
        wrong_wrong: wrong before and after.
        right_wrong: switched from right to wrong.
        wrong_right: switched from wrong to right.
        right_wrong_model_wrong: of ``right_wrong``, the model was wrong.
        wrong_right_model_right: of ``wrong_right``, the model was right.
        misled: ``right_wrong_model_wrong`` of the answers that were right before on films that the model had
            wrong: the rate of automation bias.
        rescued: ``wrong_right_model_right`` of the answers that were wrong before on films that the model had
            right.
    """

    scope: str
    name: str
    first: str
    second: str
    answers: int
    right_right: int
    wrong_wrong: int
    right_wrong: int
    wrong_right: int
    right_wrong_model_wrong: int
    wrong_right_model_right: int
    misled: Proportion | None
    rescued: Proportion | None


def switches(answers: Answers, settings: Settings) -> list[Switches]:
    """Switches of every reader, specialty and all readers; none without the two arms, in any capitals."""
    called = [arm.casefold() for arm in answers.arms]
    if called.count(UNAIDED) != 1 or called.count(AIDED) != 1:
        return []
    arms = (called.index(UNAIDED), called.index(AIDED))
    model = _model_right(answers, settings, arms[1])
    found = (_of(group, answers, settings, arms, model) for group in groups(answers, settings.model))
    return [one for one in found if one is not None]


def _model_right(answers: Answers, settings: Settings, arm: int) -> Ints | None:
    """1 where the model was right, 0 where not, -1 where it did not answer ``[K]``; None without a model."""
    if not settings.model:
        return None
    source = model_arm(answers, settings.model, arm)
    if source is None:
        return None
    return _right(answers, source, answers.readers.index(settings.model))


def _right(answers: Answers, arm: int, reader: int) -> Ints:
    decision = answers.decision[arm, reader]
    return np.where(decision >= 0, decision == answers.truth, -1).astype(np.int64)


def _of(
    group: Group, answers: Answers, settings: Settings, arms: tuple[int, int], model: Ints | None
) -> Switches | None:
    if group.scope == "model":
        return None
    before = np.stack([_right(answers, arms[0], reader) for reader in group.readers])
    after = np.stack([_right(answers, arms[1], reader) for reader in group.readers])
    both = (before >= 0) & (after >= 0)
    if not both.any():
        return None

    def count(was: int, became: int, machine: int | None = None) -> int:
        chosen = both & (before == was) & (after == became)
        return int((chosen if machine is None else chosen & (model == machine)).sum())

    def share(was: int, became: int, machine: int) -> Proportion | None:
        if model is None:
            return None
        total = int((both & (before == was) & (model == machine)).sum())
        return proportions.proportion(count(was, became, machine), total, settings.level)

    return Switches(
        group.scope, group.name, answers.arms[arms[0]], answers.arms[arms[1]], int(both.sum()),
        count(1, 1), count(0, 0), count(1, 0), count(0, 1), 0 if model is None else count(1, 0, 0),
        0 if model is None else count(0, 1, 1), share(1, 0, 0), share(0, 1, 1),
    )  # fmt: skip
