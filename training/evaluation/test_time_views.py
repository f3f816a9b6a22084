"""Further looks at a film beside the network's one pass, for trials: its mirror image, and both hips close.

Nothing of this is in the viewer.  A look changes the answer only; whether there is one (the film gate)
stays the business of the plain pass, so that a difference between two rows is the look's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from inference.model import class_maps
from inference.model.bundle import Bundle
from inference.model.session import Outputs
from inference.records import InputSpec
from training.errors import TrainingError
from training.evaluation.model_outputs import Asked

Floats = NDArray[np.float32]
Look = Callable[[Floats, Outputs], Outputs]
Point = tuple[float, float]
MEAN: Final = "mean"
MAXIMUM: Final = "max"
CROPS: Final = "crops"
RULES: Final = (MEAN, MAXIMUM, CROPS)
"""How the log-odds of the whole film and of the likelier hip are joined; ``crops``: the hip's alone."""


class Remembered:
    """A session that does not compute the same film twice in a row."""

    def __init__(self, session: Asked) -> None:
        self.bundle = session.bundle
        self._session = session
        self._last: tuple[Floats, Outputs] | None = None

    def run(self, tensor: Floats) -> Outputs:
        """The session's outputs; the very same object for the same tensor again."""
        if self._last is None or not np.array_equal(self._last[0], tensor):
            self._last = tensor, self._session.run(tensor)
        return self._last[1]


@dataclass(frozen=True, slots=True)
class Looking:
    """A session whose every answer passes through a look."""

    bundle: Bundle
    base: Asked
    look: Look

    def run(self, tensor: Floats) -> Outputs:
        """The plain pass, then the look."""
        return self.look(tensor, self.base.run(tensor))


class Near(Protocol):
    """What looks at both hips closely: a :class:`CloseNet`."""

    @property
    def name(self) -> str: ...

    def log_odds(self, tensor: Floats, out: Outputs) -> float:
        """Log-odds of a fracture of the likelier hip."""


def looking(
    sessions: Sequence[Asked], flips: bool, near: Sequence[Near], rules: Sequence[str]
) -> list[Asked]:
    """Every session as it is, and after it the same with each look that is asked for."""
    found: list[Asked] = []
    for session in sessions:
        base: Asked = Remembered(session) if flips or near else session
        found.append(base)
        if flips:
            found.append(_named(base, "flips", partial(flipped, _apart(base))))
        found += [
            _named(base, f"{net.name}, {rule}", _joining(net, rule, base)) for net in near for rule in rules
        ]
    return found


def _joining(net: Near, rule: str, base: Asked) -> Look:
    temperature = base.bundle.card.temperature
    return lambda tensor, out: joined(out, net.log_odds(tensor, out), rule, temperature)


def _named(base: Asked, what: str, look: Look) -> Looking:
    card = replace(base.bundle.card, version=f"{base.bundle.card.version}, {what}")
    return Looking(replace(base.bundle, card=card), base, look)


def flipped(session: Asked, tensor: Floats, out: Outputs) -> Outputs:
    """Mean of a film's logits and maps and of its mirror image's, the latter mirrored back."""
    other = session.run(np.ascontiguousarray(tensor[..., ::-1]))
    return replace(
        out,
        logits=np.float32(0.5) * (out.logits + other.logits),
        class_maps=np.float32(0.5) * (out.class_maps + other.class_maps[..., ::-1]),
    )


def _apart(session: Asked) -> Asked:
    """The session itself: the mirror image must not drive the film out of the memory."""
    return session._session if isinstance(session, Remembered) else session


def joined(out: Outputs, hip: float, rule: str, temperature: float) -> Outputs:
    """The outputs with the fracture's calibrated log-odds joined with a hip's.

    Only the normal class's logit moves: among the fractures nothing changes.
    """
    fractures = _logsumexp(out.logits[1:] / temperature)
    whole = fractures - float(out.logits[0]) / temperature
    odds = {MEAN: (whole + hip) / 2, MAXIMUM: max(whole, hip), CROPS: hip}[rule]
    logits = out.logits.copy()
    logits[0] = temperature * (fractures - odds)
    return replace(out, logits=logits)


def _logsumexp(values: Floats) -> float:
    top = float(values.max())
    return top + float(np.log(np.exp(values.astype(np.float64) - top).sum()))


