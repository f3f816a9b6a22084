"""What the windows of the PACS say of a search and of the receiver."""

from __future__ import annotations

from inference.messages import Message
from viewer.app.pacs_client import Fetched, Found, Sent
from viewer.pacs.incoming import FULL, TOO_LARGE, Came
from viewer.pacs.queries import Failure, FoundStudy
from viewer.ui.export.pacs_fetch_dialog import fetched_text, found_text, received_text
from viewer.ui.export.pacs_send_dialog import sent_text


def test_a_search_says_how_it_ended() -> None:
    one = (FoundStudy("1.2"),)
    assert found_text(Found((), more=False)) == "No study matches."
    assert found_text(Found(one, more=True)) == "1 study, and more: narrow the search."
    assert found_text(Found(one, more=True, stopped=True)) == "Stopped: 1 study found so far."
    note = Message("One more answer could not be read and is left out.")
    assert found_text(Found(one, more=False, note=note)).endswith(note)


def test_the_receiver_says_what_it_took_and_refused() -> None:
    assert received_text(Came(0)) == ""
    failures = (Failure("1.2", TOO_LARGE), Failure("", FULL), Failure("1.3", TOO_LARGE))
    assert received_text(Came(2, failures, refused=3)) == (
        "2 films received. 3 objects refused. It is larger than any film (2). "
        "There is no room for more here (1)."
    )


def test_a_warning_of_what_was_sent_is_said() -> None:
    said = sent_text(Sent(2, 0, Message(""), (), note=Message("P changed values of 2 objects.")), "P")
    assert said == "2 objects sent to P. P changed values of 2 objects."


def test_sentences_of_a_retrieval_are_whole() -> None:
    """No language puts them together from halves."""
    ends = ((3, 0, False), (3, 1, False), (1, 0, True), (0, 2, True))
    told = [Fetched((), done, failed, stopped) for done, failed, stopped in ends]
    assert [fetched_text(one) for one in told] == [
        "3 films fetched.",
        "3 films fetched, 1 failed.",
        "1 film fetched, stopped.",
        "0 films fetched, 2 failed, stopped.",
    ]
