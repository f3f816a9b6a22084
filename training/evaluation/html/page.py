"""The page: what is said where, made of the sets' results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from inference.aoota import CLASSES, GROUPS
from inference.files import write_whole
from inference.model.bundle import Bundle
from inference.model.card import Metric, ModelCard
from inference.stats import bootstrap
from inference.stats.common import Bools, Floats, Ints
from inference.stats.weighted_figures import area, share
from training.evaluation import scoring
from training.evaluation.calibration import candidates
from training.evaluation.comparison import labels
from training.evaluation.html import latent, panels, plots, reliability, subgroups
from training.evaluation.html.plots import Curve
from training.evaluation.records import Difference, Kind, Section, SetResult
from training.evaluation.scoring import REFUSED, Scored, metric


@dataclass(frozen=True, slots=True)
class PointRow:
    """One operating point of one model: where it was set, what it costs on the test films."""

    model: str
    name: str
    threshold: float
    first: bool
    set_on: str
    stated: tuple[float, float] | None
    sensitivity: Metric | None
    specificity: Metric | None
    missed: str
    alarms: str


@dataclass(slots=True)
class Part:
    """All that the page says of one set."""

    anchor: str
    result: SetResult
    counts: list[tuple[str, int, int]]
    table: list[tuple[str, list[Metric | None]]]
    subgroups: list[tuple[str, list[tuple[str, list[tuple[Metric | None, ...]]]]]] = field(
        default_factory=list
    )
    differences: list[Difference] = field(default_factory=list)
    points: list[PointRow] = field(default_factory=list)
    plots: dict[str, list[str]] = field(default_factory=dict)
    calibration: list[tuple[str, list[Metric | None]]] = field(default_factory=list)
    latent_films: int = 0
    rows: list[panels.Row] = field(default_factory=list)
    hidden: bool = False

    @property
    def headline(self) -> tuple[str, list[Metric | None]]:
        """The one figure that stands for the set in the overview."""
        wanted = (scoring.AREA, "no answer")
        return next((row for name in wanted for row in self.table if row[0] == name), self.table[0])


def write_html(
    path: Path,
    bundles: Sequence[Bundle],
    results: Sequence[SetResult],
    sections: Sequence[Sequence[Section]],
    differences: Sequence[Difference],
    *,
    pictures: bool = False,
) -> None:
    """Write the report whole or not at all.

    Args:
        sections: of every model the figures of every set, as made by
            :func:`training.evaluation.comparison.section`.
        pictures: show films even of sets that are neither generated nor published.
    """
    text = html(bundles, results, sections, differences, pictures=pictures)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def html(
    bundles: Sequence[Bundle],
    results: Sequence[SetResult],
    sections: Sequence[Sequence[Section]],
    differences: Sequence[Difference],
    *,
    pictures: bool = False,
) -> str:
    """The page as text."""
    import jinja2

    names = labels(bundles)
    parts = [
        _part(number, result, bundles, names, [rows[number] for rows in sections], pictures)
        for number, result in enumerate(results)
    ]
    for part in parts:
        part.differences = [item for item in differences if item.set_name == part.result.name]
    notes = _Notes()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["note"] = notes.mark
    environment.globals["zip_names"] = lambda rows: list(zip(names, rows, strict=True))
    return environment.get_template("report.html").render(
        models=list(zip(names, bundles, map(plots.colour, range(len(names))), strict=True)),
        names=names,
        parts=parts,
        notes=notes.texts,
        usual=bootstrap.METHOD,
        least=bootstrap.LEAST_PATIENTS,
        kinds=Kind,
    )


class _Notes:
    """Footnotes: how intervals were made where not in the usual way."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def mark(self, method: str) -> str:
        """The mark of a method; empty for the usual ones, which the page tells once."""
        if method in (bootstrap.METHOD, f"paired {bootstrap.METHOD}", ""):
            return ""
        text = method.split(" (")[0]  # without the count of patients, which stands beside the figure
        if text not in self.texts:
            self.texts.append(text)
        return str(self.texts.index(text) + 1)


