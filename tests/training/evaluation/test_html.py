"""The HTML report: whole, self-contained, well formed, with every figure's counts; and its parts."""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from inference.model.bundle import Bundle, load, write
from inference.model.card import Metric
from inference.stats import bootstrap, weighted_figures
from inference.stats.common import Floats
from tests.models import tiny_card
from tests.training.conftest import ToyRun
from training.cli.evaluate import known_result
from training.cli.main import main
from training.data.dataset import read_set
from training.data.known_film import SOME_FRACTURE
from training.evaluation import scoring
from training.evaluation.asking import Models
from training.evaluation.comparison import differences, labels, section
from training.evaluation.html import latent, page, panels, plots, reliability, subgroups
from training.evaluation.model_outputs import Answers
from training.evaluation.records import Kind, SetResult

pytestmark = pytest.mark.torch


def altered(bundle: Bundle, folder: Path, noise: float = 0.5) -> Bundle:
    """The same network with other last weights: a second model that is not the first."""
    graph = onnx.load_from_string(bundle.graph_bytes())
    weight = next(item for item in graph.graph.initializer if "head" in item.name)
    values = numpy_helper.to_array(weight)
    changed = values + noise * values.std() * np.random.default_rng(0).normal(size=values.shape)
    weight.CopyFrom(numpy_helper.from_array(changed.astype(values.dtype), weight.name))
    data = graph.SerializeToString()
    card = replace(bundle.card, onnx_sha256=hashlib.sha256(data).hexdigest(), self_tests=(), version="2")
    return write(folder, data, card)


@pytest.fixture(scope="module")
def two(toy_run: ToyRun, tmp_path_factory: pytest.TempPathFactory) -> list[Bundle]:
    """A model and another."""
    first = load(toy_run.bundle)
    return [first, altered(first, tmp_path_factory.mktemp("models") / "other")]


@pytest.fixture(scope="module")
def result(toy_run: ToyRun, two: list[Bundle]) -> SetResult:
    """Both on the validation films."""
    return known_result(Models(tuple(two)), "toy set", read_set(toy_run.val))


def first_two(answers: Answers) -> Floats:
    """In place of t-SNE, which is most of a page's time and has a test of its own."""
    return np.stack([film.latent[:2] for film in answers.films])


@pytest.fixture
def flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent, "plane", first_two)


class Page(HTMLParser):
    """Collects what a page holds, and whether its elements close in order."""

    VOID = ("meta", "img", "br", "link")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [given[key] or "" for key in ("href", "src", "xlink:href") if key in given]
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("h2", "h3"):
            self.headings.append(data.strip())


@pytest.mark.slow
def test_evaluate_writes_a_page_that_needs_nothing_else(
    toy_run: ToyRun, two: list[Bundle], tmp_path: Path
) -> None:
    out = tmp_path / "report.json"
    found = tmp_path / "report.html"
    given = ["evaluate", "--bundle", str(two[0].folder), str(two[1].folder), "--data", str(toy_run.val)]
    assert main([*given, "--out", str(out), "--html", str(found), "--threads", "1"]) == 0
    text = found.read_text("utf8")
    read = Page()
    read.feed(text)
    assert read.open == []
    local = [one for one in read.addresses if one.startswith("#")]
    assert all(one.startswith(("#", "data:image/")) for one in read.addresses)
    assert {one[1:] for one in local} <= set(read.ids)
    assert "<script" not in text
    assert str(tmp_path) not in text
    assert str(toy_run.val) not in text
    wanted = ["Figures", "ROC curves and operating points", "Confusion matrices", "AUC of each class"]
    wanted += ["Calibration", "Subgroups", "Latent by class", "Where the models look", "Notes"]
    assert [name for name in wanted if name not in read.headings] == []
    assert "Research use only" in text
    assert text.count("data:image/jpeg") == 6 * 3
    data = json.loads(out.read_text("utf8"))
    assert len(data["models"]) == 2
    named = {item["metric"]["name"] for item in data["differences"]}
    assert {"AUC, fracture", "accuracy, 7 classes", "sensitivity at the default point"} <= named
    assert out.with_suffix(".md").read_text("utf8").count("# Toy") == 2
    assert main([*given, str(toy_run.val), "--out", str(out)]) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("flat")
