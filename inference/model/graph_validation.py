"""A look into an ONNX file before ONNX Runtime sees it, without the onnx package and without unpickling.

ONNX Runtime would open any file that a tensor names as external data, and would look for custom operators.
This walks the protobuf wire format (protobuf.dev/programming-guides/encoding), follows only the messages
that can hold a tensor or a node (onnx.proto), and refuses both.  Tensor contents are skipped unread.

Also refused: operators that repeat a body as often as the file pleases, functions of the model's own (which
can call one another a billion times over), and ONNX Runtime's own file format, which is no protobuf.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from inference.errors import BundleError

MAX_BYTES: Final = 512 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_FIELDS: Final = 1_000_000
DOMAINS: Final = frozenset({"", "ai.onnx", "ai.onnx.ml"})
REPEATING: Final = frozenset({"Loop", "Scan", "SequenceMap"})
ORT_FORMAT: Final = b"ORTM"
"""What ONNX Runtime looks for at the fifth byte to tell its own format from protobuf."""

_CHILDREN: Final[dict[str, dict[int, str]]] = {
    "ModelProto": {7: "GraphProto", 8: "OperatorSetIdProto", 20: "TrainingInfoProto", 25: "FunctionProto"},
    "OperatorSetIdProto": {},
    "TrainingInfoProto": {1: "GraphProto", 2: "GraphProto"},
    "GraphProto": {1: "NodeProto", 5: "TensorProto", 15: "SparseTensorProto"},
    "FunctionProto": {7: "NodeProto", 11: "AttributeProto"},
    "NodeProto": {5: "AttributeProto"},
    "AttributeProto": {
        5: "TensorProto",
        6: "GraphProto",
        10: "TensorProto",
        11: "GraphProto",
        22: "SparseTensorProto",
        23: "SparseTensorProto",
    },
    "SparseTensorProto": {1: "TensorProto", 2: "TensorProto"},
    "TensorProto": {},
}
_DATA_TYPE: Final = 2
_STRING: Final = 8
"""TensorProto.DataType of text."""
_EXTERNAL_DATA: Final = 13
_DATA_LOCATION: Final = 14
_NODE_OPERATOR: Final = 4
_NODE_DOMAIN: Final = 7
_MAX_KEY: Final = 0xFFFFFFFF
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


@dataclass(slots=True)
class GraphFacts:
    """What the walk met."""

    domains: set[str] = field(default_factory=set)  # that nodes name
    operators: set[str] = field(default_factory=set)
    opsets: dict[str, int] = field(default_factory=dict)
    graphs: int = 0
    functions: int = 0
    tensors: int = 0
    fields: int = 0


class _Damaged(Exception):
    """The bytes are no protobuf message."""


def check_graph(data: bytes) -> GraphFacts:
    """Walk an ONNX model and say what it holds.

    Raises:
        BundleError: no ONNX model, too large, too deep, external data, operators of a foreign domain or
            that repeat, or functions of its own.
    """
    if len(data) > MAX_BYTES:
        raise BundleError("The model's graph is larger than {limit} MB.", limit=MAX_BYTES >> 20)
    if data[4:8] == ORT_FORMAT:
        raise BundleError("The model is in ONNX Runtime's own format.", "Export it as a plain ONNX file.")
    facts = GraphFacts()
    try:
        _walk(memoryview(data), "ModelProto", 0, facts)
    except _Damaged as error:
        raise BundleError(
            "The model's graph is damaged or no ONNX file.", "Get the model again, or export it again."
        ) from error
    if not facts.graphs:
        raise BundleError("The model's file holds no graph.", "Get the model again, or export it again.")
    _check_operators(facts)
    return facts


def _check_operators(facts: GraphFacts) -> None:
    if foreign := facts.domains - DOMAINS:
        names = ", ".join(sorted(name[:40] for name in foreign))
        raise BundleError(
            "The model needs operators that are not part of ONNX: {names}.",
            "Export it with standard operators only, with model-local functions inlined.",
            names=names,
        )
    if repeating := facts.operators & REPEATING:
        raise BundleError(
            "The model repeats parts of itself ({names}), perhaps without end.",
            "Export it unrolled.",
            names=sorted(repeating),
        )
    if facts.functions:
        raise BundleError("The model brings functions of its own.", "Export it with its functions inlined.")


def _walk(view: memoryview, kind: str, depth: int, facts: GraphFacts) -> None:
    if depth > MAX_DEPTH:
        raise _Damaged("nested too deep")
    facts.graphs += kind == "GraphProto"
    facts.functions += kind == "FunctionProto"
    facts.tensors += kind == "TensorProto"
    children = _CHILDREN[kind]
    position = 0
    opset: list[str | int] = ["", 0]
    while position < len(view):
        number, value, position = _field(view, position)
        facts.fields += 1
        if facts.fields > MAX_FIELDS:
            raise _Damaged("too many fields")
        if kind == "TensorProto":
            _refuse_external(number, value)
            _refuse_text(number, value)
        elif kind == "NodeProto":
            _note_node(number, value, facts)
        elif kind == "OperatorSetIdProto" and number in (1, 2):
            opset[number - 1] = _text(value) if number == 1 else _integer(value)
        if number in children:
            if not isinstance(value, memoryview):
                raise _Damaged("a message was expected")
            _walk(value, children[number], depth + 1, facts)
    if kind == "OperatorSetIdProto":
        facts.opsets[str(opset[0])] = int(opset[1])


def _note_node(number: int, value: int | memoryview, facts: GraphFacts) -> None:
    if number == _NODE_DOMAIN:
        facts.domains.add(_text(value))
    elif number == _NODE_OPERATOR:
        facts.operators.add(_text(value))


def _refuse_external(number: int, value: int | memoryview) -> None:
    """``external_data`` or any ``data_location`` but DEFAULT would make ONNX Runtime open another file."""
    if number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0):
        raise BundleError(
            "The model keeps weights outside its file.", "Export it as one file, with its weights inside."
        )


def _refuse_text(number: int, value: int | memoryview) -> None:
    """Text has no bound in ONNX Runtime's allocator, and a picture's network needs none."""
    if number == _DATA_TYPE and value == _STRING:
        raise BundleError("The model works with text, not with numbers alone.", "Export it without texts.")


def _text(value: int | memoryview) -> str:
    if not isinstance(value, memoryview) or len(value) > 1000:
        raise _Damaged("a short text was expected")
    return bytes(value).decode("utf8", "replace")


def _integer(value: int | memoryview) -> int:
    if not isinstance(value, int):
        raise _Damaged("a number was expected")
    return value


def _field(view: memoryview, position: int) -> tuple[int, int | memoryview, int]:
    """One field: its number, its value (0 for a fixed-width number: none is needed), the next position."""
    key, position = _varint(view, position)
    if key > _MAX_KEY:  # ONNX Runtime's parser drops the upper bits and would see another field than this one
        raise _Damaged("a field's number is too large")
    number, wire = key >> 3, key & 7
    value: int | memoryview = 0
    if wire == _VARINT:
        value, position = _varint(view, position)
        return number, value, position
    if wire == _BYTES:
        size, position = _varint(view, position)
    elif wire in (_FIXED32, _FIXED64):
        size = 4 if wire == _FIXED32 else 8
    else:
        raise _Damaged("groups are not part of ONNX")
    end = position + size
    if number == 0 or end > len(view):
        raise _Damaged("a field runs past its end")
    return number, (view[position:end] if wire == _BYTES else 0), end


def _varint(view: memoryview, position: int) -> tuple[int, int]:
    result = 0
    for shift in range(0, 70, 7):
        if position >= len(view):
            raise _Damaged("a number runs past its end")
        byte = view[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, position
    raise _Damaged("a number is too long")
