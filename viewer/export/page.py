"""A reading on one page (PDF, A4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

import inference
from inference.aoota import DESCRIPTIONS, NORMAL, group_of
from inference.records import Side
from viewer.export.items import ExportCase
from viewer.export.presentation import USE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

A4: Final = (8.27, 11.69)
INK, QUIET, MARK, CAUTION = "#14171A", "#5B626B", "#1F6FB2", "#B35900"
GROUPS: Final = {"normal": "#009E73", "A": "#E69F00", "B": "#CC79A7"}
_FONT: Final = {"font.family": "DejaVu Sans", "pdf.fonttype": 42, "font.size": 9.0, "text.color": INK}


def save_page(
    path: Path,
    case: ExportCase,
    film: NDArray[np.uint8],
    drawn: NDArray[np.uint8] | None,
    *,
    note: str = "",
    about: str = "",
) -> None:
    """Write the page: the film with the reader's marks, beside it with the heat map, and both answers.

    Args:
        film: uint8 [rows, columns], as the pictures show it.
        drawn: RGB with the heat map, or None where none is drawn; ``note`` says why or whose it is.
        about: a line that names the study, where identifiers are kept.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    with rc_context(_FONT):
        page = Figure(figsize=A4)
        canvas = FigureCanvasPdf(page)
        _head(page, case, about)
        _pictures(page, case, film, drawn, note)
        _table(page, case)
        _bars(page, case)
        _foot(page, case)
        canvas.print_pdf(path, metadata={"CreationDate": None, "Producer": None, "Creator": "Shenton"})


def _head(page: Figure, case: ExportCase, about: str) -> None:
    page.text(0.08, 0.945, "Reading of a pelvic radiograph", size=17)
    page.text(0.08, 0.922, f"{USE}.", size=10, color=CAUTION, weight="bold")
    if about:
        page.text(0.08, 0.903, about, size=9)
    if case.item.synthetic:
        page.text(0.92, 0.945, "SYNTHETIC FILM", size=12, color=CAUTION, ha="right", weight="bold")


def _pictures(
    page: Figure, case: ExportCase, film: NDArray[np.uint8], drawn: NDArray[np.uint8] | None, note: str
) -> None:
    left = page.add_axes((0.08, 0.50, 0.41, 0.37))
    right = page.add_axes((0.51, 0.50, 0.41, 0.37))
    _picture(left, reduced(film), film.shape[:2], "The film, with the reader's marks")
    for region in case.item.reading.regions:
        _mark(left, region)
    if drawn is None:
        right.set_axis_off()
        right.text(0.5, 0.5, note or "No heat map.", ha="center", va="center", color=QUIET, wrap=True)
    else:
        _picture(right, reduced(drawn), drawn.shape[:2], note or "Heat map of the model's answer")


def reduced(picture: NDArray[np.uint8], side: int = 1400) -> NDArray[np.uint8]:
    """A picture of at most ``side`` pixels a side, area averaged: enough for half a page at 300 dpi."""
    import cv2

    scale = side / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _picture(axes: Axes, picture: NDArray[np.uint8], shape: tuple[int, ...], title: str) -> None:
    extent = (0, shape[1], shape[0], 0)
    grey: dict[str, Any] = {"cmap": "gray", "vmin": 0, "vmax": 255} if picture.ndim == 2 else {}
    axes.imshow(picture, extent=extent, interpolation="antialiased", **grey)
    axes.set_anchor("N")
    axes.set_xlim(0, shape[1])
    axes.set_ylim(shape[0], 0)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title(title, size=9, color=QUIET, loc="left")


def _mark(axes: Axes, region: Any) -> None:
    if region.is_point:
        axes.plot([region.x0], [region.y0], marker="+", markersize=10, color=MARK, mew=1.4)
        return
    xs = [region.x0, region.x1, region.x1, region.x0, region.x0]
    axes.plot(xs, [region.y0, region.y0, region.y1, region.y1, region.y0], color=MARK, lw=1.4)


def _table(page: Figure, case: ExportCase) -> None:
    reading = case.item.reading
    page.text(0.08, 0.455, "The reader's answer", size=12)
    rows = [("Class", class_words(reading.ao_class.value)), ("Side", side_words(reading.side))]
    rows.append(("Certainty", "not given" if reading.confidence is None else f"{reading.confidence} %"))
    rows.append(("Marks", f"{len(reading.regions)}"))
    rows.append(("Film quality", ", ".join(sorted(f.value.replace("_", " ") for f in reading.flags)) or "-"))
    rows.append(("Model seen first", "yes" if reading.shown.answer_visible else "no"))
    if reading.map_verdict is not None:
        rows.append(("Heat map judged", reading.map_verdict.value.replace("_", " ")))
    rows.append(("Reader", reading.reader))
    _rows(page, 0.08, rows)


def _rows(page: Figure, left: float, rows: list[tuple[str, str]]) -> None:
    import textwrap

    height = 0.432
    for name, value in rows:
        page.text(left, height, name, color=QUIET)
        lines = textwrap.wrap(value, 36) or ["-"]
        for line in lines:
            page.text(left + 0.125, height, line)
            height -= 0.017
        height -= 0.004


def _bars(page: Figure, case: ExportCase) -> None:
    page.text(0.55, 0.455, "The model's answer", size=12)
    answer = case.answer
    if answer is None:
        page.text(0.55, 0.432, "No answer of a model is stored for this film.", color=QUIET)
        return
    called = "fracture" if answer.p_fracture >= answer.threshold else "no fracture"
    page.text(
        0.55, 0.432, f"{called.capitalize()}: {answer.p_fracture:.2f} (threshold {answer.threshold:.2f})"
    )
    axes = page.add_axes((0.60, 0.235, 0.30, 0.18))
    names = list(answer.probabilities)
    values = [answer.probabilities[name] for name in names]
    axes.barh(names, values, color=[GROUPS[group_of(name)] for name in names], height=0.62)
    for place, value in enumerate(values):
        axes.text(min(value, 1) + 0.015, place, f"{value:.2f}", va="center", size=8)
    axes.set_xlim(0, 1.15)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(length=0, labelsize=8)
    axes.spines[:].set_visible(False)
    learned = "Trained on synthetic films." if answer.synthetic_training else ""
    page.text(0.55, 0.213, f"{answer.model.name} {answer.model.version}. {learned}", size=8, color=QUIET)
    page.text(0.55, 0.198, f"SHA-256 {answer.model.sha256[:32]}…", size=8, color=QUIET)


def _foot(page: Figure, case: ExportCase) -> None:
    lines = (
        f"Film {case.item.film_key}    Patient {case.item.patient_key}",
        f"Pixels SHA-256 {case.item.reading.film_sha256}",
        f"Shenton {inference.__version__}. AO/OTA {case.item.reading.edition}. {USE}.",
    )
    for number, line in enumerate(lines):
        page.text(0.08, 0.085 - 0.016 * number, line, size=7.5, color=QUIET)


def class_words(name: str) -> str:
    """A class with its meaning."""
    if name == NORMAL or name not in DESCRIPTIONS:
        return DESCRIPTIONS.get(name, name)
    return f"31{name}: {DESCRIPTIONS[name]}"


def side_words(side: Side) -> str:
    return {
        Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both hips", Side.UNCERTAIN: "uncertain",
    }.get(side, "-")  # fmt: skip
