"""``shenton-train calibrate``: a model's thresholds for one site and device, from the site's own films."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from inference.dicom.file_discovery import find_films
from inference.messages import sentences
from inference.model.bundle import load
from inference.model.card import ModelCard
from inference.model.site_fit import SiteFilms, calibrated
from inference.model.site_profile import METHODS, SiteProfile, SiteRate
from inference.model.verdict import SENSITIVE
from inference.stats.site_calibration import LEAST, Wanted
from training import run_folder
from training.cli.decoded import progress_bar
from training.cli.options.argument_types import at_least, check_writable, share
from training.data.dataset import read_truth
from training.data.known_film import KnownFilm
from training.data.manifest import NAME
from training.data.splits import untaught_rows
from training.errors import TrainingError
from training.evaluation.asking import ask
from training.evaluation.model_outputs import Answers
from training.evaluation.scoring import is_refused


def add_arguments(made: argparse.ArgumentParser) -> None:
    """Options of the command."""
    made.add_argument("--bundle", type=Path, required=True, help="the model")
    made.add_argument(
        "--films", type=Path, required=True, help="folder with manifest.csv; with --unread any folder"
    )
    made.add_argument("--unread", action="store_true", help="films without readings")
    made.add_argument(
        "--share", type=share, help="of fractures among unread films; without: estimated from the answers"
    )
    made.add_argument("--specificity", type=share, default=0.90, help="wanted at the specific point")
    made.add_argument("--sensitivity", type=share, default=0.95, help="wanted at the sensitive point")
    made.add_argument("--name", default="site", help="the profile's name")
    made.add_argument("--out", type=Path, required=True, help="profile to write, JSON")
    made.add_argument("--threads", type=at_least(0), default=0)


def run(args: argparse.Namespace) -> int:
    """Ask the model about the films, set the thresholds, say what changes; 0 once the profile is written.

    Raises:
        TrainingError: too few films, several devices, or rates that cannot be wanted.
    """
    if not (0 < args.specificity < 1 and 0 < args.sensitivity < 1):
        raise TrainingError("A wanted rate must lie between 0 and 1.", "Use for example 0.9.")
    if args.share is not None and not args.unread:
        raise TrainingError("Readings tell the share of fractures.", "Leave out --share, or add --unread.")
    films, part = unread(args.films) if args.unread else read(args.films)
    check_writable(args.out)
    bundle = load(args.bundle)
    card = bundle.card
    answers = ask(bundle, films, progress_bar("films"), args.threads)
    wanted = Wanted(args.specificity, args.sensitivity)
    profile = calibrated(site_films(answers, card, not args.unread), card, wanted, args.name, args.share)
    run_folder.write_json(args.out, json.loads(profile.to_json()))
    sys.stdout.write("".join(f"{line}\n" for line in [*told(profile), *filter(None, [part])]))
    return 0


def site_films(answers: Answers, card: ModelCard, read: bool) -> SiteFilms:
    """Those films that the viewer would answer.

    Raises:
        TrainingError: none is answered, or they are of several X-ray devices.
    """
    items = [item for item in answers.films if not is_refused(item, card)]
    devices = sorted({item.film.device_model for item in items})
    if not items:
        raise TrainingError("The model answers none of the films.", "Name a folder of pelvis films.")
    if len(devices) > 1:
        raise TrainingError(
            "The films are of {count} X-ray devices.",
            "Calibrate for each device by itself.",
            count=len(devices),
        )
    _, patient = np.unique([item.known.patient for item in items], return_inverse=True)
    return SiteFilms(
        np.stack([item.logits for item in items]),
        np.array([item.target > 0 for item in items]) if read else None,
        patient.astype(np.int64),
        devices[0],
        len(answers.asked) - len(items),
    )


def read(folder: Path) -> tuple[list[KnownFilm], str]:
    """Films with readings that taught no model, and a sentence where a manifest's splits leave some out.

    Raises:
        TrainingError: no truth, or none of the films is for validation or testing.
    """
    films = read_truth(folder)
    found = untaught_rows(films)
    return found, _left_out(len(films) - len(found))


def _left_out(count: int) -> str:
    """A sentence about films that a manifest's splits leave out; empty for none."""
    what = "film" if count == 1 else "films"
    return f"{count} {what} without the split val or test left out: such rows may train." if count else ""


def unread(folder: Path) -> tuple[list[KnownFilm], str]:
    """All films below a folder as films of which nothing is known; each stands for a patient.

    Where a manifest there names splits, films that may have trained are left out; the sentence says so.

    Raises:
        TrainingError: there is none, or the manifest has faults.
    """
    walk, taught = find_films([folder]), set[Path]()
    found = list(walk)
    if (folder / NAME).is_file():
        films = read_truth(folder)
        taught = {film.path.resolve() for film in films} - {f.path.resolve() for f in untaught_rows(films)}
    paths = [path for path in found if path.resolve() not in taught]
    if not paths:
        raise TrainingError("There are no films in {folder}.", "Name a folder of films.", folder=folder.name)
    known = [
        KnownFilm(path, f"film {number}", "normal", patient=f"{number}") for number, path in enumerate(paths)
    ]
    return known, sentences([_left_out(len(found) - len(paths)), walk.left_out])


def told(profile: SiteProfile) -> list[str]:
    """What the profile says, line by line."""
    lines = [
        f"{profile.films} films of {profile.patients} patients ({profile.method}); share of fractures "
        f"{profile.share:.3f}.",
        f"{profile.films_needed} films without a fracture know a specificity of "
        f"{profile.wanted_specificity:.2f} to within 0.05.",
    ]
    lines += [f"{point.name}: threshold {point.threshold:.4f}" for point in profile.points]
    if profile.method == METHODS[0] and SENSITIVE not in {point.name for point in profile.points}:
        lines.append(
            f"{SENSITIVE}: as in the model, for fewer than {LEAST} films with a fracture can set none"
        )
    if profile.temperature is not None:
        lines.append(f"temperature {profile.temperature:.3f}")
    if profile.refused:
        lines.append(f"{profile.refused} films without an answer are left out.")
    if profile.method != "readings":
        lines.append("Films were not read: how many fractures are found is taken from the model's card.")
    return [*lines, *map(_rate, profile.rates)]


def _rate(rate: SiteRate) -> str:
    how = ", on patients that did not set it" if rate.held_out else ""
    return (
        f"{rate.when}, {rate.point} point ({rate.threshold:.4f}): {rate.figure} {rate.value:.3f} "
        f"({rate.low:.3f} to {rate.high:.3f}), {rate.films} films of {rate.patients} patients{how}"
    )
