"""What is left to the garbage collector is found in the file that left it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def nothing_left_open() -> Iterator[None]:
    """A socket that nobody closed warns when it is collected: here, not in a later test of another file."""
    yield
    gc.collect()
