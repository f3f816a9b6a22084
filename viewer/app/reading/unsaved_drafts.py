"""Drafts on their way to the store: one that could not be saved stays here until it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from inference.records import Film, Sha256
from viewer.app.store_service import StoreService
from viewer.store.rows import Draft

if TYPE_CHECKING:
    from viewer.store.store import Store

Key = tuple[Sha256, tuple[int, int], str]
"""Pixels, shape, reader."""


class UnsavedDrafts:
    """Keeps each draft in memory until the store has taken it: a full disk costs no draft.

    Args:
        store: where drafts go.
        failed: hears the first error of each draft; later ones of the same draft are not told again.
    """

    def __init__(self, store: StoreService, failed: Callable[[Exception], None]) -> None:
        self._store, self._failed = store, failed
        self._waiting: dict[Key, tuple[Film, Draft]] = {}
        self._told: set[Key] = set()

    @staticmethod
    def _key(film: Film, reader: str) -> Key:
        return *film.picture, reader

    def waiting(self, film: Film, reader: str) -> Draft | None:
        """The reader's draft of a film that the store has not taken yet."""
        waits = self._waiting.get(self._key(film, reader))
        return None if waits is None else waits[1]

    def keep(self, film: Film, reader: str, draft: Draft) -> None:
        """Save a draft in place of an earlier one, now or when the store takes it."""
        self._waiting[self._key(film, reader)] = (film, draft)
        self._save(film, reader, draft)

    def drop(self, film: Film, reader: str) -> None:
        """The draft says nothing any more."""
        self.forget(film, reader)

        def work(store: Store) -> None:
            store.notes.need_shape(film)
            store.drop_draft(film.pixel_sha256, reader)

        if self._store.usable:
            self._store.tell(work)

    def forget(self, film: Film, reader: str) -> None:
        """The draft was confirmed, and the store dropped its own."""
        self._waiting.pop(self._key(film, reader), None)
        self._told.discard(self._key(film, reader))

    def retry(self) -> None:
        """Try again with every draft that was not taken."""
        for (_pixels, _shape, reader), (film, draft) in list(self._waiting.items()):
            self._save(film, reader, draft)

    def _save(self, film: Film, reader: str, draft: Draft) -> None:
        if not self._store.usable:
            return
        key = self._key(film, reader)

        def work(store: Store) -> None:
            store.notes.need_shape(film)
            store.save_draft(film.pixel_sha256, reader, draft)

        def done(_none: None) -> None:
            if self.waiting(film, reader) is draft:
                self.forget(film, reader)

        def not_saved(error: Exception) -> None:
            if key not in self._told:
                self._told.add(key)
                self._failed(error)

        self._store.call(work, done, not_saved)
