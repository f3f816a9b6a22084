"""What goes wrong between two machines, in sentences."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from inference.errors import ShentonError
from inference.messages import Message, system_reason


class NetworkError(ShentonError):
    """A PACS could not be reached, refused, or gave up."""


class StoppedError(NetworkError):
    """The user ended it."""

    def __init__(self) -> None:
        super().__init__("Stopped.")


CHECK_ADDRESS: Final = Message("Check the address and the port, and that the PACS is running.")
ASK: Final = Message("Ask the PACS administrator for the reason.")
REPORTS: Final = Message("reports a failure")
ON_ITS_WAY: Final = Message("It was stopped on its way: it may have arrived.")
REJECTED: Final = {
    3: (
        Message("does not know this program's AE title"),
        Message("Have it entered in the PACS, or use one that it knows."),
    ),
    7: (Message("has another AE title than the one given"), Message("Ask for its AE title and enter it.")),
}
"""Diagnostics of an A-ASSOCIATE-RJ by the service user (PS3.8 9.3.4)."""
_ALLOWS: Final = (Message("does not allow it"), Message("Ask the PACS administrator."))
_KINDS: Final = (
    Message("does not take this kind of object"),
    Message("Ask the PACS administrator which kinds it stores."),
)
STATUSES: Final = {
    0x0111: (Message("has another object under the same UID"), Message("Ask the PACS administrator.")),
    0x0122: _KINDS,
    0x0124: _ALLOWS,
    0xA701: (Message("cannot tell how many objects match"), ASK),
    0xA702: (Message("could not send the objects"), ASK),
    0xC122: (
        Message("does not take this way of compression"),
        Message("Ask the PACS administrator which it takes."),
    ),
}
"""Failures by their whole code (PS3.7 annex C, PS3.18 table I.2-2)."""
FAMILIES: Final = {
    0xA7: (Message("has no room"), Message("Ask the PACS administrator.")),
    0xA9: _KINDS,
    0xC0: (Message("could not understand the object"), Message("Export it to a file and have it looked at.")),
}
"""Failures of C-STORE, C-FIND, C-GET, C-MOVE and STOW-RS by their first byte (PS3.4 B.2.3, C.4.1.1.4)."""

_OTHER_NAME: Final = (62, 64)
"""OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH (x509_vfy.h)."""
_NOT_NOW: Final = (9, 10)
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
_DISTRUST: Final = {
    18: Message("it signed itself"),
    19: Message("an unknown authority signed it"),
    20: Message("an unknown authority signed it"),
    21: Message("who signed it is not shown"),
    23: Message("it was revoked"),
}
"""X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, _SELF_SIGNED_CERT_IN_CHAIN, _UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
_UNABLE_TO_VERIFY_LEAF_SIGNATURE, _CERT_REVOKED."""


@contextmanager
def stated(where: str) -> Iterator[None]:
    """Turn a failure of the operating system's network into a sentence about ``where``.

    Raises:
        NetworkError: refused, unknown, unreachable, too slow, or not to be trusted.
    """
    try:
        yield
    except OSError as error:
        raise _sentence(where, error) from error


def _sentence(where: str, error: OSError) -> NetworkError:
    if isinstance(error, ssl.SSLError):
        return insecure(where, error)
    if isinstance(error, ConnectionRefusedError):
        return NetworkError("{where} refused the connection.", CHECK_ADDRESS, where=where)
    if isinstance(error, socket.gaierror):
        return NetworkError("The address {where} is not known.", "Check how it is written.", where=where)
    if isinstance(error, TimeoutError):
        return NetworkError("{where} did not answer in time.", CHECK_ADDRESS, where=where)
    if isinstance(error, ConnectionError):
        return NetworkError(
            "{where} ended the connection.",
            "Try again; ask the PACS administrator if it stays so.",
            where=where,
        )
    return NetworkError(
        "{where} cannot be reached ({reason}).", CHECK_ADDRESS, where=where, reason=system_reason(error)
    )


def insecure(where: str, error: ssl.SSLError) -> NetworkError:
    """A connection that cannot be made safely: the certificate's fault, or no TLS at all."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return NetworkError(
            "{where} does not speak TLS as asked.",
            "Check whether it wants TLS on this port, or a certificate of ours.",
            where=where,
        )
    if error.verify_code in _OTHER_NAME:
        return NetworkError(
            "The certificate of {where} was made out for another name.",
            "Give the name or address that it was made out for.",
            where=where,
        )
    if error.verify_code in _NOT_NOW:
        return NetworkError(
            "The certificate of {where} is not valid today.",
            "Check this computer's clock; otherwise the PACS administrator must renew it.",
            where=where,
        )
    return NetworkError(
        "The certificate of {where} is not trusted ({reason}).",
        "Name the file of the authority that signed it.",
        where=where,
        reason=_DISTRUST.get(error.verify_code, Message("error {number}", number=error.verify_code)),
    )


def too_slow(where: str) -> NetworkError:
    """The time for one request is over."""
    return NetworkError("{where} did not answer in time.", CHECK_ADDRESS, where=where)


def broke_off(where: str) -> NetworkError:
    """The other side aborted the association, or its connection was lost, while something was asked."""
    return NetworkError(
        "{where} ended the connection while it was asked.",
        "Try again; ask the PACS administrator if it stays so.",
        where=where,
    )


def unreadable(where: str) -> NetworkError:
    """Answers, none of which can be read."""
    return NetworkError("The answers of {where} cannot be read.", "Ask the PACS administrator.", where=where)


def too_large(where: str) -> NetworkError:
    """An answer past its bound."""
    return NetworkError(
        "{where} answers with more than any question asks for.", "Ask the PACS administrator.", where=where
    )


def not_offered(where: str, service: str, hint: str) -> NetworkError:
    """A service that the association did not bring."""
    return NetworkError("{where} does not offer {service}.", hint, where=where, service=service)


def rejected(where: str, diagnostic: int) -> NetworkError:
    """An association that was refused."""
    what, hint = REJECTED.get(diagnostic, (Message("refused the association"), ASK))
    return NetworkError("{where} {what}.", hint, where=where, what=what)


def failed_status(where: str, status: int | None) -> NetworkError:
    """An operation that ended with a failure status; None for no answer."""
    if status is None:
        return NetworkError(
            "{where} did not answer in time.",
            "Try again; ask the PACS administrator if it stays so.",
            where=where,
        )
    what, hint = STATUSES.get(status) or FAMILIES.get(status >> 8, (REPORTS, ASK))
    return NetworkError("{where} {what} (status {status:04X}).", hint, where=where, what=what, status=status)
