"""A closer look at each hip inside the graph: where it looks, what it says, and where its maps lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import onnx
import pytest
import torch
from torch import Tensor, nn

from inference.model.bundle import load as load_bundle
from inference.model.card import ALL_FILMS, ALL_FRACTURES
from inference.model.session import Session
from inference.records import InputSpec
from tests.models import tiny_card
from tests.training.conftest import ToyRun, fit_arguments
from tests.training.toy import draw, write_film
from training.bundles.onnx_graph import export
from training.cli.hips import REPLACED, _held, _mean, _synthetic
from training.cli.main import main
from training.data.augment_geometry import View, close_extent, hip_regions, warp
from training.data.cache import FULL, Entry
from training.errors import TrainingError
from training.networks.closer import CloserNet
from training.networks.densenet import build, build_one
from training.networks.hip_views import HipViews
from training.networks.landmarks import LandmarkNet, heat_of
from training.networks.mirrored import mirrored
from training.networks.rebuilt import closer_of, taught, with_looks
from training.networks.upright import TurnFinder, UprightNet
from training.networks.weights import architecture_of, from_graph
from training.run_folder import save

pytestmark = pytest.mark.torch
POINTS = {
    "left_head": (0.70, 0.40),
    "left_greater": (0.80, 0.38),
    "left_lesser": (0.74, 0.52),
    "right_head": (0.30, 0.41),
    "right_lesser": (0.25, 0.52),
}
NEAR = 1.25


class Known(nn.Module):
    """Stands for the network of landmarks: the heat of marks that are known."""

    def __init__(self, points: dict[str, tuple[float, float]]) -> None:
        super().__init__()
        heat = torch.from_numpy(heat_of(points, (0.0, 0.0, 1.0, 1.0), 80))
        self.register_buffer("heat", torch.logit(heat.clamp(1e-4, 1 - 1e-4)))

    def forward(self, film: Tensor) -> Tensor:
        return self.heat + 0 * film.mean(dim=(1, 2, 3), keepdim=True)


def views(points: dict[str, tuple[float, float]] = POINTS, size: int = 32) -> HipViews:
    made = HipViews(LandmarkNet(), 320, size, NEAR, -2.0)
    made.marks = Known(points)
    return made.eval()


def closer(points: dict[str, tuple[float, float]] = POINTS, share: float = 0.5) -> CloserNet:
    torch.manual_seed(4)
    return CloserNet(build("tiny+tiny"), build_one("tiny"), views(points), share).eval()


def film(size: int = 256) -> np.ndarray:
    noise = np.random.default_rng(2).random((size, size)).astype(np.float32)
    return (cv2.GaussianBlur(noise, (0, 0), 3) * FULL).astype(np.uint16)


def normalised(grey: np.ndarray) -> Tensor:
    return torch.from_numpy((grey.astype(np.float32) / FULL - 0.5) / 0.25)[None, None]


def test_a_view_lies_where_training_laid_it() -> None:
    found, there = views().find(torch.zeros(1, 1, 256, 256))
    assert there.tolist() == [[1, 1]]
    entry = Entry("film", "normal", None, "p", "0", (0.0, 0.0, 1.0, 1.0), points=POINTS)
    for place, box in zip(found[0].numpy(), hip_regions(entry).values(), strict=True):
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        assert place == pytest.approx([*middle, close_extent(box, 32, NEAR)], abs=0.01)


@pytest.mark.parametrize(
    ("gone", "shown"),
    [
        ((), [1, 1]),
        (("left_greater",), [1, 1]),
        (("left_head",), [0, 1]),
        (("left_greater", "left_lesser"), [0, 1]),
        (("left_head", "right_lesser"), [0, 0]),
    ],
)
def test_a_hip_is_looked_at_where_its_head_and_a_trochanter_are(
    gone: tuple[str, ...], shown: list[int]
) -> None:
    points = {name: place for name, place in POINTS.items() if name not in gone}
    assert views(points).find(torch.zeros(1, 1, 64, 64))[1].tolist() == [shown]


@pytest.mark.parametrize("size", [64, 192])  # coarser and finer than the film there
def test_a_view_is_cut_as_in_training(size: int) -> None:
    grey, look = film(), views(size=size)
    places = torch.tensor([[[0.5, 0.45, 0.4], [0.9, 0.8, 0.5]]])  # the second reaches beside the film
    cut = look.cut(normalised(grey), places)[:, 0] * 0.25 + 0.5
    for one, (x, y, width) in zip(cut.numpy(), places[0].tolist(), strict=True):
        expected = warp(grey, View((x, y), (width, width)), size)
        assert np.abs(one - expected).mean() < 0.004
    assert float(cut[1, -1, -1]) == pytest.approx(0.0, abs=1e-6)  # nothing lies there


def test_a_plain_film_stays_plain_in_a_view_that_is_a_little_coarser() -> None:
    cut = views(size=100).cut(torch.ones(1, 1, 256, 256), torch.tensor([[[0.5, 0.5, 0.41]] * 2]))
    torch.testing.assert_close(cut, torch.ones_like(cut), atol=1e-5, rtol=0)


def test_maps_are_put_back_where_the_hips_are() -> None:
    places = torch.tensor([[[0.3, 0.4, 0.25], [0.7, 0.45, 0.2]]])
    maps = torch.zeros(1, 2, 1, 6, 6)
    maps[0, 0, 0, 3, 1] = 2.0
    maps[0, 1, 0, 2, 4] = -3.0
    back = views().put_back(maps, places, 16)
    for hip, (row, column) in enumerate(((3, 1), (2, 4))):
        x, y, width = places[0, hip].tolist()
        at = int(back[0, hip, 0].abs().argmax())
        assert at // 16 == int((y + ((row + 0.5) / 6 - 0.5) * width) * 16)
        assert at % 16 == int((x + ((column + 0.5) / 6 - 0.5) * width) * 16)


@pytest.mark.parametrize("width", [0.2, 0.4, 1.0])
def test_maps_are_as_high_on_a_film_of_one_hip_as_on_one_of_both(width: float) -> None:
    places = torch.tensor([[[0.5, 0.5, width]] * 2])
    maps = torch.zeros(1, 2, 1, 8, 8)
    maps[0, 0, 0, 4] = 2.0  # a line across the hip
    maps[0, 1, 0, :, 4] = -3.0
    back = views().put_back(maps, places, 16)
    assert float(back[0, 0].max()) == pytest.approx(2.0, rel=0.35)
    assert float(back[0, 1].min()) == pytest.approx(-3.0, rel=0.35)
    assert float(back[0, 1, 0, 0, 0]) == 0  # nothing beside the hip


def test_the_odds_of_both_hips_add_up_and_the_maps_say_how() -> None:
    net, x = closer(), normalised(film())
    with torch.no_grad():
        logits, maps, there = net.hips(x, 8)
        own, own_maps, _ = net.closer(net.views.cut(x, net.views.find(x)[0]))
    odds = own - own[:, :1]
    torch.testing.assert_close(logits[0, 1:].exp(), odds[:, 1:].exp().sum(dim=0))
    assert logits[0, 0] == 0
    assert there.tolist() == [[1, 1]]
    share = torch.softmax(odds[:, 1:], dim=0)
    own = (own_maps[:, 1:] - own_maps[:, :1]) * share[..., None, None]
    places = net.views.find(x)[0]
    torch.testing.assert_close(maps[0, 1:], net.views.put_back(own[None], places, 8)[0].sum(dim=0))


def test_the_map_of_a_class_is_its_grad_cam() -> None:
    """Lee 2020 eq. 4 and 5 by differentiation, for each hip's own cells."""
    net, x = closer(share=1.0), normalised(film())
    kept: list[Tensor] = []

    def keep(module: nn.Module, given: object, out: Tensor) -> Tensor:
        pooled = torch.relu(out).detach().requires_grad_()
        kept.append(pooled)
        return pooled

    places, _ = net.views.find(x)
    with torch.no_grad():
        maps = net.hips(x, 8)[1]
    handle = net.closer.features.register_forward_hook(keep)
    logits, _, _ = net.hips(x, 8)
    handle.remove()
    (pooled,) = kept
    for chosen in (1, 4):
        (slope,) = torch.autograd.grad(logits[0, chosen], pooled, retain_graph=True)
        cells = pooled.shape[2] * pooled.shape[3]
        cam = (slope.sum(dim=(2, 3), keepdim=True) / cells * pooled).sum(dim=1)
        expected = net.views.put_back(cam[None, :, None].detach(), places, 8).sum(dim=1)[0, 0]
        torch.testing.assert_close(maps[0, chosen], expected, atol=1e-5, rtol=1e-3)


