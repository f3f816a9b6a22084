"""What the viewer's tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from inference import paths
from inference.imaging import text_boxes
from tests import detectors
from tests.orthanc import Orthanc, emptied, filled, instances
from tests.viewer.desk import SharedChild
from viewer.app import i18n, languages
from viewer.study.design import film_processes


@pytest.fixture(scope="session")
def child() -> Iterator[SharedChild]:
    """A warm decode process."""
    made = SharedChild()
    made.warm()
    yield made
    made.end()


@pytest.fixture(scope="session")
def running_pacs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Orthanc, set[str]]]:
    """A real PACS, and what it holds when it begins: a study of two films."""
    with filled(tmp_path_factory.mktemp("orthanc")) as made:
        yield made, instances(made)


@pytest.fixture
def pacs(running_pacs: tuple[Orthanc, set[str]]) -> Orthanc:
    """A real PACS with a study of two films in it, and nothing else."""
    return emptied(*running_pacs)


@pytest.fixture
def put(qapp: QApplication) -> Iterator[Callable[[str], str]]:
    """Puts a language in force until the test ends."""
    before = QLocale()
    yield lambda setting: languages.put_in_force(qapp, setting)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setProperty(i18n.LANGUAGE, None)
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def no_shipped_models(home: Path) -> Iterator[None]:
    """A test meets the models that it installs itself; what ships has its own test."""
    with pytest.MonkeyPatch.context() as patch:  # a test's own ``monkeypatch.undo`` leaves it in force
        patch.setattr(paths.Paths, "shipped_models", property(lambda _self: home / "no-models"))
        yield


@pytest.fixture(autouse=True)
def small_text_pictures() -> Iterator[None]:
    """The text detector looks at small pictures: a ninth of the time, and the tests' films are small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_boxes, "SHORT_SIDE", detectors.SMALL)
        patch.setattr(film_processes, "shipped", detectors.small)
        yield
