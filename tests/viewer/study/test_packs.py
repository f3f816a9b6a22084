"""Locked studies, study packs and result packs: there and back, and everything that is refused."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from inference.dicom.grayscale import display_table
from inference.dicom.reader import read_film
from inference.errors import FilmError, StudyError
from inference.hash_chain import canonical, digest
from inference.model.input_checks import DOUBTS
from inference.records import FilmImage, Prediction, SpacingKind
from tests import studies
from tests.films import build, lut_item, lut_sequence, phantom
from tests.leaving import errors_of, telling_film, told
from tests.studies import locked, opened, returned, sit
from viewer.app.study.pack_films import PackFilms, advice_of
from viewer.study.design import candidates, freeze, model_answers, protocol_file, reading_order, study_folder
from viewer.study.design.protocol import Design, Sampling, Stratum
from viewer.study.design.sampling import NOT_DRAWN
from viewer.study.design.study_folder import Study
from viewer.study.files import event_log, signed_archive
from viewer.study.files.event_log import Event
from viewer.study.files.schema import Fields
from viewer.study.packs import deidentify, result_pack, study_pack
from viewer.study.packs.study_pack import OpenPack
from viewer.study.sitting import responses


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return locked(tmp_path_factory.mktemp("studies") / "one", 4, 4, practice=2)


@pytest.fixture
def study(made: Study, tmp_path: Path) -> Study:
    """A copy that a test may spoil."""
    shutil.copytree(made.folder, tmp_path / "study")
    return study_folder.load(tmp_path / "study")


def test_a_locked_study_reads_back_as_it_was(made: Study) -> None:
    again = study_folder.load(made.folder)
    assert again.locked == made.locked
    names = [film.name for film in made.need_lock().films]
    assert names == sorted(names)
    assert len(made.need_lock().test_films) == 6
    answers = again.answers()
    assert answers is not None
    assert set(answers.answers) == set(names)


def test_names_and_orders_do_not_tell_the_truth(tmp_path: Path) -> None:
    """Fractures come first in the folder, and neither first nor last in the study."""
    study = locked(tmp_path / "s", 8, 8, Design.UNAIDED)
    truths = [film.truth.fracture for film in study.need_lock().films]
    assert truths not in (sorted(truths), sorted(truths, reverse=True))


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        (freeze.NAME, lambda text: text.replace('"normal"', '"A1"', 1), "changed after it was locked"),
        (freeze.NAME, lambda text: text[:-5], "damaged"),
        ("protocol.toml", lambda text: text.replace("Test study", "Best study"), "protocol was changed"),
    ],
)
def test_nothing_changes_after_the_lock(
    study: Study, name: str, change: Callable[[str], str], says: str
) -> None:
    path = study.folder / name
    path.write_text(change(path.read_text(encoding="utf8")), encoding="utf8")
    with pytest.raises(StudyError, match=says):
        study_folder.load(study.folder)


def test_the_lock_is_final(study: Study) -> None:
    with pytest.raises(StudyError, match="locked"):
        study_folder.create(study.folder, study.protocol)
    with pytest.raises(StudyError, match="locked already"):
        study_folder.make_lock(study, read_film)
    (study.folder / model_answers.MAPS).write_bytes(b"\0" * 10)
    with pytest.raises(StudyError, match=r"maps.bin was changed"):
        study.answers()


def test_a_film_that_changed_makes_no_pack(study: Study) -> None:
    film = study.need_lock().films[0]
    build(study.films, stored=phantom(96, 80), name=film.file)
    with pytest.raises(StudyError, match="was changed after the lock"):
        study_pack.make(study, ("R1",), read_film)
    assert not list((study.folder / "packs").iterdir())


def test_equal_values_in_another_shape_are_another_film(study: Study, tmp_path: Path) -> None:
    film, pack = study.need_lock().films[0], opened(study, "R1", tmp_path / "home")
    image = read_film(study.films / film.file)
    assert film.shows(image.film)
    rows, columns = film.shape
    assert not film.shows(replace(image.film, shape=(columns, rows)))
    name, path = next(iter(pack.films.items()))
    pack.check(name, shown := read_film(path).film)
    with pytest.raises(StudyError, match="not the film of the study"):
        pack.check(name, replace(shown, sop_uid="1.2.3"))


def test_what_a_study_needs(tmp_path: Path) -> None:
    studies.films(tmp_path / "films", 3, 3)
    draft = study_folder.create(tmp_path, studies.protocol(Design.AIDED))
    with pytest.raises(StudyError, match="needs a model"):
        study_folder.make_lock(draft, read_film)
    draft = study_folder.create(tmp_path, studies.protocol(Design.UNAIDED, readers=()))
    with pytest.raises(StudyError, match="no reader"):
        study_folder.make_lock(draft, read_film)
    take = Sampling(Stratum.TRUTH, {"fracture": 3})
    with pytest.raises(StudyError, match="one kind"):
        study_folder.make_lock(
            study_folder.create(tmp_path, studies.protocol(Design.UNAIDED, sampling=take)), read_film
        )
    take = Sampling(Stratum.TRUTH, {"fracture": 3, "normal": 4})
    with pytest.raises(StudyError, match="Films lacking in the stratum normal: 1"):
        study_folder.make_lock(
            study_folder.create(tmp_path, studies.protocol(Design.UNAIDED, sampling=take)), read_film
        )


def test_films_left_out_have_a_reason(tmp_path: Path) -> None:
    where = studies.films(tmp_path / "films", 4, 6)
    lines = (where / "truth.csv").read_text(encoding="utf8").splitlines()
    lines[0] += ",use,reason"
    lines[1] += ",exclude,implant"
    (where / "truth.csv").write_text("\n".join(lines), encoding="utf8")
    (where / "p001.dcm").write_bytes(b"no film")
    shutil.copy(where / "p008.dcm", where / "p009.dcm")
    build(where, stored=phantom(96, 80) // 3, name="p007.dcm", BurnedInAnnotation="YES")
    draft = study_folder.create(tmp_path, studies.protocol(Design.UNAIDED))
    found = study_folder.make_lock(draft, read_film).need_lock()
    left = {one.file: one.reason for one in found.left}
    assert set(left) in ({"p000.dcm", "p001.dcm", "p007.dcm", last} for last in ("p008.dcm", "p009.dcm"))
    assert left["p000.dcm"] == "implant"
    assert left["p001.dcm"].startswith("could not be read")
    assert "burned" in left["p007.dcm"]
    assert "the same picture" in (left.get("p008.dcm", "") + left.get("p009.dcm", ""))
    assert len(found.films) == 6
    take = Sampling(Stratum.TRUTH, {"fracture": 1, "normal": 1})
    draft = study_folder.create(
        tmp_path / "few", studies.protocol(Design.UNAIDED, sampling=take, films="../films")
    )
    reasons = [one.reason for one in study_folder.make_lock(draft, read_film).need_lock().left]
    assert reasons.count(NOT_DRAWN) >= 4


def test_the_sample_follows_the_seed(tmp_path: Path) -> None:
    studies.films(tmp_path / "films", 8, 8)
    take = Sampling(Stratum.TRUTH, {"fracture": 3, "normal": 3})
    drawn = []
    for seed in (1, 1, 2):
        where = tmp_path / f"s{len(drawn)}"
        draft = study_folder.create(
            where, studies.protocol(Design.UNAIDED, sampling=take, seed=seed, films="../films")
        )
        drawn.append({film.file for film in study_folder.make_lock(draft, read_film).need_lock().films})
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("film;truth\na.dcm;A9", "Line 2.*'A9' is no reference standard"),
        ("film,truth\n../a.dcm,A1", "Line 2.*no file name within"),
        ("film,truth\nC:\\a.dcm,A1", "Line 2.*no file name within"),
        ("film,truth\na.dcm,A1\na.dcm,A1", "names a film twice"),
        ("film,truth,boxes\na.dcm,A1,1 2 3", "Line 2.*four numbers"),
        ("film,truth,boxes\na.dcm,A1,9 2 3 4", "Line 2.*four numbers"),
        ("film,truth,use\na.dcm,A1,maybe", "Line 2.*use is"),
        ("film,class\na.dcm,A1", "lacks the column"),
        ("film,truth\n", "names no film"),
        ('film,truth\n"a.dcm,A1', "quotes"),
        ("film,truth,side\na.dcm,A1,up", "Line 2.*no side"),
        ("film,truth, Truth\na.dcm,A1,normal", "column truth twice"),
        ("film,truth,patient\nb.dcm,A1,X\na.dcm,A1,Doe, Jane", "Line 3.*more values than there are columns"),
    ],
)
def test_a_wrong_reference_is_refused_by_line(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "truth.csv").write_text(text, encoding="utf8")
    with pytest.raises(StudyError, match=says):
        candidates.read(tmp_path, None)


def test_columns_that_are_not_used_are_told(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    path.write_text("film,truth,patient_id,Note,,\na.dcm,A1,X,y,,,\n", encoding="utf8")
    (one,), told = candidates.read_told(tmp_path, None)
    assert (one.patient, told) == (
        "", "Columns of the reference standard that are not used: patient_id, note."
    )  # fmt: skip
    path.write_text("film,truth,,Note\na.dcm,A1,,\nb.dcm,A1,late,y\n", encoding="utf8")
    assert candidates.read_told(tmp_path, None)[1] == (
        "Columns of the reference standard that are not used: note. Values of the reference standard that "
        "stand in a column without a name are not used: lines 1, the first is line 3."
    )
    path.write_text("film,truth,reason\na.dcm,A1,\n", encoding="utf8")
    assert candidates.read_told(tmp_path, None)[1] == ""


def test_a_patient_who_is_not_known_is_none_and_one_of_many_films_is_told(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    lines = [f"f{k:02d}.dcm,A1,{('NA', '?')[k % 2]},{k}" for k in range(24)]
    path.write_text("\n".join(["film,truth,patient,more", *lines]), encoding="utf8")
    found, told = candidates.read_told(tmp_path, None)
    assert {one.patient for one in found} == {"", "?"}
    assert told.startswith("Columns of the reference standard that are not used: more. 12 of 24 films belong")


@pytest.mark.parametrize(("column", "other"), [("truth", "normal"), ("patient", "Q")])
def test_one_picture_with_two_truths_or_patients_is_refused(column: str, other: str, tmp_path: Path) -> None:
    where = studies.films(tmp_path / "films", 2, 2)
    shutil.copy(where / "p000.dcm", where / "p004.dcm")
    row = {"film": "p004.dcm", "truth": "A2", "patient": "P"} | {column: other}
    lines = ["film,truth,patient", "p000.dcm,A2,P", "p001.dcm,A2,", "p002.dcm,normal,", "p003.dcm,normal,"]
    (where / "truth.csv").write_text("\n".join([*lines, ",".join(row.values())]), encoding="utf8")
    for seed in (1, 2):
        draft = study_folder.create(tmp_path, studies.protocol(Design.UNAIDED, seed=seed))
        with pytest.raises(StudyError, match=r"p00[04].dcm and p00[04].dcm are the same picture"):
            study_folder.make_lock(draft, read_film)


def test_a_film_that_was_not_drawn_may_be_one_that_was(tmp_path: Path) -> None:
    """Two of six are drawn; of the same picture under another name the reference standard says otherwise."""
    where = studies.films(tmp_path / "films", 2, 4)
    shutil.copy(where / "p000.dcm", where / "p006.dcm")
    (where / "p005.dcm").write_bytes(b"no film")
    lines = ["film,truth,use", "p000.dcm,A2,", "p001.dcm,A2,", "p002.dcm,normal,", "p006.dcm,normal,"]
    table = where / "truth.csv"
    take = Sampling(Stratum.TRUTH, {"fracture": 2, "normal": 1})
    for seed in range(1, 9):  # drawn by the first, or the second name, or both
        table.write_text("\n".join([*lines, "p005.dcm,normal,"]), encoding="utf8")
        draft = study_folder.create(
            tmp_path, replace(studies.protocol(Design.UNAIDED, seed=seed), sampling=take)
        )
        with pytest.raises(StudyError, match=r"p00[06].dcm and p00[06].dcm are the same picture"):
            study_folder.make_lock(draft, read_film)
    table.write_text("\n".join([*lines[:-1], "p006.dcm,normal,exclude"]), encoding="utf8")
    assert len(study_folder.make_lock(draft, read_film).need_lock().films) == 3


def test_the_truth_of_a_generated_folder(tmp_path: Path) -> None:
    records = [{"film": "a.dcm", "class": "A1", "side": "left", "boxes": [[1, 2, 3, 4]], "seed": 3},
               {"film": "b.dcm", "class": "normal", "side": None, "boxes": []},
               {"film": "c.dcm", "class": None, "part": "knee"}]  # fmt: skip
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf8")
    by_line = candidates.read(tmp_path, None)
    (tmp_path / "x_truth.json").write_text(json.dumps(records), encoding="utf8")
    assert candidates.read(tmp_path, tmp_path / "x_truth.json") == by_line
    known = [(one.file, one.truth and one.truth.ao_class, one.use) for one in by_line]
    assert known == [("a.dcm", "A1", ""), ("b.dcm", "normal", ""), ("c.dcm", None, "exclude")]


def test_films_of_one_patient_in_a_generated_folder_share_him(tmp_path: Path) -> None:
    records = [{"film": f"{n}.dcm", "class": "normal", "patient_key": f"synth-{n // 2}"} for n in range(4)]
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf8")
    patients = [one.patient for one in candidates.read(tmp_path, None)]
    assert patients == ["synth-0", "synth-0", "synth-1", "synth-1"]


def test_a_box_beside_its_film_is_refused(tmp_path: Path) -> None:
    where = studies.films(tmp_path / "films", 1, 1)  # 80 x 96 pixels
    lines = ["film,truth,boxes", "p000.dcm,A2,{}", "p001.dcm,normal,"]
    draft = study_folder.create(tmp_path, studies.protocol(Design.UNAIDED))
    (where / "truth.csv").write_text("\n".join(lines).format("9 9 30 40; 100 20 140 60"), encoding="utf8")
    with pytest.raises(StudyError, match=r"box beside p000.dcm, which has 80 x 96 pixels"):
        study_folder.make_lock(draft, read_film)
    (where / "truth.csv").write_text("\n".join(lines).format("70 90 89 101"), encoding="utf8")
    assert len(study_folder.make_lock(draft, read_film).need_lock().films) == 2


def test_films_named_for_practice_leave_every_other_film_to_the_test(tmp_path: Path) -> None:
    where = studies.films(tmp_path / "films", 3, 3)
    use = ["practice", "", "", "practice", "", ""]
    rows = [f"p{n:03d}.dcm,{'A2' if n < 3 else 'normal'},{use[n]}" for n in range(6)]
    (where / "truth.csv").write_text("\n".join(["film,truth,use", *rows]), encoding="utf8")
    for practice, test in ((0, 4), (1, 4), (2, 4), (3, 3)):
        draft = study_folder.create(
            tmp_path / str(practice),
            replace(studies.protocol(Design.UNAIDED, films="../films"), practice=practice),
        )
        locked = study_folder.make_lock(draft, read_film).need_lock()
        assert len(locked.test_films) == test, practice


def test_films_that_could_not_be_read_are_named_where_films_are_lacking(tmp_path: Path) -> None:
    where = studies.films(tmp_path / "films", 1, 1)
    unread = r"Films that could not be read: {}, the first is gone\.dcm: \S.+\. {}"
    for rows, practice, says in (
        (["gone.dcm,A2"], 0, "No film.* " + unread.format(1, "Check the folder")),
        (["p000.dcm,A2", "p001.dcm,normal", "gone.dcm,A2,practice"], 1,
         "lacking for practice: 1. " + unread.format(1, "Set practice")),
    ):  # fmt: skip
        (where / "truth.csv").write_text("\n".join(["film,truth,use", *rows]), encoding="utf8")
        draft = study_folder.create(
            tmp_path / str(practice),
            replace(studies.protocol(Design.UNAIDED, films="../films"), practice=practice),
        )
        with pytest.raises(StudyError, match=says):
            study_folder.make_lock(draft, read_film)


FILMS = [
    {"bits": 12},
    {"bits": 8},
    {"bits": 16},
    {"bits": 12, "signed": True},
    {"bits": 8, "signed": True},
    {"bits": 1},
    {
        "bits": 12,
        "PhotometricInterpretation": "MONOCHROME1",
        "RescaleSlope": "0.5",
        "RescaleIntercept": "-100",
    },
    {"bits": 12, "PresentationLUTShape": "INVERSE", "PixelPaddingValue": 0, "PixelPaddingRangeLimit": 5},
    {"bits": 10, "WindowCenter": ["500", "600"], "WindowWidth": ["800", "300"], "VOILUTFunction": "SIGMOID"},
    {"bits": 12, "VOILUTSequence": lut_sequence(lut_item(100, list(range(2000)), 11))},
    {"bits": 12, "signed": True, "ModalityLUTSequence": lut_sequence(lut_item(-900, list(range(2000)), 12))},
    {"bits": 12, "ImagerPixelSpacing": ["0.15", "0.2"]},
    {"bits": 12, "PixelSpacing": ["0.15", "0.2"], "PixelSpacingCalibrationType": "FIDUCIAL"},
    {"bits": 12, "ImagerPixelSpacing": ["0.15", "0.2"], "EstimatedRadiographicMagnificationFactor": "1.25"},
    {"bits": 12, "PatientOrientation": ["L", "F"], "ViewPosition": "AP", "BodyPartExamined": "PELVIS"},
    {"bits": 12, "PresentationLUTSequence": lut_sequence(lut_item(0, list(range(256)), 8))},
    {"bits": 12, "ImageLaterality": "B", "BodyPartExamined": "HIP"},
    {"bits": 12, "ImageLaterality": "L", "BodyPartExamined": "PELVIS"},
]


@pytest.mark.parametrize("options", FILMS, ids=lambda options: "-".join(map(str, options)))
def test_a_film_written_anew_looks_the_same_and_names_nobody(
    options: dict[str, object], tmp_path: Path
) -> None:
    path = build(
        tmp_path, name="a.dcm", PatientName="Doe^Jane", PatientID="123456", StudyDate="20200101",
        InstitutionName="General", **options,
    ).path  # type: ignore[arg-type]  # fmt: skip
    old = read_film(path)
    (new_path := tmp_path / "F001.dcm").write_bytes(deidentify.write_film(old, "F001", "s" * 64))
    new = read_film(new_path)
    assert new.film.pixel_sha256 == old.film.pixel_sha256
    assert np.array_equal(display_table(new.film.chain), display_table(old.film.chain))
    same = (
        "spacing_kind",
        "patient_orientation",
        "view_position",
        "body_part",
        "laterality",
        "magnification",
    )
    assert all(getattr(new.film, name) == getattr(old.film, name) for name in same)
    if old.film.spacing_kind is not SpacingKind.UNKNOWN:
        assert new.film.spacing_mm == pytest.approx(old.film.spacing_mm)
    assert errors_of(new_path) == []
    raw = pydicom.dcmread(new_path)
    assert new_path.read_bytes().find(b"Doe") < 0
    assert raw.PatientName == "F001"
    assert not {"StudyInstanceUID", "SOPInstanceUID"} & {
        keyword for keyword in raw.dir() if str(raw[keyword].value) in path.read_bytes().decode("latin1")
    }
    assert "InstitutionName" not in raw


def test_a_code_string_cannot_carry_a_name_into_a_pack(tmp_path: Path) -> None:
    path = telling_film(tmp_path, PatientOrientation=["SECRETNAME", "F"])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "F001.dcm").write_bytes(deidentify.write_film(read_film(path), "F001", "s" * 64))
    assert told(tmp_path / "out") == []
    assert read_film(tmp_path / "out" / "F001.dcm").film.body_part == "HIP"


def test_packs_there_and_back(study: Study, tmp_path: Path) -> None:
    returned(study, tmp_path / "home")
    found = result_pack.merged(study)
    assert list(found) == ["R1", "R2", "R3", "R4"]
    assert all(result.missing == 0 and len(result.answers) == 12 for result in found.values())
    first = found["R1"].answers
    names = {film.name for film in study.need_lock().test_films}
    assert {given.film for given in first} == names
    assert {given.seconds for given in first} <= {8.0, 9.0, 10.0, 11.0, 12.0}


def test_a_pack_tells_no_truth_and_no_name(study: Study, tmp_path: Path) -> None:
    given = opened(study, "R1", tmp_path)
    assert len(given.films) == 8
    truths = set(given.assignment.truths)
    assert truths == set(given.assignment.practice)
    text = (given.folder / study_pack.ASSIGNMENT).read_text(encoding="utf8")
    assert text.count('"A2"') + text.count('"normal"') == 2
    assert "R2" not in text
    assert "p00" not in text
    assert given.answers is not None
    home = study.answers()
    assert home is not None
    for name, answer in given.answers.answers.items():
        own = home.answers[name]
        assert isinstance(answer, Prediction)
        assert isinstance(own, Prediction)
        assert answer.p_fracture == own.p_fracture
        assert np.allclose(answer.class_maps, own.class_maps, rtol=1e-3)
    for name, path in given.films.items():
        assert read_film(path).film.pixel_sha256 == study.need_lock().film(name).pixel_sha256


def test_an_unaided_pack_carries_no_answers(tmp_path: Path) -> None:
    study = locked(tmp_path / "s", 3, 3, Design.UNAIDED)
    assert study.answers() is not None
    (path,) = study_pack.make(study, ("R1",), read_film)
    with zipfile.ZipFile(path) as archive:
        assert not {model_answers.ANSWERS, model_answers.MAPS} & set(archive.namelist())


def test_a_pack_is_taken_up_again(study: Study, tmp_path: Path) -> None:
    given = opened(study, "R1", tmp_path)
    sit(study, given, films=3)
    (path,) = study_pack.make(study, ("R1",), read_film)
    key = study_pack.known_key(path, tmp_path)
    assert key == study.reader_key("R1")
    again = study_pack.unpack(path, key, tmp_path)
    assert again.folder == given.folder
    sitting = again.sitting()
    where = sitting.position()
    assert where.step is not None
    assert (where.step.practice, where.step.number) == (False, 2)
    sitting.close()


def _swap(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def test_films_that_were_swapped_changed_or_lost_are_restored_from_the_pack(
    study: Study, tmp_path: Path
) -> None:
    (path,) = study_pack.make(study, ("R1",), read_film)
    key = study.reader_key("R1")
    given = study_pack.unpack(path, key, tmp_path)
    assert given.restored == ()  # nothing was there before
    names = list(given.films)
    _swap(given.films[names[0]], given.films[names[1]])
    given.films[names[2]].unlink()
    spoilt = bytearray(given.films[names[3]].read_bytes())
    spoilt[-20] ^= 1
    given.films[names[3]].write_bytes(spoilt)
    again = study_pack.unpack(path, key, tmp_path)
    assert again.restored == tuple(names[:4])
    assert "4 films on this computer" in PackFilms(again).notes()[0]
    for name, file in again.films.items():
        assert read_film(file).film.pixel_sha256 == study.need_lock().film(name).pixel_sha256
    assert study_pack.unpack(path, key, tmp_path).restored == ()


def test_a_film_under_another_name_is_not_shown(study: Study, tmp_path: Path) -> None:
    """Swapped while the sitting is open; in older packs, which carry no hashes, told by the identity."""
    given = opened(study, "R1", tmp_path)
    first, second = list(given.films)[:2]
    right = read_film(given.films[first]).film
    assert given.assignment.pixels[first] == right.pixel_sha256
    _swap(given.films[first], given.films[second])
    wrong = read_film(given.films[first]).film
    older = replace(given, assignment=replace(given.assignment, pixels={}))
    for one in (given, older):
        one.check(first, right)
        with pytest.raises(StudyError, match="not the film of the study"):
            one.check(first, wrong)


def test_a_study_locked_before_packs_carried_hashes_keeps_its_assignments(study: Study) -> None:
    table = freeze.to_table(study.need_lock())["content"]
    assert isinstance(table, dict)
    older = {name: value for name, value in table.items() if name != "binds_films"}
    again = freeze.from_table({"study": digest(older), "content": older})
    assert "pixels" not in reading_order.to_table(again.assignment("R1"))
    assert "pixels" in reading_order.to_table(study.need_lock().assignment("R1"))


@pytest.mark.parametrize("typed", ["", "abc", "AAAA-BBBB-CCCC-DDDD-EEEE-FFF9"])
def test_what_is_no_key(typed: str) -> None:
    with pytest.raises(StudyError, match="no reader's key"):
        signed_archive.key_bytes(typed)


def test_a_key_may_be_typed_loosely(made: Study) -> None:
    key = made.reader_key("R1")
    loose = key.replace("-", " ").lower().replace("o", "0").replace("i", "1")
    assert signed_archive.key_bytes(loose) == signed_archive.key_bytes(key)
    assert made.reader_key("R2") != key


def _rewrite(path: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: m.update({"F001.dcm": m["F002.dcm"]}), "altered or damaged"),
        (lambda m: m.pop("F001.dcm"), "not what its list says"),
        (lambda m: m.update({"../evil": b"x"}), "not what its list says"),
        (lambda m: m.update({"manifest.json": m["manifest.json"].replace(b'"R1"', b'"R2"')}), "key does not"),
        (lambda m: m.update({"manifest.json": b"{}"}), "no study pack"),
        (lambda m: m.pop("manifest.json"), "no study pack"),
    ],
)
def test_an_altered_study_pack_is_refused(
    study: Study, tmp_path: Path, change: Callable[[dict[str, bytes]], object], says: str
) -> None:
    (path,) = study_pack.make(study, ("R1",), read_film)
    _rewrite(path, change)
    with pytest.raises(StudyError, match=says):
        study_pack.unpack(path, study.reader_key("R1"), tmp_path / "home")


def test_another_reader_s_key_opens_nothing(study: Study, tmp_path: Path) -> None:
    (path,) = study_pack.make(study, ("R1",), read_film)
    with pytest.raises(StudyError, match="key does not belong"):
        study_pack.unpack(path, study.reader_key("R2"), tmp_path)
    assert not list(tmp_path.glob("*-R1"))


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip", b"PK\x03\x04" * 50])
def test_files_that_are_no_pack(data: bytes, tmp_path: Path) -> None:
    (path := tmp_path / "a.studypack").write_bytes(data)
    with pytest.raises(StudyError, match="no study pack"):
        study_pack.label(path)
    assert signed_archive.kind_of(path) == ""


def test_results_that_are_refused(study: Study, tmp_path: Path) -> None:
    given = opened(study, "R1", tmp_path)
    sit(study, given, films=3)
    early = result_pack.make(given, tmp_path / "early.resultpack")
    assert result_pack.merge(study, early).missing == 10
    with pytest.raises(StudyError, match="merged before"):
        result_pack.merge(study, early)
    sit(study, given)
    late = result_pack.make(given, tmp_path / "late.resultpack")
    assert result_pack.merge(study, late).missing == 0
    with pytest.raises(StudyError, match="older"):
        result_pack.merge(study, early)
    twin = opened(study, "R1", tmp_path / "elsewhere")
    sit(study, twin)
    with pytest.raises(StudyError, match="answered twice"):
        result_pack.merge(study, result_pack.make(twin, tmp_path / "twin.resultpack"))
    other = locked(tmp_path / "other", 4, 4, practice=2, seed=3)
    with pytest.raises(StudyError, match="another study or protocol"):
        result_pack.merge(other, late)
    _rewrite(late, lambda m: m.update({"record.json": m["record.json"].replace(b"true", b"false", 1)}))
    with pytest.raises(StudyError, match="altered or damaged"):
        result_pack.merge(study, late)
    assert result_pack.merged(study)["R1"].missing == 0


def test_a_forged_record_is_refused_even_with_the_key(study: Study, tmp_path: Path) -> None:
    """A reader who changes answers before packing them breaks the chain."""
    given = opened(study, "R1", tmp_path)
    sit(study, given, films=4)
    path = result_pack.make(given, tmp_path / "r.resultpack")
    with signed_archive.Container(path, signed_archive.RESULT_PACK) as pack_:
        data = pack_.read(result_pack.EVENTS)
    forged = data.replace(b'"fracture":false', b'"fracture":true', 1)
    assert forged != data
    with signed_archive.Writer(
        path, signed_archive.RESULT_PACK, {"study": study.need_lock().study, "reader": "R1"}
    ) as w:
        w.add(result_pack.EVENTS, forged)
        w.finish(given.key)
    with pytest.raises(StudyError, match=r"event .* was changed"):
        result_pack.merge(study, path)


def _forged(
    path: Path, study: Study, given: OpenPack, change: Callable[[int, Event], tuple[str, dict[str, object]]]
) -> Path:
    """A result pack under the reader's own key whose events were changed and chained anew."""
    result_pack.make(given, path)
    with signed_archive.Container(path, signed_archive.RESULT_PACK) as pack_:
        events = result_pack._events(pack_.read(result_pack.EVENTS))
    chained: list[Event] = []
    for event in events:
        at, data = change(event.number, event)
        before = chained[-1].hash if chained else event.prev_hash
        chained.append(event_log.made(event.number, at, event.kind, data, before))
    manifest = {"study": study.need_lock().study, "reader": given.assignment.reader.code}
    with signed_archive.Writer(path, signed_archive.RESULT_PACK, manifest) as w:
        w.add(result_pack.EVENTS, canonical([result_pack._event_table(one) for one in chained]).encode())
        w.finish(given.key)
    return path


