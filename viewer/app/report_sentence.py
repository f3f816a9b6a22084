"""A confirmed reading and its measures as a text to paste into a report; never from the model alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTranslator

from inference.aoota import DESCRIPTIONS, NORMAL, ReaderClass
from inference.imaging.measure import WRITTEN, Measure, MeasureKind
from inference.imaging.measure_values import values
from inference.imaging.measurements import area_words, words
from inference.messages import NOTHING, Message, fill
from inference.paths import resources
from inference.records import Film, QualityFlag, Reading, Side
from viewer.app.i18n import CONTEXT, mark
from viewer.app.languages import ENGLISH

TEMPLATE: Final = mark("Pelvis, frontal. {finding}\n{measures}\n{certainty}\n{quality}")
"""The usual template; a line without a value in any of its places is left out."""
PLACES: Final = ("finding", "measures", "certainty", "quality")
LONGEST: Final = 2000
"""Letters of a template."""

_SIDES: Final = {
    Side.RIGHT: Message("right hip"),
    Side.LEFT: Message("left hip"),
    Side.BOTH: Message("both hips"),
    Side.UNCERTAIN: Message("side uncertain"),
}
_FLAGS: Final = {
    QualityFlag.POOR_CONTRAST: Message("poor contrast"),
    QualityFlag.POSITIONING: Message("poor positioning"),
    QualityFlag.FOREIGN_BODY: Message("implant or foreign body"),
    QualityFlag.OTHER_FRACTURE: Message("another fracture"),
}


class Language:
    """What a report is written in; its texts are the window's own, in any of its languages."""

    def __init__(self, code: str) -> None:
        self._translator: QTranslator | None = None
        if code != ENGLISH:
            made = QTranslator()
            if made.load(f"shenton_{code}", str(resources() / "i18n")):
                self._translator = made

    def text(self, template: str) -> str:
        """A text of the program in this language; English where it has no translation."""
        found = self._translator.translate(CONTEXT, template) if self._translator is not None else ""
        return found or template

    def say(self, message: Message) -> str:
        """A message in this language, with its values."""
        if not message:
            return ""
        return fill(self.text(message.template), message.values, self.say, self.text(", "))


def finding(reading: Reading) -> Message:
    """What the reader answered, in a sentence."""
    if reading.ao_class is ReaderClass.NORMAL:
        return Message("No fracture of the proximal femur is seen.")
    if reading.ao_class is ReaderClass.UNREADABLE:
        return Message("The proximal femur cannot be assessed on this film.")
    where = _SIDES.get(reading.side, _SIDES[Side.UNCERTAIN])
    if reading.ao_class is ReaderClass.INDETERMINATE:
        return Message("Fracture of the proximal femur: indeterminate ({side}).", side=where)
    name = reading.ao_class.value
    return Message(
        "Fracture of the proximal femur, {side}: {what} (AO/OTA 31{name}).",
        side=where, what=DESCRIPTIONS.get(name, DESCRIPTIONS[NORMAL]), name=name,
    )  # fmt: skip


def measured(measures: Sequence[Measure], film: Film) -> Message:
    """The measures in a sentence; what defines no number, and what was written on the film, is left out."""
    said = [_said(m, film) for m in measures if m.kind not in WRITTEN and values(m, film)]
    return Message("Measured: {measures}.", measures=tuple(said)) if said else NOTHING


def _said(measure: Measure, film: Film) -> Message:
    if measure.kind is MeasureKind.REGION:
        area = area_words(values(measure, film)[0].number, film)
        return Message("area {area}", area=area)
    if measure.kind in (MeasureKind.LENGTH, MeasureKind.ANGLE):
        what = Message("length") if measure.kind is MeasureKind.LENGTH else Message("angle")
        return Message("{what} {value}", what=what, value=words(measure, film))
    return words(measure, film)


def sentence(
    reading: Reading, measures: Sequence[Measure], film: Film, language: Language, template: str = ""
) -> str:
    """The text of a report.

    Args:
        reading: confirmed by the reader; a model's answer alone has no reading, and so no sentence.
        film: with the spacing in force.
        template: with places ``{finding}``, ``{measures}``, ``{certainty}``, ``{quality}``; the usual one
            where it is empty.
    """
    certain = reading.confidence
    parts = {
        "finding": finding(reading),
        "measures": measured(measures, film),
        "certainty": NOTHING if certain is None else Message("Certainty {percent} %.", percent=certain),
        "quality": _quality(reading),
    }
    said = {name: language.say(message) for name, message in parts.items()}
    lines = (template.strip() or language.text(TEMPLATE))[:LONGEST].splitlines()
    return "\n".join(filled for line in lines if (filled := _line(line, said)) is not None)


def _quality(reading: Reading) -> Message:
    told = tuple(_FLAGS[flag] for flag in QualityFlag if flag in reading.flags and flag in _FLAGS)
    return Message("Film: {flags}.", flags=told) if told else NOTHING


def _line(line: str, said: dict[str, str]) -> str | None:
    """A line with its places filled; ``None`` where all of them are empty."""
    names = [name for name in re.findall(r"\{(\w+)\}", line) if name in said]
    if names and not any(said[name] for name in names):
        return None
    return re.sub(r"\{(\w+)\}", lambda at: said.get(at[1], at[0]), line).rstrip()
