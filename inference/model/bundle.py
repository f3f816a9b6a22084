"""Model bundles: ``model.onnx`` + ``card.json`` in a folder or a zip, checked before anything runs.

Nothing is unpickled, nothing outside the two files is opened, and the graph is handed to ONNX Runtime as
bytes, so that no path in it can resolve.  A threshold belongs to a graph's hash.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from inference.errors import BundleError
from inference.files import to_disk, write_whole
from inference.messages import Message, and_list
from inference.model import card_diff
from inference.model.card import ModelCard, from_json
from inference.model.card_validation import check_card
from inference.model.graph_validation import MAX_BYTES, check_graph
from inference.records import ModelIdentity, Sha256

GRAPH: Final = "model.onnx"
CARD: Final = "card.json"
MAX_CARD_BYTES: Final = 32 * 1024 * 1024
LIMITS: Final = {GRAPH: MAX_BYTES, CARD: MAX_CARD_BYTES}
AGAIN: Final = Message("Get the model again, or export it again.")


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
        data = read_bounded(self.graph)
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
    check_members(folder)
    graph, text = read_bounded(folder / GRAPH), read_bounded(folder / CARD)
    return Bundle(folder, checked_card(graph, text))


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
    checked_card(onnx_bytes, text)
    with staging(folder.parent) as staged:
        write_members(staged, onnx_bytes, text)
        put_in_place(staged, folder)
    return load(folder)


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


def difference(old: Bundle, new: Bundle) -> list[Message]:
    """Sentences on what the ``new`` bundle changes; empty when the two are the same model."""
    return card_diff.difference(old.card, new.card)


def checked_card(graph: bytes, text: bytes) -> ModelCard:
    try:
        card = from_json(text.decode("utf8"))
    except UnicodeDecodeError as error:
        raise BundleError("The model card is not a text file.", AGAIN) from error
    check_card(card)
    _check_hash(graph, card)
    check_graph(graph)
    return card


def _check_hash(graph: bytes, card: ModelCard) -> None:
    if hashlib.sha256(graph).hexdigest() != card.onnx_sha256:
        raise BundleError("The model's graph is not the one its card describes (SHA-256 differs).", AGAIN)


def check_members(folder: Path) -> None:
    if not folder.is_dir():
        raise BundleError("There is no model in this place.", "Choose a bundle's folder or zip file.")
    try:
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    except OSError as error:
        raise BundleError("The bundle's folder could not be read.", AGAIN) from error
    check_names(names)


def check_names(names: set[str]) -> None:
    if missing := set(LIMITS) - names:
        raise BundleError("The bundle lacks {missing}.", AGAIN, missing=and_list(sorted(missing)))
    if names - set(LIMITS):
        raise BundleError(
            "The bundle holds more than {graph} and {card}.",
            "Remove what does not belong.",
            graph=GRAPH,
            card=CARD,
        )


def read_bounded(path: Path) -> bytes:
    """One of the two files; a link, a device or a file over its limit is refused."""
    limit = LIMITS[path.name]
    try:
        if path.is_symlink() or not path.is_file():
            raise BundleError("The bundle's {file} is not a plain file.", AGAIN, file=path.name)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BundleError("The bundle's {file} could not be read.", AGAIN, file=path.name) from error
    return within_limit(data, path.name)


def within_limit(data: bytes, name: str) -> bytes:
    if len(data) > LIMITS[name]:
        raise BundleError(
            "The bundle's {name} is larger than {limit} MB.", AGAIN, name=name, limit=LIMITS[name] >> 20
        )
    return data


@contextmanager
def staging(parent: Path) -> Iterator[Path]:
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
        raise BundleError(
            "The model could not be written to its place.", "Check the free space and your rights there."
        ) from error
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


def write_members(folder: Path, graph: bytes, text: bytes) -> None:
    for name, data in ((GRAPH, graph), (CARD, text)):
        write_whole(folder / name, data)


def put_in_place(staged: Path, target: Path) -> None:
    if target.exists():
        raise BundleError("There is a model in this place already.", "Choose another folder.")
    staged.chmod(0o755)
    staged.replace(target)
    to_disk(target.parent)


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
