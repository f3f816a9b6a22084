"""Draw the learning curves of a page of ``shenton-train compare``: validation AUC by epoch, a line a run.

    python packaging/learning_curves.py compared.md --out docs/pictures/learning-curves.png

Any table will do whose first columns are run, seed and what goes along, and whose last is what is drawn.
Runs of one row share a colour; the legend says how many there are.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from itertools import cycle
from pathlib import Path
from typing import Final

HEAD: Final = "| run | seed |"
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
"""Okabe and Ito 2008: told apart without red and green."""
Curves = dict[str, dict[str, list[tuple[float, float]]]]


def curves(page: str) -> tuple[str, str, Curves]:
    """Names of both axes, and the points of each run, by row and seed; what is not defined is left out.

    Raises:
        ValueError: the page has no such table.
    """
    found: Curves = defaultdict(lambda: defaultdict(list))
    lines = page.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith(HEAD)), None)
    if first is None:
        raise ValueError("The page has no table of epochs: is it one of shenton-train compare?")
    head = _cells(lines[first])
    for line in lines[first + 2 :]:
        cells = _cells(line)
        if len(cells) == len(head) and cells[-1] != "–":
            found[cells[0]][cells[1]].append((float(cells[2]), float(cells[-1])))
    return head[2], head[-1], found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def draw(along: str, what: str, found: Curves, path: Path) -> None:
    """Write the picture (PNG, less than 80 kB)."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.2), dpi=100, layout="constrained")
    axes = figure.add_subplot()
    for (name, seeds), colour in zip(found.items(), cycle(COLOURS), strict=False):
        words = f"{name}, {len(seeds)} {'seed' if len(seeds) == 1 else 'seeds'}"
        for points in seeds.values():
            axes.plot(*zip(*points, strict=True), marker="o", markersize=3, color=colour, label=words)
            words = ""
    axes.set_xlabel(along)
    axes.set_ylabel(what)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(frameon=False, fontsize="small")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path)


def main() -> int:
    """Read the page, draw."""
    made = argparse.ArgumentParser(description="Draw learning curves of a page of shenton-train compare.")
    made.add_argument("page", type=Path)
    made.add_argument("--out", type=Path, required=True)
    args = made.parse_args()
    draw(*curves(args.page.read_text("utf8")), args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
