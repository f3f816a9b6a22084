"""``shenton predict --pacs`` against a real PACS: each film once, resumed, nothing left on the disk."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from pathlib import Path

import pydicom
import pytest

from inference.archive.worker import FilmAnswer
from inference.messages import Message
from tests.leaving import SECRETS, telling_film
from tests.models import write_bundle
from tests.orthanc import PASSWORD, USER, Orthanc, filled
from viewer.app import pacs_client
from viewer.app.pacs_client import Found
from viewer.cli import main
from viewer.cli.pacs_films import PacsFilms, studies_that_match, whole_studies
from viewer.pacs import dimse
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node
from viewer.pacs.queries import Failure, FoundStudy, Moved, Query, Step

Captured = pytest.CaptureFixture[str]
NODE = Node()


@pytest.fixture(scope="module")
def pacs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """Three studies, of two, one and one films; a report lies in none."""
    folder = tmp_path_factory.mktemp("orthanc")
    with filled(folder) as made:
        for number in (8, 9):
            film = telling_film(folder, number, StudyInstanceUID=f"1.2.777.{number}")
            dimse.store(made.node, [pydicom.dcmread(film)], lambda _done, _total: True, threading.Event())
        yield made


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf8") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize("by", ["dimse", "web"])
def test_films_of_a_pacs_get_their_lines(
    by: str, pacs: Orthanc, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("SHENTON_PACS_PASSWORD", PASSWORD)
    where = ["--host", "127.0.0.1", "--port", str(pacs.dicom_port)]
    if by == "web":
        where = ["--url", pacs.web.url, "--user", USER]
    bundle = tmp_path / "tiny"
    write_bundle(bundle)
    out = tmp_path / "results.csv"
    asked = ["predict", "--pacs", *where, "--model", str(bundle), "--workers", "1", "--out", str(out)]
    assert main.main([*asked, "--number", "SECRETNUMBER"]) == 0
    found = rows(out)
    assert len(found) == 4
    assert len({row[0] for row in found}) == 4
    assert {row[0].split("/")[0] for row in found} == {"pacs:1.2.777.1", "pacs:1.2.777.8", "pacs:1.2.777.9"}
    said = "".join(capsys.readouterr())
    assert not [word for word in SECRETS if word in said]
    assert not [word for word in SECRETS if word in out.read_text() and not word.startswith("1.2.777")]
    assert [path.name for path in tmp_path.iterdir() if "films" in path.name] == []

    whole = out.read_bytes()
    for cut in (len(whole) // 2, len(whole) - 3):  # ended in the midst
        out.write_bytes(whole[:cut])
        assert main.main([*asked, "--number", "SECRETNUMBER", "--resume"]) == 0
        assert [row[:3] for row in rows(out)] == [row[:3] for row in found]


def test_what_cannot_be_meant_costs_a_sentence(pacs: Orthanc, tmp_path: Path, capsys: Captured) -> None:
    out = ["--out", str(tmp_path / "results.csv")]
    nobody = ["--host", "127.0.0.1", "--port", "1"]
    for words, sentence in (
        ([], "There is no film to answer"),
        (["--pacs", str(tmp_path)], "not from both"),
        (["--pacs", "--cluster", "local:1"], "on this computer only"),
        (["--pacs", *nobody], "Every study of the PACS would match"),
        (["--pacs", *nobody, "--number", "1"], "refused the connection"),
        (["--pacs", "--number", "1", "--from", "20240101", "--to", "20231231"], "before the first"),
    ):
        assert main.main(["predict", *out, *words]) == 1
        assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class Peer:
    """A PACS that holds what it is told, in place of one that fails on demand."""

    def __init__(self, studies: dict[str, list[str] | NetworkError]) -> None:
        self.studies, self.asked, self.is_there = studies, list[str](), True

    def fetch_study(self, _target: Node, uid: str, incoming: Incoming, _step: Step) -> Moved:
        self.asked.append(uid)
        held = self.studies[uid]
        if isinstance(held, NetworkError):
            raise held
        for sop in held:
            if sop.startswith("1"):
                incoming.take(sop, b"film")
        lost = tuple(Failure(sop, Message("It was lost.")) for sop in held if not sop.startswith("1"))
        return Moved(len(held) - len(lost), len(lost), failures=lost)

    def echo(self, _target: Node) -> None:
        if not self.is_there:
            raise NetworkError("The PACS is not there.", "Ask.")


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Peer:
    broken = NetworkError("The study cannot be read.", "Ask.")
    made = Peer({"1.1": ["1.11", "1.12"], "1.2": [], "1.3": ["1.31", "2.32"], "1.4": broken, "1.5": ["1.51"]})
    monkeypatch.setattr(pacs_client, "fetch_study", made.fetch_study)
    monkeypatch.setattr(pacs_client, "echo", made.echo)
    return made


def answers(films: PacsFilms, most: int = 99) -> list[FilmAnswer]:
    """As a pool would answer them, one after the other."""
    found = []
    with films:
        for path in films:
            read = Path(path).read_bytes() if Path(path).exists() else b""
            found.append(films.answered(FilmAnswer(path, reason=read.decode())))
            if len(found) == most:
                break
    return found


LINES = [
    ("pacs:1.1/1.11", "film"),
    ("pacs:1.1/1.12", "film"),
    ("pacs:1.2", "The study holds no radiograph."),
    ("pacs:1.3/1.31", "film"),
    ("pacs:1.3/2.32", "It was lost."),
    ("pacs:1.4", "The study cannot be read."),
    ("pacs:1.5/1.51", "film"),
]


def test_what_does_not_come_has_its_line_and_a_run_goes_on_anywhere(peer: Peer, tmp_path: Path) -> None:
    for ended in range(len(LINES) + 1):
        before = [name for name, _reason in LINES[:ended]]
        films = PacsFilms(NODE, list(peer.studies), tmp_path / "films", before)
        assert [(film.path, film.reason.split(" Ask")[0]) for film in answers(films)] == LINES[ended:]
        assert films.finished == len(peer.studies)
        assert not (tmp_path / "films").exists()
    assert whole_studies([]) == (frozenset(), "")


def test_little_is_fetched_ahead_and_a_pacs_that_is_gone_ends_the_run(peer: Peer, tmp_path: Path) -> None:
    answers(PacsFilms(NODE, list(peer.studies), tmp_path / "films"), most=1)
    assert len(peer.asked) <= 4
    peer.is_there = False
    with pytest.raises(NetworkError, match="not there"):
        answers(PacsFilms(NODE, list(peer.studies), tmp_path / "films"))
    assert not (tmp_path / "films").exists()


def test_studies_are_asked_for_day_by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def find(_target: Node, query: Query) -> Found:
        asked.append(query.dates)
        studies = (FoundStudy("1.1"), FoundStudy(f"1.2.{query.dates}"))
        return Found(studies, more=query.dates == "20240301")

    monkeypatch.setattr(pacs_client, "find", find)
    days = Query(date_from="20240227", date_to="20240229")
    assert studies_that_match(NODE, days) == ["1.1", "1.2.20240227", "1.2.20240228", "1.2.20240229"]
    assert asked == ["20240227", "20240228", "20240229"]
    with pytest.raises(NetworkError, match="More than 2 studies"):
        studies_that_match(NODE, Query(date_from="20240301", date_to="20240301"))
