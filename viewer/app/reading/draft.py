"""What becomes of a draft: filled up, given a side, confirmed.  Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from inference.aoota import ReaderClass
from inference.records import (
    Film,
    ModelIdentity,
    OperatingPoint,
    Prediction,
    Reading,
    Sha256,
    Shown,
    Side,
)
from viewer.app.prediction.prediction_text import agreeable, usual_side
from viewer.store.rows import Draft


class PredictionKey(NamedTuple):
    """What tells one answer from every other to the same film, in this run and in the store."""

    model: ModelIdentity
    input_sha256: Sha256
    provider: str
    threshold: float
    side: Side


def key_of(prediction: Prediction) -> PredictionKey:
    """The answer by itself: an object's place in memory is soon another's."""
    return PredictionKey(
        prediction.model,
        prediction.input_sha256,
        prediction.provider,
        float(prediction.threshold),
        prediction.side,
    )


def side_for(ao_class: ReaderClass, side: Side | None) -> Side | None:
    """The side beside a class that was just picked: the reader's own or the class's; never the model's."""
    if ao_class in (ReaderClass.NORMAL, ReaderClass.UNREADABLE):
        return Side.NONE
    return usual_side(ao_class) if side is None or side is Side.NONE else side


def proposal_of(draft: Draft, visible: Prediction | None, points: Sequence[OperatingPoint]) -> Draft | None:
    """What Enter would confirm: the draft, or the model's whole answer where the reader picked no class.

    None where nothing can be confirmed: no class, or a fracture whose side is not named.  Only who
    agrees with the whole answer takes the model's side, and the button says which.
    """
    if draft.ao_class is None:
        agreed = agreeable(visible, points)
        if agreed is None or visible is None:
            return None
        side = draft.side if draft.side is not None else usual_side(agreed)
        if side is None and visible.side is not Side.NONE:
            side = visible.side
        draft = replace(draft, ao_class=agreed, side=side)
    elif draft.side is None:
        draft = replace(draft, side=usual_side(draft.ao_class))
    return None if draft.side is None else draft


def shown_of(prediction: Prediction | None, *, answer_seen: bool, map_seen: bool) -> Shown:
    """What of the model's answer the reader had seen."""
    if prediction is None:  # another model's answer may have been on screen before
        return Shown(answer_visible=answer_seen, map_visible=map_seen)
    return Shown(
        model_sha256=prediction.model.sha256,
        p_fracture=prediction.p_fracture,
        threshold=prediction.threshold,
        answer_visible=answer_seen,
        map_visible=map_seen,
    )


def reading_of(
    draft: Draft, film: Film, reader: str, shown: Shown, seconds: float, before: Reading | None
) -> Reading:
    """A whole draft as the reading that is confirmed; ``before`` is the one that it replaces."""
    assert draft.ao_class is not None
    assert draft.side is not None
    return Reading(
        film_sha256=film.pixel_sha256,
        reader=reader,
        ao_class=draft.ao_class,
        side=draft.side,
        confidence=draft.confidence,
        regions=draft.regions,
        comment=draft.comment,
        flags=draft.flags,
        map_verdict=draft.map_verdict,
        shown=shown,
        seconds=round(seconds, 1),
        supersedes=before.id if before is not None else None,
    )
