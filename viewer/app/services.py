"""Everything below the window, in one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from viewer.app.film_service import FilmReader, FilmService
from viewer.app.jobs import JobRunner
from viewer.app.measurement_service import MeasureService
from viewer.app.prediction.model_service import ModelService
from viewer.app.preferences import Preferences
from viewer.app.reading.service import ReadingService
from viewer.app.store_service import StoreService
from viewer.app.worklist import Worklist


@dataclass(frozen=True, slots=True)
class Services:
    """Everything below the window."""

    jobs: JobRunner
    preferences: Preferences
    store: StoreService
    worklist: Worklist
    films: FilmService
    models: ModelService
    readings: ReadingService
    measures: MeasureService
    site_profiles: Path  # the folder of the user's
    new_reader: Callable[[], FilmReader]  # a decode process of its own, for other windows
