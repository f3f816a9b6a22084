"""Reports say what the truth says: no statement contradicts side, class, displacement, metal or findings."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from training.synth import report
from training.synth.fractures.implant import FIXATION, KINDS
from training.synth.fractures.patterns import PATTERNS
from training.synth.report import THIN, WHOLE, report_record, write_report, write_reports
from training.synth.seeds import SPLITS

SIDES = ("right", "left")
STAMP = re.compile(
    r"^(exam|examination|technique|indication|clinical history|history|procedure|department|dictated|"
    r"electronically|signed|report status)\b.*$",
    re.MULTILINE,
)
DENIED = re.compile(r"\b(no|not|without|negative|intact|unremarkable|normal|excluded)\b")
BREAK = re.compile(r"\b(fracture|fx|fractured)\b")
METAL = re.compile(
    r"arthroplasty|hemiarthroplasty|prosthesis|thr\b|screw|nail|pinning|status post|replacement"
)
FOREIGN_TO = {
    "A": r"subcapital|cervical|basal|femoral neck fracture|neck fracture",
    "B": r"trochant|subtroch|reverse|wedge",
    "A1": r"comminut|multifrag|reverse|subtroch|transverse|\bunstable|both trochanters",
    "A2": r"simple|two part|reverse|isolated|\bstable|transverse|avulsion",
    "A3": r"two part|isolated|\bstable|\bsimple|pertrochanteric",
    "B1": r"transcerv|midcerv|basi|basal|shear|vertical|middle",
    "B2": r"subcap|basi|basal|valgus|impact",
    "B3": r"subcap|transcerv|midcerv|shear|vertical|valgus|impact",
}
PLACE = {"A": r"trochant", "B": r"neck|subcap|cervical|femoral head"}
MOVED = r"displac|impact|alignment|hairline|angulat|lucent line"
SMALL = (
    r"minimal|mild|slight\b|not displaced|without displ|hairline|undisplaced|nondisplaced|alignment is pre"
)
GREAT = r"marked|severe|gross displacement|considerable|moderate|widely"
FOUND = {
    "osteophytes": r"osteophyte|spurs|osteoarthritis",
    "vessels": r"vascular|atherosclerotic|arterial|artery",
    "narrow": r"narrow|joint space is reduced",
    "phleboliths": r"phlebolith|pelvic calcification",
    "thin": r"osteopenia|osteoporo|density|demineral",
}


def _pieces(label: str, pattern: str, rng) -> list[str]:
    if pattern == "isolated_trochanter":
        return ["greater" if rng.random() < 0.7 else "lesser", "shaft"]
    more = {"lateral_wall_intact": ["lesser"], "one_intermediate": ["lesser"], "multifragmentary": ["neck"]}
    more |= {"two_or_more_intermediate": ["lesser", "greater"], "wedge_or_multifragmentary": ["wedge"]}
    return ["head", "shaft", *more.get(pattern, [])]


def _severity(pattern: str, rng) -> str:
    if pattern in ("undisplaced", "valgus_impacted"):
        return "hairline" if pattern == "undisplaced" else "mild"
    some = ("moderate", "gross") if pattern == "displaced" else ("hairline", "mild", "moderate", "gross")
    return str(rng.choice(some))


def _implant(rng, sides: list[str]) -> tuple[str | None, str | None]:
    if rng.random() > 0.25:
        return None, None
    at = str(rng.choice(SIDES))
    return str(rng.choice(FIXATION if at in sides else list(KINDS))), at


def record(index: int) -> dict:
    """A truth record as the generator writes it, without its film."""
    rng = np.random.default_rng(index)
    label = str(rng.choice(["normal", "normal", "A1", "A2", "A3", "B1", "B2", "B3"]))
    side = str(rng.choice(SIDES))
    sides = [] if label == "normal" else [side]
    pattern = None if label == "normal" else str(rng.choice(list(PATTERNS[label])))
    implant, at = _implant(rng, sides)
    framing = str(rng.choice(["landscape", "portrait", "square", "one_hip", "close_hip"]))
    found = {
        "osteophytes": [s for s in SIDES if rng.random() < 0.3],
        "vessels": [s for s in SIDES if rng.random() < 0.3],
        "phleboliths": int(rng.integers(0, 4)),
        "joint_space_mm": {s: float(rng.uniform(0.6, 4.8)) for s in SIDES},
        "bone_loss": float(rng.random()),
    }
    return {
        "split": SPLITS[index % 3],
        "seed": 4,
        "index": index,
        "film": f"films/{index}.dcm",
        "patient_key": f"p{index}",
        "study_date": "20200304",
        "class": label,
        "classes": {s: label if s in sides else "normal" for s in SIDES},
        "side": side if sides else None,
        "pattern": pattern,
        "severity": _severity(pattern, rng) if pattern else None,
        "displacement_mm": float(rng.uniform(1, 30)) if pattern else None,
        "fragments": {s: {name: [0, 0] for name in _pieces(label, str(pattern), rng)} for s in sides},
        "implant": implant,
        "implant_side": at,
        "framing": framing,
        "hips_in_field": list(SIDES) if framing in WHOLE else [side],
        "findings": found if rng.random() < 0.8 else None,
    }


def statements(report: str) -> list[str]:
    """Lower-case statements without what a dictation system adds; sides written out."""
    text = re.sub(r"\b([RrLl]t)\.(?=\s+[A-Z])", r"\1 .", report)
    text = STAMP.sub("", text.lower())
    text = re.sub(r"\b(rt|lt)\b\.?", lambda m: {"rt": "right", "lt": "left"}[m.group(1)], text)
    return [s.strip() for s in re.split(r"[.\n]", text) if s.strip()]


def _check_break(truth: dict, said: str) -> None:
    broken = [s for s in SIDES if truth["classes"][s] != "normal"]
    named = [s for s in SIDES if s in said.split() or f"{s}," in said]
    ring = re.search(r"rami|sacrum|occult", said)
    if BREAK.search(said) and not ring:
        lead = said.split(",")[0].split(" without displacement")[0]
        lead = re.sub(r"(not displaced|no significant displacement|intact lateral wall)", "", lead)
        denied = bool(DENIED.search(lead))
        if denied:
            assert not set(named) & set(broken), said
            assert named or not broken, said
        else:
            assert broken, said
            assert set(named) <= set(broken), said
    for name in ({truth["class"], truth["class"][0]} if broken else set()) & set(FOREIGN_TO):
        if not DENIED.search(said) and not METAL.search(said):
            assert not re.search(FOREIGN_TO[name], said), (truth["class"], said)


def _check_displacement(truth: dict, said: str) -> None:
    if truth["severity"] == "hairline":
        assert not re.search(GREAT, said), said
        assert not re.search(r"(?<!non)(?<!un)(?<!not )\bdisplaced\b", said), said
    if truth["severity"] == "gross":
        assert not re.search(SMALL, said), said


def _check_rest(truth: dict, said: str) -> None:
    if METAL.search(said) and "fixation is" not in said:
        assert truth["implant"], said
        other = SIDES[1 - SIDES.index(truth["implant_side"])]
        assert other not in re.findall(r"\w+", said), said
    found = truth["findings"] or {}
    for name, pattern in FOUND.items():
        if not re.search(pattern, said):
            continue
        if name == "thin":
            assert found["bone_loss"] > THIN, said
        elif name == "phleboliths":
            assert found[name] > 0, said
        else:
            side = next(s for s in SIDES if s in said)
            narrow = [s for s in SIDES if found["joint_space_mm"][s] < 2.0]
            assert side in (narrow if name == "narrow" else found[name]), said
    if re.search(r"unremarkable (both|right|left)|normal (hips|radiograph)", said):
        assert truth["implant"] is None, said


def vocabulary(texts: list[str]) -> Counter[str]:
    return Counter(w for text in texts for w in re.findall(r"[a-z]+", text.lower()))


@pytest.fixture
def spelt(monkeypatch):
    """Reports without typing errors and not all in capitals, which would hide words from the check."""
    monkeypatch.setattr(report, "_MISTYPED", 0.0)
    monkeypatch.setattr(report, "_SHOUTED", 0.0)


@pytest.mark.usefixtures("spelt")
def test_no_statement_contradicts_the_truth():
    checked = 0
    for index in range(1500):
        for said in statements(write_report(record(index))):
            for check in (_check_break, _check_displacement, _check_rest):
                check(record(index), said)
            checked += 1
    assert checked > 2500


@pytest.mark.usefixtures("spelt")
def test_every_broken_hip_is_told_with_its_side():
    for index in range(400):
        truth = record(index)
        if truth["class"] == "normal":
            continue
        said = " ".join(statements(write_report(truth)))
        assert truth["side"] in said
        assert BREAK.search(said)


@pytest.mark.usefixtures("spelt")
def test_reports_say_of_the_break_what_real_ones_say():
    """Place, type, displacement and side (Lee 2020, table 1), in most reports of a fracture."""
    told = Counter()
    for truth in filter(lambda one: one["class"] != "normal", map(record, range(800))):
        said = " ".join(statements(write_report(truth)))
        told["reports"] += 1
        told["side"] += truth["side"] in said
        told["place"] += bool(re.search(PLACE[truth["class"][0]], said))
        told["displacement"] += bool(re.search(MOVED, said))
        told["summed up"] += "impression: " in said
    assert min(told[name] / told["reports"] for name in ("side", "place", "displacement")) > 0.9
    assert told["summed up"] > 0.3 * told["reports"]


def test_same_truth_same_words_and_many_of_them():
    texts = [write_report(record(i)) for i in range(800)]
    assert texts[:100] == [write_report(record(i)) for i in range(100)]
    assert len(set(texts)) > 700
    assert len([w for w, n in vocabulary(texts).items() if n > 1]) > 260


def test_what_a_hospital_adds_is_there_to_be_cleaned():
    texts = [write_report(record(i)) for i in range(300)]
    joined = "\n".join(texts)
    for mark in ("EXAM", "IMPRESSION:", "signed by", "Rt.", "Lt.", "판독"):
        assert mark in joined
    assert "Dr. {name}" not in joined
    assert "{" not in joined


def test_reports_lie_beside_the_films(tmp_path: Path):
    records = [record(i) for i in range(5)]
    path = write_reports(tmp_path, records)
    lines = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    assert lines == [report_record(r) for r in records]
    assert {"patient_key", "study_date", "film", "report"} == set(lines[0])
