"""One hip or both: what header and picture of a film say of the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inference.dicom.header_words import BOTH_WORDS, HIP_WORDS, PELVIS_WORDS, named, words
from inference.dicom.laterality import CONTRADICTED, SIDES
from inference.records import Film, Side, Symmetry

TWO_HIP_ASPECT: Final = 1.1
"""A film wider than this (width over height) may show both hips, whatever side its header names."""
PELVIS_ASPECT: Final = 1.2
"""A HIP film without a side is taken for a film of one hip unless it is wider than this, as a pelvis is."""


_UPRIGHT: Final = {0: (1, False), 1: (0, False), 2: (1, True), 3: (0, True)}
"""The axis from the patient's right to the left, and whether it runs the other way, by the quarter turns
(counter-clockwise) that make the film upright: then the patient's right is on the left."""


def header_side(film: Film) -> Side:
    """The one side that the header names: Laterality, else a word of Body Part Examined; else uncertain."""
    stated = film.laterality.strip().upper()
    letter = SIDES.get(stated, "") if stated else named(words(film.body_part))
    return {"L": Side.LEFT, "R": Side.RIGHT}.get(letter, Side.UNCERTAIN)


def one_hip_side(film: Film) -> Side:
    """The side of all that lies on a film of one hip; uncertain where both are shown or none is named."""
    wide = is_wide(film)
    pelvis = _is_pelvis(film) and (wide or film.symmetry is not Symmetry.NONE)
    return Side.UNCERTAIN if pelvis or shows_both(film) else header_side(film)


def is_one_hip(film: Film) -> bool:
    """Whether the header speaks of a single hip: a side is named, or a HIP film is no wider than high."""
    if _says_both(film) or _is_pelvis(film):
        return False
    if header_side(film) is not Side.UNCERTAIN:
        return _is_hip(film) or _width_over_height(film) <= TWO_HIP_ASPECT
    return _is_hip(film) and not is_wide(film)


def is_narrow_hip(film: Film) -> bool:
    """Whether a film that speaks of a single hip is too narrow to show both."""
    return is_one_hip(film) and _width_over_height(film) <= TWO_HIP_ASPECT


def is_wide(film: Film) -> bool:
    """Whether a film is as wide as one of a whole pelvis."""
    return _width_over_height(film) > PELVIS_ASPECT


def lone_hip(film: Film, found: Sequence[Side]) -> Side | None:
    """The single hip that a model found on a film that may show no other; None where it may.

    On a film as wide as a pelvis, or one that says that it shows both, the second hip may have been missed.
    """
    return found[0] if len(found) == 1 and not is_wide(film) and not shows_both(film) else None


def shows_both(film: Film) -> bool:
    """Whether the header speaks of both hips in so many words, or the picture does and no header objects."""
    return _says_both(film) or (film.symmetry is Symmetry.ACROSS and not _says_one(film))


def halves(orientation: tuple[str, ...]) -> tuple[int, bool]:
    """The film's axis that runs from right to left, and whether it runs the other way (PS3.3 C.7.6.1.1.1)."""
    for axis, value in zip((1, 0), orientation, strict=False):
        if value[:1].upper() in ("L", "R"):
            return axis, value[:1].upper() == "R"
    return 1, False


def halves_after(film: Film, turns: int) -> tuple[int, bool] | None:
    """As :func:`halves`, by the header, else by the model's turn.

    None where both tell and contradict one another: then nothing tells the sides.
    """
    if not names_sides(film):
        return _UPRIGHT[turns]
    named = halves(film.patient_orientation)
    return named if not turns or named == _UPRIGHT[turns] else None


def upright(film: Film, turns: int) -> Film:
    """What the header and the picture of a film say of its hips once it is turned."""
    if turns % 2 == 0:
        return film
    swapped = {Symmetry.ALONG: Symmetry.ACROSS, Symmetry.ACROSS: Symmetry.ALONG}
    rows, columns = film.shape
    return replace(
        film,
        shape=(columns, rows),
        symmetry=swapped.get(film.symmetry, film.symmetry),
        patient_orientation=film.patient_orientation if names_sides(film) else (),
        spacing_mm=film.spacing_mm and film.spacing_mm[::-1],
        aspect_ratio=film.aspect_ratio and film.aspect_ratio[::-1],
    )


def lies_across(film: Film) -> bool:
    """Whether the body lies across the film and nothing tells which of its ends is which.

    The halves left and right are then the head's and the feet's, or the sides in an unknown order.
    """
    if names_sides(film):
        return False
    first = [end[:1].upper() for end in film.patient_orientation[:1]]
    return film.symmetry is Symmetry.ALONG or first in (["H"], ["F"])


def names_sides(film: Film) -> bool:
    """Whether Patient Orientation (0020,0020) says which end of the film is the patient's right or left."""
    return any(end[:1].upper() in ("L", "R") for end in film.patient_orientation)


def halves_are_sides(film: Film) -> bool:
    """Whether the halves of a film without a side in its header are the patient's sides.

    A pelvis in the header or a film as wide as one shows both hips, unless the header speaks of a hip and the
    picture shows no second one; else the picture has to.  A body that lies across the film has its sides
    above one another, and only Patient Orientation tells which.
    """
    if lies_across(film) or is_one_hip(film) or film.laterality.strip().upper() == CONTRADICTED:
        return False
    if _is_hip(film) and film.symmetry in (Symmetry.NONE, Symmetry.ALONG):
        return False
    if film.symmetry is Symmetry.UNKNOWN or is_wide(film):
        return True
    if _is_pelvis(film):
        return film.symmetry is not Symmetry.ALONG or bool(film.patient_orientation)
    return film.symmetry is Symmetry.ACROSS


def _says_both(film: Film) -> bool:
    """Whether the header speaks of both hips in so many words."""
    return bool(BOTH_WORDS.intersection(words(film.body_part))) or film.laterality.strip().upper() == "B"


def _says_one(film: Film) -> bool:
    """Whether the header speaks of a hip, or names a side and nothing that shows both."""
    return _is_hip(film) or (not _is_pelvis(film) and bool(film.laterality.strip(" Uu")))


def _is_pelvis(film: Film) -> bool:
    return bool(PELVIS_WORDS.intersection(words(film.body_part)))


def _is_hip(film: Film) -> bool:
    return not _is_pelvis(film) and bool(HIP_WORDS.intersection(words(film.body_part)))


def _width_over_height(film: Film) -> float:
    height, width = film.body_shape
    return width / height
