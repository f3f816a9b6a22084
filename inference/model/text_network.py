"""The text detector that is shipped (``resources/text``), run in a process of its own within bounds.

PP-OCRv6 small text detection (PaddleOCR, Apache-2.0; ``resources/text/NOTICE``): a picture in, a map out
that says how likely each pixel lies in a line of text.  What becomes of the map is
:mod:`inference.imaging.text_boxes`.
"""

from __future__ import annotations

import os
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference import paths
from inference.child_process import (
    START_S,
    LockedChild,
    begin,
    bound_data,
    bound_time,
    receive_into,
    send_all,
)
from inference.errors import BundleError, ModelOutputError, RuntimeMissingError, ShentonError

NAME: Final = "PP-OCRv6_det_small.onnx"
SHA256: Final = "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
PASS_S: Final = 60.0
"""Seconds for one film; on two cores it takes half of one."""
MEMORY_BYTES: Final = 3 << 30
MOST_PIXELS: Final = 960 * 3200
"""Of one picture; the graph needs some 400 bytes for each."""
_READY, _NO_RUNTIME, _FAILED, _DONE = b"ready", b"no runtime", b"failed", b"done"

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]


class TextNetwork(LockedChild):
    """The detector's graph in a child process; it starts with the first picture.

    Used by one thread at a time; :meth:`cancel` may come from any.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Nothing starts yet.

        Args:
            path: the graph; the default is the one that is shipped.  Another one than that is refused.
        """
        super().__init__()
        self._path = path or paths.resources() / "text" / NAME

    def map(self, picture: Grey) -> Floats:
        """How likely each pixel lies in a line of text: float32 [h, w], 0 to 1.

        Args:
            picture: uint8 [h, w], both multiples of 32.

        Raises:
            ModelOutputError: the detector stopped, took too long or was cancelled.
            BundleError: it is not the file that is shipped, or cannot be loaded.
            RuntimeMissingError: ONNX Runtime is not installed.
        """
        if picture.dtype != np.uint8 or picture.ndim != 2 or not 0 < picture.size <= MOST_PIXELS:
            raise ValueError(f"the picture is {picture.dtype} {picture.shape}")
        with self._lock:
            try:
                self._ready()
                return self._pass(np.ascontiguousarray(picture))
            except TimeoutError as error:
                self._stop()
                raise ModelOutputError(
                    "The search for text took too long and was given up.",
                    "This computer is very busy or slow now; try again when it is not.",
                ) from error
            except (EOFError, OSError, ValueError) as error:
                self._stop()
                raise ModelOutputError("The search for text stopped before its end.") from error
            except ShentonError:
                self._stop()
                raise

    def _ready(self) -> None:
        if self._cancelled:
            raise ModelOutputError("The search for text was stopped.")
        if self._is_alive:
            return
        self._stop()
        self._spawn(serve, (self._path,), "shenton-text")
        self._kill_if_cancelled()
        self._told(START_S, _READY)

    def _kill_if_cancelled(self) -> None:
        """:meth:`cancel` may have come when there was no process to end yet."""
        if self._cancelled:
            self._kill()

    def _told(self, seconds: float, expected: bytes) -> None:
        """Wait for a word of the child's, and raise what it means."""
        self._wait(seconds)
        assert self._pipe is not None
        word = self._pipe.recv_bytes(64)
        if word == _NO_RUNTIME:
            raise RuntimeMissingError(
                "ONNX Runtime is not installed, so the search for text cannot run.",
                "Install it with: pip install 'shenton[cpu]', or 'shenton[gpu]' with an NVIDIA card.",
            )
        if word != expected:
            raise _damaged()

    def _pass(self, picture: Grey) -> Floats:
        assert self._pipe is not None
        self._pipe.send_bytes(np.array(picture.shape, "<u4").tobytes())
        send_all(self._pipe, memoryview(picture.data).cast("B"))
        self._told(PASS_S, _DONE)
        values = np.empty(picture.shape, np.float32)
        receive_into(self._pipe, memoryview(values.data).cast("B"))
        return np.clip(np.nan_to_num(values), 0.0, 1.0)


# in the child ----------------------------------------------------------------------------------------


def serve(pipe: Connection, path: Path) -> None:
    """The child's life: load the graph, then answer until the parent is gone."""
    begin()
    try:
        _serve(pipe, path)
    except (EOFError, OSError):
        return


def _serve(pipe: Connection, path: Path) -> None:
    try:
        bound_data(MEMORY_BYTES)
        bound_time(START_S)
        session = _session(path)
    except RuntimeMissingError:
        pipe.send_bytes(_NO_RUNTIME)
        return
    except Exception:  # noqa: BLE001  (classes of ONNX Runtime's own; the parent says what it means)
        pipe.send_bytes(_FAILED)
        return
    pipe.send_bytes(_READY)
    while True:
        rows, columns = (int(side) for side in np.frombuffer(pipe.recv_bytes(8), "<u4"))
        picture = np.empty((rows, columns), np.uint8)
        receive_into(pipe, memoryview(picture.data).cast("B"))
        bound_time(PASS_S)
        values = _answer(session, picture)
        if values is None:
            pipe.send_bytes(_FAILED)
            return
        pipe.send_bytes(_DONE)
        send_all(pipe, memoryview(values.data).cast("B"))


class TextHere:
    """The detector in this process, which is bounded already: for long runs over films.

    Raises:
        BundleError: it is not the file that is shipped, or cannot be loaded.
        RuntimeMissingError: ONNX Runtime is not installed.
    """

    def __init__(self, threads: int) -> None:
        try:
            self._session = _session(paths.resources() / "text" / NAME, threads)
        except ShentonError:
            raise
        except Exception as error:  # classes of ONNX Runtime's own
            raise _damaged() from error

    def map(self, picture: Grey) -> Floats:
        """As :meth:`TextNetwork.map`."""
        values = _answer(self._session, np.ascontiguousarray(picture))
        if values is None:
            raise ModelOutputError("The search for text stopped before its end.")
        return np.clip(np.nan_to_num(values), 0.0, 1.0)


def _damaged() -> BundleError:
    return BundleError(
        "The text detector that is shipped is damaged or missing, or does not run here.",
        "Install Shenton anew.",
    )


def _session(path: Path, threads: int = 0) -> Any:
    from inference.model.providers import CPU, FATAL, quiet_runtime

    runtime = quiet_runtime()
    graph = path.read_bytes()
    if sha256(graph).hexdigest() != SHA256:
        raise BundleError("The text detector is not the one that is shipped.", "Install Shenton anew.")
    options = runtime.SessionOptions()
    options.log_severity_level = FATAL
    options.intra_op_num_threads = threads or max(1, (os.cpu_count() or 2) - 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.load_model_format", "ONNX")
    return runtime.InferenceSession(graph, sess_options=options, providers=[CPU])


def _answer(session: Any, picture: Grey) -> Floats | None:
    """The map; None where the graph fails (ONNX Runtime raises classes of its own)."""
    scaled = picture.astype(np.float32) / np.float32(127.5) - np.float32(1)
    try:
        (values,) = session.run(None, {"x": np.repeat(scaled[None, None], 3, axis=1)})
    except Exception:  # noqa: BLE001
        return None
    fits = values.shape == (1, 1, *picture.shape) and values.dtype == np.float32
    return np.ascontiguousarray(values[0, 0]) if fits else None
