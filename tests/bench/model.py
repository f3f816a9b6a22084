"""What the explanation costs: one graph with maps against the same without, and against captum."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from inference import paths
from inference.model.bundle import Bundle, available, load
from inference.model.fast_check import FastCheck, approved
from inference.model.selection import in_order
from inference.model.self_test import builtin_input
from inference.model.session import Session
from tests.bench.measure import Line, in_turns, pairs_in_turns


def shipped() -> list[Bundle]:
    """The bundles that ship, the one that answers first before the others."""
    models = paths.resources() / "models"
    found = [item for item in available(models) if isinstance(item, Bundle)]
    if not found:
        raise SystemExit("no bundle ships: nothing to measure")
    return in_order(found, "", models / "none")


def single() -> Bundle:
    """The first of them that is one network: captum explains no mean of two."""
    from training.networks.weights import load_weights, members_of

    return next(item for item in shipped() if not members_of(load_weights(item.folder)))


def without_maps(graph: bytes) -> bytes:
    """The same graph with the class maps' output and the nodes that only serve it taken out."""
    import onnx

    model = onnx.load_from_string(graph)
    kept = [item for item in model.graph.output if item.name != "class_maps"]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    wanted = {item.name for item in kept}
    nodes = []
    for node in reversed(model.graph.node):
        if wanted & set(node.output):
            nodes.append(node)
            wanted.update(node.input)
    del model.graph.node[:]
    model.graph.node.extend(reversed(nodes))
    return bytes(model.SerializeToString())


def session(graph: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def maps_cost() -> Iterator[Line]:
    """One pass with all seven maps: against none, and against captum's LayerGradCam."""
    bundle = shipped()[0]
    graph, spec = bundle.graph_bytes(), bundle.card.input
    film = builtin_input("ramp", spec)
    whole, bare = session(graph), session(without_maps(graph))
    ours = partial(whole.run, None, {spec.name: film})
    _, _, ratio = in_turns(ours, partial(bare.run, None, {spec.name: film}), 15)
    yield Line("a pass with seven class maps: against without maps", ratio, 1.05)
    bundle = single()
    film = builtin_input("ramp", bundle.card.input)
    ours = partial(session(bundle.graph_bytes()).run, None, {bundle.card.input.name: film})
    for name, classes, limit in (("all seven classes", range(7), 10.0), ("one class", range(1), 1.0)):
        a, b, ratio = in_turns(ours, captum_pass(bundle.folder, film, classes), 3)
        note = f"{a * 1000:.0f} ms against {b * 1000:.0f} ms"
        yield Line(
            f"captum LayerGradCam of {name}: against our pass", 1 / ratio, limit, at_least=True, note=note
        )


PAIRS: Final = 7
"""So many that their lowest and highest enclose the median with 98 % (1 - 2 / 2**7)."""


def fastest() -> Iterator[Line]:
    """captum's seven maps against a pass of the engine that this machine would use by default.

    That is ONNX Runtime's CPU where no other is installed, or none agrees.  Of the model that answers first,
    a mean, captum is asked for the maps of each network on each picture that the mean is made of.
    """
    for bundle in {one.folder: one for one in (shipped()[0], single())}.values():
        yield _fastest(bundle)


def _fastest(bundle: Bundle) -> Line:
    films = sorted((paths.resources() / "films").glob("*.dcm"))
    with tempfile.TemporaryDirectory() as place:
        for finding in FastCheck(bundle, Path(place), films).run():
            print(finding.words)
        engine = Session(bundle, threads=2, checked=approved(bundle, Path(place)))
    film = builtin_input("ramp", bundle.card.input)
    ours_once = partial(engine.run, film)
    # an untimed pass first: torch's threads still spin for a while, and in the window there is no torch
    pairs = pairs_in_turns(ours_once, captum_pass(bundle.folder, film, range(7)), PAIRS, ours_once)
    ours, captums = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    ratios = sorted(b / a for a, b in pairs)
    note = (
        f"{ours:.0f} ms against {captums:.0f} ms; median of {PAIRS} pairs, which lie between "
        f"{ratios[0]:.1f} and {ratios[-1]:.1f} (for the median a 98 % interval)"
    )
    name = (
        f"captum LayerGradCam of all seven classes, {bundle.card.name}: against a pass of {engine.provider}"
    )
    return Line(name, statistics.median(ratios), 35.0, at_least=True, note=note)


def captum_pass(folder: Path, film: np.ndarray[Any, Any], classes: range) -> Any:
    """The same maps by autograd, as one would write it with captum: of each network on each picture.

    What looks at the hips is asked about its views of them, which are cut beforehand.
    """
    import torch

    from training.networks.densenet import JointNet
    from training.networks.rebuilt import closer_of, whole_film
    from training.networks.weights import is_mirrored

    graph = load(folder).graph_bytes()
    whole, closer = whole_film(graph), closer_of(graph)
    nets = list(whole.members) if isinstance(whole, JointNet) else [whole]
    tensor = torch.from_numpy(film.copy())
    pictures = [tensor, tensor.flip(-1)] if is_mirrored(graph) else [tensor]
    asked = [(_captum(net), picture) for net in nets for picture in pictures]
    if closer is not None:
        with torch.no_grad():
            views = [closer.views.cut(one, closer.views.find(one)[0]) for one in pictures]
        asked += [(_captum(closer.net), view) for view in views]
    torch.set_num_threads(2)

    def work() -> list[Any]:
        return [cam.attribute(picture, target=index) for cam, picture in asked for index in classes]

    return work


def _captum(net: Any) -> Any:
    import torch
    from captum.attr import LayerGradCam

    pooled = torch.nn.Sequential(net.features, torch.nn.ReLU())
    head = torch.nn.Sequential(torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), net.head)
    return LayerGradCam(torch.nn.Sequential(pooled, head), pooled)
