"""A site's operating points beside a model: a JSON file that is bound to the model's hash and to the X-ray
device.

It changes thresholds and temperature only, never the bundle, and is undone by leaving it out.  The hash of
its content travels with every answer and reading that was given under it (:func:`named`).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from inference import strict_json
from inference.errors import BundleError
from inference.messages import json_place
from inference.model.card import ModelCard
from inference.model.card_validation import is_number
from inference.model.verdict import SENSITIVE, SPECIFIC
from inference.records import ModelIdentity, OperatingPoint

SCHEMA: Final = 1
MOST_BYTES: Final = 200_000
MOST_FILES: Final = 200
"""Files of a folder of profiles that are looked at."""
MOST_FILMS: Final = 10**9
METHODS: Final = ("readings", "stated share", "estimated share")
POINTS: Final = (SENSITIVE, SPECIFIC)
_UNDER: Final = "+site."
_HEX: Final = re.compile(r"[0-9a-f]{64}")


class SiteProfileError(BundleError):
    """A site profile cannot be read, or belongs to another model or device."""


@dataclass(frozen=True, slots=True)
class SiteRate:
    """A rate before or after, with its 95 % interval; ``films`` and ``patients`` behind it.

    ``held_out``: measured on patients that did not set the threshold.
    """

    point: str
    when: str  # before, after
    figure: str  # specificity, sensitivity, called a fracture
    threshold: float
    value: float
    low: float
    high: float
    films: int
    patients: int
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What a site's own films say of a model's thresholds.

    Attributes:
        model_sha256: of the graph that it was made with.
        device: the X-ray device as its films name it; empty where films name none.
        method: one of :data:`METHODS`.
        points: thresholds named as in the card; only those that the films could set.
        temperature: in place of the card's; None leaves it.
        share: of fractures among the films, stated, estimated or counted.
        refused: further films that got no answer.
        films_needed: how many films (without a fracture) the rate asked for needs to be known to five points.
    """

    name: str
    model_sha256: str
    device: str
    made_at: str  # UTC, ISO 8601
    method: str
    films: int
    fractures: int  # among them, where they were read; else 0
    patients: int
    share: float
    wanted_specificity: float
    wanted_sensitivity: float
    films_needed: int
    points: tuple[OperatingPoint, ...] = ()
    temperature: float | None = None
    rates: tuple[SiteRate, ...] = ()
    refused: int = 0
    schema: int = SCHEMA

    def to_json(self) -> str:
        """As indented JSON."""
        return json.dumps(asdict(self), indent=1, allow_nan=False)

    @property
    def digest(self) -> str:
        """The first twelve digits of the content's SHA-256."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    @property
    def identity(self) -> str:
        """Name and digest, as the window shows them."""
        return f"{self.name} {self.digest}"


def applied(card: ModelCard, profile: SiteProfile, device: str) -> ModelCard:
    """The card with the site's thresholds and temperature; the card given is not changed.

    The point that answers by default stays the card's by name; where the site set none of that name its
    specific point answers.  ``device`` is that of the film at hand.

    Raises:
        SiteProfileError: the profile is of another model or device.
    """
    if profile.model_sha256 != card.onnx_sha256:
        raise SiteProfileError(
            "The site profile was made with another model.", "Calibrate this model to the site."
        )
    if profile.device != device:
        raise SiteProfileError(
            "The site profile was made with films of another X-ray device.", "Calibrate on films of this one."
        )
    own = {point.name: point for point in profile.points}
    kept = [own.pop(point.name, point) for point in card.operating_points]
    points = [*kept, *own.values()]
    set_names = {point.name for point in profile.points}
    if points and points[0].name not in set_names:
        points.sort(key=lambda point: point.name != SPECIFIC or point.name not in set_names)
    temperature = card.temperature if profile.temperature is None else profile.temperature
    return replace(card, operating_points=tuple(points), temperature=temperature)


def named(model: ModelIdentity, profile: SiteProfile) -> ModelIdentity:
    """The model as it answers under the profile: what a prediction, a reading and an export then name.

    By the profile's digest: its name may be a hospital's, and does not leave.
    """
    return replace(model, version=f"{model.version}{_UNDER}{profile.digest}")


def digest_in(model: ModelIdentity) -> str:
    """The digest of the profile that a model answered under, as :func:`named` wrote it; empty for none."""
    return model.version.partition(_UNDER)[2]


def read(path: Path) -> SiteProfile:
    """A profile from its file.

    Raises:
        SiteProfileError: too large, no JSON, unknown or missing keys, values out of range.
    """
    try:
        if path.exists() and not path.is_file():
            raise SiteProfileError("The site profile cannot be read.", "Make it again.")
        if path.stat().st_size > MOST_BYTES:
            raise SiteProfileError("The site profile is too large.", "Make it again.")
        return from_json(path.read_text("utf8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SiteProfileError("The site profile cannot be read.", "Make it again.") from error


def from_json(text: str) -> SiteProfile:
    """A profile from its JSON; errors as :func:`read`."""
    try:
        data = strict_json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SiteProfileError(
            "The site profile cannot be read ({place}).", "Make it again.", place=json_place(error)
        ) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise SiteProfileError("The site profile has another schema.", "Make it again.")
    try:
        data = dict(data)
        data["points"] = tuple(_made(OperatingPoint, item) for item in _rows(data.get("points", [])))
        data["rates"] = tuple(_made(SiteRate, item) for item in _rows(data.get("rates", [])))
        profile: SiteProfile = _made(SiteProfile, data)
        reason = _fault(profile)
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise SiteProfileError("The site profile has a value of the wrong kind.", "Make it again.") from error
    if reason:
        raise SiteProfileError("The site profile is wrong: {reason}.", "Make it again.", reason=reason)
    return profile


def _rows(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 1000:
        raise TypeError("no list")
    return value


def _made(kind: type[Any], data: Any) -> Any:
    """The dataclass from a JSON object; unknown and missing keys are refused."""
    if not isinstance(data, dict):
        raise TypeError("no object")
    known = {item.name: item for item in fields(kind)}
    missing = [name for name, item in known.items() if name not in data and item.default is MISSING]
    if set(data) - set(known) or missing:
        raise ValueError("unknown or missing keys")
    return kind(**data)


def _fault(profile: SiteProfile) -> str:
    """What is wrong with the values; empty where nothing is."""
    if not (isinstance(profile.name, str) and 0 < len(profile.name) <= 100):
        return "it needs a short name"
    if not (isinstance(profile.model_sha256, str) and _HEX.fullmatch(profile.model_sha256)):
        return "the model's hash is none"
    if not (isinstance(profile.device, str) and len(profile.device) <= 200):
        return "the device must be a short text"
    if not (isinstance(profile.made_at, str) and len(profile.made_at) <= 40):
        return "its date must be a short text"
    if profile.method not in METHODS:
        return "its method is not known"
    counts = (profile.films, profile.fractures, profile.patients, profile.films_needed, profile.refused)
    if not all(_is_count(n) for n in counts):
        return "its counts must be whole numbers"
    shares = (profile.share, profile.wanted_specificity, profile.wanted_sensitivity)
    if not all(is_number(value) and 0 <= value <= 1 for value in shares):
        return "its shares must lie in 0..1"
    if profile.temperature is not None and not (
        is_number(profile.temperature) and 0.01 <= profile.temperature <= 100
    ):
        return "the temperature must lie in 0.01..100"
    return _values_fault(profile)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_FILMS


def _are_texts(*values: Any) -> bool:
    return all(isinstance(value, str) and len(value) <= 200 for value in values)


def _values_fault(profile: SiteProfile) -> str:
    names = [point.name for point in profile.points]
    if len({*names}) < len(names) or not {*names} <= {*POINTS}:
        return "its operating points must be sensitive and specific, each once"
    if not all(is_number(point.threshold) and 0 < point.threshold < 1 for point in profile.points):
        return "a threshold must lie between 0 and 1"
    if not all(_are_texts(point.set_on) and _is_count(point.films) for point in profile.points):
        return "an operating point must say on how many films it was set"
    if not all(
        is_number(v) for rate in profile.rates for v in (rate.threshold, rate.value, rate.low, rate.high)
    ):
        return "a rate is no number"
    if not all(
        _are_texts(rate.point, rate.when, rate.figure)
        and _is_count(rate.films)
        and _is_count(rate.patients)
        and isinstance(rate.held_out, bool)
        for rate in profile.rates
    ):
        return "a rate must say of what and how many it is"
    return ""
