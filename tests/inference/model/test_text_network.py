"""The text detector that is shipped, in its own process."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference import paths
from inference.errors import BundleError, ModelOutputError
from inference.imaging.text_boxes import lines_of_map
from inference.model import text_network
from inference.model.text_network import NAME, SHA256, TextNetwork
from tests import children


def test_the_shipped_file_is_the_known_one_with_its_licence() -> None:
    folder = paths.resources() / "text"
    assert sha256((folder / NAME).read_bytes()).hexdigest() == SHA256
    assert SHA256 in (folder / "NOTICE").read_text("utf8")
    assert "Apache License" in (folder / "LICENSE").read_text("utf8")


@pytest.mark.slow
def test_text_is_found_and_a_process_that_died_is_started_again() -> None:
    picture = np.full((320, 480), 60, np.uint8)
    cv2.putText(picture, "DOE JANE 1933", (60, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 230, 2, cv2.LINE_AA)
    with TextNetwork() as network:
        values = network.map(picture)
        assert values.shape == picture.shape
        (line,) = lines_of_map(values, (256, 480), 0.5)
        assert line.box.x0 < 62
        assert line.box.x1 > 285
        assert line.box.y0 < 70 < 90 < line.box.y1
        network._kill()
        process = network._process
        assert process is not None
        process.join(30)
        assert np.array_equal(network.map(picture), values)
        with pytest.raises(ValueError, match="the picture is"):
            network.map(picture.astype(np.uint16))  # type: ignore[arg-type]
    with pytest.raises(ModelOutputError, match="stopped"):
        network.map(picture)


@pytest.mark.parametrize("content", [None, b"", b"another graph"])
def test_another_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / NAME
    if content is not None:
        path.write_bytes(content)
    with TextNetwork(path) as network, pytest.raises(BundleError, match="damaged or missing"):
        network.map(np.zeros((64, 64), np.uint8))


def test_a_search_for_which_there_is_no_time_is_told_from_one_that_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_network, "START_S", 0.0)
    with (
        children.silent(),
        TextNetwork() as network,
        pytest.raises(ModelOutputError, match="took too long") as caught,
    ):
        network.map(np.zeros((64, 64), np.uint8))
    assert "very busy or slow now" in caught.value.hint
