"""Simulated coverage of the intervals that reports show: single and mean areas, sensitivity and specificity.

    python packaging/coverage_of_intervals.py --studies 2000 --out docs/results/coverage.md

A study: readers of the same true figure up to a small spread, films drawn anew each time
(Roe and Metz 1997 for areas).  An undefined interval (all readers perfect) counts apart, never as covering.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from inference.stats import delong, mrmc_or
from inference.stats.common import Floats, Interval, normal_quantile
from inference.stats.covariance import covariance
from inference.stats.figures import AUC, SENSITIVITY, SPECIFICITY, Figure

AREAS = (0.85, 0.95, 0.98, 0.99)
SHARES = (0.90, 0.95, 0.98)
READERS = 5
FILMS = 100
"""Of each kind."""

Drawn = tuple[Interval | None, Interval | None]


def main() -> int:
    """Simulate, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--studies", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    text = table(args.studies, args.seed)
    sys.stdout.write(text)
    if args.out is not None:
        args.out.write_text(text, encoding="utf8")
    return 0


def table(studies: int, seed: int) -> str:
    """The page with all rows."""
    lines = [
        "# Coverage of 95 % intervals near 1",
        "",
        f"{studies} simulated studies a row, {FILMS} + {FILMS} films; {READERS} readers where several.",
        f"Made by `python packaging/coverage_of_intervals.py --studies {studies} --seed {seed}`.",
        "",
        "| figure | true | covered, as reported | covered, Wald | undefined |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, true, draw in rows():
        stream = [seed, round(1000 * true), len(name), *([1] if SPECIFICITY.name in name else [])]
        random = np.random.default_rng(stream)
        found = [draw(random) for _ in range(studies)]
        shown = [one[0] for one in found if one[0] is not None]
        wald = [one[1] for one in found if one[1] is not None]
        undefined = studies - len(shown)
        lines.append(
            f"| {name} | {true:.2f} | {_covered(shown, true)} | {_covered(wald, true)} | {undefined} |"
        )
    return "\n".join(lines) + "\n"


def _covered(found: list[Interval], true: float) -> str:
    return f"{np.mean([one.lower <= true <= one.upper for one in found]):.3f}"


def rows() -> Iterator[tuple[str, float, Callable[[np.random.Generator], Drawn]]]:
    """Name, true value and what draws a study."""
    for true in AREAS:
        yield "AUC of one reader (DeLong, logit)", true, lambda random, true=true: _single(random, true)
    for true in AREAS:
        yield "mean AUC, random readers", true, lambda random, true=true: _mean_area(random, true)
    for figure in (SENSITIVITY, SPECIFICITY):
        for true in SHARES:
            yield (
                f"mean {figure.name}, random readers and films",
                true,
                lambda random, true=true, figure=figure: _share(random, true, figure),
            )


def _single(random: np.random.Generator, true: float) -> Drawn:
    shift = math.sqrt(2) * normal_quantile(true)
    rating = np.concatenate([random.normal(shift, 1, FILMS), random.normal(0, 1, FILMS)])
    found = delong.area(rating, np.arange(2 * FILMS) < FILMS)
    return found.shown, found.interval


def _mean_area(random: np.random.Generator, true: float) -> Drawn:
    """Film, reader-by-film and reader effects; all variances are those of the difference of two ratings."""
    shift = math.sqrt(2) * normal_quantile(true)
    reader, film = 0.05, 0.3
    shifts = shift * math.sqrt(1 + reader**2 / 2) + random.normal(0, reader, READERS)
    truth = np.arange(2 * FILMS) < FILMS
    common = random.normal(0, math.sqrt(film), 2 * FILMS)
    own = random.normal(0, math.sqrt(1 - film), (READERS, 2 * FILMS))
    return _several(common + own + shifts[:, None] * truth, truth, AUC, 0.5)


def _share(random: np.random.Generator, true: float, figure: Figure) -> Drawn:
    """Correlated answers: a film's latent difficulty is shared by the readers.

    Of specificity the films are those without a fracture, and a right answer calls none.
    """
    film, reader = 0.3, 0.05
    cut = normal_quantile(true) * math.sqrt(1 + reader**2)
    skill = cut + random.normal(0, reader, READERS)
    latent = random.normal(0, math.sqrt(film), FILMS) + random.normal(
        0, math.sqrt(1 - film), (READERS, FILMS)
    )
    right = latent < skill[:, None]
    broken = figure is SENSITIVITY
    decision = (right if broken else ~right).astype(np.float64)
    return _several(decision, np.full(FILMS, broken), figure, None)


def _several(score: Floats, truth: np.ndarray, figure: Figure, null: float | None) -> Drawn:
    theta = figure.components(score, truth).theta
    matrix = covariance(figure, score, truth, "jackknife")
    shown = mrmc_or.single(theta, matrix, "RRRC", null=null)
    plain = mrmc_or.single(theta, matrix, "RRRC", null=null, bounds=None)
    return shown.interval, plain.interval


if __name__ == "__main__":
    raise SystemExit(main())
