"""Which ONNX Runtime is installed, and which execution providers are worth asking for."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import io
import json
import os
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any, Final

from inference.errors import RuntimeMissingError
from inference.messages import Message, and_list

CPU: Final = "CPUExecutionProvider"
CUDA: Final = "CUDAExecutionProvider"
COREML: Final = "CoreMLExecutionProvider"
DIRECTML: Final = "DmlExecutionProvider"
OPENVINO: Final = "OpenVINOExecutionProvider"
TENSORRT: Final = "TensorrtExecutionProvider"
DEFAULT_ORDER: Final = (CUDA, COREML, CPU)
"""Those that compute in 32-bit floats.  Any other is taken when asked for by name, or when this machine has
checked it against one of these (:mod:`inference.model.fast_check`)."""
NAMES: Final[Mapping[str, str]] = {
    CPU: "CPU",
    CUDA: "CUDA",
    COREML: "CoreML",
    DIRECTML: "DirectML",
    OPENVINO: "OpenVINO",
    TENSORRT: "TensorRT",
}
TENSORRT_FP16: Final = "TensorRT float16"
CUDA_TF32: Final = "CUDA TF32"
OPENVINO_BF16: Final = "OpenVINO bfloat16"
OPENVINO_MIXED: Final = "OpenVINO bfloat16 in part"
"""The networks of a mean that bfloat16 rounds badly in 32-bit floats (the module engines.mixed_precision)."""
CHECKED: Final[Mapping[str, str]] = {
    TENSORRT_FP16: TENSORRT,
    CUDA_TF32: CUDA,
    DIRECTML: DIRECTML,
    OPENVINO_BF16: OPENVINO,
    OPENVINO_MIXED: OPENVINO,
    OPENVINO: OPENVINO,
}
"""Faster ways to run a graph, the fastest first, by the provider of each: they round more than 32-bit floats
do, or compute with a library or card whose arithmetic is not known here, so that each must pass a check on
this machine first."""
ROUNDING: Final = frozenset(NAMES.get(name, name) for name in CHECKED if name != OPENVINO)
"""What a session calls its provider where its engine is one of :data:`CHECKED` that rounds."""
EXTRAS: Final[Mapping[str, str]] = {
    CPU: "cpu",
    CUDA: "gpu",
    TENSORRT: "gpu",
    DIRECTML: "directml",
    OPENVINO: "openvino",
    COREML: "cpu",
}
"""The extra of this package that brings each provider."""
PACKAGES: Final = ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino")
FATAL: Final = 4  # ONNX Runtime's log level; 0 is verbose
MEMORY_BYTES: Final = 2 << 30
"""What all graphs of a process may hold on the CPU: one that asks for more fails, and the program goes on."""
_INSTALL: Final = Message(
    "Install it with: pip install 'shenton[cpu]', or 'shenton[gpu]' with an NVIDIA card."
)
OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    CUDA: {"use_tf32": "0"},  # plain float32, as on the CPU
    CUDA_TF32: {"use_tf32": "1"},
    TENSORRT_FP16: {"trt_fp16_enable": "1"},
}


def provider_of(engine: str) -> str:
    """The execution provider behind a name of :data:`CHECKED`; any other name is one itself."""
    return CHECKED.get(engine, engine)


def options_of(engine: str, threads: int) -> dict[str, str]:
    """Options of a provider, or of a name of :data:`CHECKED`, for so many threads."""
    if provider_of(engine) == OPENVINO:
        return _openvino(threads, "bf16" if engine == OPENVINO_BF16 else "f32")
    return dict(OPTIONS.get(engine, {}))


def _openvino(threads: int, precision: str) -> dict[str, str]:
    config = {"CPU": openvino_config(threads, precision)}
    return {"device_type": "CPU", "load_config": json.dumps(config)}


def openvino_config(threads: int, precision: str) -> dict[str, str]:
    """OpenVINO rounds to bfloat16 on processors that can, unless it is told otherwise."""
    return {
        "INFERENCE_PRECISION_HINT": precision,
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_NUM_THREADS": str(threads),
    }


def quiet_runtime() -> Any:
    """The onnxruntime module, without its log lines and without telemetry.

    Raises:
        RuntimeMissingError: no onnxruntime package is installed, or it cannot be imported.
    """
    if util.find_spec("onnxruntime") is None:
        raise RuntimeMissingError("ONNX Runtime is not installed, so no model can run.", _INSTALL)
    try:
        import onnxruntime

        onnxruntime.set_default_logger_severity(FATAL)
        onnxruntime.disable_telemetry_events()
        _bound_memory(onnxruntime)
    except (ImportError, AttributeError, OSError) as error:
        raise RuntimeMissingError("ONNX Runtime is installed but does not start.", _INSTALL) from error
    return onnxruntime


def _bound_memory(runtime: Any, limit: int = MEMORY_BYTES) -> None:
    """Register the process's one allocator of CPU memory (a second call changes nothing).

    A small graph can ask for any amount (a product of a column and a row is enough), while it is loaded as
    well as on a film.  Chunks have the size that is asked for, and go back to the system after each pass
    (:func:`run_options`).
    """
    memory = runtime.OrtMemoryInfo(
        "Cpu", runtime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, runtime.OrtMemType.DEFAULT
    )
    same_as_requested = 1
    bounds = {
        "max_mem": limit,
        "arena_extend_strategy": same_as_requested,
        "initial_chunk_size_bytes": 1 << 20,
    }
    runtime.create_and_register_allocator(memory, runtime.OrtArenaCfg(bounds))


def run_options(runtime: Any) -> Any:
    """Options of one pass: what it needed is given back at its end."""
    options = runtime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def package_notices() -> list[Message]:
    """A line when several ONNX Runtime packages are installed: they overwrite one another's files."""
    installed = [name for name in PACKAGES if _is_installed(name)]
    if len(installed) < 2:
        return []
    names = and_list(installed)
    return [
        Message(
            "{names} are both installed and overwrite one another: uninstall both, then install one.",
            names=names,
        )
    ]


