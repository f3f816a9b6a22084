"""The reader's window and marks as a Grayscale Softcopy Presentation State (PS3.3 A.33.1)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import inference
from inference.aoota import DESCRIPTIONS, NORMAL
from inference.dicom.grayscale import written_presentation_lut
from inference.dicom.look_up_tables import full_range, lut_item, modality_table
from inference.model.verdict import probability_text, verdict_of
from inference.records import Film, Lut, Region, Side, Window
from viewer.export.cases import ExportCase
from viewer.export.identity import UNICODE, Identity
from viewer.export.structured_report import MAKER, SERIES, clipped, dated, outline, pseudonym, silent

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

LAYER: Final = "READER"
USE: Final = "Research use only, not for diagnosis"


def state(
    header: Dataset,
    film: Film,
    case: ExportCase,
    identity: Identity,
    *,
    window: Window | None = None,
    inverted: bool = False,
) -> Dataset:
    """The film as the reader had it: grey window, polarity, boxes and points, and the reading in words.

    Args:
        header: of the film, as ``identity`` gives it.
        window: the reader's; None is the film's own default.
        inverted: whether the reader had turned the greys round.
    """
    from highdicom import pr

    layer = pr.GraphicLayer(LAYER, order=1, description="marks of a reader, research use only")
    shape = "INVERSE" if film.chain.inverted != inverted else "IDENTITY"
    with silent():
        turned = _presentation_lut(film, shape, inverted=inverted)
        made = _state(header, film, case, identity, layer, turned, window)
    made.Laterality = ""
    _shape_of_a_pixel(made, film)
    now = identity.now(header)
    made.PresentationCreationDate, made.PresentationCreationTime = f"{now:%Y%m%d}", f"{now:%H%M%S}"
    return dated(made, header, identity)


def _state(
    header: Dataset,
    film: Film,
    case: ExportCase,
    identity: Identity,
    layer: Any,
    presented: Any,
    window: Window | None,
) -> Dataset:
    from highdicom import pr

    made: Dataset = pr.GrayscaleSoftcopyPresentationState(
        referenced_images=[_grey_image(header)],
        series_instance_uid=identity.uid("pr series", header.StudyInstanceUID),
        series_number=9002,
        sop_instance_uid=identity.uid("pr", case.item.reading_key),
        instance_number=1,
        manufacturer=MAKER,
        manufacturer_model_name=MAKER,
        software_versions=inference.__version__,
        device_serial_number=inference.__version__,
        content_label="SHENTON READING",
        content_description=USE,
        content_creator_name=pseudonym(case.item.reading.reader),
        graphic_layers=[layer],
        graphic_annotations=[_annotation(header, layer, case)],
        modality_lut_transformation=_modality(film),
        voi_lut_transformations=_grey(film, window),
        presentation_lut_transformation=presented,
        series_description=SERIES,
        specific_character_set=UNICODE,
    )
    return made


def _shape_of_a_pixel(made: Dataset, film: Film) -> None:
    """The film's proportions in its displayed areas (PS3.3 C.10.4), else a viewer shows square pixels."""
    from pydicom.valuerep import DSfloat

    for area in made.DisplayedAreaSelectionSequence:
        for name in ("PresentationPixelSpacing", "PresentationPixelAspectRatio"):
            if name in area:
                delattr(area, name)
        if film.spacing_mm is not None:
            area.PresentationPixelSpacing = [DSfloat(value, auto_format=True) for value in film.spacing_mm]
        else:
            ratio = Fraction(film.pixel_aspect).limit_denominator(1000)
            area.PresentationPixelAspectRatio = [ratio.numerator, ratio.denominator]


def _presentation_lut(film: Film, shape: str, *, inverted: bool) -> Any:
    """The film's own Presentation LUT turned as the reader had it, or a shape (PS3.3 C.11.6)."""
    from highdicom.content import PresentationLUT, PresentationLUTTransformation

    lut = written_presentation_lut(film.chain, invert=inverted)
    if lut is None:
        return PresentationLUTTransformation(presentation_lut_shape=shape)
    whole = full_range(lut) if lut.bits < 10 else lut
    table = PresentationLUT(0, np.zeros(len(whole.entries), np.uint16))
    return PresentationLUTTransformation(presentation_lut=_as_written(table, whole))


