"""What a bundle's card takes from its validation films: the scale of the heat map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.pixels import film_image
from training.data.known_film import KnownFilm
from training.evaluation.calibration import LEAST_OF_SOURCE, map_scale
from training.evaluation.model_outputs import Measured

PLAIN = ((32.0, 0.0, 0.0), (0.0, 32.0, 0.0))


def answered(peak: float, ao_class: str = "A2", source: str = "", *, found: bool = True) -> Measured:
    """A film whose fracture map has this peak."""
    logits = np.full(7, -9.0, np.float32)
    logits[2 if found else 0] = 9.0
    maps = np.zeros((7, 4, 4), np.float32)
    maps[2, 1, 1] = peak
    known = KnownFilm(Path("film.dcm"), "film", ao_class, meta={"source": source} if source else {})
    image = film_image(np.zeros((8, 8), np.uint16))
    return Measured(known, image.film, logits, maps, np.zeros(2, np.float32), PLAIN, "")


def films(source: str, peak: float, count: int = LEAST_OF_SOURCE) -> list[Measured]:
    """Found fractures whose median peak is ``peak``."""
    return [answered(peak + 0.01 * (place - (count - 1) / 2), source=source) for place in range(count)]


def test_the_source_with_the_lowest_maps_sets_the_scale() -> None:
    missed = [answered(9.0, found=False), answered(9.0, "normal")] * LEAST_OF_SOURCE
    generated, real = films("", 0.7), films("grafted", 0.25)
    assert map_scale([*generated, *missed], 1.0)[0] == pytest.approx(0.7, abs=1e-3)
    value, said = map_scale([*generated, *real, *missed], 1.0)
    assert value == pytest.approx(0.25, abs=1e-3)
    assert "drawn into real films 0.25 (20 films)" in said
    assert "generated 0.7 (20 films)" in said


def test_few_films_set_no_scale_beside_others_but_alone_they_do() -> None:
    few = films("grafted", 0.25, LEAST_OF_SOURCE - 1)
    assert map_scale([*films("", 0.7), *few], 1.0)[0] == pytest.approx(0.7, abs=1e-3)
    assert map_scale(few, 1.0) == (
        pytest.approx(0.25, abs=1e-3),
        "smallest median peak of found fractures by source: all 0.25 (19 films)",
    )
    value, said = map_scale([answered(0.4, "normal", found=False)] * 3, 1.0)
    assert value > 0
    assert "no fracture was found" in said
