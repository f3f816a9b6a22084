"""Coded concepts of the structured reports (DICOM PS3.16; SNOMED CT codes as the standard lists them)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.aoota import DESCRIPTIONS, OPEN, ReaderClass
from inference.records import Side

if TYPE_CHECKING:
    from pydicom.sr.coding import Code

    from inference.model.verdict import Verdict

OURS: Final = "99SHENTON"
"""Private coding scheme (PS3.16 section 8.2: designators that begin with 99 are private)."""


def _code(value: str, scheme: str, meaning: str) -> Code:
    from pydicom.sr.coding import Code

    return Code(value, scheme, meaning)


def fracture() -> Code:
    """The finding that every report is about."""
    return _code("125605004", "SCT", "Fracture of bone")


def normal() -> Code:
    return _code("17621005", "SCT", "Normal")


def proximal_femur() -> Code:
    """CID 7304."""
    return _code("310651003", "SCT", "Proximal Femur")


def radiography() -> Code:
    """Procedure reported, CID 100."""
    return _code("363679005", "SCT", "Imaging procedure")


def laterality(side: Side) -> Code | None:
    """CID 244; None where the reader named no side."""
    return {
        Side.LEFT: _code("7771000", "SCT", "Left"),
        Side.RIGHT: _code("24028007", "SCT", "Right"),
        Side.BOTH: _code("51440002", "SCT", "Right and left"),
    }.get(side)


def finding(ao_class: str) -> Code:
    """The finding that a class stands for."""
    return {
        ReaderClass.NORMAL.value: normal(),
        ReaderClass.INDETERMINATE.value: _code("82334004", "SCT", "Indeterminate"),
        ReaderClass.UNREADABLE.value: _code("RID14", "RADLEX", "Non-diagnostic quality"),
    }.get(ao_class, fracture())


def classification() -> Code:
    """The concept whose values are the classes."""
    return _code("AOOTA31", OURS, "AO/OTA class of the proximal femur, 2018")


def class_code(name: str) -> Code:
    """A class as a coded value, e.g. 31A2; or that the model leaves it open."""
    if name == OPEN:
        return _code("OPEN", OURS, "Class open: no class is likely")
    meaning = DESCRIPTIONS.get(name, name)
    return _code(f"31{name}" if name in DESCRIPTIONS and name != "normal" else name, OURS, meaning[:64])


def certainty() -> Code:
    return _code("111012", "DCM", "Certainty of Finding")


def probability(of: str = "") -> Code:
    """Probability, of any fracture where no class is named."""
    if not of:
        return _code("122157", "DCM", "Probability")
    return _code(f"P_{of}", OURS, f"Probability of class {of}")


def thresholds() -> tuple[Code, Code, Code]:
    """The threshold in force, and the sensitive and the specific one where both are."""
    return (
        _code("THRESHOLD", OURS, "Threshold on the probability of fracture"),
        _code("SENSITIVE", OURS, "Sensitive threshold: below it no fracture is found"),
        _code("SPECIFIC", OURS, "Specific threshold: from it a fracture is likely"),
    )


def verdict() -> Code:
    """The concept whose values are the three verdicts."""
    return _code("VERDICT", OURS, "Verdict of the model on a fracture")


def verdict_code(found: Verdict) -> Code:
    """A verdict as a coded value, in the words of the window."""
    return _code(found.name, OURS, found.value)
