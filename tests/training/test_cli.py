"""The command line: quick help, one sentence an error."""

from __future__ import annotations

import subprocess
import sys

import pytest

from training.cli import main

COMMANDS = ("synth", "fit", "export", "evaluate", "tune")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom training.cli import main\n"
        "try:\n main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'monai', 'numba', 'onnxruntime', 'scipy', 'numpy', 'cv2'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([command, "--help"])
    assert done.value.code == 0
    assert "--" in capsys.readouterr().out


@pytest.mark.torch
def test_errors_are_one_sentence_and_a_hint(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["fit", "--data", f"{tmp_path}/none", "--out", f"{tmp_path}/run"]
    assert main(base) == 1
    told = capsys.readouterr().err
    assert told.startswith("shenton-train: There is no truth.jsonl in none.")
    assert "shenton-train synth" in told
    assert main([*base, "--size", "100"]) == 1
    assert "no multiple of 32" in capsys.readouterr().err


@pytest.mark.torch
def test_a_device_that_is_not_here_is_told() -> None:
    import torch

    from training.device import choose
    from training.errors import TrainingError

    assert choose("cpu") == torch.device("cpu")
    assert choose("auto").type in ("cpu", "cuda", "mps")
    if not torch.cuda.is_available():
        with pytest.raises(TrainingError, match="--device cpu"):
            choose("cuda")
