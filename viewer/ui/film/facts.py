"""What stands about a film in the corners of its view."""

from __future__ import annotations

from inference.records import Film
from viewer.app.i18n import translated
from viewer.app.worklist_entry import shown_date
from viewer.ui.film.layers.corner_text import CornerText


def corner_text(film: Film) -> CornerText:
    """What the header says, for the corners; on screen only."""
    from inference.dicom.raster_image import NOTE

    person = " ".join(part for part in (film.patient_sex, film.patient_age.lstrip("0")) if part)
    name = film.patient_name.replace("^", " ").strip()
    return CornerText(
        top_left=_lines(name or film.path.stem, film.patient_number, person),
        top_right=_lines(shown_date(film.study_date), film.study_description, film.view_position),
        bottom_left=_lines(*(translated(said) for said in film.warnings if said != NOTE)),  # a badge says it
    )


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
