"""Who an exported object says it is about: nobody (the default), or the patient, so that a PACS files it.

:class:`Disguise` follows :mod:`viewer.export.deidentification_profile`; :class:`Plain` keeps the identifiers
of the film.  Both give the header that every exported object is built from: what must not leave never
reaches a builder.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from inference.errors import ExportError
from inference.export_records import ExportRecord
from inference.messages import Message
from inference.records import Film
from viewer.export.deidentification_profile import Action, action

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

UNICODE: Final = "ISO_IR 192"
NO_DATE: Final = datetime(1900, 1, 1)
"""Stands where an object must have a date and the de-identified one has none."""
MAX_SHIFT_DAYS: Final = 3650
PATIENT: Final = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex")
STUDY: Final = (
    "StudyInstanceUID", "StudyDate", "StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber",
)  # fmt: skip
_SEQUENCES: Final = ("ModalityLUTSequence", "VOILUTSequence", "PresentationLUTSequence")


class UidKind(StrEnum):
    """Which UID of a film."""

    STUDY = "study"
    SERIES = "series"
    SOP = "sop"


class Identity(Protocol):
    """How an export names its patients and objects."""

    @property
    def keeps(self) -> bool:
        """Whether the patient stays named."""

    @property
    def keeps_intervals(self) -> bool:
        """Whether the time between two studies of a patient stays."""

    def uid(self, kind: str, *parts: str) -> str:
        """A UID that is the same for the same parts within this export."""

    def film_uid(self, kind: UidKind, original: str, film: Film, item: ExportRecord) -> str:
        """The film's study, series or SOP instance UID as it leaves."""

    def header(self, source: Dataset, film: Film, item: ExportRecord) -> Dataset:
        """Patient, study and reference to the film: what every object about this film begins with."""

    def now(self, header: Dataset) -> datetime:
        """The time that an object made now says of itself."""


@dataclass(frozen=True)
class Disguise:
    """De-identified: new UIDs under a secret of this export, no dates or moved ones, no names.

    Args:
        shift_dates: study dates are moved by one number of days for each patient (PS3.15 E.3.6) instead of
            being removed.
    """

    shift_dates: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    keeps: bool = field(default=False, init=False)

    @property
    def keeps_intervals(self) -> bool:
        return self.shift_dates

    def uid(self, kind: str, *parts: str) -> str:
        return _uid(self.secret, kind, *parts)

    def film_uid(self, kind: UidKind, original: str, film: Film, item: ExportRecord) -> str:
        """New ones: two pictures or two patients never share one, whatever their headers say."""
        picture = (film.pixel_sha256,) if kind is UidKind.SOP else ()
        return self.uid(kind, original or film.pixel_sha256, item.patient_key, *picture)

    def header(self, source: Dataset, film: Film, item: ExportRecord) -> Dataset:
        made = _reference(self, source, film, item)
        made.PatientID = item.patient_key[:16]
        made.PatientName = f"{item.patient_key[:16]}^"
        for name in (*PATIENT[2:], *STUDY[1:]):
            setattr(made, name, "")
        made.StudyDate = self._date(source, item)
        made.PatientIdentityRemoved = "YES"
        made.DeidentificationMethodCodeSequence = self._methods()
        made.LongitudinalTemporalInformationModified = "MODIFIED" if self.shift_dates else "REMOVED"
        return made

    def _methods(self) -> list[Dataset]:
        made = [_method("113100", "Basic Application Confidentiality Profile")]
        if self.shift_dates:
            made.append(_method("113107", "Retain Longitudinal Temporal Information Modified Dates Option"))
        return made

    def _date(self, source: Dataset, item: ExportRecord) -> str:
        found = _date(source)
        if not self.shift_dates or found is None:
            return ""
        number = int.from_bytes(hmac.digest(self.secret, item.patient_key.encode(), "sha256")[:8])
        return f"{found - timedelta(days=1 + number % MAX_SHIFT_DAYS):%Y%m%d}"

    def now(self, header: Dataset) -> datetime:
        found = _date(header)
        return NO_DATE if found is None else datetime(found.year, found.month, found.day)


