"""A study's own folder: protocol, lock, key, frozen answers, packs and results; where the study is run.

::

    protocol.toml     what was designed; may change until the lock
    locked.json       what was locked
    answers.json      the model's answers, with maps.bin
    study.key         the secret behind the readers' keys; readable by the owner only
    ledger.sqlite     what was done when: lock, packs, merges; append-only and chained
    packs/            study packs for the readers
    results/          result packs that were merged, as they came
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from inference.archive.process import WorkProcess
from inference.dicom.decode_worker import DecodeChild
from inference.errors import StudyError
from inference.files import write_whole
from inference.hash_chain import canonical
from inference.messages import Message, system_reason
from inference.records import Answer
from viewer.study.design import blackening, candidates, freeze, model_answers, protocol_file, sampling
from viewer.study.design.blackening import Blackened
from viewer.study.design.film_processes import Found, Looked, Looking, film_processes
from viewer.study.design.freeze import Locked, Model
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.design.protocol import Protocol
from viewer.study.design.reading_order import Assignment
from viewer.study.design.sampling import Expect, HasFilm, R, Step, StudyFilm
from viewer.study.files import signed_archive
from viewer.study.files.event_log import Record

KEY: Final = "study.key"
LEDGER: Final = "ledger.sqlite"
LOCKED: Final = "locked"
"""The kind of event that names the locked study."""
PACKS: Final = "packs"
RESULTS: Final = "results"


_PUT_BACK: Final = Message("Put the ledger ({file}) back into the study's folder.", file=LEDGER)


def utc_now() -> str:
    """The time as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Study:
    """A study in its folder.

    Attributes:
        folder: where it lies.
        protocol: as it stands; as locked where it is locked.
        locked: None while it is being designed.
    """

    folder: Path
    protocol: Protocol
    locked: Locked | None

    @property
    def films(self) -> Path:
        """Folder of the films."""
        return self.folder / self.protocol.films

    @property
    def reference(self) -> Path | None:
        """The reference standard; None for the films' own truth."""
        return self.folder / self.protocol.reference if self.protocol.reference else None

    def need_lock(self) -> Locked:
        """The lock.

        Raises:
            StudyError: the study is not locked yet.
        """
        if self.locked is None:
            raise StudyError("The study is not locked yet.", "Lock it first.")
        return self.locked

    def key(self) -> bytes:
        """The study's secret.

        Raises:
            StudyError: it is missing.
        """
        try:
            found = (self.folder / KEY).read_bytes()
        except OSError as error:
            raise StudyError(
                "The study's key is missing.", "Put {file} back into its folder.", file=KEY
            ) from error
        if len(found) != 32:
            raise StudyError("The study's key is damaged.", "Put {file} back into its folder.", file=KEY)
        return found

    def reader_key(self, code: str) -> str:
        """The key to tell the reader of that code, apart from the pack."""
        locked = self.need_lock()
        return signed_archive.reader_key(self.key(), locked.study, locked.protocol.reader(code).code)

    def answers(self) -> FrozenAnswers | None:
        """The model's frozen answers; None for a study without a model.

        Raises:
            StudyError: they are missing or not those that were locked.
        """
        locked = self.need_lock()
        if locked.model is None:
            return None
        parts = []
        for name, expected in (
            (model_answers.ANSWERS, locked.answers_sha256),
            (model_answers.MAPS, locked.maps_sha256),
        ):
            with _stated(Message("The study's {name}", name=name)):
                data = (self.folder / name).read_bytes()
            if expected != (sha256(data).hexdigest() if data else ""):
                raise StudyError(
                    "The study's {name} was changed after the lock.", "Put the file back.", name=name
                )
            parts.append(data)
        return model_answers.from_bytes(*parts)

    def blackened(self) -> Blackened | None:
        """What is black on the films of its packs; None where nobody has reviewed them for it.

        Raises:
            StudyError: the ledger is damaged.
        """
        with self.ledger() as ledger:
            return blackening.newest(ledger.events)

    def assignment(self, code: str) -> Assignment:
        """What the reader of that code is to do, with the films as the packs hold them.

        Raises:
            StudyError: not locked, no such reader, or the ledger is damaged.
        """
        locked = self.need_lock()
        given, black = locked.assignment(code), self.blackened() or {}
        if not given.pixels or not black:
            return given
        changed = {name: one.pixel_sha256 for name, one in black.items() if name in given.pixels}
        return replace(given, pixels={**given.pixels, **changed})

    def ledger(self) -> Record:
        """What was done when; close it after use.

        Raises:
            StudyError: it is damaged, or the study is locked and it is gone, empty or another study's.
        """
        if self.locked is None:
            return Record(self.folder / LEDGER)
        with _stated(Message("The study's ledger")):
            path = self.folder / LEDGER
            if not path.is_file() or not path.stat().st_size:
                raise StudyError(
                    "The study's ledger is gone or empty; without it nobody knows what was merged and what "
                    "was made black on the films.",
                    _PUT_BACK,
                )
        found = Record(path)
        named = [event.data.get("study") for event in found.events if event.kind == LOCKED]
        if named[-1:] != [self.locked.study]:
            found.close()
            raise StudyError("The study's ledger is not that of this study.", _PUT_BACK)
        return found

    def note(self, kind: str, data: dict[str, object]) -> None:
        """Add to the ledger."""
        with self.ledger() as ledger:
            ledger.append(utc_now(), kind, data)


