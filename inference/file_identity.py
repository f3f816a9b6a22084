"""The very file that something was decided on, told again later without saying whose it is.

Pixels alone do not tell a film: one picture may be filed under two patients, and two pictures under one UID.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from inference.records import Film


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Salted hashes of a file's header and place.

    Attributes:
        salt: 16 random bytes, hexadecimal; another one for each identity.
        header: HMAC-SHA-256 of pixel hash, SOP, study and series instance UID and patient, hexadecimal.
        path: the same of the absolute path.
    """

    salt: str
    header: str
    path: str

    @classmethod
    def of(cls, film: Film) -> FileIdentity:
        """The identity of the file that a film was read from."""
        salt = secrets.token_hex(16)
        return cls(salt, _hash(salt, *_header(film)), _hash(salt, _place(film.path)))

    def is_of(self, film: Film) -> bool:
        """Whether a film has this header and these pixels, wherever it lies."""
        headers = (_header(film), _header_without_name(film), _header_without_blanks(film))
        return any(hmac.compare_digest(self.header, _hash(self.salt, *header)) for header in headers)

    def lies_at(self, path: Path) -> bool:
        """Whether it lay at this path."""
        return hmac.compare_digest(self.path, _hash(self.salt, _place(path)))


def _header(film: Film) -> tuple[str, ...]:
    """Whose film it is: by number and name, however the name is spaced and capitalised."""
    words = " ".join(film.patient_name.replace("^", " ").split()).casefold()
    return (*_picture(film), f"number {film.patient_number.strip()}", f"name {words}")


def _header_without_blanks(film: Film) -> tuple[str, ...]:
    """What earlier versions noted of a name whose blanks are not ASCII: they left them out."""
    *others, name = _header(film)
    return (*others, f"name {name.removeprefix('name ').replace(' ', '')}")


def _header_without_name(film: Film) -> tuple[str, ...]:
    """What earlier versions noted: the number, and the name only where there is none."""
    number, name = film.patient_number.strip(), film.patient_name.strip()
    who = f"number {number}" if number else f"name {name}" if name else ""
    return (*_picture(film), who)


def _picture(film: Film) -> tuple[str, ...]:
    uids = (film.sop_uid.strip(), film.study_uid.strip(), film.series_uid.strip())
    return (film.pixel_sha256, "dicom" if film.is_dicom else "picture", *uids)


def _place(path: Path) -> str:
    return str(path.absolute())


def _hash(salt: str, *parts: str) -> str:
    text = "\0".join(parts).encode("utf8", "backslashreplace")
    return hmac.digest(bytes.fromhex(salt), text, "sha256").hex()
