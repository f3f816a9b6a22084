"""A reading as a DICOM structured report: Comprehensive SR, template TID 1500 (PS3.16)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import inference
from inference.aoota import class_named
from inference.export_records import StoredAnswer
from inference.model.verdict import Verdict, verdict_of
from inference.records import Film, Reading, Region, Side
from viewer.export import measured, sr_codes
from viewer.export.cases import ExportCase
from viewer.export.identity import UNICODE, Identity

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

MAKER: Final = "Shenton"
SERIES: Final = "Shenton reading - RESEARCH USE ONLY"
KEYS: Final = "Shenton key images - RESEARCH USE ONLY"


def report(header: Dataset, case: ExportCase, identity: Identity, film: Film | None = None) -> Dataset:
    """The reader's finding, and beside it what the model said.

    Finding, finding site with laterality and AO/OTA class; each box is a region of interest of its own
    (TID 1410, a closed polyline in film pixels, PS3.3 C.18.6), otherwise the film is the source (TID 1501).
    The reader is the person observer under a pseudonym, the model the device observer and the algorithm of
    its own group, with a probability for each class.

    Args:
        header: of the film, as ``identity`` gives it.
        film: its facts with the spacing in force, for the reader's measures.
    """
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    reading, key = case.item.reading, case.item.reading_key
    groups: list[Any] = _reader_groups(header, reading, identity, key)
    if film is not None:
        groups += measured.groups(header, case, film, identity, key)
    if case.answer is not None:
        groups.append(_model_group(header, case.answer, identity, key))
    content = sr.MeasurementReport(
        observation_context=sr.ObservationContext(
            observer_person_context=sr.ObserverContext(
                observer_type=standard.DCM.Person,
                observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(
                    name=pseudonym(reading.reader)
                ),
            ),
            observer_device_context=_device(case.answer),
        ),
        procedure_reported=sr_codes.radiography(),
        imaging_measurements=groups,
        title=standard.DCM.ImagingMeasurementReport,
    )
    return _document(header, content, identity, key)


def _document(header: Dataset, content: Any, identity: Identity, key: str) -> Dataset:
    from highdicom import sr

    with silent():
        made = sr.ComprehensiveSR(
            evidence=[header],
            content=content,
            series_instance_uid=identity.uid("sr series", header.StudyInstanceUID),
            series_number=9001,
            sop_instance_uid=identity.uid("sr", key),
            instance_number=1,
            manufacturer=MAKER,
            manufacturer_model_name=MAKER,
            software_versions=inference.__version__,
            is_complete=True,
            series_description=SERIES,
            specific_character_set=UNICODE,
        )
    return dated(made, header, identity)


def dated(made: Dataset, header: Dataset, identity: Identity) -> Dataset:
    """The object with the times and the de-identification marks that its identity gives it."""
    now = identity.now(header)
    if made.Modality != "PR":  # which has a creation date instead
        made.ContentDate, made.ContentTime = f"{now:%Y%m%d}", f"{now:%H%M%S}"
    for name in ("InstanceCreationDate", "InstanceCreationTime"):
        if name in made:
            delattr(made, name)
    if not identity.keeps:
        _without_time_of_export(made)
    for name in (
        "PatientIdentityRemoved",
        "DeidentificationMethodCodeSequence",
        "LongitudinalTemporalInformationModified",
    ):
        if name in header:
            setattr(made, name, header[name].value)
    return made


def _without_time_of_export(made: Dataset) -> None:
    """What highdicom says of itself (PS3.3 C.12.1.1.5) without when that was."""
    for item in made.get("ContributingEquipmentSequence", ()):
        if "ContributionDateTime" in item:
            del item.ContributionDateTime


def _device(answer: StoredAnswer | None) -> Any:
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    if answer is None:
        return None
    return sr.ObserverContext(
        observer_type=standard.DCM.Device,
        observer_identifying_attributes=sr.DeviceObserverIdentifyingAttributes(
            uid=f"2.25.{int(answer.model.sha256[:32], 16)}",  # the same model is the same device everywhere
            name="Shenton, research use only",
            manufacturer_name=MAKER,
            model_name=f"{answer.model.name} {answer.model.version}"[:64],
            serial_number=answer.model.sha256[:16],
        ),
    )


def pseudonym(code: str) -> str:
    """A code as a person name of one component (PS3.5 6.2.1): the family name, its end marked."""
    return f"{code}^"


@contextmanager
def silent() -> Iterator[None]:
    """highdicom without its advice on person names, which quotes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _sites(side: Side) -> list[Any]:
    from highdicom import sr

    return [sr.FindingSite(anatomic_location=sr_codes.proximal_femur(), laterality=sr_codes.laterality(side))]


def _reader_groups(header: Dataset, reading: Reading, identity: Identity, key: str) -> list[Any]:
    boxes = [box for box in (clipped(r, header) for r in reading.regions) if box is not None]
    if not boxes:
        return [_whole_film(header, reading, identity, key)]
    return [_region(header, reading, box, identity, f"{key} {n}") for n, box in enumerate(boxes, 1)]


