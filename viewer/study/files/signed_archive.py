"""The files that travel: one zip with a manifest that names every member's size and hash, authenticated.

The manifest carries an HMAC-SHA256 under a reader's key, which is told to the reader apart from the file.
Reading trusts nothing: names are plain, sizes are bounded by the manifest while a member inflates, and the
zip is never extracted by its own names.
"""

from __future__ import annotations

import base64
import hmac
import os
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType
from typing import Final

from inference import strict_json
from inference.errors import StudyError
from inference.files import put_in_place
from inference.hash_chain import canonical
from inference.messages import Message, system_reason
from viewer.study.files.schema import Fields

STUDY_PACK: Final = "shenton-study-pack"
RESULT_PACK: Final = "shenton-result-pack"
SCHEMA: Final = 1
MANIFEST: Final = "manifest.json"
MAX_MANIFEST: Final = 64 << 20
MANIFEST_HEAD: Final = 1 << 16
MANIFEST_LINE: Final = 256
"""Bytes that a member takes in the manifest, at most: its name, size and hash."""
MAX_MEMBER: Final = 1 << 30
MAX_MEMBERS: Final = 200_000
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_AGAIN: Final = Message("Ask for the file again.")
_BROKEN: Final = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, struct.error, EOFError, OSError,
    ValueError, KeyError,
)  # fmt: skip


def new_key() -> bytes:
    """A study's own secret, 32 bytes."""
    return os.urandom(32)


def reader_key(secret: bytes, study: str, code: str) -> str:
    """The key that a reader is told: 24 letters and digits in groups of four (120 bits)."""
    digest = hmac.new(secret, f"{study}/{code}".encode(), sha256).digest()
    return key_text(base64.b32encode(digest[:15]))


def key_text(key: bytes) -> str:
    """A key that :func:`key_bytes` took, as it is told: in groups of four."""
    plain = key.decode("ascii")
    return "-".join(plain[at : at + 4] for at in range(0, 24, 4))


def key_bytes(typed: str) -> bytes:
    """A key as typed: without regard to case, blanks and dashes; 0, 1 and 8 stand for O, I and B.

    Raises:
        StudyError: it is no such key.
    """
    plain = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("018", "OIB"))
    if not re.fullmatch("[A-Z2-7]{24}", plain):
        raise StudyError("This is no reader's key.", "It has six groups of four letters and digits.")
    return plain.encode()


class Writer:
    """Writes a container beside its place and puts it there whole.

    Args:
        path: where it will be.
        kind: :data:`STUDY_PACK` or :data:`RESULT_PACK`.
        facts: plain texts for the manifest that may be read without the key (study and reader).
    """

    def __init__(self, path: Path, kind: str, facts: dict[str, str]) -> None:
        self._path, self._part = path, path.with_name(f".{path.name}.part")
        self._manifest: dict[str, object] = {"format": kind, "schema": SCHEMA, **facts}
        self._members: dict[str, dict[str, object]] = {}
        try:
            self._zip = zipfile.ZipFile(self._part, "w")
        except OSError as error:
            raise _unwritable(error) from error

    def add(self, name: str, data: bytes, *, packed: bool = False) -> None:
        """Add a member; ``packed`` data do not shrink any further."""
        info = zipfile.ZipInfo(name, _DATE)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        try:
            self._zip.writestr(info, data)
        except OSError as error:
            raise _unwritable(error) from error
        self._members[name] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}

    def finish(self, key: bytes) -> str:
        """Authenticate and put in place; the manifest's authentication code.

        Raises:
            StudyError: the disk refuses.
        """
        self._manifest["members"] = self._members
        code = _code(key, self._manifest)
        data = canonical({**self._manifest, "hmac": code}).encode()
        try:
            self._zip.writestr(zipfile.ZipInfo(MANIFEST, _DATE), data, zipfile.ZIP_DEFLATED)
            self._zip.close()
            put_in_place(self._part, self._path)
        except OSError as error:
            raise _unwritable(error) from error
        return code

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError, ValueError):
            self._zip.close()
        self._part.unlink(missing_ok=True)


def _unwritable(error: OSError) -> StudyError:
    return StudyError(
        "The pack could not be written ({reason}).",
        "Check the folder and its free space.",
        reason=system_reason(error),
    )


def _code(key: bytes, manifest: dict[str, object]) -> str:
    return hmac.new(key, canonical(manifest).encode(), sha256).hexdigest()