def test_a_film_without_a_hip_keeps_the_whole_films_answer() -> None:
    net, x = closer({"left_greater": (0.8, 0.4)}), normalised(film())
    with torch.no_grad():
        *answer, there = net(x)
        torch.testing.assert_close(tuple(answer), net.whole(x))
    assert there.tolist() == [[0, 0]]


def test_the_hips_that_are_found_are_those_of_the_upright_film() -> None:
    look, x = mirrored(closer({"left_head": (0.7, 0.4), "left_greater": (0.8, 0.38)})), normalised(film(64))
    finder = TurnFinder().eval()
    nn.init.zeros_(finder.head.weight)
    for turns in range(4):
        finder.head.bias.data = torch.nn.functional.one_hot(torch.tensor(turns), 4) * 20.0
        net = UprightNet(look, finder).eval()
        with torch.no_grad():
            *_, there, turned = net(x)
        assert net.outputs == ("logits", "class_maps", "latent", "hips", "turns")
        assert there.tolist() == [[1, 0]]
        assert turned.tolist() == [[turns]]


def test_both_answer_with_their_shares() -> None:
    net, x = closer(share=0.25), normalised(film(64))
    with torch.no_grad():
        logits, maps, latent, _ = net(x)
        whole, whole_maps, whole_latent = net.whole(x)
        hips, hip_maps, _ = net.hips(x, int(whole_maps.shape[-1]))
    torch.testing.assert_close(logits, 0.75 * whole + 0.25 * hips)
    torch.testing.assert_close(maps, 0.75 * whole_maps + 0.25 * hip_maps)
    torch.testing.assert_close(latent, whole_latent)


