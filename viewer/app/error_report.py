"""What may be written down about an error: where it came from, never what was in the film.  Qt-free."""

from __future__ import annotations

import traceback
from pathlib import Path

from inference.errors import ShentonError


def trace(error: BaseException) -> list[str]:
    """Class and place of an error, a line each.

    The message of an error of ours holds no patient data and is given; a bug's own message may quote a header
    (``KeyError: 'DOE^JANE'``) or a path, so only its class is named.
    """
    lines = [f"{type(error).__name__}: {error}" if isinstance(error, ShentonError) else type(error).__name__]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    if error.__cause__ is not None:
        lines.append(f"caused by {type(error.__cause__).__name__}")
    return lines
