"""The hip's angles and distances on a frontal pelvic film, as functions of points.

Points are film pixels, x to the right, y down; ``tall`` is the height of a pixel over its width
(:attr:`inference.records.Film.pixel_aspect`), so that pixels need not be square.  Angles are degrees, lengths
widths of a pixel (times the column spacing: millimetres).  What the points do not define is ``None``.

Lateral, medial, cranial and caudal are read off the *pelvic line*: the same point of both sides, the lower
ends of both teardrops or both femoral head centres.  Caudal is the side of it towards the film's lower edge,
so that the patient's sides, a mirrored film or the order of clicks change nothing.  A line that is steeper
than 45 degrees tells no caudal: everything measured against it is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
LEAST = 1.0
"""Two points nearer than so many pixels give no direction."""


@dataclass(frozen=True, slots=True)
class PelvicAxes:
    """The pelvic line as axes, in widths of a pixel: its middle, along it to the film's right, caudal."""

    middle: Point
    along: Point
    caudal: Point

    def coordinates(self, point: Point, tall: float) -> Point:
        """Distance along the line from its middle, and caudal of it."""
        x, y = point[0] - self.middle[0], point[1] * tall - self.middle[1]
        return x * self.along[0] + y * self.along[1], x * self.caudal[0] + y * self.caudal[1]


def pelvic_axes(a: Point, b: Point, tall: float) -> PelvicAxes | None:
    """The axes of the line through the same point of both sides, clicked in any order."""
    (ax, ay), (bx, by) = sorted(((a[0], a[1] * tall), (b[0], b[1] * tall)))
    dx, dy = bx - ax, by - ay
    long = math.hypot(dx, dy)
    if long < LEAST or abs(dy) >= dx:
        return None
    u = (dx / long, dy / long)
    return PelvicAxes(((ax + bx) / 2, (ay + by) / 2), u, (-u[1], u[0]))


def centre_edge(a: Point, b: Point, head: Point, edge: Point, tall: float) -> float | None:
    """Lateral centre-edge angle: from the perpendicular to the pelvic line through the femoral head's centre
    to the line from there to the lateral edge of the acetabular roof; negative where the edge lies medial.

    Source: Wiberg G, Acta Chir Scand 1939;83 Suppl 58; measured as in Clohisy JC et al., J Bone Joint Surg Am
    2008;90 Suppl 4:47-66.
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    (hx, hy), (ex, ey) = axes.coordinates(head, tall), axes.coordinates(edge, tall)
    if math.hypot(ex - hx, ey - hy) < LEAST or hx == 0:
        return None
    return math.degrees(math.atan2(math.copysign(1.0, hx) * (ex - hx), hy - ey))


def roof(a: Point, b: Point, medial: Point, lateral: Point, tall: float) -> float | None:
    """Tönnis angle (acetabular roof, acetabular inclination): between the pelvic line and the line from the
    medial to the lateral end of the weight-bearing roof; positive where the lateral end lies cranial.

    The end nearer to the middle of the pelvis is the medial one, whichever was clicked first.
    Source: Tönnis D, Congenital Dysplasia and Dislocation of the Hip, Springer 1987; Clohisy 2008 as above.
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    ends = axes.coordinates(medial, tall), axes.coordinates(lateral, tall)
    (mx, my), (lx, ly) = sorted(ends, key=lambda end: abs(end[0]))
    if math.hypot(lx - mx, ly - my) < LEAST or mx * lx < 0:
        return None
    return math.degrees(math.atan2(my - ly, abs(lx) - abs(mx)))