def _answers_with(**changed: object) -> Callable[[int, Event], tuple[str, dict[str, object]]]:
    """Every answer with these fields changed."""
    return lambda _, e: (e.at, {**e.data, **(changed if e.kind == "answer" else {})})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_answers_with(seconds=-5.0), "reading time"),
        (_answers_with(arm="aided"), "order that was set"),
        (_answers_with(step=2), "out of turn"),
        (_answers_with(session=2), "outside its session"),
        (lambda n, e: ("2020-01-01T00:00:00+00:00" if n > 3 else e.at, dict(e.data)), "back in time"),
        (lambda n, e: ("soon", dict(e.data)), "time that is none"),
    ],
)
def test_a_course_that_cannot_be_is_refused_under_the_reader_s_key(
    change: Callable[[int, Event], tuple[str, dict[str, object]]], says: str, study: Study, tmp_path: Path
) -> None:
    given = opened(study, "R1", tmp_path)
    sit(study, given, films=4)
    path = _forged(tmp_path / "r.resultpack", study, given, change)
    with pytest.raises(StudyError, match=says):
        result_pack.merge(study, path)
    assert not result_pack.merged(study)


def test_a_broken_wash_out_is_refused(tmp_path: Path) -> None:
    study = locked(tmp_path / "study", 3, 3, Design.CROSSOVER)
    given = opened(study, "R1", tmp_path)
    sit(study, given)
    at: list[str] = []

    def same_day(_number: int, event: Event) -> tuple[str, dict[str, object]]:
        at.append(event.at)
        return at[0], dict(event.data)

    with pytest.raises(StudyError, match="wash-out"):
        result_pack.merge(study, _forged(tmp_path / "r.resultpack", study, given, same_day))
    assert result_pack.merge(study, result_pack.make(given, tmp_path / "r.resultpack")).missing == 0


