"""``shenton export --out DIR``: the current readings, de-identified (labels.jsonl, labels.csv)."""

from __future__ import annotations

import argparse
import sys

from inference import paths as places
from inference.errors import StoreError
from viewer.services.exporting import export_store


def run(args: argparse.Namespace) -> int:
    """Export the user's store."""
    store = places.find(args.home).store
    if not store.exists():
        raise StoreError("There are no readings yet.", "Answer a film in the viewer first.")
    count = export_store(store, args.out)
    print(f"{count} readings in {args.out}", file=sys.stderr)
    return 0
