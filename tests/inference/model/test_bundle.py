"""Bundles: what is taken, what is refused and why, and how two differ."""

from __future__ import annotations

import json
import math
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from inference.errors import BundleError
from inference.model import bundle as bundles
from inference.model.bundle import Bundle, RefusedBundle
from inference.model.card import FilmCheck, FilmGate, Metric, SelfTest, from_json
from inference.model.card_validation import BUILTIN_INPUTS
from inference.model.install import install
from inference.model.self_test import builtin_input
from inference.records import InputSpec, OperatingPoint
from tests.models import tiny_card, tiny_onnx, write_bundle, write_unchecked


@pytest.fixture
def good(tmp_path: Path) -> Bundle:
    return write_bundle(tmp_path / "good")


def edit_card(bundle: Bundle, change: Callable[[dict[str, Any]], object]) -> None:
    path = bundle.folder / "card.json"
    card = json.loads(path.read_text(encoding="utf8"))
    change(card)
    path.write_text(json.dumps(card), encoding="utf8")


def zip_of(folder: Path, target: Path, **more: bytes) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("model.onnx", "card.json"):
            archive.write(folder / name, name)
        for name, data in more.items():
            archive.writestr(name, data)
    return target


def test_a_bundle_comes_back_as_written(good: Bundle) -> None:
    again = bundles.load(good.folder)
    assert again == good
    assert again.graph_bytes() == tiny_onnx()
    assert again.identity.sha256 == again.card.onnx_sha256
    assert {p.name for p in good.folder.iterdir()} == {"model.onnx", "card.json"}


def test_nothing_is_left_beside_a_written_bundle(good: Bundle) -> None:
    assert [p.name for p in good.folder.parent.iterdir()] == ["good"]


def test_a_card_of_another_graph_is_not_written(tmp_path: Path, good: Bundle) -> None:
    with pytest.raises(BundleError, match="SHA-256"):
        bundles.write(tmp_path / "other", tiny_onnx(bias=2.0), good.card)
    assert not (tmp_path / "other").exists()


def test_an_existing_model_is_never_overwritten(good: Bundle) -> None:
    before = good.graph.read_bytes()
    with pytest.raises(BundleError, match="already"):
        bundles.write(good.folder, tiny_onnx(bias=2.0), tiny_card(bias=2.0))
    assert good.graph.read_bytes() == before


def test_a_changed_graph_is_refused(good: Bundle) -> None:
    good.graph.write_bytes(tiny_onnx(bias=3.0))
    with pytest.raises(BundleError, match="SHA-256"):
        bundles.load(good.folder)
    with pytest.raises(BundleError, match="SHA-256"):
        good.graph_bytes()


def film_gate(mean: object, whiten: object, threshold: float = 1.0) -> dict[str, object]:
    return {"mean": mean, "whiten": whiten, "threshold": threshold, "set_on": "v"}


def film_check(**changes: object) -> dict[str, object]:
    figures = {"sensitivity": 0.9, "specificity": 0.97}
    return {"name": "implant", "weights": [1], "bias": 0, "set_on": "v", **figures, **changes}


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


