"""``shenton predict PATH… --out results.csv``: one line a file, refused ones too."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from pathlib import Path

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError, ModelOutputError
from inference.model.predictor import Predictor
from inference.records import NoAnswer
from viewer.cli.common import Progress, chosen_session, files_of, reason
from viewer.export.predictions import PredictionTable


def run(args: argparse.Namespace) -> int:
    """Answer every file; a refused one costs its line and nothing else."""
    files = files_of(args.paths)
    session = chosen_session(args.model, args.home)
    card = session.bundle.card
    note = f" ({session.notice})" if session.notice else ""
    print(f"model: {card.name} {card.version}, {session.provider}{note}", file=sys.stderr)
    predictor, progress = Predictor(session), Progress(len(files), "films")
    with closing(session), DecodeChild() as child, PredictionTable(args.out) as table:
        for file in files:
            answer_one(child, predictor, table, file)
            progress.step()
    print(f"results: {args.out}", file=sys.stderr)
    return 0


def answer_one(child: DecodeChild, predictor: Predictor, table: PredictionTable, file: Path) -> None:
    """Write the line of one file."""
    start = time.perf_counter()
    try:
        answer = predictor.answer(child.read(file))
    except (FilmError, ModelOutputError) as error:
        table.refused(file, reason(error), (time.perf_counter() - start) * 1000)
        return
    if isinstance(answer, NoAnswer):
        table.refused(file, f"{answer.reason} {answer.hint}".strip(), answer.elapsed_ms, answer.model)
    else:
        table.ok(file, answer, predictor.session.bundle.card.operating_points)
