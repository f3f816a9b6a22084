"""Readers of known ability and their answers, before anybody sits down (Roe and Metz 1997)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from inference.records import Prediction
    from inference.stats.roemetz import RoeMetz
    from viewer.study.design.model_answers import FrozenAnswers
    from viewer.study.design.protocol import Response
    from viewer.study.design.sampling import StudyFilm
    from viewer.study.design.study_folder import Study

READERS_SEED: Final = 1997
GROUPS: Final = (
    ("radiology", 0.94, 0.97, 4),
    ("orthopaedics", 0.90, 0.95, 6),
    ("surgery", 0.86, 0.91, 5),
    ("emergency", 0.80, 0.88, 5),
)
"""Specialty, range of the true areas without the model, how many of 20."""
GAIN: Final = 0.4
"""The second look moves films with a fracture up by so many standard deviations."""
SPREAD: Final = 1.2
HIT: Final = 0.9
"""Share of the true positives whose place is marked inside the truth's box."""
ARMS: Final = ("unaided", "aided")


@dataclass(frozen=True)
class Simulated:
    """The answers of every reader before anybody sat down.

    Attributes:
        codes: readers.
        specialties: of each.
        known: true areas, arm by reader: without, with the model.
        responses: by reader, film and arm.
    """

    codes: tuple[str, ...]
    specialties: tuple[str, ...]
    known: np.ndarray[Any, Any]
    responses: dict[tuple[str, str, str], Response]


def readers_of(count: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]]:
    """Codes, specialties and true areas of ``count`` readers in the groups' proportions."""
    specialties: list[str] = []
    areas: list[float] = []
    for name, low, high, share in GROUPS:
        own = max(1, round(share * count / 20))
        specialties += [name] * own
        areas += [float(a) for a in np.linspace(low, high, own)]
    chosen = slice(0, count)
    codes = tuple(f"R{number:02}" for number in range(1, count + 1))
    return codes, tuple(specialties[chosen]), tuple(areas[chosen])


def truth_model() -> RoeMetz:
    """Low correlation of films and readers; the second arm better by :data:`GAIN`."""
    from inference.stats import roemetz

    return replace(roemetz.published("LL", 1.5), separation=(1.5, 1.5 + GAIN))


def simulate(study: Study, seed: int = READERS_SEED) -> Simulated:
    """Ratings by Roe and Metz for the study's own films, as answers to its questions."""
    from inference.stats import roemetz
    from inference.stats.common import normal_cdf, normal_quantile

    locked, random = study.need_lock(), np.random.default_rng(seed + 1)
    normal = [film for film in locked.test_films if not film.truth.fracture]
    broken = [film for film in locked.test_films if film.truth.fracture]
    count = len(locked.protocol.readers)
    codes, specialties, areas = readers_of(count)
    drawn = roemetz.simulate(truth_model(), count, len(normal), len(broken), seed, abilities=areas)
    second = [normal_cdf(normal_quantile(area) + GAIN / np.sqrt(2)) for area in areas]
    answers = study.answers()
    responses: dict[tuple[str, str, str], Response] = {}
    for number, code in enumerate(codes):
        for place, film in enumerate([*normal, *broken]):
            mark = _mark(film, random)
            for arm, name in enumerate(ARMS):
                shown = _shown(answers, film.name) if answers is not None and arm else None
                responses[code, film.name, name] = _response(
                    drawn.rating[arm, number, place], film, mark, shown
                )
    return Simulated(codes, specialties, np.array([areas, second]), responses)


def _shown(answers: FrozenAnswers, name: str) -> Prediction | None:
    """The answer whose map the sitting draws, and asks about: of every verdict but a clear one."""
    from inference.model.verdict import Verdict
    from inference.records import Prediction

    answer = answers.answers[name]
    if isinstance(answer, Prediction) and answers.verdict(answer) is not Verdict.CLEAR:
        return answer
    return None


def _mark(film: StudyFilm, random: np.random.Generator) -> tuple[float, float]:
    """Where the reader sees something: mostly inside the truth's box, else anywhere."""
    boxes = film.truth.boxes
    if boxes and random.random() < HIT:
        box = boxes[0]
        return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    rows, columns = film.shape
    return float(random.uniform(0.1, 0.9) * columns), float(random.uniform(0.1, 0.9) * rows)


def rated(value: float) -> int:
    """A rating from 0 to 100 on the scale of :data:`SPREAD`."""
    from inference.stats.common import normal_cdf

    return round(100 * normal_cdf((float(value) - 0.75) / SPREAD))


def _response(value: float, film: StudyFilm, mark: tuple[float, float], shown: Prediction | None) -> Response:
    from inference.records import MapVerdict
    from viewer.study.design.protocol import Response

    rating = rated(value)
    verdict = None
    if shown is not None:
        x, y = _peak(shown)
        inside = film.truth.holds(x, y)
        outside = MapVerdict.BESIDE if film.truth.fracture else MapVerdict.NO_LESION
        verdict = MapVerdict.ON_LESION if inside else outside
    is_fracture = rating >= 50
    return Response(is_fracture, rating, place=mark if is_fracture else None, map_verdict=verdict)


def _peak(shown: Any) -> tuple[float, float]:
    """The hottest place of the fracture map, in film pixels."""
    from viewer.app.prediction.heatmaps import target_values

    values = target_values(shown, "fracture", 1.0)
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    (a, b, c), (d, e, f) = shown.map_to_film
    x, y = column + 0.5, row + 0.5
    return a * x + b * y + c, d * x + e * y + f
