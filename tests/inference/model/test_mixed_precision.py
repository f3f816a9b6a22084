"""Which part of a graph stays in 32-bit floats, and, where OpenVINO is installed, that both parts answer."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from inference.model import providers
from inference.model.engines.mixed_precision import (
    TELEMETRY,
    MixedSession,
    _exact_nodes,
    _member,
    quiet_openvino,
)
from inference.model.providers import quiet_runtime

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "models" / "densenet121-lite0-synthetic"


@dataclass
class Node:
    """What the rule asks of one of OpenVINO's nodes."""

    name: str
    kind: str = "Convolution"
    needs: list[Node] = field(default_factory=list)

    def get_friendly_name(self) -> str:
        return self.name

    def get_type_name(self) -> str:
        return self.kind

    def inputs(self) -> list[Any]:
        return [_Port(one) for one in self.needs]


@dataclass
class _Port:
    node: Node

    def get_source_output(self) -> _Port:
        return self

    def get_node(self) -> Node:
        return self.node


class Model:
    def __init__(self, *nodes: Node) -> None:
        self.nodes = nodes

    def get_ordered_ops(self) -> list[Node]:
        return list(self.nodes)


def mean(first: str, second: str) -> Model:
    """Two members on one film: what a convolution of each is called by OpenVINO."""
    film = Node("film", "Parameter")
    stem = Node("/members.0/stem/Conv", "Convolution", [film])
    unnamed = Node("Clamp_17", "Clamp", [stem])
    one = Node("/members.0/block/Conv", first, [unnamed])
    two = Node("/members.1/block/Conv", second, [film])
    return Model(film, stem, unnamed, one, two, Node("/Concat", "Concat", [one, two]))


def test_what_finds_and_looks_at_hips_stays_exact() -> None:
    film = Node("film", "Parameter")
    turned = Node("/uprighted/Mul", "Multiply", [film])
    place = Node("/views/ArgMax", "TopK", [turned])
    hip = Node("/closer/features/Conv", "GroupConvolution", [place])
    dense = Node("/whole/members.0/Conv", "Convolution", [turned])
    after = Node("/whole/members.0/Clamp_3", "Clamp", [dense])
    lite = Node("/whole/members.1/Conv", "GroupConvolution", [turned])
    mean = Node("/Add", "Add", [after, lite, hip])
    ends = [Node("logits/sink", "Result", [mean]), Node("turns/sink", "Result", [turned])]
    found = _exact_nodes(Model(film, turned, place, hip, dense, after, lite, mean, *ends))
    assert found == {
        "film",
        "/uprighted/Mul",
        "/views/ArgMax",
        "/closer/features/Conv",
        "/whole/members.1/Conv",
    }


def test_the_members_with_depthwise_convolutions_stay_exact() -> None:
    found = _exact_nodes(mean("GroupConvolution", "Convolution"))
    assert found == {"film", "/members.0/stem/Conv", "Clamp_17", "/members.0/block/Conv"}
    assert _exact_nodes(mean("Convolution", "GroupConvolution")) == {"film", "/members.1/block/Conv"}
    for kind in ("Convolution", "GroupConvolution"):  # nothing to keep; nothing to round
        with pytest.raises(ValueError, match="nothing"):
            _exact_nodes(mean(kind, kind))


def test_a_member_is_known_in_its_second_use() -> None:
    names = {
        "/mirrored/members.1_1/Div": "1",
        "/members.0/head/Gemm": "0",
        "/remembers.0/Conv": "",
        "/Add": "",
    }
    for name, member in names.items():
        match = _member(Node(name))
        assert (match[1] if match else "") == member


def test_the_shipped_mean_has_such_a_member() -> None:
    """A new model whose nodes are named otherwise would silently lose the fast engine."""
    nodes = onnx.load(SHIPPED / "model.onnx", load_external_data=False).graph.node
    members, deep = set(), set()
    for node in nodes:
        if (match := _member(Node(node.name))) is not None:
            members.add(match[1])
            if any(item.name == "group" and item.i > 1 for item in node.attribute):
                deep.add(match[1])
    assert deep
    assert deep < members


def test_both_parts_answer_as_one() -> None:
    if importlib.util.find_spec("openvino") is None:
        pytest.skip("OpenVINO is not installed")  # not imported to see: it would call home
    graph = _mean_graph()
    film = np.random.default_rng(5).standard_normal((1, 4, 8, 8)).astype(np.float32)
    session = MixedSession(graph, 1)
    (found,) = session.run(["logits"], {"film": film}, None)
    plain = quiet_runtime().InferenceSession(graph, providers=[providers.CPU])
    (expected,) = plain.run(["logits"], {"film": film})
    assert np.abs(found - expected).max() < 0.05
    assert [(one.name, one.type, one.shape) for one in session.get_inputs()] == [
        ("film", "tensor(float)", [1, 4, 8, 8])
    ]


def test_openvino_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """``import openvino`` asked for www.google-analytics.com; without its telemetry package it does not."""
    monkeypatch.delitem(sys.modules, TELEMETRY, raising=False)
    monkeypatch.setitem(sys.modules, "openvino", ModuleType("openvino"))
    quiet_openvino()
    with pytest.raises(ImportError):
        importlib.import_module(TELEMETRY)
    monkeypatch.setitem(sys.modules, TELEMETRY, ModuleType(TELEMETRY))
    with pytest.raises(RuntimeError, match="telemetry is loaded"):
        quiet_openvino()


def _mean_graph() -> bytes:
    rng = np.random.default_rng(3)
    weights = []
    for name, shape in (("deep", (4, 1, 3, 3)), ("dense", (4, 4, 3, 3))):
        values = (rng.standard_normal(shape) / 6).astype(np.float32).ravel()
        weights.append(helper.make_tensor(name, TensorProto.FLOAT, shape, values))
    nodes = [
        helper.make_node("Conv", ["film", "deep"], ["a"], name="/members.0/Conv", group=4),
        helper.make_node("Conv", ["film", "dense"], ["b"], name="/members.1/Conv"),
        helper.make_node("Add", ["a", "b"], ["logits"], name="/Add"),
    ]
    shapes = {"film": ["films", 4, 8, 8], "logits": ["films", 4, 6, 6]}
    ports = {
        name: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()
    }
    made = helper.make_graph(nodes, "mean", [ports["film"]], [ports["logits"]], weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())
