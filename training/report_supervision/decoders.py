"""What restores a report from the latent, in training only: as in Lee 2020, and so that the latent matters.

The paper's decoder is fed the very report that it restores: two directions of an LSTM pass each word on, so
the latent need not know anything.  Words can be hidden from it (word dropout, Bowman 2016, section 3.1;
all of them: it has the latent alone), or the order be given up: which words a report has (a bag of words).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

LATENT: Final = 64
EMBEDDING: Final = 128
PAD, START, END = 0, 1, 2


class Decoding(StrEnum):
    """What the report loss asks of the latent."""

    LSTM = "lstm"
    BAG = "bag"


class Decoder(nn.Module):
    """Two-directional LSTM over the report; the latent is the first hidden state of both directions.

    ``hidden``: the share of words that it is not told; 0 is the paper's, 1 leaves it the latent alone.
    """

    def __init__(self, words: int, dropout: float, hidden: float = 0.0) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, EMBEDDING, padding_idx=PAD)
        self.lstm = nn.LSTM(EMBEDDING, LATENT, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * LATENT, words)
        self.dropout = nn.Dropout(dropout)
        self.hidden = hidden

    def forward(self, latent: Tensor, told: Tensor) -> Tensor:
        """Latent [N, 64] and the words it is told, int64 [N, 40], to scores of words [N, 40, words]."""
        first = latent.expand(2, -1, -1).contiguous()
        read, _ = self.lstm(self.dropout(self.embedding(told)), (first, torch.zeros_like(first)))
        return torch.as_tensor(self.out(self.dropout(read)))

    def loss(self, latent: Tensor, report: Tensor) -> Tensor:
        """Cross-entropy a word, in nats: of all words, or where some are hidden, of the hidden ones.

        Args:
            latent: float [N, 64].
            report: int64 [N, 40]; of a film without a report all padding.
        """
        if self.hidden <= 0:
            return word_loss(self(latent, report), report)
        draw = torch.rand(report.shape, device=report.device) if self.training else _even(report)
        hide = draw < self.hidden
        return word_loss(self(latent, report.masked_fill(hide, PAD)), report.masked_fill(~hide, PAD))


def _even(report: Tensor) -> Tensor:
    """The same numbers in 0..1 each time, so that epochs can be compared."""
    steady = torch.Generator().manual_seed(1)
    return torch.rand(report.shape, generator=steady).to(report.device)


class WordBag(nn.Module):
    """One linear layer from the latent: which words the report has, wherever they stand."""

    def __init__(self, words: int, dropout: float) -> None:
        super().__init__()
        self.out = nn.Linear(LATENT, words)
        self.dropout = nn.Dropout(dropout)

    def loss(self, latent: Tensor, report: Tensor) -> Tensor:
        """Binary cross-entropy summed over the vocabulary, for each word that the reports have, in nats.

        Args:
            latent: float [N, 64].
            report: int64 [N, 40]; a film without a report has no part.
        """
        scores = self.out(self.dropout(latent)).float()
        has = torch.zeros_like(scores).scatter_(1, report, 1.0)
        has[:, : END + 1] = 0.0
        some = has.sum(dim=1, keepdim=True) > 0
        each = functional.binary_cross_entropy_with_logits(scores, has, reduction="none")
        return (each[:, END + 1 :] * some).sum() / has.sum().clamp(min=1.0)


def word_loss(scores: Tensor, report: Tensor) -> Tensor:
    """Cross-entropy a word, mean over the words of the batch's reports; 0 where no film has one.

    Args:
        scores: float [N, 40, words].
        report: int64 [N, 40], padding where nothing is asked.
    """
    if not bool((report != PAD).any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.float().flatten(0, 1), report.flatten(), ignore_index=PAD)
