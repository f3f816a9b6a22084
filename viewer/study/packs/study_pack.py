"""Study packs: one file a reader, with everything that the sittings need and nothing that tells more.

A pack holds the assignment (rules, order, practice films with their truth), the films written anew, and for
aided arms the model's frozen answers, so that no model need travel.  The truth of the test films stays at
home.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from inference import strict_json
from inference.errors import FilmError, StudyError
from inference.files import PRIVATE, Written, write_whole
from inference.hash_chain import canonical
from inference.imaging.blackened import blackened
from inference.messages import json_place, system_reason
from inference.records import Film, FilmImage, Region, Sha256
from viewer.study.design import blackening, model_answers, reading_order
from viewer.study.design.blackening import Black, Blackened
from viewer.study.design.freeze import Locked
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.design.protocol import MAX_TEXT
from viewer.study.design.reading_order import Assignment
from viewer.study.design.sampling import Read, Step
from viewer.study.design.study_folder import PACKS, RESULTS, Study
from viewer.study.files import signed_archive
from viewer.study.files.event_log import Begun
from viewer.study.files.signed_archive import STUDY_PACK, Container, Writer
from viewer.study.packs import deidentify
from viewer.study.packs.film_review import FilmReview
from viewer.study.sitting.sitting import Clock, Sitting

SUFFIX: Final = ".studypack"
ASSIGNMENT: Final = "assignment.json"
RECORD: Final = "answers.sqlite"
_MARK: Final = "pack.mac"
_KEY: Final = "reader.key"
MAX_ASSIGNMENT: Final = 64 << 20
Reviewed = Mapping[Sha256, Sequence[Region]]


def make(
    study: Study, codes: tuple[str, ...], read: Read, *, review: FilmReview | None = None,
    black: Reviewed | None = None, step: Step | None = None, cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:  # fmt: skip
    """A pack for each of the readers, in the study's ``packs`` folder; each film is written anew once.

    Every reader gets the same films: what was made black for the first packs is black in all.

    Args:
        codes: of the readers; all of them where empty.
        read: reads one film.
        review: looks at each film; where one shows text no pack is written.
        black: by hash of the film's pixels, the boxes that a human has confirmed; None where nobody was
            asked: then those of earlier packs, and ``review`` where there are none.
        step: told how many films were written.
        cancelled: asked before every film.

    Raises:
        StudyError: not locked, no such reader, a film is no longer what it was, or other readers have packs
            with other boxes.
        TextShownError: films show text that no human has looked at.
    """
    locked = study.need_lock()
    wanted = codes or tuple(reader.code for reader in locked.protocol.readers)
    before = study.blackened()
    boxes = _boxes(locked, before, black)
    _need_same(study, wanted, before, boxes)
    if review is not None and (black is not None or before is not None):
        review = review.confirmed()
    (study.folder / PACKS).mkdir(exist_ok=True)
    with ExitStack() as stack:
        packs = [stack.enter_context(closing(_Pack(study, code))) for code in wanted]
        shown: dict[str, Black] = {}
        for count, (name, image) in enumerate(_images(study, read, review, boxes, cancelled), 1):
            if name in boxes:
                shown[name] = Black(boxes[name], image.film.pixel_sha256)
            data = deidentify.write_film(image, name, locked.study)
            for pack in packs:
                pack.add_film(name, data)
            if step is not None:
                step(count)
        if review is not None:
            review.need_none(locked)
        if black is not None and shown != before:
            study.note(blackening.EVENT, blackening.to_table(shown))
        made = [pack.finish() for pack in packs]
    written = Written()
    written.note(*made)
    written.need_all(StudyError)
    return made


def _boxes(locked: Locked, before: Blackened | None, black: Reviewed | None) -> dict[str, tuple[Region, ...]]:
    """The boxes of every film that has some, by its name."""
    if black is None:
        return {name: one.boxes for name, one in (before or {}).items()}
    found = {film.name: tuple(black.get(Sha256(film.pixel_sha256), ())) for film in locked.films}
    return {name: boxes for name, boxes in found.items() if boxes}


def _need_same(
    study: Study, wanted: Sequence[str], before: Blackened | None, boxes: Mapping[str, Sequence[Region]]
) -> None:
    """Refuse other boxes where packs are out that would stay as they are."""
    if boxes == {name: one.boxes for name, one in (before or {}).items()}:
        return
    others = [path.stem for path in (study.folder / PACKS).glob(f"*{SUFFIX}") if path.stem not in wanted]
    results = list((study.folder / RESULTS).glob("*"))
    if others or results:
        raise StudyError(
            "Packs of this study were made with other boxes over the films, and every reader is to see the "
            "same films.",
            "Make the packs of all readers together, before the first result is merged.",
        )


def _images(
    study: Study, read: Read, review: FilmReview | None, boxes: Mapping[str, tuple[Region, ...]],
    cancelled: Callable[[], bool],
) -> Iterator[tuple[str, FilmImage]]:  # fmt: skip
    """Name and image of every film, black in its boxes."""
    for film in study.need_lock().films:
        if cancelled():
            raise StudyError("The packs were not finished.", "Make them again.")
        whole = _film(study, film.name, read, review)
        try:
            image = blackened(whole, boxes.get(film.name, ()))
        except FilmError as error:
            raise StudyError(
                "Film {name}: {reason}", error.hint, name=film.name, reason=error.message
            ) from error
        yield film.name, image


def _film(study: Study, name: str, read: Read, review: FilmReview | None) -> FilmImage:
    film = study.need_lock().film(name)
    try:
        image = read(study.films / film.file)
    except FilmError as error:
        raise StudyError(
            "Film {name} can no longer be read: {reason}",
            "Put its file back.",
            name=name,
            reason=error.message,
        ) from error
    if not film.shows(image.film):
        raise StudyError("Film {name} was changed after the lock.", "Put its file back as it was.", name=name)
    if review is not None:
        review.look(image)
    return image


class _Pack:
    """One reader's pack while it is written."""

    def __init__(self, study: Study, code: str) -> None:
        self._study, self._code = study, code
        self._assignment = study.need_lock().assignment(code)  # the films' hashes follow at the end
        self._path = study.folder / PACKS / f"{code}{SUFFIX}"
        facts = {"study": self._assignment.study, "reader": code}
        self._writer = Writer(self._path, STUDY_PACK, facts)
        answers = study.answers() if self._assignment.model_sha256 else None
        if answers is not None:
            names = set(self._assignment.films)
            own = replace(answers, answers={n: a for n, a in answers.answers.items() if n in names})
            for name, data in zip(
                (model_answers.ANSWERS, model_answers.MAPS), model_answers.to_bytes(own), strict=True
            ):
                self._writer.add(name, data)

    def add_film(self, name: str, data: bytes) -> None:
        self._writer.add(f"{name}.dcm", data, packed=True)

    def finish(self) -> Path:
        assignment = self._study.assignment(self._code)
        self._writer.add(ASSIGNMENT, canonical(reading_order.to_table(assignment)).encode())
        mac = self._writer.finish(signed_archive.key_bytes(self._study.reader_key(self._code)))
        self._study.note("pack made", {"reader": self._code, "hmac": mac})
        return self._path

    def close(self) -> None:
        self._writer.__exit__(None, None, None)


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A study pack on the reader's workstation.

    Attributes:
        folder: where it was unpacked; the record of answers lies there too.
        assignment: what to do.
        films: file of each film by name.
        answers: the model's answers; None where no arm shows them.
        restored: films whose file had been changed, swapped or lost on this workstation since the pack was
            opened before, and was written anew from the pack.
    """

    folder: Path
    assignment: Assignment
    films: Mapping[str, Path]
    answers: FrozenAnswers | None
    restored: tuple[str, ...] = ()

    def check(self, name: str, film: Film) -> None:
        """Refuse what was read from the file of the film ``name`` where it is not that film.

        Raises:
            StudyError: the pixels or the identity are another film's.
        """
        pixels = self.assignment.pixels.get(name, film.pixel_sha256)  # older packs do not say
        # the hash of pixels does not hold their shape: equal values in another shape are told by the identity
        identity = deidentify.uid(self.assignment.study, name, "image")
        if (film.pixel_sha256, film.sop_uid) != (pixels, identity):
            raise StudyError(
                "This file is not the film of the study that belongs here; it is not shown.",
                "Leave the sitting and open the study pack again: its films are then restored from the pack.",
            )

    def sitting(self, clock: Clock | None = None) -> Sitting:
        """The reader's sitting, at the film where it was left; close it after use."""
        return Sitting(self.assignment, self.folder / RECORD, clock, self.begun)

    @property
    def begun(self) -> Begun:
        """Whether anything was, noted apart from the folder, which may be lost as a whole."""
        return Begun(self.folder / RECORD, self.folder.with_name(f"{self.folder.name}.begun"))

    @property
    def key(self) -> bytes:
        """The reader's key, kept for the result pack.

        Raises:
            StudyError: it is gone.
        """
        try:
            return signed_archive.key_bytes((self.folder / _KEY).read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError) as error:
            raise StudyError("The reader's key is gone.", "Open the study pack again.") from error


