"""Surfaces of the Auckland lower-limb statistical shape model (PyPI ``musculoskeletal-models``).

The model's meshes are ensembles of high-order Lagrange elements: quadrilaterals (tensor product) and
triangles (lattice), stored as JSON.  Here they are evaluated on a regular lattice in each element,
merged to closed triangle meshes, and combined with the principal components of the shape model.
Lengths are millimetres; x runs to the patient's left, y to the back, z up.
"""

from __future__ import annotations

import importlib.util
import io
import pickle
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inference import strict_json

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ALLOWED = {
    ("numpy.core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
}
BONES = {
    "pelvis": ("pelvis_combined_cubic_flat", 0),
    "femur": ("femur_left_quartic_flat", 1946),
    "patella": ("patella_11_left", 2580),
    "tibia_fibula": ("tibia_fibula_left_cubic_flat", 2654),
}
_ORDERS = {"quad55": (4, 4), "quad54": (4, 3), "quad44": (3, 3), "tri15": (4, 4), "tri10": (3, 3)}


class _ArraysOnly(pickle.Unpickler):
    """Admits numpy arrays and plain containers, nothing that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"refused {module}.{name} in a shape model")
        return super().find_class(module.replace("numpy.core", "numpy._core"), name)


@dataclass(frozen=True)
class ShapeModel:
    """Linear shape model: ``nodes = mean + sum(scores * sd * modes)``.

    ``mean`` [nodes, 3] mm, ``modes`` [26, nodes, 3] unit vectors, ``sd`` [26] mm.
    """

    mean: Floats
    modes: Floats
    sd: Floats


@dataclass(frozen=True)
class Surface:
    """A closed triangle mesh that is linear in the shape scores.

    ``mean`` [V, 3] mm, ``modes`` [26, V, 3] (already times SD), ``faces`` [F, 3] outward,
    ``part`` [V] number of the closed part a vertex belongs to (largest first).
    """

    mean: Floats
    modes: Floats
    faces: Ints
    part: Ints

    def sample(self, scores: Floats) -> Floats:
        """Vertices [V, 3] mm of the shape with ``scores`` in standard deviations."""
        return self.mean + np.tensordot(scores, self.modes[: len(scores)], axes=1)


def model_folder() -> Path:
    """Folder of the installed shape model; LookupError if the training extra is missing."""
    spec = importlib.util.find_spec("musculoskeletal.models")
    if spec is None or spec.origin is None:
        raise LookupError("musculoskeletal-models is not installed (extra 'train')")
    return Path(spec.origin).parent


@lru_cache(maxsize=1)
def shape_model() -> ShapeModel:
    """The 26-subject model; the nodes of its bones follow one another as in ``BONES``."""
    raw = (model_folder() / "shape_models" / "LLP26_rigid.pc").read_bytes()
    data = _ArraysOnly(io.BytesIO(raw)).load()
    mean = np.asarray(data["mean"], float).reshape(3, -1).T
    modes = np.asarray(data["modes"], float).T.reshape(-1, 3, len(mean)).transpose(0, 2, 1)
    return ShapeModel(mean, np.ascontiguousarray(modes), np.sqrt(np.asarray(data["weights"])))


def _lattice(kind: str, nx: int, ny: int) -> Floats:
    """Points (xi0, xi1) of an nx by ny lattice, xi0 fastest; the lower triangle for triangles."""
    points = [(i / nx, j / ny) for j in range(ny + 1) for i in range(nx + 1)]
    if kind.startswith("tri"):
        points = [p for p in points if p[0] + p[1] <= 1 + 1e-9]
    return np.array(points)


def _monomials(kind: str, orders: tuple[int, int], at: Floats) -> Floats:
    """Monomials x^i y^j spanning the element's Lagrange space, [points, terms]."""
    ox, oy = orders
    pairs = [(i, j) for j in range(oy + 1) for i in range(ox + 1)]
    if kind.startswith("tri"):
        pairs = [p for p in pairs if sum(p) <= ox]
    return np.stack([at[:, 0] ** i * at[:, 1] ** j for i, j in pairs], 1)


@lru_cache(maxsize=32)
def _element(kind: str, density: int) -> tuple[Floats, Ints]:
    """Shape function values [points, nodes] and triangles of one element kind."""
    orders = _ORDERS[kind]
    nodes = _monomials(kind, orders, _lattice(kind, *orders))
    points = _lattice(kind, density, density)
    values = _monomials(kind, orders, points) @ np.linalg.inv(nodes)
    index = {(round(x * density), round(y * density)): k for k, (x, y) in enumerate(points)}
    faces = []
    for (i, j), a in index.items():
        b, c, d = index.get((i + 1, j)), index.get((i, j + 1)), index.get((i + 1, j + 1))
        if b is not None and c is not None:
            faces.append((a, b, c))
            if d is not None:
                faces.append((b, d, c))
    return values, np.array(faces)


def _element_nodes(mesh: dict[str, Any]) -> list[tuple[str, Ints]]:
    """Kind and node numbers of each element: numbered by first element point, sharing followed."""
    number: dict[str, int] = {}
    counter = 0
    keys = sorted(mesh["connectivity"], key=lambda k: tuple(map(int, k.split("_"))))
    for key in keys:
        if key not in number:
            for shared in (key, *mesh["connectivity"][key].split()):
                number[shared] = counter
            counter += 1
    out = []
    for e, text in mesh["elements"].items():
        kind = text.split()[1]
        count = len(_lattice(kind, *_ORDERS[kind]))
        out.append((kind, np.array([number[f"{e}_{p}"] for p in range(count)])))
    return out


def _merge(points: Floats, faces: Ints) -> tuple[Ints, Ints]:
    """Indices of the distinct points and the faces renumbered onto them."""
    _, first, inverse = np.unique(np.round(points, 5), axis=0, return_index=True, return_inverse=True)
    merged = inverse.reshape(-1)[faces]
    keep = (merged[:, 0] != merged[:, 1]) & (merged[:, 1] != merged[:, 2]) & (merged[:, 0] != merged[:, 2])
    return first, merged[keep]


def _oriented(points: Floats, faces: Ints) -> tuple[Ints, Ints]:
    """Faces turned outward in every closed part, and the part number of each vertex."""
    import trimesh

    mesh = trimesh.Trimesh(points, faces, process=False)
    trimesh.repair.fix_normals(mesh, multibody=True)
    labels = trimesh.graph.connected_component_labels(mesh.edges_unique, node_count=len(points))
    order = np.argsort(-np.bincount(labels), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return np.asarray(mesh.faces, dtype=np.int64), rank[labels]


@lru_cache(maxsize=8)
def surface(bone: str, density: int) -> Surface:
    """The surface of one of ``BONES`` (left) with ``density`` intervals an element edge."""
    name, first = BONES[bone]
    path = model_folder() / "atlas_meshes" / f"{name}.mesh"
    model = shape_model()
    points, modes, faces, offset = [], [], [], 0
    for kind, nodes in _element_nodes(strict_json.loads(path.read_text())):
        values, triangles = _element(kind, density)
        points.append(values @ model.mean[first + nodes])
        modes.append(np.einsum("pn,mnd->mpd", values, model.modes[:, first + nodes]))
        faces.append(triangles + offset)
        offset += len(values)
    at = np.concatenate(points)
    keep, merged = _merge(at, np.concatenate(faces))
    outward, part = _oriented(at[keep], merged)
    scaled = np.concatenate(modes, 1)[:, keep] * model.sd[:, None, None]
    return Surface(at[keep], scaled, outward, part)
