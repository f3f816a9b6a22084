"""``python -m tests.bench [name …]``: print each promised figure beside its limit; status 1 on a miss."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


ASKED_FOR = ("frozen", "fastest")
"""They need a package, and an engine beside ONNX Runtime's CPU."""


def benches() -> dict[str, Callable[[], Iterator[object]]]:
    """Every bench by name."""
    from tests.bench import archive, films, frozen, model, start, worklist

    return {
        "start": start.first_paint,
        "pixels": films.first_pixels,
        "drag": films.drag_frame,
        "next": worklist.next_film,
        "worklist": worklist.listing,
        "maps": model.maps_cost,
        "fastest": model.fastest,
        "memory": start.memory,
        "archive": archive.throughput,
        "kills": archive.kills,
        "frozen": frozen.frozen,
    }


def main(names: list[str]) -> int:
    """Run the benches that are named, or all but those of :data:`ASKED_FOR`."""
    known, missed = benches(), 0
    for name in names or [name for name in known if name not in ASKED_FOR]:
        for line in known[name]():
            print(line, flush=True)
            missed += not getattr(line, "holds", True)
    print("every figure holds" if not missed else f"{missed} figures miss their limit")
    return 1 if missed else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as own:  # what stores note beside themselves is not the user's
        os.environ["SHENTON_HOME"] = own
        status = main(sys.argv[1:])
    sys.exit(status)
