"""First pixels of a film, and a window-level drag frame."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests import films
from tests.bench.measure import Line, in_turns, seconds

SIDE = 2688
COMPRESSED = {
    "JPEG 2000": films.JPEG_2000_LOSSLESS,
    "JPEG-LS": films.JPEG_LS,
    "JPEG lossless": films.JPEG_LOSSLESS_SV1,
    "RLE": films.RLE,
}


def large(side: int = SIDE, bits: int = 16) -> NDArray[np.int64]:
    """Stored values of a large film: smooth shapes with quantum noise over most of the range."""
    rng = np.random.default_rng(1)
    y, x = np.mgrid[0:side, 0:side] / side
    smooth = 0.5 + 0.3 * np.sin(5 * x) * np.cos(4 * y)
    top = (1 << bits) - 1
    return np.clip(smooth * top + rng.normal(0, top / 400, (side, side)), 0, top).astype(np.int64)


def first_pixels() -> Iterator[Line]:
    """Our whole reading of a film, decode child warm, against bare pydicom decode of it."""
    import pydicom

    from inference.dicom.decode_worker import DecodeChild

    def bare(path: Path) -> object:
        return pydicom.dcmread(path).pixel_array

    with tempfile.TemporaryDirectory() as folder, DecodeChild() as child:
        child.warm()
        stored = large()
        plain = films.make_film(Path(folder), stored=stored, bits=16, name="plain.dcm")
        ours, theirs, _ = in_turns(partial(child.read, plain), partial(bare, plain), 9)
        yield Line("first pixels, uncompressed: more than bare pydicom", (ours - theirs) * 1000, 60, "ms")
        for name, syntax in COMPRESSED.items():
            path = films.make_film(Path(folder), stored=stored, bits=16, syntax=syntax, name=f"{name}.dcm")
            ours, theirs, ratio = in_turns(partial(child.read, path), partial(bare, path), 7)
            note = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms"
            yield Line(f"first pixels, {name}: against bare pydicom", ratio, 1.3, note=note)


def drag_frame() -> Iterator[Line]:
    """Median frame of a window-level drag, 1,920 x 1,080 view, full-size 16-bit film."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from inference.dicom.reader import read_film
    from inference.records import Window
    from viewer.cli.demo import settle
    from viewer.ui.film.film_view import FilmView

    paints = []

    class Counted(FilmView):
        def paintEvent(self, event: QPaintEvent) -> None:
            paints.append(1)
            super().paintEvent(event)

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        image = read_film(films.make_film(Path(folder), stored=large(), bits=16))
    view = Counted()
    view.resize(1920, 1080)
    view.show()
    view.set_image(image)
    settle(0.3)

    def frame(step: int) -> float:
        def work() -> None:
            view.set_window(Window(30000 + 20 * step, 20000 + 10 * step))
            view.repaint()

        return seconds(work)

    paints.clear()
    times = [frame(step) for step in range(120)][20:]
    if len(paints) < len(times):
        raise SystemExit("the view did not paint every frame")
    view.close()
    del app
    worst = f"slowest of {len(times)}: {max(times) * 1000:.1f} ms"
    yield Line("window-level drag frame, median", statistics.median(times) * 1000, 10, "ms", note=worst)
