"""Which answers enter an analysis that needs every reader on every film in every arm.

1. A reader without any usable answer in one of the arms leaves, and so does one with fewer than two films of
   a kind that the figure needs.
2. Readers with the most gaps leave as long as readers times films, the answers that stay, grow by it: one who
   answered ten films of two hundred leaves rather than 190 films.  Two readers always stay.
3. A film that one of the remaining readers did not answer in one of the arms leaves for all.

What left is counted and named with the result.  An analysis that nothing remains for is not made, and says
why; the U-statistics (:mod:`inference.stats.ustat`) use all answers and stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference.stats.common import Bools, Floats, Ints
from inference.stats.figures import Figure, enough, entering
from inference.stats.lroc import scores
from inference.stats.records import Answers


@dataclass(frozen=True)
class Crossed:
    """Scores of the readers and films that stayed.

    Attributes:
        arms: indices of the arms ``[I]``.
        readers: indices of the readers that stayed ``[J]``.
        readers_left: indices of the readers that left.
        films: how many films stayed.
        fractures: how many of them show a fracture.
        films_left: how many films left.
        score: ``[I, J, K]``, complete.
        truth: ``[K]``.
        cluster: ``[K]``.
        problem: why no analysis can be made; empty when one can.
    """

    arms: tuple[int, ...]
    readers: tuple[int, ...]
    readers_left: tuple[int, ...]
    films: int
    fractures: int
    films_left: int
    score: Floats
    truth: Bools
    cluster: Ints
    problem: str


def score_of(answers: Answers, figure: Figure) -> Floats:
    """What ``figure`` is computed from, ``[I, J, K]``, NaN where a reader did not give it."""
    if figure.needs == "decision":
        return np.where(answers.decision >= 0, answers.decision, np.nan).astype(np.float64)
    if figure.needs == "located":
        asked = (answers.located >= 0).any(axis=2, keepdims=True)
        marked = scores(answers.rating, answers.located, answers.truth)
        return np.where(np.isnan(answers.rating) | ~asked, np.nan, marked)
    return answers.rating


def cross(answers: Answers, figure: Figure, arms: tuple[int, ...], readers: tuple[int, ...]) -> Crossed:
    """The crossed part of ``arms`` by ``readers`` for ``figure``, by the rule of this module."""
    score = score_of(answers, figure)[np.ix_(arms, readers)]
    used = entering(figure, answers.truth)
    known = ~np.isnan(score) & used
    stays = np.array([_usable(known[:, j], figure, answers) for j in range(len(readers))], dtype=bool)
    stays = _largest(~known.all(axis=0) & used, used, stays)
    films = used & known[:, stays].all(axis=(0, 1)) if stays.any() else np.zeros(len(used), dtype=bool)
    problem = _problem(stays, films, figure, answers)
    return Crossed(
        arms, tuple(j for j, s in zip(readers, stays, strict=True) if s),
        tuple(j for j, s in zip(readers, stays, strict=True) if not s),
        int(films.sum()), int((films & answers.truth).sum()),
        int((used & ~films).sum()), score[:, stays][:, :, films], answers.truth[films],
        answers.cluster[films], problem,
    )  # fmt: skip


def _largest(gaps: Bools, used: Bools, stays: Bools) -> Bools:
    """Readers ``[J]`` of the largest complete block by rule 2; ``gaps [J, K]``: not answered in every arm."""
    order = [j for j in np.argsort(gaps.sum(axis=1), kind="stable") if stays[j]]
    best, most, holes = stays, 0, np.zeros(len(used), dtype=bool)
    for count, reader in enumerate(order, 1):
        holes = holes | gaps[reader]
        size = count * int((used & ~holes).sum())
        if (count >= 2 or len(order) == 1) and size >= most and size:
            best, most = np.isin(np.arange(len(stays)), order[:count]), size
    return best


def _usable(known: Bools, figure: Figure, answers: Answers) -> bool:
    """Whether a reader's answers ``[I, K]`` have two films (patients) of each kind in every arm."""
    return all(bool(row.any()) and _enough(row, figure, answers) for row in known)


def _enough(films: Bools, figure: Figure, answers: Answers) -> bool:
    return enough(figure, answers.truth[films], answers.cluster[films] if answers.clustered else None)


def lacking(figure: Figure, answers: Answers) -> str:
    """Which kind of film there is not twice, so that no figure has a variance; empty where none lacks."""
    found = []
    for kind, enters, what in (
        (answers.truth, figure.on_positive, "with"), (~answers.truth, figure.on_negative, "without"),
    ):  # fmt: skip
        count, unit = int(kind.sum()), "film"
        if answers.clustered and count > 1:
            count, unit = len(np.unique(answers.cluster[kind])), "patient"
        if enters and count < 2:
            found.append(f"{('no', 'only one')[count]} {unit} {what} a fracture")
    return f"there is {' and '.join(found)}, where a variance needs two" if found else ""


def _problem(stays: Bools, films: Bools, figure: Figure, answers: Answers) -> str:
    if lacks := lacking(figure, answers):
        return lacks
    if not stays.any():
        return "no reader answered enough films in every arm"
    if not films.any():
        return "no film was answered by every reader in every arm"
    if not _enough(films, figure, answers):
        return "fewer than two films (or patients) of a kind were answered by every reader"
    return ""
