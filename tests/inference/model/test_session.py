"""ONNX Runtime: graphs that do not fit their card, quiet fall-back, checked outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from inference.errors import BundleError, ModelOutputError, RuntimeMissingError
from inference.model import providers
from inference.model import session as runtime
from inference.model.bundle import Bundle, load
from inference.model.card import FilmCheck, FilmGate, ModelCard
from inference.model.child_session import verify
from inference.model.self_test import builtin_input
from inference.model.session import Session
from inference.records import InputSpec
from tests.models import LATENT, SIZE, tiny_card, tiny_logits, tiny_onnx, write_bundle, write_unchecked


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(write_bundle(tmp_path / "tiny"))


def start(
    folder: Path, change: Callable[[onnx.ModelProto], object], card: ModelCard | None = None
) -> Session:
    card = card or tiny_card(self_tests=())
    return Session(load(write_unchecked(folder, tiny_onnx(change=change), card)))


def film(seed: int = 0, channels: int = 1) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.random.default_rng(seed).normal(0, 1, (1, channels, SIZE, SIZE)).astype(np.float32)


def test_outputs_agree_with_numpy(session: Session) -> None:
    tensor = film()
    outputs = session.run(tensor)
    assert np.allclose(outputs.logits, tiny_logits(tensor), atol=1e-4)
    assert outputs.class_maps.shape == (7, SIZE // 8, SIZE // 8)
    assert outputs.latent.shape == (LATENT,)
    assert outputs.elapsed_ms > 0
    assert (session.provider, session.notice) == ("CPU", "")


def test_class_maps_and_logits_are_one_thing(session: Session) -> None:
    outputs = session.run(film())
    bias = np.eye(7)[0]
    assert np.allclose(outputs.class_maps.mean((1, 2)) + bias, outputs.logits, atol=1e-4)


def test_three_channels(tmp_path: Path) -> None:
    session = Session(write_bundle(tmp_path / "rgb", channels=3))
    assert session.run(film(channels=3)).logits.shape == (7,)


def test_an_input_of_another_shape_is_a_bug_not_an_answer(session: Session) -> None:
    with pytest.raises(ValueError, match="input"):
        session.run(np.zeros((1, 1, 8, 8), np.float32))
    with pytest.raises(ValueError, match="input"):
        session.run(film().astype(np.float64))


def rename_output(model: onnx.ModelProto) -> None:
    model.graph.output[1].name = "features"


def drop_latent(model: onnx.ModelProto) -> None:
    del model.graph.output[2]


def rename_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].name = "image"
    model.graph.node[0].input[0] = "image"


def second_input(model: onnx.ModelProto) -> None:
    model.graph.input.append(helper.make_tensor_value_info("more", TensorProto.FLOAT, [1]))


def wide_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[3].dim_value = 2 * SIZE
    model.graph.output[1].type.tensor_type.shape.dim[3].dim_value = SIZE // 4


def no_sense(model: onnx.ModelProto) -> None:
    model.graph.node[0].op_type = "NoSuchOperator"


def double_output(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("Cast", ["latent"], ["wide"], to=TensorProto.DOUBLE))
    model.graph.output[2].CopyFrom(helper.make_tensor_value_info("wide", TensorProto.DOUBLE, [1, LATENT]))
    model.graph.output[2].name = "latent"
    model.graph.node[3].output[0] = model.graph.node[4].input[0] = model.graph.node[5].input[0] = "small"
    model.graph.node[5].output[0] = "latent"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (rename_output, "cannot load|lacks the output"),
        (drop_latent, "lacks the output latent"),
        (rename_input, "one input named film"),
        (second_input, "one input named film"),
        (wide_input, "input has the shape"),
        (no_sense, "cannot load"),
        (double_output, "latent is tensor\\(double\\)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_graph_that_does_not_fit_its_card_is_refused(
    tmp_path: Path, change: Callable[[onnx.ModelProto], object], reason: str
) -> None:
    with pytest.raises(BundleError, match=reason):
        start(tmp_path / "b", change)


def test_a_graph_of_six_classes_is_refused(tmp_path: Path) -> None:
    def six(model: onnx.ModelProto) -> None:
        for name in ("w2", "w3", "b3"):
            tensor = next(item for item in model.graph.initializer if item.name == name)
            value = onnx.numpy_helper.to_array(tensor)[:6]
            tensor.CopyFrom(onnx.numpy_helper.from_array(value, name))
        for output in model.graph.output[:2]:
            output.type.tensor_type.shape.dim[1].dim_value = 6

    with pytest.raises(BundleError, match="logits has the shape"):
        start(tmp_path / "b", six)


def test_a_graph_of_symbolic_shapes_is_taken(tmp_path: Path) -> None:
    def symbolic(model: onnx.ModelProto) -> None:
        for item in (*model.graph.input, *model.graph.output):
            item.type.tensor_type.shape.dim[0].dim_param = "n"
        for axis in (2, 3):
            model.graph.output[1].type.tensor_type.shape.dim[axis].dim_param = f"d{axis}"

    session = start(tmp_path / "b", symbolic)
    assert session.run(film()).class_maps.shape == (7, 8, 8)


def test_extra_outputs_come_along(tmp_path: Path) -> None:
    def more(model: onnx.ModelProto) -> None:
        model.graph.node.append(helper.make_node("Neg", ["latent"], ["minus"]))
        model.graph.output.append(helper.make_tensor_value_info("minus", TensorProto.FLOAT, [1, LATENT]))

    session = start(tmp_path / "b", more, tiny_card(self_tests=(), extra_outputs={"minus": "for this test"}))
    outputs = session.run(film())
    assert np.allclose(outputs.extra["minus"][0], -outputs.latent)
    with pytest.raises(BundleError, match="lacks the output plus"):
        start(tmp_path / "c", more, tiny_card(self_tests=(), extra_outputs={"plus": "is not there"}))


def test_a_film_gate_of_another_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="film gate"):
        Session(write_bundle(tmp_path / "b", gate=FilmGate((0.0,), ((1.0,),), 3.0, "v")))


def test_a_film_check_of_another_width_is_refused(tmp_path: Path) -> None:
    check = FilmCheck("implant", (0.0,), 0.0, "v", 0.9, 0.97)
    with pytest.raises(BundleError, match="film check"):
        Session(write_bundle(tmp_path / "b", checks=(check,)))


def test_a_failed_self_test_is_refused(tmp_path: Path) -> None:
    test = tiny_card().self_tests[0]
    wrong = replace(test, logits=(test.logits[0] + 0.5, *test.logits[1:]))
    with pytest.raises(BundleError, match=r"off by 0\.5"):
        Session(write_bundle(tmp_path / "b", self_tests=(wrong,)))


def poison(name: str, node: str) -> Callable[[onnx.ModelProto], None]:
    """Make one output not finite: 1/0 or 0/0 on the way to it."""

    def change(model: onnx.ModelProto) -> None:
        graph = model.graph
        producer = next(item for item in graph.node if name in item.output)
        producer.output[0] = "before"
        for item in graph.node:
            for position, used in enumerate(item.input):
                if used == name:
                    item.input[position] = "before"
        graph.node.append(helper.make_node("Sub", ["before", "before"], ["zero"]))
        graph.node.append(helper.make_node(node, ["before", "zero"], [name]))

    return change


@pytest.mark.parametrize("name", ["logits", "class_maps", "latent"])
def test_an_output_that_is_not_finite_is_withheld(tmp_path: Path, name: str) -> None:
    session = start(tmp_path / "b", poison(name, "Div"))
    with pytest.raises(ModelOutputError, match="not finite"):
        session.run(film())


def test_a_self_test_that_is_not_finite_refuses_the_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="self-test"):
        start(tmp_path / "b", poison("logits", "Div"), tiny_card())


def bad_gather(model: onnx.ModelProto) -> None:
    """A graph that loads and fails on every pass: an index of the film's own making is out of range."""
    graph = model.graph
    graph.node[3].output[0] = graph.node[4].input[0] = "small"
    graph.initializer.append(onnx.numpy_helper.from_array(np.array(1e6, np.float32), "million"))
    graph.node.append(helper.make_node("ReduceMax", ["small"], ["most"], keepdims=0))
    graph.node.append(helper.make_node("Add", ["most", "million"], ["far"]))
    graph.node.append(helper.make_node("Cast", ["far"], ["index"], to=TensorProto.INT64))
    graph.node.append(helper.make_node("Gather", ["small", "index"], ["picked"], axis=1))
    graph.node.append(helper.make_node("ReduceMax", ["picked"], ["one"], keepdims=0))
    graph.node.append(helper.make_node("Add", ["small", "one"], ["latent"]))


