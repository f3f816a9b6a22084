"""A trained network into a bundle: graph, calibration, gate, self-tests, card."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from inference.model.bundle import Bundle, write
from inference.model.card import FilmGate, ModelCard, SelfTest
from inference.model.card_validation import BUILTIN_INPUTS
from inference.model.self_test import builtin_input
from inference.model.session import Session
from training.bundles import onnx_graph
from training.bundles.film_checks import cropped_check, cut, implant_check, metal_films, metal_known
from training.bundles.fit_input_gate import Limbs, carried, fit_gate
from training.data.batches import FilmSet
from training.data.known_film import KnownFilm, validates
from training.evaluation.asking import ask
from training.evaluation.calibration import Calibration, calibrate
from training.evaluation.latents import Seen, seen
from training.evaluation.model_outputs import Answers

GATE_FILMS = 300
GATE_LIMBS = {False: 240, True: 120}  # real, generated
Progress = Callable[[str], Callable[[Iterable[KnownFilm]], Iterable[KnownFilm]]]


@dataclass(frozen=True, slots=True)
class CardText:
    """What only people can say."""

    name: str
    version: str
    training_data: str
    licences: tuple[str, ...]
    limits: str
    licence: str
    synthetic: bool
    set_on: str
    extra: dict[str, Any] = field(default_factory=dict)  # further fields of the card, by name


@dataclass(frozen=True, slots=True)
class Made:
    """The bundle, how the export agreed, the validation films' answers, and what its film checks tell."""

    bundle: Bundle
    exported: onnx_graph.Exported
    validation: Answers
    checks: tuple[str, ...] = ()


def make_bundle(
    net: nn.Module,
    train: FilmSet,
    validation: Sequence[KnownFilm],
    limbs: FilmSet | None,
    folder: Path,
    text: CardText,
    *,
    half: bool = True,
    threads: int | None = None,
    base_gate: FilmGate | None = None,
    own_gate: FilmGate | None = None,
    progress: Progress = lambda title: iter,
) -> Made:
    """Export, calibrate on validation films through ONNX, and write; nothing is written on disagreement.

    Args:
        limbs: decoded films that are no pelvis; they fit the film gate's body-part head.
        base_gate: the gate of the model that this one was tuned from; without limbs its head is kept.
        own_gate: the gate as it is to be; none is fitted.

    Raises:
        TrainingError: torch and ONNX disagree, or no validation film gave an answer.
        BundleError: ``folder`` exists.
    """
    spec = train.spec
    exported = onnx_graph.export(net, spec, half=half)
    bare = ModelCard(text.name, text.version, hashlib.sha256(exported.data).hexdigest(), spec)
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(write(Path(scratch) / "bare", exported.data, bare), threads=threads)
        answers = ask(session.bundle, validation, progress("validation films"), threads or 0)
        tests = tuple(self_test(session, name) for name in BUILTIN_INPUTS)
        own = seen(session, train, gate_films(train), 11, wanted=metal_known)
        other = None if limbs is None else seen(session, limbs, gate_limbs(limbs), 12)
        cuts = cut(session, train, answers)
    found = calibrate(answers, text.set_on)
    card = replace(_card(bare, text, found, tests, train), roc_films=films_of_curve(answers))
    gate = own_gate or _gate(own, other, answers, text)
    if limbs is None and own_gate is None:
        gate = carried(gate, base_gate, answers.latents())
    checks = implant_check(own, answers, text.set_on), cropped_check(own, answers, cuts, text.set_on)
    card = replace(card, gate=gate, checks=tuple(check for check, _ in checks if check is not None))
    return Made(write(folder, exported.data, card), exported, answers, tuple(words for _, words in checks))


def _card(
    bare: ModelCard, text: CardText, found: Calibration, tests: tuple[SelfTest, ...], train: FilmSet
) -> ModelCard:
    return replace(
        calibrated(bare, found, text.set_on),
        opset=onnx_graph.OPSET,
        synthetic_training=text.synthetic,
        training_data=text.training_data,
        training_films=distinct(train),
        training_licences=text.licences,
        limits=text.limits,
        licence=text.licence,
        self_tests=tests,
        **text.extra,
    )


def calibrated(card: ModelCard, found: Calibration, set_on: str) -> ModelCard:
    """The card with all that validation films set."""
    return replace(
        card,
        operating_points=found.operating_points,
        temperature=found.temperature,
        map_scale=found.map_scale,
        map_set_on=found.map_set_on,
        side_margin=found.side_margin,
        conformal=found.conformal,
        roc=found.roc,
        roc_set_on=set_on,
    )


def films_of_curve(answers: Answers) -> tuple[int, int]:
    """How many films with and without a fracture the card's curve is of."""
    broken = int((answers.targets() > 0).sum())
    return broken, len(answers.films) - broken


def self_test(session: Session, name: str) -> SelfTest:
    """What a graph says to a built-in input, and how far another machine may be from it."""
    logits = session.run(builtin_input(name, session.bundle.card.input)).logits
    worth = max(5e-3, 1e-3 * float(np.abs(logits).max()))
    return SelfTest(name, tuple(round(float(value), 5) for value in logits), min(1.0, round(worth, 5)))


def _gate(own: Seen, other: Seen | None, answers: Answers, text: CardText) -> FilmGate:
    named = f"{text.set_on} ({len(answers.films)} films)"
    if other is None:
        return fit_gate(own.latents, answers.latents(), None, named)
    made = np.array([bool(entry.meta.get("generated")) for entry in other.entries])
    named += f", {int((~made).sum())} real and {int(made.sum())} generated limb films"
    parts = tuple(str(entry.meta["part"]) for entry in other.entries)
    patients = tuple(entry.patient for entry in other.entries)
    return fit_gate(own.latents, answers.latents(), Limbs(other.latents, parts, patients, made), named)


def gate_films(train: FilmSet) -> list[int]:
    """Numbers of training films for the gate, and of further ones for the check for metal."""
    chosen = [int(i) for i in np.random.default_rng(11).permutation(len(train))][:GATE_FILMS]
    return chosen + metal_films(train, chosen)


def gate_limbs(films: FilmSet) -> list[int]:
    """Numbers of limb films of either source, none of those that validate."""
    rng = np.random.default_rng(12)
    order = rng.permutation([i for i in range(len(films)) if not validates(films.entry(i).patient)])
    return [
        int(i)
        for made, count in GATE_LIMBS.items()
        for i in [k for k in order if bool(films.entry(k).meta.get("generated")) == made][:count]
    ]


def distinct(films: FilmSet) -> int:
    """How many films a set holds: one that it repeats (:func:`training.finetune.compare.mixed`) counts
    once."""
    return len({(cache.folder, place) for cache, place in films.picks})
