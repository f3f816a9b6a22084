"""The model's answers to the film on screen, noted in the store, for a reading to name what was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.records import Answer, Film, Prediction
from viewer.app.reading.draft import PredictionKey, key_of
from viewer.app.store_service import StoreService

if TYPE_CHECKING:
    from viewer.store.store import Store


class AnswerNotes:
    """One film's answers; made anew for each film."""

    def __init__(self, store: StoreService) -> None:
        self._store = store
        self._numbers: dict[PredictionKey, int] = {}  # rows of the predictions; the store lane's

    def note(self, film: Film, answer: Answer) -> None:
        """Keep an answer that came."""
        if isinstance(answer, Prediction):
            key, numbers = key_of(answer), self._numbers
            self._store.tell(lambda store: numbers.update({key: store.add_prediction(film, answer)}))
        else:
            self._store.tell(lambda store: store.add_no_answer(film, answer))

    def number(self, store: Store, film: Film, prediction: Prediction | None) -> int | None:
        """On the store lane: the row of what was shown; one that could not be noted when it came is now."""
        if prediction is None:
            return None
        known = self._numbers.get(key_of(prediction))
        return store.add_prediction(film, prediction) if known is None else known
