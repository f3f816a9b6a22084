"""The report as PDF, A4 landscape, by fpdf2; wide tables are cut into parts that repeat the first columns."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from inference.pdf_fonts import FONT, add_fonts, font_file
from viewer.study.analysis.tables import Table
from viewer.study.report.parts import Content, Drawing, Panel, Section
from viewer.study.report.pictures import bare, shape

if TYPE_CHECKING:
    from fpdf import FPDF

NOT_DRAWN: Final = (
    "Letters that this PDF cannot draw stand as ?1, ?2 and so on, the same number for the same letters; "
    "report.html shows them."
)
WIDTH: Final = 267.0  # of the text on a landscape A4 page, in mm
MOST_ROWS: Final = 90
MOST_BELOW: Final = 9
_KEPT: Final = 2
_SMALL: Final = 6.6  # points
_ROW: Final = 4.2  # mm
_BOTTOM: Final = 192.0
_PANEL: Final = 73.0  # mm, so that two rows of films fit a page
_LONGEST: Final = 125.0  # mm of text in a cell before it wraps
_APART: Final = 3.5  # mm between columns


def pdf(content: Content, drawings: Mapping[str, bytes]) -> bytes:
    """The report; ``drawings`` holds the SVG of each figure by name: they stay lines and letters."""
    content = _drawable(content)
    page = _document(content)
    for section in content.sections:
        _section(page, section, drawings)
    return bytes(page.output())


def _drawable(content: Content) -> Content:
    """The report with letters that the typeface lacks as numbers, one for each name, which is said."""
    known, names = _letters(), dict[str, str]()

    def plain(text: str) -> str:
        parts = ((drawn, "".join(letters)) for drawn, letters in groupby(text, known.__contains__))
        return "".join(
            part if drawn else names.setdefault(part, f"?{len(names) + 1}") for drawn, part in parts
        )

    shown = _each_text(content, plain)
    if not isinstance(shown, Content) or not names:
        return content
    return replace(shown, notices=(*shown.notices, NOT_DRAWN))


def _letters() -> frozenset[str]:
    """What the typeface can draw, and what parts lines."""
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(font_file("")).get_charmap())) | {"\n", "\t"}


def _each_text(value: object, change: Callable[[str], str]) -> object:
    """``value`` with every text in it changed, in tuples and dataclasses as deep as they go."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_text(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _each_text(getattr(value, one.name), change) for one in fields(value)}
        return replace(value, **parts)
    return value


def _document(content: Content) -> FPDF:
    from fpdf import FPDF

    class Paged(FPDF):
        """Numbers its pages, and says on each what it is for."""

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(FONT, size=7)
            self.set_text_color(90)
            self.cell(WIDTH / 2, 5, content.notices[0])
            self.cell(WIDTH / 2, 5, f"{self.page_no()} / {{nb}}", align="R")
            self.set_text_color(0)

    page = Paged(orientation="landscape", unit="mm", format="A4")
    page.set_margins(15, 15, 15)
    page.set_auto_page_break(True, margin=16)
    page.set_title(content.title)
    page.set_creator("Shenton")
    add_fonts(page)
    page.add_page()
    _line(page, content.title, 20, bold=True)
    _line(page, content.subtitle, 10, grey=True)
    for notice in content.notices:
        page.set_fill_color(255, 248, 197)
        page.set_font(FONT, size=9)
        page.multi_cell(WIDTH, 6, notice, fill=True, new_x="LMARGIN", new_y="NEXT")
        page.ln(1)
    page.set_fill_color(255)
    return page


