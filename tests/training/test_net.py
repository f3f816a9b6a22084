"""The network explains itself: its maps are those of Grad-CAM by autograd."""

from __future__ import annotations

import pytest
import torch

from training.errors import TrainingError
from training.net import CELL, FINDER_CELL, ExplainedNet, build

pytestmark = pytest.mark.torch


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
