"""A trained network into a bundle: graph, calibration, gate, self-tests, card."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from inference.bundle import Bundle, builtin_input, write
from inference.card import FilmGate, ModelCard, SelfTest
from inference.card_check import BUILTIN_INPUTS
from inference.records import InputSpec
from inference.runtime import Session
from training import graph
from training.answers import Answers, ask
from training.augment import AugmentPlan
from training.calibrate import Calibration, calibrate
from training.data import FilmSet, collate, training_item
from training.gate import Limbs, carried, fit_gate
from training.truth import KnownFilm, validates

GATE_FILMS = 400
GATE_LIMBS = {False: 300, True: 150}  # real, generated
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
    """The bundle, how the export agreed, and the validation films' answers."""

    bundle: Bundle
    exported: graph.Exported
    validation: Answers


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
    progress: Progress = lambda title: iter,
) -> Made:
    """Export, calibrate on validation films through ONNX, and write; nothing is written on disagreement.

    Args:
        limbs: decoded films that are no pelvis; they fit the film gate's body-part head.
        base_gate: the gate of the model that this one was tuned from; without limbs its head is kept.

    Raises:
        TrainingError: torch and ONNX disagree, or no validation film gave an answer.
        BundleError: ``folder`` exists.
    """
    spec = train.spec
    exported = graph.export(net, spec, half=half)
    bare = ModelCard(text.name, text.version, hashlib.sha256(exported.data).hexdigest(), spec)
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(write(Path(scratch) / "bare", exported.data, bare), threads=threads)
        answers = ask(session, validation, progress("validation films"))
        tests = tuple(_self_test(session, name) for name in BUILTIN_INPUTS)
    found = calibrate(answers, text.set_on)
    broken = int((answers.targets() > 0).sum())
    card = replace(_card(bare, text, found, tests, train), roc_films=(broken, len(answers.films) - broken))
    gate = _gate(net, train, answers, limbs, text)
    if limbs is None:
        gate = carried(gate, base_gate, np.stack([item.latent for item in answers.films]))
    card = replace(card, gate=gate)
    return Made(write(folder, exported.data, card), exported, answers)


def _card(
    bare: ModelCard, text: CardText, found: Calibration, tests: tuple[SelfTest, ...], train: FilmSet
) -> ModelCard:
    return replace(
        bare,
        operating_points=found.operating_points,
        temperature=found.temperature,
        opset=graph.OPSET,
        map_scale=found.map_scale,
        side_margin=found.side_margin,
        roc=found.roc,
        roc_set_on=text.set_on,
        synthetic_training=text.synthetic,
        training_data=text.training_data,
        training_films=distinct(train),
        training_licences=text.licences,
        limits=text.limits,
        licence=text.licence,
        self_tests=tests,
        **text.extra,
    )


def _self_test(session: Session, name: str) -> SelfTest:
    logits = session.run(builtin_input(name, session.bundle.card.input)).logits
    worth = max(5e-3, 1e-3 * float(np.abs(logits).max()))
    return SelfTest(name, tuple(round(float(value), 5) for value in logits), min(1.0, round(worth, 5)))


def _gate(
    net: nn.Module, train: FilmSet, answers: Answers, limbs: FilmSet | None, text: CardText
) -> FilmGate:
    own = training_latents(net, train, GATE_FILMS)
    val = np.stack([item.latent for item in answers.films])
    named = f"{text.set_on} ({len(val)} films)"
    if limbs is None:
        return fit_gate(own, val, None, named)
    found = _limbs(net, limbs)
    made = int(found.generated.sum())
    named += f", {len(found.parts) - made} real and {made} generated limb films"
    return fit_gate(own, val, found, named)


def _limbs(net: nn.Module, films: FilmSet) -> Limbs:
    """Latents of limb films of either source, none of those that validate."""
    rng = np.random.default_rng(12)
    order = rng.permutation([i for i in range(len(films)) if not validates(films.entry(i).patient)])
    chosen = [
        int(i)
        for made, count in GATE_LIMBS.items()
        for i in [k for k in order if bool(films.entry(k).meta.get("generated")) == made][:count]
    ]
    entries = [films.entry(i) for i in chosen]
    picked = replace(films, picks=tuple(films.picks[i] for i in chosen))
    return Limbs(
        training_latents(net, picked, len(picked), shuffled=False),
        tuple(str(entry.meta["part"]) for entry in entries),
        tuple(entry.patient for entry in entries),
        np.array([bool(entry.meta.get("generated")) for entry in entries]),
    )


@torch.no_grad()
def training_latents(
    net: nn.Module, train: FilmSet, count: int, *, shuffled: bool = True
) -> NDArray[np.float32]:
    """Latents of ``count`` training films, changed as in training: the gate must know what was learned."""
    rng = np.random.default_rng(11)
    chosen = rng.permutation(len(train))[:count] if shuffled else np.arange(len(train))[:count]
    rows = []
    for first in range(0, len(chosen), 16):
        part = chosen[first : first + 16]
        items = [
            training_item(train, int(i), AugmentPlan(), np.random.default_rng([11, int(i)])) for i in part
        ]
        rows.append(net(collate(items, [0] * len(items), train.spec).films)[2].numpy())
    return np.concatenate(rows)


def distinct(films: FilmSet) -> int:
    """How many films a set holds: one that it repeats (see :func:`training.tune.mixed`) counts once."""
    return len({(cache.folder, place) for cache, place in films.picks})


def spec_of(data: dict[str, Any]) -> InputSpec:
    """The input specification as a run's file holds it."""
    return InputSpec(**{**data, "percentiles": tuple(data["percentiles"])})