class CloseNet:
    """A network that learned close views of one hip (``fit --close 1``), asked about both hips of a film.

    Raises:
        TrainingError: the run did not learn close views, or such as only landmarks find (``--near``).
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import torch

        from training.networks.rebuilt import of_run
        from training.run_folder import run_file, spec_of

        told = run_file(folder)
        if told["plan"]["augment"].get("close", 0.0) < 1:
            raise TrainingError(
                "{folder} did not learn close views.", "Name a run of fit --close 1.", folder=folder.name
            )
        if told["plan"]["augment"].get("near"):
            raise TrainingError(
                "{folder} learned close views that landmarks find.",
                "Put it into a bundle first: shenton-train hips.",
                folder=folder.name,
            )
        if threads:
            torch.set_num_threads(threads)
        self.name = folder.absolute().name
        self._spec: InputSpec = spec_of(told["input"])
        self._net: Any = of_run(folder, told["plan"]["architecture"])
        self._last: tuple[Outputs, float] | None = None

    def log_odds(self, tensor: Floats, out: Outputs) -> float:
        """Log-odds of a fracture of the likelier hip; ``out`` tells where the hips are looked for."""
        import torch

        if self._last is None or self._last[0] is not out:
            size = self._spec.size
            places = hip_places(out, content(tensor), size / tensor.shape[-1])
            views = np.concatenate([crop(tensor, place, size) for place in places])
            with torch.no_grad():
                logits = self._net(torch.from_numpy(views))[0].numpy()
            self._last = out, max(_logsumexp(row[1:]) - float(row[0]) for row in logits)
        return self._last[1]


def content(tensor: Floats) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of what is not the border's one value, in units of the square."""
    film = tensor[0, 0]
    shown = film > film.min()
    across, down = np.flatnonzero(shown.any(axis=0)), np.flatnonzero(shown.any(axis=1))
    if not len(across):
        return 0.0, 0.0, 1.0, 1.0
    size = film.shape[0]
    return across[0] / size, down[0] / size, (across[-1] + 1) / size, (down[-1] + 1) / size


def hip_places(out: Outputs, film: tuple[float, float, float, float], extent: float) -> tuple[Point, Point]:
    """In each half of the film the place that speaks most for or against a fracture, in units of the square.

    The network's own map finds the hips, no landmark is known: a broken hip speaks for, a whole one against.
    (Of 60 generated validation films it found 40 of 42 broken and 59 of 62 whole hips, 0.2.0; the place that
    speaks most *for* a fracture 28 and 15.)  A window of ``extent`` stays on the film where that is as large.
    """
    x0, y0, x1, y1 = film
    signed = class_maps.fracture_map(out.class_maps, out.logits, temperature=1.0)
    smooth = cv2.GaussianBlur(np.abs(signed), (3, 3), 0, borderType=cv2.BORDER_REPLICATE)
    rows, columns = ((np.arange(n) + 0.5) / n for n in smooth.shape)
    inside = np.outer((rows > y0) & (rows < y1), (columns > x0) & (columns < x1))
    middle = (x0 + x1) / 2
    left, right = (
        _peak(np.where(inside & half, smooth, -np.inf), rows, columns)
        for half in (columns < middle, columns >= middle)
    )
    return _held(left, film, extent), _held(right, film, extent)


def _peak(values: Floats, rows: NDArray[np.float64], columns: NDArray[np.float64]) -> Point:
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    return float(columns[column]), float(rows[row])


def _held(place: Point, film: tuple[float, float, float, float], extent: float) -> Point:
    x, y = (
        float(np.clip(at, low + extent / 2, high - extent / 2)) if high - low > extent else (low + high) / 2
        for at, low, high in zip(place, film[:2], film[2:], strict=True)
    )
    return x, y


def crop(tensor: Floats, place: Point, size: int) -> Floats:
    """float32 [1, 1, size, size] about a place, at the tensor's own scale; the border's value beyond it."""
    film = tensor[0, 0]
    x, y = (round(at * film.shape[0] - size / 2) for at in place)
    padded = np.pad(film, size, constant_values=float(film.min()))
    return np.ascontiguousarray(padded[None, None, y + size : y + 2 * size, x + size : x + 2 * size])
