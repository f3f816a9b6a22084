"""A reader study with simulated readers of known ability, through the real windows and the real packs:

    python packaging/simulated_study.py OUT [--films DIR] [--readers 20] [--each 50] [--windows 2] [--seed N]

Films are synthetic (``shenton-train synth``), readers are Roe and Metz's (1997): each has a true area under
the curve, and a second look that is better by a known amount.  Some of them sit at the program's own window,
offscreen, by its keys; the others answer through the same packs without it.  Every answer is merged, the
report is written, and what was found stands beside what is true in ``summary.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from viewer.study.folder import Study
    from viewer.study.pack import OpenPack
    from viewer.study.plan import Step
    from viewer.study.protocol import Protocol, Response
    from viewer.study.sample import StudyFilm
    from viewer.study.stats.roemetz import RoeMetz

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = 20190
READERS_SEED: Final = 1997
GROUPS: Final = (
    ("radiology", 0.94, 0.97, 4),
    ("orthopaedics", 0.90, 0.95, 6),
    ("surgery", 0.86, 0.91, 5),
    ("emergency", 0.80, 0.88, 5),
)
"""Specialty, range of the true areas without the model, how many of 20."""
GAIN: Final = 0.4
"""The second look moves films with a fracture up by so many standard deviations."""
SPREAD: Final = 1.2
HIT: Final = 0.9
"""Share of the true positives whose place is marked inside the truth's box."""
PATIENCE_S: Final = 60.0
ARMS: Final = ("unaided", "aided")


@dataclass(frozen=True)
class Simulated:
    """The answers of every reader before anybody sat down.

    Attributes:
        codes: readers.
        specialties: of each.
        known: true areas, arm by reader: without, with the model.
        responses: by reader, film and arm.
    """

    codes: tuple[str, ...]
    specialties: tuple[str, ...]
    known: np.ndarray[Any, Any]
    responses: dict[tuple[str, str, str], Response]


def readers_of(count: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]]:
    """Codes, specialties and true areas of ``count`` readers in the groups' proportions."""
    specialties: list[str] = []
    areas: list[float] = []
    for name, low, high, share in GROUPS:
        own = max(1, round(share * count / 20))
        specialties += [name] * own
        areas += [float(a) for a in np.linspace(low, high, own)]
    chosen = slice(0, count)
    codes = tuple(f"R{number:02}" for number in range(1, count + 1))
    return codes, tuple(specialties[chosen]), tuple(areas[chosen])


def design(count: int, each: int, films: str) -> Protocol:
    """A sequential study with every question that the report has a page for."""
    from viewer.study.protocol import (
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
    return Protocol(rules, films, readers=readers, sampling=take, seed=SEED)


def truth_model() -> RoeMetz:
    """Low correlation of films and readers; the second arm better by :data:`GAIN`."""
    from dataclasses import replace

    from viewer.study.stats import roemetz

    return replace(roemetz.published("LL", 1.5), separation=(1.5, 1.5 + GAIN))


def simulate(study: Study, seed: int = READERS_SEED) -> Simulated:
    """Ratings by Roe and Metz for the study's own films, as answers to its questions."""
    from viewer.study.stats import roemetz
    from viewer.study.stats.common import normal_cdf, normal_quantile

    locked, random = study.need_lock(), np.random.default_rng(seed + 1)
    normal = [film for film in locked.test_films if not film.truth.fracture]
    broken = [film for film in locked.test_films if film.truth.fracture]
    count = len(locked.protocol.readers)
    codes, specialties, areas = readers_of(count)
    drawn = roemetz.simulate(truth_model(), count, len(normal), len(broken), seed, abilities=areas)
    second = [normal_cdf(normal_quantile(area) + GAIN / np.sqrt(2)) for area in areas]
    answers = study.answers()
    responses: dict[tuple[str, str, str], Response] = {}
    for number, code in enumerate(codes):
        for place, film in enumerate([*normal, *broken]):
            mark = _mark(film, random)
            for arm, name in enumerate(ARMS):
                shown = answers.answers[film.name] if answers is not None and arm else None
                responses[code, film.name, name] = _response(
                    drawn.rating[arm, number, place], film, mark, shown
                )
    return Simulated(codes, specialties, np.array([areas, second]), responses)


def _mark(film: StudyFilm, random: np.random.Generator) -> tuple[float, float]:
    """Where the reader sees something: mostly inside the truth's box, else anywhere."""
    boxes = film.truth.boxes
    if boxes and random.random() < HIT:
        box = boxes[0]
        return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    rows, columns = film.shape
    return float(random.uniform(0.1, 0.9) * columns), float(random.uniform(0.1, 0.9) * rows)


def _response(value: float, film: StudyFilm, mark: tuple[float, float], shown: object) -> Response:
    from inference.records import MapVerdict, Prediction
    from viewer.study.protocol import Response
    from viewer.study.stats.common import normal_cdf

    rating = round(100 * normal_cdf((float(value) - 0.75) / SPREAD))
    verdict = None
    if isinstance(shown, Prediction) and shown.is_fracture:
        x, y = _peak(shown)
        inside = film.truth.holds(x, y)
        outside = MapVerdict.BESIDE if film.truth.fracture else MapVerdict.NO_LESION
        verdict = MapVerdict.ON_LESION if inside else outside
    is_fracture = rating >= 50
    return Response(is_fracture, rating, place=mark if is_fracture else None, map_verdict=verdict)


def _peak(shown: Any) -> tuple[float, float]:
    """The hottest place of the fracture map, in film pixels."""
    from viewer.services.maps import target_values

    values = target_values(shown, "fracture", 1.0)
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    (a, b, c), (d, e, f) = shown.map_to_film
    x, y = column + 0.5, row + 0.5
    return a * x + b * y + c, d * x + e * y + f


# without a window ------------------------------------------------------------------------------------


class Stopwatch:
    """A clock that only moves when it is told to."""

    def __init__(self, seed: int) -> None:
        self._at, self._random = 0.0, np.random.default_rng(seed)
        self._start = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def look(self) -> None:
        """One look at a film, some ten seconds."""
        self._at += float(self._random.lognormal(2.3, 0.4))

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._at)

    def seconds(self) -> float:
        return self._at


