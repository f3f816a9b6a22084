"""What the walk over an ONNX file refuses before ONNX Runtime sees it."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from inference.errors import BundleError
from inference.model.graph_validation import MAX_DEPTH, check_graph
from tests.models import tiny_graph, tiny_onnx

GOOD = tiny_onnx()


def make_external(tensor: TensorProto) -> None:
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "../secret"


def external_tensor() -> TensorProto:
    tensor = numpy_helper.from_array(np.ones(3, np.float32), "far")
    make_external(tensor)
    return tensor


def graph_with(tensor: TensorProto) -> onnx.GraphProto:
    return helper.make_graph([], "inner", [], [], [tensor])


def in_initializer(model: onnx.ModelProto) -> None:
    make_external(model.graph.initializer[0])


def in_constant(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=external_tensor()))


def in_subgraph(model: onnx.ModelProto) -> None:
    branches = {"then_branch": graph_with(external_tensor()), "else_branch": graph_with(external_tensor())}
    model.graph.node.append(helper.make_node("If", ["x"], ["y"], **branches))


def in_graphs_attribute(model: onnx.ModelProto) -> None:
    node = model.graph.node.add(op_type="Odd")
    node.attribute.add(name="many", type=onnx.AttributeProto.GRAPHS).graphs.append(
        graph_with(external_tensor())
    )


def in_tensors_attribute(model: onnx.ModelProto) -> None:
    node = model.graph.node.add(op_type="Odd")
    node.attribute.add(name="many", type=onnx.AttributeProto.TENSORS).tensors.append(external_tensor())


def sparse() -> onnx.SparseTensorProto:
    indices = numpy_helper.from_array(np.array([0, 1, 2], np.int64), "i")
    return helper.make_sparse_tensor(external_tensor(), indices, [9])


def in_sparse_initializer(model: onnx.ModelProto) -> None:
    model.graph.sparse_initializer.append(sparse())


def in_sparse_attribute(model: onnx.ModelProto) -> None:
    node = model.graph.node.add(op_type="Constant")
    node.attribute.add(name="a", type=onnx.AttributeProto.SPARSE_TENSOR).sparse_tensor.CopyFrom(sparse())


def in_function(model: onnx.ModelProto) -> None:
    node = helper.make_node("Constant", [], ["c"], value=external_tensor())
    model.functions.append(helper.make_function("", "local", [], ["c"], [node], model.opset_import))


def in_function_default(model: onnx.ModelProto) -> None:
    function = helper.make_function("", "local", [], [], [], model.opset_import)
    function.attribute_proto.append(helper.make_attribute("v", external_tensor()))
    model.functions.append(function)


def in_training(model: onnx.ModelProto) -> None:
    model.training_info.add().algorithm.CopyFrom(graph_with(external_tensor()))


def location_only(model: onnx.ModelProto) -> None:
    model.graph.initializer[0].data_location = TensorProto.EXTERNAL


PLACES = [
    in_initializer,
    in_constant,
    in_subgraph,
    in_graphs_attribute,
    in_tensors_attribute,
    in_sparse_initializer,
    in_sparse_attribute,
    in_function,
    in_function_default,
    in_training,
    location_only,
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_external_data_is_found_wherever_it_hides(place: object) -> None:
    with pytest.raises(BundleError, match="outside its file"):
        check_graph(tiny_onnx(change=place))  # type: ignore[arg-type]


def foreign_node(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("EPContext", ["a"], ["b"], domain="com.microsoft"))


def foreign_in_branch(model: onnx.ModelProto) -> None:
    inner = helper.make_graph([helper.make_node("Evil", [], ["z"], domain="evil")], "inner", [], [])
    model.graph.node.append(helper.make_node("If", ["x"], ["y"], then_branch=inner, else_branch=inner))


@pytest.mark.parametrize("change", [foreign_node, foreign_in_branch], ids=lambda change: change.__name__)
def test_operators_of_other_domains_are_refused(change: object) -> None:
    with pytest.raises(BundleError, match="not part of ONNX"):
        check_graph(tiny_onnx(change=change))  # type: ignore[arg-type]


def test_a_field_number_beyond_32_bits_does_not_hide_external_data() -> None:
    """ONNX Runtime's parser drops the upper bits of such a key: it reads ``external_data`` there."""
    model = tiny_graph()
    entry = onnx.StringStringEntryProto(key="location", value="secret").SerializeToString()
    tensor = model.graph.initializer.pop().SerializeToString()
    tensor += varint((13 << 3 | 2) | 1 << 32) + varint(len(entry)) + entry
    graph = model.graph.SerializeToString() + b"\x2a" + varint(len(tensor)) + tensor
    model.ClearField("graph")
    data = model.SerializeToString() + b"\x3a" + varint(len(graph)) + graph
    with pytest.raises(BundleError, match="damaged"):
        check_graph(data)