def _grey_image(header: Dataset) -> Dataset:
    """The reference as highdicom wants it: it looks whether the image is grey."""
    from pydicom.dataset import Dataset

    made = Dataset()
    made.update(header)
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    return made


def _modality(film: Film) -> Any:
    from highdicom.content import ModalityLUT, ModalityLUTTransformation

    chain = film.chain
    if chain.modality_lut is not None:
        lut = modality_table(chain, chain.modality_lut)
        table = _as_written(ModalityLUT("US", 0, _entries(lut)), lut)
        return ModalityLUTTransformation(modality_lut=table)
    return ModalityLUTTransformation(
        rescale_intercept=chain.intercept, rescale_slope=chain.slope, rescale_type="US"
    )


def _as_written(table: Any, lut: Lut) -> Any:
    """highdicom's table with the film's own descriptor and entries."""
    table.update(lut_item(lut))
    return table


def _grey(film: Film, window: Window | None) -> Any:
    from highdicom import pr
    from highdicom.content import VOILUT

    if window is None and film.chain.voi_luts:
        lut = film.chain.voi_luts[0]
        return [
            pr.SoftcopyVOILUTTransformation(voi_luts=[_as_written(VOILUT(0, _entries(lut)), full_range(lut))])
        ]
    chosen = window or next(iter(film.chain.windows), None)
    if chosen is None:
        return None
    return [
        pr.SoftcopyVOILUTTransformation(
            window_center=float(f"{chosen.center:.9g}"),  # 16 characters at the most, also of fractions
            window_width=float(f"{chosen.width:.9g}"),
            voi_lut_function=chosen.function.value,
        )
    ]


def _entries(lut: Lut) -> Any:
    return lut.entries.astype(np.uint16)


def _annotation(header: Dataset, layer: Any, case: ExportCase) -> Any:
    from highdicom import pr

    regions = [clipped(region, header) for region in case.item.reading.regions]
    return pr.GraphicAnnotation(
        referenced_images=[header],
        graphic_layer=layer,
        graphic_objects=[_mark(region) for region in regions if region is not None] or None,
        text_objects=[
            pr.TextObject(
                text_value="\r\n".join(words(case)),
                units="DISPLAY",
                bounding_box=(0.02, 0.02, 0.6, 0.12),
                text_justification="LEFT",
            )
        ],
    )


def _mark(region: Region) -> Any:
    from highdicom import pr

    corners = [(region.x0, region.y0)] if region.is_point else list(outline(region))
    return pr.GraphicObject("POINT" if region.is_point else "POLYLINE", np.asarray(corners), units="PIXEL")


def words(case: ExportCase) -> list[str]:
    """The reading in a few lines, for a picture: class and side, who, the model, what it is not for."""
    reading, answer = case.item.reading, case.answer
    name = reading.ao_class.value
    side = {
        Side.LEFT: ", left hip", Side.RIGHT: ", right hip", Side.BOTH: ", both hips",
        Side.UNCERTAIN: ", side uncertain",
    }.get(reading.side, "")  # fmt: skip
    called = DESCRIPTIONS.get(name, name)
    if name in DESCRIPTIONS and name != NORMAL:
        called = f"AO/OTA 31{name}: {called}"
    lines = [f"{called}{side}"]
    sure = "" if reading.confidence is None else f", {reading.confidence} % sure"
    lines.append(f"Reader {reading.reader}{sure}")
    if answer is not None:
        called = verdict_of(answer.p_fracture, answer.threshold, answer.zone)
        learned = ", trained on synthetic films" if answer.synthetic_training else ""
        lines.append(
            f"Model {answer.model.name} {answer.model.version}: {called} "
            f"({probability_text(answer.p_fracture)}){learned}"
        )
    return [*lines, *(["SYNTHETIC film"] if case.item.synthetic else []), USE]
