"""Models that stall, swell, lie or break off in their own process; what they cost is one sentence."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from inference import child_process
from inference.errors import BundleError, ModelOutputError
from inference.model import child_session
from inference.model.bundle import Bundle, load
from inference.model.child_session import ChildSession, Limits, verify
from inference.model.install import install
from inference.model.session import Session
from tests.models import SIZE, tiny_card, tiny_onnx, write_bundle, write_unchecked

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux")


def film(seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 1, (1, 1, SIZE, SIZE)).astype(np.float32)


def spoilt(folder: Path, change: Callable[[onnx.ModelProto], object]) -> Bundle:
    return load(write_unchecked(folder, tiny_onnx(change=change), tiny_card(self_tests=())))


def after_latent(
    model: onnx.ModelProto, *nodes: onnx.NodeProto, weights: tuple[NDArray[np.generic], ...]
) -> None:
    """Put ``nodes`` between features and latent: they take ``small`` and give ``one`` (a scalar)."""
    graph = model.graph
    graph.node[3].output[0] = graph.node[4].input[0] = "small"
    for number, value in enumerate(weights):
        graph.initializer.append(numpy_helper.from_array(value, f"weight{number}"))
    graph.node.extend(nodes)
    graph.node.append(helper.make_node("Add", ["small", "one"], ["latent"]))


def stalls(model: onnx.ModelProto) -> None:
    """Hundreds of large products, each of the film's own making, from a small file: minutes of work."""
    side, steps = 3000, 400
    nodes = [
        helper.make_node("ReduceMax", ["small"], ["grey"], keepdims=0),
        helper.make_node("Expand", ["grey", "weight0"], ["m0"]),
        *(helper.make_node("MatMul", [f"m{n}", f"m{n}"], [f"p{n}"]) for n in range(steps)),
        *(helper.make_node("Tanh", [f"p{n}"], [f"m{n + 1}"]) for n in range(steps)),
        helper.make_node("ReduceMax", [f"m{steps}"], ["one"], keepdims=0),
    ]
    nodes[2:-1] = [
        node for pair in zip(nodes[2 : 2 + steps], nodes[2 + steps : -1], strict=True) for node in pair
    ]
    after_latent(model, *nodes, weights=(np.array([side, side], np.int64),))


