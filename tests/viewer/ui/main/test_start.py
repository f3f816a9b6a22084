"""Starting the program: arguments, what is missing, what is not imported before the first paint."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import inference
import viewer.__main__ as start


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    where = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=where, timeout=240
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        start.main(["--version"])
    assert stop.value.code == 0
    assert inference.__version__ in capsys.readouterr().out


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        start.main(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert "FILE" in text
    assert "predict" in text
    assert "not for diagnosis" in text


def test_a_command_runs_without_qt() -> None:
    done = python(
        "import sys; from viewer.__main__ import main\n"
        "try: main(['predict', '--help'])\n"
        "except SystemExit: pass\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    assert done.returncode == 0, done.stderr
    assert "--out" in done.stdout


def test_home_reaches_every_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[list[Path]] = []
    monkeypatch.setattr(start, "show_window", lambda files: seen.append(files) or 0)
    assert start.main(["a.dcm", "--home", str(tmp_path), "b"]) == 0
    assert os.environ["SHENTON_HOME"] == str(tmp_path)
    assert seen == [[Path("a.dcm"), Path("b")]]


def test_without_a_display_it_names_the_way_without_a_window() -> None:
    done = python(
        "import sys; from viewer.__main__ import main; sys.exit(main([]))",
        QT_QPA_PLATFORM="",
        DISPLAY="",
        WAYLAND_DISPLAY="",
    )
    if sys.platform == "linux":
        assert done.returncode == 2
        assert "shenton demo --out DIR" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_display_that_does_not_answer_is_named() -> None:
    if sys.platform != "linux" or not ctypes.util.find_library("xcb"):
        pytest.skip("no X11 here")
    done = python(
        "from viewer.cli.platform_checks import _silent_display; print(_silent_display())", DISPLAY=":7777"
    )
    assert "The display :7777 does not answer" in done.stdout, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("display", "status", "runs", "ends"),
    [
        ("", 0, ["offscreen: demo --out demo-out a.dcm"], 0),
        (":1", 0, [": a.dcm"], 0),
        (":1", 1, [": a.dcm"], 1),
        (":7777", 2, [": a.dcm", "offscreen: demo --out demo-out a.dcm"], 0),
    ],
)
def test_make_run_does_the_main_job_where_no_window_can_be_shown(
    tmp_path: Path, display: str, status: int, runs: list[str], ends: int
) -> None:
    script = Path(start.__file__).parents[1] / "packaging" / "run.sh"
    (tmp_path / "packaging").mkdir()
    shutil.copy(script, tmp_path / "packaging" / "run.sh")
    program = tmp_path / ".venv" / "bin" / "shenton"
    program.parent.mkdir(parents=True)
    program.write_text(
        f"""#!/bin/sh\necho "$QT_QPA_PLATFORM: $*" >> runs\n[ "$1" = demo ] || exit {status}\n"""
    )
    program.chmod(0o755)
    where = os.environ | {"DISPLAY": display, "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    where.pop("OUT", None)
    done = subprocess.run(
        ["sh", str(tmp_path / "packaging" / "run.sh"), "a.dcm"], env=where, timeout=240, check=False
    )
    assert done.returncode == ends
    assert (tmp_path / "runs").read_text().splitlines() == runs


def test_another_inference_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "inference").mkdir()
    (tmp_path / "inference" / "__init__.py").write_text("")
    root = Path(start.__file__).parents[1]
    done = python(
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; sys.path.append({str(root)!r})\n"
        "from viewer.__main__ import main; sys.exit(main([]))"
    )
    assert done.returncode == 2
    assert "Another package named `inference`" in done.stderr


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def broken(name: str, *rest: object, **more: object) -> object:
        if name.startswith("PySide6"):
            raise ImportError("libEGL.so.1: cannot open shared object file")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", broken)
    problem = start.missing_library()
    assert "libEGL.so.1" in problem
    assert "apt-get install" in problem


HEAVY = (
    "numpy",
    "cv2",
    "pydicom",
    "onnxruntime",
    "pyqtgraph",
    "sqlite3",
    "torch",
    "viewer.ui.film.film_view",
)


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    done = python(
        "import sys\n"
        "from inference import paths\n"
        "from viewer.ui.main import application as app\n"
        "qt = app.make_qt(['shenton'])\n"
        "program = app.Application(paths.find())\n"
        "program.window.painted_first.disconnect()\n"
        "def stop():\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "    program.window.close(); qt.quit()\n"
        "program.window.painted_first.connect(stop)\n"
        "program.show(); qt.exec()\n"
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


@pytest.mark.slow
def test_the_program_starts_and_ends_as_a_user_starts_it(home: Path) -> None:
    """``python -m viewer`` with a film; ended as a window manager would, nothing is left running."""
    done = python(
        "import runpy, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from viewer.ui.main import application as app\n"
        "real = app.Application.furnish\n"
        "def furnish(self):\n"
        "    real(self); QTimer.singleShot(300, self.window.close)\n"
        "app.Application.furnish = furnish\n"
        "if __name__ == '__main__':\n"
        "    sys.argv = ['shenton']\n"
        "    runpy.run_module('viewer', run_name='__main__')\n"
    )
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert said == []  # but for the offscreen platform's own word on the first start's dialog
    assert (home / "data" / "shenton.sqlite").exists()


@pytest.mark.slow
def test_a_dead_share_does_not_keep_the_closed_program() -> None:
    """The walk through the folder never ends; the window is gone at once and the program soon after."""
    done = python(
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from inference import paths\n"
        "from viewer.ui.main import application as app\n"
        "from viewer.app import jobs\n"
        "app.find_films = lambda given: iter(threading.Event().wait, True)\n"
        "real, end = app.Application.furnish, jobs.JobRunner.shutdown\n"
        "def furnish(self):\n"
        "    real(self); QTimer.singleShot(100, self.window.close)\n"
        "    def shutdown(runner):\n"
        "        print(self.window.isVisible(), flush=True)\n"
        "        return end(runner, 0.1)\n"
        "    jobs.JobRunner.shutdown = shutdown\n"
        "app.Application.furnish = furnish\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(app.run(paths.find(), [Path('share')]))\n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False"]


@pytest.mark.skipif(sys.platform != "linux", reason="X11 libraries are Linux's")
def test_each_library_of_the_x11_plugin_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libxcb-icccm alone was missing, Qt ended the program with a sentence about libxcb-cursor."""
    from viewer.cli import platform_checks

    assert {"libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"} <= set(platform_checks.X11)
    monkeypatch.setattr(platform_checks, "X11", ("libc.so.6", "libxcb-nowhere.so.4"))
    monkeypatch.setattr(platform_checks, "_silent_display", lambda: "")
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "libxcb-nowhere.so.4" in platform_checks.missing_library()
