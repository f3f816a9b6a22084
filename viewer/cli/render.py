"""``shenton render PATH… --out DIR``: the film's default display as an 8-bit grey PNG, full size."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError, ModelOutputError
from inference.imaging.render import default_picture, squared
from inference.messages import Message
from inference.records import FilmImage, NoAnswer
from viewer.cli.common import Progress, chosen_session, files_of, reason
from viewer.export.csv_cells import stated


def run(args: argparse.Namespace) -> int:
    """Render every file; refused ones are named on stderr.  The status is 0 when the run completed."""
    files = files_of(args.paths)
    with stated(Message("The folder {out}", out=args.out)):
        args.out.mkdir(parents=True, exist_ok=True)
    overlays = _Overlays(args.model, args.home) if args.overlay else None
    progress, names = Progress(len(files), "films"), Names()
    with DecodeChild() as child:
        for file in files:
            try:
                image = child.read(file)
                target = args.out / f"{names.unique(file)}.png"
                write_grey(image, target)
                if overlays is not None:
                    overlays.write(image, target.with_suffix(".overlay.png"))
            except (FilmError, ModelOutputError) as error:
                print(f"refused: {file}: {reason(error)}", file=sys.stderr)
            progress.step()
    return 0


def write_grey(image: FilmImage, target: Path) -> None:
    """The default display, 8-bit grey, one picture pixel a film pixel where these are square."""
    from PIL import Image

    with stated(Message("The picture {target}", target=target.name)):
        Image.fromarray(squared(default_picture(image), image.film)).save(target)


class Names:
    """A picture's name is its file's name; a second file of that name gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()  # without regard to case: some disks have none

    def unique(self, file: Path) -> str:
        name = file.stem if file.suffix.lower() in {".dcm", ".png", ".jpg", ".jpeg"} else file.name
        free = (given for given in chain([name], _numbered(name)) if given.casefold() not in self._taken)
        chosen = next(free)
        self._taken.add(chosen.casefold())
        return chosen


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}-{number}" for number in count(2))


class _Overlays:
    """Draws the model's fracture map on the default display."""

    def __init__(self, model: Path | None, home: Path | None) -> None:
        from inference.model.predictor import Predictor

        session = chosen_session(model, home)
        self._bundle, self._predictor = session.bundle, Predictor(session)

    def write(self, image: FilmImage, target: Path) -> None:
        from PIL import Image

        from inference.imaging.answer_picture import draw_answer

        answer = self._predictor.answer(image)
        if isinstance(answer, NoAnswer):
            print(f"no overlay for {target.name}: {answer.reason}", file=sys.stderr)
            return
        picture = draw_answer(default_picture(image), answer, self._bundle.card)
        with stated(Message("The picture {target}", target=target.name)):
            Image.fromarray(squared(picture, image.film)).save(target)
