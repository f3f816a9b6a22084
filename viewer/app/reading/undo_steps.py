"""The steps on the film on screen, in the order in which they were made, on Qt's undo stack."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

STEPS_KEPT: Final = 100
OnFailed = Callable[[], object]


class Kind(Enum):
    """What a step changed."""

    DRAFT = auto()  # the answer, with its marks
    MEASURES = auto()  # measures and calibration
    SAVED = auto()  # an answer that was confirmed


class _Step(QUndoCommand):
    """One change.  It was made before it came here, so the stack's first call does nothing."""

    def __init__(self, kind: Kind, back: Callable[[], object], forth: Callable[[], object]) -> None:
        super().__init__()
        self.kind, self._back, self._forth, self.rests = kind, back, forth, True

    def anew(self) -> _Step:
        """The same step, for another stack."""
        return _Step(self.kind, self._back, self._forth)

    def undo(self) -> None:
        if self.rests:
            self.rests = False
        else:
            self._back()

    def redo(self) -> None:
        if self.rests:
            self.rests = False
        else:
            self._forth()


class UndoSteps:
    """Marks, measures, drafts and confirmed answers of one film; the newest :data:`STEPS_KEPT`.

    Below them lie the answers that were confirmed before the film came on screen: they are in the store.

    Args:
        take_back, bring_back: do so with the newest confirmed answer, later, and call what they are given
            where that fails.
    """

    def __init__(
        self,
        parent: QObject,
        take_back: Callable[[OnFailed], object],
        bring_back: Callable[[OnFailed], object],
    ) -> None:
        self._take_back, self._bring_back = take_back, bring_back
        self._below = 0  # answers from below the steps that were taken back
        self._stack = QUndoStack(parent)
        self._stack.setUndoLimit(STEPS_KEPT)
        self._made: list[_Step] = []  # as on the stack

    def done(self, kind: Kind, back: Callable[[], object], forth: Callable[[], object]) -> None:
        """A change was made; ``back`` and ``forth`` take it back and make it again."""
        self._below = 0
        step = _Step(kind, back, forth)
        self._made = [*self._made[: self._stack.index()], step]
        self._stack.push(step)
        self._made = self._made[-self._stack.count() :]

    def confirmed(self) -> None:
        """The draft was saved: its steps lead nowhere any more, and saving it is one."""
        self.drop(Kind.DRAFT)
        self.done(
            Kind.SAVED,
            lambda: self._take_back(lambda: self._stay(+1)),
            lambda: self._bring_back(lambda: self._stay(-1)),
        )

    def clear(self) -> None:
        """Another film is on screen."""
        self._below = 0
        self._stack.clear()
        self._made = []

    def drop(self, kind: Kind) -> None:
        """Steps of this kind lead nowhere any more; what was undone is forgotten with them."""
        kept = [step for step in self._made[: self._stack.index()] if step.kind is not kind]
        again = [step.anew() for step in kept]
        self._stack.clear()
        for step in again:
            self._stack.push(step)
        self._made = again

    def can_undo(self, *, saved: bool) -> bool:
        """Whether anything can be taken back; ``saved``: an answer of this reader counts."""
        return self._stack.canUndo() or saved

    def can_redo(self, *, redoable: bool) -> bool:
        """Whether anything can be brought back; ``redoable``: the store has an answer that was taken back."""
        drafted = any(step.kind is Kind.DRAFT for step in self._made[: self._stack.index()])
        return self._stack.canRedo() or (redoable and not drafted)

    def undo(self, *, saved: bool) -> None:
        """Take back the newest step, else the answer that counts."""
        if self._stack.canUndo():
            self._stack.undo()
        elif saved:
            self._count_below(1)
            self._take_back(lambda: self._count_below(-1))

    def redo(self, *, redoable: bool) -> None:
        """Make again what was taken back last."""
        if self._below and redoable:
            self._count_below(-1)
            self._bring_back(lambda: self._count_below(1))
        elif self._stack.canRedo():
            self._stack.redo()
        elif redoable:
            self._bring_back(lambda: None)

    def _count_below(self, by: int) -> None:
        self._below = max(0, self._below + by)

    def _stay(self, by: int) -> None:
        """A confirmed answer could not be taken back or brought back after all (a full disk)."""
        index = self._stack.index()
        if by > 0 and self._stack.canRedo():
            self._made[index].rests = True
            self._stack.redo()
        elif by < 0 and self._stack.canUndo():
            self._made[index - 1].rests = True
            self._stack.undo()
