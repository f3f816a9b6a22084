"""What the reading's column says of what is on the disk: saved when, earlier steps, others' answers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from inference.records import Reading
from viewer.app.i18n import listed, many, mark, tr
from viewer.app.prediction.prediction_text import reading_text
from viewer.app.reading.history import steps
from viewer.app.reading.service import ReadingService

ELSEWHERE: Final = mark("Read on another file with the same picture: keep it for this film, or start empty.")
UNRECORDED: Final = mark(
    "Made before files were recorded: nobody can say on which file. Answer once more, and it is recorded."
)
KNOWN: Final = mark(
    "What others answered to this film was on screen, so no independent answer to it counts any more."
)
KNOWS: Final = mark(
    "What others answered to this film was on screen, so no independent answer to it counts any more. "
    "Reading, Settle where readers differ: answer it there."
)


def clock_time(utc: str) -> str:
    """A stored UTC time as the wall clock's hours and minutes; with the date when it was another day."""
    try:
        local = datetime.fromisoformat(utc).astimezone()
    except ValueError:
        return ""
    same_day = local.date() == datetime.now().astimezone().date()
    return local.strftime("%H:%M") if same_day else local.strftime("%Y-%m-%d %H:%M")


def saved_text(readings: ReadingService) -> str:
    """What is on the disk, e.g. ``Saved ✓ 12:03``."""
    if readings.film is None:
        return ""
    if not readings.can_save:
        return tr("✕ Nothing can be saved: the store is not open")
    if readings.saved is None:
        return tr("Draft, not saved yet") if readings.is_changed else tr("Not read yet")
    if readings.elsewhere:
        return tr("≠ Of another file")
    words = tr("Saved ✓ {time}", time=clock_time(readings.saved.decided_at))
    if readings.unrecorded:
        words = tr("{words} · file not recorded", words=words)
    return tr("{words} · changed since", words=words) if readings.is_changed else words


def saved_tip(readings: ReadingService) -> str:
    """What more there is to say of what is on the disk."""
    if readings.saved is None:
        return ""
    if readings.elsewhere:
        return tr(ELSEWHERE)
    return "" if not readings.unrecorded else tr(UNRECORDED)


def history_text(history: tuple[Reading, ...], lines: int = 3) -> str:
    """The newest steps first, one a line."""
    words = [
        f"{clock_time(step.reading.decided_at)}  {reading_text(step.reading.ao_class, step.reading.side)}"
        + (f" {step.words}" if step.reading.retracted else "")
        for step in steps(history)
    ]
    return "\n".join(list(reversed(words))[:lines])


def others_text(readings: ReadingService) -> str:
    """What stands above the reader's own answer while differences are settled."""
    if not readings.adjudicating:
        if not readings.seen.knows_others:
            return ""
        return tr(KNOWS) if readings.may_settle else tr(KNOWN)
    if readings.others:
        return "\n".join((tr("Others answered:"), *map(other_text, readings.others)))
    own = readings.saved is not None
    why = tr("You have answered this film yourself.") if own else tr("There is nothing to settle.")
    return tr("Settling where readers differ. {why}", why=why)


def other_text(reading: Reading) -> str:
    """What another reader answered, for who settles it."""
    parts = [f"{reading.reader}: {reading_text(reading.ao_class, reading.side)}"]
    parts += (
        [tr("confidence {confidence} %", confidence=reading.confidence)]
        if reading.confidence is not None
        else []
    )
    parts += [many(len(reading.regions), "mark")] if reading.regions else []
    return listed(parts)
