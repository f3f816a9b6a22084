"""Options that would change nothing in what is asked are refused, before anything is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.cli import main


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("study analyse DIR --cutoff 3 --seed 1", "--cutoff and --seed would change nothing with a study's"),
        ("study analyse DIR --model-cutoff 3", "--model-cutoff would change nothing"),
        ("study analyse DIR --model m --prevalence 0.1", "--model and --prevalence would change nothing"),
        ("study analyse DIR --partial-to 0.3", "--partial-to would change nothing"),
        ("study lock DIR --no-model --model m", "--model would change nothing with --no-model"),
        ("render DIR --out DIR --model m", "--model would change nothing without --overlay"),
        ("doctor --model m", "--model would change nothing without --bench"),
        ("doctor --bench --release r", "--release would change nothing with --bench"),
    ],
)
def test_options_without_a_part_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str, words: str
) -> None:
    assert main.main([str(tmp_path) if word == "DIR" else word for word in given.split()]) == 1
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
