"""A long run of ``shenton predict``: ended at any moment it goes on, no line lost, none twice."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from inference.aoota import CLASSES
from inference.archive.worker import FilmAnswer
from inference.errors import ExportError
from inference.records import ModelIdentity, Sha256
from tests import films, models
from viewer.cli import main
from viewer.cli.predict import _set_aside, kinds, lacking
from viewer.export.predictions import COLUMNS, EARLIER, PredictionTable, read_rows, written_path

ROOT = Path(__file__).resolve().parents[3]
MODEL = ModelIdentity("tiny", "1.0", Sha256("a" * 64))
LIGHT = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from inference.archive.pool import in_order
from inference.archive.worker import FilmAnswer
from viewer.cli.predict import lacking
from viewer.export.predictions import PredictionTable

class Pool:
    workers, part, lost = 2, 1, ()
    threads = ThreadPoolExecutor(2)
    def submit(self, paths):
        return self.threads.submit(self.work, paths)
    def work(self, paths):
        time.sleep(0.001)
        return [FilmAnswer(path, reason="none") for path in paths]

with PredictionTable(Path(sys.argv[1]), resume=True) as table:
    for film in in_order(Pool(), lacking((f"film {n}.dcm" for n in range(int(sys.argv[2]))), table.done)):
        table.put(film)
"""