@dataclass(frozen=True)
class Plain:
    """Identifiers are kept: the objects attach to their study in the PACS."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    keeps: bool = field(default=True, init=False)
    keeps_intervals: bool = field(default=True, init=False)

    def uid(self, kind: str, *parts: str) -> str:
        return _uid(self.secret, kind, *parts)

    def film_uid(self, kind: UidKind, original: str, film: Film, item: ExportRecord) -> str:
        return original

    def header(self, source: Dataset, film: Film, item: ExportRecord) -> Dataset:
        from inference.dicom.elements import in_unicode, is_garbled, raw_text

        if not (film.is_dicom and film.study_uid and film.series_uid and film.sop_uid):
            raise ExportError(
                "The film names no study to attach to.",
                "Leave the identifiers out, or export it as a picture.",
            )
        if not all(
            _PLAIN_UID.fullmatch(uid) and len(uid) <= 64
            for uid in (film.study_uid, film.series_uid, film.sop_uid)
        ):
            raise ExportError(
                "The film's UIDs break the rules for UIDs and cannot be written.",
                "Leave the identifiers out.",
            )
        made = _reference(self, source, film, item)
        number = in_unicode(source, raw_text(source, "PatientID")).strip(" \0")
        if clean("PatientID", source) != number or is_garbled(source, "PatientID"):
            raise ExportError(
                "The film's patient number cannot be written as it stands.", "Leave the identifiers out."
            )
        for name in (*PATIENT, *STUDY[1:]):
            setattr(made, name, clean(name, source))
        return made

    def now(self, header: Dataset) -> datetime:
        return datetime.now()


def _method(value: str, meaning: str) -> Dataset:
    """One way of de-identification (CID 7050)."""
    from pydicom.dataset import Dataset

    made = Dataset()
    made.CodeValue, made.CodingSchemeDesignator, made.CodeMeaning = value, "DCM", meaning
    return made


def pixels_cleaned(made: Dataset) -> None:
    """Say that a human has looked for burned-in text, and that what was found is gone (PS3.15 E.3.1)."""
    if "DeidentificationMethodCodeSequence" in made:
        found = list(made.DeidentificationMethodCodeSequence)
        made.DeidentificationMethodCodeSequence = [*found, _method("113101", "Clean Pixel Data Option")]


def _uid(secret: bytes, kind: str, *parts: str) -> str:
    """A UID derived from a UUID (PS3.5 B.2)."""
    digest = hmac.digest(secret, "\0".join((kind, *parts)).encode("utf8", "backslashreplace"), "sha256")
    return f"2.25.{int.from_bytes(digest[:16])}"


def _reference(identity: Identity, source: Dataset, film: Film, item: ExportRecord) -> Dataset:
    from pydicom.dataset import Dataset

    made = Dataset()
    made.SpecificCharacterSet = UNICODE
    made.SOPClassUID = film.sop_class
    made.SOPInstanceUID = identity.film_uid(UidKind.SOP, film.sop_uid, film, item)
    made.StudyInstanceUID = identity.film_uid(UidKind.STUDY, film.study_uid, film, item)
    made.SeriesInstanceUID = identity.film_uid(UidKind.SERIES, film.series_uid, film, item)
    made.Modality = film.modality or "OT"
    made.Rows, made.Columns = film.shape
    return made


def _date(source: Dataset) -> date | None:
    value = clean("StudyDate", source)
    return datetime.strptime(value, "%Y%m%d").date() if value else None


_CODE: Final = re.compile(r"[A-Z0-9 _]{0,16}")
_UID: Final = re.compile(r"[0-9.]{1,64}")
_PLAIN_UID: Final = re.compile(r"[0-2](\.(0|[1-9]\d*))+")  # PS3.5 9.1
_YEARS: Final = range(1800, 2200)
_TIME: Final = re.compile(r"([01]\d|2[0-3])(:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?)?")
_DATE: Final = re.compile(r"\d{4}(\.?)\d{2}\1\d{2}")
_NAMES: Final = ("PatientName", "ReferringPhysicianName")
_WORDS: Final = {
    "PatientName": Message("patient's name"), "PatientBirthDate": Message("patient's birth date"),
    "PatientSex": Message("patient's sex"), "StudyDate": Message("study date"),
    "StudyTime": Message("study time"),
    "ReferringPhysicianName": Message("referring physician's name"), "StudyID": Message("study ID"),
    "AccessionNumber": Message("accession number"),
}  # fmt: skip


def clean(name: str, source: Dataset) -> str:
    """One text attribute as it may be written anew: of its VR's form and length (PS3.5 6.2), else empty.

    Names may be cut to their length; a number that is cut would be another one.
    """
    from pydicom.datadict import dictionary_VR

    from inference.dicom.elements import text

    vr, value = dictionary_VR(name), text(source, name)
    if name == "PatientSex":
        return value.upper() if value.upper() in ("M", "F", "O") else ""
    if vr == "DA":
        return _real_date(value)
    if vr == "TM":
        return value.replace(":", "") if _TIME.fullmatch(value) else ""
    if vr == "PN":
        return _name(value.replace("\\", " "))
    if name in (*PATIENT, *STUDY) and vr in ("LO", "SH"):  # who keeps the identifiers keeps them whole
        return value if "\\" not in value and len(value) <= (16 if vr == "SH" else 64) else ""
    form = {"CS": _CODE, "LO": _CODE, "UI": _UID}.get(vr)
    parts = value.split("\\")
    return value if form is not None and all(form.fullmatch(part) for part in parts) else ""


def _name(value: str) -> str:
    """A name of at most 64 characters, three representations and five components (PS3.5 6.2.1)."""
    groups = value[:64].split("=")[:3]
    return "=".join("^".join(group.split("^")[:5]) for group in groups)


def _real_date(value: str) -> str:
    """A day of the calendar as YYYYMMDD, also where it is written as before 1993 (PS3.5 6.2, DA)."""
    plain = value.replace(".", "")
    try:
        found = datetime.strptime(plain, "%Y%m%d") if _DATE.fullmatch(value) else None
    except ValueError:
        return ""
    return f"{found:%Y%m%d}" if found is not None and found.year in _YEARS else ""


def dropped(source: Dataset, identity: Identity) -> list[Message]:
    """What of a film's header should leave and cannot, in sentences that do not quote it."""
    from inference.dicom.elements import is_garbled, text

    names = tuple(_WORDS) if identity.keeps else ("StudyDate",) if identity.keeps_intervals else ()
    said = []
    for name in names:
        value, kept, words = text(source, name), clean(name, source), _WORDS[name]
        if value and not kept:
            said.append(Message("The {value} of its header is not valid and was left out.", value=words))
        elif name in _NAMES and len(kept) < len(value):
            said.append(Message("The {value} of its header is too long and was cut.", value=words))
        elif is_garbled(source, name):
            said.append(
                Message("The {value} of its header is in characters that are not known.", value=words)
            )
    return said


def source_header(path: Path) -> Dataset:
    """The attributes of a film's file that an export may look at; the pixels are not read.

    Raises:
        FilmError: the file is gone, damaged or no DICOM file.
    """
    from inference.dicom import safe_parse

    plain = (name for name in _kept() if name not in _SEQUENCES)
    ours = ("SeriesInstanceUID", "SOPInstanceUID", "SpecificCharacterSet")
    wanted = [*PATIENT, *STUDY, *plain, "AnatomicRegionSequence", *ours]
    return safe_parse.parse(safe_parse.read_bytes(path), wanted).dataset


def is_header_of(source: Dataset, film: Film) -> bool:
    """Whether a header that was read for itself is the one that a film was read with."""
    from inference.dicom.elements import text

    names = (
        "PatientName",
        "PatientID",
        "StudyDate",
        "StudyInstanceUID",
        "SeriesInstanceUID",
        "SOPInstanceUID",
    )
    uids = (film.study_uid, film.series_uid, film.sop_uid)
    known = (film.patient_name, film.patient_number, film.study_date, *uids)
    return tuple(text(source, name) for name in names) == known


def _kept() -> list[str]:
    from viewer.export.deidentification_profile import KEPT

    return [name for name in KEPT if action(name) is Action.KEEP]
