"""From the store to the exports: the one place where the two meet.  Qt-free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference.errors import ShentonError
from inference.messages import Message
from inference.model import site_profile
from inference.model.site_profile import digest_in
from inference.model.verdict import verdict_of, zone_at
from inference.records import OperatingPoint
from viewer.app.prediction.site_profiles import kept
from viewer.export.cases import ExportCase
from viewer.store.maintenance import Maintenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from inference.export_records import StoredAnswer
    from inference.model.card import ModelCard
    from inference.model.predictor import Predictor
    from inference.model.session import Engine
    from inference.records import FilmImage, Region, Sha256
    from viewer.app.text_review import Peak, ReviewFilm
    from viewer.export.exporter import Draw, Drawn, ExportReport, Plan, Progress
    from viewer.store.store import Store

LABELS: Final = "labels"
Points = tuple[OperatingPoint, ...]


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would hold."""

    readings: int
    films: int
    readers: int
    classes: tuple[tuple[str, int], ...]
    keys: int = 0  # films that their readers marked as key images
    shared_numbers: int = 0  # patient numbers that several names bear
    unrecorded: int = 0  # readings made before the store noted the file that was read
    several_files: int = 0  # readings whose reader read the same pixels on another file, too


def preview(store: Store) -> ExportPreview:
    """Count before anything is written."""
    return preview_of(cases_of(store))


def preview_of(cases: Sequence[ExportCase]) -> ExportPreview:
    """Count what an export of these would hold."""
    items = [case.item for case in cases]
    classes = Counter(item.reading.ao_class.value for item in items)
    return ExportPreview(
        len(items),
        len({item.film_key for item in items}),
        len({item.reading.reader for item in items}),
        tuple(sorted(classes.items())),
        len({case.item.film_key for case in cases if case.key}),
        _shared_numbers(cases),
        sum(case.file is None or not case.file.is_recorded for case in cases),
        sum(case.file is not None and case.file.one_of_several for case in cases),
    )


def _shared_numbers(cases: Sequence[ExportCase]) -> int:
    """Of their patients; the other name may be on a film that was not read, or on the same file before."""
    files = (case.file for case in cases)
    return len({file.patient_key for file in files if file and file.names_patient and file.names > 1})


def cautions(found: ExportPreview) -> list[Message]:
    """What whoever exports these must know about whose they are."""
    said = []
    if found.shared_numbers:
        said.append(
            Message(
                "One patient number bears several names ({count} such numbers). They may be patients of two "
                "hospitals: each name leaves as a patient of its own.",
                count=found.shared_numbers,
            )
        )
    if found.unrecorded:
        said.append(
            Message(
                "Readings made before files were recorded: {count}. Where a picture lies under "
                "several headers, nobody can say which file was read.",
                count=found.unrecorded,
            )
        )
    if found.several_files:
        said.append(
            Message(
                "Pictures that one reader read in several files: {count}. Only the newest answer leaves, "
                "under the file that it was given on.",
                count=found.several_files,
            )
        )
    return said


def cases_of(
    store: Store,
    synthetic_models: Iterable[str] = (),
    points: Mapping[str, Points] | None = None,
    *,
    one_by_number: bool = False,
) -> list[ExportCase]:
    """Every standing reading with what an export may need of it.

    Args:
        synthetic_models: SHA-256 of the models that are known to have learned from synthetic films.
        points: operating points of the models that are known, from :func:`known_models`, so that an answer
            leaves under the verdict that the window gave it.
        one_by_number: one patient number is one patient, whatever its names; else each name is its own.

    Raises:
        StoreError: the store cannot be read.
    """
    sources, known, cards = store.export_sources(), frozenset(synthetic_models), points or {}
    made, measured, keys = [], store.notes.all_measures(), store.notes.key_images()
    for record in store.export_records(one_by_number=one_by_number):
        source = sources.get((record.reading.film_sha256, record.reading.reader))
        if source is None:  # another process took the reading back meanwhile
            continue
        answer = source.answer
        if answer is not None:
            sha256 = answer.model.sha256
            zone = zone_at(answer.threshold, cards.get(_under(sha256, digest_in(answer.model)), ()))
            answer = replace(answer, synthetic_training=sha256 in known, zone=zone)
        pixels = record.reading.film_sha256
        place = (pixels, record.reading.reader)
        measures = measured.get(place, ())
        scale = store.notes.calibration(*place) if measures else None
        made.append(ExportCase(record, answer, source.paths, source.file, measures, scale, place in keys))
    return made


def note(store: Store, plan: Plan, readings: int, where: str = "") -> None:
    """Write into the audit chain what left, whether with names, and the kind of place it went to."""
    named = "with identifiers" if plan.identity.keeps else "de-identified"
    Maintenance(store).note_export(
        " ".join([*sorted(plan.kinds), named, *([f"to {where}"] if where else [])]), readings
    )


