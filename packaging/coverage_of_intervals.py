"""Simulated coverage of what reports show, and of the power that sample sizes promise.

    python packaging/coverage_of_intervals.py --studies 2000 --out docs/results/coverage.md

A study: readers of the same true figure up to a small spread, films drawn anew each time
(Roe and Metz 1997 for areas).  An undefined interval (all readers perfect) counts apart, never as covering.
The band of the averaged ROC curve and the power take a quarter of the studies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from simulated_page import arguments, written

from inference.stats import delong, mrmc_or, roemetz
from inference.stats.common import Floats, Interval, f_tail, normal_cdf, normal_quantile
from inference.stats.covariance import covariance
from inference.stats.curves import averaged_roc
from inference.stats.figures import AUC, SENSITIVITY, SPECIFICITY, Figure
from inference.stats.records import Answers
from viewer.study.design import sample_size
from viewer.study.design.sample_size import Plan, Variances

AREAS = (0.85, 0.95, 0.98, 0.99)
SHARES = (0.90, 0.95, 0.98)
READERS = 5
FILMS = 100
"""Of each kind."""
BATCH = 100
"""Studies that are simulated at once."""
ALIKE, DIFFER, APART = 0.05, 0.3, 0.5
"""Standard deviation of the readers' separations; Roe and Metz's structures go up to 0.33."""
READERS_OF_MEAN = (
    ("random readers", READERS, ALIKE),
    ("five random readers who differ", READERS, DIFFER),
    ("three random readers alike", 3, ALIKE),
    ("three random readers who differ", 3, DIFFER),
    ("ten random readers alike", 10, ALIKE),
    ("ten random readers who differ", 10, DIFFER),
)
BEYOND = (("three random readers far apart", 3, APART), ("five random readers far apart", READERS, APART))
MORE = 10
"""Rows of three readers and of readers who differ lie near an edge: as many times the studies."""
SPECIFICITIES = (0.95, 0.9, 0.8, 0.7, 0.5)
DESIGNS: tuple[tuple[str, Figure, float | None, mrmc_or.Kind, int], ...] = (
    ("AUC, random readers, crossed", AUC, None, "RRRC", 1),
    ("AUC, these readers, crossed", AUC, None, "FRRC", 1),
    ("AUC, random readers, split-plot of 2 blocks", AUC, None, "RRRC", 2),
    ("AUC, random readers, split-plot of 4 blocks", AUC, None, "RRRC", 4),
    ("sensitivity, random readers, crossed", SENSITIVITY, 0.9, "RRRC", 1),
    ("sensitivity, random readers, split-plot of 2 blocks", SENSITIVITY, 0.9, "RRRC", 2),
)

Drawn = tuple[Interval | None, Interval | None]
Rows = Iterator[tuple[str, float, Callable[[np.random.Generator, int], list[Drawn]]]]


def main() -> int:
    """Simulate, and write the table."""
    parser = arguments(__doc__, 2000)
    parser.add_argument("--rows", default="", metavar="TEXT", help="only rows of the first table that say so")
    args = parser.parse_args()
    if args.rows:
        for line in _interval_lines(args.studies, args.seed, args.rows):
            print(line, flush=True)
        return 0
    return written(args, table)


def table(studies: int, seed: int) -> str:
    """The page with all rows."""
    lines = [
        "# Coverage of 95 % intervals near 1",
        "",
        f"Simulated studies of {FILMS} + {FILMS} films; {READERS} readers where several; a share of 0.95 of "
        f"{studies} has a standard error of {math.sqrt(0.95 * 0.05 / studies):.4f}, "
        f"of {MORE * studies} {math.sqrt(0.95 * 0.05 / studies / MORE):.4f}.",
        f"Made by `python packaging/coverage_of_intervals.py --studies {studies} --seed {seed}`.",
        "",
        "| figure | true | studies | covered, as reported | covered, Wald | undefined |",
        "| --- | --- | --- | --- | --- | --- |",
        *_interval_lines(studies, seed),
        "",
        "Readers alike: their separations have a standard deviation of 0.05; who differ: 0.3, as in the "
        "structures of high reader variance of Roe and Metz.",
        "From three readers who differ the spread of readers is known poorly: at 0.85 the interval holds in "
        "little more than 0.93.",
        "What was tried instead is in [remedies](coverage-remedies.md).",
        "",
        "Readers further apart than any published structure (standard deviation 0.5) mostly lie below 0.93:",
        "",
        "| figure | true | studies | covered, as reported | covered, Wald | undefined |",
        "| --- | --- | --- | --- | --- | --- |",
        *_interval_lines(studies, seed, found=beyond()),
        "",
        "A report calls an arm of fewer than four readers weak.",
    ]
    lines += [*_band_lines(max(studies // 4, 10), seed), *_power_lines(max(studies // 4, 10), seed)]
    return "\n".join(lines) + "\n"


def _interval_lines(studies: int, seed: int, only: str = "", found: Rows | None = None) -> Iterator[str]:
    """A row for each figure whose name holds ``only``; each has its own stream of random numbers."""
    for name, true, draw in rows() if found is None else found:
        if only not in name:
            continue
        count = studies * (MORE if any(word in name for word in ("three", "differ", "apart")) else 1)
        stream = [seed, round(1000 * true), len(name), *([1] if SPECIFICITY.name in name else [])]
        random = np.random.default_rng(stream)
        drawn = draw(random, count)
        shown = [one[0] for one in drawn if one[0] is not None]
        wald = [one[1] for one in drawn if one[1] is not None]
        covered = f"{_covered(shown, true)} | {_covered(wald, true)} | {count - len(shown)}"
        yield f"| {name} | {true:.2f} | {count} | {covered} |"


def _band_lines(studies: int, seed: int) -> list[str]:
    """Pointwise band of the curve averaged over readers, against the model's own mean curve."""
    model, at = roemetz.published("HL"), 1 - np.array(SPECIFICITIES)
    spread = math.sqrt(1 + 2 * (model.readers + model.arm_readers))
    true = [normal_cdf((model.separation[0] - normal_quantile(one)) / spread) for one in SPECIFICITIES]
    hits, defined = np.zeros(len(at)), np.zeros(len(at))
    for number in range(studies):
        one = roemetz.simulate(model, 6, 60, 60, seed=1000 * seed + number)
        found = averaged_roc.average(one.rating[0], one.truth, fpf=at)
        for place, band in enumerate(found.band):
            defined[place] += band is not None
            hits[place] += band is not None and band.lower <= true[place] <= band.upper
    lines = [
        "", "# Coverage of the band of the averaged ROC curve", "",
        f"{studies} simulated studies of 6 readers and 60 + 60 films (Roe and Metz's HL); a share has a "
        f"standard error of {math.sqrt(0.95 * 0.05 / studies):.3f}.",
        "Pointwise: the band holds at each specificity, not along the whole curve at once.",
        "", "| specificity | true mean sensitivity | covered | undefined |", "| --- | --- | --- | --- |",
    ]  # fmt: skip
    for place, specificity in enumerate(SPECIFICITIES):
        share = hits[place] / defined[place] if defined[place] else math.nan
        lines.append(
            f"| {specificity:.2f} | {true[place]:.3f} | {share:.3f} | {studies - int(defined[place])} |"
        )
    return lines


