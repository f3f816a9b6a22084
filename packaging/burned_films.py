"""Films with invented text burned in at known places, for ``burned_text.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from inference.dicom.grayscale import display_table
from inference.imaging.render import default_picture
from inference.records import FilmImage, Region, ValueChain

Grey = NDArray[np.uint8]
Rng = np.random.Generator

SIZES: Final = {False: (7, 9, 12, 18, 28), True: (10, 14, 20, 32, 56, 100)}
"""Heights of a capital in film pixels, by whether the film was enlarged; the first can just be read."""
ENLARGED: Final = 2400
STYLES: Final = ("white on film", "black on film", "white on black plate", "black on white plate")
PLACES: Final = ("corner", "bone", "field edge", "anywhere")
KINDS: Final = ("name", "Hangul name", "number", "date", "lead marker", "vendor line")
TEXTS: Final = 6
TURNS: Final = (0, 90, 270, 8, -8)
LEAST: Final = 0.12
"""Less contrast than this share of black to white is not drawn."""
HANGUL: Final = tuple(
    Path("/usr/share/fonts/opentype/noto") / f"{name}.ttc"
    for name in ("NotoSansCJK-Regular", "NotoSansCJK-Bold", "NotoSerifCJK-Regular")
)
FONTS: Final = ("DejaVuSans", "DejaVuSansMono", "DejaVuSerif", "DejaVuSans-Bold", "STIXGeneral", "cmss10")
"""Those that come with matplotlib."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text on a film: its box in film pixels, and how it was drawn."""

    box: Region
    kind: str
    font: str
    style: str
    place: str
    size: int
    contrast: float  # of the text's middle to what lies around it, share of black to white
    bits: int
    enlarged: bool
    turned: int  # degrees, against the clock


def invented(kind: str, rng: Rng) -> str:
    """A text of a kind; its names are syllables drawn at random."""
    if kind == "Hangul name":
        return "".join(chr(int(code)) for code in rng.integers(0xAC00, 0xD7A4, 3))
    if kind == "name":
        return f"{_syllables(3, rng)}, {_syllables(2, rng)}".upper() + str(rng.choice(["", " M", " 74Y F"]))
    if kind == "number":
        return str(rng.choice(["ID ", "PID:", "#", ""])) + "".join(map(str, rng.integers(0, 10, 8)))
    if kind == "date":
        year, month, day = rng.integers(1920, 2020), rng.integers(1, 13), rng.integers(1, 29)
        return str(
            rng.choice(
                [f"{year}-{month:02}-{day:02}", f"{day:02}.{month:02}.{year}", f"{month}/{day}/{year}"]
            )
        )
    if kind == "lead marker":
        return str(rng.choice(["R", "L"])) + str(rng.choice(["", "", " " + _syllables(1, rng).upper()]))
    maker = _syllables(2, rng).capitalize()
    volts, charge, serial = rng.integers(60, 90), rng.integers(5, 60), rng.integers(10**5)
    return f"{maker} DR {rng.integers(100, 999)} kV {volts} mAs {charge} SN{serial}"


def _syllables(count: int, rng: Rng) -> str:
    return "".join(rng.choice(list("bdfgklmnprstvz")) + rng.choice(list("aeiou")) for _ in range(count))


@dataclass(frozen=True, slots=True)
class Base:
    """A film before text is drawn on it.

    Attributes:
        grey: its display.
        bones: middles of bones, in its pixels.
        edge: where the field begins, from the left; 0 without a strip beyond it.
    """

    image: FilmImage
    grey: Grey
    bones: tuple[tuple[float, float], ...]
    edge: int
    enlarged: bool


def base_of(image: FilmImage, bones: tuple[tuple[float, float], ...], number: int, rng: Rng) -> Base:
    """Every second film is enlarged to a detector's number of pixels, every second pair is of 8 bits.

    Every third has a black strip beyond the collimator.
    """
    enlarged, edge = number % 2 == 1, 0
    scale = ENLARGED / max(image.film.shape) if enlarged else 1.0
    image = _enlarged(image, scale, rng) if enlarged else image
    image = _of_8_bits(image) if number % 4 >= 2 else image
    if number % 3 == 0:
        edge = round(rng.uniform(0.08, 0.2) * image.film.shape[1])
        image = _collimated(image, edge)
    there = tuple((x * scale, y * scale) for x, y in bones)
    return Base(image, default_picture(image), there, edge, enlarged)


