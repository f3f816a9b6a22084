"""DICOM objects, pictures and boxes that leave the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from PIL import Image

from inference.aoota import ReaderClass
from inference.dicom.reader import read_film
from inference.errors import ExportError
from inference.export_records import StoredAnswer
from inference.records import FilmImage, Region, Side, Window
from tests.films import DX, SHARED, build, lut_item, lut_sequence
from tests.leaving import BOX, POINT, SECRETS, cases, errors_of, images, telling_film, told
from viewer.export.boxes import read_review, write_proposals
from viewer.export.cases import ExportCase
from viewer.export.coco import content
from viewer.export.deidentification_profile import KEYWORDS, Action, action
from viewer.export.dicom_file import UnwritableError, write_dicom
from viewer.export.exporter import DICOM, PIXELS, Drawn, Exporter, ExportReport, Kind, Look, Plan, export
from viewer.export.identity import Disguise, Identity, Plain
from viewer.ui.export.export_dialog import result_text

EVERYTHING = frozenset(Kind)
QUICK = EVERYTHING - {Kind.PDF}  # a page takes as long as all the rest


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[ExportCase]:
    """What most of these tests export; none of them changes it."""
    folder = tmp_path_factory.mktemp("given")
    return cases(folder / "store.sqlite", images(folder / "films"))


def draw(_image: FilmImage, grey: NDArray[np.uint8], _answer: StoredAnswer | None) -> Drawn:
    return Drawn(np.repeat(grey[..., None], 3, axis=2), "Heat map of the model's answer: fracture.")


def written(
    given: list[ExportCase], out: Path, identity: Identity, kinds: frozenset[Kind] = QUICK
) -> ExportReport:
    """Everything, every film's text reviewed, its top left corner made black."""
    reviewed = {case.item.reading.film_sha256: (Region(0, 0, 8, 8),) for case in given}
    plan = Plan(kinds, identity, {} if identity.keeps else reviewed)
    return export(Exporter(plan, read_film, draw), given, out)


def objects(out: Path, kind: Kind) -> Iterator[pydicom.Dataset]:
    return (pydicom.dcmread(path) for path in sorted((out / kind).iterdir()))


@pytest.mark.slow
def test_every_object_is_sound(given: list[ExportCase], tmp_path: Path) -> None:
    for name, identity in (("de", Disguise()), ("shift", Disguise(shift_dates=True)), ("plain", Plain())):
        out = tmp_path / name
        report = written(given, out, identity)
        assert report.left_out == ()
        dicom = list(out.rglob("*.dcm"))
        assert len(dicom) == 3 * 4 + (0 if identity.keeps else 2)
        assert [(path.parent.name, wrong) for path in dicom for wrong in errors_of(path)] == []