class Container:
    """A container that was opened; call :meth:`authenticate` before trusting anything in it.

    Raises:
        StudyError: the file is no container of this kind.
    """

    def __init__(self, path: Path, kind: str) -> None:
        try:
            path.stat()
        except OSError as error:
            raise StudyError(
                "The pack could not be read ({reason}).", "Check its name.", reason=system_reason(error)
            ) from error
        if not path.is_file():  # opening a pipe would wait for ever
            raise _no_pack(kind)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise _no_pack(kind) from error
        try:
            self._open(kind)
        except BaseException:
            self._zip.close()
            raise

    def _open(self, kind: str) -> None:
        infos = self._zip.infolist()
        names = [info.filename for info in infos]
        if len(infos) > MAX_MEMBERS or len(set(names)) < len(names) or MANIFEST not in names:
            raise _no_pack(kind)
        try:
            values = strict_json.loads(self._manifest_text(len(infos)))
        except (*_BROKEN, RecursionError) as error:
            raise _no_pack(kind) from error
        if not isinstance(values, dict) or values.get("format") != kind:
            raise _no_pack(kind)
        if values.get("schema") != SCHEMA:
            raise StudyError("The pack is of another version.", "Use the Shenton that made it.")
        self._given = str(values.pop("hmac", ""))
        self._manifest = values
        fields = Fields(values, Message("The pack"))
        fields.text("format")
        fields.whole("schema")
        self.study, self.reader = fields.text("study"), fields.text("reader")
        self._sizes = {name: _facts(facts) for name, facts in fields.table("members").items()}
        fields.done()
        if set(self._sizes) != set(names) - {MANIFEST} or not all(map(_NAME.fullmatch, self._sizes)):
            raise StudyError("The pack's contents are not what its list says.", _AGAIN)

    def _manifest_text(self, members: int) -> bytes:
        """The manifest, no longer than so many members need: it is parsed before anything is known."""
        most = min(MAX_MANIFEST, MANIFEST_HEAD + MANIFEST_LINE * members)
        data = self._inflate(MANIFEST, most)
        if len(data) > most:
            raise ValueError("a manifest that is too long")
        return data

    def authenticate(self, key: bytes) -> str:
        """Compare the manifest with its authentication code, which is returned.

        Raises:
            StudyError: another key, or the file was altered.
        """
        if not hmac.compare_digest(
            _code(key, self._manifest).encode(), self._given.encode("utf8", "replace")
        ):
            raise StudyError(
                "The key does not belong to this file, or the file was altered.",
                "Check the key; if it is right, ask for the file again.",
            )
        return self._given

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sizes)

    def holds(self, name: str, path: Path) -> bool:
        """Whether the file at ``path`` is the member of that name, byte for byte."""
        facts = self._sizes.get(name)
        try:
            if facts is None or not path.is_file() or path.stat().st_size != facts[0]:
                return False
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == facts[1]
        except OSError:
            return False

    def read(self, name: str, most: int = MAX_MEMBER) -> bytes:
        """A member of at most ``most`` bytes, compared with its hash.

        Raises:
            StudyError: it is missing, too large or altered.
        """
        if name not in self._sizes:
            raise StudyError("The pack lacks {name}.", _AGAIN, name=name)
        size, digest = self._sizes[name]
        if size > most:
            raise StudyError("A part of the pack is too large.", _AGAIN)
        try:
            data = self._inflate(name, size)
        except _BROKEN as error:
            raise _altered() from error
        if len(data) != size or sha256(data).hexdigest() != digest:
            raise _altered()
        return data

    def _inflate(self, name: str, limit: int) -> bytes:
        if self._zip.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError("an unusual compression")
        with self._zip.open(name) as file:
            return file.read(limit + 1)

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _facts(values: object) -> tuple[int, str]:
    fields = Fields(values, Message("The pack's list"))
    size, digest = fields.whole("bytes"), fields.text("sha256")
    fields.done()
    if not 0 <= size <= MAX_MEMBER:
        raise StudyError("A part of the pack is too large.", _AGAIN)
    return size, digest


def _no_pack(kind: str) -> StudyError:
    what = Message("study pack") if kind == STUDY_PACK else Message("result pack")
    return StudyError("This file is no {what} of Shenton, or it is damaged.", _AGAIN, what=what)


def _altered() -> StudyError:
    return StudyError("The pack was altered or damaged on its way.", _AGAIN)


def looks_packed(path: Path) -> bool:
    """Whether a file begins as a pack does; a few bytes are read."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return False
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def kind_of(path: Path) -> str:
    """:data:`STUDY_PACK`, :data:`RESULT_PACK`, or empty where the file is neither."""
    for kind in (STUDY_PACK, RESULT_PACK):
        with suppress(StudyError), Container(path, kind):
            return kind
    return ""