@pytest.mark.parametrize("operator", ["Loop", "Scan", "SequenceMap"])
def test_a_graph_that_repeats_itself_is_refused(operator: str) -> None:
    def repeat(model: onnx.ModelProto) -> None:
        inner = helper.make_graph([], "inner", [], [])
        inside = helper.make_graph([helper.make_node(operator, ["n"], ["y"], body=inner)], "branch", [], [])
        model.graph.node.append(helper.make_node("If", ["x"], ["y"], then_branch=inside, else_branch=inner))

    with pytest.raises(BundleError, match=f"repeats.*{operator}"):
        check_graph(tiny_onnx(change=repeat))


def test_functions_of_its_own_are_refused() -> None:
    def own(model: onnx.ModelProto) -> None:
        model.functions.append(helper.make_function("", "local", [], [], [], model.opset_import))

    with pytest.raises(BundleError, match="functions of its own"):
        check_graph(tiny_onnx(change=own))


def test_the_format_of_onnx_runtime_itself_is_refused() -> None:
    with pytest.raises(BundleError, match="own format"):
        check_graph(b"\x0a\x80\x80\x00ORTM" + GOOD)


def test_a_plain_graph_passes_and_is_described() -> None:
    facts = check_graph(GOOD)
    assert facts.domains == set()
    assert facts.opsets == {"": 17}
    assert (facts.graphs, facts.tensors) == (1, 4)


def test_an_unused_import_of_another_domain_does_no_harm() -> None:
    model = tiny_graph()
    model.opset_import.append(helper.make_opsetid("pkg.torch", 1))
    assert check_graph(model.SerializeToString()).opsets["pkg.torch"] == 1


@pytest.mark.parametrize(
    "data", [b"", b"\x80\x04\x95", b"PK\x03\x04junk", b"\x0b", b"\x3a\xff\x01x", b"\xff" * 30]
)
def test_what_is_no_onnx_is_refused(data: bytes) -> None:
    with pytest.raises(BundleError):
        check_graph(data)


def test_deep_nesting_is_refused() -> None:
    data = b""
    for _ in range(MAX_DEPTH):  # graph { node { attribute { g { ...
        for tag in (b"\x32", b"\x2a", b"\x0a"):
            data = tag + varint(len(data)) + data
    with pytest.raises(BundleError, match="damaged"):
        check_graph(b"\x3a" + varint(len(data)) + data)


def test_too_many_fields_are_refused_soon() -> None:
    data = b"\x08\x01" * 1_100_000
    with pytest.raises(BundleError, match="damaged"):
        check_graph(data)


def varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
    return out + bytes([value])


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_random_bytes_never_raise_anything_else(data: bytes) -> None:
    try:
        check_graph(data)
    except BundleError:
        return


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_a_changed_byte_never_raises_anything_else(position: int, value: int) -> None:
    data = bytearray(GOOD)
    data[position] = value
    try:
        check_graph(bytes(data))
    except BundleError:
        return
