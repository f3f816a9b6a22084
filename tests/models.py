"""Tiny real ONNX graphs with the fixed outputs, and bundles of them.

The graph sees brightness: its fracture map is positive where the film is bright, so that answers and sides
can be foretold.  ``logits``, ``class_maps`` and ``latent`` obey the same identity as a trained network's:
logits[c] = mean of class_maps[c] + bias[c].
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from inference.aoota import CLASSES
from inference.model.bundle import Bundle, write
from inference.model.card import ModelCard, SelfTest
from inference.model.self_test import builtin_input
from inference.records import InputSpec, OperatingPoint

SIZE = 64
STRIDE = 8
LATENT = 4
FRACTURE_WEIGHTS = {"normal": -4.0, "A1": 1.0, "A2": 6.0, "A3": 0.5, "B1": 3.0, "B2": 0.5, "B3": -1.0}


def head(bias: float = 1.0) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights [7, LATENT] on the four features (the first is brightness) and biases [7]."""
    rng = np.random.default_rng(11)
    weight = rng.normal(0, 0.05, (len(CLASSES), LATENT)).astype(np.float32)
    weight[:, 0] = [FRACTURE_WEIGHTS[name] for name in CLASSES]
    offsets = np.zeros(len(CLASSES), np.float32)
    offsets[0] = bias
    return weight, offsets


def tiny_graph(size: int = SIZE, channels: int = 1, *, bias: float = 1.0, opset: int = 17) -> onnx.ModelProto:
    """The model: bright where a STRIDE x STRIDE field is above the mean grey, one linear head."""
    weight, offsets = head(bias)
    first = np.zeros((LATENT, channels, STRIDE, STRIDE), np.float32)
    first[0] = 1.0 / (channels * STRIDE * STRIDE)
    first[1:] = np.random.default_rng(5).normal(0, 0.02, first[1:].shape)
    side = size // STRIDE
    nodes = [
        helper.make_node("Conv", ["film", "w1"], ["features"], strides=[STRIDE, STRIDE]),
        helper.make_node("Relu", ["features"], ["positive"]),
        helper.make_node("Conv", ["positive", "w2"], ["class_maps"]),
        helper.make_node("ReduceMean", ["positive"], ["latent"], axes=[2, 3], keepdims=0),
        helper.make_node("Gemm", ["latent", "w3", "b3"], ["logits"], transB=1),
    ]
    weights = {"w1": first, "w2": weight[:, :, None, None], "w3": weight, "b3": offsets}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("film", TensorProto.FLOAT, [1, channels, size, size])],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, len(CLASSES)]),
            helper.make_tensor_value_info("class_maps", TensorProto.FLOAT, [1, len(CLASSES), side, side]),
            helper.make_tensor_value_info("latent", TensorProto.FLOAT, [1, LATENT]),
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def tiny_onnx(
    size: int = SIZE,
    channels: int = 1,
    *,
    bias: float = 1.0,
    change: Callable[[onnx.ModelProto], object] | None = None,
) -> bytes:
    """The tiny model's bytes, after ``change`` has spoilt it in place."""
    model = tiny_graph(size, channels, bias=bias)
    if change is not None:
        change(model)
    data: bytes = model.SerializeToString()
    return data


def tiny_logits(tensor: NDArray[np.float32], bias: float = 1.0) -> NDArray[np.float32]:
    """What the tiny graph answers, computed without ONNX Runtime: the oracle of its self-tests."""
    weight, offsets = head(bias)
    first = np.random.default_rng(5).normal(0, 0.02, (LATENT - 1, tensor.shape[1], STRIDE, STRIDE))
    side = tensor.shape[-1] // STRIDE
    tiles = tensor[0].reshape(-1, side, STRIDE, side, STRIDE)
    bright = tiles.mean((0, 2, 4))[None]
    others = np.einsum("cyhxw,kchw->kyx", tiles, first.astype(np.float32))
    latent = np.maximum(np.concatenate([bright, others]), 0).mean((1, 2))
    return np.asarray(weight @ latent + offsets, np.float32)


def tiny_card(size: int = SIZE, channels: int = 1, *, bias: float = 1.0, **changes: Any) -> ModelCard:
    """A truthful card of the tiny model, without its hash; ``changes`` set further fields."""
    spec = InputSpec(size=size, channels=channels)
    logits = tiny_logits(builtin_input("ramp", spec), bias)
    fields: dict[str, Any] = {
        "name": "tiny",
        "version": "1.0",
        "onnx_sha256": "",
        "input": spec,
        "operating_points": (OperatingPoint("balanced", 0.6, "tiny validation", 10),),
        "self_tests": (SelfTest("ramp", tuple(float(v) for v in logits)),),
        "synthetic_training": True,
        "training_data": "none: weights made by hand for tests",
        "licence": "Apache-2.0",
        **changes,
    }
    return ModelCard(**fields)


def write_bundle(
    folder: Path, *, size: int = SIZE, channels: int = 1, bias: float = 1.0, **changes: Any
) -> Bundle:
    """A bundle of the tiny model at ``folder`` (which must not exist yet)."""
    card = tiny_card(size, channels, bias=bias, **changes)
    return write(folder, tiny_onnx(size, channels, bias=bias), card)


def write_unchecked(folder: Path, graph: bytes, card: ModelCard) -> Path:
    """A bundle's two files without any check, the hash made to fit: for what must be refused."""
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(graph)
    named = replace(card, onnx_sha256=hashlib.sha256(graph).hexdigest())
    (folder / "card.json").write_text(named.to_json(), encoding="utf8")
    return folder
