"""Films that get no answer but the reason: plainly no frontal pelvis, by header or by the graph's latent.

A header that says nothing, or something unknown, never refuses a film.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.dicom import header_words
from inference.dicom.header import UNPROCESSED
from inference.dicom.view_words import other_view
from inference.errors import BundleError, ModelOutputError
from inference.messages import Message
from inference.model.card import FilmCheck, FilmGate, ModelCard
from inference.model.card_validation import HIPS, TURNS
from inference.model.session import Outputs
from inference.records import Film, FilmImage, NoAnswer, Side

SMALLEST_SIDE: Final = 64
LONGEST_TO_SHORTEST: Final = 3.0
FEWEST_GREYS: Final = 16
MOST_OF_ONE: Final = 0.95
"""Share of the pixels that may have one value; a narrow collimation leaves up to three quarters."""
_ACROSS: Final = 128

_OTHER_MODALITIES: Final = {
    "MG": Message("mammogram"),
    "IO": Message("dental film"),
    "PX": Message("panoramic dental film"),
    "CT": Message("CT image"),
    "MR": Message("MR image"),
    "US": Message("ultrasound image"),
    "NM": Message("nuclear medicine image"),
    "PT": Message("PET image"),
    "BMD": Message("bone density report"),
    "ES": Message("endoscopy image"),
    "XC": Message("photograph"),
    "GM": Message("microscopy image"),
    "SM": Message("slide microscopy image"),
    "OP": Message("photograph of an eye"),
    "OPT": Message("tomography of an eye"),
}
_HIP_WORDS: Final = header_words.HIP_WORDS | header_words.PELVIS_WORDS | {"HIPS", "SACRUM", "SIJOINT", "SI"}
_OTHER_PARTS: Final = {
    "CHEST": Message("chest"),
    "THORAX": Message("thorax"),
    "RIB": Message("ribs"),
    "RIBS": Message("ribs"),
    "STERNUM": Message("sternum"),
    "LUNG": Message("lung"),
    "HEART": Message("heart"),
    "CLAVICLE": Message("clavicle"),
    "SCAPULA": Message("scapula"),
    "SKULL": Message("skull"),
    "HEAD": Message("head"),
    "JAW": Message("jaw"),
    "MANDIBLE": Message("mandible"),
    "MAXILLA": Message("maxilla"),
    "ZYGOMA": Message("zygoma"),
    "ORBIT": Message("orbit"),
    "SINUS": Message("paranasal sinuses"),
    "NECK": Message("neck"),
    "TEETH": Message("teeth"),
    "SHOULDER": Message("shoulder"),
    "HUMERUS": Message("humerus"),
    "ARM": Message("arm"),
    "ELBOW": Message("elbow"),
    "FOREARM": Message("forearm"),
    "RADIUS": Message("radius"),
    "ULNA": Message("ulna"),
    "WRIST": Message("wrist"),
    "HAND": Message("hand"),
    "FINGER": Message("finger"),
    "THUMB": Message("thumb"),
    "KNEE": Message("knee"),
    "PATELLA": Message("patella"),
    "TIBIA": Message("tibia"),
    "FIBULA": Message("fibula"),
    "ANKLE": Message("ankle"),
    "FOOT": Message("foot"),
    "TOE": Message("toe"),
    "CALCANEUS": Message("calcaneus"),
    "HEEL": Message("heel"),
    "CSPINE": Message("cervical spine"),
    "TSPINE": Message("thoracic spine"),
    "BREAST": Message("breast"),
}
"""Words of Body Part Examined (0018,0015), as PS3.16 annex L writes them, and what they name."""
TURNED: Final = "turned"
"""The doubt of a film that the model's graph turned upright by itself."""
DOUBTS: Final = {
    "implant": Message(
        "There seems to be metal in a hip: the model knows implants from synthetic films only."
    ),
    "cropped": Message(
        "No hip seems to lie wholly on this film: the answer says nothing about what is cut off."
    ),
    TURNED: Message(
        "The film lies on its side or head down: the model looked at it turned upright, and names the sides "
        "as on an upright film. Letters in brackets at the film's edges do not hold for it."
    ),
}
"""What to say by the name of a card's film check; of a name that the program does not know, nothing."""
_SHOW: Final = Message("Open a frontal film of the pelvis or hip, or answer this one without the model.")
_SHOW_PLAINLY: Final = Message(
    "Open an upright frontal film of the pelvis or hip, with bright bones and without a wide border, "
    "or answer this one without the model."
)


