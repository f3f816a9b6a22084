# ruff: noqa: E501
"""Nothing goes out and nothing is written but where the user said: each command under a guard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from inference.dicom.reader import read_film
from tests import guard
from tests.films import make_film
from tests.models import write_bundle
from tests.stores import reading
from viewer.store.store import Store

ROOT = Path(__file__).parents[1]
NAME, NUMBER = "SECRETNAME^JANE", "SECRETNUMBER"
EXPORTED = ("pictures", "png", "pdf", "sr", "gsps", "sc", "film")
COMMANDS = (
    ("viewer", "doctor"),
    (
        "viewer",
        "predict",
        "FILMS",
        "--out",
        "OUT/results.csv",
        "--model",
        "MODEL",
    ),  # doctor starts all that ship
    ("viewer", "render", "FILMS", "--out", "OUT/render", "--overlay", "--model", "MODEL"),
    ("viewer", "demo", "--films", "1", "--out", "OUT/demo"),
    ("viewer", "export", "--out", "OUT/export", "--what", ",".join(EXPORTED), "--boxes", "OUT/boxes.json"),
    ("viewer", "store", "check"),
    ("viewer", "store", "backup", "OUT/backup.sqlite"),
    ("viewer", "study", "size", "precision", "--expected", "0.9", "--half-width", "0.05"),
    ("viewer", "--version"),
    ("tests.window_run", "FILMS"),
    ("viewer", "study", "analyse", "OUT/answers.csv"),
    ("training", "synth", "--count", "1", "--out", "OUT/synthetic"),
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A home with a reading, films that name a patient, an output folder; and a user's home to be left alone."""
    for name in ("home", "films", "out", "user", "temp"):
        (tmp_path / name).mkdir()
    read = read_film(
        make_film(tmp_path / "films", name="film.dcm", patient_name=NAME, patient_number=NUMBER)
    ).film
    looked = {"schema": 1, "films": {read.pixel_sha256: {"boxes": [], "confirmed": True}}}
    (tmp_path / "out" / "boxes.json").write_text(json.dumps(looked))
    write_bundle(tmp_path / "model")
    rows = [
        f"{reader},{case},{arm},{int(case % 3 == 0)},{(case * 7 + arm * 3 + ord(reader)) % 10 / 10 + 0.3 * (case % 3 == 0)}"
        for reader in "ABC"
        for case in range(24)
        for arm in (1, 2)
    ]
    (tmp_path / "out" / "answers.csv").write_text("\n".join(("reader,case,arm,truth,rating", *rows)))
    with Store(tmp_path / "home" / "data" / "shenton.sqlite") as store:
        store.add_film(read)
        store.add_reading(replace(reading(), film_sha256=read.pixel_sha256), read)
    return tmp_path


def run(place: Path, command: tuple[str, ...], *, kernel: bool) -> subprocess.CompletedProcess[str]:
    named = {"OUT": place / "out", "FILMS": place / "films", "MODEL": place / "model"}
    words = []
    for word in command:
        first, *rest = word.split("/", 1)
        words.append("/".join((str(named.get(first, first)), *rest)))
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    user = {"HOME": str(place / "user"), "XDG_CACHE_HOME": str(place / "user" / "cache")}
    environment = {
        **keep, **user, "TMPDIR": str(place / "temp"), "SHENTON_HOME": str(place / "home"), "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), "SHENTON_GUARD_KERNEL": "1" if kernel else "",
    }  # fmt: skip
    allowed = [str(place / name) for name in ("home", "out", "temp")]
    whole = [sys.executable, "-m", "tests.guard", *allowed, "--", *words]
    return subprocess.run(
        whole, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_keeps_to_itself(place: Path, command: tuple[str, ...]) -> None:
    done = run(place, command, kernel=True)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    assert "guard:" not in done.stderr, done.stderr
    assert "film decoder" not in done.stdout + done.stderr
    if command[1] == "predict":
        assert "decoder" not in (place / "out" / "results.csv").read_text()
    if command[1] == "export":  # every kind was written, or the guard saw nothing
        assert {path.parent.name for path in (place / "out" / "export").rglob("*.*")} >= set(EXPORTED)
    assert list((place / "user").rglob("*")) == []  # what native code leaves in a user's cache
    said = done.stdout + done.stderr
    logs = "".join(
        path.read_text("utf8", "replace") for path in (place / "home" / "log").rglob("*") if path.is_file()
    )
    assert NAME not in said + logs
    assert NUMBER not in said + logs


def test_the_guard_sees(place: Path, tmp_path: Path) -> None:
    probes = {
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)": "looks up",
        "open('outside.txt', 'w')": "writes",
    }
    for code, said in probes.items():
        probe = tmp_path / "temp" / "probe.py"
        probe.write_text(f"import os; os.chdir({str(tmp_path)!r})\n{code}\n")
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom tests import guard\n"
             f"guard.guard([{str(tmp_path / 'temp')!r}])\nexec(open({str(probe)!r}).read())"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, said in done.stderr) == (guard.STATUS, True), done.stderr


def test_telemetry_is_off_before_the_runtime_is_imported() -> None:
    for module in ("viewer.__main__", "training.cli.main", "inference.dicom.decode_worker"):
        code = f"import os, {module}, sys; print(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules)"
        clean = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=clean, cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["1", "False"]
