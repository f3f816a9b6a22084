"""How much burned-in text the export review finds, and what it would cover without need:

    python packaging/burned_text.py FILMS [--films 100] [--first 0] [--seed 1] [--names FILE] [--out FILE]

FILMS is a folder of generated films (``shenton-train synth``), or any folder of real ones (DICOM, PNG, JPEG;
with --names those alone that a text file names, one a line).  Names, numbers, dates, markers and device lines
that were made up are drawn onto copies in memory at known places.  A text is found when 90 % of its box lies
under boxes, or under boxes and dashed places.  A letter alone (the marker of a side) is to get no box and is
counted apart.  Prints tables with Wilson intervals (95 %), and what was proposed where nothing was drawn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from burned_films import Base, Drawn, Grey, base_of, burn, real_base
from numpy.typing import NDArray

from inference import strict_json
from inference.dicom.reader import read_film
from inference.imaging.text_boxes import TextLine, lines_of_map, network_input
from inference.model.text_network import TextNetwork
from inference.records import Region
from inference.stats.proportions import wilson
from viewer.export.burned_in_text import SEEN, SURE, Places, combined, strokes, touches

FOUND: Final = 0.9
Result = tuple[Drawn, float]
Map = Callable[[Grey], NDArray[np.float32]]
SUFFIXES: Final = (".dcm", ".png", ".jpg", ".jpeg")
GROUPS: Final[dict[str, Callable[[Drawn], str]]] = {
    "capital, film of about 640 px": lambda d: "" if d.enlarged else f"{d.size:3} px",
    "capital, film of 2,400 px": lambda d: f"{d.size:3} px" if d.enlarged else "",
    "contrast": lambda d: (
        "under 0.3" if d.contrast < 0.3 else "0.3 to 0.6" if d.contrast < 0.6 else "over 0.6"
    ),
    "style": lambda d: d.style,
    "place": lambda d: d.place,
    "kind": lambda d: d.kind,
    "font": lambda d: d.font,
    "bits": lambda d: f"{d.bits:2} bits",
    "turned": lambda d: "level" if not d.turned else "upright" if abs(d.turned) % 90 == 0 else "slanting",
}
WAYS: Final = ("boxes and dashed places", "boxes alone", "detector alone", "strokes alone")


LETTER: Final = 1.7
"""A marker of one letter is no longer than this times its shorter side; one with a word is 2.5 times that."""


def is_letter(one: Drawn) -> bool:
    """Whether a text is one letter: the marker of a side, without a word."""
    sides = sorted((one.box.x1 - one.box.x0, one.box.y1 - one.box.y0))
    return one.kind == "lead marker" and sides[1] < LETTER * sides[0]


def covered(box: Region, boxes: Sequence[Region]) -> float:
    """Share of a box that lies under others."""
    x0, y0, x1, y1 = (round(v) for v in (box.x0, box.y0, box.x1, box.y1))
    mask = np.zeros((y1 - y0, x1 - x0), bool)
    for b in boxes:
        left, top = (max(0, int(np.floor(v))) for v in (b.x0 - x0, b.y0 - y0))
        mask[top : max(0, int(np.ceil(b.y1 - y0))), left : max(0, int(np.ceil(b.x1 - x0)))] = True
    return float(mask.mean())


def share(boxes: Sequence[Region], shape: tuple[int, ...]) -> float:
    """Share of a film that lies under boxes."""
    return covered(Region(0, 0, shape[1], shape[0]), boxes)


def films(
    folder: Path, first: int, count: int, seed: int, names: Sequence[str] = ()
) -> Iterator[tuple[str, Base, np.random.Generator]]:
    """Films of a generated set, or real ones in the order of their names; prepared one after another."""
    truth = folder / "truth.jsonl"
    if truth.exists():
        lines = truth.read_text("utf8").splitlines()[first : first + count]
        rows = [strict_json.loads(line) for line in lines]
    else:
        found = {path.name: path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES}
        chosen = list(names) or sorted(found)
        rows = [{"film": str(found[name].relative_to(folder))} for name in chosen[first : first + count]]
    for number, row in enumerate(rows, first):
        rng = np.random.default_rng([seed, number])
        image = read_film(folder / row["film"])
        if "landmarks" in row:
            bones = tuple((float(x), float(y)) for x, y in row["landmarks"].values())
            yield row["film"], base_of(image, bones, number, rng), rng
        else:
            yield row["film"], real_base(image, number, rng), rng


@dataclass(frozen=True)
class Clean:
    """A film without drawn text."""

    name: str
    shape: tuple[int, ...]
    bones: tuple[tuple[float, float], ...]
    seen: Seen


@dataclass(frozen=True)
class Seen:
    """What is proposed on one picture, by the ways of :data:`WAYS`."""

    places: Places
    detector: tuple[Region, ...]
    strokes: tuple[Region, ...]

    def by(self, way: str) -> tuple[Region, ...]:
        both = self.places.sure + self.places.possible
        return dict(zip(WAYS, (both, self.places.sure, self.detector, self.strokes), strict=True))[way]


def seen(grey: Grey, map_of: Map) -> Seen:
    """As the review does."""
    rows, columns = grey.shape
    lines: list[TextLine] = lines_of_map(map_of(network_input(grey)), (rows, columns), SEEN)
    drawn = strokes(grey)
    sure = tuple(line.box for line in lines if line.score >= SURE)
    return Seen(combined(lines, drawn, grey), sure, drawn)


def table(results: Sequence[Result]) -> str:
    """Recall by condition, as Markdown."""
    lines = ["| condition | texts | found | 95 % |", "| --- | --- | --- | --- |", _line("all", results)]
    for title, key in GROUPS.items():
        for value in sorted({key(drawn) for drawn, _ in results} - {""}):
            lines.append(_line(f"{title}: {value.strip()}", [r for r in results if key(r[0]) == value]))
    return "\n".join(lines)


def by_way(drawn: Sequence[tuple[Drawn, Seen]]) -> str:
    """How much each way of looking finds."""
    lines = ["| what covers | texts | found | 95 % |", "| --- | --- | --- | --- |"]
    for way in WAYS:
        lines.append(_line(way, [(one, covered(one.box, at.by(way))) for one, at in drawn]))
    return "\n".join(lines)


def _line(name: str, results: Sequence[Result]) -> str:
    found = sum(part >= FOUND for _, part in results)
    sure = wilson(found, len(results))
    return f"| {name} | {len(results)} | {found / len(results):.3f} | {sure.lower:.3f} to {sure.upper:.3f} |"


def needless(clean: Sequence[Clean]) -> str:
    """Boxes where nothing was drawn, and the films that have some: what they lie on is to be looked at."""
    counts = np.array([len(one.seen.places.sure) for one in clean])
    dashed = np.array([len(one.seen.places.possible) for one in clean])
    areas = np.array([share(one.seen.places.sure, one.shape) for one in clean])
    some = wilson(int((counts > 0).sum()), len(clean))
    hit = (
        touches(box, Region(x, y, x, y))
        for one in clean
        for box in one.seen.places.sure
        for x, y in one.bones
    )
    lines = [
        f"{len(clean)} films without drawn text: {counts.sum()} boxes, {counts.mean():.2f} a film "
        f"(at most {counts.max()}), on {(counts > 0).sum()} films ({some.lower:.3f} to {some.upper:.3f}), "
        f"{100 * areas.mean():.2f} % of the area; {sum(hit)} over a marked bone; "
        f"dashed places {dashed.mean():.1f} a film (median {np.median(dashed):.0f}, at most {dashed.max()}).",
    ]
    for one in clean:
        corners = (f"({b.x0:.0f}, {b.y0:.0f}, {b.x1:.0f}, {b.y1:.0f})" for b in one.seen.places.sure)
        lines += [f"  {one.name}: {', '.join(corners)}"] if one.seen.places.sure else []
    return "\n".join(lines)


def measured(
    given: Iterator[tuple[str, Base, np.random.Generator]], map_of: Map
) -> tuple[list[tuple[Drawn, Seen]], list[Clean]]:
    """Every film as it is, and with texts."""
    drawn, clean = [], []
    for name, base, rng in given:
        clean.append(Clean(name, base.grey.shape, base.bones, seen(base.grey, map_of)))
        grey, texts = burn(base, rng)
        at = seen(grey, map_of)
        drawn += [(one, at) for one in texts]
    return drawn, clean


def main() -> int:
    """Draw, propose, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FILMS")
    parser.add_argument("--films", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, help="text file: the films of the folder to use, one a line")
    parser.add_argument("--out", type=Path, help="write every text and what was covered of it (JSON lines)")
    args = parser.parse_args()
    names = args.names.read_text("utf8").split() if args.names is not None else ()
    with TextNetwork() as network:
        given = films(args.folder, args.first, args.films, args.seed, names)
        drawn, clean = measured(given, network.map)
    texts = [(one, at) for one, at in drawn if not is_letter(one)]
    letters = [(one, at) for one, at in drawn if is_letter(one)]
    results = [(one, covered(one.box, at.by(WAYS[1]))) for one, at in texts]
    print(f"Found by boxes alone:\n\n{table(results)}\n\n{by_way(texts)}\n")
    under = sum(covered(one.box, at.by(WAYS[1])) >= FOUND for one, at in letters)
    print(f"Letters alone, which are to get no box: {len(letters)}, under one: {under}.\n\n{needless(clean)}")
    if args.out is not None:
        results += [(one, covered(one.box, at.by(WAYS[1]))) for one, at in letters]
        lines = (json.dumps({**asdict(one), "covered": round(part, 3)}) for one, part in results)
        args.out.write_text("".join(line + "\n" for line in lines), "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
