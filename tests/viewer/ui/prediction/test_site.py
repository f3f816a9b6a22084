"""The site's own thresholds in the real window: set on the list's films, put in force, recorded, left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from inference.aoota import ReaderClass
from inference.model import site_profile
from inference.records import OperatingPoint, Prediction, Reading, Sha256, Side
from tests.viewer.desk import SharedChild, Sitting, bright_film, home_with_model
from viewer.app.prediction.site_profiles import SiteProfiles
from viewer.store.store import Store
from viewer.ui.prediction.site_dialog import SiteDialog

POINTS = (OperatingPoint("sensitive", 0.3, "made", 10), OperatingPoint("specific", 0.6, "made", 10))
CURVE = tuple((round(t, 3), round(1 - t, 3), round(t, 3)) for t in np.linspace(0.01, 0.99, 50))
COUNT = 22


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, child: SharedChild) -> Iterator[Sitting]:
    where = home_with_model(operating_points=POINTS, roc=CURVE, roc_films=(50, 50))
    for number in range(COUNT):
        bright_film(
            tmp_path / "films", f"f{number:02}.dcm", bright=0.9 if number % 2 else 0.25, seed=number,
            PatientID=f"P{number}", ManufacturerModelName="DX-1",
        )  # fmt: skip
    made = Sitting(qtbot, where, [tmp_path / "films"], reader=child)
    made.until(lambda: len(made.s.worklist.entries) == COUNT and not made.s.worklist.scanning)
    made.wait_answer()
    yield made
    made.close()


def opened(sitting: Sitting) -> SiteDialog:
    profiles = SiteProfiles(sitting.app._paths.site_profiles, sitting.s.preferences)
    made = SiteDialog(
        sitting.window, sitting.s, profiles, lambda: [entry.path for entry in sitting.s.worklist.entries]
    )
    sitting.qtbot.addWidget(made)
    return made


def run(sitting: Sitting, dialog: SiteDialog) -> None:
    sitting.until(dialog.start.isEnabled)
    dialog.start.click()
    assert dialog.run.is_running
    sitting.until(lambda: not dialog.run.is_running and (dialog.list.count() or dialog.message.text()))


def read_all(sitting: Sitting) -> None:
    """A reading for every film, straight into the store."""
    done: list[int] = []

    def work(store: Store) -> int:
        films = store._db.execute("SELECT pixel_sha256 FROM film ORDER BY id").fetchall()
        for number, (sha,) in enumerate(films):
            found = ReaderClass.A2 if number % 3 else ReaderClass.NORMAL
            store.add_reading(Reading(Sha256(sha), "other", found, Side.LEFT if number % 3 else Side.NONE))
        return len(films)

    sitting.bench.want_all(on=True)
    sitting.until(lambda: sitting.s.worklist.answered == COUNT)
    sitting.s.store.call(work, done.append)
    sitting.until(lambda: bool(done))


def test_unread_films_set_a_profile_that_answers_until_it_is_left_out(sitting: Sitting) -> None:
    before = sitting.bench.prediction
    assert before is not None
    dialog = opened(sitting)
    dialog.unread.setChecked(True)
    dialog.share.setValue(50.0)
    run(sitting, dialog)
    assert dialog.list.count() == 1, dialog.message.text()
    assert dialog.table.rowCount() == 2  # films called a fracture at either point
    assert "taken from the model's card" in dialog.notes.text()
    profile = dialog._kept[0].profile
    assert profile is not None
    assert (profile.films, profile.patients, profile.device) == (COUNT, COUNT, "DX-1")

    dialog.use.click()
    sitting.until(lambda: sitting.s.models.model is not None and sitting.s.models.model.sites)
    sitting.wait_answer()
    after = sitting.bench.prediction
    assert after is not None
    assert after.model.version == f"{before.model.version}+site.{profile.digest}"
    assert {point.threshold for point in after.points} == {point.threshold for point in profile.points}
    assert profile.name in sitting.window.answer._caveat.text()

    dialog.leave.click()
    sitting.until(lambda: sitting.s.models.model is not None and not sitting.s.models.model.sites)
    dialog.message.undo_button.click()
    sitting.until(lambda: sitting.s.models.model is not None and sitting.s.models.model.sites)
    dialog.leave.click()
    sitting.until(lambda: sitting.s.models.model is not None and not sitting.s.models.model.sites)
    sitting.wait_answer()
    again = sitting.bench.prediction
    assert again is not None
    assert again.model == before.model
    assert again.threshold == before.threshold

    dialog.remove_button.click()
    sitting.until(lambda: dialog.list.count() == 0)
    dialog.message.undo_button.click()
    sitting.until(lambda: dialog.list.count() == 1)


def test_readings_set_a_profile_and_those_that_differ_are_told(sitting: Sitting) -> None:
    read_all(sitting)
    dialog = opened(sitting)
    run(sitting, dialog)
    # a third are normal: fewer than 20 films, so that the specific point cannot be set
    assert dialog.list.count() == 0
    assert "usable films" in dialog.message.text()


def test_a_reading_under_a_profile_names_it(sitting: Sitting) -> None:
    dialog = opened(sitting)
    dialog.unread.setChecked(True)
    dialog.share.setValue(50.0)
    run(sitting, dialog)
    dialog.use.click()
    sitting.until(lambda: sitting.s.models.model is not None and sitting.s.models.model.sites)
    sitting.wait_answer()
    sitting.do("class_normal")
    sitting.do("agree")
    sitting.until(lambda: sitting.s.readings.saved is not None)
    path, digest = sitting.app._paths.store, dialog._kept[0].profile
    sitting.close()
    with sqlite3.connect(path) as connection:
        (version,) = connection.execute(
            "SELECT m.version FROM reading r JOIN prediction p ON p.id = r.shown_prediction_id "
            "JOIN model m ON m.id = p.model_id"
        ).fetchone()
    connection.close()
    assert digest is not None
    assert version.endswith(f"+site.{digest.digest}")


def test_a_run_can_be_stopped_and_an_empty_list_says_so(
    sitting: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(sitting)
    sitting.until(dialog.start.isEnabled)
    dialog.start.click()
    dialog.stop.click()
    assert not dialog.run.is_running
    assert "Stopped" in dialog.message.text()
    empty = SiteDialog(
        sitting.window, sitting.s, SiteProfiles(tmp_path / "none", sitting.s.preferences), list
    )
    qtbot.addWidget(empty)
    assert not empty.start.isEnabled()
    assert "The list is empty" in empty.films.text()


def test_a_profile_of_elsewhere_is_taken_or_refused(sitting: Sitting, tmp_path: Path) -> None:
    dialog = opened(sitting)
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    dialog.take(bad)
    sitting.until(lambda: "another schema" in dialog.message.text())
    model = sitting.s.models.model
    assert model is not None
    good = site_profile.SiteProfile(
        "elsewhere", model.sha256, "OTHER", "2026-01-01T00:00:00+00:00", "readings", 100, 50, 100, 0.5, 0.9,
        0.95, 139, (OperatingPoint("specific", 0.7, "there", 100),),
    )  # fmt: skip
    path = tmp_path / "good.json"
    path.write_text(good.to_json())
    dialog.take(path)
    sitting.until(lambda: dialog.list.count() == 1)
    dialog.use.click()
    sitting.until(lambda: sitting.s.models.model is not None and sitting.s.models.model.sites)
    sitting.wait_answer()
    answer = sitting.bench.prediction  # of another device: its own thresholds stay
    assert isinstance(answer, Prediction)
    assert "+site." not in answer.model.version
