"""``shenton-train export``."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from inference import strict_json
from inference.aoota import CLASSES
from inference.model.bundle import load
from inference.model.card import ALL_FILMS, ALL_FRACTURES, FilmGate
from inference.model.card_validation import REPORT
from training.bundles import make_bundle as bundling
from training.bundles.fit_input_gate import padded
from training.bundles.make_bundle import CardText, make_bundle
from training.bundles.onnx_graph import roles_of
from training.cli.decoded import cached_limbs, progress_bar
from training.cli.learned import described_together, there
from training.cli.options.argument_types import check_free
from training.data import cache
from training.data.batches import FilmSet
from training.data.dataset import credit_of, described, is_synthetic, read_truth
from training.data.fracatlas import CREDIT
from training.data.known_film import SOME_FRACTURE, KnownFilm
from training.data.limb_films import is_generated
from training.data.splits import holds, may_train, may_validate, trains
from training.errors import TrainingError
from training.networks import efficientnet_lite, upright
from training.networks.densenet import ExplainedNet, JointNet, Network, build
from training.networks.mirrored import MirroredNet, mirrored
from training.networks.weights import from_graph, load_weights
from training.run_folder import run_file, spec_of
from training.synth.dataset import Request, generate
from training.synth.limbs.parts import PARTS as LIMB_PARTS

MADE_LIMBS = 360
"""Generated limb films, where only real ones are named for the gate."""
log = logging.getLogger(__name__)

SYNTHETIC_LIMITS = (
    "Every hip film that taught it is generated; limb films of patients, where it learned from them, taught "
    "fracture or not, and no AO/OTA class. It is not known how well it answers on films of patients beyond "
    "the small tests given here."
)
MIXED_LIMITS = (
    "Every fracture that taught it is generated: films made whole, and breaks drawn into real hip films "
    "without one, which taught it untouched and with shams, too. It is not known how well it answers on "
    "films of patients beyond the small tests given here."
)
OWN_LIMITS = (
    "Learned from the films of those who trained it; it is not known how well it answers on other films "
    "beyond the tests given here."
)
KNOWS_NOT = " It knows no C1 and C2 fractures, no fractures of the pelvis or the shaft, and no children."


def run(args: argparse.Namespace) -> int:
    """Write the bundle of a run's best weights and say what was chosen."""
    check_free(args.out)
    told = run_file(args.run_folder)
    _check_kind(told)
    if args.threads:
        torch.set_num_threads(args.threads)
    net, further = _network(args.run_folder, told)
    if args.joined:
        net = _joint(net, args.joined, told)
    own_gate = _gate_from(net, args.gate_from) if args.gate_from else None
    if args.shares:
        weigh(net, args.shares)
    if args.mirror:
        net = mirrored(_looking(net, told, "--mirror"))
    if args.upright:
        turned = upright.UprightNet(_looking(net, told, "--upright"), upright.load(args.upright))
        net, further = turned, further | {"extra_outputs": roles_of(turned)}
    train, validation = films_of(told)
    limbs = _gate_limbs(args.gate_limbs, Path(told["cache"]), told["input"]["size"], train)
    text = _text(args, told, len(validation))
    made = make_bundle(
        net,
        train,
        validation,
        limbs,
        args.out,
        replace(text, extra=text.extra | further),
        half=not args.fp32,
        own_gate=own_gate,
        threads=args.threads or None,
        progress=progress_bar,
    )
    _tell(made)
    return 0


def _gate_limbs(folders: list[Path], root: Path, size: int, train: FilmSet) -> FilmSet | None:
    """Decoded limb films of both sources; generated ones are made where only real ones are named."""
    if not folders:
        return None
    if not any(is_generated(folder) for folder in folders):
        made = root / "generated-limbs"
        generate(Request(made, MADE_LIMBS, 900_002, "train", size, 0, LIMB_PARTS), progress=True).check()
        folders = [*folders, made]
    return FilmSet.of([cached_limbs(folder, root, size) for folder in folders], train.spec)


def _check_kind(told: dict[str, Any]) -> None:
    """Refuse a run that cannot answer a whole hip film yet."""
    if told.get("kind") == REPORT:
        return
    if not told["data"]:
        raise TrainingError("This run learned from limb films only.", "Go on with hips: fit --init.")
    if told["plan"]["augment"].get("close", 0.0) >= 1:
        raise TrainingError("This run learned from close views.", "Go on with whole films: fit --init.")


def _network(folder: Path, told: dict[str, Any]) -> tuple[nn.Module, dict[str, Any]]:
    """The trained network, and what its card says beyond the usual: a report head has its words."""
    if told.get("kind") == REPORT:
        from training.report_supervision.run import load

        net, words, _ = load(folder)
        role = "numbers of words, written one after another from the latent"
        return net, {"extra_outputs": {REPORT: role}, "report_words": words.words}
    plain = build(told["plan"]["architecture"])
    plain.load_state_dict(load_weights(folder))
    return plain, {}


