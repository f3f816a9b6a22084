"""Another view in step with the main one: zoom, place and window, each as long as it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from inference.records import Window
from viewer.ui.compare.linked_views import linked, linked_window
from viewer.ui.film.film_view import FilmView


class ViewLink(QObject):
    """The view follows the main one, and leads it when it is moved itself.

    Args:
        zoom, window: whether each of the two is linked just now.
    """

    def __init__(
        self, main: FilmView, view: FilmView, zoom: Callable[[], bool], window: Callable[[], bool]
    ) -> None:
        super().__init__(view)
        self._main, self._view, self._zoom, self._window = main, view, zoom, window
        self._busy = False
        main.painted.connect(self.follow)
        view.view_changed.connect(self._lead)
        view.window_changed.connect(self._lead_window)

    def follow(self) -> None:
        """Take over where the main view is."""
        ours, main = self._view.image(), self._main.image()
        if self._busy or ours is None or main is None:
            return
        self._busy = True
        if self._zoom():
            self._view.set_geometry(linked(self._main.geometry_on_film(), self._view.geometry_on_film()))
        if self._window():
            window = linked_window(self._main.film_window(), main.film.chain, ours.film.chain)
            if window != self._view.film_window():
                self._view.set_window(window)
            if self._view.inverted() != self._main.inverted():
                self._view.set_invert(self._main.inverted())
        self._busy = False

    def _lead(self) -> None:
        """This view was moved by hand: the main view goes along."""
        if self._busy or self._main.image() is None or self._view.image() is None or not self._zoom():
            return
        self._busy = True
        self._main.set_geometry(linked(self._view.geometry_on_film(), self._main.geometry_on_film()))
        self._busy = False

    def _lead_window(self, window: Window | None) -> None:
        ours, main = self._view.image(), self._main.image()
        if ours is not None and main is not None and self._window():
            self._main.set_window(linked_window(window, ours.film.chain, main.film.chain))
