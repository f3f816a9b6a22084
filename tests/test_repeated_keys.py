"""A key that stands twice in JSON from outside is refused and named; read silently, the last would win."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from inference import labels_file, strict_json
from inference.errors import BundleError, ExportError, LabelsError, ShentonError, StudyError
from inference.messages import json_place
from inference.model import card as cards
from inference.model import site_profile
from inference.model.site_profile import SiteProfile
from inference.strict_json import RepeatedKeyError
from tests.inference.test_labels_file import GOOD
from tests.models import tiny_card
from tests.test_layout import ROOT
from tests.viewer.cli.test_release import PUBLIC, signed
from training.data import dataset, ground_truth
from training.report_supervision import pairing
from viewer.app import settings
from viewer.cli import release
from viewer.export.boxes import read_review
from viewer.pacs import dicomweb
from viewer.study.design import candidates, model_answers
from viewer.study.files.signed_archive import STUDY_PACK, Container

OWN = frozenset(
    {
        "inference/strict_json.py",
        "inference/messages.py",  # what a child process says
        "inference/model/child_session.py",
    }
)
"""Files that may read JSON in another way: what this program wrote a moment before."""


def twice(text: str, key: str) -> str:
    """The text with the key stated once more, before the value that it has."""
    begin = f'"{key}":'
    assert begin in text
    return text.replace(begin, f'{begin} "other", {begin}', 1)


def test_a_repeated_key_is_refused_at_any_depth() -> None:
    assert strict_json.loads(b'{"a": [{"b": 1}, {"b": 2}], "c": {}}') == {"a": [{"b": 1}, {"b": 2}], "c": {}}
    for text in ('{"a": 1, "a": 1}', '[{"c": {"a": 1, "b": 2, "a": 3}}]', '{"a": 1, "\\u0061": 2}'):
        with pytest.raises(RepeatedKeyError) as caught:
            strict_json.loads(text)
        assert json_place(caught.value) == "its key “a” stands more than once"
    kept = strict_json.loads('{"a": 1, "b": {"c": 1, "c": 2}, "a": 2, "d": 3}', repeated=None)
    assert kept == {"a": None, "b": {"c": None}, "d": 3}
    with pytest.raises(json.JSONDecodeError):
        strict_json.loads('{"a": 1,}')


def test_no_other_reader_of_json_is_used() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("inference", "viewer", "training", "packaging")
        for path in (ROOT / room).rglob("*.py")
        if any(map(_reads_json, ast.walk(ast.parse(path.read_text("utf8")))))
    }
    assert found <= OWN


def _reads_json(node: ast.AST) -> bool:
    """Whether it is a call of ``json.load`` or ``loads`` on something else than its own ``json.dumps``."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("json.loads", "json.load")):
        return False
    given = ast.unparse(node.args[0])
    return not given.startswith("json.dumps(") and not given.endswith(".to_json()")


def test_a_line_of_a_labels_file_is_named_with_the_key(tmp_path: Path) -> None:
    good = json.dumps(GOOD)
    path = tmp_path / "labels.jsonl"
    path.write_text(f"{good}\n{twice(json.dumps(GOOD | {'reading_key': 'l'}), 'side')}\n")
    with pytest.raises(LabelsError) as caught:
        list(labels_file.read(path))
    assert str(caught.value.message) == (
        "Line 2: A label could not be read (its key “side” stands more than once)."
    )


def _card(_folder: Path) -> None:
    cards.from_json(twice(tiny_card().to_json(), "temperature"))


def _site(_folder: Path) -> None:
    made = SiteProfile(
        name="A", model_sha256="a" * 64, device="", made_at="", method="readings", films=9, fractures=1,
        patients=9, share=0.1, wanted_specificity=0.9, wanted_sensitivity=0.9, films_needed=9,
    )  # fmt: skip
    site_profile.from_json(twice(made.to_json(), "device"))


