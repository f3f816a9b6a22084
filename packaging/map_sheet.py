"""Draw films with the shipped model's maps as one sheet for a page of results.

    python packaging/map_sheet.py FRACATLAS 3341 2544 330 1422 --out docs/pictures/maps.jpg

Films are named by their numbers; each stands with its probability and what is known of it.  The maps have the
card's scale, as in the window.  FracAtlas is CC BY 4.0 (Abedeen et al. 2023): say so beside the picture.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from inference import paths
from inference.dicom.reader import read_film
from inference.imaging.heatmap_overlay import blend
from inference.imaging.render import thumbnail
from inference.model.bundle import load
from inference.model.predictor import Predictor
from inference.model.selection import DEFAULT
from inference.model.session import Session
from inference.records import Prediction
from training.data.fracatlas import read_fracatlas
from training.evaluation.html.panels import heat

SIDE: Final = 300
ACROSS: Final = 5
LINE: Final = 22
GAP: Final = 6
QUALITY: Final = 82


def tile(predictor: Predictor, path: Path, title: str) -> NDArray[np.uint8]:
    """One film under its map and a line of words: uint8 [SIDE + LINE, SIDE, 3], RGB."""
    image = read_film(path)
    answer = predictor.answer(image)
    grey = thumbnail(image, SIDE)
    picture, words = np.repeat(grey[..., None], 3, axis=2), f"{title}: no answer"
    if isinstance(answer, Prediction):
        card, share = predictor.session.bundle.card, grey.shape[1] / image.film.shape[1]
        picture = blend(grey, heat(answer, answer.map_to_film, card, grey.shape, share))
        words = f"{title}: {answer.p_fracture:.2f}" + (", turned" if answer.turns else "")
    out = np.full((SIDE + LINE, SIDE, 3), 255, np.uint8)
    rows, columns = picture.shape[:2]
    left = (SIDE - columns) // 2
    out[LINE : LINE + rows, left : left + columns] = picture
    cv2.putText(out, words, (2, LINE - 7), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    return out


def sheet(tiles: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Tiles in rows of :data:`ACROSS` on white."""
    high, wide = (SIDE + LINE + GAP), (SIDE + GAP)
    count = -(-len(tiles) // ACROSS)
    out = np.full((count * high - GAP, min(len(tiles), ACROSS) * wide - GAP, 3), 255, np.uint8)
    for place, one in enumerate(tiles):
        y, x = place // ACROSS * high, place % ACROSS * wide
        out[y : y + one.shape[0], x : x + one.shape[1]] = one
    return out


def main() -> int:
    """Ask the model about the named films and write the sheet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("fracatlas", type=Path)
    parser.add_argument("films", type=int, nargs="+")
    parser.add_argument("--bundle", type=Path, default=paths.resources() / "models" / DEFAULT)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    films = [row.film for row in read_fracatlas(args.fracatlas)]
    known = {int(film.key.removeprefix("IMG").split(".")[0]): film for film in films}
    predictor = Predictor(Session(load(args.bundle)))
    titles = {True: "fracture", False: "none"}
    tiles = [
        tile(predictor, known[number].path, f"{number}, {titles[bool(known[number].boxes)]}")
        for number in args.films
    ]
    picture = cv2.cvtColor(sheet(tiles), cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(args.out), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
