"""The file of a review for burned-in text: which boxes of which film are made black.

``{"schema": 1, "films": {SHA256: {"boxes": [[x0, y0, x1, y1], ...], "possible": [...],
"confirmed": true}}}``; film pixels.  ``shenton export --propose-boxes`` writes it with ``confirmed`` false; a
human looks, edits and confirms.  ``possible`` are places to look at: nothing is made black there unless they
are moved to ``boxes``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from inference import strict_json
from inference.errors import ExportError
from inference.files import write_whole
from inference.messages import Message, json_place, system_reason
from inference.records import Region, Sha256
from inference.strict_json import RepeatedKeyError
from viewer.export.csv_cells import stated

SCHEMA: Final = 1
MAX_BYTES: Final = 64 << 20
Review = Mapping[Sha256, tuple[Region, ...]]


def write_proposals(
    path: Path,
    found: Mapping[Sha256, Sequence[Region]],
    possible: Mapping[Sha256, Sequence[Region]] = MappingProxyType({}),
) -> None:
    """Write boxes that nobody has confirmed yet, and places to look at.

    Raises:
        ExportError: the file cannot be written.
    """
    films = {
        pixels: {
            "boxes": _plain(boxes),
            "possible": _plain(possible.get(pixels, ())),
            "confirmed": False,
        }
        for pixels, boxes in found.items()
    }
    text = json.dumps({"schema": SCHEMA, "films": films}, indent=1)
    with stated(Message("The file of boxes")):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text + "\n")


def _plain(boxes: Sequence[Region]) -> list[list[float]]:
    return [[round(v, 1) for v in (b.x0, b.y0, b.x1, b.y1)] for b in boxes]


def read_review(path: Path) -> Review:
    """The confirmed films of a file and their boxes; films that nobody has confirmed are left out.

    Raises:
        ExportError: not such a file.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ExportError("The file of boxes is too large.", "Write it anew with --propose-boxes.")
        data: Any = strict_json.loads(path.read_text(encoding="utf8"))
        if data["schema"] != SCHEMA:
            raise ExportError("The file of boxes has another schema.", "Write it anew with --propose-boxes.")
        films: dict[str, Any] = data["films"]
        return {
            Sha256(pixels): tuple(Region(*map(float, box)) for box in film["boxes"])
            for pixels, film in films.items()
            if film["confirmed"] is True
        }
    except OSError as error:
        raise ExportError(
            "The file of boxes could not be read ({reason}).", reason=system_reason(error)
        ) from None
    except RepeatedKeyError as error:
        raise ExportError(
            "The file of boxes cannot be read ({place}).", "Correct it.", place=json_place(error)
        ) from error
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(
            "The file of boxes does not follow its form.", "Write it anew with --propose-boxes."
        ) from error
