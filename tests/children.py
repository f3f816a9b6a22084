"""The product's child processes out of a server that holds their libraries already.

A child is a new interpreter to the product, and half a second of imports; the tests start some hundreds of
them.  Where the child is not what is tested, it is forked from a server (Linux only: forking is safe there,
and the server has one thread), with the environment and the folder that a new interpreter would have.  Tests
with the mark ``spawned`` get new interpreters, as a user does; so does whatever runs a command.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Self

import pytest

from inference.child_process import ChildProcess

LOADED: Final = [
    "inference.archive.worker", "inference.dicom.decode_worker", "inference.dicom.raster_image",
    "inference.dicom.reader",
    "inference.model.child_session", "inference.model.predictor", "inference.model.session",
    "inference.model.text_network", "imagecodecs", "imagecodecs._jpeg2k", "imagecodecs._jpeg8",
    "imagecodecs._jpegls", "onnxruntime", "pydicom.filereader", "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin", "cv2", "tests.children", "tests.writer",
]  # fmt: skip
ROOT: Final = Path(__file__).parents[1]
SPAWN: Final = ChildProcess._spawn


@contextmanager
def served() -> Iterator[None]:
    """Children come from the server until the block ends; the server ends with it."""
    if sys.platform != "linux":
        yield
        return
    server = forkserver._forkserver  # type: ignore[attr-defined]
    server.set_forkserver_preload(LOADED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ORT_DISABLE_TELEMETRY", "1")  # as a child sets it before it loads the runtime
        patch.chdir(ROOT)  # what it loads is this tree's
        server.ensure_running()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildProcess, "_spawn", _forked)
        yield
    left = multiprocessing.active_children()  # the server would wait for them for ever
    for child in left:
        child.kill()
        child.join()
    server._stop()
    assert not left, f"left running: {', '.join(child.name for child in left)}"


@contextmanager
def spawned() -> Iterator[None]:
    """Children are new interpreters until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildProcess, "_spawn", SPAWN)
        yield


@contextmanager
def silent() -> Iterator[None]:
    """Children start and never say a word until the block ends: a limit of any length passes.

    Out of the server a child has its libraries at once, so a limit of none could be kept by chance.
    """
    spawn = ChildProcess._spawn

    def hanging(self: ChildProcess, _target: object, _args: object, name: str) -> None:
        spawn(self, hang, (), name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildProcess, "_spawn", hanging)
        yield


def hang(pipe: Connection) -> None:
    """In a child: nothing, for ten minutes or until somebody ends it."""
    threading.Event().wait(600)
    assert pipe


def _forked(self: ChildProcess, target: Callable[..., object], args: tuple[Any, ...], name: str) -> None:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=True)
    given = (dict(os.environ), str(Path.cwd()), target, theirs, *args)
    process = context.Process(target=_as_spawned, args=given, name=name, daemon=True)
    process.start()
    theirs.close()
    self._process, self._pipe = process, ours


class Speaking:
    """A process of its own that runs ``work(*given)``, with what it says on stdout and stderr as text."""

    def __init__(self, work: Callable[..., object], *given: object) -> None:
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        (out, outwards), (errors, errors_outwards) = (context.Pipe(duplex=False) for _ in range(2))
        self._process = context.Process(target=_speak, args=(outwards, errors_outwards, work, *given))
        self._process.start()
        self.stdout, self.stderr = (os.fdopen(os.dup(end.fileno()), encoding="utf8") for end in (out, errors))
        for end in (out, outwards, errors, errors_outwards):
            end.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._process.join()
        self._process.close()
        self.stdout.close()
        self.stderr.close()


def _speak(out: Connection, errors: Connection, work: Callable[..., object], *given: object) -> None:
    for number, end in ((1, out), (2, errors)):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf8", closefd=False)
    work(*given)


def _as_spawned(
    environment: dict[str, str], folder: str, target: Callable[..., object], *args: object
) -> None:
    gc.freeze()  # what came with the server is shared with it, and none of the child's to look through
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    target(*args)
