"""Which side of the body a header names, wherever it does (PS3.3 C.7.3.1, 10.5.1, C.7.6.16.2.8, C.8.11.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from inference.dicom.elements import items, text
from inference.dicom.header_words import BOTH_WORDS, HIP_WORDS, PELVIS_WORDS, named, words
from inference.messages import Message

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

CONTRADICTED: Final = "?"
"""Laterality of a film whose header names the right side in one place and the left in another."""
ELEMENTS: Final = (
    "ImageLaterality", "Laterality", "AnatomicRegionSequence", "PrimaryAnatomicStructureSequence",
    "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence", "ViewCodeSequence",
    "BodyPartExamined", "SeriesDescription", "ProtocolName",
)  # fmt: skip
SIDES: Final = {
    **dict.fromkeys(("L", "LI", "G", "IZ", "SX", "SN"), "L"),
    **dict.fromkeys(("R", "RE", "D", "DER", "DX"), "R"),
    **dict.fromkeys(("B", "BILATERAL", "LR", "RL"), "B"),
    **dict.fromkeys(("U", "UNPAIRED"), "U"),
}
"""What stands in an element that holds a side and nothing else, as :func:`words` gives it."""
_CODES: Final = {
    **dict.fromkeys(("24028007", "G-A100", "R-1028F"), "R"),
    **dict.fromkeys(("7771000", "G-A101", "R-10290"), "L"),
    **dict.fromkeys(("51440002", "G-A102"), "B"),
}
"""Modifiers of an anatomic region (CID 244 Laterality): SNOMED CT, and SRT as older files have it."""
CONTRADICTION: Final = Message(
    "The header names the right side in one place and the left in another; the side stays open."
)


def laterality(dataset: Dataset) -> str:
    """``L``, ``R``, ``B``, ``U``, :data:`CONTRADICTED` or empty.

    Image Laterality or Frame Laterality comes before the series' Laterality.  Beside them stand the modifiers
    of the anatomic region, Body Part Examined (``HIP_L``), and, where they speak of a hip, Series Description
    and Protocol Name.  A study's description is not asked: a study of the right hip may hold the pelvis.
    """
    coded = _frame(dataset) or side(dataset, "Laterality")
    found = [coded, _modifier(dataset), named(words(text(dataset, "BodyPartExamined")))]
    if not {"B", "U"} & set(found):
        found += [_described(text(dataset, keyword)) for keyword in ("SeriesDescription", "ProtocolName")]
    sides = {letter for letter in found if letter in ("L", "R")}
    if len(sides) == 2:
        return CONTRADICTED
    return coded or next(iter(sides), next(filter(None, found), ""))


def notes(dataset: Dataset) -> tuple[Message, ...]:
    """What of the side could not be used, in sentences."""
    if laterality(dataset) == CONTRADICTED:
        return (CONTRADICTION,)
    image, series = _frame(dataset), side(dataset, "Laterality")
    if {image, series} == {"L", "R"}:
        return (Message("The header names the right side and the left; the side of the image is used."),)
    if not image and not series and (text(dataset, "ImageLaterality") or text(dataset, "Laterality")):
        return (Message("The header names a side that is not known; it was not used."),)
    return ()


def side(dataset: Dataset, keyword: str) -> str:
    """The side that an element names, also in words; ``B`` where it names both."""
    found = {SIDES[word] for word in words(text(dataset, keyword)) if word in SIDES}
    return found.pop() if len(found) == 1 else "B" if {"L", "R"} <= found or "B" in found else ""


def _described(stated: str) -> str:
    """The side of a free text, where it speaks of a hip and of nothing that shows both."""
    found = words(stated)
    if not HIP_WORDS.intersection(found) or (BOTH_WORDS | PELVIS_WORDS).intersection(found):
        return ""
    return named(found)


def _frame(dataset: Dataset) -> str:
    """Image Laterality, else Frame Laterality of the one frame."""
    if stated := side(dataset, "ImageLaterality"):
        return stated
    groups = [*items(dataset, "PerFrameFunctionalGroupsSequence")[:1]]
    groups += items(dataset, "SharedFunctionalGroupsSequence")[:1]
    frames = [frame for group in groups for frame in items(group, "FrameAnatomySequence")[:1]]
    return next(filter(None, (side(frame, "FrameLaterality") for frame in frames)), "")


def _modifier(dataset: Dataset) -> str:
    """The side that the modifiers of region, structure or view name; ``B`` for both."""
    found = {_CODES[code] for code in _modifiers(dataset) if code in _CODES}
    return found.pop() if len(found) == 1 else "B" if found else ""


def _modifiers(dataset: Dataset) -> Iterator[str]:
    for sequence, inside in (
        ("AnatomicRegionSequence", "AnatomicRegionModifierSequence"),
        ("PrimaryAnatomicStructureSequence", "PrimaryAnatomicStructureModifierSequence"),
        ("ViewCodeSequence", "ViewModifierCodeSequence"),
    ):
        for item in items(dataset, sequence)[:8]:
            yield from (text(code, "CodeValue") for code in items(item, inside)[:8])
