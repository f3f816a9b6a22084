"""A model's answers, frozen for a study: numbers as JSON, class maps as plain 16-bit floats.

``answers.json`` holds what :class:`inference.records.Prediction` holds, apart from the latent; ``maps.bin``
holds the class maps one after another as little-endian IEEE 754 half precision, in the order and shapes that
the JSON states.  Nothing is unpickled; every size is checked before it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from inference import strict_json
from inference.aoota import CLASSES
from inference.errors import StudyError
from inference.hash_chain import canonical
from inference.messages import Message, json_place
from inference.model.verdict import Verdict, Zone, verdict_of
from inference.records import Affine, Answer, ModelIdentity, NoAnswer, Prediction, Sha256, Side
from viewer.study.files.schema import MAX_STRING, Fields

ANSWERS: Final = "answers.json"
MAPS: Final = "maps.bin"
SCHEMA: Final = 1
MAX_MAP: Final = 256
MAX_NUMBER: Final = 1e30
"""Within the range of 32-bit floats; NaN is not below it."""
MAX_DOUBTS: Final = 100
_AGAIN: Final = Message("Ask for a new study pack.")


@dataclass(frozen=True, slots=True)
class FrozenAnswers:
    """The answers of one model to the films of a study.

    Attributes:
        model: which graph.
        operating_point: name of the threshold's operating point.
        threshold: on the fracture probability.
        temperature: of the calibration; the maps' weights need it.
        map_scale: fracture-map value drawn in full colour.
        synthetic_training: the model learned from synthetic films.
        answers: by name of the film.
        zone: the model's sensitive and specific threshold where the verdict goes by them; None where one
            threshold decides (and in studies locked before they were kept).
    """

    model: ModelIdentity
    operating_point: str
    threshold: float
    temperature: float
    map_scale: float
    synthetic_training: bool
    answers: Mapping[str, Answer]
    zone: Zone | None = None

    def verdict(self, answer: Prediction) -> Verdict:
        """What an answer is called, by the frozen rule."""
        return verdict_of(answer.p_fracture, self.threshold, self.zone)


def to_bytes(frozen: FrozenAnswers) -> tuple[bytes, bytes]:
    """``answers.json`` and ``maps.bin``."""
    maps: list[bytes] = []
    films = {name: _entry(answer, maps) for name, answer in sorted(frozen.answers.items())}
    table = {
        "schema": SCHEMA,
        "model": {"name": frozen.model.name, "version": frozen.model.version, "sha256": frozen.model.sha256},
        "operating_point": frozen.operating_point,
        "threshold": frozen.threshold,
        "temperature": frozen.temperature,
        "map_scale": frozen.map_scale,
        "synthetic_training": frozen.synthetic_training,
        "films": films,
        **({} if frozen.zone is None else {"zone": list(frozen.zone)}),
    }
    return canonical(table).encode(), b"".join(maps)


def _entry(answer: Answer, maps: list[bytes]) -> dict[str, object]:
    if isinstance(answer, NoAnswer):
        return {"reason": answer.reason, "hint": answer.hint}
    half = answer.class_maps.astype("<f2")
    if not np.isfinite(half).all():
        raise StudyError("A class map of the model is too large to be kept.", "Report this model.")
    maps.append(half.tobytes())
    doubts = {"doubts": list(answer.doubts)} if answer.doubts else {}
    return {
        "probabilities": [float(answer.probabilities[name]) for name in CLASSES],
        "logits": [float(value) for value in answer.logits],
        "side": answer.side.value,
        "map_shape": [int(n) for n in answer.class_maps.shape[1:]],
        "map_to_film": [[float(v) for v in row] for row in answer.map_to_film],
        "input_sha256": answer.input_sha256,
        **doubts,
    }


def from_bytes(text: bytes, maps: bytes) -> FrozenAnswers:
    """Read the two files back.

    Raises:
        StudyError: they are damaged or contradict each other.
    """
    try:
        values = strict_json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StudyError(
            "The model's answers cannot be read ({place}).", _AGAIN, place=json_place(error)
        ) from error
    top = Fields(values, Message("The model's answers"))
    if top.whole("schema") != SCHEMA:
        raise StudyError("The model's answers are of another version.", "Use the Shenton that wrote them.")
    model = Fields(top.table("model"), Message("The model's answers"))
    identity = ModelIdentity(model.text("name"), model.text("version"), Sha256(model.text("sha256")))
    model.done()
    head = (
        top.text("operating_point"), top.number("threshold"), top.number("temperature"),
        top.number("map_scale"), top.yes("synthetic_training"),
    )  # fmt: skip
    films, zone = top.table("films"), _zone(top.items("zone", 2))
    top.done()
    reader = _Maps(maps)
    answers = {name: _answer(inner, reader, identity, head[1]) for name, inner in sorted(films.items())}
    reader.done()
    return FrozenAnswers(identity, *head, answers, zone)


def _zone(values: list[object]) -> Zone | None:
    if not values:
        return None
    low, high = _numbers(values, 2)
    if not 0 < low < high < 1:
        raise StudyError("The model's two thresholds are not in order between 0 and 1.", _AGAIN)
    return low, high


class _Maps:
    """Takes one map after another off ``maps.bin``."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, rows: int, columns: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        if not (0 < rows <= MAX_MAP and 0 < columns <= MAX_MAP):
            raise StudyError("A map of the model has an impossible size.", _AGAIN)
        count = len(CLASSES) * rows * columns
        part = self._data[self._at : self._at + 2 * count]
        if len(part) < 2 * count:
            raise StudyError("The model's maps end too early.", _AGAIN)
        self._at += 2 * count
        found = np.frombuffer(part, "<f2").astype(np.float32).reshape(len(CLASSES), rows, columns)
        if not np.isfinite(found).all():
            raise StudyError("A map of the model holds a value that is no number.", _AGAIN)
        return found

    def done(self) -> None:
        if self._at != len(self._data):
            raise StudyError("The model's maps are longer than its answers.", _AGAIN)


