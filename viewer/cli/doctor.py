"""``shenton doctor``: what is installed, what works, what is missing and what to do about it."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Final

import inference
from inference import paths as places
from inference import unused_options
from inference.child_process import VERY_BUSY, slowness
from inference.errors import ShentonError
from inference.messages import and_list, system_reason
from inference.model.providers import PACKAGES as RUNTIMES
from viewer.store.maintenance import Maintenance

PACKAGES: Final = (
    "PySide6-Essentials", "pyqtgraph", "numpy", "opencv-python-headless", "pydicom", "python-gdcm",
    "pyjpegls", "pylibjpeg-openjpeg", "imagecodecs",
)  # fmt: skip

AGAIN: Final = "Install Shenton again (docs/install.md; in a clone: make setup)."

Check = Callable[[places.Paths], Iterator[str]]
OK: Final = "ok"
SLOW: Final = "slow "
FAULT: Final = "FAULT"
CALLS: Final = 100
"""Calls of Qt that tell whether it loses references."""


def run(args: argparse.Namespace) -> int:
    """Run every check; the status is 1 when one found a fault.

    A check for which a very busy computer had no time has found none.
    """
    if args.bench:
        unused_options.refuse(args, {"release": None}, "--bench")
    else:
        unused_options.refuse_without(args, {"model": None}, "--bench")
    if args.bench:
        from viewer.cli.engine_bench import bench

        return bench(places.find(args.home), args.model)
    if args.release is not None:
        from viewer.cli.release import say

        return say(places.find(args.home), args.release)
    where = places.find(args.home)
    print(f"shenton {inference.__version__}, Python {platform.python_version()}, {platform.platform()}")
    found = [_outcome(title, check, where) for title, check in CHECKS.items()]
    if unfinished := found.count(SLOW):
        print(
            f"{unfinished} of {len(CHECKS)} checks did not come to an end: this computer is very busy or "
            "slow now. Run them again when it is not."
        )
    if faults := found.count(FAULT):
        print(f"{faults} of {len(CHECKS)} checks failed.")
    elif not unfinished:
        print("Everything that was checked works.")
    return 1 if faults else 0


def _outcome(title: str, check: Check, where: places.Paths) -> str:
    """Run a check and say what it found."""
    try:
        for line in check(where):
            print(f"  {OK:5} {title}: {line}")
    except ShentonError as error:
        outcome = SLOW if ran_out_of_time(error) else FAULT
        print(f"  {outcome} {title}: {error}")
        return outcome
    except ImportError as error:
        print(f"  {FAULT} {title}: {error}. {AGAIN}")
        return FAULT
    return OK


def ran_out_of_time(error: BaseException) -> bool:
    """Whether a check came to no end because this computer has no time for it, and not because of a fault."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, TimeoutError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None and slowness() > VERY_BUSY


def _packages(_where: places.Paths) -> Iterator[str]:
    found = {name: _version(name) for name in PACKAGES}
    if missing := [name for name, version in found.items() if not version]:
        raise ShentonError("Not installed: {missing}.", AGAIN, missing=missing)
    yield ", ".join(f"{name} {version}" for name, version in found.items())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _runtime(_where: places.Paths) -> Iterator[str]:
    found = [f"{name} {version}" for name in RUNTIMES if (version := _version(name))]
    if not found:
        raise ShentonError(
            "ONNX Runtime is not installed.",
            "Install 'shenton[gpu]' where there is an NVIDIA card, otherwise 'shenton[cpu]'; also "
            "'shenton[directml]' for any card on Windows, 'shenton[openvino]' for Intel and AMD processors.",
        )
    if len(found) > 1:
        raise ShentonError(
            "{found} are both installed; they overwrite each other.",
            "Uninstall both, then install one of 'shenton[gpu]' and 'shenton[cpu]' (or 'shenton[directml]', "
            "'shenton[openvino]').",
            found=and_list(found),
        )
    yield found[0]


