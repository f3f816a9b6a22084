"""A reading on one page (PDF, A4)."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray

import inference
from inference.aoota import CLASSES, DESCRIPTIONS, NORMAL, group_of
from inference.imaging.heatmap_overlay import VERDICT_COLOURS
from inference.model.verdict import probability_text, rule_text, verdict_of
from inference.pdf_fonts import FONT, add_fonts
from inference.records import Film, Region, Side
from viewer.export import measured
from viewer.export.cases import ExportCase
from viewer.export.measured import Scale
from viewer.export.page.page_sketch import Sketch
from viewer.export.pictures import square
from viewer.export.plan import Drawn
from viewer.export.presentation_state import USE

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT, LEFT, MIDDLE = 210.0, 297.0, 17.0, 107.0  # mm: A4, the left margin, the right half
PICTURE: Final = 86.0  # mm, the most that a picture is wide
TALLEST: Final = 113.0
TOP: Final = 41.0
INK, QUIET, MARK, CAUTION = (20, 23, 26), (91, 98, 107), (31, 111, 178), (179, 89, 0)
GROUPS: Final = {"normal": (0, 158, 115), "A": (230, 159, 0), "B": (204, 121, 167)}
Colour = tuple[int, int, int]
NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a PDF names some time; the export's own must not leave


@dataclass(frozen=True, slots=True, eq=False)
class PageFile:
    """A reading's page, as a PDF or for the eye: the film with the reader's marks, beside it with the heat
    map, and both answers.

    Attributes:
        film: uint8 [rows, columns], as the pictures show it.
        drawn: the film with the heat map, RGB, and what is said of it.
        about: a line that names the study, where identifiers are kept.
        facts: of the film, for its measures.
    """

    case: ExportCase
    film: NDArray[np.uint8]
    drawn: Drawn
    about: str
    facts: Film

    def __call__(self, path: Path) -> None:
        """Write it as a PDF."""
        page = _blank()
        self._draw(page)
        path.write_bytes(bytes(page.output()))

    def pages(self) -> list[NDArray[np.uint8]]:
        """What it shows, page by page."""
        sketch = Sketch()
        self._draw(cast("FPDF", sketch))
        return sketch.pages()

    def _draw(self, page: FPDF) -> None:
        _head(page, self.case, self.about)
        aspect = self.facts.pixel_aspect
        below = _pictures(page, self.case, self.film, self.drawn, aspect)
        measured.draw(page, self.case, self.facts, LEFT, TOP, _scale(self.film, aspect))
        _table(page, self.case, below)
        _bars(page, self.case, below)
        _foot(page, self.case)
        measured.table(page, self.case, self.facts)


def _blank() -> FPDF:
    """An empty page that tells no time of its making."""
    from fpdf import FPDF

    page = FPDF(unit="mm", format="A4")
    page.set_auto_page_break(False)
    page.set_creator("Shenton")
    page.set_creation_date(NO_TIME)
    add_fonts(page)
    page.add_page()
    return page


def _text(
    page: FPDF, x: float, y: float, words: str, *, size: float = 9, colour: Colour = INK, bold: bool = False
) -> None:
    """Words with their base line at ``y`` mm from the top."""
    page.set_font(FONT, "B" if bold else "", size)
    page.set_text_color(*colour)
    page.text(x, y, words)


def _head(page: FPDF, case: ExportCase, about: str) -> None:
    _text(page, LEFT, 17, "Reading of a pelvic radiograph", size=17)
    _text(page, LEFT, 24, f"{USE}.", size=10, colour=CAUTION, bold=True)
    if about:
        _text(page, LEFT, 30, about)
    if case.item.synthetic:
        words = "SYNTHETIC FILM"
        page.set_font(FONT, "B", 12)
        at = WIDTH - LEFT - page.get_string_width(words)
        _text(page, at, 17, words, size=12, colour=CAUTION, bold=True)


def _scale(film: NDArray[np.uint8], aspect: float) -> Scale:
    """Millimetres of the page a film pixel."""
    across = float(min(PICTURE / film.shape[1], TALLEST / (film.shape[0] * aspect)))
    return across, across * aspect


def _pictures(page: FPDF, case: ExportCase, film: NDArray[np.uint8], drawn: Drawn, aspect: float) -> float:
    """The two pictures beside each other; how far down the page they reach, in mm.

    Args:
        aspect: height of a film pixel over its width; the page shows it as it is.
    """
    scale, top = _scale(film, aspect), TOP
    wide, high = scale[0] * float(film.shape[1]), scale[1] * float(film.shape[0])
    _picture(page, LEFT, top, wide, square(film, aspect), "The film, with the reader's marks")
    for region in case.item.reading.regions:
        _mark(page, region, scale, top)
    note = str(drawn.note)
    if drawn.picture is None:
        _wrapped(page, MIDDLE, top + high / 2, note or "No heat map.")
    else:
        title = note or "Heat map of the model's answer"
        _picture(page, MIDDLE, top, wide, square(drawn.picture, aspect), title)
    return top + high


def reduced(picture: NDArray[np.uint8], side: int = 1400) -> NDArray[np.uint8]:
    """A picture of at most ``side`` pixels a side, area averaged: enough for half a page at 300 dpi."""
    import cv2

    scale = side / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _picture(page: FPDF, x: float, top: float, wide: float, picture: NDArray[np.uint8], title: str) -> None:
    """A picture of square pixels, ``wide`` mm across."""
    from PIL import Image

    page.image(Image.fromarray(reduced(picture)), x, top, w=wide)
    _wrapped(page, x, top - 2.5 - 3.6 * (len(_lines(title)) - 1), title)


def _lines(words: str) -> list[str]:
    return textwrap.wrap(words, 52) or [""]


def _wrapped(page: FPDF, x: float, y: float, words: str) -> None:
    for number, line in enumerate(_lines(words)):
        _text(page, x, y + 3.6 * number, line, size=8, colour=QUIET)


def _mark(page: FPDF, region: Region, scale: Scale, top: float) -> None:
    page.set_draw_color(*MARK)
    page.set_line_width(0.5)
    across, down = scale
    x, y = LEFT + region.x0 * across, top + region.y0 * down
    if region.is_point:
        page.line(x - 2, y, x + 2, y)
        page.line(x, y - 2, x, y + 2)
        return
    page.rect(x, y, (region.x1 - region.x0) * across, (region.y1 - region.y0) * down)


def _table(page: FPDF, case: ExportCase, below: float) -> None:
    reading = case.item.reading
    _text(page, LEFT, below + 15, "The reader's answer", size=12)
    rows = [("Class", class_words(reading.ao_class.value)), ("Side", side_words(reading.side))]
    rows.append(("Certainty", "not given" if reading.confidence is None else f"{reading.confidence} %"))
    rows.append(("Marks", f"{len(reading.regions)}"))
    rows.append(("Film quality", ", ".join(sorted(f.value.replace("_", " ") for f in reading.flags)) or "-"))
    rows.append(("Answer seen before", "yes" if reading.shown.answer_visible else "no"))
    if reading.map_verdict is not None:
        rows.append(("Heat map judged", reading.map_verdict.value.replace("_", " ")))
    rows.append(("Reader", reading.reader))
    _rows(page, rows, below + 22)


def _rows(page: FPDF, rows: list[tuple[str, str]], y: float) -> None:
    for name, value in rows:
        _text(page, LEFT, y, name, colour=QUIET)
        for line in textwrap.wrap(value, 32) or ["-"]:
            _text(page, LEFT + 33, y, line)
            y += 5
        y += 1.2


def _bars(page: FPDF, case: ExportCase, below: float) -> None:
    _text(page, MIDDLE, below + 15, "The model's answer", size=12)
    answer = case.answer
    if answer is None:
        _text(page, MIDDLE, below + 22, "No answer of a model is stored for this film.", colour=QUIET)
        return
    called = verdict_of(answer.p_fracture, answer.threshold, answer.zone)
    page.set_fill_color(*VERDICT_COLOURS[called])
    page.rect(MIDDLE, below + 18.6, 3.6, 3.6, style="F")
    _text(page, MIDDLE + 5.5, below + 22, called)
    probability = probability_text(answer.p_fracture)
    chance = f"probability of fracture {probability}, threshold {answer.threshold:.2f}"
    _text(page, MIDDLE, below + 27, chance, colour=QUIET)
    _text(page, MIDDLE, below + 31.5, rule_text(answer.threshold, answer.zone), size=7.5, colour=QUIET)
    y = below + 36
    for name in CLASSES:
        _bar(page, y, name, answer.probabilities[name])
        y += 7.4
    learned = "Trained on synthetic films." if answer.synthetic_training else ""
    lines = (f"{answer.model.name} {answer.model.version}. {learned}", f"SHA-256 {answer.model.sha256[:32]}…")
    for number, line in enumerate(lines):
        _text(page, MIDDLE, y + 4 + 4.5 * number, line, size=8, colour=QUIET)


def _bar(page: FPDF, y: float, name: str, value: float) -> None:
    """A class's probability as a bar of up to 52 mm, and in figures."""
    wide = 52 * min(max(value, 0.0), 1.0)
    _text(page, MIDDLE, y + 3.4, name, size=8)
    page.set_fill_color(*GROUPS[group_of(name)])
    page.rect(MIDDLE + 14, y, max(wide, 0.1), 4.6, style="F")
    _text(page, MIDDLE + 15.5 + wide, y + 3.4, probability_text(value), size=8)


def _foot(page: FPDF, case: ExportCase) -> None:
    lines = (
        f"Film {case.item.film_key}    Patient {case.item.patient_key}",
        f"Pixels SHA-256 {case.item.reading.film_sha256}",
        f"Shenton {inference.__version__}. AO/OTA {case.item.reading.edition}. {USE}.",
    )
    for number, line in enumerate(lines):
        _text(page, LEFT, 272 + 4.8 * number, line, size=7.5, colour=QUIET)


def class_words(name: str) -> str:
    """A class with its meaning."""
    if name == NORMAL or name not in DESCRIPTIONS:
        return DESCRIPTIONS.get(name, name)
    return f"31{name}: {DESCRIPTIONS[name]}"


def side_words(side: Side) -> str:
    return {
        Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both hips", Side.UNCERTAIN: "uncertain",
    }.get(side, "-")  # fmt: skip
