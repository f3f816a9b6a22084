"""Signed release files: only what a known key signed is believed, and what would change is said."""

from __future__ import annotations

import base64
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import inference
from inference import paths
from viewer.cli import main, release

ROOT = Path(__file__).resolve().parents[3]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


def signed(folder: Path, key: Ed25519PrivateKey = KEY, **changes: Any) -> Path:
    values = {
        "version": "99.1.0",
        "date": "2030-01-01",
        "changes": ["Something is better."],
        "store_schema": 1,
        "models": {"new 1.0": "a" * 64},
        "files": {},
        **changes,
    }
    text = json.dumps(values)
    file = folder / "release.json"
    signature = base64.b64encode(key.sign(text.encode())).decode()
    file.write_text(json.dumps({"release": text, "signature": signature}))
    return file


def said(file: Path, capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    assert release.say(paths.find(), file, [PUBLIC]) == status
    return capsys.readouterr().out


def test_a_signed_release_says_what_would_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.deb").write_bytes(b"package")
    (tmp_path / "bad.deb").write_bytes(b"other")
    digest = __import__("hashlib").sha256(b"package").hexdigest()
    files = {"good.deb": digest, "bad.deb": digest, "far.deb": digest}
    words = said(signed(tmp_path, files=files, store_schema=999), capsys, status=1)
    assert "99.1.0 of 2030-01-01; its signature is good" in words
    assert f"It would replace {inference.__version__}" in words
    assert "- Something is better." in words
    assert "to 999 when it is opened; a copy of it is kept" in words
    assert "model new 1.0 is new" in words
    assert "good.deb: is what was signed" in words
    assert "bad.deb: ALTERED" in words
    assert "far.deb: not beside" in words


@pytest.mark.parametrize(
    "changes",
    [
        {"models": []},
        {"files": {"a.deb": None}},
        {"store_schema": "6"},
        {"date": None},
        {"changes": ["\ud800"]},
        {"version": "1.0rc1"},
    ],
)
def test_what_a_key_signed_by_mistake_is_refused_in_a_sentence(
    changes: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(release.ReleaseError, match="of a kind that this version cannot read"):
        release.say(paths.find(), signed(tmp_path, **changes), [PUBLIC])


def test_an_older_release_is_said_to_be_older(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "OLDER" in said(signed(tmp_path, version="0.0.1"), capsys)
    assert "the version that is installed" in said(signed(tmp_path, version=inference.__version__), capsys)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("better", "bitter"),
        lambda text: text.replace('"signature": "', '"signature": "AAAA'),
        lambda text: "",
        lambda text: "[]",
        lambda text: "{}",
        lambda text: '{"release": 3, "signature": "AA=="}',
        lambda text: "[" * 50_000,
        lambda text: text + " " * release.MAX_BYTES,
    ],
)
def test_anything_else_is_refused(tmp_path: Path, spoil: Any) -> None:
    file = signed(tmp_path)
    file.write_text(spoil(file.read_text()))
    with pytest.raises(release.ReleaseError):
        release.read(file, [PUBLIC])


@pytest.mark.parametrize("changes", [{"version": "soon"}, {"changes": 3}, {"version": None}])
def test_a_signed_file_of_another_kind_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(release.ReleaseError, match="cannot read"):
        release.read(signed(tmp_path, **changes), [PUBLIC])


def test_a_foreign_key_is_refused_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["doctor", "--release", str(signed(tmp_path))]) == 1
    assert "not signed by a key" in capsys.readouterr().err
    assert all(len(key) == 32 for key in release.shipped_keys())


def test_what_the_maker_signs_is_read(tmp_path: Path) -> None:
    place = importlib.util.spec_from_file_location("release_maker", ROOT / "packaging" / "release.py")
    assert place is not None
    assert place.loader is not None
    maker = importlib.util.module_from_spec(place)
    place.loader.exec_module(maker)
    maker.make_key(tmp_path / "private")
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode((tmp_path / "private").read_text()))
    package = tmp_path / "shenton.deb"
    package.write_bytes(b"package")
    file = tmp_path / "release.json"
    file.write_text(maker.sign(maker.release([package]), tmp_path / "private"))
    found = release.read(file, [private.public_key().public_bytes_raw()])
    assert found.version == inference.__version__
    assert list(found.files) == ["shenton.deb"]