def answer_by_pack(opened: OpenPack, simulated: Simulated, seed: int) -> None:
    """A whole sitting on the machine that the window drives, too."""
    from viewer.study.sitting import Clock, Phase

    watch, code = Stopwatch(seed), opened.assignment.reader.code
    sitting = opened.sitting(Clock(watch.now, watch.seconds))
    where = sitting.begin()
    while where.phase is not Phase.DONE:
        step = where.step
        assert step is not None
        sitting.shown()
        watch.look()
        response = simulated.responses[code, step.film, step.arm]
        where = sitting.submit(response, map_shown=response.map_verdict is not None)
    sitting.close()


# at the window ---------------------------------------------------------------------------------------


class WindowReader:
    """Sits at the real window and presses its keys."""

    def __init__(self, opened: OpenPack, simulated: Simulated, pictures: Path | None = None) -> None:
        from inference.child import DecodeChild
        from viewer.services.jobs import JobRunner
        from viewer.ui.study_doors import Seat

        self._simulated, self._pictures = simulated, pictures
        self.code = opened.assignment.reader.code
        self.jobs, self.reader = JobRunner(), DecodeChild()
        self.seat = Seat(self.jobs, self.reader, opened, lambda: None)
        self.seat.window.resize(1600, 900)
        self.seat.window.show()

    def read(self, result: Path) -> None:
        """Every film, then the result pack."""
        from viewer.study.sitting import Phase

        self.until(lambda: self._phase() is Phase.WAITING)
        self._picture("welcome")
        self._key("Return")
        count = 0
        while self._phase_of(Phase.RATING, Phase.REVEALED, Phase.DONE) is not Phase.DONE:
            step = self._step()
            self._answer(self._simulated.responses[self.code, step.film, step.arm])
            count += 1
            if count <= 4:
                self._picture(f"{count}-{step.arm}")
            self._key("Return")
            self.until(lambda step=step: self._step() != step or self._phase() is Phase.DONE)
        self.seat.window.make_result(result)
        self.until(lambda: "Written" in self.seat.window.page.words())
        self._picture("end")
        self.close()

    def close(self) -> None:
        self.seat.window.close()
        self.until(lambda: not self.jobs.open_jobs)
        self.jobs.shutdown()
        self.reader.close()

    def _step(self) -> Step | Any | None:
        screen = self.seat.service.screen
        return None if screen is None else screen.position.step

    def _phase(self) -> Any:
        service = self.seat.service
        return None if service.busy or service.screen is None else service.screen.position.phase

    def _phase_of(self, *wanted: object) -> Any:
        from viewer.study.sitting import Phase

        def there() -> bool:
            page, phase = self.seat.window.film_page, self._phase()
            return phase in wanted and (phase is Phase.DONE or (page is not None and page.live))

        self.until(there)
        return self._phase()

    def _answer(self, response: Response) -> None:
        page = self.seat.window.film_page
        assert page is not None
        panel = page.panel
        self._go(panel.fracture)
        self._type("y" if response.fracture else "n")
        self._go(panel.rating)
        self._type(str(response.rating))
        if response.place is not None:
            self._go(panel.place)
            self._click(page.view, response.place)
        if response.map_verdict is not None:
            self._go(panel.verdict)
            self._type(str(1 + list(panel.verdict.buttons).index(response.map_verdict)))

    def _go(self, box: Any) -> None:
        """Tab until the question has the keys."""
        page = self.seat.window.film_page
        assert page is not None
        for _ in range(len(page.panel.boxes)):
            if page.panel.current() is box:
                return
            self._key("Tab")
        raise AssertionError("the question cannot be reached by keys")

    def _key(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.seat.window, getattr(Qt.Key, f"Key_{name}"))

    def _type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.seat.window, text)

    @staticmethod
    def _click(view: Any, place: tuple[float, float]) -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        from viewer.ui.film_geometry import transform

        x, y = transform(view.geometry_on_film().to_view, *place)
        ratio = view.devicePixelRatioF()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x / ratio), round(y / ratio)))

    @staticmethod
    def until(done: Callable[[], object]) -> None:
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE_S
        while not done():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError("the sitting's window does not go on")

    def _picture(self, name: str) -> None:
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            end = time.monotonic() + 0.2
            self.until(lambda: time.monotonic() > end)  # the layout settles
            self.seat.window.grab().save(str(self._pictures / f"{name}.png"))