@contextmanager
def _stated(what: Message) -> Iterator[None]:
    """Turn a failure of the disk into a StudyError that names no path."""
    try:
        yield
    except OSError as error:
        raise StudyError(
            "{what} could not be read or written ({reason}).",
            "Check the study's folder.",
            what=what,
            reason=system_reason(error),
        ) from error


def create(folder: Path, protocol: Protocol) -> Study:
    """A new study; or a changed protocol for one that is not locked.

    Raises:
        StudyError: it is locked, or the folder cannot be written.
    """
    if (folder / freeze.NAME).exists():
        raise StudyError(
            "The study is locked; its protocol can no longer change.", "Begin a new study in another folder."
        )
    with _stated(Message("The protocol")):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / protocol_file.NAME
        before = path.read_bytes() if path.is_file() else b""
        said = before[: protocol_file.MAX_BYTES].decode("utf-8-sig", errors="replace")
        write_whole(path, protocol_file.text(protocol, said).encode())
    return Study(folder, protocol, None)


def load(folder: Path) -> Study:
    """The study in a folder, or beside a ``protocol.toml`` or ``locked.json`` that was named.

    Raises:
        StudyError: there is none, or it was changed after the lock.
    """
    folder = folder.parent if folder.is_file() else folder
    if not (folder / freeze.NAME).exists():
        return Study(folder, protocol_file.read(folder / protocol_file.NAME), None)
    locked = freeze.read(folder / freeze.NAME)
    beside = folder / protocol_file.NAME
    plan = locked.protocol.plan  # an error that the protocol leaves to the program is the one that was locked
    alpha = None if plan is None else plan.alpha
    if beside.exists() and protocol_file.read(beside, alpha) != locked.protocol:  # the lock alone suffices
        raise StudyError(
            "The protocol was changed after the study was locked.",
            "Put protocol.toml back as it was, or begin a new study.",
        )
    return Study(folder, locked.protocol, locked)


def make_lock(
    study: Study, read: Callable[[Path], R], model: Model[R] | None = None, *, step: Step | None = None,
    look: Callable[[R], None] | None = None, now: Callable[[], str] = utc_now,
    expect: Expect | None = None, peek: Callable[[Path], HasFilm] | None = None,
) -> Study:  # fmt: skip
    """Draw the films, let the model answer them, and lock; nothing of it can change any more.

    Args:
        study: not locked yet.
        read: reads one film.
        model: answers the films; needed where an arm shows answers, and for the model's own curve.
        step: told how many films were read.
        look: is shown every film that enters.
        now: UTC, ISO 8601.
        expect, peek: see :func:`viewer.study.design.sampling.sample`.

    Raises:
        StudyError: the study is locked, or the films, the reference or the protocol do not suffice.
    """
    if study.locked is not None:
        raise StudyError("The study is locked already.", "Begin a new study in another folder.")
    found = candidates.read(study.films, study.reference)
    model = None if model is None else model.by(study.protocol.cutoffs)
    given: dict[str, Answer] = {}

    def seen(film: StudyFilm, image: R) -> None:
        if look is not None:
            look(image)
        if model is not None:
            given[film.pixel_sha256] = model.answer(image)

    drawn = sampling.sample(study.protocol, study.films, found, read, seen, step, expect, peek)
    answers = None
    if model is not None:
        answers = model.frozen({film.name: given[film.pixel_sha256] for film in drawn.films})
    locked = freeze.make(study.protocol, drawn.films, drawn.left, answers, now())
    return _write_lock(study, locked, answers)


def lock(
    study: Study, first: WorkProcess[Found], look: Callable[[Looked], None], step: Step, films: int
) -> Study:
    """:func:`make_lock` by as many processes as there are cores.

    Args:
        first: of the processes, with the model (:func:`viewer.study.design.film_processes.started`).
        look: is shown every film that enters.
        films: among which is drawn.
    """
    bundle = first.work.bundle if isinstance(first.work, Looking) else None
    model = None if bundle is None else freeze.model_by(bundle, Looked.answer)
    with film_processes(first, films) as processes, DecodeChild() as child:
        return make_lock(
            study, processes.read, model, step=step, look=look, expect=processes.expect, peek=child.read
        )


def _write_lock(study: Study, locked: Locked, answers: FrozenAnswers | None) -> Study:
    with _stated(Message("The lock")):
        if answers is not None:
            for name, data in zip(
                (model_answers.ANSWERS, model_answers.MAPS), model_answers.to_bytes(answers), strict=True
            ):
                write_whole(study.folder / name, data)
        if not (study.folder / KEY).exists():
            write_whole(study.folder / KEY, signed_archive.new_key(), mode=0o600)
        for name in (PACKS, RESULTS):
            (study.folder / name).mkdir(exist_ok=True)
        study.note(LOCKED, {"study": locked.study, "films": len(locked.films), "left": len(locked.left)})
        write_whole(
            study.folder / freeze.NAME, canonical(freeze.to_table(locked)).encode()
        )  # last: now it is locked
    return Study(study.folder, locked.protocol, locked)
