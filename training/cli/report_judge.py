"""``shenton-train report-judge``: what the reports that runs write get right on generated films."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Any

from inference import strict_json
from inference.files import write_whole
from training.errors import TrainingError
from training.report_supervision import read_back
from training.report_supervision.text import clean

TEST = "test.json"
log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument(
        "--run",
        dest="runs",
        type=Path,
        nargs="+",
        required=True,
        help="runs of report --test that wrote reports",
    )
    made.add_argument("--test", type=Path, required=True, help="the generated films that the runs answered")
    made.add_argument("--out", type=Path, required=True, help="the table, Markdown")


def run(args: argparse.Namespace) -> int:
    """Read every report back, compare with the films' truth, write the table."""
    truth = _truth(args.test)
    lines: list[str] = []
    films: list[str] = []
    for folder in args.runs:
        told = _answers(folder)
        if not lines:
            films = told["films"]
            rows = [_of(truth, film, args.test) for film in films]
            lines += _head(rows)
        if told["films"] != films:
            raise TrainingError("The runs answered different films.", "Give all the same --test.")
        said = [read_back.read_back(clean(text)) for text in told["reports"]]
        lines.append(read_back.line(folder.name, said, rows, told["shares"]))
    write_whole(args.out, "\n".join(lines) + "\n")
    log.info("%s", args.out.read_text("utf8"))
    return 0


def _head(rows: list[dict[str, Any]]) -> list[str]:
    broken = sum(read_back.truth_of(row).broken for row in rows)
    heads = ["reports of", *read_back.HEADS]
    return [
        "# What reports get right",
        "",
        f"{len(rows)} films, {broken} with a fracture.",
        "",
        f"| {' | '.join(heads)} |",
        "|" + " --- |" * len(heads),
        read_back.line("the films themselves", read_back.own_reports(rows), rows),
        read_back.line("always the most frequent", read_back.frequent(rows), rows),
    ]


def _truth(folder: Path) -> dict[str, dict[str, Any]]:
    """Truth records by film.

    Raises:
        TrainingError: the films are not generated ones.
    """
    try:
        lines = (folder / "truth.jsonl").read_text("utf8").splitlines()
        rows = [strict_json.loads(line) for line in lines if line.strip()]
        return {str(row["film"]): row for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            "The films of {folder} have no truth of a generator.", "Make them with synth.", folder=folder.name
        ) from error


def _of(truth: dict[str, dict[str, Any]], film: str, folder: Path) -> dict[str, Any]:
    if film not in truth:
        raise TrainingError(
            "The runs answered films that are not in {folder}.",
            "Name the folder that was --test.",
            folder=folder.name,
        )
    return truth[film]


def _answers(folder: Path) -> dict[str, Any]:
    """What a run answered on its test films.

    Raises:
        TrainingError: it wrote no reports.
    """
    try:
        told: dict[str, Any] = strict_json.loads((folder / TEST).read_text("utf8"))
        if len(told["reports"]) == len(told["films"]) == len(told["shares"]):
            return told
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise TrainingError(
        "The run {folder} wrote no reports of test films.",
        "Train with report --test, and without --writer-rounds 0.",
        folder=folder.name,
    )