def test_a_pass_that_fails_is_an_error_of_the_model(tmp_path: Path) -> None:
    session = start(tmp_path / "b", bad_gather)
    with pytest.raises(ModelOutputError, match="could not be run"):
        session.run(film())


def test_a_graph_that_wants_all_memory_is_refused(tmp_path: Path) -> None:
    def huge(model: onnx.ModelProto) -> None:
        size = onnx.numpy_helper.from_array(np.array([1 << 20, 1 << 20, 1 << 10], np.int64), "size")
        model.graph.initializer.append(size)
        model.graph.node.append(helper.make_node("ConstantOfShape", ["size"], ["vast"]))
        model.graph.node.append(helper.make_node("ReduceMax", ["vast"], ["most"], keepdims=0))
        model.graph.node[3].output[0] = model.graph.node[4].input[0] = "small"
        model.graph.node.append(helper.make_node("Add", ["small", "most"], ["latent"]))

    with pytest.raises((BundleError, ModelOutputError)):
        start(tmp_path / "b", huge).run(film())


@pytest.mark.parametrize("folded", [False, True])
def test_a_small_graph_cannot_claim_all_memory(tmp_path: Path, folded: bool) -> None:
    """A column times a row: 4 GB from a file of 500 kB, on a film or while the graph is loaded."""
    side = 32_000

    def product(model: onnx.ModelProto) -> None:
        row = onnx.numpy_helper.from_array(np.ones((1, side), np.float32), "row")
        shape = onnx.numpy_helper.from_array(np.array([4, 1], np.int64), "shape")
        model.graph.initializer.extend([row, shape])
        if folded:
            column = onnx.numpy_helper.from_array(np.ones((side, 1), np.float32), "column")
            model.graph.initializer.append(column)
            model.graph.node.append(helper.make_node("MatMul", ["column", "row"], ["vast"]))
        else:
            model.graph.node.append(helper.make_node("Transpose", ["row"], ["turned"], perm=[1, 0]))
            model.graph.node.append(helper.make_node("ReduceMax", ["small"], ["grey"], keepdims=0))
            model.graph.node.append(helper.make_node("Mul", ["turned", "grey"], ["column"]))
            model.graph.node.append(helper.make_node("MatMul", ["column", "row"], ["vast"]))
        model.graph.node.append(helper.make_node("ReduceMax", ["vast"], ["most"], keepdims=0))
        model.graph.node[3].output[0] = model.graph.node[4].input[0] = "small"
        model.graph.node.append(helper.make_node("Add", ["small", "most"], ["latent"]))

    assert side * side * 4 > providers.MEMORY_BYTES
    with pytest.raises((BundleError, ModelOutputError)):
        start(tmp_path / "b", product).run(film())


