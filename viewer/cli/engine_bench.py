"""``shenton doctor --bench``: milliseconds a film for each engine here, and what would bring the others.

The faster engines are asked here, too, whether they answer alike; the finding is kept, so that the viewer
and ``predict`` use what agrees (:mod:`inference.model.fast_check`).
"""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference import paths as places
from inference.errors import BundleError, ShentonError

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.child_session import ChildSession

ROUNDS: Final = 8
SYSTEMS: Final = {
    "CoreML": ("Darwin",),
    "DirectML": ("Windows",),
    "CUDA": ("Linux", "Windows"),
    "CUDA TF32": ("Linux", "Windows"),
    "TensorRT float16": ("Linux", "Windows"),
}
"""Systems on which an engine exists at all; the others exist on each."""


def bench(where: places.Paths, folder: Path | None) -> int:
    """Print the table; 0 unless not even the CPU runs."""
    bundle = _bundle(where, folder)
    from inference.model import fast_check

    films = sorted(where.demonstration_films.glob("*.dcm"))
    for finding in fast_check.FastCheck(bundle, where.cache, films).run():
        print(finding.words)
    for line in table(bundle):
        print(line, flush=True)
    used = fast_check.approved(bundle, where.cache)
    print("\n" + next(iter(used.values()), "No faster engine is used by default."))
    return 0


def _bundle(where: places.Paths, folder: Path | None) -> Bundle:
    from inference.model import bundle, selection
    from viewer.app import settings

    if folder is not None:
        return bundle.load(folder)
    found = bundle.available(where.shipped_models, where.user_models)
    usable = (item for item in found if isinstance(item, bundle.Bundle))
    ordered = selection.in_order(usable, settings.load(where.settings)[0].model_sha256, where.user_models)
    if not ordered:
        raise BundleError("No model bundle is installed.", "Name one with --model FOLDER.")
    return ordered[0]


def table(bundle: Bundle, rounds: int = ROUNDS) -> Iterator[str]:
    """Lines of a Markdown table: every engine, taken in turns, beside the CPU of ONNX Runtime."""
    from inference.model import providers
    from inference.model.selection import name_of
    from inference.model.self_test import builtin_input

    cores = os.cpu_count() or 1
    yield f"{name_of(bundle)}, {_processor()}, {cores} cores, {_versions()}."
    yield ""
    yield "| engine | ms a film | against CPU | |"
    yield "| --- | --- | --- | --- |"
    tensor = builtin_input("ramp", bundle.card.input)
    with ExitStack() as stack:
        running, absent = _started(bundle, stack, cores)
        times: dict[str, list[float]] = {name: [] for name in running}
        for _ in range(rounds):
            for name, session in running.items():
                times[name].append(session.run(tensor).elapsed_ms)
    cpu = providers.short_name(providers.CPU)
    for name, taken in sorted(times.items(), key=lambda item: statistics.median(item[1])):
        ratio = statistics.median(one / base for one, base in zip(taken, times[cpu], strict=True))
        yield f"| {name} | {statistics.median(taken):.0f} | {ratio:.2f} x | |"
    for name, why in absent.items():
        yield f"| {name} | | | {why} |"


def _started(
    bundle: Bundle, stack: ExitStack, threads: int
) -> tuple[dict[str, ChildSession], dict[str, str]]:
    """The engines that run here, started, and why the others do not."""
    from inference.model import providers
    from inference.model.child_session import ChildSession, Limits

    limits = Limits(start_s=900.0, pass_s=120.0)  # a busy machine is no reason to miss in the table
    running: dict[str, ChildSession] = {}
    absent: dict[str, str] = {}
    for engine in dict.fromkeys((providers.CPU, *providers.CHECKED, *providers.NAMES)):
        name = providers.short_name(engine)
        if engine == providers.TENSORRT:  # in 32-bit floats it gains nothing over CUDA
            continue
        if reason := _missing(engine, name):
            absent[name] = reason
            continue
        session = stack.enter_context(
            ChildSession(bundle, providers=[engine], threads=threads, limits=limits)
        )
        try:
            session.start()
        except ShentonError as error:
            absent[name] = str(error)
            continue
        if session.provider == name:
            running[name] = session
        else:
            absent[name] = str(session.notice)
            session.close()
    return running, absent


def _missing(engine: str, name: str) -> str:
    """Why an engine cannot be here, and what would provide it; empty where it may be."""
    from inference.model import providers

    systems = SYSTEMS.get(name, ())
    if systems and platform.system() not in systems:
        return f"on {' and '.join(systems).replace('Darwin', 'macOS')} only"
    provider = providers.provider_of(engine)
    if provider in (providers.CUDA, providers.TENSORRT) and not providers.nvidia_driver():
        return "no NVIDIA driver; with a card: pip install 'shenton[gpu]'"
    if provider == providers.TENSORRT and not providers.tensorrt_found():
        return "TensorRT is not installed"
    if provider == providers.CPU or provider in _offered():
        return ""
    extra = providers.EXTRAS[provider]
    return f"absent; pip install 'shenton[{extra}]' instead of the ONNX Runtime that is here"


def _offered() -> list[str]:
    from inference.model.providers import quiet_runtime

    return list(quiet_runtime().get_available_providers())


def _versions() -> str:
    from inference.model.providers import versions

    return ", ".join(f"{name} {version}" for name, version in versions().items())


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
