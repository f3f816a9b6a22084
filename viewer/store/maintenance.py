"""What is done with a store as a whole: noted, counted, checked, copied, merged."""

from __future__ import annotations

from pathlib import Path

from inference.errors import StoreError
from viewer.store import audit_chain, database, integrity, restore
from viewer.store import merge as merging
from viewer.store.rows import StoreReport, storable
from viewer.store.sqlite_errors import stated
from viewer.store.store import Store


class Maintenance:
    """Looks after an open store's file; it holds the store and belongs to the store's thread.

    Args:
        store: open, and left open.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.connection

    def note_export(self, kind: str, count: int, actor: str = "store") -> None:
        """Write into the audit chain that ``count`` readings left as ``kind``."""
        with self._store.writing() as now:
            detail = {"readings": count}
            audit_chain.append(
                self._db, at=now, actor=actor, action="export", subject=storable(kind), detail=detail
            )

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest audit row; noted elsewhere, it shows a store that was cut short."""
        with stated():
            return audit_chain.head(self._db)

    def verify_chain(self) -> tuple[str, ...]:
        """What was changed, added or removed outside the program; empty when nothing was."""
        with stated(), database.transaction(self._db, "DEFERRED"):
            found = audit_chain.verify(self._db)
            self._store.watch.compare()
        return (*found, self._store.watch.changed) if self._store.watch.changed else found

    def accept(self) -> None:
        """Take the store as it is, changed outside or not, as what it is expected to be from now on."""
        with self._store.writing() as now:
            detail = {"changed": self._store.watch.changed}
            audit_chain.append(
                self._db, at=now, actor="store", action="change accepted", subject="store", detail=detail
            )
        with stated():
            self._store.watch.note()

    def check(self) -> StoreReport:
        """Check pages, references, schema and audit chain.

        Raises:
            StoreError: with the first thing that is wrong.
        """
        with stated(), database.transaction(self._db, "DEFERRED"):
            found = integrity.check(self._db)
            self._store.watch.compare()
        if self._store.watch.changed:
            raise integrity.altered(self._store.watch.changed)
        return found

    def report(self) -> StoreReport:
        """How much the store holds; nothing is checked."""
        with stated(), database.transaction(self._db, "DEFERRED"):
            return integrity.report(self._db)

    def last_backup(self) -> str:
        """When the last backup was made (UTC ISO-8601); empty when none was."""
        with stated():
            found = self._db.execute("SELECT max(at) FROM audit WHERE action = 'backup'").fetchone()[0]
            return str(found or "")

    def merge(self, source: Path, step: merging.Step = lambda _part: None) -> merging.MergeReport:
        """Take in what the store at ``source`` holds and this one lacks; all of it, or nothing.

        Both stores are checked first.  What the user drafts, and where films lie, stays behind.

        Raises:
            StoreError: it is this store, no store, newer, damaged or altered; or this one is.
        """
        if source.resolve() == self._store.path.resolve():
            raise StoreError("This is the store that is in use.", "Choose another store's file.")
        with restore.opened_copy(
            source, self._store.path.parent, Store, lambda part: step(part * 0.2)
        ) as other:
            self.check()
            with self._store.writing() as now:
                return merging.Merge(self._db, other.connection, now, lambda p: step(0.2 + p * 0.8)).run()

    def merged_stores(self, after: int = 0) -> dict[str, str]:
        """Identity of each store that was merged into this one, and when last (UTC ISO-8601).

        ``after``: look at the audit rows behind this number only.
        """
        with stated():
            rows = self._db.execute(
                "SELECT subject, max(at) FROM audit WHERE action = 'store merged' AND id > ? "
                "GROUP BY subject",
                (after,),
            ).fetchall()
        return {str(row[0]).removeprefix("store "): str(row[1]) for row in rows}

    def backup(self, target: Path, step: merging.Step | None = None) -> StoreReport:
        """Write a whole copy to ``target`` and check it; an existing file there is replaced at the end.

        Raises:
            StoreError: the target is this store, cannot be written, or this store is damaged.
        """
        with self._store.writing() as now:
            audit_chain.append(self._db, at=now, actor="store", action="backup", subject="store", detail={})
        with stated():
            return integrity.backup(self._db, self._store.path, target, step)
