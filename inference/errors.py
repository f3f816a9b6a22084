"""Errors that a user sees: one clear sentence, and what to do about it.

Bugs of our own are never of this class.  Messages hold no patient data; the file's name is added by
whoever shows the error.
"""

from __future__ import annotations


class ShentonError(Exception):
    """Root of every error meant for the user.

    Args:
        message: one sentence that says what is wrong.
        hint: one sentence that says what to do; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class FilmError(ShentonError):
    """A file could not be read as a film (damaged, hostile, missing codec, too large)."""


class FilmRefusedError(FilmError):
    """A readable file that is no single-frame greyscale radiograph (multi-frame, colour, SR ...)."""


class BundleError(ShentonError):
    """A model bundle was refused (hash, names, shapes, self-test, external data)."""


class RuntimeMissingError(ShentonError):
    """ONNX Runtime is not installed, or no execution provider could start."""


class ModelOutputError(ShentonError):
    """A model's output had a wrong shape, was not finite, or did not sum to one."""


class StoreError(ShentonError):
    """The corrections store could not be opened, read or written."""


class ExportError(ShentonError):
    """An export could not be written."""


class LabelsError(ShentonError):
    """A labels file does not follow its schema."""


class StudyError(ShentonError):
    """A reader study's protocol, sitting or pack was refused."""
