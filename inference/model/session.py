"""ONNX Runtime, started quietly: GPU first with a stated fall-back, graph from bytes, outputs checked."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from inference.aoota import CLASSES
from inference.errors import BundleError, ModelOutputError
from inference.messages import Message, sentences
from inference.model.bundle import Bundle
from inference.model.card import ModelCard, SelfTest
from inference.model.card_validation import OUTPUTS
from inference.model.providers import (
    CPU,
    CUDA,
    DIRECTML,
    FATAL,
    NAMES,
    OPENVINO_MIXED,
    ROUNDING,
    TENSORRT,
    choose_providers,
    options_of,
    package_notices,
    preload_cuda,
    provider_of,
    quiet_runtime,
    release_memory,
    run_options,
    short_name,
)
from inference.model.self_test import builtin_input
from inference.records import InputSpec

Floats = NDArray[np.float32]
SANE: Final = 0.05
"""How far a probability of a rounding engine may be off on a self-test, whose pictures are no films; whether
it agrees on films is asked by :mod:`inference.model.fast_check`."""
LARGEST: Final = {"logits": 1e4, "class_maps": 1e6, "latent": 1e6}
"""What a network that works stays far below: softmax turns a logit of 3e38 into a certainty."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """One pass: ``logits`` [7], ``class_maps`` [7, h, w] (signed), ``latent`` [d], all float32 and finite."""

    logits: Floats
    class_maps: Floats
    latent: Floats
    elapsed_ms: float
    extra: Mapping[str, NDArray[Any]] = field(default_factory=dict)


class Engine(Protocol):
    """What answers tensors with a bundle: :class:`Session` here, ``ChildSession`` in a process of its own."""

    @property
    def bundle(self) -> Bundle: ...

    @property
    def provider(self) -> str: ...

    @property
    def notice(self) -> Message: ...

    def run(self, tensor: Floats) -> Outputs:
        """One pass over a float32 [1, channels, size, size] tensor."""

    def cancel(self) -> None:
        """Give up what runs, for good; callable from any thread."""

    def forgive(self) -> None:
        """The user asks again: what took too long before is not held against it."""

    def close(self) -> None:
        """Free what it holds, for good."""


class Session:
    """A bundle's graph, ready to run.  Used by one thread at a time.

    Attributes:
        bundle: what runs.
        provider: the execution provider in use (``CPU``, ``CUDA`` ...).
        threads: intra-op threads in use.
        notice: one line for the user when something is not as asked for, otherwise empty.
    """

    def __init__(
        self,
        bundle: Bundle,
        *,
        providers: Sequence[str] | None = None,
        threads: int | None = None,
        checked: Mapping[str, Message] = MappingProxyType({}),
    ) -> None:
        """Start the graph and run the card's first self-test, which also warms it up.

        Args:
            providers: execution providers in order of preference, by ONNX Runtime's names, by :data:`NAMES`
                or of :data:`CHECKED`; the default is CUDA, CoreML, CPU.  The CPU is always the last resort.
            threads: intra-op threads; the default leaves one core to the window.
            checked: names of :data:`CHECKED` that this machine has found to agree, which then come first,
                and the sentence that says so (:func:`inference.model.fast_check.approved`).

        Raises:
            RuntimeMissingError: ONNX Runtime is not installed or does not start.
            BundleError: the graph is not what its card says.
        """
        self.bundle = bundle
        self._runtime = quiet_runtime()
        self.threads = threads or max(1, (os.cpu_count() or 2) - 1)
        wanted, reasons = choose_providers(
            providers, self._runtime.get_available_providers(), checked=checked
        )
        self._notices = [*package_notices(), *reasons]
        self._checked = checked
        self._session: Any = None
        self.provider = ""
        self.last_ms = 0.0
        """Milliseconds of the last pass; after the start, of the self-test."""
        self._start(bundle.graph_bytes(), wanted)
        release_memory()

    @property
    def notice(self) -> Message:
        return sentences(dict.fromkeys(self._notices))

    def run(self, tensor: Floats) -> Outputs:
        """One pass over a float32 [1, channels, size, size] tensor.

        A graphics processor that fails on the way is left for the CPU, with a notice.

        Raises:
            ModelOutputError: outputs of a wrong shape or not finite, or the graph failed.
        """
        spec = self.bundle.card.input
        if tensor.shape != (1, spec.channels, spec.size, spec.size) or tensor.dtype != np.float32:
            raise ValueError(f"the input is {tensor.dtype} {tensor.shape}")
        start = time.perf_counter()
        values = self._values(tensor)
        elapsed = self.last_ms = (time.perf_counter() - start) * 1000.0
        release_memory()
        return checked_outputs(dict(zip(self._names, values, strict=True)), elapsed)

    def self_test(self, tests: Sequence[SelfTest] | None = None) -> None:
        """Run the card's self-tests (or these) and compare their logits.

        Raises:
            BundleError: a logit is farther from the card's than its tolerance.
        """
        self_test(self, tests)

    def cancel(self) -> None:
        """A pass in this process cannot be given up."""

    def forgive(self) -> None:
        """Nothing is held against it."""

    def close(self) -> None:
        """What it holds goes with this object."""

    @property
    def _names(self) -> tuple[str, ...]:
        return (*OUTPUTS, *self.bundle.card.extra_outputs)

    def _values(self, tensor: Floats) -> list[NDArray[Any]]:
        feed = {self.bundle.card.input.name: tensor}
        try:
            return self._session.run(list(self._names), feed, run_options(self._runtime))  # type: ignore[no-any-return]
        except self._failures as error:
            if self.provider == NAMES[CPU]:
                raise ModelOutputError("The model could not be run on this film.") from error
        self._notices.append(
            Message("{provider} failed while running; using the CPU.", provider=self.provider)
        )
        self._start(self.bundle.graph_bytes(), [CPU])
        return self._values(tensor)

    @property
    def _failures(self) -> tuple[type[Exception], ...]:
        """What ONNX Runtime raises: some of its own classes derive from Exception alone."""
        state = vars(self._runtime.capi.onnxruntime_pybind11_state).values()
        own = (item for item in state if isinstance(item, type) and issubclass(item, Exception))
        return (RuntimeError, ValueError, MemoryError, *own)

    def _start(self, graph: bytes, wanted: Sequence[str]) -> None:
        """Take the first provider that starts and passes the first self-test."""
        for provider in wanted:
            last = provider == CPU
            try:
                self._session = self._create(graph, provider)
            except self._failures as error:
                if last:
                    raise BundleError(
                        "ONNX Runtime cannot load this model.", "It may need a newer version of ONNX Runtime."
                    ) from error
                self._notices.append(
                    Message("{provider} could not start; using the next.", provider=short_name(provider))
                )
                continue
            if self._accept(provider, last=last):
                return

    def _accept(self, provider: str, *, last: bool) -> bool:
        """Whether the started session really uses ``provider`` and answers as its card says."""
        used = self._session.get_providers()
        is_it = bool(used) and used[0] == provider_of(provider)
        if not is_it:
            self._notices.append(
                Message("{provider} could not start; using the CPU.", provider=short_name(provider))
            )
        self.provider = short_name(provider if is_it else (used or [CPU])[0])
        _check_interface(self._session, self.bundle)
        try:
            self.self_test(self.bundle.card.self_tests[:1])
        except BundleError:
            if last or self.provider == NAMES[CPU]:
                raise
            self._notices.append(
                Message(
                    "{provider} gave another answer than the model's card; not used.", provider=self.provider
                )
            )
            return False
        if is_it and provider in self._checked:
            self._notices.append(self._checked[provider])
        return True

    def _create(self, graph: bytes, provider: str) -> Any:
        if provider == OPENVINO_MIXED:
            from inference.model.engines.mixed_precision import MixedSession

            return MixedSession(graph, self.threads)
        options = self._runtime.SessionOptions()
        options.log_severity_level = FATAL
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.use_env_allocators", "1")  # bounded: see providers
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # leaves the cores to the window
        options.add_session_config_entry("session.load_model_format", "ONNX")  # never its own format
        used = provider_of(provider)
        if used in (CUDA, TENSORRT):
            preload_cuda(self._runtime)
        if used == DIRECTML:  # it can neither reuse memory by a plan nor run nodes in parallel
            options.enable_mem_pattern = False
        return self._runtime.InferenceSession(
            graph,
            sess_options=options,
            providers=[(used, options_of(provider, self.threads))],
            enable_fallback=0,  # its own fall-back prints; this class tries the next provider itself
        )


def self_test(engine: Engine, tests: Sequence[SelfTest] | None = None) -> None:
    """Run the card's self-tests (or these) and compare their logits.

    Raises:
        BundleError: a logit is farther from the card's than its tolerance.
    """
    card = engine.bundle.card
    for test in card.self_tests if tests is None else tests:
        logits = tried(engine, test.input)
        worst, tolerance = _off(card, engine.provider, logits, test)
        if not worst <= tolerance:
            raise BundleError(
                "The model failed its self-test: on {picture} its answer is off by {worst:.2g}.",
                "Do not use it; get the model again, or export it again.",
                picture=test.input,
                worst=worst,
            )


def tried(engine: Engine, name: str) -> Floats:
    """The logits of a self-test's picture.

    Raises:
        BundleError: the model failed on it.
    """
    try:
        return engine.run(builtin_input(name, engine.bundle.card.input)).logits
    except ModelOutputError as error:
        raise BundleError("The model failed its self-test: {reason}", reason=error.message) from error


def _off(card: ModelCard, provider: str, logits: Floats, test: SelfTest) -> tuple[float, float]:
    """How far an answer to a self-test is off, and how far it may be.

    Logits in 32-bit floats; with a rounding engine the probabilities, which are what a reader sees.
    """
    expected = np.asarray(test.logits, np.float32)
    if provider not in ROUNDING:
        return float(np.abs(logits - expected).max()), test.tolerance
    pair = (probabilities(one, card.temperature) for one in (logits, expected))
    return float(np.abs(np.subtract(*pair)).max()), SANE


def probabilities(logits: Floats, temperature: float) -> NDArray[np.float64]:
    """Softmax of logits [7] over the temperature."""
    scaled = np.asarray(logits, np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    return np.asarray(powers / powers.sum(), np.float64)


def _check_interface(session: Any, bundle: Bundle) -> None:
    """Names, element types and shapes of inputs and outputs; a symbolic dimension fits any number."""
    spec = bundle.card.input
    inputs = session.get_inputs()
    if [item.name for item in inputs] != [spec.name]:
        raise BundleError("The model's graph does not take exactly one input named {name}.", name=spec.name)
    _check_tensor("input", inputs[0], _input_shape(spec))
    outputs = {item.name: item for item in session.get_outputs()}
    expected = {"logits": (1, len(CLASSES)), "class_maps": (1, len(CLASSES), None, None), "latent": (1, None)}
    if missing := {*expected, *bundle.card.extra_outputs} - set(outputs):
        raise BundleError("The model's graph lacks the output {missing}.", missing=sorted(missing))
    for name, shape in expected.items():
        _check_tensor(name, outputs[name], shape)
    gate = bundle.card.gate
    width = outputs["latent"].shape[1]
    if gate is not None and isinstance(width, int) and width != len(gate.mean):
        raise BundleError("The model card's film gate does not fit the graph's latent.")
    if isinstance(width, int) and any(len(check.weights) != width for check in bundle.card.checks):
        raise BundleError("A film check of the model card does not fit the graph's latent.")


def _input_shape(spec: InputSpec) -> tuple[int, ...]:
    return (1, spec.channels, spec.size, spec.size)


def _check_tensor(name: str, item: Any, expected: Sequence[int | None]) -> None:
    if item.type != "tensor(float)":
        raise BundleError("The model's {name} is {type}, not 32-bit float.", name=name, type=item.type)
    fits = len(item.shape) == len(expected) and all(
        want is None or not isinstance(have, int) or have == want
        for have, want in zip(item.shape, expected, strict=True)
    )
    if not fits:
        raise BundleError(
            "The model's {name} has the shape {shape}, which does not fit its card.",
            name=name,
            shape=item.shape,
        )


def checked_outputs(values: Mapping[str, NDArray[Any]], elapsed_ms: float) -> Outputs:
    """Strip the batch axis and refuse what no later step could use."""
    for name, axes in (("logits", 2), ("class_maps", 4), ("latent", 2)):
        value = values[name]
        if value.ndim != axes or value.shape[0] != 1 or value.size == 0:
            raise ModelOutputError("The model's {name} has a wrong shape.", name=name)
        if not np.isfinite(value).all():
            raise ModelOutputError("The model's {name} is not finite.", "Its answer is withheld.", name=name)
        if float(np.abs(value).max()) > LARGEST[name]:
            raise ModelOutputError(
                "The model's {name} is beyond all measure (above {most:g}).",
                "Its answer is withheld.",
                name=name,
                most=LARGEST[name],
            )
    if values["logits"].shape[1] != len(CLASSES) or values["class_maps"].shape[1] != len(CLASSES):
        raise ModelOutputError("The model does not answer the seven classes.")
    first = {name: np.ascontiguousarray(value[0]) for name, value in values.items() if name in OUTPUTS}
    extra = {name: value for name, value in values.items() if name not in OUTPUTS}
    return Outputs(first["logits"], first["class_maps"], first["latent"], elapsed_ms, extra)
