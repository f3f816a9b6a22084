"""Films are decoded in a process of their own, with bounds on memory and time.

Every compiled DICOM codec holds the interpreter lock for a whole frame, and a hostile file can abort a codec
or keep it busy for ever.  In a spawned process it can then only end that process: it is rebuilt, and the file
is reported.
"""

from __future__ import annotations

import os
import pickle
import struct
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inference.child_process import (
    START_S,
    ChildProcess,
    begin,
    bound_memory,
    bound_time,
    receive_into,
    send_all,
)
from inference.dicom.codecs import pixel_sha256
from inference.dicom.safe_parse import MAX_PIXELS
from inference.errors import FilmError, FilmRefusedError
from inference.messages import LONGEST, from_plain, to_plain
from inference.plain_values import loaded
from inference.records import Film, FilmImage, Sha256

MEMORY_BYTES = 2 << 30
TIMEOUT_S = 60.0
_SHAPE = struct.Struct("<II")


class DecodeChild(ChildProcess):
    """One spawned process that reads films, one at a time.

    Args:
        memory_bytes: what the process may hold in all (bounded where the system can bound it: Linux).
        timeout_s: wall-clock seconds for one film.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()
        self._memory_bytes = memory_bytes
        self._timeout_s = timeout_s
        self._cancelled = False
        self._reading = False
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start the process and let it import its codecs, so that the first film does not wait for them."""
        with self._lock:
            self._cancelled = False
            self._start()

    def read(self, path: Path) -> FilmImage:
        """Read one film (:func:`inference.dicom.reader.read_film`) in the child.

        Blocks without holding the interpreter lock.

        Raises:
            FilmError: as ``read_film``, and when the decoder died, took too long or was cancelled.
        """
        with self._lock:
            self._cancelled = False  # what was given up before is not this film's
            self._start()
            self._cancelled, self._reading = False, True
            try:
                return self._ask(path)
            finally:
                self._reading = False

    def cancel(self) -> None:
        """Give up the film that is being read, if one is; callable from any thread.  ``read`` then raises."""
        if self._reading:
            self._cancelled = True
            self._kill()

    def close(self) -> None:
        """End the process, also one that is just starting; a later ``read`` starts another."""
        self._cancelled = True
        self._kill()
        with self._lock:
            self._stop()

    def __enter__(self) -> DecodeChild:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def _start(self) -> None:
        if self._is_alive:
            return
        self._stop()
        try:
            self._spawn(serve, (self._memory_bytes, self._timeout_s), "shenton-decode")
        except OSError as error:
            self._stop()
            raise FilmError(
                "The system gave the film decoder no process of its own: {reason}.",
                "Close other programs, then ask for the film again.",
                reason=os.strerror(error.errno) if error.errno else type(error).__name__,
            ) from None
        pipe = self._pipe
        assert pipe is not None
        try:
            self._wait(START_S)
            pipe.recv_bytes()
        except TimeoutError:
            self._stop()
            raise FilmError(
                "The film decoder did not start within {seconds:g} seconds.",
                "This computer is very busy or slow now; try again when it is not.",
                seconds=START_S,
            ) from None
        except (EOFError, OSError):
            raise self._ended_early() from None

    def _ended_early(self) -> FilmError:
        """Why the process ended before its first word: a signal, or a fault of the installation."""
        process = self._process
        if process is not None:
            process.join()
        code = process.exitcode if process is not None else None
        self._stop()
        if self._cancelled:
            return FilmError("Reading the film was cancelled.")
        if code is not None and code < 0:
            return FilmError(
                "The system ended the film decoder while it started (signal {number}), "
                "most often for want of memory.",
                "Close other programs, then ask for the film again.",
                number=-code,
            )
        return FilmError(
            "The film decoder ended while it started (exit status {code}).",
            "“shenton doctor” tells what is missing from this installation.",
            code="?" if code is None else code,
        )

    def _ask(self, path: Path) -> FilmImage:
        pipe = self._pipe
        assert pipe is not None
        try:
            pipe.send_bytes(os.fsencode(path))
            self._wait(self._timeout_s)
            return _receive(pipe)
        except TimeoutError:
            self._stop()
            raise FilmError(
                "The file kept the decoder busy for {seconds:g} seconds and was given up.",
                "It is damaged, or no film.",
                seconds=self._timeout_s,
            ) from None
        except (EOFError, OSError, pickle.UnpicklingError):
            self._stop()
            if self._cancelled:
                raise FilmError("Reading the film was cancelled.") from None
            raise FilmError(
                "The decoder stopped on this file.", "It is damaged; ask for the film again."
            ) from None


