"""The command line: quick help, one sentence an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.training.limb_toy import make_generated
from training.cli.main import main, parser

COMMANDS = ("synth", "fit", "export", "evaluate", "tune", "calibrate")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom training.cli.main import main\n"
        "try:\n main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'monai', 'numba', 'onnxruntime', 'scipy', 'numpy', 'cv2'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([command, "--help"])
    assert done.value.code == 0
    assert "--" in capsys.readouterr().out


def test_both_trainings_take_their_films_and_folders_alike() -> None:
    shared = ("data", "val", "out", "cache", "cache_size", "imagenet", "at_most")
    words = ["--data", "films", "--out", "run", "--val", "others", "--at-most", "7", "--imagenet"]
    fit, report = (vars(parser(name).parse_args([name, *words])) for name in ("fit", "report"))
    assert {name: fit[name] for name in shared} == {name: report[name] for name in shared}
    assert (fit["cache_size"], fit["at_most"], fit["val"]) == (512, 7, [Path("others")])


@pytest.mark.parametrize(
    "wrong",
    [
        *(["--batch", "0"], ["--epochs", "0"], ["--threads", "-1"], ["--processes", "0"], ["--seed", "-1"]),
        *(["--close", "2"], ["--size", "big"]),
    ],
)
def test_numbers_that_make_no_sense_are_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["fit", "--data", "a", "--out", "b", *wrong])
    assert done.value.code == 2
    assert wrong[0] in capsys.readouterr().err


@pytest.mark.torch
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf8")
    (tmp_path / "truth.jsonl").write_text("", "utf8")
    assert main(["fit", "--data", str(tmp_path), "--out", str(tmp_path / "file" / "run")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("shenton-train: A file could not be")
    assert str(tmp_path) not in told


@pytest.mark.torch
@pytest.mark.parametrize(
    "command",
    [
        ["landmarks", "--data", "none", "--val", "none", "--cache", "none", "--out"],
        ["upright", "--data", "none", "--val", "none", "--cache", "none", "--out"],
        ["compare", "--row", "a", "none", "--test", "none", "--cache", "none", "--out"],
        ["evaluate", "--bundle", "none", "--data", "none", "--out"],
        ["export", "--run", "none", "--name", "n", "--out"],
    ],
)
def test_what_cannot_be_written_at_the_end_is_told_at_the_beginning(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf8")
    assert main([*command, str(tmp_path / "file" / "out")]) == 1
    assert "A file could not be" in capsys.readouterr().err
    assert main([*command, str(tmp_path)]) == 1
    assert "is a folder" in (told := capsys.readouterr().err) or "There is something at" in told


@pytest.mark.torch
def test_errors_are_one_sentence_and_a_hint(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["fit", "--data", f"{tmp_path}/none", "--out", f"{tmp_path}/run"]
    assert main(base) == 1
    told = capsys.readouterr().err
    assert told.startswith("shenton-train: There is no truth.jsonl and no manifest.csv in none.")
    assert "shenton-train synth" in told
    assert main([*base, "--init", f"{tmp_path}/weights"]) == 1  # before any film is looked for
    assert "There is no weights to begin with." in capsys.readouterr().err
    assert main([*base, "--resume"]) == 1
    assert "There is no run in run to go on with." in capsys.readouterr().err
    assert main([*base, "--size", "100"]) == 1
    assert "no multiple of 32" in capsys.readouterr().err


@pytest.mark.torch
def test_options_without_a_part_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Reports: see the test of a manifest's reports."""
    given = ["evaluate", "--bundle", "x", "--data", "y", "--out", "z"]
    for more, words in ((["--pictures"], "without --html"), (["--join", "max"], "without --close")):
        assert main([*given, *more]) == 1
        assert f"{more[0]} would change nothing {words}" in capsys.readouterr().err


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


@pytest.mark.torch
def test_limb_films_in_the_place_of_hips_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    limbs = make_generated(tmp_path / "limbs", 2)
    assert main(["fit", "--data", str(limbs), "--out", str(tmp_path / "run")]) == 1
    assert (
        "limbs holds limb films, which have no class. Name films of hips; fit takes"
        in capsys.readouterr().err
    )
