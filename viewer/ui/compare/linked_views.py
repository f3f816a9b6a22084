"""Two views moved and windowed together, each relative to its own film.  Arithmetic only."""

from __future__ import annotations

from dataclasses import replace

from inference.imaging.view_geometry import ViewGeometry
from inference.records import ValueChain, Window
from viewer.ui.film.render.window_level import starting_window


def linked(leader: ViewGeometry, follower: ViewGeometry) -> ViewGeometry:
    """The follower's geometry that shows the leader's part of the film, at the leader's zoom.

    Films of one size have one scale.  Otherwise zoom counts from each film's fit, and place as a share of
    each film: two films of one body part and of other sizes show the same region.
    """
    turned = replace(follower, turns=leader.turns, flipped=leader.flipped)
    if leader.film == follower.film and leader.aspect == follower.aspect:
        return replace(turned, scale=leader.scale, centre=leader.centre, fitted=False)
    if leader.fitted:
        return turned.fit()
    (rows, columns), (x, y) = leader.film, leader.centre
    centre = (x / columns * follower.film[1], y / rows * follower.film[0])
    scale = leader.scale / leader.fit_scale * turned.fit_scale
    return replace(turned, scale=scale, centre=centre, fitted=False)


def linked_window(shown: Window | None, leader: ValueChain, follower: ValueChain) -> Window | None:
    """The follower's window, as far from its film's own as the leader's is from its film's own.

    Films of two devices hold other values: what is kept is how much wider and how much brighter.
    """
    if shown is None:
        return None
    if leader == follower:
        return shown
    first, second = starting_window(leader), starting_window(follower)
    sign = 1.0 if leader.inverted == follower.inverted else -1.0
    centre = second.center + sign * (shown.center - first.center) / first.width * second.width
    width = max(shown.width / first.width * second.width, 2.0)
    return replace(second, center=centre, width=width, name="")