def acetabular_index(a: Point, b: Point, edge: Point, tall: float) -> float | None:
    """Acetabular index of a growing hip: between Hilgenreiner's line (through both triradiate cartilages) and
    the line from the cartilage of that side to the lateral edge of the roof.

    Source: Hilgenreiner H, Med Klin 1925;21:1385-1388; Kleinberg S, Lieberman HS, Arch Surg 1936;
    32:1049-1054.
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    near = min((a, b), key=lambda end: math.hypot(end[0] - edge[0], (end[1] - edge[1]) * tall))
    (cx, cy), (ex, ey) = axes.coordinates(near, tall), axes.coordinates(edge, tall)
    if math.hypot(ex - cx, ey - cy) < LEAST:
        return None
    return math.degrees(math.atan2(cy - ey, math.copysign(1.0, cx) * (ex - cx)))


def neck_shaft(head: Point, neck: Point, above: Point, below: Point, tall: float) -> float | None:
    """Between the axis of the neck (towards the head) and that of the shaft (downwards).

    Source: centrum-collum-diaphyseal angle, Müller ME, Die hüftnahen Femurosteotomien, Thieme 1957.
    """
    ax, ay = head[0] - neck[0], (head[1] - neck[1]) * tall
    bx, by = below[0] - above[0], (below[1] - above[1]) * tall
    if math.hypot(ax, ay) < LEAST or math.hypot(bx, by) < LEAST:
        return None
    return math.degrees(math.atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


@dataclass(frozen=True, slots=True)
class Obliquity:
    """How the pelvis hangs: the angle, how much lower one side lies, whether it is the film's right one."""

    degrees: float
    lower_by: float
    right_of_film: bool


def obliquity(a: Point, b: Point, tall: float) -> Obliquity | None:
    """Pelvic obliquity: between the line through the same point of both sides (tops of the iliac crests,
    teardrops or ischial tuberosities) and the film's horizontal.

    Source: O'Brien MF et al., Spinal Deformity Study Group Radiographic Measurement Manual, 2004 (crests).
    The film's edge stands for the floor only where patient and detector stood upright.
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    drop = abs(a[1] - b[1]) * tall
    return Obliquity(math.degrees(math.asin(abs(axes.along[1]))), drop, axes.along[1] > 0)


@dataclass(frozen=True, slots=True)
class Tilt:
    """How far the symphysis lies caudal of the sacrococcygeal joint, and to the film's right of it."""

    caudal: float
    to_right_of_film: float


def tilt(a: Point, b: Point, joint: Point, symphysis: Point, tall: float) -> Tilt | None:
    """Signs of pelvic tilt and rotation: distance, perpendicular to the pelvic line, from the middle of the
    sacrococcygeal joint to the middle of the symphysis' upper border; and the offset along the line.

    Source: Siebenrock KA, Kalbermatten DF, Ganz R, Clin Orthop Relat Res 2003;407:241-248 (distance);
    Clohisy 2008 as above (coccyx in line with the symphysis).
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    (jx, jy), (sx, sy) = axes.coordinates(joint, tall), axes.coordinates(symphysis, tall)
    return Tilt(sy - jy, sx - jx)


def rotation(a: Point, b: Point, c: Point, d: Point, tall: float) -> float | None:
    """Obturator quotient: greatest width of the obturator foramen ``a``-``b`` over that of ``c``-``d``.

    The caller gives the patient's right one first.  1 without rotation about the long axis.
    Source: Tönnis D, Clin Orthop Relat Res 1976;119:39-47 (pelvic rotation index).
    """
    first, second = (math.hypot(q[0] - p[0], (q[1] - p[1]) * tall) for p, q in ((a, b), (c, d)))
    return first / second if second >= LEAST and first >= LEAST else None


@dataclass(frozen=True, slots=True)
class LegLengths:
    """How far the lesser trochanters lie caudal of the pelvic line: the film's left and right one."""

    left_of_film: float
    right_of_film: float


def leg_lengths(a: Point, b: Point, one: Point, other: Point, tall: float) -> LegLengths | None:
    """From the line through both teardrops to the most medial point of each lesser trochanter; the
    difference is that of the legs as far as it arises at the hip.

    Source: Woolson ST, Hartford JM, Sawyer A, J Arthroplasty 1999;14:159-164; teardrop line: Meermans G et
    al., Clin Orthop Relat Res 2011;469:1677-1682.
    """
    axes = pelvic_axes(a, b, tall)
    if axes is None:
        return None
    (lx, ly), (rx, ry) = sorted((axes.coordinates(one, tall), axes.coordinates(other, tall)))
    return LegLengths(ly, ry) if lx < 0 < rx else None


