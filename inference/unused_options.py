"""Options of a command that have no part in what is asked: refused in a sentence, never passed over."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from inference.errors import ShentonError
from inference.messages import and_list


def given_of(args: argparse.Namespace, usual: Mapping[str, object]) -> list[str]:
    """The options among ``usual``, name to default, that ask for something else than the default."""
    return [f"--{name.replace('_', '-')}" for name, value in usual.items() if getattr(args, name) != value]


def refuse(args: argparse.Namespace, usual: Mapping[str, object], asked: str) -> None:
    """Refuse options that would change nothing.

    Args:
        usual: options by attribute, each with its default; one that is given as its default does no harm.
        asked: option or argument by which they have no part, as it is written on the command line.

    Raises:
        ShentonError: some are given.
    """
    if names := given_of(args, usual):
        raise ShentonError(
            "{options} would change nothing with {asked}.",
            "Leave that out, or ask for something else.",
            options=and_list(names),
            asked=asked,
        )


def refuse_without(args: argparse.Namespace, usual: Mapping[str, object], needed: str) -> None:
    """As :func:`refuse`, of options that mean something only together with ``needed``.

    Raises:
        ShentonError: some are given.
    """
    if names := given_of(args, usual):
        raise ShentonError(
            "{options} would change nothing without {needed}.",
            "Add that, or leave it out.",
            options=and_list(names),
            needed=needed,
        )
