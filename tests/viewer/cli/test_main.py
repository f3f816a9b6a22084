"""The commands without a window, on real films and a real (tiny) graph."""

from __future__ import annotations

import csv
import ctypes.util
import errno
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inference import paths
from inference.dicom import decode_worker
from inference.dicom.reader import read_film
from inference.errors import FilmError, ShentonError
from inference.model.bundle import load
from inference.model.card import SelfTest
from inference.model.site_profile import SiteProfile
from inference.records import OperatingPoint
from tests import children, films, models
from tests.viewer.desk import SharedChild, bright_film, home_with_model, qtbot_app
from viewer.app import settings
from viewer.cli import demo, doctor, main
from viewer.cli.common import Progress, files_of
from viewer.cli.render import Names
from viewer.ui.main.application import Application
from viewer.ui.shell import theme

SEVEN = ["p_normal", "p_A1", "p_A2", "p_A3", "p_B1", "p_B2", "p_B3"]
COLUMNS = [
    "path",
    "status",
    "reason",
    "p_fracture",
    *SEVEN,
    "model",
    "model_sha256",
    "ms",
    "verdict",
    "side",
    "notes",
]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return models.write_bundle(tmp_path / "bundle").folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good film, a damaged one, a text file, a colour object, a hidden file."""
    made = tmp_path / "films"
    (made / "below").mkdir(parents=True)
    films.make_film(made, name="good.dcm")
    films.make_film(made, name="chest.dcm", BodyPartExamined="CHEST")
    whole = films.make_film(made, name="short.dcm").read_bytes()
    (made / "short.dcm").write_bytes(whole[: len(whole) // 2])
    (made / "notes.txt").write_text("no film")
    (made / ".hidden").write_text("hidden")
    Image.fromarray(films.phantom(bits=8).astype(np.uint8)).save(made / "below" / "picture.png")
    return made


def _table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="", encoding="utf8") as lines:
        reader = csv.DictReader(lines)
        assert reader.fieldnames == COLUMNS
        return {Path(row["path"]).name: row for row in reader}


def test_predict_writes_one_line_a_file(tmp_path: Path, folder: Path, bundle: Path) -> None:
    out = tmp_path / "results.csv"
    missing = str(tmp_path / "missing.dcm")
    assert main.main(["predict", str(folder), missing, "--out", str(out), "--model", str(bundle)]) == 0
    rows = _table(out)
    assert set(rows) == {"good.dcm", "chest.dcm", "short.dcm", "notes.txt", "picture.png", "missing.dcm"}
    assert {name for name, row in rows.items() if row["status"] == "ok"} == {"good.dcm", "picture.png"}
    assert all(row["reason"] for row in rows.values() if row["status"] == "refused")
    good = rows["good.dcm"]
    seven = [float(good[name]) for name in SEVEN]
    assert sum(seven) == pytest.approx(1, abs=1e-3)
    assert float(good["p_fracture"]) == pytest.approx(1 - seven[0], abs=1e-5)
    assert len(good["model_sha256"]) == 64
    assert float(good["ms"]) > 0


def test_predict_says_what_is_wrong_with_a_model(
    tmp_path: Path, folder: Path, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = bundle / "model.onnx"
    graph.write_bytes(graph.read_bytes() + b"\0")
    assert main.main(["predict", str(folder), "--out", str(tmp_path / "r.csv"), "--model", str(bundle)]) == 1
    assert "shenton: " in capsys.readouterr().err


def test_a_command_falls_back_as_the_window_does(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chosen model fails its self-test: the next one answers, and that is said."""
    where = paths.find().make()
    card = models.tiny_card(version="2.0", self_tests=(SelfTest("ramp", (9.0,) * 7),))
    bad = models.write_unchecked(where.user_models / "chosen", models.tiny_onnx(bias=2.0), card)
    models.write_bundle(where.shipped_models / "tiny")
    settings.write(where.settings, settings.Settings(model_sha256=load(bad).card.onnx_sha256))
    assert main.main(["predict", str(folder / "good.dcm"), "--out", str(tmp_path / "r.csv")]) == 0
    said = capsys.readouterr().err
    assert "tiny 2.0 cannot be used" in said
    assert "tiny 1.0 is loaded instead" in said
    assert _table(tmp_path / "r.csv")["good.dcm"]["status"] == "ok"


