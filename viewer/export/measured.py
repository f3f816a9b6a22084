"""What a reader measured, as it leaves: words, coded numbers with units, and whence the millimetres."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from inference.imaging.measure import WRITTEN, Measure, MeasureKind
from inference.imaging.measure_shapes import shape
from inference.imaging.measure_values import Quantity, Unit, Value, sides, values
from inference.imaging.measurements import area_words, calibrated, origin, words
from inference.messages import Message
from inference.model.film_hips import one_hip_side
from inference.records import Film, Side, SpacingKind
from viewer.export.sr_codes import OURS, laterality

if TYPE_CHECKING:
    from fpdf import FPDF
    from pydicom.dataset import Dataset
    from pydicom.sr.coding import Code

    from viewer.export.cases import ExportCase

TEXTS_STAY: Final = Message("Texts and arrows on the film stay on this computer.")

_CODES: Final[dict[Quantity, tuple[str, str, str]]] = {
    Quantity.LENGTH: ("410668003", "SCT", "Length"),
    Quantity.ANGLE: ("1483009", "SCT", "Angle"),
    Quantity.DIAMETER: ("81827009", "SCT", "Diameter"),
    Quantity.AREA: ("42798000", "SCT", "Area"),
    Quantity.ACETABULAR_INDEX: ("121224", "DCM", "Acetabular angle"),
    Quantity.NECK_SHAFT: ("NECK_SHAFT", OURS, "Neck-shaft angle of the femur"),
    Quantity.CENTRE_EDGE: ("CENTRE_EDGE", OURS, "Lateral centre-edge angle (Wiberg)"),
    Quantity.ROOF: ("ROOF", OURS, "Acetabular roof angle (Toennis)"),
    Quantity.OBLIQUITY: ("OBLIQUITY", OURS, "Pelvic obliquity"),
    Quantity.LOWER_BY: ("LOWER_BY", OURS, "Side of the pelvis lower by"),
    Quantity.SYMPHYSIS: ("SYMPHYSIS", OURS, "Symphysis below sacrococcygeal joint"),
    Quantity.SYMPHYSIS_OFFSET: ("SYMPHYSIS_OFFSET", OURS, "Symphysis beside sacrococcygeal joint"),
    Quantity.OBTURATOR: ("OBTURATOR", OURS, "Obturator foramen width, right over left"),
    Quantity.LONGER_BY: ("LONGER_BY", OURS, "Leg longer by, at the hip"),
    Quantity.TROCHANTER: ("TROCHANTER", OURS, "Lesser trochanter below teardrop line"),
    Quantity.OFFSET: ("OFFSET", OURS, "Femoral offset"),
    Quantity.SHENTON: ("SHENTON", OURS, "Step of Shenton's line, neck above arc"),
}
"""SNOMED CT and DICOM codes of CID 218 and 7550 (PS3.16) where they exist; the rest is private."""
_ORIGINS: Final = {
    SpacingKind.CALIBRATED: ("MM_CALIBRATED", "Calibrated by the header"),
    SpacingKind.BY_HAND: ("MM_BY_HAND", "Calibrated by the reader"),
    SpacingKind.DETECTOR: ("MM_DETECTOR", "At detector, magnification unknown"),
    SpacingKind.MAGNIFIED: ("MM_MAGNIFIED", "Detector over known magnification"),
}


def leaving(case: ExportCase) -> tuple[Measure, ...]:
    """The measures of a case that leave; what the reader wrote stays."""
    return tuple(measure for measure in case.measures if measure.kind not in WRITTEN)


def film_of(case: ExportCase, film: Film) -> Film:
    """The film with the spacing that the reader measured with."""
    return calibrated(film, case.calibration)


def said(measure: Measure, film: Film) -> Message:
    """What a measure says; a region only its area, since its grey values are no finding."""
    found = values(measure, film)
    if measure.kind is MeasureKind.REGION:
        return Message("ellipse, area {area}", area=area_words(found[0].number, film))
    return words(measure, film)


def in_millimetres(film: Film) -> bool:
    """Whether a millimetre of this film is worth writing down."""
    return film.spacing_mm is not None and film.spacing_kind is not SpacingKind.UNKNOWN


def number(value: Value, film: Film) -> float:
    """The value in the unit of :func:`_unit`."""
    mm = film.spacing_mm[1] if film.spacing_mm is not None and in_millimetres(film) else None
    if value.unit is Unit.COLUMNS:
        return value.number * mm if mm is not None else value.number
    if value.unit is Unit.SQUARES:
        return value.number * mm**2 if mm is not None else value.number / film.pixel_aspect
    return value.number


def _unit(value: Value, film: Film) -> Code:
    from pydicom.sr.coding import Code

    if value.unit is Unit.DEGREES:
        return Code("deg", "UCUM", "degree")
    if value.unit is Unit.RATIO:
        return Code("1", "UCUM", "no units")
    if not in_millimetres(film):
        return Code("{pixels}", "UCUM", "pixels")
    return Code("mm", "UCUM", "mm") if value.unit is Unit.COLUMNS else Code("mm2", "UCUM", "mm2")


def groups(header: Dataset, case: ExportCase, film: Film, identity: Any, key: str) -> list[Any]:
    """A group of TID 1501 for each measure, each number inferred from its lines (TID 300, TID 320).

    Args:
        film: with the spacing in force.
    """
    made = []
    for count, measure in enumerate(leaving(case), 1):
        found = values(measure, film)
        if found:
            made.append(_group(header, measure, found, film, identity.uid("tracking", f"{key} m{count}")))
    return made


def _group(header: Dataset, measure: Measure, found: Sequence[Value], film: Film, uid: str) -> Any:
    from highdicom import sr

    coordinates = _coordinates(header, measure, film)
    return sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=sr.TrackingIdentifier(uid, "reader's measure"),
        measurements=[_measurement(value, film, coordinates) for value in found],
        source_images=[sr.SourceImageForMeasurementGroup(header.SOPClassUID, header.SOPInstanceUID)],
    )


def _measurement(value: Value, film: Film, coordinates: list[Any]) -> Any:
    from highdicom import sr
    from pydicom.sr.coding import Code

    return sr.Measurement(
        Code(*_CODES[value.quantity]),
        round(number(value, film), 3),
        _unit(value, film),
        finding_sites=_sites(value, film),
        method=_method(value, film),
        referenced_coordinates=coordinates,
    )


def _method(value: Value, film: Film) -> Code | None:
    """Where the millimetres come from."""
    from pydicom.sr.coding import Code

    if value.unit not in (Unit.COLUMNS, Unit.SQUARES) or not in_millimetres(film):
        return None
    code, meaning = _ORIGINS[film.spacing_kind]
    return Code(code, OURS, meaning)


def _sites(value: Value, film: Film) -> list[Any] | None:
    """The hip of a side that the header makes certain; an assumed side is not written down."""
    from highdicom import sr
    from pydicom.sr.coding import Code

    certain = not sides(film).assumed or one_hip_side(film) is not Side.UNCERTAIN
    side = laterality(value.side) if certain and value.side in (Side.LEFT, Side.RIGHT) else None
    if side is None:
        return None
    return [sr.FindingSite(anatomic_location=Code("24136001", "SCT", "Hip joint"), laterality=side)]


def _coordinates(header: Dataset, measure: Measure, film: Film) -> list[Any]:
    """The lines of a measure in film pixels (PS3.3 C.18.6), kept on the film."""
    import numpy as np
    from highdicom import sr

    lines = [measure.points] if measure.kind is MeasureKind.ANGLE else list(shape(measure, film).lines)
    source = sr.SourceImageForRegion(header.SOPClassUID, header.SOPInstanceUID)
    rows, columns = film.shape
    made = []
    for line in lines:
        at = np.clip(np.asarray(line, np.float32), 0, [columns, rows]).astype(np.float32)
        made.append(sr.CoordinatesForMeasurement("POLYLINE", at, source))
    return made


def origin_sentence(film: Film) -> str:
    """Where the millimetres of a page's measures come from, English."""
    if film.spacing_mm is None:
        return "No millimetres: the film's header gives no spacing."
    if film.spacing_kind is SpacingKind.DETECTOR:
        return "Millimetres at the detector; the body's are smaller by an unknown magnification."
    return f"Millimetres: {origin(film)}."


