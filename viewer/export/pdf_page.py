"""A reading on one page (PDF, A4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

import inference
from inference.aoota import CLASSES, DESCRIPTIONS, NORMAL, group_of
from inference.records import Side
from viewer.export.cases import ExportCase
from viewer.export.presentation_state import USE

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
        below = _pictures(page, case, film, drawn, note)
        _table(page, case, below)
        _bars(page, case, below)
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
) -> float:
    """The two pictures beside each other; how high on the page they end."""
    width, aspect = 0.41, film.shape[0] / film.shape[1]
    height = min(0.38, width * A4[0] / A4[1] * aspect)
    bottom: float = 0.87 - height
    left = page.add_axes((0.08, bottom, width, height))
    right = page.add_axes((0.51, bottom, width, height))
    _picture(left, reduced(film), film.shape[:2], "The film, with the reader's marks")
    for region in case.item.reading.regions:
        _mark(left, region)
    if drawn is None:
        right.set_axis_off()
        right.text(0.5, 0.5, note or "No heat map.", ha="center", va="center", color=QUIET, wrap=True)
    else:
        _picture(right, reduced(drawn), drawn.shape[:2], note or "Heat map of the model's answer")
    return bottom


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


def _table(page: Figure, case: ExportCase, below: float) -> None:
    reading = case.item.reading
    page.text(0.08, below - 0.05, "The reader's answer", size=12)
    rows = [("Class", class_words(reading.ao_class.value)), ("Side", side_words(reading.side))]
    rows.append(("Certainty", "not given" if reading.confidence is None else f"{reading.confidence} %"))
    rows.append(("Marks", f"{len(reading.regions)}"))
    rows.append(("Film quality", ", ".join(sorted(f.value.replace("_", " ") for f in reading.flags)) or "-"))
    rows.append(("Answer seen before", "yes" if reading.shown.answer_visible else "no"))
    if reading.map_verdict is not None:
        rows.append(("Heat map judged", reading.map_verdict.value.replace("_", " ")))
    rows.append(("Reader", reading.reader))
    _rows(page, rows, below - 0.075)


def _rows(page: Figure, rows: list[tuple[str, str]], height: float) -> None:
    import textwrap

    for name, value in rows:
        page.text(0.08, height, name, color=QUIET)
        for line in textwrap.wrap(value, 32) or ["-"]:
            page.text(0.24, height, line)
            height -= 0.017
        height -= 0.004


def _bars(page: Figure, case: ExportCase, below: float) -> None:
    page.text(0.55, below - 0.05, "The model's answer", size=12)
    answer = case.answer
    if answer is None:
        page.text(0.55, below - 0.075, "No answer of a model is stored for this film.", color=QUIET)
        return
    called = "Fracture" if answer.p_fracture >= answer.threshold else "No fracture"
    chance = f"probability of fracture {answer.p_fracture:.2f}, threshold {answer.threshold:.2f}"
    page.text(0.55, below - 0.075, called)
    page.text(0.55, below - 0.092, chance, color=QUIET)
    axes = page.add_axes((0.60, below - 0.285, 0.30, 0.18))
    values = [answer.probabilities[name] for name in CLASSES]
    axes.barh(list(CLASSES), values, color=[GROUPS[group_of(name)] for name in CLASSES], height=0.62)
    for place, value in enumerate(values):
        axes.text(min(value, 1) + 0.015, place, f"{value:.2f}", va="center", size=8)
    axes.set_xlim(0, 1.15)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.tick_params(length=0, labelsize=8)
    axes.spines[:].set_visible(False)
    learned = "Trained on synthetic films." if answer.synthetic_training else ""
    lines = (f"{answer.model.name} {answer.model.version}. {learned}", f"SHA-256 {answer.model.sha256[:32]}…")
    for number, line in enumerate(lines):
        page.text(0.55, below - 0.307 - 0.015 * number, line, size=8, color=QUIET)


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
