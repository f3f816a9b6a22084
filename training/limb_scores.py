"""Figures on limb films: which part, and fracture or not within the same part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.data import FilmSet, ahead, plain_batches
from training.device import autocast
from training.metrics import Ints
from training.net import ExplainedNet

Floats = NDArray[np.float64]


def limb_figures(
    net: ExplainedNet, films: FilmSet, close_size: int, device: torch.device, precision: str
) -> dict[str, float]:
    """Fracture AUC of close and whole views; ``part_accuracy`` of whole films where there is that head."""
    broken, parts = films.targets() > 0, films.parts()
    whole, named = _answers(net, replace(films, close=False), device, precision)
    near = replace(films, close=True, spec=replace(films.spec, size=close_size))
    close, _ = _answers(net, near, device, precision)
    row = {
        "limb_auc": within_parts(close, broken, parts),
        "limb_auc_whole": within_parts(whole, broken, parts),
    }
    return row | ({} if named is None else {"part_accuracy": float((named == parts).mean())})


def within_parts(score: Floats, broken: NDArray[np.bool_], parts: Ints) -> float:
    """Area under the ROC curve over pairs of films of the same part, so that the part tells nothing.

    NaN without pairs.
    """
    won = pairs = 0.0
    for part in np.unique(parts):
        yes, no = score[broken & (parts == part)], score[~broken & (parts == part)]
        won += float((yes[:, None] > no).sum() + 0.5 * (yes[:, None] == no).sum())
        pairs += yes.size * no.size
    return won / pairs if pairs else float("nan")


@torch.no_grad()
def _answers(
    net: ExplainedNet, films: FilmSet, device: torch.device, precision: str
) -> tuple[Floats, Ints | None]:
    """Log-odds of a fracture of every film, and the part it is taken for."""
    net = net.to(device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload]
    odds, parts = [], []
    for films_of_batch in _tensors(films, device):
        with autocast(device, precision):
            out = net.training_pass(films_of_batch)
        logits = out.logits.float()
        odds.append((torch.logsumexp(logits[:, 1:], dim=1) - logits[:, 0]).cpu().numpy())
        if out.part is not None:
            parts.append(out.part.float().argmax(dim=1).cpu().numpy())
    return np.concatenate(odds).astype(np.float64), np.concatenate(parts) if parts else None


def _tensors(films: FilmSet, device: torch.device) -> Iterator[Any]:
    for batch in ahead(plain_batches(films, 16)):
        yield batch.films.to(device, memory_format=torch.channels_last)
