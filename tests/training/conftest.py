"""One small trained run and its bundle, shared by the tests of the training room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inference.archive import pool
from tests.training.toy import make_set
from training.cli.main import main

SIZE = 64


@pytest.fixture(scope="session", autouse=True)
def one_process() -> Iterator[None]:
    """A test that does not say how many processes read its few films gets one, however large the computer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "cores", lambda: 1)
        yield


@dataclass(frozen=True)
class ToyRun:
    """Folders of a whole toy training."""

    train: Path
    val: Path
    run: Path
    bundle: Path


def fit_arguments(root: Path, out: Path, *more: str) -> list[str]:
    """The command line of a toy training."""
    return [
        *("fit", "--data", str(root / "train"), "--val", str(root / "val"), "--out", str(out)),
        *("--cache", str(root / "cache"), "--cache-size", "128", "--size", str(SIZE)),
        *("--architecture", "tiny", "--precision", "fp32", "--device", "cpu", "--threads", "1"),
        *("--lr", "5e-3", *more),
    ]


@pytest.fixture(scope="session")
def toy_run(tmp_path_factory: pytest.TempPathFactory) -> ToyRun:
    """fit and export from the command line."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("toy")
    make_set(root / "train", 84, 1)
    make_set(root / "val", 28, 2, "val")
    run, bundle = root / "run", root / "models" / "toy"
    assert main(fit_arguments(root, run, "--epochs", "5")) == 0
    assert main(["export", "--run", str(run), "--out", str(bundle), "--name", "Toy"]) == 0
    return ToyRun(root / "train", root / "val", run, bundle)
