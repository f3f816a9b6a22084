"""A study's protocol: which films, which readers, which questions, in which arms and order.

A protocol is a frozen value with its checks; :mod:`viewer.study.design.protocol_file` reads and writes it as
TOML, :mod:`viewer.study.design.freeze` freezes it together with the films and the model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from inference.aoota import CLASSES, GROUPS, NORMAL, ReaderClass
from inference.errors import StudyError
from inference.messages import NOTHING, Message
from inference.records import MapVerdict, Region, Side
from viewer.study.design.analysis_plan import Cutoffs, Plan

SCHEMA: Final = 1
UNAIDED: Final = "unaided"
AIDED: Final = "aided"
MAX_READERS: Final = 200
MAX_TEXT: Final = 2000
MAX_MINUTES: Final = 120
_CODE: Final = re.compile(r"\w[\w.-]{0,31}")


class Design(StrEnum):
    """How the arms follow one another.

    ``sequential``: each film is rated, the rating is locked, the model's answer is shown, the film is rated
    again.  ``crossover``: every film is read twice, once without and once with the model, in two sessions
    with a wash-out between; every second reader begins with the model.
    """

    UNAIDED = "unaided"
    AIDED = "aided"
    SEQUENTIAL = "sequential"
    CROSSOVER = "crossover"


class Scale(StrEnum):
    """How suspicious of a fracture the reader is; a higher rating is more suspicious."""

    NONE = "none"
    HUNDRED = "0-100"
    SIX = "six-point"

    @property
    def bounds(self) -> tuple[int, int]:
        """Lowest and highest rating; (0, -1) where none is asked."""
        return {Scale.NONE: (0, -1), Scale.HUNDRED: (0, 100), Scale.SIX: (1, 6)}[self]


SIX_POINTS: Final = (
    Message("certainly no fracture"), Message("probably no fracture"), Message("possibly no fracture"),
    Message("possibly a fracture"), Message("probably a fracture"), Message("certainly a fracture"),
)  # fmt: skip
"""Words of the six-point scale, from 1."""


class Stratum(StrEnum):
    """What films are sampled by."""

    NONE = "none"
    TRUTH = "truth"  # fracture, normal
    GROUP = "group"  # normal, A, B, other
    CLASS = "class"  # the AO/OTA class
    COLUMN = "stratum"  # the column of that name in the reference


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of every film beside "is there a fracture of the proximal femur?"."""

    confidence: Scale = Scale.HUNDRED
    ao_class: bool = False
    place: bool = False
    map_verdict: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The part of a protocol that governs a sitting; it travels with every pack.

    Attributes:
        title: of the study, shown to the readers.
        design: of the arms.
        questions: what is asked.
        washout_days: days between the end of one session and the next (crossover).
        time_limit: seconds a film and stage; 0 for none.
        back: whether a reader may return to the film before while its answer can still change.
    """

    title: str
    design: Design = Design.UNAIDED
    questions: Questions = field(default_factory=Questions)
    washout_days: int = 0
    time_limit: int = 0
    back: bool = False

    def __post_init__(self) -> None:
        check_text(self.title, Message("title"), 120, needed=True)
        _check_number(self.washout_days, "washout_days", 0, 3650)
        _check_number(self.time_limit, "time_limit", 0, 60 * MAX_MINUTES)
        if self.design is Design.CROSSOVER and not self.washout_days:
            raise StudyError("A crossover needs a wash-out.", "Set washout_days; four weeks (28) are usual.")
        if self.design is not Design.CROSSOVER and self.washout_days:
            raise StudyError("Only a crossover has a wash-out.", "Set washout_days to 0.")
        if self.design is Design.SEQUENTIAL and self.back:
            raise StudyError(
                "A sequential study has no way back: what was shown cannot be unseen.", "Set back to false."
            )
        if self.questions.map_verdict and not self.aided:
            raise StudyError("A verdict on the map needs an arm that shows one.", "Set map_verdict to false.")

    @property
    def aided(self) -> bool:
        """Whether any arm shows the model's answer."""
        return self.design is not Design.UNAIDED

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the arms, as in the analysis."""
        single = {Design.UNAIDED: (UNAIDED,), Design.AIDED: (AIDED,)}
        return single.get(self.design, (UNAIDED, AIDED))


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, by pseudonym."""

    code: str
    specialty: str = ""
    years: int | None = None

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or self.code.lower() in RESERVED:
            raise StudyError(
                "A reader's code has 1 to 32 letters, digits, dots, dashes or underscores.",
                "Choose a short pseudonym such as R1; it appears in exports.",
            )
        check_text(self.specialty, Message("specialty"), 60)
        if self.specialty and not self.specialty[0].isalnum():
            raise StudyError("A specialty begins with a letter.", "Write it in plain words.")
        if self.years is not None:
            _check_number(self.years, "years", 0, 80)


