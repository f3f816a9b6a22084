"""The report of a study that went through real packs, and the commands from the protocol to the report."""

from __future__ import annotations

import csv
import html
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import inference
from inference.dicom.reader import read_film
from inference.errors import StudyError
from inference.stats.f1 import f1
from inference.stats.figures import F1
from inference.stats.proportions import Counts
from inference.stats.records import Row, from_rows
from tests import studies
from tests.models import write_bundle
from tests.studies import READERS, locked, opened, returned, sit
from viewer.cli import main
from viewer.study.analysis import summary
from viewer.study.analysis.analyse import Settings, analyse
from viewer.study.analysis.answers import answer_files
from viewer.study.analysis.decision_changes import switches
from viewer.study.analysis.flow import left_text
from viewer.study.analysis.plain_table import Table
from viewer.study.analysis.summary import MODEL, tally
from viewer.study.design import freeze, protocol_file, study_folder
from viewer.study.design.analysis_plan import Claim, Cutoffs, Endpoint, Plan
from viewer.study.design.protocol import Design, Protocol, Questions, Response, Scale
from viewer.study.design.reading_order import Step
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack, study_pack
from viewer.study.report import pdf, pictures
from viewer.study.report import write as report_files
from viewer.study.report.content import build
from viewer.study.report.failures import caption, wrong_readers
from viewer.study.report.parts import Content, Role, Section
from viewer.study.report.pictures import roc_points
from viewer.study.report.write import write


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A sequential study of 4 readers and 12 films, all of it read."""
    where = tmp_path_factory.mktemp("report")
    study = locked(where / "study", 6, 6)
    returned(study, where / "home")
    return study


@pytest.fixture(scope="module")
def written(read: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "report"
    files = write(read, out, read_film)
    assert [path.name for path in files[:2]] == ["report.html", "report.pdf"]
    return out


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every picture is drawn, but rendered only in the tests that look at the page.

    The bootstrap, too, runs whole there only: here nothing is said of its figures.
    """
    from matplotlib.figure import Figure

    small = {kind: pictures.saved(Figure(figsize=(1, 1)), kind) for kind in ("svg", "png")}
    monkeypatch.setattr(pictures, "saved", lambda _figure, kind: small[kind])
    monkeypatch.setattr(summary, "REPEATS", 100)


def test_the_page_needs_nothing_and_says_what_it_must(written: Path) -> None:
    page = (written / "report.html").read_text(encoding="utf8")
    assert not re.search(r"<script|<link|src=\"http|href=\"http|@import|url\((?!#)", page)
    for words in (
        "Research use only", "Test study", "What was found", "hold", "Switches after seeing", "Time per film",
        "Failures", "Films not evaluated", "To repeat it", "AO/OTA class given rightly", "Fleiss",
    ):  # fmt: skip
        assert words in page, words
    assert page.count("<svg") == 10
    assert f"Shenton {inference.__version__}, Python" in page
    captions = dict(
        line.split(": ", 1) for line in (written / "figures/captions.txt").read_text().splitlines()
    )
    assert set(captions) == {path.stem for path in (written / "figures").glob("*.svg")}
    assert captions.pop("flow").startswith("Who and what entered")
    assert {text.split(".")[0] for text in captions.values()} == {
        "Exploratory"
    }  # no question in the protocol
    assert all(text in html.unescape(page) for text in captions.values())
    assert page.index("The main comparison") < page.index("What was found")
    assert "every comparison in this report is exploratory" in page


def test_the_flow_opens_the_report_and_loses_nothing(written: Path, read: Study) -> None:
    given = json.loads((written / "analysis.json").read_text("utf8"))["flow"]
    assert [one["films"] for one in given] == [12, 12, 12, 12]
    assert given[0]["name"] == "In the reference standard and the protocol"
    assert given[-1]["name"] == "Analysed: AUC, aided and unaided, Obuchowski-Rockette"
    assert [one["answers"] for one in given] == [None, 96, 96, 96]
    page = (written / "report.html").read_text(encoding="utf8")
    assert page.index("Who and what entered. Right") < page.index("Decided before the first film")


