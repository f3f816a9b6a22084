"""Class-activation maps as arithmetic on the graph's signed class maps: any question without a new pass.

For a head of global average pooling and linear layers, ``class_maps[c]`` is the sum over channels of
alpha_k A_k of Grad-CAM for the logit y_c, before the ReLU (Lee 2020, eq. 4 and 5).  A score S of the logits
then has the map sum_c (dS/dy_c) M_c: targets, groups and differences of classes are weights over the maps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES, FRACTURES, GROUPS
from inference.model import film_hips
from inference.model.card import ModelCard
from inference.records import Affine, Film, Prediction, Side

FRACTURE: Final = "fracture"
SHARPNESS: Final = 3
"""Power of the map whose mass names the side.  Of 102 generated validation films with a fracture on one side,
found by 0.5.0's networks, the first power names 0.83 rightly and leaves 0.15 open, the third 0.96 and 0.03
(margin 0.55); of 62 breaks drawn into real films 0.90 and 0.06, 0.97 and 0."""
SECOND_PEAK: Final = 0.6
"""A second fracture is seen where the other half's peak reaches this share of the higher peak."""
WARM: Final = 0.25
"""From this share of the higher peak on the other half's is drawn at least half as opaque: that follows
the root of the value (:func:`inference.imaging.heatmap_overlay.transparency`)."""
PEAK_DISTANCE: Final = 0.2
"""Two peaks nearer than this share of the film's width are one lesion at the midline."""

Floats = NDArray[np.float32]


def targets() -> tuple[str, ...]:
    """Every question that has a map: ``fracture``, the groups ``A`` and ``B``, the seven classes."""
    return (FRACTURE, "A", "B", *CLASSES)


def weights(target: str, logits: Floats, temperature: float = 1.0) -> Floats:
    """Weight of each class map for ``target``, float32 [7].

    ``fracture``, ``A`` and ``B`` are the log-odds of a set of classes against all others: softmax over the
    set, minus softmax over the others, both of the calibrated logits.  These are the gradient of the
    calibrated log-odds times the temperature, so that every target keeps the scale of a raw logit.  A single
    class is its plain logit (Grad-CAM): weight one.

    Raises:
        KeyError: an unknown target.
    """
    if target in CLASSES:
        return _one_hot(target)
    members = FRACTURES if target == FRACTURE else GROUPS[target]
    inside = np.array([name in members for name in CLASSES])
    calibrated = np.asarray(logits, np.float64) / temperature
    return (_softmax_over(calibrated, inside) - _softmax_over(calibrated, ~inside)).astype(np.float32)


def difference_weights(a: str, b: str) -> Floats:
    """Weights for *why class a rather than class b*: the map of y_a - y_b, float32 [7].

    Raises:
        KeyError: ``a`` or ``b`` is not one of the seven classes.
    """
    return _one_hot(a) - _one_hot(b)


def combine(class_maps: Floats, w: Floats) -> Floats:
    """Signed map float32 [h, w]: the weighted sum of ``class_maps`` [7, h, w]."""
    return np.tensordot(np.asarray(w, np.float32), class_maps, axes=1).astype(np.float32)


def fracture_map(class_maps: Floats, logits: Floats, temperature: float) -> Floats:
    """Signed map float32 [h, w] of the log-odds of a fracture.

    Args:
        class_maps: of one film, [7, h, w].
        logits: of the same film, [7].
        temperature: the card's.
    """
    return combine(class_maps, weights(FRACTURE, logits, temperature))


def drawn(signed: Floats) -> Floats:
    """What is drawn of a signed map: its positive part (the ReLU of Grad-CAM eq. 5)."""
    return np.maximum(signed, np.float32(0))


def map_to_film(to_film: Affine, size: int, map_shape: tuple[int, int]) -> Affine:
    """Matrix from map pixels (of ``map_shape``, spread over the square of ``size``) to film pixels."""
    step_y, step_x = size / map_shape[0], size / map_shape[1]
    (a, b, c), (d, e, f) = to_film
    return ((a * step_x, b * step_y, c), (d * step_x, e * step_y, f))


