"""An architecture is known by its name alone: nothing else has to be told of a further one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from torch import nn

import training.networks
from training.errors import TrainingError
from training.networks import densenet, register
from training.networks.register import Architecture, Parts
from training.networks.weights import architecture_of

ANOTHER = """
from torch import nn
from training.networks.register import Architecture, Parts, register

def parts():
    middle, last = nn.Conv2d(1, 3, 16, 16), nn.Conv2d(3, 5, 2, 2)
    features = nn.Sequential()
    features.add_module("middle", middle)
    features.add_module("last", last)
    return Parts(features, 5, "middle", 3)

register(Architecture("another", parts))
"""


def parts() -> Parts:
    features = nn.Sequential()
    features.add_module("middle", nn.Conv2d(1, 3, 3, stride=16, padding=1))
    features.add_module("last", nn.Conv2d(3, 5, 3, stride=2, padding=1))
    return Parts(features, 5, "middle", 3)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Architecture:
    monkeypatch.setattr(register, "_KNOWN", dict(register._KNOWN))
    made = Architecture("plain", parts)
    register.register(made)
    return made


def test_a_registered_network_is_built_and_known_again(plain: Architecture) -> None:
    net = densenet.build("plain")
    logits, maps, latent = net(torch.zeros(2, 1, 64, 64))
    assert [tuple(one.shape) for one in (logits, maps, latent)] == [(2, 7), (2, 7, 2, 2), (2, 5)]
    assert tuple(net.training_pass(torch.zeros(1, 1, 64, 64)).finder.shape) == (1, 7, 4, 4)
    assert architecture_of(net.state_dict()) == "plain"
    assert architecture_of(densenet.build("plain+tiny").state_dict()) == "plain+tiny"


@pytest.mark.parametrize("name", ["tiny", "a+b"])
def test_a_name_is_taken_once(plain: Architecture, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be used"):
        register.register(Architecture(name, parts))


def test_a_file_beside_the_register_is_all_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe of docs/architecture.md, followed: a module that registers a network, and nobody imports."""
    (tmp_path / "another.py").write_text(ANOTHER, "utf8")
    monkeypatch.setattr(register, "_KNOWN", dict(register._KNOWN))
    monkeypatch.setattr(register, "__file__", str(tmp_path / "register.py"))
    monkeypatch.setattr(training.networks, "__path__", [*training.networks.__path__, str(tmp_path)])
    register._all_there.cache_clear()
    try:
        assert "another" in register.names()
        assert densenet.build("another")(torch.zeros(1, 1, 64, 64))[0].shape == (1, 7)
    finally:
        register._all_there.cache_clear()
        sys.modules.pop("training.networks.another", None)


def test_an_unknown_name_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(TrainingError) as refused:
        densenet.build("resnet")
    assert refused.value.hint == "Choose one of: densenet121, tiny, lite0."