def _boxes(folder: Path) -> None:
    film = {"confirmed": True, "boxes": []}
    path = folder / "boxes.json"
    path.write_text(twice(json.dumps({"schema": 1, "films": {"a" * 64: film}}), "a" * 64))
    read_review(path)


def _lines(folder: Path) -> None:
    path = folder / "truth.jsonl"
    good = '{"film": "a.dcm", "class": "normal"}'
    path.write_text(f"{good}\n\n{twice(good, 'class')}")
    list(candidates._records(path.read_text(), lines=True))


def _answers(_folder: Path) -> None:
    model_answers.from_bytes(b'{"schema": 1, "schema": 1}', b"")


def _truth(folder: Path) -> None:
    path = folder / "truth.jsonl"
    path.write_text('{"film": "a.dcm", "class": "normal", "film": "b.dcm"}')
    list(ground_truth.records(path, folder))


def _reports(_folder: Path) -> None:
    pairing._report('{"patient_key": "1", "study_date": "2", "report": "a", "report": "b"}', 4)


@pytest.mark.parametrize(
    ("read", "kind", "said"),
    [
        (_card, BundleError, "The model card cannot be read (its key “temperature” stands"),
        (_site, ShentonError, "The site profile cannot be read (its key “device” stands"),
        (_boxes, ExportError, f"The file of boxes cannot be read (its key “{'a' * 40}” stands"),
        (_lines, StudyError, "Line 3 of the truth cannot be read (its key “class” stands"),
        (_answers, StudyError, "The model's answers cannot be read (its key “schema” stands"),
        (_truth, ShentonError, "Line 1 of truth.jsonl is no truth record (its key “film” stands"),
        (_reports, ShentonError, "Line 4 of reports.jsonl cannot be read (its key “report” stands"),
    ],
)
def test_files_from_outside_name_the_key(
    read: Callable[[Path], None], kind: type[ShentonError], said: str, tmp_path: Path
) -> None:
    with pytest.raises(kind) as caught:
        read(tmp_path)
    assert str(caught.value.message).startswith(said)


def test_a_data_set_with_a_repeated_key_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{"kind": "synthetic", "kind": "real"}')
    with pytest.raises(ShentonError):
        dataset.described(tmp_path)


def test_a_release_file_and_what_it_signs(tmp_path: Path) -> None:
    file = signed(tmp_path)
    assert release.read(file, [PUBLIC]).version == "99.1.0"
    file.write_text(twice(file.read_text(), "signature"))
    with pytest.raises(ShentonError, match="no release file"):
        release.read(file, [PUBLIC])


def test_a_pack_whose_list_states_something_twice(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", '{"format": "a", "format": "b"}')
    with pytest.raises(StudyError, match="no study pack"):
        Container(path, STUDY_PACK)


def test_a_setting_that_stands_twice_is_bad_and_the_others_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.write(path, replace(settings.Settings(), reader="R1", prevalence=7.5))
    path.write_text(twice(path.read_text(), "pacs_port"))
    found, bad = settings.load(path)
    assert (found.prevalence, found.pacs_port) == (7.5, settings.Settings().pacs_port)
    assert bad == ("pacs_port",)


def test_a_result_of_a_pacs_with_a_repeated_key_costs_itself_only() -> None:
    row = {"0020000D": {"vr": "UI", "Value": ["1.2.3"]}}
    bad = '{"0020000D": {"vr": "UI", "Value": ["1.2"], "Value": ["1.3"]}}'
    body = f"[{json.dumps(row)}, {bad}, {bad[:-1]}, {bad[1:]}]"
    answer: Any = SimpleNamespace(status_code=200, content=body.encode())
    node: Any = SimpleNamespace(where="there")
    found, lost = dicomweb._json(node, answer, 10, "StudyInstanceUID")
    assert ([uid for uid, _row in found], lost) == (["1.2.3"], 2)
