"""Where a film lies in a view: zoom, pan, quarter turns, flip.  Pure arithmetic, no Qt.

Coordinates run in area convention, as everywhere: pixel (0, 0) covers 0..1, x to the right, y down.  View
coordinates are device pixels, so that 1:1 is one film pixel on one screen pixel at any display scaling.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from inference.records import Affine

LARGEST_SCALE: Final = 40.0  # device pixels per film pixel
SMALLEST_OF_FIT: Final = 0.25

Linear = tuple[tuple[float, float], tuple[float, float]]
_TURNS: Final[tuple[Linear, ...]] = (
    ((1.0, 0.0), (0.0, 1.0)),
    ((0.0, -1.0), (1.0, 0.0)),
    ((-1.0, 0.0), (0.0, -1.0)),
    ((0.0, 1.0), (-1.0, 0.0)),
)


def transform(matrix: Affine, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) carried by ``matrix``."""
    (a, b, c), (d, e, f) = matrix
    return a * x + b * y + c, d * x + e * y + f


def compose(outer: Affine, inner: Affine) -> Affine:
    """The affine that applies ``inner`` first, then ``outer``."""
    (a, b, c), (d, e, f) = outer
    (g, h, i), (j, k, m) = inner
    return (
        (a * g + b * j, a * h + b * k, a * i + b * m + c),
        (d * g + e * j, d * h + e * k, d * i + e * m + f),
    )


def invert(matrix: Affine) -> Affine:
    """The inverse affine.

    Raises:
        ValueError: the matrix is singular.
    """
    (a, b, c), (d, e, f) = matrix
    det = a * e - b * d
    if det == 0:
        raise ValueError("the matrix cannot be inverted")
    a, b, d, e = e / det, -b / det, -d / det, a / det
    return (a, b, -(a * c + b * f)), (d, e, -(d * c + e * f))


def box(matrix: Affine, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The upright box around a carried box: x0, y0, x1, y1 with x0 <= x1 and y0 <= y1."""
    points = [transform(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class ViewGeometry:
    """A film in a view.

    Attributes:
        film: rows and columns of the film.
        view: width and height of the view in device pixels.
        scale: device pixels per film column.
        centre: the film point (x, y) at the middle of the view.
        turns: quarter turns clockwise, 0..3, applied before the flip.
        flipped: mirrored left to right as seen on screen.
        aspect: height of a film pixel over its width (1 for square pixels).
        fitted: the whole film is kept in the view when the view changes its size.
    """

    film: tuple[int, int]
    view: tuple[int, int]
    scale: float = 1.0
    centre: tuple[float, float] = (0.0, 0.0)
    turns: int = 0
    flipped: bool = False
    aspect: float = 1.0
    fitted: bool = True

    @property
    def linear(self) -> Linear:
        """The 2 x 2 part of :attr:`to_view`."""
        (a, b), (c, d) = _TURNS[self.turns]
        mirror = -1.0 if self.flipped else 1.0
        across, down = self.scale, self.scale * self.aspect
        return (mirror * a * across, mirror * b * down), (c * across, d * down)

    @property
    def to_view(self) -> Affine:
        """Film pixels to device pixels.  The film's corner lies on a whole device pixel: 1:1 stays exact
        and a pan does not change the sampling."""
        (a, b), (c, d) = self.linear
        x, y = self.centre
        left = round(self.view[0] / 2 - a * x - b * y)
        top = round(self.view[1] / 2 - c * x - d * y)
        return (a, b, float(left)), (c, d, float(top))

    @property
    def to_film(self) -> Affine:
        """Device pixels to film pixels."""
        return invert(self.to_view)

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole film just fits the view."""
        rows, columns = self.film
        height = rows * self.aspect
        across, down = (height, columns) if self.turns % 2 else (columns, height)
        return max(min(self.view[0] / across, self.view[1] / down), 1e-6)

    def film_box(self) -> tuple[int, int, int, int]:
        """The film's part of the view in whole device pixels: x0, y0, x1, y1 (may be empty)."""
        rows, columns = self.film
        x0, y0, x1, y1 = box(self.to_view, 0, 0, columns, rows)
        width, height = self.view
        return max(round(x0), 0), max(round(y0), 0), min(round(x1), width), min(round(y1), height)

    def fit(self) -> ViewGeometry:
        """The whole film, centred."""
        middle = (self.film[1] / 2, self.film[0] / 2)
        return replace(self, scale=self.fit_scale, centre=middle, fitted=True)

    def resized(self, view: tuple[int, int]) -> ViewGeometry:
        """The same film point in the middle of a view of another size; a fitted film is fitted again."""
        grown = replace(self, view=view)
        return grown.fit() if self.fitted else grown._kept()

    def panned(self, dx: float, dy: float) -> ViewGeometry:
        """The film moved by device pixels."""
        x, y = transform(self._back, dx, dy)
        return replace(self, centre=(self.centre[0] - x, self.centre[1] - y), fitted=False)._kept()

    def zoomed(self, factor: float, anchor: tuple[float, float] | None = None) -> ViewGeometry:
        """Scaled by ``factor``; the film point under ``anchor`` (device pixels) stays there."""
        dx, dy = self._from_middle(anchor)
        x, y = transform(self._back, dx, dy)
        fixed = (self.centre[0] + x, self.centre[1] + y)
        scaled = replace(self, scale=self._allowed(self.scale * factor), fitted=False)
        x, y = transform(scaled._back, dx, dy)
        return replace(scaled, centre=(fixed[0] - x, fixed[1] - y))._kept()

    def at(self, centre: tuple[float, float], scale: float) -> ViewGeometry:
        """A film point in the middle of the view, at ``scale`` device pixels per film column."""
        return replace(self, centre=centre, scale=self._allowed(scale), fitted=False)._kept()

    def at_scale(self, scale: float, anchor: tuple[float, float] | None = None) -> ViewGeometry:
        """At ``scale`` device pixels per film column, as :meth:`zoomed`."""
        exact = self.zoomed(scale / self.scale, anchor)
        return replace(exact, scale=self._allowed(scale))

    def rotated(self, quarter_turns: int) -> ViewGeometry:
        """Turned clockwise on screen by quarter turns about the middle of the view."""
        step = -quarter_turns if self.flipped else quarter_turns
        turned = replace(self, turns=(self.turns + step) % 4)
        return turned.fit() if self.fitted else turned

    def mirrored(self) -> ViewGeometry:
        """Mirrored left to right as seen on screen."""
        return replace(self, flipped=not self.flipped)

    def upright(self) -> ViewGeometry:
        """As the film's file has it: no turn, no flip."""
        back = replace(self, turns=0, flipped=False)
        return back.fit() if self.fitted else back

    @property
    def _back(self) -> Affine:
        (a, b), (c, d) = self.linear
        return invert(((a, b, 0.0), (c, d, 0.0)))

    def _from_middle(self, anchor: tuple[float, float] | None) -> tuple[float, float]:
        if anchor is None:
            return 0.0, 0.0
        return anchor[0] - self.view[0] / 2, anchor[1] - self.view[1] / 2

    def _allowed(self, scale: float) -> float:
        fit = self.fit_scale
        return min(max(scale, SMALLEST_OF_FIT * min(fit, 1.0)), max(LARGEST_SCALE, fit))

    def _kept(self) -> ViewGeometry:
        """The middle of the view stays on the film: a film cannot be lost."""
        rows, columns = self.film
        x, y = self.centre
        return replace(self, centre=(min(max(x, 0.0), columns), min(max(y, 0.0), rows)))
