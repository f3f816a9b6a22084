"""Whose film a reading is about: the very file that was read, or nobody's; and exports that end complete."""

from __future__ import annotations

import shutil
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest

from inference import file_identity
from inference.dicom.reader import read_film
from inference.file_identity import FileIdentity
from inference.records import FilmImage, Region
from tests.films import CR, phantom
from tests.leaving import errors_of, telling_film
from tests.stores import reading
from viewer.app.export_cases import cases_of
from viewer.cli import export as command
from viewer.export.exporter import NO_OVERLAYS, Exporter, ExportReport, Kind, Plan, export
from viewer.export.identity import Disguise, Identity, Plain
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store

REPORTS = frozenset({Kind.SR, Kind.GSPS})


def film(folder: Path, number: int, patient: str, **changes: Any) -> FilmImage:
    """A film of a patient; the same picture unless ``stored`` says another one."""
    return read_film(telling_film(folder, number, PatientID=patient, **changes))


def answer(store: Store, image: FilmImage, reader: str = "R1", *, noted: bool = True) -> None:
    one = replace(reading("", "A2", reader), film_sha256=image.film.pixel_sha256)
    store.add_film(image.film)
    store.add_reading(one, image.film if noted else None)


def left(store: Store, out: Path, identity: Identity, kinds: frozenset[Kind] = REPORTS) -> ExportReport:
    found = cases_of(store)
    reviewed = {case.item.reading.film_sha256: () for case in found}
    return export(Exporter(Plan(kinds, identity, reviewed), read_film), found, out)


def written(out: Path, name: str = "sr") -> list[pydicom.Dataset]:
    return [pydicom.dcmread(path) for path in sorted((out / name).glob("*.dcm"))]


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("noted", [True, False])
def test_a_report_names_the_patient_that_was_read(store: Store, tmp_path: Path, *, noted: bool) -> None:
    right, wrong = film(tmp_path, 1, "RIGHT"), film(tmp_path, 2, "WRONG")
    answer(store, right, noted=noted)
    store.add_film(wrong.film)
    report = left(store, tmp_path / "out", Plain())
    assert report.is_complete
    assert [made.PatientID for made in written(tmp_path / "out")] == ["RIGHT"]
    assert [made.PatientID for made in written(tmp_path / "out", "gsps")] == ["RIGHT"]
    right.film.path.unlink()
    gone = left(store, tmp_path / "gone", Plain())
    assert gone.written == {}
    assert "is gone, or its patient" in gone.left_out[0].reason


def test_where_nobody_knows_the_file_nothing_is_guessed(store: Store, tmp_path: Path) -> None:
    right, wrong = film(tmp_path, 1, "RIGHT"), film(tmp_path, 2, "WRONG")
    store.add_film(wrong.film)
    answer(store, right, noted=False)
    report = left(store, tmp_path / "out", Plain())
    assert report.written == {}
    assert "nobody noted which" in report.left_out[0].reason
    answer(store, right)
    assert left(store, tmp_path / "again", Plain()).is_complete


def test_a_header_that_changed_since_is_not_taken(store: Store, tmp_path: Path) -> None:
    first = film(tmp_path, 1, "RIGHT")
    answer(store, first)
    film(tmp_path, 1, "ANOTHER")
    assert "changed since" in left(store, tmp_path / "out", Plain()).left_out[0].reason


def test_two_readers_of_two_files_with_one_picture(store: Store, tmp_path: Path) -> None:
    answer(store, film(tmp_path, 1, "ONE"), "R1")
    answer(store, film(tmp_path, 2, "TWO"), "R2")
    report = left(store, tmp_path / "out", Plain())
    assert report.is_complete
    assert sorted(made.PatientID for made in written(tmp_path / "out")) == ["ONE", "TWO"]
    left(store, tmp_path / "de", Disguise(), frozenset({Kind.FILM, Kind.SR}))
    films = written(tmp_path / "de", "film")
    assert len({made.SOPInstanceUID for made in films}) == len({made.PatientID for made in films}) == 2


