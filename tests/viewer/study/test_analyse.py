"""The whole analysis of a table of answers, its tables, the reference checks and the command."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.stats import mrmc_or, roemetz
from inference.stats.records import Answers, StudyDataError
from viewer.cli import study_arguments
from viewer.study.analysis import analyse, cited, leading, tables, verify
from viewer.study.analysis.analyse import Settings
from viewer.study.analysis.answers import imrmc, long_csv
from viewer.study.analysis.localisation import marks_csv
from viewer.study.analysis.plain_table import Topic
from viewer.study.analysis.settings import stand_ins
from viewer.study.design.reference_standard import imrmc_example

QUICK = Settings(repeats=100)


def example() -> Answers:
    rating, truth = imrmc_example()
    blank = np.full(rating.shape, -1)
    names = tuple(f"film{k}" for k in range(80))
    readers = tuple(f"reader{j + 1}" for j in range(5))
    return Answers(("testA", "testB"), readers, names, truth, rating, blank, blank, np.arange(80), ("",) * 5)


def walk(value: Any) -> None:
    """Limits in order and around the value, probabilities between 0 and 1, standard errors not negative."""
    if isinstance(value, dict):
        if value.get("p") is not None:
            assert -1e-12 <= value["p"] <= 1 + 1e-9
        if "se" in value and value["se"] is not None:
            assert value["se"] >= 0
            if value["se"] == 0 or value["lower"] is None:
                assert value["lower"] is value["upper"] is value["p"] is None
                assert value["note"]
            else:
                assert value["lower"] < value["upper"]
                assert value["lower"] - 1e-9 <= value["value"] <= value["upper"] + 1e-9
        for key in ("interval", "wilson", "exact", "logit"):
            inner, middle = value.get(key), value.get("value", value.get("difference"))
            if inner is not None and middle is not None:
                assert inner["lower"] - 1e-9 <= middle <= inner["upper"] + 1e-9
        for inner in value.values():
            walk(inner)
    elif isinstance(value, list):
        for inner in value:
            walk(inner)


def plain(answers: Answers, settings: Settings = QUICK) -> dict[str, Any]:
    result = analyse.analyse(answers, settings)
    found = analyse.to_json(result)
    json.dumps(found, allow_nan=False)
    walk(found)
    assert tables.text(result)
    return found


def test_every_reference_check_agrees() -> None:
    checks = verify.verify()
    assert [check.name for check in checks if not check.ok] == []
    assert len(checks) > 60
    assert "All" in verify.text(checks)
    wrong = replace(checks[0], computed=0.5, ok=False)
    assert "WRONG" in verify.text([wrong])
    assert "1 of 1 figures differ" in verify.text([wrong])


def test_figures_of_the_example() -> None:
    found = plain(example(), replace(QUICK, cutoff=1.0))
    both = found["multireader"][0]
    assert (both["figure"], both["arms"], both["films"], both["films_left"]) == (
        "AUC",
        ["testA", "testB"],
        80,
        0,
    )
    assert [one["method"] for one in both["obuchowski_rockette"]] == ["jackknife", "delong", "unbiased"]
    unbiased = both["obuchowski_rockette"][2]["inferences"][0]
    assert unbiased["kind"] == "RRRC"
    assert "readers like these and films like these" in unbiased["generalises"]
    assert unbiased["differences"][0]["estimate"]["df"] == pytest.approx(7.435336, abs=1e-6)
    assert both["ustat"][0]["result"]["estimate"]["df"] == pytest.approx(7.35007, abs=1e-5)
    assert both["dbm"]["inferences"][0]["test"]["value"] == pytest.approx(
        both["obuchowski_rockette"][0]["inferences"][0]["test"]["value"]
    )
    reader = both["obuchowski_rockette"][1]["readers"][0]
    paired = next(one for one in found["comparisons"] if one["reader"] == "reader1")
    assert reader["estimate"] == pytest.approx(paired["auc"])
    arm, single = both["obuchowski_rockette"][2]["arms"][0], unbiased["arms"][0]["estimate"]
    assert single["se"] ** 2 == pytest.approx(arm["ms_r"] / 5 + arm["cov2"])
    assert found["direction"].startswith("A higher rating is more suspicious")
    assert found["data"]["decisions"] == "a rating of 1 or more counts as a fracture"
    names = {(one["scope"], one["name"]) for one in found["operating"]}
    assert ("pooled", "all readers") in names
    assert ("reader", "reader1") in names
    again = plain(example(), replace(QUICK, cutoff=1.0))
    assert again == found


def test_no_cutoff_is_ever_chosen() -> None:
    found = plain(example())
    assert found["operating"] == []
    assert "no cut-off" in found["data"]["decisions"]
    assert {one["figure"] for one in found["multireader"]} == {"AUC"}


def test_ratings_of_nought_and_one_are_decisions() -> None:
    answers = roemetz.simulate(roemetz.published("LL"), 2, 12, 12, seed=3)
    yes_no = replace(answers, rating=(answers.rating > 0.7).astype(np.float64))
    found = plain(yes_no)
    assert "0 or 1" in found["data"]["decisions"]
    assert len(found["operating"]) == 2 * 3


def with_model(seed: int = 4) -> Answers:
    """Three readers in two arms and a model that answered in an arm of its own."""
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 20, seed=seed, cutoff=0.7)
    rating, decision = np.full((3, 4, 40), np.nan), np.full((3, 4, 40), -1)
    rating[:2, :3], decision[:2, :3] = answers.rating[:, :3], answers.decision[:, :3]
    rating[2, 3], decision[2, 3] = answers.rating[0, 3], answers.decision[0, 3]
    blank = np.full(rating.shape, -1)
    return replace(
        answers, arms=("unaided", "aided", "model alone"), readers=("a", "b", "c", "model"), rating=rating,
        decision=decision, located=blank, specialty=("surgeon", "surgeon", "radiologist", ""),
    )  # fmt: skip


def test_readers_against_a_model_in_its_own_arm() -> None:
    found = plain(with_model(), replace(QUICK, model="model"))
    crossed = found["multireader"]
    assert {tuple(one["arms"]) for one in crossed} == {("aided", "unaided"), ("unaided",), ("aided",)}
    assert all("model" not in one["readers"] for one in crossed)
    pooled = [one for one in found["against_model"] if one["scope"] == "pooled" and one["figure"] == "AUC"]
    assert [one["arm"] for one in pooled] == ["unaided", "aided"]
    own = next(one for one in found["areas"] if one["reader"] == "model")
    result = pooled[0]["results"]["delong"]
    assert result["model"] == own["area"]["value"]
    assert result["rrrc"]["value"] == pytest.approx(result["mean"] - result["model"])
    assert {one["second"] for one in found["comparisons"] if one["reader"] == "a"} == {"unaided", "model"}
    assert {one["name"] for one in found["operating"] if one["scope"] == "specialty"} == {
        "surgeon",
        "radiologist",
    }
    text = tables.text(analyse.analyse(with_model(), replace(QUICK, model="model")))
    assert "Readers against the model" in text
    assert "not for diagnosis" in text


def test_patients_with_two_hips() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 20, 20, seed=5, cutoff=0.7)
    hips = replace(answers, cluster=np.arange(40) % 20)
    found = plain(hips)
    assert found["data"]["clusters"] == 20
    both = found["multireader"][0]
    assert [one["method"] for one in both["obuchowski_rockette"]] == [
        "jackknife over patients",
        "Obuchowski 1997",
    ]
    assert both["dbm"] is None
    assert both["ustat"] == []
    assert "clusters" in both["notes"][0]
    assert found["operating"][0]["clustered"]["sensitivity"]["value"] == pytest.approx(
        found["operating"][0]["rates"]["sensitivity"]["value"]
    )
    assert found["comparisons"][0]["clustered"]
    assert "20 patients" in tables.text(analyse.analyse(hips, QUICK))


def test_missing_answers_are_counted_and_named() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 10, 10, seed=6)
    rating = answers.rating.copy()
    rating[0, 1, 4] = np.nan
    rating[1, 2] = np.nan
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    found = analyse.to_json(result)
    assert found["data"]["missing"] == [{"reader": "reader2", "arm": "arm1", "missing": 1}]  # type: ignore[index]
    both = result.multireader[0]
    assert (both.readers, both.readers_left) == (("reader1", "reader2"), ("reader3",))
    assert (both.films, both.films_left) == (19, 1)
    assert both.ustat[0].result.readers == 3
    text = tables.text(result)
    assert "reader2 left out 1 film in arm1" in text
    assert "without reader3" in text


def test_readers_who_share_no_film() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 2, 10, 10, seed=7)
    rating = answers.rating.copy()
    rating[:, 0, ::2], rating[:, 1, 1::2] = np.nan, np.nan
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    assert result.multireader[0].problem == "no film was answered by every reader in every arm"
    assert result.multireader[0].ustat
    assert "no crossed analysis" in tables.text(result)


def test_three_arms_that_cannot_be_crossed_are_compared_two_by_two() -> None:
    model = replace(roemetz.published("HL", arms=3))
    answers = roemetz.simulate(model, 3, 10, 10, seed=8)
    rating = answers.rating.copy()
    rating[0, 0], rating[1, 1], rating[2, 2] = np.nan, np.nan, np.nan
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    arms = [one.arms for one in result.multireader]
    pairs = [("arm1", "arm2"), ("arm1", "arm3"), ("arm2", "arm3")]
    assert arms[:4] == [("arm1", "arm2", "arm3"), *pairs]
    for pair in result.multireader[1:4]:  # one reader went through both arms, three through one of them
        assert "a comparison of readers needs two" in pair.problem
        chosen = leading.leading(pair)
        assert chosen is not None
        assert chosen.readers == 3


def test_an_arm_that_one_reader_read_stands_apart() -> None:
    answers = roemetz.simulate(roemetz.published("HL", arms=3), 4, 15, 15, seed=8)
    rating = answers.rating.copy()
    rating[2, 1:] = np.nan
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    main = result.multireader[0]
    assert (main.arms, len(main.readers), main.films) == (("arm1", "arm2"), 4, 30)
    assert "arm3 stands apart" in tables.text(result)


@pytest.mark.parametrize("same", [True, False])
def test_arms_that_one_reader_each_read_are_not_compared(same: bool) -> None:
    """Arms 2 and 3 have one reader, the same or two: no comparison of readers, and why; a mean for arm 1."""
    answers = roemetz.simulate(roemetz.published("HL", arms=3), 4, 15, 15, seed=8)
    rating = np.full(answers.rating.shape, np.nan)
    rating[0] = answers.rating[0]
    rating[1, 0], rating[2, 0 if same else 1] = answers.rating[1, 0], answers.rating[2, 1]
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    pooled = [one for one in result.multireader if one.scope == "pooled"]
    assert all(one.problem and leading.leading(one) is None for one in pooled if len(one.arms) > 1)
    mean = leading.leading(next(one for one in pooled if one.arms == ("arm1",)))
    assert mean is not None
    assert (mean.readers, mean.kind) == (4, "RRRC")
    assert "a comparison of readers needs two" in tables.text(result)
    own = [one for one in result.comparisons if one.auc is not None]
    assert ("reader1", "arm1", "arm2") in {(one.reader, one.first, one.second) for one in own}


def test_readers_less_the_model_by_every_answer() -> None:
    """One reader left early, the model has no answer to a film: each is compared where both answered."""
    answers = with_model()
    rating, decision = answers.rating.copy(), answers.decision.copy()
    rating[0, 2, 6:34], decision[0, 2, 6:34] = np.nan, -1
    rating[2, 3, 5], decision[2, 3, 5] = np.nan, -1
    settings = replace(QUICK, model="model")
    result = analyse.analyse(replace(answers, rating=rating, decision=decision), settings)
    plain(replace(answers, rating=rating, decision=decision), settings)
    (block,) = (
        one for one in result.against_model
        if (one.scope, one.figure, one.arm) == ("pooled", "AUC", "unaided")
    )  # fmt: skip
    assert block.readers_left == ("c",)
    led, complete = leading.less_model(block), leading.less_model_complete(block)
    assert led is not None
    assert complete is not None
    assert (led.readers, led.films, led.answers) == (3, 39, 39 + 39 + 11 + 39)
    assert (complete.readers, complete.answers) == (2, 3 * 39)
    assert led.method is leading.Method.MODEL_EVERY_ANSWER
    assert led.estimate.interval is not None
    lines = [one.method for one in cited.cited(result) if one.method.startswith(cited.MODEL_EVERY.name)]
    assert lines
    rows = tables.of(Topic.AGAINST_MODEL, result).rows
    assert ("AUC", "unaided", "OR every answer") in {(row[0], row[2], row[9]) for row in rows}
    whole = analyse.analyse(answers, settings).against_model
    assert all(one.every is None for one in whole)


def test_an_early_leaver_does_not_drop_the_films_of_all() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 5, 30, 30, seed=6, cutoff=0.7)
    rating, decision = answers.rating.copy(), answers.decision.copy()
    rating[:, 4, 5:50], decision[:, 4, 5:50] = np.nan, -1
    result = analyse.analyse(replace(answers, rating=rating, decision=decision), QUICK)
    both = result.multireader[0]
    assert (both.films, both.fractures, both.readers_left) == (60, 30, ("reader5",))
    assert (both.ustat[0].answers, both.ustat[0].films) == (510, 60)
    text = tables.text(result)
    lead = text.index("U-statistics of all 510 answers of 5 readers to 60 films, 30 with a fracture")
    assert lead < text.index("complete cases alone, 4 readers on 60 films, 30 with a fracture")
    assert text.index("complete cases without reader5") > 0
    of = {(one.figure, one.arms): one for one in result.multireader}
    yes = of["sensitivity", ("arm1",)].ustat[0]
    hits = (decision[0] == 1) & answers.truth
    assert yes.result.areas[0] == pytest.approx(hits.sum() / ((decision[0] >= 0) & answers.truth).sum())


def test_one_fracture_gives_no_interval() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 1, seed=6)
    result = analyse.analyse(answers, QUICK)
    assert not any(block.ustat for block in result.multireader)
    text = tables.text(result)
    assert "because there is only one film with a fracture, where a variance needs two" in text
    assert "answers behind no figure: there is only one film" in text
    assert "no reader answered enough" not in text
    alone = analyse.analyse(answers.select(readers=[0]), QUICK)
    assert alone.multireader[0].problem == result.multireader[0].problem
    none = analyse.analyse(replace(answers, truth=np.zeros(21, dtype=bool)), QUICK)
    assert none.multireader[0].problem.startswith("there is no film with a fracture")


def test_answers_behind_another_figure_are_not_said_to_be_behind_none() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 20, seed=6)
    fractures = replace(answers, truth=np.ones(40, dtype=bool))
    text = tables.text(analyse.analyse(fractures, replace(QUICK, cutoff=1.0)))
    assert "sensitivity, arm1 less arm2: " in text  # a figure of all these answers
    assert "behind no comparison of AUC, arm1 and arm2: there is no film without a fracture" in text
    assert "behind no figure" not in text
    assert "behind no figure: " in tables.text(analyse.analyse(fractures, QUICK))


def test_ratings_the_other_way_round_and_cut_offs_outside_them_are_told() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 25, 25, seed=6)
    rating = answers.rating.copy()
    rating[:, 1] *= -1
    turned = replace(answers, rating=rating)
    told = analyse.analyse(turned, QUICK).data.doubts
    assert [one.split(".  ")[0] for one in told] == ["Areas below 0.5 beyond chance: reader2 (arm1, arm2)"]
    for cutoff, said in ((1e3, "No rating reaches the cut-off 1000"), (-1e3, "No rating lies below")):
        told = analyse.analyse(answers, replace(QUICK, cutoff=cutoff)).data.doubts
        assert [said in one for one in told] == [True]
    own = replace(QUICK, cutoff=1, model="reader3", model_cutoff=99)
    told = analyse.analyse(answers, own).data.doubts
    assert ["ratings of reader3 go from" in one for one in told] == [True]


def test_cases_nested_in_arms_are_compared() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 40, 40, seed=3)
    rating = answers.rating.copy()
    rating[0, :, ::2], rating[1, :, 1::2] = np.nan, np.nan
    result = analyse.analyse(replace(answers, rating=rating), QUICK)
    both = result.multireader[0]
    assert both.problem
    assert both.ustat[0].films == 80
    assert "U-statistics of all 320 answers" in tables.text(result)


def test_one_cut_off_for_two_scales_is_refused() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 12, 12, seed=3)
    rating = np.clip(answers.rating * 20 + 40, 0, 100)
    rating[:, 2] /= 100
    mixed = replace(answers, rating=rating)
    for settings in (Settings(cutoff=50, model="reader3"), Settings(cutoff=50), Settings(cutoff=0.5)):
        with pytest.raises(StudyDataError, match="two scales"):
            analyse.analyse(mixed, settings)
    own = replace(QUICK, cutoff=50, model="reader3", model_cutoff=0.5)
    found = {one.name: one for one in analyse.analyse(mixed, own).operating}
    assert found["reader3"].counts.tp == int((rating[1, 2, answers.truth] >= 0.5).sum())


def test_places_give_an_lroc_area() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 15, 15, seed=9, cutoff=0.7)
    located = np.where(answers.truth, np.random.default_rng(1).integers(0, 2, answers.rating.shape), -1)
    found = plain(replace(answers, located=located))
    areas = {one["figure"]: one["area"]["value"] for one in found["areas"] if one["reader"] == "reader1"}
    assert areas["area under the LROC curve"] < areas["AUC"]
    assert "area under the LROC curve" in {one["figure"] for one in found["multireader"]}


def test_six_point_scale_has_weighted_kappa() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 3, 20, 20, seed=10, cutoff=0.7)
    six = replace(answers, rating=np.clip(np.round(answers.rating * 2), 1, 6))
    found = plain(six)
    assert found["cohen"][0]["quadratic"]["value"] >= found["cohen"][0]["linear"]["value"] - 0.2
    assert found["fleiss"][0]["readers"] == 3


def hostile(seed: int) -> Answers:
    """A small table with constant, perfect, equal or missing answers, one film, one kind of film, ..."""
    random = np.random.default_rng(seed)
    i, j, k = int(random.integers(1, 4)), int(random.integers(1, 6)), int(random.integers(1, 16))
    truth = random.random(k) < random.choice([0, 0.3, 0.5, 1])
    rating = random.normal(size=(i, j, k)) + truth * random.choice([0, 1, 100])
    kind = seed % 5
    if kind == 0:
        rating = np.round(rating)
    elif kind == 1:
        rating = np.full_like(rating, 5)
    elif kind == 2:
        rating = np.broadcast_to(truth, rating.shape).astype(np.float64)
    elif kind == 3:
        rating = np.broadcast_to(rating[:1, :1], rating.shape)
    rating = np.where(random.random(rating.shape) < random.choice([0, 0.1, 0.6]), np.nan, rating)
    decision, located = (
        np.where(random.random(rating.shape) < 0.2, -1, random.integers(0, 2, rating.shape))
        if random.random() < 0.5 else np.full(rating.shape, -1)
        for _ in range(2)
    )  # fmt: skip
    cluster = random.integers(0, max(k // 2, 1), k) if random.random() < 0.4 else np.arange(k)
    return Answers(
        tuple(f"a{n}" for n in range(i)), tuple(f"r{n}" for n in range(j)), tuple(f"c{n}" for n in range(k)),
        truth, rating, decision, located, cluster,
        tuple(str(random.choice(["", "x", "y"])) for _ in range(j)),
    )  # fmt: skip


@pytest.mark.parametrize("part", range(4))
def test_no_table_gives_nan_or_an_error(part: int) -> None:
    for seed in range(10 * part, 10 * part + 10):
        choice = replace(QUICK, cutoff=0.5 if seed % 3 else None, model="r0" if seed % 2 else "")
        plain(hostile(seed), choice)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(level=1.0), Settings(level=0.2), Settings(model="nobody"), Settings(cutoff=float("nan")),
        Settings(repeats=1), Settings(seed=-1),
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(settings: Settings) -> None:
    with pytest.raises(StudyDataError):
        analyse.analyse(example(), settings)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    study_arguments.add_arguments(parser)
    return study_arguments.run(parser.parse_args([*arguments]))


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long, other = tmp_path / "answers.csv", tmp_path / "answers.imrmc"
    long.write_text(long_csv.text(example()))
    other.write_text(imrmc.text(example()))
    assert run("analyse", str(long), "--json", "--cutoff", "1") == 0
    by_csv = json.loads(capsys.readouterr().out)
    assert run("analyse", str(other), "--json", "--cutoff", "1") == 0
    assert json.loads(capsys.readouterr().out) == by_csv
    assert run("analyse", str(long)) == 0
    assert "AUC, testA less testB: -0.054" in capsys.readouterr().out
    assert run("verify") == 0
    assert "figures agree" in capsys.readouterr().out
    assert run("verify", "--json") == 0
    assert all(check["ok"] for check in json.loads(capsys.readouterr().out))
    with pytest.raises(StudyDataError):
        run("analyse", str(tmp_path / "none.csv"))


def test_every_figure_is_cited_with_its_method_and_numbers() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 25, seed=8, cutoff=0.7)
    result = analyse.analyse(answers, replace(QUICK, model=answers.readers[0]))
    lines = cited.cited(result)
    known = {method.name: method.source for method in cited.METHODS}
    assert all(any(line.method.startswith(name) for name in known) and line.source for line in lines)
    assert all(line.films and line.answers and line.version == result.version for line in lines)
    (block,) = (b for b in result.multireader if (b.scope, b.figure, len(b.arms)) == ("pooled", "AUC", 2))
    first = block.obuchowski_rockette[0]
    (line,) = (
        one for one in lines
        if one.method == f"Obuchowski-Rockette, {first.method}, RRRC" and one.figure == "AUC"
        and one.arms == block.arms and one.who == "all readers"
    )  # fmt: skip
    assert line.value == first.inferences[0].differences[0].estimate.value
    assert (line.readers, line.films, line.fractures, line.answers) == (3, 45, 25, 270)
    assert len(cited.to_json(result)["figures"]) == len(lines)  # type: ignore[arg-type]


def test_every_measure_is_cited_too() -> None:
    """Each kind of measure that the answers give has a line, with the value that the nested result holds."""
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 25, seed=8, cutoff=0.7)
    span = np.nanmax(answers.rating) - np.nanmin(answers.rating)
    unit = (answers.rating - np.nanmin(answers.rating)) / span
    result = analyse.analyse(replace(answers, rating=unit), replace(QUICK, model=answers.readers[0]))
    lines, measured = cited.cited(result), result.measures
    by_name = {(one.figure, one.who, one.arms): one for one in lines}
    assert len(by_name) <= len(lines)
    used = {one.method.split(":")[0].split(";")[0] for one in lines}
    wanted = {method.name.split(";")[0] for method in cited.MEASURES} - {
        cited.figures.CLASSES, cited.linear_mixed.METHOD.split(";")[0],
    }  # fmt: skip
    assert wanted <= used
    assert measured.model is not None
    assert measured.model.calibration is not None
    brier = by_name["Brier score", answers.readers[0], ()]
    assert brier.value == measured.model.calibration.brier
    assert (brier.films, brier.fractures) == (45, 25)
    area = by_name["partial AUC, standardised, 1 - specificity 0 to 0.2", answers.readers[1], ("arm1",)]
    assert (area.films, area.fractures, area.answers) == (45, 25, 45)
    alpha = by_name["Krippendorff's alpha of ratings", "all readers", ("arm1",)]
    assert (alpha.readers, alpha.answers, alpha.fractures) == (3, 135, None)
    assert all(one.source and one.films and one.readers and one.answers for one in lines)


def test_every_method_of_the_figures_is_verified() -> None:
    checks = verify.verify()
    assert all(check.ok for check in checks)
    assert [method.name for method in cited.METHODS if not verify.checked(method, checks)] == []
    assert "Methods of the figures:" in verify.text(checks)


def test_films_that_share_a_patient_lead_by_every_answer() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 5, 30, 30, seed=6, cutoff=0.7)
    rating, decision = answers.rating.copy(), answers.decision.copy()
    rating[:, 4, 5:50], decision[:, 4, 5:50] = np.nan, -1
    rating[1, 3], decision[1, 3] = np.nan, -1
    shared = replace(answers, rating=rating, decision=decision, cluster=np.arange(60) // 2)
    result = analyse.analyse(shared, QUICK)
    plain(shared)
    pooled = [one for one in result.multireader if one.scope == "pooled"]
    found = {(one.figure, one.arms): leading.leading(one) for one in pooled}
    for figure in ("AUC", "sensitivity", "specificity", "F1"):
        chosen = found[figure, ("arm1", "arm2")]
        assert chosen is not None
        assert chosen.method is leading.Method.UNBALANCED
        assert chosen.estimate.interval is not None
    auc = found["AUC", ("arm1", "arm2")]
    assert auc is not None
    assert (auc.readers, auc.films, auc.answers) == (5, 60, 450)
    text = tables.text(result)
    assert text.index("Obuchowski-Rockette of all 450 answers of 5 readers") < text.index(
        "complete cases alone"
    )
    assert "takes reader4 from one arm only" in text
    assert result.flow[-1].beside
    table = tables.of(Topic.SEVERAL, result)
    assert ("AUC", "450", "OR every answer") in {(row[0], row[5], row[6]) for row in table.rows}
    lines = [
        one for one in cited.cited(result) if one.method.startswith("Obuchowski-Rockette of every answer")
    ]
    assert (lines[0].answers, lines[0].films) == (450, 60)


def test_u_statistics_without_an_interval_do_not_lead() -> None:
    for seed in range(40):
        answers = roemetz.simulate(roemetz.published("HL"), 3, 8, 8, seed=seed)
        rating = answers.rating.copy()
        rating[np.random.default_rng(seed).random(rating.shape) < 0.3] = np.nan
        block = analyse.analyse(replace(answers, rating=rating), QUICK).multireader[0]
        bare = [one for one in block.ustat if one.result.estimate.interval is None]
        if bare and block.unbalanced and block.unbalanced[0].estimate.interval is not None:
            break
    else:
        pytest.fail("no such data")
    chosen = leading.leading(block)
    assert chosen is not None
    assert chosen.method is leading.Method.UNBALANCED


def test_shares_and_steps_are_two_scales_however_close() -> None:
    """Readers from 1 to 4 and a model's probabilities up to 1: no factor tells them apart, the steps do."""
    answers = with_model()
    rating = answers.rating.copy()
    model = answers.readers.index("model")
    people = [j for j in range(len(answers.readers)) if j != model]
    rating[:, people] = np.clip(np.round(2.5 + rating[:, people]), 1, 4)
    low, high = np.nanmin(rating[:, model]), np.nanmax(rating[:, model])
    rating[:, model] = (rating[:, model] - low) / (high - low)
    bare = replace(answers, rating=rating, decision=np.full_like(answers.decision, -1))
    with pytest.raises(StudyDataError, match="One cut-off cannot serve two scales"):
        analyse.analyse(bare, replace(QUICK, model="model", cutoff=3))
    with pytest.raises(StudyDataError, match="One cut-off cannot serve two scales"):  # the model has its own
        analyse.analyse(bare, replace(QUICK, model="model", cutoff=3, one_scale=True))
    apart = replace(QUICK, model="model", cutoff=3, model_cutoff=0.5)
    analyse.analyse(bare, apart)
    loud = rating.copy()
    loud[:, people[0]] *= 9  # of a hundred steps: others went no further than 4
    with pytest.raises(StudyDataError, match="One cut-off cannot serve two scales"):
        analyse.analyse(replace(bare, rating=loud), apart)
    analyse.analyse(replace(bare, rating=loud), replace(apart, one_scale=True))
    careful = rating.copy()
    careful[:, people[0]] = np.minimum(careful[:, people[0]], 2)
    result = analyse.analyse(replace(bare, rating=careful), apart)
    assert f"Every rating of {answers.readers[people[0]]} lies below the cut-off 3." in result.data.doubts


