"""Pseudonyms: HMAC-SHA-256 under a secret that never leaves the store file.

The secret (32 random bytes) lies in the store's own ``meta`` table, not in a file beside it: a store that is
moved, backed up or put back keeps its pseudonyms, and the two cannot come apart.  The price is that a backup
is as confidential as the store, which holds comments and paths anyway; both are readable by the owner only.
Exports use a second key derived from the secret, so that a pseudonym in an export cannot be looked up in a
store without that store's secret.
"""

from __future__ import annotations

import hmac
from typing import Final

from inference.records import Film

_HEX: Final = 32  # 128 bits: no two films or patients meet by chance


class Keys:
    """The pseudonyms of one store."""

    def __init__(self, secret: bytes) -> None:
        self._inside = _derive(secret, "inside the store")
        self._outside = _derive(secret, "exports")

    def patient(self, film: Film) -> tuple[str, bool]:
        """The patient's key, and whether the header names a patient.

        Without a number the films of one study are one patient; without a study each film is its own.
        """
        if number := film.patient_number.strip():
            return _key(self._inside, "patient", f"number {number}"), True
        return self._fallback("patient", film.study_uid, film), False

    def name(self, film: Film) -> str:
        """The key of the patient's name, however it is spaced and capitalised; empty where there is none."""
        words = " ".join(film.patient_name.replace("^", " ").split()).casefold()
        return _key(self._inside, "name", words) if words else ""

    def study(self, film: Film) -> str:
        """The key of the film's study."""
        return self._fallback("study", film.study_uid, film)

    def sop(self, film: Film) -> str:
        """The key of the film's SOP instance."""
        return self._fallback("sop", film.sop_uid, film)

    def exported(self, kind: str, value: str) -> str:
        """The key under which ``value`` (a key or hash of the store) appears in exports."""
        return _key(self._outside, kind, value)

    def _fallback(self, kind: str, uid: str, film: Film) -> str:
        return _key(self._inside, kind, f"uid {uid.strip()}" if uid.strip() else f"film {film.pixel_sha256}")


def _derive(secret: bytes, purpose: str) -> bytes:
    return hmac.digest(secret, f"shenton 1 {purpose}".encode(), "sha256")


def _key(secret: bytes, kind: str, value: str) -> str:
    text = f"{kind}\0{value}".encode("utf8", "backslashreplace")
    return hmac.digest(secret, text, "sha256").hex()[:_HEX]
