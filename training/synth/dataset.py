"""A folder of synthetic films: parallel, resumable, safe against kill -9, deterministic by seed."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inference import strict_json
from inference.archive.pool import in_order, processes
from inference.archive.process import Do, Work
from inference.errors import ShentonError
from inference.files import Written, write_whole
from inference.messages import Message
from training.errors import TrainingError
from training.synth.generate import VERSION, SynthFilm, make_film
from training.synth.limbs import VERSION as LIMB_VERSION


@dataclass(frozen=True)
class Request:
    """What to make: ``count`` films of ``split`` from ``seed``, ``size`` pixels on the long side.

    ``parts`` are limb parts that take turns; none for pelves.  ``view`` is the one framing of all films,
    ``legs_out`` how often the legs have fallen outwards.
    ``jobs`` are processes, 1: this one alone; 0: as many as cores.
    """

    out: Path
    count: int
    seed: int
    split: str
    size: int = 640
    jobs: int = 0
    parts: tuple[str, ...] = ()
    view: str | None = None
    legs_out: float = 0.0

    def header(self) -> dict[str, Any]:
        """The content of ``dataset.json``."""
        facts = {k: v for k, v in asdict(self).items() if k in ("count", "seed", "split", "size")}
        facts |= {k: v for k, v in asdict(self).items() if k in ("view", "legs_out") and v}
        if not self.parts:
            return {"schema": 1, "generator": VERSION, "kind": "synthetic pelvis", **facts}
        whose = {"kind": "synthetic limbs", "parts": list(self.parts)}
        return {"schema": 1, "generator": LIMB_VERSION, **whose, **facts}

    def film(self, index: int) -> SynthFilm:
        """Film ``index`` of the folder."""
        if self.parts:
            from training.synth.limbs.film import make_limb

            return make_limb(self.seed, index, self.split, self.size, self.parts)
        return make_film(self.seed, index, self.split, self.size, self.view, self.legs_out)


@dataclass(frozen=True)
class Outcome:
    """How many films stand, how many were made now, and which failed and why."""

    whole: int
    made: int
    failed: dict[int, str]
    missing: tuple[str, ...] = ()  # files that were written and are not there any more at the end

    def check(self) -> None:
        """For who goes on with the films at once.

        Raises:
            TrainingError: some of them are not there any more.
        """
        if self.missing:
            raise TrainingError(
                "Films were written and are not there any more: {names}.",
                "Check the folder and its disk, then start again.",
                names=list(self.missing),
            )


def _open_header(request: Request) -> None:
    """Write ``dataset.json``, or check that a resumed folder was made with the same arguments."""
    path = request.out / "dataset.json"
    header = request.header()
    if path.exists():
        old = strict_json.loads(path.read_text())
        differs = [k for k in {**header, **old} if k != "count" and old.get(k) != header.get(k)]
        if differs:
            raise ShentonError(
                "{folder} holds films made otherwise ({differs}).",
                "Choose another --out, or the arguments in its dataset.json.",
                folder=request.out,
                differs=differs,
            )
    write_whole(path, json.dumps(header, indent=1) + "\n")


def _whole_film(path: Path) -> bool:
    """True if a DICOM file stands there; films appear by rename, so standing means whole."""
    try:
        with path.open("rb") as f:
            return f.read(132)[128:] == b"DICM"
    except OSError:
        return False


def read_truth(folder: Path) -> list[dict[str, Any]]:
    """Truth records of a folder; a line cut off by a crash is left out."""
    path = folder / "truth.jsonl"
    out = []
    for line in path.read_text().splitlines() if path.exists() else ():
        try:
            out.append(strict_json.loads(line))
        except ValueError:
            continue
    return out


def _resume(request: Request) -> set[int]:
    """Indices already whole; the truth file is rewritten without lines that no film backs.

    Records of films made before truth knew the study date get it.
    """
    from training.synth.film import study_day

    records = [r for r in read_truth(request.out) if _whole_film(request.out / r["film"])]
    for record in records:
        record.setdefault("study_date", study_day(record))
    write_whole(request.out / "truth.jsonl", "".join(json.dumps(r) + "\n" for r in records))
    return {int(r["index"]) for r in records}


def _write_mask(mask: NDArray[np.bool_], out: Path, stem: str) -> str:
    """Write a mask as a PNG (0, 255); its path in the folder."""
    import cv2

    name = f"masks/{stem}.png"
    done, data = cv2.imencode(".png", mask.astype(np.uint8) * 255)
    if not done:
        raise ValueError("the mask could not be coded")
    write_whole(out / name, data.tobytes())
    return name


FULL: Final = "the disk is full"
"""Why a film was not made where no further one can be."""
_NO_ROOM: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
Made = tuple[int, dict[str, Any] | None, str]
"""Number of a film, what is true of it, and why it was not made where it was not."""


@dataclass(frozen=True)
class Making(Work[Made]):
    """Make and write one film; any fault comes back as text, so one film is lost."""

    request: Request
    name = "shenton-synth"
    seconds = (1800.0, 1800.0)
    ended = (Message("The process ended on this film; memory may be short."),) * 2

    def begin(self) -> tuple[Mapping[str, object], Do]:
        import cv2

        import training.synth.film  # noqa: F401 - before the first film

        cv2.setNumThreads(1)
        return {}, lambda item, _read: json.dumps(_make_one(self.request, int(item)))

    def received(self, item: str, said: Any) -> Made:
        index, record, fault = strict_json.loads(said)
        return int(index), record, str(fault)

    def failed(self, item: str, reason: Message, ms: float, was_read: bool) -> Made:
        return int(item), None, str(reason)


def _make_one(request: Request, index: int) -> Made:
    from training.synth.film import study_day, write_film

    try:
        film = request.film(index)
        stem = Path(film.truth["film"]).stem
        for name, mask in (("mask", film.mask), ("line", film.line)):
            if mask is not None:
                film.truth[name] = _write_mask(
                    mask, request.out, stem if name == "mask" else f"{stem}-{name}"
                )
        film.truth["study_date"] = study_day(film.truth)
        write_film(film, request.out / film.truth["film"])
    except Exception as fault:  # noqa: BLE001 - counted and named by the caller, never silent
        if _is_full(fault):
            return index, None, FULL
        return index, None, f"{type(fault).__name__}: {str(fault).partition(chr(10))[0]}"
    return index, film.truth, ""


def _is_full(fault: BaseException | None) -> bool:
    """Whether a full disk is behind it, which no other film would fare better on."""
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
            return True
        fault = fault.__cause__ or fault.__context__
    return False


@contextmanager
def _results(request: Request, todo: list[int]) -> Iterator[Iterable[Made]]:
    """The films in order; one job makes them in this process."""
    if request.jobs == 1:
        yield (_make_one(request, index) for index in todo)
        return
    with processes(Making(request), len(todo), request.jobs) as pool:
        yield in_order(pool, map(str, todo))


def generate(request: Request, progress: bool = False) -> Outcome:
    """Make the films that are not there yet.  ShentonError if the folder was made otherwise."""
    from tqdm import tqdm

    for name in ("films", "masks"):
        (request.out / name).mkdir(parents=True, exist_ok=True)
    _open_header(request)
    done = _resume(request)
    todo = [i for i in range(request.count) if i not in done]
    failed: dict[int, str] = {}
    written = Written()
    written.note(request.out / "dataset.json")
    if not todo:
        return Outcome(request.count, 0, {})
    with (
        _results(request, todo) as results,
        (request.out / "truth.jsonl").open("a", encoding="utf-8") as truth,
    ):
        for index, record, fault in tqdm(results, total=len(todo), disable=not progress):
            if fault == FULL:
                raise TrainingError(
                    "The films cannot be written: the disk is full.",
                    "Make room and give the same command again: it goes on where it stopped.",
                )
            if record is None:
                failed[index] = fault
                continue
            truth.write(json.dumps(record) + "\n")
            truth.flush()
            os.fsync(truth.fileno())
            parts = (record.get(part) for part in ("film", "mask", "line"))
            written.note(*(request.out / part for part in parts if part))
    written.note(request.out / "truth.jsonl")
    gone = tuple(str(path.relative_to(request.out)) for path in written.missing())
    return Outcome(request.count - len(failed), len(todo) - len(failed), failed, gone)
