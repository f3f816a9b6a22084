"""``shenton self-test``: what ships gives the results that it ships with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from inference import paths
from viewer.__main__ import main


@pytest.mark.slow
def test_every_demonstration_film_is_decoded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test"]) == 0
    said = capsys.readouterr().out
    films = sorted((paths.resources() / "films").glob("*.dcm"))
    assert all(f"film {path.name}: " in said for path in films)
    assert said.endswith("Everything that ships gives the results that it ships with.\n")


def test_a_film_that_decodes_otherwise_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    films = tmp_path / "films"
    films.mkdir()
    shutil.copy(paths.resources() / "films" / "05.dcm", films)
    truth = [{"film": "05.dcm", "pixel_sha256": "0" * 64}]
    (tmp_path / "films_truth.json").write_text(json.dumps(truth))
    monkeypatch.setattr(paths.Paths, "demonstration_films", property(lambda _self: films))
    assert main(["self-test"]) == 1
    assert "05.dcm was not decoded as it should be" in capsys.readouterr().err