def test_the_same_answers_make_the_same_page(two: list[Bundle], result: SetResult) -> None:
    sections = [[section(result, number, item.card)] for number, item in enumerate(two)]
    found = differences(result, labels(two))
    shown = replace(result, shown=False)
    pages = [page.html(two, [shown], sections, found) for _ in range(2)]
    assert pages[0] == pages[1]
    assert "data:image/jpeg" not in pages[0]
    assert "--pictures" in pages[0]
    assert page.html(two, [shown], sections, found, pictures=True).count("data:image/jpeg") == 18


@pytest.mark.slow
@pytest.mark.usefixtures("flat")
def test_text_from_a_card_or_a_film_is_never_markup(two: list[Bundle], result: SetResult) -> None:
    hostile = replace(two[0].card, name="<script>alert(1)</script>", training_data="<img src=x onerror=y>")
    bundles = [replace(two[0], card=hostile), two[1]]
    answers = replace(result.answers[0], left_out=(("<b>k</b>", "<i>bad</i>"),))
    changed = replace(result, answers=(answers, result.answers[1]), name="a & <u>set</u>", shown=False)
    sections = [[section(changed, number, item.card)] for number, item in enumerate(bundles)]
    text = page.html(bundles, [changed], sections, differences(changed, labels(bundles)))
    assert "<script" not in text
    assert "onerror=y>" not in text
    for tag in ("<b>k", "<i>bad", "<u>set"):
        assert tag not in text


def test_differences_pair_the_films(two: list[Bundle], result: SetResult) -> None:
    found = {item.metric.name: item for item in differences(result, labels(two))}
    one = found["AUC, fracture"]
    a, b = result.scored
    expected = bootstrap.auc(b.fracture, b.truth) - bootstrap.auc(a.fracture, a.truth)
    assert one.metric.value == pytest.approx(expected, abs=1e-4)
    assert one.metric.method.startswith(weighted_figures.FEW)  # four patients without a fracture
    assert one.p is None
    same = replace(result, scored=(a, a))
    again = {item.metric.name: item.metric for item in differences(same, ["x", "y"])}
    assert {item.value for item in again.values()} == {0.0}
    assert differences(replace(result, kind=Kind.OTHER), labels(two)) == []
    assert labels([two[0], two[0]]) == ["Toy 1.0.0 (1)", "Toy 1.0.0 (2)"]


def test_the_p_of_two_models_is_delong_s() -> None:
    from types import SimpleNamespace

    from inference.stats.covariance import delong
    from inference.stats.figures import AUC
    from training.evaluation import comparison

    rng = np.random.default_rng(2)
    truth = rng.random(90) < 0.4
    first = np.round(rng.normal(truth * 1.0, 1), 1)
    second = np.round(first * 0.5 + rng.normal(truth * 0.8, 1), 1)

    def p(one: object, two: object, kinds: object = truth) -> float | None:
        scored = [SimpleNamespace(fracture=score, truth=kinds) for score in (one, two)]
        return comparison._delong(*scored)  # type: ignore[arg-type]

    parts = AUC.components(np.stack([first, second]), truth)
    matrix = delong(parts)
    z = (parts.theta[1] - parts.theta[0]) / math.sqrt(matrix[0, 0] + matrix[1, 1] - 2 * matrix[0, 1])
    assert p(first, second) == pytest.approx(math.erfc(abs(z) / math.sqrt(2)))
    assert p(first, first) is None
    assert p(first, second, np.arange(90) < 1) is None


def test_calibration_before_and_after(two: list[Bundle], result: SetResult) -> None:
    answers, scored = result.answers[0], result.scored[0]
    scored = replace(scored, refused=np.arange(28) == 5)
    stated = reliability.stated(answers, scored, 1.0)
    assert np.isnan(stated[5])
    curve = reliability.reliability(answers, replace(scored, refused=np.zeros(28, bool)), 1.0)
    assert curve is None  # 28 films fill one part only
    brier, error = reliability.figures(answers, scored, 1.0)
    assert brier is not None
    assert error is not None
    kept = ~scored.refused
    assert brier.value == pytest.approx(np.mean((stated[kept] - scored.truth[kept]) ** 2), abs=1e-4)
    assert error.value == pytest.approx(abs((stated[kept] - scored.truth[kept]).mean()), abs=1e-4)
    assert brier.films == 27


def test_a_reliability_curve_has_all_films_and_exact_ends(result: SetResult) -> None:
    answers = result.answers[0]
    times = 3
    many = replace(
        answers,
        asked=answers.asked * times,
        films=answers.films * times,
        places=np.concatenate([answers.places + 28 * k for k in range(times)]),
    )
    card = tiny_card(size=64)  # without a gate: every film is answered
    found = scoring.score(many, card, rounds=10)
    curve = reliability.reliability(many, found, 1.0)
    assert curve is not None
    assert sum(curve.films) == int((~found.refused).sum())
    assert (curve.low <= curve.observed + 1e-9).all()
    assert (curve.observed <= curve.high + 1e-9).all()
    assert (np.diff(curve.stated) >= 0).all()
    assert "<svg" in plots.reliability(curve, curve, "a & b")