CARD_EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "unknown key": lambda card: card.update(treshold=0.5),
    "unknown key below": lambda card: card["input"].update(sise=3),
    "missing key": lambda card: card.pop("name"),
    "schema": lambda card: card.update(schema=2),
    "classes": lambda card: card.update(classes=["normal", "A2", "A1", "A3", "B1", "B2", "B3"]),
    "preprocessing": lambda card: card["input"].update(preprocessing=99),
    "size": lambda card: card["input"].update(size=10**9),
    "size kind": lambda card: card["input"].update(size="64"),
    "channels": lambda card: card["input"].update(channels=2),
    "percentiles": lambda card: card["input"].update(percentiles=[99, 1]),
    "percentiles kind": lambda card: card["input"].update(percentiles=7),
    "std": lambda card: card["input"].update(std=0),
    "mean": lambda card: card["input"].update(mean=math.nan),
    "temperature": lambda card: card.update(temperature=0),
    "temperature kind": lambda card: card.update(temperature="1"),
    "map scale": lambda card: card.update(map_scale=-1),
    "map scale without measure": lambda card: card.update(map_scale=1e-300),
    "name with orders": lambda card: card.update(name="a\x1b[31m"),
    "version of two lines": lambda card: card.update(version="1\n2"),
    "point that is turned round": lambda card: card["operating_points"][0].update(name="\u202ea"),
    "side margin": lambda card: card.update(side_margin=0.2),
    "threshold": lambda card: card["operating_points"][0].update(threshold=1.5),
    "threshold home": lambda card: card["operating_points"][0].update(set_on=""),
    "self-test input": lambda card: card["self_tests"][0].update(input="/etc/passwd"),
    "self-test logits": lambda card: card["self_tests"][0].update(logits=[1.0]),
    "self-test tolerance": lambda card: card["self_tests"][0].update(tolerance=math.inf),
    "hash": lambda card: card.update(onnx_sha256="x"),
    "name": lambda card: card.update(name=""),
    "name kind": lambda card: card.update(name=["a"]),
    "gate": lambda card: card.update(
        gate={"mean": [1, 2], "whiten": [[1], [1, 2]], "threshold": 1, "set_on": "v"}
    ),
    "gate kind": lambda card: card.update(gate={"mean": 1, "whiten": 2, "threshold": 1, "set_on": "v"}),
    "gate threshold": lambda card: card.update(
        gate={"mean": [1], "whiten": [[1]], "threshold": 0, "set_on": "v"}
    ),
    "metric": lambda card: card.update(metrics={"test": [{"name": "auc", "value": math.nan}]}),
    "metric name": lambda card: card.update(metrics={"test": [{"name": {}, "value": 1}]}),
    "metric value": lambda card: card.update(metrics={"test": [{"name": "auc", "value": None}]}),
    "metric films": lambda card: card.update(metrics={"test": [{"name": "auc", "value": 1, "films": "9"}]}),
    "metric method": lambda card: card.update(metrics={"test": [{"name": "auc", "value": 1, "method": []}]}),
    "twice a threshold": lambda card: card["operating_points"].append(card["operating_points"][0]),
    "endless list": lambda card: card.update(roc=[[0.1, 0.2, 0.3]] * 2000),
    "nested list": lambda card: card.update(limits=nested(800)),
    "training films": lambda card: card.update(training_films="many"),
    "synthetic": lambda card: card.update(synthetic_training="no"),
    "licences": lambda card: card.update(training_licences="MIT"),
    "verdict": lambda card: card.update(verdict=["accepted"]),
    "base": lambda card: card.update(base_sha256="x"),
    "extra output role": lambda card: card.update(extra_outputs={"more": {}}),
    "gate home": lambda card: card.update(gate=film_gate([1], [[1]]) | {"set_on": None}),
    "check unknown key": lambda card: card.update(checks=[film_check(threshold=1)]),
    "check name": lambda card: card.update(checks=[film_check(name="")]),
    "check weights": lambda card: card.update(checks=[film_check(weights=[math.inf])]),
    "check no weights": lambda card: card.update(checks=[film_check(weights=[])]),
    "check weights kind": lambda card: card.update(checks=[film_check(weights={"a": 1})]),
    "check bias": lambda card: card.update(checks=[film_check(bias="0")]),
    "check share": lambda card: card.update(checks=[film_check(specificity=1.2)]),
    "check home": lambda card: card.update(checks=[film_check(set_on="")]),
    "checks twice": lambda card: card.update(checks=[film_check(), film_check()]),
    "checks kind": lambda card: card.update(checks={"implant": 1}),
    "metrics kind": lambda card: card.update(metrics=[1]),
    "roc": lambda card: card.update(roc=[[0.1, 0.2]]),
    "roc kind": lambda card: card.update(roc=3),
    "roc range": lambda card: card.update(roc=[[0.1, 1.2, 0.3]]),
    "roc falls": lambda card: card.update(roc=[[0.5, 0.9, 0.3], [0.1, 0.8, 0.4]]),
    "roc sensitivity rises": lambda card: card.update(roc=[[0.1, 0.8, 0.3], [0.5, 0.9, 0.4]]),
    "roc specificity falls": lambda card: card.update(roc=[[0.1, 0.9, 0.4], [0.5, 0.8, 0.3]]),
    "roc length": lambda card: card.update(roc=[[i / 1000, 0.5, 0.5] for i in range(201)]),
    "roc films": lambda card: card.update(roc_films=[10]),
    "roc films kind": lambda card: card.update(roc_films=[-1, 2.5]),
    "metric patients": lambda card: card.update(metrics={"t": [{"name": "a", "value": 1, "patients": -1}]}),
    "extra output": lambda card: card.update(extra_outputs={"logits": "again"}),
    "extra outputs kind": lambda card: card.update(extra_outputs=["a"]),
    "synthetic films": lambda card: card.update(synthetic_training=True, synthetic_films="most"),
    "films of none": lambda card: card.update(synthetic_training=False, synthetic_films="all"),
    "limits kind": lambda card: card.update(limits={"a": 1}),
    "report words kind": lambda card: card.update(report_words={"a": 1}, extra_outputs={"report": "words"}),
    "report word": lambda card: card.update(report_words=["a\n\nb"], extra_outputs={"report": "words"}),
    "half a character": lambda card: card.update(name="\ud800"),
    "parts kind": lambda card: card.update(
        gate=film_gate([1], [[1]])
        | {"parts": {"pelvis": 1, "hand": 2}, "weights": [[1, 2]], "bias": [0, 0], "least": 0.5}
    ),
}


