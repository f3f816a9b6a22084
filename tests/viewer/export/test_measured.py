"""Measures that leave: coded in the report, drawn and told on the page; what a reader wrote stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pydicom
import pytest

from inference.dicom.reader import read_film
from inference.imaging.measure import Measure, MeasureKind
from inference.imaging.measure_values import Quantity, values
from inference.imaging.measurements import Calibration
from tests.leaving import cases, errors_of, images, told
from viewer.export.cases import ExportCase
from viewer.export.exporter import Exporter, Kind, Plan, export
from viewer.export.identity import Disguise
from viewer.export.measured import _CODES, groups, leaving, origin_sentence
from viewer.store.store import Store

LINE = (20.0, 60.0), (80.0, 60.0)
EVERY = (
    Measure(MeasureKind.LENGTH, ((10, 10), (40, 50))),
    Measure(MeasureKind.ANGLE, ((40, 10), (10, 10), (10, 40))),
    Measure(MeasureKind.NECK_SHAFT, ((30, 40), (20, 50), (15, 60), (15, 100))),
    Measure(MeasureKind.CIRCLE, ((10, 20), (20, 10), (30, 20))),
    Measure(MeasureKind.REGION, ((10, 10), (30, 20))),
    Measure(MeasureKind.FREE, ((10, 10), (30, 10), (20, 30))),
    Measure(MeasureKind.CENTRE_EDGE, (*LINE, (15, 50), (8, 36))),
    Measure(MeasureKind.ROOF, (*LINE, (82, 40), (92, 38))),
    Measure(MeasureKind.ACETABULAR_INDEX, (*LINE, (95, 50))),
    Measure(MeasureKind.OBLIQUITY, ((10, 10), (90, 13))),
    Measure(MeasureKind.TILT, (*LINE, (50, 62), (52, 80))),
    Measure(MeasureKind.ROTATION, ((20, 60), (30, 60), (70, 60), (80, 60))),
    Measure(MeasureKind.LEG_LENGTH, (*LINE, (15, 80), (85, 82))),
    Measure(MeasureKind.OFFSET, ((15, 50), (5, 60), (5, 100))),
    Measure(MeasureKind.SHENTON, ((50, 70), (57, 57), (70, 50), (88, 56), (95, 70), (96, 80))),
)
WRITTEN = (
    Measure(MeasureKind.TEXT, ((10, 10),), "SECRETNOTE"),
    Measure(MeasureKind.ARROW, ((10, 10), (20, 20)), "SECRETNOTE"),
)


@pytest.fixture
def given(tmp_path: Path) -> list[ExportCase]:
    films = images(tmp_path / "films")
    first = cases(tmp_path / "store.sqlite", films)[0]
    return [replace(first, measures=EVERY + WRITTEN, key=True)]


def test_every_number_has_a_code() -> None:
    assert set(_CODES) == set(Quantity)


def test_measures_leave_coded_and_drawn(given: list[ExportCase], tmp_path: Path) -> None:
    out = tmp_path / "out"
    reviewed = {case.item.reading.film_sha256: () for case in given}
    plan = Plan(frozenset({Kind.SR, Kind.PDF, Kind.KEY}), Disguise(), reviewed)
    report = export(Exporter(plan, read_film), given, out)
    assert report.left_out == ()
    assert [wrong for path in out.rglob("*.dcm") for wrong in errors_of(path)] == []
    assert told(out) == []
    (path,) = (out / "sr").iterdir()
    text = str(pydicom.dcmread(path))
    for word in (
        "Lateral centre-edge angle (Wiberg)", "Acetabular angle", "Femoral offset", "Step of Shenton's line",
        "At detector, magnification unknown", "POLYLINE",
    ):  # fmt: skip
        assert word in text
    (page,) = (out / "pdf").iterdir()
    assert page.read_bytes().count(b"/Type /Page\n") == 2
    (key,) = (out / "key").iterdir()
    assert pydicom.dcmread(key).ConceptNameCodeSequence[0].CodeMeaning == "Of Interest"


def test_what_a_reader_wrote_stays(given: list[ExportCase]) -> None:
    assert leaving(given[0]) == EVERY


def test_pixels_stay_pixels_where_no_millimetre_is_known(given: list[ExportCase], tmp_path: Path) -> None:
    film = replace(images(tmp_path / "more")[0].film, spacing_mm=None)
    header = pydicom.dcmread(film.path)
    made = groups(header, given[0], film, Disguise(), "key")
    text = "\n".join(str(item) for group in made for item in group)
    assert "{pixels}" in text
    assert "'mm'" not in text
    assert "No millimetres" in origin_sentence(film)


def test_the_store_gives_measures_and_scale_to_an_export(tmp_path: Path) -> None:
    from viewer.app.export_cases import cases_of

    path = tmp_path / "store.sqlite"
    films = images(tmp_path / "films")
    first = cases(path, films)[0].item.reading
    with Store(path) as store:
        film = next(i.film for i in films if i.film.pixel_sha256 == first.film_sha256)
        store.notes.save_measures(film.pixel_sha256, first.reader, EVERY + WRITTEN)
        store.notes.calibrate(film, first.reader, Calibration(100.0, 50.0))
        assert store.notes.measures(film.pixel_sha256, first.reader) == EVERY + WRITTEN
        found = {(c.item.reading.film_sha256, c.item.reading.reader): c for c in cases_of(store)}
    case = found[first.film_sha256, first.reader]
    assert case.measures == EVERY + WRITTEN
    assert case.calibration == Calibration(100.0, 50.0)
    assert sum(bool(other.measures) for other in found.values()) == 1
    assert all(values(measure, film) for measure in EVERY)
