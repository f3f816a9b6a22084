"""Tables of several marks: against RJafroc's own figures, by hand, and from a study."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from inference.stats.records import StudyDataError
from tests.studies import READERS, locked, returned
from viewer.cli import main
from viewer.study.analysis import cited
from viewer.study.analysis.localisation import localise, marks_csv, of_study, tables
from viewer.study.analysis.localisation.localise import LROC, ROC, WAFROC
from viewer.study.analysis.summary import tally
from viewer.study.report import localisation

WEIGHTS = {"70": "0.3;0.7", "71": "1", "72": "0.333;0.333;0.333", "73": "0.1;0.9", "74": "1"}
ON = """0 0 70 1 5.28|0 0 70 2 4.65|0 0 71 1 3.01|0 0 72 1 5.98|0 0 73 1 5|0 0 73 2 5.25|0 0 74 1 4.26
1 0 70 1 5.14|1 0 71 1 3.31|1 0 72 1 4.92|1 0 72 2 5.11|1 0 72 3 4.63|1 0 73 1 4.95|1 0 74 1 5.3
2 0 70 1 4.66|2 0 71 1 4.03|2 0 72 1 5.22|2 0 73 1 4.94|2 0 74 1 5.27|0 1 70 1 5.2|0 1 71 1 3.27
0 1 72 1 4.61|0 1 73 1 5.18|0 1 74 1 4.72|1 1 70 1 4.77|1 1 71 1 3.19|1 1 72 1 5.2|1 1 73 1 5.39
1 1 74 1 5.01|2 1 70 1 4.87|2 1 71 1 1.94"""
"""Lesion marks of RJafroc's small free-response example (frocCr): reader, arm, film, lesion, rating."""
BESIDE = """0 0 1 1.02|0 0 1 2.17|0 0 2 2.22|0 0 3 1.9|1 0 1 2.21|1 0 2 3.1|1 0 2 2.21|1 0 3 2.07
2 0 1 2.14|2 0 2 1.98|2 0 3 1.95|0 1 1 2.89|0 1 2 2.89|0 1 74 0.84|0 1 73 1.85|0 1 3 3.22
1 1 1 3.01|1 1 2 1.96|1 1 3 2.08|2 1 71 2.24|2 1 71 4.01|2 1 72 1.86"""


def _cells(text: str) -> list[list[str]]:
    return [one.split() for one in text.replace("\n", "|").split("|")]


def small_example() -> str:
    """RJafroc's example in our long form."""
    films = ["1", "2", "3", *WEIGHTS]
    lines, seen = ["ReaderID,ModalityID,CaseID,truth,LesionID,rating,weights"], set()
    marks = [*_cells(ON), *([r, i, k, "0", y] for r, i, k, y in _cells(BESIDE))]
    for reader, arm, film, lesion, rating in marks:
        seen.add((reader, arm, film))
        lines.append(_line(reader, arm, film, lesion, rating))
    lines += [_line(r, i, k, "", "") for r in "012" for i in "01" for k in films if (r, i, k) not in seen]
    return "\n".join(lines) + "\n"


def _line(reader: str, arm: str, film: str, lesion: str, rating: str) -> str:
    weights = WEIGHTS.get(film, "")
    count = len(weights.split(";")) if weights else 0
    return f"{reader},{arm},{film},{count},{lesion},{rating},{weights}"


