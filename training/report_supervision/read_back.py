"""What a report says of the break, read from its words by rules: broken or not, side, type, displacement.

The rules know the phrases of :mod:`training.synth.report_words`; a writer that learned from such reports says
nothing else.  They are measured on the films' own reports first: no writer can be found better than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from inference.aoota import CLASSES, NORMAL
from inference.stats.proportions import proportion
from training.report_supervision.text import STOP, clean
from training.synth.report import write_report


class Moved(StrEnum):
    """How far the pieces are displaced, as reports grade it."""

    NOT = "not"
    LITTLE = "little"
    MODERATELY = "moderately"
    FAR = "far"
    IMPACTED = "impacted"


GRADES: Final = {
    "hairline": Moved.NOT,
    "mild": Moved.LITTLE,
    "moderate": Moved.MODERATELY,
    "gross": Moved.FAR,
}
IMPACTION: Final = "valgus_impacted"
BESIDE: Final = re.compile(
    r"^no |^negative|without fracture|show no|shows no|intact|unremark|osteo|spur|^normal|congruent|acetabul|"
    r"arthroplasty|replacement|prosthes|screw|nail|pinning|fixation|calcif|comparison|compare|recommended|"
    r"consultation|correlat|suggested|ring|rami|joint space|lies within|no break|cannot be excluded"
)
"""Statements that are not of a break: negations, metal, findings beside it, advice."""
BREAK: Final = re.compile(r"fracture|fragment")
TYPES: Final = (
    ("B3", re.compile(r"basicervical|basal neck|base of the")),
    ("B1", re.compile(r"subcapital|below the (left |right )?femoral head")),
    ("B2", re.compile(r"transcervical|midcervical|middle of the")),
    (
        "A3",
        re.compile(
            r"revers|transverse|horizontal|subtrochanteric|vastus ridge|lateral cortex broken|"
            r"through the lateral cortex"
        ),
    ),
    ("B", re.compile(r"^(?!.*(trochant|lesser|greater|vastus ridge|proximal femur)).*neck")),
    ("A2", re.compile(r"comminut|multifragment|unstable|four part|multiple fragments|several")),
    ("A1", re.compile(r"trochant|lesser|greater|proximal femur")),
)
"""The first that a report has is its type; B alone: a neck of no type."""
GRADED: Final = (
    (
        Moved.NOT,
        re.compile(
            r"nondisplaced|undisplaced|without displacement|no significant displacement|alignment|"
            r"not displaced|hairline|lucent line|subtle|faint"
        ),
    ),
    (Moved.IMPACTED, re.compile(r"impact")),
    (Moved.LITTLE, re.compile(r"minimal|mild|slight|minor")),
    (Moved.FAR, re.compile(r"marked|severe|gross|considerable|widely")),
    (Moved.MODERATELY, re.compile(r"displac")),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says of the break; None: it does not say."""

    broken: bool = False
    side: str | None = None
    ao_class: str | None = None
    moved: Moved | None = None


def read_back(words: Sequence[str]) -> Said:
    """What the words (:func:`training.report_supervision.text.clean`) say."""
    statements = [part.strip(" .") for part in " ".join(words).split(f" {STOP}")]
    text = f" {STOP} ".join(part for part in statements if part and not BESIDE.search(part))
    if not BREAK.search(text):
        return Said()
    sides = set(re.findall(r"\b(left|right)\b", text))
    return Said(True, sides.pop() if len(sides) == 1 else None, _first(TYPES, text), _first(GRADED, text))


def _first(rules: Sequence[tuple[Any, re.Pattern[str]]], text: str) -> Any:
    return next((name for name, words in rules if words.search(text)), None)


def truth_of(row: Mapping[str, Any]) -> Said:
    """What is true of a film, by its truth record; with two breaks the side is that of the one hip shown."""
    if row["class"] == NORMAL:
        return Said()
    sides = [row["side"]] if row["side"] in ("left", "right") else row["hips_in_field"]
    side = sides[0] if len(sides) == 1 else None
    moved = Moved.IMPACTED if row["pattern"] == IMPACTION else GRADES.get(row["severity"])
    return Said(True, side, row["class"], moved)


RIGHT: Final[dict[str, Callable[[Said, Said], bool]]] = {
    "fracture named": lambda said, true: said.broken,
    "side": lambda said, true: said.side == true.side,
    "place": lambda said, true: (said.ao_class or " ")[0] == (true.ao_class or "-")[0],
    "type": lambda said, true: said.ao_class == true.ao_class,
    "displacement": lambda said, true: said.moved == true.moved,
    "all of them": lambda said, true: said == true,
}
"""Figures of broken films."""
NONE_NAMED: Final = "none named on whole"
AGREES: Final = "fracture as answered"
HEADS: Final = (*RIGHT, NONE_NAMED, AGREES)


def own_reports(rows: Sequence[Mapping[str, Any]]) -> list[Said]:
    """What the films' own reports say, by the same rules."""
    return [read_back(clean(write_report(dict(row)))) for row in rows]


def frequent(rows: Sequence[Mapping[str, Any]]) -> list[Said]:
    """The same most frequent side, type and displacement for every film: what saying one thing gets right."""
    true = [one for one in map(truth_of, rows) if one.broken]

    def most(values: Sequence[Any]) -> Any:
        return max(dict.fromkeys(values), key=list(values).count, default=None)

    one = Said(True, *(most([getattr(t, n) for t in true]) for n in ("side", "ao_class", "moved")))
    return [one] * len(rows)


def line(
    name: str,
    said: Sequence[Said],
    rows: Sequence[Mapping[str, Any]],
    shares: Sequence[Sequence[float]] | None = None,
) -> str:
    """A row of the table: shares with Wilson's 95 % interval; ``shares``: the run's own answers."""
    pairs = list(zip(said, map(truth_of, rows), strict=True))
    broken = [pair for pair in pairs if pair[1].broken]
    cells = [_cell([right(*pair) for pair in broken]) for right in RIGHT.values()]
    cells.append(_cell([not one.broken for one, true in pairs if not true.broken]))
    if shares is None:
        return f"| {' | '.join([name, *cells, '–'])} |"
    answered = np.asarray(shares).argmax(axis=1) != CLASSES.index(NORMAL)
    cells.append(_cell([one.broken == bool(yes) for one, yes in zip(said, answered, strict=True)]))
    return f"| {' | '.join([name, *cells])} |"


def _cell(right: Sequence[bool]) -> str:
    found = proportion(sum(right), len(right))
    if found.value is None or found.wilson is None:
        return "–"
    return f"{found.value:.3f} ({found.wilson.lower:.3f} to {found.wilson.upper:.3f})"
