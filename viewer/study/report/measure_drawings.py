"""Figures of the measures: averaged ROC, calibration curve, decision curve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from inference.messages import counted
from viewer.study.analysis.summary import Tally

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's colours; arms differ in their dashes, too.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
_DASHES: Final = ("-", "--", "-.", ":")
_DIAGONAL: Final = {"color": "#BBBBBB", "linewidth": 0.8, "linestyle": (0, (4, 3))}


def axes_of(width: float, height: float) -> tuple[Figure, Any]:
    """A figure of ``width`` by ``height`` inches with one pair of axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def draw_averaged(found: Tally) -> Figure:
    """Each arm's averaged curve with its band, and its readers' curves."""
    figure, axes = axes_of(5.6, 5.2)
    axes.plot([0, 1], [0, 1], **_DIAGONAL)
    for number, one in enumerate(found.analysis.measures.averaged_roc):
        colour, curve = _COLOURS[number % 4], one.curve
        if len(one.readers) == 1 and one.readers[0] == found.analysis.settings.model:
            continue
        for reader in curve.readers:
            axes.plot(curve.fpf, reader, color=colour, linewidth=0.5, alpha=0.45)
        lower = [np.nan if end is None else end.lower for end in curve.band]
        upper = [np.nan if end is None else end.upper for end in curve.band]
        axes.fill_between(curve.fpf, lower, upper, color=colour, alpha=0.15, linewidth=0)
        label = f"{one.arm}, {counted(len(one.readers), 'reader')}"
        axes.plot(curve.fpf, curve.tpf, color=colour, linewidth=2, linestyle=_DASHES[number % 4], label=label)
    axes.set_xlabel("1 − specificity")
    axes.set_ylabel("sensitivity")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_aspect("equal")
    axes.legend(loc="lower right")
    return figure


def draw_calibration(found: Tally) -> Figure:
    """Groups of films: mean probability against the share with a fracture, with Wilson's intervals."""
    figure, axes = axes_of(4.6, 4.4)
    model = found.analysis.measures.model
    groups = () if model is None or model.calibration is None else model.calibration.groups
    axes.plot([0, 1], [0, 1], **_DIAGONAL)
    x = np.array([one.predicted for one in groups])
    y = np.array([one.observed for one in groups])
    ends = np.array(
        [[one.observed - one.interval.lower, one.interval.upper - one.observed] for one in groups]
    )
    axes.errorbar(x, y, yerr=np.maximum(ends.T, 0), fmt="o", color="#000000", markersize=4, elinewidth=0.8)
    axes.set_xlabel("mean probability of the model")
    axes.set_ylabel("share with a fracture")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_aspect("equal")
    return figure


def draw_net_benefit(found: Tally) -> Figure:
    """The decision curve."""
    figure, axes = axes_of(5.6, 3.8)
    model = found.analysis.measures.model
    points = () if model is None else model.net_benefit
    x = [one.threshold for one in points]
    axes.plot(x, [one.model for one in points], color="#000000", linewidth=1.6, label="the model")
    axes.fill_between(
        x, [one.interval.lower for one in points], [one.interval.upper for one in points], color="#000000",
        alpha=0.12, linewidth=0,
    )  # fmt: skip
    axes.plot(x, [one.all for one in points], color=_COLOURS[1], linestyle="--", label="every film")
    axes.axhline(0, color="#888888", linewidth=0.8, label="no film")
    most = max((one.interval.upper for one in points), default=0.1)
    axes.set_ylim(-0.5 * most, 1.15 * most)
    axes.set_xlabel("probability from which one would act")
    axes.set_ylabel("net benefit")
    axes.legend(loc="upper right")
    return figure


DRAWN: Final[Mapping[str, Callable[[Tally], Any]]] = {
    "averaged_roc": draw_averaged, "calibration": draw_calibration, "net_benefit": draw_net_benefit,
}  # fmt: skip
