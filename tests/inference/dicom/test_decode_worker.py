"""The decode child: real processes, killed, hung, starved and cancelled."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from inference.dicom import decode_worker
from inference.dicom.decode_worker import DecodeChild
from inference.dicom.reader import read_film
from inference.errors import FilmError, FilmRefusedError
from inference.plain_values import loaded
from tests import children, films

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")


@pytest.fixture(scope="module")
def child() -> Iterator[DecodeChild]:
    with DecodeChild(timeout_s=30.0) as made:
        made.warm()
        yield made


@pytest.fixture
def mortal() -> Iterator[DecodeChild]:
    """A child that the test may kill."""
    with DecodeChild(timeout_s=30.0) as made:
        made.warm()
        yield made


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film that takes seconds to read: many small elements, deflated."""
    return films.crowded(tmp_path_factory.mktemp("busy") / "busy.dcm", megabytes=15)


def test_film_from_the_child_is_the_film(tmp_path: Path, child: DecodeChild) -> None:
    curve = films.lut_sequence(films.lut_item(0, np.arange(4096), 12))
    path = films.make_film(
        tmp_path,
        syntax=films.JPEG_2000_LOSSLESS,
        VOILUTSequence=curve,
        ModalityLUTSequence=curve,
        WindowCenter=5,
        WindowWidth=7,
        VOILUTFunction="SIGMOID",
        ImagerPixelSpacing=[0.1, 0.1],
    )
    here, there = read_film(path), child.read(path)
    np.testing.assert_array_equal(here.pixels, there.pixels)
    assert there.pixels.flags.writeable
    assert pickle.dumps(here.film) == pickle.dumps(there.film)


def test_pictures_come_through_the_child_too(tmp_path: Path, child: DecodeChild) -> None:
    import cv2

    path = tmp_path / "film.png"
    cv2.imwrite(str(path), np.arange(256, dtype=np.uint8).reshape(16, 16))
    assert not child.read(path).film.is_dicom


def test_errors_keep_their_kind_and_words(tmp_path: Path, child: DecodeChild) -> None:
    with pytest.raises(FilmRefusedError, match="12 frames") as refused:
        child.read(films.make_film(tmp_path, NumberOfFrames=12))
    assert refused.value.hint == "Open a frontal radiograph."
    (tmp_path / "text").write_text("no film")
    with pytest.raises(FilmError, match="not a DICOM") as error:
        child.read(tmp_path / "text")
    assert not isinstance(error.value, FilmRefusedError)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_child_that_dies_is_reported_and_rebuilt(
    tmp_path: Path, mortal: DecodeChild, busy: Path, number: signal.Signals
) -> None:
    good = films.make_film(tmp_path)
    pid = mortal.pid
    assert pid is not None
    threading.Timer(0.1, os.kill, (pid, number)).start()
    with pytest.raises(FilmError, match="decoder stopped on this file"):
        mortal.read(busy)
    assert mortal.read(good).film.shape == (96, 80)
    assert mortal.pid != pid


