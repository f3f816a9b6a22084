"""A film turned upright inside the graph: what is asked, and where its maps lie."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from inference.model.bundle import load as load_bundle
from inference.model.predictor import Predictor
from inference.model.session import Session
from inference.records import InputSpec, Prediction, Side, Symmetry, ValueChain
from tests.models import tiny_card, write_unchecked
from tests.pixels import film_image
from tests.training.conftest import ToyRun
from training.bundles.onnx_graph import export
from training.cli.main import main
from training.data.batches import FilmSet
from training.errors import TrainingError
from training.fitting.upright import UprightPlan, train
from training.networks.densenet import build
from training.networks.mirrored import mirrored
from training.networks.upright import TurnFinder, UprightNet, load
from training.networks.weights import architecture_of, finder_of, from_graph, is_mirrored
from training.run_folder import save

pytestmark = pytest.mark.torch


class Brightest(nn.Module):
    """Stands for the finder: the brightest edge of a film is its head."""

    def forward(self, film: Tensor) -> Tensor:
        edges = (film[:, :, :8], film[..., -8:], film[:, :, -8:], film[..., :8])
        means = torch.stack([edge.mean(dim=(1, 2, 3)) for edge in edges], dim=1)
        return 1e4 * (means - means.amax(dim=1, keepdim=True))


def lying(turns: int) -> Tensor:
    """A film that is upright after so many quarter turns."""
    film = torch.randn(1, 1, 64, 64, generator=torch.Generator().manual_seed(1))
    film[:, :, :8] += 5
    return torch.rot90(film, -turns, (2, 3)).contiguous()


def brightest() -> UprightNet:
    torch.manual_seed(5)
    net = UprightNet(mirrored(build("tiny")), TurnFinder())
    net.finder = Brightest()
    return net.eval()


def test_every_way_a_film_lies_gets_the_upright_films_answer_and_its_own_maps() -> None:
    net = brightest()
    with torch.no_grad():
        plain = net.uprighted(lying(0))
        for turns in range(4):
            logits, maps, latent, made = net(lying(turns))
            assert made.tolist() == [[turns]]
            torch.testing.assert_close(logits, plain[0])
            torch.testing.assert_close(latent, plain[2])
            torch.testing.assert_close(torch.rot90(maps, turns, (2, 3)), plain[1])
        both = net(torch.cat([lying(1), lying(3)]))
        assert both[3].tolist() == [[1], [3]]
        torch.testing.assert_close(both[0], plain[0].repeat(2, 1))


def test_what_the_finder_is_not_sure_of_stays_as_it_lies() -> None:
    net = UprightNet(build("tiny"), TurnFinder()).eval()
    nn.init.zeros_(net.finder.head.weight)
    nn.init.zeros_(net.finder.head.bias)
    with torch.no_grad():
        logits, maps, _, made = net(lying(1))
        plain = net.uprighted(lying(1))
    assert made.tolist() == [[0]]
    torch.testing.assert_close((logits, maps), plain[:2])


def test_the_graph_keeps_both_networks_apart() -> None:
    torch.manual_seed(6)
    finder = TurnFinder().eval()
    found = export(UprightNet(mirrored(build("tiny+tiny")), finder), InputSpec(size=64))
    assert found.difference < 1e-4
    assert is_mirrored(found.data)
    assert architecture_of(from_graph(found.data)) == "tiny+tiny"
    again = finder_of(found.data)
    assert again is not None
    film = lying(2)
    torch.testing.assert_close(again(film), finder(film))
    assert finder_of(export(build("tiny"), InputSpec(size=64)).data) is None
    graph = onnx.load_from_string(found.data)
    weights = graph.graph.initializer
    place = next(at for at, item in enumerate(weights) if item.name.startswith("finder.head.weight"))
    renamed = weights[place].name
    for change in ("missing", "narrow"):
        if change == "missing":
            weights[place].name = "elsewhere"
        else:
            weights[place].CopyFrom(numpy_helper.from_array(np.zeros((4, 1), np.float32), renamed))
        with pytest.raises(TrainingError, match="turns films upright in this bundle"):
            finder_of(graph.SerializeToString())


class RightHip(nn.Module):
    """Always a fracture at the upright film's left, which is the patient's right."""

    def forward(self, film: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        nothing = 0 * film.mean(dim=(2, 3))
        place = torch.zeros(1, 7, 8, 8)
        place[0, 2, 4, 1] = 64 * 9.0
        logits, latent = place.mean(dim=(2, 3)) + nothing, nothing * torch.ones(1, 4)
        return logits, place + nothing[:, :, None, None], latent


@pytest.fixture(scope="module")
def right_hip(tmp_path_factory: pytest.TempPathFactory) -> Predictor:
    net = brightest()
    net.uprighted = RightHip()
    card = tiny_card(self_tests=(), extra_outputs={"turns": "quarter turns"})
    graph = export(net, InputSpec(size=64)).data
    return Predictor(Session(load_bundle(write_unchecked(tmp_path_factory.mktemp("m") / "b", graph, card))))


@pytest.mark.parametrize("turns", range(4))
def test_a_prediction_says_the_turn_and_the_sides_of_the_upright_film(
    right_hip: Predictor, turns: int
) -> None:
    grey = np.full((120, 120), 300, np.uint16) + np.arange(120, dtype=np.uint16)
    grey[:20] = 3000
    shown = Symmetry.ALONG if turns % 2 else Symmetry.ACROSS
    image = film_image(
        np.ascontiguousarray(np.rot90(grey, -turns)), ValueChain(bits_stored=12, signed=False), symmetry=shown
    )
    answer = right_hip.answer(image)
    assert isinstance(answer, Prediction)
    assert answer.turns == turns
    assert answer.doubts == (("turned",) if turns else ())
    assert answer.side is Side.RIGHT


def test_the_commands_train_a_finder_and_put_it_into_the_graph(toy_run: ToyRun, tmp_path: Path) -> None:
    given = ["--data", str(toy_run.train), "--val", str(toy_run.val), "--cache", str(tmp_path / "cache")]
    finder, out = tmp_path / "upright.pt", tmp_path / "bundle"
    assert main(["upright", *given, "--out", str(finder), "--steps", "2", "--random", "--threads", "1"]) == 0
    named = ["export", "--run", str(toy_run.run), "--out", str(out), "--name", "Turning"]
    assert main([*named, "--mirror", "--upright", str(finder)]) == 0
    made = load_bundle(out)
    assert made.card.extra_outputs.keys() == {"turns"}
    assert "turned upright" in made.card.training_data
    assert finder_of(made.graph_bytes()) is not None


def test_what_is_no_finder_or_cannot_be_trained_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "best.pt"
    for content in ({"weights": {"a": torch.zeros(1)}}, {"weights": [1]}, {"x": 1}):
        torch.save(content, other)
        with pytest.raises(TrainingError, match=r"best\.pt holds no network"):
            load(other)
    save(other, {"weights": TurnFinder().state_dict()})
    assert isinstance(load(other), TurnFinder)
    with pytest.raises(TrainingError, match="no training films"):
        train(FilmSet((), InputSpec(size=64)), UprightPlan(imagenet=False))
    given = ["upright", "--data", "x", "--val", "y", "--cache", str(tmp_path), "--out", "o"]
    assert main(given) == 1
    assert "x" in capsys.readouterr().err
