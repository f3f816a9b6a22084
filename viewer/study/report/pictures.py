"""The figures of a report, drawn by matplotlib without a window or any global state."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from inference.stats.common import Bools, Floats
from inference.stats.figures import AUC
from viewer.study.analysis.summary import MODEL, Tally, timed
from viewer.study.design.protocol import AIDED, UNAIDED
from viewer.study.report import localisation, measure_drawings
from viewer.study.report.failures import operating_of
from viewer.study.report.front_drawings import draw_flow, draw_forest
from viewer.study.report.measure_drawings import axes_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by readers of every colour vision; each specialty has a marker, too.
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5B4B8A", "#7A7A00")
MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "h")
_AROUND: Final = ((1, 1), (1, -1), (-1, 1), (-1, -1))
_BESIDE: Final = 5
"""Points from the middle of a marker to the nearest corner of the number beside it."""
_AWAY: Final = 0.025
"""The same to the middle of the number, in the ROC plane of the report's size."""
INK: Final = "#222222"
MODEL_COLOUR: Final = "#000000"
NOT_STATED: Final = "specialty not stated"
_STYLE: Final[Mapping[str, Any]] = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": "#888888", "axes.labelcolor": INK, "text.color": INK, "xtick.color": "#444444",
    "ytick.color": "#444444", "svg.hashsalt": "shenton", "svg.fonttype": "path", "legend.frameon": False,
}  # fmt: skip


OTHER_SCRIPTS: Final = (
    "Noto Sans CJK KR", "Noto Sans CJK TC", "Noto Sans CJK JP", "Noto Sans KR", "Noto Sans TC", "NanumGothic",
    "Malgun Gothic", "Microsoft JhengHei", "Apple SD Gothic Neo", "PingFang TC",
)  # fmt: skip
"""Typefaces that draw names which the usual one lacks, where the computer has them."""


@cache
def _families() -> tuple[str, ...]:
    from matplotlib import font_manager

    there = {one.name for one in font_manager.fontManager.ttflist}
    return (str(_STYLE["font.family"]), *(name for name in OTHER_SCRIPTS if name in there))


def _style() -> dict[str, Any]:
    return {**_STYLE, "font.family": list(_families())}


def draw(found: Tally, name: str) -> Figure:
    """The figure of that name (``flow``, ``forest``, ``roc``, ``arrows``, ``switches``, ``times``, measures).

    Raises:
        KeyError: there is none.
    """
    from matplotlib import rc_context

    with rc_context(_style()):
        figure: Figure = _DRAWN[name](found)
        return figure


def spelled(figures: Iterable[Figure]) -> str:
    """Write a number for letters that no typeface here draws, which would stand as boxes; the sentence on it.

    Empty where every letter is drawn.  Changes the figures.
    """
    from matplotlib.text import Text

    texts = [one for figure in figures for one in figure.findobj(Text) if isinstance(one, Text)]
    letters = {letter for one in texts for letter in one.get_text()} - {"\n", "\t"}
    for family in _families():
        letters = {letter for letter in letters if letter not in _letters_of(family)}
    if not letters:
        return ""
    marks: dict[str, str] = {}

    def plain(text: str) -> str:
        runs = (("".join(run), lacking) for lacking, run in groupby(text, letters.__contains__))
        return "".join(
            marks.setdefault(run, f"?{len(marks) + 1}") if lacking else run for run, lacking in runs
        )

    for one in texts:
        one.set_text(plain(one.get_text()))
    told = ", ".join(f"{mark} for {run}" for run, mark in marks.items())
    return f"No typeface of this computer draws some letters: in the figures stand {told}."


@cache
def _letters_of(family: str) -> frozenset[str]:
    """What a typeface can draw."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(font_manager.findfont(family)).get_charmap()))


def saved(figure: Figure, kind: str) -> bytes:
    """The figure as ``svg`` or ``png`` bytes, the same for the same study."""
    from matplotlib import rc_context

    out = io.BytesIO()
    metadata = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}[kind]
    with rc_context(_style()):
        figure.savefig(out, format=kind, dpi=200, metadata=metadata)
    return out.getvalue()


def bare(svg: bytes) -> bytes:
    """The picture's own element: without a file's prologue and without what says who drew it."""
    start = svg[svg.index(b"<svg") :]
    return re.sub(rb"<metadata>.*?</metadata>", b"", start, flags=re.DOTALL)


def shape(svg: bytes) -> float:
    """Height of the picture over its width, as its view box says."""
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return 1.0 if found is None else float(found[2]) / float(found[1])


def roc_points(score: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Empirical ROC curve: false-positive and true-positive fractions from (0, 0) to (1, 1)."""
    levels = np.unique(score)[::-1]
    fpf = [(score[~truth] >= level).mean() for level in levels]
    tpf = [(score[truth] >= level).mean() for level in levels]
    return np.array([0.0, *fpf]), np.array([0.0, *tpf])


