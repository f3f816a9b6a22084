"""Words of free header text that name a side, a hip or a pelvis, in the languages that devices are set to.

Descriptions abbreviate.  A letter that is not a side must not be read as one: ``R/O`` rules out, ``S/P`` says
what was done before, ``L5-S1`` is a vertebra, ``B/L`` both sides, ``2R`` a count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

HIP_WORDS: Final = frozenset({"HIP", "COXA", "FEMUR", "FEMORAL", "THIGH"})
BOTH_WORDS: Final = frozenset({"HIPS", "BILATERAL"})
PELVIS_WORDS: Final = frozenset({"PELVIS"})
"""As :func:`words` gives them, whatever the language of the text was."""

_LETTERS: Final = str.maketrans({"Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Đ": "D", "ı": "I", "_": " "})
_SIGNS: Final = (
    (("双髋", "雙髖", "両股"), "BILATERAL HIP"),
    (("双侧", "雙側", "両側", "兩側", "两侧", "양측", "양쪽"), "BILATERAL"),
    (("骨盆", "骨盤", "골반"), "PELVIS"),
    (("髋", "髖", "股関節", "고관절", "엉덩관절"), "HIP"),
    (("股骨", "大腿", "대퇴"), "FEMUR"),
    (("左", "좌", "왼"), "L"),
    (("右", "우", "오른"), "R"),
)
"""Chinese, Japanese and Korean, which put no blank between words; the longer ones first."""
_NO_SIDES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!FOLLOW[ -])(?<!CHECK[ -])(?<!F[/ ])\bUP[ -]+RIGHT\b",
        r"\b(?:BEIDEN? EBENEN|BOTH (?:VIEWS|PLANES|PROJ\w*)|AMBAS PROY\w*)\b",
        r"\b(?:L|LT|LEFT|R|RT|RIGHT)[ -]+(?:LAT(?:ERAL)?[ -]+)?DECUB\w*",  # what the patient lies on
        r"\b(?:L|LT|LEFT|R|RT|RIGHT)[ -]+(?:ANT|POST)(?:ERIOR)?[ -]+OBL\w*",
        r"\b(?:[CTLS]\b[ /.&+-]*)+(?=(?:SPINE|SPIN|SPN|SP|WS|VERTEBRA\w*|COLUMNA?|COLONNE|RACHIS)\b)",
        r"\b[CTLS]-?\d{1,2}(?:\s*[-/]\s*[CTLS]?\d{1,2})?\b",  # vertebrae
        # L 2-3 may be left, two or three views
        r"\b(?:[CTS] \d{1,2}\s*[-/]\s*[CTLS]?\d{1,2}|L \d\s*[-/]\s*[LS] ?\d)\b",
        # a count or a unit, where no side stands before it
        r"(?<!\b[LR] )(?<!\b[LR]T )(?<!LEFT )(?<!RIGHT )(?<!\d[-/])\b\d+(?:[.,]\d+)? ?[LR]\b",
        r"^\W*DX\b(?=\W)",  # the device, also before a word of a language where it is a side
        r"\b[XCD][ ./-]R\b",  # X R, C R, D R: the device
        r"\b(?:R|W|S|C|F) O\b",  # rule out, without
        r"\b[A-Z]\s*[/\\]\s*[A-Z]\b",  # R/O, S/P, W/O, C/L (the other side), L/S; L/R and B/L went before
        r"\b[A-Z][.-][A-Z]\b",
    )
)
_SIDE: Final = r"(?:LEFT|RIGHT|LT|RT|L|R)"
_BOTH: Final = re.compile(rf"\b(?:B[ ./\\-]*L|{_SIDE}\s*[&+/\\-]\s*{_SIDE})\b")
_MEANINGS: Final = (
    (
        "L",
        r"LEFT(SIDED?)?|LT|LFT|LHS|LINKS(SEITIG\w*)?|LINKE([MNRS]|RSEITS)?|GAUCHES?|SINIST(RA|RO|ER|RUM|RAE)?",
    ),
    (
        "R",
        r"RIGHT(SIDED?)?|RT|RGT|RHS|RECHTS(SEITIG\w*)?|RECHTE([MNRS]|RSEITS)?|DROITE?S?|DEXT(ER|RA|RUM|RAE)?",
    ),
    ("L", r"IZQ|IZQU?IERD[AO]S?|IZD[AO]|ESQ|ESQUERD[AO]S?|VENSTRE|VAE?NSTER|VASEN|LEW(A|Y|E|EGO|EJ)|LEV[AY]"),
    (
        "R",
        r"DERECH[AO]S?|DCH[AO]?|DIREIT[AO]S?|DESTR[AO]|HOE?[JY]?RE|HOE?GER|OIKEA|PRAW(A|Y|E|EGO|EJ)|PRAV[AY]",
    ),
    ("L", r"ΑΡΙΣΤΕΡ\w*|ЛЕВ(АЯ|ЫИ|ОГО|ОИ|ОЕ)"),
    ("R", r"ΔΕΞΙ\w*|ПРАВ(АЯ|ЫИ|ОГО|ОИ|ОЕ)"),
    ("L", r"VLEVO|LIJEV(A|I|O|OG|E)|STANGA?|СЛЕВА|ЛІВ(ИИ|А|ОГО)"),
    ("R", r"VPRAVO|DESN(A|I|O|OG|E)|DREAPTA?|DREPT|СПРАВА"),
    (
        "BILATERAL",
        r"BL|BIL|BOTH|BILAT\w*|BEIDE\w*|BEIDSEIT\w*|BDS|AMB[AO]S|ENTRAMB[EI]|BEGGE|BADA|ОБА|ОБЕИХ|ОБОИХ",
    ),
    ("HIPS", r"HUE?FTEN|HANCHES|CADERAS|ANCHE|QUADRIS|HEUPEN|HOE?FTER"),
    ("HIP", r"HUE?FT\w*|HFT|HANCHE|CADERA|ANCA|QUADRIL|HEUP|HOE?FTE?(LED\w*)?|BIODR\w*|KYCEL\w*|NOF"),
    ("HIP", r"SOLD(UL(UI)?|URI)?|KUK(A|OVI|OM)?|KOLK(A|U|I)?|PINGGUL|PANGGUL"),
    ("HIP", r"COXO?FEMORAL\w*|CSIPO\w*|KALCA\w*|LONKKA\w*|ΙΣΧΙ\w*|ТАЗОБЕДР\w*"),
    ("FEMUR", r"FEMORE|OBERSCHENKEL\w*|SCHENKELHALS\w*|БЕДР\w*"),
    ("PELVIS", r"PELV\w*|BECKEN\w*|BASSIN|BACIN\w*|BACIA|BEKKEN\w*|BAE?KKEN\w*|MIEDNIC\w*|PANEV|PANVE"),
    ("PELVIS", r"MEDENCE\w*|LANTIO\w*|ΛΕΚΑΝ\w*|ТАЗА?"),
)
_KNOWN: Final = tuple((meaning, re.compile(pattern)) for meaning, pattern in _MEANINGS)
_SHORT: Final = (
    (r"HU?E?FT\w*|HEUP\w*|BECKEN\w*", {"LI": "L", "RE": "R"}),
    (r"H(OE|O)FT\w*", {"VA": "L", "VAE": "L", "HO": "R", "HOE": "R"}),
    (r"HANCHES?|BASSIN|COXOFEMORAL\w*", {"G": "L", "GCHE": "L", "D": "R", "DTE": "R"}),
    (r"CADERAS?", {"I": "L", "IZ": "L", "D": "R", "DER": "R"}),
    (r"QUADRI[LS]|BACIA", {"D": "R", "DIR": "R"}),
    (r"KALCA\w*", {"SOL": "L", "SAG": "R"}),
    (r"CSIPO\w*", {"BAL": "L", "JOBB": "R"}),
    (r"LONKKA\w*", {"V": "L", "VAS": "L", "O": "R", "OIK": "R"}),
    (r"KOLK\w*", {"LEVI": "L", "DESNI": "R"}),
    (r"PINGGUL|PANGGUL", {"KIRI": "L", "KANAN": "R"}),
    (r"ANC[AH]E?|BACIN\w*|FEMORE", {"SX": "L", "SN": "L", "DX": "R"}),
)
"""Abbreviations that are sides beside a word of their language only: ``DX`` is digital radiography else."""
_JOINED: Final = re.compile(r"(L|LT|LEFT|R|RT|RIGHT)?(HIPS?|FEMUR|COXA|THIGH)(L|LT|LEFT|R|RT|RIGHT)?")
_AND: Final = frozenset({"AND", "UND", "ET", "Y", "E", "EN", "OG", "OCH"})


def plain(stated: str) -> str:
    """In capitals without accents; umlauts as two letters, full-width letters as plain ones."""
    composed = unicodedata.normalize("NFKC", stated).upper()
    for umlaut, letters in (("Ä", "AE"), ("Ö", "OE"), ("Ü", "UE")):
        composed = composed.replace(umlaut, letters)
    bare = (sign for sign in unicodedata.normalize("NFD", composed) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", "".join(bare)).translate(_LETTERS)


def words(stated: str) -> list[str]:
    """The words of a text in capitals.

    Side and part stand apart where they are written as one (LHIP, HIPLEFT); sides, hips and pelvis are
    ``L``, ``R``, ``BILATERAL``, ``HIP``, ``HIPS``, ``FEMUR`` and ``PELVIS`` in whatever language.  Letters
    that look like a side and are none are left out.
    """
    return list(_words(stated))


@lru_cache(maxsize=256)  # one film's texts are asked for again and again, and most films say the same
def _words(stated: str) -> tuple[str, ...]:
    text = plain(stated)
    for signs, meaning in _SIGNS:
        for sign in signs:
            text = text.replace(sign, f" {meaning} ")
    text = _BOTH.sub(_as_both, text)
    for pattern in _NO_SIDES:
        text = pattern.sub(" ", text)
    found = [part for run in re.findall(r"\w+", text) for part in _parts(run)]
    short = [sides for beside, sides in _SHORT if any(re.fullmatch(beside, word) for word in found)]
    meant = [next((sides[word] for sides in short if word in sides), "") or _meaning(word) for word in found]
    return tuple(_pairs_as_both(meant))


def named(found: list[str]) -> str:
    """The one side among these words, ``L`` or ``R``; empty for none, for both, and for pelvis and hip."""
    if BOTH_WORDS.intersection(found) or (PELVIS_WORDS.intersection(found) and HIP_WORDS.intersection(found)):
        return ""
    sides = {word for word in found if word in ("L", "R")}
    return sides.pop() if len(sides) == 1 else ""


def _as_both(match: re.Match[str]) -> str:
    """B/L and L+R are both sides; R-R names one."""
    sides = {word[0] for word in re.findall("[A-Z]+", match[0])}
    return f" {sides.pop()} " if len(sides) == 1 and "B" not in sides else " BILATERAL "


def _parts(run: str) -> list[str]:
    """The words of a run of letters and digits; single letters beside a digit are no words (2V, R1)."""
    parts = re.findall(r"[^\W\d]+", run)
    if len(run) > sum(map(len, parts)):
        parts = [part for part in parts if len(part) > 1]
    found = []
    for part in parts:
        joined = _JOINED.fullmatch(part)
        found += [piece for piece in joined.groups() if piece] if joined else [part]
    return found


def _meaning(word: str) -> str:
    return next((meaning for meaning, pattern in _KNOWN if pattern.fullmatch(word)), word)


def _pairs_as_both(found: list[str]) -> list[str]:
    """Left and right next to one another, or with an *and* between them, are both sides."""
    kept: list[str] = []
    for word in found:
        before = kept[-2:] if kept and kept[-1] in _AND else kept[-1:]
        if {word, *before[:1]} == {"L", "R"}:
            kept[len(kept) - len(before) :] = ["BILATERAL"]
        else:
            kept.append(word)
    return kept
