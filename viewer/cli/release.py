"""``shenton doctor --release FILE``: what a signed release, brought by the user, would change.  No network.

The file is JSON: ``release``, the text of another JSON, and ``signature``, Ed25519 (RFC 8032) over the bytes
of that text, in base64.  It holds only when a key of ``resources/release_keys.txt`` made it; nothing of
an unsigned file is shown.  ``packaging/release.py`` makes keys and files.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import inference
from inference import paths as places
from inference import strict_json
from inference.errors import ShentonError
from inference.files import read_at_most

KEYS: Final = "release_keys.txt"
MAX_BYTES: Final = 1 << 20
ALTERED: Final = "ALTERED: do not install it"
_AGAIN: Final = "Get the file again from where you got the program."


class ReleaseError(ShentonError):
    """A release file was refused."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a signed file says of a version.

    Attributes:
        version: ``1.2.3``.
        date: of its making, ISO 8601.
        changes: lines for the user.
        store_schema: number of its store's schema.
        models: SHA-256 of each graph that ships, by name and version.
        files: SHA-256 of each package, by file name.
    """

    version: str
    date: str
    changes: tuple[str, ...]
    store_schema: int
    models: dict[str, str]
    files: dict[str, str]


def say(where: places.Paths, file: Path, keys: Sequence[bytes] | None = None) -> int:
    """Print what the release would change; 1 where a package beside it is not what was signed, else 0.

    Raises:
        ReleaseError: it is not signed by a key of this program, or is no release file.
    """
    release = read(file, shipped_keys() if keys is None else keys)
    print(f"shenton {release.version} of {release.date}; its signature is good.")
    for line in differences(release, where):
        print(f"  {line}")
    print("Nothing was changed and nothing was fetched: install it as docs/install.md says.")
    states = {name: _state(file.parent / Path(name).name, sha256) for name, sha256 in release.files.items()}
    for name, state in states.items():  # last, below the many lines of the changes
        print(f"file {name}: {state}")
    return int(ALTERED in states.values())


def read(file: Path, keys: Sequence[bytes]) -> Release:
    """The release in ``file``, after its signature was found to be good."""
    try:
        if not file.is_file():  # a pipe would be waited for
            raise OSError
        outer: Any = strict_json.loads(read_at_most(file, MAX_BYTES) or b"")
        text, signature = outer["release"].encode(), base64.b64decode(outer["signature"], validate=True)
    except OSError as error:
        raise ReleaseError("The release file could not be read.", "Look at its path.") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as error:
        raise ReleaseError("This is no release file.", _AGAIN) from error
    if not any(_is_signed(text, signature, key) for key in keys):
        raise ReleaseError("The release file is not signed by a key that this program knows.", _AGAIN)
    return _release(text)


def shipped_keys() -> list[bytes]:
    """The public keys that ship, 32 bytes each."""
    lines = (places.resources() / KEYS).read_text("utf8").splitlines()
    return [base64.b64decode(line.split()[0]) for line in lines if line.strip() and not line.startswith("#")]


def _is_signed(text: bytes, signature: bytes, key: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise ReleaseError(
            "Signatures need the package cryptography, which is not installed.", "Install Shenton again."
        ) from error
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _release(text: bytes) -> Release:
    try:
        values: dict[str, Any] = strict_json.loads(text)
        values["changes"] = tuple(str(line) for line in values["changes"])
        found = Release(**{item.name: values[item.name] for item in fields(Release)})
        _check_kinds(found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReleaseError(
            "The release file is signed, but of a kind that this version cannot read."
        ) from error
    return found


def _check_kinds(found: Release) -> None:
    """A key that signs anything else than a release was used wrongly; nothing of it is shown.

    Raises:
        TypeError, ValueError: a value is of another kind, or cannot be shown.
    """
    _parts(found.version)
    texts = [found.date, *found.changes]
    for table in (found.models, found.files):
        if not isinstance(table, dict):
            raise TypeError
        texts += [*table, *table.values()]
    if not isinstance(found.store_schema, int) or not all(isinstance(one, str) for one in texts):
        raise TypeError
    for one in texts:
        one.encode("utf8")


def differences(release: Release, where: places.Paths) -> Iterator[str]:
    """What would change, a line each."""
    here = inference.__version__
    if _parts(release.version) == _parts(here):
        yield f"This is the version that is installed ({here})."
    elif _parts(release.version) < _parts(here):
        yield f"It is OLDER than what is installed ({here}): an older program does not open a newer store."
    else:
        yield f"It would replace {here}."
    yield from (f"- {line}" for line in release.changes)
    yield from _store(release)
    yield from _models(release, where)


def _store(release: Release) -> Iterator[str]:
    from viewer.store.schema import steps

    here, there = len(steps()), release.store_schema
    if there > here:
        yield f"The store would go from schema {here} to {there} when it is opened; a copy of it is kept."
    elif there < here:
        yield f"Its store's schema ({there}) is older than this one's ({here})."
    else:
        yield "The store stays as it is."


def _models(release: Release, where: places.Paths) -> Iterator[str]:
    from inference.model.bundle import Bundle, available
    from inference.model.selection import name_of

    bundles = [item for item in available(where.shipped_models) if isinstance(item, Bundle)]
    mine = {item.card.onnx_sha256: name_of(item) for item in bundles}
    for name, sha256 in release.models.items():
        if sha256 not in mine:
            yield f"model {name} is new: thresholds and figures are those of its own card."
    for sha256, name in mine.items():
        if sha256 not in release.models.values():
            yield f"model {name} no longer ships; install it as your own bundle to keep it."


def _state(path: Path, sha256: str) -> str:
    if not path.is_file():
        return "not beside the release file"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return "is what was signed" if digest.hexdigest() == sha256 else ALTERED


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
