"""``shenton self-test``: what ships gives the results that it ships with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from inference import paths
from inference.imaging import text_check
from inference.imaging.text_boxes import network_input
from viewer.__main__ import main


@pytest.mark.slow
def test_every_demonstration_film_is_decoded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test"]) == 0
    said = capsys.readouterr().out
    films = sorted((paths.resources() / "films").glob("*.dcm"))
    assert all(f"film {path.name}: " in said for path in films)
    assert "text detector PP-OCRv6_det_small: the text of its picture" in said
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


class Answer:
    """A detector that answers with a map of its own."""

    def __init__(self, *boxes: tuple[int, int, int, int]) -> None:
        self._boxes = boxes

    def map(
        self, picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        values = np.zeros(picture.shape, np.float32)
        for x0, y0, x1, y1 in self._boxes:
            values[y0:y1, x0:x1] = 0.9
        return values


@pytest.mark.parametrize("boxes", [(), ((10, 10, 90, 20),), ((62, 93, 162, 97), (10, 10, 90, 20))])
def test_another_result_of_the_text_detector_is_a_fault(boxes: tuple[tuple[int, int, int, int], ...]) -> None:
    shown = network_input(text_check.builtin_picture())
    assert Answer(*boxes).map(shown).shape == shown.shape
    assert not text_check.finds_builtin(Answer(*boxes))  # type: ignore[arg-type]