def _styles(found: Tally) -> dict[str, tuple[str, str]]:
    """Colour and marker of each specialty."""
    special = [found.locked.protocol.reader(code).specialty or NOT_STATED for code in found.results]
    names = list(dict.fromkeys(special))
    return {name: (COLOURS[n % 8], MARKERS[n % 8]) for n, name in enumerate(names)}


def _style_of(found: Tally, code: str) -> tuple[str, str]:
    return _styles(found)[found.locked.protocol.reader(code).specialty or NOT_STATED]


def _point(found: Tally, code: str, arm: str) -> tuple[float, float] | None:
    """False-positive rate and sensitivity of a reader in an arm."""
    one = operating_of(found, code, arm)
    if one is None:
        return None
    fpr, sensitivity = one.rates["false_positive_rate"].value, one.rates["sensitivity"].value
    return None if fpr is None or sensitivity is None else (fpr, sensitivity)


def _model_curve(axes: Any, found: Tally) -> None:
    answers = found.answers
    if MODEL not in answers.readers:
        return
    row = answers.rating[answers.arms.index(MODEL), answers.readers.index(MODEL)]
    known = np.isfinite(row)
    truth = answers.truth[known]
    if not truth.any() or truth.all():
        return
    fpf, tpf = roc_points(row[known], truth)
    area = next(
        (a.area.value for a in found.analysis.areas if a.reader == MODEL and a.figure == AUC.name), None
    )
    label = "model" if area is None else f"model, AUC {area:.3f}"
    axes.plot(fpf, tpf, color=MODEL_COLOUR, linewidth=1.6, label=label, zorder=2)
    if (at := _point(found, MODEL, MODEL)) is not None:
        axes.plot(*at, "o", markersize=10, markerfacecolor="none", markeredgecolor=MODEL_COLOUR, zorder=3)


def _square(axes: Any, low: float) -> None:
    """Axes of an ROC plane; both run over the same range, from where there is something to see."""
    axes.set_xlabel("1 − specificity")
    axes.set_ylabel("sensitivity")
    axes.set_xlim(-0.02, 1 - low + 0.02)
    axes.set_ylim(low - 0.02, 1.02)
    axes.set_aspect("equal")
    axes.grid(color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)


def _readers_legend(axes: Any, found: Tally) -> None:
    for name, (colour, marker) in _styles(found).items():
        count = sum(
            (found.locked.protocol.reader(code).specialty or NOT_STATED) == name for code in found.results
        )
        axes.plot([], [], marker, color=colour, markersize=6, linestyle="none", label=f"{name} ({count})")


