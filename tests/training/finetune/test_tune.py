"""Labels in, a candidate with its verdict out; and the verdict's rule."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch

from inference import labels_file
from inference.labels_file import LabelRow
from inference.model.bundle import load, write
from inference.model.child_session import verify
from tests.training.conftest import ToyRun
from tests.training.toy import make_set
from training.bundles.onnx_graph import export
from training.cli import tune as tuning
from training.cli.main import main
from training.data import holdout
from training.data.batches import FilmSet
from training.data.dataset import read_truth
from training.data.known_film import KnownFilm, validates
from training.errors import TrainingError
from training.finetune import compare
from training.finetune.compare import LEAST_PATIENTS, Verdict
from training.networks.densenet import build_one
from training.networks.hip_views import HipViews
from training.networks.landmarks import LandmarkNet
from training.networks.rebuilt import Closer, beside, closer_of, whole_film

pytestmark = pytest.mark.torch

ENOUGH = (LEAST_PATIENTS, LEAST_PATIENTS)


@pytest.mark.parametrize(
    ("low", "high", "kinds", "expected"),
    [
        (-0.019, 0.05, ENOUGH, Verdict.ACCEPTED),
        (0.01, 0.05, ENOUGH, Verdict.ACCEPTED),
        (-0.02, 0.05, ENOUGH, Verdict.UNDECIDED),
        (-0.1, -0.001, ENOUGH, Verdict.REFUSED),
        (-0.015, -0.005, ENOUGH, Verdict.REFUSED),
        (-0.1, 0.1, ENOUGH, Verdict.UNDECIDED),
        (0.0, 0.0, (LEAST_PATIENTS - 1, 50), Verdict.UNDECIDED),
        (float("nan"), float("nan"), ENOUGH, Verdict.UNDECIDED),
    ],
)
def test_the_verdict(low: float, high: float, kinds: tuple[int, int], expected: Verdict) -> None:
    assert compare.judge(low, high, kinds) is expected


def label(film: KnownFilm, reader: str = "r1", **changes: object) -> LabelRow:
    values: dict[str, object] = {
        "pixel_sha256": film.pixel_sha256,
        "film_key": film.key,
        "patient_key": film.patient,
        "reading_key": f"{reader}{film.key}",
        "reader": reader,
        "order": 1,
        "ao_class": film.ao_class,
        "side": film.side or "none",
        "regions": film.boxes,
        "film_rows": 80,
        "film_columns": 96,
    }
    return LabelRow(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A labels file and the folder of its films."""
    root = tmp_path_factory.mktemp("labelled")
    films = read_truth(make_set(root / "own", 84, 9, "own"))
    rows = [label(film) for film in films]
    rows[0] = label(films[0], ai_visible=True)
    rows.append(label(films[1], "r2", ao_class="C1"))  # ties with the first reader
    labels_file.write(root / "labels.jsonl", rows)
    (root / "own" / "note.dcm").write_bytes(b"no film")
    return root / "labels.jsonl", root / "own"


def arguments(toy_run: ToyRun, labelled: tuple[Path, Path], out: Path, *more: str) -> list[str]:
    return [
        *("tune", "--labels", str(labelled[0]), "--films", str(labelled[1]), "--base", str(toy_run.bundle)),
        *(
            "--out",
            str(out),
            "--old",
            str(toy_run.train),
            "--epochs",
            "1",
            "--lr",
            "1e-3",
            "--test-share",
            "0.4",
        ),
        *("--precision", "fp32", "--device", "cpu", "--threads", "1", *more),
    ]


