"""What the commands share: which files, which model, and progress on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from inference import paths as places
from inference.errors import ShentonError

if TYPE_CHECKING:
    from inference.dicom.file_discovery import LeftOut
    from inference.files import Written
    from inference.model.bundle import Bundle
    from inference.model.session import Engine

T = TypeVar("T")
ENOUGH: Final = 10
"""So many done tell how long the rest will take."""


def files_of(given: Iterable[Path]) -> list[Path]:
    """Every file that was named or lies in a named folder, in a stable order, each once.

    A DICOMDIR stands for the films that it lists.  Folders are walked without following links to folders;
    hidden files are left out; both are counted on stderr.  What cannot be read stays in the list, so that it
    gets its line: a named file that does not exist, in a folder a link that leads nowhere, a pipe or a
    device.
    """
    from inference.dicom.file_discovery import said_of

    found: dict[str, Path] = {}
    left_out: Counter[LeftOut] = Counter()
    for path in given:
        for file in _walk(path, left_out) if path.is_dir() else [path]:
            for film in _films_behind(file):
                found.setdefault(os.path.realpath(film), film)
    for why, count in left_out.items():
        if count:
            _say(said_of(count, why))
    return list(found.values())


def _walk(folder: Path, left_out: Counter[LeftOut]) -> Iterator[Path]:
    from inference.dicom.file_discovery import LeftOut, is_hidden_film

    for name, folders, files in os.walk(folder, onerror=_say_unreadable):
        root = Path(name)
        hidden = [inner for inner in (*folders, *files) if inner.startswith(".")]
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        left_out[LeftOut.HIDDEN] += sum(is_hidden_film(root / inner) for inner in hidden)
        left_out[LeftOut.LINK] += sum((root / inner).is_symlink() for inner in folders)
        for inner in sorted(files):
            if not inner.startswith("."):
                yield root / inner


def _say_unreadable(error: OSError) -> None:
    print(f"shenton: {error.filename} cannot be looked into: {error.strerror}", file=sys.stderr)


def _films_behind(file: Path) -> Iterable[Path]:
    if "DICOMDIR" not in file.name.upper():
        return [file]
    from inference.dicom.file_discovery import find_films, is_directory

    if not is_directory(file.name):
        return [file]
    return list(find_films([file])) or [file]  # one that lists nothing gets its own line


OWN_THRESHOLDS: Final = (
    "A site profile answers in the window here; this command uses the model's own thresholds."
)


def chosen_model(
    folder: Path | None, home: Path | None, start: Callable[[Bundle], T], say: str = OWN_THRESHOLDS
) -> T:
    """``start`` of the bundle named on the command line; else of the one in use as the window chooses it.

    Commands answer by the thresholds of the model itself; where the window here does not, that is said.

    Args:
        folder: of the bundle that was named.
        home: of this user's data.
        start: what is to be done with it.
        say: the sentence where the window answers by a site's thresholds; none where it is empty.

    Raises:
        BundleError: the named one, or every installed one, cannot be used.
        RuntimeMissingError: ONNX Runtime is not installed.
    """
    from inference.model import bundle, selection
    from viewer.app import settings

    where = places.find(home)
    values = settings.load(where.settings)[0]

    def begun(one: Bundle) -> T:
        made = start(one)
        _say_whose_thresholds(where, values.sites_used, one.card.onnx_sha256, say)
        return made

    if folder is not None:
        return begun(bundle.load(folder))
    wanted = values.model_sha256
    found = bundle.available(where.shipped_models, where.user_models)
    usable = selection.in_order((b for b in found if isinstance(b, bundle.Bundle)), wanted, where.user_models)
    if wanted and all(b.card.onnx_sha256 != wanted for b in usable):
        _say(selection.NOT_THERE)
    return selection.first_that_starts(usable, begun, _say)


def _say_whose_thresholds(
    where: places.Paths, used: Mapping[str, bool], model_sha256: str, sentence: str
) -> None:
    from viewer.app.prediction.site_profiles import in_force

    if sentence and used and in_force(where.site_profiles, used, model_sha256):
        _say(sentence)


def chosen_session(folder: Path | None, home: Path | None) -> Engine:
    """The model of :func:`chosen_model`, started."""
    from inference.model.child_session import ChildSession

    return chosen_model(folder, home, lambda one: ChildSession(one).start())


def _say(words: str) -> None:
    print(f"shenton: {words}", file=sys.stderr)


def said_complete(files: Written) -> int:
    """Look at the end whether everything that was written is still there; the exit status of a run."""
    missing = files.missing()
    if not missing:
        return 0
    print(
        f"{len(missing)} files were written and are not there any more: "
        "the result is not complete. Check the folder and its disk, then run it again.",
        *(f"  {path.name}" for path in missing),
        sep="\n",
        file=sys.stderr,
    )
    return 1


@contextmanager
def listed_at_the_end(files: Written) -> Iterator[None]:
    """A run that ends with an error says, too, what of that which it had written is gone."""
    try:
        yield
    except ShentonError:
        said_complete(files)
        raise


class Progress:
    """One line on stderr: how many of how many, how fast, and how long still.

    Args:
        total: of them all.
        what: they are.
        done: before this run.
    """

    def __init__(self, total: int, what: str, done: int = 0) -> None:
        self._total, self._what, self._done, self._before = total, what, done, done
        self._start = self._last = time.monotonic()
        self._live = sys.stderr.isatty()

    def step(self) -> None:
        """One more is done."""
        self.reached(self._done + 1)

    def reached(self, done: int) -> None:
        """So many are done."""
        if done == self._done:
            return
        self._done = done
        now = time.monotonic()
        every = 0.1 if self._live else 10.0
        if now - self._last < every and self._done < self._total:
            return
        self._last = now
        end = "\r" if self._live and self._done < self._total else "\n"
        print(f"{self._what}: {self._done} of {self._total}{self._pace(now)}   ", end=end, file=sys.stderr)

    def _pace(self, now: float) -> str:
        """How fast and how long still; nothing before :data:`ENOUGH`, for a start is slower than the rest."""
        done = self._done - self._before
        if done < ENOUGH:
            return ""
        rate = done / max(now - self._start, 1e-9)
        speed = f"{rate:.1f} a second" if rate >= 1.0 else f"{1.0 / rate:.1f} s each"
        return f", {speed}, {duration((self._total - self._done) / rate)} left"


def duration(seconds: float) -> str:
    """Seconds, or hours and minutes where they are many."""
    minutes = round(seconds / 60)
    if minutes < 10:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def reason(error: ShentonError) -> str:
    """One line for a table or a terminal."""
    return " ".join(str(error).split())