def test_both_learn_together_and_what_finds_the_hips_does_not() -> None:
    net, x = closer(share=0.6), torch.cat([normalised(film(64)), normalised(film(64)).flip(2)])
    with torch.no_grad():
        torch.testing.assert_close(net.training_pass(x).logits, net(x)[0])
    before = {name: value.clone() for name, value in net.state_dict().items()}
    net.train().training_pass(x).logits.square().sum().backward()
    learned = {name.split(".")[0] for name, value in net.named_parameters() if value.grad is not None}
    assert learned == {"whole", "closer"}
    moved = {
        name.split(".")[0] for name, value in net.state_dict().items() if not torch.equal(value, before[name])
    }
    assert moved == {"whole"}  # its batch statistics; those of views stay


@pytest.mark.parametrize("looks", ["alone", "all"])
def test_the_graph_gives_back_what_it_was_made_of(looks: str) -> None:
    torch.manual_seed(7)
    marks = LandmarkNet()
    nn.init.constant_(marks.heat.bias, 0.0)  # type: ignore[arg-type]  # every mark is hot somewhere
    net: nn.Module = CloserNet(
        build("tiny+tiny"), build_one("tiny"), HipViews(marks, 32, 64, NEAR, -2.0), 0.4
    )
    if looks == "all":
        net = UprightNet(mirrored(net), TurnFinder())
    net.eval()
    graph = export(net, InputSpec(size=64)).data
    assert architecture_of(from_graph(graph)) == "tiny+tiny"
    made = closer_of(graph)
    assert made is not None
    assert (made.share, float(made.views.near)) == pytest.approx((0.4, NEAR))
    x = torch.randn(2, 1, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(with_looks(taught(graph), graph)(x), net(x))


def test_a_graph_whose_closer_look_is_not_whole_is_refused() -> None:
    net = CloserNet(build("tiny"), build_one("tiny"), HipViews(LandmarkNet(), 32, 64, NEAR, -2.0), 0.4)
    graph = export(net, InputSpec(size=64)).data
    assert closer_of(export(build("tiny"), InputSpec(size=64)).data) is None
    for part in ("closer.head.weight", "views.marks.heat.bias", "views.steps"):
        model = onnx.load_from_string(graph)
        place = next(item for item in model.graph.initializer if item.name.startswith(part))
        place.name = "elsewhere"
        with pytest.raises(TrainingError, match="looks closely at the hips"):
            closer_of(model.SerializeToString())


def test_the_card_says_which_films_are_synthetic_when_real_ones_join(tmp_path: Path) -> None:
    made, credited, own = (tmp_path / name for name in ("made", "credited", "own"))
    for folder, about in (
        (made, {"kind": "synthetic pelvis"}),
        (credited, {"kind": "real hips", "credit": "FracAtlas"}),
        (own, {"kind": "ours"}),
    ):
        folder.mkdir()
        (folder / "dataset.json").write_text(json.dumps(about))
    for before, folders, after in (
        (ALL_FILMS, [made], ALL_FILMS),
        (ALL_FILMS, [made, credited], ALL_FRACTURES),
        (ALL_FRACTURES, [credited], ALL_FRACTURES),
        (ALL_FILMS, [credited, own], ""),
        ("", [credited], ""),
    ):
        assert _synthetic(tiny_card(synthetic_films=before), folders) == after


def test_the_command_puts_close_views_beside_a_bundle(
    toy_run: ToyRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, marks, out = tmp_path / "close", tmp_path / "landmarks.pt", tmp_path / "bundle"
    root = toy_run.train.parent
    assert main(fit_arguments(root, run, "--epochs", "1", "--close", "1", "--near", "1.25")) == 0
    torch.manual_seed(8)
    net = LandmarkNet()
    nn.init.constant_(net.heat.bias, 0.0)  # type: ignore[arg-type]
    save(marks, {"weights": net.state_dict()})
    assert main(fit_arguments(root, run, "--near", "1.25")) == 1
    assert "--near would change nothing without --close" in capsys.readouterr().err
    given = ["hips", "--bundle", str(toy_run.bundle), "--landmarks", str(marks), "--threads", "1"]
    given += ["--version", "1.1.0", "--out", str(out)]
    assert main([*given, "--run", str(toy_run.run)]) == 1
    assert "did not learn close views of one scale" in capsys.readouterr().err
    elsewhere = [str(tmp_path) if word == str(marks) else word for word in given]
    assert main([*elsewhere, "--run", str(run)]) == 1
    assert f"{tmp_path.name} is a folder" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(fit_arguments(root, tmp_path / "far", "--close", "1", "--near", "1e9"))
    assert "1e9 is neither 0 nor from 0.5 to 8" in capsys.readouterr().err
    assert main([*given, "--run", str(run), "--share", "0"]) == 1
    assert "the hips would have no say" in capsys.readouterr().err
    assert main([*given, "--run", str(run)]) == 0
    before, after = load_bundle(toy_run.bundle), load_bundle(out)
    assert after.card.version == "1.1.0"
    assert (after.card.gate, after.card.checks) == (before.card.gate, before.card.checks)
    assert after.card.metrics == {}
    assert after.card.extra_outputs.keys() == before.card.extra_outputs.keys() | {"hips"}
    assert after.card.training_films == 84
    assert after.card.synthetic_films == before.card.synthetic_films != ""
    assert (after.card.limits, after.card.training_licences) == (
        before.card.limits,
        before.card.training_licences,
    )
    assert "looks closely at each hip, with 0.5 of the mean" in after.card.training_data
    assert closer_of(after.graph_bytes()) is not None
    x = np.random.default_rng(3).standard_normal((1, 1, *[before.card.input.size] * 2)).astype(np.float32)
    old, new = (Session(bundle, threads=1).run(x) for bundle in (before, after))
    np.testing.assert_allclose(new.latent, old.latent, atol=2e-3)
    assert not np.allclose(new.logits, old.logits, atol=1e-3)
    assert main([*given, "--run", str(run)]) == 1  # something stands there already
    assert load_bundle(out).card == after.card
    given = ["hips", "--bundle", str(out), "--landmarks", str(marks), "--threads", "1", "--share", "0.25"]
    given += ["--version", "1.2.0", "--out", str(tmp_path / "again")]
    assert main([*given, "--run", str(run), str(toy_run.run)]) == 1
    assert "of another network than the first run, saw hips otherwise" in capsys.readouterr().err
    (tmp_path / "other").mkdir()
    for told in ("{}", "[]", '{"plan": 1}'):
        (tmp_path / "other" / "run.json").write_text(told)
        assert main([*given, "--run", str(tmp_path / "other"), str(run)]) == 1
        assert "other is no run folder" in capsys.readouterr().err
    further = shutil.copytree(run, tmp_path / "further")
    assert main([*given, "--run", str(run), str(further)]) == 0
    again = load_bundle(tmp_path / "again")
    made = closer_of(again.graph_bytes())
    assert made is not None
    assert made.share == pytest.approx(0.25)
    assert again.card.training_data.startswith(f"{after.card.training_data} {REPLACED} Beside it")
    assert "Its weights are the mean of those of 2 runs. Run 1: Synthetic" in again.card.training_data
    assert REPLACED not in after.card.training_data


def test_of_several_runs_the_mean_of_weights_is_taken() -> None:
    torch.manual_seed(1)
    nets = [build_one("tiny"), build_one("tiny")]
    first, second = ({name: value.clone() for name, value in net.state_dict().items()} for net in nets)
    mean = _mean(nets).state_dict()
    for name, value in mean.items():
        counts = not value.is_floating_point()
        torch.testing.assert_close(value, first[name] if counts else (first[name] + second[name]) / 2)


def test_a_run_without_validation_films_is_told_so(tmp_path: Path) -> None:
    own = tmp_path / "own"  # a set whose rows are all of another split
    own.mkdir()
    write_film(own / "film.dcm", draw(0, 1)[0], "P1")
    (own / "manifest.csv").write_text("film,patient,class,split\nfilm.dcm,P1,normal,test\n")
    for val in ([], [str(own)]):
        with pytest.raises(TrainingError, match="close has no validation films"):
            _held({tmp_path / "close": {"val": val}})
