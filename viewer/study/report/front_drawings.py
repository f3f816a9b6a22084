"""The two figures of page one: the flow of films, readers and answers, and the answer as a forest plot."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from inference.stats.common import Estimate, Interval
from viewer.study.analysis import primary
from viewer.study.analysis.flow import Stage, left_text, stage_text
from viewer.study.analysis.summary import Tally
from viewer.study.design.analysis_plan import MODEL_ARM, AnalysisSet, Claim
from viewer.study.design.protocol import AIDED
from viewer.study.report import front

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH: Final = 6.9  # inches
_BOX: Final = 3.75
_ASIDE: Final = 4.05
_LINE: Final = 0.165
_PAD: Final = 0.09
_GAP: Final = 0.24
_INK: Final = "#222222"
_SOFT: Final = "#57606A"
_EDGE: Final = "#8C959F"


def draw_flow(found: Tally) -> Figure:
    """The stages as boxes from top to bottom, what leaves beside the arrows."""
    return flow_figure(found.flow)


def flow_figure(stages: tuple[Stage, ...]) -> Figure:
    """As :func:`draw_flow`, of stages alone."""
    from matplotlib.figure import Figure

    texts = [(_wrapped(one.name, 52), _wrapped(stage_text(one), 60)) for one in stages]
    asides = [[line for loss in one.left for line in _hanging(left_text(loss))] for one in stages]
    heights = [_LINE * (len(name) + len(what)) + 2 * _PAD for name, what in texts]
    losses = [_LINE * len(lines) + 2 * _PAD if lines else 0.0 for lines in asides]
    total = sum(heights) + sum(max(_GAP, loss + 0.1) for loss in losses[:-1]) + losses[-1] + 0.1
    figure = Figure(figsize=(WIDTH, total))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(-total, 0)
    axes.axis("off")
    top = -0.05
    for n, stage in enumerate(stages):
        _box(axes, (0.05, top), (_BOX, heights[n]), dashed=stage.beside)
        _lines(axes, 0.15, top - _PAD, texts[n])
        bottom = top - heights[n]
        room = max(_GAP, losses[n] + 0.1) if n < len(stages) - 1 else losses[n]
        if asides[n]:
            _aside(axes, bottom, room, losses[n], asides[n])
        if n < len(stages) - 1 and not stages[n + 1].beside:
            arrow = {"arrowstyle": "-|>", "color": _EDGE, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (_BOX / 2, bottom - room), (_BOX / 2, bottom), arrowprops=arrow)
        elif n < len(stages) - 1:
            middle = _BOX / 2
            axes.plot([middle, middle], [bottom, bottom - room], "--", color=_EDGE, linewidth=0.9)
        top = bottom - room
    return figure


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _hanging(text: str) -> list[str]:
    return textwrap.wrap(text, 45, subsequent_indent="   ")


def _box(axes: Any, corner: tuple[float, float], size: tuple[float, float], *, dashed: bool = False) -> None:
    from matplotlib.patches import Rectangle

    (x, y), (width, height) = corner, size
    style: Any = (0, (4, 3)) if dashed else "solid"
    axes.add_patch(
        Rectangle((x, y - height), width, height, facecolor="#FFFFFF" if dashed else "#F6F8FA",
                  edgecolor=_EDGE, linewidth=0.9, linestyle=style)
    )  # fmt: skip


def _lines(axes: Any, x: float, top: float, text: tuple[list[str], list[str]]) -> None:
    for number, (line, bold) in enumerate(
        [(one, True) for one in text[0]] + [(one, False) for one in text[1]]
    ):
        axes.text(
            x, top - number * _LINE - _LINE / 2, line, fontsize=7.5, va="center", color=_INK,
            fontweight="bold" if bold else "normal",
        )  # fmt: skip


def _aside(axes: Any, bottom: float, room: float, height: float, lines: list[str]) -> None:
    """What leaves, at the right of the arrow."""
    middle = bottom - room / 2
    _box(axes, (_ASIDE, middle + height / 2), (WIDTH - _ASIDE - 0.05, height))
    axes.plot([_BOX / 2, _ASIDE], [middle, middle], color=_EDGE, linewidth=0.9)
    for number, line in enumerate(lines):
        at = middle + height / 2 - _PAD - number * _LINE - _LINE / 2
        axes.text(_ASIDE + 0.09, at, line, fontsize=7.5, va="center", color=_SOFT)


@dataclass(frozen=True)
class Forest:
    """The lines of a forest plot.

    Attributes:
        what: is drawn, in words.
        readers: name, value and interval (None where there is none) of each reader.
        mean: the estimate that leads.
        interval: of it; None where undefined.
        margins: where the claim is lost or won beside 0.
    """

    what: str
    readers: tuple[tuple[str, float, Interval | None], ...]
    mean: float
    interval: Interval | None
    margins: tuple[float, ...]


def forest_of(found: Tally) -> Forest | None:
    """Of the primary question, else of the comparison that stands first."""
    plan = found.locked.protocol.plan
    if plan is None:
        return _exploratory(found)
    (first, *_more) = primary.findings(plan, found.analysis)
    if first.behind is None:
        return None
    margins = {
        Claim.SUPERIORITY: (), Claim.NON_INFERIORITY: (-plan.margin,),
        Claim.EQUIVALENCE: (-plan.margin, plan.margin),
    }[plan.claim]  # fmt: skip
    what = f"{first.endpoint.value}, {primary.question_arms(plan)}"
    if plan.second == MODEL_ARM:
        complete = plan.analysis_set is AnalysisSet.COMPLETE_CASES
        people = _less_model(found, first.endpoint.value, plan.first, complete=complete)
    else:
        people = _readers(found, first.endpoint.value, (plan.first, plan.second))
    return Forest(what, people, first.behind.estimate.value, first.interval, margins)


def _exploratory(found: Tally) -> Forest | None:
    main = front.question(found)
    if main is None:
        return None
    block, chosen = main
    arms = (block.arms[1], block.arms[0]) if block.arms[1] == AIDED else block.arms
    one = chosen.estimate if arms == block.arms else chosen.estimate.turned()
    people = _readers(found, block.figure, (arms[0], arms[1]))
    return Forest(f"{block.figure}, {arms[0]} less {arms[1]}", people, one.value, one.interval, ())


def _readers(
    found: Tally, figure: str, arms: tuple[str, str]
) -> tuple[tuple[str, float, Interval | None], ...]:
    for block in found.analysis.multireader:
        if block.scope == "pooled" and block.figure == figure and set(block.arms) == set(arms):
            if not block.obuchowski_rockette:
                return ()
            return tuple(
                _line(one.reader, one.estimate if one.first == arms[0] else one.estimate.turned())
                for one in block.obuchowski_rockette[0].readers
            )
    return ()


def _line(name: str, one: Estimate) -> tuple[str, float, Interval | None]:
    return name, one.value, one.interval


def _less_model(
    found: Tally, figure: str, arm: str, *, complete: bool
) -> tuple[tuple[str, float, Interval | None], ...]:
    for block in found.analysis.against_model:
        if (block.scope, block.figure, block.arm) != ("pooled", figure, arm):
            continue
        if block.every is not None and not complete:
            own = zip(block.every.readers, block.every.values, block.every.beside, strict=True)
            return tuple((name, value - model, None) for name, value, model in own)
        if block.results:
            one = next(iter(block.results.values()))
            values = zip(block.readers, one.readers, strict=True)
            return tuple((name, value - one.model, None) for name, value in values)
    return ()


def draw_forest(found: Tally) -> Figure:
    """The mean as a diamond on top, a line a reader below, the margin dotted."""
    from matplotlib.figure import Figure

    made = forest_of(found)
    rows = () if made is None else made.readers
    figure = Figure(figsize=(5.6, max(1.9, 0.2 * len(rows) + 1.3)), layout="constrained")
    axes = figure.add_subplot()
    if made is None:
        axes.text(0.5, 0.5, "The answers do not define this figure.", ha="center", va="center")
        axes.axis("off")
        return figure
    axes.axvline(0, color="#444444", linewidth=0.8)
    for margin in made.margins:
        axes.axvline(margin, color="#D55E00", linewidth=1.2, linestyle=(0, (1, 1.5)))
    for at, (_name, value, interval) in enumerate(rows, 1):
        if interval is not None:
            axes.plot([interval.lower, interval.upper], [at, at], color="#0072B2", linewidth=1.0)
        axes.plot(value, at, "o", color="#0072B2", markersize=4)
    if made.interval is not None:
        low, high = made.interval.lower, made.interval.upper
        axes.fill([low, made.mean, high, made.mean], [0, -0.32, 0, 0.32], color=_INK, zorder=3)
    else:
        axes.plot(made.mean, 0, "D", color=_INK, markersize=6)
    axes.set_yticks(range(len(rows) + 1), ["mean", *(name for name, _, _ in rows)])
    axes.get_yticklabels()[0].set_fontweight("bold")
    axes.invert_yaxis()
    axes.set_xlabel(made.what)
    axes.grid(axis="x", color="#E6E6E6", linewidth=0.6)
    axes.set_axisbelow(True)
    return figure
