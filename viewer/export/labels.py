"""The store's labels for training and for spreadsheets: ``labels.jsonl``, ``labels.csv``, ``manifest.json``.

De-identified: pseudonymous keys, closed vocabularies and numbers; no name, date, path or free text, and the
same store gives the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Final

import inference
from inference import labels_file
from inference.consensus import settled
from inference.export_records import ExportRecord
from inference.files import replacing, write_whole
from inference.labels_file import LabelRow, Settles
from inference.messages import Message
from viewer.export.csv_cells import cell, stated

JSONL: Final = "labels.jsonl"
CSV: Final = "labels.csv"
MANIFEST: Final = "manifest.json"
COLUMNS: Final = tuple(item.name for item in fields(LabelRow))


@dataclass(frozen=True, slots=True)
class LabelsExport:
    """What was written."""

    readings: int
    films: int
    patients: int
    files: tuple[Path, ...]


def rows_from(items: Iterable[ExportRecord]) -> list[LabelRow]:
    """The rows of the labels file, by film, then reader; comments and times stay behind."""
    films: dict[str, list[LabelRow]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.place, item.reading_key)):
        films[item.reading.film_sha256].append(_row(item))
    rows = [row for film in films.values() for row in settled(film)]
    return sorted(rows, key=lambda row: (row.film_key, row.reader, row.order))


def _row(item: ExportRecord) -> LabelRow:
    reading, shown = item.reading, item.reading.shown
    return LabelRow(
        pixel_sha256=reading.film_sha256,
        film_key=item.film_key,
        patient_key=item.patient_key,
        reading_key=item.reading_key,
        reader=reading.reader,
        order=item.order,
        ao_class=reading.ao_class.value,
        side=reading.side.value,
        edition=reading.edition,
        confidence=reading.confidence,
        regions=tuple((r.x0, r.y0, r.x1, r.y1) for r in reading.regions),
        film_rows=item.film_shape[0],
        film_columns=item.film_shape[1],
        flags=tuple(sorted(flag.value for flag in reading.flags)),
        map_verdict=reading.map_verdict.value if reading.map_verdict else None,
        ai_visible=shown.answer_visible,
        map_visible=shown.map_visible,
        model_sha256=shown.model_sha256,
        p_fracture=shown.p_fracture,
        threshold=shown.threshold,
        seconds=round(reading.seconds, 3),
        synthetic=item.synthetic,
        settles=Settles.ADJUDICATED if item.adjudicated else None,
        others_visible=item.others_seen or item.adjudicated,
    )


def export_labels(
    items: Iterable[ExportRecord], folder: Path, *, audit_head: str | None = None
) -> LabelsExport:
    """Write the three files into ``folder``, each whole or not at all, the manifest last.

    Args:
        items: the standing readings.
        folder: made when missing; files of an earlier export there are replaced.
        audit_head: hash of the store's newest audit row, noted in the manifest.

    Raises:
        ExportError: the folder cannot be written.
    """
    rows = rows_from(items)
    with stated(Message("The export")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)  # a manifest never describes files of another export
        labels_file.write(folder / JSONL, rows)
        with replacing(folder / CSV) as part:
            _write_csv(part, rows)
        write_whole(folder / MANIFEST, _manifest(rows, folder, audit_head))
    paths = tuple(folder / name for name in (JSONL, CSV, MANIFEST))
    return LabelsExport(len(rows), _different(rows, "film_key"), _different(rows, "patient_key"), paths)


def _write_csv(path: Path, rows: Sequence[LabelRow]) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([_cell(value) for value in asdict(row).values()] for row in rows)


def _cell(value: object) -> str:
    """Booleans as in JSON, lists of words with semicolons, regions as JSON, nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return cell(value)
        case tuple() if all(isinstance(part, str) for part in value):
            return ";".join(str(part) for part in value)
        case _:
            return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _different(rows: Sequence[LabelRow], name: str) -> int:
    return len({getattr(row, name) for row in rows})


def _manifest(rows: Sequence[LabelRow], folder: Path, audit_head: str | None) -> str:
    content = {
        "format": "shenton-labels",
        "schema": labels_file.SCHEMA,
        "app": "shenton",
        "app_version": inference.__version__,
        "use": "Research use only, not for diagnosis.",
        "counts": {
            "readings": len(rows),
            "films": _different(rows, "film_key"),
            "patients": _different(rows, "patient_key"),
            "readers": _different(rows, "reader"),
            "synthetic": sum(row.synthetic for row in rows),
            "ai_visible": sum(row.ai_visible for row in rows),
            "others_visible": sum(row.others_visible for row in rows),
            "classes": dict(sorted(Counter(row.ao_class for row in rows).items())),
            "settled": dict(sorted(Counter(row.settles for row in rows if row.settles is not None).items())),
        },
        "files": {name: _facts(folder / name) for name in (JSONL, CSV)},
        "audit_head": audit_head,
    }
    return json.dumps(content, indent=2) + "\n"


def _facts(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": sha256(data).hexdigest()}