@dataclass(frozen=True, slots=True)
class Label:
    """What a pack says of itself before its key is known: not to be trusted, only to ask for the key."""

    study: str
    reader: str


def label(path: Path) -> Label:
    """Whose pack it is.

    Raises:
        StudyError: the file is no study pack.
    """
    with Container(path, STUDY_PACK) as pack:
        return Label(pack.study[:MAX_TEXT], pack.reader[:32])


def place(path: Path, home: Path) -> Path:
    """The folder below ``home`` where a pack is, or will be, unpacked."""
    found = label(path)
    study, plain = _plain(found.study)[:16], _plain(found.reader)
    if plain == found.reader:
        return home / f"{study}-{plain}"
    before = home / f"{study}-{plain}"  # older versions unpacked codes with dots and dashes there
    short = sha256(found.reader.encode("utf8", "replace")).hexdigest()[:8]  # codes may differ in a dot alone
    return before if _is_of(before, found) else home / f"{study}-{plain}-{short}"


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in text) or "_"


def _is_of(folder: Path, of: Label) -> bool:
    """Whether the reader's pack was unpacked in this folder before."""
    with suppress(OSError, StudyError):
        found = _assignment((folder / ASSIGNMENT).read_bytes())
        return (found.study, found.reader.code) == (of.study, of.reader)
    return False


