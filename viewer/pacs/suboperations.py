"""The objects that a C-GET or C-MOVE brings (PS3.4 C.4.2, C.4.3): followed, and counted where they lie."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.safe_parse import DAMAGED
from inference.messages import NOTHING, Message, sentences
from viewer.pacs.association import Peer
from viewer.pacs.deadline import STORED_S
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Came
from viewer.pacs.node import Node, WebNode
from viewer.pacs.queries import IS_UID, MAX_NAMED, Failure, Moved, Step, both

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_PENDING: Final = (0xFF00, 0xFF01)
WARNINGS: Final = (0xB000, 0xB006, 0xB007)
"""Taken, with a warning (PS3.4 B.2.3, C.4.2.1.5)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a retrieval asks for, one identifier after another, and what it leaves out."""

    identifiers: tuple[Dataset, ...]
    why: Message = NOTHING


def changed(node: Node | WebNode, code: int, count: int) -> Message:
    """What a C-STORE's warning, one of :data:`WARNINGS`, means (PS3.4 B.2.3), for so many objects."""
    one, several = _changes(node.where, count)[code]
    return one if count == 1 else several


def _changes(where: Message | str, count: int) -> dict[int, tuple[Message, Message]]:
    """By status, of one object and of several."""
    return {
        0xB000: (
            Message("{where} changed values of 1 object when it stored it (status B000).", where=where),
            Message(
                "{where} changed values of {count} objects when it stored them (status B000).",
                where=where,
                count=count,
            ),
        ),
        0xB006: (
            Message("{where} left out elements of 1 object when it stored it (status B006).", where=where),
            Message(
                "{where} left out elements of {count} objects when it stored them (status B006).",
                where=where,
                count=count,
            ),
        ),
        0xB007: (
            Message("{where} stored 1 object though it does not fit its kind (status B007).", where=where),
            Message(
                "{where} stored {count} objects though they do not fit their kinds (status B007).",
                where=where,
                count=count,
            ),
        ),
    }


def sent(
    tried: int,
    failures: Sequence[Failure],
    warned: Mapping[int, int],
    words: Callable[[int, int], Message],
    *,
    stopped: bool = False,
) -> Moved:
    """How a sending ended.

    Args:
        tried: objects that were sent or could not go.
        failures: those of them that were not taken.
        warned: how many were taken with each warning.
        words: what a warning means, for so many objects.
        stopped: the user ended it.
    """
    why = failures[-1].why if failures and not stopped else NOTHING
    notes = sentences(words(code, count) for code, count in sorted(warned.items()))
    return Moved(tried - len(failures), len(failures), why, stopped, tuple(failures[:MAX_NAMED]), notes)


def each(peer: Peer, wanted: Wanted, ask: Callable[[Dataset], Any], step: Step) -> Moved:
    """One retrieval an identifier, counted together; one that fails costs its own objects only.

    Raises:
        NetworkError: nothing came before the other side failed for good.
    """
    whole, total = Moved(0), len(wanted.identifiers)
    for number, identifier in enumerate(wanted.identifiers):
        try:
            moved = follow(peer, ask(identifier), _onwards(step, whole.done + whole.failed))
        except NetworkError as error:
            if not whole.done and (peer.is_over or number + 1 == total):
                raise
            if peer.is_over:
                return both(whole, Moved(0, total - number, error.message))
            moved = Moved(0, 1, error.message)
        whole = both(whole, moved)
        if moved.stopped:
            return whole
        if peer.is_over and number + 1 < total:
            return both(whole, Moved(0, total - number - 1, moved.why))
    return replace(whole, why=wanted.why) if wanted.why else whole


def _onwards(step: Step, before: int) -> Step:
    return lambda done, total: step(before + done, before + total)


@dataclass(slots=True)
class _Told:
    """What the other side has counted so far."""

    completed: int = 0
    warned: int = 0
    failed: int = 0
    left: int = 0
    announced: int = 0
    counts_done: bool = False

    def take(self, status: Dataset) -> None:
        """A response's counts; those that it leaves out stay (they are optional, PS3.7 9.1.3.1)."""
        self.counts_done = "NumberOfCompletedSuboperations" in status
        self.completed = _count(status, "NumberOfCompletedSuboperations", self.completed)
        self.warned = _count(status, "NumberOfWarningSuboperations", self.warned)
        self.failed = _count(status, "NumberOfFailedSuboperations", self.failed)
        self.left = _count(status, "NumberOfRemainingSuboperations", 0)
        self.announced = max(self.announced, self.done + self.failed + self.left)

    @property
    def done(self) -> int:
        return self.completed + self.warned

    @property
    def missing(self) -> int:
        """Announced, and at the end counted neither as sent nor as failed; 0 where the end counts nothing."""
        return self.announced - self.done - self.failed if self.counts_done else 0


