"""Power over readers and films as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import numpy as np

from inference.messages import and_list
from viewer.study.design import sample_size
from viewer.study.design.sample_size import Plan, Variances

# Okabe and Ito's colours; every line has its own dashes, too.
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
MOST: Final = 20_000
"""Films up to which is drawn; beyond, no study of one place reads them."""
DASHES: Final = ("-", "--", "-.", ":", (0, (1, 1)), (0, (5, 1, 1, 1, 1, 1)))


def curve(parts: Variances, readers: int, films: Sequence[int], plan: Plan) -> list[float]:
    """Power of that many readers at each number of films."""
    return [sample_size.power_of(parts, readers, number, plan) for number in films]


def draw(parts: Variances, readers: Sequence[int], plan: Plan, wanted: float, kind: str = "png") -> bytes:
    """The picture as ``png`` or ``svg``: a line a number of readers, power against films."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    needed = [sample_size.fewest_films(parts, count, plan, wanted) for count in readers]
    reached = [one.films for one in needed if one is not None]
    most = int(min(max(1.5 * max(reached, default=400), 60), MOST))
    beyond = [str(n) for n, one in zip(readers, needed, strict=True) if one is not None and one.films > most]
    films = sorted({int(n) for n in np.linspace(4, most, 60)})
    style = {"svg.hashsalt": "shenton", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 9}
    with rc_context(style):
        figure = Figure(figsize=(6.4, 4.2), layout="constrained")
        axes = figure.add_subplot()
        for number, count in enumerate(readers):
            own = [n for n in films if n >= 2 * plan.blocks]
            axes.plot(
                own, curve(parts, count, own, plan), linestyle=DASHES[number % 6], color=COLOURS[number % 6],
                label=f"{count} readers",
            )  # fmt: skip
        axes.axhline(wanted, color="#888888", linewidth=0.8)
        axes.set_xlabel("films, of both kinds")
        axes.set_ylabel("power")
        axes.set_ylim(0, 1.02)
        axes.set_xlim(0, most)
        axes.grid(color="#E6E6E6", linewidth=0.6)
        axes.legend(frameon=False, loc="lower right")
        cut = f"\nbeyond {most:,} films the power wanted is reached by {and_list(beyond)} readers"
        axes.set_title(plan.told() + (cut if beyond else ""), fontsize=9)
        out = io.BytesIO()
        figure.savefig(out, format=kind, dpi=160, metadata={"Date": None} if kind == "svg" else None)
    return out.getvalue()