def test_memory_can_be_given_back() -> None:
    providers.release_memory()


def test_verify_runs_all_self_tests(tmp_path: Path) -> None:
    good = tiny_card().self_tests[0]
    bundle = write_bundle(tmp_path / "b", self_tests=(good, replace(good, input="zeros")))
    Session(bundle)
    with pytest.raises(BundleError, match="on zeros"):
        verify(bundle)


def test_cuda_is_asked_for_only_with_a_driver() -> None:
    offered = [providers.CUDA, providers.CPU]
    assert providers.choose_providers(None, offered, has_nvidia=True) == ([providers.CUDA, providers.CPU], [])
    chosen, notices = providers.choose_providers(None, offered, has_nvidia=False)
    assert chosen == [providers.CPU]
    assert notices == ["No NVIDIA driver was found; using the CPU."]


def test_a_plain_build_falls_back_without_a_word() -> None:
    assert providers.choose_providers(None, [providers.CPU], has_nvidia=True) == ([providers.CPU], [])


@pytest.mark.parametrize("name", ["OpenVINO", "openvino", providers.OPENVINO])
def test_opt_in_providers_are_taken_by_name_only(name: str) -> None:
    offered = [providers.OPENVINO, providers.DIRECTML, providers.CPU]
    assert providers.choose_providers(None, offered)[0] == [providers.CPU]
    assert providers.choose_providers([name], offered) == ([providers.OPENVINO, providers.CPU], [])
    assert providers.choose_providers([name], [providers.CPU])[1] == [
        "OpenVINO is not part of this ONNX Runtime; using the next."
    ]