def test_a_kept_result_that_changed_is_noticed(study: Study, tmp_path: Path) -> None:
    given = opened(study, "R1", tmp_path)
    sit(study, given, films=3)
    result_pack.merge(study, result_pack.make(given, tmp_path / "a.resultpack"))
    kept = study.folder / study_folder.RESULTS / f"R1{result_pack.SUFFIX}"
    old = kept.read_bytes()
    sit(study, given, films=1)
    result_pack.make(given, kept)
    with pytest.raises(StudyError, match="not the one that the ledger names"):
        result_pack.merged(study)
    kept.write_bytes(old)
    assert list(result_pack.merged(study)) == ["R1"]


def test_answers_of_the_model_are_checked(made: Study) -> None:
    answers = made.answers()
    assert answers is not None
    text, maps = model_answers.to_bytes(answers)
    assert model_answers.to_bytes(model_answers.from_bytes(text, maps)) == (text, maps)
    with pytest.raises(StudyError, match="end too early"):
        model_answers.from_bytes(text, maps[:-1])
    with pytest.raises(StudyError, match="longer than"):
        model_answers.from_bytes(text, maps + b"\0\0")
    with pytest.raises(StudyError, match="no number"):
        model_answers.from_bytes(text, b"\xff\xff" + maps[2:])
    with pytest.raises(StudyError, match="impossible size"):
        model_answers.from_bytes(text.replace(b'"map_shape":[8,8]', b'"map_shape":[99999,8]', 1), maps)
    with pytest.raises(StudyError, match="cannot be read"):
        model_answers.from_bytes(b"[" * 100_000, maps)


