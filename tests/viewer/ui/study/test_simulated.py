"""Simulated readers of known ability at the real window and through the real packs (see docs/results)."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from tests.models import write_bundle
from tests.viewer.ui.study.studies import films_folder
from viewer.study.report.write import write

SCRIPT = Path(__file__).resolve().parents[4] / "packaging" / "simulated_study.py"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("simulated_study", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made  # dataclasses look their module up
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPT.parent))  # as when it is run: its other parts lie beside it
        spec.loader.exec_module(made)
        yield made


@pytest.mark.slow
def test_no_answer_is_lost_between_window_and_report(
    qtbot: QtBot, tmp_path: Path, script: ModuleType
) -> None:
    """3 readers, 12 films, 2 looks: one at the window, two through packs alone."""
    films = films_folder(tmp_path / "films", 12)
    bundle = write_bundle(tmp_path / "tiny", bias=3.0)
    study = script.lock_study(tmp_path / "study", script.design(3, 6, str(films)), bundle)
    simulated = script.simulate(study)
    script.run_study(study, simulated, tmp_path, windows=1)
    assert script.differences(study, simulated) == []
    found = script.summary(study, simulated)
    assert found["films"] == 12
    assert [row["what"] for row in found["areas"]] == ["unaided", "aided", "aided less unaided"]
    page = write(study, tmp_path / "report")[0]
    assert "radiology" in page.read_text("utf8")


def test_the_second_look_is_better_by_what_was_asked_for(script: ModuleType) -> None:
    import simulated_readers as readers

    codes, specialties, areas = readers.readers_of(20)
    assert (len(codes), len(specialties), len(areas)) == (20, 20, 20)
    assert specialties.count("radiology") == 4
    model = readers.truth_model()
    assert model.separation[1] - model.separation[0] == pytest.approx(readers.GAIN)
