"""The films of a locked study as the review of burned-in text shows them.  Qt-free; runs on a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.errors import StudyError
from inference.messages import NOTHING, Message
from inference.records import FilmImage, Prediction, Region
from viewer.app.text_review import ReviewFilm, TextReview, peak_cell

if TYPE_CHECKING:
    from viewer.app.film_service import FilmReader
    from viewer.study.design.model_answers import FrozenAnswers
    from viewer.study.design.sampling import StudyFilm
    from viewer.study.design.study_folder import Study


class StudyFilms:
    """Reads a study's films with what is proposed on each; no box over its fracture or the map's peak.

    Used by one thread at a time; :meth:`cancel` may come from any.
    """

    def __init__(self, study: Study, reader: FilmReader) -> None:
        self._study, self._reader, self._text = study, reader, TextReview()
        self._answers: FrozenAnswers | None = study.answers()

    def look(self, film: StudyFilm) -> ReviewFilm:
        """One film.

        Raises:
            ShentonError: it cannot be read, or is no longer what was locked.
        """
        image = self._reader.read(self._study.films / film.file)
        if not film.shows(image.film):
            raise StudyError(
                "Film {name} was changed after the lock.", "Put its file back as it was.", name=film.name
            )
        peak = None if self._answers is None else FrozenPeak(self._answers, film.name)
        return self._text.film(image, film.truth.boxes, peak)

    def cancel(self) -> None:
        """Give up what runs, for good."""
        self._reader.cancel()
        self._text.cancel()

    def close(self) -> None:
        """End both processes."""
        self._text.close()
        self._reader.close()


class FrozenPeak:
    """Where the map of a film's frozen answer is highest: see :class:`viewer.app.text_review.Peak`."""

    fault: Message = NOTHING

    def __init__(self, answers: FrozenAnswers, film: str) -> None:
        self._answer, self._temperature = answers.answers.get(film), answers.temperature

    def __call__(self, _image: FilmImage) -> Region | None:
        from inference.model.class_maps import drawn, fracture_map

        answer = self._answer
        if not isinstance(answer, Prediction):
            return None
        values = fracture_map(answer.class_maps, answer.logits, self._temperature)
        return peak_cell(drawn(values), answer.map_to_film)
