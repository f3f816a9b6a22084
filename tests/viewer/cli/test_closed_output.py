"""``shenton … | head``: whoever stops reading ends the program without a word."""

from __future__ import annotations

import subprocess
import sys

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