def _answer(values: object, maps: _Maps, model: ModelIdentity, threshold: float) -> Answer:
    fields = Fields(values, Message("An answer of the model"))
    if isinstance(values, Mapping) and "reason" in values:
        answer = NoAnswer(Message(fields.text("reason")), Message(fields.text("hint", "")), model)
        fields.done()
        return answer
    probabilities = _numbers(fields.items("probabilities", len(CLASSES)), len(CLASSES))
    logits = _numbers(fields.items("logits", len(CLASSES)), len(CLASSES))
    rows, columns = _numbers(fields.items("map_shape", 2), 2)
    found = Prediction(
        model=model,
        probabilities=dict(zip(CLASSES, _shares(probabilities), strict=True)),
        logits=np.array(logits, np.float32),
        class_maps=maps.take(int(rows), int(columns)),
        map_to_film=_affine(fields.items("map_to_film", 2)),
        latent=np.zeros(0, np.float32),
        input_sha256=Sha256(fields.text("input_sha256")),
        side=fields.choice("side", Side),
        threshold=threshold,
        provider="frozen",
        elapsed_ms=0.0,
        doubts=_names(fields.items("doubts", MAX_DOUBTS)),
    )
    fields.done()
    return found


def _shares(values: list[float]) -> list[float]:
    if not all(0 <= value <= 1 for value in values) or abs(sum(values) - 1) > 1e-3:
        raise StudyError("The model's probabilities do not sum to one.", _AGAIN)
    return values


def _names(values: list[object]) -> tuple[str, ...]:
    names = [value for value in values if isinstance(value, str)]
    if len(names) != len(values) or any(len(name) > MAX_STRING for name in names):
        raise StudyError("An answer of the model names its doubts wrongly.", _AGAIN)
    return tuple(names)


def _affine(rows: list[object]) -> Affine:
    listed = [_numbers(row if isinstance(row, list) else [], 3) for row in rows]
    if len(listed) != 2:
        raise StudyError("A map of the model has no place on its film.", _AGAIN)
    (a, b, c), (d, e, f) = listed
    return ((a, b, c), (d, e, f))


def _numbers(values: list[object], count: int) -> list[float]:
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) != count or not all(abs(number) < MAX_NUMBER for number in numbers):
        raise StudyError("An answer of the model lacks its numbers.", _AGAIN)
    return [float(number) for number in numbers]
