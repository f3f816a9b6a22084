"""Errors that a user sees: one clear sentence, and what to do about it.

Bugs of our own are never of this class.  Messages hold no patient data; the file's name is added by
whoever shows the error.
"""

from __future__ import annotations

from inference.messages import Message, sentences


class ShentonError(Exception):
    """Root of every error meant for the user.

    Args:
        message: one sentence that says what is wrong: a literal with its values in places, ``{name}``, or a
            :class:`~inference.messages.Message`.
        hint: one sentence that says what to do, alike; may be empty.
        values: what stands in the places of both.

    Attributes:
        message: the sentence; as a ``str`` English.
        hint: what to do; as a ``str`` English.
    """

    def __init__(self, message: str, hint: str = "", /, **values: object) -> None:
        self.message = _made(message, values)
        self.hint = _made(hint, values)
        super().__init__(self.message, self.hint)

    def __str__(self) -> str:
        return str(self.whole)

    @property
    def whole(self) -> Message:
        """What is wrong and what to do."""
        return sentences((self.message, self.hint))


def _made(text: str, values: dict[str, object]) -> Message:
    return text if isinstance(text, Message) else Message(text, **values)


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
