"""What another process sends, loaded without running anything of it: records, messages, arrays, plain values.

A process that reads a hostile file may send what it likes; a pickle may name any function.  Here only
what the records are made of is found, and everything else is refused.
"""

from __future__ import annotations

import io
import pickle
from typing import Any, Final

_RECORDS: Final = (
    *("Film", "ValueChain", "Window", "WindowFunction", "Lut", "Overlay", "SpacingKind", "Symmetry"),
    *("Prediction", "NoAnswer", "ModelIdentity", "OperatingPoint", "Side"),
)
_LOADABLE: Final = frozenset(
    {("inference.records", name) for name in _RECORDS}
    | {("inference.messages", "restored")}
    | {("pathlib", "PosixPath"), ("pathlib", "WindowsPath"), ("numpy", "ndarray"), ("numpy", "dtype")}
    | {(f"numpy.{core}.multiarray", "_reconstruct") for core in ("core", "_core")}
    | {(f"numpy.{core}.numeric", "_frombuffer") for core in ("core", "_core")}
    | {("_codecs", "encode")}
)


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _LOADABLE:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return super().find_class(module, name)


def loaded(data: bytes) -> Any:
    """The value in a pickle of records and plain values.

    Raises:
        UnpicklingError: it names anything else.
        EOFError, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError: it is none.
    """
    return _Loader(io.BytesIO(data)).load()
