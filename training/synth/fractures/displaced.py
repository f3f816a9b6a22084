"""A displaced break put into a user's own normal film: the film's own bone is cut and its pieces moved.

:mod:`training.synth.fractures.graft` adds the difference of two synthetic shadows, which holds for a line and
a few millimetres.  Where fragments part by centimetres the film's own bone would stay behind.  So here its
shadow is lifted off (the film less what its surroundings say of the soft tissue), shared out among the pieces
of a synthetic break that lies on it, and every piece moved as the break moves it; the thigh follows its bone.
The head turns in its socket, whose shadow lies on it: it is turned the less, the nearer to its centre.

A network must not learn the lifting instead of the break.  So every such film has shams beside it: the whole
femur lifted off and put back abducted or adducted, with the thigh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from training.data.known_film import Point
from training.synth.beam.project import Image, path_length
from training.synth.bones.lagrange import Floats
from training.synth.fractures.fracture import Broken, Piece, moved, whole
from training.synth.fractures.graft import (
    MARKS,
    Grafted,
    Grey,
    Key,
    Laid,
    MisfitError,
    blurred,
    broken_as,
    similarity,
    zone_box,
)
from training.synth.seeds import between, chance, stream

DISPLACED = ("moderate", "gross")
SHORTENED = 0.5
"""Share of the breaks whose shaft was drawn up by centimetres."""
RIM_MM = 4.0
"""How far outside the laid femur the film's own may lie."""
THIGH_MM = 38.0
"""How far from a moved shaft the soft tissue follows it."""
TURNED_MM = (8.0, 26.0)
"""Within this of the head's centre it does not turn, beyond it does wholly."""
EDGE_MM = 12.0
"""A hip nearer to the film's side is left alone: its thigh would have to be made up."""
_SHAFT_MM = 26.0
_BREAKS = 60
_LOW = 8


@dataclass(frozen=True)
class _Shadow:
    """A piece on the film: its share of the bone's shadow [rows, columns], and how its pixels move [2, 3]."""

    name: str
    share: Image
    move: Floats


def displaced(film: Grey, laid: Laid, label: str, key: Key, marks: Mapping[str, Point]) -> Grafted:
    """A displaced break of class ``label`` (A1 ... B3) in the film; ``marks`` (film pixels) move with it.

    MisfitError where none could be cut, or the hip lies at the film's edge.  The film loses the rows into
    which what lies below it would come.
    """
    _need_room(film, laid)
    broken = _break(laid, label, key)
    shadows = _shadows(film.shape, laid, broken.pieces)
    out = _put_back(film, laid, shadows)
    box = zone_box(film, laid, broken)
    gone = _gone(laid, shadows, marks)
    return Grafted(
        out, label, box, broken.severity, broken.displacement_mm, laid.misfit_mm, gone, broken=broken
    )


def displaced_sham(film: Grey, laid: Laid, key: Key, marks: Mapping[str, Point]) -> Grafted:
    """The whole femur lifted off and put back abducted or adducted by some degrees, unbroken."""
    _need_room(film, laid)
    rng = stream(*key, "displaced sham")
    degrees = between(rng, 3, 12) * (1 if rng.random() < 0.5 else -1)
    pieces = whole(laid.subject.patient.femora[laid.side]).pieces
    share = _shadows(film.shape, laid, pieces)[0].share
    turned = _turned(_head(laid), np.radians(degrees))
    shadows = [_Shadow("head", share, turned)]
    gone = _gone(laid, shadows, marks)
    out = _put_back(film, laid, shadows)
    return Grafted(out, "normal", None, None, None, laid.misfit_mm, gone, turned=turned)


def _gone(laid: Laid, shadows: list[_Shadow], marks: Mapping[str, Point]) -> dict[str, Point]:
    """The broken side's landmarks, each moved with the piece on which it lies; the head's stays."""
    rows, columns = shadows[0].share.shape
    out: dict[str, Point] = {}
    for name in MARKS[1:]:
        x, y = marks[f"{laid.side}_{name}"]
        at = min(max(round(y), 0), rows - 1), min(max(round(x), 0), columns - 1)
        move = max(shadows, key=lambda one: float(one.share[at])).move
        to = move[:, :2] @ np.array([x, y]) + move[:, 2]
        out[f"{laid.side}_{name}"] = (float(to[0]), float(to[1]))
    return out


