"""Model bundles: ``model.onnx`` + ``card.json`` in a folder or a zip, checked before anything runs.

Nothing is unpickled, nothing outside the two files is opened, and the graph is handed to ONNX Runtime as
bytes, so that no path in it can resolve.  A threshold belongs to a graph's hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference import compare, preprocess
from inference.card import ModelCard, from_json
from inference.card_check import BUILTIN_INPUTS, check_card
from inference.errors import BundleError
from inference.onnx_check import MAX_BYTES, check_graph
from inference.records import InputSpec, ModelIdentity, Sha256

GRAPH: Final = "model.onnx"
CARD: Final = "card.json"
MAX_CARD_BYTES: Final = 32 * 1024 * 1024
_LIMITS: Final = {GRAPH: MAX_BYTES, CARD: MAX_CARD_BYTES}
_AGAIN: Final = "Get the model again, or export it again."


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose files agree with one another; its graph has not run yet."""

    folder: Path
    card: ModelCard

    @property
    def graph(self) -> Path:
        return self.folder / GRAPH

    @property
    def identity(self) -> ModelIdentity:
        return ModelIdentity(self.card.name, self.card.version, Sha256(self.card.onnx_sha256))

    def graph_bytes(self) -> bytes:
        """The graph, read again and compared with the card's hash.

        Raises:
            BundleError: the file has gone or has changed.
        """
        data = _read_bounded(self.graph)
        _check_hash(data, self.card)
        return data


@dataclass(frozen=True, slots=True)
class RefusedBundle:
    """A folder among the models that is no usable bundle, and why."""

    folder: Path
    error: BundleError


def load(folder: Path) -> Bundle:
    """Read a bundle's folder and check hash, card and graph; files that begin with a dot are ignored.

    Raises:
        BundleError: the plain reason why the bundle is refused.
    """
    _check_members(folder)
    graph, text = _read_bounded(folder / GRAPH), _read_bounded(folder / CARD)
    return Bundle(folder, _checked_card(graph, text))


def write(folder: Path, onnx_bytes: bytes, card: ModelCard) -> Bundle:
    """Write a new bundle at ``folder``; it appears whole or not at all.

    An empty ``card.onnx_sha256`` is filled in.  One of another graph is refused: the card's operating
    points were set on that graph, not on this one.

    Raises:
        BundleError: the folder exists, or the bundle would be refused on loading.
    """
    digest = hashlib.sha256(onnx_bytes).hexdigest()
    named = replace(card, onnx_sha256=card.onnx_sha256 or digest)
    text = named.to_json().encode("utf8")
    _checked_card(onnx_bytes, text)
    with _staging(folder.parent) as staged:
        _fill(staged, onnx_bytes, text)
        _move(staged, folder)
    return load(folder)


def install(source: Path, models_dir: Path) -> Bundle:
    """Copy a bundle (folder or zip) into ``models_dir`` after its self-tests have passed.

    The same bundle installed twice is one bundle.

    Raises:
        BundleError: the plain reason why the bundle is refused; nothing is left behind.
        RuntimeMissingError: ONNX Runtime is not installed, so the self-tests cannot run.
    """
    from inference.runtime import verify

    graph, text = _read_zip(source) if source.is_file() else _read_folder(source)
    card = _checked_card(graph, text)
    target = models_dir / _folder_name(card, text)
    if target.exists():
        return load(target)
    with _staging(models_dir) as staged:
        _fill(staged, graph, text)
        verify(Bundle(staged, card))
        _move(staged, target)
    return load(target)


def available(*folders: Path) -> list[Bundle | RefusedBundle]:
    """Every bundle directly below ``folders``, in order of name; a missing folder holds none."""
    found: list[Bundle | RefusedBundle] = []
    for folder in folders:
        for candidate in _candidates(folder):
            try:
                found.append(load(candidate))
            except BundleError as error:
                found.append(RefusedBundle(candidate, error))
    return found


def difference(old: Bundle, new: Bundle) -> list[str]:
    """Sentences on what the ``new`` bundle changes; empty when the two are the same model."""
    return compare.difference(old.card, new.card)


