"""Installing a bundle: copied in whole after its self-tests have passed."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from inference import strict_json
from inference.errors import BundleError
from inference.model.bundle import (
    AGAIN,
    CARD,
    GRAPH,
    LIMITS,
    Bundle,
    check_members,
    check_names,
    checked_card,
    load,
    put_in_place,
    read_bounded,
    staging,
    within_limit,
    write_members,
)
from inference.model.card import ModelCard


def install(source: Path, models_dir: Path, trial: Callable[[Bundle], object] | None = None) -> Bundle:
    """Copy a bundle (folder or zip) into ``models_dir`` after its self-tests have passed within limits.

    The same bundle installed twice is one bundle.

    Args:
        trial: what runs the self-tests; :func:`inference.model.child_session.verify` unless given.

    Raises:
        BundleError: the plain reason why the bundle is refused; nothing is left behind.
        RuntimeMissingError: ONNX Runtime is not installed, so the self-tests cannot run.
    """
    from inference.model.child_session import verify

    graph, text = _read_zip(source) if source.is_file() else _read_folder(source)
    card = checked_card(graph, text)
    target = models_dir / _folder_name(card, text)
    if target.exists() and (installed := _whole(target)) is not None:
        return installed
    with staging(models_dir) as staged:
        write_members(staged, graph, text)
        (trial or verify)(Bundle(staged, card))
        _clear(target, models_dir)
        put_in_place(staged, target)
    return load(target)


def _whole(folder: Path) -> Bundle | None:
    """The bundle installed there; None where its files were damaged since."""
    try:
        return load(folder)
    except BundleError:
        return None


def _clear(target: Path, models_dir: Path) -> None:
    """Delete a damaged bundle; only once the whole one is ready to take its place; errors as `staging`."""
    if target.exists():
        with staging(models_dir) as aside:  # deletes what was moved into it
            target.rename(aside / "damaged")


def _read_folder(folder: Path) -> tuple[bytes, bytes]:
    check_members(folder)
    return read_bounded(folder / GRAPH), read_bounded(folder / CARD)


def _read_zip(path: Path) -> tuple[bytes, bytes]:
    """The two files of a flat zip; their size is bounded while they inflate."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist()]
            check_names(set(names))
            if len(names) != len(LIMITS):
                raise BundleError("The bundle's zip names a file twice.", AGAIN)
            return _inflate(archive, GRAPH), _inflate(archive, CARD)
    except (
        zipfile.BadZipFile,
        NotImplementedError,  # a compression that Python lacks
        RuntimeError,  # encrypted
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise BundleError("The file is no readable zip.", "Choose a bundle's folder or zip file.") from error


def _inflate(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleError("The bundle's zip is packed in an unusual way.", "Pack it as a plain zip file.")
    with archive.open(name) as file:
        return within_limit(file.read(LIMITS[name] + 1), name)


def _folder_name(card: ModelCard, text: bytes) -> str:
    """A name that is safe on every file system and differs whenever graph or card differ."""
    plain = json.dumps(strict_json.loads(text), sort_keys=True)
    digest = hashlib.sha256(card.onnx_sha256.encode() + plain.encode())
    plain = re.sub(r"[^a-z0-9.]+", "-", f"{card.name}-{card.version}".lower()).strip("-.")
    return f"{plain[:60] or 'model'}-{digest.hexdigest()[:8]}"
