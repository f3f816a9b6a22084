"""Whether a faster engine answers like the usual one on this machine: asked once, and kept.

A rounding engine (:data:`inference.model.providers.CHECKED`) is used by default only where, on the probes of
the bundle and on the demonstration films, no probability moves by more than :data:`AGREEMENT`, no verdict,
class or refusal changes, and a pass takes less time.  What was found holds for one machine, one bundle and
one set of versions; whatever of these changes, the question is asked again.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import statistics
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

import inference
from inference import strict_json
from inference.aoota import CLASSES, FRACTURES
from inference.errors import FilmError, ShentonError
from inference.files import PRIVATE, read_at_most, write_whole
from inference.messages import Message
from inference.model import input_checks, preprocess, providers
from inference.model.bundle import Bundle
from inference.model.card import ModelCard
from inference.model.child_session import ChildSession, Limits
from inference.model.self_test import builtin_input
from inference.model.session import Outputs, probabilities
from inference.model.verdict import verdict_of

AGREEMENT: Final = 5e-3
"""How far a probability may be from that of an engine in 32-bit floats."""
FASTER: Final = 0.95
"""The share of the usual engine's time that a faster one may take at most."""
RECORD: Final = "engines.json"
PATIENT: Final = Limits(start_s=900.0, pass_s=120.0, in_background=True)
"""A busy machine is no reason to find that an engine fails; TensorRT takes minutes to start."""
MOST_KEPT: Final = 200
MAX_BYTES: Final = 1 << 20
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finding:
    """One engine against the usual one, on the same inputs.

    Attributes:
        engine, usual: names of both.
        inputs: how many probes and films both answered; 0 where the engine did not start or failed.
        worst: largest difference of a probability.
        changed: inputs on which a verdict, a class, a doubt or a refusal changed.
        ms, usual_ms: median milliseconds of a pass, taken in turns.
    """

    engine: str
    usual: str
    inputs: int = 0
    worst: float = 0.0
    changed: int = 0
    ms: float = 0.0
    usual_ms: float = 0.0

    @property
    def agrees(self) -> bool:
        return self.inputs > 0 and self.worst <= AGREEMENT and self.changed == 0

    @property
    def is_used(self) -> bool:
        """Whether it takes the place of the usual engine."""
        return self.agrees and self.ms <= FASTER * self.usual_ms

    @property
    def words(self) -> Message:
        """What was found, in one sentence."""
        if not self.inputs:
            return Message("{engine} does not run this model here; {usual} is used.", **self._named)
        if not self.agrees:
            return Message(
                "{engine} is not used: on {inputs} probe films a probability moved by "
                "{worst:.4f}; answers changed: {changed}.",
                **self._named,
            )
        if not self.is_used:
            return Message(
                "{engine} is not used: it agrees with {usual} but is not faster here ({ms:.0f} against "
                "{usual_ms:.0f} ms a film).",
                **self._named,
            )
        return Message(
            "{engine} is used: on {inputs} probe films no probability moved by more than {worst:.4f} from "
            "{usual}, no answer changed, and a film takes {ms:.0f} ms instead of {usual_ms:.0f}.",
            **self._named,
        )

    @property
    def _named(self) -> dict[str, Any]:
        return asdict(self) | {"engine": providers.short_name(self.engine)}


def approved(bundle: Bundle, folder: Path) -> dict[str, Message]:
    """The engines that this machine has found to agree on ``bundle``, and the sentence that says so.

    Args:
        folder: where findings are kept (``Paths.cache``).
    """
    names = providers.candidates()
    if not names:
        return {}
    found = _known(bundle, folder)
    return {name: found[name].words for name in names if name in found and found[name].is_used}


def open_questions(bundle: Bundle, folder: Path) -> list[str]:
    """The engines that this installation may run and that were not asked about yet."""
    names = providers.candidates()
    known = _known(bundle, folder) if names else {}
    return [name for name in names if name not in known]


class FastCheck:
    """The check of one bundle; blocks, so on a thread of its own.  :meth:`cancel` comes from any thread.

    Args:
        bundle: what is asked about.
        folder: where findings are kept.
        films: films to answer beside the card's probes; what cannot be read is left out.
    """

    def __init__(self, bundle: Bundle, folder: Path, films: Iterable[Path]) -> None:
        self._bundle, self._folder, self._films = bundle, folder, tuple(films)
        self._sessions: list[ChildSession] = []
        self._cancelled = False

    def run(self) -> list[Finding]:
        """Ask about every engine that was not asked about yet, and keep what is found."""
        questions = open_questions(self._bundle, self._folder)
        if not questions:
            return []
        tensors = list(probes(self._bundle, self._films))
        found = [finding for name in questions if (finding := self._ask(name, tensors)) is not None]
        keep(self._bundle, self._folder, found)
        return found

    def cancel(self) -> None:
        """Give it up; nothing is kept of an engine that was being asked about."""
        self._cancelled = True
        for session in self._sessions:
            session.cancel()

    def _ask(self, name: str, tensors: Sequence[Floats]) -> Finding | None:
        """What is found of one engine; None where it was given up, or the usual engine fails."""
        usual = ChildSession(self._bundle, limits=PATIENT)
        other = ChildSession(self._bundle, providers=[name], limits=PATIENT)
        self._sessions = [usual, other]
        found = None
        try:
            if not self._cancelled:
                usual.start()
                found = _compared_or_failed(usual, other, name, tensors)
        except ShentonError:
            return None
        finally:
            usual.close()
            other.close()
        return None if self._cancelled else found


