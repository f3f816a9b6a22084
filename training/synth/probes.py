"""Leak probes: can a film be told from what has nothing to do with the bone?

Each probe sees the header only, the border of the film only, or a 16-pixel thumbnail with both hips
masked (limb films have no place to mask, so no thumbnail); fracture against normal by cross-validation must
not beat chance.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inference.stats.bootstrap import auc, interval, patient_draws
from training.synth.bones.lagrange import Floats
from training.synth.dataset import read_truth

Grey = NDArray[np.float32]
_CODED = ("SOPClassUID", "PhotometricInterpretation", "BodyPartExamined", "PatientSex")
_NUMBERS = ("Rows", "Columns", "KVP", "ExposureInuAs", "DistanceSourceToDetector", "StudyTime")
PROBES = ("header", "border", "thumbnail, hips masked")
FOLDS = 5
SPLITS = 3  # on 700 films one split of the folds or another moves an AUC by 0.05
TREES = 100
FEWEST = 20
DRAWS = 1000
HIP_MM = 55.0


def header_features(ds: Any) -> Floats:
    """Numbers that the header alone gives, [n]."""
    coded = [float(sum(map(ord, str(ds.get(k, ""))))) for k in _CODED]
    numbers = [float(ds.get(k, 0) or 0) for k in _NUMBERS]
    spacing = [float(ds.ImagerPixelSpacing[0]), float(ds.PixelSpacing[0])]
    age = float(str(ds.get("PatientAge", "000Y"))[:3])
    syntax = float(sum(map(ord, str(ds.file_meta.TransferSyntaxUID))))
    return np.array([*coded, *numbers, *spacing, age, syntax, ds.Columns / ds.Rows])


def _grey(ds: Any) -> Grey:
    """Film 0 to 1, dense bone bright."""
    film = ds.pixel_array.astype(np.float32) / (2**ds.BitsStored - 1)
    return np.asarray(1 - film if ds.PhotometricInterpretation == "MONOCHROME1" else film, np.float32)


def border_features(film: Grey) -> Floats:
    """The outermost two percent of the film, 16 means an edge, [64]."""
    import cv2

    rows, cols = film.shape
    r, c = max(1, rows // 50), max(1, cols // 50)
    edges = (film[:r], film[-r:], film[:, :c].T, film[:, -c:].T)
    means = [cv2.resize(e, (16, 1), interpolation=cv2.INTER_AREA)[0] for e in edges]
    return np.concatenate(means).astype(float)


def thumbnail_features(film: Grey, record: dict[str, Any]) -> Floats:
    """16 x 16 means of the film with a box about each hip, from 55 mm over the head centre to the foot of
    the film, painted over, [256]: the leg below a fracture is part of the fracture."""
    import cv2

    film = film.copy()
    rows, cols = film.shape
    reach = HIP_MM / (record["pixel_mm"] / record["magnification"])
    for side in ("right", "left"):
        x, y = record["landmarks"][f"{side}_head"]
        out = record["landmarks"][f"{side}_greater"][0]
        low, high = sorted((x, out))
        x0, x1 = (round(np.clip(v, 0, cols)) for v in (low - reach, high + reach))
        film[round(np.clip(y - reach, 0, rows)) :, x0:x1] = 0.5
    small = cv2.resize(film, (16, 16), interpolation=cv2.INTER_AREA)
    return np.asarray(small, float).ravel()


def _score(x: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Cross-validated probability of fracture, mean of a linear and a forest probe and of splits, [n]."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=2000))
    scores = []
    for split in range(SPLITS):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=split)
        forest = RandomForestClassifier(TREES, min_samples_leaf=4, random_state=split, n_jobs=1)
        for model in (linear, forest):
            scores.append(cross_val_predict(model, x, truth, cv=folds, method="predict_proba")[:, 1])
    return np.asarray(np.mean(scores, axis=0))


def probe(x: Floats, truth: NDArray[np.bool_]) -> tuple[float, tuple[float, float] | None]:
    """AUC of features [n, k] for fracture [n], and its 95 % interval by bootstrap over films."""
    score = _score(x, truth)
    draws = patient_draws([str(i) for i in range(len(truth))], truth, DRAWS)
    return auc(score, truth), interval(lambda films: auc(score[films], truth[films]), draws)


def _features(folders: list[Path]) -> tuple[dict[str, Floats], NDArray[np.bool_]]:
    """What each probe sees of every film, [films, n] by probe, and whether it is broken, [films]."""
    from pydicom import dcmread

    seen: dict[str, list[Floats]] = {}
    truth = []
    for folder in folders:
        for record in read_truth(folder):
            ds = dcmread(folder / record["film"])
            film = _grey(ds)
            each = [header_features(ds), border_features(film)]
            limb = record["class"] is None
            if not limb:
                each.append(thumbnail_features(film, record))
            for name, row in zip(PROBES, each, strict=False):
                seen.setdefault(name, []).append(row)
            truth.append(record["fractured"] if limb else record["class"] != "normal")
    return {name: np.array(rows) for name, rows in seen.items()}, np.array(truth, bool)


def leak_probes(folders: list[Path]) -> str:
    """One line a probe over the films of ``folders``: AUC and interval; chance is 0.5.

    Says so where there are too few films of one kind to cross-validate.
    """
    seen, broken = _features(folders)
    if min(broken.sum(), (~broken).sum()) < FEWEST:
        return f"leak probes: too few films (at least {FEWEST} broken and {FEWEST} normal)\n"
    lines = []
    for name, rows in seen.items():
        value, limits = probe(rows, broken)
        text = "no interval" if limits is None else f"{limits[0]:.3f} to {limits[1]:.3f}"
        lines.append(f"probe {name}: AUC {value:.3f} ({text}), {len(broken)} films\n")
    return "".join(lines)
