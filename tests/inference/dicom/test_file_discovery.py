"""Which files are taken for films."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from inference.dicom.file_discovery import find_films
from inference.dicom.reader import read_film
from inference.errors import FilmError
from tests import films

MEDIA_DIRECTORY = "1.2.840.10008.1.3.10"


def names(*paths: Path) -> list[str]:
    return [path.name for path in find_films(paths)]


def test_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("film10.dcm", "film2.dcm", "Film1.dcm"):
        films.make_film(tmp_path, name=name)
    (tmp_path / "b").mkdir()
    films.make_film(tmp_path / "b", name="inner.dcm")
    assert names(tmp_path) == ["inner.dcm", "Film1.dcm", "film2.dcm", "film10.dcm"]


def test_films_without_an_ending_are_found_by_their_first_bytes(tmp_path: Path) -> None:
    made = films.make_film(tmp_path, name="IM0001")
    bare = films.make_film(tmp_path, name="IM0002")
    bare.write_bytes(bare.read_bytes()[132:])
    shutil.copy(made, tmp_path / "film.bak")
    (tmp_path / "IM0003").write_bytes(b"something else" * 50)
    (tmp_path / "notes.txt").write_text("DICM")
    (tmp_path / "empty").touch()
    assert names(tmp_path) == ["film.bak", "IM0001", "IM0002"]


def test_pictures_are_found(tmp_path: Path) -> None:
    for name in ("a.png", "b.JPG", "c.jpeg", "d.gif", "e.csv"):
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a.png", "b.JPG", "c.jpeg"]


def test_hidden_files_and_folders_are_passed_over_and_counted(tmp_path: Path) -> None:
    """A companion of macOS is no film, and a hidden pipe is never opened."""
    films.make_film(tmp_path, name=".film.dcm")
    (tmp_path / ".cache").mkdir()
    films.make_film(tmp_path / ".cache")
    (tmp_path / "._film.dcm").write_bytes(b"\0\5\x16\7\0\2\0\0")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1" * 40)
    os.mkfifo(tmp_path / ".pipe.dcm")
    found = find_films([tmp_path])
    assert list(found) == []
    assert found.left_out == "2 hidden files or folders were left out."


def test_links_and_folders_too_deep_are_counted(tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    films.make_film(tmp_path / "films")
    (tmp_path / "again").symlink_to(tmp_path / "films")
    deep = tmp_path
    for _ in range(42):
        deep = deep / "d"
        deep.mkdir()
    found = find_films([tmp_path])
    assert [path.name for path in found] == ["film.dcm"]
    assert found.left_out == "1 folder could not be looked into. 1 link to a folder was not followed."


def test_a_named_file_is_given_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no film")
    assert names(tmp_path / "notes.txt", tmp_path / "missing.dcm") == ["notes.txt", "missing.dcm"]


def test_a_film_is_given_once(tmp_path: Path) -> None:
    path = films.make_film(tmp_path)
    (tmp_path / "link.dcm").symlink_to(path)
    assert names(path, tmp_path, path) == ["film.dcm"]


def test_pipes_and_devices_and_circles_of_links_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.dcm")
    (tmp_path / "b.dcm").symlink_to("/dev/zero")
    (tmp_path / "c.dcm").symlink_to(tmp_path / "d.dcm")
    (tmp_path / "d.dcm").symlink_to(tmp_path / "c.dcm")
    (tmp_path / "e.dcm").symlink_to(tmp_path / "missing")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "round").symlink_to(tmp_path)
    films.make_film(tmp_path / "inner")
    assert names(tmp_path) == ["film.dcm"]


def test_folders_nested_without_end_are_left_at_some_depth(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(60):
        deep = deep / "d"
        deep.mkdir()
    films.make_film(deep)
    films.make_film(tmp_path, name="top.dcm")
    assert names(tmp_path) == ["top.dcm"]


def test_films_are_given_as_they_are_found(tmp_path: Path) -> None:
    for index in range(5):
        (tmp_path / f"{index}").mkdir()
        films.make_film(tmp_path / f"{index}")
    found = find_films([tmp_path])
    assert next(found).parent.name == "0"
    shutil.rmtree(tmp_path / "3")
    assert [path.parent.name for path in found] == ["1", "2", "4"]


def dicomdir(folder: Path, references: list[list[str]], name: str = "DICOMDIR") -> Path:
    """A DICOMDIR that lists the given File IDs."""
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = MEDIA_DIRECTORY, generate_uid()
    made.DirectoryRecordSequence = []
    for parts in references:
        record = Dataset()
        record.DirectoryRecordType = "IMAGE"
        record.add_new("ReferencedFileID", "UC", parts)  # not CS, which would not take all of these
        made.DirectoryRecordSequence.append(record)
    return films.write(folder / name, made)


def disc(tmp_path: Path) -> Path:
    """A disc with two listed films and one that is not listed."""
    (tmp_path / "disc" / "images").mkdir(parents=True)
    for name in ("i1", "i2", "i3"):
        films.make_film(tmp_path / "disc" / "images", name=name)
    dicomdir(tmp_path / "disc", [["IMAGES", "I2"], ["IMAGES", "I1"], ["IMAGES", "GONE"]])
    return tmp_path / "disc"


@pytest.mark.parametrize("given", ["disc", "disc/DICOMDIR"])
def test_dicomdir_stands_for_what_it_lists(tmp_path: Path, given: str) -> None:
    disc(tmp_path)
    assert names(tmp_path / given)[:2] == ["i2", "i1"]


def test_films_that_the_dicomdir_of_a_folder_forgot_are_still_found(tmp_path: Path) -> None:
    assert names(disc(tmp_path)) == ["i2", "i1", "GONE", "i3"]


def test_dicomdir_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    outside = films.make_film(tmp_path, name="outside")
    folder = tmp_path / "disc"
    folder.mkdir()
    films.make_film(folder, name="inside")
    (folder / "link").symlink_to(outside)
    listing = dicomdir(
        folder, [["..", "outside"], [str(outside)], ["LINK"], ["..\\outside"], ["."], ["INSIDE"], [""]]
    )
    assert names(listing) == ["inside", "DICOMDIR"]
    with pytest.raises(FilmError, match="outside its folder"):
        read_film(listing)


def test_a_dicomdir_that_was_cut_short_is_said(tmp_path: Path) -> None:
    """What it listed behind the cut is not known: it stands in the list itself, with the reason."""
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = MEDIA_DIRECTORY, generate_uid()
    made.DirectoryRecordSequence = []
    for number in range(3):
        films.make_film(tmp_path, name=f"I{number}")
        record = Dataset()
        record.OffsetOfTheNextDirectoryRecord = 0
        record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", f"I{number}"
        made.DirectoryRecordSequence.append(record)
    data = films.write(tmp_path / "DICOMDIR", made).read_bytes()
    cut = data.rindex(b"I1") + 2
    for record in made.DirectoryRecordSequence[:2]:
        record.OffsetOfTheNextDirectoryRecord = cut + 8
    listing = films.write(tmp_path / "DICOMDIR", made)
    assert names(listing) == ["I0", "I1", "I2"]
    listing.write_bytes(listing.read_bytes()[:cut])
    assert names(listing) == ["I0", "I1", "DICOMDIR"]
    with pytest.raises(FilmError, match="cut short"):
        read_film(listing)
    made.DirectoryRecordSequence = made.DirectoryRecordSequence[:1]  # cut between two records of the root
    made.DirectoryRecordSequence[0].OffsetOfTheNextDirectoryRecord = 0
    made.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 4000
    assert names(films.write(tmp_path / "DICOMDIR", made)) == ["I0", "DICOMDIR"]
    made.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 0
    made.DirectoryRecordSequence.append(Dataset())  # cut right behind the head of one
    assert names(films.write(tmp_path / "DICOMDIR", made)) == ["I0", "DICOMDIR"]


@pytest.mark.parametrize("content", [b"", b"no listing", bytes(128) + b"DICM" + bytes(99)])
def test_dicomdir_that_cannot_be_read_lists_nothing(tmp_path: Path, content: bytes) -> None:
    films.make_film(tmp_path)
    (tmp_path / "DICOMDIR").write_bytes(content)
    assert names(tmp_path) == ["film.dcm"]
    assert names(tmp_path / "DICOMDIR") == []


def test_dicomdir_that_lists_without_end(tmp_path: Path) -> None:
    films.make_film(tmp_path, name="A")
    listing = dicomdir(tmp_path, [["A"]] * 3000)
    assert list(itertools.islice((path.name for path in find_films([listing])), 10)) == ["A"]


@pytest.mark.parametrize(
    ("listed", "there"),
    [
        (["IM0001"], "IM0001.DCM"),
        (["IM0001"], "im0001.dcm"),
        (["IM0001"], "IM0001;1"),
        (["IM0001"], "im0001.;1"),
        (["IM0001.DCM"], "IM0001"),
        (["IM0001.DCM"], "im0001.dcm;1"),
        (["IMAGES", "IM0001"], "Images/Im0001.dcm"),
        (["IMAGES/IM0001"], "images/im0001"),
        (["\\IMAGES", "IM0001"], "images/im0001"),
        ([".", "IMAGES", "IM0001"], "images/im0001"),
        (["IM.0001"], "im.0001"),
    ],
)
@pytest.mark.parametrize("name", ["DICOMDIR", "dicomdir", "DICOMDIR;1", "DICOMDIR."])
def test_discs_as_they_are_carried(tmp_path: Path, listed: list[str], there: str, name: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    films.make_film(path.parent, name=path.name)
    assert list(find_films([dicomdir(tmp_path, [listed], name)])) == [path]


def test_two_files_that_may_be_meant_are_none(tmp_path: Path) -> None:
    for ending in ("dcm", "ima"):
        films.make_film(tmp_path, name=f"IM0001.{ending}")
    assert names(dicomdir(tmp_path, [["IM0001"]])) == ["IM0001"]


def test_a_listed_film_that_is_missing_is_named(tmp_path: Path) -> None:
    listing = dicomdir(tmp_path, [["IMAGES", "IM0001"], ["IMAGES", "IM0002"]])
    found = list(find_films([listing]))
    assert found == [tmp_path.resolve() / "IMAGES" / name for name in ("IM0001", "IM0002")]
    with pytest.raises(FilmError, match="could not be opened"):
        read_film(found[0])
