"""A limb as it lies in the beam: whose it is, how it is turned, its bones, flesh and metal."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from training.synth.bones.lagrange import Floats, Ints, surface
from training.synth.bones.shapes import Mesh, ellipsoid, rod
from training.synth.fractures.fracture import rotation
from training.synth.limb import knee_bones, upright
from training.synth.limbs.bones import GROWN, LimbBone, make_bone
from training.synth.limbs.breaks import site_point
from training.synth.limbs.flesh import Capsule
from training.synth.limbs.parts import Part, flesh_of
from training.synth.limbs.skeleton import Placed, posed
from training.synth.seeds import around, between, chance


@dataclass(frozen=True)
class Owner:
    """Whose limb: ``scale`` of all lengths, ``loss`` of bone 0-1, ``thick`` of the cortex."""

    age: float
    sex: str
    side: str
    scale: float
    loss: float
    thick: float


@dataclass(frozen=True)
class Limb:
    """A limb in the world, its part's middle at the origin; ``spots`` small round bones and metal."""

    bones: list[LimbBone]
    capsules: list[Capsule]
    spots: list[Mesh]
    metal: list[Mesh]


def draw_owner(rng: np.random.Generator) -> Owner:
    child = chance(rng, 0.22)
    age = between(rng, 4, GROWN) if child else between(rng, GROWN, 92)
    scale = around(rng, 1.0, 0.06) * (0.55 + 0.45 * min(age / GROWN, 1.0) ** 0.9)
    loss = float(np.clip((age - 45) / 60 + 0.15 * rng.normal(), 0, 1))
    side = ("right", "left")[int(rng.integers(0, 2))]
    thick = around(rng, 1.0, 0.12) * (1.1 - 0.4 * loss)
    return Owner(age, "F" if chance(rng, 0.5) else "M", side, scale, loss, thick)


def _tips(placed: Placed) -> dict[str, Floats]:
    """Points that the flesh runs to: finger tips, heel, ball of the foot, toes."""
    out: dict[str, Floats] = {}
    for name, mesh in placed.bones.items():
        if "distph" in name or name == "thumbdist":
            base = placed.joints[placed.link[name]]
            out[name] = mesh.vertices[np.argmax(np.linalg.norm(mesh.vertices - base, axis=1))]
    if "r_foot0" in placed.bones:
        heel = placed.bones["r_foot0"].vertices
        out["heel"] = heel[np.argmin(heel[:, 0])] + np.array([14.0, 4.0, 0])
        toes = {1: "r_bofoot1", 2: "r_bofoot10", 3: "r_bofoot12", 4: "r_bofoot13", 5: "r_bofoot11"}
        for k, number in ((1, 1), (2, 2), (3, 4), (4, 3), (5, 5)):
            ray = placed.bones[f"r_foot{number}"].vertices
            out[f"{k}mt"] = ray[np.argmax(ray[:, 0])]
            toe = placed.bones[toes[k]].vertices
            out[f"{k}toe"] = toe[np.argmax(toe[:, 0])]
    return out


def _bent(points: Floats, rng_waves: Floats) -> Floats:
    """Points moved by long waves of about a millimetre: no two bones are alike."""
    out = points.copy()
    for k in range(3):
        phase = points @ rng_waves[k, :3] + rng_waves[k, 3]
        out[:, k] += rng_waves[k, 4] * np.sin(phase)
    return out


def _to_world(part: Part, placed: Placed, owner: Owner, view: Floats, stretch: Floats) -> Floats:
    """4 x 4 from the model (right limb) to the world."""
    mirror = np.diag([1.0 if owner.side == "right" else -1.0, 1.0, 1.0])
    level = placed.turns[part.level].T if part.level else np.eye(3)
    turn = mirror @ view @ part.axes @ level @ np.diag(stretch * owner.scale)
    middle = _middle(part, placed)
    out = np.eye(4)
    out[:3, :3], out[:3, 3] = turn, -turn @ middle
    return out


def _middle(part: Part, placed: Placed) -> Floats:
    if part.centre == ("ulna-top",):
        return np.asarray(placed.joints["ulna"] + np.array([0.0, -8.0, 8.0]))
    return np.asarray(np.mean([placed.bones[name].vertices.mean(0) for name in part.centre], axis=0))


def _view(kind: str, rng: np.random.Generator) -> Floats:
    """Turn of the limb about its own length (and a little tilt) for a view."""
    sign = -1.0 if chance(rng, 0.5) else 1.0
    turn = {
        "frontal": around(rng, 0, 6),
        "oblique": sign * between(rng, 22, 55),
        "lateral": sign * between(rng, 80, 100),
    }[kind]
    return np.asarray(rotation("x", around(rng, 0, 4)) @ rotation("z", turn))


def grown(bone: LimbBone, age: float, rng: np.random.Generator) -> LimbBone:
    """Growth plates of a child: near both ends of long bones, near one end of hand and foot bones."""
    drawn = [between(rng, 0.0, 1.0) for _ in range(2)]
    if age >= GROWN - 1 or not bone.long or bone.length < 12:
        return bone
    depth = (5.0 + 0.035 * bone.length) / bone.length
    near, far = depth * (0.85 + 0.3 * drawn[0]), 1 - depth * (0.85 + 0.3 * drawn[1])
    if bone.length > 100:
        return replace(bone, plates=(near, far))
    at_head = bone.name[:1] in "2345" and bone.name.endswith("mc")
    at_head = at_head or bone.name in {f"r_foot{k}" for k in (2, 3, 4, 5)}
    return replace(bone, plates=(far if at_head else near,))


