"""A reader's answer as plain values, for the record and the packs."""

from __future__ import annotations

from typing import Final

from inference.errors import StudyError
from inference.messages import Message
from inference.records import MapVerdict
from viewer.study.design.protocol import Response
from viewer.study.files.schema import Fields

MAX_PLACE: Final = 1e9
"""Film pixels; far beyond any film."""


def to_table(response: Response) -> dict[str, object]:
    """The answer as plain values; :func:`from_table` reads them."""
    verdict = response.map_verdict
    return {
        "fracture": response.fracture,
        "rating": response.rating,
        "class": response.ao_class,
        "place": None if response.place is None else list(response.place),
        "map_verdict": None if verdict is None else verdict.value,
    }


def from_table(values: object) -> Response:
    """The answer that a table of plain values states.

    Raises:
        StudyError: it is none.
    """
    fields = Fields(values, Message("An answer"))
    response = Response(
        fracture=fields.yes_or_none("fracture"),
        rating=fields.whole_or_none("rating"),
        ao_class=fields.text("class"),
        place=_place(fields.anything("place")),
        map_verdict=_verdict(fields.anything("map_verdict")),
    )
    fields.done()
    return response


def _place(value: object) -> tuple[float, float] | None:
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2:
        numbers = [one for one in value if isinstance(one, int | float) and not isinstance(one, bool)]
        if len(numbers) == 2 and all(abs(one) < MAX_PLACE for one in numbers):
            return float(numbers[0]), float(numbers[1])
    raise StudyError("A place in an answer is not two numbers.", "Ask for the result pack again.")


def _verdict(value: object) -> MapVerdict | None:
    if value is None:
        return None
    try:
        return MapVerdict(str(value))
    except ValueError as error:
        raise StudyError("An answer has an unknown verdict.", "Ask for the result pack again.") from error