@pytest.mark.slow
def test_nothing_telling_leaves(given: list[ExportCase], tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(given, out, Disguise(), EVERYTHING)
    assert told(out) == []
    for path in (out / "pdf").iterdir():
        assert path.read_bytes().startswith(b"%PDF")
    for path in out.rglob("*.dcm"):
        whole = str(pydicom.dcmread(path))
        assert not [word for word in SECRETS if word in whole]
        assert "LongitudinalTemporalInformationModified" in pydicom.dcmread(path)
        assert pydicom.dcmread(path).PatientIdentityRemoved == "YES"
        assert not [element for element in pydicom.dcmread(path).iterall() if element.tag.is_private]


OURS = {
    "SpecificCharacterSet", "ImageComments", "PatientIdentityRemoved", "DeidentificationMethodCodeSequence",
    "LongitudinalTemporalInformationModified", "AnatomicRegionSequence", "ViewCodeSequence", "PixelData",
    "AcquisitionContextSequence", "PixelSpacingCalibrationDescription", "Manufacturer", "ConversionType",
}  # fmt: skip
"""Written by Shenton itself, from closed lists."""


def test_a_copy_follows_the_table(given: list[ExportCase], tmp_path: Path) -> None:
    written(given, tmp_path, Disguise(), frozenset({Kind.FILM}))
    for made in objects(tmp_path, Kind.FILM):
        for element in made:
            if element.keyword not in OURS:
                assert action(element.keyword) is not Action.REMOVE, element.keyword
            if action(element.keyword) in (Action.EMPTY, Action.DATE):
                assert element.value in ("", "19000101", "000000"), element.keyword  # or the dummy date
    page = (Path(__file__).parents[3] / "docs" / "de-identification.md").read_text("utf8")
    assert not [name for name in KEYWORDS if f"{name} (" not in page.replace("\n", " ")]


def test_uids_are_new_and_hold_together(given: list[ExportCase], tmp_path: Path) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    written(given, out, Disguise(), DICOM)
    written(given, again, Disguise(), frozenset({Kind.FILM}))
    copies = {made.SOPInstanceUID: made for made in objects(out, Kind.FILM)}
    assert len(copies) == 2
    for made in objects(out, Kind.SR):
        study = made.CurrentRequestedProcedureEvidenceSequence[0]
        reference = study.ReferencedSeriesSequence[0].ReferencedSOPSequence[0]
        copy = copies[reference.ReferencedSOPInstanceUID]
        assert reference.ReferencedSOPClassUID == copy.SOPClassUID
        assert made.StudyInstanceUID == study.StudyInstanceUID == copy.StudyInstanceUID
        assert made.PatientID == copy.PatientID
    for made in objects(out, Kind.GSPS):
        referenced = made.ReferencedSeriesSequence[0].ReferencedImageSequence[0].ReferencedSOPInstanceUID
        assert referenced in copies
    assert not {made.StudyInstanceUID for made in objects(again, Kind.FILM)} & {
        made.StudyInstanceUID for made in copies.values()
    }


def test_dates_go_or_move_together(given: list[ExportCase], tmp_path: Path) -> None:
    written(given, tmp_path / "out", Disguise(), frozenset({Kind.FILM, Kind.SR}))
    for kind in (Kind.FILM, Kind.SR):
        assert {made.StudyDate for made in objects(tmp_path / "out", kind)} == {""}
    written(given, tmp_path / "moved", Disguise(shift_dates=True), frozenset({Kind.FILM}))
    dates = sorted(np.datetime64(f"{m.StudyDate[:4]}-{m.StudyDate[4:6]}-{m.StudyDate[6:]}")
                   for m in objects(tmp_path / "moved", Kind.FILM))  # fmt: skip
    assert dates[1] - dates[0] == 10  # 1999-12-31 and 2000-01-10, of one patient
    assert dates[0] < np.datetime64("1999-12-31")


def test_the_report_says_it_all(given: list[ExportCase], tmp_path: Path) -> None:
    written(given, tmp_path, Disguise(), frozenset({Kind.SR}))
    for made in objects(tmp_path, Kind.SR):
        whole = str(made)
        assert made.SOPClassUID == "1.2.840.10008.5.1.4.1.1.88.33"
        assert made.ContentTemplateSequence[0].TemplateIdentifier == "1500"
        for part in (
            "Fracture of bone",
            "Proximal Femur",
            "'Right'",
            "31A2",
            "test-net",
            "Person Observer Name",
        ):
            assert part in whole, part
        assert "Research use only".casefold() in whole.casefold()
        coordinates = [e.value for e in made.iterall() if e.keyword == "GraphicData"]
        corners = [BOX.x0, BOX.y0, BOX.x1, BOX.y0, BOX.x1, BOX.y1, BOX.x0, BOX.y1, BOX.x0, BOX.y0]
        assert [float(v) for v in coordinates[0]] == corners
        values = [str(e.value) for e in made.iterall() if e.keyword == "NumericValue"]
        assert "0.9" in values
        assert "80.0" in values or "80" in values


@pytest.mark.parametrize("ao_class", list(ReaderClass))
def test_every_class_has_its_report(given: list[ExportCase], tmp_path: Path, ao_class: ReaderClass) -> None:
    case = given[0]
    side = Side.NONE if ao_class is ReaderClass.NORMAL else Side.BOTH
    bare = replace(case.item.reading, ao_class=ao_class, side=side, regions=(), confidence=None)
    one = replace(case, item=replace(case.item, reading=bare), answer=None)
    written([one], tmp_path, Disguise(), frozenset({Kind.SR}))
    (path,) = (tmp_path / "sr").iterdir()
    assert errors_of(path) == []


def test_identifiers_stay_where_that_was_chosen(given: list[ExportCase], tmp_path: Path) -> None:
    report = written(given, tmp_path, Plain())
    assert Kind.FILM not in report.written
    for kind in (Kind.SR, Kind.GSPS, Kind.SC):
        for made in objects(tmp_path, kind):
            assert made.PatientName == "SECRETNAME^Jane"
            assert made.PatientID == "SECRETNUMBER"
            assert made.StudyInstanceUID in ("1.2.777.1", "1.2.777.2")
            assert made.StudyDate in ("19991231", "20000110")
            assert "PatientIdentityRemoved" not in made
    assert {made.BurnedInAnnotation for made in objects(tmp_path, Kind.SC)} == {"YES"}


def test_the_state_shows_the_readers_window(given: list[ExportCase], tmp_path: Path) -> None:
    pixels = given[0].item.reading.film_sha256
    look = Look(Window(1234.5, 777.0), inverted=True)
    plan = Plan(frozenset({Kind.GSPS}), Disguise(), looks={pixels: look})
    export(Exporter(plan, read_film), [given[0]], tmp_path)
    (made,) = objects(tmp_path, Kind.GSPS)
    window = made.SoftcopyVOILUTSequence[0]
    assert (float(window.WindowCenter), float(window.WindowWidth)) == (1234.5, 777.0)
    assert made.PresentationLUTShape == "INVERSE"
    marks = made.GraphicAnnotationSequence[0].GraphicObjectSequence
    assert [mark.GraphicType for mark in marks] == ["POLYLINE", "POINT"]
    assert errors_of(next((tmp_path / "gsps").iterdir())) == []


def test_what_an_earlier_export_left_in_the_folder_is_said(given: list[ExportCase], tmp_path: Path) -> None:
    out = tmp_path / "out"
    named = written(given, out, Plain(), frozenset({Kind.SR, Kind.COCO}))
    assert (named.earlier, named.beside) == (0, "")
    again = written(given, out, Plain(), frozenset({Kind.SR, Kind.COCO}))
    assert again.earlier == 0
    report = written(given, out, Disguise(), frozenset({Kind.FILM, Kind.LABELS}))
    assert report.is_complete
    assert report.earlier == named.files
    said = f"Files of an earlier export lie in this folder too ({named.files})"
    assert said in report.beside
    assert said in result_text(report, len(given), out)


def test_no_pixels_leave_before_somebody_has_looked(given: list[ExportCase], tmp_path: Path) -> None:
    report = export(Exporter(Plan(EVERYTHING, Disguise()), read_film, draw), given, tmp_path)
    assert set(report.written) == EVERYTHING - PIXELS
    assert {one.reason for one in report.left_out} == {"nobody has looked for burned-in text yet"}
    assert not list(tmp_path.rglob("*.png"))


@pytest.mark.parametrize("box", [(9000, 1, 9050, 20), (-30, 4, -2, 9), (5, 5, 5, 5), (3.5, 5, 3.5, 9)])
def test_a_box_that_covers_nothing_keeps_the_film_back(
    given: list[ExportCase], tmp_path: Path, box: tuple[float, float, float, float]
) -> None:
    plan = Plan(frozenset({Kind.FILM, Kind.PICTURES}), Disguise(), {
        case.item.reading.film_sha256: (Region(0, 0, 8, 8), Region(*box)) for case in given
    })  # fmt: skip
    report = export(Exporter(plan, read_film, None), given, tmp_path)
    assert not report.written
    assert all("covers nothing of the film" in str(one.reason) for one in report.left_out)
    assert report.left_out


def test_confirmed_boxes_are_black_in_everything(given: list[ExportCase], tmp_path: Path) -> None:
    written(given, tmp_path, Disguise())
    for kind in (Kind.PICTURES, Kind.PNG):
        for path in (tmp_path / kind).iterdir():
            with Image.open(path) as picture:
                assert int(np.asarray(picture.convert("L"))[:8, :8].max()) == 0, path
    for kind in (Kind.FILM, Kind.SC):
        for made in objects(tmp_path, kind):
            corner = made.pixel_array[:8, :8]
            assert int(corner.max()) == int(corner.min()) == int(made.pixel_array.min())
            assert made.BurnedInAnnotation == "NO"
            assert [item.CodeValue for item in made.DeidentificationMethodCodeSequence] == [
                "113100",
                "113101",
            ]


@pytest.mark.parametrize(
    "header",
    [
        {"bits": 8},
        {"PatientOrientation": None},
        {"ImageLaterality": "L"},
        {"ImageLaterality": "L", "ImagerPixelSpacing": None, "BodyPartExamined": "PELVIS"},
        {"PixelIntensityRelationshipSign": 0, "PixelAspectRatio": [2, 1]},
        {"bits": 16, "signed": True, "RescaleSlope": 0.5, "RescaleIntercept": -1000},
        {"PhotometricInterpretation": "MONOCHROME1", "PresentationLUTShape": "INVERSE"},
        {"ModalityLUTSequence": lut_sequence(lut_item(0, list(range(0, 65536, 16)), 16))},
        {"VOILUTSequence": lut_sequence(lut_item(0, list(range(4096)), 12)), "PixelPaddingValue": 0},
    ],
)
def test_a_copy_is_shown_as_its_film(tmp_path: Path, header: dict[str, object]) -> None:
    path = telling_film(tmp_path / "films", **header)
    film = read_film(path)
    mine = cases(tmp_path / "store.sqlite", [film])
    reviewed = {film.film.pixel_sha256: ()}
    plan = Plan(frozenset({Kind.FILM, Kind.GSPS, Kind.SR}), Disguise(), reviewed)
    export(Exporter(plan, read_film), mine, tmp_path / "out")
    (copied,) = (tmp_path / "out" / "film").iterdir()
    back = read_film(copied)
    assert back.film.pixel_sha256 == film.film.pixel_sha256
    from inference.imaging.render import default_picture

    assert np.array_equal(default_picture(back), default_picture(film))
    assert back.film.spacing_mm == film.film.spacing_mm
    assert back.film.spacing_kind == film.film.spacing_kind
    assert not film.film.laterality or back.film.laterality == film.film.laterality
    for path in (tmp_path / "out").rglob("*.dcm"):
        assert errors_of(path) == [], path.parent.name


@pytest.mark.skipif(not (SHARED / "data" / "dicom").is_dir(), reason="no ../shared here")
def test_real_films_leave_sound(tmp_path: Path) -> None:
    for number, path in enumerate(sorted((SHARED / "data" / "dicom").glob("*RG*.dcm"))):
        image = read_film(path)
        given = cases(tmp_path / f"{number}.sqlite", [image])
        reviewed = {image.film.pixel_sha256: ()}
        out = tmp_path / f"{number}"
        export(Exporter(Plan(DICOM - {Kind.SC}, Disguise(), reviewed), read_film), given, out)
        assert [errors_of(made) for made in out.rglob("*.dcm")] == [[]] * 7


def test_a_film_that_is_gone_is_said_and_costs_no_other(tmp_path: Path) -> None:
    given = cases(tmp_path / "store.sqlite", images(tmp_path / "films"))
    gone = given[0].paths[0]
    gone.unlink()
    report = export(Exporter(Plan(frozenset({Kind.SR}), Disguise()), read_film), given, tmp_path / "out")
    assert [one.reason for one in report.left_out] == [
        "The film is not where it was. Open it once more in Shenton, then export."
    ]
    assert report.files == len([case for case in given if gone not in case.paths])


def test_an_export_can_be_stopped(given: list[ExportCase], tmp_path: Path) -> None:
    plan = Plan(frozenset({Kind.SR}), Disguise())
    report = export(Exporter(plan, read_film), given, tmp_path, progress=lambda done, _total: done < 1)
    assert report.cancelled
    assert len(list((tmp_path / "sr").iterdir())) < len(given)


def test_a_picture_without_a_study_cannot_keep_its_identifiers(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    Image.fromarray(np.tile(np.arange(200, dtype=np.uint8), (150, 1))).save(path)
    given = cases(tmp_path / "store.sqlite", [read_film(path)])
    plain = export(Exporter(Plan(frozenset({Kind.SR}), Plain()), read_film), given, tmp_path / "plain")
    assert "names no study" in plain.left_out[0].reason
    report = written(given, tmp_path / "out", Disguise())
    assert report.left_out == ()
    assert [errors_of(made) for made in (tmp_path / "out").rglob("*.dcm")] == [[]] * 9


# boxes -----------------------------------------------------------------------------------------------


def test_a_fracture_without_a_box_is_told_beside_the_boxes(given: list[ExportCase], tmp_path: Path) -> None:
    """A detector takes a film without a box for one without a lesion."""

    def marked(case: ExportCase, ao_class: ReaderClass, *regions: Region) -> ExportCase:
        reading = replace(case.item.reading, ao_class=ao_class, regions=regions)
        return replace(case, item=replace(case.item, reading=reading))

    boxes = frozenset({Kind.COCO})
    assert not written(given, tmp_path / "all", Disguise(), boxes).notes
    first, second, third = given
    some = [
        marked(first, ReaderClass.B1, POINT),
        marked(second, ReaderClass.C2),
        marked(third, ReaderClass.NORMAL),
    ]
    (note,) = written(some, tmp_path / "some", Disguise(), boxes).notes
    assert (note.key, note.reason.values["count"]) == ("coco.json", 2)
    assert str(note.reason).startswith("Readings of a fracture without a box: 2.")
    assert not written(some, tmp_path / "labels", Disguise(), frozenset({Kind.LABELS})).notes


def test_coco_holds_the_boxes(given: list[ExportCase], tmp_path: Path) -> None:
    written(given, tmp_path, Disguise(), frozenset({Kind.COCO, Kind.PICTURES}))
    data = json.loads((tmp_path / "coco.json").read_text(encoding="utf8"))
    assert len(data["images"]) == 2
    assert len(data["annotations"]) == 3  # the points have no area
    names = {one["id"]: one["name"] for one in data["categories"]}
    for box in data["annotations"]:
        assert box["bbox"] == [BOX.x0, BOX.y0, BOX.x1 - BOX.x0, BOX.y1 - BOX.y0]
        assert names[box["category_id"]] == "A2"
    for image in data["images"]:
        with Image.open(tmp_path / image["file_name"]) as picture:
            assert picture.size == (image["width"], image["height"])
    assert content([]) == {**content([]), "images": [], "annotations": []}


def coded(value: str, scheme: str) -> pydicom.Dataset:
    made = pydicom.Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, scheme, "SECRETNAME hip"
    return made


@pytest.mark.parametrize(
    ("code", "word", "written_code"),
    [
        (("29836001", "SCT"), "HIP", "29836001"),
        (("T-D6000", "SRT"), "PELVIS", "816092008"),
        (("SECRETNAME", "99X"), "", ""),
    ],
)
def test_the_anatomic_region_leaves_as_a_code(
    tmp_path: Path, code: tuple[str, str], word: str, written_code: str
) -> None:
    path = build(tmp_path, BodyPartExamined=None, AnatomicRegionSequence=[coded(*code)]).path
    given = cases(tmp_path / "store.sqlite", [read_film(path)])
    written(given, tmp_path / "out", Disguise(), frozenset({Kind.FILM}))
    (copy,) = objects(tmp_path / "out", Kind.FILM)
    assert copy.get("BodyPartExamined", "") == word
    assert [item.CodeValue for item in copy.get("AnatomicRegionSequence", [])] == [written_code][: bool(word)]
    assert "SECRET" not in str(copy)


def test_what_a_copy_lacks_is_said(tmp_path: Path) -> None:
    from inference.dicom.overlays import packed

    path = build(tmp_path, ImagerPixelSpacing=[0, 0], ViewPosition="SECRETNAME").path
    image = read_film(path)
    given = cases(tmp_path / "store.sqlite", [image])
    report = written(given, tmp_path / "out", Disguise(), frozenset({Kind.FILM}))
    said = " ".join(note.reason for note in report.notes)
    assert "The Imager Pixel Spacing of its header is not valid and was left out." in said
    assert "The View Position of its header is not valid and was left out." in said
    assert "SECRET" not in said
    assert "overlays" not in said
    drawn = replace(image, film=replace(image.film, overlay=packed(np.ones(image.film.shape, np.bool_))))
    plan = Plan(frozenset({Kind.PICTURES}), Disguise(), {image.film.pixel_sha256: ()})
    report = export(Exporter(plan, lambda _path: drawn), given, tmp_path / "pictures")
    assert [str(note.reason) for note in report.notes] == [
        "the overlays of its file are left out: they are neither drawn nor burned in"
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"BodyPartExamined": "HIP_L", "ImageLaterality": "R"}, ["names the right side in one place"]),
        ({"ImageLaterality": "L", "Laterality": "R"}, ["the side of the image is used"]),
        ({"ImageLaterality": "SECRET"}, ["names a side that is not known"]),
        (
            {"PatientOrientation": ["SECRET", "X"]},
            ["Patient Orientation of its header is not valid", "as CR"],
        ),
        ({"PixelIntensityRelationship": None}, ["does not state the Pixel Intensity Relationship,"]),
        ({}, []),
    ],
)
def test_what_a_dx_copy_says_otherwise_than_its_header_is_said(
    tmp_path: Path, header: dict[str, object], said: list[str]
) -> None:
    """A contradicted side leaves as U, which stands for none; a value that the class asks for is assumed."""
    whole = {"PixelIntensityRelationship": "LIN", "PixelIntensityRelationshipSign": 1}
    whole |= {"PatientOrientation": ["L", "F"], "ImagerPixelSpacing": [0.15, 0.15], **header}
    given = cases(tmp_path / "store.sqlite", [read_film(build(tmp_path, **whole).path)])
    report = written(given, tmp_path / "out", Disguise(), frozenset({Kind.FILM}))
    reasons = [str(note.reason) for note in report.notes]
    assert len(reasons) == len(said), reasons
    assert all(any(words in reason for reason in reasons) for words in said)
    (copy,) = objects(tmp_path / "out", Kind.FILM)
    assert "SECRET" not in str(copy)
    if header.get("BodyPartExamined") == "HIP_L":
        assert copy.ImageLaterality == "U"


