"""What a sitting says to its reader.  Qt only for the translation."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.services.answers import SIDE_WORDS, class_text
from viewer.study.plan import Assignment
from viewer.study.protocol import AIDED, Design, Questions, Response, Rules, Scale, Truth
from viewer.study.sitting import Phase, Position

_CONTEXT: Final = "Sitting"


def say(text: str, **values: object) -> str:
    """A translated sentence with its values."""
    return QCoreApplication.translate(_CONTEXT, text).format(**values)


def many(count: int, one: str, several: str) -> str:
    """A count with its translated word."""
    return say(one if count == 1 else several, count=count)


def films_text(count: int) -> str:
    return many(count, "{count} film", "{count} films")


def day(moment: datetime) -> str:
    """A date and time where the reader sits."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def welcome_lines(assignment: Assignment, position: Position) -> list[str]:
    """What the reader is told before a session."""
    session = assignment.sessions[position.session - 1]
    count = films_text(len(session.films))
    if position.session == 1 and assignment.practice:
        words = say(
            "You read {films}, after {practice} with feedback for practice.",
            films=count, practice=films_text(len(assignment.practice)),
        )  # fmt: skip
    else:
        words = say("You read {films}.", films=count)
    lines = [words, arm_line(assignment.rules, session.arms)]
    lines += limit_lines(assignment.rules)
    return lines


def arm_line(rules: Rules, arms: tuple[str, ...]) -> str:
    """How the model takes part."""
    if rules.design is Design.SEQUENTIAL:
        return say(
            "Answer each film on your own. Your answer is locked; then the model's answer is shown, "
            "and you answer again."
        )
    if AIDED in arms:
        return say("The model's answer and its heat map stand beside each film.")
    return say("Answer each film on your own; no model is shown.")


def limit_lines(rules: Rules) -> list[str]:
    lines = []
    if rules.time_limit:
        lines.append(
            say("You have {count} seconds for each answer; what stands then is kept.", count=rules.time_limit)
        )
    if rules.back:
        lines.append(say("You can go back to the film before; its newer answer counts."))
    else:
        lines.append(say("A locked answer is final."))
    lines.append(say("Stop whenever you like: you go on at the same film."))
    return lines


def key_lines(rules: Rules) -> list[tuple[str, str]]:
    """What can be done and the keys that do it."""
    return [*answer_keys(rules.questions), *walk_keys(rules), *film_keys(rules)]


def answer_keys(asked: Questions) -> list[tuple[str, str]]:
    """The keys of the questions."""
    lines = [(say("Fracture, no fracture"), "Y, N")]
    if asked.ao_class:
        lines.append((say("AO/OTA class"), "1 – 9"))
    if asked.confidence is Scale.HUNDRED:
        lines.append((say("Suspicion: type a number, or step"), "0 – 100, ← →"))
    elif asked.confidence is Scale.SIX:
        lines.append((say("Suspicion"), "1 – 6"))
    if asked.place:
        lines.append((say("Mark the place: move the cross (finer with Shift), or click"), "← → ↑ ↓"))
    return lines


def walk_keys(rules: Rules) -> list[tuple[str, str]]:
    lines = [
        (say("Next question"), "Tab"),
        (say("Lock the answer, go on"), "⏎"),
        (say("Pause"), "Esc"),
    ]
    if rules.back:
        lines.append((say("Back to the film before"), "Ctrl+B"))
    return lines


def film_keys(rules: Rules) -> list[tuple[str, str]]:
    lines = [
        (say("Zoom, fit, one film pixel per screen pixel"), "Ctrl+ + −, F, Z"),
        (say("Move the film"), "Alt+← → ↑ ↓"),
        (say("Greys: wider, brighter; the film's own; inverted"), "Ctrl+← → ↑ ↓, W, I"),
    ]
    if rules.aided:
        lines.append((say("Heat map on or off; hide it and every mark while held"), "H, Space"))
    return lines


def progress_text(position: Position) -> str:
    """Which film of how many."""
    step = position.step
    if step is None:
        return ""
    text = "Practice film {number} of {total}" if step.practice else "Film {number} of {total}"
    return say(text, number=step.number, total=step.total)


def stage_text(position: Position) -> str:
    """Which answer is asked for."""
    if position.phase is Phase.FEEDBACK:
        return say("Feedback")
    if position.phase is Phase.REVEALED:
        return say("Answer again, with the model's answer")
    return say("With the model's answer") if position.aided else say("Your own answer")


def answer_text(response: Response) -> str:
    """An answer in a few words."""
    if response.fracture is None:
        return say("no answer")
    parts = [say("fracture") if response.fracture else say("no fracture")]
    if response.ao_class:
        parts.append(class_text(response.ao_class))
    if response.rating is not None:
        parts.append(say("suspicion {rating}", rating=response.rating))
    return ", ".join(parts)


def truth_text(truth: Truth) -> str:
    """The reference standard in a few words."""
    if not truth.fracture:
        return say("No fracture")
    side = SIDE_WORDS[truth.side]
    known = "" if truth.ao_class == "fracture" else f"AO/OTA {class_text(truth.ao_class)}"
    return ", ".join(part for part in (say("Fracture"), known, side) if part)


def seconds_text(seconds: float) -> str:
    """Time left, as 1:05."""
    whole = max(0, int(seconds + 0.999))
    return f"{whole // 60}:{whole % 60:02d}"