def test_weighted_afroc_as_rjafroc_prints_it() -> None:
    """RJafroc 2.1.3, frocCr.xlsx: areas (UtilFigureOfMerit) and components (UtilORVarComp, jackknife)."""
    found = localise.analyse(marks_csv.parse(small_example()))
    assert (found.films, found.with_lesion, found.lesions, found.marks) == (8, 5, 9, 53)
    block = found.together[0]
    assert (block.figure, block.arms, block.readers) == (WAFROC, ("0", "1"), ("0", "1", "2"))
    published = [[0.866666666666667, 0.68, 0.546666666666667], [0.546666666666667, 0.546666666666667, 0.63]]
    assert np.array(block.theta) == pytest.approx(np.array(published), abs=1e-12)
    parts = block.components
    assert parts is not None
    assert parts.ms_t == pytest.approx(0.02281666666666661, abs=1e-14)
    assert parts.ms_tr == pytest.approx(0.020372222222222257, abs=1e-14)
    assert parts.var == pytest.approx(0.03173900462962963, abs=1e-14)
    assert parts.cov1 == pytest.approx(0.016525752314814825, abs=1e-14)
    assert parts.cov2 == pytest.approx(0.014581307870370383, abs=1e-14)
    assert parts.cov3 == pytest.approx(0.021331163194444457, abs=1e-14)
    assert parts.var_tr == pytest.approx(0.005158969907407433, abs=1e-14)
    # RJafroc takes VarTR with Cov2 - Cov3 cut at 0 into VarR, we the mean squares alone (Hillis 2014)
    assert parts.cov2 < parts.cov3
    assert parts.ms_r is not None
    cut = (parts.ms_r - parts.var_tr - parts.var + parts.cov2 - (parts.cov1 - parts.cov3)) / 2
    assert parts.var_r is not None
    assert parts.var_r + (parts.cov2 - parts.cov3) / 2 == pytest.approx(cut, abs=1e-14)


def test_other_areas_and_the_curve_by_hand() -> None:
    """Two films with one lesion each, two without; one reader.

    f1 is marked rightly at 3 and beside at 4, f2 rightly at 2; n1 beside at 2, n2 not at all.
    """
    lines = ["reader,arm,case,truth,lesion,rating", "A,x,f1,1,1,3", "A,x,f1,1,0,4", "A,x,f2,1,1,2",
             "A,x,n1,0,0,2", "A,x,n2,0,,"]  # fmt: skip
    found = localise.analyse(marks_csv.parse("\n".join(lines)))
    value = {one.figure: one.estimate.value for one in found.areas if one.estimate is not None}
    assert value == {WAFROC: (1 + 1 + 0.5 + 1) / 4, LROC: (0 + 0 + 0.5 + 1) / 4, ROC: (1 + 1 + 0.5 + 1) / 4}
    (curve,) = found.froc
    assert curve.marks_per_film == (0.0, 0.25, 0.25, 0.5)
    assert curve.share == (0.0, 0.0, 0.5, 1.0)
    assert (curve.share_at(0.25), curve.share_at(0.1), curve.found, curve.beside) == (0.5, 0.0, 2, 2)


def test_positions_are_laid_on_boxes() -> None:
    boxes = '"0 0 10 10; 5 5 30 30"'
    lines = ["reader;arm;case;boxes;x;y;rating", f"A;x;f1;{boxes};7;7;3", f"A;x;f1;{boxes};40;7;2",
             "A;x;n1;;1;1;5", "A;x;n2;;;;"]  # fmt: skip
    table = marks_csv.parse("\n".join(lines))
    assert table.lesions.tolist() == [2, 0, 0]
    assert table.on[0, 0].tolist() == [3.0, -np.inf]
    assert table.beside[0, 0].tolist() == [2.0, 5.0, -np.inf]


