"""Lee 2020: Inception-v3 to a shared latent of 64, a report decoder and a classifier on it.

The paper's decoder is a two-directional LSTM that is fed the report which it restores, so it cannot write one
for a new film.  The *writer* beside it runs forward only and is fed its own words: it is what the exported
graph brings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from inference.aoota import CLASSES
from training.errors import TrainingError
from training.networks import efficientnet_lite
from training.report_supervision.decoders import (
    EMBEDDING,
    END,
    LATENT,
    PAD,
    START,
    Decoder,
    Decoding,
    WordBag,
)
from training.report_supervision.inception import inception_v3
from training.report_supervision.text import LENGTH

CLASS_HIDDEN: Final = 64
DROPOUT: Final = 0.5
WIDTHS: Final = {"inception3": 1.0, "inception3-half": 0.5, "inception3-tiny": 0.06}
"""Names and widths of Inception-v3; only the first is the paper's."""
Encoder = tuple[nn.Sequential, int]
_ENCODERS: Final[dict[str, Callable[[], Encoder]]] = {
    **{name: partial(inception_v3, width) for name, width in WIDTHS.items()},
    efficientnet_lite.NAME: lambda: (efficientnet_lite.features(), efficientnet_lite.CHANNELS),
}
"""The encoders by name; each makes features and their channels."""
ARCHITECTURES: Final = tuple(_ENCODERS)


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides a network's tensors: the encoder, the number of words, the dropout, what restores reports.

    ``hidden``: share of words that an LSTM decoder is not told.
    """

    architecture: str = "inception3"
    words: int = 303
    dropout: float = DROPOUT
    decoding: Decoding = Decoding.LSTM
    hidden: float = 0.0


class Classifier(nn.Module):
    """Two fully connected layers on the latent."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.hidden = nn.Linear(LATENT, CLASS_HIDDEN)
        self.out = nn.Linear(CLASS_HIDDEN, len(CLASSES))
        self.dropout = nn.Dropout(dropout)

    def forward(self, latent: Tensor) -> tuple[Tensor, Tensor]:
        """Latent [N, 64] to logits [N, 7] and the hidden layer before its ReLU [N, 64]."""
        hidden = self.hidden(latent)
        return self.out(self.dropout(functional.relu(hidden))), hidden


class Writer(nn.Module):
    """Forward-only: word after word from the latent; greedy when it writes."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embedding = nn.Embedding(shape.words, EMBEDDING)
        self.cell = nn.LSTMCell(EMBEDDING + LATENT, EMBEDDING)
        self.begin = nn.Linear(LATENT, EMBEDDING)
        self.out = nn.Linear(EMBEDDING, shape.words)

    def forward(self, latent: Tensor, report: Tensor) -> Tensor:
        """Scores [N, 40, words] of each word given those before it (the true ones)."""
        start = torch.full_like(report[:, :1], START)
        before = torch.cat([start, report[:, :-1]], dim=1)
        hidden, memory = self._first(latent)
        scores = []
        for place in range(report.shape[1]):
            hidden, memory = self.cell(self._fed(before[:, place], latent), (hidden, memory))
            scores.append(self.out(hidden))
        return torch.stack(scores, dim=1)

    def write(self, latent: Tensor) -> Tensor:
        """The report of each latent: int64 [N, 40], greedy; after its end only padding."""
        hidden, memory = self._first(latent)
        word = (latent[:, 0] * 0).long() + START
        over = word * 0
        written = []
        for _ in range(LENGTH):
            hidden, memory = self.cell(self._fed(word, latent), (hidden, memory))
            word = self.out(hidden).argmax(dim=1) * (1 - over)
            over = torch.clamp(over + (word == END).long() + (word == PAD).long(), max=1)
            written.append(word)
        return torch.stack(written, dim=1)

    def _first(self, latent: Tensor) -> tuple[Tensor, Tensor]:
        hidden = torch.tanh(self.begin(latent))
        return hidden, hidden * 0  # no ConstantOfShape in the graph

    def _fed(self, word: Tensor, latent: Tensor) -> Tensor:
        return torch.cat([self.embedding(word), latent], dim=1)


class ReportNet(nn.Module):
    """Encoder, latent, classifier, decoder, writer; its ``forward`` is the exported graph."""

    outputs: Final = ("logits", "class_maps", "latent", "report")

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.features, channels = encoder(shape.architecture)
        self.latent = nn.Linear(channels, LATENT)
        self.dropout = nn.Dropout(shape.dropout)
        self.classifier = Classifier(shape.dropout)
        self.decoder = _decoder(shape)
        self.writer = Writer(shape)

    def encode(self, films: Tensor, after: int = 0) -> Tensor:
        """Films [N, 1, S, S] to the latent [N, 64].

        With ``after``, ``films`` are what so many first parts of the encoder have made of them already.
        """
        cells = (self.features[after:] if after else self.features)(films)
        return torch.as_tensor(self.latent(self.dropout(cells.mean(dim=(2, 3)))))

    def forward(self, films: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Films to logits [N, 7], signed class maps [N, 7, h, w], latent [N, 64], report int64 [N, 40].

        Between the pooled map and a logit lies one ReLU, so Grad-CAM's alpha (Lee 2020, eq. 4) is the product
        W2 diag(u > 0) W1 W_latent / Z, another one for each film: a matrix product in the graph.
        """
        pooled = self.features(films)
        rows, columns = int(pooled.shape[2]), int(pooled.shape[3])
        latent = self.latent(pooled.mean(dim=(2, 3)))
        logits, hidden = self.classifier(latent)
        on = (hidden > 0).to(pooled.dtype)
        second = self.classifier.out.weight.unsqueeze(0) * on.unsqueeze(1)
        alpha = second @ (self.classifier.hidden.weight @ self.latent.weight) / (rows * columns)
        maps = (alpha @ pooled.flatten(2)).unflatten(2, (rows, columns))
        return logits, maps, latent, self.writer.write(latent)


def _decoder(shape: Shape) -> Decoder | WordBag:
    if Decoding(shape.decoding) is Decoding.BAG:
        return WordBag(shape.words, shape.dropout)
    return Decoder(shape.words, shape.dropout, shape.hidden)


def encoder(architecture: str) -> Encoder:
    """Features [N, 1, S, S] to [N, channels, S / 32, S / 32] after their ReLU, and the channels.

    Raises:
        TrainingError: the architecture is not known.
    """
    if architecture not in _ENCODERS:
        known = ", ".join(ARCHITECTURES)
        raise TrainingError(
            "The encoder {architecture} is not known.",
            "Choose one of: {known}.",
            architecture=architecture,
            known=known,
        )
    return _ENCODERS[architecture]()


def start_from_vectors(net: ReportNet, vectors: Tensor) -> None:
    """Begin the embeddings with word vectors, float32 [words, 128]."""
    readers: list[Writer | Decoder] = [net.writer]
    if isinstance(net.decoder, Decoder):
        readers.append(net.decoder)
    with torch.no_grad():
        for reader in readers:
            reader.embedding.weight.copy_(vectors)