def swells_with_text(model: onnx.ModelProto) -> None:
    """Numbers turned into two hundred million texts: ONNX Runtime's bound on tensors does not count them."""
    nodes = [
        helper.make_node("ReduceMax", ["small"], ["grey"], keepdims=0),
        helper.make_node("Expand", ["grey", "weight0"], ["wide"]),
        helper.make_node("Cast", ["wide"], ["texts"], to=TensorProto.STRING),
        helper.make_node("Shape", ["texts"], ["sides"]),
        helper.make_node("Gather", ["texts", "weight1"], ["word"]),
        helper.make_node("Cast", ["word"], ["back"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMax", ["back"], ["one"], keepdims=0),
    ]
    weights = (np.array([200_000_000], np.int64), np.array([0], np.int64))
    after_latent(model, *nodes, weights=weights)


def swells_while_it_loads(model: onnx.ModelProto) -> None:
    """The same of constants, which ONNX Runtime works out when it loads the graph."""
    swells_with_text(model)
    for node in model.graph.node:
        if node.op_type == "Expand":
            node.input[0] = "weight2"
    model.graph.initializer.append(numpy_helper.from_array(np.array(1.5, np.float32), "weight2"))


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_bundle(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def child(bundle: Bundle) -> Iterator[ChildSession]:
    with ChildSession(bundle).start() as made:
        yield made


def test_its_answer_is_the_answer(bundle: Bundle, child: ChildSession) -> None:
    here, there = Session(bundle).run(film()), child.run(film())
    for name in ("logits", "class_maps", "latent"):
        np.testing.assert_array_equal(getattr(here, name), getattr(there, name))
    assert there.elapsed_ms > 0
    assert (child.provider, child.notice) == ("CPU", "")
    child.self_test()


def test_further_outputs_come_along(tmp_path: Path) -> None:
    def more(model: onnx.ModelProto) -> None:
        model.graph.node.append(helper.make_node("ArgMax", ["logits"], ["top"], axis=1))
        model.graph.output.append(helper.make_tensor_value_info("top", TensorProto.INT64, [1, 1]))

    card = tiny_card(self_tests=(), extra_outputs={"top": "for this test"})
    with ChildSession(load(write_unchecked(tmp_path / "b", tiny_onnx(change=more), card))).start() as session:
        found = session.run(film()).extra["top"]
    assert found.dtype == np.int64
    assert found.shape == (1, 1)


@pytest.mark.spawned
def test_a_model_that_does_not_load_says_why(tmp_path: Path) -> None:
    test = tiny_card().self_tests[0]
    wrong = replace(test, logits=(test.logits[0] + 0.5, *test.logits[1:]))
    with pytest.raises(BundleError, match=r"off by 0\.5"):
        ChildSession(write_bundle(tmp_path / "b", self_tests=(wrong,))).start()


def test_a_model_that_stalls_is_given_up_in_time(tmp_path: Path) -> None:
    limits = Limits(pass_s=0.4)
    with ChildSession(spoilt(tmp_path / "b", stalls), limits=limits).start() as session:
        for _film in range(child_session.PATIENCE):
            with pytest.raises(ModelOutputError, match=r"busy for 0\.4 seconds and was given up"):
                session.run(film())
            assert session.pid is None  # it would go on for minutes
        with pytest.raises(ModelOutputError, match="is not asked again") as caught:
            session.run(film())
        assert "Try again" in caught.value.hint
        session.forgive()
        with pytest.raises(ModelOutputError, match="was given up"):
            session.run(film())


def test_a_busy_computer_is_given_time_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that passed before the graph was read, and that only others have used up."""
    bundle, limits = write_bundle(tmp_path / "b"), Limits(start_s=1e-4)
    with monkeypatch.context() as idle:
        idle.setattr(child_process, "slowness", lambda: 1.0)
        with pytest.raises(BundleError, match="was given up") as caught:
            ChildSession(bundle, limits=limits).start()
    assert isinstance(caught.value.__cause__, ModelOutputError)
    assert isinstance(caught.value.__cause__.__cause__, TimeoutError)
    monkeypatch.setattr(child_process, "slowness", lambda: 1e6)
    monkeypatch.setattr(child_process, "MOST_SLOWER", 1e6)
    with ChildSession(bundle, limits=limits).start() as session:
        assert session.provider


def test_a_slow_computer_is_given_time_and_told() -> None:
    limits = Limits()
    assert [limits.seconds(probe) for probe in (0.0, 0.3, 2.0, 5.0, 60.0, float("nan"))] == [
        20.0, 20.0, 20.0, 50.0, child_session.SLOWEST_S, 20.0,
    ]  # fmt: skip
    said = child_session.slow_words(5.0, limits.seconds(5.0))
    assert "took 5 s, so a film may take up to 50 s." in said


@pytest.mark.parametrize("tests", [1, 0])
def test_a_model_that_stalls_is_not_installed(tmp_path: Path, tests: int) -> None:
    card = tiny_card()
    card = replace(card, self_tests=card.self_tests[:tests])
    source = write_unchecked(tmp_path / "b", tiny_onnx(change=stalls), card)
    with pytest.raises(BundleError, match="was given up"):
        install(source, tmp_path / "models", lambda one: verify(one, limits=Limits(start_s=1.0, pass_s=0.5)))
    assert list((tmp_path / "models").iterdir()) == []


@linux
@pytest.mark.spawned
@pytest.mark.parametrize("change", [swells_with_text, swells_while_it_loads])
def test_a_model_that_swells_ends_alone(tmp_path: Path, change: Callable[[onnx.ModelProto], None]) -> None:
    session, largest = ChildSession(spoilt(tmp_path / "b", change), limits=Limits(memory_bytes=1 << 30)), [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            pid = session.pid
            if pid is not None and Path(f"/proc/{pid}/statm").exists():
                try:
                    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                except (OSError, IndexError):
                    continue
                largest[0] = max(largest[0], pages * os.sysconf("SC_PAGE_SIZE"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with session, pytest.raises((BundleError, ModelOutputError)):
            session.start().run(film())
    finally:
        over.set()
        watcher.join()
    assert largest[0] < 1.5 * (1 << 30)


def test_texts_in_the_graph_are_refused_at_once(tmp_path: Path) -> None:
    def text(model: onnx.ModelProto) -> None:
        value = helper.make_tensor("word", TensorProto.STRING, [1], [b"x" * 100])
        model.graph.node.append(helper.make_node("ConstantOfShape", ["sides"], ["texts"], value=value))

    with pytest.raises(BundleError, match="works with text"):
        spoilt(tmp_path / "b", text)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_child_that_dies_costs_one_film(bundle: Bundle) -> None:
    with ChildSession(bundle).start() as session:
        assert session.pid is not None
        os.kill(session.pid, signal.SIGSTOP)
        threading.Timer(0.2, os.kill, (session.pid, signal.SIGKILL)).start()
        with pytest.raises(ModelOutputError, match="ended on its own"):
            session.run(film())
        assert session.run(film()).logits.shape == (7,)


def test_what_stalls_can_be_given_up_from_elsewhere(tmp_path: Path) -> None:
    with ChildSession(spoilt(tmp_path / "b", stalls)).start() as session:
        threading.Timer(0.3, session.cancel).start()
        with pytest.raises(ModelOutputError, match="was stopped"):
            session.run(film())
        assert session.pid is None  # it would go on for minutes
        with pytest.raises(ModelOutputError, match="was stopped"):
            session.run(film())


def test_what_is_given_up_before_it_started_never_starts(bundle: Bundle) -> None:
    session = ChildSession(bundle)
    session.cancel()
    with pytest.raises(ModelOutputError, match="was stopped"):
        session.start()
    session.close()


def scaled(factor: float, output: str) -> Callable[[onnx.ModelProto], None]:
    def change(model: onnx.ModelProto) -> None:
        producer = next(node for node in model.graph.node if output in node.output)
        producer.output[0] = "before"
        for node in model.graph.node:
            node.input[:] = ["before" if name == output else name for name in node.input]
        model.graph.initializer.append(numpy_helper.from_array(np.array(factor, np.float32), "factor"))
        model.graph.node.append(helper.make_node("Mul", ["before", "factor"], [output]))

    return change


@pytest.mark.parametrize("output", ["logits", "class_maps", "latent"])
def test_finite_but_absurd_figures_are_no_answer(tmp_path: Path, output: str) -> None:
    session = Session(spoilt(tmp_path / "b", scaled(1e30, output)))
    with pytest.raises(ModelOutputError, match="beyond all measure"):
        session.run(film())


class Peer:
    """What a child that was taken over might say."""

    def __init__(self, *messages: object) -> None:
        self._messages = [json.dumps(message).encode() for message in messages]

    def recv_bytes(self, _most: int) -> bytes:
        return self._messages.pop(0)


@pytest.mark.parametrize(
    "arrays",
    [
        [["logits", "float32", [1, 7]]],
        [["logits", "object", [1, 7]], ["class_maps", "float32", [1]], ["latent", "float32", [1]]],
        [["logits", "float32", [1 << 40]], ["class_maps", "float32", [1]], ["latent", "float32", [1]]],
        [["logits", "float32", [-1, 7]], ["class_maps", "float32", [1]], ["latent", "float32", [1]]],
        [["logits", "float32", [0, 9]], ["class_maps", "float32", [1 << 25]], ["latent", "float32", [1]]],
        "nothing",
        7,
    ],
)
def test_what_a_child_says_is_bounded(arrays: object) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        child_session._receive(Peer(), arrays, ("logits", "class_maps", "latent"))  # type: ignore[arg-type]


def test_what_is_no_header_is_refused() -> None:
    with pytest.raises(ValueError, match="no header"):
        child_session._header(Peer([1, 2]))  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        child_session._header(Peer({"error": "SystemExit", "message": "", "hint": ""}))  # type: ignore[arg-type]
