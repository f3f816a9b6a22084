"""Simulated coverage with missing answers and two films a patient: Obuchowski-Rockette of every answer.

    python packaging/coverage_with_missing.py --studies 1000 --out docs/results/coverage-missing.md

A study: 6 readers, 60 patients with two films, two arms that are equal.  Readers, patients and films are
drawn anew each time; complete cases stand beside it where there are any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from simulated_page import arguments, written

from inference.stats import mrmc_or
from inference.stats.common import Bools, Estimate, Floats, normal_cdf
from inference.stats.covariance import covariance
from inference.stats.figures import AUC
from inference.stats.models import unbalanced

READERS: Final = 6
PATIENTS: Final = 60
PATIENT: Final = np.repeat(np.arange(PATIENTS), 2)
SHIFT: Final = 1.5
SPREAD: Final = (0.25, 0.15)
"""Of the readers, and of the readers in an arm."""
NOISE: Final = (0.6, 0.25, 0.5, 0.6)
"""Of patients, patients in an arm, readers by film, and the rest."""


def main() -> int:
    """Simulate, and write the table."""
    return written(arguments(__doc__, 1000).parse_args(), table)


def table(studies: int, seed: int) -> str:
    """The page with all rows."""
    true = _true(np.random.default_rng(seed))
    lines = [
        "# Coverage of 95 % intervals with missing answers",
        "",
        f"{studies} simulated studies a row; {READERS} readers, {PATIENTS} patients with two films; the mean "
        f"area is {true:.3f} in both arms.",
        f"Made by `python packaging/coverage_with_missing.py --studies {studies} --seed {seed}`.",
        "Where not every study has such an estimate (complete cases want two readers and five films of a "
        "kind), the number that do stands behind the share.",
        "In the last row each arm has three readers; a report says that this is weak wherever an arm has "
        "fewer than four.",
        "",
        "| missing | difference, every answer | one arm, every answer | half width | difference, complete "
        "cases | half width |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for place, (name, hide) in enumerate(PATTERNS.items()):
        random = np.random.default_rng([seed, place])
        found = [_study(random, hide) for _ in range(studies)]
        both, one, whole = ([row[n] for row in found] for n in range(3))
        lines.append(
            f"| {name} | {_covered(both, 0)} | {_covered(one, true)} | {_width(both)} | {_covered(whole, 0)} "
            f"| {_width(whole)} |"
        )
    return "\n".join(lines) + "\n"


def _covered(found: list[Estimate | None], true: float) -> str:
    held = [one.holds(true) for one in found if one is not None]
    few = f" of {len(held)}" if len(held) < len(found) else ""
    return f"{np.mean(held):.3f}{few}" if held else "-"


def _width(found: list[Estimate | None]) -> str:
    spans = [one.interval for one in found if one is not None and one.interval is not None]
    return f"{np.mean([(one.upper - one.lower) / 2 for one in spans]):.3f}" if spans else "-"


def _true(random: np.random.Generator) -> float:
    """Mean over readers of the area, whose films are of different patients."""
    shifts = SHIFT + random.normal(0, float(np.hypot(*SPREAD)), 200_000)
    return float(np.mean([normal_cdf(one) for one in shifts / np.sqrt(2 * sum(n**2 for n in NOISE))]))


def _study(
    random: np.random.Generator, hide: Callable[[Floats, np.random.Generator], Bools]
) -> tuple[Estimate | None, Estimate | None, Estimate | None]:
    films = 2 * PATIENTS
    truth = random.random(films) < np.where(np.arange(films) % 2 == 0, 0.7, 0.3)
    skill = SHIFT + random.normal(0, SPREAD[0], READERS) + random.normal(0, SPREAD[1], (2, READERS))
    shared = random.normal(0, NOISE[0], PATIENTS) + random.normal(0, NOISE[1], (2, PATIENTS))
    score = (
        truth * skill[:, :, None] + shared[:, None, PATIENT] + random.normal(0, NOISE[2], (READERS, films))
    )
    score = score + random.normal(0, NOISE[3], (2, READERS, films))
    score[hide(score, random)] = np.nan
    both = unbalanced.infer(score, truth, AUC, PATIENT)
    one = unbalanced.infer(score[:1], truth, AUC, PATIENT)
    alone = (None if made is None else made.estimate for made in (both, one))
    return (*alone, _complete(score, truth))  # type: ignore[return-value]


def _complete(score: Floats, truth: Bools) -> Estimate | None:
    """Readers with half of the films or more in both arms, on the films that they all answered."""
    known = ~np.isnan(score)
    readers = known.all(axis=0).mean(axis=1) >= 0.5
    films = known[:, readers].all(axis=(0, 1))
    if readers.sum() < 2 or min(truth[films].sum(), (~truth[films]).sum()) < 5:
        return None
    kept, kinds = score[:, readers][:, :, films], truth[films]
    i, j, k = kept.shape
    flat = kept.reshape(i * j, k)
    matrix = covariance(AUC, flat, kinds, "delong", PATIENT[films]).reshape(i, j, i, j)
    found = mrmc_or.infer(AUC.components(flat, kinds).theta.reshape(i, j), matrix, "RRRC")
    return None if found is None else found.differences[0]


def _first(score: Floats, readers: int, films: int, arm: int | None = None) -> Bools:
    """All but the first films of the first readers, in one arm or both."""
    hidden = np.zeros(score.shape, dtype=bool)
    hidden[slice(None) if arm is None else slice(arm, arm + 1), :readers, films:] = True
    return hidden


def _apart(score: Floats) -> Bools:
    hidden = np.zeros(score.shape, dtype=bool)
    hidden[0, READERS // 2 :], hidden[1, : READERS // 2] = True, True
    return hidden


PATTERNS: Final[dict[str, Callable[[Floats, np.random.Generator], Bools]]] = {
    "none": lambda score, _random: np.zeros(score.shape, dtype=bool),
    "one answer in five": lambda score, random: random.random(score.shape) < 0.2,
    "one reader left after 15 films": lambda score, _random: _first(score, 1, 15),
    "two readers read one arm only": lambda score, _random: _first(score, 2, 0, 1),
    "half of the films in the second arm": lambda score, _random: _first(score, READERS, PATIENTS, 1),
    "each reader in one arm only": lambda score, _random: _apart(score),
}


if __name__ == "__main__":
    raise SystemExit(main())