def choose_providers(
    wanted: Sequence[str] | None,
    offered: Sequence[str],
    *,
    checked: Collection[str] = (),
    has_nvidia: bool | None = None,
) -> tuple[list[str], list[Message]]:
    """The providers to try, in order, and a line for each that was asked for but cannot be had.

    The one rule: what this machine has ``checked``, in the order of :data:`CHECKED`, then
    :data:`DEFAULT_ORDER`; the CPU is the last.  A GPU build of ONNX Runtime lists CUDA on every machine;
    without an NVIDIA driver it is not even asked, because asking prints errors.
    """
    by_name = {short.lower(): full for full, short in NAMES.items()} | {
        name.lower(): name for name in CHECKED
    }
    usual = [*(name for name in CHECKED if name in checked), *DEFAULT_ORDER]
    full = [by_name.get(name.lower(), name) for name in (usual if wanted is None else wanted)]
    chosen: list[str] = []
    notices: list[Message] = []
    for name in full:
        provider = provider_of(name)
        if provider not in offered:
            if wanted is not None:
                notices.append(
                    Message(
                        "{provider} is not part of this ONNX Runtime; using the next.",
                        provider=short_name(name),
                    )
                )
        elif provider in (CUDA, TENSORRT) and not (nvidia_driver() if has_nvidia is None else has_nvidia):
            notices.append(Message("No NVIDIA driver was found; using the CPU."))
        elif name not in chosen:
            chosen.append(name)
    return ([*chosen, CPU] if CPU not in chosen else chosen), notices


def nvidia_driver() -> bool:
    """Whether an NVIDIA driver is loaded; asks the system's files, not the driver."""
    if sys.platform == "darwin":
        return False
    if os.name == "nt":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "nvcuda.dll").exists()
    if Path("/proc/driver/nvidia/version").exists() or Path("/dev/nvidiactl").exists():
        return True
    return shutil.which("nvidia-smi") is not None and Path("/dev/dxg").exists()  # WSL


def candidates(has_nvidia: bool | None = None) -> list[str]:
    """The names of :data:`CHECKED` that this installation may be able to run; imports no ONNX Runtime."""
    nvidia = nvidia_driver() if has_nvidia is None else has_nvidia
    there = {
        TENSORRT_FP16: nvidia and _is_installed("onnxruntime-gpu") and tensorrt_found(),
        CUDA_TF32: nvidia and _is_installed("onnxruntime-gpu"),
        DIRECTML: _is_installed("onnxruntime-directml"),
        OPENVINO_BF16: _is_installed("onnxruntime-openvino"),
        OPENVINO_MIXED: _is_installed("onnxruntime-openvino") and _is_installed("openvino"),
        OPENVINO: _is_installed("onnxruntime-openvino"),
    }
    return [name for name, is_there in there.items() if is_there]


def tensorrt_found() -> bool:
    """Whether TensorRT's library is on this machine; ONNX Runtime does not bring it."""
    return util.find_spec("tensorrt_libs") is not None or ctypes.util.find_library("nvinfer") is not None


def versions() -> dict[str, str]:
    """Version of each installed package that runs a graph."""
    names = (*PACKAGES, "openvino", "tensorrt")
    return {name: metadata.version(name) for name in names if _is_installed(name)}


def release_memory() -> None:
    """Give freed memory back to the system (glibc's malloc_trim; nothing elsewhere).

    With the DenseNet at 512 pixels a pass leaves some 150 MB with the allocator, and a trim costs 0.4 ms.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def short_name(provider: str) -> str:
    """What the user sees of an execution provider."""
    return NAMES.get(provider, provider.removesuffix("ExecutionProvider"))


def preload_cuda(runtime: Any) -> None:
    """Load CUDA and cuDNN from the extra's wheels; it prints what it does not find, which is not wanted."""
    if hasattr(runtime, "preload_dlls"):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(OSError, RuntimeError):
            runtime.preload_dlls()
