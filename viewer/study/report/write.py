"""Writing a report's folder: HTML, PDF, figures, and everything that repeats the figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from inference.errors import StudyError
from inference.files import Written, write_whole
from inference.messages import system_reason
from inference.stats.records import Answers, StudyDataError
from viewer.study.analysis import analyse, cited, primary
from viewer.study.analysis.answers import imrmc, long_csv
from viewer.study.analysis.localisation import of_study as places
from viewer.study.analysis.localisation import tables as place_tables
from viewer.study.analysis.measures import of_study
from viewer.study.analysis.summary import Tally, details, tally
from viewer.study.design import protocol_file
from viewer.study.design.protocol import Scale
from viewer.study.design.sampling import Read
from viewer.study.design.study_folder import Study
from viewer.study.report import checklists, content, films, pictures
from viewer.study.report.html import html
from viewer.study.report.parts import Content
from viewer.study.report.pdf import pdf

HTML: Final = "report.html"
PDF: Final = "report.pdf"
ANSWERS: Final = "answers.csv"
DETAILS: Final = "details.csv"
IMRMC: Final = "answers.imrmc"
ANALYSIS: Final = "analysis.json"
CAPTIONS: Final = "figures/captions.txt"
STEPS: Final = 5


def write(
    study: Study, out: Path, read: Read | None = None, *, step: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:  # fmt: skip
    """Write the report of a locked study with merged results into a folder.

    Args:
        out: made when missing; files of an earlier report there are replaced.
        read: reads one film, for the pictures of failures; None leaves those out.
        step: told after each of :data:`STEPS` steps.
        cancelled: asked between them.

    Returns:
        The files, the HTML page first.

    Raises:
        StudyError: nothing was merged, a file was changed, or the folder cannot be written.
    """
    done = _Steps(step, cancelled)
    found = tally(study)
    done.next()
    made = content.build(found, films.panels(study, found, read) if read is not None else ())
    done.next()
    names = [drawing.name for section in made.sections for drawing in section.drawings]
    drawn = {name: pictures.draw(found, name) for name in names}
    if notice := pictures.spelled(drawn.values()):
        made = replace(made, notices=(*made.notices, notice))
    figures = {
        (name, kind): pictures.saved(one, kind) for name, one in drawn.items() for kind in ("svg", "png")
    }
    done.next()
    parts = _documents(made, figures)
    done.next()
    parts.update(_tables(found))
    parts.update(checklists.files(found))
    parts.update({f"figures/{name}.{kind}": data for (name, kind), data in figures.items()})
    parts[CAPTIONS] = _captions(made)
    files = _put(out, parts)
    done.next()
    return files


class _Steps:
    """Counts steps, and ends at the next one when asked to."""

    def __init__(self, step: Callable[[int], None] | None, cancelled: Callable[[], bool]) -> None:
        self._step, self._cancelled, self._count = step, cancelled, 0

    def next(self) -> None:
        self._count += 1
        if self._step is not None:
            self._step(self._count)
        if self._cancelled() and self._count < STEPS:
            raise StudyError("The report was not finished.", "Start it again.")


def _documents(made: Content, figures: dict[tuple[str, str], bytes]) -> dict[str, bytes]:
    svg = {name: data for (name, kind), data in figures.items() if kind == "svg"}
    return {HTML: html(made, svg).encode(), PDF: pdf(made, svg)}


def _captions(made: Content) -> bytes:
    """What stands under each figure, primary, secondary or exploratory first: it goes with the pictures."""
    drawn = {one.name: one.caption for section in made.sections for one in section.drawings}
    return "".join(f"{name}: {caption}\n" for name, caption in drawn.items()).encode()


def _tables(found: Tally) -> dict[str, bytes]:
    parts = {
        ANSWERS: long_csv.text(found.answers).encode(),
        DETAILS: details(found).encode(),
        ANALYSIS: (json.dumps(_json(found), indent=1, allow_nan=False) + "\n").encode(),
    }
    with suppress(StudyDataError):  # a name that the format cannot hold; the CSV says the same
        parts[IMRMC] = imrmc.text(_scored(found)).encode()
    return parts


def _scored(found: Tally) -> Answers:
    """The answers with one kind of score: decisions where the readers gave no ratings."""
    if found.locked.protocol.rules.questions.confidence is not Scale.NONE:
        return found.answers
    return replace(found.answers, rating=np.full(found.answers.rating.shape, np.nan))


def _json(found: Tally) -> dict[str, object]:
    return {
        "study": found.locked.study,
        **decided(found),
        "flow": analyse.plain(found.flow),
        **sections(found),
        "timings": analyse.plain(found.timings),
        "classes": analyse.plain(found.classes),
        "verdicts": analyse.plain(found.verdicts),
        "films": {film.name: film.pixel_sha256 for film in found.locked.test_films},
        "records": {code: result.head for code, result in found.results.items()},
        "absent": list(found.absent),
        "model_gave_no_answer": dict(found.unanswered),
    }


def sections(found: Tally) -> dict[str, object]:
    """The results; ``figures`` of ``analysis`` lists each with method, source, numbers and version."""
    made, shown = of_study.measures(found), places.localisation(found)
    lines = [*cited.cited(found.analysis), *cited.of_study(found.analysis, made)]
    lines += place_tables.cited(shown) if shown is not None else ()
    return {
        "analysis": {**analyse.to_json(found.analysis), "figures": analyse.plain(lines)},
        "measures": {"times": analyse.plain(made.times), "confusions": analyse.plain(made.confusions)},
        "localisation": None if shown is None else analyse.plain(shown),
    }


def answered(found: Tally) -> dict[str, object]:
    """What was decided beforehand with its answer, then every figure of the answers."""
    figures = sections(found)["analysis"]
    return {**decided(found), **(figures if isinstance(figures, dict) else {})}


def decided(found: Tally) -> dict[str, object]:
    """What the protocol decided beforehand, and its answer: the primary finding, then the secondary ones."""
    protocol = found.locked.protocol
    plan = protocol.plan
    return {
        "plan": None if plan is None else {**protocol_file.plan_table(plan), "level": plan.level},
        "cutoffs": protocol_file.cutoffs_table(protocol.cutoffs),
        "primary": None if plan is None else analyse.plain(primary.findings(plan, found.analysis)),
    }


def _put(out: Path, parts: dict[str, bytes]) -> list[Path]:
    files, written = [], Written()
    try:
        for name, data in parts.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
            files.append(path)
            written.note(path)
    except OSError as error:
        raise StudyError(
            "The report could not be written ({reason}).",
            "Check the folder and its free space.",
            reason=system_reason(error),
        ) from error
    written.need_all(StudyError)
    return files
