"""Small studies on real films, locked with the tiny model, and their packs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from inference.dicom.reader import read_film
from inference.model.session import Session
from tests.models import write_bundle
from tests.viewer.desk import bright_film
from viewer.app.prediction.model_service import load_model
from viewer.study.design import freeze
from viewer.study.design import study_folder as folders
from viewer.study.design.protocol import Design, Protocol, Questions, Reader, Response, Rules, Scale
from viewer.study.design.study_folder import Study
from viewer.study.packs import result_pack, study_pack
from viewer.study.sitting.sitting import Phase

READERS = (Reader("R1", "radiology", 12), Reader("R2", "emergency", 3))


def films_folder(folder: Path, count: int, size: tuple[int, int] = (160, 128)) -> Path:
    """Films, every second one with a fracture (bright), and their truth beside them."""
    lines = ["film,truth,side,boxes,patient"]
    for number in range(count):
        broken = number % 2 == 1
        name = f"doe-jane-{number:03}.dcm"
        bright_film(folder, name, bright=0.9 if broken else 0.1, seed=number, PatientName="Willow^Jane")
        box = "20 30 60 80" if broken else ""
        lines.append(f"{name},{'A2' if broken else 'normal'},{'right' if broken else ''},{box},P{number}")
    (folder / "truth.csv").write_text("\n".join(lines), "utf8")
    return folder


def protocol(design: Design = Design.SEQUENTIAL, *, practice: int = 0, **more: object) -> Protocol:
    questions = more.pop("questions", Questions(Scale.HUNDRED))
    rules = Rules("A small study", design, questions, **more)  # type: ignore[arg-type]
    return Protocol(rules, "films", readers=READERS, practice=practice)


def locked_study(root: Path, given: Protocol | None = None, films: int = 4) -> Study:
    """A study locked with the tiny model."""
    films_folder(root / "films", films)
    made = folders.create(root, given or protocol())
    bundle = write_bundle(root.parent / "tiny-bundle", bias=3.0)
    return folders.make_lock(made, read_film, freeze.model_of(load_model(bundle, Session).predictor))


def packs(study: Study) -> list[Path]:
    return study_pack.make(study, (), read_film)


def read_everything(
    opened: study_pack.OpenPack, fracture: Callable[[str], bool] = lambda _film: True
) -> None:
    """A reader's whole sitting, without the window."""
    sitting = opened.sitting()
    where = sitting.begin()
    while where.phase is not Phase.DONE:
        assert where.step is not None
        sitting.shown()
        answer = fracture(where.step.film)
        where = sitting.submit(Response(answer, 80 if answer else 10))
    sitting.close()


def result_of(study: Study, code: str, folder: Path) -> Path:
    """The result pack of a reader who calls every film a fracture."""
    path = study.folder / folders.PACKS / f"{code}{study_pack.SUFFIX}"
    opened = study_pack.unpack(path, study.reader_key(code), folder / "home")
    read_everything(opened)
    return result_pack.make(opened, folder / f"{code}{result_pack.SUFFIX}")
