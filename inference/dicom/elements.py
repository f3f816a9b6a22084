"""Values of header elements, read as far as they can be: many devices break the rules of their types.

Decimal and integer strings come with trailing backslashes, decimal commas, brackets and quotation marks
(PS3.5 6.2 allows none of them).  What is plain to a reader is used, and whoever asks is told that it was not
as the standard wants it.  What may be one number or another (``2,048``, ``2 048``) is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from inference.dicom.safe_parse import DAMAGED

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

LARGEST: Final = 1e15
"""No number of a radiograph's header is larger; beyond lie damage and infinities."""
_AROUND: Final = " \0\t\r\n()[]{}<>'\""
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMA: Final = re.compile(r"[+-]?\d*,\d+")
_BETWEEN: Final = re.compile(r"[,;\s]+")
_GROUPED: Final = re.compile(
    r"[+-]?[1-9]\d{0,2}(?:(?P<sign>[\s,.'\u2019_])\d{3})(?:(?P=sign)\d{3})*(?:[.,]\d+)?"
)
_IN_THOUSANDS: Final = frozenset({"WindowCenter", "WindowWidth", "RescaleIntercept"})
"""Elements whose values may have four digits and more, so that a sign may stand between the thousands."""
_TEXTS: Final = frozenset({"AE", "AS", "CS", "DA", "DS", "IS", "LO", "PN", "SH", "TM", "UI"})
_BLANKS: Final = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_LONGEST_TEXT: Final = 1024
_UNIT: Final = re.compile(r"\s*(?:mm|HU)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of an element.

    Attributes:
        values: one for each part of the element; None for a part that is no number.
        odd: whether a part was no number, or had to be guessed at (decimal comma, brackets).
    """

    values: tuple[float | None, ...] = ()
    odd: bool = False

    @property
    def has_any(self) -> bool:
        """Whether a part of it is a number."""
        return any(value is not None for value in self.values)


def text(dataset: Dataset, keyword: str) -> str:
    """An element's value as one line of text without control characters; ``""`` if absent or damaged.

    Blanks of other kinds become plain ones: two words, or the halves of a number, stay apart.
    """
    written = in_unicode(dataset, raw_text(dataset, keyword))[:1024]
    return "".join(" " if c in _BLANKS else c for c in written if c in _BLANKS or c.isprintable()).strip()


def raw_text(dataset: Dataset, keyword: str) -> str:
    """An element's value as it stands there, with whatever it holds; ``""`` if absent or damaged."""
    value = _value(dataset, keyword)
    if value is None:
        return ""
    return "\\".join(str(part) for part in value) if _is_many(value) else str(value)


def in_unicode(dataset: Dataset, written: str) -> str:
    """Text whose character set the header does not name, taken for UTF-8 where its bytes are that."""
    if written.isascii() or not _is_unsaid(dataset):
        return written
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def is_garbled(dataset: Dataset, keyword: str) -> bool:
    """Whether nobody can say which letters an element holds.

    Its bytes are none of the character sets that the header names (PS3.3 C.12.1.1.2), or it names none and
    they are neither ASCII nor UTF-8.
    """
    written = raw_text(dataset, keyword)
    if "\ufffd" in written or "\x1b" in written:
        return True
    return not written.isascii() and _is_unsaid(dataset) and in_unicode(dataset, written) == written


def _is_unsaid(dataset: Dataset) -> bool:
    """Whether the header names no character set, or none that is known: then pydicom takes Latin letters."""
    from pydicom.charset import convert_encodings, default_encoding

    try:
        named = convert_encodings(dataset.get("SpecificCharacterSet") or "")
    except DAMAGED:
        return True
    return all(one == default_encoding for one in named)


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """A multi-valued text element."""
    whole = text(dataset, keyword)
    return tuple(part.strip() for part in whole.split("\\")) if whole else ()


def code(dataset: Dataset, keyword: str) -> str:
    """A code string's first part that is not empty, in capitals, without quotation marks and brackets."""
    parts = (part.strip(_AROUND).upper() for part in texts(dataset, keyword))
    return next(filter(None, parts), "")


def photometric_interpretation(dataset: Dataset) -> str:
    """Photometric Interpretation (0028,0004), the grey ones also as written MONO1, MONOCHROME 2.

    Empty where it says that the film is grey and not which way round.
    """
    stated = code(dataset, "PhotometricInterpretation")
    grey = re.fullmatch(r"MONO(?:CHROME)?[ _-]?([12])?|GR[AE]Y ?(?:SCALE)?", stated)
    if grey is None:
        return stated
    return f"MONOCHROME{grey[1]}" if grey[1] else ""


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; none where it is absent, damaged or no sequence."""
    from pydicom.sequence import Sequence

    try:
        value = dataset.get(keyword)
    except DAMAGED:
        return []
    return list(value) if isinstance(value, Sequence) else []


def number(dataset: Dataset, keyword: str) -> int | None:
    """An element's first value as a whole number; None if absent or damaged."""
    first = next(iter(read_numbers(dataset, keyword).values), None)
    return None if first is None else int(first)


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """An element's finite numeric values; empty if absent, or if one of them is no number.

    Empty parts at the end (a trailing backslash) are left out.
    """
    values = list(read_numbers(dataset, keyword).values)
    while values and values[-1] is None:
        values.pop()
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else ()


def read_numbers(dataset: Dataset, keyword: str) -> Numbers:
    """An element's numbers part by part, and whether they were as the standard wants them."""
    try:
        value = dataset.get(keyword)
    except DAMAGED:
        return Numbers((None,), odd=True)
    if isinstance(value, bytes):
        value = _of_bytes(dataset, keyword, value)
    if value is None or (isinstance(value, str) and not value.strip(_AROUND)):
        return Numbers()
    large = keyword in _IN_THOUSANDS
    read = [_part(part, large=large) for part in (value if _is_many(value) else str(value).split("\\"))]
    return Numbers(tuple(n for one in read for n in one.values), any(one.odd for one in read))


def _part(part: Any, *, large: bool) -> Numbers:
    """One part of an element.

    Args:
        large: it may have thousands, so that ``2,048`` may be two thousand or two.
    """
    if isinstance(part, (int, float)):  # pydicom's DS and IS are such, too
        return _bounded((float(part),), odd=False)
    written = str(part)
    bare = _UNIT.sub("", written.strip(_AROUND))
    if _NUMBER.fullmatch(bare):
        return _bounded((float(bare),), odd=bare != written.strip(" \0"))
    if large and _GROUPED.fullmatch(bare):
        return Numbers((None,), odd=True)
    if _COMMA.fullmatch(bare) and not written.lstrip().startswith(("[", "(", "{")):
        return _bounded((float(bare.replace(",", ".")),), odd=True)
    pieces = [piece.strip(_AROUND) for piece in _BETWEEN.split(bare)]
    if bare and all(_NUMBER.fullmatch(piece) for piece in pieces):
        return _bounded(tuple(float(piece) for piece in pieces), odd=True)
    return Numbers((None,), odd=True)


def _bounded(found: tuple[float, ...], *, odd: bool) -> Numbers:
    kept = tuple(value if abs(value) < LARGEST else None for value in found)  # false for what is no number
    return Numbers(kept, odd or None in kept)


def _is_many(value: object) -> bool:
    return isinstance(value, (list, tuple)) or type(value).__name__ == "MultiValue"


def _value(dataset: Dataset, keyword: str) -> Any:
    try:
        value = dataset.get(keyword)
    except DAMAGED:
        return None
    return _of_bytes(dataset, keyword, value) if isinstance(value, bytes) else value


def _of_bytes(dataset: Dataset, keyword: str, value: bytes) -> str | int | None:
    """What bytes mean that were written under a representation of bytes, by the data dictionary."""
    from pydicom.datadict import dictionary_VR

    vr = dictionary_VR(keyword)
    if vr == "US" and len(value) == 2:
        return int.from_bytes(value, "big" if dataset.original_encoding[1] is False else "little")
    if vr not in _TEXTS or len(value) > _LONGEST_TEXT:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