def test_only_confirmed_films_are_reviewed(given: list[ExportCase], tmp_path: Path) -> None:
    one, two = sorted({case.item.reading.film_sha256 for case in given})
    path = tmp_path / "boxes.json"
    write_proposals(path, {one: (Region(1, 2, 3, 4),), two: ()})
    assert read_review(path) == {}
    path.write_text(path.read_text().replace('"confirmed": false', '"confirmed": true', 1))
    assert read_review(path) == {one: (Region(1, 2, 3, 4),)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"schema": 1}',
        '{"schema": 1, "films": {"a": 3}}',
        "9" * 9999,
        '{"schema": 1, "films": {"a": {"confirmed": true, "boxes": [[0, 0, 1, 1' + "0" * 400 + "]]}}}",
    ],
)
def test_a_wrong_file_of_boxes_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "boxes.json").write_text(text)
    with pytest.raises(ExportError):
        read_review(tmp_path / "boxes.json")


def test_a_header_full_of_rubbish_still_leaves(tmp_path: Path) -> None:
    path = telling_film(tmp_path, BodyPartExamined="PELVIS")
    rubbish = {
        b"PELVIS": b"\xff;rm -",
        b"19991231": b"SECRETLO",
        b"\x08\x00`\x00CS\x02\x00DX": b"\x08\x00`\x00CS\x02\x00dx",
    }
    data = path.read_bytes()
    for old, new in rubbish.items():
        assert old in data
        data = data.replace(old, new)
    path.write_bytes(data)
    given = cases(tmp_path / "store.sqlite", [read_film(path)])
    out = tmp_path / "out"
    report = written(given, out, Disguise())
    assert report.left_out == ()
    assert [errors_of(made) for made in out.rglob("*.dcm")] == [[]] * 9
    assert told(out) == []