def real_base(image: FilmImage, number: int, rng: Rng) -> Base:
    """A film as it is, or every second one enlarged; its brightest tenth stands for bone."""
    enlarged = number % 2 == 1
    scale = ENLARGED / max(image.film.shape) if enlarged else 1.0
    image = _enlarged(image, scale, rng) if enlarged else image
    grey = default_picture(image)
    size = (64, max(1, round(64 * grey.shape[0] / grey.shape[1])))
    small = cv2.GaussianBlur(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), (0, 0), 1)
    ys, xs = np.nonzero(small >= np.percentile(small, 90))
    step = grey.shape[1] / small.shape[1]
    chosen = rng.choice(len(xs), min(8, len(xs)), replace=False)
    bones = tuple(((float(xs[n]) + 0.5) * step, (float(ys[n]) + 0.5) * step) for n in chosen)
    return Base(image, grey, bones, 0, enlarged)


def burn(base: Base, rng: Rng) -> tuple[Grey, list[Drawn]]:
    """The film's display with texts that do not touch, and what they are."""
    pixels, drawn = base.image.pixels.copy(), list[Drawn]()
    for _ in range(4 * TEXTS):
        if len(drawn) < TEXTS:
            drawn += _text(base, pixels, drawn, rng)
    return default_picture(FilmImage(base.image.film, pixels)), drawn