def _part(
    number: int,
    result: SetResult,
    bundles: Sequence[Bundle],
    names: Sequence[str],
    sections: Sequence[Section],
    pictures: bool,
) -> Part:
    part = Part(f"set-{number + 1}", result, counts(result), _table(sections))
    if result.kind is Kind.OTHER:
        return part
    part.points = [
        row
        for name, bundle, scored in zip(names, bundles, result.scored, strict=True)
        for row in point_rows(name, bundle.card, scored)
    ]
    truth = result.scored[0].truth
    if truth.any() and not truth.all():
        given = zip(names, bundles, result.scored, strict=True)
        part.plots["roc"] = [plots.roc([curve(*one) for one in given])]
    part.plots["confusion"] = [plots.confusion(confusions(result, scored)) for scored in result.scored]
    _add_calibration(part, bundles, names)
    _add_subgroups(part, names)
    if result.kind is Kind.CLASSES:
        part.plots["classes"] = _class_areas(part.table, names)
        part.plots["class curves"] = [
            plots.class_roc(class_curves(scored), name)
            for name, scored in zip(names, result.scored, strict=True)
        ]
        _add_latents(part, names)
    part.hidden = not (result.shown or pictures)
    if not part.hidden:
        part.rows = panels.rows(result, bundles)
    return part


def counts(result: SetResult) -> list[tuple[str, int, int]]:
    """Name, films and patients of every class (or of fractures and others), and of all."""
    scored = result.scored[0]
    if result.kind is Kind.CLASSES:
        kinds = {name: scored.target == number for number, name in enumerate(CLASSES)}
    elif result.kind is Kind.FRACTURE:
        kinds = {"fracture": scored.truth, "no fracture": ~scored.truth}
    else:
        kinds = {}
    kinds["all"] = np.ones(len(scored.known), bool)
    return [
        (name, int(mine.sum()), len(set(scored.patients[mine])))
        for name, mine in kinds.items()
        if mine.any() or name in CLASSES
    ]


def _table(sections: Sequence[Section]) -> list[tuple[str, list[Metric | None]]]:
    """One row a figure, one column a model; operating points have rows of their own elsewhere."""
    found = [_default(section) for section in sections]
    names = dict.fromkeys(name for row in found for name in row)
    return [(name, [row.get(name) for row in found]) for name in names]


def _default(section: Section) -> dict[str, Metric]:
    """The figures by name; of operating points those at the default (the first of each name)."""
    kept: dict[str, Metric] = {}
    for item in section.figures:
        name, at, _ = item.name.partition(" at ")
        kept.setdefault(f"{name} at the default point" if at else name, item)
    return kept


def curve(name: str, bundle: Bundle, scored: Scored) -> Curve:
    """The model's ROC curve on the set, films without an answer at one half."""
    false, true = along(scored.fracture, scored.truth)
    points = []
    for point in sorted(bundle.card.operating_points, key=_order):
        hit = (scored.fracture >= point.threshold) & ~scored.refused
        alarm = ~scoring.called_normal(scored, point.threshold)
        points.append((point.name, float(alarm[~scored.truth].mean()), float(hit[scored.truth].mean())))
    found = metric("AUC", area(scored.fracture, scored.truth), scored)
    told = "" if found is None else f"\nAUC {found.value:.3f}"
    if found is not None and found.low is not None:
        told += f" ({found.low:.3f} to {found.high:.3f})"
    return Curve(f"{name}{told}", false, true, tuple(points))


