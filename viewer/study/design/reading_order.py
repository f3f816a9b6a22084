"""Who reads which film when: orders that are seeded, the same on every machine, and written down.

An order sorts the films by ``sha256(seed / labels / film)``: no random number generator whose algorithm a
later Python might change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from inference.errors import StudyError
from inference.messages import Message
from inference.records import Region, Side
from viewer.study.design.protocol import AIDED, MAX_BOXES, UNAIDED, Design, Reader, Rules, Truth
from viewer.study.design.protocol_file import reader_from, reader_table, rules_from, rules_table
from viewer.study.files.schema import Fields

MAX_FILMS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a reader: the films in their order, and the arms that each passes through."""

    films: tuple[str, ...]
    arms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question to a reader: a film in an arm.

    Attributes:
        session: from 1.
        number: of the film in its session, from 1; practice films count apart.
        total: how many films the session (or its practice) has.
        film: name of the film in the study.
        arm: ``unaided`` or ``aided``.
        practice: a practice film; its answer does not enter the analysis.
        last_arm: no other arm of this film follows in this session.
    """

    session: int
    number: int
    total: int
    film: str
    arm: str
    practice: bool
    last_arm: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one reader is to do; all that a sitting needs beside the films themselves.

    Attributes:
        study: identity of the locked study, SHA-256.
        rules: of the sitting.
        reader: who reads.
        sessions: in order.
        practice: practice films, read before the first session.
        truths: reference standard of the practice films, for their feedback; of no other film.
        model_sha256: graph of the model whose answers are shown; empty without.
        pixels: hash of every film's pixels, by name, so that no film is read as another; empty in studies
            that were locked before packs carried it.
    """

    study: str
    rules: Rules
    reader: Reader
    sessions: tuple[Session, ...]
    practice: tuple[str, ...] = ()
    truths: Mapping[str, Truth] = field(default_factory=lambda: MappingProxyType({}))
    model_sha256: str = ""
    pixels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every question in its order."""
        found: list[Step] = []
        for number, session in enumerate(self.sessions, 1):
            if number == 1:
                found += _steps(number, self.practice, session.arms, practice=True)
            found += _steps(number, session.films, session.arms, practice=False)
        return tuple(found)

    @property
    def films(self) -> tuple[str, ...]:
        """Every film that the reader sees, in order of name."""
        return tuple(sorted({*self.practice, *(film for one in self.sessions for film in one.films)}))


def _steps(session: int, films: Sequence[str], arms: Sequence[str], *, practice: bool) -> Iterable[Step]:
    for number, film in enumerate(films, 1):
        for arm in arms:
            yield Step(session, number, len(films), film, arm, practice, arm == arms[-1])


def permuted(names: Iterable[str], seed: int, *labels: str) -> tuple[str, ...]:
    """``names`` in the order that belongs to a seed and some labels."""

    def place(name: str) -> bytes:
        return sha256("/".join((str(seed), *labels, name)).encode()).digest()

    return tuple(sorted(names, key=place))


def sessions_of(rules: Rules, films: Sequence[str], seed: int, reader: str, turn: int) -> tuple[Session, ...]:
    """The sessions of a reader; of a crossover's readers those with an odd ``turn`` begin with the model."""
    if rules.design is not Design.CROSSOVER:
        return (Session(permuted(films, seed, "order", reader, "1"), rules.arms),)
    arms = (UNAIDED, AIDED) if turn % 2 == 0 else (AIDED, UNAIDED)
    return tuple(
        Session(permuted(films, seed, "order", reader, str(number)), (arm,))
        for number, arm in enumerate(arms, 1)
    )


def turns(codes: Sequence[str], seed: int) -> dict[str, int]:
    """Every reader's turn, drawn by the seed: in a crossover half of them begin with either arm."""
    return {code: turn for turn, code in enumerate(permuted(codes, seed, "turn"))}


def to_table(assignment: Assignment) -> dict[str, object]:
    """The assignment as plain values; :func:`from_table` reads them."""
    return {
        "study": assignment.study,
        "model_sha256": assignment.model_sha256,
        "rules": rules_table(assignment.rules),
        "reader": reader_table(assignment.reader),
        "sessions": [{"films": list(one.films), "arms": list(one.arms)} for one in assignment.sessions],
        "practice": list(assignment.practice),
        "truths": {name: truth_table(truth) for name, truth in assignment.truths.items()},
        **({"pixels": dict(assignment.pixels)} if assignment.pixels else {}),
    }


def from_table(values: object) -> Assignment:
    """The assignment that a table of plain values states.

    Raises:
        StudyError: it is not one, or contradicts itself.
    """
    top = Fields(values, Message("The assignment"))
    truths = top.table("truths")
    assignment = Assignment(
        study=top.text("study"),
        rules=rules_from(top.table("rules")),
        reader=reader_from(top.table("reader")),
        sessions=tuple(session_from(one) for one in top.items("sessions", 2)),
        practice=_names(top.items("practice", MAX_FILMS)),
        truths={name: truth_from(inner) for name, inner in truths.items()},
        model_sha256=top.text("model_sha256"),
        pixels={name: str(value) for name, value in top.table("pixels").items()},
    )
    top.done()
    _check(assignment)
    return assignment


def session_from(values: object) -> Session:
    """A session from plain values; errors as :func:`from_table`."""
    fields = Fields(values, Message("A session of the assignment"))
    films, arms = _names(fields.items("films", MAX_FILMS)), _names(fields.items("arms", 2))
    fields.done()
    return Session(films, arms)


def _names(values: list[object]) -> tuple[str, ...]:
    names = tuple(str(value) for value in values)
    if len(set(names)) < len(names) or not all(name.isidentifier() and name.isascii() for name in names):
        raise StudyError("A list of the assignment holds no plain names, or one twice.", _AGAIN)
    return names


_AGAIN: Final = Message("Ask for a new study pack.")


def _check(assignment: Assignment) -> None:
    arms = {arm for session in assignment.sessions for arm in session.arms}
    films = {film for session in assignment.sessions for film in session.films}
    if not films or arms != set(assignment.rules.arms) or films & set(assignment.practice):
        raise StudyError("The assignment's sessions do not fit its rules.", _AGAIN)
    if set(assignment.truths) != set(assignment.practice):
        raise StudyError("The assignment's truths are not those of its practice films.", _AGAIN)
    if assignment.pixels and set(assignment.pixels) != set(assignment.films):
        raise StudyError("The assignment's hashes are not those of its films.", _AGAIN)


def truth_table(truth: Truth) -> dict[str, object]:
    """A reference standard as plain values."""
    boxes = [[box.x0, box.y0, box.x1, box.y1] for box in truth.boxes]
    return {"class": truth.ao_class, "side": truth.side.value, "boxes": boxes}


def truth_from(values: object) -> Truth:
    """A reference standard from plain values.

    Raises:
        StudyError: it is none.
    """
    fields = Fields(values, Message("A reference standard"))
    name, side = fields.text("class"), fields.choice("side", Side, Side.NONE)
    boxes = tuple(region(box) for box in fields.items("boxes", MAX_BOXES))
    fields.done()
    return Truth(name, side, boxes)


def region(box: object) -> Region:
    """A region from a list of four numbers.

    Raises:
        StudyError: it is none.
    """
    try:
        x0, y0, x1, y1 = (float(value) for value in box)  # type: ignore[attr-defined]
        return Region(x0, y0, x1, y1)
    except (TypeError, ValueError, OverflowError) as error:
        raise StudyError("A box is not four numbers from top left to bottom right.", "Correct it.") from error