RESERVED: Final = frozenset({"truth", "model"})
"""Names that exports need for something else."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many films of each stratum enter; all of them where ``by`` is none.

    ``take`` maps the name of a stratum to a number; films of a stratum that it does not name stay out.
    """

    by: Stratum = Stratum.NONE
    take: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if (self.by is Stratum.NONE) == bool(self.take):
            raise StudyError(
                "Sampling needs both: what to sample by, and how many of each.",
                "Leave the whole part out to take every film.",
            )
        for name, number in self.take.items():
            check_text(name, Message("stratum"), 60, needed=True)
            _check_number(number, f"take of {name}", 0, 100_000)
        if self.take and not sum(self.take.values()):
            raise StudyError("The sampling takes no film at all.", "Give at least one stratum a number.")


@dataclass(frozen=True, slots=True)
class Protocol:
    """Everything that is decided before a study begins.

    Attributes:
        rules: of the sittings.
        films: folder of the films, relative to the protocol's own folder.
        reference: CSV or truth file with the reference standard, likewise; empty for the films' own truth.
        readers: pseudonyms with specialty and years.
        sampling: which films enter.
        practice: how many films are set apart for practice, with feedback.
        seed: of the sample and of every order.
        purpose: what the study is to find out; free text for the report.
        plan: the primary question and the rules of its analysis; None where nothing was decided beforehand.
        cutoffs: from where on an answer counts as a fracture, and the rule of the model's verdict.
    """

    rules: Rules
    films: str = "films"
    reference: str = ""
    readers: tuple[Reader, ...] = ()
    sampling: Sampling = field(default_factory=Sampling)
    practice: int = 0
    seed: int = 20190
    purpose: str = ""
    plan: Plan | None = None
    cutoffs: Cutoffs = field(default_factory=Cutoffs)

    def __post_init__(self) -> None:
        check_text(self.films, Message("films"), 1000, needed=True)
        check_text(self.reference, Message("reference"), 1000)
        check_text(self.purpose, Message("purpose"), MAX_TEXT)
        _check_number(self.practice, "practice", 0, 1000)
        _check_number(self.seed, "seed", 0, 2**53)
        if self.plan is not None:
            rated = self.rules.questions.confidence is not Scale.NONE
            self.plan.check_arms(self.rules.arms, rated=rated)
        self.cutoffs.check_scale(*self.rules.questions.confidence.bounds)
        if len(self.readers) > MAX_READERS:
            raise StudyError("A study has at most {most} readers.", "Split it.", most=MAX_READERS)
        codes = [reader.code.casefold() for reader in self.readers]
        if len(set(codes)) < len(codes):
            raise StudyError("Two readers have the same code.", "Give each reader a pseudonym of his own.")

    def reader(self, code: str) -> Reader:
        """The reader of that code.

        Raises:
            StudyError: there is none.
        """
        for reader in self.readers:
            if reader.code == code:
                return reader
        raise StudyError("The study has no reader {code}.", "See the readers in its protocol.", code=code)


MAX_BOXES: Final = 100


