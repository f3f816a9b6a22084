"""``shenton … | head``: whoever stops reading ends the program without a word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inference import closed_output


def test_a_reader_that_goes_away_ends_the_program_quietly() -> None:
    code = "from viewer.cli.main import main; import sys; sys.exit(main(['study', 'verify', '--json']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(timeout=120) == closed_output.CLOSED
    assert told == b""


def test_another_broken_pipe_is_no_secret() -> None:
    def broken() -> int:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        closed_output.quietly(broken)
    assert closed_output.quietly(lambda: 3) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_without_room_is_one_sentence_and_without_a_place_none() -> None:
    code = "from viewer.cli.main import main; import sys; sys.exit(main(['study', 'verify']))"
    with Path("/dev/full").open("w") as full:
        told = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False)
    assert told.returncode == 1
    assert told.stderr.decode().startswith("shenton: The output could not be written (")
    assert len(told.stderr.splitlines()) == 1


def test_nowhere_to_write_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert closed_output.quietly(lambda: 3) == 3
    with sys.stdout as nowhere:
        nowhere.write("let go")