@pytest.mark.slow
def test_tuning_writes_a_candidate_and_keeps_the_lock(
    toy_run: ToyRun, labelled: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "tuned"
    base_before = (toy_run.bundle / "card.json").read_bytes()
    assert main(arguments(toy_run, labelled, out)) == 0
    candidate = load(out / "candidate-1")
    verify(candidate)
    card, base = candidate.card, load(toy_run.bundle).card
    assert card.base_sha256 == base.onnx_sha256
    assert card.onnx_sha256 != base.onnx_sha256
    assert card.verdict is not None
    assert card.verdict.split(":")[0] in list(Verdict)
    assert "labelled by readers" in card.training_data
    assert "1 of them with the AI in sight" in card.training_data
    assert card.name == base.name
    assert card.version == f"{base.version}+tuned"
    assert (toy_run.bundle / "card.json").read_bytes() == base_before
    lock = (out / holdout.NAME).read_bytes()
    assert main(arguments(toy_run, labelled, out, "--name", "Other", "--version", "2")) == 0
    assert load(out / "candidate-2").card.name == "Other"
    assert (out / holdout.NAME).read_bytes() == lock
    history = [json.loads(line) for line in (out / "history.jsonl").read_text("utf8").splitlines()]
    assert [item["candidate"] for item in history] == ["candidate-1", "candidate-2"]
    assert "look" not in history[0]["verdict"]
    assert "(look 2 at this set" in history[1]["verdict"]
    assert not list(out.glob("work-*"))


def test_old_films_hold_no_locked_film_and_none_that_validates() -> None:
    """The readers' own films given again as old ones, under other patients' keys."""

    def films(patients: Sequence[str], pixels: Sequence[str]) -> Any:
        known = [
            KnownFilm(Path(), p, "A1", patient=p, pixel_sha256=x)
            for p, x in zip(patients, pixels, strict=True)
        ]
        return SimpleNamespace(entries=lambda: known)

    teaches, judges = (
        next(f"p{n}" for n in range(99) if validates(f"p{n}") is held) for held in (False, True)
    )
    locked = [KnownFilm(Path(), "x", "A1", patient="locked", pixel_sha256="x")]
    tuning._check_apart(films([teaches, judges], "ab"), films(["old"], "c"), locked)
    with pytest.raises(TrainingError, match="1 films of the locked test set are training films, too"):
        tuning._check_apart(films([teaches], "a"), films(["old"], "x"), locked)
    with pytest.raises(TrainingError, match="1 films of the tenth that validates are training films, too"):
        tuning._check_apart(films([judges], "a"), films([teaches], "a"), locked)


def test_a_base_that_was_tuned_elsewhere_is_refused(
    toy_run: ToyRun, labelled: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = load(toy_run.bundle)
    tuned = write(tmp_path / "tuned", plain.graph_bytes(), replace(plain.card, base_sha256="0" * 64))
    out = tmp_path / "out"
    given = arguments(toy_run, labelled, out)
    given[given.index("--base") + 1] = str(tuned.folder)
    assert main(given) == 1
    assert "tuned in another folder" in capsys.readouterr().err
    (out / tuning.HISTORY).write_text(json.dumps({"sha256": tuned.card.onnx_sha256}) + "\n", "utf8")
    tuning._check_base(tuned, out)


def test_a_removed_candidate_is_in_no_ones_way(tmp_path: Path) -> None:
    assert tuning._next_number(tmp_path) == 1
    for name in ("candidate-2", "candidate-10", "candidate-old"):
        (tmp_path / name).mkdir()
    assert tuning._next_number(tmp_path) == 11


def test_labels_without_films_are_told(
    toy_run: ToyRun, labelled: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(arguments(toy_run, (labelled[0], tmp_path / "empty"), tmp_path / "out")) == 1
    assert "None of the labelled films" in capsys.readouterr().err
    assert main(arguments(toy_run, (tmp_path / "no.jsonl", labelled[1]), tmp_path / "out")) == 1
    assert "no labels file" in capsys.readouterr().err


def test_a_model_is_not_better_than_itself(toy_run: ToyRun) -> None:
    films = read_truth(toy_run.val)
    bundle = load(toy_run.bundle)
    found = compare.compare(bundle, bundle, films, rounds=100)
    assert found.new == found.old
    assert (found.low, found.high) == (0, 0)
    assert found.verdict is Verdict.UNDECIDED  # only four patients without a fracture
    assert found.verdict in found.sentence
    alone = compare.compare(bundle, bundle, [film for film in films if film.ao_class == "A1"])
    assert alone.verdict is Verdict.UNDECIDED
    assert np.isnan(alone.old)
    assert alone.metric() == []
    assert "look" not in alone.sentence
    third = replace(found, look=3, unanswered=(0, 2))
    assert "(look 3 at this set" in third.sentence
    assert "scored 0.5: 2 films by the new model, 0 by the old" in third.sentence


def test_a_model_that_answers_nothing_finite_is_told(toy_run: ToyRun, tmp_path: Path) -> None:
    import onnx
    from onnx import numpy_helper

    base = load(toy_run.bundle)
    graph = onnx.load_from_string(base.graph_bytes())
    weight = next(item for item in graph.graph.initializer if "head" in item.name)
    weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) * np.nan, weight.name))
    data = graph.SerializeToString()
    card = replace(base.card, onnx_sha256=hashlib.sha256(data).hexdigest(), self_tests=())
    broken = write(tmp_path / "broken", data, card)
    with pytest.raises(TrainingError, match="not finite"):
        compare.compare(base, broken, read_truth(toy_run.val)[:4])


def test_new_films_are_about_half_of_the_mixture(toy_run: ToyRun) -> None:
    from training.data import cache

    films = FilmSet.of(
        [cache.open_cache(toy_run.train.parent / "cache" / "train")], load(toy_run.bundle).card.input
    )
    new = FilmSet(films.picks[:10], films.spec)
    assert len(compare.mixed(new, films)) == 84 + 80
    assert len(compare.mixed(FilmSet(films.picks[:2], films.spec), films)) == 84 + 20
    assert compare.mixed(FilmSet((), films.spec), films) is films


@pytest.mark.slow
def test_tuning_teaches_what_looks_closely_at_each_hip_too(
    toy_run: ToyRun, labelled: tuple[Path, Path], tmp_path: Path
) -> None:
    plain = load(toy_run.bundle)
    marks = LandmarkNet()
    torch.nn.init.constant_(marks.heat.bias, 0.0)  # type: ignore[arg-type]  # every mark is hot somewhere
    near = Closer(build_one("tiny"), HipViews(marks, 32, 64, 1.25, -2.0), 0.5)
    exported = export(beside(whole_film(plain.graph_bytes()), near), plain.card.input)
    card = replace(
        plain.card,
        onnx_sha256="",
        self_tests=(),
        extra_outputs={"hips": "those that are found"},
    )
    base = write(tmp_path / "base", exported.data, card)
    given = arguments(toy_run, labelled, tmp_path / "tuned")
    given[given.index("--base") + 1] = str(base.folder)
    assert main(given) == 0
    candidate = load(tmp_path / "tuned" / "candidate-1")
    verify(candidate)
    assert candidate.card.extra_outputs.keys() == {"hips"}
    before, after = (closer_of(bundle.graph_bytes()) for bundle in (base, candidate))
    assert before is not None
    assert after is not None
    assert not torch.equal(before.net.head.weight, after.net.head.weight)
    marks_before, marks_after = (one.views.state_dict() for one in (before, after))
    assert all(torch.equal(value, marks_after[name]) for name, value in marks_before.items())