def _joint(net: nn.Module, folders: list[Path], told: dict[str, Any]) -> JointNet:
    """The run's network and those of further runs, answering together.

    Raises:
        TrainingError: one learned with reports, or sees films otherwise, or was validated on others.
    """
    members = [net]
    for folder in folders:
        other = run_file(folder)
        _check_kind(other)
        if REPORT in (other.get("kind"), told.get("kind")):
            raise TrainingError("A model that writes reports answers alone.", "Export it without --with.")
        if any(other[name] != told[name] for name in ("input", "val")):
            raise TrainingError(
                "{folder} was trained for other films than the first run.",
                "Join runs with the same input and the same validation films.",
                folder=folder.name,
            )
        members.append(_network(folder, other)[0])
    return JointNet([member for member in members if isinstance(member, ExplainedNet)])


def weigh(net: nn.Module, shares: list[float]) -> None:
    """Give each network that answers with others its share of the mean, in place.

    The share goes into the head, of which logits and class maps are linear, so that the mean of the heads is
    the weighted mean of the networks, its Grad-CAM keeps its closed form and the graph stays as it is.

    Raises:
        TrainingError: not one positive share for each network, or a single network.
    """
    if not isinstance(net, JointNet) or len(shares) != len(net.members) or min(shares) <= 0:
        raise TrainingError(
            "The shares do not fit the networks.",
            "Give one number above 0 for --run and one for each --with, in their order.",
        )
    with torch.no_grad():
        for member, share in zip(net.members, shares, strict=True):
            if isinstance(member, ExplainedNet):
                for values in (member.head.weight, member.head.bias):
                    values.mul_(share * len(shares) / sum(shares))


def _looking(net: nn.Module, told: dict[str, Any], option: str) -> Network | MirroredNet:
    """The network, which may look at a film otherwise than as it is.

    Raises:
        TrainingError: it writes reports, which say right and left.
    """
    if told.get("kind") == REPORT or not isinstance(net, MirroredNet | Network):
        raise TrainingError(
            "A model that writes reports looks at the film alone.", "Leave out {option}.", option=option
        )
    return net


def _gate_from(net: nn.Module, folder: Path) -> FilmGate:
    """The film gate of a bundle, on the part of the latent that is its network's.

    Raises:
        TrainingError: the bundle has no gate, or its network is none of those that are exported.
        BundleError: the bundle is refused.
    """
    bundle = load(folder)
    weights, gate = from_graph(bundle.graph_bytes())["head.weight"], bundle.card.gate
    parts = net.members if isinstance(net, JointNet) else [net]
    members = [member for member in parts if isinstance(member, ExplainedNet)]
    sizes = [member.head.in_features for member in members]
    for place, member in enumerate(members):
        own = member.head.weight.detach()
        if gate and own.shape == weights.shape and torch.allclose(own, weights, rtol=1e-3, atol=1e-4):
            return padded(gate, sum(sizes[:place]), sum(sizes[place + 1 :]))
    raise TrainingError(
        "The gate of {folder} does not belong to this network.",
        "Name the bundle that one of the runs was exported as, or leave out --gate-from.",
        folder=folder.name,
    )


def films_of(told: dict[str, Any]) -> tuple[FilmSet, list[KnownFilm]]:
    """The run's training films (decoded) and its validation films (files)."""
    root, spec = Path(told["cache"]), spec_of(told["input"])
    count = told["training_films"]  # so many of those in the caches trained
    train = FilmSet.of([_known_sides(root, Path(folder)) for folder in told["data"]], spec)
    if told.get("kind") == REPORT:  # such a run leaves them out
        train = train.where(lambda entry: entry.ao_class != SOME_FRACTURE)
    if told["val"]:
        films = [film for folder in told["val"] for film in read_truth(Path(folder))]
        train = train.where(may_train)
        held = [film for film in films if may_validate(film)]
    else:
        train = train.where(trains)
        held = [film for folder in told["data"] for film in read_truth(Path(folder)) if holds(film)]
    held = [film for film in held if film.ao_class in CLASSES]
    return train.at_most(count), held


def _known_sides(root: Path, folder: Path) -> cache.FilmCache:
    """A set's cache, with each implant's side where the set tells it: older caches lack it."""
    films = cache.open_cache(root / folder.name)
    if not (folder / "truth.jsonl").is_file():
        return films
    sides = {film.key: film.meta.get("implant_side") for film in read_truth(folder)}
    metas = ({**entry.meta, "implant_side": sides.get(entry.key)} for entry in films.entries)
    entries = (replace(entry, meta=meta) for entry, meta in zip(films.entries, metas, strict=True))
    return replace(films, entries=tuple(entries))


