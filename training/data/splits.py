"""Which films train, validate and test: by their manifest's split, else by a tenth of the patients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from training.data.cache import Entry
from training.data.known_film import KnownFilm, validates
from training.errors import TrainingError

Film = Entry | KnownFilm


def split_of(film: Film) -> str | None:
    """What its manifest says: train, val, test, or nothing."""
    return film.meta.get("split") or None


def holds(film: Film) -> bool:
    """Whether a film validates: its manifest says so, or says nothing and its patient is one of a tenth."""
    split = split_of(film)
    return split == "val" or (split is None and validates(film.patient))


def trains(film: Film) -> bool:
    """Whether a film trains; one that a manifest keeps for testing does neither."""
    return not holds(film) and may_train(film)


def may_train(film: Film) -> bool:
    """Whether a film of a training set trains where validation films are sets of their own."""
    return split_of(film) in (None, "train")


def may_validate(film: Film) -> bool:
    """Whether a film of a validation set validates."""
    return split_of(film) in (None, "val")


def test_rows(films: Sequence[KnownFilm]) -> tuple[list[KnownFilm], str]:
    """The films that measure, and what to add to the set's name: where a film's row names a split, its tests.

    Raises:
        TrainingError: splits are named, and none is ``test``.
    """
    if not any(map(split_of, films)):
        return list(films), ""
    found = [film for film in films if split_of(film) == "test"]
    if not found:
        raise TrainingError(
            "The manifest names splits, and no film is for testing.",
            "Give films that had no part the split test.",
        )
    return found, ", test rows only"


def untaught_rows(films: Sequence[KnownFilm]) -> list[KnownFilm]:
    """The films that taught no model: where a film's row names a split, those of ``val`` and ``test``.

    Raises:
        TrainingError: splits are named, and none is ``val`` or ``test``.
    """
    if not any(map(split_of, films)):
        return list(films)
    found = [film for film in films if split_of(film) in ("val", "test")]
    if not found:
        raise TrainingError(
            "The manifest names splits, and every film may have trained.",
            "Give films that did not train the split val or test.",
        )
    return found


def check_apart(train: Iterable[Film], held: Iterable[Film], option: str = "--val") -> None:
    """Films that judge a training are neither among its films nor of their patients.

    Raises:
        TrainingError: some are.
    """
    found = _shared(train, held)
    if found:
        raise TrainingError(
            "{count} films of {option} are training films, too, or of patients with training films.",
            "Name sets of other patients, or leave the option out.",
            count=found,
            option=option,
        )


def check_tests_apart(chosen_by: Iterable[Film], test: Iterable[Film]) -> None:
    """Films that measure did not choose the best epoch before.

    Raises:
        TrainingError: some did, or are of patients whose films did.
    """
    if found := _shared(chosen_by, test):
        raise TrainingError(
            "{count} films of --test are validation films, too, or of patients with validation films: "
            "the best epoch would be chosen on them.",
            "Name test films of other patients.",
            count=found,
        )


def check_unknown_to(before: Iterable[Film], held: Iterable[Film], source: str) -> None:
    """Films that judge a training did not teach the weights that it begins with.

    Raises:
        TrainingError: some did, or are of patients whose films did.
    """
    if found := _shared(before, held):
        raise TrainingError(
            "{count} validation or test films, or other films of their patients, taught the weights of "
            "{source} that the training would begin with.",
            "Name sets of other patients, or begin with other weights.",
            count=found,
            source=source,
        )


def _shared(first: Iterable[Film], second: Iterable[Film]) -> int:
    """How many films of the second are films of the first, too, or of their patients."""
    known = {name for film in first for name in _names(film)}
    return sum(not known.isdisjoint(_names(film)) for film in second)


def _names(film: Film) -> list[str]:
    """What two films of one patient share: its key, or the very pixels."""
    named = {"patient": film.patient, "pixels": film.pixel_sha256}
    return [f"{kind} {value}" for kind, value in named.items() if value]