def builtin_input(name: str, spec: InputSpec) -> NDArray[np.float32]:
    """A self-test's input, float32 [1, channels, size, size], normalised like a film.

    ``zeros``: an empty square; ``ramp``: 0 to 1 from the top left to the bottom right corner; ``checker``:
    16 x 16 fields of 0.25 and 0.75.

    Raises:
        KeyError: an unknown name.
    """
    if name not in BUILTIN_INPUTS:
        raise KeyError(name)
    steps = np.arange(spec.size)
    unit = np.zeros((spec.size, spec.size))
    if name == "ramp":
        unit = np.add.outer(steps, steps) / (2 * (spec.size - 1))
    elif name == "checker":
        fields = steps * 16 // spec.size
        unit = 0.25 + 0.5 * (np.add.outer(fields, fields) % 2)
    return preprocess.normalise(unit.astype(np.float32), spec)


def _checked_card(graph: bytes, text: bytes) -> ModelCard:
    try:
        card = from_json(text.decode("utf8"))
    except UnicodeDecodeError as error:
        raise BundleError("The model card is not a text file.", _AGAIN) from error
    check_card(card)
    _check_hash(graph, card)
    check_graph(graph)
    return card


def _check_hash(graph: bytes, card: ModelCard) -> None:
    if hashlib.sha256(graph).hexdigest() != card.onnx_sha256:
        raise BundleError("The model's graph is not the one its card describes (SHA-256 differs).", _AGAIN)


def _check_members(folder: Path) -> None:
    if not folder.is_dir():
        raise BundleError("There is no model in this place.", "Choose a bundle's folder or zip file.")
    try:
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    except OSError as error:
        raise BundleError("The bundle's folder could not be read.", _AGAIN) from error
    _check_names(names)


def _check_names(names: set[str]) -> None:
    if missing := set(_LIMITS) - names:
        raise BundleError(f"The bundle lacks {' and '.join(sorted(missing))}.", _AGAIN)
    if names - set(_LIMITS):
        raise BundleError(f"The bundle holds more than {GRAPH} and {CARD}.", "Remove what does not belong.")


def _read_bounded(path: Path) -> bytes:
    """One of the two files; a link, a device or a file over its limit is refused."""
    limit = _LIMITS[path.name]
    try:
        if path.is_symlink() or not path.is_file():
            raise BundleError(f"The bundle's {path.name} is not a plain file.", _AGAIN)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BundleError(f"The bundle's {path.name} could not be read.", _AGAIN) from error
    return _within(data, path.name)


def _within(data: bytes, name: str) -> bytes:
    if len(data) > _LIMITS[name]:
        raise BundleError(f"The bundle's {name} is larger than {_LIMITS[name] >> 20} MB.", _AGAIN)
    return data


def _read_folder(folder: Path) -> tuple[bytes, bytes]:
    _check_members(folder)
    return _read_bounded(folder / GRAPH), _read_bounded(folder / CARD)


def _read_zip(path: Path) -> tuple[bytes, bytes]:
    """The two files of a flat zip; their size is bounded while they inflate."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist()]
            _check_names(set(names))
            if len(names) != len(_LIMITS):
                raise BundleError("The bundle's zip names a file twice.", _AGAIN)
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
        return _within(file.read(_LIMITS[name] + 1), name)


@contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    """A hidden folder inside ``parent``, gone at the end whatever happens.

    Raises:
        BundleError: the disk is full, or the place cannot be written to.
    """
    staged: Path | None = None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".incoming-", dir=parent))
        yield staged
    except OSError as error:
        reason = "The model could not be written to its place."
        raise BundleError(reason, "Check the free space and your rights there.") from error
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


def _fill(folder: Path, graph: bytes, text: bytes) -> None:
    for name, data in ((GRAPH, graph), (CARD, text)):
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _move(staged: Path, target: Path) -> None:
    if target.exists():
        raise BundleError("There is a model in this place already.", "Choose another folder.")
    staged.chmod(0o755)
    staged.replace(target)


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))


def _folder_name(card: ModelCard, text: bytes) -> str:
    """A name that is safe on every file system and differs whenever graph or card differ."""
    digest = hashlib.sha256(card.onnx_sha256.encode() + json.dumps(json.loads(text), sort_keys=True).encode())
    plain = re.sub(r"[^a-z0-9.]+", "-", f"{card.name}-{card.version}".lower()).strip("-.")
    return f"{plain[:60] or 'model'}-{digest.hexdigest()[:8]}"
