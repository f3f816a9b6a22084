"""Whether a faster engine may be used: what is compared, what is kept, and for how long it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inference.model import fast_check, providers
from inference.model.bundle import Bundle
from inference.model.fast_check import Finding
from inference.model.self_test import builtin_input
from inference.model.session import Floats, Outputs, Session
from tests.models import tiny_card, write_bundle

FAST = providers.OPENVINO_BF16


class Other:
    """A session whose logits are moved, as a rounding engine's are."""

    def __init__(self, session: Session, move: float = 0.0, speed: float = 0.1, provider: str = FAST) -> None:
        self.session, self.move, self.speed, self.provider = session, move, speed, provider
        self.bundle = session.bundle

    def start(self) -> Other:
        return self

    def run(self, tensor: Floats) -> Outputs:
        found = self.session.run(tensor)
        moved = found.logits + self.move * np.eye(7, dtype=np.float32)[2]
        return replace(found, logits=moved, elapsed_ms=100.0 * self.speed)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(write_bundle(tmp_path / "tiny"))


def tensors(bundle: Bundle) -> list[Floats]:
    return [builtin_input(name, bundle.card.input) for name in ("ramp", "checker", "zeros")]


def compared(session: Session, other: Other) -> Finding:
    usual: Any = Other(session, speed=1.0, provider="CPU")
    asked: Any = other
    return fast_check.compared(usual, asked, FAST, tensors(session.bundle))


def test_one_that_agrees_and_is_faster_is_used(session: Session) -> None:
    found = compared(session, Other(session, 0.004))
    assert (found.inputs, found.changed, found.is_used) == (3, 0, True)
    assert 0 < found.worst < fast_check.AGREEMENT
    assert "OpenVINO bfloat16 is used: on 3 probe films no probability moved" in found.words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda session: Other(session, 0.5), "a probability moved by"),
        (lambda session: Other(session, speed=2.0), "is not faster here"),
        (lambda session: Other(session, provider="CPU"), "does not run this model here; CPU is used"),
    ],
    ids=["moved", "slow", "fell back"],
)
def test_one_that_does_not_is_not_used(
    session: Session, change: Callable[[Session], Other], words: str
) -> None:
    found = compared(session, change(session))
    assert not found.is_used
    assert words in found.words


def test_a_verdict_that_changes_by_a_hair_is_a_change(session: Session, tmp_path: Path) -> None:
    """A threshold between the two answers: the probabilities agree, the verdict does not."""
    outputs = session.run(tensors(session.bundle)[0])
    fracture = 1.0 - float(fast_check._chances(session.bundle.card, outputs)[0])
    point = replace(session.bundle.card.operating_points[0], threshold=fracture + 1e-5)
    edge = Session(write_bundle(tmp_path / "edge", operating_points=(point,)))
    found = compared(edge, Other(edge, 0.004))
    assert found.worst < fast_check.AGREEMENT
    assert (found.changed, found.is_used) == (1, False)


def test_a_finding_is_kept_for_this_machine_bundle_and_versions(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "candidates", lambda: [FAST])
    bundle, folder = session.bundle, tmp_path / "cache"
    assert fast_check.open_questions(bundle, folder) == [FAST]
    found = Finding(FAST, "CPU", 3, 0.001, 0, 100.0, 200.0)
    fast_check.keep(bundle, folder, [found])
    assert fast_check.open_questions(bundle, folder) == []
    assert fast_check.approved(bundle, folder) == {FAST: found.words}
    other = write_bundle(tmp_path / "other", bias=2.0)
    assert fast_check.approved(other, folder) == {}
    monkeypatch.setattr(providers, "versions", lambda: {"onnxruntime": "99"})
    assert fast_check.open_questions(bundle, folder) == [FAST]


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"KEY": {"OpenVINO bfloat16": {"engine": 3}}}', '{"KEY": 7}']
)
def test_a_damaged_record_is_no_approval(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(providers, "candidates", lambda: [FAST])
    named = text.replace("KEY", fast_check.circumstances(session.bundle))
    (tmp_path / fast_check.RECORD).write_text(named)
    assert fast_check.approved(session.bundle, tmp_path) == {}
    assert fast_check.open_questions(session.bundle, tmp_path) == [FAST]


def test_a_figure_that_is_none_approves_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "candidates", lambda: [FAST])
    fast_check.keep(session.bundle, tmp_path, [Finding(FAST, "CPU", 3, float("nan"), 0, 1.0, 2.0)])
    assert fast_check.approved(session.bundle, tmp_path) == {}


def test_without_a_faster_engine_nothing_is_asked(session: Session, tmp_path: Path) -> None:
    if providers.candidates():
        pytest.skip("this installation has one")
    assert fast_check.FastCheck(session.bundle, tmp_path, ()).run() == []
    assert not (tmp_path / fast_check.RECORD).exists()


def test_an_engine_that_cannot_run_here_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if FAST in providers.candidates():
        pytest.skip("this installation has it")
    bundle = write_bundle(tmp_path / "tiny")
    monkeypatch.setattr(providers, "candidates", lambda: [FAST])
    (found,) = fast_check.FastCheck(bundle, tmp_path, ()).run()
    assert found == Finding(FAST, "CPU")
    assert fast_check.open_questions(bundle, tmp_path) == []
    assert fast_check.approved(bundle, tmp_path) == {}


def test_checked_engines_come_first_in_the_order_of_speed() -> None:
    offered = [providers.CUDA, providers.OPENVINO, providers.CPU]
    checked = (providers.OPENVINO_BF16, providers.CUDA_TF32)
    chosen, notices = providers.choose_providers(None, offered, checked=checked, has_nvidia=True)
    assert chosen == [providers.CUDA_TF32, providers.OPENVINO_BF16, providers.CUDA, providers.CPU]
    assert notices == []


def test_a_checked_engine_that_is_gone_is_passed_over_without_a_word(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "tiny")
    session = Session(bundle, checked={providers.DIRECTML: Finding(FAST, "CPU").words})
    assert (session.provider, session.notice) == ("CPU", "")


def test_a_rounding_engine_is_held_to_probabilities_not_to_logits(session: Session) -> None:
    (test,) = tiny_card().self_tests
    moved: Any = Other(session, 0.02)
    from inference.model.session import self_test

    self_test(moved, [test])
    moved.provider = "CPU"
    with pytest.raises(Exception, match=r"off by 0\.02"):
        self_test(moved, [test])


def test_openvino_is_told_its_precision() -> None:
    assert '"f32"' in providers.options_of(providers.OPENVINO, 2)["load_config"]
    assert '"bf16"' in providers.options_of(providers.OPENVINO_BF16, 2)["load_config"]