# the page


DEFINITIONS: Final = {
    MeasureKind.LENGTH: "Distance of two points.",
    MeasureKind.ANGLE: "Angle at the middle one of three points.",
    MeasureKind.NECK_SHAFT: "Axis of the femoral neck against that of the shaft (Müller 1957).",
    MeasureKind.CIRCLE: "Circle through three points.",
    MeasureKind.REGION: "Ellipse; its area.",
    MeasureKind.FREE: "Area inside a line drawn by hand.",
    MeasureKind.CENTRE_EDGE: "Lateral edge of the roof against the perpendicular to the pelvic line through "
    "the femoral head's centre (Wiberg 1939; Clohisy 2008).",
    MeasureKind.ROOF: "Weight-bearing roof against the pelvic line, positive where its lateral end lies "
    "higher (Tönnis 1987; Clohisy 2008).",
    MeasureKind.ACETABULAR_INDEX: "Roof against Hilgenreiner's line (Hilgenreiner 1925; Kleinberg 1936).",
    MeasureKind.OBLIQUITY: "Same point of both sides against the film's horizontal (O'Brien 2004).",
    MeasureKind.TILT: "Symphysis against the sacrococcygeal joint, perpendicular to the pelvic line "
    "(Siebenrock 2003; Clohisy 2008).",
    MeasureKind.ROTATION: "Width of the right obturator foramen over the left (Tönnis 1976).",
    MeasureKind.LEG_LENGTH: "Lesser trochanters below the teardrop line (Woolson 1999; Meermans 2011).",
    MeasureKind.OFFSET: "Centre of the femoral head from the axis of the shaft (McGrory 1995).",
    MeasureKind.SHENTON: "Neck against the continued arc of the pubic ramus (Shenton 1911; Jones 2010).",
}
"""What each measure is, and after whom."""
Scale = tuple[float, float]
"""Millimetres of a page a film pixel, across and down."""
INK, QUIET, MARK = (20, 23, 26), (91, 98, 107), (31, 111, 178)
LEFT: Final = 17.0
FONT: Final = "DejaVu"