@dataclass(frozen=True, slots=True)
class Truth:
    """The reference standard of one film; ``boxes`` in film pixels, empty where the place is not known."""

    ao_class: str
    side: Side = Side.NONE
    boxes: tuple[Region, ...] = ()

    def __post_init__(self) -> None:
        if self.ao_class not in KNOWN_TRUTHS:
            raise StudyError(
                "{ao_class} is no reference standard.",
                "Write normal, fracture, or an AO/OTA class such as A2.",
                ao_class=repr(self.ao_class),
            )
        if len(self.boxes) > MAX_BOXES:
            raise StudyError(
                "A film has more than {most} boxes.", "Keep one for each fracture.", most=MAX_BOXES
            )

    @property
    def fracture(self) -> bool:
        return self.ao_class != NORMAL

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies on the fracture (inside one of the boxes, their edges included)."""
        return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in self.boxes)

    def stratum(self, by: Stratum) -> str:
        """The stratum by truth, group or class."""
        if by is Stratum.TRUTH:
            return "fracture" if self.fracture else NORMAL
        if by is Stratum.GROUP:
            return next((group for group, names in GROUPS.items() if self.ao_class in names), "other")
        return self.ao_class


KNOWN_TRUTHS: Final = (*CLASSES, "C1", "C2", "fracture")
"""What a reference standard may say; ``fracture`` where no class is known."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a reader answered about one film at one stage.

    Attributes:
        fracture: yes or no; None only where the time ran out.
        rating: suspicion on the protocol's scale; None where not asked, or the time ran out.
        ao_class: class of the fracture; empty where not asked or no fracture.
        place: the mark in film pixels (x, y); None without.
        map_verdict: of the heat map shown; None where not asked or not given.
    """

    fracture: bool | None = None
    rating: int | None = None
    ao_class: str = ""
    place: tuple[float, float] | None = None
    map_verdict: MapVerdict | None = None


CLASS_ANSWERS: Final = tuple(
    name.value for name in ReaderClass if name not in (ReaderClass.NORMAL, ReaderClass.UNREADABLE)
)
"""Classes that a reader may give to a fracture."""


def missing(response: Response, rules: Rules, *, map_shown: bool = False) -> Message:
    """What the reader must still answer, as a sentence; empty when the answer is complete.

    Args:
        map_shown: a heat map is on the screen, so its verdict is needed where it is asked.
    """
    asked = rules.questions
    if response.fracture is None:
        return Message("Answer first whether there is a fracture.")
    if asked.ao_class and response.fracture and not response.ao_class:
        return Message("Choose the class of the fracture.")
    if asked.confidence is not Scale.NONE and response.rating is None:
        return Message("Give a rating.")
    if asked.place and response.fracture and response.place is None:
        return Message("Mark the place of the fracture.")
    if asked.map_verdict and map_shown and response.map_verdict is None:
        return Message("Judge the heat map.")
    return NOTHING


def check_response(response: Response, rules: Rules) -> None:
    """Refuse an answer that the protocol does not ask for or that lies outside its scale.

    Raises:
        StudyError: says what; the program itself never makes such an answer.
    """
    asked = rules.questions
    low, high = asked.confidence.bounds
    wrong = (
        (response.rating is not None and not low <= response.rating <= high, Message("rating")),
        (bool(response.ao_class) and not _class_fits(response, asked), Message("class")),
        (response.place is not None and not (asked.place and response.fracture), Message("place")),
        (response.map_verdict is not None and not asked.map_verdict, Message("verdict on the map")),
    )
    for is_wrong, what in wrong:
        if is_wrong:
            raise StudyError("The {what} does not fit the protocol.", "The answer was not kept.", what=what)


def _class_fits(response: Response, asked: Questions) -> bool:
    return asked.ao_class and bool(response.fracture) and response.ao_class in CLASS_ANSWERS


def check_text(value: str, name: Message, longest: int, *, needed: bool = False) -> None:
    """Refuse a text that is too long or holds control characters.

    Raises:
        StudyError: says which.
    """
    if needed and not value.strip():
        raise StudyError("The protocol's {name} is empty.", "Fill it in.", name=name)
    if len(value) > longest or not value.replace("\n", " ").isprintable():
        raise StudyError(
            "The protocol's {name} is too long or holds unprintable characters.",
            "Use at most {longest} plain characters.",
            name=name,
            longest=longest,
        )


def _check_number(value: int, name: str, low: int, high: int) -> None:
    if not low <= value <= high:
        raise StudyError(
            "The protocol's {name} is {value}.",
            "It must be a whole number from {low} to {high}.",
            name=name,
            value=value,
            low=low,
            high=high,
        )