def _power_lines(studies: int, seed: int) -> list[str]:
    """The power that the sample sizes promise, and the share of simulated studies that show it."""
    plain = roemetz.published("HH")
    model = replace(plain, separation=(1.5, 1.95))
    lines = [
        "", "# Power that is promised, and reached", "",
        f"{studies} simulated studies a row (Roe and Metz's HH, areas {_areas(model)}), components from 60 "
        "pilots of 8 readers and 60 + 60 films; a share has a standard error of about "
        f"{0.5 / math.sqrt(studies):.3f}.",
        "", "| design | readers | films | promised | reached |", "| --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, figure, cutoff, kind, blocks in DESIGNS:
        parts = _pilots(model, figure, cutoff, seed)
        low, high = model.areas() if figure is AUC else _rates(model, cutoff or 0.0)
        plan = Plan(high - low, fixed_readers=kind == "FRRC", blocks=blocks)
        readers, films = 8, 100 * blocks
        promised = sample_size.power_of(parts, readers, films, plan)
        ps = [
            _p_of_study(model, figure, cutoff, kind, blocks, 10_000 * seed + number)
            for number in range(studies)
        ]
        lines.append(
            f"| {name} | {readers} | {films} | {promised:.3f} | {np.mean([p < 0.05 for p in ps]):.3f} |"
        )
    return lines


def _areas(model: roemetz.RoeMetz) -> str:
    return " and ".join(f"{area:.3f}" for area in model.areas())


def _rates(model: roemetz.RoeMetz, cutoff: float) -> tuple[float, float]:
    noise = math.sqrt(1 + model.readers + model.arm_readers)
    low, high = (normal_cdf((mu - cutoff) / noise) for mu in model.separation)
    return low, high


def _analysed(study: Answers, figure: Figure) -> tuple[Floats, Floats]:
    score = study.rating if figure is AUC else study.decision.astype(np.float64)
    i, j, k = score.shape
    flat = score.reshape(i * j, k)
    theta = figure.components(flat, study.truth).theta.reshape(i, j)
    return theta, covariance(figure, flat, study.truth, "delong").reshape(i, j, i, j)


def _pilots(model: roemetz.RoeMetz, figure: Figure, cutoff: float | None, seed: int) -> Variances:
    every = [
        mrmc_or.components(
            *_analysed(roemetz.simulate(model, 8, 60, 60, 5000 * seed + n, cutoff=cutoff), figure)
        )
        for n in range(60)
    ]
    means = [
        float(np.mean([getattr(one, name) or 0.0 for one in every]))
        for name in ("var_tr", "var", "cov1", "cov2", "cov3")
    ]
    return Variances(max(means[0], 0.0), *means[1:], 120)


def _p_of_study(
    model: roemetz.RoeMetz, figure: Figure, cutoff: float | None, kind: mrmc_or.Kind, blocks: int, seed: int
) -> float:
    """p of one study of eight readers; with blocks by the pooled mean squares of Obuchowski et al. (2012)."""
    if blocks == 1:
        theta, matrix = _analysed(roemetz.simulate(model, 8, 50, 50, seed, cutoff=cutoff), figure)
        found = mrmc_or.infer(theta, matrix, kind)
        p = None if found is None else found.differences[0].p
        return 1.0 if p is None else p
    each = 8 // blocks
    made = [
        _analysed(roemetz.simulate(model, each, 50, 50, blocks * seed + b, cutoff=cutoff), figure)
        for b in range(blocks)
    ]
    parts = [mrmc_or.components(theta, matrix) for theta, matrix in made]
    square = float(np.mean([one.ms_tr or 0.0 for one in parts]))
    shared = max(float(np.mean([(one.cov2 or 0.0) - (one.cov3 or 0.0) for one in parts])), 0.0)
    term = square + each * shared
    difference = float(np.mean([theta[1].mean() - theta[0].mean() for theta, _ in made]))
    df = (8 - blocks) * (term / square) ** 2
    return f_tail(8 * difference**2 / 2 / term, 1, df)


def _covered(found: list[Interval], true: float) -> str:
    return f"{np.mean([one.lower <= true <= one.upper for one in found]):.3f}"


def rows() -> Rows:
    """Name, true value and what draws a study."""
    for true in AREAS:
        yield (
            "AUC of one reader (DeLong, logit)",
            true,
            lambda random, n, true=true: [_single(random, true) for _ in range(n)],
        )
    yield from _means(READERS_OF_MEAN)
    for figure in (SENSITIVITY, SPECIFICITY):
        for true in SHARES:
            yield (
                f"mean {figure.name}, random readers and films",
                true,
                lambda random, n, true=true, figure=figure: [_share(random, true, figure) for _ in range(n)],
            )


def beyond() -> Rows:
    """The same of readers further apart than published."""
    yield from _means(BEYOND)


def _means(readers: tuple[tuple[str, int, float], ...]) -> Rows:
    for name, count, spread in readers:
        for true in AREAS:
            yield (
                f"mean AUC, {name}",
                true,
                lambda random, n, true=true, count=count, spread=spread: _mean_area(
                    random, true, count, spread, n
                ),
            )


def _single(random: np.random.Generator, true: float) -> Drawn:
    shift = math.sqrt(2) * normal_quantile(true)
    rating = np.concatenate([random.normal(shift, 1, FILMS), random.normal(0, 1, FILMS)])
    found = delong.area(rating, np.arange(2 * FILMS) < FILMS)
    return found.shown, found.interval


def _mean_area(
    random: np.random.Generator, true: float, readers: int, reader: float, studies: int
) -> list[Drawn]:
    return [
        _inferred(theta, matrix, 0.5)
        for thetas, matrices in areas(random, true, readers, reader, studies)
        for theta, matrix in zip(thetas, matrices, strict=True)
    ]


def areas(
    random: np.random.Generator, true: float, readers: int, reader: float, studies: int
) -> Iterator[tuple[Floats, Floats]]:
    """Readers' areas ``[S, J]`` and their jackknife covariances ``[S, J, J]``, many studies at once.

    Film, reader-by-film and reader effects; all variances are those of the difference of two ratings.  No two
    ratings are alike, so that the figures are those of :mod:`inference.stats`.
    """
    for start in range(0, studies, BATCH):
        yield jackknifed(*ratings(random, true, readers, reader, min(BATCH, studies - start)))


def ratings(
    random: np.random.Generator, true: float, readers: int, reader: float, studies: int
) -> tuple[Floats, Floats]:
    """Ratings of the films with a fracture and of those without, ``[S, J, FILMS]`` each."""
    shift, film = math.sqrt(2) * normal_quantile(true), 0.3
    shifts = shift * math.sqrt(1 + reader**2 / 2) + random.normal(0, reader, (studies, readers, 1))
    common = random.normal(0, math.sqrt(film), (studies, 1, 2 * FILMS))
    score = common + random.normal(0, math.sqrt(1 - film), (studies, readers, 2 * FILMS))
    return score[:, :, :FILMS] + shifts, score[:, :, FILMS:]


def jackknifed(broken: Floats, normal: Floats) -> tuple[Floats, Floats]:
    """Areas and their jackknife covariances, as :mod:`inference.stats.covariance`."""
    above = broken[:, :, :, None] > normal[:, :, None, :]
    theta = above.mean(axis=(2, 3))
    parts = np.concatenate([above.mean(axis=3), above.mean(axis=2)], axis=2)
    left = (theta[:, :, None] - parts) / (FILMS - 1)
    matrix = np.einsum("sjk,slk->sjl", left, left) * (2 * FILMS - 1) / (2 * FILMS)
    return theta, np.asarray(matrix)


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
    return _several(decision, np.full(FILMS, broken), figure)


def _several(score: Floats, truth: np.ndarray, figure: Figure) -> Drawn:
    theta = figure.components(score, truth).theta
    return _inferred(theta, covariance(figure, score, truth, "jackknife"), None)


def _inferred(theta: Floats, matrix: Floats, null: float | None) -> Drawn:
    shown = mrmc_or.single(theta, matrix, "RRRC", null=null)
    plain = mrmc_or.single(theta, matrix, "RRRC", null=null, bounds=None)
    return shown.interval, plain.interval


if __name__ == "__main__":
    raise SystemExit(main())
