"""The table of ``shenton predict`` as Parquet: made of the finished CSV lines, in one piece."""

from __future__ import annotations

from importlib import util
from itertools import islice
from pathlib import Path
from typing import Any, Final

from inference.errors import ExportError
from inference.files import replacing
from inference.messages import Message
from viewer.export.csv_cells import stated
from viewer.export.predictions import COLUMNS, EARLIER, earlier_table, no_table, read_rows, write_row

SUFFIX: Final = ".parquet"
ROWS: Final = 50_000
"""Rows of a group: what is in memory at a time."""


def check() -> None:
    """Whether Parquet can be written here.

    Raises:
        ExportError: PyArrow is not installed.
    """
    if util.find_spec("pyarrow") is None:
        raise ExportError(
            "Parquet needs PyArrow, which is not installed.",
            "Install it with pip install 'shenton[parquet]', or write a .csv.",
        )


def lines_of(out: Path) -> Path:
    """Where the lines of an unfinished Parquet file are."""
    return out.with_name(f".{out.name}.lines.csv")


def is_one(path: Path) -> bool:
    """Whether a file begins as every Parquet file does (format specification, "File Format")."""
    with stated(Message("The table")), path.open("rb") as file:
        return file.read(4) in (b"PAR1", b"")


def take_apart(out: Path, lines: Path) -> None:
    """Make the lines of a finished table again, so that it can be gone on with.

    Raises:
        ExportError: it is no table of this program, or the disk refused.
    """
    from pyarrow import parquet

    with (
        stated(Message("The table")),
        replacing(lines) as part,
        part.open("w", encoding="utf8", newline="") as made,
    ):
        try:
            table = parquet.ParquetFile(out)
            names = tuple(table.schema_arrow.names)
            if names != COLUMNS:
                raise earlier_table() if names in EARLIER else no_table()
            write_row(made, COLUMNS)
            for batch in table.iter_batches(ROWS):
                for row in batch.to_pylist():
                    write_row(made, [_cell(name, row[name]) for name in COLUMNS])
        except (ValueError, TypeError) as error:  # what PyArrow says of a damaged file is a ValueError
            raise no_table() from error


def _cell(name: str, value: Any) -> str:
    """A value as the lines have it (:class:`viewer.export.predictions.PredictionTable`)."""
    if value is None:
        return ""
    return f"{value:.{1 if name == 'ms' else 6}f}" if _is_figure(name) else str(value)


def write(lines: Path, out: Path) -> None:
    """Make ``out`` of the lines; empty figures are null.

    Raises:
        ExportError: the disk refused.
    """
    import pyarrow
    from pyarrow import parquet

    kinds = [pyarrow.float64() if _is_figure(name) else pyarrow.string() for name in COLUMNS]
    schema = pyarrow.schema(list(zip(COLUMNS, kinds, strict=True)))
    rows = (row for row, _end in read_rows(lines))
    next(rows, None)
    with (
        stated(Message("The table")),
        replacing(out) as part,
        parquet.ParquetWriter(part, schema, compression="zstd") as made,
    ):
        while group := list(islice(rows, ROWS)):
            columns = [
                _column(name, cells) for name, cells in zip(COLUMNS, zip(*group, strict=True), strict=True)
            ]
            made.write_table(pyarrow.table(columns, schema=schema))


def _is_figure(name: str) -> bool:
    return name.startswith("p_") or name == "ms"


def _column(name: str, cells: tuple[str, ...]) -> list[Any]:
    return [float(cell) if cell else None for cell in cells] if _is_figure(name) else list(cells)
