"""What answers films for ever and says on stdout what the store has confirmed."""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from inference.aoota import FRACTURES
from tests.stores import film, prediction, reading
from viewer.store.rows import Draft
from viewer.store.store import Store


def answer_for_ever(path: Path, reader: str) -> None:
    """A line ``id class`` for each reading whose call has returned."""
    with Store(path) as store:
        for number in itertools.count():
            seed = f"film {number % 7}"
            store.add_prediction(film(seed), prediction())
            store.save_draft(film(seed).pixel_sha256, reader, Draft(comment=f"{number}"))
            ao_class = FRACTURES[number % len(FRACTURES)]
            kept = store.add_reading(reading(seed, ao_class, reader, comment="x" * 2000))
            sys.stdout.write(f"{kept.id} {ao_class}\n")
            sys.stdout.flush()
            time.sleep(0.003)  # no reader hogs the lock; without a gap the other process starves
            if number % 5 == 4:
                store.undo(kept.id or 0, reader)
