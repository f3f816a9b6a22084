"""Which device and number format training uses."""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch

from training.errors import TrainingError


def choose(name: str) -> torch.device:
    """The device for ``auto``, ``cpu``, ``cuda`` or ``mps``.

    Raises:
        TrainingError: this machine or this torch has no such device.
    """
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        return torch.device(next(kind for kind in ("cuda", "mps", "cpu") if there[kind]))
    if not there.get(name, False):
        raise TrainingError(
            "This machine has no {name} device that torch can use.", "Use --device cpu.", name=name
        )
    return torch.device(name)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is quicker than float32 on ``device``."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    if device.type == "cpu":
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    return False


def autocast(device: torch.device, precision: str) -> AbstractContextManager[object]:
    """bfloat16 where ``precision`` asks for it (``auto``: where it is quicker), else plain float32."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=wants_bfloat16(device, precision))


def wants_bfloat16(device: torch.device, precision: str) -> bool:
    """Whether ``precision`` (``auto``, ``bf16`` or ``fp32``) means bfloat16 on ``device``."""
    return has_fast_bfloat16(device) if precision == "auto" else precision == "bf16"
