"""An unpacked study pack as a sitting needs it: the films' files and the frozen answers.  Qt-free."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inference.records import Film, NoAnswer, Prediction
from viewer.app.i18n import many, tr, translated
from viewer.app.prediction.answer_state import State
from viewer.app.prediction.heatmaps import HeatMap, target_values
from viewer.app.prediction.prediction_text import STATES, doubts_text, rule_sentence, verdict_sentence
from viewer.app.study.sitting_service import Advice
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.packs.study_pack import OpenPack


@dataclass(frozen=True, slots=True)
class PackFilms:
    """See :class:`viewer.app.study.sitting_service.Films`."""

    pack: OpenPack

    def path(self, film: str) -> Path:
        return self.pack.films[film]

    def check(self, film: str, shown: Film) -> None:
        self.pack.check(film, shown)

    def advice(self, film: str) -> Advice | None:
        return None if self.pack.answers is None else advice_of(self.pack.answers, film)

    def notes(self) -> list[str]:
        """What the reader is to know of the pack: films written anew, and by which rule the model answers."""
        told = []
        if restored := self.pack.restored:
            told.append(
                tr(
                    "{films} on this computer had been changed or lost and were restored from the pack.",
                    films=many(len(restored), "film"),
                )
            )
        if (frozen := self.pack.answers) is not None:
            rule = rule_sentence(frozen.threshold, frozen.zone)
            told.append(tr("The model's verdict, frozen when the study was locked: {rule}", rule=rule))
        return told


def advice_of(frozen: FrozenAnswers, film: str) -> Advice:
    """What the readers see of a frozen answer; none where no fracture was found (Cheng 2019)."""
    answer, synthetic = frozen.answers[film], frozen.synthetic_training
    if isinstance(answer, NoAnswer):
        return Advice(
            State.WITHHELD,
            tr("Not answered: {reason}", reason=translated(answer.reason)),
            synthetic=synthetic,
        )
    state = STATES[frozen.verdict(answer)]
    return Advice(
        state, verdict_sentence(answer, state), answer.p_fracture, frozen.threshold,
        None if state is State.CLEAR else _heat(answer, frozen), answer.map_to_film, synthetic,
        doubts_text(answer), frozen.zone,
    )  # fmt: skip


def _heat(answer: Prediction, frozen: FrozenAnswers) -> HeatMap:
    return HeatMap(target_values(answer, "fracture", frozen.temperature), frozen.map_scale, stretched=False)