def test_a_film_keeps_its_stored_values(tmp_path: Path) -> None:
    made = build(tmp_path, bits=12, signed=True, name="a.dcm")
    image = read_film(made.path)
    given = cases(tmp_path / "store.sqlite", [image])
    plan = Plan(frozenset({Kind.FILM}), Disguise(shift_dates=True), {image.film.pixel_sha256: ()})
    export(Exporter(plan, read_film), given, tmp_path / "out")
    (copy,) = objects(tmp_path / "out", Kind.FILM)
    assert np.array_equal(copy.pixel_array, made.stored)
    assert copy.StudyDate == ""


@pytest.mark.parametrize(
    "header",
    [
        {"SOPClassUID": "1.2.276.0.7230010.3.1.0.1"},
        {"StudyInstanceUID": "study-17"},
        {"SeriesInstanceUID": "1.2.03.4"},
        {"SOPInstanceUID": "1.2.3."},
        {"StudyInstanceUID": "1.2." + "3" * 80},
    ],
)
def test_a_film_that_no_object_can_name_costs_no_other(tmp_path: Path, header: dict[str, object]) -> None:
    from tests.films import phantom

    odd = telling_film(tmp_path / "films", 1, **header)
    plain = telling_film(tmp_path / "films", 2, stored=np.ascontiguousarray(phantom()[::-1]))
    given = cases(tmp_path / "store.sqlite", [read_film(odd), read_film(plain)])
    out = tmp_path / "out"
    report = written(given, out, Plain(), frozenset({Kind.SR, Kind.GSPS}))
    assert report.left_out
    assert any("1.2.777.2.1" in str(made) for made in objects(out, Kind.SR))
    assert [wrong for path in out.rglob("*.dcm") for wrong in errors_of(path)] == []


