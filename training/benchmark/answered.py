"""What runs answered on the same films, as a table: means over seeds, paired differences, one bootstrap.

A run's answers are in its ``test.json``: ``films``, ``target``, ``patients``, and ``shares`` [n, 7].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference import strict_json
from inference.messages import and_list
from inference.stats import bootstrap, weighted_figures
from inference.stats.common import Floats, Ints
from inference.stats.weighted_figures import Figure
from training.errors import TrainingError
from training.report_supervision.scores import LEVELS, at_level

AREA: Final = "AUC, fracture"
SHOWN: Final = (AREA, *(f"{kind}, {level} classes" for level in LEVELS for kind in ("accuracy", "macro F1")))
BARE: Final = tuple(name for name in SHOWN if name.startswith("macro"))
"""Shown without their interval: the table is wide."""
COMPARED: Final = (AREA, "accuracy, 7 classes", "macro F1, 7 classes")


@dataclass(frozen=True, slots=True)
class Answered:
    """What one run said of films: shares [n, 7], and each film's name, class and patient."""

    shares: Floats
    target: Ints
    patients: NDArray[np.str_]
    films: tuple[str, ...]

    @classmethod
    def read(cls, *paths: Path) -> Answered:
        """Of the files, each with some of the films, all; in the order of their names."""
        rows = [row for path in paths for row in _rows(strict_json.loads(path.read_text("utf8")))]
        films, target, patients, shares = zip(*sorted(rows), strict=True)
        return cls(
            np.asarray(shares, np.float64),
            np.asarray(target, np.int64),
            np.asarray(patients, dtype=str),
            films,
        )

    def figures(self) -> dict[str, Figure]:
        """Everything that the table shows, by name."""
        found = {AREA: weighted_figures.area(1 - self.shares[:, 0], self.target > 0)}
        for level in LEVELS:
            answer, truth = (np.asarray(v, np.int64) for v in at_level(self.shares, self.target, level))
            found[f"accuracy, {level} classes"] = weighted_figures.share(answer == truth)
            found[f"macro F1, {level} classes"] = weighted_figures.macro_f1(answer, truth, level)
        return found


def _rows(told: dict[str, Any]) -> list[tuple[str, int, str, list[float]]]:
    columns = (told[name] for name in ("films", "target", "patients", "shares"))
    return [(str(f), int(t), str(p), s) for f, t, p, s in zip(*columns, strict=True)]


def mean_of(figures: Sequence[Figure]) -> Figure:
    """Their mean, round by round."""
    return Figure(
        lambda w: np.mean([figure.of(w) for figure in figures], axis=0), figures[0].kinds, figures[0].pairs
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows on the same films: the answers of each by its words and the seed; the bootstrap's weights."""

    answers: dict[str, dict[int, Answered]]
    weights: Floats

    @classmethod
    def of(cls, answers: dict[str, dict[int, Answered]], rounds: int) -> Rows:
        """With the bootstrap drawn once for all.

        Raises:
            TrainingError: the runs answered different films.
        """
        every = [one for seeds in answers.values() for one in seeds.values()]
        first = every[0]
        if any(one.films != first.films or (one.target != first.target).any() for one in every):
            raise TrainingError(
                "The runs of the study answered different films.", "Begin again with another --out."
            )
        draws = bootstrap.patient_draws(first.patients.tolist(), first.target > 0, rounds)
        return cls(answers, bootstrap.film_weights(draws, len(first.films)))

    def said(self) -> str:
        """How many films, fractures and patients."""
        one = self._one
        broken, patients = int((one.target > 0).sum()), len(set(one.patients))
        return f"{len(one.films)} films answered, {broken} with a fracture, {patients} patients."

    @property
    def _one(self) -> Answered:
        return next(one for seeds in self.answers.values() for one in seeds.values())

    def lines(self, base: str, minutes: Mapping[str, float] | None = None) -> list[str]:
        """Markdown, a line a row; differences to the row ``base``, same seeds and patients.

        ``minutes``: of the processor, by row.
        """
        less = [f"less {base}: {name}" for name in COMPARED]
        heads = ["system", "seeds", *SHOWN, *less, *(["processor minutes"] if minutes else [])]
        lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
        first = self.answers.get(base, {})
        for words, seeds in self.answers.items():
            own = {seed: one.figures() for seed, one in seeds.items()}
            cells = [self._cell(mean_of([f[name] for f in own.values()]), name in BARE) for name in SHOWN]
            shared = [seed for seed in own if seed in first] if words != base else []
            cells += [self._less(own, first, shared, name) for name in COMPARED]
            cells += [f"{minutes[words]:.1f}"] if minutes else []
            lines.append(f"| {words} | {len(seeds)} | {' | '.join(cells)} |")
        return lines + self._notes(base)

    def _notes(self, base: str) -> list[str]:
        """Of which seeds a difference is, where a row and the row ``base`` do not have the same ones."""
        first, notes = set(self.answers.get(base, {})), []
        for words, seeds in self.answers.items():
            shared = sorted(first & set(seeds))
            if not first or set(seeds) == first:
                continue
            of = f"of seed{'s' * (len(shared) > 1)} {and_list(shared)} alone, which both have"
            notes.append(f"{words} less {base}: {of if shared else 'none, for they share no seed'}.")
        return ["", *notes] if notes else []

    def _less(
        self, own: dict[int, dict[str, Figure]], base: dict[int, Answered], seeds: list[int], name: str
    ) -> str:
        if not seeds:
            return ""
        ours = mean_of([own[seed][name] for seed in seeds])
        theirs = mean_of([base[seed].figures()[name] for seed in seeds])
        return self._cell(weighted_figures.difference(ours, theirs), paired=True)

    def _cell(self, figure: Figure, bare: bool = False, *, paired: bool = False) -> str:
        """``0.858 (0.830 to 0.883)``; what is not defined is a dash."""
        one = self._one
        among = np.ones(len(one.films), bool)
        value, sign = figure.value(among), "+" if paired else ""
        if not np.isfinite(value):
            return "–"
        ends, _ = weighted_figures.interval(figure, value, self.weights, among, one.patients, paired=paired)
        between = "" if bare or ends is None else f" ({ends[0]:{sign}.3f} to {ends[1]:{sign}.3f})"
        return f"{value:{sign}.3f}{between}"
