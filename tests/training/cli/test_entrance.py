"""``shenton-train`` where another package is called ``inference``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import training

ROOT = Path(training.__file__).resolve().parents[1]


def said(room: str, first: str, folder: Path) -> tuple[int, str]:
    """Exit status and sentence of a program that finds another ``inference`` first."""
    program = (
        f"import sys; sys.path[:0] = [{str(folder)!r}, {str(ROOT)!r}]\n"
        f"from {room}.__main__ import main; sys.exit(main({first}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=240, check=False
    )
    return done.returncode, done.stderr


def test_another_inference_package_is_named_as_the_viewer_names_it(tmp_path: Path) -> None:
    (tmp_path / "inference").mkdir()
    (tmp_path / "inference" / "__init__.py").write_text("")
    status, sentence = said("training", "['check', 'somewhere']", tmp_path)
    assert status == 2
    assert sentence.startswith("shenton-train: Another package named `inference` hides Shenton's own (")
    assert sentence.removeprefix("shenton-train: ") == said("viewer", "[]", tmp_path)[1].removeprefix(
        "shenton: "
    )
    assert "Traceback" not in sentence


def test_shenton_train_enters_through_the_check() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf8")
    assert 'shenton-train = "training.__main__:main"' in text
