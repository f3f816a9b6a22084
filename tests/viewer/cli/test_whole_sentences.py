"""What the commands say of several things at once is said in whole sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from inference.messages import NOTHING, Message
from viewer.app.pacs_client import Sent
from viewer.cli import pacs_words, store
from viewer.store.maintenance import Maintenance
from viewer.store.store import Store


@pytest.mark.parametrize(
    ("sent", "said", "status"),
    [
        (Sent(2, 0, NOTHING, ()), "shenton: 2 objects sent to P.\n", 0),
        (Sent(1, 3, Message("Full."), ()), "shenton: 1 object sent to P, 3 not taken: Full.\n", 1),
    ],
)
def test_what_was_sent(sent: Sent, said: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert pacs_words.tell_sent(sent, "P", shown=False) == status
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ((), ""),
        (("audit row 3 was changed",), "audit row 3 was changed. What leaves"),
        (("audit row 3 was changed", "b"), "audit row 3 was changed. Such changes in all: 2. What leaves"),
    ],
)
def test_a_store_that_was_changed_from_outside(
    problems: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(Maintenance, "verify_chain", lambda _self: problems)
    with Store(tmp_path / "store.sqlite") as opened:
        assert store.say_changes(opened) is bool(problems)
    assert said in capsys.readouterr().err
