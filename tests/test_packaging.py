"""Recipes that cannot run here name what is there: Windows installer, frozen program, public checks."""

from __future__ import annotations

import hashlib
import importlib.util
import plistlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
MADE = ("..\\dist", "..\\build")
"""What `make package` makes before Inno Setup is called."""


def workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf8"))
    return found


def commands() -> list[str]:
    return [step["run"] for job in workflow()["jobs"].values() for step in job["steps"] if "run" in step]


def test_the_installer_names_files_that_are_there_and_leaves_nothing_of_an_older_version() -> None:
    text = (ROOT / "packaging/windows.iss").read_text("utf8")
    named = re.findall(r"^(?:LicenseFile|InfoBeforeFile|SetupIconFile|OutputDir)=(.+)$", text, re.M)
    assert len(named) == 4
    for path in named:
        if not path.startswith(MADE):
            assert (ROOT / "packaging" / path.replace("\\", "/")).is_file(), path
    programs = set(re.findall(r"(\w+)\.exe", text))
    spec = (ROOT / "packaging/shenton.spec").read_text("utf8")
    assert all(f'program("{name}"' in spec for name in programs), programs
    deleted = re.findall(r'^Type: filesandordirs; Name: "\{app\}\\(\w+)"$', text, re.M)
    assert "_internal" in deleted  # where PyInstaller puts everything, the models too


def test_the_recipes_for_windows_and_macos_offer_the_same_files() -> None:
    """And the rights under which macOS runs the signed program are a property list."""
    installer = (ROOT / "packaging/windows.iss").read_text("utf8")
    spec = (ROOT / "packaging/shenton.spec").read_text("utf8")
    offered = set(re.findall(r"Classes\\\.(\w+)\\OpenWithProgids", installer))
    assert offered == {"dcm", "dicom"}
    for (names,) in (
        re.findall(rf'"{key}": \[(.*?)\]', spec)
        for key in ("CFBundleTypeExtensions", "public.filename-extension")
    ):
        assert set(re.findall(r'"(\w+)"', names)) == offered
    assert all('"macos.plist"' in text for text in (spec, (ROOT / "packaging/package.py").read_text("utf8")))
    rights = plistlib.loads((ROOT / "packaging/macos.plist").read_bytes())
    assert all(value is True for value in rights.values())


def test_the_wheelhouse_is_resolved_in_one_step() -> None:
    """A pin that holds for one of two steps brought a second PyTorch, with 3 GB of CUDA."""
    text = (ROOT / "packaging/wheelhouse.sh").read_text("utf8")
    assert len(re.findall(r"^pip download ", text, re.M)) == 1
    assert "torch==" in text


def test_an_offline_install_on_windows_looks_at_the_sums_first(tmp_path: Path) -> None:
    """By a script of its own: Windows has no sha256sum; Git's marks files with ``*``."""
    text = (ROOT / "packaging/wheelhouse.sh").read_text("utf8")
    scripts = dict(re.findall(r">\"\$house/([\w.]+)\" <<'SCRIPT'\n(.*?)^SCRIPT$", text, re.S | re.M))
    (tmp_path / "check.py").write_text(scripts["check.py"], "utf8")
    wheel = tmp_path / "wheels" / "a-1.whl"
    wheel.parent.mkdir()
    for mark, kept, status in ((" ", b"wheel", 0), ("*", b"wheel", 0), ("*", b"other", 1), (" ", None, 1)):
        wheel.unlink(missing_ok=True)
        if kept is not None:
            wheel.write_bytes(kept)
        sums = f"{hashlib.sha256(b'wheel').hexdigest()} {mark}./wheels/a-1.whl\n"
        (tmp_path / "SHA256SUMS").write_text(sums, "utf8")
        done = subprocess.run([sys.executable, tmp_path / "check.py"], capture_output=True, check=False)
        assert done.returncode == status, (mark, kept, done.stderr)
    steps = scripts["install.cmd"].splitlines()
    assert next(i for i, one in enumerate(steps) if "check.py" in one) < next(
        i for i, one in enumerate(steps) if "venv" in one
    )
    assert all(
        "|| exit /b 1" in one for one in steps if re.match(r'py |"%~1', one)
    )  # none goes on after a failure


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `make package` runs, as a module."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    place = importlib.util.spec_from_file_location("package_maker", ROOT / "packaging" / "package.py")
    assert place is not None
    assert place.loader is not None
    made = importlib.util.module_from_spec(place)
    place.loader.exec_module(made)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_what_is_installed_is_counted_once(tmp_path: Path, maker: Any) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "one.so").write_bytes(bytes(3 << 20))
    (tmp_path / "two.so").symlink_to("lib/one.so")
    assert maker.kib_below(tmp_path) == 3 << 10


