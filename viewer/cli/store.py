"""``shenton store check|backup|restore|merge``: care for the file that holds the readings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from inference import paths as places
from inference.dicom.file_discovery import LeftOut, said_of
from inference.errors import StoreError
from viewer.store.maintenance import Maintenance
from viewer.store.restore import restore
from viewer.store.rows import StoreReport
from viewer.store.store import Store, utc_text

CONFIDENTIAL: Final = (
    "It holds comments and the paths of the films, which may name patients: keep it as confidential as them."
)
_QUESTION: Final = "The present store is kept beside the restored one. Put the backup in its place? [y/N] "


def run(args: argparse.Namespace) -> int:
    """Do one of the four."""
    path = places.find(args.home).make().store
    if args.what == "restore":
        return _restore(path, args.file, sure=args.yes)
    if not path.exists() and args.what != "merge":
        raise StoreError("There is no store yet.", "Answer a film in the viewer first.")
    work: dict[str, Callable[[Store], str]] = {
        "check": lambda store: _check(store, accept=args.accept),
        "backup": lambda store: (
            f"Backed up to {args.file}: {counts(Maintenance(store).backup(args.file))}. {CONFIDENTIAL}"
        ),
        "merge": lambda store: Maintenance(store).merge(args.file).words,
    }
    if args.what == "merge" and (args.file is None) == (args.all is None):
        raise StoreError("Name one store, or with --all the folder of many.")
    with Store(path) as store:
        if args.what == "merge" and args.all is not None:
            return merge_all(store, args.all)
        print(work[args.what](store))
    return 0


def merge_all(store: Store, folder: Path) -> int:
    """Merge every store below a folder, each by itself, and say a line on each; 1 where one was refused.

    A store that is refused keeps none of the others back, and changes nothing.  One that was merged before
    and is not there this time is said, too.

    Raises:
        StoreError: there is no such folder, no store in it, or this store is damaged.
    """
    care = Maintenance(store)
    others = sorted(p for p in folder.rglob("*.sqlite") if _is_store_of_others(p, store.path))
    found = [path for path in others if not _is_hidden(path, folder)]
    if len(others) > len(found):
        print(f"shenton: {said_of(len(others) - len(found), LeftOut.HIDDEN)}", file=sys.stderr)
    if not found:
        raise StoreError(
            "There is no store in this folder.", "Copy each workstation's backup (NAME.sqlite) into it."
        )
    care.check()
    before, start = care.merged_stores(), care.head()[0]
    refused = 0
    for path in found:
        try:
            words = str(care.merge(path).words)
        except StoreError as error:
            refused += 1
            words = f"REFUSED: {error}"
        print(f"{path.relative_to(folder)}: {words}", flush=True)
    print(
        f"{len(found) - refused} of {len(found)} stores merged, {refused} refused. {counts(care.report())}."
    )
    absent = {uid: at for uid, at in before.items() if uid not in care.merged_stores(start)}
    for uid, at in sorted(absent.items(), key=lambda item: item[1]):
        print(f"Store {uid[:8]}…, merged last at {at}, was not among them.")
    return 1 if refused else 0


def _is_store_of_others(path: Path, own: Path) -> bool:
    return path.is_file() and path.resolve() != own.resolve()


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _check(store: Store, *, accept: bool) -> str:
    """What was changed from outside is taken as it is only where that is asked for."""
    if accept and store.watch.changed:
        Maintenance(store).accept()
    return f"The store is whole: {counts(Maintenance(store).check())}."


def say_changes(store: Store) -> bool:
    """Look at the chain of changes, and say on stderr where the store was changed from outside.

    Returns:
        Whether it was.
    """
    problems = Maintenance(store).verify_chain()
    if problems:
        told = [f"The corrections store was changed outside the program: {problems[0]}."]
        if len(problems) > 1:
            told.append(f"Such changes in all: {len(problems)}.")
        told.append("What leaves may not be what was read. See shenton store check.")
        sys.stderr.write(f"shenton: {' '.join(told)}\n")
    return bool(problems)


def _restore(path: Path, source: Path, *, sure: bool) -> int:
    def ask() -> None:
        if not (sure or (sys.stdin.isatty() and input(_QUESTION).strip().casefold() in ("y", "yes"))):
            raise StoreError("Nothing was restored.", "Answer the question with y, or give --yes.")

    kept = restore(path, source, Store, utc_text, lambda _part: None, ask)
    with Store(path) as store:
        print(f"Restored: {counts(Maintenance(store).report())}.")
    if kept is not None:
        print(f"The store as it was: {kept}")
    return 0


def counts(report: StoreReport) -> str:
    """How much a store holds, in words."""
    pairs = ((report.films, "film"), (report.readings, "reading"), (report.readers, "reader"))
    return ", ".join(f"{count} {word}" + "s" * (count != 1) for count, word in pairs)