def myo_limb(part: Part, owner: Owner, kind: str, rng: np.random.Generator) -> Limb:
    """Arm or leg of the ``myo-sim`` skeleton in the world."""
    ranges = part.angles | (part.lateral if kind == "lateral" else {})
    placed = posed(part.limb, {name: between(rng, *ranges[name]) for name in ranges}, between(rng, 1.2, 2.4))
    view = _view(kind, rng)
    stretch = np.array([around(rng, 1, 0.05) for _ in range(3)])
    move = _to_world(part, placed, owner, view, stretch)
    flip = np.linalg.det(move[:3, :3]) < 0
    waves = np.column_stack([rng.normal(size=(3, 3)) / 28, rng.normal(size=3) * 3, rng.normal(size=3) * 0.7])

    def put(points: Floats) -> Floats:
        return np.asarray(_bent(points, waves) @ move[:3, :3].T + move[:3, 3])

    bones = []
    for name, mesh in placed.bones.items():
        faces = mesh.faces[:, ::-1] if flip else mesh.faces
        link = placed.link[name]
        near = put(placed.joints[link][None])[0]
        bones.append(
            make_bone(
                name.removeprefix("r_") if name in ("r_tibia",) else name,
                link,
                Mesh(put(mesh.vertices), faces),
                near,
                owner.thick,
            )
        )
    girth = around(rng, 1.0, 0.1)
    capsules = [
        (put(a[None])[0], put(b[None])[0], ra * girth * owner.scale, rb * girth * owner.scale)
        for a, b, ra, rb in flesh_of(part.limb, placed.joints, _tips(placed))
    ]
    return Limb(bones, capsules, [], [])


def knee_limb(owner: Owner, kind: str, rng: np.random.Generator) -> Limb:
    """A knee of the shape model in the world."""
    raw = knee_bones(rng, 8, 1.0)
    turn = _view(kind, rng) @ upright(raw, rng)
    mirror = np.diag([1.0 if owner.side == "left" else -1.0, 1.0, 1.0])
    move = mirror @ turn * owner.scale
    bones = []
    for name, outer, _, faces in raw:
        for part, points, own in _parted(name, outer, faces):
            v = points @ move.T
            own = own if owner.side == "left" else own[:, ::-1]
            near = np.array([0.0, 0.0, 500.0])
            bones.append(make_bone(part, part, Mesh(v, own), near, owner.thick))
    g = around(rng, 1.0, 0.12) * owner.scale
    top, low = np.array([0.0, 4, 170]) * owner.scale, np.array([0.0, 10, -230]) * owner.scale
    calf = np.array([0.0, 14, -120]) * owner.scale
    joint = np.zeros(3)
    capsules = [(top, joint, 82 * g, 60 * g), (joint, calf, 60 * g, 60 * g), (calf, low, 60 * g, 46 * g)]
    far = top + (top - joint)
    capsules.append((far, top, 92 * g, 82 * g))
    return Limb(bones, capsules, [], [])


def _parted(name: str, points: Floats, faces: Ints) -> list[tuple[str, Floats, Ints]]:
    """Tibia and fibula, which the shape model holds as one surface, apart."""
    if name != "tibia_fibula":
        return [(name, points, faces)]
    part = surface("tibia_fibula", 8).part
    out = []
    for k, own in enumerate(("tibia", "fibula")):
        index = np.flatnonzero(part == k)
        place = np.full(len(points), -1)
        place[index] = np.arange(len(index))
        out.append((own, points[index], place[faces[np.isin(faces[:, 0], index)]]))
    return out


def with_extras(limb: Limb, name: str, rng: np.random.Generator) -> Limb:
    """Sesamoids and ossicles; now and then a plate with screws on a long bone, broken or not."""
    spots, metal = [], []
    heads = {"foot": ("r_foot1",), "hand": ("1mc",)}.get(name, ())
    for bone in limb.bones:
        if bone.name in heads:
            for _ in range(2):
                at = bone.ends[1] + rng.normal(size=3) * np.array([4.0, 2.0, 2.5])
                spots.append(ellipsoid(at, rng.uniform(1.6, 4.0, 3)))
    if chance(rng, 0.15):
        bone = limb.bones[int(rng.integers(0, len(limb.bones)))]
        at = bone.ends[int(rng.integers(0, 2))] + rng.normal(size=3) * 4
        spots.append(ellipsoid(at, rng.uniform(1.0, 3.2, 3)))
    long = [b for b in limb.bones if b.long and b.length > 45]
    if long and chance(rng, 0.05):
        metal = _plate(min(long, key=lambda b: float(np.linalg.norm(b.ends.mean(0)))), rng)
    return replace(limb, spots=spots, metal=metal)


def _plate(bone: LimbBone, rng: np.random.Generator) -> list[Mesh]:
    axis = (bone.ends[1] - bone.ends[0]) / bone.length
    side = np.cross(axis, [0.0, 1.0, 0.0]) + rng.normal(size=3) * 0.5
    side -= (side @ axis) * axis
    side /= np.linalg.norm(side)
    middle = site_point(bone, float(np.clip(bone.along(np.zeros((1, 3)))[0], 0.1, 0.9)))
    half = min(between(rng, 14, 45), 0.4 * bone.length)
    base = middle + side * (bone.radius + 1.2)
    out = [rod(base - axis * half, base + axis * half, 1.1, flat=2.5)]
    for k in np.linspace(-0.85, 0.85, int(rng.integers(4, 8))):
        foot = base + axis * half * k
        out.append(rod(foot, foot - side * bone.radius * between(rng, 1.6, 2.1), min(1.4, 0.3 * bone.radius)))
    return out
