"""A reader study with simulated readers of known ability, through the real windows and the real packs:

    python packaging/simulated_study.py OUT [--films DIR] [--readers 20] [--each 50] [--windows 2] [--seed N]

Films are synthetic (``shenton-train synth``), readers are Roe and Metz's (1997): each has a true area under
the curve, and a second look that is better by a known amount.  Some of them sit at the program's own window,
offscreen, by its keys; the others answer through the same packs without it.  Every answer is merged, the
report is written, and what was found stands beside what is true in ``summary.json``.  A run that was stopped
goes on where OUT stands: films, locked study and merged readers are kept.  ``--coverage N`` counts over N
simulated studies of this design how often the intervals hold what is true.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from simulated_readers import ARMS, GAIN, READERS_SEED, Simulated, rated, readers_of, simulate, truth_model
from simulated_sittings import WindowReader, answer_by_pack

if TYPE_CHECKING:
    from viewer.study.design.protocol import Protocol
    from viewer.study.design.study_folder import Study

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SEED: Final = 20190


def design(count: int, each: int, films: str) -> Protocol:
    """A sequential study with every question that the report has a page for."""
    from viewer.study.design.analysis_plan import Endpoint, Multiplicity, Plan
    from viewer.study.design.protocol import (
        AIDED,
        UNAIDED,
        Design,
        Protocol,
        Questions,
        Reader,
        Rules,
        Sampling,
        Scale,
        Stratum,
    )

    codes, specialties, _areas = readers_of(count)
    rules = Rules(
        "Simulated readers on synthetic films",
        Design.SEQUENTIAL,
        Questions(Scale.HUNDRED, place=True, map_verdict=True),
    )
    readers = tuple(
        Reader(code, name, 2 + n % 20) for n, (code, name) in enumerate(zip(codes, specialties, strict=True))
    )
    take = Sampling(Stratum.TRUTH, {"fracture": each, "normal": each})
    plan = Plan(
        Endpoint.AUC, AIDED, UNAIDED, multiplicity=Multiplicity.FIXED_SEQUENCE,
        secondary=(Endpoint.SENSITIVITY, Endpoint.SPECIFICITY),
    )  # fmt: skip
    return Protocol(rules, films, readers=readers, sampling=take, seed=SEED, plan=plan)


def run_study(study: Study, simulated: Simulated, out: Path, windows: int) -> list[Path]:
    """Packs out, sittings, result packs back; the first ``windows`` readers sit at the window.

    Readers who are merged stay; one who was stopped in between sits again from the first film.
    """
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import result_pack, study_pack

    made, there = [], result_pack.merged(study)
    for number, code in enumerate(simulated.codes):
        if code in there:
            continue
        shutil.rmtree(out / "workstations" / code, ignore_errors=True)
        path = study.folder / folders.PACKS / f"{code}{study_pack.SUFFIX}"
        opened = study_pack.unpack(path, study.reader_key(code), out / "workstations" / code)
        result = out / f"{code}{result_pack.SUFFIX}"
        result.unlink(missing_ok=True)
        began = time.monotonic()
        if number < windows:
            WindowReader(opened, simulated, out / "pictures" if number == 0 else None).read(result)
        else:
            answer_by_pack(opened, simulated, SEED + number)
            result_pack.make(opened, result)
        result_pack.merge(study, result)
        made.append(result)
        print(f"{code} {'window' if number < windows else 'pack'} {time.monotonic() - began:.1f} s")
    return made


def differences(study: Study, simulated: Simulated) -> list[str]:
    """Answers that are not the simulated ones after window, pack and merge (places to two film pixels)."""
    from viewer.study.packs import result_pack

    wrong = []
    for code, result in result_pack.merged(study).items():
        for given in result.answers:
            meant, got = simulated.responses[code, given.film, given.arm], given.response
            near = meant.place is None or (
                got.place is not None and float(np.hypot(*np.subtract(got.place, meant.place))) <= 2
            )
            same = (meant.fracture, meant.rating, meant.map_verdict) == (
                got.fracture,
                got.rating,
                got.map_verdict,
            )
            if not (same and near):
                wrong.append(f"{code} {given.film} {given.arm}: meant {meant}, merged {got}")
    return wrong


def summary(study: Study, simulated: Simulated) -> dict[str, object]:
    """What is true beside what was found."""
    from inference.stats import covariance, mrmc_or
    from inference.stats.figures import AUC
    from viewer.study.analysis.summary import tally

    answers, rows = tally(study).answers, []
    chosen = [answers.readers.index(code) for code in simulated.codes]
    score = np.stack([answers.rating[answers.arms.index(name)][chosen] for name in ARMS])
    flat = score.reshape(-1, score.shape[2])
    theta = AUC.components(flat, answers.truth).theta.reshape(score.shape[:2])
    matrix = covariance.covariance(AUC, flat, answers.truth, "delong")
    found = mrmc_or.infer(theta, matrix.reshape(*score.shape[:2], *score.shape[:2]), "RRRC")
    assert found is not None
    for arm, name in enumerate(ARMS):
        rows.append(_row(name, float(simulated.known[arm].mean()), found.arms[arm]))
        rows[-1]["largest_error_of_a_reader"] = round(
            float(np.abs(theta[arm] - simulated.known[arm]).max()), 4
        )
    gain = found.differences[0].turned()  # of the first arm, unaided, less the second
    rows.append(_row("aided less unaided", float(-np.subtract(*simulated.known).mean()), gain))
    return {"films": len(answers.truth), "readers": len(simulated.codes), "areas": rows}


def coverage(studies: int, count: int, each: int) -> dict[str, object]:
    """In how many studies of this design, without films and windows, the intervals hold what is true."""
    from inference.stats import covariance, mrmc_or, roemetz
    from inference.stats.common import normal_cdf, normal_quantile
    from inference.stats.figures import AUC

    areas = readers_of(count)[2]
    second = [normal_cdf(normal_quantile(area) + GAIN / np.sqrt(2)) for area in areas]
    true = [float(np.mean(areas)), float(np.mean(second))]
    held = np.zeros(3, dtype=int)
    for seed in range(studies):
        drawn = roemetz.simulate(truth_model(), count, each, each, seed, abilities=areas)
        score = np.array([[[rated(v) for v in row] for row in arm] for arm in drawn.rating], dtype=np.float64)
        flat = score.reshape(-1, score.shape[2])
        theta = AUC.components(flat, drawn.truth).theta.reshape(score.shape[:2])
        matrix = covariance.covariance(AUC, flat, drawn.truth, "delong")
        found = mrmc_or.infer(theta, matrix.reshape(*score.shape[:2], *score.shape[:2]), "RRRC")
        assert found is not None
        estimates = (*found.arms, found.differences[0])
        values = (*true, true[0] - true[1])
        held += [one.holds(value) for one, value in zip(estimates, values, strict=True)]
    return {"studies": studies, **dict(zip((*ARMS, "difference"), map(int, held), strict=True))}


def _row(name: str, true: float, found: Any) -> dict[str, object]:
    """A true area and the estimate over random readers and films, with its 95 % interval."""
    limits = found.interval
    ends = None if limits is None else [round(limits.lower, 4), round(limits.upper, 4)]
    return {"what": name, "true": round(true, 4), "found": round(found.value, 4), "interval": ends,
            "covers": found.holds(true)}  # fmt: skip


def lock_study(root: Path, given: Protocol, bundle: Any) -> Study:
    """The study, locked with a model, and its packs; one that is locked and packed already as it stands."""
    from inference.dicom.decode_worker import DecodeChild
    from viewer.app.prediction.model_service import load_model
    from viewer.study.design import freeze
    from viewer.study.design import study_folder as folders
    from viewer.study.packs import study_pack

    if (root / folders.PACKS).is_dir() and any((root / folders.PACKS).iterdir()):
        return folders.load(root)
    made = folders.create(root, given)
    with DecodeChild() as child:
        model = freeze.model_of(load_model(bundle).predictor)
        study = folders.make_lock(made, child.read, model)
        study_pack.make(study, (), child.read)
    return study


def desk_picture(study: Study, out: Path) -> None:
    """The study desk with the merged study."""
    from inference.dicom.decode_worker import DecodeChild
    from viewer.app.jobs import JobRunner
    from viewer.app.preferences import Preferences
    from viewer.app.study.study_service import StudyRoom
    from viewer.ui.study.desk.studies_dialog import StudyDesk

    jobs, preferences = JobRunner(), Preferences(out / "settings.json")
    room = StudyRoom(jobs, preferences, DecodeChild)
    room.remember(study.folder)
    desk = StudyDesk(None, room, None, lambda: None)
    desk.show()
    WindowReader.until(lambda: desk.page.sheet is not None)
    end = time.monotonic() + 0.2
    WindowReader.until(lambda: time.monotonic() > end)
    desk.grab().save(str(out / "desk.png"))
    desk.reject()
    preferences.save()
    jobs.shutdown()


def shipped_bundle() -> Any:
    from inference import paths
    from inference.model import bundle as bundles

    found = bundles.available(paths.find().shipped_models)
    return next(one for one in found if isinstance(one, bundles.Bundle))


def make_films(folder: Path, each: int) -> Path:
    """Synthetic films, half of them broken on the average; made once."""
    command = [str(Path(sys.executable).with_name("shenton-train")), "synth", "--out", str(folder)]
    command += ["--count", str(round(2.9 * each)), "--size", "512", "--split", "test", "--seed", str(SEED)]
    subprocess.run([*command, "--jobs", "1"], check=True)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """The whole study; 1 where an answer was lost or changed on its way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--films", type=Path, help="folder of synthetic films with truth.jsonl")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--each", type=int, default=50, help="films with and without a fracture")
    parser.add_argument("--windows", type=int, default=2, help="readers who sit at the window")
    parser.add_argument("--seed", type=int, default=READERS_SEED, help="of the readers' answers")
    parser.add_argument("--coverage", type=int, metavar="STUDIES", help="only count how often intervals hold")
    args = parser.parse_args(arguments)
    if args.coverage:
        print(json.dumps(coverage(args.coverage, args.readers, args.each)))
        return 0
    from inference.dicom.decode_worker import DecodeChild
    from viewer.study.report.write import write
    from viewer.ui.main.application import make_qt

    qt = make_qt(["shenton"])
    out: Path = args.out.absolute()
    films = args.films.absolute() if args.films else make_films(out / "films", args.each)
    study = lock_study(out / "study", design(args.readers, args.each, str(films)), shipped_bundle())
    simulated = simulate(study, args.seed)
    run_study(study, simulated, out, args.windows)
    wrong = differences(study, simulated)
    with DecodeChild() as child:
        files = write(study, out / "report", child.read)
    desk_picture(study, out / "pictures")
    told = {**summary(study, simulated), "seed": args.seed, "answers_changed": len(wrong)}
    (out / "summary.json").write_text(json.dumps(told, indent=1) + "\n", "utf8")
    print(json.dumps(told, indent=1), *wrong[:5], files[0], sep="\n")
    del qt
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