def test_a_missing_provider_is_said_in_one_line(tmp_path: Path) -> None:
    session = Session(write_bundle(tmp_path / "b"), providers=["CUDA", "CPU"])
    assert session.provider == "CPU"
    assert session.notice
    assert "\n" not in session.notice


def test_several_packages_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_is_installed", lambda name: name in ("onnxruntime", "onnxruntime-gpu"))
    assert "onnxruntime and onnxruntime-gpu are both installed" in providers.package_notices()[0]


def test_without_onnx_runtime_the_user_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = write_bundle(tmp_path / "b")
    monkeypatch.setattr(providers.util, "find_spec", lambda name: None)
    with pytest.raises(RuntimeMissingError, match=r"shenton\[cpu\].*shenton\[gpu\]"):
        Session(bundle)


@pytest.mark.slow
def test_a_session_says_nothing_on_the_console(tmp_path: Path) -> None:
    """In a fresh process: ONNX Runtime's warnings of the start and of a refused model stay quiet."""
    good = write_bundle(tmp_path / "good")
    bad = write_unchecked(tmp_path / "bad", tiny_onnx(change=no_sense), tiny_card(self_tests=()))
    failing = write_unchecked(tmp_path / "failing", tiny_onnx(change=bad_gather), tiny_card())
    program = (
        "import sys; from pathlib import Path; from inference.model.bundle import load;"
        "from inference.model.session import Session; from inference.errors import BundleError\n"
        "Session(load(Path(sys.argv[1])), providers=['CUDA', 'CPU'])\n"
        "for folder in sys.argv[2:]:\n"
        "    try: Session(load(Path(folder)))\n"
        "    except BundleError: continue\n"
        "    sys.exit(9)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(good.folder), str(bad), str(failing)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(runtime.__file__).parents[2]
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_graph_runs_from_bytes_that_match_the_card(tmp_path: Path) -> None:
    bundle: Bundle = write_bundle(tmp_path / "b")
    bundle.graph.write_bytes(tiny_onnx(bias=9.0))
    with pytest.raises(BundleError, match="SHA-256"):
        Session(bundle)


def test_threads_leave_one_core_to_the_window(session: Session) -> None:
    assert session.threads == max(1, (os.cpu_count() or 2) - 1)
    alone = Session(session.bundle, threads=1)
    assert alone.threads == 1
    assert alone.run(builtin_input("ramp", InputSpec(size=SIZE))).logits.shape == (7,)
