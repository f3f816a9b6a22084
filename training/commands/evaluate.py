"""``shenton-train evaluate``: a bundle as the viewer runs it, on films with known truth."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

from inference.bundle import CARD, Bundle, load
from inference.errors import BundleError
from inference.runtime import Session
from training import checkpoint, real_scoring, scoring
from training.answers import ask
from training.commands.fit import progress_bar
from training.errors import TrainingError
from training.report import Section, to_json, to_markdown
from training.source import read_set, set_name

log = logging.getLogger(__name__)


def run(args: argparse.Namespace) -> int:
    """Measure, write the report and its table, and put the figures into the card if asked to."""
    if not args.data and args.fracatlas is None:
        raise TrainingError("There is nothing to evaluate on.", "Give --data or --fracatlas.")
    if args.limit and args.into_card:
        raise TrainingError("A part of the films is no figure for a card.", "Leave out --limit.")
    bundle = load(args.bundle)
    session = Session(bundle, threads=args.threads or None)
    sections = [known_section(session, folder, args.limit) for folder in args.data]
    if len({section.name for section in sections}) < len(sections):
        raise TrainingError("One data set is given twice.", "Give each once.")
    if args.fracatlas is not None:
        sections += real_scoring.sections(session, args.fracatlas, progress_bar, args.limit)
    checkpoint.write_json(args.out, to_json(bundle.card, sections))
    table = args.out.with_suffix(".md")
    table.write_text(to_markdown(bundle.card, sections), "utf8")
    if args.into_card:
        put_into_card(bundle, sections)
    log.info("%s", table.read_text("utf8"))
    return 0


def known_section(session: Session, folder: Path, limit: int = 0) -> Section:
    """All figures on one data set with known truth."""
    films = read_set(folder)
    name = set_name(folder, films) + (f", first {limit} only" if limit else "")
    answers = ask(session, films[:limit] if limit else films, progress_bar(f"films of {folder.name}"))
    card = session.bundle.card
    scored = scoring.score(answers, card)
    figures = [
        *scoring.class_figures(scored),
        *scoring.point_figures(scored, card),
        *scoring.place_figures(scored),
        scoring.refusal_figure(scored),
    ]
    return Section(
        name=name,
        films=len(scored.known),
        figures=figures,
        subgroups=scoring.subgroup_figures(scored),
        confusion=scoring.confusion(scored),
        left_out=answers.left_out,
    )


def put_into_card(bundle: Bundle, sections: list[Section]) -> Bundle:
    """The card with these sections' figures; the graph stays as it is.

    Raises:
        BundleError: the bundle would not load afterwards; the old card is then kept.
    """
    measured = {section.name: tuple(section.figures + section.subgroups) for section in sections}
    card = replace(bundle.card, metrics={**bundle.card.metrics, **measured})
    path = bundle.folder / CARD
    before = path.read_text("utf8")
    partial = path.with_name(f".{CARD}.partial")
    partial.write_text(card.to_json(), "utf8")
    partial.replace(path)
    try:
        return load(bundle.folder)
    except BundleError:
        path.write_text(before, "utf8")
        raise
