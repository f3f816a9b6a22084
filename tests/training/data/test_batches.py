"""Film cache, views, order and batches."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.aoota import CLASSES
from inference.records import InputSpec
from tests.training.toy import HIPS, make_set
from training.data import cache
from training.data.augment_geometry import (
    AugmentPlan,
    View,
    close_view,
    draw_view,
    hip_regions,
    move_box,
    plain_close_view,
    shown,
    warp,
    whole,
)
from training.data.augment_intensity import bright_strip, change
from training.data.batches import (
    FilmSet,
    ahead,
    inside_grid,
    plain_batches,
    plain_item,
    training_batches,
)
from training.data.dataset import read_truth
from training.data.epoch_order import epoch_order
from training.data.splits import check_apart, trains
from training.errors import TrainingError

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> cache.FilmCache:
    root = tmp_path_factory.mktemp("data")
    films = read_truth(make_set(root / "set", 21, 5))
    assert cache.build(films, root / "cache", size=128).added == 21
    return cache.open_cache(root / "cache")


def test_cache_holds_the_film_as_it_is_squared(built: cache.FilmCache) -> None:
    entry = built.entries[1]
    assert entry.content == (0, 10 / 128, 1, 117 / 128)  # 80 x 96 pixels, wider than high
    x0, y0, x1, y1 = (value * 128 for value in entry.boxes[0])
    assert x1 - x0 == pytest.approx(20 * 128 / 96)
    assert y1 - y0 == pytest.approx(20 * 107 / 80)
    head = entry.points["left_head"]
    assert head[0] == pytest.approx(HIPS["left"][0] / 96)
    assert built.pixels[1][5, 5] == 0
    assert built.pixels[1][64, 64] > 0


def test_cache_grows_and_mends_itself(tmp_path: Path) -> None:
    films = read_truth(make_set(tmp_path / "set", 5, 5))
    folder = tmp_path / "cache"
    cache.build(films[:3], folder, size=64)
    pixels = folder / "films-64.u16"
    with pixels.open("ab") as out:
        out.write(b"half a film")  # killed while writing
    with (folder / "index.jsonl").open("a", encoding="utf8") as out:
        out.write('{"key": "fil')
    report = cache.build(films, folder, size=64)
    assert (report.added, report.kept) == (2, 3)
    again = cache.open_cache(folder)
    fresh = tmp_path / "fresh"
    cache.build(films, fresh, size=64)
    assert np.array_equal(again.pixels, cache.open_cache(fresh).pixels)


def test_corrupt_and_exchanged_films_are_named(tmp_path: Path) -> None:
    root = make_set(tmp_path / "set", 4, 5)
    films = read_truth(root)
    films[1].path.write_bytes(b"no film at all")
    films[2].path.write_bytes(films[3].path.read_bytes())
    report = cache.build(films, tmp_path / "cache", size=64)
    assert [key for key, _ in report.left_out] == [films[1].key, films[2].key]
    assert "truth" in dict(report.left_out)[films[2].key]
    assert len(cache.open_cache(tmp_path / "cache")) == 2


def test_a_cache_of_another_size_is_refused(tmp_path: Path) -> None:
    films = read_truth(make_set(tmp_path / "set", 2, 5))
    cache.build(films, tmp_path / "cache", size=64)
    with pytest.raises(TrainingError, match="another size"):
        cache.build(films, tmp_path / "cache", size=128)


def test_a_cache_of_another_set_is_refused(tmp_path: Path) -> None:
    films = read_truth(make_set(tmp_path / "a" / "set", 7, 5))
    others = read_truth(make_set(tmp_path / "b" / "set", 7, 6))
    cache.build(films, tmp_path / "cache", size=64)
    assert cache.build(films, tmp_path / "cache", size=64).kept == 7
    for wrong in (others, films[1:], [replace(films[0], ao_class="B3"), *films[1:]]):
        with pytest.raises(TrainingError, match="another set"):
            cache.build(wrong, tmp_path / "cache", size=64)


def test_a_broken_truth_line_is_told(tmp_path: Path) -> None:
    root = make_set(tmp_path / "set", 2, 5)
    with (root / "truth.jsonl").open("a", encoding="utf8") as out:
        out.write(json.dumps({"film": "x", "class": "Z9"}) + "\n")
    with pytest.raises(TrainingError, match="Line 3"):
        read_truth(root)


def test_the_whole_view_changes_nothing(built: cache.FilmCache) -> None:
    entry, pixels = built.entries[1], built.pixels[1].copy()
    even = cache.Entry("even", "normal", None, "p", entry.pixel_sha256, (0, 10 / 128, 1, 118 / 128))
    pixels[117] = pixels[116]
    unit = warp(pixels, whole(even), 128)
    assert np.abs(unit - pixels / 65535).max() < 1e-4


def test_mirror_and_rotation_move_film_and_box_together() -> None:
    pixels = np.zeros((256, 256), np.uint16)
    pixels[60:80, 30:60] = 65535
    box = (30 / 256, 60 / 256, 60 / 256, 80 / 256)
    for view in (View((0.5, 0.5), (1, 1), 0, True), View((0.4, 0.5), (0.8, 0.9), 12, False)):
        unit = warp(pixels, view, 128)
        x0, y0, x1, y1 = (value * 128 for value in move_box(box, view.matrix(1)))
        rows, columns = np.nonzero(unit > 0.5)
        assert columns.min() == pytest.approx(x0, abs=1.6)
        assert columns.max() + 1 == pytest.approx(x1, abs=1.6)
        assert rows.min() == pytest.approx(y0, abs=1.6)
        assert rows.max() + 1 == pytest.approx(y1, abs=1.6)


def test_views_keep_the_focus_for_every_class(built: cache.FilmCache) -> None:
    rng = np.random.default_rng(0)
    for entry in built.entries:
        for _ in range(20):
            view, focus = draw_view(entry, AugmentPlan(), rng)
            assert focus in hip_regions(entry).values()
            x0, y0, x1, y1 = move_box(focus, view.matrix(1))
            assert 0 <= (x0 + x1) / 2 <= 1
            assert 0 <= (y0 + y1) / 2 <= 1


def test_close_views_show_what_their_label_says(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64))
    order, plan = epoch_order(films.targets(), 3, 0), AugmentPlan(close=1.0)
    kinds = Counter()
    for batch in training_batches(films, order, batch=7, plan=plan, seed=(3, 0)):
        for target, broken in zip(batch.target.tolist(), batch.broken.tolist(), strict=True):
            assert (target > 0) == (max(broken) == 1)
            kinds[target > 0] += 1
    assert kinds[True] > 3
    assert kinds[False] > 3


def test_close_sets_validate_on_the_broken_hip(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64), close=True)
    for index, target in enumerate(films.targets()):
        item = plain_item(films, index)
        assert item.unit.shape == (64, 64)
        assert (max(item.broken) == 1) == (target > 0)


def test_near_views_go_with_the_size_of_the_hip(built: cache.FilmCache) -> None:
    rng = np.random.default_rng(5)
    for entry in built.entries:
        small = replace(entry, points={name: (x / 2, y / 2) for name, (x, y) in entry.points.items()})
        near, far = plain_close_view(entry, 64, 1.25), plain_close_view(small, 64, 1.25)
        assert near is not None
        assert far is not None
        widths = [max(box[2] - box[0], box[3] - box[1]) for box in hip_regions(entry).values()]
        assert min(abs(near.extent[0] - 1.25 * width) for width in widths) < 1e-9
        full = plain_close_view(small, 64)
        assert full is not None
        assert full.extent[0] >= 64 / 512
        drawn = close_view(entry, AugmentPlan(close=1.0, near=1.25, scale=0.0, aspect=0.0), 64, rng)
        assert drawn is not None
        assert min(abs(drawn[0].extent[0] - 1.25 * width) for width in widths) < 1e-9


def test_tone_stays_in_range_and_keeps_its_region() -> None:
    field = np.linspace(0, 1, 80 * 60, dtype=np.float32).reshape(80, 60)
    for seed in range(30):
        out = change(field.copy(), (10, 10, 30, 30), np.random.default_rng(seed), 1.0, 1.0)
        assert out.shape == (80, 60)
        assert out.dtype == np.float32
        assert np.isfinite(out).all()
        assert 0 <= out.min() <= out.max() <= 1


def test_boxes_on_the_grid() -> None:
    grid = inside_grid([(0.25, 0.25, 0.5, 0.5)], 8)
    assert grid.sum() == 4
    assert grid[2:4, 2:4].all()
    assert inside_grid([(0.51, 0.51, 0.52, 0.52)], 8).sum() == 1
    assert inside_grid([(1.2, 0, 1.5, 0.4)], 8).sum() == 0


def test_epoch_order_balances_and_repeats() -> None:
    targets = np.array([0] * 60 + [1] * 30 + [2] * 10)
    order = epoch_order(targets, 1, 0)
    assert len(order) == 100
    counts = Counter(targets[order])
    assert counts[1] == pytest.approx(counts[2], abs=4)
    assert np.array_equal(order, epoch_order(targets, 1, 0))
    assert not np.array_equal(order, epoch_order(targets, 1, 1))


def test_fractures_of_unknown_class_train_and_move_nothing_else() -> None:
    def counted(*counts: int) -> dict[int, int]:
        order = epoch_order(np.repeat(np.arange(8), counts), 1, 0)
        return {c: int((np.repeat(np.arange(8), counts)[order] == c).sum()) for c in range(8)}

    alone = counted(40, 0, 0, 0, 0, 0, 0, 60)
    assert (alone[0], alone[7]) == pytest.approx((33, 67), abs=1)
    mixed = counted(100, 10, 10, 10, 10, 10, 10, 60)
    assert mixed[0] == pytest.approx(220 / 3, abs=3)
    assert mixed[7] == pytest.approx(220 / 3, abs=3)
    assert [mixed[c] for c in range(1, 7)] == pytest.approx([220 / 18] * 6, abs=3)
    assert counted(0, 0, 0, 0, 0, 0, 0, 9)[7] == 9
    known = np.array([0] * 60 + [1] * 30 + [2] * 10)  # as it was before such films trained
    assert epoch_order(known, 1, 0)[:8].tolist() == [47, 50, 99, 35, 63, 98, 40, 62]


def test_what_is_told_of_a_cached_film_is_told_anew(tmp_path: Path) -> None:
    films = read_truth(make_set(tmp_path / "set", 7, 5))
    folder = tmp_path / "cache"
    cache.build(films, folder, size=64)
    now = [
        replace(films[0], patient="other", meta={"split": "test"}),
        replace(films[1], side="both"),
        *films[2:],
    ]
    assert cache.build(now, folder, size=64).kept == 7
    entries = cache.open_cache(folder).entries
    assert (entries[0].patient, entries[0].meta, entries[1].side) == ("other", {"split": "test"}, "both")
    assert [entry.boxes for entry in entries[1:]] != [()] * 6
    assert not trains(entries[0])
    index = (folder / "index.jsonl").stat()
    cache.build(now, folder, size=64)
    assert cache.open_cache(folder).entries == entries
    assert len(FilmSet.of([cache.open_cache(folder)], InputSpec(size=64)).where(trains)) <= 6
    assert index.st_size == (folder / "index.jsonl").stat().st_size


def test_films_that_judge_are_of_other_patients(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64))
    first, second = films.entry(0), films.entry(1)
    check_apart([first], [second])
    for held in (first, replace(second, patient=first.patient), replace(first, patient="other")):
        with pytest.raises(TrainingError, match="1 films of --val are training films"):
            check_apart([first], [second, held])


def test_batches_start_anywhere_and_are_the_same(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64))
    order = epoch_order(films.targets(), 1, 0)
    plan = AugmentPlan()
    first = list(ahead(training_batches(films, order, batch=4, plan=plan, seed=(1, 0))))
    later = list(training_batches(films, order, batch=4, plan=plan, seed=(1, 0), start=3))
    assert len(first) == 5  # the last lone film is dropped
    assert first[3].films.shape == (4, 1, 64, 64)
    assert (first[3].films == later[0].films).all()
    assert (first[4].inside == later[1].inside).all()


def test_a_failure_while_preparing_reaches_the_loop(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64))
    bad = FilmSet((*films.picks[:3], (built, 99)), films.spec)
    with pytest.raises(IndexError):
        list(ahead(plain_batches(bad, 2)))


def test_subset_and_plain_film(built: cache.FilmCache) -> None:
    films = FilmSet.of([built], InputSpec(size=64)).where(lambda entry: entry.ao_class == "B2")
    assert len(films) == 3
    assert set(films.targets()) == {CLASSES.index("B2")}
    item = plain_item(films, 0)
    assert item.unit.shape == (64, 64)
    assert item.inside.shape == (4, 4)
    assert item.hips.shape == (2, 4, 4)
    assert sorted(item.broken) == [0, 1]
    assert (item.hips[item.broken.index(1)] * item.inside).any()


def test_at_most_takes_of_each_set_its_share_and_of_one_the_first(built: cache.FilmCache) -> None:
    spec = InputSpec(size=64)
    one, three = FilmSet.of([built], spec), FilmSet.of([built, replace(built), replace(built)], spec)
    assert one.at_most(3).picks == one.picks[:3]
    assert one.at_most(0) is one
    assert one.at_most(len(one)) is one
    part = three.at_most(len(built) + 1)
    assert len(part) == len(built) + 1
    shares = [
        sum(cache is own for cache, _ in part.picks)
        for own in (three.picks[i * len(built)][0] for i in range(3))
    ]
    assert max(shares) - min(shares) <= 1
    assert [place for _, place in part.picks][: shares[0]] == list(range(shares[0]))


def test_a_hip_outside_the_field_is_not_known() -> None:
    assert shown((0.9, 0.4, 1.1, 0.6)) == pytest.approx(0.5)
    assert shown((1.2, 0.4, 1.4, 0.6)) == 0


def test_a_film_may_lie_on_its_side_and_its_boxes_with_it() -> None:
    entry = cache.Entry(
        "film", "normal", None, "p", "0", (0.0, 0.2, 1.0, 0.8), points={"left_head": (0.7, 0.4)}
    )
    plan = AugmentPlan(rotation=0, scale=0, shift=0, aspect=0, flip=False, crop=0, turned=1.0)
    view, _ = draw_view(entry, plan, np.random.default_rng(4))
    assert abs(view.degrees) == 90
    x0, y0, x1, y1 = move_box(entry.content, view.matrix(1))
    assert (x0, x1, y0, y1) == pytest.approx((0.2, 0.8, 0.0, 1.0))
    left, top, right, bottom = (edge / 100 for edge in view.rectangle(100))
    assert (left, right, top, bottom) == pytest.approx((0.2, 0.8, 0.0, 1.0))


def test_a_film_may_be_seen_from_farther_away() -> None:
    entry = cache.Entry(
        "film", "normal", None, "p", "0", (0.0, 0.2, 1.0, 0.8), points={"left_head": (0.7, 0.4)}
    )
    plan = AugmentPlan(rotation=0, scale=0, shift=0, aspect=0, flip=False, crop=0, far=1.0)
    views = [draw_view(entry, plan, np.random.default_rng(seed))[0] for seed in range(20)]
    assert all(1.2 <= max(view.extent) <= 1.8 for view in views)
    assert len({view.extent for view in views}) == 20


def test_a_bright_strip_lies_along_an_edge_and_never_over_the_hip() -> None:
    keep = (30, 30, 70, 99)
    seen = set()
    for seed in range(60):
        unit = np.full((100, 100), 0.3, np.float32)
        bright_strip(unit, keep, np.random.default_rng(seed), 1.0)
        changed = np.argwhere(unit != np.float32(0.3))
        assert np.all(unit[keep[1] : keep[3], keep[0] : keep[2]] == np.float32(0.3))
        if len(changed):
            assert unit.max() > 0.7
            seen.add((tuple(changed.min(axis=0)), tuple(changed.max(axis=0) == 99)))
    assert len({place for place, _ in seen}) > 2
    plain = np.full((100, 100), 0.3, np.float32)
    bright_strip(plain, None, np.random.default_rng(1), 0.0)
    assert plain.max() == np.float32(0.3)
