"""The places that a study's readers marked, against the boxes of its reference standard."""

from __future__ import annotations

from collections.abc import Iterator

from inference.messages import counted
from viewer.study.analysis.localisation import localise
from viewer.study.analysis.localisation.localise import Localisation
from viewer.study.analysis.localisation.mark_table import FilmTruth, Mark, equal, of_marks
from viewer.study.analysis.localisation.marks_csv import holding
from viewer.study.analysis.summary import Tally
from viewer.study.design.freeze import Locked
from viewer.study.design.protocol import AIDED, Scale, Truth
from viewer.study.packs.result_pack import Given

ONE_MARK = "A reader marks one place a film, where the answer is a fracture; the rating is that of the film."


def localisation(found: Tally) -> Localisation | None:
    """Weighted AFROC areas and FROC curves of a study; None where no place was asked or no box is known."""
    if not found.locked.protocol.rules.questions.place:
        return None
    truths, notes = _truths(found.locked)
    # the aided arm first: the report tells aided less unaided
    marks = sorted(_marks(found, truths), key=lambda one: one.arm != AIDED)
    if not marks or not any(truth.lesions for truth in truths.values()):
        return None
    missing = sum(_unplaced(one) for result in found.results.values() for one in result.answers)
    if missing:
        notes.append(f"{counted(missing, 'answer')} of a fracture without a place: counted as unmarked.")
    if found.locked.protocol.rules.questions.confidence is Scale.NONE:
        notes.append("No rating was asked: every mark counts alike.")
    table = of_marks(marks, truths, [ONE_MARK, *notes])
    # LROC and ROC areas stand with the other figures, from the ratings of every film
    return localise.analyse(table, found.analysis.settings.level, figures=(localise.WAFROC,))


def _truths(locked: Locked) -> tuple[dict[str, FilmTruth], list[str]]:
    known = {
        film.name: FilmTruth(
            len(film.truth.boxes), equal(len(film.truth.boxes)) if film.truth.boxes else (), str(film.cluster)
        )
        for film in locked.test_films
        if film.truth.boxes or not film.truth.fracture
    }
    left = len(locked.test_films) - len(known)
    return known, [f"{counted(left, 'film')} with a fracture of unknown place left out."] if left else []


def _marks(found: Tally, truths: dict[str, FilmTruth]) -> Iterator[Mark]:
    boxes = {film.name: _boxes(film.truth) for film in found.locked.test_films}
    rated = found.locked.protocol.rules.questions.confidence is not Scale.NONE
    for code, result in found.results.items():
        for one in result.answers:
            response = one.response
            if one.film not in truths or response.fracture is None:
                continue
            rating = response.rating if rated else 1
            if response.place is None or rating is None:
                yield Mark(code, one.arm, one.film, None, None)
            else:
                lesion = holding(*response.place, boxes[one.film])
                yield Mark(code, one.arm, one.film, lesion, float(rating))


def _unplaced(one: Given) -> bool:
    return bool(one.response.fracture) and one.response.place is None


def _boxes(truth: Truth) -> tuple[tuple[float, float, float, float], ...]:
    return tuple((float(b.x0), float(b.y0), float(b.x1), float(b.y1)) for b in truth.boxes)
