"""Which bundle is in use: one decision for the window and for every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from inference.errors import BundleError
from inference.messages import Message
from inference.model.bundle import Bundle

T = TypeVar("T")
DEFAULT: Final = "densenet121-lite0-synthetic"
"""Folder of the shipped bundle that comes first: the best of them on the validation films."""
NOT_THERE: Final = Message("The model used last time is not there any more; another one is loaded.")


def in_order(usable: Iterable[Bundle], wanted_sha256: str, user_models: Path) -> list[Bundle]:
    """Bundles in the order in which they are tried: wanted, default, other shipped, the user's."""
    every = list(usable)
    chosen = [bundle for bundle in every if bundle.card.onnx_sha256 == wanted_sha256]
    shipped = [bundle for bundle in every if not bundle.folder.is_relative_to(user_models)]
    first = [bundle for bundle in shipped if bundle.folder.name == DEFAULT]
    return list({bundle.folder: bundle for bundle in (*chosen, *first, *shipped, *every)}.values())


def first_that_starts(
    bundles: Sequence[Bundle], start: Callable[[Bundle], T], say: Callable[[Message], object]
) -> T:
    """``start`` of the first bundle that can be used; ``say`` hears of each that cannot.

    Raises:
        BundleError: none can be used; the first one's reason.
        RuntimeMissingError: ONNX Runtime is not there, so that no other would start either.
    """
    first: BundleError | None = None
    for bundle, following in zip(bundles, (*bundles[1:], None), strict=True):
        try:
            return start(bundle)
        except BundleError as error:
            first = first or error
            if following is not None:
                say(replaced(bundle, following, error))
    raise first or BundleError("No model bundle is installed.", "Name one with --model FOLDER.")


def name_of(bundle: Bundle) -> str:
    """Name and version."""
    return f"{bundle.card.name} {bundle.card.version}"


def replaced(bundle: Bundle, following: Bundle, error: BundleError) -> Message:
    """That one bundle fails and another takes its place."""
    return Message(
        "The model {name} cannot be used: {reason} {next} is loaded instead.",
        name=name_of(bundle),
        reason=error.message,
        next=name_of(following),
    )
