"""The page of a study's design that fixes its analysis: the primary question and the cut-offs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QWidget

from viewer.app.i18n import tr
from viewer.study.design.analysis_plan import (
    MODEL_ARM,
    USUAL_ALPHA,
    AnalysisSet,
    Claim,
    Cutoffs,
    Endpoint,
    Multiplicity,
    Plan,
    VerdictRule,
)
from viewer.study.design.protocol import AIDED, UNAIDED, Rules, Scale
from viewer.ui.shell import theme
from viewer.ui.shell.fields import Choice, Exact
from viewer.ui.shell.widgets import inset, label, row, stack
from viewer.ui.study.desk.design_pages import NUMBER_WIDTH, form, number
from viewer.ui.study.desk.facts import compared_text, cutoffs_text, endpoint_text, question_text

MARGIN: Final = 0.05
MODEL_CUTOFF: Final = 0.5
DIGITS: Final = 6
LEAST: Final = 10.0**-DIGITS


def share(low: float, high: float, value: float, name: str) -> QDoubleSpinBox:
    """A box for a share, with the digits of one that a protocol's file gives."""
    made = Exact(decimals=DIGITS, minimum=low, maximum=high, value=value, singleStep=0.01)
    inset(made)
    made.setAccessibleName(name)
    made.setMinimumHeight(theme.px(7 * theme.STEP))
    made.setFixedWidth(theme.px(NUMBER_WIDTH))
    return made


def chosen(name: str, items: list[tuple[str, object]]) -> QComboBox:
    """A list of choices with their words."""
    made = Choice()
    made.setAccessibleName(name)
    for words, data in items:
        made.addItem(words, data)
    return made


def claims() -> list[tuple[str, object]]:
    """Each claim in words, with its value."""
    return [
        (tr("is better"), Claim.SUPERIORITY.value),
        (tr("is not worse by more than the margin"), Claim.NON_INFERIORITY.value),
        (tr("is the same within the margin"), Claim.EQUIVALENCE.value),
    ]


