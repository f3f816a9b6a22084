"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inference import files


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fill(part: Path) -> None:
        part.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), files.replacing(target) as part:
        fill(part)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_text_is_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "a", "골절\n")
    assert (tmp_path / "a").read_bytes() == "골절\n".encode()
    files.write_whole(tmp_path / "a", b"\r\n")
    assert (tmp_path / "a").read_bytes() == b"\r\n"


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits")
def test_private_files_are_their_owners_only(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "a", b"x", mode=files.PRIVATE)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_what_a_killed_run_left_does_not_stop_the_next(tmp_path: Path) -> None:
    part = tmp_path / ".a.part"
    part.write_bytes(b"half")
    files.write_whole(tmp_path / "a", b"whole")
    assert part.read_bytes() == b"half"  # it may be another window's, which is still at it
    long_ago = time.time() - 2 * files.STALE_S
    os.utime(part, (long_ago, long_ago))
    files.write_whole(tmp_path / "a", b"anew")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_two_writers_of_one_file_do_not_share_their_halves(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with files.replacing(target) as first, files.replacing(target) as second:
        assert first != second
        first.write_text("one, whole")
        second.write_text("two")
    assert target.read_text() == "one, whole"
    assert list(tmp_path.iterdir()) == [target]


def test_a_kill_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom inference.files import replacing\n"
        "with replacing(Path(sys.argv[1])) as part:\n"
        "    part.write_bytes(b'half')\n    os._exit(9)\n"
    )
    root = Path(files.__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code, str(target)], cwd=root, check=False).returncode == 9
    assert target.read_bytes() == b"old"


def test_file_and_folder_are_on_the_disk_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(files, "to_disk", lambda path: synced.append(path))
    files.write_whole(tmp_path / "a", b"x")
    assert [path.name for path in synced] == [".a.part", tmp_path.name]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_another_program_wrote_over_is_missed(tmp_path: Path) -> None:
    """Of the same size, too; a file that was copied, touched or renamed away and back is as it was."""
    names = ("same", "touched", "other", "shorter", "gone")
    paths = {name: tmp_path / name for name in names}
    written = files.Written()
    for path in paths.values():
        path.write_bytes(b"a" * 1000)
    written.note(*paths.values())
    os.utime(paths["touched"], ns=(1, 1))
    files.write_whole(paths["other"], b"b" * 1000)
    paths["shorter"].write_bytes(b"a" * 999)
    paths["gone"].unlink()
    assert [path.name for path in written.missing()] == ["other", "shorter", "gone"]
    written.note(paths["other"])
    assert "other" not in [path.name for path in written.missing()]