def test_answers_of_one_kind_alone_are_told() -> None:
    answers = roemetz.simulate(roemetz.published("HL"), 4, 20, 25, seed=8, cutoff=0.7)
    rating, decision = answers.rating.copy(), answers.decision.copy()
    decision[:, 3] = -1
    rating[1, 0, :2] = np.nan
    doubts = analyse.analyse(replace(answers, rating=rating, decision=decision), QUICK).data.doubts
    last, first = answers.readers[3], answers.readers[0]
    assert doubts[0].endswith(f"{last} (arm1, 45) and {last} (arm2, 45).")
    assert doubts[1] == f"Answers without a rating, which enter no AUC: {first} (arm2, 2)."
    assert not analyse.analyse(answers, QUICK).data.doubts


def test_lines_of_films_that_share_a_patient_say_what_the_tables_say() -> None:
    """Over patients where the tables are; what does not allow for them says so; each rate its own films."""
    answers = roemetz.simulate(roemetz.published("HL"), 3, 20, 20, seed=8, cutoff=0.7)
    decision = answers.decision.copy()
    decision[:, :, 5:30] = -1
    given = replace(answers, cluster=np.arange(40) // 2, decision=decision)
    result = analyse.analyse(given, QUICK)
    lines = {(one.figure, one.who, one.arms, one.method.split(",")[0]): one for one in cited.cited(result)}
    one = result.comparisons[0]
    line = lines["sensitivity", one.reader, (one.first, one.second), "paired difference over patients"]
    assert (line.lower, line.p) == (one.clustered["sensitivity"].lower, one.clustered["sensitivity"].p)
    assert f"{line.value:.3f} ({line.lower:.3f} to" in tables.text(result)
    assert (line.films, line.fractures, line.answers) == (10, 10, 20)
    kinds = [
        lines[name, "all readers", ("arm1",), "Wilson over patients"]
        for name in ("sensitivity", "specificity")
    ]
    assert [(one.films, one.fractures, one.answers) for one in kinds] == [(10, 10, 30), (5, 0, 15)]
    alone = {one.method.split(":")[0].split(",")[0] for one in lines.values() if "of one patient" in one.note}
    assert {
        "Cohen's kappa",
        "Gwet's AC1 and AC2",
        "Bayes' rule at the stated prevalence; logit and logarithm",
    } <= alone
    assert not alone & {"DeLong", "Wilson over patients", "Obuchowski-Rockette", "bootstrap over films"}
    assert tables.text(result).count("as if each were independent: the intervals") == 4


@pytest.mark.parametrize("value", [-999.0, 999.0])
def test_a_value_far_from_all_ratings_may_stand_for_a_missing_one(value: float) -> None:
    answers = with_model()
    rating = answers.rating.copy()
    known = np.argwhere(np.isfinite(rating))
    rating[tuple(known[3])] = value
    once = analyse.analyse(replace(answers, rating=rating), replace(QUICK, model="model")).data.doubts
    assert not any("missing answer" in doubt for doubt in once)
    rating[tuple(known[8])] = value
    doubts = analyse.analyse(replace(answers, rating=rating), replace(QUICK, model="model")).data.doubts
    assert any(doubt.startswith(f"2 ratings are {value:g}, far from all others") for doubt in doubts)


def test_a_negative_code_among_ratings_from_nought_up_may_stand_for_a_missing_one() -> None:
    rating = np.arange(40.0).reshape(1, 2, 20)
    assert not list(stand_ins(rating))
    rating[0, 1, :2] = -1
    (told,) = stand_ins(rating)
    assert told.startswith(
        "2 ratings are -1, and no other is negative (0 to 39): if that stands for a missing"
    )
    assert not list(stand_ins(rating - 20))  # a scale with ratings below nought
    lines = [f"r{k % 2},a,f{k},{k % 3 % 2},0,{-9 if k < 2 else k}" for k in range(14)]
    table = marks_csv.parse("\n".join(["reader,arm,case,truth,lesion,rating", *lines]))
    assert any(note.startswith("2 ratings are -9, and no other is negative") for note in table.notes)


def test_arms_in_any_capitals_and_readers_on_two_scales() -> None:
    answers = with_model()
    loud = replace(answers, arms=("Unaided", "AIDED", "model alone"))
    quiet, told = (analyse.analyse(one, replace(QUICK, model="model")) for one in (answers, loud))
    assert [one.right_wrong for one in told.switches] == [one.right_wrong for one in quiet.switches] != []
    assert told.multireader[0].arms == ("AIDED", "Unaided")
    scaled = answers.rating.copy()
    scaled[:, 1] *= 100
    doubts = analyse.analyse(replace(answers, rating=scaled), replace(QUICK, model="model")).data.doubts
    assert "if these are two scales, the agreement of ratings" in doubts[0]
    assert doubts[0].startswith(("Ratings of a in unaided go", "Ratings of c in unaided go"))
    nowhere = scaled.copy()
    nowhere[:, 1] = 0  # who sees a fracture nowhere has no scale of their own
    for rating, one in ((scaled, True), (nowhere, False)):
        told = analyse.analyse(replace(answers, rating=rating), replace(QUICK, model="model", one_scale=one))
        assert not [doubt for doubt in told.data.doubts if "scale" in doubt]


def test_a_negative_variance_of_readers_is_named() -> None:
    """Readers who differ less than the films make expect: a standard error below that of fixed readers."""
    answers = roemetz.simulate(roemetz.published("HL"), 3, 40, 40, seed=8, cutoff=0.7)
    near = np.random.default_rng(5).normal(0, 0.8, (2, 3, 80)) + answers.rating[:, :1]
    result = analyse.analyse(replace(answers, rating=near), QUICK)
    seen = set()
    for block in result.multireader:
        for made in block.obuchowski_rockette:
            random, fixed = made.inferences[:2]
            pairs = [*zip(random.arms, fixed.arms, strict=True)]
            pairs += zip(random.differences, fixed.differences, strict=True)  # type: ignore[arg-type]
            for one, other in pairs:
                smaller = 0 < one.estimate.se < other.estimate.se * (1 - 1e-6)
                assert (mrmc_or.NEGATIVE_READERS in one.estimate.note) is smaller
                seen.add(smaller)
    assert seen == {True, False}
