"""The receiver among connections that sit there, drip, crowd, swell or say too much."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import Dataset
from pynetdicom import AE
from pynetdicom.sop_class import (
    Verification,
)

from inference.dicom.reader import read_film
from tests.certificates import Authority
from tests.leaving import study_films, telling_film
from tests.viewer.pacs.peers import caller, go_on
from viewer.pacs import dimse
from viewer.pacs.held import Limits
from viewer.pacs.incoming import Incoming
from viewer.pacs.node import Node, Tls
from viewer.pacs.storage_scp import Receiver

WAIT_S = 60.0
PATIENT = Limits(opening_s=WAIT_S)


@contextmanager
def receiving(
    folder: Path, limits: Limits = PATIENT, tls: Tls | None = None, max_object: int = 10 << 20
) -> Iterator[tuple[Receiver, Node]]:
    receiver = Receiver(Incoming(folder, max_object=max_object), port=0, tls=tls, limits=limits)
    receiver.start()
    host = "127.0.0.1" if tls is None else "localhost"
    try:
        yield receiver, Node(host, receiver.port, "SHENTON", "SENDER", tls, timeout_s=30)
    finally:
        receiver.stop()


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_closed(connection: socket.socket) -> bool:
    connection.settimeout(WAIT_S)
    with suppress(OSError):
        return connection.recv(1) == b""
    return True


@contextmanager
def dripping(port: int) -> Iterator[None]:
    """The head of a request for an association, then a byte a second or faster."""
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.sendall(b"\x01\x00" + struct.pack(">L", 400) + b"\x00\x01")
            while not over.wait(0.2):
                connection.sendall(b"\x00")

    thread = threading.Thread(target=drip, args=(socket.create_connection(("127.0.0.1", port), WAIT_S),))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def films(folder: Path) -> list[Dataset]:
    return [pydicom.dcmread(path) for path in study_films(folder)]


@pytest.mark.parametrize("secure", [False, True])
def test_slow_connections_shut_nobody_out(tmp_path: Path, *, secure: bool) -> None:
    tls = Authority(tmp_path / "authority").tls("shenton") if secure else None
    with receiving(tmp_path / "in", tls=tls) as (receiver, node), ExitStack() as stack:
        idle = [
            stack.enter_context(socket.create_connection(("127.0.0.1", receiver.port), WAIT_S))
            for _number in range(30)
        ]
        stack.enter_context(dripping(receiver.port))
        sent = dimse.store(node, films(tmp_path / "films"), go_on, threading.Event())
        assert (sent.done, sent.failed) == (2, 0)
        assert len(receiver.connections) <= Limits().connections
        assert is_closed(idle[0])  # the first gave way
    assert len(receiver.incoming.files) == 2


def test_associations_that_sit_there_give_way_by_their_last_message(tmp_path: Path) -> None:
    limits = replace(PATIENT, connections=4)
    with receiving(tmp_path / "in", limits) as (receiver, node), ExitStack() as stack:
        made = []
        for _number in range(4):
            entity = AE(ae_title="SITS")
            entity.add_requested_context(Verification)
            made.append(stack.enter_context(caller(entity, receiver.port)))
            assert made[-1].is_established
        assert made[0].send_c_echo().Status == 0  # the second is now the longest without a message
        with socket.create_connection(("127.0.0.1", receiver.port), WAIT_S):
            until(lambda: not made[1].is_established)
            assert made[0].is_established
        dimse.echo(node)


@pytest.mark.parametrize("said", [b"", b"\x01\x00" + struct.pack(">L", 400) + b"\x00\x01"])
def test_a_connection_that_comes_to_nothing_is_ended(tmp_path: Path, said: bytes) -> None:
    with receiving(tmp_path / "in", Limits(opening_s=0.5)) as (receiver, _node):
        with socket.create_connection(("127.0.0.1", receiver.port), WAIT_S) as connection:
            connection.sendall(said)
            assert is_closed(connection)
        until(lambda: not receiver.connections._lines)


def test_an_object_that_takes_too_long_is_cut(tmp_path: Path) -> None:
    """Half of a C-STORE request and nothing else: the association is ended, and the others go on."""
    with receiving(tmp_path / "in", replace(PATIENT, object_s=0.5)) as (receiver, node):
        entity = AE(ae_title="HALF")
        entity.add_requested_context(Verification)
        with caller(entity, receiver.port) as made:
            head = bytes([made.accepted_contexts[0].context_id, 0x01])  # a command, not its last fragment
            item = struct.pack(">L", 12) + head + bytes(10)
            made.dul.socket.socket.sendall(b"\x04\x00" + struct.pack(">L", len(item)) + item)
            until(lambda: not made.is_established)
        dimse.echo(node)


def test_an_association_brings_no_more_than_its_share(tmp_path: Path) -> None:
    some = films(tmp_path / "films")
    share = sum(path.stat().st_size for path in study_films(tmp_path / "films")) // 2 + 5000
    with receiving(tmp_path / "in", replace(PATIENT, association_bytes=share)) as (receiver, node):
        sent = dimse.store(node, some, go_on, threading.Event())
        assert (sent.done, sent.failed) == (1, 1)
        assert dimse.store(node, some[1:], go_on, threading.Event()).done == 1
        assert len(receiver.incoming.files) == 2


def test_what_is_cut_is_counted(tmp_path: Path) -> None:
    big = pydicom.dcmread(telling_film(tmp_path / "films"))
    big.PixelData = bytes(3_000_000)
    with receiving(tmp_path / "in", max_object=200_000) as (receiver, node):
        assert dimse.store(node, [big], go_on, threading.Event()).done == 0
        assert [str(one.why) for one in receiver.incoming.failures] == ["It is larger than any film."]
        assert receiver.incoming.refused == 1


def test_many_that_knock_and_go_leave_nothing(tmp_path: Path) -> None:
    with receiving(tmp_path / "in") as (receiver, node):
        for _number in range(40):
            socket.create_connection(("127.0.0.1", receiver.port), WAIT_S).close()
        dimse.echo(node)
        until(lambda: not receiver.connections._lines)
        sent = dimse.store(node, films(tmp_path / "films"), go_on, threading.Event())
    assert sent.done == 2
    assert all(read_film(path) for path in receiver.incoming.files)
