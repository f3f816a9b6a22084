"""Result packs: a reader's record on its way back, and the merge at home.

A result pack holds every event of the record, chained by hash, under the reader's key.  The merge checks in
turn: the study, the key, the chain, the assignment and every answer; what does not fit is refused with its
reason, and nothing is half merged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from inference import strict_json
from inference.errors import StudyError
from inference.files import replacing
from inference.hash_chain import canonical, digest
from inference.messages import Message
from viewer.study.design import reading_order
from viewer.study.design.freeze import Locked
from viewer.study.design.protocol import Response, Rules, check_response, missing
from viewer.study.design.reading_order import Assignment, Step
from viewer.study.design.study_folder import RESULTS, Study, utc_now
from viewer.study.files import signed_archive
from viewer.study.files.event_log import Event, Record, chain_problem
from viewer.study.files.schema import Fields
from viewer.study.files.signed_archive import RESULT_PACK, Container, Writer
from viewer.study.packs.study_pack import RECORD, OpenPack
from viewer.study.sitting import responses
from viewer.study.sitting.state import State

SUFFIX: Final = ".resultpack"
EVENTS: Final = "record.json"
MAX_EVENTS: Final = 1_000_000
MAX_BYTES: Final = 256 << 20
MAX_SECONDS: Final = 30 * 86400.0
"""A film that a month did not suffice for was not read."""
CLOCK_SLACK: Final = timedelta(minutes=5)
"""So much may the clocks of two computers differ."""
MAX_RECORD: Final = 64 << 20
"""Bytes of the record, unpacked; ten thousand films take a tenth of it."""
_AGAIN: Final = Message("Ask the reader for the result pack again.")


@dataclass(frozen=True, slots=True)
class Given:
    """One standing answer of a reader.

    Attributes:
        film: name in the study.
        arm: ``unaided`` or ``aided``.
        response: the answer.
        seconds: that the film was on the screen at this stage.
        interrupted: the program ended in the middle, so the time is not whole.
        timed_out: the time limit was over.
        revised: the answer replaced an earlier one.
        order: number of the film in its session, from 1.
    """

    film: str
    arm: str
    response: Response
    seconds: float
    interrupted: bool
    timed_out: bool
    revised: bool
    order: int


@dataclass(frozen=True, slots=True)
class Result:
    """A reader's record after the checks of a merge.

    Attributes:
        reader: code.
        answers: standing answers to test films, in the order in which they were asked.
        missing: how many questions were not reached yet.
        head: newest hash of the chain.
        events: how many.
        app_version: of the program that the reader used last.
    """

    reader: str
    answers: tuple[Given, ...]
    missing: int
    head: str
    events: int
    app_version: str


def make(pack: OpenPack, target: Path) -> Path:
    """Write the reader's result pack; it may be written again when more was read.

    Raises:
        StudyError: the record is damaged or lost, or the disk refuses.
    """
    pack.begun.need()
    if not (pack.folder / RECORD).exists():
        raise StudyError("Nothing of this study was read here yet.", "Open the study pack and begin.")
    with Record(pack.folder / RECORD) as record:
        events = record.events
    assignment = pack.assignment
    with Writer(target, RESULT_PACK, {"study": assignment.study, "reader": assignment.reader.code}) as writer:
        writer.add(EVENTS, canonical([_event_table(event) for event in events]).encode())
        writer.finish(pack.key)
    return target


def _event_table(event: Event) -> list[object]:
    return [event.number, event.at, event.kind, dict(event.data), event.prev_hash, event.hash]


def is_result(path: Path) -> bool:
    """Whether a file is a result pack, by its name or, where it was renamed, by what it holds."""
    if path.suffix.lower() == SUFFIX:
        return True
    return signed_archive.looks_packed(path) and signed_archive.kind_of(path) == RESULT_PACK


def study_of(path: Path) -> str:
    """The study that a result pack says it belongs to; not authenticated.

    Raises:
        StudyError: no result pack.
    """
    with Container(path, RESULT_PACK) as pack:
        return pack.study


def merge(study: Study, path: Path, now: Callable[[], str] = utc_now) -> Result:
    """Check a result pack and keep it in the study.

    A later pack of the same reader that goes on where the kept one ends takes its place.

    Args:
        now: UTC, ISO 8601; what the record dates later was written by a clock that was set ahead.

    Raises:
        StudyError: of another study, altered, double, older or contradictory.
    """
    locked = study.need_lock()
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise StudyError("The result pack is larger than 256 MB.", _AGAIN)
    with Container(path, RESULT_PACK) as pack:
        if pack.study != locked.study:
            raise StudyError("This result belongs to another study or protocol.", "Merge it there.")
        code = locked.protocol.reader(pack.reader).code
        mac = pack.authenticate(signed_archive.key_bytes(study.reader_key(code)))
        events = _events(pack.read(EVENTS, MAX_RECORD))
    _check_past(events, _when(now()) + CLOCK_SLACK)
    result = _check(events, study.assignment(code), locked)
    _check_new(study, code, events)
    kept = study.folder / RESULTS / f"{code}{SUFFIX}"
    kept.parent.mkdir(exist_ok=True)
    data = {"reader": code, "hmac": mac, "head": result.head, "events": result.events}
    with replacing(kept) as part:
        part.write_bytes(path.read_bytes())
        study.note("result merged", {**data, "answers": len(result.answers), "missing": result.missing})
    return result


def _check_past(events: Sequence[Event], latest: datetime) -> None:
    """Refuse a record from the future: a wash-out that is over on its clock alone was not kept."""
    if any(_when(event.at) > latest for event in events):
        raise StudyError(
            "The result's record holds times that are still to come: the clock of the reader's "
            "computer, or of this one, is wrong.",
            "Set this clock right; if it is, ask the reader how it came: such times prove no wash-out.",
        )


def _check_new(study: Study, code: str, events: list[Event]) -> None:
    """Refuse what was merged before, an older state, and a second record of the same reader."""
    before = kept_events(study, code)
    if before is None:
        return
    if events[-1].hash == before[-1].hash:
        raise StudyError("This result was merged before.", "There is nothing to do.")
    if len(events) < len(before) and before[len(events) - 1].hash == events[-1].hash:
        raise StudyError("This result is older than the one that was merged.", "There is nothing to do.")
    if len(events) < len(before) or events[len(before) - 1].hash != before[-1].hash:
        raise StudyError(
            "This reader has answered twice: the result does not go on where the merged one ends.",
            "Ask the reader which workstation holds the right answers.",
        )


def kept_events(study: Study, code: str) -> list[Event] | None:
    """The events of a reader's merged result; None where there is none.

    Raises:
        StudyError: the kept file was changed.
    """
    path = study.folder / RESULTS / f"{code}{SUFFIX}"
    if not path.is_file():
        return None
    with Container(path, RESULT_PACK) as pack:
        pack.authenticate(signed_archive.key_bytes(study.reader_key(code)))
        return _events(pack.read(EVENTS, MAX_RECORD))


def merged(study: Study) -> dict[str, Result]:
    """Every merged result by reader, checked again from the files and against the study's ledger.

    Raises:
        StudyError: a kept result was changed, or is not the one that was merged.
    """
    locked = study.need_lock()
    with study.ledger() as ledger:
        heads = {str(e.data["reader"]): e.data["head"] for e in ledger.events if e.kind == "result merged"}
    found = {}
    _need_known(study, heads)
    for code, head in heads.items():
        events = kept_events(study, code)
        if events is None or events[-1].hash != head:
            raise StudyError(
                "The merged result of {code} is not the one that the ledger names.",
                "Put it back, or merge it again.",
                code=code,
            )
        found[code] = _check(events, study.assignment(code), locked)
    order = [reader.code for reader in locked.protocol.readers]
    return {code: found[code] for code in order if code in found}


def _need_known(study: Study, heads: Collection[str]) -> None:
    """Refuse results that the ledger knows nothing of: it is older than they are, or they were put there."""
    strange = sorted(
        path.stem for path in (study.folder / RESULTS).glob(f"*{SUFFIX}") if path.stem not in heads
    )
    if strange:
        raise StudyError(
            "The ledger does not know the result of {code}.",
            "Put the study's newest ledger back; if the file came otherwise, take it out of its folder and "
            "merge it.",
            code=strange[0],
        )


def _events(data: bytes) -> list[Event]:
    try:
        listed = strict_json.loads(data)
        if not isinstance(listed, list) or not 0 < len(listed) <= MAX_EVENTS:
            raise TypeError("no list of events")
        events = [
            Event(int(n), str(at), str(kind), dict(d), str(p), str(h)) for n, at, kind, d, p, h in listed
        ]
        problem = chain_problem(events)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise StudyError("The result's record cannot be read.", _AGAIN) from error
    if problem:
        raise StudyError("The result's record was changed: {problem}.", _AGAIN, problem=problem)
    return events


def _check(events: list[Event], assignment: Assignment, locked: Locked) -> Result:
    """Replay the record against what the reader was to do."""
    own = digest({"assignment": canonical(reading_order.to_table(assignment))})
    if events[0].kind != "opened" or events[0].data.get("assignment_sha256") != own:
        raise StudyError("The result answers another assignment.", "Ask which pack the reader has opened.")
    state, steps = State(), assignment.steps
    given: dict[int, Given] = {}
    for before, event in zip([events[0], *events], events, strict=False):
        _check_course(before, event, state, assignment)
        state.apply(event)
        if event.kind == "answer":
            number, answer = _given(event, steps, assignment.rules)
            _check_place(answer, locked)
            given[number] = answer
    answers = tuple(given[n] for n in sorted(given) if not steps[n].practice)
    missing = sum(not step.practice for step in steps) - len(answers)
    opened = [event for event in events if event.kind == "opened"]
    version = str(opened[-1].data.get("app_version", ""))[:40]
    return Result(assignment.reader.code, answers, missing, events[-1].hash, len(events), version)


def _check_course(before: Event, event: Event, state: State, assignment: Assignment) -> None:
    """Refuse an event that the program could not have written after those before it.

    Args:
        before: the event before it (the first event itself).
        state: before the event.

    Raises:
        StudyError: time runs backwards, the wash-out was not kept, or a question was answered out of turn.
    """
    now = _when(event.at)
    if now < _when(before.at):
        raise StudyError("The result's record runs back in time.", _AGAIN)
    if event.kind == "session begun" and state.answered_at:
        since = now - _when(state.answered_at)  # never a sum: it could lie beyond all years
        if since < timedelta(days=assignment.rules.washout_days):
            raise StudyError(
                "The result breaks the wash-out: a session was begun too early (days: {days} of {of}).",
                "Ask the reader how it came; such a session cannot be analysed.",
                days=max(since.days, 0),
                of=assignment.rules.washout_days,
            )
    if event.kind == "answer":
        _check_turn(event, state, assignment)


def _when(text: str) -> datetime:
    """A time of the record, which the program writes with its zone, in UTC.

    Raises:
        StudyError: it is none, has no zone, or lies beyond all years.
    """
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            raise ValueError("no zone")
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise StudyError("The result's record has a time that is none.", _AGAIN) from error


def _check_turn(event: Event, state: State, assignment: Assignment) -> None:
    steps, number = assignment.steps, event.data.get("step")
    turn = next((n for n in range(len(steps)) if n not in state.answers), None)
    own = state.revisited if assignment.rules.back and state.revisited is not None else turn
    if own is None or number != own or isinstance(number, bool):
        raise StudyError("The result answers a question out of turn.", _AGAIN)
    step = steps[own]
    if event.data.get("session") != step.session or state.begun != step.session:
        raise StudyError("The result answers a question outside its session.", _AGAIN)


def _given(event: Event, steps: Sequence[Step], rules: Rules) -> tuple[int, Given]:
    fields = Fields(event.data, Message("An answer of the record"))
    number = fields.whole("step")
    if not 0 <= number < len(steps):
        raise StudyError("The result answers a question that was not asked.", _AGAIN)
    step = steps[number]
    if (fields.text("film"), fields.text("arm")) != (step.film, step.arm):
        raise StudyError("The result's answers are not in the order that was set.", _AGAIN)
    response = responses.from_table(fields.table("response"))
    check_response(response, rules)
    seconds, timed_out = fields.number("seconds"), fields.yes("timed_out")
    if not 0 <= seconds <= MAX_SECONDS:
        raise StudyError("The result holds a reading time that cannot be.", _AGAIN)
    if timed_out and not rules.time_limit:
        raise StudyError("The result says that a time was over where the study sets none.", _AGAIN)
    if not timed_out and (lacks := missing(response, rules)):
        raise StudyError("The result holds an answer that is not complete: {lacks}", _AGAIN, lacks=lacks)
    return number, Given(
        step.film, step.arm, response, seconds, fields.yes("interrupted"), timed_out,
        fields.whole_or_none("supersedes") is not None, step.number,
    )  # fmt: skip


def _check_place(answer: Given, locked: Locked) -> None:
    """Refuse a place beside the film, whose edges count."""
    rows, columns = locked.film(answer.film).shape
    place = answer.response.place
    if place is not None and not (0 <= place[0] <= columns and 0 <= place[1] <= rows):
        raise StudyError("The result marks a place that is not on the film.", _AGAIN)