@pytest.mark.parametrize("merely_opened", [True, False])
def test_one_uid_never_leaves_for_two_pictures(store: Store, tmp_path: Path, *, merely_opened: bool) -> None:
    same = {
        "SOPInstanceUID": "1.2.777.9.1",
        "StudyInstanceUID": "1.2.777.9",
        "SeriesInstanceUID": "1.2.777.9.2",
    }
    answer(store, film(tmp_path, 1, "ONE", **same))
    other = film(tmp_path, 2, "TWO", stored=np.ascontiguousarray(phantom()[::-1]), **same)
    if merely_opened:
        store.add_film(other.film)
    else:
        answer(store, other)
    report = left(store, tmp_path / "out", Plain())
    assert report.written == {}
    assert all("another picture bears the same UID" in one.reason for one in report.left_out)
    made = left(store, tmp_path / "de", Disguise(), frozenset({Kind.FILM}))
    assert made.is_complete
    for name in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "PatientID"):
        films = written(tmp_path / "de", "film")
        assert len({one[name].value for one in films}) == len(films)


def test_two_patients_of_one_study_leave_without_names_only(store: Store, tmp_path: Path) -> None:
    answer(store, film(tmp_path, 1, "ONE", StudyInstanceUID="1.2.777.8"))
    other = np.ascontiguousarray(phantom()[::-1])
    answer(store, film(tmp_path, 2, "TWO", StudyInstanceUID="1.2.777.8", stored=other))
    reasons = {one.reason for one in left(store, tmp_path / "out", Plain()).left_out}
    assert [reason.startswith("two patients share") for reason in reasons] == [True]


def test_two_names_without_a_number_are_two_patients(store: Store, tmp_path: Path) -> None:
    answer(store, film(tmp_path, 1, "", PatientName="A^B", StudyInstanceUID="1.2.777.8"))
    other = np.ascontiguousarray(phantom()[::-1])
    answer(store, film(tmp_path, 2, "", PatientName="C^D", StudyInstanceUID="1.2.777.8", stored=other))
    assert len({record.patient_key for record in store.export_records()}) == 2
    reasons = {one.reason for one in left(store, tmp_path / "out", Plain()).left_out}
    assert [reason.startswith("two patients share") for reason in reasons] == [True]


def test_a_merged_reading_keeps_its_file(store: Store, tmp_path: Path) -> None:
    right, wrong = film(tmp_path, 1, "RIGHT"), film(tmp_path, 2, "WRONG")
    with Store(tmp_path / "other.sqlite") as other:
        answer(other, right)
    store.add_film(wrong.film)
    Maintenance(store).merge(tmp_path / "other.sqlite")
    Maintenance(store).check()
    assert "is gone" in left(store, tmp_path / "out", Plain()).left_out[0].reason
    store.add_film(right.film)
    assert left(store, tmp_path / "again", Plain()).is_complete
    assert [made.PatientID for made in written(tmp_path / "again")] == ["RIGHT"]


def test_one_picture_does_not_make_two_patients_one(store: Store, tmp_path: Path) -> None:
    for number, patient in enumerate(("ONE", "TWO", "THREE"), 1):
        answer(store, film(tmp_path, number, patient), f"R{number}")
    assert len({record.patient_key for record in store.export_records()}) == 3


def test_identities_are_salted(tmp_path: Path) -> None:
    one = film(tmp_path, 1, "ONE").film
    first, second = FileIdentity.of(one), FileIdentity.of(one)
    assert first.header != second.header
    assert first.is_of(replace(one, path=Path("/elsewhere.dcm")))
    assert not first.is_of(replace(one, series_uid="1.2.3"))
    named = replace(one, patient_number="1", patient_name="DOE^JANE")
    known, before = FileIdentity.of(named), file_identity._header_without_name(named)
    noted = replace(known, header=file_identity._hash(known.salt, *before))  # by an earlier version
    for identity in (known, noted):
        assert identity.is_of(replace(named, patient_name="Doe Jane "))
    assert not known.is_of(replace(named, patient_name="ROE^RITA"))
    assert first.lies_at(one.path)
    assert not second.lies_at(Path("/elsewhere.dcm"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PatientBirthDate", "00000000"), ("PatientBirthDate", "19400000"), ("StudyDate", "20231345"),
        ("StudyTime", "256161"), ("StudyTime", "240000"),
    ],
)  # fmt: skip
def test_a_bad_date_is_left_out_and_said(store: Store, tmp_path: Path, name: str, value: str) -> None:
    with warnings.catch_warnings(action="ignore"):  # of whoever writes such a file
        image = film(tmp_path, 1, "ONE", **{name: value})
    answer(store, image)
    other = np.ascontiguousarray(phantom()[::-1])
    answer(store, film(tmp_path, 2, "TWO", stored=other))
    report = left(store, tmp_path / "out", Plain(), REPORTS | {Kind.SC})
    assert report.is_complete
    assert report.files == 6
    (said,) = (note.reason for note in report.notes if note.reason != NO_OVERLAYS)
    assert value not in said
    assert all(errors_of(path) == [] for path in (tmp_path / "out").rglob("*.dcm"))