def known_key(path: Path, home: Path) -> str:
    """The key with which this pack was opened before on this workstation; empty where it was not."""
    with suppress(OSError, UnicodeDecodeError, StudyError):
        kept = (place(path, home) / _KEY).read_text(encoding="ascii")
        return signed_archive.key_text(signed_archive.key_bytes(kept))
    return ""


def unpack(path: Path, key: str, home: Path, *, step: Step | None = None) -> OpenPack:
    """Check a pack and unpack it below ``home``; one that was unpacked before is taken up again.

    Every film on the disk is compared with the pack each time; one that was changed, swapped with another or
    lost is written anew from the pack.

    Args:
        path: the pack.
        key: as the reader typed it.
        home: folder for the studies of this workstation.
        step: told how many films were unpacked or compared.

    Raises:
        StudyError: no pack, another key, altered, or the disk refuses.
    """
    secret = signed_archive.key_bytes(key)
    with Container(path, STUDY_PACK) as pack:
        mac = pack.authenticate(secret)
        target = place(path, home)
        try:
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            known = (target / _MARK).is_file() and (target / _MARK).read_text(encoding="ascii") == mac
            written = _extract(pack, target, step)
            _keep_key(target / _KEY, secret)
            if not known:
                write_whole(target / _MARK, mac.encode(), mode=PRIVATE)
        except OSError as error:
            raise StudyError(
                "The study pack could not be unpacked ({reason}).",
                "Check the free space on the disk.",
                reason=system_reason(error),
            ) from error
    return replace(opened(target), restored=written if known else ())


def _keep_key(path: Path, secret: bytes) -> None:
    """Write the key as it is told, not as it was typed, where it does not lie there so."""
    told = f"{signed_archive.key_text(secret)}\n".encode("ascii")
    if not path.is_file() or path.read_bytes() != told:
        write_whole(path, told, mode=PRIVATE)


def _extract(pack: Container, target: Path, step: Step | None) -> tuple[str, ...]:
    """Every member by the name that the assignment gives it; the films that were not there as packed."""
    assignment = _assignment(pack.read(ASSIGNMENT, MAX_ASSIGNMENT))
    if assignment.study != pack.study or assignment.reader.code != pack.reader:
        raise StudyError("The pack contradicts itself.", "Ask for a new study pack.")
    if (target / ASSIGNMENT).exists() and (target / ASSIGNMENT).read_bytes() != pack.read(ASSIGNMENT):
        raise StudyError("Another pack of this study was opened here before.", "Tell whoever runs the study.")
    written = []
    for count, name in enumerate(assignment.films, 1):
        if _restore(pack, f"{name}.dcm", target):
            written.append(name)
        if step is not None:
            step(count)
    if assignment.model_sha256:
        model_answers.from_bytes(pack.read(model_answers.ANSWERS), pack.read(model_answers.MAPS))
        for name in (model_answers.ANSWERS, model_answers.MAPS):
            _restore(pack, name, target)
    _restore(pack, ASSIGNMENT, target)
    return tuple(written)


def _restore(pack: Container, member: str, target: Path) -> bool:
    """Write a member where it is not on the disk as packed; it is on the disk when this returns."""
    if pack.holds(member, target / member):
        return False
    write_whole(target / member, pack.read(member), mode=PRIVATE)
    return True


def _assignment(data: bytes) -> Assignment:
    if len(data) > MAX_ASSIGNMENT:
        raise StudyError("The assignment is too large.", "Ask for a new study pack.")
    try:
        return reading_order.from_table(strict_json.loads(data))
    except (ValueError, RecursionError) as error:
        raise StudyError(
            "The assignment cannot be read ({place}).", "Ask for a new study pack.", place=json_place(error)
        ) from error


def opened(folder: Path) -> OpenPack:
    """A pack that was unpacked before.

    Raises:
        StudyError: the folder holds none, or one that is not whole.
    """
    try:
        assignment = _assignment((folder / ASSIGNMENT).read_bytes())
        answers = None
        if assignment.model_sha256:
            answers = model_answers.from_bytes(
                (folder / model_answers.ANSWERS).read_bytes(), (folder / model_answers.MAPS).read_bytes()
            )
    except OSError as error:
        raise StudyError("No study was unpacked here.", "Open the study pack again.") from error
    films = {name: folder / f"{name}.dcm" for name in assignment.films}
    if not all(path.is_file() for path in films.values()):
        raise StudyError("A film of the study is missing.", "Open the study pack again.")
    return OpenPack(folder, assignment, films, answers)
