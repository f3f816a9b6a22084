"""Tables of answers: CSV in long form and iMRMC, there and back, and hostile ones."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.errors import ShentonError
from inference.stats import records, roemetz
from inference.stats.records import Answers, Row, StudyDataError, from_rows
from viewer.study.analysis.answers import answer_files, cells, columns, imrmc, long_csv
from viewer.study.analysis.localisation import marks_csv

HEAD = "reader,case,arm,truth,rating\n"


def same(one: Answers, two: Answers) -> bool:
    return (
        (one.arms, one.readers, one.cases, one.specialty) == (two.arms, two.readers, two.cases, two.specialty)
        and np.array_equal(one.truth, two.truth)
        and np.array_equal(one.rating, two.rating, equal_nan=True)
        and np.array_equal(one.decision, two.decision)
        and np.array_equal(one.located, two.located)
        and one.clustered == two.clustered
    )


@pytest.fixture
def study() -> Answers:
    """Two arms, three readers, ten films, with decisions, places, specialties, patients and a hole."""
    plain = roemetz.simulate(roemetz.published("HL"), 3, 5, 5, seed=2, cutoff=0.7)
    rating, decision = plain.rating.copy(), plain.decision.copy()
    rating[0, 1, 4], decision[0, 1, 4] = np.nan, -1
    located = np.where(plain.truth & (decision >= 0), decision, -1)
    return replace(
        plain, rating=rating, decision=decision, located=located, specialty=("surgeon", "", "radiologist"),
        cluster=np.repeat(np.arange(5), 2),
    )  # fmt: skip


def test_long_form_there_and_back(study: Answers) -> None:
    again = long_csv.parse(long_csv.text(study))
    assert same(study, again)
    assert np.array_equal(again.cluster, study.cluster)
    assert same(study, long_csv.parse(long_csv.text(study).replace(",", ";").replace("\n", "\r\n")))
    assert same(study, long_csv.parse("\ufeff".join(["", long_csv.text(study)])[1:]))


def test_imrmc_there_and_back(study: Answers, tmp_path: Path) -> None:
    path = tmp_path / "study.imrmc"
    path.write_text(imrmc.text(study))
    again = answer_files.read(path)
    assert np.array_equal(again.rating, study.rating, equal_nan=True)
    assert np.array_equal(again.truth, study.truth)
    only_decisions = replace(study, rating=np.full_like(study.rating, np.nan))
    again = imrmc.parse(imrmc.text(only_decisions))
    assert np.array_equal(np.nan_to_num(again.rating, nan=-1), study.decision)
    with pytest.raises(StudyDataError, match="comma or a blank"):
        imrmc.text(replace(study, readers=("a,b", "c", "d")))


def test_imrmc_keeps_films_that_nobody_answered() -> None:
    answers = imrmc.parse("title\nbegin data:\n-1,a,0,0\ntruth,b,truth,1,,\nr,a,m,3\n\n")
    assert answers.cases == ("a", "b")
    assert answers.truth.tolist() == [False, True]
    assert np.isnan(answers.rating[0, 0, 1])


def test_columns_by_other_names_and_in_any_order() -> None:
    answers = long_csv.parse(
        "Truth;patient;Modality;note;case;reader;decision\n1;p1;a;x;f1;r;1\n0;p1;a;;f2;r;\n"
    )
    assert answers.arms == ("a",)
    assert answers.clustered
    assert answers.decision.ravel().tolist() == [1, -1]
    assert answers.answered.sum() == 1


def test_places_are_measured() -> None:
    head = "reader,case,arm,truth,rating,x,y,truth_x,truth_y,truth_radius\n"
    answers = long_csv.parse(
        head + "r,a,u,1,5,10,10,13,14,5\nr,b,u,1,5,10,10,13,14,4.9\nr,c,u,0,5,1,1,,,\nr,d,u,1,5,,,1,1,9\n"
    )
    assert answers.located.ravel().tolist() == [1, 0, -1, -1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a,b\n", "lacks the column"),
        (HEAD, "no answers"),
        ("reader,case,arm,rating\nr,a,u,1\n", "lacks the column truth"),
        ("reader,case,arm,truth\nr,a,u,1\n", "neither rating nor decision"),
        ("reader,case,arm,arm,truth,rating\n", "arm twice"),
        (HEAD + "r,a,u,2,1\n", "Line 2: truth is neither"),
        (HEAD + "r,a,u,,1\n", "Line 2: truth is neither"),
        (HEAD + "r,a,u,1,high\n", "Line 2: rating is no number"),
        (HEAD + "r,a,u,1,nan\n", "Line 2: rating is no number"),
        (HEAD + "r,a,u,1,inf\n", "Line 2: rating is no number"),
        (HEAD + "r,a,u,1,1_0\n", "Line 2: rating is no number"),
        (HEAD + "r,a,u,1,0,5\n", "Fields in line 2: 6; in the first line: 5."),
        (HEAD + ",a,u,1,5\n", "Line 2: reader is empty"),
        (HEAD + "r,a\x1b,u,1,5\n", "Line 2: case is empty or no plain name"),
        (HEAD + f"r,{'a' * 300},u,1,5\n", "Line 2: case"),
        (HEAD + 'r,"a,u,1,5\n', "quotes do not match"),
        (HEAD + "r,a,u,1,5\nr,a,u,1,6\n", "Lines 2 and 3 answer the same film"),
        (HEAD + "r,a,u,1,5\ns,a,u,0,6\n", "Lines 2 and 3 give different values of truth"),
        (
            "reader,case,arm,truth,rating,specialty\nr,a,u,1,5,x\nr,b,u,0,6,y\n",
            "different values of specialty",
        ),
        ("reader,case,arm,truth,rating,patient\nr,a,u,1,5,x\ns,a,u,1,6,y\n", "different values of cluster"),
        ("reader,case,arm,truth,rating,located\nr,a,u,1,5,maybe\n", "Line 2: located is neither"),
        ("BEGIN DATA:\n", "no answers"),
        ("BEGIN DATA:\nr,a,m,1\n", "Line 2: no line gives the truth"),
        ("BEGIN DATA:\ntruth,a,truth,1\nr,a,m\n", "Fields in line 3: 3."),
        ("BEGIN DATA:\ntruth,a,truth,1\ntruth,a,truth,0\n", "Lines 2 and 3 give the truth of one case"),
        ("BEGIN DATA:\ntruth,a,truth,1\nr,a,m,x\n", "Line 3: score is no number"),
        ("BEGIN DATA:\ntruth,a,truth,1\nr,a,m,1\nr,a,m,1\n", "Lines 3 and 4 answer the same film"),
    ],
)
def test_faults_are_named_by_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(text)
    with pytest.raises(StudyDataError, match=says) as caught:
        answer_files.read(path)
    assert caught.value.hint
    assert str(tmp_path) not in str(caught.value)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    with pytest.raises(StudyDataError, match="could not be read"):
        answer_files.read(path)
    with pytest.raises(StudyDataError, match="could not be read"):
        answer_files.read(tmp_path)
    path.write_bytes(HEAD.encode() + b"r,a,u,1,5\0")
    with pytest.raises(StudyDataError, match="no plain text"):
        answer_files.read(path)
    path.write_bytes(HEAD.encode("utf-16-le")[1:])
    with pytest.raises(StudyDataError):
        answer_files.read(path)
    path.write_bytes(HEAD.encode() + b"r\xff,a,u,1,5")
    with pytest.raises(StudyDataError, match="UTF-8"):
        answer_files.read(path)


def test_imrmc_dialects() -> None:
    data = "TRUTH,a,truth,1\nTruth,b,truth,0\nr,a,m,1\nr,b,m,0.5\n"
    answers = imrmc.parse(f"title\nNR: 1\nN0: 7\nN1: 1\nNM: 1\nBEGIN DATA:\n{data}")
    assert answers.truth.tolist() == [True, False]
    assert len(answers.doubts) == 1
    assert "7 films without a fracture (N0), its data hold 1" in answers.doubts[0]


@pytest.mark.parametrize(
    "data",
    [
        "BEGIN DATA:,,,\n-1 , a , truth , 1.0000\n-1,b,0,0.00E+00,,\nr , a,m, 1.5\nr,b,m,NA\n",
        "BEGIN DATA\ntruth;a;truth;1\ntruth;b;truth;0\nr;a;m;1.5\nr;b;m;\n",
        'BEGIN DATA:\n"truth"\t"a"\t"truth"\t1\n"truth"\t"b"\t"truth"\t0\n'
        '"r"\t"a"\t"m"\t1.5\n"r"\t"b"\t"m"\tNA\n',
        "readerID,caseID,modalityID,score\ntruth,a,truth,1\ntruth,b,truth,0\nr,a,m,1.5\nr,b,m,\n",
        '"","score","readerID","caseID","modalityID"\n"1",1,"truth","a","truth"\n"2",0,"truth","b","truth"\n'
        '"3",1.5,"r","a","m"\n"4",NA,"r","b","m"\n',
        "BEGIN DATA:\r\nreaderID,caseID,modalityID,score\r\n-1,a,0,1\r\n-1,b,0,0\r\nr,a,m,1.5\r\n"
        "r,b,m,NA\r\n",
    ],
)
def test_imrmc_as_other_programs_write_it(data: str, tmp_path: Path) -> None:
    path = tmp_path / "study.imrmc"
    path.write_bytes(data.encode())
    answers = answer_files.read(path)
    assert (answers.arms, answers.readers, answers.cases) == (("m",), ("r",), ("a", "b"))
    assert answers.truth.tolist() == [True, False]
    assert answers.rating.ravel()[0] == 1.5
    assert np.isnan(answers.rating.ravel()[1])


def test_a_plain_table_is_read_by_columns_as_it_is_line_by_line(
    study: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "LINES", 7)
    texts = (long_csv.text(study), imrmc.text(replace(study, specialty=("",) * 3)))
    parsers = (long_csv.parse, imrmc.parse)
    plain = [parse(text) for parse, text in zip(parsers, texts, strict=True)]
    monkeypatch.setattr(columns, "table", lambda *_, **_named: None)
    for parse, text, one in zip(parsers, texts, plain, strict=True):
        by_line = parse(text)
        assert same(one, by_line)
        assert np.array_equal(one.cluster, by_line.cluster)
        assert one.doubts == by_line.doubts


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + "r,a,u,1,5\nr,b,u,0,5\n")
    monkeypatch.setattr(records, "MAX_CELLS", 1)
    with pytest.raises(StudyDataError, match="more than a study holds"):
        answer_files.read(path)
    monkeypatch.setattr(cells, "MAX_BYTES", 10)
    with pytest.raises(StudyDataError, match="larger than"):
        answer_files.read(path)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='reader,case,arm,truth,rating\n01;"\t .-BEGIN DATA:x', max_size=200), st.booleans())
def test_any_text_is_read_or_refused(body: str, header: bool) -> None:
    text = HEAD + body if header else body
    try:
        answers = imrmc.parse(text) if imrmc.is_imrmc(text) else long_csv.parse(text)
    except ShentonError:
        return
    assert answers.rating.shape == (len(answers.arms), len(answers.readers), len(answers.cases))


def test_select_keeps_films() -> None:
    answers = from_rows(
        [Row("r", "a", "u", True, 1.0), Row("s", "b", "v", False, decision=True, specialty="x")]
    )
    part = answers.select(arms=[1], readers=[1])
    assert (part.arms, part.readers, part.cases, part.specialty) == (("v",), ("s",), ("a", "b"), ("x",))
    assert part.decision.tolist() == [[[-1, 1]]]


def test_line_ends_marks_and_spreadsheets_first_lines_are_read(study: Answers, tmp_path: Path) -> None:
    text, quoted = long_csv.text(study), long_csv.text(study).replace("reader1", '"reader1"')
    for number, one in enumerate((
        text.replace("\n", "\r"), "\ufeff\ufeff" + text, "sep=,\n" + text,
        "SEP=;\r\n" + text.replace(",", ";"),
        "\n\n" + quoted, "sep=,\n" + quoted,
    )):  # fmt: skip
        path = tmp_path / f"{number}.csv"
        path.write_bytes(one.encode())
        assert same(study, answer_files.read(path))
    path = tmp_path / "old.imrmc"
    path.write_bytes(imrmc.text(study).replace("\n", "\r").encode())
    assert np.array_equal(answer_files.read(path).rating, study.rating, equal_nan=True)


def test_what_holds_nothing_says_so(tmp_path: Path) -> None:
    for name, text, said in (
        ("empty.csv", "", "is empty"), ("blank.csv", " \n\t\n", "is empty"), ("empty.imrmc", "", "is empty"),
        ("a.imrmc", "reader,1,arm,2\n", "no line BEGIN DATA:"), ("head.csv", HEAD, "no answers"),
    ):  # fmt: skip
        (tmp_path / name).write_text(text)
        with pytest.raises(StudyDataError, match=said):
            answer_files.read(tmp_path / name)


@pytest.mark.parametrize("value", ["1e308", "-1e308", "1.7e101", "9" * 120])
@pytest.mark.parametrize("mark", ["", '"'])
def test_numbers_that_no_scale_has_are_refused_with_their_line(value: str, mark: str) -> None:
    """Their differences and squares would overflow."""
    text = f"{HEAD}{mark}a{mark},1,x,0,1\na,2,x,1,{value}\n"
    with pytest.raises(StudyDataError, match="Line 3: rating is larger than any scale"):
        long_csv.parse(text)


def test_names_that_look_like_one_are_told(tmp_path: Path) -> None:
    path = tmp_path / "alike.csv"
    path.write_text(
        HEAD + "R1,C1,x,0,1\nr1,C2,x,1,2\nR2,C01,x,0,1\nR\uff12,C10,x,1,1\nR2,C2 ,Arm,1,3\nR2,C3,arm,0,2\n"
    )
    told = answer_files.read(path).doubts
    assert ["readers" in told[0], "arms" in told[1], "films" in told[2]] == [True] * 3
    assert "R1 and r1; R2 and R\uff12" in told[0]
    assert "C1 and C01." in told[2]
    path.write_text(HEAD + "R1,1.01,x,0,1\nR10,1.1,x,1,2\nR01,1,x,0,1\n")
    assert [one for one in answer_files.read(path).doubts if "films" in one] == []


def test_decimal_commas_are_read_where_they_are_certain(tmp_path: Path) -> None:
    rows = [("r", "a", 1, "0,25"), ("r", "b", 0, "1,5"), ("s", "a", 1, "3"), ("s", "b", 0, "")]
    table = "reader;case;arm;truth;rating\r\n" + "".join(f"{r};{c};u;{t};{v}\r\n" for r, c, t, v in rows)
    quoted = HEAD + "".join(f'"{r}","{c}","u","{t}","{v}"\n' for r, c, t, v in rows)
    im = "BEGIN DATA:\ntruth;a;truth;1\ntruth;b;truth;0\n" + "".join(
        f"{r};{c};u;{v}\n" for r, c, _, v in rows
    )
    for name, text in (("a.csv", "\ufeff" + table), ("b.csv", quoted), ("c.imrmc", im)):
        (tmp_path / name).write_bytes(text.encode())
        found = answer_files.read(tmp_path / name)
        assert np.array_equal(found.rating[0], [[0.25, 1.5], [3.0, np.nan]], equal_nan=True)
        assert found.doubts == (cells.WITH_COMMA,)
    (tmp_path / "d.csv").write_bytes(table.replace(";", "\t").encode("utf-16"))  # "Unicode text"
    assert answer_files.read(tmp_path / "d.csv").readers == ("r", "s")
    for text in (table.replace("0,25", "1,000").replace("1,5", "20"), table.replace("0,25", "0.25")):
        with pytest.raises(StudyDataError, match="rating is no number"):
            long_csv.parse(text)


def test_named_columns_beside_the_four_are_told_and_not_read() -> None:
    head, rest = "readerID,caseID,modalityID,score,seconds\n", "truth,a,truth,1,\ntruth,b,truth,0,\n"
    found = imrmc.parse(f"{head}{rest}r,a,m,1.5,12\nr,b,m,0.5\n")
    assert found.rating.tolist() == [[[1.5, 0.5]]]
    assert found.doubts == ("Columns that were not read: seconds.",)
    with pytest.raises(StudyDataError, match="Fields in line 4: 6"):
        imrmc.parse(f"{head}{rest}r,a,m,1.5,12,9\n")


def test_columns_that_were_not_read_are_told() -> None:
    text = 'reader,"seconds",case,arm,truth,rating,Patient\nr,-3,a,u,1,2,p\n'
    assert long_csv.parse(text).doubts == ("Columns that were not read: seconds.",)
    many = long_csv.parse(
        "reader,case,arm,truth,rating," + ",".join("abcdefghijk") + "\nr,a,u,1,2" + ",1" * 11
    )
    assert many.doubts == ("Columns that were not read: a, b, c, d, e, f, g, h and 3 more.",)


def test_values_in_a_column_without_a_name_are_told() -> None:
    said = "Values stand in a column without a name and were not read: lines 1, the first is line 3."
    for text in (  # as a spreadsheet keeps what stands beside a table: behind it, quoted, in front
        "reader,case,arm,truth,rating,\nr,a,u,1,2,\nr,b,u,0,2,late\n",
        'reader,"",case,arm,truth,rating\nr,"",a,u,1,2\nr,"so, late",b,u,0,2\n',
        ";reader;case;arm;truth;rating\n;r;a;u;1;2\nx;r;b;u;0;2\n",
    ):
        assert long_csv.parse(text).doubts == (said,)
    empty = "reader,case,arm,truth,rating,,\nr,a,u,1,2,,\nr,b,u,0,2,,\n"
    assert long_csv.parse(empty).doubts == ()
    marks = "reader,case,arm,rating,truth,lesion,\nr,a,u,,1,,\nr,b,u,,0,,x\n"
    assert marks_csv.parse(marks).notes[-1] == said
    named = "BEGIN DATA:\nreaderID,,day,caseID,modalityID,score\ntruth,x,1,a,truth,1\ntruth,,1,b,truth,0\n"
    told = imrmc.parse(f"{named}r,,1,a,u,2\nr,,1,b,u,1\n").doubts
    assert told == ("Columns that were not read: day.", said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("N0: 7", "7 films without a fracture (N0), its data hold 1"),
        ("# n1 = 1,024,", "1024 films with a fracture (N1), its data hold 1"),
        ("\tNR,3", "3 readers (NR), its data hold 1"),
        ("Number of modalities:  2", "2 arms (NM), its data hold 1"),
        ("Number of non-diseased cases: 0", "0 films without a fracture (N0), its data hold 1"),
        ("number of normal cases: 1", ""),
        ("A study of 2019: N0 and N1 as planned", ""),
    ],
)
def test_counts_in_the_head_are_compared_however_they_are_written(line: str, said: str) -> None:
    data = (
        "reader,case,modality,score\ntruth,a,truth,1\ntruth,b,truth,0\nr,a,m,1\nr,b,m,0.5\nEnd data:\nnotes\n"
    )
    answers = imrmc.parse(f"title\n{line}\nBEGIN DATA:\n{data}End data:\nnotes\n")
    assert answers.rating.ravel().tolist() == [1, 0.5]
    assert [said in one for one in answers.doubts] == ([True] if said else [])


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_patient_or_place_that_is_not_known_is_none(mark: str, tmp_path: Path) -> None:
    """R writes NA: such films stand alone, whichever way the file is read."""
    lines = ["reader,case,arm,truth,rating,located,patient,specialty"]
    for k in range(12):
        patient = "NA" if k < 8 else f"{mark}P{k // 2}{mark}"
        lines += [
            f"{mark}R{j}{mark},f{k},a,{k % 2},{k},{'NA' if k % 2 == 0 else 1},{patient},NA" for j in (1, 2)
        ]
    found = long_csv.parse("\n".join(lines))
    assert len(np.unique(found.cluster)) == 10
    assert found.specialty == ("", "")
    assert sorted(np.unique(found.located).tolist()) == [-1, 1]
    path = tmp_path / "one.csv"
    more = [f"R1,g{k},a,0,1,NA,unknown,NA" for k in range(4)]
    path.write_text("\n".join([re.sub(",NA,NA$", ",unknown,NA", line) for line in lines] + more))
    assert "12 of 16 films belong to one patient" in " ".join(answer_files.read(path).doubts)