def _qt(_where: places.Paths) -> Iterator[str]:
    from PySide6 import QtCore, QtGui  # noqa: F401  (loading QtGui is the check)

    if lost := lost_references():
        raise ShentonError(
            "This PySide6 {version} loses {lost} references to None in 100 calls.",
            "It would end the program after a while. Install another version: pip install --upgrade "
            "'pyside6-essentials!=6.12.0'",
            version=_version("PySide6-Essentials"),
            lost=lost,
        )
    yield f"Qt {QtCore.qVersion()}"


def lost_references() -> int:
    """How many references to None a hundred calls lose; PySide6 6.12.0 on Python 3.11 loses them all.

    Fewer than half are no fault of Qt's: what else is freed meanwhile gives up its references to None, too.
    """
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    lost = before - sys.getrefcount(None)
    return lost if lost >= CALLS // 2 else 0


def _models(where: places.Paths) -> Iterator[str]:
    from inference.model import bundle
    from inference.model.child_session import ChildSession
    from inference.model.fast_check import approved

    entries = list(bundle.available(where.user_models, where.shipped_models))
    if not entries:
        raise ShentonError("No model bundle is installed.", "Install one in the viewer: Model, Models…")
    for entry in entries:
        if not isinstance(entry, bundle.Bundle):
            raise ShentonError(
                "The bundle {folder} is refused: {reason}", folder=entry.folder.name, reason=entry.error.whole
            )
        with ChildSession(entry, checked=approved(entry, where.cache)).start() as session:
            yield f"{entry.card.name} {entry.card.version} {entry.card.onnx_sha256[:12]}, {session.provider}"
        if session.notice:
            yield session.notice


def _text(_where: places.Paths) -> Iterator[str]:
    from inference.imaging.text_check import finds_builtin
    from inference.model.text_network import NAME, TextNetwork

    with TextNetwork() as network:
        if not finds_builtin(network):
            raise ShentonError(
                "The text detector does not find the text of its own picture.", "Install Shenton anew."
            )
    yield f"{NAME.removesuffix('.onnx')} runs, and finds the text of its own picture"


def _decoder(where: places.Paths) -> Iterator[str]:
    from inference.dicom.decode_worker import DecodeChild

    films = sorted(where.demonstration_films.glob("*.dcm"))
    with DecodeChild() as child:
        child.warm()
        for film in films[:1]:
            start = time.perf_counter()
            image = child.read(film)
            yield f"a film of {image.film.shape} in {(time.perf_counter() - start) * 1000:.0f} ms"
    yield "the decode process starts and stops"


def _folders(where: places.Paths) -> Iterator[str]:
    for folder in (where.data, where.config, where.cache, where.log):
        there = next(one for one in (folder, *folder.parents) if one.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as error:
            raise ShentonError(
                "Nothing can be written in {folder}: {reason}.",
                "Choose one with --home DIR, or set SHENTON_HOME.",
                folder=there,
                reason=system_reason(error),
            ) from None
    yield "readings, settings, caches and the log can be written"


def _store(where: places.Paths) -> Iterator[str]:
    if not where.store.exists():
        yield f"none yet ({where.store})"
        return
    from viewer.store.store import Store

    with Store(where.store) as store:
        Maintenance(store).check()
    yield f"{where.store} is whole, its audit chain unbroken"


def _display(_where: places.Paths) -> Iterator[str]:
    from viewer.cli.platform_checks import missing_library, no_display

    if no_display():
        yield "none: `shenton demo` does the main job without one"
    elif problem := missing_library():
        raise ShentonError(problem)
    elif os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        yield "none: QT_QPA_PLATFORM asks for no window"
    else:
        yield "present"


CHECKS: Final[dict[str, Check]] = {
    "packages": _packages,
    "ONNX Runtime": _runtime,
    "windows": _qt,
    "display": _display,
    "decoder": _decoder,
    "models": _models,
    "burned-in text": _text,
    "folders": _folders,
    "store": _store,
}