# the whole study -------------------------------------------------------------------------------------


def run_study(study: Study, simulated: Simulated, out: Path, windows: int) -> list[Path]:
    """Packs out, sittings, result packs back; the first ``windows`` readers sit at the window."""
    from viewer.study import folder as folders
    from viewer.study import pack, results

    made = []
    for number, code in enumerate(simulated.codes):
        path = study.folder / folders.PACKS / f"{code}{pack.SUFFIX}"
        opened = pack.unpack(path, study.reader_key(code), out / "workstations" / code)
        result = out / f"{code}{results.SUFFIX}"
        began = time.monotonic()
        if number < windows:
            WindowReader(opened, simulated, out / "pictures" if number == 0 else None).read(result)
        else:
            answer_by_pack(opened, simulated, SEED + number)
            results.make(opened, result)
        results.merge(study, result)
        made.append(result)
        print(f"{code} {'window' if number < windows else 'pack'} {time.monotonic() - began:.1f} s")
    return made


def differences(study: Study, simulated: Simulated) -> list[str]:
    """Answers that are not the simulated ones after window, pack and merge (places to two film pixels)."""
    from viewer.study import results

    wrong = []
    for code, result in results.merged(study).items():
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
    from viewer.study.stats import covariance, mrmc_or
    from viewer.study.stats.figures import AUC
    from viewer.study.tally import tally

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
    gain = found.differences[0]  # first arm less second
    rows.append(_row("unaided less aided", float(np.subtract(*simulated.known).mean()), gain))
    return {"films": len(answers.truth), "readers": len(simulated.codes), "areas": rows}


def _row(name: str, true: float, found: Any) -> dict[str, object]:
    """A true area and the estimate over random readers and films, with its 95 % interval."""
    low, high = round(found.lower, 4), round(found.upper, 4)
    return {"what": name, "true": round(true, 4), "found": round(found.value, 4), "interval": [low, high],
            "covers": bool(found.lower <= true <= found.upper)}  # fmt: skip


def lock_study(root: Path, given: Protocol, bundle: Any) -> Study:
    """The study, locked with a model, and its packs."""
    from inference.child import DecodeChild
    from viewer.services.models import load_model
    from viewer.study import folder as folders
    from viewer.study import lock, pack

    made = folders.create(root, given)
    with DecodeChild() as child:
        model = lock.model_of(load_model(bundle).predictor)
        study = folders.make_lock(made, child.read, model)
        pack.make(study, (), child.read)
    return study


def desk_picture(study: Study, out: Path) -> None:
    """The study desk with the merged study."""
    from inference.child import DecodeChild
    from viewer.services.jobs import JobRunner
    from viewer.services.preferences import Preferences
    from viewer.services.study_room import StudyRoom
    from viewer.ui.study_desk import StudyDesk

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
    from inference import bundle as bundles
    from inference import paths

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
    args = parser.parse_args(arguments)
    from inference.child import DecodeChild
    from viewer.app import make_qt
    from viewer.study.report.write import write

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