def pointed_side(prediction: Prediction, film: Film, card: ModelCard) -> Side:
    """Which of the patient's hips the fracture map points to, whatever the answer is: one rule for all.

    No share of the map is ever given as a figure: beside a hip it would be read as that hip's risk.

    Args:
        card: the model's own, also where a site's profile answers: the map that is drawn is the card's.
    """
    signed = fracture_map(prediction.class_maps, prediction.logits, card.temperature)
    return film_side(
        signed, prediction.map_to_film, film, card.side_margin, turns=prediction.turns, hips=prediction.hips
    )


def is_warm_beside(prediction: Prediction, film: Film, card: ModelCard) -> bool:
    """Whether a map that points to one hip is warm on the other one, too: then it points *mostly* there.

    The other half has a peak of its own of at least :data:`WARM` of the higher one.  A film of one hip that
    is too narrow for both has no other, nor has one with a :func:`~inference.model.film_hips.lone_hip`.
    """
    turns = prediction.turns
    body = film_hips.upright(film, turns)
    if film_hips.lone_hip(body, prediction.hips) or film_hips.is_narrow_hip(body):
        return False
    axis, _mirrored = film_hips.halves_after(film, turns) or (1, False)
    signed = fracture_map(prediction.class_maps, prediction.logits, card.temperature)
    positive, rows, columns, first = _laid_out(signed, prediction.map_to_film, film.shape, axis)
    return _two_peaks(_profile(positive, rows, columns), first >= columns / 2, WARM)


def film_side(
    signed: Floats,
    to_film: Affine,
    film: Film,
    margin: float,
    *,
    turns: int = 0,
    hips: Sequence[Side] = (),
) -> Side:
    """Which of the patient's hips the fracture map points at.

    Where header or picture say that both hips are on the film, :func:`side_of` compares the halves, left to
    right as Patient Orientation (0020,0020) says; without it the patient's right is on the film's left.
    Where the header names a side, it decides on a film of one hip; on a wide one, which may show both, and on
    a film that is filed as a pelvis the map may agree with it but never overrule it.  Where neither says
    anything, the side is uncertain, and so is what the halves say of a body that lies across the film, or of
    a film that may show a single hip on which the model found the other one alone.

    Args:
        turns: by how many quarter turns, counter-clockwise, the model turned the film upright; the sides are
            then read as on the upright film, and uncertain where Patient Orientation says otherwise.
        hips: which the model found, told by their shape; empty where it does not look for them.
    """
    halves = film_hips.halves_after(film, turns)
    axis, mirrored = halves or (1, False)
    seen = side_of(signed, to_film, film.shape, margin, mirrored=mirrored, axis=axis)
    film = film_hips.upright(film, turns)
    if halves is None or film_hips.lies_across(film):
        seen = Side.UNCERTAIN
    if film_hips.shows_both(film):
        return seen
    if axis == 1 or turns:
        seen = _not_against(seen, hips, film, mirrored=mirrored and not turns)
    stated = film_hips.header_side(film)
    if stated is Side.UNCERTAIN:
        return seen if film_hips.halves_are_sides(film) else Side.UNCERTAIN
    return stated if seen is stated or film_hips.is_narrow_hip(film) else Side.UNCERTAIN


def _not_against(seen: Side, hips: Sequence[Side], film: Film, *, mirrored: bool) -> Side:
    """The side that the halves name, but for a film of one hip on which that hip is the other one.

    A hip tells its side by its shape: head towards the midline, trochanter away from it.
    """
    alone = film_hips.lone_hip(film, hips)
    if alone is None:
        return seen
    shown = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}[alone] if mirrored else alone
    return seen if seen is shown else Side.UNCERTAIN


