"""``shenton study analyse|verify``: the statistics of reader studies; see viewer.study."""

from __future__ import annotations

import argparse


def run(args: argparse.Namespace) -> int:
    """Run one of the study's own commands."""
    from viewer.study import command

    return command.run(args)
