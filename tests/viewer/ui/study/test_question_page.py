"""The page of the design that sets the primary question."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from viewer.study.design.analysis_plan import (
    AnalysisSet,
    Claim,
    Cutoffs,
    Endpoint,
    Multiplicity,
    Plan,
    VerdictRule,
)
from viewer.study.design.protocol import AIDED, UNAIDED, Design, Questions, Rules, Scale
from viewer.ui.study.desk.question_page import QuestionPage

SEQUENTIAL = Rules("A study", Design.SEQUENTIAL, Questions(Scale.HUNDRED))


def page(qtbot: QtBot, rules: Rules = SEQUENTIAL) -> QuestionPage:
    made = QuestionPage()
    qtbot.addWidget(made)
    made.follow(rules)
    return made


def test_nothing_is_decided_until_it_is(qtbot: QtBot) -> None:
    made = page(qtbot)
    assert made.plan() is None
    assert made.cutoffs() == Cutoffs()
    assert "exploratory" in made.said.text()
    assert not made.endpoint.isEnabled()


def test_the_question_is_said_back_in_one_sentence(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.decide.setChecked(True)
    assert made.plan() == Plan(Endpoint.AUC, AIDED, UNAIDED)
    assert made.said.text().startswith(
        "To show: the area under the ROC curve (AUC) of the readers with the model is higher than without "
        "the model (two-sided error 5 %)."
    )
    made.claim.setCurrentIndex(made.claim.findData(Claim.NON_INFERIORITY.value))
    assert "(one-sided error 2.5 %: the lower end of the 95 % interval decides)" in made.said.text()
    made.alpha.setValue(0.05)
    assert "Journals and regulators take 2.5 % for non-inferiority." in made.said.text()
    made.alpha.setValue(0.025)
    made.margin.setValue(0.04)
    made.also[Endpoint.SENSITIVITY].setChecked(True)
    made.compared.setCurrentIndex(3)
    made.own_cutoff.setChecked(True)
    made.model.setValue(0.4)
    plan = made.plan()
    assert plan is not None
    assert (plan.first, plan.second, plan.margin) == (AIDED, "model", 0.04)
    assert (plan.multiplicity, plan.secondary) == (Multiplicity.FIXED_SEQUENCE, (Endpoint.SENSITIVITY,))
    said = made.said.text()
    assert "with the model is not lower than the model alone by more than 0.04" in said
    assert "Then, each only if the one before was shown: share of fractures found (sensitivity)." in said
    assert "a model's probability of 0.4 or more" in said
    made.claim.setCurrentIndex(made.claim.findData(Claim.EQUIVALENCE.value))
    assert "(each side's error 5 %: the whole 90 % interval lies within)" in made.said.text()
    made.alpha.setValue(0.01)  # another than the usual one stays
    made.claim.setCurrentIndex(made.claim.findData(Claim.NON_INFERIORITY.value))
    assert made.plan() is not None
    assert "one-sided error 1 %" in made.said.text()


def test_it_shows_what_a_protocol_says(qtbot: QtBot) -> None:
    plan = Plan(
        Endpoint.SPECIFICITY, UNAIDED, "model", Claim.EQUIVALENCE, 0.1, 0.025, Multiplicity.HOLM,
        (Endpoint.AUC,), AnalysisSet.COMPLETE_CASES,
    )  # fmt: skip
    for cutoffs in (Cutoffs(60, None, VerdictRule.ONE), Cutoffs(None, 0.3)):
        made = page(qtbot)
        made.show_question(plan, cutoffs)
        assert (made.plan(), made.cutoffs()) == (plan, cutoffs)


def test_it_follows_the_arms_and_the_scale(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.decide.setChecked(True)
    made.by_rating.setChecked(True)
    made.follow(Rules("A study", Design.UNAIDED, Questions(Scale.NONE)))
    plan = made.plan()
    assert plan is not None
    assert (plan.endpoint, plan.first, plan.second) == (Endpoint.SENSITIVITY, UNAIDED, "model")
    assert made.cutoffs().readers is None
    made.follow(Rules("A study", Design.UNAIDED, Questions(Scale.SIX)))
    assert (made.readers.minimum(), made.readers.maximum()) == (2, 6)


def test_what_was_decided_keeps_its_digits(qtbot: QtBot) -> None:
    """An alpha of a half of 2.5 %, and a cut-off from a model's card, are not rounded on the way."""
    plan = Plan(Endpoint.SENSITIVITY, AIDED, UNAIDED, Claim.NON_INFERIORITY, 0.0375, 0.0125)
    made = page(qtbot)
    made.show_question(plan, Cutoffs(None, 0.347215))
    assert made.plan() == plan
    assert made.cutoffs().model == 0.347215
    assert (made.alpha.text(), made.margin.text(), made.model.text()) == ("0.0125", "0.0375", "0.347215")
    made.alpha.setValue(0.05)
    assert made.alpha.text() == "0.050"
