"""Closed vocabularies of the header's code strings: a code string may hold a name as well as any text may.

Body parts are the words of PS3.16 annex L and what devices write instead, views those of PS3.3 C.8.11.5 and
C.8.1.2 and the names of hip and pelvis views.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SIDES: Final = frozenset(
    {"L", "R", "LT", "RT", "LEFT", "RIGHT", "BOTH", "BILAT", "BILATERAL", "UPPER", "LOWER", "AND"}
)
BODY_PARTS: Final = SIDES | {
    *("HIP", "HIPS", "PELVIS", "PELVIC", "FEMUR", "FEMORAL", "COXA", "SACRUM", "SIJOINT", "SI", "ILIUM"),
    *("ACETABULUM", "COCCYX", "THIGH", "CALF", "LEG", "EXTREMITY", "LOWEXM", "UPEXM", "BODY", "WHOLEBODY"),
    *("CHEST", "THORAX", "RIB", "RIBS", "STERNUM", "LUNG", "HEART", "CLAVICLE", "SCAPULA", "AXILLA"),
    *("ABDOMEN", "ABDOMENPELVIS", "CHESTABDOMEN", "CHESTABDPELVIS", "KUB", "KIDNEY", "BLADDER", "COLON"),
    *("SKULL", "HEAD", "JAW", "MANDIBLE", "MAXILLA", "ZYGOMA", "ORBIT", "SINUS", "NECK", "TEETH", "TMJ"),
    *("SHOULDER", "HUMERUS", "ARM", "ELBOW", "FOREARM", "RADIUS", "ULNA", "WRIST", "HAND", "FINGER"),
    *("THUMB", "KNEE", "PATELLA", "TIBIA", "FIBULA", "ANKLE", "FOOT", "TOE", "CALCANEUS", "HEEL"),
    *("SPINE", "CSPINE", "TSPINE", "LSPINE", "SSPINE", "CTSPINE", "TLSPINE", "LSSPINE", "BREAST"),
    *("JOINT", "BONE", "SKELETON", "PHANTOM", "OTHER", "UNKNOWN"),
}
VIEWS: Final = SIDES | {
    *("AP", "PA", "LL", "RL", "RLD", "LLD", "LLO", "RLO", "LAO", "RAO", "LPO", "RPO", "LAT", "LATERAL"),
    *("ANTEROPOSTERIOR", "POSTEROANTERIOR", "OBLIQUE", "OBL", "AXIAL", "AX", "TAN", "TANGENTIAL"),
    *("FRONTAL", "FROG", "FROGLEG", "INLET", "OUTLET", "JUDET", "DUNN", "LAUENSTEIN", "CROSSTABLE"),
    *("CC", "MLO", "ML", "LM", "LMO", "XCC", "XCCL", "XCCM", "STANDING", "SUPINE"),
}


MODALITIES: Final = frozenset({
    *("ANN", "AR", "ASMT", "AU", "BDUS", "BI", "BMD", "CFM", "CR", "CT", "CTPROTOCOL", "DG", "DMS"),
    *("DOC", "DX", "ECG", "EEG", "EMG", "EOG", "EPS", "ES", "FID", "GM", "HC", "HD", "IO", "IOL"),
    *("IVOCT", "IVUS", "KER", "KO", "LEN", "LS", "M3D", "MG", "MR", "NM", "OAM", "OCT", "OP", "OPM"),
    *("OPT", "OPTBSV", "OPTENF", "OPV", "OSS", "OT", "PA", "PLAN", "POS", "PR", "PT", "PX", "REG"),
    *("RESP", "RF", "RG", "RTDOSE", "RTIMAGE", "RTINTENT", "RTPLAN", "RTRAD", "RTRECORD", "RTSEGANN"),
    *("RTSTRUCT", "RWV", "SEG", "SM", "SMR", "SR", "SRF", "STAIN", "TEXTUREMAP", "TG", "US", "VA"),
    *("XA", "XAPROTOCOL", "XC", "AS", "CD", "CF", "CP", "CS", "DD", "DF", "DM", "DS", "EC", "FA", "FS"),
    *("LP", "MA", "MS", "OPR", "ST", "VF", "DR", "SC", "XR"),
})  # fmt: skip
"""Defined terms of Modality and those of earlier editions (PS3.3 C.7.3.1.1.1); what devices write instead."""
COLOURS: Final = frozenset({
    *("PALETTE_COLOR", "RGB", "HSV", "ARGB", "CMYK", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422"),
    *("YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB"),
})  # fmt: skip
"""Defined terms of Photometric Interpretation for colour (PS3.3 C.7.6.3.1.2), blanks as underscores."""


def body_part(text: str) -> str:
    """The words of Body Part Examined that name a part of the body or a side; at most 16 characters."""
    words = re.findall(r"[A-Z]+", text.upper())
    known = [word for word in words if word in BODY_PARTS]
    plain = _plain(text)
    return plain if plain and len(known) == len(words) else _code_string(known)


def view(text: str) -> str:
    """View Position where every word of it is known, else nothing: part of a view would be another view."""
    words = re.findall(r"[A-Z]+", text.upper())
    return _plain(text) if words and all(word in VIEWS for word in words) else ""


def orientation(parts: Iterable[str]) -> tuple[str, ...]:
    """Patient Orientation where it is one (PS3.3 C.7.6.1.1.1), else nothing."""
    known = tuple(parts)
    return known if len(known) == 2 and all(re.fullmatch("[LRAPHF]{1,3}", part) for part in known) else ()


def _plain(text: str) -> str:
    """A code string of words alone; empty where it holds anything else (PS3.5 6.2)."""
    plain = text.strip().upper()
    return plain if re.fullmatch(r"[A-Z][A-Z _]{0,15}", plain) else ""


def _code_string(words: list[str]) -> str:
    while len(made := " ".join(words)) > 16:
        words = words[:-1]
    return made