class QuestionPage(QWidget):
    """Asks what the study is to show; one sentence says back what was understood."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.decide = QCheckBox(tr("Decide beforehand what the study is to show"))
        self.endpoint = chosen(tr("Figure"), [(endpoint_text(one), one.value) for one in Endpoint])
        self.compared = chosen(tr("Compared"), [])
        self.claim = chosen(tr("Claim"), claims())
        self.margin = share(LEAST, 0.5 - LEAST, MARGIN, tr("Margin"))
        self._claim = Claim.SUPERIORITY
        self.alpha = share(LEAST, 0.2, USUAL_ALPHA[self._claim], tr("Type I error (alpha)"))
        self.alpha.setSingleStep(0.005)
        self.also = {one: QCheckBox(endpoint_text(one)) for one in Endpoint}
        self.rule = chosen(
            tr("Rule for several endpoints"),
            [
                (tr("one after the other (fixed sequence)"), Multiplicity.FIXED_SEQUENCE.value),
                (tr("adjusted by Holm"), Multiplicity.HOLM.value),
            ],
        )
        self.answers = chosen(
            tr("Answers used"),
            [
                (tr("every answer"), AnalysisSet.EVERY_ANSWER.value),
                (tr("complete cases"), AnalysisSet.COMPLETE_CASES.value),
            ],
        )
        self.by_rating = QCheckBox(tr("Readers: by their rating, from"))
        self.readers = number(1, 100, 50, tr("Cut-off of the readers"))
        self.own_cutoff = QCheckBox(tr("Model: from a probability of"))
        self.model = share(LEAST, 1 - LEAST, MODEL_CUTOFF, tr("Cut-off of the model"))
        self.one_threshold = QCheckBox(tr("Verdict by one threshold, without “possible”"))
        self.said = label(wrap=True)
        self._rules = Rules("-")
        self._build()
        self.follow(self._rules)

    def _build(self) -> None:
        lines = form()
        lines.addRow("", self.decide)
        lines.addRow(tr("Figure"), self.endpoint)
        lines.addRow(tr("Compared"), self.compared)
        lines.addRow(tr("Claim"), row(self.claim, label(tr("Margin")), self.margin, 1))
        lines.addRow(tr("Alpha"), row(self.alpha, label(tr("Answers used")), self.answers, 1))
        lines.addRow(tr("Then also"), stack(*self.also.values(), spacing=theme.STEP))
        lines.addRow(tr("By the rule"), self.rule)
        lines.addRow(tr("Fracture"), row(self.by_rating, self.readers, 1))
        lines.addRow("", row(self.own_cutoff, self.model, 1))
        lines.addRow("", self.one_threshold)
        self.setLayout(stack(lines, theme.rule(), self.said, 1, spacing=3 * theme.STEP))
        for box in (self.decide, self.by_rating, self.own_cutoff, self.one_threshold, *self.also.values()):
            box.toggled.connect(lambda _on: self._refresh())
        for combo in (self.endpoint, self.compared, self.claim, self.rule, self.answers):
            combo.currentIndexChanged.connect(lambda _at: self._refresh())
        self.claim.currentIndexChanged.connect(lambda _at: self._follow_claim())
        for spin in (self.margin, self.alpha, self.model):
            spin.valueChanged.connect(lambda _value: self._refresh())
        self.readers.valueChanged.connect(lambda _value: self._refresh())

    def follow(self, rules: Rules) -> None:
        """Offer what the arms and the scale of a design allow; what was chosen stays where it can."""
        before, self._rules = self.compared.currentData(), rules
        pairs = [(AIDED, UNAIDED), (UNAIDED, AIDED)] if len(rules.arms) == 2 else []
        pairs += [(arm, MODEL_ARM) for arm in rules.arms]
        self.compared.blockSignals(True)
        self.compared.clear()
        for pair in pairs:
            self.compared.addItem(compared_text(*pair), pair)
        self._choose(self.compared, before if self.decide.isChecked() else None)
        self.compared.blockSignals(False)
        low, high = rules.questions.confidence.bounds
        rated = rules.questions.confidence is not Scale.NONE
        if rated:
            self.readers.setRange(low + 1, high)
        self._allow_auc(on=rated)
        self._refresh()

    def _follow_claim(self) -> None:
        """The usual error of the new claim, unless another than that of the old one was entered."""
        before, self._claim = self._claim, Claim(self.claim.currentData())
        if round(self.alpha.value(), DIGITS) == USUAL_ALPHA[before]:
            self.alpha.setValue(USUAL_ALPHA[self._claim])

    def _allow_auc(self, *, on: bool) -> None:
        """Without ratings there is no curve and no cut-off on them."""
        self.by_rating.setEnabled(on)
        if not on:
            self.by_rating.setChecked(False)
            self.also[Endpoint.AUC].setChecked(False)
            if self.endpoint.currentData() == Endpoint.AUC.value:
                self._choose(self.endpoint, Endpoint.SENSITIVITY.value)
        self.also[Endpoint.AUC].setEnabled(on)

    @staticmethod
    def _choose(combo: QComboBox, data: object) -> None:
        at = next((n for n in range(combo.count()) if combo.itemData(n) == data), 0)
        combo.setCurrentIndex(at)

    def _refresh(self) -> None:
        decided = self.decide.isChecked()
        first = Endpoint(self.endpoint.currentData())
        for made in (self.endpoint, self.compared, self.claim, self.alpha, self.answers):
            made.setEnabled(decided)
        self.margin.setEnabled(decided and self.claim.currentData() != Claim.SUPERIORITY.value)
        rated = self._rules.questions.confidence is not Scale.NONE
        for endpoint, box in self.also.items():
            box.setEnabled(decided and endpoint is not first and (rated or endpoint is not Endpoint.AUC))
        self.rule.setEnabled(decided and bool(self._secondary()))
        self.readers.setEnabled(self.by_rating.isChecked())
        self.model.setEnabled(self.own_cutoff.isChecked())
        self.one_threshold.setEnabled(not self.own_cutoff.isChecked())
        self.said.setText("\n".join((question_text(self.plan()), cutoffs_text(self.cutoffs()))))
        self.changed.emit()

    def _secondary(self) -> tuple[Endpoint, ...]:
        first = self.endpoint.currentData()
        return tuple(one for one, box in self.also.items() if box.isChecked() and one.value != first)

    def plan(self) -> Plan | None:
        """The primary question; None where nothing is decided beforehand.

        Raises:
            StudyError: it contradicts itself.
        """
        pair = self.compared.currentData(Qt.ItemDataRole.UserRole)
        if not self.decide.isChecked() or pair is None:
            return None
        claim, secondary = Claim(self.claim.currentData()), self._secondary()
        return Plan(
            Endpoint(self.endpoint.currentData()), pair[0], pair[1], claim,
            0.0 if claim is Claim.SUPERIORITY else round(self.margin.value(), DIGITS),
            round(self.alpha.value(), DIGITS),
            Multiplicity(self.rule.currentData()) if secondary else Multiplicity.NONE, secondary,
            AnalysisSet(self.answers.currentData()),
        )  # fmt: skip

    def cutoffs(self) -> Cutoffs:
        """From where on an answer counts as a fracture."""
        one = self.one_threshold.isChecked() and self.one_threshold.isEnabled()
        return Cutoffs(
            self.readers.value() if self.by_rating.isChecked() else None,
            round(self.model.value(), DIGITS) if self.own_cutoff.isChecked() else None,
            VerdictRule.ONE if one else VerdictRule.CARD,
        )

    def show_question(self, plan: Plan | None, cutoffs: Cutoffs) -> None:
        """Begin with what a protocol says; :meth:`follow` its rules first."""
        self.decide.setChecked(plan is not None)
        if plan is not None:
            self._choose(self.endpoint, plan.endpoint.value)
            self._choose(self.compared, (plan.first, plan.second))
            self._choose(self.claim, plan.claim.value)
            self.margin.setValue(plan.margin or MARGIN)
            self.alpha.setValue(plan.alpha)
            for endpoint, box in self.also.items():
                box.setChecked(endpoint in plan.secondary)
            self._choose(self.rule, plan.multiplicity.value)
            self._choose(self.answers, plan.analysis_set.value)
        self.by_rating.setChecked(cutoffs.readers is not None)
        self.readers.setValue(cutoffs.readers or self.readers.value())
        self.own_cutoff.setChecked(cutoffs.model is not None)
        self.model.setValue(cutoffs.model or MODEL_CUTOFF)
        self.one_threshold.setChecked(cutoffs.verdict is VerdictRule.ONE)