@pytest.mark.parametrize(
    ("name", "value", "written_as"),
    [
        ("StudyDate", "00010101", ""),
        ("StudyDate", "99991231", ""),
        ("PatientBirthDate", "19330400", ""),
        ("PatientName", "A^B^C^D^E^F^G", "A^B^C^D^E"),
        ("PatientName", "A=B=C=D", "A=B=C"),
    ],
)
def test_what_of_a_header_may_not_be_written_is_said(
    tmp_path: Path, name: str, value: str, written_as: str
) -> None:
    given = cases(tmp_path / "store.sqlite", [read_film(telling_film(tmp_path / "films", **{name: value}))])
    report = written(given, tmp_path / "out", Plain(), frozenset({Kind.GSPS}))
    assert len(report.notes) == 1
    for path in (tmp_path / "out").rglob("*.dcm"):
        assert str(pydicom.dcmread(path).get(name)) == written_as
        assert errors_of(path) == []


FALLING, RISING = list(range(4096))[::-1], list(range(4096))


@pytest.mark.parametrize(
    "header",
    [
        {"ModalityLUTSequence": RISING},
        {"ModalityLUTSequence": FALLING},
        {"PresentationLUTSequence": FALLING, "PresentationLUTShape": None},
        {"SOPClassUID": f"{DX}.1", "PresentationIntentType": "FOR PROCESSING"},  # with a window
    ],
)
def test_a_chain_that_no_dx_image_may_have_leaves_sound(tmp_path: Path, header: dict[str, Any]) -> None:
    tables = {n: lut_sequence(lut_item(0, v, 12)) for n, v in header.items() if isinstance(v, list)}
    path = telling_film(tmp_path / "films", **{**header, **tables})
    film = read_film(path)
    given = cases(tmp_path / "store.sqlite", [film])
    reviewed = {film.film.pixel_sha256: ()}
    export(
        Exporter(Plan(frozenset({Kind.FILM, Kind.GSPS}), Disguise(), reviewed), read_film),
        given,
        tmp_path / "out",
    )
    for made in (tmp_path / "out").rglob("*.dcm"):
        assert errors_of(made) == []
    from inference.imaging.render import default_picture

    (copied,) = (tmp_path / "out" / "film").iterdir()
    assert np.array_equal(default_picture(read_film(copied)), default_picture(film))


