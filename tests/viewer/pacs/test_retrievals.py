"""Retrievals and sendings that end otherwise than they should: aborted, miscounted, stopped, warned of."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydicom
import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    DigitalXRayImageStorageForPresentation,
)
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelFind as Find,
)
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelGet as Get,
)
from pynetdicom.sop_class import (
    StudyRootQueryRetrieveInformationModelMove as Move,
)

from inference.dicom.reader import read_film
from tests.films import JPEG_LOSSLESS_SV1
from tests.leaving import telling_film
from tests.viewer.pacs.peers import caller, go_on, node_of, raw
from viewer.app import pacs_client
from viewer.pacs import dimse
from viewer.pacs.association import SYNTAXES
from viewer.pacs.deadline import GRACE_S, Deadline
from viewer.pacs.errors import NetworkError
from viewer.pacs.incoming import DOES_NOT_MATCH, SUCCESS, Incoming
from viewer.pacs.node import Node
from viewer.pacs.queries import Asking, Query
from viewer.pacs.storage_scp import Receiver

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <s(sl|ocket)[.]:pytest.PytestUnraisableExceptionWarning"
)
ANY = Query(patient_number="x")
WAIT_S = 60.0
HUNG_UP = r"ended the connection|did not agree to an association"


def made(folder: Path, count: int) -> list[Dataset]:
    return [
        pydicom.dcmread(telling_film(folder / str(n), n, SOPInstanceUID=f"1.2.7.{n}", StudyInstanceUID="1.2"))
        for n in range(1, count + 1)
    ]


def series(_event: Any) -> Iterator[tuple[int, Dataset | None]]:
    one = Dataset()
    one.QueryRetrieveLevel, one.StudyInstanceUID = "SERIES", "1.2"
    one.SeriesInstanceUID, one.Modality = "1.2.1", "DX"
    yield 0xFF00, one


def taking(entity: AE, *, scu: bool = True) -> None:
    entity.add_supported_context(Find)
    entity.add_supported_context(Get)
    entity.add_supported_context(Move)
    for syntaxes in (SYNTAXES[:2], [SYNTAXES[2]]):
        role = {"scu_role": True, "scp_role": True} if scu else {}
        entity.add_supported_context(DigitalXRayImageStorageForPresentation, list(syntaxes), **role)


# what breaks off --------------------------------------------------------------------------------------


def test_what_came_before_an_abort_is_told(tmp_path: Path) -> None:
    films = made(tmp_path, 3)

    def get(event: Any) -> Iterator[Any]:
        yield 3
        yield 0xFF00, films[0]
        event.assoc.abort()
        yield 0xFF00, films[1]

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, series), (evt.EVT_C_GET, get)]) as node:
        got = dimse.get(node, "1.2", incoming := Incoming(tmp_path / "in"), go_on)
    assert (got.done, got.failed >= 1, len(incoming.files)) == (1, True, 1)
    assert "ended the connection while it was asked" in got.why
    assert list((tmp_path / "in").iterdir()) == incoming.files  # nothing half


def test_what_was_announced_and_never_came_is_told(tmp_path: Path) -> None:
    """A success that counts fewer objects than its own pending responses announced (PS3.7 9.1.3.1)."""
    films = made(tmp_path, 2)

    def get(_event: Any) -> Iterator[Any]:
        yield 5
        yield from ((0xFF00, film) for film in films)
        yield 0x0000, None

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, series), (evt.EVT_C_GET, get)]) as node:
        got = dimse.get(node, "1.2", incoming := Incoming(tmp_path / "in"), go_on)
    assert (got.done, got.failed, len(incoming.files)) == (2, 3, 2)
    assert "ended after 2 of the announced 5" in got.why


def test_a_peer_that_hangs_up_costs_a_sentence(tmp_path: Path) -> None:
    def hang_up(event: Any) -> Iterator[Any]:
        event.assoc.abort()
        yield 0xFF00, Dataset()

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, hang_up)]) as node:
        for ask in (
            lambda: dimse.find(node, ANY),
            lambda: dimse.get(node, "1.2", Incoming(tmp_path / "in"), go_on),
        ):
            with pytest.raises(NetworkError, match="ended the connection while it was asked"):
                ask()
    gone = [(evt.EVT_ESTABLISHED, lambda event: event.assoc.dul.socket.close())]
    with node_of(entity, gone) as node:
        for ask in (lambda: dimse.find(node, ANY), lambda: dimse.move(node, "1.2", go_on)):
            with pytest.raises(NetworkError, match=HUNG_UP):
                ask()
        try:
            why = str(dimse.store(node, made(tmp_path, 1), go_on, threading.Event()).why)
        except NetworkError as error:
            why = str(error)
        assert re.search(HUNG_UP, why)


def test_an_object_that_is_cut_in_the_middle_is_not_kept(tmp_path: Path) -> None:
    (film,) = made(tmp_path, 1)
    receiver = Receiver(Incoming(tmp_path / "in"), port=0)
    receiver.start()
    try:
        entity = AE(ae_title="CUTS")
        entity.add_requested_context(DigitalXRayImageStorageForPresentation, list(SYNTAXES[:2]))
        sent = []

        def half(event: Any) -> None:
            sent.append(event.message)
            if len(sent) == 1:
                event.assoc.dul.socket.socket.shutdown(2)

        with caller(entity, receiver.port, [(evt.EVT_DIMSE_SENT, half)]) as calling:
            calling.send_c_store(film)
        dimse.echo(Node("127.0.0.1", receiver.port, "SHENTON", timeout_s=20))
    finally:
        receiver.stop()
    assert not (tmp_path / "in").exists() or len(list((tmp_path / "in").iterdir())) <= 1
    assert all(read_film(path) for path in receiver.incoming.files)


# what is not what it says -----------------------------------------------------------------------------


def test_objects_that_contradict_themselves(tmp_path: Path) -> None:
    (film,) = made(tmp_path, 1)
    data = (tmp_path / "1").glob("*").__next__().read_bytes()
    kind = str(film.SOPClassUID)
    incoming = Incoming(tmp_path / "in")
    assert incoming.take("1.2.7.1", data, "1.2.840.10008.5.1.4.1.1.1") == DOES_NOT_MATCH
    assert incoming.take("1.2.7.1", data, kind) == SUCCESS
    assert incoming.take("1.2.7.1", data, kind) == SUCCESS  # again: one file
    assert (len(incoming.files), incoming.came.note) == (1, "")
    film.PatientID = "ANOTHER"
    film.save_as(tmp_path / "other.dcm")
    assert incoming.take("1.2.7.1", (tmp_path / "other.dcm").read_bytes(), kind) == SUCCESS
    assert len(incoming.files) == len(list((tmp_path / "in").iterdir())) == 2
    assert "1 of the objects had the UID of another one that came; both are kept." in incoming.came.note
    assert incoming.take("1.2.9", data, kind) == SUCCESS
    assert "1 of the objects say another UID of themselves" in incoming.came.note
    assert incoming.refused == incoming.came.refused == 1


def test_a_film_with_a_wrong_transfer_syntax_is_kept_and_read(tmp_path: Path) -> None:
    """Sent in a context of implicit little endian, encoded explicitly."""
    (film,) = made(tmp_path, 1)
    data = next((tmp_path / "1").glob("*")).read_bytes()
    wrong = data.replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2\0\0\0", 1)
    assert wrong != data
    incoming = Incoming(tmp_path / "in")
    assert incoming.take("1.2.7.1", wrong, str(film.SOPClassUID)) == SUCCESS
    assert read_film(incoming.files[0]).film.sop_uid == "1.2.7.1"


def test_the_receiver_tells_what_it_refuses(tmp_path: Path) -> None:
    heard: list[int] = []
    receiver = Receiver(Incoming(tmp_path / "in"), port=0, arrived=lambda: heard.append(1))
    receiver.start()
    node = Node("127.0.0.1", receiver.port, "SHENTON", timeout_s=20)
    try:
        (other,) = made(tmp_path, 1)
        other.SOPClassUID = other.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        with pytest.raises(NetworkError):
            dimse.store(node, [other], go_on, threading.Event())
        until(lambda: bool(heard))
    finally:
        receiver.stop()
    came = receiver.incoming.came
    assert (came.objects, came.refused) == (0, 1)
    assert [str(one.why) for one in came.failures] == [
        "Its kind or its way of compression is not taken here."
    ]


# what is counted --------------------------------------------------------------------------------------


def test_a_move_is_counted_by_what_came(tmp_path: Path) -> None:
    """The PACS says 10, 7 came: said in one sentence; what was refused here is named."""
    films = made(tmp_path / "films", 7)
    receiver = Receiver(Incoming(tmp_path / "in"), port=0)
    receiver.start()
    us = Node("127.0.0.1", receiver.port, "SHENTON", timeout_s=20)
    told = Dataset()
    told.Status, told.NumberOfRemainingSuboperations = 0x0000, 0
    told.NumberOfCompletedSuboperations = 10
    told.NumberOfFailedSuboperations = told.NumberOfWarningSuboperations = 0

    def move(event: Any) -> Iterator[Any]:
        assert dimse.store(us, films, go_on, threading.Event()).done == 7
        yield ("127.0.0.1", receiver.port, {})
        yield 0

    entity = AE(ae_title="PEER")
    taking(entity)
    counts: list[Any] = [
        (evt.EVT_C_FIND, series),
        (evt.EVT_C_MOVE, move),
        (evt.EVT_DIMSE_SENT, lambda event: lie(event, 10)),
    ]
    try:
        with node_of(entity, counts) as node:
            got = pacs_client.fetch(
                node, ["1.2"], tmp_path, go_on, threading.Event(), by_move=True, received=receiver.incoming
            )
    finally:
        receiver.stop()
    assert (got.done, got.failed) == (7, 3)
    assert "says: 10; received: 7." in got.why


def lie(event: Any, count: int) -> None:
    """Write another count into a C-MOVE response before it goes."""
    if hasattr(event.message.command_set, "NumberOfCompletedSuboperations"):
        event.message.command_set.NumberOfCompletedSuboperations = count


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0xB000, "changed values of 2 objects when it stored them (status B000)"),
        (0xB006, "left out elements of 2 objects"),
        (0xB007, "stored 2 objects though they do not fit their kinds"),
    ],
)
def test_warnings_are_told(tmp_path: Path, code: int, said: str) -> None:
    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_STORE, lambda _event: code)]) as node:
        sent = dimse.store(node, made(tmp_path, 2), go_on, threading.Event())
    assert (sent.done, sent.failed) == (2, 0)
    assert said in sent.note


def test_a_kind_or_compression_that_is_not_taken_is_named_as_such(tmp_path: Path) -> None:
    films = made(tmp_path, 1)
    packed = pydicom.dcmread(
        telling_film(tmp_path / "b", 2, syntax=JPEG_LOSSLESS_SV1, SOPInstanceUID="1.2.7.9")
    )
    other = made(tmp_path / "c", 2)[1]
    other.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    entity = AE(ae_title="PEER")
    entity.add_supported_context(DigitalXRayImageStorageForPresentation, list(SYNTAXES[:2]))
    with node_of(entity, [(evt.EVT_C_STORE, lambda _event: 0)]) as node:
        sent = dimse.store(node, [*films, packed, other], go_on, threading.Event())
    assert (sent.done, sent.failed) == (1, 2)
    assert [str(one.why).partition(" does ")[2] for one in sent.failures] == [
        "not take this way of compression.",
        "not take this kind of object.",
    ]


def test_a_peer_that_does_not_let_us_receive_costs_a_sentence(tmp_path: Path) -> None:
    """Storage contexts are accepted, the role of their provider is not (PS3.7 D.3.3.4)."""
    films = made(tmp_path, 1)

    def get(_event: Any) -> Iterator[Any]:
        yield 1
        yield 0xFF00, films[0]

    entity = AE(ae_title="PEER")
    taking(entity, scu=False)
    with (
        node_of(entity, [(evt.EVT_C_FIND, series), (evt.EVT_C_GET, get)]) as node,
        pytest.raises(NetworkError, match="does not offer to send radiographs by C-GET") as caught,
    ):
        dimse.get(node, "1.2", Incoming(tmp_path / "in"), go_on)
    assert "C-MOVE" in caught.value.hint


# answers that cannot be read --------------------------------------------------------------------------


def test_answers_that_cannot_be_read_are_counted() -> None:
    readable = [True]

    def find(_event: Any) -> Iterator[Any]:
        for number in range(3):
            one = Dataset()
            one.QueryRetrieveLevel, one.StudyInstanceUID = "STUDY", f"1.2.{number}"
            yield 0xFF00, one
        yield 0x0000, None

    def garble(event: Any) -> None:
        """The second answer's (then every one's) data set becomes noise."""
        seen.append(event)
        if event.message.data_set.getbuffer().nbytes and (not readable[0] or len(seen) == 2):
            event.message.data_set.seek(0)
            event.message.data_set.truncate()
            event.message.data_set.write(b"\xff\xfe\xfd\xfc" * 8)

    entity, seen = AE(ae_title="PEER"), list[Any]()
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, find), (evt.EVT_DIMSE_SENT, garble)]) as node:
        asking = Asking()
        found, more = dimse.find(node, ANY, asking)
        assert (len(found), more, asking.unread) == (2, False, 1)
        assert pacs_client.find(node, ANY).note == ""  # the second time no answer is the second
        readable[0] = False
        with pytest.raises(NetworkError, match=r"The answers of .* cannot be read"):
            dimse.find(node, ANY)


# Stop -------------------------------------------------------------------------------------------------


def until(done: Any) -> None:
    end = time.monotonic() + WAIT_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_search_that_is_stopped_is_cancelled_and_keeps_what_was_found() -> None:
    stop, cancelled = threading.Event(), threading.Event()

    def find(event: Any) -> Iterator[Any]:
        for number in range(2):
            one = Dataset()
            one.QueryRetrieveLevel, one.StudyInstanceUID = "STUDY", f"1.2.{number}"
            yield 0xFF00, one
        stop.set()
        until(lambda: event.is_cancelled)
        cancelled.set()
        yield 0xFE00, None

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, find)]) as node:
        found = pacs_client.find(node, ANY, stop)
    assert (len(found.studies), found.more, found.stopped) == (2, True, True)
    assert cancelled.is_set()


def test_stop_ends_what_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A peer that takes the question and is silent: searching, fetching, connecting."""
    assert Deadline.__init__.__defaults__ == (None, GRACE_S)
    monkeypatch.setattr(Deadline.__init__, "__defaults__", (None, 0.5))  # the moment for a polite end
    silent, stop = threading.Event(), threading.Event()

    def still(_event: Any) -> Iterator[Any]:
        stop.set()
        silent.wait(WAIT_S)
        yield 0x0000, None

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, still)]) as node:
        assert pacs_client.find(node, ANY, stop).stopped
        stop.clear()
        got = pacs_client.fetch(node, ["1.2"], tmp_path, go_on, stop)
        assert (got.stopped, got.done, got.failed) == (True, 0, 0)
        silent.set()

    def deaf(connection: Any) -> None:
        stop.set()
        connection.recv(1 << 16)
        connection.recv(1 << 16)

    stop.clear()
    with raw(deaf) as port:
        got = pacs_client.fetch(
            Node("127.0.0.1", port, "DEAF", timeout_s=WAIT_S), ["1.2"], tmp_path, go_on, stop
        )
    assert (got.stopped, got.done) == (True, 0)


def test_a_fetch_that_is_stopped_keeps_what_came(tmp_path: Path) -> None:
    films, stop = made(tmp_path, 3), threading.Event()

    def get(event: Any) -> Iterator[Any]:
        yield 3
        yield 0xFF00, films[0]
        stop.set()
        until(lambda: event.is_cancelled)
        yield 0xFE00, None

    entity = AE(ae_title="PEER")
    taking(entity)
    with node_of(entity, [(evt.EVT_C_FIND, series), (evt.EVT_C_GET, get)]) as node:
        got = pacs_client.fetch(node, ["1.2"], tmp_path / "in", go_on, stop)
    assert (got.stopped, got.done, got.failed, got.why) == (True, 1, 0, "")