def test_no_time_of_export_without_names(store: Store, tmp_path: Path) -> None:
    answer(store, film(tmp_path, 1, "ONE"))
    left(store, tmp_path / "out", Disguise())
    for made in (*written(tmp_path / "out"), *written(tmp_path / "out", "gsps")):
        times = [one.value for one in made.iterall() if one.VR in ("DA", "DT") and one.value]
        assert set(times) <= {"19000101"}


def test_what_vanished_meanwhile_is_missed(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(store, film(tmp_path, 1, "ONE"))
    found, out = cases_of(store), tmp_path / "out"

    def vanish(done: int, _total: int) -> bool:
        if done:
            shutil.rmtree(out)
        return True

    report = export(Exporter(Plan(REPORTS, Plain()), read_film), found, out, progress=vanish)
    assert len(report.missing) == 2
    assert not report.is_complete
    assert command._tell(report, 1, out) == 1
    assert "not there any more" in capsys.readouterr().err


def test_pixels_that_are_not_square_stay_so(store: Store, tmp_path: Path) -> None:
    image = film(tmp_path, 1, "ONE", ImagerPixelSpacing=[0.8, 0.4])
    answer(store, image)
    left(store, tmp_path / "out", Disguise(), frozenset({Kind.GSPS, Kind.SC}))
    (state,) = written(tmp_path / "out", "gsps")
    assert list(state.DisplayedAreaSelectionSequence[0].PresentationPixelSpacing) == [0.8, 0.4]
    (capture,) = written(tmp_path / "out", "sc")
    rows, columns = image.film.shape
    assert capture.Columns == columns
    assert capture.Rows > 2 * rows
    assert all(errors_of(path) == [] for path in (tmp_path / "out").rglob("*.dcm"))


@pytest.mark.parametrize("spacing", [None, [0.0, 0.0]])
def test_a_dx_film_without_a_size_leaves_as_cr(store: Store, tmp_path: Path, spacing: Any) -> None:
    answer(store, film(tmp_path, 1, "ONE", ImagerPixelSpacing=spacing, PixelSpacing=spacing))
    left(store, tmp_path / "out", Disguise(), frozenset({Kind.FILM, Kind.SR, Kind.GSPS}))
    (made,) = written(tmp_path / "out", "film")
    assert made.SOPClassUID == CR
    assert "PixelSpacing" not in made
    assert all(errors_of(path) == [] for path in (tmp_path / "out").rglob("*.dcm"))


def test_marks_lie_right_on_square_pixels() -> None:
    from inference.export_records import ExportRecord
    from tests.leaving import ExportCase
    from viewer.export.pictures import MARK, reading_picture

    one = reading(regions=(Region(10, 10, 30, 30),))
    case = ExportCase(ExportRecord(one, (50, 60), False, "f", "p", "r", 1))
    picture = reading_picture(np.zeros((50, 60), np.uint8), case, aspect=2.0)
    ys, xs = np.nonzero((picture[:100] == MARK).all(axis=2))
    assert (xs.min(), xs.max()) == (10, 30)
    assert abs(int(ys.min()) - 20) <= 1
    assert abs(int(ys.max()) - 60) <= 1


def test_a_page_shows_pixels_that_are_not_square_as_they_are() -> None:
    from inference.export_records import ExportRecord
    from inference.messages import NOTHING
    from tests.leaving import ExportCase
    from tests.stores import film as stored_film
    from viewer.export.page.pdf_page import PageFile
    from viewer.export.plan import Drawn

    facts = stored_film(spacing_mm=None, aspect_ratio=(2.0, 1.0), shape=(50, 60))
    case = ExportCase(ExportRecord(reading(), (50, 60), False, "f", "p", "r", 1))
    dark = np.zeros((50, 60), np.uint8)
    drawn = Drawn(np.zeros((100, 120, 3), np.uint8), NOTHING)
    (page,) = PageFile(case, dark, drawn, "", facts).pages()
    rows, columns = np.nonzero((page == 0).all(axis=2))
    for half in (columns < page.shape[1] // 2, columns >= page.shape[1] // 2):
        high, wide = np.ptp(rows[half]) + 1, np.ptp(columns[half]) + 1
        assert high / wide == pytest.approx(100 / 60, rel=0.02)
