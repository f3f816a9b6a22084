"""Bytes of a file that may be hostile: read, recognised and inflated within bounds.

Nothing here trusts a length that the file claims.  A file is read once, into memory, and every later step
works on those bytes: a claimed length can then never make anything allocate more than the file holds.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import stat
import struct
import threading
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.dicom.encoding import (
    BIG_ENDIAN,
    DEFLATED,
    EXPLICIT,
    LONG_VRS,
    agrees,
    encoding_at,
    stated_syntax,
    stating,
)
from inference.dicom.mending import mended
from inference.errors import FilmError
from inference.messages import Message, system_reason

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAX_FILE_BYTES = 512 << 20
MAX_INFLATED_BYTES = 256 << 20
MAX_META_BYTES = 1 << 20
MAX_PIXELS = 8192 * 8192
MAX_SIDE = 32768
MAX_STEPS = 200_000
"""Pieces of a header that are read one by one.  A film's has about a hundred; a few kilobytes that inflate to
nothing but elements would hold a processor for a minute."""
MAX_DIRECTORY_STEPS = 20 * MAX_STEPS
"""The same of a DICOMDIR, which has about sixty for each film that it lists."""
MAX_LEAD = 1024
"""So many bytes may stand before a file's beginning."""
STEP_BYTES = 80
"""Of a sequence whose length is stated, which is taken apart later, so many count as a step."""
OTHER_ENCODING = Message("The file states another transfer syntax than it has; it was read as it is.")
MENDED = Message(
    "The header is damaged where a sequence ends or an element is named; the rest of it was read."
)
LEAD = Message("The file does not begin as a DICOM file does; what stands before its beginning was left out.")
_PYDICOM = re.compile(r"pydicom(\..*)?")


