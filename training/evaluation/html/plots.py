"""Plots as SVG text, to stand inside a page: same input, same text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from inference.model.card import Metric
from inference.stats.common import Floats, Ints
from training.evaluation.html.reliability import Reliability

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

MODEL_COLOURS: Final = ("#0b5fa5", "#c8501e", "#3d7d3a", "#7a4fa3", "#8a6d00", "#a3325c")
CLASS_COLOURS: Final = {
    "normal": "#9aa3ad",
    "A1": "#8ec6e6",
    "A2": "#3a92c8",
    "A3": "#0b4f86",
    "B1": "#f5b78a",
    "B2": "#e07b39",
    "B3": "#a33d0d",
}
INK: Final = "#1d2733"
SOFT: Final = "#6b7683"
GRID: Final = "#e3e7eb"
STYLE: Final = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": "#b6bfc8",
    "axes.labelcolor": INK,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One model's ROC curve: false and true positive rates, its name with the area, its named points."""

    label: str
    false: Floats
    true: Floats
    points: tuple[tuple[str, float, float], ...] = ()


def colour(number: int) -> str:
    """The colour of a model."""
    return MODEL_COLOURS[number % len(MODEL_COLOURS)]


def roc(curves: Sequence[Curve]) -> str:
    """ROC curves of all models, with their operating points."""

    def draw(canvas: Canvas) -> None:
        axes, marks = _axes(canvas), dict[str, str]()
        axes.plot([0, 1], [0, 1], color="#b6bfc8", linewidth=1, linestyle=(0, (4, 4)))
        for number, curve in enumerate(curves):
            axes.plot(curve.false, curve.true, color=colour(number), linewidth=1.8, label=curve.label)
            for name, false, true in curve.points:
                mark = marks.setdefault(name, _MARKS[len(marks) % len(_MARKS)])
                axes.plot(false, true, mark, color=colour(number), markersize=6.5, markeredgecolor="white")
        axes.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), xlabel="1 − specificity", ylabel="sensitivity")
        for name, mark in marks.items():
            axes.plot([], [], mark, color=SOFT, markersize=6.5, markeredgecolor="white", label=name)
        axes.set_aspect("equal")
        axes.set_anchor("W")
        axes.legend(loc="upper left", bbox_to_anchor=(1.02, 1))

    return svg(draw, (8.6, 5.2), "ROC curves")


def class_roc(curves: Mapping[str, tuple[Floats, Floats]], title: str) -> str:
    """One-against-rest ROC curves (false, true positive rates) of one model's classes."""

    def draw(canvas: Canvas) -> None:
        axes = _axes(canvas)
        axes.plot([0, 1], [0, 1], color="#b6bfc8", linewidth=1, linestyle=(0, (4, 4)))
        for name, (false, true) in curves.items():
            axes.plot(false, true, color=CLASS_COLOURS[name], linewidth=1.5, label=name)
        axes.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), xlabel="1 − specificity", ylabel="sensitivity")
        axes.set_title(title)
        axes.set_aspect("equal")
        axes.legend(loc="lower right")

    return svg(draw, (4.2, 4.3), f"ROC curves of the classes, {title}")


def confusion(tables: Mapping[str, tuple[Sequence[str], NDArray[np.int64]]]) -> str:
    """Confusion matrices side by side: counts, shaded by the share of the row (the truth)."""
    widths = [1.2 + 0.5 * table.shape[1] for _, table in tables.values()]
    height = max(0.9 + 0.5 * table.shape[0] for _, table in tables.values())

    def draw(canvas: Canvas) -> None:
        grid = canvas.add_gridspec(1, len(tables), width_ratios=widths)
        for place, (title, (names, table)) in enumerate(tables.items()):
            axes = canvas.add_subplot(grid[0, place])
            _matrix(axes, names, table)
            axes.set_title(title)

    return svg(draw, (sum(widths), height), "Confusion matrices: rows truth, columns answer")