def _text(args: argparse.Namespace, told: dict[str, Any], validation: int) -> CardText:
    """The card's words; every number in them is counted, not remembered."""
    runs = {args.run_folder: told} | {folder: run_file(folder) for folder in args.joined}
    folders = taught_by(runs.values())
    generated = [is_synthetic(folder) for folder in folders]
    whose = [credit_of(folder) for folder in folders if not is_synthetic(folder)]
    told_synthetic = _synthetic(all(generated), any(generated) and all(whose))
    data = described_together(runs)
    licences = licences_of(runs.values(), data)
    if not all(is_generated(folder) for folder in args.gate_limbs):
        data += " Generated films fitted the film gate's head, limb films of FracAtlas set its threshold."
        licences.append(CREDIT)
    if args.gate_from:
        data += f" The film gate is that of {load(args.gate_from).card.name}, on its network's latent."
    if args.shares:
        data += f" Shares of the mean, in this order: {', '.join(f'{one:g}' for one in args.shares)}."
    if args.mirror:
        data += " Each answer is the mean over the film and its mirror image."
    if args.upright:
        data += (
            " A film on its side or head down is turned upright first, by a network that learned that alone."
        )
    return CardText(
        name=args.name,
        version=args.model_version,
        training_data=data,
        licences=tuple(dict.fromkeys(licences)),
        limits=limits_of(told_synthetic),
        licence=args.licence,
        synthetic=any(generated),
        set_on=set_on_words(told, validation),
        extra={"synthetic_films": told_synthetic},
    )


def taught_by(runs: Iterable[dict[str, Any]]) -> list[Path]:
    """The sets that some runs learned from, each once.

    Raises:
        TrainingError: one is gone.
    """
    return [there(folder) for folder in dict.fromkeys(each for run in runs for each in run["data"])]


def licences_of(runs: Collection[dict[str, Any]], described: str) -> list[str]:
    """Under which licences films and first weights of some runs stand; ``described``: the card's words."""
    folders = taught_by(runs)
    generated = [is_synthetic(folder) for folder in folders]
    found = []
    if any(generated):
        found = ["generated films: Apache-2.0", "musculoskeletal-models shape model: MPL-2.0"]
    own = "films of those who trained it: not to be passed on with the model"
    found += [credit_of(folder) or own for folder in folders if not is_synthetic(folder)]
    if any(item.get("imagenet") for item in runs):
        found.append(efficientnet_lite.CREDIT)
    if "FracAtlas" in described:
        found.append(CREDIT)
    return list(dict.fromkeys(found))


def _synthetic(generated: bool, credited: bool) -> str:
    """Which films are synthetic: every one, or every fracture; empty where nobody can say."""
    if generated:
        return ALL_FILMS
    return ALL_FRACTURES if credited else ""


def limits_of(synthetic: str) -> str:
    """What is not known of a model, by which of the films that taught it are synthetic."""
    return {ALL_FILMS: SYNTHETIC_LIMITS, ALL_FRACTURES: MIXED_LIMITS}.get(synthetic, OWN_LIMITS) + KNOWS_NOT


def _validated_by(told: dict[str, Any]) -> str:
    generated = all(is_synthetic(there(folder)) for folder in told["val"] or told["data"])
    return "synthetic validation" if generated else "validation"


def set_on_words(told: dict[str, Any], validation: int) -> str:
    """Which films set temperature and thresholds: how many of each kind where real ones are among them."""
    kinds = [(described(Path(folder)), len(read_truth(Path(folder)))) for folder in told["val"]]
    if not any(about.get("credit") for about, _ in kinds):
        return f"{validation} {_validated_by(told)} films, {_kept_apart(told)}"
    words = ", ".join(f"{count} {about.get('kind', 'films')}" for about, count in kinds)
    return f"{validation} validation films ({words}), of patients that did not train"


def _kept_apart(told: dict[str, Any]) -> str:
    """How the validation films differ from the training films, as their data sets say."""
    if not told["val"]:
        return "of patients of the same data sets that did not train"
    trained, held = ({_seed(Path(folder)) for folder in told[key]} for key in ("data", "val"))
    if None in trained | held or trained & held:
        return "of data sets of their own"
    return "made with another seed and other anatomy"


def _seed(folder: Path) -> int | None:
    try:
        seed = strict_json.loads((folder / "dataset.json").read_text("utf8"))["seed"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return seed if isinstance(seed, int) else None


def _tell(made: bundling.Made) -> None:
    card = made.bundle.card
    log.info(
        "torch and ONNX differ by %.1e; float16 moved a logit by %.1e",
        made.exported.difference,
        made.exported.rounding,
    )
    log.info(
        "temperature %.3f, side margin %.2f, map scale %.3f (%s)",
        card.temperature,
        card.side_margin,
        card.map_scale,
        card.map_set_on,
    )
    for point in card.operating_points:
        log.info("operating point %s: %.4f", point.name, point.threshold)
    for words in made.checks:
        log.info("%s", words)
    for key, reason in made.validation.left_out:
        log.warning("left out %s: %s", key, reason)
    log.info("wrote %s (%s, SHA-256 %s)", made.bundle.folder.name, card.name, card.onnx_sha256)
