"""What the viewer's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.viewer.desk import SharedChild


@pytest.fixture(scope="session")
def child() -> Iterator[SharedChild]:
    """A warm decode process."""
    made = SharedChild()
    made.warm()
    yield made
    made.end()
