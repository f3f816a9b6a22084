"""``shenton-train evaluate``: a bundle as the viewer runs it, on films with known truth."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inference import unused_options
from inference.errors import BundleError
from inference.files import write_whole
from inference.model.bundle import CARD, Bundle, load
from training import run_folder
from training.cli.decoded import progress_bar
from training.cli.options.argument_types import check_writable
from training.data import two_truths
from training.data.dataset import read_set, set_name
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.data.splits import test_rows
from training.errors import TrainingError
from training.evaluation import external_validation, scoring
from training.evaluation.asking import Models, ask_all
from training.evaluation.comparison import differences, labels, section
from training.evaluation.html.page import write_html
from training.evaluation.records import Kind, Section, SetResult
from training.evaluation.report_table import to_json, to_markdown

log = logging.getLogger(__name__)


def run(args: argparse.Namespace) -> int:
    """Measure, write the reports, and put the figures into the cards if asked to."""
    _check(args)
    check_writable(args.out, args.html)
    loaded = tuple(load(folder) for folder in args.bundle)
    models = Models(loaded, args.flips, tuple(args.close), tuple(args.join), args.threads)
    bundles = models.shown
    results = measured(models, args.data, args.fracatlas, args.limit)
    names = labels(bundles)
    sections = [
        [section(result, number, bundle.card) for result in results] for number, bundle in enumerate(bundles)
    ]
    found = [item for result in results for item in differences(result, names)]
    cards = [bundle.card for bundle in bundles]
    run_folder.write_json(args.out, to_json(list(zip(cards, sections, strict=True)), found))
    table = args.out.with_suffix(".md")
    write_whole(table, "\n".join(map(to_markdown, cards, sections)))
    if args.html is not None:
        write_html(args.html, bundles, results, sections, found, pictures=args.pictures)
    if args.into_card:
        for bundle, rows in zip(bundles, sections, strict=True):
            put_into_card(bundle, rows)
    log.info("%s", table.read_text("utf8"))
    return 0


def _check(args: argparse.Namespace) -> None:
    if not args.data and args.fracatlas is None:
        raise TrainingError("There is nothing to evaluate on.", "Give --data or --fracatlas.")
    if args.limit and args.into_card:
        raise TrainingError("A part of the films is no figure for a card.", "Leave out --limit.")
    if args.into_card and (args.flips or args.close):
        raise TrainingError(
            "A card tells what the model does by itself.", "Leave out --flips and --close, or --into-card."
        )
    if args.html is None:
        unused_options.refuse_without(args, {"pictures": False}, "--html")
    if not args.close:
        unused_options.refuse_without(args, {"join": ["mean"]}, "--close")
    if len({folder.resolve() for folder in args.bundle}) < len(args.bundle):
        raise TrainingError("One model is given twice.", "Give each once.")


def measured(models: Models, data: Sequence[Path], fracatlas: Path | None, limit: int = 0) -> list[SetResult]:
    """All models on all sets, each set's films read once; of a manifest with splits only its test rows.

    Raises:
        TrainingError: a set is given twice, is damaged, is not there, or names splits and tests nothing.
    """
    films: dict[Path, list[KnownFilm]] = {}
    names: list[str] = []
    for folder in data:
        films[folder], part = test_rows(read_set(folder))
        names.append(set_name(folder, films[folder]) + part)
    if len({*names}) < len(data):
        raise TrainingError("One data set is given twice.", "Give each once.")
    found = [
        known_result(models, name, rows[: limit or None], f", first {limit} only" if limit else "")
        for name, rows in zip(names, films.values(), strict=True)
    ]
    if fracatlas is not None:
        found += external_validation.results(models, fracatlas, progress_bar, limit)
    return found


def known_result(models: Models, name: str, films: Sequence[KnownFilm], part: str = "") -> SetResult:
    """All models on one set; where some class is not known only fracture or not is measured."""
    answers = ask_all(models, films, progress_bar(name))
    cards = [bundle.card for bundle in models.shown]
    partly = any(film.ao_class == SOME_FRACTURE for film in films)
    return SetResult(
        name + part,
        Kind.FRACTURE if partly else Kind.CLASSES,
        tuple(answers),
        tuple(scoring.score(*pair) for pair in zip(answers, cards, strict=True)),
        {},
        two_truths.words(answers[0].contradictory),
        shown=all(film.meta.get("source") == "synthetic" for film in films),
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
    write_whole(path, card.to_json())
    try:
        return load(bundle.folder)
    except BundleError:
        write_whole(path, before)
        raise
