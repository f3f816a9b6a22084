"""``shenton self-test``: does this installation decode every syntax and run its models, by known results.

For a package that was just installed: everything that is compiled is used once, nothing of the user's is
touched.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from inference import paths as places
from inference import strict_json
from inference.errors import ShentonError


class SelfTestError(ShentonError):
    """Something that ships gave another result than the one it ships with."""


def run(args: argparse.Namespace) -> int:
    """Every check in turn; 1 at the first that fails."""
    where = places.find(args.home)
    checks = (_films(where.demonstration_films), _models(where.shipped_models), _text(), _window())
    for lines in checks:
        for line in lines:
            print(f"  ok    {line}")
    print("Everything that ships gives the results that it ships with.")
    return 0


def _films(folder: Path) -> Iterator[str]:
    """Each demonstration film through the decode process, its pixels against the hash beside the films."""
    from pydicom.uid import UID

    from inference.dicom.decode_worker import DecodeChild

    truth = strict_json.loads(folder.with_name(f"{folder.name}_truth.json").read_text("utf8"))
    known = {row["film"]: row["pixel_sha256"] for row in truth}
    with DecodeChild() as child:
        for path in sorted(folder.glob("*.dcm")):
            film = child.read(path).film
            if film.pixel_sha256 != known.get(path.name):
                raise SelfTestError(
                    "The demonstration film {film} was not decoded as it should be.",
                    "Install again.",
                    film=path.name,
                )
            yield f"film {path.name}: {UID(film.transfer_syntax).name}"


def _models(folder: Path) -> Iterator[str]:
    """Each shipped model's own probes (:func:`inference.model.child_session.verify`)."""
    from inference.child_process import START_S
    from inference.model import bundle
    from inference.model.child_session import SLOWEST_S, Limits, verify

    patient = Limits(start_s=START_S, pass_s=SLOWEST_S)  # they are ours: slow is not wrong
    for entry in bundle.available(folder):
        if not isinstance(entry, bundle.Bundle):
            raise entry.error
        verify(entry, limits=patient)
        yield f"model {entry.card.name} {entry.card.version}: its {len(entry.card.self_tests)} probes"


def _text() -> Iterator[str]:
    """The text detector on its built-in picture (:mod:`inference.imaging.text_check`)."""
    from inference.imaging.text_check import finds_builtin
    from inference.model.text_network import NAME, TextNetwork

    with TextNetwork() as network:
        if not finds_builtin(network):
            raise SelfTestError(
                "The text detector gave another result than the one it ships with.", "Install again."
            )
    yield f"text detector {NAME.removesuffix('.onnx')}: the text of its picture, where it is known to be"


def _window() -> Iterator[str]:
    """Whether the window's libraries load; no window is opened."""
    from viewer.cli.platform_checks import missing_library

    if problem := missing_library():
        raise SelfTestError(problem)
    from PySide6.QtCore import qVersion

    yield f"Qt {qVersion()}"