def _enlarged(image: FilmImage, scale: float, rng: Rng) -> FilmImage:
    """With a noise of its own: enlarging leaves none that is fine."""
    size = (round(image.film.shape[1] * scale), round(image.film.shape[0] * scale))
    large = cv2.resize(image.pixels.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    top = (1 << image.film.chain.bits_stored) - 1
    large += rng.standard_normal(large.shape, np.float32) * np.float32(rng.uniform(0.002, 0.012) * top)
    pixels = np.clip(large, 0, top).astype(np.uint16)
    return FilmImage(replace(image.film, shape=(size[1], size[0])), pixels)


def _of_8_bits(image: FilmImage) -> FilmImage:
    pixels = default_picture(image).astype(np.uint16)
    return FilmImage(replace(image.film, chain=ValueChain(8, False)), pixels)


def _collimated(image: FilmImage, edge: int) -> FilmImage:
    pixels = image.pixels.copy()
    pixels[:, :edge] = _stored(image, 0)
    return FilmImage(image.film, pixels)


def _stored(image: FilmImage, grey: float) -> int:
    """A stored value that is shown as a grey."""
    table = display_table(image.film.chain)[: 1 << image.film.chain.bits_stored]
    return int(np.abs(table.astype(np.float64) - grey).argmin())


def _text(base: Base, pixels: NDArray[np.uint16], drawn: list[Drawn], rng: Rng) -> Iterator[Drawn]:
    """Draw one text where there is room for it."""
    kind, style = str(rng.choice(KINDS)), str(rng.choice(STYLES, p=(0.4, 0.2, 0.25, 0.15)))
    size = int(rng.choice(SIZES[base.enlarged][2 if kind == "lead marker" else 0 :]))
    font, ink = _ink(invented(kind, rng), kind, size, rng)
    turned = int(rng.choice(TURNS, p=(0.7, 0.1, 0.1, 0.05, 0.05)))
    ink = _turned(ink, turned)
    place = str(rng.choice(PLACES if base.edge else [name for name in PLACES if name != "field edge"]))
    pad = round(0.5 * size)
    rows, columns = ink.shape[0] + 2 * pad, ink.shape[1] + 2 * pad
    at = _corner_of(base, place, (rows, columns), rng)
    if at is None or any(_near(at, (rows, columns), other.box, size) for other in drawn):
        return
    left, top = at
    field = (slice(top, top + rows), slice(left, left + columns))
    around = float(np.median(base.grey[field]))
    if "plate" in style:
        around = 0.0 if "black plate" in style else 255.0
        pixels[field] = _stored(base.image, around)
    strength = rng.choice([1.0, 1.0, 0.6, 0.35, 0.2]) * (1 if style.startswith("white") else -1)
    target = float(np.clip(around + 255 * strength, 0, 255))
    contrast = abs(target - around) / 255
    if contrast < LEAST:
        return
    inner = (slice(top + pad, top + rows - pad), slice(left + pad, left + columns - pad))
    share = ink.astype(np.float32) / 255
    mixed = pixels[inner] * (1 - share) + _stored(base.image, target) * share
    pixels[inner] = np.round(mixed).astype(np.uint16)
    bits, box = base.image.film.chain.bits_stored, _inked(ink, left + pad, top + pad)
    yield Drawn(box, kind, font, style, place, size, round(contrast, 3), bits, base.enlarged, turned)


def _ink(words: str, kind: str, size: int, rng: Rng) -> tuple[str, Grey]:
    """The font's name and the text [rows, columns], 255 where it is full; markers are bold and soft."""
    import matplotlib

    name = str(rng.choice(FONTS))
    name = "DejaVuSans-Bold" if kind == "lead marker" else name
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf"
    if kind == "Hangul name":
        path = HANGUL[int(rng.integers(len(HANGUL)))]
        name = path.stem
    font = ImageFont.truetype(str(path), max(6, round(size / 0.73)))
    x0, y0, x1, y1 = map(round, font.getbbox(words))
    room = 2 + size // 8
    picture = Image.new("L", (x1 - x0 + 2 * room, y1 - y0 + 2 * room))
    ImageDraw.Draw(picture).text((room - x0, room - y0), words, fill=255, font=font)
    ink = np.asarray(picture, np.uint8)
    return name, cv2.GaussianBlur(ink, (0, 0), size / 20) if kind == "lead marker" else ink


def _turned(ink: Grey, degrees: int) -> Grey:
    """The text turned against the clock, with room for all of it."""
    turned = Image.fromarray(ink).rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    return np.asarray(turned, np.uint8)


def _corner_of(base: Base, place: str, shape: tuple[int, int], rng: Rng) -> tuple[int, int] | None:
    """Left and top of a field of a shape (rows, columns) at a place; None where it does not fit."""
    room = (base.grey.shape[1] - shape[1], base.grey.shape[0] - shape[0])
    if min(room) < 1:
        return None
    if place == "corner":
        off = [int(rng.uniform(0, min(0.04 * max(base.grey.shape), space))) for space in room]
        return tuple(a if rng.random() < 0.5 else b - a for a, b in zip(off, room, strict=True))  # type: ignore[return-value]
    x, y = (rng.uniform(0, space) for space in room)
    if place == "bone":
        x, y = base.bones[int(rng.integers(len(base.bones)))]
        x, y = x - shape[1] / 2 + rng.uniform(-20, 20), y - shape[0] / 2 + rng.uniform(-20, 20)
    if place == "field edge":
        x = base.edge - shape[1] * rng.uniform(0.2, 0.8)
    return (round(x), round(y)) if 0 <= x <= room[0] and 0 <= y <= room[1] else None


def _near(at: tuple[int, int], shape: tuple[int, int], box: Region, gap: float) -> bool:
    (left, top), (rows, columns) = at, shape
    across = left < box.x1 + gap and box.x0 - gap < left + columns
    return across and top < box.y1 + gap and box.y0 - gap < top + rows


def _inked(ink: Grey, left: int, top: int) -> Region:
    """The box of what can be seen of a text."""
    down, across = np.flatnonzero((ink > 64).any(axis=1)), np.flatnonzero((ink > 64).any(axis=0))
    edges = (left + across[0], top + down[0], left + across[-1] + 1, top + down[-1] + 1)
    return Region(*map(float, edges))