def header_gate(film: Film) -> NoAnswer | None:
    """Why a film is plainly no frontal pelvis, by its header and shape; None when it may be one."""
    reason = _modality(film) or _body_part(film) or _view(film) or _shape(film)
    return NoAnswer(reason, _SHOW) if reason else None


def picture_gate(image: FilmImage) -> NoAnswer | None:
    """Why a film's picture holds too little to be answered; None when it may be enough.

    Some thousand pixels, evenly spread, are looked at.  The bounds lie far below what the films met so
    far show, so that only what is plainly no picture of a hip is held back.
    """
    stride = max(1, min(image.film.shape) // _ACROSS)
    seen = np.sort(image.pixels[::stride, ::stride], axis=None)
    edges = np.flatnonzero(np.diff(seen)) + 1
    counts = np.diff(np.concatenate(([0], edges, [seen.size])))
    if counts.size == 1:
        return NoAnswer(
            Message("The film is blank."), Message("Check the file; its pixels all have one value.")
        )
    if counts.size < FEWEST_GREYS:
        reason = Message("The film has only {count} grey levels.", count=counts.size)
        return NoAnswer(
            reason, Message("It may be a mask or a scan in black and white; get the original film.")
        )
    if counts.max() > MOST_OF_ONE * seen.size:
        return NoAnswer(
            Message("Nearly all of the film is of one grey value."),
            Message("It may be over- or underexposed, or cropped to its border; get the original film."),
        )
    return None


def caution(film: Film) -> Message:
    """What an answer to this film must be read with; it stands among the film's warnings, too."""
    return UNPROCESSED if film.for_processing else Message()


def latent_gate(gate: FilmGate | None, latent: NDArray[np.float32]) -> NoAnswer | None:
    """Why a film is unlike all that the model learned from; None when it is like it.

    Raises:
        BundleError: the card's gate does not fit the latent.
    """
    if gate is None:
        return None
    if gate.parts and pelvis_odds(gate, latent) < gate.least:
        return NoAnswer(
            Message("This film shows {shown}, not a frontal pelvis.", shown=_shown(gate, latent)),
            _SHOW,
        )
    if latent_distance(gate, latent) <= gate.threshold:
        return None
    return NoAnswer(
        Message("This film is unlike every film that the model learned from."),
        Message(
            "It may be no frontal film of the pelvis, or taken in an unusual way; judge it without the model."
        ),
    )


def doubts(checks: Sequence[FilmCheck], latent: NDArray[np.float32]) -> tuple[str, ...]:
    """Names of the card's checks that a film fails; they stand beside its answer.

    Raises:
        BundleError: a check does not fit the latent.
    """
    if any(len(check.weights) != len(latent) for check in checks):
        raise BundleError("A film check of the model card does not fit the graph's latent.")
    return tuple(
        check.name
        for check in checks
        if float(latent.astype(np.float64) @ np.asarray(check.weights)) + check.bias >= 0
    )


def turns_of(card: ModelCard, outputs: Outputs) -> int:
    """By how many quarter turns the graph turned the film, 0..3; 0 for a model that turns none.

    Raises:
        ModelOutputError: the graph's output is no such number.
    """
    if TURNS not in card.extra_outputs:
        return 0
    value = np.asarray(outputs.extra[TURNS])
    if value.shape != (1, 1) or value.dtype.kind != "f" or float(value[0, 0]) not in (0.0, 1.0, 2.0, 3.0):
        raise ModelOutputError("The model's output {name} has a wrong shape or value.", name=TURNS)
    return int(value[0, 0])


def output_gate(card: ModelCard, outputs: Outputs) -> NoAnswer | None:
    """Why a film gets no answer by what the graph says of it; None where it gets one.

    Raises:
        BundleError: the card's gate does not fit the latent.
        ModelOutputError: the graph's further outputs are none that its card promises.
    """
    return latent_gate(card.gate, outputs.latent) or hips_gate(card, outputs)


def hips_gate(card: ModelCard, outputs: Outputs) -> NoAnswer | None:
    """Why a film without a hip gets no answer; None where the graph found one, or does not look for hips.

    Raises:
        ModelOutputError: the graph's output says no such thing.
    """
    found = hips_of(card, outputs)
    return NoAnswer(Message("The model finds no hip on this film."), _SHOW_PLAINLY) if found == () else None


def hips_of(card: ModelCard, outputs: Outputs) -> tuple[Side, ...] | None:
    """Which hips the graph found, told by their shape; None for a model that does not look for them.

    Raises:
        ModelOutputError: the graph's output says no such thing.
    """
    if HIPS not in card.extra_outputs:
        return None
    value = np.asarray(outputs.extra[HIPS])
    if value.shape != (1, 2) or value.dtype.kind != "f" or not np.isin(value, (0.0, 1.0)).all():
        raise ModelOutputError("The model's output {name} has a wrong shape or value.", name=HIPS)
    return tuple(side for side, there in zip((Side.LEFT, Side.RIGHT), value[0], strict=True) if there)


def doubts_of(card: ModelCard, outputs: Outputs) -> tuple[str, ...]:
    """Names of what an answer must be read with: the card's film checks that the film fails, and a turn."""
    turned = (TURNED,) if turns_of(card, outputs) else ()
    return (*doubts(card.checks, outputs.latent), *turned)


def doubt_words(names: Sequence[str]) -> list[Message]:
    """A sentence for each film check that a film fails."""
    return [DOUBTS[name] for name in names if name in DOUBTS]


def pelvis_odds(gate: FilmGate, latent: NDArray[np.float32]) -> float:
    """Log-odds of the pelvis against all other parts, by the card's body-part head.

    Raises:
        BundleError: the card's gate does not fit the latent.
    """
    scores = _part_scores(gate, latent)
    top = float(scores[1:].max())
    return float(scores[0] - top - np.log(np.exp(scores[1:] - top).sum()))


def _part_scores(gate: FilmGate, latent: NDArray[np.float32]) -> NDArray[np.float64]:
    mean = np.asarray(gate.mean, np.float64)
    if latent.shape != mean.shape:
        raise BundleError("The model card's film gate does not fit the graph's latent.")
    return np.asarray((latent - mean) @ np.asarray(gate.weights, np.float64) + np.asarray(gate.bias))


def _shown(gate: FilmGate, latent: NDArray[np.float32]) -> Message:
    """What the film seems to show; a name that the program does not know is not repeated."""
    part = gate.parts[1 + int(_part_scores(gate, latent)[1:].argmax())]
    return {
        "hand": Message("an arm or a hand"),
        "leg": Message("a leg or a foot"),
        "shoulder": Message("a shoulder"),
    }.get(part, Message("another part of the body"))


def latent_distance(gate: FilmGate, latent: NDArray[np.float32]) -> float:
    """Distance of a latent [d] from the model's training films, 1 for a typical one.

    Raises:
        BundleError: the card's gate does not fit the latent.
    """
    mean, whiten = np.asarray(gate.mean, np.float64), np.asarray(gate.whiten, np.float64)
    if latent.shape != mean.shape:
        raise BundleError("The model card's film gate does not fit the graph's latent.")
    white = (latent - mean) @ whiten
    return float(np.sqrt(np.square(white).sum() / whiten.shape[1]))


def _modality(film: Film) -> Message:
    kind = _OTHER_MODALITIES.get(film.modality.strip().upper())
    return Message("This is a {kind}, not a plain radiograph.", kind=kind) if kind else Message()


def _body_part(film: Film) -> Message:
    """Every word counts: PELVIS beside CHEST is a pelvis, HAND_LEFT is a hand."""
    words = header_words.words(film.body_part)
    if _HIP_WORDS.intersection(words):
        return Message()
    part = next((_OTHER_PARTS[word] for word in words if word in _OTHER_PARTS), Message())
    return Message("The header names another part of the body: {part}.", part=part) if part else Message()


def _view(film: Film) -> Message:
    kind = other_view(film.view_position)
    if not kind and any(end[:1].upper() in ("A", "P") for end in film.patient_orientation):
        kind = Message("lateral")  # rows or columns run from front to back of the patient
    return (
        Message("The header names another view ({kind}), not a frontal one.", kind=kind)
        if kind
        else Message()
    )


def _shape(film: Film) -> Message:
    if (side := min(film.shape)) < SMALLEST_SIDE:
        return Message("The film's shorter side has only {shortest} px.", shortest=side)
    shortest, longest = min(film.body_shape), max(film.body_shape)
    if longest > LONGEST_TO_SHORTEST * shortest:
        return Message("The film is too long and narrow for a frontal pelvis.")
    return Message()
