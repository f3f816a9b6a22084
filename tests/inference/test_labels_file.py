"""The labels file: what another program, or a slip, may have written into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inference import labels_file
from inference.errors import LabelsError

GOOD = {
    "pixel_sha256": "a" * 64,
    "film_key": "f",
    "patient_key": "p",
    "reading_key": "k",
    "reader": "r",
    "order": 1,
    "ao_class": "A1",
    "side": "left",
    "regions": [[1, 2, 3, 4]],
}


def test_earlier_schemas_are_read_and_a_later_one_is_refused() -> None:
    old = labels_file.from_json(json.dumps(GOOD | {"schema": 1}))
    assert (old.schema, old.settles) == (1, None)
    assert labels_file.from_json(json.dumps(GOOD | {"settles": "sole"})).settles == "sole"
    assert labels_file.from_json(json.dumps(GOOD | {"schema": 2})).others_visible is False
    wrong = ({"schema": 4}, {"schema": 1, "settles": "sole"}, {"settles": "maybe"}, {"others_visible": 1})
    for change in (*wrong, {"schema": 2, "others_visible": True}):
        with pytest.raises(LabelsError):
            labels_file.from_json(json.dumps(GOOD | change))


def test_a_row_comes_back_as_written() -> None:
    row = labels_file.from_json(json.dumps(GOOD))
    assert labels_file.from_json(labels_file.to_json(row)) == row


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pixel_sha256", "A" * 64),
        ("pixel_sha256", ["a"] * 64),
        ("patient_key", ""),
        ("patient_key", None),
        ("reader", 7),
        ("order", "first"),
        ("order", True),
        ("edition", 2018.5),
        ("edition", 1999),
        ("schema", True),
        ("seconds", float("nan")),
        ("seconds", "x"),
        ("seconds", -5),
        ("seconds", 10**400),
        ("p_fracture", 7),
        ("p_fracture", 1.01),
        ("p_fracture", float("nan")),
        ("threshold", "abc"),
        ("threshold", False),
        ("model_sha256", 5),
        ("model_sha256", "c" * 63),
        ("film_rows", -1),
        ("ai_visible", "no"),
        ("synthetic", 1),
        ("confidence", 101),
        ("regions", [[1, 2, 3]]),
        ("regions", [[1, 2, 3, float("nan")]]),
        ("regions", [[1, 2, 3, 10**400]]),
        ("regions", ["1234"]),
        ("regions", [["1", "2", "3", "4"]]),
        ("regions", [[True, 2, 3, 4]]),
        ("regions", {"1234": 0}),
        ("reader", "half \ud800 a character"),
        ("patient_key", "two\nlines"),
        ("ao_class", []),
        ("flags", [{}]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(LabelsError):
        labels_file.from_json(json.dumps(GOOD | {name: value}))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{}\n", b"[1]\n", b"[" * 5000])
def test_a_file_that_holds_no_labels_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "labels.jsonl").write_bytes(content)
    with pytest.raises(LabelsError):
        list(labels_file.read(tmp_path / "labels.jsonl"))


def test_a_reading_comes_once_and_one_settles_a_film(tmp_path: Path) -> None:
    other = GOOD | {"reading_key": "k2", "settles": "latest"}
    whole = GOOD | {
        "p_fracture": 1.0002,
        "threshold": 0.0,
        "model_sha256": "c" * 64,
        "seconds": 3,
        "edition": 2007,
    }
    path = tmp_path / "labels.jsonl"
    for lines, says in (
        ([GOOD, other, GOOD], r"Line 3: The reading was in a line before\."),
        ([GOOD | {"settles": "sole"}, other], r"Line 2: A second reading settles the same film\."),
    ):
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
        with pytest.raises(LabelsError, match=says):
            list(labels_file.read(path))
    settled = [whole, other, other | {"reading_key": "k3", "pixel_sha256": "b" * 64}]
    path.write_text("\n".join(map(json.dumps, settled)), encoding="utf8")
    assert len(list(labels_file.read(path))) == 3
