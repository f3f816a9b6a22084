"""What an HTTP state means (RFC 9110 15), in sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from inference.messages import Message
from viewer.pacs.errors import ASK, REPORTS, NetworkError

if TYPE_CHECKING:
    from requests import Response

_LATER: Final = Message("Try again later.")
_STATES: Final = {
    400: (Message("does not understand what it was asked"), ASK),
    401: (
        Message("wants a user name and password, or does not know these"),
        Message("Enter them; they are not saved."),
    ),
    403: (Message("does not allow it"), Message("Ask the PACS administrator.")),
    404: (Message("has nothing at this address"), Message("Check the path; Orthanc's is /dicom-web.")),
    406: (Message("cannot answer in this form"), ASK),
    413: (Message("finds the object too large"), Message("Ask the PACS administrator.")),
    429: (Message("was asked too often"), _LATER),
    502: (Message("has a gateway before it that gets no answer"), _LATER),
    503: (Message("is busy"), _LATER),
    504: (Message("has a gateway before it that gets no answer in time"), _LATER),
}
_LONGEST_WAIT: Final = 24 * 3600
"""Seconds; what is longer, or no time, is not told."""


def failed_request(where: str, answer: Response | None) -> NetworkError:
    """What an answer without success means; None for one without a state."""
    code = 0 if answer is None else answer.status_code
    what, hint = _STATES.get(code, (REPORTS, ASK))
    seconds = 0 if answer is None else _wait(answer.headers.get("Retry-After", ""))
    if seconds:
        hint = Message("It asks to try again in {seconds} s.", seconds=seconds)
    return NetworkError("{where} {what} (HTTP {code}).", hint, where=where, what=what, code=code)


def _wait(given: str) -> int:
    """Seconds of a Retry-After (RFC 9110 10.2.3), a number or a date; 0 where it is neither, or absurd."""
    given = given.strip()[:64]
    if given.isascii() and given.isdigit():
        seconds = int(given[:9])
    else:
        try:
            moment = parsedate_to_datetime(given)
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = round((moment - datetime.now(UTC)).total_seconds())
    return seconds if 0 < seconds <= _LONGEST_WAIT else 0