def test_who_did_not_read_a_film_is_told() -> None:
    lines = [one for one in small_example().splitlines() if not one.startswith("2,1,3,")]
    found = localise.analyse(marks_csv.parse("\n".join(lines)))
    assert found.together[0].films_left == 1
    assert "without 1 film that not every reader read" in tables.text(found)
    json.dumps(tables.to_json(found), allow_nan=False)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["reader,case,arm,lesion,rating", "A,f,x,1,2"], "lacks the column truth"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1,2,3"], "no lesion 2"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1,1,3", "B,f,x,2,1,3"], "2 and 3 say different"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1,1,3", "A,f,x,1,,"], "2 and 3 answer the same"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1,,3"], "without its lesion"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1,1,"], "without a rating"),
        (["reader,case,arm,truth,lesion,rating", "A,f,x,1e9,1,3"], "no whole number"),
        (["reader,case,arm,truth,lesion,rating,weights", "A,f,x,2,1,3,0.5;0.9"], "weights do not fit"),
        (["reader,case,arm,boxes,x,y,rating", "A,f,x,1 2 3,1,1,3"], "boxes are not"),
        (["reader,case,arm,truth,lesion,rating"], "holds no readings"),
        (["reader,case,arm,truth,lesion,rating", 'A,"f,x,1,1,3'], "quotes"),
    ],
)  # fmt: skip
def test_tables_of_marks_that_are_refused(lines: list[str], words: str) -> None:
    with pytest.raises(StudyDataError, match=words):
        marks_csv.parse("\n".join(lines))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(small_example(), "utf8")
    assert main.main(["study", "analyse", str(path)]) == 0
    shown = capsys.readouterr().out
    for words in ("weighted AFROC area", "FROC curves", "Chakraborty", "RRRC holds for readers like these"):
        assert words in shown
    assert main.main(["study", "analyse", str(path), "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["figures"]
    known = {method.name for method in cited.METHODS}
    assert all(any(one["method"].startswith(name) for name in known) for one in lines)
    assert {method.name for method in cited.MARKS} <= {one["method"] for one in lines}
    assert all(one["method"] and one["source"] and one["films"] == 8 and one["version"] for one in lines)
    assert main.main(["study", "analyse", str(path), "--cutoff", "3"]) == 1
    assert main.main(["study", "analyse", str(path), "--model", "nobody"]) == 1
    capsys.readouterr()
    assert main.main(["study", "analyse", str(path), "--seed", "3", "--partial-to", "0.1"]) == 1
    assert "--partial-to and --seed would change nothing" in capsys.readouterr().err


def test_of_patients_with_several_films_and_of_too_few() -> None:
    lines = small_example().splitlines()
    whole = [lines[0] + ",patient", *(f"{one},{int(one.split(',')[2]) // 2}" for one in lines[1:])]
    found = localise.analyse(marks_csv.parse("\n".join(whole)))
    assert found.patients == 5
    assert "Obuchowski 1997" in found.together[0].method
    few = [one for one in lines if one.split(",")[2] not in ("2", "3")]
    shown = localise.analyse(marks_csv.parse("\n".join(few)))
    assert all(one.problem for one in shown.together)
    assert "no variance" in tables.text(shown)
    none = [one for one in lines if one.split(",")[2] not in WEIGHTS]
    assert "undefined" in tables.text(localise.analyse(marks_csv.parse("\n".join(none))))


def test_marks_of_a_study(tmp_path: Path) -> None:
    """The places in a study are laid on its boxes; a mark on the box of a film is a found lesion."""
    study = locked(tmp_path / "s", 4, 4, readers=READERS[:2])
    returned(study, tmp_path / "home")
    counted = tally(study, repeats=100)
    found = of_study.localisation(counted)
    assert found is not None
    assert [one.figure for one in found.together] == [WAFROC] * 3
    assert found.together[0].arms == ("aided", "unaided")
    marked = sum(a.response.place is not None for r in counted.results.values() for a in r.answers)
    assert found.marks == marked
    on = sum(
        a.response.place is not None and films.truth.holds(*a.response.place)
        for result in counted.results.values()
        for a in result.answers
        for films in counted.locked.test_films
        if films.name == a.film
    )
    assert sum(one.found for one in found.froc) == on
    made = localisation.section(counted)
    assert made.tables
    assert made.drawings[0].name == "froc"
    assert localisation.draw_froc(counted).axes[0].lines


def test_an_arm_that_few_went_through_stands_apart() -> None:
    """Four readers marked 20 films in two arms, one of them 8 films in a third: the two are compared."""
    random = np.random.default_rng(3)
    lines = ["reader,arm,case,truth,lesion,rating"]
    for arm, readers, films in (("a", 4, 20), ("b", 4, 20), ("c", 1, 8)):
        for j, k in product(range(readers), range(films)):
            truth, rating = k % 2, int(random.integers(1, 100))
            lesion = int(truth and random.random() < 0.7)
            lines.append(f"R{j},{arm},f{k},{truth},{lesion},{rating}")
    found = localise.analyse(marks_csv.parse("\n".join(lines)), figures=(localise.WAFROC,))
    first, *others = found.together
    assert (first.arms, len(first.readers), first.films) == (("a", "b"), 4, 20)
    assert first.notes[-1].startswith("c stands apart")
    assert [one.arms for one in others] == [("a", "c"), ("b", "c"), ("a",), ("b",), ("c",)]
    assert all(one.problem.startswith("R0 alone answered") and not one.lines for one in others[:2])
