"""Numbers of words into a report, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from inference.errors import BundleError, ModelOutputError
from inference.model.card_validation import check_card
from inference.model.report_text import sentences, written
from inference.model.session import Outputs
from tests.models import tiny_card

WORDS = ("<pad>", "<start>", "<end>", ".", "no", "fracture", "right")


def outputs(report: Any) -> Outputs:
    zero = np.zeros((1,), np.float32)
    return Outputs(zero, zero, zero, 1.0, {"report": np.asarray(report)})


def card(**changes: Any) -> Any:
    given = {
        "onnx_sha256": "0" * 64,
        "extra_outputs": {"report": "numbers of words"},
        "report_words": WORDS,
        **changes,
    }
    return tiny_card(**given)


def test_words_become_sentences_up_to_the_end() -> None:
    assert written(card(), outputs([[6, 5, 3, 4, 5, 3, 2, 5, 0]])) == "Right fracture. No fracture."
    assert written(card(), outputs([[2, 0, 0]])) == ""
    assert sentences([]) == ""


def test_a_model_without_a_writer_writes_nothing() -> None:
    assert written(tiny_card(), outputs([[5]])) == ""


@pytest.mark.parametrize(
    "report",
    [[[5, 99]], [[-1]], [[0.5]], [5], [[[5]]], np.zeros((1, 5000), np.int64), np.zeros((2, 4), np.int64)],
)
def test_other_outputs_are_refused(report: Any) -> None:
    with pytest.raises(ModelOutputError):
        written(card(), outputs(report))


@pytest.mark.parametrize(
    "changes", [{"report_words": ()}, {"extra_outputs": {}}, {"report_words": ("",) * 3}]
)
def test_words_and_output_come_together(changes: dict[str, Any]) -> None:
    check_card(card())
    with pytest.raises(BundleError):
        check_card(card(**changes))