@pytest.mark.parametrize("change", CARD_EDITS.values(), ids=CARD_EDITS.keys())
def test_a_wrong_card_is_refused_with_a_reason(
    good: Bundle, change: Callable[[dict[str, Any]], object]
) -> None:
    edit_card(good, change)
    with pytest.raises(BundleError) as caught:
        bundles.load(good.folder)
    assert caught.value.message.endswith(".")
    assert len(caught.value.message) < 250


def test_a_card_of_ten_thousand_unknown_keys_costs_one_sentence(good: Bundle) -> None:
    card = json.loads((good.folder / "card.json").read_text("utf8"))
    with pytest.raises(BundleError) as refused:
        from_json(json.dumps(card | {f"key{n}": n for n in range(10_000)}))
    assert len(str(refused.value)) < 300


def test_a_roc_curve_is_kept_as_it_is(good: Bundle) -> None:
    curve = [[0.1, 1.0, 0.0], [0.4, 0.9, 0.5], [0.8, 0.9, 1.0]]
    edit_card(good, lambda card: card.update(roc=curve, roc_set_on="validation films", roc_films=[20, 30]))
    card = bundles.load(good.folder).card
    assert card.roc == tuple(map(tuple, curve))
    assert card.roc_films == (20, 30)


@pytest.mark.parametrize("text", [b"", b"null", b"[" * 5000, b"\xff\xfe", b"{}", b"\x80\x04."])
def test_a_card_that_is_no_card_is_refused(good: Bundle, text: bytes) -> None:
    (good.folder / "card.json").write_bytes(text)
    with pytest.raises(BundleError):
        bundles.load(good.folder)


