"""An investigator's own films: the table is checked whole, then trained on like any other set."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.training.conftest import fit_arguments
from tests.training.toy import draw, write_film
from training import run_folder
from training.cli import calibrate, evaluate
from training.cli.main import main
from training.data import cache, manifest, two_truths
from training.data.dataset import read_truth
from training.data.manifest import ManifestError, check, read_manifest
from training.data.splits import test_rows as rows_that_test
from training.data.splits import untaught_rows
from training.errors import TrainingError

pytestmark = pytest.mark.torch


def own_films(folder: Path, count: int = 28, **changes: str) -> Path:
    """Films with a manifest; ``changes`` go into its second row."""
    folder.mkdir(parents=True)
    with (folder / "manifest.csv").open("w", encoding="utf8", newline="") as out:
        table = csv.DictWriter(out, manifest.COLUMNS)
        table.writeheader()
        for index in range(count):
            pixels, truth = draw(index, 3)
            write_film(folder / f"film {index}.dcm", pixels, f"patient{index}")
            row = {"film": f"film {index}.dcm", "patient": f"p{index}", "class": truth["class"]}
            row |= {"side": truth["side"] or "", "split": ("train", "val")[index % 4 == 0]}
            table.writerow(row | (changes if index == 1 else {}))
    return folder


def test_films_are_read_and_neither_path_nor_patient_is_kept(tmp_path: Path) -> None:
    films = read_truth(own_films(tmp_path / "own"))
    assert [film.ao_class for film in films[:3]] == ["normal", "A1", "A2"]
    assert films[4].meta == {"split": "val", "source": "own"}
    told = " ".join(f"{film.key} {film.patient}" for film in films)
    assert ".dcm" not in told
    assert "p3" not in told


def test_films_named_by_their_pixels_are_found(tmp_path: Path) -> None:
    plain = own_films(tmp_path / "own", 3)
    from inference.dicom.reader import read_film

    digest = str(read_film(plain / "film 1.dcm").film.pixel_sha256)
    films = read_manifest(own_films(tmp_path / "named", 3, film=f"sha256:{digest}"))
    assert films[1].path.name == "film 1.dcm"
    with pytest.raises(ManifestError, match="no film of these pixels"):
        read_manifest(own_films(tmp_path / "wrong", 3, film=f"sha256:{'0' * 64}"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"film": "gone.dcm"}, "line 3: there is no such film"),
        ({"film": "../film 0.dcm"}, "line 3: the film lies outside"),
        ({"film": "film 0.dcm"}, "line 3: the film of line 2 again"),
        ({"film": "a" * 5000}, "line 3: there is no such film"),
        ({"patient": ""}, "line 3: film and patient must be named"),
        ({"patient": "p0"}, r"line 2: this patient is in several splits \(train, val\)"),
        ({"class": "C1"}, "line 3: the class is none of"),
        ({"class": "normal", "side": "left"}, "line 3: a normal film has no side"),
        ({"side": "links"}, "line 3: the side is none of"),
        ({"split": "holdout"}, "line 3: the split is none of"),
        ({"edition": "2007"}, "line 3: the edition is not 2018"),
        ({"report": "gone.txt"}, "line 3: there is no such report"),
    ],
)
def test_every_fault_is_told_with_its_line(tmp_path: Path, changes: dict[str, str], fault: str) -> None:
    with pytest.raises(ManifestError, match=fault):
        read_manifest(own_films(tmp_path / "own", 4, **changes))


def test_tables_that_are_none_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "manifest.csv"
    for content, word in (
        (b"\xff\xfe\x00", "no CSV file"),
        (b"film,patient\nx,y\n", "no column class"),
        (b"film,patient,class,name\nx,y,A1,z\n", "unknown"),
        (b"film,patient,class\nx,y\n", "not as many cells"),
        (b"film,patient,class\n", "no rows"),
        (b"film,patient,class\n", "\n1 fault. "),
        (b"film;patient;class\nx;y;A1\n", "line 2: there is no such film"),
        (b"\xef\xbb\xbffilm\tpatient\tclass\r\nx\ty\tA1\r\n", "line 2: there is no such film"),
    ):
        table.write_bytes(content)
        assert main(["check", str(tmp_path)]) == 1
        told = capsys.readouterr()
        assert word in told.out + told.err


def test_check_lists_all_and_reads_the_films(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = own_films(tmp_path / "good", 8)
    assert main(["check", str(good)]) == 0
    assert "8 films of 8 patients, no fault." in capsys.readouterr().out
    (good / "film 2.dcm").write_bytes(b"no film")
    (good / "film 3.dcm").write_bytes((good / "film 4.dcm").read_bytes())
    assert main(["check", str(good)]) == 1
    said = capsys.readouterr().out
    assert "2 faults" in said
    assert "another class, side or patient" in said
    films = [film for film in read_truth(good) if film.path.name != "film 2.dcm"]
    with pytest.raises(TrainingError, match="are the same picture, but the truth says different"):
        cache.build(films, tmp_path / "cache", size=32)
    others = [replace(film, meta={}) for film in films]  # a published set, which nobody here can mend
    report = cache.build(others, tmp_path / "cache", size=32)
    assert report.contradictory == ((films[2].key, films[3].key),)
    assert "the truth says otherwise: 1" in two_truths.words(report.contradictory)
    with pytest.raises(TrainingError, match="are the same picture"):
        two_truths.find((film, "same pixels") for film in films)
    sure = (("fracture", None), ("A2", "left"))
    told = [replace(films[1], ao_class=name, side=side) for name, side in sure]
    assert two_truths.find((film, "same pixels") for film in told) == ()
    bad = own_films(tmp_path / "bad", 8, **{"class": "D", "side": "up", "split": "x"})
    assert main(["check", "--quick", str(bad)]) == 1
    assert "3 faults" in capsys.readouterr().out


def test_reports_are_text_or_files(tmp_path: Path) -> None:
    folder = own_films(tmp_path / "own", 3, report="r/1.txt")
    (folder / "r").mkdir()
    (folder / "r" / "1.txt").write_text("Subcapital fracture, Lt.", "utf8")
    assert not check(folder).faults
    assert list(manifest.reports(folder).values()) == ["Subcapital fracture, Lt."]


def test_rows_measure_or_calibrate_as_their_split_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = read_truth(own_films(tmp_path / "own", 8, split="test"))
    assert rows_that_test(films) == ([films[1]], ", test rows only")
    monkeypatch.setattr(evaluate, "known_result", lambda _models, name, rows, _part: (name, rows))
    ((name, rows),) = evaluate.measured(None, [tmp_path / "own"], None)
    assert name.endswith("), test rows only")
    assert [film.key for film in rows] == [films[1].key]
    assert untaught_rows(films) == [films[0], films[1], films[4]]
    found, said = calibrate.read(tmp_path / "own")
    assert len(found) == 3
    assert said.startswith("5 films without the split val or test left out")
    found, said = calibrate.unread(tmp_path / "own")
    assert (len(found), said[:7]) == (3, "5 films")
    free = [replace(film, meta={"source": "own"}) for film in films]
    assert rows_that_test(free) == (free, "")
    assert untaught_rows(free) == free
    taught = [replace(film, meta={"split": "train"}) for film in films]
    with pytest.raises(TrainingError, match="no film is for testing"):
        rows_that_test(taught)
    with pytest.raises(TrainingError, match="every film may have trained"):
        untaught_rows(taught)


def test_one_set_does_not_both_train_and_validate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = own_films(tmp_path / "train", 4, split="")
    (own / "manifest.csv").write_text(
        "film,patient,class\n" + "".join(f"film {i}.dcm,p{i},normal\n" for i in range(4)), "utf8"
    )
    given = fit_arguments(tmp_path, tmp_path / "run")
    given[4] = str(own)
    assert main(given) == 1
    assert "4 films of --val are training films, too" in capsys.readouterr().err


@pytest.mark.slow
def test_own_films_train_and_those_kept_for_testing_do_not(tmp_path: Path) -> None:
    own_films(tmp_path / "train", 28, split="test", **{"class": "fracture"})
    own_films(tmp_path / "val", 14)
    given = fit_arguments(tmp_path, tmp_path / "run", "--epochs", "1")
    given[3:5] = []  # no --val: the manifest tells
    assert main(given) == 0
    told = json.loads((tmp_path / "run" / "run.json").read_text("utf8"))
    assert (told["training_films"], told["validation_films"]) == (20, 7)
    assert run_folder.load(tmp_path / "run" / "best.pt")["figures"]["auc"] >= 0
