"""One probability, one verdict: the same words and rule in window, sitting, exports and reports."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import CLASSES, OPEN, ReaderClass
from inference.archive.worker import answered
from inference.dicom.reader import read_film
from inference.export_records import StoredAnswer
from inference.imaging.answer_picture import answer_verdict
from inference.messages import Message
from inference.model.predictor import Predictor
from inference.model.session import Session
from inference.model.site_profile import SiteProfile, named
from inference.model.verdict import Verdict, probability_text, rule_text, verdict_of, zone_at
from inference.records import OperatingPoint, Prediction, Shown, Side, Symmetry
from tests.films import make_film
from tests.leaving import cases, filled_store, images
from tests.models import tiny_card, write_bundle
from tests.stores import MODEL, film, prediction, reading
from viewer.app.export_cases import MapDrawer, cases_of, known_models
from viewer.app.prediction.difference import Difference, difference
from viewer.app.prediction.model_service import Given, LoadedModel
from viewer.app.prediction.prediction_text import (
    POINTS_TO,
    STATES,
    VERDICT_WORDS,
    agreeable,
    class_line,
    rule_sentence,
    sentence,
    state_at,
    state_of,
)
from viewer.app.study.pack_films import advice_of
from viewer.export import presentation_state, sr_codes
from viewer.export.cases import ExportCase
from viewer.export.exporter import Exporter, Kind, Plan, export
from viewer.export.identity import Disguise
from viewer.export.page import pdf_page
from viewer.export.predictions import PredictionTable
from viewer.store.rows import FilmState
from viewer.store.store import Store
from viewer.study.design import model_answers
from viewer.study.design.model_answers import FrozenAnswers
from viewer.ui.prediction.heatmap_presenter import answer_line
from viewer.ui.prediction.prediction_panel import AnswerPanel
from viewer.ui.prediction.probability_bars import ClassBars

POINTS = tuple(
    OperatingPoint(name, at, "made films", 9)
    for name, at in (("half", 0.5), ("sensitive", 0.25), ("specific", 0.67))
)
ALONE = (OperatingPoint("half", 0.5, "made films", 9),)
CASES = [
    (0.1, POINTS, Verdict.CLEAR), (0.3, POINTS, Verdict.POSSIBLE), (0.6, POINTS, Verdict.POSSIBLE),
    (0.9, POINTS, Verdict.LIKELY), (0.3, ALONE, Verdict.CLEAR), (0.6, ALONE, Verdict.LIKELY),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> ExportCase:
    where = tmp_path_factory.mktemp("verdict")
    return cases(where / "store.sqlite", images(where / "films"))[0]


def frozen_with(answer: Prediction, points: tuple[OperatingPoint, ...]) -> FrozenAnswers:
    """What a locked study keeps, through its file."""
    zone = zone_at(answer.threshold, points)
    made = FrozenAnswers(MODEL, "half", answer.threshold, 1.0, 1.0, False, {"F001": answer}, zone)
    again = model_answers.from_bytes(*model_answers.to_bytes(made))
    assert again.zone == zone
    return again


@pytest.mark.parametrize(("p", "points", "expected"), CASES)
def test_every_surface_says_the_same(
    p: float,
    points: tuple[OperatingPoint, ...],
    expected: Verdict,
    case: ExportCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = prediction(p)
    zone = zone_at(answer.threshold, points)
    card = replace(tiny_card(), operating_points=points)
    assert state_of(answer, points) is STATES[expected]  # the window's card
    assert state_at(p, answer.threshold, points) is STATES[expected]  # the worklist
    assert sentence(answer, points).startswith(expected.value)
    assert VERDICT_WORDS[STATES[expected]] == expected.value
    assert answer_verdict(answer, card) is expected  # pictures
    frozen = frozen_with(answer, points)
    advice = advice_of(frozen, "F001")  # the sitting
    assert (advice.state, advice.zone) == (STATES[expected], zone)
    assert advice.words.startswith(expected.value)
    assert (advice.heat is None) == (expected is Verdict.CLEAR)
    assert frozen.verdict(answer) is expected  # the study's report
    assert rule_sentence(answer.threshold, zone) == rule_text(answer.threshold, zone)
    stored = StoredAnswer(MODEL, answer.probabilities, answer.threshold, Side.RIGHT, zone=zone)
    leaving = replace(case, answer=stored)
    assert f"{expected.value} ({probability_text(p)})" in "\n".join(presentation_state.words(leaving))
    assert printed(leaving, monkeypatch) >= {expected.value, rule_text(answer.threshold, zone)}
    coded, finding = in_report(leaving, tmp_path)
    assert coded == expected.value
    assert finding == (sr_codes.normal() if expected is Verdict.CLEAR else sr_codes.fracture()).meaning
    with PredictionTable(tmp_path / "results.csv") as rows:
        rows.ok(Path("a.dcm"), answer, points)
    with (tmp_path / "results.csv").open(encoding="utf8", newline="") as lines:
        assert next(csv.DictReader(lines))["verdict"] == expected.value


WEAK = dict(zip(CLASSES, (0.35, 0.11, 0.12, 0.12, 0.1, 0.1, 0.1), strict=True))
SURE = dict(zip(CLASSES, (0.35, 0.01, 0.33, 0.11, 0.1, 0.05, 0.05), strict=True))


@pytest.mark.parametrize(
    ("chances", "threshold", "named", "line", "code"),
    [
        (WEAK, 0.5, OPEN, "AO/OTA class open · threshold 0.50", "OPEN"),
        (SURE, 0.5, "A2", "AO/OTA A2 0.33 · threshold 0.50", "31A2"),
        (WEAK, 0.7, "normal", "AO/OTA class open · threshold 0.70", "OPEN"),
        (SURE, 0.7, "normal", "AO/OTA class open · threshold 0.70", "OPEN"),  # possible, below the threshold
    ],
)
def test_no_class_is_named_where_none_is_likely(
    chances: dict[str, float],
    threshold: float,
    named: str,
    line: str,
    code: str,
    case: ExportCase,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """The best of seven weak ones was named, and filed by who agreed."""
    points = tuple(
        OperatingPoint(name, at, "made films", 9)
        for name, at in (("half", threshold), ("sensitive", 0.25), ("specific", 0.9))
    )
    answer = replace(prediction(0.65, threshold=threshold), probabilities=chances)
    assert answer.named_class == named
    state = state_of(answer, points)
    assert state is STATES[Verdict.POSSIBLE]
    assert class_line(answer, state) == line
    bars = ClassBars()
    qtbot.addWidget(bars)
    bars.show_prediction(answer, state)
    assert f"31{bars._named()}" == code or (bars._named(), code) == (OPEN, "OPEN")
    if answer.is_fracture:
        words = f"AO/OTA {named}" if named else "AO/OTA class open"
        assert sentence(answer, points) == f"Fracture possible, right hip, {words}"
        assert answer_line(answer).startswith(f"right hip, {words}")
        assert agreeable(answer, points) == (ReaderClass.A2 if named else None)
    else:
        assert agreeable(answer, points) is None
    stored = StoredAnswer(MODEL, chances, threshold, Side.RIGHT, zone=(0.25, 0.9))
    plan = Plan(frozenset({Kind.SR}), Disguise())
    export(Exporter(plan, read_film), [replace(case, answer=stored)], tmp_path)
    (path,) = (tmp_path / "sr").iterdir()
    values = [
        item.ConceptCodeSequence[0].CodeValue
        for item in below(pydicom.dcmread(path))
        if item.get("ConceptCodeSequence")
        and item.ConceptNameCodeSequence[0].CodeValue == sr_codes.classification().value
    ]
    assert values[-1] == code


def test_a_reader_does_not_differ_from_a_class_that_is_open(tmp_path: Path) -> None:
    """In the window and in the store's own list alike."""
    for ao_class, differs in (("A1", False), ("B3", False), ("normal", True)):
        found = difference(OPEN, Side.NONE, ReaderClass(ao_class), Side.NONE)
        assert (found is not Difference.NOTHING) is differs
    with Store(tmp_path / "store.sqlite") as store:
        for chances, states in ((WEAK, "RRC"), (SURE, "CRC")):
            answer = replace(prediction(0.65), probabilities=chances, side=Side.NONE)
            for ao_class, state in zip(("A1", "A2", "normal"), states, strict=True):
                met = film(f"{state}{ao_class}{chances['A2']}")
                seen = Shown(store.add_prediction(met, answer), MODEL.sha256, 0.65, 0.5, answer_visible=True)
                given = replace(reading(ao_class=ao_class, shown=seen), film_sha256=met.pixel_sha256)
                store.add_reading(given)
                status = store.statuses([met.pixel_sha256], "R1")[met.pixel_sha256]
                assert status.state is {"R": FilmState.READ, "C": FilmState.CORRECTED}[state]
                assert status.answer == ("" if chances is WEAK else "A2")


