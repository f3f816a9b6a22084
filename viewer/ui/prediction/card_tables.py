"""A model's card as tables: what it is, its thresholds, what was measured, how it differs."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Final

from inference.model.bundle import Bundle, difference
from inference.model.card import Metric, ModelCard
from inference.records import OperatingPoint
from viewer.app.i18n import in_force, mark, quoted, tr, translated
from viewer.ui.prediction.card_text import synthetic_text
from viewer.ui.prediction.site_dialog import POINTS
from viewer.ui.shell import theme

Row = Sequence[str]
FOREIGN: Final = mark("What stands between quotation marks is the model's card in its own words, in English.")


def card_html(bundle: Bundle, used: Bundle | None) -> str:
    """A bundle's card, and where it differs from the bundle in use, as rich text.

    Every word of a card is escaped: it comes from a file.
    """
    card = bundle.card
    parts = [_heading(f"{card.name} {card.version}")]
    if said := synthetic_text(card):
        parts.append(f'<p style="color:{theme.DOUBT}">{html.escape(said)}</p>')
    if in_force():
        parts.append(f'<p style="color:{theme.QUIET}">{html.escape(tr(FOREIGN))}</p>')
    parts.append(_facts(_in_short(card)))
    if used is not None and used.folder != bundle.folder:
        changed = [translated(one) for one in difference(used, bundle)]
        found = changed or [tr("No difference in the card.")]
        parts += [_heading(tr("How it differs from the one in use")), _table((), [(one,) for one in found])]
    if card.operating_points:
        parts += [_heading(tr("Thresholds")), _table(*_points(card), figures=(1, 2))]
    for name, metrics in card.metrics.items():
        parts += [
            _heading(tr("Measured: {test_set}", test_set=quoted(name))),
            _table(*_measured(metrics), figures=(1, 2, 3)),
        ]
    return "".join((*parts, _heading(tr("Origin")), _facts(_origin(card))))


def _in_short(card: ModelCard) -> list[Row]:
    rows = [
        (tr("Intended use"), quoted(card.intended_use)),
        (tr("Verdict on the locked test set"), quoted(card.verdict or "")),
        (tr("Limits"), quoted(card.limits)),
    ]
    return [(name, value) for name, value in rows if value]


def _origin(card: ModelCard) -> list[Row]:
    half = len(card.onnx_sha256) // 2
    rows = [
        (tr("Films of the last stage"), f"{card.training_films}" if card.training_films else ""),
        (tr("Trained on"), quoted(card.training_data)),
        (tr("Licence"), card.licence),
        (tr("SHA-256"), f"{card.onnx_sha256[:half]}\n{card.onnx_sha256[half:]}"),
    ]
    return [(name, value) for name, value in rows if value]


def _points(card: ModelCard) -> tuple[Row, list[Row]]:
    rows: list[Row] = [
        (tr(POINTS.get(point.name, point.name)), *_figures_of(point)) for point in card.operating_points
    ]
    return (tr("Name"), tr("Threshold"), tr("Films"), tr("Set on")), rows


def _figures_of(point: OperatingPoint) -> Row:
    return f"{point.threshold:.3f}", f"{point.films}", quoted(point.set_on)


def _measured(metrics: Iterable[Metric]) -> tuple[Row, list[Row]]:
    rows: list[Row] = []
    for one in metrics:
        known = one.low is not None and one.high is not None
        interval = f"{one.low:.3f}–{one.high:.3f}" if known else "–"
        rows.append((quoted(one.name), f"{one.value:.3f}", interval, f"{one.films}" if one.films else "–"))
    return (tr("Figure"), tr("Value"), tr("95 % interval"), tr("Films")), rows


def _heading(words: str) -> str:
    return f'<p style="margin-top:12px;margin-bottom:4px"><b>{html.escape(words)}</b></p>'


def _facts(rows: Iterable[Row]) -> str:
    """Names at the left in a quiet colour, values beside them."""
    lines = "".join(
        f'<tr><td style="color:{theme.QUIET}" width="26%">{_cell(name)}</td><td>{_cell(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="3">{lines}</table>'


def _table(head: Row, rows: Iterable[Row], figures: Sequence[int] = ()) -> str:
    """A head and lines; the columns of ``figures`` stand at the right."""
    lines = "".join(_line(row, figures) for row in rows)
    top = _line(head, figures, theme.QUIET) if head else ""
    return f'<table width="100%" cellspacing="0" cellpadding="3">{top}{lines}</table>'


def _line(row: Row, figures: Sequence[int], colour: str = theme.TEXT) -> str:
    cells = (
        f'<td style="color:{colour}" align="{"right" if at in figures else "left"}">{_cell(word)}</td>'
        for at, word in enumerate(row)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cell(words: str) -> str:
    return html.escape(words).replace("\n", "<br>")
