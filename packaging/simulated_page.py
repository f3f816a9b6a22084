"""What the scripts share that simulate studies and write one page of docs/results."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def arguments(about: str, studies: int) -> argparse.ArgumentParser:
    """Options of a script whose docstring is ``about``; ``studies`` a row unless another number is given."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--studies", type=int, default=studies)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    return parser


def written(args: argparse.Namespace, table: Callable[[int, int], str]) -> int:
    """Simulate, show the page, and write it where one was asked for; the exit status."""
    text = table(args.studies, args.seed)
    sys.stdout.write(text)
    if args.out is not None:
        args.out.write_text(text, encoding="utf8")
    return 0
