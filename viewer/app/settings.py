"""What the program remembers between runs: one JSON file; a bad value costs its own key only.  Qt-free."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from inference import strict_json
from inference.files import PRIVATE, write_whole

COLOUR_MAPS: Final = ("inferno", "viridis")
WHEELS: Final = ("film", "zoom", "nothing")
ORDERS: Final = ("found", "suspicious", "unread")
TEXT_SIZES: Final = (100, 115, 130, 150)
LANGUAGES: Final = ("system", "en", "ko", "zh_TW")
KEY_MAPS: Final = ("shenton", "weasis", "ohif")
EVERYTHING: Final = "the whole file"
MAX_DRAFT: Final = 200_000
"""Letters of a study wizard that is kept."""
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is easily misread


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings and their defaults; widths are logical pixels, opacity and threshold per cent."""

    reader: str = ""
    welcomed: bool = False  # the first start's questions were asked
    language: str = "system"  # of the window; exports stay English
    model_sha256: str = ""  # of the chosen model's graph; empty: the shipped one
    sites_used: dict[str, bool] = field(default_factory=dict)  # site profiles in force, by digest
    opacity: int = 40
    colour_map: str = "inferno"
    map_threshold: int = 10
    film_overlays: bool = True  # overlay planes of the file are drawn
    inverted: bool = False  # films whose header names no device
    inverted_models: dict[str, bool] = field(default_factory=dict)  # by device model
    key_map: str = "shenton"
    own_keys: dict[str, list[str]] = field(default_factory=dict)  # by action, in place of the map's
    screen_pixels: dict[str, float] = field(default_factory=dict)  # by screen: micrometres, measured by hand
    report_language: str = ""  # of the report's text; empty: the window's
    report_templates: dict[str, str] = field(default_factory=dict)  # by language, in place of the usual one
    wheel: str = "film"  # what the wheel does over a film
    answer_first: bool = False  # the model's answer stays hidden until the reader has answered
    prevalence: float = 10.0  # per cent of films with a fracture, for predictive values
    last_folder: str = ""
    recent_folders: list[str] = field(default_factory=list)  # the newest first
    remember_place: bool = True  # folders and film of the last run
    last_paths: list[str] = field(default_factory=list)  # what the list was made of
    last_film: str = ""
    worklist_order: str = "found"
    text_size: int = 100  # per cent
    second_screen: bool = False  # the film stood on it at the end, too
    work_ahead: bool = True  # read and answer films before they are asked for
    export_folder: str = ""
    pacs_web: bool = False  # DICOMweb instead of DIMSE; a password is never kept here
    pacs_host: str = "127.0.0.1"
    pacs_port: int = 4242
    pacs_title: str = "ORTHANC"
    pacs_our_title: str = "SHENTON"
    pacs_our_port: int = 11112
    pacs_tls: bool = False
    pacs_authority: str = ""  # PEM files
    pacs_certificate: str = ""
    pacs_key: str = ""
    pacs_url: str = ""
    pacs_user: str = ""
    studies: str = ""  # folders of reader studies, a line each
    study_draft: str = ""  # JSON of a wizard that was closed: viewer.app.study.kept_draft
    geometry: str = ""  # Qt's own, in base64
    worklist_width: int = 260
    answer_width: int = 320
    worklist_open: bool = True
    answer_open: bool = True


def is_pseudonym(value: Any) -> bool:
    """A reader's code: 1 to 32 letters, digits, ``-`` or ``_`` (no spaces: not a person's name).

    It does not begin with ``-``, which the store refuses.
    """
    return isinstance(value, str) and re.fullmatch(r"\w[\w-]{0,31}", value) is not None


def _percent(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= 100


def _width(value: Any) -> bool:
    return isinstance(value, int) and 120 <= value <= 2000


def _switches(value: Any) -> bool:
    """A small table of names to yes or no."""
    sound = all(isinstance(k, str) and len(k) <= 64 and isinstance(v, bool) for k, v in value.items())
    return sound and len(value) <= 64


def _bindings(value: Any) -> bool:
    """A table of actions to their keys."""
    short = all(isinstance(k, str) and len(k) <= 64 and isinstance(v, list) for k, v in value.items())
    return (
        short
        and len(value) <= 256
        and all(isinstance(key, str) and len(key) <= 64 for keys in value.values() for key in keys[:8])
    )


def _places(value: Any) -> bool:
    """Paths, not too many of them."""
    return len(value) <= 256 and all(isinstance(one, str) and len(one) <= 4096 for one in value)


def _sizes(value: Any) -> bool:
    """A small table of names to sizes of a screen's pixels in micrometres."""
    names = all(isinstance(k, str) and len(k) <= 64 for k in value) and len(value) <= 16
    return names and all(isinstance(v, float) and 20 <= v <= 2000 for v in value.values())


def _templates(value: Any) -> bool:
    """A table of languages to templates."""
    known = all(code in LANGUAGES and isinstance(text, str) for code, text in value.items())
    return known and all(len(text) <= 2000 for text in value.values())


def _port(value: Any) -> bool:
    return isinstance(value, int) and 1 <= value <= 65535


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "reader": is_pseudonym,
    "language": lambda value: value in LANGUAGES,
    "opacity": _percent,
    "map_threshold": _percent,
    "colour_map": lambda value: value in COLOUR_MAPS,
    "inverted_models": _switches,
    "report_language": lambda value: value in ("", *LANGUAGES[1:]),
    "report_templates": _templates,
    "wheel": lambda value: value in WHEELS,
    "recent_folders": _places,
    "last_paths": _places,
    "worklist_order": lambda value: value in ORDERS,
    "text_size": lambda value: value in TEXT_SIZES,
    "sites_used": _switches,
    "key_map": lambda value: value in KEY_MAPS,
    "own_keys": _bindings,
    "screen_pixels": _sizes,
    "prevalence": lambda value: 0.1 <= value <= 99.9,
    "pacs_port": _port,
    "pacs_our_port": _port,
    "study_draft": lambda value: len(value) <= MAX_DRAFT,
    "worklist_width": _width,
    "answer_width": _width,
}


def fits(name: str, value: Any) -> bool:
    """Whether the key ``name`` takes ``value``."""
    usual = getattr(Settings(), name)
    return type(value) is type(usual) and _CHECKS.get(name, lambda _value: True)(value)


def new_pseudonym() -> str:
    """A reader's first code; random, so that two workstations' readers can be told apart."""
    return "reader-" + "".join(secrets.choice(_LETTERS) for _ in range(4))


def parse(data: Any) -> tuple[Settings, tuple[str, ...]]:
    """Settings from decoded JSON, and the names of the bad keys (their defaults are used)."""
    if not isinstance(data, dict):
        return Settings(), (EVERYTHING,)
    given = {item.name: data[item.name] for item in fields(Settings) if item.name in data}
    good = {name: value for name, value in given.items() if fits(name, value)}
    return replace(Settings(), **good), tuple(name for name in given if name not in good)


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings at ``path``, and the names of the keys that were bad; a missing file is no fault.

    A key that comes twice is bad: nobody knows which of the two was meant.
    """
    try:
        return parse(strict_json.loads(path.read_text("utf8"), repeated=None))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError, RecursionError):
        return Settings(), (EVERYTHING,)


def read(path: Path) -> dict[str, Any]:
    """The settings at ``path`` as a plain mapping."""
    return asdict(load(path)[0])


def write(path: Path, settings: Settings) -> None:
    """Replace the file at ``path`` in one step; it is on the disk when this returns.

    Raises:
        OSError: the disk refused.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, json.dumps(asdict(settings), indent=1), mode=PRIVATE)  # paths may name patients
