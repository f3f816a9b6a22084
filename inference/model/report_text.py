"""What a model that learned from reports (Lee 2020) would write about a film: numbers of words into text.

The words come from the card; the graph's extra output ``report`` names one after another.  It is the model's
guess at a report's wording, not a finding of its own, and is shown as such.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from inference.errors import ModelOutputError
from inference.model.card import ModelCard
from inference.model.card_validation import REPORT
from inference.model.session import Outputs

LONGEST: Final = 200
"""Words of a report, more than any model of ours writes."""
_SPECIAL: Final = re.compile(r"<[a-z]+>")


def written(card: ModelCard, outputs: Outputs) -> str:
    """The report's text, sentences begun with a capital; empty where the model brings no writer.

    Raises:
        ModelOutputError: numbers of another kind or shape, or that name no word.
    """
    if not card.report_words:
        return ""
    row = np.asarray(outputs.extra[REPORT])
    if row.dtype.kind != "i" or row.ndim != 2 or row.shape[0] != 1 or row.shape[1] > LONGEST:
        raise ModelOutputError("The model's report has a wrong shape.")
    if row.size and not (row.min() >= 0 and row.max() < len(card.report_words)):
        raise ModelOutputError("The model's report names words that its card does not have.")
    return sentences([card.report_words[number] for number in row[0]])


def sentences(words: list[str]) -> str:
    """Words up to the first mark (``<end>``, ``<pad>``) as text."""
    end = next((place for place, word in enumerate(words) if _SPECIAL.fullmatch(word)), len(words))
    text = " ".join(words[:end]).replace(" .", ".")
    return re.sub(r"(^|\. )([a-z])", lambda found: found.group(1) + found.group(2).upper(), text)