def _compared_or_failed(
    usual: ChildSession, other: ChildSession, name: str, tensors: Sequence[Floats]
) -> Finding:
    try:
        return compared(usual, other, name, tensors)
    except ShentonError:
        return Finding(name, usual.provider)


def compared(usual: ChildSession, other: ChildSession, name: str, tensors: Sequence[Floats]) -> Finding:
    """Both engines on the same inputs, in turns.

    Raises:
        ShentonError: one of them does not start or fails.
    """
    card = usual.bundle.card
    if other.start().provider != providers.short_name(name):
        return Finding(name, usual.provider)
    pairs = [(usual.run(tensor), other.run(tensor)) for tensor in tensors]
    worst = max(float(np.abs(np.subtract(*(_chances(card, one) for one in pair))).max()) for pair in pairs)
    changed = sum(answer(card, one) != answer(card, two) for one, two in pairs)
    if other.provider != providers.short_name(name):  # it was left on the way
        return Finding(name, usual.provider)
    times = (statistics.median(one.elapsed_ms for one in side) for side in zip(*pairs, strict=True))
    usual_ms, ms = times
    return Finding(name, usual.provider, len(pairs), worst, changed, ms, usual_ms)


def _chances(card: ModelCard, outputs: Outputs) -> NDArray[np.float64]:
    return probabilities(outputs.logits, card.temperature)


def answer(card: ModelCard, outputs: Outputs) -> tuple[object, ...]:
    """What a reader would be told: refusal, doubts, and verdict and class at every operating point."""
    chances = dict(zip(CLASSES, _chances(card, outputs), strict=True))
    fracture = 1.0 - float(chances[CLASSES[0]])
    best = max(FRACTURES, key=lambda name: chances[name])
    refusal = input_checks.output_gate(card, outputs)
    verdicts = tuple(verdict_of(fracture, point.threshold) for point in card.operating_points)
    above = any(fracture >= point.threshold for point in card.operating_points)
    doubts = input_checks.doubts_of(card, outputs)
    return refusal is None, doubts, verdicts, best if above else ""


def probes(bundle: Bundle, films: Iterable[Path]) -> Iterator[Floats]:
    """Network inputs: the card's own probes, then the films that can be read."""
    from inference.dicom.decode_worker import DecodeChild

    spec = bundle.card.input
    for test in bundle.card.self_tests:
        yield builtin_input(test.input, spec)
    with DecodeChild() as child:
        for path in films:
            with suppress(FilmError):
                yield preprocess.network_input(child.read(path), spec).tensor


# what is kept ----------------------------------------------------------------------------------------


def circumstances(bundle: Bundle) -> str:
    """SHA-256 of all that a finding depends on: this machine, the bundle, the versions."""
    parts = {
        "card": hashlib.sha256(bundle.card.to_json().encode()).hexdigest(),
        "shenton": inference.__version__,
        "system": [platform.system(), platform.machine(), platform.processor(), os.cpu_count()],
        "hardware": _hardware(),
        "versions": providers.versions(),
        "rules": [AGREEMENT, FASTER],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _hardware() -> str:
    """Processor and graphics card as Linux names them; elsewhere ``platform.processor`` must do."""
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text("utf8", "replace").splitlines()
        chosen = {line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))}
        cards = [Path("/proc/driver/nvidia/version"), *Path("/proc/driver/nvidia/gpus").glob("*/information")]
        texts = [card.read_text("utf8", "replace") for card in sorted(cards) if card.is_file()]
        return hashlib.sha256("\n".join([*sorted(chosen), *texts]).encode()).hexdigest()
    return ""


def keep(bundle: Bundle, folder: Path, found: Sequence[Finding]) -> None:
    """Add findings to those kept; a disk that refuses costs a later check and nothing else."""
    if not found:
        return
    everything = _read(folder)
    key = circumstances(bundle)
    everything[key] = everything.pop(key, {}) | {one.engine: asdict(one) for one in found}
    kept = dict(list(everything.items())[-MOST_KEPT:])
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(folder / RECORD, json.dumps(kept, indent=1), mode=PRIVATE)


def _known(bundle: Bundle, folder: Path) -> dict[str, Finding]:
    found = {}
    kept = _read(folder).get(circumstances(bundle), {})
    for name, values in (kept if isinstance(kept, dict) else {}).items():
        if name in providers.CHECKED and (finding := _finding(values)) is not None:
            found[name] = finding
    return found


def _finding(values: Any) -> Finding | None:
    """A kept finding; None for anything that cannot be one."""
    kinds = {item.name: (str if item.type == "str" else (int, float)) for item in fields(Finding)}
    if not isinstance(values, dict) or values.keys() != kinds.keys():
        return None
    if not all(isinstance(value, kinds[name]) for name, value in values.items()):
        return None
    return Finding(**values)


def _read(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        found = strict_json.loads(read_at_most(folder / RECORD, MAX_BYTES) or b"{}")
        return found if isinstance(found, dict) else {}
    return {}
