"""A radiology report for a synthetic pelvis, drawn from its truth and nothing else.

Sentences follow the truth record (class, pattern, severity, sides, fragments, implant, findings); order,
wording, abbreviations, negations and what is left unsaid are drawn from the film's own stream, so the same
film has the same report.  Some reports carry what a hospital's do: headers, signatures, a line in another
language, a typing error; cleaning is the reader's part (Lee 2020 keeps English sentences only).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from inference.files import write_whole
from training.synth import report_words as words
from training.synth.bones.anatomy import SIDES
from training.synth.film import FAMILY_NAMES
from training.synth.report_words import Phrases
from training.synth.seeds import chance, pick, stream

FILE = "reports.jsonl"
WHOLE = ("landscape", "portrait", "square")
NARROW_MM = 2.0
THIN = 0.6
_TITLED, _STAMPED, _FOREIGN, _MISTYPED, _SHOUTED = 0.3, 0.35, 0.06, 0.08, 0.05
_MOVED, _SUMMED_BROKEN, _SUMMED_NORMAL = 0.95, 0.4, 0.15


def _say(rng: np.random.Generator, options: Phrases, side: str | None = None) -> str:
    """One of the phrases, its side written one of the ways."""
    text = options[int(rng.integers(0, len(options)))]
    if side is None:
        return text
    written = words.SIDES[side][int(rng.integers(0, len(words.SIDES[side])))]
    return text.replace("{side}", written).replace("{Side}", side.capitalize())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article(text: str) -> str:
    return f"an {text}" if text[:1].lower() in "aeiou" else f"a {text}"


def _kind(truth: dict[str, Any], side: str) -> tuple[str, str] | None:
    """Key into the phrases of fracture types; None where the truth does not say the pattern of this side."""
    label = truth["classes"][side]
    if label != truth["class"]:
        return None
    pattern = truth["pattern"]
    if pattern == "isolated_trochanter":
        pattern = "greater" if "greater" in truth["fragments"][side] else "lesser"
    return label, pattern


_PLAIN = {"A": "trochanteric fracture of the {side} femur", "B": "{side} femoral neck fracture"}


def _fracture(truth: dict[str, Any], side: str, rng: np.random.Generator) -> str:
    kind = _kind(truth, side)
    plain = (_PLAIN[truth["classes"][side][0]],)
    text = _say(rng, words.TYPES[kind] if kind else plain, side)
    if chance(rng, 0.06):
        text = text.replace("fracture", "fx")
    shell = _say(rng, words.FINDS if truth["implant_side"] == side else words.FINDS + words.ACUTE)
    out = shell.replace("{It}", _capital(text)).replace("{a it}", _article(text)).replace("{it}", text)
    if kind and chance(rng, _MOVED):
        joint, moved = _say(rng, (", ", ", ", ". ", "; ")), _displacement(truth, rng)
        out = out.rstrip(".") + joint + (_capital(moved) if joint == ". " else moved)
    return out


def _displacement(truth: dict[str, Any], rng: np.random.Generator) -> str:
    if truth["pattern"] == "valgus_impacted":
        return _say(rng, words.IMPACTED)
    alone = truth["pattern"] == "isolated_trochanter"
    text = _say(rng, (words.MOVED_PIECE if alone else words.MOVED)[truth["severity"]])
    if truth["severity"] in ("moderate", "gross") and chance(rng, 0.15):
        text += f", about {round(truth['displacement_mm'])} mm"
    return text


def _fragments(truth: dict[str, Any], side: str, rng: np.random.Generator) -> list[str]:
    """Free pieces by name, where the type does not say them already."""
    told = _kind(truth, side) is not None and truth["severity"] != "hairline"
    if not told or truth["pattern"] == "isolated_trochanter":
        return []
    named = [n for n in words.FRAGMENTS if n in truth["fragments"].get(side, {})]
    return [_capital(_say(rng, words.FRAGMENTS[n])) for n in named if chance(rng, 0.4)]


def _broken(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    out = []
    broken = [s for s in SIDES if truth["classes"][s] != "normal"]
    for side in [s for s in broken if s in truth["hips_in_field"]] or broken:
        out += [_fracture(truth, side, rng), *_fragments(truth, side, rng)]
    other = [s for s in truth["hips_in_field"] if truth["classes"][s] == "normal"]
    if other and truth["implant_side"] != other[0] and chance(rng, 0.35):
        more = words.OTHER_CLEAN if _clean(truth, other[0]) else ()
        out.append(_say(rng, words.OTHER_SIDE + more, other[0]))
    if truth["implant"] is None and chance(rng, 0.2):
        out.append(_say(rng, words.NOT_OUT))
    return out


def _summed(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    """The diagnosis once more in one line, as many reports end: place, type, side, displacement."""
    broken = [s for s in truth["hips_in_field"] if truth["classes"][s] != "normal"]
    if not broken and truth["class"] == "normal" and chance(rng, _SUMMED_NORMAL):
        return [f"Impression: {_say(rng, words.SUMMED_NORMAL)}"]
    if len(broken) != 1 or _kind(truth, broken[0]) is None or not chance(rng, _SUMMED_BROKEN):
        return []
    side = broken[0]
    impacted = truth["pattern"] == "valgus_impacted"
    moved = words.IMPACTED_WORD if impacted else words.MOVED_WORD[truth["severity"]]
    text = _say(rng, words.SUMMED[truth["classes"][side]], side).replace("{moved}", _say(rng, moved))
    return [f"Impression: {_capital(text)}"]


def _clean(truth: dict[str, Any], side: str | None = None) -> bool:
    """True where the truth knows of nothing to remark, on one side or at all."""
    found = truth.get("findings")
    if found is None or truth["implant"] is not None:
        return False
    sides = SIDES if side is None else (side,)
    marked = [s for s in sides if s in found["osteophytes"] or s in found["vessels"]]
    narrow = [s for s in sides if found["joint_space_mm"][s] < NARROW_MM]
    return not marked and not narrow and found["bone_loss"] <= THIN


def _unbroken(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    seen = truth["hips_in_field"]
    side = seen[0] if len(seen) == 1 else None
    options = words.NORMAL_WHOLE if side is None else words.NORMAL_ONE
    if _clean(truth, side):
        options += words.CLEAN_WHOLE if side is None else words.CLEAN_ONE
    if truth["implant"] is None:
        options += words.INTACT_WHOLE if side is None else words.INTACT_ONE
    out = [_say(rng, options, side)]
    if truth["implant"] is None and chance(rng, 0.25):
        out.append(_say(rng, words.NOT_OUT))
    return out


def _metal(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    if truth["implant"] is None or truth["implant_side"] not in truth["hips_in_field"]:
        return []
    return [_say(rng, words.IMPLANTS[truth["implant"]], truth["implant_side"])]


def _findings(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    """Degenerative change, calcium and bone density, where the truth knows of them."""
    found = truth.get("findings") or {}
    out = []
    for side in truth["hips_in_field"]:
        if side == truth["implant_side"]:
            continue
        named = [n for n in ("osteophytes", "vessels") if side in found.get(n, ())]
        if found.get("joint_space_mm", {}).get(side, 9.0) < NARROW_MM:
            named.append("narrow")
        out += [_say(rng, words.FINDINGS[n], side) for n in named if chance(rng, 0.6)]
    if found.get("phleboliths") and truth["framing"] in WHOLE and chance(rng, 0.5):
        out.append(_say(rng, words.FINDINGS["phleboliths"]))
    if found.get("bone_loss", 0.0) > THIN and chance(rng, 0.4):
        out.append(_say(rng, words.FINDINGS["thin"]))
    return out


def _rest(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    broken = truth["class"] != "normal"
    out = []
    if truth["framing"] in WHOLE and chance(rng, 0.25):
        out.append(_say(rng, words.RING))
    if chance(rng, 0.12):
        out.append(_say(rng, words.TISSUE))
    if chance(rng, 0.14):
        out.append(_say(rng, words.COMPARED))
    if chance(rng, 0.18):
        out.append(_say(rng, words.ADVICE_BROKEN if broken else words.ADVICE_NORMAL))
    return out


def sentences(truth: dict[str, Any], rng: np.random.Generator) -> list[str]:
    """What the report says, one statement each, in the order drawn: mostly the chief finding first."""
    chief = (_broken if truth["class"] != "normal" else _unbroken)(truth, rng)
    beside = [*_metal(truth, rng), *_findings(truth, rng)]
    rest = _rest(truth, rng)
    order = pick(rng, {"chief": 0.7, "beside": 0.15, "mixed": 0.15})
    if order == "chief":
        return [*chief, *beside, *rest, *_summed(truth, rng)]
    if order == "beside":
        return [*beside, *chief, *rest, *_summed(truth, rng)]
    out = [*beside, *rest]
    at = int(rng.integers(0, len(out) + 1))
    return [*out[:at], *chief, *out[at:], *_summed(truth, rng)]


def _mistyped(text: str, rng: np.random.Generator) -> str:
    """Two neighbouring letters of one longer word change places."""
    parts = text.split(" ")
    long = [k for k, word in enumerate(parts) if len(word) > 6 and word.isalpha()]
    if not long:
        return text
    k = long[int(rng.integers(0, len(long)))]
    at = int(rng.integers(1, len(parts[k]) - 2))
    word = parts[k]
    parts[k] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(parts)


def _stamped(body: str, rng: np.random.Generator) -> str:
    """The body between header lines and a signature, as a dictation system prints it."""
    head = [_say(rng, words.HEADERS) for _ in range(int(rng.integers(0, 3)))]
    name = FAMILY_NAMES[int(rng.integers(0, len(FAMILY_NAMES)))]
    time = f"{int(rng.integers(0, 24)):02d}:{int(rng.integers(0, 60)):02d}"
    foot = _say(rng, words.FOOTERS).replace("{name}", name).replace("{time}", time)
    return "\n".join([*dict.fromkeys(head), body, foot])


def write_report(truth: dict[str, Any]) -> str:
    """The report of a pelvis film from its truth record; the same record gives the same text."""
    rng = stream(truth["split"], truth["seed"], truth["index"], "report")
    stops = ".\n" if chance(rng, 0.12) else ". "
    body = stops.join(s.rstrip(".") for s in sentences(truth, rng)) + "."
    if chance(rng, _MISTYPED):
        body = _mistyped(body, rng)
    if chance(rng, _FOREIGN):
        body = f"{body} {_say(rng, words.FOREIGN)}"
    if chance(rng, _TITLED):
        body = f"{_say(rng, words.TITLES)} {body}"
    if chance(rng, _SHOUTED):
        body = body.upper()
    return _stamped(body, rng) if chance(rng, _STAMPED) else body


def report_record(truth: dict[str, Any]) -> dict[str, str]:
    """A line of ``reports.jsonl``: whose, of which day (DICOM DA), what it says, and the film it tells of."""
    return {
        "patient_key": truth["patient_key"],
        "study_date": truth["study_date"],
        "film": truth["film"],
        "report": write_report(truth),
    }


def write_reports(folder: Path, records: list[dict[str, Any]]) -> Path:
    """``reports.jsonl`` beside the films of ``folder``, written whole."""
    path = folder / FILE
    lines = (json.dumps(report_record(r), ensure_ascii=False) + "\n" for r in records)
    write_whole(path, "".join(lines))
    return path
