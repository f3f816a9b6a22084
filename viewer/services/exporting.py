"""From the store to the exports: the one place where the two meet.  Qt-free."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.export.items import ExportItem
from viewer.export.labels import LabelsExport, export_labels

if TYPE_CHECKING:
    from viewer.store.store import Store

LABELS: Final = "labels"


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would hold."""

    readings: int
    films: int
    readers: int
    classes: tuple[tuple[str, int], ...]


def preview(store: Store) -> ExportPreview:
    """Count before anything is written."""
    records = store.export_records()
    classes = Counter(record.reading.ao_class.value for record in records)
    return ExportPreview(
        len(records),
        len({record.film_key for record in records}),
        len({record.reading.reader for record in records}),
        tuple(sorted(classes.items())),
    )


def export_from(store: Store, folder: Path) -> LabelsExport:
    """Write the labels of an open store; the audit chain notes that they left.

    Raises:
        StoreError: the store cannot be read.
        ExportError: the folder cannot be written.
    """
    items = [ExportItem(*record) for record in store.export_records()]
    done = export_labels(items, folder, audit_head=store.head()[1])
    store.note_export(LABELS, done.readings)
    return done


def export_store(path: Path, folder: Path) -> int:
    """Write the labels of the store at ``path``; how many readings left.

    Raises:
        StoreError: the store cannot be opened or read.
        ExportError: the folder cannot be written.
    """
    from viewer.store.store import Store

    with Store(path) as store:
        return export_from(store, folder).readings