def test_subgroups_are_named_and_ordered(result: SetResult) -> None:
    films = tuple(
        replace(film, meta={**film.meta, "displacement_mm": 3.0 * place, "hardware": place % 2 == 0})
        for place, film in enumerate(result.scored[0].known)
    )
    found = subgroups.groups(films)
    assert list(found["severity"]) == ["severity: mild", "severity: gross"]
    assert list(found["displacement"])[-1] == "displacement: 10 mm and more"
    assert list(found["implant"]) == ["without an implant", "with an implant"]
    assert "source" not in found  # all synthetic: nothing to compare
    told = subgroups.figures(result.scored[0], found)
    sensitivity, specificity, _ = told["class: A1"]
    assert sensitivity is not None
    assert sensitivity.films == 4
    assert specificity is None


def test_plots_are_well_formed_and_repeat() -> None:
    metric = Metric("x", 0.5, 0.4, 0.6, 10, "", 10)
    rows = {"one": [metric, None], "two": [replace(metric, low=None, high=None), metric]}
    rng = np.random.default_rng(0)
    real = rng.random(60) < 0.5
    made = [
        plots.forest(["a", "b"], rows, "share <of>"),
        plots.confusion({"2 classes": (("no", "yes"), np.array([[3, 1, 0], [0, 2, 1]]))}),
        plots.roc([plots.Curve("m", np.array([1, 0.0]), np.array([1, 0.0]), (("half", 0.2, 0.8),))]),
        plots.embedding(rng.random((60, 2)), rng.integers(0, 7, 60), real, "m"),
    ]
    for text in made:
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img"
        assert not re.search(r"20\d\d-\d\d-\d\d", text)  # no date: the same input makes the same page
    assert made[0] == plots.forest(["a", "b"], rows, "share <of>")


def test_the_latent_is_laid_out_alike_each_time(result: SetResult) -> None:
    first, second = (latent.plane(result.answers[0]) for _ in range(2))
    assert first is not None
    assert first.shape == (28, 2)
    np.testing.assert_array_equal(first, second)
    few = replace(result.answers[0], films=result.answers[0].films[:5])
    assert latent.plane(few) is None


@pytest.mark.slow
def test_panels_are_of_the_first_boxed_film_of_each_class(two: list[Bundle], result: SetResult) -> None:
    assert list(panels.chosen(result)) == [1, 2, 3, 4, 5, 6]
    rows = panels.rows(result, two)
    assert rows[0].title.startswith("Film 2 of the set: A1")
    assert len(rows[0].maps) == 2
    by_patient = replace(result, kind=Kind.FRACTURE)
    assert len(panels.chosen(by_patient)) == panels.MOST
    certain = replace(result.scored[0], fracture=np.ones_like(result.scored[0].fracture))
    sure = panels.rows(replace(result, scored=(certain, *result.scored[1:])), two)
    assert sure[0].maps[0].caption.startswith("p\N{NO-BREAK SPACE}>0.99, called a fracture")


@pytest.mark.slow
@pytest.mark.usefixtures("flat")
def test_a_set_of_one_kind_or_of_unknown_classes_has_a_page_too(toy_run: ToyRun, two: list[Bundle]) -> None:
    films = read_set(toy_run.val)
    some = [replace(film, ao_class=SOME_FRACTURE) if film.ao_class != "normal" else film for film in films]
    broken = [film for film in films if film.ao_class != "normal"]
    models = Models((two[0],))
    results = [
        known_result(models, "whether", some[:14]),
        known_result(models, "all broken", broken[:12]),
    ]
    others = replace(results[0], name="limbs", kind=Kind.OTHER)
    assert [item.kind for item in results] == [Kind.FRACTURE, Kind.CLASSES]
    shown = [*results, others]
    sections = [[section(item, 0, two[0].card) for item in shown]]
    text = page.html(two[:1], shown, sections, [])
    read = Page()
    read.feed(text)
    assert read.open == []
    assert "the films are all of one kind" in text
    assert "fracture or not" in text
    named = [item.name for item in sections[0][0].figures]
    assert "AUC, fracture" in named
    assert "accuracy, 7 classes" not in named