def run_export(
    plan: Plan,
    cases: Sequence[ExportCase],
    folder: Path,
    *,
    draw: Draw | None,
    progress: Progress,
    audit_head: str | None = None,
) -> ExportReport:
    """Export in this thread, reading films in a decode process of its own.

    Raises:
        ExportError: the folder cannot be written.
    """
    from viewer.export.exporter import Exporter, export

    with reading() as read:
        exporter = Exporter(plan, read, draw)
        return export(exporter, cases, folder, progress=progress, audit_head=audit_head)


@contextmanager
def reading() -> Iterator[Callable[[Path], FilmImage]]:
    """A decode process for the length of one export."""
    from inference.dicom.decode_worker import DecodeChild

    with DecodeChild() as child:
        yield child.read


class MapDrawer:
    """Draws the map of the answer that is exported; the model starts when the first film needs it."""

    def __init__(self, start: Callable[[], Engine]) -> None:
        self._start = start
        self._predictor: Predictor | None = None

    def __call__(self, image: FilmImage, grey: NDArray[np.uint8], answer: StoredAnswer | None) -> Drawn:
        from inference.imaging.answer_picture import draw_answer, map_note
        from inference.records import Prediction
        from viewer.export.exporter import Drawn

        if answer is None:
            return Drawn(None, Message("No answer of a model is stored for this film."))
        predictor = self._ready()
        card = predictor.session.bundle.card
        if answer.model.sha256 != card.onnx_sha256:
            return Drawn(None, Message("No heat map: the answer is of a model that is not in use."))
        found = predictor.answer(image)
        if not isinstance(found, Prediction):
            return Drawn(None, Message("No heat map: {reason}", reason=found.reason))
        found = replace(  # the map is made anew, the answer is the one that was on screen
            found,
            model=answer.model,
            probabilities=answer.probabilities,
            threshold=answer.threshold,
            side=answer.side,
        )
        verdict = verdict_of(answer.p_fracture, answer.threshold, answer.zone)
        return Drawn(draw_answer(grey, found, card, verdict=verdict), map_note(found, card, verdict))

    def _ready(self) -> Predictor:
        if self._predictor is None:
            from inference.model.predictor import Predictor

            self._predictor = Predictor(self._start())
        return self._predictor


def installed_models(
    folders: Iterable[Path], sites: Path | None = None
) -> tuple[list[str], dict[str, Points]]:
    """Of the installed models: which learned from synthetic films, and the operating points of each.

    ``sites``: folder of the site profiles that the models may have answered under.
    """
    from inference.model import bundle as bundles

    cards = [item.card for item in bundles.available(*folders) if isinstance(item, bundles.Bundle)]
    return known_models(cards, sites)


def known_models(
    cards: Iterable[ModelCard], sites: Path | None = None
) -> tuple[list[str], dict[str, Points]]:
    """What :func:`cases_of` is to know of models: synthetic training, and operating points without a site
    profile and under each that is kept in the folder ``sites``.
    """
    known = {card.onnx_sha256: card for card in cards}
    learned = [sha256 for sha256, card in known.items() if card.synthetic_training]
    points = {_under(sha256): card.operating_points for sha256, card in known.items()}
    for item in [] if sites is None else kept(sites):  # the dialog of the sites names those that are refused
        profile = item.profile
        if profile is not None and (card := known.get(profile.model_sha256)) is not None:
            applied = site_profile.applied(card, profile, profile.device)
            points[_under(profile.model_sha256, profile.digest)] = applied.operating_points
    return learned, points


def _under(sha256: str, digest: str = "") -> str:
    """A model, or the model under a site's profile."""
    return f"{sha256} {digest}".strip()


def proposals(cases: Sequence[ExportCase], peak: Peak | None = None) -> list[ReviewFilm]:
    """Each film once, with what is proposed for the review of burned-in text.

    A film that is gone is passed over: the export itself says so.

    Args:
        peak: finds where the model's map is highest; no box is proposed over it, nor over a reader's mark.
    """
    from contextlib import closing

    from viewer.app.text_review import TextReview
    from viewer.export.exporter import find_film

    marks, found = marks_of(cases), []
    with reading() as read, closing(TextReview()) as review:
        for pixels, case in {case.item.reading.film_sha256: case for case in cases}.items():
            with suppress(ShentonError):
                found.append(review.film(find_film(case, read), marks[pixels], peak))
    return found


def marks_of(cases: Sequence[ExportCase]) -> dict[Sha256, tuple[Region, ...]]:
    """The marks of all readers, by film."""
    found: dict[Sha256, tuple[Region, ...]] = {}
    for case in cases:
        reading = case.item.reading
        found[reading.film_sha256] = (*found.get(reading.film_sha256, ()), *reading.regions)
    return found