@pytest.mark.parametrize(
    ("spots", "header", "verdict", "side"),
    [
        ((0.25,), {}, Verdict.LIKELY, "right"),
        ((0.75,), {}, Verdict.LIKELY, "left"),
        ((0.25,), {"PatientOrientation": ["R", "F"]}, Verdict.LIKELY, "left"),
        ((0.25, 0.75), {}, Verdict.LIKELY, "both"),
        ((0.5,), {}, Verdict.LIKELY, "uncertain"),
        ((0.25,), {}, Verdict.POSSIBLE, "right"),
        ((0.25,), {}, Verdict.CLEAR, ""),
    ],
)
def test_the_table_names_the_side_that_the_window_s_card_names(
    spots: tuple[float, ...],
    header: dict[str, list[str]],
    verdict: Verdict,
    side: str,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """The same rule, also where a fracture is only possible; nothing where none is named."""
    y, x = np.mgrid[0:400, 0:480]
    near = np.any([np.hypot(x - at * 480, y - 240) < 48 for at in spots], axis=0)
    stored = np.where(near, 3000, 200 + (x + y) % 50).astype(np.int64)
    path = make_film(tmp_path, stored=stored, **header)
    zone = {Verdict.LIKELY: (1e-4, 2e-4), Verdict.POSSIBLE: (1e-4, 0.9999), Verdict.CLEAR: (0.9998, 0.9999)}
    points = tuple(
        OperatingPoint(name, at, "made films", 9)
        for name, at in zip(("specific", "sensitive"), reversed(zone[verdict]), strict=True)
    )
    bundle = write_bundle(tmp_path / "tiny", bias=-3.0, temperature=9.0, operating_points=points)
    predictor = Predictor(Session(bundle))
    with PredictionTable(tmp_path / "results.csv") as rows:
        rows.put(answered(predictor, str(path)))
    with (tmp_path / "results.csv").open(encoding="utf8", newline="") as lines:
        row = next(csv.DictReader(lines))
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    image, model = read_film(path), LoadedModel(bundle, predictor, "CPU", Message("CPU"))
    panel.show_given(Given(image.film, predictor.answer(image), model), image.film)
    assert (row["verdict"], row["side"]) == (str(verdict), side)
    expected = POINTS_TO[Side(side)] if side else "No side indicated"
    assert panel._side.text() == expected


@pytest.mark.parametrize(
    ("other", "header", "said"),
    [
        (200, {}, "The map points to the right hip"),
        (1300, {}, "The map points mostly to the right hip"),
        (1300, {"PatientOrientation": ["R", "F"]}, "The map points mostly to the left hip"),
        (1950, {}, "The map points to both hips"),
    ],
)
def test_a_map_that_is_warm_on_both_hips_points_mostly_to_one(
    other: int, header: dict[str, list[str]], said: str, qtbot: QtBot, tmp_path: Path
) -> None:
    """The card said "to the right hip" while the left was drawn warm, too."""
    y, x = np.mgrid[0:400, 0:480]
    spots = [(np.hypot(x - at * 480, y - 240) < 48, grey) for at, grey in ((0.25, 2000), (0.75, other))]
    stored = (200 + (x + y) % 50).astype(np.int64)
    for place, grey in spots:
        stored[place] = np.maximum(stored[place], grey)
    path = make_film(tmp_path, stored=stored, **header)
    bundle = write_bundle(tmp_path / "tiny", bias=-3.0, temperature=9.0)
    predictor = Predictor(Session(bundle))
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    image, model = read_film(path), LoadedModel(bundle, predictor, "CPU", Message("CPU"))
    panel.show_given(Given(image.film, predictor.answer(image), model), image.film)
    assert panel._side.text() == said


@pytest.mark.parametrize(
    ("symmetry", "hips", "said"),
    [
        (Symmetry.NONE, (Side.RIGHT,), "The map points to the right hip"),
        (Symmetry.NONE, (Side.LEFT, Side.RIGHT), "The map points mostly to the right hip"),
        (Symmetry.NONE, (), "The map points mostly to the right hip"),  # a model that does not look for hips
        (Symmetry.ACROSS, (Side.RIGHT,), "The map points mostly to the right hip"),
    ],
)
def test_a_map_on_a_film_of_one_hip_points_to_that_alone(
    symmetry: Symmetry, hips: tuple[Side, ...], said: str, qtbot: QtBot, tmp_path: Path
) -> None:
    """A narrow film that is filed as a pelvis, on which the model found a single hip."""
    y, x = np.mgrid[0:480, 0:480]
    stored = (200 + (x + y) % 50).astype(np.int64)
    for at, grey in ((0.25, 2000), (0.75, 1300)):
        stored[np.hypot(x - at * 480, y - 240) < 48] = grey
    bundle = write_bundle(tmp_path / "tiny", bias=-3.0, temperature=9.0)
    predictor = Predictor(Session(bundle))
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    image = read_film(make_film(tmp_path, stored=stored))
    film = replace(image.film, symmetry=symmetry)
    model = LoadedModel(bundle, predictor, "CPU", Message("CPU"))
    answer = predictor.answer(image)
    assert isinstance(answer, Prediction)
    panel.show_given(Given(film, replace(answer, hips=hips), model), film)
    assert panel._side.text() == said


def printed(case: ExportCase, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text on the PDF page beside the model's answer."""
    told: set[str] = set()
    monkeypatch.setattr(pdf_page, "_text", lambda _page, _x, _y, text, **_more: told.add(str(text)))
    pdf_page._bars(pdf_page._blank(), case, 100.0)
    return told


def in_report(case: ExportCase, out: Path) -> tuple[str, str]:
    """The verdict and the finding of the model's group in the structured report."""
    plan = Plan(frozenset({Kind.SR}), Disguise())
    export(Exporter(plan, read_film), [case], out)
    (path,) = (out / "sr").iterdir()
    codes = [
        (item.ConceptNameCodeSequence[0].CodeMeaning, item.ConceptCodeSequence[0].CodeMeaning)
        for item in below(pydicom.dcmread(path))
        if item.get("ConceptCodeSequence")
    ]
    (verdict,) = (value for name, value in codes if name == sr_codes.verdict().meaning)
    return verdict, [value for name, value in codes if name == "Finding"][-1]


def below(item: pydicom.Dataset) -> Iterator[pydicom.Dataset]:
    """Every content item of a structured report."""
    for inner in item.get("ContentSequence", ()):
        yield inner
        yield from below(inner)


def test_the_store_s_answers_leave_with_the_zone_of_their_model(tmp_path: Path) -> None:
    cases(tmp_path / "store.sqlite", images(tmp_path / "films"))
    card = replace(tiny_card(), onnx_sha256=MODEL.sha256, operating_points=POINTS, synthetic_training=True)
    with Store(tmp_path / "store.sqlite") as store:
        known = cases_of(store, *known_models([card]))
        unknown = cases_of(store)
    assert {one.answer.zone for one in known if one.answer} == {(0.25, 0.67)}
    assert all(one.answer.synthetic_training for one in known if one.answer)
    assert {one.answer.zone for one in unknown if one.answer} == {None}


def test_an_answer_under_a_site_s_profile_leaves_with_the_site_s_zone(tmp_path: Path) -> None:
    films = images(tmp_path / "films")
    card = replace(tiny_card(), onnx_sha256=MODEL.sha256, operating_points=POINTS)
    own = tuple(OperatingPoint(n, at, "own films", 9) for n, at in (("sensitive", 0.3), ("specific", 0.7)))
    profile = SiteProfile(
        name="A", model_sha256=MODEL.sha256, device="", made_at="", method="readings", films=9, fractures=1,
        patients=9, share=0.1, wanted_specificity=0.9, wanted_sensitivity=0.9, films_needed=9, points=own,
    )  # fmt: skip
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "own.json").write_text(profile.to_json())
    (tmp_path / "sites" / "damaged.json").write_text("{")
    with filled_store(tmp_path / "store.sqlite", films) as store:
        answer = prediction(0.5, named(MODEL, profile), threshold=0.7, points=own)
        film = films[1].film
        seen = Shown(store.add_prediction(film, answer), MODEL.sha256, 0.5, 0.7, answer_visible=True)
        store.add_reading(replace(reading(), film_sha256=film.pixel_sha256, reader="R3", shown=seen))
        found = cases_of(store, *known_models([card], tmp_path / "sites"))
        without = cases_of(store, *known_models([card]))
    zones = [{one.answer.zone for one in made if one.answer} for made in (found, without)]
    assert zones == [{(0.25, 0.67), (0.3, 0.7)}, {(0.25, 0.67), None}]
    assert state_of(answer, POINTS) is STATES[verdict_of(0.5, 0.7, (0.3, 0.7))]


def test_a_picture_that_leaves_says_what_was_on_screen(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "tiny", operating_points=POINTS)
    (image, _other), session = images(tmp_path / "films"), Session(bundle)
    draw = MapDrawer(lambda: session)
    grey = np.zeros(image.film.shape, np.uint8)
    usual = Predictor(session).answer(image)
    assert isinstance(usual, Prediction)
    said = []
    for threshold, zone in ((1e-6, None), (1 - 1e-6, None), (0.5, (1e-6, 1 - 1e-6))):
        answer = StoredAnswer(usual.model, usual.probabilities, threshold, Side.LEFT, zone=zone)
        made = draw(image, grey, answer)
        assert made.picture is not None
        said.append(str(made.note).split(".")[0])
    expected = ["Heat map: fracture likely", "No fracture found, no heat map", "Heat map: fracture possible"]
    assert said == expected


def test_a_threshold_of_somebody_s_choice_stands_alone() -> None:
    assert zone_at(0.4, POINTS) is None
    assert verdict_of(0.45, 0.4, zone_at(0.4, POINTS)) is Verdict.LIKELY


@pytest.mark.parametrize(
    ("p", "text"),
    [(0.0, "<0.01"), (0.0049, "<0.01"), (0.006, "0.01"), (0.5, "0.50"), (0.9949, "0.99"), (0.996, ">0.99")],
)
def test_no_probability_is_written_as_certain(p: float, text: str) -> None:
    assert probability_text(p) == text
