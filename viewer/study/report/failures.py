"""Where the model and the readers were wrong."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from inference.aoota import DESCRIPTIONS
from inference.messages import counted
from inference.model.verdict import probability_text
from inference.records import Prediction
from viewer.study.analysis.per_reader import Operating
from viewer.study.analysis.summary import MODEL, Tally


def wrong_of_model(found: Tally) -> list[str]:
    """Names of the films on which the model's decision was wrong."""
    answers = found.decided
    if MODEL not in answers.readers:
        return []
    row = answers.decision[answers.arms.index(MODEL), answers.readers.index(MODEL)]
    return [answers.cases[k] for k in np.flatnonzero((row >= 0) & (row != answers.truth))]


def wrong_readers(found: Tally, film: str) -> Mapping[str, tuple[int, int]]:
    """How many readers were wrong, of how many that answered, by arm."""
    answers, counts = found.decided, {}
    k = answers.cases.index(film)
    people = [j for j, name in enumerate(answers.readers) if name != MODEL]
    for i, arm in enumerate(answers.arms):
        row = answers.decision[i, people, k]
        if (row >= 0).any():
            counts[arm] = (int(((row >= 0) & (row != answers.truth[k])).sum()), int((row >= 0).sum()))
    return counts


def caption(found: Tally, film: str) -> str:
    """What is known about a film, and who was wrong on it."""
    truth = found.locked.film(film).truth
    words = DESCRIPTIONS.get(truth.ao_class, "fracture of the proximal femur")
    name = truth.ao_class if truth.ao_class in DESCRIPTIONS and truth.fracture else ""
    side = f", {truth.side.value}" if truth.fracture and truth.side.value != "none" else ""
    parts = [f"{film}: {' '.join(part for part in (name, words) if part)}{side}."]
    answers = found.answers
    if MODEL in answers.readers:
        i, j = answers.arms.index(MODEL), answers.readers.index(MODEL)
        rating = float(answers.rating[i, j, answers.cases.index(film)])
        if np.isfinite(rating):
            answer = None if found.model is None else found.model.answers.get(film)
            called = found.model.verdict(answer) if found.model and isinstance(answer, Prediction) else ""
            figure = probability_text(rating)
            parts.append(f"Model: {called.lower()} ({figure})." if called else f"Model {figure}.")
    counts = wrong_readers(found, film)
    parts += [
        f"{arm.capitalize()}: {wrong} of {counted(of, 'reader')} wrong."
        for arm, (wrong, of) in counts.items()
    ]
    return " ".join(parts)


def operating_of(found: Tally, reader: str, arm: str) -> Operating | None:
    """The decisions of one reader in one arm."""
    for one in found.analysis.operating:
        if one.name == reader and one.arm == arm and one.scope in ("reader", "model"):
            return one
    return None
