"""Which candidates enter: drawn by the seed, read, and put aside with the reason where that fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Generic, Protocol, TypeVar

from inference.dicom.listing import read_shape
from inference.errors import FilmError, StudyError
from inference.messages import Message, sentences
from inference.records import Film, FilmImage
from viewer.study.design.candidates import Candidate
from viewer.study.design.protocol import Protocol as DesignProtocol
from viewer.study.design.protocol import Stratum, Truth
from viewer.study.design.reading_order import permuted

NOT_DRAWN: Final = "not drawn by the sampling"


@dataclass(frozen=True, slots=True)
class StudyFilm:
    """A film of a locked study.

    Attributes:
        name: in the study, such as ``F001``; says nothing about the film.
        file: path within the films' folder; never leaves the study's own folder.
        pixel_sha256: of its pixels.
        shape: rows and columns.
        truth: reference standard.
        cluster: number that films of one patient share.
        stratum: by which it was drawn.
        practice: read for practice only.
        synthetic: says of itself that it was simulated.
    """

    name: str
    file: str
    pixel_sha256: str
    shape: tuple[int, int]
    truth: Truth
    cluster: int
    stratum: str = ""
    practice: bool = False
    synthetic: bool = False

    def shows(self, film: Film) -> bool:
        """Whether ``film`` is the picture that was locked; the hash of pixels does not hold their shape."""
        return (film.pixel_sha256, film.shape) == (self.pixel_sha256, self.shape)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A film that is not evaluated, and why; ``file`` stays in the study's own folder."""

    file: str
    truth: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """What was drawn and what was not."""

    films: tuple[StudyFilm, ...]
    left: tuple[LeftOut, ...]


class HasFilm(Protocol):
    """A film that was read: with its pixels, or what a study needs of them."""

    @property
    def film(self) -> Film: ...


R = TypeVar("R", bound=HasFilm)
Read = Callable[[Path], FilmImage]
Step = Callable[[int], None]
Expect = Callable[[Sequence[Path]], None]


def sample(
    protocol: DesignProtocol, folder: Path, candidates: Sequence[Candidate], read: Callable[[Path], R],
    seen: Callable[[StudyFilm, R], None] | None = None, step: Step | None = None,
    expect: Expect | None = None, peek: Callable[[Path], HasFilm] | None = None,
) -> Sampled:  # fmt: skip
    """Draw the films of a study.

    A drawn film that cannot be read makes room for the next one of its stratum.

    Args:
        folder: of the films.
        read: reads one film; :meth:`inference.dicom.decode_worker.DecodeChild.read` for files from elsewhere.
        seen: is handed every film that entered, as it was read.
        step: told how many files were read so far.
        expect: told which films will be read next where all can be, so that they can be read ahead.
        peek: reads a film that does not enter, to see whether it is one of those that do; None for ``read``.

    Raises:
        StudyError: a stratum has too few films that can be read, or one picture has two truths or patients,
            be it drawn under both names or not.
    """
    return _Sampler(protocol, folder, read, seen, step, expect, peek or read).run(candidates)