@pytest.mark.parametrize("ratio", ["0.30\\0.15", "1.5\\1", "2\\1"])
def test_the_shape_of_a_pixel_leaves_with_a_copy(tmp_path: Path, ratio: str) -> None:
    path = telling_film(
        tmp_path, PixelAspectRatio="7" * len(ratio), ImagerPixelSpacing=None, PixelSpacing=None
    )
    path.write_bytes(path.read_bytes().replace(b"7" * len(ratio), ratio.encode()))
    film = read_film(path)
    assert film.film.pixel_aspect > 1
    kinds = frozenset({Kind.FILM, Kind.PICTURES})
    report = written(cases(tmp_path / "store.sqlite", [film]), tmp_path / "out", Disguise(), kinds)
    (copy,) = (tmp_path / "out" / "film").iterdir()
    assert read_film(copy).film.pixel_aspect == film.film.pixel_aspect
    assert "looks squeezed" in " ".join(str(note.reason) for note in report.notes)
    assert errors_of(copy) == []


def test_a_number_that_its_element_cannot_hold_costs_one_object(tmp_path: Path) -> None:
    made = pydicom.dcmread(build(tmp_path).path)
    made.add_new("PixelPaddingValue", "US", 70000)
    with pytest.raises(UnwritableError):
        write_dicom(made, tmp_path / "made.dcm")
    assert not (tmp_path / "made.dcm").exists()
    path = build(tmp_path, PixelAspectRatio=[3, 1]).path
    data = path.read_bytes().replace(b"(\x004\x00IS\x04\x003\\1 ", b"(\x00 \x01DS\x04\x0070e9")
    assert b"70e9" in data
    path.write_bytes(data)
    film = read_film(path)
    assert film.film.chain.padding is None
    report = written(cases(tmp_path / "store.sqlite", [film]), tmp_path / "out", Disguise())
    assert report.left_out == ()