def _common(reading: Reading, identity: Identity, key: str) -> dict[str, Any]:
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    name = reading.ao_class.value
    evaluations = [sr.QualitativeEvaluation(sr_codes.classification(), sr_codes.class_code(name))]
    measured = []
    if reading.confidence is not None:
        measured.append(
            sr.Measurement(sr_codes.certainty(), float(reading.confidence), standard.UCUM.Percent)
        )
    return {
        "tracking_identifier": sr.TrackingIdentifier(identity.uid("tracking", key), "reader's finding"),
        "finding_type": sr_codes.finding(name),
        "finding_sites": _sites(reading.side),
        "qualitative_evaluations": evaluations,
        "measurements": measured or None,
    }


def _whole_film(header: Dataset, reading: Reading, identity: Identity, key: str) -> Any:
    from highdicom import sr

    return sr.MeasurementsAndQualitativeEvaluations(
        **_common(reading, identity, key), source_images=[_source(header)]
    )


def _source(header: Dataset) -> Any:
    from highdicom import sr

    return sr.SourceImageForMeasurementGroup(header.SOPClassUID, header.SOPInstanceUID)


def _region(header: Dataset, reading: Reading, box: Region, identity: Identity, key: str) -> Any:
    import numpy as np
    from highdicom import sr

    kind, corners = ("POINT", [(box.x0, box.y0)]) if box.is_point else ("POLYLINE", outline(box))
    region = sr.ImageRegion(
        graphic_type=kind,
        graphic_data=np.asarray(corners, np.float32),
        source_image=sr.SourceImageForRegion(header.SOPClassUID, header.SOPInstanceUID),
    )
    return sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        **_common(reading, identity, key), referenced_region=region
    )


def _model_group(header: Dataset, answer: StoredAnswer, identity: Identity, key: str) -> Any:
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    one = standard.UCUM.NoUnits
    given = [("", answer.p_fracture), *answer.probabilities.items()]
    measured = [sr.Measurement(sr_codes.probability(name), round(float(p), 6), one) for name, p in given]
    measured += [
        sr.Measurement(code, round(float(value), 6), one)
        for code, value in zip(sr_codes.thresholds(), (answer.threshold, *(answer.zone or ())), strict=False)
    ]
    verdict = verdict_of(answer.p_fracture, answer.threshold, answer.zone)
    called = verdict is not Verdict.CLEAR
    named = class_named(answer.probabilities, answer.threshold, clear=not called)
    notes = [f"sha256={answer.model.sha256}"]
    if answer.synthetic_training:
        notes.append("trained on synthetic films")
    return sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=sr.TrackingIdentifier(identity.uid("tracking", key, "model"), "model's answer"),
        algorithm_id=sr.AlgorithmIdentification(
            name=answer.model.name[:64], version=answer.model.version[:64] or "unknown", parameters=notes
        ),
        finding_type=sr_codes.fracture() if called else sr_codes.normal(),
        finding_sites=_sites(answer.side),
        qualitative_evaluations=[
            sr.QualitativeEvaluation(sr_codes.verdict(), sr_codes.verdict_code(verdict)),
            sr.QualitativeEvaluation(sr_codes.classification(), sr_codes.class_code(named)),
        ],
        measurements=measured,
        source_images=[_source(header)],
    )


def outline(box: Region) -> Sequence[tuple[float, float]]:
    """A box as a closed polyline, clockwise from the top left."""
    return ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0))


def clipped(region: Region, header: Dataset) -> Region | None:
    """The part of a mark that lies on the film; None where there is none."""
    across, down = float(header.Columns), float(header.Rows)
    if region.x1 < 0 or region.y1 < 0 or region.x0 > across or region.y0 > down:
        return None
    return Region(max(region.x0, 0.0), max(region.y0, 0.0), min(region.x1, across), min(region.y1, down))


def key_image(header: Dataset, case: ExportCase, identity: Identity) -> Dataset:
    """The film that a reader marked, as a key image "Of Interest" (PS3.3 A.35.4, PS3.16 TID 2010, CID 7010).

    Args:
        header: of the film, as ``identity`` gives it.
    """
    from highdicom import ko, sr
    from pydicom.sr.codedict import codes as standard

    with silent():
        content = ko.KeyObjectSelection(
            document_title=standard.DCM.OfInterest,
            referenced_objects=[header],
            observer_person_context=sr.ObserverContext(
                observer_type=standard.DCM.Person,
                observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(
                    name=pseudonym(case.item.reading.reader)
                ),
            ),
        )
        made = ko.KeyObjectSelectionDocument(
            evidence=[header],
            content=content,
            series_instance_uid=identity.uid("ko series", header.StudyInstanceUID),
            series_number=9004,
            sop_instance_uid=identity.uid("ko", case.item.reading_key),
            instance_number=1,
            manufacturer=MAKER,
            specific_character_set=UNICODE,
            series_description=KEYS,
            manufacturer_model_name=MAKER,
            software_versions=inference.__version__,
        )
    return dated(made, header, identity)
