"""The report as one HTML file that needs nothing beside it: no script, no link, no font from elsewhere."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from viewer.study.report.parts import Content
from viewer.study.report.pictures import bare

if TYPE_CHECKING:
    from markupsafe import Markup

FOLD: Final = 40
"""Tables with more rows are folded."""
MANY: Final = 6
"""Tables with so many columns wrap cells in narrow windows, and keep the first column in sight."""
_INTERVAL: Final = re.compile(r"\([^()]* to [^()]*\)(?: \[\d+\])?")
_P: Final = re.compile(r"\bp (?:=|&lt;) [\d.]+")


def html(content: Content, drawings: Mapping[str, bytes]) -> str:
    """The report; ``drawings`` holds the SVG of each figure by name."""
    from jinja2 import Environment, StrictUndefined

    source = files("viewer.study.report").joinpath("report.html.j2").read_text(encoding="utf8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False).from_string(source)
    shown = {name: _bare(svg) for name, svg in drawings.items()}
    return made.render(
        content=content, drawings=shown, fold=FOLD, many=MANY, whole=_whole, kept=_kept, encoded=_encoded
    )


def _whole(cell: str) -> Markup:
    """The cell's text; an interval stays in one line where the cell wraps."""
    from markupsafe import Markup, escape

    return Markup(_INTERVAL.sub(r"<span>\g<0></span>", str(escape(cell))))  # escaped just now


def _kept(line: str) -> Markup:
    """The sentence; a p value is not torn at the end of a line."""
    from markupsafe import Markup, escape

    return Markup(
        _P.sub(lambda found: found[0].replace(" ", "&nbsp;"), str(escape(line)))
    )  # escaped just now


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bare(svg: bytes) -> str:
    """The picture's own element, without the prologue of a file."""
    return bare(svg).decode("utf8")
