"""From torch to one ONNX graph: logits, class maps and latent; weights may be stored in float16.

Weights are first rounded to what the file will hold, so that torch and ONNX compute the same thing and
must agree to :data:`AGREEMENT`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from inference.model.card_validation import HIPS, OUTPUTS, TURNS
from inference.model.self_test import builtin_input
from inference.records import InputSpec
from training.errors import TrainingError
from training.networks.weights import HALF

Floats = NDArray[np.float32]
OPSET: Final = 17
AGREEMENT: Final = 1e-4
ROLES: Final = {
    TURNS: "quarter turns, counter-clockwise, made before the film is looked at",
    HIPS: "1 for the left and for the right hip where it is found and looked at closely, else 0",
}
"""What a card says of the further outputs of a graph."""


def outputs_of(net: nn.Module) -> tuple[str, ...]:
    """Names of what ``net`` returns: the fixed three, and further ones where its ``outputs`` says so."""
    return tuple(getattr(net, "outputs", OUTPUTS))


def roles_of(net: nn.Module) -> dict[str, str]:
    """The further outputs of ``net`` and what each is."""
    return {name: ROLES[name] for name in outputs_of(net) if name in ROLES}


@dataclass(frozen=True, slots=True)
class Exported:
    """A graph's bytes, the largest difference to torch, and how far rounding moved a logit."""

    data: bytes
    difference: float
    rounding: float


def export(net: nn.Module, spec: InputSpec, *, half: bool = True, films: Sequence[Floats] = ()) -> Exported:
    """Make the graph and compare it with torch on the built-in inputs and on noise.

    ``net`` keeps the rounded weights.

    Args:
        films: further inputs [1, 1, S, S] to compare on: what looks at hips sees none in noise.

    Raises:
        TrainingError: torch and ONNX Runtime differ by more than :data:`AGREEMENT`.
    """
    net = net.to("cpu").float().eval()
    probes = np.concatenate([_probes(spec), *films])
    before = _torch_outputs(net, probes)
    if half:
        round_weights(net)
    expected = _torch_outputs(net, probes)
    data = trace(net, spec)
    data = tidy(data, half=half)
    found = _onnx_outputs(data, spec, probes, outputs_of(net))
    difference = max(_relative(a, b) for a, b in zip(expected, found, strict=True))
    if not difference <= AGREEMENT:
        raise TrainingError(
            "torch and ONNX differ by {difference:.2g}; no file was written.",
            "Try --fp32, or another version of torch.",
            difference=difference,
        )
    return Exported(data, difference, float(np.abs(before[0] - expected[0]).max()))


def round_weights(net: nn.Module) -> None:
    """Round convolution and linear weights to float16 and back, in place.

    Batch normalisation and biases stay float32: they cost nothing and matter most.

    Raises:
        TrainingError: a weight lies outside float16's range.
    """
    with torch.no_grad():
        for parameter in net.parameters():
            if parameter.ndim > 1:
                parameter.copy_(parameter.half().float())
                if not torch.isfinite(parameter).all():
                    raise TrainingError("A weight does not fit into float16.", "Export with --fp32.")


def trace(net: nn.Module, spec: InputSpec) -> bytes:
    """The plain graph, parameters under their own names, any number of films."""
    film = torch.zeros(2, spec.channels, spec.size, spec.size)
    out = io.BytesIO()
    axes = {name: {0: "films"} for name in (spec.name, *outputs_of(net))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter talks about its own future and of constants
        torch.onnx.export(
            net,
            (film,),
            out,  # type: ignore[arg-type]  # the exporter takes a stream, its signature does not say so
            input_names=[spec.name],
            output_names=list(outputs_of(net)),
            dynamic_axes=axes,
            opset_version=OPSET,
            training=torch.onnx.TrainingMode.PRESERVE,  # keeps names: nothing is fused
            do_constant_folding=False,
            dynamo=False,
        )
    return out.getvalue()


def tidy(data: bytes, *, half: bool) -> bytes:
    """Give every parameter its own initialiser, store weights in float16, drop what names this machine."""
    import onnx

    model = onnx.load_from_string(data)
    _own_initialisers(model.graph)
    if half:
        _halve(model.graph)
    for node in model.graph.node:
        node.ClearField("doc_string")
    model.producer_name, model.producer_version, model.doc_string = "shenton-train", "", ""
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


def _own_initialisers(graph: Any) -> None:
    """The exporter lets equal tensors share one initialiser through Identity nodes; undo that."""
    from onnx import TensorProto

    by_name = {item.name: item for item in graph.initializer}
    kept = []
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in by_name:
            copy = TensorProto()
            copy.CopyFrom(by_name[node.input[0]])
            copy.name = node.output[0]
            graph.initializer.append(copy)
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def _halve(graph: Any) -> None:
    from onnx import TensorProto, helper, numpy_helper

    casts = []
    for item in graph.initializer:
        value = numpy_helper.to_array(item)
        if value.dtype == np.float32 and value.ndim > 1:
            name = item.name
            item.CopyFrom(numpy_helper.from_array(value.astype(np.float16), name + HALF))
            casts.append(
                helper.make_node("Cast", [name + HALF], [name], name=f"{name}.restore", to=TensorProto.FLOAT)
            )
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _probes(spec: InputSpec) -> Floats:
    rng = np.random.default_rng(7)
    noise = rng.standard_normal((1, spec.channels, spec.size, spec.size)).astype(np.float32)
    return np.concatenate([builtin_input("ramp", spec), builtin_input("checker", spec), noise])


@torch.no_grad()
def _torch_outputs(net: nn.Module, films: Floats) -> list[Floats]:
    return [value.numpy() for value in net(torch.from_numpy(films))]


def _onnx_outputs(data: bytes, spec: InputSpec, films: Floats, names: tuple[str, ...]) -> list[Floats]:
    from inference.model.providers import quiet_runtime

    session = quiet_runtime().InferenceSession(data, providers=["CPUExecutionProvider"])
    return [np.asarray(value) for value in session.run(list(names), {spec.name: films})]


def _relative(expected: Floats, found: Floats) -> float:
    """Largest difference; measured against the largest value where that is above one."""
    return float(np.abs(expected - found).max() / max(1.0, float(np.abs(expected).max())))
