"""What a measure's clicks are, in order; what it measures, and after whom: for the cursor and the help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inference.imaging.measure import MeasureKind
from viewer.app.i18n import mark, tr

_LINE: Final = (
    mark("pelvic line: lower end of one teardrop"),
    mark("pelvic line: lower end of the other teardrop"),
)


@dataclass(frozen=True, slots=True)
class Guide:
    """Its clicks, its definition, its source."""

    steps: tuple[str, ...]
    definition: str
    source: str = ""


GUIDES: Final[dict[MeasureKind, Guide]] = {
    MeasureKind.LENGTH: Guide(
        (mark("one end"), mark("other end")),
        mark("Distance of two points."),
    ),
    MeasureKind.ANGLE: Guide(
        (mark("one arm"), mark("corner"), mark("other arm")),
        mark("Angle at the corner."),
    ),
    MeasureKind.NECK_SHAFT: Guide(
        (mark("middle of the head"), mark("middle of the neck"), mark("shaft above"), mark("shaft below")),
        mark("Between the axis of the femoral neck and that of the shaft."),
        "Müller 1957",
    ),
    MeasureKind.CIRCLE: Guide(
        (mark("rim"), mark("rim"), mark("rim")), mark("Diameter of the circle through three points.")
    ),
    MeasureKind.REGION: Guide(
        (mark("corner of the box"), mark("opposite corner")),
        mark("Ellipse in the box: mean and deviation of its values, its area."),
    ),
    MeasureKind.FREE: Guide(
        (mark("draw around it, or click corner by corner; the first corner or a double click closes"),),
        mark("Area inside a line drawn by hand."),
    ),
    MeasureKind.CENTRE_EDGE: Guide(
        (*_LINE, mark("centre of the femoral head"), mark("lateral edge of the roof")),
        mark(
            "Between the perpendicular to the pelvic line through the head's centre and the line from there "
            "to the lateral edge of the roof; negative where the edge lies medial."
        ),
        "Wiberg 1939; Clohisy 2008",
    ),
    MeasureKind.ROOF: Guide(
        (*_LINE, mark("medial end of the weight-bearing roof"), mark("lateral end of the roof")),
        mark(
            "Tönnis angle (acetabular inclination): between the pelvic line and the line along the "
            "weight-bearing roof; positive where its lateral end lies higher."
        ),
        "Tönnis 1987; Clohisy 2008",
    ),
    MeasureKind.ACETABULAR_INDEX: Guide(
        (
            mark("triradiate cartilage of one side"),
            mark("triradiate cartilage of the other side"),
            mark("lateral edge of the roof"),
        ),
        mark("Growing hip: between Hilgenreiner's line and the line from the cartilage to the roof's edge."),
        "Hilgenreiner 1925; Kleinberg 1936",
    ),
    MeasureKind.OBLIQUITY: Guide(
        (mark("highest point of one iliac crest"), mark("highest point of the other iliac crest")),
        mark(
            "Between the line through the same point of both sides and the film's horizontal, and how much "
            "lower one side lies. The film's edge is level only where the patient stood."
        ),
        "O'Brien 2004",
    ),
    MeasureKind.TILT: Guide(
        (*_LINE, mark("middle of the sacrococcygeal joint"), mark("upper border of the symphysis, middle")),
        mark(
            "Signs of pelvic tilt and rotation: how far the symphysis lies below the sacrococcygeal joint, "
            "perpendicular to the pelvic line, and how far beside it."
        ),
        "Siebenrock 2003; Clohisy 2008",
    ),
    MeasureKind.ROTATION: Guide(
        (
            mark("one obturator foramen: medial end of its greatest width"),
            mark("lateral end"),
            mark("the other foramen: medial end"),
            mark("lateral end"),
        ),
        mark("Sign of rotation: width of the right obturator foramen over the left; 1 without rotation."),
        "Tönnis 1976",
    ),
    MeasureKind.LEG_LENGTH: Guide(
        (*_LINE, mark("lesser trochanter of one side"), mark("lesser trochanter of the other side")),
        mark(
            "From the teardrop line to the most medial point of each lesser trochanter, perpendicular; the "
            "difference is that of the legs as far as it arises at the hip."
        ),
        "Woolson 1999; Meermans 2011",
    ),
    MeasureKind.OFFSET: Guide(
        (mark("centre of the femoral head"), mark("shaft axis above"), mark("shaft axis below")),
        mark(
            "From the head's centre, perpendicular, to the axis of the shaft. "
            "A leg turned outwards shows less."
        ),
        "McGrory 1995",
    ),
    MeasureKind.SHENTON: Guide(
        (
            mark("lower border of the pubic ramus, medial"),
            mark("same border, middle"),
            mark("same border, lateral"),
            mark("medial border of the femoral neck, next to the ramus"),
            mark("same border, middle"),
            mark("same border, lower down"),
        ),
        mark(
            "Arc of the ramus, continued to the neck, and how far the neck lies above or below it. "
            "Shenton's line is no true circle: look at the step, not at the millimetre."
        ),
        "Shenton 1911; Jones 2010",
    ),
    MeasureKind.TEXT: Guide((mark("where the text stands"),), mark("A text; it never leaves Shenton.")),
    MeasureKind.ARROW: Guide((mark("tail"), mark("tip")), mark("An arrow; it never leaves Shenton.")),
}


def step_name(kind: MeasureKind, index: int) -> str:
    """What the next click (from 0) is, in the reader's language."""
    steps = GUIDES[kind].steps
    if kind is MeasureKind.FREE:
        return tr(steps[0]) if index < 1 else ""
    return tr(steps[index]) if 0 <= index < len(steps) and len(steps) > 1 else ""


TAKEN_BY: Final[dict[str, MeasureKind]] = {
    "measure_length": MeasureKind.LENGTH,
    "measure_angle": MeasureKind.ANGLE,
    "measure_neck_shaft": MeasureKind.NECK_SHAFT,
    "measure_circle": MeasureKind.CIRCLE,
    "measure_region": MeasureKind.REGION,
    "measure_free": MeasureKind.FREE,
    "measure_hip_centre_edge": MeasureKind.CENTRE_EDGE,
    "measure_hip_roof": MeasureKind.ROOF,
    "measure_hip_acetabular_index": MeasureKind.ACETABULAR_INDEX,
    "measure_hip_shenton": MeasureKind.SHENTON,
    "measure_hip_offset": MeasureKind.OFFSET,
    "measure_hip_leg_length": MeasureKind.LEG_LENGTH,
    "measure_hip_obliquity": MeasureKind.OBLIQUITY,
    "measure_hip_tilt": MeasureKind.TILT,
    "measure_hip_rotation": MeasureKind.ROTATION,
    "measure_text": MeasureKind.TEXT,
    "measure_arrow": MeasureKind.ARROW,
}
"""The action that takes each tool."""


def definition(action: str) -> str:
    """What the measure of an action is, and after whom; empty for other actions."""
    kind = TAKEN_BY.get(action)
    if kind is None:
        return ""
    guide = GUIDES[kind]
    words = tr(guide.definition)
    return (
        tr("{definition} Source: {source}.", definition=words, source=guide.source) if guide.source else words
    )
