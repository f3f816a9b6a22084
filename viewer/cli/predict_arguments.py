"""What the command line of ``shenton predict`` understands."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli.pacs import connection_arguments, query_arguments, study_argument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Films by path or from a PACS, the table, the model, and where it is computed."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="film, folder or DICOMDIR")
    parser.add_argument("--out", required=True, type=Path, help="the table to write (.csv or .parquet)")
    parser.add_argument("--model", type=Path, help="bundle folder; the default is the one in use")
    parser.add_argument(
        "--site-profile",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="answer by a site's own thresholds: its file, or the word window for those in force there; "
        "may be given once for each X-ray device",
    )
    parser.add_argument("--resume", action="store_true", help="go on with a table that was not finished")
    parser.add_argument("--workers", type=int, metavar="N", help="processes; as many as cores unless given")
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="a Dask scheduler, slurm:KEY=VALUE,... or local:N (docs/archives.md)",
    )
    parser.add_argument(
        "--pacs",
        action="store_true",
        help="films of a PACS in place of paths: the one of the window's settings, or one that options name; "
        "the table calls a film by its UIDs",
    )
    connection_arguments(parser)
    query_arguments(parser)
    study_argument(parser)
