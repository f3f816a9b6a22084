"""The product's child processes out of a server that holds their libraries already.

A child is a new interpreter to the product, and half a second of imports; the tests start some hundreds of
them.  Where the child is not what is tested, it is forked from a server (Linux only: forking is safe there,
and the server has one thread), with the environment and the folder that a new interpreter would have.  Tests
with the mark ``spawned`` get new interpreters, as a user does; so does whatever runs a command.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final

import pytest

from inference.child_process import ChildProcess

LOADED: Final = [
    "inference.archive.worker", "inference.dicom.decode_worker", "inference.dicom.reader",
    "inference.model.child_session", "inference.model.predictor", "inference.model.session",
    "inference.model.text_network", "imagecodecs", "onnxruntime", "pydicom.filereader", "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin", "cv2", "tests.children",
]  # fmt: skip
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
        server.ensure_running()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildProcess, "_spawn", _forked)
        yield
    server._stop()


@contextmanager
def spawned() -> Iterator[None]:
    """Children are new interpreters until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildProcess, "_spawn", SPAWN)
        yield


def _forked(self: ChildProcess, target: Callable[..., object], args: tuple[Any, ...], name: str) -> None:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=True)
    given = (dict(os.environ), str(Path.cwd()), target, theirs, *args)
    process = context.Process(target=_as_spawned, args=given, name=name, daemon=True)
    process.start()
    theirs.close()
    self._process, self._pipe = process, ours


def _as_spawned(
    environment: dict[str, str], folder: str, target: Callable[..., object], *args: object
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    target(*args)