def _count(status: Dataset, keyword: str, before: int) -> int:
    value = status.get(keyword, before)
    return value if isinstance(value, int) else 0


def follow(peer: Peer, answers: Any, step: Step) -> Moved:
    """Walk through the responses of a retrieval (PS3.4 C.4.2.3, C.4.3.3).

    Raises:
        NetworkError: it failed before anything came.
    """
    told, before = _Told(), -1
    peer.deadline.renew(STORED_S)
    named: list[str] = []
    for status, identifier in answers:
        code = status.get("Status")
        named = failed_uids(identifier) or named
        told.take(status)
        if told.done + told.failed > before:  # an answer without progress does not buy time
            before = told.done + told.failed
            peer.deadline.renew(STORED_S)
        if code in _PENDING:
            if not step(told.done, told.done + told.failed + told.left):
                peer.deadline.wind_up()
        elif peer.stopped and code != 0:
            return Moved(told.done, told.failed, stopped=True)
        elif code == 0xA801:
            raise NetworkError(
                "{where} does not know where {our_title} is.",
                "Have this computer's AE title, address and port entered in the PACS, or use C-GET.",
                where=peer.node.where,
                our_title=peer.node.our_title,
            )
        elif code != 0 and code not in WARNINGS:
            if told.done or told.failed:  # what came is told beside the reason why the rest did not
                why = peer.failure(code).message
                return Moved(told.done, max(told.failed + told.left, 1), why, failures=_failures(named, why))
            raise peer.failure(code)
        else:
            return _ended(peer, told, code, named)
    return _ended(peer, told, 0, named)


def _ended(peer: Peer, told: _Told, code: int, named: Sequence[str]) -> Moved:
    why = _not_sent(peer.node, told.failed)
    if code in WARNINGS and not told.failed:
        why = Message(
            "{where} ended with a warning (status {status:04X}); how many objects are missing is not said.",
            where=peer.node.where,
            status=code,
        )
    elif told.missing and not peer.stopped:
        why = Message(
            "{where} ended after {done} of the announced {announced}, as if all had been sent.",
            where=peer.node.where,
            announced=told.announced,
            done=told.done,
        )
    return Moved(
        told.done, told.failed + (0 if peer.stopped else told.missing), why, stopped=peer.stopped,
        failures=_failures(named, why) if told.failed else (),
    )  # fmt: skip


def _failures(uids: Sequence[str], why: Message) -> tuple[Failure, ...]:
    return tuple(Failure(uid, why) for uid in uids)


def failed_uids(identifier: Dataset | None) -> list[str]:
    """The Failed SOP Instance UID List of a retrieval's last response (PS3.4 C.4.2.1.4.2)."""
    if identifier is None:
        return []
    try:
        value = identifier.get("FailedSOPInstanceUIDList") or ()
        given = [value] if isinstance(value, str) else list(value)[:MAX_NAMED]
    except DAMAGED:
        return []
    return [uid for uid in map(str, given) if IS_UID.fullmatch(uid)]


def _not_sent(node: Node, failed: int) -> Message:
    if not failed:
        return NOTHING
    if failed == 1:
        return Message("{where} could not send 1 object.", where=node.where)
    return Message("{where} could not send {count} objects.", where=node.where, count=failed)


def counted(node: Node, moved: Moved, came: Came, *, others: bool = False) -> Moved:
    """What came is what lies here, whatever the PACS counted.

    Args:
        others: they may have sent something meanwhile: more than was counted is no contradiction.
    """
    told, here = moved.done + moved.failed, came.objects
    moved = replace(moved, note=sentences((moved.note, came.note)))
    known = {one.uid or str(id(one)): one for one in (*moved.failures, *came.failures)}
    failures = tuple(known.values())[:MAX_NAMED]
    if here == moved.done or moved.stopped or (others and here > moved.done):
        return replace(moved, done=moved.done if others else here, failures=failures)
    why = came.failures[0].why if came.failures else NOTHING
    if not why or (others and here + len(came.failures) < moved.done):
        why = _miscounted(node, moved.done, here)
    return replace(moved, done=here, failed=max(told - here, 0), why=moved.why or why, failures=failures)


def _miscounted(node: Node, told: int, came: int) -> Message:
    return Message(
        "Objects sent, as {where} says: {told}; received: {came}.", where=node.where, told=told, came=came
    )
