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
_LONGEST_SIDE: Final = 2
"""Words of a modifier that is a side."""
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
    found = [coded, _modifier(dataset), _region(dataset), named(words(text(dataset, "BodyPartExamined")))]
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
    stated = list(_modifiers(dataset))
    found = {_CODES[code] for code, _meaning in stated if code in _CODES}
    if not found:  # codes of a scheme of its own, or none: their words are left
        found = {side for _code, meaning in stated if (side := _of_word(meaning))}
    return found.pop() if len(found) == 1 else "B" if found else ""


def _of_word(meaning: str) -> str:
    """The side that a modifier's meaning is, where it is nothing else: ``Left``, ``Right side``."""
    found = words(meaning)
    if len(found) > _LONGEST_SIDE:
        return ""
    return "B" if BOTH_WORDS.intersection(found) else named(found)


def _region(dataset: Dataset) -> str:
    """The side in the meaning of a region that is one of two: ``Left hip``, with a code of its own."""
    meanings = (text(item, "CodeMeaning") for item in items(dataset, "AnatomicRegionSequence")[:1])
    return next((named(words(meaning)) for meaning in meanings), "")


def _modifiers(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Code and meaning of each."""
    for sequence, inside in (
        ("AnatomicRegionSequence", "AnatomicRegionModifierSequence"),
        ("PrimaryAnatomicStructureSequence", "PrimaryAnatomicStructureModifierSequence"),
        ("ViewCodeSequence", "ViewModifierCodeSequence"),
    ):
        for item in items(dataset, sequence)[:8]:
            for code in items(item, inside)[:8]:
                yield text(code, "CodeValue"), text(code, "CodeMeaning")
