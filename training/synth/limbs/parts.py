"""The six limb parts: which bones, how they lie, what is centred, how much flesh, and where they break."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from training.synth.bones.lagrange import Floats

PARTS = ("wrist", "hand", "elbow", "knee", "ankle", "foot")
FRONTAL_ARM = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
FRONTAL = np.array([[0, 0, -1.0], [-1.0, 0, 0], [0, 1.0, 0]])
PLANTAR = np.array([[0, 0, -1.0], [0, -1.0, 0], [-1.0, 0, 0]])

Range = tuple[float, float]


@dataclass(frozen=True)
class Site:
    """Where a bone breaks: between two places along it (0 near the trunk, 1 far), and how.

    ``slope`` degrees from square to the axis; ``follow``: bones further out move with the far piece.
    """

    bone: str
    at: Range
    slope: Range
    weight: float
    follow: bool = False


@dataclass(frozen=True)
class Part:
    """``limb`` chain and the links shown, frontal axes, centre (bones whose middle it is), film's height
    mm, joint angles (radians), breaks; ``lateral`` joint angles of a side view; ``level`` the link
    that lies along the axes, where it is not the first."""

    limb: str
    axes: Floats
    centre: tuple[str, ...]
    height: Range
    angles: dict[str, Range] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    lateral: dict[str, Range] = field(default_factory=dict)
    level: str | None = None


def _fingers(bend: Range, spread: Range) -> dict[str, Range]:
    out: dict[str, Range] = {}
    for k in (2, 3, 4, 5):
        for joint in ("mcp", "pm", "md"):
            out[f"{joint}{k}_flexion"] = bend
        out[f"mcp{k}_abduction"] = spread
    return out


_FINGERS = _fingers((0.0, 0.22), (-0.14, 0.14))
_THUMB = {"cmc_flexion": (-0.3, 0.2), "cmc_abduction": (-0.2, 0.3), "ip_flexion": (-0.3, 0.1)}
_WRIST = {"deviation": (-0.1, 0.2), "flexion": (-0.12, 0.12), "pro_sup": (-0.35, 0.35)}
_FLAT = _FINGERS | _THUMB | _WRIST

_RADIUS = Site("radius", (0.885, 0.95), (-22, 14), 5, True)
_ULNA = Site("ulna", (0.90, 0.985), (-20, 20), 1.4)
_SCAPHOID = Site("scaphoid", (0.35, 0.65), (-25, 25), 1)
_RAYS = tuple(
    Site(f"{k}{bone}", at, (-45, 45), w, True)
    for k in (2, 3, 4, 5)
    for bone, at, w in (
        ("mc", (0.3, 0.86), 1.6 if k == 5 else 0.6),
        ("proxph", (0.15, 0.85), 0.9),
        ("midph", (0.2, 0.8), 0.4),
        ("distph", (0.25, 0.8), 0.4),
    )
)
_METATARSALS = (
    Site("r_foot5", (0.06, 0.2), (-15, 25), 3),
    *(Site(f"r_foot{n}", (0.3, 0.88), (-40, 40), 0.8) for n in (1, 2, 3, 4, 5)),
    Site("r_bofoot0", (0.2, 0.85), (-40, 40), 1),
    *(Site(f"r_bofoot{n}", (0.2, 0.8), (-40, 40), 0.5) for n in (2, 3, 4, 5)),
)

TABLE: dict[str, Part] = {
    "wrist": Part("arm", FRONTAL_ARM, ("lunate", "scaphoid"), (115, 300), _FLAT, (_RADIUS, _ULNA, _SCAPHOID)),
    "hand": Part(
        "arm",
        FRONTAL_ARM,
        ("3mc", "3proxph"),
        (190, 420),
        _FLAT,
        (
            *_RAYS,
            Site("1mc", (0.1, 0.75), (-35, 35), 1, True),
            Site("thumbprox", (0.2, 0.8), (-40, 40), 0.6, True),
        ),
    ),
    "elbow": Part(
        "arm",
        FRONTAL,
        ("ulna-top",),
        (140, 330),
        _FLAT | {"elbow_flexion": (0.0, 0.25), "pro_sup": (-1.5, -0.9)},
        (
            Site("radius", (0.03, 0.13), (-25, 25), 3),
            Site("humerus", (0.88, 0.955), (-28, 28), 2.5, False),
            Site("ulna", (0.03, 0.16), (-25, 25), 1.5),
            Site("ulna", (0.2, 0.4), (-35, 35), 0.7, False),
        ),
        {"elbow_flexion": (0.9, 1.75), "pro_sup": (-0.3, 0.3)},
    ),
    "knee": Part(
        "knee",
        np.eye(3),
        (),
        (230, 430),
        sites=(
            Site("tibia", (0.04, 0.16), (-35, 35), 3),
            Site("femur", (0.87, 0.95), (-35, 35), 1.5),
            Site("patella", (0.3, 0.7), (-15, 15), 1.2),
        ),
    ),
    "ankle": Part(
        "leg",
        FRONTAL,
        ("r_talus",),
        (140, 360),
        {"ankle_angle": (-0.6, 0.15), "subtalar_angle": (-0.15, 0.15), "mtp_angle": (-0.1, 0.3)},
        (
            Site("r_fibula", (0.86, 0.955), (-45, 45), 4),
            Site("tibia", (0.9, 0.97), (-30, 30), 1.6),
            Site("r_fibula", (0.7, 0.86), (-50, 50), 1),
        ),
        {"ankle_angle": (-0.25, 0.25)},
    ),
    "foot": Part(
        "leg",
        PLANTAR,
        ("r_foot2",),
        (230, 400),
        {"ankle_angle": (-0.95, -0.35), "mtp_angle": (-0.1, 0.25)},
        _METATARSALS,
        level="calcn",
    ),
}


def flesh_of(
    limb: str, joints: dict[str, Floats], tips: dict[str, Floats]
) -> list[tuple[Floats, Floats, float, float]]:
    """Flesh as tapering capsules (from, to, radius there, radius there), model axes, mm."""
    return _arm(joints, tips) if limb == "arm" else _leg(joints, tips)


def _arm(j: dict[str, Floats], tips: dict[str, Floats]) -> list[tuple[Floats, Floats, float, float]]:
    elbow, wrist = j["ulna"] + np.array([0, -6.0, 6.0]), j["lunate"]
    belly = elbow + 0.22 * (wrist - elbow)
    out = [
        (j["humerus"], elbow, 52.0, 42.0),
        (elbow, belly, 43.0, 44.0),
        (belly, wrist, 44.0, 25.0),
        (wrist, j["capitate"], 26.0, 24.0),
        (j["capitate"], j["firstmc"], 20.0, 17.0),
        (j["firstmc"], j["proximal_thumb"], 17.0, 14.0),
        (j["proximal_thumb"], j["distal_thumb"], 12.0, 11.0),
        (j["distal_thumb"], tips["thumbdist"], 11.0, 8.0),
        (j["firstmc"], j["2proxph"], 15.0, 12.0),
    ]
    for k in (2, 3, 4, 5):
        first, middle, last = (j[f"{n}"] for n in (f"{k}proxph", f"midph{k}", f"distph{k}"))
        small = 0.88 if k == 5 else 1.0
        out.append((j["capitate"], first, 19.0, 12.0))
        out.append((first, middle, 11.5 * small, 9.5 * small))
        out.append((middle, last, 9.8 * small, 8.6 * small))
        out.append((last, tips[f"{k}distph"], 8.6 * small, 6.6 * small))
    return out


def _leg(j: dict[str, Floats], tips: dict[str, Floats]) -> list[tuple[Floats, Floats, float, float]]:
    knee, ankle = j["tibia"], j["talus"]
    calf = knee + 0.3 * (ankle - knee) + np.array([-14.0, 0, 0])
    heel = tips["heel"]
    out = [
        (knee, calf, 56.0, 56.0),
        (calf, ankle + np.array([0, 70.0, 0]), 54.0, 35.0),
        (ankle + np.array([0, 70.0, 0]), ankle + np.array([0, -8.0, 0]), 35.0, 38.0),
        (ankle + np.array([-8.0, -18, 0]), heel, 36.0, 30.0),
        (heel, tips["1mt"], 30.0, 22.0),
        (heel, tips["5mt"], 30.0, 15.0),
        (ankle, tips["2mt"], 34.0, 19.0),
        (ankle, tips["3mt"], 34.0, 17.0),
        (tips["1mt"], tips["1toe"], 17.0, 12.0),
    ]
    out += [(tips[f"{k}mt"], tips[f"{k}toe"], 12.0, 8.5) for k in (2, 3, 4, 5)]
    return out