def test_who_left_is_named_in_the_flow(tmp_path: Path) -> None:
    """R1 reads all, R2 and R3 half, R4 sends nothing; two films serve for practice."""
    plan = Plan(Endpoint.AUC, "aided", "model", Claim.NON_INFERIORITY, 0.2, 0.05)
    study = locked(tmp_path / "s", 5, 5, practice=2, plan=plan)
    beside = study.folder / protocol_file.NAME
    beside.write_text(beside.read_text("utf8").replace("alpha = 0.05\n", ""), "utf8")
    assert study_folder.load(study.folder).protocol.plan == plan  # the error that was usual then
    for code, films in (("R1", None), ("R2", 6), ("R3", 5)):
        given = opened(study, code, tmp_path / "home")
        sit(study, given, films=films)
        result_pack.merge(study, result_pack.make(given, tmp_path / f"{code}.resultpack"))
    found = tally(study, repeats=100)
    told = "\n".join(left_text(one) for stage in found.flow for one in stage.left)
    assert "2 films served for practice" in told
    assert "1 reader sent no result: R4" in told
    assert "18 answers not reached: R2 8, R3 10" in told
    assert found.flow[-1].name.startswith("Analysed: AUC, readers (aided) less the model")
    made = build(found)
    assert made.sections[0].title == "The primary question"
    assert made.sections[0].role is Role.PRIMARY
    assert "less the model" in made.sections[0].text[0]
    assert {one.role for one in made.sections[2:8]} == {Role.EXPLORATORY}
    assert any("by the 90 % interval: for it, write --level 0.9 " in line for line in made.sections[-1].text)
    curves = next(s for s in made.sections if any(d.name == "averaged_roc" for d in s.drawings))
    assert "without R2, R3, who rated too few films there, or none." in curves.drawings[0].caption
    assert any("aided: without R2, R3" in note for note in curves.tables[0].notes)
    whole = study.need_lock()
    assert not freeze.practice_patients(whole)
    tried = next(film for film in whole.films if film.practice)
    test = whole.test_films[0]
    mixed = replace(whole, films=(replace(tried, cluster=test.cluster), *whole.test_films))
    assert f"other films are tested: {tried.name}." in freeze.practice_patients(mixed)
    for name in ("flow", "forest"):
        assert pictures.shape(pictures.bare(pictures.saved(pictures.draw(found, name), "svg"))) > 0.2


def test_no_file_name_and_no_patient_leaves(written: Path) -> None:
    for path in written.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"Doe" not in data
            assert not re.search(rb"p0\d\d\.dcm", data)