def test_a_file_that_is_replaced_while_it_is_exported_is_not_taken(tmp_path: Path) -> None:
    path = telling_film(tmp_path, PatientID="RIGHT")
    given = cases(tmp_path / "store.sqlite", [read_film(path)])

    def read(where: Path) -> FilmImage:
        image = read_film(where)
        telling_film(tmp_path, PatientID="WRONG")
        return image

    plan = Plan(frozenset({Kind.SR}), Plain(), {})
    report = export(Exporter(plan, read), given, tmp_path / "out")
    assert not report.written
    assert "changed while it was exported" in str(report.left_out[0].reason)


def test_a_number_in_other_characters_is_not_written_as_another(tmp_path: Path) -> None:
    path = telling_film(tmp_path, PatientID="4711\t8", PatientName="Zo7^A")
    path.write_bytes(path.read_bytes().replace(b"Zo7^A", b"Zo\xe9^A"))
    given = cases(tmp_path / "store.sqlite", [read_film(path)])
    report = written(given, tmp_path / "out", Plain(), frozenset({Kind.SR}))
    assert not report.written
    path = telling_film(tmp_path / "other", PatientName="Zo7^A", SpecificCharacterSet=None)
    path.write_bytes(path.read_bytes().replace(b"Zo7^A", b"Zo\xe9^A"))
    given = cases(tmp_path / "other.sqlite", [read_film(path)])
    report = written(given, tmp_path / "out", Plain(), frozenset({Kind.SR}))
    assert "characters that are not known" in " ".join(str(note.reason) for note in report.notes)