def test_the_compiler_of_the_setup_is_found_where_its_own_setup_puts_it(tmp_path: Path, maker: Any) -> None:
    """It stands in no PATH, and `make package` said that it was not installed."""
    program_files = {"PATH": "", "ProgramFiles(x86)": str(tmp_path), "ProgramFiles": str(tmp_path / "none")}
    assert maker.inno_setup(program_files) is None
    for version in (6, 7):
        compiler = tmp_path / f"Inno Setup {version}" / "ISCC.exe"
        compiler.parent.mkdir()
        compiler.touch()
        assert maker.inno_setup(program_files) == str(compiler)
    assert maker.inno_setup({"PATH": "", "LOCALAPPDATA": str(tmp_path)}) is None


def test_the_frozen_program_takes_in_what_the_viewer_needs() -> None:
    spec = (ROOT / "packaging/shenton.spec").read_text("utf8")
    for folder in re.findall(r'ROOT / "(\w+)"(?: / "(\w+)")?(?: / "(\w+)")?\), "', spec):
        assert (ROOT / Path(*(part for part in folder if part))).exists(), folder
    needed = {re.split(r"[<>=!\[; ]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    (named,) = re.findall(r"NAMED = \((.*?)\)", spec, re.S)
    assert {name.lower() for name in re.findall(r'"(.+?)"', named)} - {"onnxruntime"} <= needed


def test_the_public_checks_name_what_is_there() -> None:
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    least = tuple(int(part) for part in PROJECT["project"]["requires-python"].removeprefix(">=").split("."))
    for command in commands():
        for names in re.findall(r"\[([a-z,]+)\]\"", command):
            assert set(names.split(",")) <= set(extras), command
        assert set(re.findall(r"--group ([\w-]+)", command)) <= set(groups), command
        for path in re.findall(r"\b(?:tests|packaging)/[\w./]+", command):
            assert (ROOT / path).exists(), command
        for target in re.findall(r"\bmake (\w+)", command):
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf8"), re.M), command
    for job in workflow()["jobs"].values():
        versions = job["strategy"]["matrix"].get("python", ["3.12"])
        assert all(tuple(map(int, one.split("."))) >= least for one in versions)
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/none@v1"))
    systems = workflow()["jobs"]["package"]["strategy"]["matrix"]["system"]
    assert {system.partition("-")[0] for system in systems} == {"ubuntu", "windows", "macos"}


def test_each_python_that_is_named_is_the_one_that_is_tested() -> None:
    """packaging/setup.sh looks for Pythons by name and met the system's before the one that was set up."""
    steps = workflow()["jobs"]["everything"]["steps"]
    (step,) = (one for one in steps if "make test" in one.get("run", ""))
    assert step["env"]["PYTHON"] == "python"


def test_the_viewer_is_tested_without_pytorch() -> None:
    """captum, which the promised figures need, brings PyTorch."""
    groups = PROJECT["dependency-groups"]
    assert not any(re.match(r"captum|torch|lightning|monai", one) for one in groups["viewer-tests"])
    assert {"include-group": "viewer-tests"} in groups["dev"]


@pytest.mark.skipif(sys.platform != "linux", reason="the packages of Debian")
def test_the_package_names_the_libraries_that_the_set_up_installs() -> None:
    done = subprocess.run(
        ["sh", "packaging/setup.sh", "packages", "run"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    text = (ROOT / "packaging/package.py").read_text("utf8")
    (depends,) = re.findall(r'^DEPENDS = "(.*)"$', text, re.M)
    assert set(done.stdout.split()) >= set(depends.split(", "))