def test_the_pdf_has_pages(written: Path) -> None:
    data = (written / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 5


def test_the_answers_repeat_the_figures(
    written: Path, read: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--model", "model", "--seed", str(read.protocol.seed), "--json"]
    told = json.loads((written / "analysis.json").read_text(encoding="utf8"))["analysis"]
    assert main.main(["study", "analyse", str(written / "answers.csv"), *arguments]) == 0
    again = json.loads(capsys.readouterr().out)
    assert {part["name"] for part in told["multireader"]} == {"all readers", "radiology", "emergency"}
    for part in ("operating", "areas", "multireader", "against_model", "switches"):
        assert again[part] == told[part], part
    assert main.main(["study", "analyse", str(read.folder), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown.pop("plan"), shown.pop("primary"), shown.pop("cutoffs")["verdict"]) == (
        None, None, "the model's thresholds",
    )  # fmt: skip
    assert shown == told
    methods = {one["method"].split(",")[0] for one in told["figures"]}
    assert {"FROC", "DeLong"} <= methods  # marks are in the one list, too


def test_details_hold_every_answer(written: Path) -> None:
    with (written / "details.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 * 12 * 2
    assert {row["arm"] for row in rows} == {"unaided", "aided"}
    assert {row["specialty"] for row in rows} == {"radiology", "emergency"}
    assert all(float(row["seconds"]) > 0 for row in rows)


def test_times_classes_and_model_are_counted(read: Study) -> None:
    found = tally(read, repeats=100)
    pooled = {one.arm: one for one in found.timings if one.scope == "pooled"}
    assert pooled["unaided"].films == 48
    assert 8 <= pooled["unaided"].median <= 12
    assert {one.name for one in found.classes} >= {"all readers", "R1"}
    assert found.answers.readers[-1] == MODEL
    assert found.analysis.settings.model == MODEL
    assert found.absent == ()


def test_verdicts_on_maps_are_counted(tmp_path: Path) -> None:
    from inference.records import MapVerdict

    study = locked(tmp_path / "s", 3, 3, readers=READERS[:1])
    plain = studies.noisy()

    def judging(study: Study, code: str, step: Step) -> Response:
        verdict = MapVerdict.ON_LESION if step.arm == "aided" and step.number <= 4 else None
        return replace(plain(study, code, step), map_verdict=verdict)

    returned(study, tmp_path / "home", answer=judging)
    found = tally(study, repeats=100)
    reader = found.verdicts[0]
    assert (reader.name, reader.on_lesion.successes, reader.on_lesion.total) == ("R1", 4, 4)
    assert [one.scope for one in found.verdicts] == ["reader", "specialty", "pooled"]


@pytest.mark.slow
@pytest.mark.parametrize("design", [Design.UNAIDED, Design.AIDED, Design.CROSSOVER])
@pytest.mark.usefixtures("quick")
def test_other_designs_and_readers_who_are_not_done(design: Design, tmp_path: Path) -> None:
    study = locked(tmp_path / "s", 4, 4, design, readers=READERS[:3])
    with pytest.raises(StudyError, match="No result was merged"):
        write(study, tmp_path / "out")
    returned(study, tmp_path / "home", ["R1"])
    given = opened(study, "R2", tmp_path / "home")
    sit(study, given, films=5)
    result_pack.merge(study, result_pack.make(given, tmp_path / "part.resultpack"))
    write(study, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert "R2 has not answered" in page
    assert "No result has come from R3" in page
    text = (tmp_path / "out" / "analysis.json").read_text(encoding="utf8")
    assert "NaN" not in text


@pytest.mark.usefixtures("quick")
def test_one_reader_who_left_early_has_read_what_he_read(tmp_path: Path) -> None:
    study = locked(tmp_path / "s", 4, 4, readers=READERS[:1])
    given = opened(study, "R1", tmp_path / "home")
    sit(study, given, films=1)
    result_pack.merge(study, result_pack.make(given, tmp_path / "part.resultpack"))
    write(study, tmp_path / "out")
    page = html.unescape((tmp_path / "out" / "report.html").read_text(encoding="utf8"))
    assert "1 reader (1 radiology) read 1 of 8 films, 4 of the 8 with a fracture" in page
    lists = "".join(path.read_text(encoding="utf8") for path in (tmp_path / "out" / "checklists").iterdir())
    assert "2 answers of 1 reader to 1 film in 2 arms" in html.unescape(lists)
    many = r"(?<![\d.,/-])1 (readers|films|answers|arms|patients|lesions|marks)\b"
    assert not re.findall(rf".{{30}}{many}.{{30}}", page + lists)


@pytest.mark.usefixtures("quick")
def test_an_unaided_study_without_a_model(tmp_path: Path) -> None:
    studies.films(tmp_path / "films", 3, 3)
    draft = study_folder.create(tmp_path, studies.protocol(Design.UNAIDED, readers=READERS[:2]))
    study = study_folder.make_lock(draft, read_film)
    returned(study, tmp_path / "home")
    write(study, tmp_path / "out", read_film)
    assert "model" not in (tmp_path / "out" / "answers.csv").read_text(encoding="utf8")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert f"analyse answers.csv --level 0.95 --seed {study.protocol.seed}" in page  # no --model there


def test_a_part_of_a_report_that_vanished_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = report_files.write_whole

    def vanish(path: Path, data: bytes) -> None:
        for other in path.parent.iterdir():
            other.unlink()
        put(path, data)

    monkeypatch.setattr(report_files, "write_whole", vanish)
    with pytest.raises(StudyError, match="not there any more: a, b"):
        report_files._put(tmp_path / "out", {"a": b"1", "b": b"2", "c": b"3"})


def test_a_report_can_be_stopped(read: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="not finished"):
        write(read, tmp_path / "out", cancelled=lambda: True)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("quick")
def test_commands_from_protocol_to_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, where = tmp_path / "home", tmp_path / "study"
    studies.films(where / "films", 3, 3)
    bundle = write_bundle(tmp_path / "model")
    start = ["--home", str(home), "study"]
    readers = ["--reader", "R1:radiology:12", "--reader", "R2:emergency", "--title", "By command"]
    assert main.main([*start, "new", str(where), *readers]) == 0
    assert main.main([*start, "new", str(where)]) == 1
    assert main.main([*start, "pack", str(where)]) == 1
    assert "not locked yet" in capsys.readouterr().err
    assert main.main([*start, "lock", str(where), "--model", str(bundle.folder)]) == 0
    assert main.main([*start, "pack", str(where)]) == 0
    keys = dict(re.findall(r"key for (R\d): (\S+)", capsys.readouterr().out))
    study = study_folder.load(where)
    for code, key in keys.items():
        given = study_pack.unpack(where / "packs" / f"{code}.studypack", key, home)
        sit(study, given, lambda *asked: Response((plain := studies.noisy()(*asked)).fracture, plain.rating))
        result_pack.make(given, tmp_path / f"{code}.resultpack")
    packs = [str(tmp_path / f"{code}.resultpack") for code in keys]
    assert main.main([*start, "merge", str(where), *packs]) == 0
    assert main.main([*start, "merge", str(where), packs[0]]) == 1
    assert "merged before" in capsys.readouterr().err
    assert main.main([*start, "report", str(where), "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "report.pdf").is_file()


@pytest.mark.parametrize("words", [["--design", "both"], ["--reader", "R1:x:many"], ["--reader", "a b"]])
def test_a_new_study_with_wrong_words(words: list[str], tmp_path: Path) -> None:
    assert main.main(["study", "new", str(tmp_path / "s"), *words]) == 1
    assert not (tmp_path / "s").exists()


def test_switches_by_hand() -> None:
    """Films 1 to 4 with a fracture; the model is wrong on film 1 and right on the others."""
    before, after, model = "1001", "0111", "0111"
    rows = [Row("R1", str(k), "unaided", True, None, b == "1") for k, b in enumerate(before)]
    rows += [Row("R1", str(k), "aided", True, None, a == "1") for k, a in enumerate(after)]
    rows += [Row("model", str(k), "model", True, None, m == "1") for k, m in enumerate(model)]
    (reader, pooled) = switches(from_rows(rows), Settings(model="model"))
    counts = (reader.right_right, reader.wrong_wrong, reader.right_wrong, reader.wrong_right)
    assert counts == (1, 0, 1, 2)
    assert (reader.right_wrong_model_wrong, reader.wrong_right_model_right) == (1, 2)
    assert reader.misled is not None
    assert reader.rescued is not None
    assert (reader.misled.successes, reader.misled.total) == (1, 1)
    assert (reader.rescued.successes, reader.rescued.total) == (2, 2)
    assert pooled.scope == "pooled"
    assert analyse(from_rows(rows), Settings(model="model", repeats=100)).switches == (reader, pooled)


def test_f1_as_a_figure_of_several_readers() -> None:
    """Its value is F1, its delta-method variance is near that of many simulated studies."""
    random, truth = np.random.default_rng(4), np.arange(200) < 80

    def decide() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return (random.random(200) < np.where(truth, 0.8, 0.15)).astype(np.float64)

    one = decide()[None]
    parts = F1.components(one, truth)
    counts = Counts(*(int(n) for n in (one[0, truth].sum(), one[0, ~truth].sum(), 0, 0)))
    assert parts.theta[0] == pytest.approx(f1(replace(counts, fn=80 - counts.tp)) or 0)
    assert parts.positive.mean() == pytest.approx(parts.theta[0])
    assert parts.negative.mean() == pytest.approx(parts.theta[0])
    drawn = np.array([F1.components(decide()[None], truth).theta[0] for _ in range(3000)])
    variances = []
    for _ in range(50):
        parts = F1.components(decide()[None], truth)
        variances.append(parts.positive.var(ddof=1) / 80 + parts.negative.var(ddof=1) / 120)
    assert np.mean(variances) == pytest.approx(drawn.var(), rel=0.12)


def test_roc_points_run_from_corner_to_corner() -> None:
    fpf, tpf = roc_points(np.array([1.0, 2, 2, 3]), np.array([False, True, False, True]))
    assert fpf.tolist() == [0, 0, 0.5, 1]
    assert tpf.tolist() == [0, 0.5, 1, 1]


@pytest.mark.slow
@pytest.mark.parametrize("scale", [Scale.NONE, Scale.SIX])
@pytest.mark.usefixtures("quick")
def test_other_scales(scale: Scale, tmp_path: Path) -> None:
    """Without ratings the decisions are exported; six points have weighted kappas beside a model's areas."""
    rules = replace(studies.protocol().rules, questions=Questions(scale))
    studies.films(tmp_path / "films", 4, 4)
    draft = study_folder.create(tmp_path, Protocol(rules, readers=READERS[:2]))
    study = study_folder.make_lock(draft, read_film, studies.model(tmp_path / "bundle"))

    def answer(study: Study, code: str, step: Step) -> Response:
        rating = studies.noisy()(study, code, step).rating or 0
        return Response(rating >= 50, 1 + min(rating, 99) * 6 // 100 if scale is Scale.SIX else None)

    returned(study, tmp_path / "home", answer=answer)
    write(study, tmp_path / "out")
    scores = (tmp_path / "out" / "answers.imrmc").read_text(encoding="utf8")
    assert f"\nR1,{study.need_lock().test_films[0].name},unaided," in scores
    told = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf8"))["analysis"]
    weighted = [
        one["linear"] is not None for one in told["cohen"] if "model" not in (one["first"], one["second"])
    ]
    assert all(weighted) is (scale is Scale.SIX)
    assert any(area["reader"] == "model" for area in told["areas"])


@pytest.mark.usefixtures("quick")
def test_cut_offs_of_the_protocol_are_the_analysis_s(tmp_path: Path) -> None:
    """Readers by their rating from 30 on, the model from 0.3: shown, counted, repeated alike."""
    study = locked(tmp_path / "s", 3, 3, cutoffs=Cutoffs(readers=30, model=0.3))
    returned(study, tmp_path / "home", ("R1", "R2"))
    found = tally(study, repeats=100)
    assert found.model is not None
    assert (found.model.threshold, found.model.zone, found.model.operating_point) == (0.3, None, "protocol")
    answers = found.answers
    people = [answers.readers.index(code) for code in ("R1", "R2")]
    rating = answers.rating[:2, people]
    assert found.analysis.data.decisions.endswith("a rating of 30 or more counts as a fracture")
    for code in ("R1", "R2"):
        for arm in ("unaided", "aided"):
            (one,) = (o for o in found.analysis.operating if (o.name, o.arm) == (code, arm))
            row = answers.rating[answers.arms.index(arm), answers.readers.index(code)]
            assert one.counts.tp == int(((row >= 30) & answers.truth).sum())
    assert np.isfinite(rating).all()
    write(study, tmp_path / "out")
    (tmp_path / "again.csv").write_text((tmp_path / "out" / "answers.csv").read_text("utf8"), "utf8")
    again = analyse(answer_files.read(tmp_path / "again.csv"), found.analysis.settings)
    assert again.operating == found.analysis.operating
    page = (tmp_path / "out" / "report.html").read_text("utf8")
    assert "--cutoff 30 --one-scale" in page
    assert page.index("The main comparison") < page.index("Mind: weak") < page.index("What was found")
    against = sum(
        given.response.fracture is not ((given.response.rating or 0) >= 30)
        for result in found.results.values() for given in result.answers
    )  # fmt: skip
    assert against
    assert f"In {against} of 24 answers the yes or no is not what the rating says" in page
    wrong = sum(wrong_readers(found, film.name)["aided"][0] for film in study.need_lock().test_films)
    pooled = next(o for o in found.analysis.operating if (o.scope, o.arm) == ("pooled", "aided"))
    assert wrong == pooled.counts.fp + pooled.counts.fn  # by the rating, as counted, not by the yes or no
    missing = (tmp_path / "out" / "checklists" / "STARD-AI.md").read_text("utf8")
    assert "2 readers sent no result: R3, R4" in missing


def test_no_figure_of_the_model_is_written_as_certain(read: Study) -> None:
    found = tally(read, repeats=100)
    film, model = read.need_lock().test_films[0].name, found.answers.readers.index(MODEL)
    for p, text in ((1e-4, "<0.01"), (0.5, "0.50"), (0.9999, ">0.99")):
        rating = found.answers.rating.copy()
        rating[:, model] = p
        told = caption(replace(found, answers=replace(found.answers, rating=rating)), film)
        assert re.search(r"Model: [a-z ]+ \((.*?)\)", told)[1] == text  # type: ignore[index]


def test_letters_that_no_typeface_draws_stand_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never as boxes; the report says which is which."""
    from matplotlib.figure import Figure

    monkeypatch.setattr(pictures, "_families", lambda: ("DejaVu Sans",))
    figures = [Figure(), Figure()]
    one, two = figures[0].text(0, 0, "외과 R1"), figures[1].text(0, 0, "내과, 외과")
    assert pictures.spelled(figures).endswith("in the figures stand ?1 for 외과, ?2 for 내과.")
    assert (one.get_text(), two.get_text()) == ("?1 R1", "?2, ?1")
    assert pictures.spelled(figures) == ""


def test_names_that_a_pdf_cannot_draw_stay_apart() -> None:
    """Two Korean specialties would both be "??": they get a number each, which page one explains."""
    table = Table("T", ("who", "A"), (("외과", "0.9 − 1"), ("내과", "0.8"), ("외과 R1", "é")))
    made = Content(
        "제목", "S", ("Research use only.",), (Section("One", tables=(table,), role=Role.PRIMARY),)
    )
    shown = pdf._drawable(made)
    assert (shown.title, shown.sections[0].role) == ("?1", Role.PRIMARY)
    assert shown.sections[0].tables[0].rows == (("?2", "0.9 − 1"), ("?3", "0.8"), ("?2 R1", "é"))
    assert shown.notices == ("Research use only.", pdf.NOT_DRAWN)
    plain = replace(made, title="T", sections=())
    assert pdf._drawable(plain) == plain
    assert pdf.pdf(made, {}).startswith(b"%PDF-")
