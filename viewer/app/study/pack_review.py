"""The films of a locked study for the review of burned-in text, before its packs are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from viewer.app.film_service import FilmReader
from viewer.app.jobs import Job, JobRunner, Lane
from viewer.app.study.study_films import StudyFilms
from viewer.app.text_review import Failed, ReviewFilm, one_after_another

if TYPE_CHECKING:
    from viewer.study.design.sampling import StudyFilm
    from viewer.study.design.study_folder import Study


class PackReview:
    """The review's films on the study's lane: see :class:`viewer.app.text_review.ReviewSource`."""

    def __init__(self, jobs: JobRunner, study: Study, new_reader: Callable[[], FilmReader]) -> None:
        self._jobs, self._study, self._new_reader = jobs, study, new_reader
        self._films: StudyFilms | None = None
        self._turn, self._kept = object(), list[Job]()

    def look(self, item: StudyFilm, on_done: Callable[[ReviewFilm], None], on_error: Failed) -> None:
        """One film, with the boxes that are proposed."""
        self._kept.append(self._jobs.submit(Lane.STUDY, lambda: self._ready().look(item), on_done, on_error))

    def look_at_rest(
        self, items: Sequence[StudyFilm], on_film: Callable[[int, ReviewFilm], None],
        on_done: Callable[[], None], on_error: Failed,
    ) -> None:  # fmt: skip
        """Many films one after another."""
        turn = self._turn = object()
        one_after_another(self, items, lambda: self._turn is turn, on_film, on_done, on_error)

    def _ready(self) -> StudyFilms:
        """On the lane."""
        if self._films is None:
            self._films = StudyFilms(self._study, self._new_reader())
        return self._films

    def cancel(self) -> None:
        """Say nothing more of what was asked for."""
        self._turn = object()
        for job in self._kept:
            job.cancel()
        self._kept = []

    def close(self) -> None:
        """End the processes, after what runs; a second call does nothing."""
        self.cancel()
        if self._jobs.closed:
            self._end()
        else:
            self._jobs.submit(Lane.STUDY, self._end, lambda _none: None, lambda _error: None)

    def _end(self) -> None:
        if self._films is not None:
            self._films.close()
            self._films = None
