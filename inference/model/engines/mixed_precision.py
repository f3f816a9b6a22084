"""OpenVINO in two precisions at once: what bfloat16 rounds badly stays in 32-bit floats.

The default model is a mean of networks.  In bfloat16 the one with depthwise convolutions moves a probability
by up to 0.04, the other, which takes most of the time, by 0.0014 (docs/results/bench.md).  ONNX Runtime's
provider has one precision for a graph, so that OpenVINO's own interface cuts it in two here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference.model.providers import OPENVINO, openvino_config

_MEMBER: Final = re.compile(r"\bmembers\.(\d+)(?:_\d+)?[/.]")
"""A member of a mean in the names that the export gives nodes; its second use ends in a number."""
_DEPTHWISE: Final = "GroupConvolution"
_END: Final = "Result"
"""An output of the graph: those of both parts are the second one's."""
_PLAIN: Final = frozenset({"Constant", "Parameter"})
TELEMETRY: Final = "openvino_telemetry"
FLOAT: Final = "tensor(float)"


class MixedSession:
    """What :class:`inference.model.session.Session` uses of an ``onnxruntime.InferenceSession``.

    Args:
        graph: of an ONNX file that was looked over.
        threads: for each part.

    Raises:
        RuntimeError, ValueError: OpenVINO is not installed or refuses the graph, or the graph is no mean of
            networks of which only some have depthwise convolutions.
    """

    def __init__(self, graph: bytes, threads: int) -> None:
        openvino = quiet_openvino()
        core = openvino.Core()
        model = core.read_model(graph)
        model.reshape({one: _one_film(one.get_partial_shape()) for one in model.inputs})
        self._interface = [_told(ports) for ports in (model.inputs, model.outputs)]
        exact, rest = _cut(openvino, model)
        self._exact = core.compile_model(exact, "CPU", openvino_config(threads, "f32"))
        self._rest = core.compile_model(rest, "CPU", openvino_config(threads, "bf16"))

    def run(
        self, names: Sequence[str], feed: Mapping[str, NDArray[Any]], _options: Any
    ) -> list[NDArray[Any]]:
        """The named outputs of one pass."""
        given = [feed[one.name] for one in self.get_inputs()]
        found = self._exact(given)
        values = self._rest([*given, *(found[port] for port in self._exact.outputs)])
        return [np.array(values[name]) for name in names]

    def get_providers(self) -> list[str]:
        return [OPENVINO]

    def get_inputs(self) -> list[SimpleNamespace]:
        return self._interface[0]

    def get_outputs(self) -> list[SimpleNamespace]:
        return self._interface[1]


def quiet_openvino() -> Any:
    """The openvino module, without what it tells its maker over the network as soon as it is imported.

    Where its package of that kind cannot be imported, it does without (openvino.tools.ovc.telemetry_utils).

    Raises:
        RuntimeError: it is not installed, or something has let that package in before.
    """
    if sys.modules.setdefault(TELEMETRY, None) is not None:  # type: ignore[arg-type]
        raise RuntimeError("OpenVINO's telemetry is loaded")
    try:
        import openvino
    except ImportError as error:
        raise RuntimeError("OpenVINO's own interface is not installed") from error
    return openvino


def _one_film(shape: Any) -> list[int]:
    """An input's shape for one film; the card's shape is compared with it later."""
    return [axis.get_length() if axis.is_static else 1 for axis in shape]


def _told(ports: Sequence[Any]) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            name=port.any_name,
            type=FLOAT if port.element_type.get_type_name() == "f32" else port.element_type.get_type_name(),
            shape=list(port.shape),
        )
        for port in ports
    ]


def _cut(openvino: Any, model: Any) -> tuple[Any, Any]:
    """The members that stay in 32-bit floats, and the rest, which takes what they give as further inputs."""
    inside = _exact_nodes(model)
    ends = []
    for node in model.get_ordered_ops():
        if node.get_friendly_name() in inside and node.get_type_name() not in _PLAIN:
            for port in node.outputs():
                users = port.get_target_inputs()
                if users := [one for one in users if one.get_node().get_friendly_name() not in inside]:
                    ends.append((port, users))
    inputs = model.get_parameters()
    exact = openvino.Model([port for port, _users in ends], inputs, "exact").clone()
    places = []
    for port, users in ends:
        place = openvino.opset13.parameter(port.get_partial_shape(), port.get_element_type())
        for user in users:
            user.replace_source_output(place.output(0))
        places.append(place)
    return exact, openvino.Model(model.get_results(), [*inputs, *places], "rest")


def _exact_nodes(model: Any) -> frozenset[str]:
    """Names of all nodes but the members without depthwise convolutions and what comes after those.

    So what turns a film upright, finds its hips and looks at them stays exact: bfloat16 cannot tell two
    neighbouring pixels of 512 apart.

    Raises:
        ValueError: no member has such a convolution, or every member.
    """
    nodes = model.get_ordered_ops()
    members = {node.get_friendly_name(): match[1] for node in nodes if (match := _member(node))}
    depthwise = {members.get(node.get_friendly_name()) for node in nodes if _is_depthwise(node)} - {None}
    if not depthwise or depthwise >= set(members.values()):
        raise ValueError("there is nothing to keep, or nothing to round")
    rounded = {name for name, member in members.items() if member not in depthwise}
    for node in nodes:  # ordered: what a node needs comes before it
        needed = {port.get_source_output().get_node().get_friendly_name() for port in node.inputs()}
        if needed & rounded or node.get_type_name() == _END:
            rounded.add(node.get_friendly_name())
    return frozenset(node.get_friendly_name() for node in nodes) - rounded


def _member(node: Any) -> re.Match[str] | None:
    return _MEMBER.search(node.get_friendly_name()) if node.get_type_name() not in _PLAIN else None


def _is_depthwise(node: Any) -> bool:
    return bool(node.get_type_name() == _DEPTHWISE)