DAMAGED = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    OSError,
    AssertionError,
    struct.error,
    zlib.error,
)
"""What a parser of somebody else's may raise on bytes that break the rules."""


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """All bytes of a regular file.

    A pipe, device or socket is refused without being read from (opening a pipe would wait for ever).

    Raises:
        FilmError: not a regular file, not readable, empty, or larger than ``limit``.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise _no_file() from None
        raise FilmError(
            "The file could not be opened: {reason}.", "Check that it is there.", reason=system_reason(error)
        ) from None
    try:
        state = os.fstat(handle)
        _check_state(state, limit)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(state.st_size)  # with a size: it is allocated before anything is read
    except OSError as error:
        raise FilmError(
            "The file could not be read: {reason}.", "Copy it again.", reason=system_reason(error)
        ) from None
    finally:
        os.close(handle)
    if not data:
        raise FilmError("The file is empty.", "Copy it again from where it came from.")
    return data


def _no_file() -> FilmError:
    return FilmError("This is not an ordinary file.", "Open a DICOM, PNG or JPEG file.")


def _check_state(state: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise _no_file()
    if state.st_size > limit:
        raise FilmError(
            "The file is {size} MB; the limit for one film is {limit} MB.",
            "A radiograph is never so large; check that this is the right file.",
            size=state.st_size >> 20,
            limit=limit >> 20,
        )


def looks_like_dicom(head: bytes) -> bool:
    """Whether the first bytes are a DICOM file's (PS3.10 7.1), or a data set's without preamble.

    ``head`` should hold at least the first 140 bytes.
    """
    return _begins(head) or start_of(head) > 0


def _begins(head: bytes) -> bool:
    if head[128:132] == b"DICM":
        return True
    if len(head) < 16:
        return False
    group, element, length = struct.unpack_from("<HHI", head)
    if group not in (0x0002, 0x0008) or element > 0x0020:
        return encoding_at(head, 0) == BIG_ENDIAN
    return (head[4:6].isalpha() and head[4:6].isupper()) or length < 256


def start_of(data: bytes) -> int:
    """Where a DICOM file begins that other bytes stand before, or whose preamble is not of 128 bytes; else 0.

    What a transfer left there (a header of HTTP, a mark of byte order) is no part of it.
    """
    at = -1 if _begins(data[:256]) else data.find(b"DICM\x02\x00", 0, MAX_LEAD)
    return at + 4 if at >= 0 else 0


def inflate(data: bytes) -> tuple[bytes, str, bool]:
    """The file with a deflated data set (PS3.5 A.5) put in place, and with the transfer syntax that it has.

    Inflated within bounds and marked as what it is, so that no later reader inflates anything itself.
    Whether a data set is deflated, implicit or big endian is told by its bytes where these and the file's
    statement disagree.  Files that state what they are come back unchanged.

    Returns:
        The file, its transfer syntax as a user would name it, and whether the file states another one.

    Raises:
        FilmError: damaged, or larger than ``MAX_INFLATED_BYTES`` once inflated.
    """
    start = meta_end(data)
    stated, found = stated_syntax(data, start), encoding_at(data, start)
    hidden = not found and stated != DEFLATED and _is_deflated(data, start)
    unsaid = not stated and found == BIG_ENDIAN
    if agrees(stated, found) and stated != DEFLATED and not hidden and not unsaid:
        return data, stated.decode("ascii", "replace"), False
    if found:
        return stating(found, data[start:]), found.decode(), True
    body = _inflated(data, start)
    return stating(encoding_at(body, 0) or EXPLICIT, body), DEFLATED.decode(), hidden


def _is_deflated(data: bytes, start: int) -> bool:
    """Whether the first bytes inflate to the beginning of a data set."""
    try:
        head = zlib.decompressobj(-zlib.MAX_WBITS).decompress(memoryview(data)[start : start + 4096], 64)
    except zlib.error:
        return False
    return bool(encoding_at(head, 0))


def _inflated(data: bytes, start: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        body = inflater.decompress(memoryview(data)[start:], MAX_INFLATED_BYTES)
    except zlib.error:
        raise FilmError("The file's deflated part is damaged.", "Ask for the film again.") from None
    if inflater.unconsumed_tail:
        raise FilmError(
            "The file inflates to more than {limit} MB.",
            "It cannot be a radiograph.",
            limit=MAX_INFLATED_BYTES >> 20,
        )
    return body


def meta_end(data: bytes) -> int:
    """Offset of the first byte after the file meta information (group 0002, explicit little endian).

    Raises:
        FilmError: the group runs on beyond ``MAX_META_BYTES``.
    """
    at = 132 if data[128:132] == b"DICM" else 0
    while at + 8 <= len(data) and data[at : at + 2] == b"\x02\x00":
        if data[at + 4 : at + 6] in LONG_VRS:
            length = struct.unpack_from("<I", data, at + 8)[0] + 4 if at + 12 <= len(data) else 0
        else:
            length = struct.unpack_from("<H", data, at + 6)[0]
        at += 8 + length
        if at > MAX_META_BYTES:
            raise FilmError("The file's first header group has no end.", "It is damaged or no DICOM file.")
    return min(at, len(data))


NO_PIXELS = memoryview(b"")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A data set, with its pixels as they lie in the file.

    Attributes:
        dataset: the elements asked for, those before the pixels.
        transfer_syntax: as the file names it, ``""`` where it names none.
        pixel_tag: Pixel Data, Float or Double Float Pixel Data; None where the file ends before.
        pixel_vr: its value representation; ``""`` in implicit files.
        pixels: its value, or as much of it as the file holds.
        rest: all of the file from the value on, whatever length is claimed.
        claimed: its length as the file claims it; None for fragments (undefined length).
        notes: what the file states wrongly about itself.
    """

    dataset: Dataset
    transfer_syntax: str
    pixel_tag: int | None = None
    pixel_vr: str = ""
    pixels: memoryview = NO_PIXELS
    claimed: int | None = None
    rest: memoryview = NO_PIXELS
    notes: tuple[Message, ...] = ()

    @property
    def big_endian(self) -> bool:
        """Byte order of the data set."""
        return self.dataset.original_encoding[1] is False


class _Counted(BytesIO):
    """Bytes given out so many times at most: no element is larger than the file, but many may be in it.

    Raises:
        FilmError: by :meth:`read`, where there are too many.
    """

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._left = most

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise _crowded()
        return super().read(size)


def _crowded() -> FilmError:
    return FilmError("The header has too many elements.", "It is damaged, or no radiograph's.")