def side_of(
    signed: Floats,
    to_film: Affine,
    film_shape: tuple[int, int],
    margin: float,
    *,
    mirrored: bool = False,
    axis: int = 1,
) -> Side:
    """Read the side off a fracture map [h, w] by its cubed positive part in each half of the film.

    The cube lets the hottest cells decide: a map is a little warm over much of a film, whole hip or not.
    A half that holds at least ``margin`` of the mass is the side.  Otherwise both hips are named when each
    half has its own peak, the lower at least :data:`SECOND_PEAK` of the higher; else it is uncertain.

    Args:
        signed: fracture map before the ReLU.
        to_film: from map pixels to film pixels, without rotation.
        film_shape: rows, columns.
        margin: the card's ``side_margin``, 0.5..1.
        mirrored: whether the patient's right is at the end of the axis and not at its start.
        axis: 1 when the halves lie beside one another, 0 when one is above the other.
    """
    positive, rows, columns, first = _laid_out(signed, to_film, film_shape, axis)
    heat = (positive / max(float(positive.max()), 1e-30)) ** SHARPNESS
    masses = float(rows @ heat @ first), float(rows @ heat @ (columns - first))
    if not sum(masses) > 0:
        return Side.UNCERTAIN
    if max(masses) >= margin * sum(masses):
        return Side.LEFT if (masses[1] > masses[0]) != mirrored else Side.RIGHT
    two = _two_peaks(_profile(positive, rows, columns), first >= columns / 2, SECOND_PEAK)
    return Side.BOTH if two else Side.UNCERTAIN


Doubles = NDArray[np.float64]


def _laid_out(
    signed: Floats, to_film: Affine, film_shape: tuple[int, int], axis: int
) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """The positive map with the film's right-to-left axis across, and what of it lies on the film.

    Returns:
        The map [h, w]; the share of each row and of each column on the film; of each in the first half.
    """
    positive = drawn(signed).astype(np.float64)
    down, across = (to_film[1][1], to_film[1][2]), (to_film[0][0], to_film[0][2])
    lines, length, width = (down, *film_shape) if axis == 1 else (across, *film_shape[::-1])
    if axis == 0:
        positive, across = positive.T, down
    rows = _overlap(lines, positive.shape[0], length)
    columns, first = (_overlap(across, positive.shape[1], end) for end in (width, width / 2))
    return positive, rows, columns, first


def _profile(positive: Doubles, rows: Doubles, columns: Doubles) -> Doubles:
    """The highest value of each column, -1 off the film."""
    return np.where(columns > 0, (positive * (rows > 0)[:, np.newaxis]).max(axis=0), -1.0)


def _two_peaks(profile: Doubles, in_first: NDArray[np.bool_], share: float) -> bool:
    """Whether each half of a profile has its own peak, the lower at least ``share`` of the higher."""
    first, second = np.where(in_first, profile, -1.0), np.where(in_first, -1.0, profile)
    low, high = sorted((float(first.max()), float(second.max())))
    apart = abs(int(first.argmax()) - int(second.argmax()))
    return 0 < share * high <= low and apart >= PEAK_DISTANCE * int(np.count_nonzero(profile >= 0))


def _overlap(line: tuple[float, float], count: int, end: float) -> NDArray[np.float64]:
    """Share of each of ``count`` map pixels that lies on 0..``end`` of the film; ``line`` is scale, shift."""
    scale, shift = line
    edges = np.clip(np.arange(count + 1) * scale + shift, 0.0, end)
    share: NDArray[np.float64] = np.diff(edges) / scale
    return share


def _one_hot(name: str) -> Floats:
    if name not in CLASSES:
        raise KeyError(name)
    return np.array([name == other for other in CLASSES], np.float32)


def _softmax_over(logits: NDArray[np.float64], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Softmax over the chosen classes, zero elsewhere."""
    shifted = np.where(chosen, logits - logits[chosen].max(), -np.inf)
    powers = np.exp(shifted)
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