def femoral_offset(head: Point, above: Point, below: Point, tall: float) -> float | None:
    """From the centre of the femoral head, perpendicular, to the axis of the femoral shaft.

    A hip turned outwards shows less than there is.
    Source: McGrory BJ et al., J Bone Joint Surg Br 1995;77:865-869.
    """
    dx, dy = below[0] - above[0], (below[1] - above[1]) * tall
    long = math.hypot(dx, dy)
    if long < LEAST:
        return None
    return abs(dx * (head[1] - above[1]) * tall - dy * (head[0] - above[0])) / long


@dataclass(frozen=True, slots=True)
class Arc:
    """A circle through three points, in widths of a pixel."""

    centre: Point
    radius: float


def arc(points: Sequence[Point], tall: float) -> Arc | None:
    """The circle through three points; ``None`` on a line, or nearly."""
    (ax, ay), (bx, by), (cx, cy) = ((x, y * tall) for x, y in points)
    bx, by, cx, cy = bx - ax, by - ay, cx - ax, cy - ay
    turn = 2 * (bx * cy - by * cx)
    size = max(math.hypot(bx, by), math.hypot(cx, cy))
    if abs(turn) <= 1e-4 * size * size:
        return None
    b2, c2 = bx * bx + by * by, cx * cx + cy * cy
    x, y = (cy * b2 - by * c2) / turn, (bx * c2 - cx * b2) / turn
    return Arc((ax + x, ay + y), math.hypot(x, y))


@dataclass(frozen=True, slots=True)
class Shenton:
    """Shenton's line: the arc of the pubic ramus, and how far the neck's medial border lies outside it.

    ``step`` is positive where the neck lies cranial of the continued arc: the way of a femur gone up.
    """

    pubic: Arc
    step: float


def shenton(ramus: Sequence[Point], neck: Sequence[Point], tall: float) -> Shenton | None:
    """The arc through three points on the lower border of the superior pubic ramus, continued to the medial
    border of the femoral neck, where the three points of the neck meet it without a step in a whole hip.

    The step is taken at the point of the neck that lies nearest to the ramus.
    Source: Shenton EWH, Disease in Bone and its Detection by the X-Rays, Macmillan 1911; Jones DHA, J Bone
    Joint Surg Br 2010;92:1312-1315.  Shenton's line is no true circle: a step counts, not a millimetre.
    """
    found = arc(ramus, tall)
    if found is None or found.centre[1] <= sum(y for _, y in ramus) * tall / len(ramus):
        return None  # an arch opens downwards
    near = min(neck, key=lambda n: min(math.hypot(n[0] - r[0], (n[1] - r[1]) * tall) for r in ramus))
    away = math.hypot(near[0] - found.centre[0], near[1] * tall - found.centre[1])
    return Shenton(found, away - found.radius)


def polygon_area(points: Sequence[Point], tall: float) -> float | None:
    """Area of a closed line in squares of a pixel's width; ``None`` where it crosses itself.

    Shoelace formula (Meister, 1769).
    """
    if _crosses(points):
        return None
    twice = sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, [*points[1:], points[0]], strict=True))
    return abs(twice) / 2 * tall


def ellipse_area(a: Point, b: Point, tall: float) -> float:
    """Area of the ellipse in the box of two corners, in squares of a pixel's width."""
    return math.pi / 4 * abs(b[0] - a[0]) * abs(b[1] - a[1]) * tall


def _crosses(points: Sequence[Point]) -> bool:
    """Whether two sides that are no neighbours meet."""
    p = np.asarray(points, np.float64)
    q = np.roll(p, -1, axis=0)
    d = q - p

    def turn(to: NDArray[np.float64]) -> NDArray[np.float64]:
        """On which side of each line (rows) each point lies."""
        off = to[None] - p[:, None]
        return np.asarray(d[:, None, 0] * off[..., 1] - d[:, None, 1] * off[..., 0], np.float64)

    apart = turn(p) * turn(q) < 0
    return bool((apart & apart.T).any())
