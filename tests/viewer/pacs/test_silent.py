"""The commands that talk to a PACS talk to it alone, and write only where the user said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydicom
import pytest

from tests.leaving import SECRETS, filled_store, study_films
from tests.test_silence import run
from tests.viewer.pacs.peers import Page, peer, web
from viewer.pacs.incoming import Incoming
from viewer.pacs.storage_scp import Receiver


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A home with readings of films that name a patient, and a user's home to be left alone."""
    from inference.dicom.reader import read_film

    for name in ("home", "out", "user", "temp"):
        (tmp_path / name).mkdir()
    films = [read_film(path) for path in study_films(tmp_path / "films")]
    (tmp_path / "home" / "data").mkdir()
    filled_store(tmp_path / "home" / "data" / "shenton.sqlite", films).close()
    return tmp_path


def quiet(place: Path, *command: str, kernel: bool = False) -> str:
    """Run it under the guard; what it said."""
    done = run(place, ("viewer", "pacs", *command), kernel=kernel)
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1), said[-2000:]
    assert "guard:" not in done.stderr, done.stderr
    assert list((place / "user").rglob("*")) == []
    assert list((place / "temp").rglob("*")) == []
    logs = "".join(
        path.read_text("utf8", "replace") for path in (place / "home" / "log").rglob("*") if path.is_file()
    )
    assert not [word for word in SECRETS if word in said + logs]
    return said


def test_dicom_is_spoken_with_the_pacs_alone(place: Path, tmp_path: Path) -> None:
    film = pydicom.dcmread(study_films(tmp_path / "films")[0])

    def find(event: Any) -> Iterator[Any]:
        asked = event.identifier
        asked.StudyInstanceUID, asked.SeriesInstanceUID, asked.Modality = film.StudyInstanceUID, "1.2.1", "DX"
        yield 0xFF00, asked

    def get(_event: Any) -> Iterator[Any]:
        yield 1
        yield 0xFF00, film

    stored: list[str] = []

    def store(event: Any) -> int:
        stored.append(str(event.request.AffectedSOPInstanceUID))
        return 0

    with peer(find=find, get=get, store=store) as node:
        at = ("--host", node.host, "--port", str(node.port), "--title", "PEER")
        study = ("--study", str(film.StudyInstanceUID))
        assert "1 study." in quiet(place, "find", *at, "--number", "SECRETNUMBER")
        assert "1 object came." in quiet(place, "get", *at, *study, "--out", "OUT")
        assert "objects sent" in quiet(place, "send", *at)
    assert stored
    assert len(list((place / "out").rglob("*.dcm"))) == 1


def test_our_receiver_answers_and_says_what_it_does_not_take(place: Path) -> None:
    receiver = Receiver(Incoming(place / "received"), port=0)
    receiver.start()
    try:
        at = ("--host", "127.0.0.1", "--port", str(receiver.port), "--title", "SHENTON")
        assert "answers" in quiet(place, "echo", *at)
        assert "did not agree to any service or kind of object" in quiet(place, "send", *at)
    finally:
        receiver.stop()


def test_dicomweb_is_spoken_with_the_service_alone(place: Path) -> None:
    def answer(_path: str, _asked: dict[str, list[str]]) -> Page:
        return 200, b"[]", {"Content-Type": "application/dicom+json"}

    with web(answer) as node:
        at = ("--url", node.url)
        assert "0 studies." in quiet(place, "find", *at, "--number", "SECRETNUMBER")
        assert "objects sent to" in quiet(place, "send", *at)


def test_what_is_refused_before_asks_nobody(place: Path) -> None:
    assert "Every study" in quiet(place, "find", "--host", "127.0.0.1", kernel=True)