def test_members_are_exactly_two(good: Bundle, tmp_path: Path) -> None:
    (good.folder / ".DS_Store").write_bytes(b"x")
    bundles.load(good.folder)
    (good.folder / "weights.bin").write_bytes(b"x")
    with pytest.raises(BundleError, match="more than"):
        bundles.load(good.folder)
    with pytest.raises(BundleError, match="no model"):
        bundles.load(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BundleError, match="lacks"):
        bundles.load(tmp_path / "empty")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_refused(good: Bundle, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.onnx"
    good.graph.rename(elsewhere)
    good.graph.symlink_to(elsewhere)
    with pytest.raises(BundleError, match="plain file"):
        bundles.load(good.folder)


def test_sizes_are_bounded(good: Bundle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(bundles.LIMITS, "card.json", 100)
    with pytest.raises(BundleError, match="larger"):
        bundles.load(good.folder)
    with pytest.raises(BundleError, match="larger"):
        install(zip_of(good.folder, tmp_path / "b.zip"), tmp_path / "models")


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_install_keeps_one_copy(good: Bundle, tmp_path: Path, kind: str) -> None:
    source = good.folder if kind == "folder" else zip_of(good.folder, tmp_path / "b.zip")
    models = tmp_path / "models"
    first, second = install(source, models), install(source, models)
    assert first == second
    assert first.card == good.card
    assert first.folder.name.startswith("tiny-1.0-")
    assert [p.name for p in models.iterdir()] == [first.folder.name]


@pytest.mark.parametrize("name", ["model.onnx", "card.json"])
def test_a_damaged_bundle_is_installed_again(good: Bundle, tmp_path: Path, name: str) -> None:
    models = tmp_path / "models"
    first = install(good.folder, models, trial=lambda _bundle: None)
    (first.folder / name).write_bytes(b"cut")
    assert install(good.folder, models, trial=lambda _bundle: None) == first == bundles.load(first.folder)
    assert [p.name for p in models.iterdir()] == [first.folder.name]
    (first.folder / name).unlink()

    def fails(_bundle: Bundle) -> None:
        raise BundleError("The self-test failed.")

    with pytest.raises(BundleError, match="self-test"):
        install(good.folder, models, trial=fails)
    assert [p.name for p in models.iterdir()] == [first.folder.name]  # what is left of it stays


def test_install_runs_every_self_test_and_leaves_nothing_on_failure(tmp_path: Path) -> None:
    good_test = tiny_card().self_tests[0]
    wrong = replace(good_test, input="checker")
    source = write_bundle(tmp_path / "wrong", self_tests=(good_test, wrong))
    with pytest.raises(BundleError, match="self-test: on checker"):
        install(source.folder, tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    source = write_bundle(tmp_path / "b", name="../../évil name", version="..")
    installed = install(source.folder, tmp_path / "models")
    assert installed.folder.parent == tmp_path / "models"


@pytest.mark.parametrize("name", ["../card.json", "sub/model.onnx", "readme.txt", "/abs", "model.onnx/"])
def test_a_zip_with_other_members_is_refused(good: Bundle, tmp_path: Path, name: str) -> None:
    archive = zip_of(good.folder, tmp_path / "b.zip", **{name: b"x"})
    with pytest.raises(BundleError):
        install(archive, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_zip_that_names_a_file_twice_is_refused(good: Bundle, tmp_path: Path) -> None:
    path = zip_of(good.folder, tmp_path / "b.zip")
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr("card.json", b"{}")
    with pytest.raises(BundleError, match="twice"):
        install(path, tmp_path / "models")


@pytest.mark.parametrize("damage", ["no zip", "cut", "flipped", "empty"])
def test_a_damaged_zip_is_refused(good: Bundle, tmp_path: Path, damage: str) -> None:
    path = zip_of(good.folder, tmp_path / "b.zip")
    data = bytearray(path.read_bytes())
    if damage == "flipped":
        for position in range(60, 200):
            data[position] ^= 0x55
    cut = {"no zip": b"hello", "cut": bytes(data[:300]), "flipped": bytes(data), "empty": b""}
    path.write_bytes(cut[damage])
    with pytest.raises(BundleError):
        install(path, tmp_path / "models")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_packings_are_refused(good: Bundle, tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", method) as archive:
        for name in ("model.onnx", "card.json"):
            archive.write(good.folder / name, name)
    with pytest.raises(BundleError, match="unusual"):
        install(tmp_path / "b.zip", tmp_path / "models")


def test_a_place_that_cannot_be_written_is_said(good: Bundle, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BundleError, match="could not be written"):
        install(good.folder, tmp_path / "file" / "models")


def test_available_names_the_refused_ones_too(tmp_path: Path, good: Bundle) -> None:
    bad = write_bundle(tmp_path / "models" / "bad")
    bad.graph.write_bytes(b"junk")
    fine = write_bundle(tmp_path / "models" / "fine")
    (tmp_path / "models" / ".incoming-x").mkdir()
    (tmp_path / "models" / "note.txt").write_text("x")
    found = bundles.available(tmp_path / "nowhere", tmp_path / "models")
    assert [type(item) for item in found] == [RefusedBundle, Bundle]
    assert found[0].folder == bad.folder
    assert found[1] == fine


@pytest.mark.parametrize("name", BUILTIN_INPUTS)
@pytest.mark.parametrize("channels", [1, 3])
def test_builtin_inputs_are_like_films(name: str, channels: int) -> None:
    spec = InputSpec(size=48, channels=channels)
    tensor = builtin_input(name, spec)
    unit = tensor * spec.std + spec.mean
    assert tensor.shape == (1, channels, 48, 48)
    assert tensor.dtype == np.float32
    assert -1e-6 <= unit.min() <= unit.max() <= 1 + 1e-6
    assert (np.ptp(unit) > 0.4) == (name != "zeros")
    with pytest.raises(KeyError):
        builtin_input("film", spec)


def test_the_same_bundle_does_not_differ(good: Bundle) -> None:
    assert bundles.difference(good, good) == []


def test_differences_are_sentences(tmp_path: Path, good: Bundle) -> None:
    new = write_bundle(
        tmp_path / "new",
        bias=2.0,
        version="2.0",
        base_sha256=good.card.onnx_sha256,
        training_films=900,
        training_data="synthetic and corrected films",
        map_scale=3.0,
        operating_points=(
            OperatingPoint("balanced", 0.4, "validation 2", 90),
            OperatingPoint("safe", 0.1, "v", 9),
        ),
        metrics={"synthetic": (Metric("AUC", 0.9, 0.85, 0.95, 100, "bootstrap"), Metric("F1", 0.8))},
        gate=FilmGate((0.0,) * 4, ((1.0,),) * 4, 3.0, "validation"),
        checks=(FilmCheck("implant", (0.0,) * 4, 0.0, "validation", 0.9, 0.97),),
        verdict="accepted",
    )
    lines = bundles.difference(good, new)
    text = "\n".join(lines)
    for part in (
        "Version: 1.0 becomes 2.0.",
        "Another graph",
        "fine-tuned from the old",
        "Training films: 0 becomes 900.",
        "Threshold of balanced: 0.600 becomes 0.400, set on validation 2.",
        "New operating point safe",
        "AUC on synthetic: not measured becomes 0.900 (0.850 to 0.950).",
        "F1 on synthetic: not measured becomes 0.800.",
        "Full colour of the heat map: 1 becomes 3.",
        "Refuses films unlike its training: no becomes yes.",
        "Film checks: none becomes implant.",
        "Verdict on the locked test set: accepted.",
    ):
        assert part in text
    assert all(line.endswith(".") for line in lines)
    back = "\n".join(bundles.difference(new, replace(good, card=replace(good.card, operating_points=()))))
    assert "rests on 0.5" in back
    assert "operating point safe is gone" in back


def test_external_data_is_refused_on_loading(tmp_path: Path) -> None:
    def spoil(model: onnx.ModelProto) -> None:
        model.graph.initializer[0].data_location = onnx.TensorProto.EXTERNAL

    folder = write_unchecked(tmp_path / "b", tiny_onnx(change=spoil), tiny_card())
    with pytest.raises(BundleError, match="outside its file"):
        bundles.load(folder)


def test_a_self_test_must_name_a_builtin_input(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="unknown input"):
        write_bundle(tmp_path / "b", self_tests=(SelfTest("film", (0.0,) * 7),))