def _receive(pipe: Connection) -> FilmImage:
    kind = pipe.recv_bytes(16)
    if kind != b"film":
        raise _error(FilmRefusedError if kind == b"refused" else FilmError, pipe)
    rows, columns = _SHAPE.unpack(pipe.recv_bytes(_SHAPE.size))
    if rows * columns > MAX_PIXELS:
        raise pickle.UnpicklingError("no film")
    pixels = np.empty((rows, columns), dtype=np.uint16)
    receive_into(pipe, memoryview(pixels.data).cast("B"))
    film = loaded(pipe.recv_bytes())
    if not isinstance(film, Film) or film.shape != pixels.shape:
        raise pickle.UnpicklingError("no film")
    return FilmImage(film, pixels)


def _error(kind: type[FilmError], pipe: Connection) -> FilmError:
    """The child's sentences: templates and values, plain and bounded."""
    try:
        return kind(from_plain(pipe.recv_bytes(LONGEST)), from_plain(pipe.recv_bytes(LONGEST)))
    except (ValueError, RecursionError):
        raise pickle.UnpicklingError("no error") from None


def serve(pipe: Connection, memory_bytes: int, timeout_s: float) -> None:
    """The child's life: read the films asked for until the parent is gone."""
    begin()
    from inference.dicom.reader import read_unhashed

    warm_up()
    hasher = _Hasher()
    bound_memory(memory_bytes)
    try:
        pipe.send_bytes(b"ready")
        while True:
            path = Path(os.fsdecode(pipe.recv_bytes()))
            bound_time(timeout_s)
            try:
                image = read_unhashed(path, hasher.begin)
            except FilmError as error:
                _send_error(pipe, error)
            except MemoryError:
                _send_error(pipe, FilmError("The file needs more memory than a film may take."))
            else:
                _send_film(pipe, image, hasher)
                del image
    except (EOFError, OSError):
        return


def _send_error(pipe: Connection, error: FilmError) -> None:
    pipe.send_bytes(b"refused" if isinstance(error, FilmRefusedError) else b"error")
    pipe.send_bytes(to_plain(error.message))
    pipe.send_bytes(to_plain(error.hint))


class _Hasher:
    """Computes a film's hash while the rest of its header is read and its pixels are under way."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._thread.submit(int).result()  # it takes address space, which is about to be bounded
        self._digest: Future[Sha256] | None = None

    def begin(self, pixels: NDArray[np.uint16]) -> None:
        self._digest = self._thread.submit(pixel_sha256, pixels)

    def digest(self) -> Sha256:
        """Of the film last begun; it and its pixels are let go of."""
        found, self._digest = self._digest, None
        assert found
        return found.result()


def _send_film(pipe: Connection, image: FilmImage, hasher: _Hasher) -> None:
    """Pixels first, for their hash takes as long."""
    pipe.send_bytes(b"film")
    pipe.send_bytes(_SHAPE.pack(*image.pixels.shape))
    send_all(pipe, memoryview(np.ascontiguousarray(image.pixels).data).cast("B"))
    film = replace(image.film, pixel_sha256=hasher.digest())
    pipe.send_bytes(pickle.dumps(film, protocol=5))


def warm_up() -> None:
    """Import what reading a film needs."""
    import imagecodecs
    import pydicom.filereader
    from PIL import JpegImagePlugin, PngImagePlugin

    for module in (imagecodecs, pydicom.filereader, JpegImagePlugin, PngImagePlugin):
        assert module.__name__
    for name in ("jpeg8_decode", "jpegls_decode", "jpeg2k_decode"):
        getattr(imagecodecs, name)