def test_a_command_says_that_the_window_answers_by_the_site_s_thresholds(
    tmp_path: Path, folder: Path, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same probability gets another word there: the table says whose thresholds it holds."""
    where = paths.find().make()
    card = load(bundle).card
    profile = SiteProfile(
        name="A", model_sha256=card.onnx_sha256, device="", made_at="", method="readings", films=9,
        fractures=1, patients=9, share=0.1, wanted_specificity=0.9, wanted_sensitivity=0.9, films_needed=9,
        points=tuple(OperatingPoint(n, at, "own", 9) for n, at in (("sensitive", 0.3), ("specific", 0.7))),
    )  # fmt: skip
    where.site_profiles.mkdir(parents=True, exist_ok=True)
    (where.site_profiles / "own.json").write_text(profile.to_json())
    asked = ["predict", str(folder / "good.dcm"), "--model", str(bundle), "--workers", "1", "--out"]
    for used, said in ((False, False), (True, True)):
        settings.write(where.settings, settings.Settings(sites_used={profile.digest: used}))
        assert main.main([*asked, str(tmp_path / f"{used}.csv")]) == 0
        assert ("A site profile answers in the window" in capsys.readouterr().err) is said


@pytest.mark.parametrize("command", ["store check", "store merge b", "pacs get --study 1.2"])
def test_a_home_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a read-only or a full disk; the window says the same."""
    (tmp_path / "file").touch()
    assert main.main(["--home", str(tmp_path / "file" / "home"), *command.split()]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "cannot be used: a part of its path is no folder. Choose another one: shenton --home" in said


def test_a_disk_that_refuses_where_nobody_thought_of_it_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_args: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system", "/secret/name")

    monkeypatch.setattr(doctor, "run", refuse)
    assert main.main(["doctor"]) == 1
    assert capsys.readouterr().err == "shenton: The system refused: the disk is read-only.\n"


def test_a_table_under_a_site_s_profiles(
    tmp_path: Path, folder: Path, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line names whose thresholds it holds; a table is gone on with under the same ones only."""
    film, out, other = folder / "good.dcm", tmp_path / "out.csv", tmp_path / "other.csv"
    asked = ["predict", str(film), "--model", str(bundle), "--workers", "1", "--out"]
    profile = SiteProfile(
        name="A", model_sha256=load(bundle).card.onnx_sha256, device="DX-1", made_at="", method="readings",
        films=9, fractures=1, patients=9, share=0.1, wanted_specificity=0.9, wanted_sensitivity=0.9,
        films_needed=9, points=(OperatingPoint("specific", 0.999, "own", 9),),
    )  # fmt: skip
    files = []
    for name, one in (
        ("dx", profile),
        ("none", replace(profile, device="")),
        ("b", replace(profile, model_sha256="b" * 64)),
    ):
        files.append(str(tmp_path / f"{name}.json"))
        Path(files[-1]).write_text(one.to_json())
    for given, said in (
        (["window"], "No site profile of this model is in force"),
        (["window", files[0]], "not both"),
        (files[:1] * 2, "of the same X-ray device"),
        (files[2:], "with another model"),
        ([str(film)], "site profile"),
    ):
        words = [word for one in given for word in ("--site-profile", one)]
        assert main.main([*asked, str(out), *words]) == 1
        assert said in capsys.readouterr().err
    assert not out.exists()
    both = ["--site-profile", files[0], "--site-profile", files[1]]
    assert main.main([*asked, str(out), *both]) == 0
    assert "for films of DX-1" in (said := capsys.readouterr().err)
    assert "films that name no X-ray device" in said
    row = _table(out)["good.dcm"]
    assert row["model"] == f"tiny 1.0+site.{replace(profile, device='').digest}"
    assert row["verdict"] == "No fracture found"
    assert main.main([*asked, str(other), *both[:2]]) == 0  # that of another device
    row = _table(other)["good.dcm"]
    assert (row["model"], "No site profile is of this film's X-ray device" in row["notes"]) == (
        "tiny 1.0",
        True,
    )
    whole = out.read_bytes(), other.read_bytes()
    assert main.main([*asked, str(out), *both, "--resume"]) == 0
    assert main.main([*asked, str(other), *both[:2], "--resume"]) == 0
    capsys.readouterr()
    assert main.main([*asked, str(out), "--resume"]) == 1
    assert "under another site profile" in capsys.readouterr().err
    assert (out.read_bytes(), other.read_bytes()) == whole
    assert main.main([*asked, str(tmp_path / "plain.csv")]) == 0
    assert main.main([*asked, str(tmp_path / "plain.csv"), *both, "--resume"]) == 1
    assert "begun without this site profile" in capsys.readouterr().err
    where = paths.find().make()
    where.site_profiles.mkdir(parents=True, exist_ok=True)
    used = replace(profile, device="")
    (where.site_profiles / "own.json").write_text(used.to_json())
    settings.write(where.settings, settings.Settings(sites_used={used.digest: True}))
    assert main.main([*asked, str(out), "--site-profile", "window", "--resume"]) == 0
    assert out.read_bytes() == whole[0]


def test_render_writes_full_size_grey(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main.main(["render", str(folder), "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {"good.png", "chest.png", "picture.png"}
    with Image.open(out / "good.png") as picture:
        assert picture.mode == "L"
        assert picture.size == (80, 96)
    error = capsys.readouterr().err
    assert "short.dcm" in error
    assert "notes.txt" in error


def test_render_draws_overlays(tmp_path: Path, folder: Path, bundle: Path) -> None:
    out = tmp_path / "out"
    film = str(folder / "good.dcm")
    assert main.main(["render", film, "--out", str(out), "--overlay", "--model", str(bundle)]) == 0
    with Image.open(out / "good.overlay.png") as picture:
        assert picture.mode == "RGB"


def test_two_files_of_one_name_get_two_pictures(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        films.make_film(tmp_path / name)
    out = tmp_path / "out"
    assert main.main(["render", str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {"film.png", "film-2.png"}


def test_no_picture_overwrites_another() -> None:
    names = Names()
    files = ("a/film.dcm", "b/film.dcm", "c/film-2.dcm", "d/FILM.dcm")
    assert [names.unique(Path(file)) for file in files] == ["film", "film-2", "film-2-2", "FILM-3"]


def test_a_file_reached_by_two_ways_gets_one_line(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert files_of([Path("films"), folder]) == files_of([Path("films")])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_nowhere_gets_a_line_and_a_folder_that_holds_itself_an_end(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".kept.dcm").write_bytes(b"x")
    before = files_of([folder])
    (folder / "itself").symlink_to(".")
    (folder / "gone.dcm").symlink_to("/nowhere/at/all")
    (folder / "one.dcm").symlink_to("two.dcm")
    (folder / "two.dcm").symlink_to("one.dcm")
    found = {path.name for path in set(files_of([folder])) - set(before)}
    assert found == {"gone.dcm", "one.dcm", "two.dcm"}
    said = capsys.readouterr().err.splitlines()
    assert said.count("shenton: 1 hidden file or folder was left out.") == 2
    assert said.count("shenton: 1 link to a folder was not followed.") == 1
    with pytest.raises(FilmError, match="lead in a circle"):
        read_film(folder / "one.dcm")


def test_a_dicomdir_that_lists_nothing_gets_a_line(tmp_path: Path) -> None:
    (tmp_path / "DICOMDIR").write_bytes(b"nothing")
    assert files_of([tmp_path]) == [tmp_path / "DICOMDIR"]


def test_export_without_readings_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--home", str(tmp_path), "export", "--out", str(tmp_path / "out")]) == 1
    assert "no readings" in capsys.readouterr().err


def test_doctor_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--home", str(tmp_path), "doctor"]) in (0, 1)
    said = capsys.readouterr().out
    assert "onnxruntime" in said
    assert "decode process" in said


@pytest.mark.parametrize(("lost", "told"), [(0, 0), (3, 0), (100, 100)])
def test_doctor_knows_what_qt_loses_from_what_was_freed_meanwhile(
    monkeypatch: pytest.MonkeyPatch, lost: int, told: int
) -> None:
    counts = iter([5000, 5000 - lost])
    monkeypatch.setattr(doctor.sys, "getrefcount", lambda _thing: next(counts))
    assert doctor.lost_references() == told


@pytest.mark.parametrize(("slowness", "status"), [(5.0, 0), (1.0, 1)])
def test_doctor_does_not_call_a_busy_computer_broken(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    slowness: float,
    status: int,
) -> None:
    """A decoder that does not start in time is a fault where nothing is in its way."""
    monkeypatch.setattr(doctor, "CHECKS", {"decoder": doctor.CHECKS["decoder"]})
    monkeypatch.setattr(doctor, "slowness", lambda: slowness)
    monkeypatch.setattr(decode_worker, "START_S", 0.0)
    with children.silent():
        assert main.main(["--home", str(tmp_path), "doctor"]) == status
    said = capsys.readouterr().out
    assert ("slow  decoder: The film decoder did not start" in said) is (status == 0)
    assert ("1 of 1 checks did not come to an end: this computer is very busy" in said) is (status == 0)
    assert ("FAULT decoder" in said) is ("1 of 1 checks failed." in said) is (status == 1)
    assert "Everything that was checked works." not in said


def test_doctor_says_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = paths.find(tmp_path / "home")
    assert list(doctor.CHECKS["folders"](where)) == ["readings, settings, caches and the log can be written"]
    assert not list(tmp_path.iterdir())  # it leaves nothing, no folder either

    def refused(**given: Path) -> None:
        raise OSError(errno.EROFS, "", str(given["dir"]))

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    with pytest.raises(ShentonError, match=f"Nothing can be written in {tmp_path}: ") as caught:
        list(doctor.CHECKS["folders"](where))
    assert "SHENTON_HOME" in caught.value.whole


def test_doctor_does_not_call_a_stale_display_present(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux" or not ctypes.util.find_library("xcb"):
        pytest.skip("no X11 here")
    monkeypatch.setenv("DISPLAY", ":7777")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with pytest.raises(ShentonError):
        list(doctor.CHECKS["display"](paths.find(tmp_path)))
    monkeypatch.delenv("DISPLAY")
    assert next(iter(doctor.CHECKS["display"](paths.find(tmp_path)))).startswith("none")


def _pictures(folder: Path, child: SharedChild, **header: Any) -> tuple[str, list[QImage]]:
    """What a demonstration shows of a film with this header: its line's name; grabs of list and film."""
    film = bright_film(folder, f"{header['PatientID']}.dcm", **header)
    theme.apply(qtbot_app())
    application = Application(paths.find(), [film], reader=child)
    demo.hide_names(application)
    application.window.resize(1200, 800)
    application.show()
    demo.wait(lambda: application.bench is not None and application.bench.given is not None, "the answer")
    demo.settle()
    assert application.desk is not None
    assert application.services is not None
    name = application.services.worklist.entries[0].name
    pictures = [part.grab().toImage() for part in (application.window.worklist, application.desk.view)]
    application.window.close()
    application.window.deleteLater()
    application.deleteLater()
    return name, pictures


def _greys(image: QImage) -> NDArray[np.int16]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return lines[:, : grey.width()].astype(np.int16)


def test_pictures_of_a_demonstration_name_nobody(tmp_path: Path, qtbot: QtBot, child: SharedChild) -> None:
    jane = {"PatientName": "Doe^Jane", "PatientID": "4711", "PatientSex": "F", "StudyDate": "20240131"}
    john = {"PatientName": "Roe^John", "PatientID": "1234567", "StudyDescription": "Pelvis of John Roe"}
    home_with_model()
    name, pictures = _pictures(tmp_path / "a", child, **jane)
    other_name, other_pictures = _pictures(tmp_path / "b", child, **john)
    assert name == other_name == "Film 1"
    for one, other in zip(pictures, other_pictures, strict=True):
        assert np.abs(_greys(one) - _greys(other)).max() < 48  # the rims of letters differ a little
    assert _pictures(tmp_path / "c", child, **jane, ImageComments="SYNTHETIC")[0] == "Doe Jane"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('a*b?c<d>"e|f:.dcm', "a_b_c_d__e_f_"),
        ("film...", "film"),
        ("film .dcm", "film"),
        ("rtl\u202egnp.mcd", "rtl_gnp.mcd"),
        ("\udcff\udcfe.dcm", "__"),
        ("new\nline.dcm", "new_line"),
        ("CON.dcm", "_CON"),
        ("com1.old.dcm", "_com1.old"),
        ("...dcm", "_"),
        ("x" * 255, "x" * 200),
        ("骨" * 84 + ".dcm", "骨" * 66),
        ("emoji-🦴.dcm", "emoji-🦴"),
        ("u\u0308.dcm", "ü"),
    ],
)
def test_a_picture_s_name_fits_every_disk(name: str, written: str) -> None:
    assert Names().unique(Path(name)) == written


def test_a_long_name_costs_no_film(tmp_path: Path, folder: Path, bundle: Path) -> None:
    source, out = tmp_path / "long", tmp_path / "out"
    source.mkdir()
    for name in ("a" * 255, "a" * 250 + ".dcm", "b.dcm"):
        shutil.copy(folder / "good.dcm", source / name)
    assert main.main(["render", str(source), "--out", str(out), "--overlay", "--model", str(bundle)]) == 0
    assert len(list(out.iterdir())) == 6


def test_what_vanished_meanwhile_is_missed(
    tmp_path: Path,
    folder: Path,
    bundle: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A run that says success is complete: the table and the pictures are looked at again at the end."""
    out, film = tmp_path / "out", str(folder / "good.dcm")
    step = Progress.step

    def vanish(progress: Progress) -> None:
        step(progress)
        for path in out.iterdir():
            path.unlink()

    monkeypatch.setattr(Progress, "step", vanish)
    assert main.main(["render", film, "--out", str(out)]) == 1
    assert "not there any more" in capsys.readouterr().err
    with monkeypatch.context() as patched:
        patched.setattr(Progress, "step", lambda _progress: shutil.rmtree(out))
        other = shutil.copy(film, tmp_path / "later.dcm")
        assert main.main(["render", film, str(other), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert "  good.png" in said  # what is gone, beside what could not be written
    assert "The picture later.png could not be written" in said
    assert main.main(["render", film, "--out", str(out)]) == 1
    assert "not there any more" in capsys.readouterr().err
    assert main.main(["predict", film, "--out", str(out / "r.csv"), "--model", str(bundle)]) == 1
    assert "not there any more" in capsys.readouterr().err


def test_progress_says_how_long_still_once_it_can_be_told(capsys, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("viewer.cli.common.time.monotonic", lambda: now[0])
    progress = Progress(40, "films", done=20)
    for seconds in (30.0, 15.0, 15.0):  # the first waits for the start
        now[0] += seconds
        progress.reached(progress._done + 5)
    assert [line.strip() for line in capsys.readouterr().err.splitlines()] == [
        "films: 25 of 40",
        "films: 30 of 40, 4.5 s each, 45 s left",
        "films: 35 of 40, 4.0 s each, 20 s left",
    ]


def test_ctrl_c_while_the_program_starts_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from viewer import __main__ as program

    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "foreign_inference", interrupted)
    assert program.main(["doctor"]) == 130
    assert capsys.readouterr().err == "shenton: interrupted\n"


@pytest.mark.skipif(sys.platform != "linux", reason="homes are found otherwise there")
def test_a_user_without_a_home_is_told_how_to_choose_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A container under a number that has no name: it was a traceback."""
    from viewer import __main__ as program

    def nameless(_self: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("SHENTON_HOME")
    monkeypatch.setattr("platformdirs.PlatformDirs.user_data_dir", property(nameless))
    assert program.main(["doctor"]) == 2
    assert "--home DIR" in capsys.readouterr().err
