"""Marks by hand; part of ``shenton study verify``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from viewer.study.analysis.localisation import localise, marks_csv
from viewer.study.analysis.localisation.localise import LROC, ROC, WAFROC

Item = tuple[str, float, float, float, str]
BY_HAND: Final = "by hand"
HEAD: Final = "reader,arm,case,truth,lesion,rating,weights"


def checks() -> Iterator[Item]:
    """Every check: name, expected, computed, tolerance, source."""
    yield from _one_lesion_a_film()
    yield from _weights()


def _one_lesion_a_film() -> Iterator[Item]:
    """f1 is marked rightly at 3 and beside at 4, f2 rightly at 2; n1 beside at 2, n2 not at all.

    Of the four pairs of a lesion and a film without one, three are won and one is alike.  For LROC, f1 counts
    by its highest mark, which lies beside the lesion.
    """
    marks = ("A,x,f1,1,1,3,", "A,x,f1,1,0,4,", "A,x,f2,1,1,2,", "A,x,n1,0,0,2,", "A,x,n2,0,,,")
    found = localise.analyse(marks_csv.parse("\n".join((HEAD, *marks))))
    value = {one.figure: one.estimate.value for one in found.areas if one.estimate is not None}
    yield "weighted AFROC area", 7 / 8, value.get(WAFROC, 0.0), 1e-12, BY_HAND
    yield "LROC area of marks", 3 / 8, value.get(LROC, 0.0), 1e-12, BY_HAND
    yield "inferred ROC area", 7 / 8, value.get(ROC, 0.0), 1e-12, BY_HAND
    (curve,) = found.froc
    yield "FROC curve at a quarter mark a film", 0.5, curve.share_at(0.25) or 0.0, 1e-12, BY_HAND
    yield "FROC curve at half a mark a film", 1.0, curve.share_at(0.5) or 0.0, 1e-12, BY_HAND


def _weights() -> Iterator[Item]:
    """Two lesions that weigh 0.3 and 0.7 on one film: the second is missed, so 0.3 of its pairs are won."""
    marks = (
        "A,x,f1,2,1,3,0.3;0.7", "A,x,f2,1,1,5,1", "A,x,n1,0,0,2,", "A,x,n2,0,0,1,",
    )  # fmt: skip
    (area,) = localise.analyse(marks_csv.parse("\n".join((HEAD, *marks))), figures=(WAFROC,)).areas
    value = 0.0 if area.estimate is None else area.estimate.value
    yield "weighted AFROC area, two lesions", (0.3 + 1) / 2, value, 1e-12, BY_HAND
