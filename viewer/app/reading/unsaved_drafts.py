"""Drafts on their way to the store: one that could not be saved stays here until it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from inference.records import Sha256
from viewer.app.store_service import StoreService
from viewer.store.rows import Draft

if TYPE_CHECKING:
    from viewer.store.store import Store


class UnsavedDrafts:
    """Keeps each draft in memory until the store has taken it: a full disk costs no draft.

    Args:
        store: where drafts go.
        failed: hears the first error of each draft; later ones of the same draft are not told again.
    """

    def __init__(self, store: StoreService, failed: Callable[[Exception], None]) -> None:
        self._store, self._failed = store, failed
        self._waiting: dict[tuple[Sha256, str], Draft] = {}
        self._told: set[tuple[Sha256, str]] = set()

    def waiting(self, pixels: Sha256, reader: str) -> Draft | None:
        """The reader's draft of a film that the store has not taken yet."""
        return self._waiting.get((pixels, reader))

    def keep(self, pixels: Sha256, reader: str, draft: Draft) -> None:
        """Save a draft in place of an earlier one, now or when the store takes it."""
        self._waiting[pixels, reader] = draft
        self._save(pixels, reader, draft)

    def drop(self, pixels: Sha256, reader: str) -> None:
        """The draft says nothing any more."""
        self.forget(pixels, reader)
        if self._store.usable:
            self._store.tell(lambda store: store.drop_draft(pixels, reader))

    def forget(self, pixels: Sha256, reader: str) -> None:
        """The draft was confirmed, and the store dropped its own."""
        self._waiting.pop((pixels, reader), None)
        self._told.discard((pixels, reader))

    def retry(self) -> None:
        """Try again with every draft that was not taken."""
        for (pixels, reader), draft in list(self._waiting.items()):
            self._save(pixels, reader, draft)

    def _save(self, pixels: Sha256, reader: str, draft: Draft) -> None:
        if not self._store.usable:
            return

        def work(store: Store) -> None:
            store.save_draft(pixels, reader, draft)

        def done(_none: None) -> None:
            if self._waiting.get((pixels, reader)) is draft:
                self.forget(pixels, reader)

        def not_saved(error: Exception) -> None:
            if (pixels, reader) not in self._told:
                self._told.add((pixels, reader))
                self._failed(error)

        self._store.call(work, done, not_saved)
