"""``shenton render PATH… --out DIR``: the film's default display as an 8-bit grey PNG, full size."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import Final

from inference import unused_options
from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError, ModelOutputError
from inference.files import Written, replacing
from inference.imaging.render import default_picture, squared
from inference.messages import Message
from inference.records import FilmImage, NoAnswer
from viewer.cli.common import (
    Progress,
    chosen_session,
    files_of,
    listed_at_the_end,
    reason,
    said_complete,
)
from viewer.export.csv_cells import stated

MOST_BYTES: Final = 200
"""Of a name: 255 are what a disk holds, and a number, an ending and a temporary name come to it."""
_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(10))}
)


def run(args: argparse.Namespace) -> int:
    """Render every file; refused ones are named on stderr.  The status is 0 when the run completed."""
    if not args.overlay:
        unused_options.refuse_without(args, {"model": None}, "--overlay")
    files = files_of(args.paths)
    with stated(Message("The folder {out}", out=args.out)):
        args.out.mkdir(parents=True, exist_ok=True)
    overlays = _Overlays(args.model, args.home) if args.overlay else None
    progress, names, written = Progress(len(files), "films"), Names(), Written()
    with DecodeChild() as child, listed_at_the_end(written):
        for file in files:
            try:
                image = child.read(file)
                target = args.out / f"{names.unique(file)}.png"
                write_grey(image, target)
                written.note(target)
                overlay = target.with_suffix(".overlay.png")
                if overlays is not None and overlays.write(image, overlay):
                    written.note(overlay)
            except (FilmError, ModelOutputError) as error:
                print(f"refused: {file}: {reason(error)}", file=sys.stderr)
            progress.step()
    return said_complete(written)


def write_grey(image: FilmImage, target: Path) -> None:
    """The default display, 8-bit grey, one picture pixel a film pixel where these are square."""
    from PIL import Image

    with stated(Message("The picture {target}", target=target.name)), replacing(target) as part:
        Image.fromarray(squared(default_picture(image), image.film)).save(part, "PNG")


class Names:
    """A picture's name is its file's name, as far as every disk can hold it; a second one gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()  # without regard to case: some disks have none

    def unique(self, file: Path) -> str:
        whole = file.stem if file.suffix.lower() in {".dcm", ".png", ".jpg", ".jpeg"} else file.name
        name = portable(whole)
        free = (given for given in chain([name], _numbered(name)) if given.casefold() not in self._taken)
        chosen = next(free)
        self._taken.add(chosen.casefold())
        return chosen


def portable(name: str) -> str:
    """A name without ending that every file system holds, and that shows as it is written.

    Signs that Windows and FAT refuse, control and direction signs and bytes that are no UTF-8 become ``_``;
    blanks and dots at the end go, names of devices get a ``_``, and what is long is cut.
    """
    plain = "".join("_" if _is_odd(sign) else sign for sign in unicodedata.normalize("NFC", name))
    cut = plain.encode("utf8")[:MOST_BYTES].decode("utf8", "ignore").rstrip(" .")
    device = cut.split(".")[0].rstrip().upper() in _DEVICES
    return f"_{cut}" if device or not cut else cut


def _is_odd(sign: str) -> bool:
    return sign in '<>:"/\\|?*' or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}-{number}" for number in count(2))


class _Overlays:
    """Draws the model's fracture map on the default display."""

    def __init__(self, model: Path | None, home: Path | None) -> None:
        from inference.model.predictor import Predictor

        session = chosen_session(model, home)
        self._bundle, self._predictor = session.bundle, Predictor(session)

    def write(self, image: FilmImage, target: Path) -> bool:
        """Write the picture; False, and said, where the model gives no answer."""
        from PIL import Image

        from inference.imaging.answer_picture import draw_answer

        answer = self._predictor.answer(image)
        if isinstance(answer, NoAnswer):
            print(f"no overlay for {target.name}: {answer.reason}", file=sys.stderr)
            return False
        picture = draw_answer(default_picture(image), answer, self._bundle.card)
        with stated(Message("The picture {target}", target=target.name)), replacing(target) as part:
            Image.fromarray(squared(picture, image.film)).save(part, "PNG")
        return True
