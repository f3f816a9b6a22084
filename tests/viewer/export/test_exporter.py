"""Labels and tables that leave the program."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from inference import labels_file
from inference.aoota import CLASSES
from inference.archive.worker import FilmAnswer
from inference.errors import ExportError
from inference.export_records import ExportRecord
from inference.messages import Message, without_texts
from inference.records import QualityFlag, Region, Shown
from tests.stores import MODEL, film, prediction, reading, sha
from viewer.export.labels import export_labels, rows_from
from viewer.export.predictions import COLUMNS, PredictionTable
from viewer.store.disagreements import ADJUDICATION
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store


def item(seed: str = "film", ao_class: str = "A2", reader: str = "R1", **changes: object) -> ExportRecord:
    one = reading(seed, ao_class, reader, **changes)
    return ExportRecord(one, (2688, 2208), False, f"f-{seed}", "p", f"r-{seed}-{reader}", 1)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_three_files_agree(tmp_path: Path) -> None:
    seen = Shown(7, MODEL.sha256, 0.875, 0.5, answer_visible=True)
    boxes = (Region(1, 2, 3.5, 4),)
    flags = frozenset({QualityFlag.POSITIONING, QualityFlag.FOREIGN_BODY})
    items = [
        item("a", confidence=0, regions=boxes, flags=flags, shown=seen, seconds=1.23456),
        item("b", "normal", "R2"),
    ]
    done = export_labels(items, tmp_path / "new" / "out", audit_head="abc")
    rows = list(labels_file.read(done.files[0]))
    assert rows == rows_from(items)
    assert rows[0].regions == ((1, 2, 3.5, 4),)
    first, second = table(done.files[1])
    assert tuple(first) == tuple(json.loads(done.files[0].read_text(encoding="utf8").splitlines()[0]))
    assert (first["regions"], first["flags"]) == ("[[1,2,3.5,4]]", "foreign_body_or_implant;positioning")
    assert (first["confidence"], first["seconds"], first["p_fracture"]) == ("0", "1.235", "0.875")
    assert (first["ai_visible"], second["ai_visible"], second["confidence"]) == ("true", "false", "")
    manifest = json.loads(done.files[2].read_text(encoding="utf8"))
    assert manifest["counts"] == {
        "readings": 2,
        "films": 2,
        "patients": 1,
        "readers": 2,
        "synthetic": 0,
        "ai_visible": 1,
        "others_visible": 0,
        "classes": {"A2": 1, "normal": 1},
        "settled": {"sole": 2},
    }
    for path in done.files[:2]:
        assert manifest["files"][path.name]["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert manifest["audit_head"] == "abc"
    assert (done.readings, done.films, done.patients) == (2, 2, 1)


def test_the_same_store_gives_the_same_bytes(tmp_path: Path) -> None:
    items = [item("b"), item("a", reader="R2"), item("a")]
    one = export_labels(items, tmp_path / "one")
    two = export_labels(reversed(items), tmp_path / "two")
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]


def test_the_reading_that_settles_a_film_is_marked(tmp_path: Path) -> None:
    given = [
        item("sole"),
        replace(item("agree", "A2", "R1"), place=1),
        replace(item("agree", "A2", "R2"), place=2),
        replace(item("agree", "A3", "R3"), place=3),
        replace(item("differ", "A1", "R1"), place=4),
        replace(item("differ", "A2", "R2"), place=5),
        replace(item("third", "A1", "R1"), place=6),
        replace(item("third", "A2", "R2"), place=7),
        replace(item("third", "A3", "R3"), place=8, adjudicated=True),
    ]
    done = export_labels(given, tmp_path)
    settles = {(row.film_key, row.reader): row.settles for row in labels_file.read(done.files[0])}
    assert {key: kind for key, kind in settles.items() if kind} == {
        ("f-sole", "R1"): "sole",
        ("f-agree", "R2"): "latest",
        ("f-third", "R3"): "adjudicated",
    }
    assert [row["settles"] for row in table(done.files[1])] == [
        "",
        "latest",
        "",
        "",
        "",
        "sole",
        "",
        "",
        "adjudicated",
    ]


def test_a_reading_given_to_settle_leaves_as_one(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        store.add_film(film("film"))
        for reader, ao_class in (("R1", "A1"), ("R2", "A2")):
            store.add_reading(reading("film", ao_class, reader))
        store.start_session("R3", ADJUDICATION)
        store.add_reading(reading("film", "A2", "R3"))
        rows = rows_from(store.export_records())
    assert {row.reader: row.settles for row in rows} == {"R1": None, "R2": None, "R3": "adjudicated"}


def test_an_empty_store_exports_an_empty_table(tmp_path: Path) -> None:
    done = export_labels([], tmp_path)
    assert table(done.files[1]) == []
    assert done.files[0].read_bytes() == b""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "\t=1", " =1", "＝1", "|calc", "%0A"])
def test_formulas_are_neutralised(tmp_path: Path, text: str) -> None:
    done = export_labels([item(reader=text)], tmp_path)
    assert table(done.files[1])[0]["reader"] == "'" + " ".join(text.split())
    assert next(labels_file.read(done.files[0])).reader == text


def test_a_failed_export_leaves_no_half_file(tmp_path: Path) -> None:
    export_labels([item()], tmp_path)
    kept = (tmp_path / "labels.csv").read_bytes()
    (tmp_path / "labels.jsonl").unlink()
    (tmp_path / "labels.jsonl").mkdir()
    with pytest.raises(ExportError, match="could not be written"):
        export_labels([item(), item("b")], tmp_path)
    assert (tmp_path / "labels.csv").read_bytes() == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labels.csv", "labels.jsonl"]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportError, match="could not be written"):
        export_labels([item()], tmp_path / "out")


SECRETS = (
    "SECRETNAME",
    "SECRETNUMBER",
    "SECRETPATH",
    "SECRETCOMMENT",
    "SECRETSTUDY",
    "SECRETDEVICE",
    "1.2.777",
)
DATES = ("19991231", "2026-01-0", "20260101")


@pytest.fixture
def telling_store(tmp_path: Path) -> Iterator[Store]:
    """A store whose films and readings are full of what must not leave."""
    with Store(tmp_path / "SECRETPATH.sqlite") as store:
        for number in range(3):
            one = film(
                f"film {number}",
                path=tmp_path / f"SECRETPATH{number}.dcm",
                patient_name="SECRETNAME^A",
                patient_number=f"SECRETNUMBER{number}",
                study_date="19991231",
                study_description="SECRETSTUDY",
                device_model="SECRETDEVICE",
                sop_uid=f"1.2.777.{number}",
                study_uid="1.2.777",
            )
            shown = Shown(store.add_prediction(one, prediction()), MODEL.sha256, 0.9, 0.5, True, True)
            given = reading(f"film {number}", comment="SECRETCOMMENT", shown=shown, seconds=4)
            store.add_reading(given)
            store.add_reading(replace(given, comment="SECRETCOMMENT again"))
        yield store


def test_nothing_telling_leaves(telling_store: Store, tmp_path: Path) -> None:
    decided = {row.decided_at for row in telling_store.readings()}
    items = telling_store.export_records()
    out = tmp_path / "out"
    export_labels(items, out, audit_head=Maintenance(telling_store).head()[1])
    host = os.uname().nodename if hasattr(os, "uname") else ""
    inside = {f"{value}" for one in telling_store.readings() for value in (one.comment,)}
    private = {*SECRETS, *DATES, *decided, *inside, str(tmp_path), *([host] if len(host) > 3 else [])}
    private |= {row[:10] for row in decided}
    written = [path for path in out.rglob("*") if path.is_file()]
    assert len(written) == 3
    for path in written:
        data = path.read_bytes() + path.name.encode()
        assert not [word for word in private if word.encode() in data], path.name
    assert {row.pixel_sha256 for row in labels_file.read(out / "labels.jsonl")} == {
        sha(f"film {number}") for number in range(3)
    }


def test_store_keys_do_not_leave(telling_store: Store, tmp_path: Path) -> None:
    import sqlite3

    items = telling_store.export_records()
    export_labels(items, tmp_path / "out")
    raw = sqlite3.connect(telling_store.path)
    inside = [row[0] for row in raw.execute("SELECT patient_key FROM film_source")]
    inside += [row[0] for row in raw.execute("SELECT uid FROM reading UNION SELECT uid FROM session")]
    inside += [row[0].hex() for row in raw.execute("SELECT value FROM meta")]
    raw.close()
    data = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert not [word for word in inside if word.encode() in data]


def test_the_table_of_predictions(tmp_path: Path) -> None:
    out = tmp_path / "new" / "results.csv"
    with PredictionTable(out) as rows:
        rows.ok(Path("films/a, b.dcm"), prediction(0.9))
        assert len(table(out)) == 1  # there before the table is closed
        rows.refused(Path("=cmd.dcm"), "It is\ndamaged.", 12.34)
        rows.refused(Path("/films/\udcff.dcm"), "=odd", 0.0, MODEL)
    text = out.read_text(encoding="utf8")
    assert text.splitlines()[0] == (
        "path,status,reason,p_fracture,p_normal,p_A1,p_A2,p_A3,p_B1,p_B2,p_B3,model,model_sha256,ms,verdict,side,notes"
    )
    ok, bad, odd = table(out)
    assert ok["path"] == "films/a, b.dcm"
    assert (ok["status"], ok["reason"], ok["p_fracture"], ok["p_A2"]) == ("ok", "", "0.900000", "0.900000")
    assert sum(float(ok[f"p_{name}"]) for name in CLASSES) == pytest.approx(1, abs=1e-5)
    assert (ok["model"], ok["model_sha256"], ok["ms"]) == ("test-net 1.0", "c" * 64, "41.5")
    assert (bad["path"], bad["status"], bad["reason"], bad["ms"]) == (
        "./=cmd.dcm",
        "refused",
        "It is damaged.",
        "12.3",
    )
    assert {bad[name] for name in (*COLUMNS[3:13], "verdict", "side", "notes")} == {""}
    assert ok["verdict"] == "Fracture likely"
    assert (odd["path"], odd["reason"], odd["model_sha256"]) == ("/films/\\udcff.dcm", "'=odd", "c" * 64)


def test_the_table_says_what_the_film_checks_doubt(tmp_path: Path) -> None:
    with PredictionTable(tmp_path / "results.csv") as rows:
        rows.ok(Path("a.dcm"), replace(prediction(0.9), doubts=("cropped", "of a later program")))
    (row,) = table(tmp_path / "results.csv")
    assert row["status"] == "ok"
    assert row["reason"].startswith("No hip seems to lie wholly on this film")
    assert "later" not in row["reason"]


def test_a_table_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"), PredictionTable(tmp_path):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no space left"), PredictionTable(Path("/dev/full")):
        pass


def test_who_has_seen_the_answer_stays_aided(tmp_path: Path) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        store.add_film(film())
        seen = Shown(answer_visible=True, map_visible=True)
        store.add_reading(reading(ao_class="A1", shown=seen))
        store.add_reading(reading(ao_class="A2", shown=Shown()))
        (record,) = store.export_records()
    assert record.reading.ao_class == "A2"
    assert record.reading.shown.answer_visible
    assert record.reading.shown.map_visible


def test_the_table_says_what_was_assumed_of_a_film(tmp_path: Path) -> None:
    """Sentences of the film, without a text that stands in its header."""
    notes = (
        Message("Window {number} is ignored: {value}.", number=1, value="DOE^JANE"),
        Message("It is so."),
    )
    told = tuple(without_texts(note) for note in notes)
    with PredictionTable(tmp_path / "results.csv") as rows:
        rows.put(FilmAnswer("a.dcm", reason="Blank.", notes=told))
    (row,) = table(tmp_path / "results.csv")
    assert row["notes"] == "Window 1 is ignored: …. It is so."