def test_doubts_of_the_model_are_kept_and_told_in_words(made: Study) -> None:
    answers = made.answers()
    assert answers is not None
    name, answer = next((n, a) for n, a in answers.answers.items() if isinstance(a, Prediction))
    assert b"doubts" not in model_answers.to_bytes(answers)[0]  # packs without any stay as they were
    doubted = replace(answers, answers={name: replace(answer, doubts=("implant", "unknown"))})
    text, maps = model_answers.to_bytes(doubted)
    again = model_answers.from_bytes(text, maps)
    assert model_answers.to_bytes(again) == (text, maps)
    assert advice_of(again, name).doubts == DOUBTS["implant"]
    assert advice_of(answers, name).doubts == ""
    with pytest.raises(StudyError, match="names its doubts wrongly"):
        model_answers.from_bytes(text.replace(b'["implant"', b"[5"), maps)


def test_a_cancelled_pack_leaves_nothing(study: Study) -> None:
    with pytest.raises(StudyError, match="not finished"):
        study_pack.make(study, (), read_film, cancelled=lambda: True)
    assert not list((study.folder / "packs").iterdir())


def test_a_pack_that_vanished_meanwhile_is_missed(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    finish = study_pack._Pack.finish

    def vanish(pack: study_pack._Pack) -> Path:
        made = finish(pack)
        for other in made.parent.glob("R1.*"):
            if other != made:
                other.unlink()
        return made

    monkeypatch.setattr(study_pack._Pack, "finish", vanish)
    with pytest.raises(StudyError, match=r"not there any more: R1\."):
        study_pack.make(study, ("R1", "R2"), read_film)


def test_a_film_that_cannot_be_read_any_more(study: Study) -> None:
    def read(path: Path) -> FilmImage:
        raise FilmError("The disk is gone.")

    with pytest.raises(StudyError, match="can no longer be read: The disk is gone"):
        study_pack.make(study, ("R1",), read)


def test_random_bytes_in_a_pack_never_get_through(tmp_path: Path) -> None:
    """300 spoilt copies: refused with a sentence, or read as exactly what was packed."""
    key, random = b"A" * 24, np.random.default_rng(8)
    with signed_archive.Writer(
        tmp_path / "a", signed_archive.STUDY_PACK, {"study": "s", "reader": "R1"}
    ) as writer:
        writer.add("x.json", b'{"a":1}' * 30)
        writer.add("F001.dcm", bytes(range(256)) * 4, packed=True)
        writer.finish(key)
    good, refused = (tmp_path / "a").read_bytes(), 0
    for _ in range(300):
        spoilt = bytearray(good)
        for at in random.integers(0, len(good), random.integers(1, 4)):
            spoilt[at] = random.integers(0, 256)
        (tmp_path / "b").write_bytes(spoilt)
        try:
            with signed_archive.Container(tmp_path / "b", signed_archive.STUDY_PACK) as found:
                found.authenticate(key)
                assert found.read("x.json") == b'{"a":1}' * 30
                assert found.read("F001.dcm") == bytes(range(256)) * 4
        except StudyError:
            refused += 1
    assert refused > 250


def _record(*events: str) -> bytes:
    return f"[{','.join(events)}]".encode()


HUGE = "9" * 400


@pytest.mark.parametrize(
    "hostile",
    [
        lambda: result_pack._events(_record('[Infinity,"a","opened",{},"p","h"]')),
        lambda: result_pack._events(_record('[1,"a","opened",{"x":NaN},"p","h"]')),
        lambda: responses.from_table({"class": "", "place": [int(HUGE), 1]}),
        lambda: model_answers._numbers([int(HUGE)], 1),
        lambda: reading_order.truth_from({"class": "A2", "boxes": [[1, 2, 3, int(HUGE)]]}),
        lambda: reading_order.truth_from({"class": "A2", "boxes": [[1, 2, 3, 4]] * 101}),
        lambda: protocol_file.parse(f"schema = {'1' * 5000}"),
        lambda: protocol_file.parse(f"a{'.a' * 100_000} = 1"),
    ],
)  # fmt: skip
def test_numbers_beyond_all_bounds_cost_one_sentence(hostile: Callable[[], object]) -> None:
    with pytest.raises(StudyError):
        hostile()


def test_many_unknown_keys_cost_one_sentence() -> None:
    with pytest.raises(StudyError) as refused:
        Fields({f"key{number}": 1 for number in range(10_000)}, "The pack").done()
    assert len(str(refused.value)) < 300


def _raw_pack(path: Path, manifest: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(signed_archive.MANIFEST, manifest)
    return path


def test_a_pack_is_weighed_before_it_is_parsed(tmp_path: Path) -> None:
    head = '{"format":"shenton-study-pack","schema":1,"study":"s","reader":"R1","members":{},'
    with (
        signed_archive.Container(
            _raw_pack(tmp_path / "a", head + '"hmac":"\u00e9"}'), signed_archive.STUDY_PACK
        ) as it,
        pytest.raises(StudyError, match="key does not belong"),
    ):
        it.authenticate(b"A" * 24)
    bomb = _raw_pack(tmp_path / "b", "[" + "[]," * (8 << 20) + "[]]")
    with pytest.raises(StudyError, match="no study pack"):
        signed_archive.Container(bomb, signed_archive.STUDY_PACK)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_pack(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StudyError, match="no study pack"):
        signed_archive.Container(tmp_path / "pipe", signed_archive.STUDY_PACK)
    assert not result_pack.is_result(tmp_path / "pipe")


def test_a_large_part_is_refused_unread(tmp_path: Path) -> None:
    with signed_archive.Writer(
        tmp_path / "a", signed_archive.RESULT_PACK, {"study": "s", "reader": "R1"}
    ) as writer:
        writer.add("x", b"1" * 100)
        writer.finish(b"A" * 24)
    with signed_archive.Container(tmp_path / "a", signed_archive.RESULT_PACK) as found:
        assert len(found.read("x", 100)) == 100
        with pytest.raises(StudyError, match="too large"):
            found.read("x", 99)


def test_a_pack_that_is_not_there_is_not_called_damaged(study: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="there is no such file or folder"):
        result_pack.merge(study, tmp_path / "gone.resultpack")
    with pytest.raises(StudyError, match="there is no such file or folder"):
        study_pack.unpack(tmp_path / "gone.studypack", study.reader_key("R1"), tmp_path / "home")
