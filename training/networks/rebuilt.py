"""An exported graph's network as it was before its export, with every look that it takes at a film."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from torch import nn

from training.errors import TrainingError
from training.networks.closer import CLOSER, SHARE, VIEWS, CloserNet
from training.networks.densenet import ExplainedNet, Network, build
from training.networks.hip_views import HipViews
from training.networks.landmarks import LandmarkNet
from training.networks.mirrored import mirrored
from training.networks.upright import UprightNet
from training.networks.weights import (
    architecture_of,
    filled,
    finder_of,
    from_graph,
    is_mirrored,
    load_weights,
    looking,
)

NOT_KNOWN = "What looks closely at the hips in this bundle is not what this version knows."


@dataclass(frozen=True, slots=True)
class Closer:
    """What looks closely at each hip, beside the whole film's network."""

    net: ExplainedNet
    views: HipViews
    share: float


def whole_film(graph: bytes) -> Network:
    """The network, or networks, that are asked about the whole film.

    Raises:
        TrainingError: the graph was not exported by shenton-train.
    """
    state = from_graph(graph)
    net = build(architecture_of(state))
    filled(net, state)
    return net


def taught(graph: bytes) -> Network | CloserNet:
    """What a tuning teaches: the whole film's network and, where one is there, that which looks at each hip.

    Raises:
        TrainingError: the graph was not exported by shenton-train, or what looks in it is not known.
    """
    near = closer_of(graph)
    return whole_film(graph) if near is None else beside(whole_film(graph), near)


def beside(whole: Network, near: Closer) -> CloserNet:
    """The whole film's network with what looks closely at each hip."""
    return CloserNet(whole, near.net, near.views, near.share)


def with_looks(net: Network | CloserNet, graph: bytes) -> nn.Module:
    """A network with the looks of ``graph`` around it: the mirror image, and upright.

    Raises:
        TrainingError: what looks in the graph is not known.
    """
    looked = mirrored(net) if is_mirrored(graph) else net
    finder = finder_of(graph)
    return looked if finder is None else UprightNet(looked, finder)


def closer_of(graph: bytes) -> Closer | None:
    """What looks closely at each hip in an exported graph; None where nothing does.

    Raises:
        TrainingError: it is not whole, or another network: the rest would be random.
    """
    values = looking(graph)
    if SHARE not in values:
        return None
    parts = {name.removeprefix(VIEWS): value for name, value in values.items() if name.startswith(VIEWS)}
    own = {name.removeprefix(CLOSER): value for name, value in values.items() if name.startswith(CLOSER)}
    try:
        views = HipViews(
            LandmarkNet(),
            len(parts["coarse"]),
            len(parts["steps"]),
            float(parts["near"]),
            float(parts["border"]),
        )
        net = build(architecture_of(own))
        filled(views, parts)
        filled(net, own)
    except (KeyError, RuntimeError, TrainingError) as error:
        raise TrainingError(NOT_KNOWN, "Use another base.") from error
    if not isinstance(net, ExplainedNet):
        raise TrainingError(NOT_KNOWN, "Use another base.")
    return Closer(net, views, float(values[SHARE]))


def of_run(folder: Path, architecture: str) -> Network:
    """A run's network with its best weights, without the head that names parts of the body.

    Raises:
        TrainingError: there are no weights.
    """
    weights = load_weights(folder)
    net = build(architecture)
    net.load_state_dict({name: value for name, value in weights.items() if not name.startswith("part.")})
    return net.eval()
