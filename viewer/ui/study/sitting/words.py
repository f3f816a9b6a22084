"""What a sitting says to its reader.  Qt only for the translation."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from viewer.app.i18n import listed, many, mark, tr
from viewer.app.prediction.prediction_text import class_text, side_text
from viewer.study.design.protocol import AIDED, Design, Questions, Response, Rules, Scale, Truth
from viewer.study.design.reading_order import Assignment
from viewer.study.sitting.sitting import Phase, Position

OLDER_COPY: Final = mark(
    "The file of answers here is not the one that was written last: answers given since are not in it, and "
    "their films are asked again. Put the newest copy back if there is one, and tell whoever runs the study."
)


def films_text(count: int) -> str:
    return many(count, "film")


def day(moment: datetime) -> str:
    """A date and time where the reader sits."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def welcome_lines(assignment: Assignment, position: Position) -> list[str]:
    """What the reader is told before a session."""
    session = assignment.sessions[position.session - 1]
    count = films_text(len(session.films))
    if position.session == 1 and assignment.practice:
        words = tr(
            "You read {films}, after {practice} with feedback for practice.",
            films=count, practice=films_text(len(assignment.practice)),
        )  # fmt: skip
    else:
        words = tr("You read {films}.", films=count)
    lines = [words, arm_line(assignment.rules, session.arms)]
    lines += limit_lines(assignment.rules)
    return lines


def arm_line(rules: Rules, arms: tuple[str, ...]) -> str:
    """How the model takes part."""
    if rules.design is Design.SEQUENTIAL:
        return tr(
            "Answer each film on your own. Your answer is locked; then the model's answer is shown, "
            "and you answer again."
        )
    if AIDED in arms:
        return tr("The model's answer and its heat map stand beside each film.")
    return tr("Answer each film on your own; no model is shown.")


def limit_lines(rules: Rules) -> list[str]:
    lines = []
    if rules.time_limit:
        lines.append(
            tr("You have {count} s for each answer; what is entered by then is kept.", count=rules.time_limit)
        )
    if rules.back:
        lines.append(tr("You can go back to the film before; its newer answer counts."))
    else:
        lines.append(tr("A locked answer is final."))
    lines.append(tr("Stop whenever you like: you go on at the same film."))
    return lines


def key_lines(rules: Rules) -> list[tuple[str, str]]:
    """What can be done and the keys that do it."""
    return [*answer_keys(rules.questions), *walk_keys(rules), *film_keys(rules)]


def answer_keys(asked: Questions) -> list[tuple[str, str]]:
    """The keys of the questions."""
    lines = [(tr("Fracture, no fracture"), "Y, N")]
    if asked.ao_class:
        lines.append((tr("AO/OTA class"), "1 – 9"))
    if asked.confidence is Scale.HUNDRED:
        lines.append((tr("Suspicion: type a number, or step"), "0 – 100, ← →"))
    elif asked.confidence is Scale.SIX:
        lines.append((tr("Suspicion"), "1 – 6"))
    if asked.place:
        lines.append((tr("Mark the place: move the cross (finer with Shift), or click"), "← → ↑ ↓"))
    if asked.map_verdict:
        lines.append((tr("Verdict on the heat map"), "1 – 3"))
    return lines


def walk_keys(rules: Rules) -> list[tuple[str, str]]:
    lines = [
        (tr("Next question"), "Tab"),
        (tr("Lock the answer, go on"), "⏎"),
        (tr("Pause"), "Esc"),
    ]
    if rules.back:
        lines.append((tr("Back to the film before"), "Ctrl+B"))
    return lines


def film_keys(rules: Rules) -> list[tuple[str, str]]:
    lines = [
        (tr("Zoom, fit, one film pixel per screen pixel"), "Ctrl+ + −, F, Z"),
        (tr("Move the film"), "Alt+← → ↑ ↓"),
        (tr("Greys: wider, brighter; the film's own; inverted"), "Ctrl+← → ↑ ↓, W, I"),
    ]
    if rules.aided:
        lines.append((tr("Heat map on or off; hide it and every mark while held"), "H, Space"))
    return lines


def progress_text(position: Position) -> str:
    """Which film of how many."""
    step = position.step
    if step is None:
        return ""
    practice = tr("Practice film {number} of {total}", number=step.number, total=step.total)
    return practice if step.practice else tr("Film {number} of {total}", number=step.number, total=step.total)


def stage_text(position: Position) -> str:
    """Which answer is asked for."""
    if position.phase is Phase.FEEDBACK:
        return tr("Feedback")
    if position.phase is Phase.REVEALED:
        return tr("Answer again, with the model's answer")
    return tr("With the model's answer") if position.aided else tr("Your own answer")


def answer_text(response: Response) -> str:
    """An answer in a few words."""
    if response.fracture is None:
        return tr("no answer")
    parts = [tr("fracture") if response.fracture else tr("no fracture")]
    if response.ao_class:
        parts.append(class_text(response.ao_class))
    if response.rating is not None:
        parts.append(tr("suspicion {rating}", rating=response.rating))
    return listed(parts)


def truth_text(truth: Truth) -> str:
    """The reference standard in a few words."""
    if not truth.fracture:
        return tr("No fracture")
    side = side_text(truth.side)
    known = "" if truth.ao_class == "fracture" else f"AO/OTA {class_text(truth.ao_class)}"
    return listed((tr("Fracture"), known, side))


def seconds_text(seconds: float) -> str:
    """Time left, as 1:05."""
    whole = max(0, int(seconds + 0.999))
    return f"{whole // 60}:{whole % 60:02d}"