def draw(page: FPDF, case: ExportCase, film: Film, left: float, top: float, scale: Scale) -> None:
    """The lines of the measures over a picture of the film."""
    here = film_of(case, film)
    page.set_draw_color(*MARK)
    page.set_line_width(0.35)
    for measure in leaving(case):
        for line in shape(measure, here).lines:
            page.polyline([(left + x * scale[0], top + y * scale[1]) for x, y in line])


def table(page: FPDF, case: ExportCase, film: Film) -> None:
    """A page with what each measure says, its definition and source; none without measures."""
    measures, here = leaving(case), film_of(case, film)
    if not case.measures:
        return
    page.add_page()
    _text(page, LEFT, 17, "Measures", size=17)
    y = 26.0
    for line in textwrap.wrap(_under(case, here), 110):
        _text(page, LEFT, y, line, colour=QUIET)
        y += 5
    y += 4
    for measure in measures:
        definition = textwrap.wrap(DEFINITIONS[measure.kind], 105)
        if y + 5 + 4.2 * len(definition) > 285:
            page.add_page()
            y = 17.0
        _text(page, LEFT, y, str(said(measure, here)))
        for line in definition:
            y += 4.2
            _text(page, LEFT, y, line, size=7.5, colour=QUIET)
        y += 6.5


def _under(case: ExportCase, film: Film) -> str:
    """What stands under the title."""
    stayed = len(case.measures) - len(leaving(case))
    parts = ["By the reader, by hand.", origin_sentence(film)]
    parts += ["Sides in brackets are assumed: the header does not name them."]
    parts += [str(TEXTS_STAY)] if stayed else []
    return " ".join(parts)


def _text(
    page: FPDF, x: float, y: float, told: str, *, size: float = 9, colour: tuple[int, int, int] = INK
) -> None:
    page.set_font(FONT, "", size)
    page.set_text_color(*colour)
    page.text(x, y, told)