def _need_room(film: Grey, laid: Laid) -> None:
    """MisfitError where the greater trochanter lies at the film's side."""
    frame = laid.subject.patient.femora[laid.side].frame
    at = laid.on_film(moved(frame.gt[None], laid.subject.posed.femur_to_world[laid.side]))[0]
    if min(at[0], film.shape[1] - at[0]) * film_step(laid) < EDGE_MM:
        raise MisfitError("the hip lies at the film's edge")


def _break(laid: Laid, label: str, key: Key) -> Broken:
    shortened = chance(stream(*key, "displaced shortened"), SHORTENED)
    severities = ("gross",) if shortened else DISPLACED
    draws = (stream(*key, f"displaced break {attempt}") for attempt in range(_BREAKS))
    broken = broken_as(laid, label, draws, lambda one: one.severity in severities, shortened=shortened)
    if broken is None:
        raise MisfitError(f"no displaced break of class {label} in {_BREAKS} tries")
    return broken


def _head(laid: Laid) -> Floats:
    """The head's centre on the film [2]."""
    return np.asarray(laid.on_film(laid.subject.posed.femur_to_world[laid.side][None, :3, 3])[0])


def _from_head(laid: Laid, x: Image, y: Image) -> Image:
    """How far the film's pixels at ``x``, ``y`` lie from the head's centre: millimetres at the hip."""
    centre = _head(laid)
    return np.asarray(np.hypot(x - centre[0], y - centre[1]) * film_step(laid))


def _turned(centre: Floats, angle: float) -> Floats:
    """[2, 3] turn by ``angle`` radians about a point."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([turn, centre - turn @ centre])


def film_step(laid: Laid) -> float:
    """Millimetres at the hip of a pixel of the film."""
    own = laid.camera.pixel / laid.camera.magnification
    return float(own / np.sqrt(abs(np.linalg.det(laid.to_film[:, :2]))))


def _shadows(shape: tuple[int, ...], laid: Laid, pieces: list[Piece]) -> list[_Shadow]:
    """Each piece's share of the bone's shadow; beside the laid bone the nearest piece's."""
    import cv2

    world = laid.subject.posed.femur_to_world[laid.side]
    rows, columns = shape
    depths, moves = [], []
    for piece in pieces:
        depth = path_length(laid.camera, moved(piece.outer[0], world), piece.outer[1])
        depths.append(cv2.warpAffine(depth, laid.to_film, (columns, rows), flags=cv2.INTER_LINEAR))
        before = laid.on_film(moved(piece.outer[0], world))
        after = laid.on_film(moved(piece.outer[0], world @ piece.move))
        moves.append(_rigid(before, after))
    sharp, wide = np.stack(depths), np.stack([blurred(one, RIM_MM / film_step(laid)) for one in depths])
    inside, near = sharp.sum(0), wide.sum(0)
    shares = np.where(inside > 0.5, sharp / np.maximum(inside, 1e-6), wide / np.maximum(near, 1e-6))
    lifted = rim((inside > 0.5).astype(np.float32), laid)
    return [_Shadow(p.name, s * lifted, m) for p, s, m in zip(pieces, shares, moves, strict=True)]


def _rigid(before: Floats, after: Floats) -> Floats:
    """[2, 3] turn and shift that best takes points [n, 2] to others."""
    found, _ = similarity(before, after)
    turn = found[:, :2] / np.sqrt(abs(np.linalg.det(found[:, :2])))
    return np.column_stack([turn, after.mean(0) - turn @ before.mean(0)])


def rim(mask: Image, laid: Laid) -> Image:
    """The mask grown by ``RIM_MM``, with a soft edge."""
    import cv2

    reach = RIM_MM / film_step(laid)
    size = 2 * max(1, round(reach)) + 1
    grown = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    return blurred(np.asarray(grown, np.float32), reach / 3)


