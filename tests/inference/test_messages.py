"""Sentences that know their template and values."""

from __future__ import annotations

import copy
import errno
import json
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.errors import FilmError, ShentonError
from inference.messages import (
    LONGEST,
    Message,
    and_list,
    from_plain,
    sentences,
    system_reason,
    to_plain,
)


def test_a_message_is_its_english_sentence() -> None:
    said = Message("{count} films of {names}: {share:.2f}.", count=3, names=["a", "b"], share=0.256)
    assert said == "3 films of a, b: 0.26."
    assert type(str(said)) is str
    assert json.dumps({"said": said}) == '{"said": "3 films of a, b: 0.26."}'
    assert (said.template, dict(said.values)) == (
        "{count} films of {names}: {share:.2f}.", {"count": 3, "names": ("a", "b"), "share": 0.256},
    )  # fmt: skip


def test_what_looks_like_a_place_in_a_value_stays() -> None:
    assert Message("The file {name} is gone.", name="{name}", more=1) == "The file {name} is gone."
    assert Message("a patient named {0} {x.__class__} {y}") == "a patient named {0} {x.__class__} {y}"


def test_a_form_cannot_ask_for_a_long_text() -> None:
    assert len(Message("{n:>99999999}", n=1)) < 20
    assert Message("{n:04X} {f:g} {s:.2f}", n=255, f=np.float32(0.5), s="no number") == "00FF 0.5 no number"


def test_messages_survive_copies_and_pickles() -> None:
    inner = Message("no {thing}", thing="film")
    said = Message("The reason: {why}; {list}.", why=inner, list=and_list(["a", "b", "c"]))
    for again in (copy.deepcopy(said), pickle.loads(pickle.dumps(said)), from_plain(to_plain(said))):
        assert again == said == "The reason: no film; a, b and c."
        assert again.template == said.template
        assert isinstance(again.values["why"], Message)


def test_errors_survive_pickles_and_keep_what_they_say_apart() -> None:
    error = FilmError("The {what} is damaged.", "Ask {who} again.", what="film", who="the sender")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, FilmError)
    assert str(again) == str(error) == "The film is damaged. Ask the sender again."
    assert (again.message.template, again.hint.values) == ("The {what} is damaged.", {"who": "the sender"})
    assert str(ShentonError("Alone.")) == "Alone."


def test_sentences_leave_out_empty_ones() -> None:
    assert sentences(("One.", "", Message("Two."))) == "One. Two."
    assert sentences(()) == ""


def test_the_systems_reason_names_no_path() -> None:
    told = system_reason(OSError(errno.ENOSPC, "No space left on device", "/films/Doe^Jane.dcm"))
    assert told == "no space left on device"
    assert system_reason(OSError(9999, "odd")) == "error 9999 of the system"
    assert system_reason(OSError("odd")) == "the system refused"


@pytest.mark.parametrize(
    "data",
    [b"", b"7", b"[]", b'{"template": 1, "values": {}}', b'{"template": "a", "values": []}',
     b'{"template": "a"}', b'{"template": "a", "values": {}, "more": 1}', b"\xff",
     b"[" * 100_000, b'"' + b"a" * LONGEST + b'"',
     b'{"template": "{a}", "values": {"a": {"b": 1}}}'],
)  # fmt: skip
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        from_plain(data)


@given(st.text(max_size=200), st.dictionaries(st.text(max_size=8), st.text(max_size=50), max_size=4))
def test_any_template_and_values_make_a_message(template: str, values: dict[str, str]) -> None:
    said = Message(template, **values)
    assert Message(said) == said
    assert from_plain(to_plain(said)) == said
