"""The upper right: the reader's own answer, every control in its fixed place."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from inference.aoota import OPEN, ReaderClass
from inference.records import MapVerdict, QualityFlag, Side
from viewer.app.i18n import listed, many, mark, tr
from viewer.app.prediction.difference import Difference, difference
from viewer.app.prediction.prediction_text import ao_text, class_text, in_doubt, reading_text, side_text
from viewer.app.reading.service import ReadingService
from viewer.ui.reading.class_grid import CLASS_NAMES, ClassGrid, ConfidenceLine, class_tip
from viewer.ui.reading.saved_words import history_text, others_text, saved_text, saved_tip
from viewer.ui.shell import theme
from viewer.ui.shell.once import OncePerTurn
from viewer.ui.shell.widgets import ElidedLabel, KeyButton, KeyCheck, TypingLine, button, label, row, stack

SIDES: Final = (
    (Side.RIGHT, mark("Right"), "R"),
    (Side.LEFT, mark("Left"), "L"),
    (Side.BOTH, mark("Both"), "S"),
    (Side.UNCERTAIN, mark("Uncertain"), "Shift+S"),
)
FLAGS: Final = (
    (QualityFlag.POOR_CONTRAST, mark("Poor contrast"), "Alt+1", mark("Poor contrast (Alt+1)")),
    (QualityFlag.POSITIONING, mark("Positioning"), "Alt+2", mark("Poor positioning (Alt+2)")),
    (QualityFlag.FOREIGN_BODY, mark("Implant"), "Alt+3", mark("Implant or foreign body (Alt+3)")),
    (QualityFlag.OTHER_FRACTURE, mark("Other fracture"), "Alt+4", mark("A fracture elsewhere (Alt+4)")),
)
"""Each with its key, and what it means."""
STORE_MS: Final = 50
"""A film whose reading the store has not told after so many milliseconds is shown as one without."""
VERDICTS: Final = (
    (MapVerdict.ON_LESION, mark("On the lesion")),
    (MapVerdict.BESIDE, mark("Beside it")),
    (MapVerdict.NO_LESION, mark("No lesion")),
)


class ReadingPanel(QWidget):
    """Edits the draft of a :class:`ReadingService` and shows what is saved."""

    box_asked = Signal()
    point_asked = Signal()
    clear_regions_asked = Signal()
    empty_asked = Signal()
    undo_asked = Signal()
    reader_asked = Signal()
    history_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._readings: ReadingService | None = None
        self.due = OncePerTurn(self.refresh, self)
        self._waiting = QTimer(self, singleShot=True, interval=STORE_MS)
        self._waiting.timeout.connect(self.due.ask)
        self._filling = False
        self.more = QWidget()
        """What follows the model's card: whether its map is right, and what was answered before."""
        self._build()
        self.setEnabled(False)

    def _build(self) -> None:
        self._reader = button(
            "", self.reader_asked.emit, name="link", tip=tr("Your pseudonym; click to change it")
        )
        self.agree = button(tr("Agree  ⏎"), self._commit, name="primary")
        self.agree.setMinimumHeight(theme.px(32))
        self.agree.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # no words widen it
        self._next = button(tr("and next"), self.next_asked.emit)
        self._next.setToolTip(tr("Agree or save, then the next film (Shift+Return)"))
        self._next.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._next.setFixedSize(theme.px(96), theme.px(32))
        self._saved = ElidedLabel(name="quiet")
        self._undo = button(tr("Undo"), self.undo_asked.emit, name="link", tip="Ctrl+Z")
        self._empty = button(tr("Start empty"), self.empty_asked.emit, name="link")
        self._classes = ClassGrid(self._choose, names=CLASS_NAMES)
        self._meaning = ElidedLabel(name="quiet", lines=2)
        self._others = label(wrap=True)
        self._differs = ElidedLabel(name="differs")
        parts = (
            row(label(tr("Your reading"), name="heading"), 1, self._reader),
            self._build_sides(),
            self._classes,
            self._meaning,
            self._build_confidence(),
            self._build_flags(),
            self._build_regions(),
            self._build_comment(),
            row(self.agree, self._next, spacing=theme.STEP),
            row(self._saved, self._empty, self._undo),
            self._differs,
            self._others,
        )
        _keep_places(self._clear, self._undo, self._differs)
        self._history = label(name="quiet", wrap=True)
        self._whole = button(tr("Whole history…"), self.history_asked.emit, name="link", tip="Ctrl+Shift+H")
        self.setLayout(stack(*parts, spacing=6))
        self.more.setLayout(stack(self._build_verdict(), self._history, row(self._whole, 1)))

    def _build_sides(self) -> QWidget:
        box = QWidget()
        self._sides: dict[Side, QPushButton] = {}
        for side, words, key in SIDES:
            made = KeyButton(tr(words), key, partial(self._edit, side=side))
            made.setCheckable(True)
            if side is Side.UNCERTAIN:
                made.setToolTip(tr("Side uncertain (Shift+S)"))
            self._sides[side] = made
        sides = row(*self._sides.values(), spacing=theme.STEP)
        for at, share in enumerate((60, 53, 57, 104)):  # the last has the longest word and key
            sides.setStretch(at, share)
        box.setLayout(sides)
        return box

    def _build_regions(self) -> QWidget:
        box = QWidget()
        self.box_button = KeyButton(tr("Box"), "B", self.box_asked.emit)
        self.point_button = KeyButton(tr("Point"), "P", self.point_asked.emit)
        for made, tip in (
            (self.box_button, tr("Draw a box around the lesion")),
            (self.point_button, tr("Mark a point")),
        ):
            made.setCheckable(True)
            made.setToolTip(tip)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            made.setFixedWidth(theme.px(72))
        self._regions = label(name="quiet")
        self._clear = button(tr("Remove"), self.clear_regions_asked.emit, name="link")
        box.setLayout(
            row(self.box_button, self.point_button, self._regions, 1, self._clear, spacing=theme.STEP)
        )
        return box

    def _build_confidence(self) -> QWidget:
        self._confidence = ConfidenceLine(tr("Confidence"))
        self._confidence.moved.connect(lambda value: self._edit(confidence=value))
        return self._confidence

    def _build_flags(self) -> QWidget:
        box, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.STEP)
        for column, share in enumerate((137, 147)):  # the longest word of each, and its key
            grid.setColumnStretch(column, share)
        self._flags: dict[QualityFlag, KeyCheck] = {}
        for number, (flag, words, key, tip) in enumerate(FLAGS):
            made = KeyCheck(tr(words), key)
            made.setToolTip(tr(tip))
            made.toggled.connect(lambda _on: self._flags_changed())
            self._flags[flag] = made
            grid.addWidget(made, number // 2, number % 2)
        for made in self._flags.values():
            made.join(tuple(self._flags.values()))
        box.setLayout(grid)
        return box

    def _build_verdict(self) -> QWidget:
        self._verdict_box = QWidget()
        self._verdicts: dict[MapVerdict, QPushButton] = {}
        for verdict, words in VERDICTS:
            made = button(tr(words), partial(self._judge, verdict))
            made.setCheckable(True)
            self._verdicts[verdict] = made
        question = label(tr("Where does the heat map lie?"), name="quiet")
        self._verdict_box.setLayout(
            stack(question, row(*self._verdicts.values(), spacing=theme.STEP), spacing=theme.STEP)
        )
        return self._verdict_box

    def _build_comment(self) -> QWidget:
        self.comment = TypingLine(tr("Comment (C); stays on this computer"), tr("Comment"))
        self.comment.textEdited.connect(lambda text: self._edit(comment=text))
        return self.comment

    # following the service -----------------------------------------------------------------------

    def attach(self, readings: ReadingService) -> None:
        """Follow a service from now on."""
        self._readings = readings
        readings.film_changed.connect(self._film_changed)
        readings.saved_changed.connect(self._saved_changed)
        readings.draft_changed.connect(self.due.ask)
        readings.answer_changed.connect(self._answer_changed)
        self.refresh()

    def _film_changed(self) -> None:
        """Another film: filled once, with what the store holds; without that where the store is busy."""
        assert self._readings is not None
        there = self._readings.film is not None
        self.setEnabled(there)
        self.due.drop()  # it was about the film before
        if there:
            self._waiting.start()
        else:
            self._waiting.stop()

    def _saved_changed(self) -> None:
        """What the store holds came, or could not: a film that waits for it waits no longer."""
        assert self._readings is not None
        self._waiting.stop()
        if self._readings.film is not None:
            self.due.ask()

    def _answer_changed(self) -> None:
        assert self._readings is not None
        if not self._waiting.isActive() and self._readings.film is not None:
            self.due.ask()

    def show_nothing(self) -> None:
        """No film is on screen; while one is read, the old one and its reading stay."""
        self._waiting.stop()
        self.due.ask()

    @property
    def is_due(self) -> bool:
        """Whether anything is still to be shown of what has changed."""
        return self.due.is_due or self._waiting.isActive()

    def settle(self) -> None:
        """Show at once what has changed."""
        if self._waiting.isActive():
            self._saved_changed()
        self.due.settle()

    def refresh(self) -> None:
        """Show the draft, what is saved, and what can be done."""
        readings = self._readings
        if readings is None:
            return
        self.setEnabled(readings.film is not None)
        self._filling = True
        try:
            self._fill(readings)
        finally:
            self._filling = False

    def _fill(self, readings: ReadingService) -> None:
        draft, proposal = readings.draft, readings.proposal
        self._classes.set_value(draft.ao_class)
        self._meaning.setText(class_tip(draft.ao_class) if draft.ao_class is not None else "")
        for side, made in self._sides.items():
            made.setChecked(draft.side is side)
        for flag, check in self._flags.items():
            check.setChecked(flag in draft.flags)
        for verdict, made in self._verdicts.items():
            made.setChecked(draft.map_verdict is verdict)
        self._verdict_box.setVisible(readings.map_seen or draft.map_verdict is not None)
        self._confidence.set_value(draft.confidence)
        if self.comment.text() != draft.comment:
            self.comment.setText(draft.comment)
        count = len(draft.regions)
        self._regions.setText(many(count, "mark") if count else "")
        self._clear.setVisible(bool(count))
        self._reader.setText(readings.reader)
        text, room = agree_text(readings), self.agree.width() - 4 * theme.STEP
        cut = self.agree.isVisible() and self.agree.fontMetrics().horizontalAdvance(text) > room
        self.agree.setText(text.removesuffix("  ⏎") if cut else text)  # the words before their key
        self.agree.setEnabled(readings.can_commit and proposal is not None)
        self._next.setEnabled(self.agree.isEnabled())
        self._saved.setText(saved_text(readings))
        self._saved.setToolTip(saved_tip(readings))
        self._empty.setVisible(readings.elsewhere and not readings.is_changed)
        self._undo.setVisible(readings.can_undo and not readings.elsewhere)
        self._differs.setText(difference_text(readings))
        self._differs.setVisible(bool(self._differs.text()))
        self._history.setText(history_text(readings.history))
        self._history.setVisible(bool(readings.history))
        self._whole.setVisible(bool(readings.history or readings.others))
        self._others.setText(others_text(readings))
        self._others.setVisible(bool(self._others.text()))

    # edits ---------------------------------------------------------------------------------------

    def _edit(self, **values: object) -> None:
        if self._readings is not None and not self._filling:
            self._readings.edit(**values)
            self.refresh()

    def _choose(self, ao_class: ReaderClass) -> None:
        if self._readings is not None:
            self._readings.choose_class(ao_class)
            self.refresh()

    def _judge(self, verdict: MapVerdict) -> None:
        if self._readings is not None:
            same = self._readings.draft.map_verdict is verdict
            self._edit(map_verdict=None if same else verdict)

    def _flags_changed(self) -> None:
        self._edit(flags=frozenset(flag for flag, made in self._flags.items() if made.isChecked()))

    def _commit(self) -> None:
        if self._readings is not None:
            self._readings.commit()


def agree_text(readings: ReadingService) -> str:
    """What Enter does now."""
    proposal = readings.proposal
    if readings.saving:
        return tr("Saving…")
    if proposal is None and readings.draft.ao_class is not None:
        return tr("Choose a side")
    if proposal is None or proposal.ao_class is None or proposal.side is None:
        return tr("Choose a class")
    words = reading_text(proposal.ao_class, proposal.side)
    if (readings.elsewhere or readings.unrecorded) and not readings.is_changed and readings.saved:
        return tr("Keep: {words}  ⏎", words=words)
    if readings.draft.ao_class is None:
        return tr("Agree: {words}  ⏎", words=words)
    return tr("Save: {words}  ⏎", words=words) if readings.is_changed else tr("Saved: {words}", words=words)


def difference_text(readings: ReadingService) -> str:
    """What the reader's class or side says otherwise than the model's answer in sight; empty for nothing."""
    model, draft = readings.visible_prediction, readings.draft
    if model is None or draft.ao_class is None:
        return ""
    named, doubt = model.named_class, in_doubt(model, readings.points)
    found = difference(named, model.side, draft.ao_class, draft.side, in_doubt=doubt)
    parts = []
    if Difference.CLASS in found:
        parts.append(ao_text(OPEN) if named == OPEN else class_text(named))
    if Difference.SIDE in found:
        parts.append(side_text(model.side))
    return tr("Differs from the model: {what}", what=listed(parts)) if parts else ""


def _keep_places(*parts: QWidget) -> None:
    """Parts that come and go leave their room: nothing below them moves."""
    for part in parts:
        policy = part.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        part.setSizePolicy(policy)
