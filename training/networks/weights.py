"""Weights of a run, a checkpoint file, or a bundle's graph, by parameter name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import nn

from inference.model.bundle import GRAPH, load
from training import run_folder
from training.errors import TrainingError
from training.networks import closer, mirrored, upright
from training.run_folder import State

HALF: Final = ".fp16"
"""Suffix of an initialiser that is stored in float16; a Cast node restores the parameter's own name."""
LEARNS_ONLY: Final = re.compile(r"(^|\.)(finder|part)\.|num_batches_tracked$")
"""Weights that only training needs; a bundle does not carry them."""
MEMBERS: Final = "members."
"""How names begin in networks that answer together; a number follows."""


def load_weights(source: Path) -> State:
    """The weights in a run folder (``best.pt``), a ``.pt`` file or a model bundle.

    Raises:
        TrainingError: there are no weights.
        BundleError: the bundle is refused.
    """
    if (source / GRAPH).is_file():
        return from_graph(load(source).graph_bytes())
    data = run_folder.load(source / "best.pt" if source.is_dir() else source)
    weights = data.get("weights") or data.get("average")
    if not isinstance(weights, dict):
        raise TrainingError(
            "There are no weights in {folder}.", "Name a run folder or a bundle.", folder=source.name
        )
    return weights


def from_graph(graph: bytes) -> State:
    """Parameters and batch statistics of an exported graph, float32, under the network's own names.

    Those of the finder of turns and of what looks closely at each hip are left out: :func:`finder_of`,
    :func:`training.networks.rebuilt.closer_of`.
    """
    found = {
        name.removeprefix(closer.PREFIX): value
        for name, value in looking(graph).items()
        if not name.startswith((closer.CLOSER, closer.VIEWS)) and name != closer.SHARE
    }
    if not any(name.endswith("head.weight") for name in found):
        raise TrainingError("The bundle's graph was not exported by shenton-train.", "Use another base.")
    return found


def looking(graph: bytes) -> State:
    """What of an exported graph's values belongs to what looks at an upright film, under its own names."""
    return {
        name.removeprefix(upright.PREFIX).removeprefix(mirrored.PREFIX): value
        for name, value in _values(graph).items()
        if not name.startswith(upright.FINDER)
    }


def is_mirrored(graph: bytes) -> bool:
    """Whether an exported graph looks at the mirror image, too (:mod:`training.networks.mirrored`)."""
    return any(name.removeprefix(upright.PREFIX).startswith(mirrored.PREFIX) for name in _values(graph))


def finder_of(graph: bytes) -> upright.TurnFinder | None:
    """What turns films upright in an exported graph; None where nothing does.

    Raises:
        TrainingError: the graph's finder is not whole, or is another network: the rest would be random.
    """
    found = {
        name.removeprefix(upright.FINDER): value
        for name, value in _values(graph).items()
        if name.startswith(upright.FINDER)
    }
    if not found:
        return None
    finder = upright.TurnFinder()
    try:
        filled(finder, found)
    except RuntimeError as error:
        raise TrainingError(
            "What turns films upright in this bundle is not the network that this version knows.",
            "Use another base.",
        ) from error
    return finder


def filled(net: nn.Module, state: State) -> None:
    """Take a graph's values; it holds neither counters nor the heads that only training uses.

    Raises:
        RuntimeError: others are missing, or one has another shape.
    """
    own = net.state_dict()
    spare = {name: own[name] for name in own.keys() - state.keys() if LEARNS_ONLY.search(name)}
    net.load_state_dict(spare | state)
    net.eval()


def _values(graph: bytes) -> State:
    """The parameters and batch statistics that an exported graph holds, float32, by name."""
    import onnx
    from onnx import numpy_helper

    found: State = {}
    for item in onnx.load_from_string(graph).graph.initializer:
        value = numpy_helper.to_array(item)
        if value.dtype in (np.float16, np.float32):
            found[item.name.removesuffix(HALF)] = torch.from_numpy(value.astype(np.float32))
    return found


def members_of(state: State) -> list[State]:
    """The weights of each network that answers with others, under its own names; empty for a single one."""
    found: dict[int, State] = {}
    for name, value in state.items():
        if name.startswith(MEMBERS):
            number, own = name.removeprefix(MEMBERS).split(".", 1)
            found.setdefault(int(number), {})[own] = value
    return [found[number] for number in sorted(found)]


def architecture_of(state: State) -> str:
    """Which of the known architectures these weights belong to; of networks that answer together, all.

    Raises:
        TrainingError: none.
    """
    from training.networks import register
    from training.networks.densenet import JOINED, build

    members = members_of(state)
    if members:
        return JOINED.join(architecture_of(member) for member in members)
    shapes = {name: tuple(value.shape) for name, value in state.items()}
    for name in register.names():
        own = {key: tuple(value.shape) for key, value in build(name).state_dict().items()}
        if all(own.get(key) == shape for key, shape in shapes.items()):
            return name
    raise TrainingError("The weights belong to no architecture that this version knows.")
