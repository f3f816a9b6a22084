"""``shenton-train hips``: a network of close views joins a bundle and looks at each hip, in one graph."""

from __future__ import annotations

import argparse
import hashlib
import logging
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from inference.dicom.decode_worker import DecodeChild
from inference.errors import FilmError
from inference.model.bundle import load, write
from inference.model.card import ALL_FRACTURES, ModelCard
from inference.model.card_validation import BUILTIN_INPUTS
from inference.model.preprocess import network_input
from inference.model.session import Session
from inference.records import InputSpec
from training.bundles import onnx_graph
from training.bundles.make_bundle import calibrated, films_of_curve, self_test
from training.cli.decoded import progress_bar
from training.cli.export import licences_of, limits_of, set_on_words, taught_by
from training.cli.learned import described
from training.cli.options.argument_types import at_least, check_free, share
from training.data.dataset import credit_of, is_synthetic, read_truth
from training.data.known_film import KnownFilm
from training.data.real_normals import SIZE
from training.data.splits import may_train, may_validate
from training.errors import TrainingError
from training.evaluation.asking import ask
from training.evaluation.calibration import calibrate
from training.networks import landmarks
from training.networks.densenet import ExplainedNet, Network
from training.networks.hip_views import HipViews
from training.networks.rebuilt import Closer, beside, closer_of, of_run, whole_film, with_looks
from training.run_folder import run_file, spec_of

Floats = NDArray[np.float32]
COMPARED: Final = 4
"""Validation films with hips on which torch and ONNX are compared."""
LOOKED_THROUGH: Final = 40
"""So many validation films at most are looked through for them."""
REPLACED: Final = "That closer look at each hip is no longer in the graph; another took its place."
"""What a card says of a network of close views before it tells of the next one."""
log = logging.getLogger(__name__)


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument("--bundle", type=Path, required=True, help="the bundle; it stays as it is")
    made.add_argument(
        "--run",
        dest="runs",
        type=Path,
        nargs="+",
        required=True,
        metavar="FOLDER",
        help="run folder of fit --close 1 --near; of runs that went on from one another the mean of weights",
    )
    made.add_argument("--landmarks", type=Path, required=True, help="file that landmarks wrote")
    made.add_argument(
        "--share", type=share, default=0.5, help="what the hips weigh in the mean with the whole film"
    )
    made.add_argument("--out", type=Path, required=True, help="bundle folder to write")
    made.add_argument("--version", dest="model_version", required=True, help="the new bundle's version")
    made.add_argument("--threads", type=at_least(0), default=0)


def run(args: argparse.Namespace) -> int:
    """Join, calibrate anew on the run's validation films, and write.

    Raises:
        BundleError: the bundle is refused.
        TrainingError: a run learned no close views, has no validation films, or sees films otherwise than
            the bundle or the first run does; there is something at ``--out``; or the hips weigh nothing.
    """
    if not args.share:
        raise TrainingError("With --share 0 the hips would have no say.", "Give them a share above 0.")
    check_free(args.out)
    base, runs = load(args.bundle), _runs(args.runs)
    spec = base.card.input
    graph = base.graph_bytes()
    closer = _closer(args, runs, spec)
    net = with_looks(beside(whole_film(graph), closer), graph)
    held = _held(runs)
    exported = onnx_graph.export(net, spec, films=_with_hips(closer, held, spec))
    log.info("torch and ONNX differ by %.1e", exported.difference)
    known = _without_older(base.card) if closer_of(graph) is not None else base.card
    card = _text(known, args, runs, hashlib.sha256(exported.data).hexdigest())
    card = replace(card, extra_outputs=card.extra_outputs | onnx_graph.roles_of(net))
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(write(Path(scratch) / "bare", exported.data, card), threads=args.threads or None)
        answers = ask(session.bundle, held, progress_bar("validation films"), args.threads)
        tests = tuple(self_test(session, name) for name in BUILTIN_INPUTS)
    for key, reason in answers.left_out:
        log.warning("left out %s: %s", key, reason)
    set_on = set_on_words(next(iter(runs.values())), len(held))
    # gate and checks stay: the latent is the same
    card = calibrated(card, calibrate(answers, set_on), set_on)
    card = replace(card, roc_films=films_of_curve(answers), self_tests=tests)
    made = write(args.out, exported.data, card)
    log.info("wrote %s %s (SHA-256 %s)", made.card.name, made.card.version, made.card.onnx_sha256)
    return 0


Runs = dict[Path, dict[str, Any]]
"""Run folders and what their run files tell."""


def _runs(folders: Sequence[Path]) -> Runs:
    """The runs whose weights are taken together.

    Raises:
        TrainingError: they differ in what has to be alike.
    """
    runs = {folder: run_file(folder) for folder in folders}
    first = _alike(*next(iter(runs.items())))
    for folder, told in runs.items():
        if _alike(folder, told) != first:
            raise TrainingError(
                "{folder} is of another network than the first run, saw hips otherwise, or was validated on "
                "other films.",
                "Name runs that went on from one another with the same --val.",
                folder=folder.name,
            )
    return runs


