"""Windows of a header: Window Center and Width (PS3.3 C.11.2.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.dicom.elements import code, read_numbers, texts
from inference.messages import Message
from inference.records import Window, WindowFunction

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_WINDOWS: Final = 32


def read_windows(dataset: Dataset, notes: list[Message]) -> tuple[Window, ...]:
    """Window Center and Width, pairwise, with the VOI LUT Function and their names (C.11.2.1.2)."""
    centers, widths = read_numbers(dataset, "WindowCenter"), read_numbers(dataset, "WindowWidth")
    if (centers.odd or widths.odd) and not (centers.has_any and widths.has_any):
        notes.append(Message("The header's window is not written as it should be and was not used."))
    elif centers.odd or widths.odd:
        notes.append(
            Message("The header's window is not written as it should be; what of it could be read is used.")
        )
    elif len(centers.values) != len(widths.values):
        notes.append(Message("The header has a window without a width or without a centre; it was not used."))
    names = texts(dataset, "WindowCenterWidthExplanation")
    named = code(dataset, "VOILUTFunction").replace(" ", "_")
    function = WindowFunction(named) if named in WindowFunction.__members__ else WindowFunction.LINEAR
    if named and named != function and centers.values:
        notes.append(Message("The header names no function that a window can have; it was taken as linear."))
    found = []
    for index, (center, width) in enumerate(zip(centers.values[:MAX_WINDOWS], widths.values, strict=False)):
        if center is None or width is None:
            continue
        if not width > 0:
            notes.append(Message("A window of the header has no width and was not used."))
            continue
        # Films with a fractional slope come with linear windows narrower than the 1 that the formula needs.
        narrow = function is WindowFunction.LINEAR and width < 1
        name = names[index] if index < len(names) else ""
        found.append(Window(center, width, WindowFunction.LINEAR_EXACT if narrow else function, name))
    return tuple(found)
