"""A toy data set: tiny real DICOM films in which each class is another mark beside one of two discs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian, generate_uid

from inference.aoota import CLASSES

ROWS, COLUMNS = 80, 96
HIPS = {"right": (26, 40), "left": (70, 40)}  # the patient's right lies on the film's left


def draw(index: int, seed: int) -> tuple[NDArray[np.uint16], dict[str, object]]:
    """Pixels (12 bits) and the truth of one film."""
    rng = np.random.default_rng([seed, index])
    ao_class = CLASSES[index % len(CLASSES)]
    film = np.full((ROWS, COLUMNS), 0.3, np.float32)
    for x, y in HIPS.values():
        cv2.circle(film, (x, y), 9, 0.6, -1)
    side, boxes = None, []
    if ao_class != "normal":
        side = ("left", "right")[int(rng.integers(2))]
        x, y = HIPS[side]
        number = CLASSES.index(ao_class)
        angle = np.pi * number / 6
        dx, dy = round(8 * np.cos(angle)), round(8 * np.sin(angle))
        cv2.line(film, (x - dx, y - dy), (x + dx, y + dy), 1.0 if number < 4 else 0.0, 3)
        boxes = [[x - 10, y - 10, x + 10, y + 10]]
    film += rng.normal(0, 0.03, film.shape).astype(np.float32)
    pixels = (np.clip(film, 0, 1.2) * 3000).astype(np.uint16)
    landmarks = {f"{name}_head": list(point) for name, point in HIPS.items()}
    truth: dict[str, object] = {
        "schema": 1,
        "class": ao_class,
        "side": side,
        "boxes": boxes,
        "landmarks": landmarks,
    }
    truth["severity"] = None if side is None else ("mild", "gross")[index % 2]
    return pixels, truth


def write_film(path: Path, pixels: NDArray[np.uint16], patient: str) -> None:
    """One CR film, uncompressed."""
    film = Dataset()
    film.file_meta = FileMetaDataset()
    film.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    film.file_meta.MediaStorageSOPClassUID = film.SOPClassUID = ComputedRadiographyImageStorage
    film.file_meta.MediaStorageSOPInstanceUID = film.SOPInstanceUID = generate_uid(entropy_srcs=[str(path)])
    film.StudyInstanceUID, film.SeriesInstanceUID = generate_uid(), generate_uid()
    film.Modality, film.BodyPartExamined, film.ViewPosition = "CR", "PELVIS", "AP"
    film.PatientID, film.PatientName = patient, "SYNTHETIC"
    film.Rows, film.Columns = pixels.shape
    film.SamplesPerPixel, film.PhotometricInterpretation = 1, "MONOCHROME2"
    film.BitsAllocated, film.BitsStored, film.HighBit, film.PixelRepresentation = 16, 12, 11, 0
    film.PixelData = pixels.tobytes()
    film.save_as(path, enforce_file_format=True)


def make_set(folder: Path, count: int, seed: int, split: str = "train", per_patient: int = 1) -> Path:
    """A data set folder as ``shenton-train synth`` leaves it."""
    (folder / "films").mkdir(parents=True)
    told = {"schema": 1, "kind": "synthetic toy", "split": split, "seed": seed, "count": count}
    (folder / "dataset.json").write_text(json.dumps(told), "utf8")
    with (folder / "truth.jsonl").open("w", encoding="utf8") as out:
        for index in range(count):
            pixels, truth = draw(index, seed)
            name, patient = f"films/{split}-{index:06d}.dcm", f"{split}{index // per_patient:04d}"
            write_film(folder / name, pixels, patient)
            digest = hashlib.sha256(pixels.astype("<u2").tobytes()).hexdigest()
            row = {"film": name, "pixel_sha256": digest, "patient_key": patient, "index": index, **truth}
            out.write(json.dumps(row) + "\n")
    return folder