def along(score: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """False and true positive rates over all thresholds."""
    thresholds = np.r_[0.0, candidates(score), 1.0 + 1e-9]
    called = score[None] >= thresholds[:, None]
    return called[:, ~truth].mean(axis=1), called[:, truth].mean(axis=1)


def class_curves(scored: Scored) -> dict[str, tuple[Floats, Floats]]:
    """One-against-rest curves of the classes that occur."""
    kinds = {name: scored.target == number for number, name in enumerate(CLASSES)}
    return {
        name: along(scored.probabilities[:, number], kinds[name])
        for number, name in enumerate(CLASSES)
        if kinds[name].any() and not kinds[name].all()
    }


def _order(point: Any) -> tuple[float, str]:
    """Along the scale: from the most sensitive threshold to the most specific."""
    return point.threshold, point.name


def point_rows(name: str, card: ModelCard, scored: Scored) -> list[PointRow]:
    """What each operating point costs on these films, along the scale."""
    rows = []
    for point in sorted(card.operating_points, key=_order):
        hit = (scored.fracture >= point.threshold) & ~scored.refused
        cleared = scoring.called_normal(scored, point.threshold)
        broken, others = int(scored.truth.sum()), int((~scored.truth).sum())
        rows.append(
            PointRow(
                name,
                point.name,
                point.threshold,
                point is card.operating_points[0],
                point.set_on,
                stated(card, point.threshold),
                metric("sensitivity", share(hit), scored, scored.truth),
                metric("specificity", share(cleared), scored, ~scored.truth),
                f"{int((scored.truth & ~hit).sum())} of {broken}",
                f"{int((~scored.truth & ~cleared).sum())} of {others}",
            )
        )
    return rows


def stated(card: ModelCard, threshold: float) -> tuple[float, float] | None:
    """Sensitivity and specificity at a threshold on the validation films, off the card's curve."""
    if not card.roc:
        return None
    tried, sensitivity, specificity = np.array(card.roc).T
    return float(np.interp(threshold, tried, sensitivity)), float(np.interp(threshold, tried, specificity))


def confusions(result: SetResult, scored: Scored) -> dict[str, tuple[Sequence[str], Any]]:
    """Tables at two classes, and at three and seven where the classes are known; last column: no answer."""
    two = np.where(scored.refused, REFUSED, (scored.fracture >= scored.threshold).astype(np.int64))
    found: dict[str, tuple[Sequence[str], Ints, Ints]] = {}
    found["2 classes"] = (("no fracture", "fracture"), two, scored.truth.astype(np.int64))
    if result.kind is Kind.CLASSES:
        group = bootstrap.group_probabilities(scored.probabilities).argmax(axis=1)
        three = np.where(scored.refused, REFUSED, group)
        found["3 classes"] = (tuple(GROUPS), three, bootstrap.GROUP_OF[scored.target])
        found["7 classes"] = (CLASSES, scored.answer, scored.target)
    tables: dict[str, tuple[Sequence[str], Any]] = {}
    for title, (names, answer, target) in found.items():
        table = np.zeros((len(names), len(names) + 1), np.int64)
        np.add.at(table, (target, np.where(answer == REFUSED, len(names), answer)), 1)
        tables[title] = (names, table)
    return tables


def _class_areas(table: list[tuple[str, list[Metric | None]]], names: Sequence[str]) -> list[str]:
    rows = [(name.removeprefix("AUC, "), found) for name, found in table if name.startswith("AUC, ")]
    columns = {label: [found[number] for _, found in rows] for number, label in enumerate(names)}
    return (
        [plots.forest([name for name, _ in rows], columns, "AUC, each class against the rest")]
        if rows
        else []
    )


def _add_calibration(part: Part, bundles: Sequence[Bundle], names: Sequence[str]) -> None:
    part.plots["calibration"] = []
    for number, name in enumerate(names):
        given = part.result.answers[number], part.result.scored[number]
        temperature = bundles[number].card.temperature
        before, after = (reliability.reliability(*given, value) for value in (1.0, temperature))
        if before is not None and after is not None:
            part.plots["calibration"].append(plots.reliability(before, after, name))
        for when, value in (("before", 1.0), (f"after, temperature {temperature:.3g}", temperature)):
            part.calibration.append((f"{name}, {when}", reliability.figures(*given, value)))


def _add_subgroups(part: Part, names: Sequence[str]) -> None:
    found = subgroups.groups(part.result.scored[0].known)
    if not found:
        return
    each = [subgroups.figures(scored, found) for scored in part.result.scored]
    part.subgroups = [
        (subject, [(name, [model[name] for model in each]) for name in inner])
        for subject, inner in found.items()
    ]
    rows = [name for inner in found.values() for name in inner]
    rows = [name for name in rows if any(model[name][0] for model in each)]
    columns = {label: [each[number][name][0] for name in rows] for number, label in enumerate(names)}
    part.plots["subgroups"] = [plots.forest(rows, columns, "sensitivity at the default point")]


def _add_latents(part: Part, names: Sequence[str]) -> None:
    part.plots["latent"] = []
    for name, answers in zip(names, part.result.answers, strict=True):
        points = latent.plane(answers)
        if points is None:
            continue
        films = [answers.films[number] for number in latent.chosen(answers)]
        target = np.array([item.target for item in films], np.int64)
        real = np.array([item.known.meta.get("source") == "real" for item in films])
        part.plots["latent"].append(plots.embedding(points, target, real, name))
        part.latent_films = len(films)