def _check_sequences(dataset: Dataset, most_steps: int) -> None:
    """What pydicom takes apart when it is asked for: by its length, as nobody counts its elements then.

    Raises:
        FilmError: a sequence is too long.
    """
    from pydicom.datadict import dictionary_VR
    from pydicom.dataelem import RawDataElement

    for tag in list(dataset.keys()):
        found: Any = dataset.get_item(tag, keep_deferred=True)  # as it was read, or taken apart already
        if not isinstance(found, RawDataElement) or len(found.value or b"") <= most_steps * STEP_BYTES:
            continue
        if found.VR == "SQ" or (found.VR in (None, "UN") and dictionary_VR(found.tag) == "SQ"):
            raise _crowded()


def parse(data: bytes, keywords: Sequence[str | int], most_steps: int = MAX_STEPS) -> Parsed:
    """The data set's elements named by ``keywords``; all others are stepped over, private groups too.

    Args:
        data: the whole file, or its beginning.
        keywords: of the elements that are wanted.
        most_steps: how many pieces the header may be read in.

    Raises:
        FilmError: the file is no DICOM data set, is nested too deeply, or has too many elements.
    """
    start = start_of(data)
    whole, syntax, wrong = inflate(data[start:] if start else data)
    notes = (*([LEAD] if start else []), *([OTHER_ENCODING] if wrong else []))
    try:
        parsed = _parsed(whole, syntax, keywords, notes, most_steps)
    except FilmError:
        again = mended(whole, meta_end(whole))
        if again is None:
            raise
    else:
        again = mended(whole, meta_end(whole)) if parsed.pixel_tag is None else None
        if again is None:
            return parsed
    return _parsed(again, syntax, keywords, (*notes, MENDED), most_steps)


def _parsed(
    whole: bytes, syntax: str, keywords: Sequence[str | int], notes: tuple[Message, ...], most_steps: int
) -> Parsed:
    """The elements asked for of a file that is inflated; as :func:`parse`."""
    from pydicom import dcmread
    from pydicom.tag import Tag

    file = _Counted(whole, most_steps)
    quiet()
    try:
        dataset = dcmread(
            file,
            force=True,
            specific_tags=[Tag(keyword) for keyword in keywords],
            stop_before_pixels=True,
        )
    except RecursionError:
        raise FilmError("The file's sequences are nested too deeply.", "It is damaged.") from None
    except DAMAGED:
        raise FilmError("The DICOM header is damaged.", "Ask for the film again.") from None
    _check_sequences(dataset, most_steps)
    return _with_pixels(Parsed(dataset, syntax, notes=notes), whole, file.tell())


def _with_pixels(parsed: Parsed, data: bytes, at: int) -> Parsed:
    """The pixel element that starts at ``at`` (PS3.5 7.1), without a copy of it."""
    order = ">" if parsed.big_endian else "<"
    if len(data) < at + 12:
        return parsed
    group, element = struct.unpack_from(f"{order}HH", data, at)
    if group != 0x7FE0:
        return parsed
    vr = data[at + 4 : at + 6]
    if parsed.dataset.original_encoding[0] or not vr.isalpha():
        nulls = not parsed.dataset.original_encoding[0] and data[at + 4 : at + 8] == bytes(4)
        vr, start = b"", at + (12 if nulls else 8)  # nulls in the place of a representation
    else:
        start = at + 12
    (length,) = struct.unpack_from(f"{order}I", data, start - 4)
    claimed = None if length == 0xFFFFFFFF else length
    rest = memoryview(data)[start:]
    pixels = rest if claimed is None else rest[:length]
    tag, stated = group << 16 | element, vr.decode("ascii")
    return replace(parsed, pixel_tag=tag, pixel_vr=stated, pixels=pixels, claimed=claimed, rest=rest)


_SETTING = threading.Lock()


def quiet() -> None:
    """Set pydicom's switches as Shenton needs them: for the whole process, and never back.

    Its warnings and log lines quote values, and values may name a patient; wrong values must not stop a film.
    The switches are global: whoever turned them back would turn them back under another thread.  To be
    called before a data set is read or its values are looked at; after the first time it changes nothing.
    """
    from pydicom import config

    with _SETTING:
        if config.settings.reading_validation_mode != config.IGNORE:
            config.settings.reading_validation_mode = config.IGNORE
        config.convert_wrong_length_to_UN = True
        logging.getLogger("pydicom").disabled = True
        if not any(one[0] == "ignore" and one[3] == _PYDICOM for one in warnings.filters):
            warnings.filterwarnings("ignore", module=_PYDICOM.pattern)
