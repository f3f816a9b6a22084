"""Which map is drawn, and its numbers.  Qt-free: the window only shows what this gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inference.model.card import ModelCard
from inference.records import Prediction

DIFFERENCE: Final = "difference"


@dataclass(frozen=True, slots=True)
class Target:
    """What a map is to explain: ``name`` of a target, or why ``name`` rather than ``against``."""

    name: str = "fracture"
    against: str = ""

    @property
    def words(self) -> str:
        return f"why {self.name} rather than {self.against}" if self.against else self.name


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """A map ready to be drawn: float32 [h, w], 0 or more, and the value drawn in full colour."""

    values: NDArray[np.float32]
    scale: float
    stretched: bool
    absolute: float = 0.0  # the value that the model's card draws in full colour; 0: ``scale``

    @property
    def share(self) -> float:
        """How much of the absolute scale the map's peak reaches, stretched or not."""
        return float(self.values.max()) / max(self.absolute or self.scale, 1e-9)

    @property
    def is_weak(self) -> bool:
        from inference.imaging.heatmap_overlay import WEAK

        return self.share < WEAK


def heat_map(prediction: Prediction, target: Target, card: ModelCard, *, stretch: bool = False) -> HeatMap:
    """The map of one target (Grad-CAM's ReLU applied), without running the network again.

    Args:
        card: brings the temperature and the absolute scale, with which the same evidence looks the same on
            every film.
        stretch: scale to this map's own peak instead.
    """
    from inference.model import class_maps

    if target.against:
        weights = class_maps.difference_weights(target.name, target.against)
        values = class_maps.drawn(class_maps.combine(prediction.class_maps, weights))
    else:
        values = target_values(prediction, target.name, card.temperature)
    peak = float(values.max())
    return HeatMap(values, peak if stretch and peak > 0 else card.map_scale, stretch, card.map_scale)


def target_values(prediction: Prediction, target: str, temperature: float) -> NDArray[np.float32]:
    """The map of one target, float32 [h, w], 0 or more; ``temperature`` is the model's calibration."""
    from inference.model import class_maps

    weights = class_maps.weights(target, prediction.logits, temperature)
    return class_maps.drawn(class_maps.combine(prediction.class_maps, weights))
