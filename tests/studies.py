"""Small reader studies, made on the spot: real films, the tiny real model, real packs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from inference.dicom.reader import read_film
from inference.model.predictor import Predictor
from inference.model.session import Session
from inference.records import OperatingPoint
from tests.films import JPEG_LS, build, phantom
from tests.models import write_bundle
from viewer.study.design import freeze, study_folder
from viewer.study.design.freeze import Model
from viewer.study.design.protocol import Design, Protocol, Questions, Reader, Response, Rules, Scale
from viewer.study.design.reading_order import Step
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack, study_pack
from viewer.study.packs.study_pack import OpenPack
from viewer.study.sitting.sitting import Clock, Phase

READERS = (
    Reader("R1", "radiology", 12), Reader("R2", "radiology", 4), Reader("R3", "emergency", 3),
    Reader("R4", "emergency"),
)  # fmt: skip


def films(where: Path, fractures: int, normals: int, *, rows: int = 96, columns: int = 80) -> Path:
    """A folder of small films with ``truth.csv``; fractures have a bright patch and a box around it.

    The tiny model sees brightness: it answers most of these films rightly, and some wrongly.
    """
    where.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(fractures + normals):
        fracture = number < fractures
        stored = phantom(rows, columns) // 8 + number
        stored[-6:] = 4095
        if fracture:
            high = 34 + 7 * (number % 5)
            stored[20 : 20 + high, 10:60] = 4090 - number
        else:
            stored[: 6 + 6 * (number % 5), 20:] = 4000 - number
        name = f"p{number:03d}.dcm"
        build(
            where,
            stored=stored,
            syntax=JPEG_LS,
            name=name,
            PatientName=f"Doe^J{number}",
            PatientID=f"X{number}",
        )
        boxes = f"10 20 60 {20 + high}" if fracture else ""
        lines.append((name, "A2" if fracture else "normal", "right" if fracture else "", boxes))
    with (where / "truth.csv").open("w", newline="", encoding="utf8") as file:
        csv.writer(file).writerows([("film", "truth", "side", "boxes"), *lines])
    return where


def model(where: Path) -> Model:
    """The tiny model at an operating point for these films."""
    point = OperatingPoint("sensitive", 0.9, "made films", 12)
    return freeze.model_of(Predictor(Session(write_bundle(where, operating_points=(point,)))))


def protocol(design: Design = Design.SEQUENTIAL, **changes: object) -> Protocol:
    """A protocol that asks for everything."""
    questions = Questions(Scale.HUNDRED, True, True, design is not Design.UNAIDED)
    rules = Rules("Test study", design, questions, 28 if design is Design.CROSSOVER else 0)
    return replace(Protocol(rules, readers=READERS), **changes)  # type: ignore[arg-type]


def locked(
    where: Path, fractures: int = 6, normals: int = 6, design: Design = Design.SEQUENTIAL, **changes: object
) -> Study:
    """A locked study in ``where``, its films in ``where/films``."""
    films(where / "films", fractures, normals)
    draft = study_folder.create(where, protocol(design, **changes))
    return study_folder.make_lock(draft, read_film, model(where.parent / f"{where.name}-model"))


Answer = Callable[[Study, str, Step], Response]


def noisy(seed: int = 5) -> Answer:
    """Readers who are often right, more often with the model; always the same answer to the same question."""

    def answer(study: Study, code: str, step: Step) -> Response:
        film = study.need_lock().film(step.film)
        random = np.random.default_rng([seed, *f"{code}/{step.film}/{step.arm}".encode()])
        strength = 1.2 if step.arm == "unaided" else 2.0
        value = random.normal(strength if film.truth.fracture else 0.0)
        rating = int(np.clip(50 + 25 * (value - strength / 2), 0, 100))
        if rating < 50:
            return Response(False, rating)
        box = film.truth.boxes[0] if film.truth.boxes and random.random() < 0.9 else None
        place = (box.x0 + 2, box.y0 + 2) if box else (70.0, 90.0)
        return Response(True, rating, "A2" if random.random() < 0.7 else "B1", place)

    return answer


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at, self.run = datetime(2026, 3, 1, 8, tzinfo=UTC), 100.0

    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: self.run)

    def wait(self, seconds: float) -> None:
        self.run += seconds
        self.at += timedelta(seconds=seconds)


def opened(study: Study, code: str, home: Path) -> OpenPack:
    """The reader's pack, made and unpacked below ``home``."""
    (path,) = study_pack.make(study, (code,), read_film)
    return study_pack.unpack(path, study.reader_key(code), home)


def sit(study: Study, given: OpenPack, answer: Answer | None = None, films: int | None = None) -> None:
    """Read ``films`` films (all of them), through pauses of a wash-out."""
    hands, said = Hands(), answer or noisy()
    sitting = given.sitting(hands.clock())
    if sitting.events[1:]:
        hands.at = datetime.fromisoformat(sitting.events[-1].at)
    where, count = sitting.position(), 0
    while where.phase is not Phase.DONE and (films is None or count < films):
        if where.phase is Phase.WAITING:
            if where.opens is not None:
                hands.at = max(hands.at, where.opens)
            where = sitting.begin()
        elif where.phase is Phase.FEEDBACK:
            where = sitting.seen()
        elif where.phase is Phase.PAUSED:
            where = sitting.resume()
        elif where.step is not None:
            sitting.shown()
            hands.wait(8 + count % 5)
            count += where.step.last_arm
            where = sitting.submit(said(study, given.assignment.reader.code, where.step))
    sitting.close()


def returned(study: Study, home: Path, codes: Sequence[str] = (), answer: Answer | None = None) -> None:
    """Let readers read all films and merge what they send back."""
    for code in codes or [reader.code for reader in study.protocol.readers]:
        given = opened(study, code, home)
        sit(study, given, answer)
        result_pack.merge(study, result_pack.make(given, home / f"{code}.resultpack"))