def _alike(folder: Path, told: dict[str, Any]) -> tuple[Any, ...]:
    """What runs whose weights are taken together have in common.

    Raises:
        TrainingError: the run file does not say it.
    """
    try:
        plan = told["plan"]
        return plan["architecture"], plan["augment"].get("near", 0.0), told["input"], told["val"]
    except (KeyError, TypeError, AttributeError) as error:
        raise TrainingError(
            "{folder} is no run folder.", "Name the --out of shenton-train fit.", folder=folder.name
        ) from error


def _closer(args: argparse.Namespace, runs: Runs, spec: InputSpec) -> Closer:
    """The runs' network and its views.

    Raises:
        TrainingError: it learned no close views of one scale, or from films of other greys.
    """
    folder, told = next(iter(runs.items()))
    augment, own = told["plan"]["augment"], spec_of(told["input"])
    near = augment.get("near", 0.0)
    if any(one["plan"]["augment"].get("close", 0.0) < 1 for one in runs.values()) or not near:
        raise TrainingError(
            "{folder} did not learn close views of one scale.",
            "Name a run of fit --close 1 --near.",
            folder=folder.name,
        )
    if replace(own, size=spec.size) != spec:
        raise TrainingError(
            "{folder} sees films otherwise than the bundle does.",
            "Train it with this version.",
            folder=folder.name,
        )
    net = _mean([of_run(one, told["plan"]["architecture"]) for one in runs])
    if not isinstance(net, ExplainedNet):
        raise TrainingError("Several networks cannot look at the hips.", "Name a run of one network.")
    border = (0.0 - spec.mean) / spec.std
    views = HipViews(landmarks.load(args.landmarks), SIZE, own.size, near, border)
    return Closer(net, views.eval(), args.share)


def _mean(nets: Sequence[Network]) -> Network:
    """The first network with the mean of all weights and batch statistics.

    Networks that went on from one another lie in one valley of the loss: their mean is about as good as the
    mean of their answers, for the time of one (Wortsman et al. 2022, "model soups").
    """
    states = [net.state_dict() for net in nets]
    learned = [name for name, value in states[0].items() if value.is_floating_point()]
    mean = {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in learned}
    nets[0].load_state_dict(states[0] | mean)
    return nets[0]


def _held(runs: Runs) -> list[KnownFilm]:
    """The runs' validation films.

    Raises:
        TrainingError: there are none: nothing could be calibrated, nor torch and ONNX compared.
    """
    run, told = next(iter(runs.items()))
    held = [film for folder in told["val"] for film in read_truth(Path(folder)) if may_validate(film)]
    if not held:
        raise TrainingError("{folder} has no validation films.", "Train it with --val.", folder=run.name)
    return held


def _with_hips(closer: Closer, held: Sequence[KnownFilm], spec: InputSpec) -> list[Floats]:
    """Some films on which hips are found, as the network sees them: torch and ONNX are compared on them.

    Raises:
        TrainingError: none is found on many; the landmarks' network would be of no use.
    """
    found: list[Floats] = []
    with DecodeChild() as child, torch.no_grad():
        for film in held[:LOOKED_THROUGH]:
            with suppress(FilmError):  # such films are named where they are asked about
                tensor = network_input(child.read(film.path), spec).tensor
                if bool(closer.views.find(torch.tensor(tensor))[1].any()):
                    found.append(tensor)
            if len(found) == COMPARED:
                break
    if not found:
        raise TrainingError(
            "The landmarks' network finds no hip on the validation films.",
            "Train it longer: shenton-train landmarks.",
        )
    return found


def _without_older(card: ModelCard) -> ModelCard:
    """A card that says of the closer look told of on it that it is no longer in the graph."""
    return replace(card, training_data=f"{card.training_data} {REPLACED}")


def _text(card: ModelCard, args: argparse.Namespace, runs: Runs, digest: str) -> ModelCard:
    """The card with its new graph and what taught that; figures of the old one are not the new one's."""
    words = _described(runs)
    told = list(runs.values())
    folders = taught_by(told)
    films = sum(may_train(film) for folder in folders for film in read_truth(folder))
    synthetic = _synthetic(card, folders)
    if synthetic != card.synthetic_films:
        card = replace(card, synthetic_films=synthetic, limits=limits_of(synthetic))
    data = (
        f"{card.training_data} Beside it a network that looks closely at each hip, with {args.share:g} of "
        f"the mean, where the landmarks of a further network lie: {words}"
    )
    return replace(
        card,
        version=args.model_version,
        onnx_sha256=digest,
        opset=onnx_graph.OPSET,
        training_data=data,
        training_films=films,
        training_licences=tuple(dict.fromkeys([*card.training_licences, *licences_of(told, words)])),
        metrics={},
        verdict=None,
        self_tests=(),
    )


def _described(runs: Runs) -> str:
    """On what and how long the network learned."""
    words = [described(folder, told) for folder, told in runs.items()]
    if len(words) == 1:
        return words[0]
    numbered = " ".join(f"Run {number}: {text}" for number, text in enumerate(words, 1))
    return f"Its weights are the mean of those of {len(words)} runs. {numbered}"


def _synthetic(card: ModelCard, folders: Sequence[Path]) -> str:
    """Which of all films are synthetic, those of the bundle and of the run; empty where nobody can say."""
    real = [folder for folder in folders if not is_synthetic(folder)]
    if not real:
        return card.synthetic_films
    return ALL_FRACTURES if card.synthetic_films and all(map(credit_of, real)) else ""