def _draw_roc(found: Tally) -> Figure:
    figure, axes = axes_of(5.6, 5.2)
    axes.plot([0, 1], [0, 1], color="#BBBBBB", linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    _model_curve(axes, found)
    arm = found.locked.protocol.rules.arms[0]
    _readers_legend(axes, found)
    for code in found.results:
        at = _point(found, code, arm)
        colour, marker = _style_of(found, code)
        if at is not None:
            axes.plot(
                *at,
                marker,
                color=colour,
                markersize=6,
                markeredgecolor="white",
                markeredgewidth=0.6,
                zorder=4,
            )
    _say_coinciding(axes, [at for code in found.results if (at := _point(found, code, arm)) is not None])
    _square(axes, 0.0)
    axes.legend(loc="lower right")
    return figure


def _say_coinciding(axes: Any, points: list[tuple[float, float]]) -> None:
    """Where several readers stand on one point, how many: beside it, away from the other points."""
    places = list(dict.fromkeys(points))
    for at in places:
        if (count := points.count(at)) > 1:
            others = np.array([one for one in places if one != at]).reshape(-1, 2)
            across, up = max(_AROUND, key=lambda way: _room_at(np.array(at), np.array(way), others))
            axes.annotate(
                f"{count}", at, (_BESIDE * across, _BESIDE * up), textcoords="offset points", fontsize=7,
                ha="left" if across > 0 else "right", va="bottom" if up > 0 else "top", zorder=6,
                bbox={"boxstyle": "square,pad=0.08", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
            )  # fmt: skip


def _room_at(at: Floats, way: Floats, others: Floats) -> float:
    """How far the middle of a small number beside ``at`` is from other points and from the plane's edge."""
    middle = at + way * _AWAY
    edge = float(min(middle.min(), (1 - middle).min()))
    nearest = float(np.hypot(*(others - middle).T).min(initial=1.0))
    return min(nearest, _AWAY) if edge >= 0 else edge - 1


def _draw_arrows(found: Tally) -> Figure:
    figure, axes = axes_of(5.6, 5.2)
    _model_curve(axes, found)
    _readers_legend(axes, found)
    ends = []
    for code in found.results:
        tail, head = _point(found, code, UNAIDED), _point(found, code, AIDED)
        if tail is None or head is None:
            continue
        colour, marker = _style_of(found, code)
        ends += [tail, head]
        axes.annotate(
            "",
            head,
            tail,
            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.1, "shrinkA": 3, "shrinkB": 0},
        )
        axes.plot(*tail, marker, color=colour, markersize=5, markerfacecolor="white", zorder=4)
    lowest = min((min(1 - x, y) for x, y in ends), default=0.0)
    _square(axes, max(0.0, np.floor(10 * (lowest - 0.05)) / 10))
    axes.legend(loc="lower right")
    return figure


def _draw_switches(found: Tally) -> Figure:
    own = [one for one in found.analysis.switches if one.scope == "reader"]
    figure, axes = axes_of(6.0, max(1.8, 0.22 * len(own) + 1.0))
    places = np.arange(len(own))
    better, worse = np.array([one.wrong_right for one in own]), np.array([one.right_wrong for one in own])
    axes.barh(places, better, color="#009E73", height=0.62, label="wrong to right")
    axes.barh(places, -worse, color="#D55E00", height=0.62, label="right to wrong")
    axes.axvline(0, color="#444444", linewidth=0.8)
    axes.set_yticks(places, [one.name for one in own])
    axes.invert_yaxis()
    widest = max(1, int(max(better.max(initial=0), worse.max(initial=0))))
    axes.set_xlim(-widest - 0.5, widest + 0.5)
    axes.xaxis.set_major_locator(_whole_ticks())
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    axes.set_xlabel("films")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


def _whole_ticks() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True)


def _draw_times(found: Tally) -> Figure:
    arms, codes = found.locked.protocol.rules.arms, list(found.results)
    figure, axes = axes_of(6.0, max(1.8, (0.2 + 0.14 * len(arms)) * len(codes) + 1.0))
    for n, arm in enumerate(arms):
        seconds = [
            [a.seconds for a in found.results[code].answers if a.arm == arm and timed(a)] or [np.nan]
            for code in codes
        ]
        places = np.arange(len(codes)) + (n - (len(arms) - 1) / 2) * 0.36
        axes.boxplot(
            seconds, positions=places, orientation="horizontal", widths=0.28, whis=(5, 95),
            showfliers=False, patch_artist=True, manage_ticks=False,
            boxprops={"facecolor": COLOURS[n], "alpha": 0.55, "linewidth": 0.6},
            medianprops={"color": INK, "linewidth": 1.2}, whiskerprops={"linewidth": 0.6},
            capprops={"linewidth": 0.6},
        )  # fmt: skip
        axes.plot([], [], "s", color=COLOURS[n], alpha=0.55, label=arm)
    axes.set_yticks(np.arange(len(codes)), codes)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds a film")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    return figure


_DRAWN: Final[Mapping[str, Callable[[Tally], Any]]] = {
    "flow": draw_flow, "forest": draw_forest, "roc": _draw_roc, "arrows": _draw_arrows,
    "switches": _draw_switches, "times": _draw_times, **measure_drawings.DRAWN, **localisation.DRAWN,
}  # fmt: skip
