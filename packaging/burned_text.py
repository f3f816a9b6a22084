"""How much burned-in text the export review proposes to black out, on films with invented text:

    python packaging/burned_text.py FILMS [--films 100] [--first 0] [--seed 1] [--out FILE]

FILMS is a folder of generated films (``shenton-train synth``).  Names, numbers, dates, markers and device
lines are invented and drawn in many sizes, fonts, places and contrasts; what the boxes cover of each is
known.  A text is found when they cover 90 % of it.  Prints tables with Wilson intervals (95 %).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from burned_films import Base, Drawn, base_of, burn

from inference.dicom.reader import read_film
from inference.records import Region
from inference.stats.proportions import wilson
from viewer.export.burned_in_text import graded, propose

FOUND: Final = 0.9
Result = tuple[Drawn, float]
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
}


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


def films(folder: Path, first: int, count: int, seed: int) -> list[tuple[Base, np.random.Generator]]:
    """Films of a generated set, prepared; read one after another."""
    lines = (folder / "truth.jsonl").read_text("utf8").splitlines()[first : first + count]
    made = []
    for number, line in enumerate(lines, first):
        row, rng = json.loads(line), np.random.default_rng([seed, number])
        bones = tuple((float(x), float(y)) for x, y in row["landmarks"].values())
        made.append((base_of(read_film(folder / row["film"]), bones, number, rng), rng))
    return made


def table(results: Sequence[Result]) -> str:
    """Recall by condition, as Markdown."""
    lines = ["| condition | texts | found | 95 % |", "| --- | --- | --- | --- |", _line("all", results)]
    for title, key in GROUPS.items():
        for value in sorted({key(drawn) for drawn, _ in results} - {""}):
            lines.append(_line(f"{title}: {value.strip()}", [r for r in results if key(r[0]) == value]))
    return "\n".join(lines)


def _line(name: str, results: Sequence[Result]) -> str:
    found = sum(part >= FOUND for _, part in results)
    sure = wilson(found, len(results))
    return f"| {name} | {len(results)} | {found / len(results):.3f} | {sure.lower:.3f} to {sure.upper:.3f} |"


def _needless(clean: Sequence[tuple[int, float]]) -> str:
    """Boxes where nothing was drawn."""
    counts, areas = np.array(clean).T
    return (
        f"{len(clean)} films without drawn text: {counts.mean():.1f} boxes a film "
        f"(median {np.median(counts):.0f}, at most {counts.max():.0f}), "
        f"{100 * areas.mean():.2f} % of the area (at most {100 * areas.max():.1f} %)."
    )


def main() -> int:
    """Draw, propose, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FILMS")
    parser.add_argument("--films", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write every text and what was covered of it (JSON lines)")
    args = parser.parse_args()
    results, clean = [], []
    drawn_likely, clean_likely = [], []
    for number in range(args.first, args.first + args.films):
        for base, rng in films(args.folder, number, 1, args.seed):
            plain = propose(base.grey)
            clean.append((len(plain), share(plain, base.grey.shape)))
            likely = graded(base.grey)[0]
            clean_likely.append((len(likely), share(likely, base.grey.shape)))
            grey, drawn = burn(base, rng)
            boxes = propose(grey)
            results += [(one, covered(one.box, boxes)) for one in drawn]
            likely = graded(grey)[0]
            drawn_likely += [(one, covered(one.box, likely)) for one in drawn]
    print(table(results))
    print(_line("likely ones only, all", drawn_likely))
    print(f"\n{_needless(clean)}\nLikely ones only: {_needless(clean_likely)}")
    if args.out is not None:
        lines = (json.dumps({**asdict(one), "covered": round(part, 3)}) for one, part in results)
        args.out.write_text("".join(line + "\n" for line in lines), "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
