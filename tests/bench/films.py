"""First pixels of a film, and a window-level drag frame."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Line, in_turns, seconds

SIDE = 2688


def first_pixels() -> Iterator[Line]:
    """Our whole reading of a film, decode child warm, against bare pydicom decode of it."""
    import pydicom
    from pydicom.uid import JPEG2000Lossless, JPEGLSLossless

    from inference.child import DecodeChild
    from tests.films import large_film

    def bare(path: Path) -> object:
        return pydicom.dcmread(path).pixel_array

    with tempfile.TemporaryDirectory() as folder, DecodeChild() as child:
        child.warm()
        plain = large_film(Path(folder), SIDE)
        ours, theirs, _ = in_turns(lambda: child.read(plain), lambda: bare(plain), 7)
        yield Line("first pixels, uncompressed: more than bare pydicom", (ours - theirs) * 1000, 60, "ms")
        for syntax in (JPEG2000Lossless, JPEGLSLossless):
            path = large_film(Path(folder), SIDE, syntax)
            _, _, ratio = in_turns(lambda p=path: child.read(p), lambda p=path: bare(p), 3)
            yield Line(f"first pixels, {syntax.name.split('(')[0].strip()}: against bare pydicom", ratio, 1.3)


def drag_frame() -> Iterator[Line]:
    """Median frame of a window-level drag, 1,920 x 1,080 view, full-size 16-bit film."""
    from PySide6.QtWidgets import QApplication

    from inference.child import DecodeChild
    from inference.records import Window
    from tests.films import large_film
    from viewer.ui.film_view import FilmView

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, DecodeChild() as child:
        image = child.read(large_film(Path(folder), SIDE))
    view = FilmView()
    view.resize(1920, 1080)
    view.show()
    view.set_image(image)
    app.processEvents()

    def frame(step: int) -> float:
        def work() -> None:
            view.set_window(Window(30000 + 20 * step, 20000 + 10 * step))
            view.repaint()

        return seconds(work)

    times = [frame(step) for step in range(120)][20:]
    view.close()
    yield Line("window-level drag frame, median", statistics.median(times) * 1000, 10, "ms")
