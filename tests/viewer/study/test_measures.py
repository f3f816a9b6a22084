"""Measures beside the comparison of readers: in the result, in a report, and where nothing is defined."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.stats import roemetz
from inference.stats.records import Answers, StudyDataError
from tests.studies import locked, returned
from viewer.study.analysis import analyse, tables
from viewer.study.analysis.analyse import Settings
from viewer.study.analysis.measures import of_study
from viewer.study.analysis.summary import Tally, tally
from viewer.study.design.protocol import Design
from viewer.study.packs.result_pack import Result
from viewer.study.report import checklists, measures, pictures


def with_model() -> Answers:
    """Five readers on a six-point scale in two arms, and a model with probabilities in an arm of its own."""
    plain = roemetz.simulate(roemetz.published("HL"), 5, 40, 30, seed=1, cutoff=0.75)
    probability = 1 / (1 + np.exp(-2 * (plain.rating.mean(axis=(0, 1)) - 0.75)))
    rating, decision = np.full((3, 6, 70), np.nan), np.full((3, 6, 70), -1)
    rating[:2, :5], decision[:2, :5] = np.clip(np.round(2.5 + plain.rating), 0, 5), plain.decision
    rating[2, 5], decision[2, 5] = probability, probability >= 0.5
    return replace(
        plain, arms=("unaided", "aided", "model"), readers=(*plain.readers, "model"), rating=rating,
        decision=decision, located=np.full_like(decision, -1), specialty=("",) * 6,
    )  # fmt: skip


def test_measures_of_a_study_with_a_model() -> None:
    result = analyse.analyse(with_model(), Settings(model="model", prevalence=0.1, repeats=100))
    found = result.measures
    assert [one.arm for one in found.averaged_roc] == ["unaided", "aided"]
    assert len(found.partial) == 11
    assert found.model is not None
    assert found.model.calibration is not None
    assert found.model.calibration.slope is not None
    assert found.model.calibration.slope.value > 1
    assert len(found.model.net_benefit) == 19
    assert {one.name for one in found.worth} == {"model", *(f"reader{n}" for n in range(1, 6))}
    first = found.reliability[0]
    assert first.ac2 is not None
    assert first.icc is not None
    assert first.icc.agreement is not None
    shown = tables.text(result)
    for words in (
        "ROC curve averaged",
        "Partial AUC",
        "prevalence 0.1",
        "Calibration",
        "Net benefit",
        "ICC(2,1)",
    ):
        assert words in shown
    json.dumps(analyse.to_json(result), allow_nan=False)


def test_a_prevalence_that_nobody_stated_is_said() -> None:
    result = analyse.analyse(with_model(), Settings(model="model", repeats=100))
    assert "prevalence 0.429 (that of these films; none stated)" in tables.text(result)
    with pytest.raises(StudyDataError, match="prevalence"):
        analyse.analyse(with_model(), Settings(prevalence=1.5))


def test_ratings_that_are_no_probabilities_are_not_calibrated() -> None:
    given = with_model()
    rating = given.rating.copy()
    rating[2, 5] *= 100
    result = analyse.analyse(replace(given, rating=rating), Settings(model="model", repeats=100))
    assert result.measures.model is not None
    assert result.measures.model.calibration is None
    assert "no probabilities" in tables.text(result)


def test_perfect_readers_get_no_interval() -> None:
    plain = roemetz.simulate(roemetz.published("HL"), 3, 20, 20, seed=1)
    rating = np.broadcast_to(np.where(plain.truth, 5.0, 0.0), plain.rating.shape).copy()
    found = analyse.analyse(replace(plain, rating=rating), Settings(cutoff=3, repeats=100)).measures
    assert set(found.averaged_roc[0].curve.band) == {None}
    assert all(one.area.interval is None and one.area.value == 1.0 for one in found.partial)
    assert all(one.at.positive_ratio.value is None for one in found.worth)
    reliable = found.reliability[0]
    assert reliable.ac1 is not None
    assert (reliable.ac1.value, reliable.ac1.interval) == (1.0, None)


def _no_answer_leaves_the_classes(counted: Tally) -> None:
    """Every class but the right one is a wrong answer, those that only readers know among them."""

    def called(result: Result, name: str) -> Result:
        given = (
            replace(one, response=replace(one.response, ao_class=name)) if one.response.fracture else one
            for one in result.answers
        )
        return replace(result, answers=tuple(given))

    found = {}
    for name in ("B3", "C1", "indeterminate"):
        renamed = {code: called(result, name) for code, result in counted.results.items()}
        every = [
            one for one in of_study.measures(replace(counted, results=renamed)).confusions if one.readers > 1
        ]
        assert [sum(map(sum, one.found.counts)) for one in every] == [40, 40]
        assert [one.left for one in every] == [0, 0]
        found[name] = [one.found.macro_f1 for one in every]
    assert found["C1"] == found["indeterminate"] == found["B3"]  # no film is of any of them


def test_times_and_classes_of_a_crossover(tmp_path: Path) -> None:
    study = locked(tmp_path / "study", 5, 5, Design.CROSSOVER)
    returned(study, tmp_path / "home")
    counted = tally(study, repeats=100)
    own = of_study.measures(counted)
    assert own.times is not None
    assert [one.name for one in own.times.effects] == [
        "aided over unaided", "second over first period", "aided first over unaided first",
    ]  # fmt: skip
    assert (own.times.answers, own.times.readers, own.times.films) == (80, 4, 10)
    assert all(one.interval.lower < one.ratio < one.interval.upper for one in own.times.effects)
    assert {one.reader for one in own.confusions} == {"R1", "R2", "R3", "R4", of_study.ALL}
    two = of_study.times(replace(counted, results={c: counted.results[c] for c in ("R1", "R2")}))
    assert two is not None
    assert [one.name for one in two.effects] == ["aided over unaided", "second over first period"]
    assert "do not tell the sequence from the readers" in two.note
    _no_answer_leaves_the_classes(counted)
    titles = [section.title for section in measures.sections(counted)]
    assert "Reading times by a mixed model" in titles
    pages = checklists.files(counted)
    assert set(pages) == {f"checklists/{name}.md" for name in ("STARD-AI", "CLAIM", "DECIDE-AI", "GRRAS")}
    grras = pages["checklists/GRRAS.md"].decode()
    assert (
        "| 11 | numbers of readers, films, repeats | 80 answers of 4 readers to 10 films in 2 arms" in grras
    )
    assert "| 14 | practical meaning | (for the author) |" in grras
    assert (
        len([line for line in pages["checklists/CLAIM.md"].decode().splitlines() if line[2:3].isdigit()])
        == 44
    )
    lines = pages["checklists/STARD-AI.md"].decode().splitlines()
    stard = [line.split("|")[1].strip() for line in lines if line.startswith("|")]
    assert list(dict.fromkeys(int(n.rstrip("abcd")) for n in stard if n[:1].isdigit())) == list(range(1, 41))
    for name in ("averaged_roc", "calibration", "net_benefit"):
        assert b"<svg" in pictures.saved(pictures.draw(counted, name), "svg")
