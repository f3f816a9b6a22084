"""``shenton pacs`` against a real PACS: asked, found, fetched, sent; names only where they are asked for."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from io import StringIO
from pathlib import Path

import pydicom
import pytest

from inference import paths
from inference.dicom.reader import read_film
from tests.leaving import SECRETS, filled_store, study_films, telling_film
from tests.models import write_bundle
from tests.orthanc import PASSWORD, USER, Orthanc
from tests.viewer.pacs.peers import peer
from viewer.app import settings
from viewer.cli import main
from viewer.pacs import dimse
from viewer.pacs.queries import Query

Captured = pytest.CaptureFixture[str]
BY = ("dimse", "web")
NOBODY = ["--host", "127.0.0.1", "--port", "1"]


@pytest.fixture
def by(request: pytest.FixtureRequest, pacs: Orthanc, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that name the PACS, by DIMSE or DICOMweb."""
    monkeypatch.setenv("SHENTON_PACS_PASSWORD", PASSWORD)
    if request.param == "web":
        return ["--url", pacs.web.url, "--user", USER]
    return ["--host", "127.0.0.1", "--port", str(pacs.dicom_port), "--our-port", str(pacs.our_port)]


@pytest.fixture
def readings(home: Path, tmp_path: Path) -> list[Path]:
    """Two readings of the study's first film, one of its second; the films."""
    films = study_films(tmp_path / "films")
    where = paths.find(home).make()
    filled_store(where.store, [read_film(path) for path in films]).close()
    write_bundle(where.user_models / "tiny")
    return films


def run(*words: str) -> int:
    return main.main(["pacs", *words])


@pytest.mark.parametrize("by", BY, indirect=True)
def test_the_pacs_answers(by: list[str], capsys: Captured) -> None:
    assert run("echo", *by) == 0
    assert "answers." in capsys.readouterr().out


def test_the_settings_of_the_window_name_it(pacs: Orthanc, home: Path) -> None:
    where = paths.find(home).make()
    settings.write(where.settings, settings.Settings(pacs_port=pacs.dicom_port))
    assert run("echo") == 0
    assert run("echo", "--port", "1") == 1
    assert settings.load(where.settings)[0].pacs_port == pacs.dicom_port


@pytest.mark.parametrize("by", BY, indirect=True)
def test_found_studies_name_nobody_unless_asked(by: list[str], capsys: Captured) -> None:
    asked = ["find", *by, "--number", "SECRETNUMBER", "--from", "19991231"]
    assert run(*asked) == 0
    out, err = capsys.readouterr()
    assert "DX" in out
    assert "1 study." in err
    assert not [word for word in SECRETS if word in out + err]
    assert run(*asked, "--identifiers") == 1  # no terminal here
    out, err = capsys.readouterr()
    assert "into a file or a pipe" in err
    assert not [word for word in SECRETS if word in out + err]
    assert run(*asked, "--identifiers", "--yes") == 0
    out, err = capsys.readouterr()
    assert all(word in out for word in ("SECRETNAME^Jane", "SECRETNUMBER", "19991231", "1.2.777.1"))
    assert "SECRET" not in err
    assert run("find", *by, "--number", "nobody") == 1


