"""Records for tests of the store and the exports; each film is told by a short seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

from inference.aoota import CLASSES, ReaderClass
from inference.records import (
    Film,
    ModelIdentity,
    Prediction,
    Reading,
    Sha256,
    Side,
    SpacingKind,
    ValueChain,
)

MODEL = ModelIdentity("test-net", "1.0", Sha256("c" * 64))


def sha(seed: str) -> Sha256:
    return Sha256(sha256(seed.encode()).hexdigest())


def film(seed: str = "film", **changes: object) -> Film:
    plain = Film(
        path=Path(f"/films/{seed}.dcm"),
        sop_uid=f"1.2.3.{len(seed)}",
        study_uid="1.2.3",
        series_uid="1.2.3.4",
        sop_class="1.2.840.10008.5.1.4.1.1.1.1",
        shape=(2688, 2208),
        chain=ValueChain(12, signed=False),
        pixel_sha256=sha(seed),
        spacing_mm=(0.14, 0.14),
        spacing_kind=SpacingKind.DETECTOR,
        patient_number=f"number-{seed}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def prediction(p_fracture: float = 0.9, model: ModelIdentity = MODEL, **changes: object) -> Prediction:
    """The mass of the fracture classes lies on A2."""
    spread = dict.fromkeys(CLASSES, 0.0) | {"normal": 1 - p_fracture, "A2": p_fracture}
    plain = Prediction(
        model=model,
        probabilities=spread,
        logits=np.linspace(-1, 1, 7, dtype=np.float32),
        class_maps=np.zeros((7, 4, 4), np.float32),
        map_to_film=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
        latent=np.zeros(8, np.float32),
        input_sha256=sha("input"),
        side=Side.RIGHT,
        threshold=0.5,
        provider="CPUExecutionProvider",
        elapsed_ms=41.5,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def reading(seed: str = "film", ao_class: str = "A2", reader: str = "R1", **changes: object) -> Reading:
    side = Side.NONE if ao_class == "normal" else Side.RIGHT
    return replace(Reading(sha(seed), reader, ReaderClass(ao_class), side), **changes)  # type: ignore[arg-type]


class Clock:
    """A clock that moves one second at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