def without_bone(film: Grey, lifted: Image) -> Grey:
    """The film without the bone that is lifted off: there a smooth surface through what lies around it."""
    import cv2
    from scipy.ndimage import gaussian_filter

    rows, columns = film.shape
    small = (max(columns // _LOW, 8), max(rows // _LOW, 8))
    grey = cv2.resize(film, small, interpolation=cv2.INTER_AREA).astype(np.float64)
    hidden = cv2.resize(lifted, small, interpolation=cv2.INTER_AREA) > 0.05
    known = np.where(hidden, 0.0, 1.0)
    begun = gaussian_filter(grey * known, 24.0) / (gaussian_filter(known, 24.0) + 1e-9)
    filled = np.where(hidden, begun, grey)
    for _ in range(300):  # Laplace's equation with the surroundings as its edge
        mean = cv2.blur(filled, (3, 3), borderType=cv2.BORDER_REPLICATE)
        filled = np.where(hidden, mean, grey)
    large = cv2.resize(filled.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(film + (large - film) * np.clip(lifted, 0, 1), np.float32)


def _put_back(film: Grey, laid: Laid, shadows: list[_Shadow]) -> Grey:
    """Soft tissue that follows the shaft, and on it every piece where it has gone."""
    import cv2

    lifted = np.clip(sum(one.share for one in shadows), 0, 1).astype(np.float32)
    soft = without_bone(film, lifted)
    bone = film - soft
    from_x, from_y = _thigh(film.shape, laid, shadows)
    out = cv2.remap(soft, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    total = np.maximum(lifted, 1e-6)
    for one in shadows:
        own = bone * (one.share / total)
        out = out + cv2.remap(own, *_where(film.shape, laid, one), cv2.INTER_CUBIC)
    return np.asarray(np.clip(out[: _kept(from_y)], 0, 1), np.float32)


def _kept(from_y: Image) -> int:
    """How many rows are left where the thigh has gone up: what lies below the film is not known."""
    rows = len(from_y)
    beyond = (from_y > rows - 0.5).any(1)
    return int(np.argmax(beyond)) if beyond.any() else rows


def _grid(shape: tuple[int, ...]) -> tuple[Image, Image]:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return x, y


def _back(move: Floats, x: Image, y: Image) -> tuple[Image, Image]:
    """Where pixels come from under a move [2, 3]."""
    turn, shift = move[:, :2], move[:, 2]
    dx, dy = x - shift[0], y - shift[1]
    return turn[0, 0] * dx + turn[1, 0] * dy, turn[0, 1] * dx + turn[1, 1] * dy


def _downwards(laid: Laid, move: Floats) -> tuple[tuple[int, int], tuple[int, int]]:
    """The moved shaft's middle line on the film, from the lesser trochanter to far below the film."""
    frame = laid.subject.patient.femora[laid.side].frame
    local = np.array([[frame.shaft_x, frame.shaft_y, frame.lt[2] - down] for down in (20.0, 90.0)])
    seen = laid.on_film(moved(local, laid.subject.posed.femur_to_world[laid.side]))
    a, b = seen @ move[:, :2].T + move[:, 2]
    (ax, ay), (bx, by) = a, a + 10 * (b - a)
    return (round(float(ax)), round(float(ay))), (round(float(bx)), round(float(by)))


def _where(shape: tuple[int, ...], laid: Laid, one: _Shadow) -> tuple[Image, Image]:
    """Where the pixels of a piece come from; the head turns the less, the nearer to its centre."""
    x, y = _grid(shape)
    from_x, from_y = _back(one.move, x, y)
    if one.name != "head":
        return from_x.astype(np.float32), from_y.astype(np.float32)
    turned = np.clip((_from_head(laid, x, y) - TURNED_MM[0]) / (TURNED_MM[1] - TURNED_MM[0]), 0, 1)
    return (x + (from_x - x) * turned).astype(np.float32), (y + (from_y - y) * turned).astype(np.float32)


def _thigh(shape: tuple[int, ...], laid: Laid, shadows: list[_Shadow]) -> tuple[Image, Image]:
    """Where the soft tissue comes from: it follows the largest piece, less the farther from it."""
    import cv2

    shaft = next((one for one in shadows if one.name == "shaft"), shadows[0])
    x, y = _grid(shape)
    from_x, from_y = _back(shaft.move, x, y)
    gone = cv2.remap(
        shaft.share.astype(np.float32), from_x.astype(np.float32), from_y.astype(np.float32), cv2.INTER_LINEAR
    )
    outside = (gone < 0.5).astype(np.uint8)
    start, end = _downwards(laid, shaft.move)
    cv2.line(outside, start, end, 0, max(1, round(_SHAFT_MM / film_step(laid))))
    far = cv2.distanceTransform(outside, cv2.DIST_L2, 5) * film_step(laid)
    follows = np.exp(-((far / THIGH_MM) ** 2))
    from_head = _from_head(laid, x, y)
    follows = follows * np.clip((from_head - TURNED_MM[0]) / (2 * TURNED_MM[1] - TURNED_MM[0]), 0, 1)
    return (x + (from_x - x) * follows).astype(np.float32), (y + (from_y - y) * follows).astype(np.float32)