@pytest.mark.parametrize("by", BY, indirect=True)
def test_films_are_fetched(by: list[str], tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert run("get", *by, "--number", "SECRETNUMBER", "--out", str(out)) == 0
    printed, err = capsys.readouterr()
    (folder,) = printed.split()
    assert Path(folder).parent == out
    assert "SECRET" not in printed + err
    assert {read_film(path).film.study_uid for path in Path(folder).iterdir()} == {"1.2.777.1"}


@pytest.mark.parametrize("by", ["dimse"], indirect=True)
def test_a_study_comes_by_move_and_by_uid(
    by: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("1.2.777.1\n"))
    assert run("get", *by, "--study", "-", "--move") == 0
    (folder,) = capsys.readouterr().out.split()
    assert Path(folder).parent == paths.find(home).incoming
    assert len(list(Path(folder).iterdir())) == 2


@pytest.mark.parametrize("by", BY, indirect=True)
def test_more_than_one_study_comes_on_wish_only(
    by: list[str], pacs: Orthanc, tmp_path: Path, capsys: Captured
) -> None:
    other = telling_film(tmp_path, 5, StudyInstanceUID="1.2.777.5", PatientID="SEVERAL")
    more = telling_film(tmp_path, 6, StudyInstanceUID="1.2.777.6", PatientID="SEVERAL")
    films = [pydicom.dcmread(path) for path in (other, more)]
    dimse.store(pacs.node, films, lambda _done, _total: True, threading.Event())
    asked = ["get", *by, "--number", "SEVERAL", "--out", str(tmp_path / "out")]
    assert run(*asked) == 1
    assert "2 studies match" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run(*asked, "--all") == 0
    assert len(capsys.readouterr().out.split()) == 2


@pytest.mark.parametrize("by", BY, indirect=True)
def test_reports_are_sent_to_their_study(
    by: list[str], readings: list[Path], pacs: Orthanc, home: Path, capsys: Captured
) -> None:
    named = ["--keep-identifiers", "--yes"]
    assert run("send", *by, "--what", "sr,gsps,sc", *named, str(readings[0])) == 0
    out, err = capsys.readouterr()
    assert "6 objects sent to" in err
    assert "SECRET" not in out + err
    (study,), _more = dimse.find(pacs.node, Query(patient_number="SECRETNUMBER"))
    assert {"SR", "PR", "OT"} <= set(study.modalities.split(", "))
    with closing(sqlite3.connect(paths.find(home).store)) as file:
        noted = str(file.execute("SELECT subject FROM audit").fetchall())
    assert "with identifiers to PACS" in noted


@pytest.mark.parametrize("by", ["dimse"], indirect=True)
def test_pixels_that_nobody_looked_at_stay(by: list[str], readings: list[Path], capsys: Captured) -> None:
    assert run("send", *by, "--what", "film") == 1
    err = capsys.readouterr().err
    assert "0 objects sent" in err
    assert "nobody has looked for burned-in text yet" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["echo", *NOBODY], "refused the connection"),
        (["echo", "--port", "70000"], "--port cannot be 70000"),
        (["echo", "--title", "A TITLE THAT IS LONG"], "is no AE title"),
        (["echo", "--url", "ftp://127.0.0.1"], "no address of a DICOMweb service"),
        (["echo", "--url", "http://pacs.invalid", "--user", "me"], "password would go unencrypted"),
        (["find", *NOBODY], "Every study of the PACS would match"),
        (["find", *NOBODY, "--from", "yesterday"], "eight digits"),
        (["find", *NOBODY, "--number", "x"], "refused the connection"),
        (["get", "--url", "http://127.0.0.1:1", "--move", "--study", "1.2"], "knows no C-MOVE"),
        (["send", *NOBODY], "There are no readings yet"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], sentence: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHENTON_PACS_PASSWORD", PASSWORD)
    assert run(*words) == 1
    err = capsys.readouterr().err
    assert sentence in err
    assert PASSWORD not in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--what", "pdf"], "cannot be exported"),
        (["--keep-identifiers"], "nobody can be asked"),
        (["/nowhere/film.dcm"], "no reading to send"),
        ([], "refused the connection"),
    ],
)
def test_what_cannot_be_sent_is_said(
    readings: list[Path], words: list[str], sentence: str, capsys: Captured
) -> None:
    assert run("send", *NOBODY, *words) == 1
    assert sentence in capsys.readouterr().err


def test_a_value_can_be_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("SECRETNUMBER\n"))
    assert run("find", *NOBODY, "--number", "-") == 1
    assert "SECRET" not in capsys.readouterr().err


def test_whose_the_readings_are_is_said_before_they_leave(
    home: Path, tmp_path: Path, capsys: Captured
) -> None:
    """As the window does: one picture under two headers, of which nobody noted which was read."""
    films = [telling_film(tmp_path / str(n), n, PatientID=f"P{n}") for n in (1, 2)]
    where = paths.find(home).make()
    filled_store(where.store, [read_film(path) for path in films]).close()
    with peer(store=lambda _event: 0) as node:
        at = ("--host", node.host, "--port", str(node.port), "--title", "PEER")
        assert run("send", *at, "--keep-identifiers", "--yes") == 1
    said = capsys.readouterr().err
    assert "made before files were recorded" in said
    assert "left out: " in said
    assert not [word for word in SECRETS if word in said]
