"""Maps of any question from the seven class maps: against numpy, against autograd, and onto the film."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np
from numpy.typing import NDArray

from inference.aoota import CLASSES, FRACTURES
from inference.model import class_maps
from inference.model.preprocess import placement
from inference.records import Affine, Side, Symmetry
from tests.pixels import film_image

LOGITS = st_np.arrays(np.float32, 7, elements=st.floats(-30, 30, width=32))
PLAIN: Affine = ((10.0, 0.0, 0.0), (0.0, 10.0, 0.0))  # a 16 x 16 map of a 160 x 160 film
FILM = (160, 160)


def log_odds(target: str, logits: NDArray[np.float64]) -> float:
    members = {"fracture": FRACTURES, "A": ("A1", "A2", "A3"), "B": ("B1", "B2", "B3")}[target]
    inside = [i for i, name in enumerate(CLASSES) if name in members]
    outside = [i for i, name in enumerate(CLASSES) if name not in members]
    return float(np.logaddexp.reduce(logits[inside]) - np.logaddexp.reduce(logits[outside]))


@pytest.mark.parametrize("target", ["fracture", "A", "B"])
@given(LOGITS, st.floats(0.3, 5))
@settings(max_examples=60, deadline=None)
def test_group_weights_are_the_gradient_of_the_log_odds(
    target: str, logits: NDArray[np.float32], temperature: float
) -> None:
    found = class_maps.weights(target, logits, temperature)
    step = 1e-4
    for index in range(7):
        moved = [logits.astype(np.float64) for _ in range(2)]
        moved[0][index] += step
        moved[1][index] -= step
        high, low = (log_odds(target, values / temperature) for values in moved)
        assert abs(found[index] - temperature * (high - low) / (2 * step)) < 2e-4
    assert abs(found.sum()) < 1e-5
    assert found.dtype == np.float32


def test_fracture_is_against_normal_with_weight_minus_one() -> None:
    found = class_maps.weights("fracture", np.array([3, 0, 9, 0, 0, 0, 0], np.float32))
    assert found[0] == -1
    assert found[1:].sum() == pytest.approx(1)
    assert found.argmax() == 2


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_its_plain_logit(name: str) -> None:
    found = class_maps.weights(name, np.zeros(7, np.float32), 2.0)
    assert found.tolist() == [float(name == other) for other in CLASSES]


def test_a_difference_is_the_difference_of_two_maps() -> None:
    stack = np.random.default_rng(0).normal(0, 1, (7, 5, 6)).astype(np.float32)
    found = class_maps.combine(stack, class_maps.difference_weights("A2", "A1"))
    assert np.allclose(found, stack[2] - stack[1], atol=1e-6)
    assert not class_maps.difference_weights("B1", "B1").any()


def test_combine_is_a_weighted_sum_and_only_the_positive_part_is_drawn() -> None:
    rng = np.random.default_rng(1)
    stack, w = rng.normal(0, 1, (7, 4, 3)).astype(np.float32), rng.normal(0, 1, 7).astype(np.float32)
    oracle = sum(w[c].astype(np.float64) * stack[c] for c in range(7))
    signed = class_maps.combine(stack, w)
    assert np.allclose(signed, oracle, atol=1e-5)
    assert (class_maps.drawn(signed) == np.where(signed > 0, signed, 0)).all()


def test_every_target_has_weights_and_others_have_none() -> None:
    assert len(class_maps.targets()) == len(set(class_maps.targets())) == 10
    for target in class_maps.targets():
        assert np.isfinite(class_maps.weights(target, np.array([500, -500, 0, 0, 0, 0, 0], np.float32))).all()
    for wrong in ("C1", "", "a"):
        with pytest.raises(KeyError):
            class_maps.weights(wrong, np.zeros(7, np.float32))
        with pytest.raises(KeyError):
            class_maps.difference_weights("A1", wrong)


def gap_net(torch: Any) -> tuple[Any, Any, Any]:
    """Two convolutions, global average pooling, latent, ReLU layer, seven logits: the head of both papers."""
    torch.manual_seed(3)
    nn = torch.nn
    body = nn.Sequential(
        nn.Conv2d(1, 12, 5, 2), nn.ReLU(), nn.Conv2d(12, 16, 3, 2), nn.ReLU(), nn.Conv2d(16, 16, 3)
    )
    return body, nn.Linear(16, 10), nn.Sequential(nn.ReLU(), nn.Linear(10, 7))


def closed_form(torch: Any, features: Any, latent: Any, head: Any) -> NDArray[np.float32]:
    """Class maps with alpha = W2 diag(u > 0) W1 / Z, as a graph of a bundle computes them."""
    with torch.no_grad():
        u = latent(features.mean((2, 3)))
        alpha = (head[1].weight * (u > 0)) @ latent.weight / (features.shape[2] * features.shape[3])
        found: NDArray[np.float32] = torch.einsum("ck,khw->chw", alpha, features[0]).numpy()
    return found


@pytest.mark.torch
@pytest.mark.parametrize("target", class_maps.targets())
def test_maps_equal_an_autograd_grad_cam(target: str) -> None:
    torch = pytest.importorskip("torch")
    body, latent, head = gap_net(torch)
    features = body(torch.randn(1, 1, 64, 64)).detach().requires_grad_()
    logits = head(latent(features.mean((2, 3))))[0]
    temperature = 1.7
    members = {"fracture": [1, 2, 3, 4, 5, 6], "A": [1, 2, 3], "B": [4, 5, 6]}.get(target)
    if members is None:
        score = logits[CLASSES.index(target)]
    else:
        others = [i for i in range(7) if i not in members]
        scaled = logits / temperature
        score = temperature * (scaled[members].logsumexp(0) - scaled[others].logsumexp(0))
    (gradient,) = torch.autograd.grad(score, features)
    oracle = (gradient.mean((2, 3), keepdim=True) * features).sum(1)[0].detach().numpy()
    w = class_maps.weights(target, logits.detach().numpy(), temperature)
    found = class_maps.combine(closed_form(torch, features, latent, head), w)
    assert np.abs(found - oracle).max() <= 1e-4 * np.abs(oracle).max()


@pytest.mark.torch
def test_class_maps_equal_captum() -> None:
    torch = pytest.importorskip("torch")
    attr = pytest.importorskip("captum.attr")
    body, latent, head = gap_net(torch)

    class Whole(torch.nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.body, self.latent, self.head = body, latent, head

        def forward(self, film: Any) -> Any:
            return self.head(self.latent(self.body(film).mean((2, 3))))

    film = torch.randn(1, 1, 64, 64)
    found = closed_form(torch, body(film).detach(), latent, head)
    cam = attr.LayerGradCam(Whole().eval(), body)
    for index in range(7):
        oracle = cam.attribute(film, target=index, relu_attributions=True)[0, 0].detach().numpy()
        assert np.abs(class_maps.drawn(found[index]) - oracle).max() <= 1e-4 * max(np.abs(oracle).max(), 1e-9)


@given(st.integers(20, 900), st.integers(20, 900), st.integers(1, 32), st.integers(1, 32))
@settings(max_examples=60, deadline=None)
def test_the_map_lies_over_the_square(rows: int, columns: int, h: int, w: int) -> None:
    place = placement((rows, columns), 512)
    (a, _, c), (_, e, f) = class_maps.map_to_film(place.to_film, 512, (h, w))
    (sx, _, tx), (_, sy, ty) = place.to_film
    assert np.allclose((c, f), (tx, ty))
    assert np.allclose((a * w + c, e * h + f), (512 * sx + tx, 512 * sy + ty))


def spots(*places: tuple[int, int, float]) -> NDArray[np.float32]:
    signed = np.full((16, 16), -0.1, np.float32)
    for row, column, value in places:
        signed[row, column] = value
    return signed


@pytest.mark.parametrize(
    ("signed", "side"),
    [
        (spots((9, 3, 5.0)), Side.RIGHT),
        (spots((9, 12, 5.0)), Side.LEFT),
        (spots((9, 3, 5.0), (9, 12, 1.0)), Side.RIGHT),
        (spots((9, 3, 5.0), (9, 12, 4.0)), Side.RIGHT),
        (spots((9, 3, 5.0), (9, 12, 4.6)), Side.BOTH),
        (spots((9, 7, 5.0), (9, 8, 5.0)), Side.UNCERTAIN),
        (spots((9, 3, 5.0), *((r, 12, 1.0) for r in range(5))), Side.RIGHT),  # one hot cell, many warm ones
        (spots((9, 3, 5.0), *((r, c, 2.9) for r in (4, 5) for c in (12, 13))), Side.UNCERTAIN),
        (spots(), Side.UNCERTAIN),
    ],
)
def test_the_side_is_read_off_the_halves(signed: NDArray[np.float32], side: Side) -> None:
    swapped = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(side, side)
    assert class_maps.side_of(signed, PLAIN, FILM, 0.65) is side
    assert class_maps.side_of(signed[:, ::-1], PLAIN, FILM, 0.65) is swapped
    assert class_maps.side_of(signed, PLAIN, FILM, 0.65, mirrored=True) is swapped
    assert class_maps.side_of(signed.T, PLAIN, FILM, 0.65, axis=0) is side


def test_mass_beside_the_film_does_not_count() -> None:
    place = placement((512, 256), 512)
    to_film = class_maps.map_to_film(place.to_film, 512, (16, 16))
    signed = spots((8, 0, 50.0), (8, 10, 1.0))
    assert class_maps.side_of(signed, to_film, (512, 256), 0.65) is Side.LEFT


def test_a_column_over_the_midline_is_shared() -> None:
    to_film: Affine = ((10.0, 0.0, 0.0), (0.0, 10.0, 0.0))
    signed = np.zeros((3, 3), np.float32)
    signed[1, 1] = 1
    assert class_maps.side_of(signed, to_film, (30, 30), 0.51) is Side.UNCERTAIN
    assert class_maps.side_of(signed, to_film, (30, 24), 0.51) is Side.LEFT


@pytest.mark.parametrize(
    ("orientation", "transposed", "side"),
    [
        ((), False, Side.RIGHT),
        (("L", "F"), False, Side.RIGHT),
        (("LF", "FR"), False, Side.RIGHT),
        (("R", "F"), False, Side.LEFT),
        (("F", "R"), True, Side.LEFT),
        (("H", "L"), True, Side.RIGHT),
        (("", ""), False, Side.RIGHT),
    ],
)
def test_patient_orientation_turns_the_side(
    orientation: tuple[str, ...], transposed: bool, side: Side
) -> None:
    signed = spots((9, 3, 5.0))
    film = film_image(np.zeros(FILM, np.uint16), patient_orientation=orientation).film
    assert class_maps.film_side(signed.T if transposed else signed, PLAIN, film, 0.65) is side


@pytest.mark.parametrize(
    ("shape", "header", "side"),
    [
        ((200, 160), {"laterality": "L", "body_part": "HIP"}, Side.LEFT),
        ((200, 160), {"laterality": "R"}, Side.RIGHT),
        ((200, 160), {"body_part": "HIP"}, Side.UNCERTAIN),
        ((160, 160), {"body_part": "HIP"}, Side.UNCERTAIN),
        ((160, 176), {"body_part": "HIP"}, Side.UNCERTAIN),
        ((160, 160), {"body_part": "FEMUR"}, Side.UNCERTAIN),
        ((160, 200), {"body_part": "HIP"}, Side.RIGHT),
        ((160, 200), {"body_part": "HIP", "symmetry": Symmetry.ACROSS}, Side.RIGHT),
        ((160, 200), {"body_part": "HIP", "symmetry": Symmetry.NONE}, Side.UNCERTAIN),
        ((160, 320), {"body_part": "HIP", "symmetry": Symmetry.NONE}, Side.UNCERTAIN),
        ((160, 160), {"body_part": "HIP", "laterality": "L"}, Side.LEFT),
        ((160, 200), {"laterality": "L", "body_part": "HIP"}, Side.UNCERTAIN),
        ((160, 200), {"laterality": "R", "body_part": "HIP"}, Side.RIGHT),
        ((160, 200), {"body_part": "LEFT HIP"}, Side.UNCERTAIN),
        ((200, 160), {"body_part": "HIP_LT"}, Side.LEFT),
        ((160, 200), {"body_part": "HIPS", "laterality": "L"}, Side.RIGHT),
        ((160, 160), {"body_part": "BILATERAL HIP"}, Side.RIGHT),
        ((100, 160), {"body_part": "HIP", "aspect_ratio": (2.0, 1.0)}, Side.UNCERTAIN),
        ((200, 160), {"laterality": "L", "body_part": "PELVIS"}, Side.UNCERTAIN),
        ((200, 160), {"laterality": "L", "body_part": "PELVIS", "symmetry": Symmetry.ACROSS}, Side.RIGHT),
        ((160, 200), {"laterality": "L", "body_part": "PELVIS", "symmetry": Symmetry.NONE}, Side.UNCERTAIN),
        ((160, 200), {"laterality": "L", "body_part": "HIP", "symmetry": Symmetry.ACROSS}, Side.UNCERTAIN),
        ((160, 200), {"laterality": "L"}, Side.UNCERTAIN),
        ((200, 160), {"laterality": "?", "body_part": "HIP"}, Side.UNCERTAIN),
        ((160, 300), {"laterality": "?"}, Side.UNCERTAIN),
        ((200, 160), {"symmetry": Symmetry.NONE}, Side.UNCERTAIN),
        ((200, 160), {"symmetry": Symmetry.ALONG}, Side.UNCERTAIN),
        ((200, 160), {"symmetry": Symmetry.ACROSS}, Side.RIGHT),
        ((160, 200), {"symmetry": Symmetry.NONE}, Side.RIGHT),
        ((200, 160), {"body_part": "PELVIS", "symmetry": Symmetry.NONE}, Side.RIGHT),
        ((200, 160), {"body_part": "PELVIS", "symmetry": Symmetry.ALONG}, Side.UNCERTAIN),
        ((200, 160), {"laterality": "B"}, Side.RIGHT),
        *(
            (shape, {"symmetry": Symmetry.ALONG, **header}, Side.UNCERTAIN)
            for shape in ((160, 200), (160, 160))
            for header in (
                *({}, {"body_part": "PELVIS"}, {"body_part": "HIPS"}, {"laterality": "B"}),
                *({"body_part": "HIPS", "laterality": "R"}, {"body_part": "PELVIS", "laterality": "R"}),
            )
        ),
        ((160, 200), {"symmetry": Symmetry.ALONG, "patient_orientation": ("L", "F")}, Side.RIGHT),
        ((160, 200), {"laterality": "B", "patient_orientation": ("F", "")}, Side.UNCERTAIN),
        ((160, 160), {"symmetry": Symmetry.ALONG, "body_part": "HIP", "laterality": "L"}, Side.LEFT),
        ((160, 160), {"body_part": "B/L HIP"}, Side.RIGHT),
        ((160, 160), {"body_part": "HÜFTEN"}, Side.RIGHT),
        ((160, 200), {"body_part": "LHIP"}, Side.UNCERTAIN),
        ((200, 160), {"body_part": "HIPLEFT"}, Side.LEFT),
        ((160, 160), {"body_part": "RHIP"}, Side.RIGHT),
    ],
)
def test_a_film_of_one_hip_takes_its_side_from_the_header(
    shape: tuple[int, int], header: dict[str, Any], side: Side
) -> None:
    film = film_image(np.zeros(shape, np.uint16), **header).film
    assert class_maps.film_side(spots((9, 3, 5.0)), PLAIN, film, 0.65) is side


LEFT_ALONE, BOTH_FOUND = (Side.LEFT,), (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize(
    ("shape", "header", "hips", "side"),
    [
        ((200, 160), {}, (Side.RIGHT,), Side.RIGHT),
        ((200, 160), {}, LEFT_ALONE, Side.UNCERTAIN),  # the halves say right
        ((200, 160), {}, BOTH_FOUND, Side.RIGHT),
        ((160, 200), {}, LEFT_ALONE, Side.RIGHT),  # a whole pelvis: the right one was missed
        ((200, 160), {"symmetry": Symmetry.ACROSS}, LEFT_ALONE, Side.RIGHT),
        ((200, 160), {"laterality": "B"}, LEFT_ALONE, Side.RIGHT),
        ((200, 160), {"laterality": "R"}, LEFT_ALONE, Side.UNCERTAIN),
        ((200, 160), {"patient_orientation": ("R", "F")}, LEFT_ALONE, Side.UNCERTAIN),
        ((200, 160), {"patient_orientation": ("R", "F")}, (Side.RIGHT,), Side.LEFT),
    ],
)
def test_the_halves_of_a_film_name_no_hip_that_is_not_on_it(
    shape: tuple[int, int], header: dict[str, Any], hips: tuple[Side, ...], side: Side
) -> None:
    """A film of one hip may be filed as a pelvis, and its fracture lie in either half of the film."""
    given = {"body_part": "PELVIS", "symmetry": Symmetry.NONE} | header
    film = film_image(np.zeros(shape, np.uint16), **given).film
    assert class_maps.film_side(spots((9, 3, 5.0)), PLAIN, film, 0.65, hips=hips) is side