def lines(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf8") as file:
        return list(csv.reader(file))


def answer(path: str) -> FilmAnswer:
    return FilmAnswer(path, tuple([0.4] + [0.1] * 6), model=MODEL, ms=1.0, verdict="Fracture likely")


def test_no_kill_loses_a_line_or_doubles_one(tmp_path: Path) -> None:
    """The table and the order of answers under SIGKILL; ``python -m tests.bench kills`` does it 100 times
    with the whole program."""
    out, count = tmp_path / "results.csv", 3000
    for number in range(5):
        run = subprocess.Popen([sys.executable, "-c", LIGHT, str(out), str(count)], cwd=ROOT)
        enough = 200 * (number + 1)
        until = time.monotonic() + 120
        while (not out.exists() or out.stat().st_size < 30 * enough) and time.monotonic() < until:
            time.sleep(0.005)
        run.kill()
        run.wait()
    assert (
        subprocess.run([sys.executable, "-c", LIGHT, str(out), str(count)], cwd=ROOT, check=False).returncode
        == 0
    )
    written = lines(out)
    assert tuple(written[0]) == COLUMNS
    assert [row[0] for row in written[1:]] == [f"film {number}.dcm" for number in range(count)]


def test_a_line_that_was_not_finished_is_written_anew_wherever_it_was_cut(tmp_path: Path) -> None:
    names = ["plain.dcm", 'a "quoted", name\nof two lines.dcm', "old\rMac.dcm", "last, with a comma.dcm"]
    whole = tmp_path / "whole.csv"
    with PredictionTable(whole) as table:
        for name in names:
            table.put(answer(name))
    data = whole.read_bytes()
    cut = tmp_path / "cut.csv"
    for end in range(0, len(data) + 1, 3):
        cut.write_bytes(data[:end])
        with PredictionTable(cut, resume=True, model_sha256=MODEL.sha256) as table:
            for name in lacking(names, table.done):
                table.put(answer(name))
        assert cut.read_bytes() == data


def test_a_table_of_another_model_or_of_nobody_is_not_gone_on_with(tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    with PredictionTable(out) as table:
        table.put(answer("film.dcm"))
    before = out.read_bytes()
    with (
        pytest.raises(ExportError, match="another model"),
        PredictionTable(out, resume=True, model_sha256="b"),
    ):
        pass
    with (  # the same graph with another card, as after a calibration
        pytest.raises(ExportError, match="another model"),
        PredictionTable(out, resume=True, model_sha256=MODEL.sha256, model="tiny 1.1"),
    ):
        pass
    with PredictionTable(out, resume=True, model_sha256=MODEL.sha256, model="tiny 1.0") as table:
        assert table.done["film.dcm"] == 1
    assert out.read_bytes() == before
    out.write_text("a,b\n1,2\n")
    with pytest.raises(ExportError, match="none of this program"), PredictionTable(out, resume=True):
        pass
    assert out.read_text() == "a,b\n1,2\n"


@pytest.mark.parametrize("columns", EARLIER)
def test_a_table_of_an_earlier_version_is_kept_but_not_gone_on_with(
    columns: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the column of the side its lines would stand beside longer ones."""
    bundle, film, out = tmp_path / "tiny", films.make_film(tmp_path), tmp_path / "results.csv"
    models.write_bundle(bundle)
    before = ",".join(columns) + "\n" + ",".join(["a.dcm", "ok", *[""] * (len(columns) - 2)]) + "\n"
    out.write_text(before)
    command = ["predict", str(film), "--out", str(out), "--model", str(bundle)]
    assert main.main([*command, "--resume"]) == 1
    said = capsys.readouterr().err
    assert "made by an earlier version and lacks columns of this one" in said
    assert "leave --resume out" in said
    assert out.read_text() == before
    assert main.main(command) == 0
    assert (tmp_path / "results.csv.before").read_text() == before
    assert tuple(lines(out)[0]) == COLUMNS


@pytest.mark.skipif(sys.platform == "win32", reason="files are not locked there")
def test_two_runs_do_not_write_one_table(tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    with PredictionTable(out) as table:
        table.put(answer("film.dcm"))
        with pytest.raises(ExportError, match="Another program"), PredictionTable(out, resume=True):
            pass
        with pytest.raises(ExportError, match="Another program"):  # nor moves it away under the other
            _set_aside(out)
        table.put(answer("other.dcm"))
    assert [row[0] for row in lines(out)[1:]] == ["film.dcm", "other.dcm"]


def test_paths_that_are_written_otherwise_are_known_again(tmp_path: Path) -> None:
    names = ["=formula.dcm", "with\udc80byte.dcm", "twice.dcm", "twice.dcm"]
    done = Counter(written_path(name) for name in names[:3])
    assert list(lacking(names, done)) == ["twice.dcm"]


def test_the_program_goes_on_and_keeps_what_it_would_write_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, folder, out = tmp_path / "tiny", tmp_path / "films", tmp_path / "results.csv"
    models.write_bundle(bundle)
    folder.mkdir()
    film = films.make_film(folder, name="0.dcm").read_bytes()
    for number in range(1, 4):
        (folder / f"{number}.dcm").write_bytes(film)
    (folder / "notes.txt").write_text("no film")
    command = ["predict", str(folder), "--out", str(out), "--model", str(bundle), "--workers", "2"]
    assert main.main(command) == 0
    whole = lines(out)
    assert [Path(row[0]).name for row in whole[1:]] == ["0.dcm", "1.dcm", "2.dcm", "3.dcm", "notes.txt"]
    data = out.read_bytes()
    out.write_bytes(data[: len(data) // 2])
    assert main.main([*command, "--resume"]) == 0
    ms = COLUMNS.index("ms")
    assert [row[:ms] + row[ms + 1 :] for row in lines(out)] == [row[:ms] + row[ms + 1 :] for row in whole]
    said = capsys.readouterr().err
    assert "answered: 4, refused: 1" in said
    assert "were answered before" in said
    out.write_text("dear\n")
    assert main.main([*command[:2], *command[2:], "--resume"]) == 1
    assert out.read_text() == "dear\n"


def test_a_file_that_is_no_table_is_neither_moved_nor_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--out`` named a film: it was moved away as a table is; with --resume it could be cut to nothing."""
    film = films.make_film(tmp_path, name="film.csv")
    for name, data in (
        ("zeros.csv", b"\0" * 500),
        ("text.parquet", b"no Parquet"),
        ("film.csv", film.read_bytes()),
    ):
        out = tmp_path / name
        out.write_bytes(data)
        for more in ([], ["--resume"]):
            assert main.main(["predict", str(film), "--out", str(out), *more]) == 1
        assert out.read_bytes() == data
    assert main.main(["predict", str(film), "--out", str(tmp_path / "results.xlsx")]) == 1
    said = capsys.readouterr().err
    assert said.count("none of this program") == 4
    assert said.count("is no Parquet") == 2
    assert "No table of the kind .xlsx is written." in said
    with (
        pytest.raises(ExportError, match="none of this program"),
        PredictionTable(tmp_path / "zeros.csv", resume=True),
    ):
        pass
    assert len(list(tmp_path.iterdir())) == 3
    begun = tmp_path / "begun.csv"
    begun.write_bytes(b"path,sta")
    with PredictionTable(begun, resume=True) as table:
        table.put(answer("film.dcm"))
    assert len(lines(begun)) == 2


def test_parquet_holds_the_same_lines(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from viewer.export import prediction_parquet

    csv_out, out = tmp_path / "lines.csv", tmp_path / "results.parquet"
    with PredictionTable(csv_out) as table:
        table.put(answer("film.dcm"))
        table.put(FilmAnswer("bad.dcm", reason="It is damaged."))
    prediction_parquet.write(csv_out, out)
    first, second = parquet.read_table(out).to_pylist()
    assert tuple(first) == COLUMNS
    assert (first["path"], first["p_fracture"], first["p_" + CLASSES[0]]) == ("film.dcm", 0.6, 0.4)
    assert (second["status"], second["p_fracture"], second["reason"]) == ("refused", None, "It is damaged.")
    earlier = tmp_path / "earlier.parquet"
    parquet.write_table(parquet.read_table(out).drop_columns(["side"]), earlier)
    with pytest.raises(ExportError, match="earlier version"):
        prediction_parquet.take_apart(earlier, tmp_path / "none.csv")
    again = tmp_path / "again.csv"
    prediction_parquet.take_apart(out, again)  # to go on with it
    assert again.read_bytes() == csv_out.read_bytes()
    for bad in (out.read_bytes()[:-20], b"PAR1"):
        out.write_bytes(bad)
        with pytest.raises(ExportError, match="none of this program"):
            prediction_parquet.take_apart(out, tmp_path / "bad.csv")


def test_a_finished_parquet_is_gone_on_with_as_a_csv_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another model, and films that came since, were called finished."""
    parquet = pytest.importorskip("pyarrow.parquet")
    folder, out = tmp_path / "films", tmp_path / "results.parquet"
    folder.mkdir()
    (folder / "0.txt").write_text("no film")
    for name, bias in (("one", 0.0), ("other", 1.0)):
        models.write_bundle(tmp_path / name, bias=bias)
    command = ["predict", str(folder), "--out", str(out), "--workers", "1", "--model"]
    film = films.make_film(folder, name="1.dcm")
    out.write_bytes(b"")  # a disk that was full
    assert main.main([*command, str(tmp_path / "one"), "--resume"]) == 0
    (folder / "2.dcm").write_bytes(film.read_bytes())
    assert main.main([*command, str(tmp_path / "one"), "--resume"]) == 0
    rows = parquet.read_table(out).to_pylist()
    assert [Path(row["path"]).name for row in rows] == ["0.txt", "1.dcm", "2.dcm"]
    before = out.read_bytes()
    assert main.main([*command, str(tmp_path / "other"), "--resume"]) == 1
    assert "begun with another model" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_every_table_that_was_there_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    for text in ("one", "two", "three"):
        out.write_text(text)
        _set_aside(out)
    assert [(tmp_path / f"results.csv.before{end}").read_text() for end in ("", "-2", "-3")] == [
        "one",
        "two",
        "three",
    ]


def test_reasons_are_counted_by_kind(tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    with PredictionTable(out) as table:
        for count in (3, 4):
            table.put(FilmAnswer(f"{count}.dcm", reason=f"The film has only {count} grey levels."))
        table.put(answer("film.dcm"))
    assert list(kinds(out)) == ["answered: 1, refused: 2", "        2  The film has only N grey levels."]
    assert sum(1 for _ in read_rows(out)) == 4