def _matrix(axes: Axes, names: Sequence[str], table: NDArray[np.int64]) -> None:
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1.15)
    axes.set_anchor("N")
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            dark = shares[row, column] > 0.6
            axes.text(column, row, str(int(table[row, column])), ha="center", va="center", fontsize=8.5,
                      color="white" if dark else INK if table[row, column] else "#aab2bb")  # fmt: skip
    columns = [name.replace(" ", "\n") for name in [*names, "none"][: table.shape[1]]]
    axes.set_xticks(range(table.shape[1]), columns)
    axes.set_yticks(range(table.shape[0]), names)
    axes.set_xlabel("answer")
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def forest(rows: Sequence[str], columns: Mapping[str, Sequence[Metric | None]], label: str) -> str:
    """Values with their intervals: a line a row, a colour a model; an open mark has no interval."""
    count = len(columns)

    def draw(canvas: Canvas) -> None:
        axes = _axes(canvas)
        for number, (name, metrics) in enumerate(columns.items()):
            for row, metric in enumerate(metrics):
                if metric is not None:
                    at = row + (number - (count - 1) / 2) * 0.7 / max(count, 2)
                    _whisker(axes, metric, at, colour(number))
            axes.plot([], [], "o-", color=colour(number), label=name, markersize=5)
        axes.set(xlim=(-0.02, 1.02), ylim=(len(rows) - 0.4, -0.6), xlabel=label)
        axes.set_yticks(range(len(rows)), rows)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        if count > 1:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2)

    return svg(draw, (6.6, 1.2 + (0.24 + 0.14 * count) * len(rows) + 0.25 * (count > 1)), label)


def _whisker(axes: Axes, metric: Metric, at: float, ink: str) -> None:
    if metric.low is not None and metric.high is not None:
        axes.plot([metric.low, metric.high], [at, at], color=ink, linewidth=1.4, solid_capstyle="round")
    fill = ink if metric.low is not None else "white"
    axes.plot(metric.value, at, "o", color=ink, markerfacecolor=fill, markersize=5)


def reliability(before: Reliability, after: Reliability, title: str) -> str:
    """Calibration curve before and after temperature scaling, with exact intervals of the shares."""

    def draw(canvas: Canvas) -> None:
        axes = _axes(canvas)
        axes.plot([0, 1], [0, 1], color="#b6bfc8", linewidth=1, linestyle=(0, (4, 4)))
        for curve, ink, name in ((before, SOFT, "before"), (after, colour(0), "after")):
            spread = np.abs(np.array([curve.low, curve.high]) - curve.observed)
            axes.errorbar(curve.stated, curve.observed, yerr=spread, color=ink, marker="o", markersize=4.5,
                          linewidth=1.4, elinewidth=0.9, label=name)  # fmt: skip
        axes.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), xlabel="stated probability of a fracture")
        axes.set(ylabel="share with a fracture", title=title)
        axes.set_aspect("equal")
        axes.legend(loc="upper left")

    return svg(draw, (4.0, 4.1), f"Calibration curve of {title}")


def embedding(points: Floats, target: Ints, real: NDArray[np.bool_], title: str) -> str:
    """Films as points of the plane, coloured by class; real films as triangles."""

    def draw(canvas: Canvas) -> None:
        axes = canvas.add_subplot()
        for number, name in enumerate(CLASSES):
            for kind, mark in ((False, "o"), (True, "^")):
                mine = (target == number) & (real == kind)
                if mine.any():
                    ink = CLASS_COLOURS[name]
                    axes.scatter(points[mine, 0], points[mine, 1], s=13, marker=mark, color=ink,
                                 linewidths=0.3, edgecolors="white", label=name)  # fmt: skip
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_title(title)
        axes.spines[["left", "bottom"]].set_visible(False)
        handles, names = axes.get_legend_handles_labels()
        unique = dict(zip(names, handles, strict=True))
        axes.legend(unique.values(), unique, loc="upper left", bbox_to_anchor=(1, 1), markerscale=1.6)

    return svg(draw, (4.9, 4.0), f"t-SNE of the latent of {title}")


_MARKS: Final = ("o", "s", "D", "^", "v")


def _axes(canvas: Canvas) -> Axes:
    axes = canvas.add_subplot()
    axes.grid(color=GRID, linewidth=0.8)
    return axes


def svg(draw: Any, size: tuple[float, float], label: str) -> str:
    """Let ``draw(canvas)`` draw on a canvas of ``size`` inches; the ``<svg>`` element, named ``label``."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    with rc_context({**STYLE, "svg.hashsalt": label}):
        canvas = Canvas(figsize=size, layout="constrained")
        draw(canvas)
        out = io.StringIO()
        canvas.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :].replace("<svg ", f'<svg role="img" aria-label="{_plain(label)}" ', 1)


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in " .,:+-()[]")
