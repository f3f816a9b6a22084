"""What must hold for the project as a whole: rooms, start, packaging."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inference import paths

ROOT = Path(__file__).resolve().parents[1]
BLOCKER = """
import importlib.abc, pkgutil, sys, importlib
class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError(name + " is blocked")
        return None
sys.meta_path.insert(0, Blocker())
for root in {rooms!r}:
    package = importlib.import_module(root)
    for item in pkgutil.walk_packages(package.__path__, root + "."):
        if not item.name.endswith("__main__"):
            importlib.import_module(item.name)
"""


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rooms", "blocked"),
    [
        (
            ("inference", "viewer.store", "viewer.export"),
            ("PySide6", "torch", "onnx", "training"),
        ),
        (("viewer",), ("torch", "onnx", "training", "monai", "tests")),
    ],
)
def test_rooms_load_without_what_they_must_not_know(rooms: tuple[str, ...], blocked: tuple[str, ...]) -> None:
    done = _python(BLOCKER.format(rooms=rooms, blocked=blocked))
    assert done.returncode == 0, done.stderr


def test_nothing_heavy_is_imported_to_show_the_window() -> None:
    code = (
        "import sys, viewer.ui.main.application\n"
        "heavy = {'pydicom', 'onnxruntime', 'cv2', 'pyqtgraph', 'torch', 'scipy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = _python(code)
    assert done.returncode == 0, done.stderr


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the set-up of a Linux checkout")
def test_a_linked_environment_is_neither_cleared_nor_installed_into(tmp_path: Path) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    (here / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "setup.sh", here / "packaging")
    (other / "bin").mkdir(parents=True)
    (other / ".shenton-place").write_text("/another/checkout", "utf8")
    python = other / "bin" / "python"
    python.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n", "utf8")
    python.chmod(0o755)
    (here / ".venv").symlink_to(other)
    before = sorted(other.rglob("*"))
    subprocess.run(["sh", "packaging/setup.sh", "test"], cwd=here, check=True)
    assert sorted(other.rglob("*")) == before
    assert not (tmp_path / "called").exists()
    python.unlink()
    lost = subprocess.run(["sh", "packaging/setup.sh", "test"], cwd=here, capture_output=True, text=True)
    assert lost.returncode == 1
    assert "is a link to no environment" in lost.stderr


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    rooms = ("viewer", "inference", "training")
    top = {path.stem for room in rooms for path in (ROOT / room).glob("*.py")}
    assert not (top & set(sys.stdlib_module_names)) - {"__init__", "__main__"}


def test_version_is_said_once() -> None:
    import tomllib

    import inference

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    assert project["version"] == inference.__version__


@pytest.mark.slow
def test_the_guide_builds_and_fetches_nothing(tmp_path: Path) -> None:
    """A dead link or a missing picture fails; pages hold no script, style or picture from elsewhere."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= 5
    for page in pages:
        text = page.read_text("utf8")
        fetched = re.findall(r'(?:src|<link[^>]+href)="(https?:[^"]+)"', text)
        assert not fetched, f"{page.name}: {fetched}"


def test_a_test_that_undoes_its_patches_keeps_its_own_home(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it leaves notes in the user's home, where a later run under the same names finds them."""
    monkeypatch.undo()
    assert paths.find().config.is_relative_to(home)