def test_child_that_died_while_idle_is_rebuilt(tmp_path: Path, mortal: DecodeChild) -> None:
    assert mortal.pid is not None
    os.kill(mortal.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert mortal.read(films.make_film(tmp_path)).film.shape == (96, 80)


def test_file_that_keeps_the_decoder_busy_is_given_up(tmp_path: Path, busy: Path) -> None:
    with DecodeChild(timeout_s=0.2) as child:
        child.warm()
        start = time.perf_counter()
        with pytest.raises(FilmError, match=r"busy for 0\.2 seconds"):
            child.read(busy)
        assert time.perf_counter() - start < 10
        child._timeout_s = 60.0  # a busy computer may take longer for any film
        assert child.read(films.make_film(tmp_path)).film.shape == (96, 80)


def test_reading_can_be_cancelled(tmp_path: Path, mortal: DecodeChild, busy: Path) -> None:
    threading.Timer(0.1, mortal.cancel).start()
    start = time.perf_counter()
    with pytest.raises(FilmError, match="cancelled"):
        mortal.read(busy)
    assert time.perf_counter() - start < 10
    assert mortal.read(films.make_film(tmp_path)).film.shape == (96, 80)


@pytest.mark.spawned
def test_a_slow_start_is_told_from_a_broken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = films.make_film(tmp_path)
    with DecodeChild() as child:
        spawn = child._spawn
        with monkeypatch.context() as patched, children.silent():
            patched.setattr(decode_worker, "START_S", 0.0)
            with pytest.raises(FilmError, match="did not start within 0 seconds") as slow:
                child.read(film)
        assert "very busy or slow now" in slow.value.hint
        with monkeypatch.context() as patched:
            patched.setattr(child, "_spawn", lambda *words: (spawn(*words), child._kill()))
            with pytest.raises(FilmError, match=r"while it started \(signal 9\)") as broken:
                child.read(film)
        assert "Close other programs" in broken.value.hint
        assert child.read(film).film.shape == (96, 80)  # neither is for ever


def test_closing_does_not_wait_for_a_child_that_hangs_while_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child, begun = DecodeChild(), threading.Event()
    spawn = child._spawn

    def hanging(_serve: object, _args: object, name: str) -> None:
        spawn(children.hang, (), name)
        begun.set()

    monkeypatch.setattr(child, "_spawn", hanging)
    said: list[str] = []

    def warm() -> None:
        try:
            child.warm()
        except FilmError as error:
            said.append(str(error.message))

    waiting = threading.Thread(target=warm)
    waiting.start()
    assert begun.wait(60)
    child.close()
    waiting.join(60)
    assert said == ["Reading the film was cancelled."]


def test_cancelling_nothing_leaves_the_child_standing(child: DecodeChild) -> None:
    pid = child.pid
    child.cancel()
    child.warm()
    assert child.pid == pid


def test_interrupt_from_the_terminal_does_not_end_the_child(tmp_path: Path, child: DecodeChild) -> None:
    pid = child.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    time.sleep(0.05)
    child.read(films.make_film(tmp_path))
    assert child.pid == pid


def largest_film(folder: Path) -> Path:
    """64 megapixels of zeros, as runs of 128."""
    segment = b"\x81\x00" * (8192 * 8192 // 128)
    frame = struct.pack("<16I", 2, 64, 64 + len(segment), *([0] * 13)) + 2 * segment
    return films.make_film(folder, bits=16, Rows=8192, Columns=8192, syntax=films.RLE, frame=frame)


@pytest.mark.spawned
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux")
def test_memory_is_bounded(tmp_path: Path) -> None:
    """A film of 64 megapixels needs several hundred megabytes: too many for a child that may hold 200."""
    path = largest_film(tmp_path)
    with DecodeChild(memory_bytes=200 << 20) as child:
        with pytest.raises(FilmError, match=r"more memory|damaged|stopped"):
            child.read(path)
        assert peak_memory(child) < 250 << 20
        assert child.read(films.make_film(tmp_path)).film.shape == (96, 80)


@pytest.mark.spawned
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux")
def test_largest_film_is_read_within_the_bound(tmp_path: Path) -> None:
    path = largest_film(tmp_path)
    with DecodeChild() as child:
        assert child.read(path).film.shape == (8192, 8192)
        assert peak_memory(child) < 1 << 30


@pytest.mark.spawned
def test_a_decoder_that_does_not_start_names_the_cause(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = DecodeChild(memory_bytes="none")  # type: ignore[arg-type]  # it ends before its first word
    with broken, pytest.raises(FilmError, match=r"exit status 1") as told:
        broken.warm()
    assert "shenton doctor" in told.value.hint
    capfd.readouterr()
    monkeypatch.setattr(DecodeChild, "_spawn", no_process)
    with DecodeChild() as none, pytest.raises(FilmError, match=os.strerror(errno.EAGAIN)):
        none.warm()


def no_process(*_given: object) -> None:
    raise OSError(errno.EAGAIN, "no more processes")


def peak_memory(child: DecodeChild) -> int:
    for line in Path(f"/proc/{child.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no peak")


def test_deflated_bomb_leaves_the_child_standing(tmp_path: Path, child: DecodeChild) -> None:
    path = films.deflated_bomb(tmp_path / "bomb.dcm", megabytes=300)
    pid = child.pid
    with pytest.raises(FilmError, match="inflates to more"):
        child.read(path)
    assert child.pid == pid


def test_only_films_are_loaded_from_the_child() -> None:

    with pytest.raises(pickle.UnpicklingError, match="no plain value"):
        loaded(pickle.dumps(os.getcwd))


def test_closing_ends_the_process(tmp_path: Path) -> None:
    child = DecodeChild()
    child.warm()
    pid = child.pid
    assert pid is not None
    child.close()
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert child.read(films.make_film(tmp_path)).film.shape == (96, 80)
    child.close()
