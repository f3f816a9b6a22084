"""Film checks: what a line over the latent tells of a film beside its answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from inference.model.card import FilmCheck
from inference.model.input_checks import doubts
from inference.records import InputSpec
from training.bundles import film_checks
from training.bundles.film_checks import metal_films, metal_known
from training.bundles.fit_film_checks import Told, fit_check, metal_shown
from training.data.augment_geometry import View
from training.data.batches import FilmSet
from training.data.cache import Entry, FilmCache

SPOTS = {"left_head": (0.7, 0.4), "left_shaft": (0.75, 0.7), "right_head": (0.3, 0.4)}
METAL = {"implant": "nail", "implant_side": "left"}


def told(rng: np.random.Generator, films: int, gap: float) -> Told:
    """Latents [films, 12]: every fifth film shows it, and lies ``gap`` farther along one axis."""
    shown = np.arange(films) % 5 == 0
    latents = rng.normal(0, 1, (films, 12)) + gap * shown[:, None] * (np.arange(12) == 3)
    return Told(latents, shown, tuple(f"p{number // 2}" for number in range(films)))


def test_a_check_that_tells_is_put_into_the_card_with_its_figures() -> None:
    rng = np.random.default_rng(1)
    held = told(rng, 300, 6.0)
    check, words = fit_check("implant", told(rng, 400, 6.0), held, "made")
    assert check is not None
    assert check.name == "implant"
    assert check.set_on == "made"
    assert check.sensitivity > 0.9
    assert check.specificity > 0.9
    named = [doubts((check,), row.astype(np.float32)) == ("implant",) for row in held.latents]
    assert np.mean(np.array(named)[held.shown]) == pytest.approx(check.sensitivity, abs=0.02)
    assert f"sensitivity {check.sensitivity:.3f} of 60" in words


def test_a_check_that_tells_too_little_or_of_too_few_films_is_left_out() -> None:
    rng = np.random.default_rng(2)
    check, words = fit_check("implant", told(rng, 400, 0.5), told(rng, 300, 0.5), "made")
    assert check is None
    assert "too little" in words
    check, words = fit_check("implant", told(rng, 400, 6.0), told(rng, 60, 6.0), "made")
    assert check is None
    assert "too few films (12 of one kind)" in words


@pytest.mark.parametrize(
    ("meta", "field", "shown"),
    [
        ({}, (0.0, 0.0, 1.0, 1.0), False),
        ({"implant": None}, (0.0, 0.0, 1.0, 1.0), False),
        (METAL, (0.0, 0.0, 1.0, 1.0), True),
        (METAL, (0.0, 0.0, 0.5, 1.0), False),
        (METAL, (0.0, 0.0, 1.0, 0.5), None),
        ({"implant": "nail"}, (0.0, 0.0, 1.0, 1.0), None),
    ],
)
def test_metal_is_known_where_its_hip_is_wholly_in_view_or_out_of_it(
    meta: dict[str, str], field: tuple[float, float, float, float], shown: bool | None
) -> None:
    assert metal_shown(meta, SPOTS, field) is shown


def test_what_a_check_promises_is_measured_with_a_threshold_of_other_patients() -> None:
    """Films of one half lie higher: their own threshold would hide what the other half's does to them."""
    rng = np.random.default_rng(5)
    held = told(rng, 400, 6.0)
    apart = Told(held.latents, held.shown, tuple(f"q{number}" for number in range(400)))
    check, _ = fit_check("implant", told(rng, 400, 6.0), apart, "made")
    assert check is not None
    own = np.array([doubts((check,), row.astype(np.float32)) == () for row in held.latents])
    assert own[~held.shown].mean() == pytest.approx(0.97, abs=0.005)
    assert 0.9 < check.specificity < 1


def test_a_view_of_a_film_with_metal_shows_its_hip() -> None:
    entry = Entry("a", "normal", None, "p", "", (0.0, 0.0, 1.0, 1.0), points=SPOTS, meta=METAL)
    assert metal_known(entry, View((0.5, 0.5), (1.0, 1.0)))
    assert not metal_known(entry, View((0.25, 0.5), (0.5, 1.0)))
    plain = Entry("a", "normal", None, "p", "", (0.0, 0.0, 1.0, 1.0), points=SPOTS)
    assert metal_known(plain, View((0.25, 0.5), (0.5, 1.0)))


def test_the_threshold_is_that_of_the_source_that_fares_worst() -> None:
    """Films drawn into real ones lie higher as such: a threshold over all would warn on too many of them."""
    rng = np.random.default_rng(6)
    held = told(rng, 600, 8.0)
    real = np.arange(600) % 3 == 0
    axis = np.arange(12) == 3
    moved = held.latents + 2.0 * real[:, None] * axis
    sources = tuple("real" if one else "" for one in real)
    one, words = fit_check("implant", told(rng, 400, 8.0), Told(moved, held.shown, held.patients), "made")
    assert "told" not in words
    each, words = fit_check(
        "implant", told(rng, 400, 8.0), Told(moved, held.shown, held.patients, sources), "made"
    )
    assert one is not None
    assert each is not None

    def kept(check: FilmCheck, among: np.ndarray) -> float:
        clear = [doubts((check,), row.astype(np.float32)) == () for row in moved[among & ~held.shown]]
        return float(np.mean(clear))

    assert kept(one, real) < 0.95
    assert kept(each, real) == pytest.approx(0.97, abs=0.01)
    assert kept(each, ~real) > 0.99
    assert f"real told {40} of {40}, wrongly" in words
    few = tuple("real" if number in (1, 2) else "" for number in range(600))  # too few to set a threshold
    same, _ = fit_check("implant", told(rng, 400, 8.0), Told(moved, held.shown, held.patients, few), "made")
    assert same is not None
    assert kept(same, real) < 0.95


def test_films_with_and_without_metal_of_either_background_teach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(number: int, **meta: object) -> Entry:
        return Entry(str(number), "normal", None, "p", "", (0.0, 0.0, 1.0, 1.0), points=SPOTS, meta=meta)

    kinds = [{}, METAL, {"source": "sham"}, {"source": "grafted", **METAL}, {"source": "real"}]
    entries = tuple(entry(number, **kinds[number % 5]) for number in range(200))
    monkeypatch.setattr(film_checks, "METAL_FILMS", 30)

    def counts(films: FilmSet, begun: list[int]) -> list[int]:
        chosen = begun + metal_films(films, begun)
        assert len(set(chosen)) == len(chosen)
        found = [films.entry(number).meta for number in chosen]
        real = [meta for meta in found if "source" in meta]
        return [
            sum(bool(meta.get("implant")) is metal for meta in among)
            for among in ([meta for meta in found if "source" not in meta], real)
            for metal in (True, False)
        ]

    cached = FilmCache(Path(), 8, entries, np.zeros((200, 8, 8), np.uint16))
    films = FilmSet.of([cached], InputSpec(size=8))
    assert counts(films, []) == [30, 30, 30, 30]
    assert counts(films, list(range(40))) == [30, 30, 30, 30]
    plain = films.where(lambda one: one.meta.get("source") != "grafted")
    assert counts(plain, []) == [30, 30, 0, 0]  # without metal on it a background teaches nothing of metal