def _line(page: FPDF, text: str, size: float, *, bold: bool = False, grey: bool = False) -> None:
    page.set_font(FONT, "B" if bold else "", size)
    page.set_text_color(90 if grey else 0)
    page.multi_cell(WIDTH, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.set_text_color(0)
    page.ln(size * 0.08)


def _section(page: FPDF, section: Section, drawings: Mapping[str, bytes]) -> None:
    if page.get_y() > (90 if section.drawings or section.panels else 120 if section.tables else 150):
        page.add_page()
    page.ln(4)
    _title(page, section)
    for text in section.text:
        _line(page, text, 9)
    _drawings(page, section.drawings, drawings, below=_room(section))
    for table in section.tables:
        for part in _parts(page, table):
            _table(page, part)
    _panels(page, section.panels)


def _title(page: FPDF, section: Section) -> None:
    """The title, and at the right how much its comparisons may claim."""
    top = page.get_y()
    if section.role is not None:
        page.set_font(FONT, size=8)
        page.set_text_color(90)
        page.set_xy(15, top)
        page.cell(WIDTH, 7, section.role.value, align="R")
        page.set_text_color(0)
        page.set_xy(15, top)
    _line(page, section.title, 14, bold=True)


def _room(section: Section) -> float:
    """What short tables below the drawings want on the same page, mm."""
    rows = sum(len(table.rows) + len(table.notes) + 2 for table in section.tables)
    return rows * _ROW + 10.0 if section.tables and rows <= MOST_BELOW else 0.0


def _drawings(
    page: FPDF, listed: tuple[Drawing, ...], drawings: Mapping[str, bytes], *, below: float = 0.0
) -> None:
    """Two to a row, each with its caption below; ``below`` is left free on the page, mm."""
    width = (WIDTH - 10) / 2
    for start in range(0, len(listed), 2):
        top, ends = page.get_y() + 2, []
        for n, drawing in enumerate(listed[start : start + 2]):
            svg = bare(drawings[drawing.name])
            height = min(width * shape(svg), 180.0 - top - below)
            x = 15 + n * (width + 10)
            page.image(io.BytesIO(svg), x=x, y=top, h=height)
            ends.append(_caption(page, drawing.caption, x, top + height + 1, width))
        page.set_y(max(ends) + 2)


def _caption(page: FPDF, text: str, x: float, y: float, width: float) -> float:
    """Small grey text at a place; where it ends."""
    page.set_xy(x, y)
    page.set_font(FONT, size=7.5)
    page.set_text_color(90)
    page.multi_cell(width, 3.8, text, align="L")
    page.set_text_color(0)
    return float(page.get_y())


def _parts(page: FPDF, table: Table) -> Iterator[Table]:
    """Columns that fit a page's width together, the first two repeated; long tables end with a pointer."""
    rows = table.rows[:MOST_ROWS]
    notes = table.notes
    if len(table.rows) > MOST_ROWS:
        notes = (*notes, f"{len(table.rows) - MOST_ROWS} more rows stand in report.html and analysis.json.")
    widths = _widths(page, table.header, rows)
    groups: list[list[int]] = [[]]
    for column in range(_KEPT, len(table.header)):
        used = sum(widths[:_KEPT]) + sum(widths[c] for c in groups[-1])
        if groups[-1] and used + widths[column] > WIDTH:
            groups.append([])
        groups[-1].append(column)
    for number, group in enumerate(groups):
        columns = [*range(min(_KEPT, len(table.header))), *group]
        title = table.title if number == 0 else f"{table.title} (continued)"
        chosen = tuple(tuple(line[c] for c in columns) for line in (table.header, *rows))
        yield Table(
            title, chosen[0], chosen[1:],
            notes if number == len(groups) - 1 else (),
        )  # fmt: skip


def _widths(page: FPDF, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Room that each column wants, in mm, at the small size; long texts wrap."""
    page.set_font(FONT, "B", _SMALL)
    heads = [page.get_string_width(cell) for cell in header]
    page.set_font(FONT, "", _SMALL)
    most = [
        max((page.get_string_width(cell) for cell in cells), default=0.0) for cells in zip(*rows, strict=True)
    ]
    widest = [max(head, cell) for head, cell in zip(heads, most or heads, strict=True)]
    return [min(one, _LONGEST) + _APART for one in widest]


def _table(page: FPDF, table: Table) -> None:
    """Row by row, the header again on every page; only a text that is too wide wraps."""
    if page.get_y() > 165:
        page.add_page()
    page.ln(2)
    _line(page, table.title, 9.5, bold=True)
    widths = _widths(page, table.header, table.rows)
    page.set_draw_color(208)
    _header(page, table.header, widths)
    for row in table.rows:
        lines = [_wrapped(page, cell, width) for cell, width in zip(row, widths, strict=True)]
        height = _ROW * max(len(one) for one in lines)
        if page.get_y() + height > _BOTTOM:
            page.add_page()
            _header(page, table.header, widths)
        _row(page, lines, widths, height)
    page.ln(1)
    for note in table.notes:
        _line(page, note, 7.5, grey=True)


def _header(page: FPDF, header: tuple[str, ...], widths: list[float]) -> None:
    page.set_font(FONT, "B", _SMALL)
    page.set_text_color(90)
    _row(page, [[cell] for cell in header], widths, _ROW)
    page.set_text_color(0)
    page.set_font(FONT, "", _SMALL)


def _row(page: FPDF, lines: list[list[str]], widths: list[float], height: float) -> None:
    """One row of cells with a rule below."""
    top, x = page.get_y(), page.l_margin
    for texts, width in zip(lines, widths, strict=True):
        for number, text in enumerate(texts):
            page.set_xy(x, top + number * _ROW)
            page.cell(width, _ROW, text)
        x += width
    page.line(page.l_margin, top + height, x, top + height)
    page.set_xy(page.l_margin, top + height)


def _wrapped(page: FPDF, text: str, width: float) -> list[str]:
    """The text in lines that fit the column, cut between words, or between letters of a long word."""
    if page.get_string_width(text) <= width - 1:
        return [text]
    most = max(int(len(text) * (width - 3) / page.get_string_width(text)), 4)
    return textwrap.wrap(text, most) or [""]


def _panels(page: FPDF, panels: tuple[Panel, ...]) -> None:
    """Two to a row, the caption under each."""
    from PIL import Image

    width = (WIDTH - 8) / 2
    for start in range(0, len(panels), 2):
        pair = panels[start : start + 2]
        heights = []
        for panel in pair:
            with Image.open(io.BytesIO(panel.jpeg)) as picture:
                heights.append(min(width * picture.height / picture.width, _PANEL))
        if page.get_y() + max(heights) + 14 > 192:
            page.add_page()
        top = page.get_y() + 2
        ends = [
            _panel(page, panel, 15 + n * (width + 8), top, width, height)
            for n, (panel, height) in enumerate(zip(pair, heights, strict=True))
        ]
        page.set_y(max(ends) + 2)
    if panels:
        _line(
            page, 'Left: the film with the reference standard (green). Right: the map of the model\'s answer '
            '"fracture", also where the answer was no fracture.', 7.5, grey=True,
        )  # fmt: skip


def _panel(page: FPDF, panel: Panel, x: float, y: float, width: float, height: float) -> float:
    page.image(io.BytesIO(panel.jpeg), x=x, y=y, h=height)
    return _caption(page, panel.caption, x, y + height + 1, width)
