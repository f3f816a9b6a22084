"""Readers against one model that answered the same films alone.

The figure of each reader less the model's is itself a figure; its mean over readers is tested against zero
with the analysis of one arm (Hillis 2007, section 5.3).  The model is fixed, the readers and films are
random.  This is the analysis that RJafroc calls 1T-RRRC; pairing the model with every reader as a second arm
(Kooi et al. 2016) gives the same statistic and degrees of freedom.

Sources: Hillis SL (2007), Stat Med 26:596-619; Chakraborty DP (2017), Observer Performance Methods for
Diagnostic Imaging, ch. 22.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inference.stats.common import LEVEL, Estimate, Floats
from inference.stats.mrmc_or import Kind, single


@dataclass(frozen=True)
class Standalone:
    """Mean of the readers less the model.

    Attributes:
        model: the model's figure.
        readers: each reader's figure ``[J]``.
        mean: mean of the readers.
        var: error variance of a difference.
        cov2: covariance of the differences of two readers; None with one reader.
        rrrc: random readers, random films; None with one reader.
        frrc: these readers, random films.
        rrfc: random readers, these films; None with one reader.
    """

    model: float
    readers: tuple[float, ...]
    mean: float
    var: float
    cov2: float | None
    rrrc: Estimate | None
    frrc: Estimate
    rrfc: Estimate | None


def compare(theta: Floats, covariance: Floats, level: float = LEVEL) -> Standalone:
    """Readers ``theta[:-1]`` against the model ``theta[-1]``; ``covariance [J+1, J+1]`` in the same order."""
    difference = theta[:-1] - theta[-1]
    own = covariance[:-1, :-1] - covariance[:-1, -1:] - covariance[-1:, :-1] + covariance[-1, -1]
    scale = float(np.abs(covariance).max())
    own = np.where(np.abs(own) <= 1e-12 * scale, 0.0, own)

    def inference(kind: Kind) -> Estimate:
        return single(difference, own, kind, level, null=0.0, bounds=(-1.0, 1.0))

    n = len(difference)
    return Standalone(
        model=float(theta[-1]),
        readers=tuple(float(value) for value in theta[:-1]),
        mean=float(theta[:-1].mean()),
        var=float(np.trace(own)) / n,
        cov2=float(own.sum() - np.trace(own)) / (n * (n - 1)) if n > 1 else None,
        rrrc=inference("RRRC") if n > 1 else None,
        frrc=inference("FRRC"),
        rrfc=inference("RRFC") if n > 1 else None,
    )
