"""The report's section on the places that readers marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from inference.messages import counted
from viewer.study.analysis.localisation import of_study, tables
from viewer.study.analysis.summary import Tally
from viewer.study.design.protocol import UNAIDED
from viewer.study.report.parts import Drawing, Section

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_DASHES: Final = ("-", "--", "-.", ":")


def section(found: Tally) -> Section:
    """Sentences, FROC curves and tables; empty where the study asked for no place or has no boxes."""
    shown = of_study.localisation(found)
    if shown is None:
        return Section("")
    caption = "FROC: share of lesions marked against non-lesion marks a film, each reader's curve, by arm."
    return Section(
        "Places that the readers marked", tuple(tables.sentences(shown)), (Drawing("froc", caption),),
        tuple(tables.every(shown)),
    )  # fmt: skip


def draw_froc(found: Tally) -> Figure:
    """Each reader's FROC curve, drawn on to the right-most mark of all."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.6, 4.4), layout="constrained")
    axes = figure.add_subplot()
    shown = of_study.localisation(found)
    curves = () if shown is None else shown.froc
    arms = sorted({one.arm for one in curves}, key=lambda arm: (arm != UNAIDED, arm))
    widest = max((one.marks_per_film[-1] for one in curves), default=0.0) or 1.0
    for one in curves:
        number = arms.index(one.arm)
        x, y = np.array([*one.marks_per_film, widest]), np.array([*one.share, one.share[-1]])
        axes.plot(
            x, y, drawstyle="steps-post", color=_COLOURS[number % 4], linewidth=0.9, alpha=0.8,
            linestyle=_DASHES[number % 4],
        )  # fmt: skip
    for number, arm in enumerate(arms):
        readers = sum(one.arm == arm for one in curves)
        axes.plot(
            [],
            [],
            color=_COLOURS[number % 4],
            linestyle=_DASHES[number % 4],
            label=f"{arm}, {counted(readers, 'reader')}",
        )
    axes.set_xlabel("non-lesion marks a film")
    axes.set_ylabel("share of lesions marked")
    axes.set_xlim(0, widest * 1.02)
    axes.set_ylim(0, 1.02)
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.legend(loc="lower right")
    return figure


DRAWN: Final[Mapping[str, Callable[[Tally], Any]]] = {"froc": draw_froc}