class _Sampler(Generic[R]):
    def __init__(
        self, protocol: DesignProtocol, folder: Path, read: Callable[[Path], R],
        seen: Callable[[StudyFilm, R], None] | None, step: Step | None, expect: Expect | None,
        peek: Callable[[Path], HasFilm],
    ) -> None:  # fmt: skip
        self._protocol, self._folder, self._read = protocol, folder, read
        self._seen, self._step, self._tell, self._peek = seen, step, expect, peek
        self._undrawn: list[Candidate] = []
        self._films: list[StudyFilm] = []
        self._left: list[LeftOut] = []
        self._unread: list[tuple[str, Message]] = []
        self._met: dict[str, Candidate] = {}
        self._clusters: dict[str, int] = {}
        self._opened = 0

    def run(self, candidates: Sequence[Candidate]) -> Sampled:
        usable = [one for one in candidates if one.use != "exclude"]
        for one in candidates:
            if one.use == "exclude":
                self._leave(one, one.reason or "excluded by the reference standard")
        by_file = {one.file: one for one in usable}
        drawn = [by_file[file] for file in permuted(by_file, self._protocol.seed, "sample")]
        practice = [one for one in drawn if one.use == "practice"]
        spare = max(0, self._protocol.practice - len(practice))
        rest = self._test_films([one for one in drawn if one.use != "practice"], spare)
        self._practice_films([*practice, *rest], bool(practice))
        self._look_for_others()
        return Sampled(self._named(), tuple(sorted(self._left, key=lambda one: one.file)))

    def _test_films(self, drawn: list[Candidate], spare: int) -> list[Candidate]:
        """Take what the sampling wants, without a sampling all but those to ``spare``; the others remain."""
        by, left = self._protocol.sampling.by, Counter(dict(self._protocol.sampling.take))
        keep = spare if by is Stratum.NONE else 0
        rest: list[Candidate] = drawn[len(drawn) - keep :] if keep else []
        self._expect(_likely(drawn[: len(drawn) - keep], by, Counter(left)))
        for one in drawn[: len(drawn) - keep]:
            stratum = "" if by is Stratum.NONE else one.stratum(by)
            if by is not Stratum.NONE and left[stratum] <= 0:
                rest.append(one)
            elif self._take(one, stratum, practice=False):
                left[stratum] -= 1
        for stratum, lacking in left.items():
            if lacking > 0 and by is not Stratum.NONE:
                raise self._lacking(
                    StudyError(
                        "Films lacking in the stratum {stratum}: {lacking}.",
                        "Take fewer, or add films to the reference standard.",
                        lacking=lacking,
                        stratum=stratum,
                    )
                )
        if not self._films:
            raise self._lacking(
                StudyError("No film of the study could be read.", "Check the folder of the films.")
            )
        return rest

    def _practice_films(self, drawn: list[Candidate], named: bool) -> None:
        wanted = self._protocol.practice or (len([o for o in drawn if o.use == "practice"]) if named else 0)
        got = 0
        self._expect([one for one in drawn if one.truth is not None][:wanted])
        for one in drawn:
            if got < wanted:
                got += self._take(one, "", practice=True)
            else:
                self._undrawn.append(one)
                self._leave(one, NOT_DRAWN)
        if got < wanted:
            raise self._lacking(
                StudyError(
                    "Films lacking for practice: {lacking}.",
                    "Set practice lower, or add films.",
                    lacking=wanted - got,
                )
            )

    def _lacking(self, error: StudyError) -> StudyError:
        """``error``, with the first of the films that could not be read."""
        if not self._unread:
            return error
        film, reason = self._unread[0]
        unread = Message(
            "Films that could not be read: {count}, the first is {film}: {reason}",
            count=len(self._unread),
            film=film,
            reason=reason,
        )
        return StudyError(sentences((error.message, unread)), error.hint)

    def _expect(self, films: Iterable[Candidate]) -> None:
        if self._tell is not None:
            self._tell([self._folder / one.file for one in films])

    def _take(self, one: Candidate, stratum: str, *, practice: bool) -> bool:
        """Read a film; whether it entered."""
        truth = one.truth
        if truth is None:
            return False
        self._opened += 1
        try:
            image = self._read(self._folder / one.file)
        except FilmError as error:
            self._leave(one, f"could not be read: {error.message}")
            self._unread.append((one.file, error.message))
            return False
        finally:
            if self._step is not None:
                self._step(self._opened)
        film = image.film
        if reason := self._unfit(one, image):
            self._leave(one, reason)
            return False
        self._met[film.pixel_sha256] = one
        cluster = self._clusters.setdefault(one.patient or f"\0{one.file}", len(self._clusters))
        made = StudyFilm(
            "", one.file, film.pixel_sha256, film.shape, truth, cluster, stratum, practice, film.synthetic
        )
        self._films.append(made)
        if self._seen is not None:
            self._seen(made, image)
        return True

    def _look_for_others(self) -> None:
        """Whether a film that was not drawn is one that was, under another name; other shapes cannot be.

        Raises:
            StudyError: the reference standard says different things of them.
        """
        shapes = {film.shape for film in self._films}
        for one in self._undrawn:
            if (read_shape(self._folder / one.file) or next(iter(shapes))) in shapes:
                with suppress(FilmError):  # it does not enter: that it cannot be read harms nothing
                    self._met_before(one, self._peek(self._folder / one.file).film)
            self._opened += 1
            if self._step is not None:
                self._step(self._opened)

    def _met_before(self, one: Candidate, film: Film) -> Candidate | None:
        """The film of the same picture that entered.

        Raises:
            StudyError: the reference standard says different things of them.
        """
        met = self._met.get(film.pixel_sha256)
        if met is not None and (met.truth, met.patient) != (one.truth, one.patient):
            raise StudyError(
                "{first} and {second} are the same picture, but the reference standard says different things "
                "of them.",
                "Correct the reference standard, or exclude one of them.",
                first=met.file,
                second=one.file,
            )
        return met

    def _unfit(self, one: Candidate, image: R) -> str:
        """Why a film that was read does not enter; nothing where it does.

        Raises:
            StudyError: it is the picture of another file, of which the reference standard says otherwise, or
                the reference standard places a fracture beside it.
        """
        _check_boxes(one, image.film)
        if self._met_before(one, image.film) is not None:
            return "the same picture as another film of the study"
        if image.film.burned_in:
            return "text is burned into the picture, which may name the patient"
        return ""

    def _leave(self, one: Candidate, reason: str) -> None:
        truth = "" if one.truth is None else one.truth.ao_class
        self._left.append(LeftOut(one.file, truth, reason))

    def _named(self) -> tuple[StudyFilm, ...]:
        """Names by an order of their own, so that a name tells neither truth nor stratum."""
        by_hash = {film.pixel_sha256: film for film in self._films}
        order = permuted(by_hash, self._protocol.seed, "name")
        width = max(3, len(str(len(order))))
        return tuple(replace(by_hash[h], name=f"F{n:0{width}d}") for n, h in enumerate(order, 1))


def _check_boxes(one: Candidate, film: Film) -> None:
    """No mark could ever hit a box whose middle lies beside the film.

    Raises:
        StudyError: there is such a box.
    """
    rows, columns = film.shape
    for box in one.truth.boxes if one.truth is not None else ():
        if not (0 <= (box.x0 + box.x1) / 2 <= columns and 0 <= (box.y0 + box.y1) / 2 <= rows):
            raise StudyError(
                "The reference standard has a box beside {film}, which has {columns} x {rows} pixels.",
                "Write boxes in pixels of the film as it is stored, from its top left corner.",
                film=one.file,
                columns=columns,
                rows=rows,
            )


def _likely(drawn: Sequence[Candidate], by: Stratum, left: Counter[str]) -> Iterator[Candidate]:
    """The test films, if all can be read."""
    for one in drawn:
        stratum = "" if by is Stratum.NONE else one.stratum(by)
        if one.truth is not None and (by is Stratum.NONE or left[stratum] > 0):
            left[stratum] -= 1
            yield one
