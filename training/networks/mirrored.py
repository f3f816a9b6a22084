"""A network that looks at each film and at its mirror image, in one graph."""

from __future__ import annotations

from typing import Final

from torch import Tensor, nn

from inference.model.card_validation import OUTPUTS
from training.networks.closer import CloserNet
from training.networks.densenet import Network

PREFIX: Final = "mirrored."
"""How the names of the network's own parameters begin in such a graph."""


class MirroredNet(nn.Module):
    """The mean of a network's logits over a film and its mirror image.

    The mean's Grad-CAM is the mean of both, the second turned back, so the class maps keep their closed form.
    Latent and hips that are found are those of the film as it is: gates and film checks see the same with and
    without the second look.  One look comes after the other and not beside it, so that a pass needs no more
    memory.
    """

    def __init__(self, network: Network | CloserNet) -> None:
        super().__init__()
        self.mirrored = network  # the name is PREFIX
        self.outputs = getattr(network, "outputs", OUTPUTS)

    def forward(self, film: Tensor) -> tuple[Tensor, ...]:
        """``film`` [N, 1, S, S]; as of the network."""
        logits, maps, latent, *hips = self.mirrored(film)
        turned, turned_maps, *_ = self.mirrored(film.flip(3))
        return ((logits + turned) / 2, (maps + turned_maps.flip(3)) / 2, latent, *hips)


def mirrored(network: nn.Module) -> MirroredNet:
    """``network`` with its second look.

    Raises:
        TypeError: it is none that explains itself, as one that writes reports.
    """
    if not isinstance(network, Network | CloserNet):
        raise TypeError(type(network).__name__)
    return MirroredNet(network)
