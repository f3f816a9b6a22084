"""The heat map lies where the map says, at every zoom, turn and flip."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from inference.imaging.contours import contour_lines
from inference.imaging.heatmap_overlay import blend, on_film
from inference.imaging.view_geometry import ViewGeometry, transform
from inference.records import Affine
from viewer.app.prediction.prediction_text import strength_text
from viewer.ui.film.layers.heatmap import (
    Fine,
    OverlayLayer,
    OverlayMode,
    OverlayPicture,
    OverlaySpec,
    draw,
    refine,
)

TO_FILM: Affine = ((60.0, 0.0, -30.0), (0.0, 60.0, 45.0))
SHAPE = (1000, 900)


def peaked() -> NDArray[np.float32]:
    y, x = np.mgrid[0:15, 0:15]
    return np.exp(-((x - 5) ** 2 + (y - 9) ** 2) / 4).astype(np.float32)


def spec(mode: OverlayMode = OverlayMode.FILLED, **more: float) -> OverlaySpec:
    return OverlaySpec(peaked(), TO_FILM, 1.0, mode=mode, **{"opacity": 1.0, "threshold": 0.2, **more})


def coloured(made: OverlaySpec) -> Fine:
    """The map without its contour."""
    return replace(refine(made), lines=())


def argb(image: QImage) -> NDArray[np.uint8]:
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width()].copy()


def peak_on_film(picture: OverlayPicture, geometry: ViewGeometry) -> tuple[float, float]:
    alpha = argb(picture.image)[..., 3].astype(float)
    rows, columns = np.nonzero(alpha >= alpha.max() - 2)
    x = picture.left + (columns.mean() + 0.5) * picture.width / picture.image.width()
    y = picture.top + (rows.mean() + 0.5) * picture.height / picture.image.height()
    return transform(geometry.to_film, x, y)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("flipped", [False, True])
@pytest.mark.parametrize("scale", [0.35, 1.0, 2.3])
def test_the_peak_is_on_its_film_pixel(turns: int, flipped: bool, scale: float) -> None:
    geometry = replace(ViewGeometry(SHAPE, (800, 700)), turns=turns, flipped=flipped).fit()
    want = transform(TO_FILM, 5.5, 9.5)
    geometry = geometry.at_scale(scale, transform(geometry.to_view, *want))
    picture = draw(spec(), coloured(spec()), geometry)
    assert picture is not None
    assert peak_on_film(picture, geometry) == pytest.approx(want, abs=1.0)


def test_a_draft_is_coarser_at_the_same_place() -> None:
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    picture = draw(spec(), coloured(spec()), geometry, draft=True)
    assert picture is not None
    assert picture.image.width() == -(-picture.width // 2)
    assert peak_on_film(picture, geometry) == pytest.approx(transform(TO_FILM, 5.5, 9.5), abs=2.0)


def test_nothing_below_the_threshold_and_alpha_follows_the_value() -> None:
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    picture = draw(spec(opacity=0.5), coloured(spec()), geometry)
    assert picture is not None
    alpha = argb(picture.image)[..., 3]
    assert int(alpha.max()) == pytest.approx(127, abs=2)
    above = draw(spec(opacity=0.5, threshold=0.9), coloured(spec()), geometry)
    assert above is not None
    assert (argb(above.image)[..., 3] > 0).sum() < (alpha > 0).sum()
    assert (alpha == 0).any()


def test_the_scale_is_absolute() -> None:
    weak = replace(spec(), scale=4.0, threshold=0.0)
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    picture = draw(weak, coloured(weak), geometry)
    assert picture is not None
    assert int(argb(picture.image)[..., 3].max()) == pytest.approx(255 * np.sqrt(1 / 4), abs=3)


@pytest.mark.parametrize("mode", list(OverlayMode))
def test_an_empty_map_or_one_out_of_sight_draws_nothing(mode: OverlayMode) -> None:
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    nothing = replace(spec(mode), values=np.zeros((4, 4), np.float32))
    assert draw(nothing, refine(nothing), geometry) is None
    away = replace(spec(mode), to_film=((60.0, 0.0, 5000.0), (0.0, 60.0, 0.0)))
    assert draw(away, refine(away), geometry) is None


def test_contours_run_at_their_level() -> None:
    y, x = np.mgrid[0:40, 0:50]
    cone = np.clip(20 - np.hypot(x - 24.5, y - 19.5), 0, None) * 1000
    (line,) = contour_lines(cone.astype(np.float32), 10_000)
    assert np.hypot(line[:, 0] - 25, line[:, 1] - 20) == pytest.approx(10.0, abs=0.2)
    assert len(line) > 40
    assert (line[0] == line[-1]).all()  # closed


def test_a_dashed_contour_is_half_a_contour() -> None:
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    solid = spec(OverlayMode.CONTOUR)
    amounts = []
    for made in (solid, replace(solid, dashed=True)):
        picture = draw(made, refine(made), geometry)
        assert picture is not None
        amounts.append(int((argb(picture.image)[..., 3] > 128).sum()))
    assert 0.4 < amounts[1] / amounts[0] < 0.85


def test_a_weak_map_shows_on_a_black_film() -> None:
    """A fifth of the scale, as real fractures reach: its colours and its contour are seen."""
    weak = replace(spec(opacity=0.4, threshold=0.1), scale=5.0)
    assert weak.share == pytest.approx(0.2, abs=0.02)
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    picture = draw(weak, coloured(weak), geometry)
    assert picture is not None
    light = argb(picture.image)[..., :3].max(axis=2)  # premultiplied: what a black film would show
    assert (light >= 24).sum() > 500
    assert draw(replace(weak, mode=OverlayMode.CONTOUR), refine(weak), geometry) is not None


def test_what_reaches_hardly_the_threshold_is_coloured_all_the_same() -> None:
    """Peaks of 4 to 8 % of the scale, as on real films: colour inside the contour, on screen and exported."""
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    for share in (0.03, 0.05, 0.08):
        faint = replace(spec(opacity=0.5, threshold=0.05), scale=1 / share)
        picture = draw(faint, coloured(faint), geometry)
        assert picture is not None
        assert (argb(picture.image)[..., 3] >= 16).sum() > 500
        film = np.full(SHAPE, 90, np.uint8)
        drawn = blend(film, on_film(peaked() * np.float32(share), TO_FILM, SHAPE))
        assert (np.abs(drawn.astype(int) - 90).max(axis=2) >= 6).sum() > 500
    chosen = replace(faint, threshold=0.3)  # somebody's choice stays
    assert draw(chosen, coloured(chosen), geometry) is None


def test_contours_of_saddles_and_edges_are_closed() -> None:
    values = np.random.default_rng(5).integers(0, 65536, (9, 11)).astype(np.float32)
    lines = contour_lines(values, 30_000)
    assert len(lines) > 3
    assert all((line[0] == line[-1]).all() for line in lines)
    assert contour_lines(np.zeros((3, 3), np.float32), 5) == []


def test_contour_pixels_ring_the_peak() -> None:
    geometry = ViewGeometry(SHAPE, (800, 700)).fit()
    picture = draw(spec(OverlayMode.CONTOUR), refine(spec(OverlayMode.CONTOUR)), geometry, 1.5)
    assert picture is not None
    drawn = argb(picture.image)[..., 3] > 128
    x, y = transform(geometry.to_view, *transform(TO_FILM, 5.5, 9.5))
    assert not drawn[int(y) - picture.top, int(x) - picture.left]
    rows, columns = np.nonzero(drawn)
    assert columns.mean() + picture.left == pytest.approx(x, abs=3)
    assert rows.mean() + picture.top == pytest.approx(y, abs=3)


def test_the_layer_draws_once_per_map_and_view() -> None:
    layer, geometry = OverlayLayer(), ViewGeometry(SHAPE, (800, 700)).fit()
    assert layer.picture(geometry) is None
    layer.set(spec())
    first = layer.picture(geometry)
    assert layer.picture(geometry) is first
    assert layer.picture(geometry.zoomed(2.0)) is not first
    layer.set(replace(spec(), opacity=0.2))
    assert layer.picture(geometry) is not first


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": np.zeros(3, np.float32)},
        {"values": np.full((2, 2), -1, np.float32)},
        {"values": np.full((2, 2), np.nan, np.float32)},
        {"scale": 0.0},
        {"opacity": 1.5},
        {"threshold": -0.1},
    ],
)
def test_a_senseless_map_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(spec(), **wrong)  # type: ignore[arg-type]


def test_a_map_past_the_scale_is_not_more_than_all_of_it() -> None:
    said = [strength_text(share, weak=False).replace("\N{NO-BREAK SPACE}", " ") for share in (0.9, 1.0, 2.64)]
    assert said == ["Map: 90 % of the scale", "Map: 100 % of the scale", "Map: >100 % of the scale"]
