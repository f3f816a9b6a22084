"""The same films on a Dask cluster: ``tcp://HOST:8786``, ``slurm:KEY=VALUE,...``, or ``local:N`` for a try.

Dask comes with the extra ``cluster`` and is imported here only.  Each worker of the cluster holds a
:class:`~inference.archive.worker.FilmWorker`, so that a hostile film ends that one and no worker; a worker
that is lost has its films answered by another.  Bundle and films are found by path: on a disk that all share.
"""

from __future__ import annotations

import atexit
import multiprocessing
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import ExitStack, contextmanager, suppress
from importlib import util
from pathlib import Path
from typing import Any, Final

from inference.archive.worker import FilmAnswer, FilmWorker
from inference.errors import ShentonError
from inference.model.bundle import Bundle, load
from inference.model.site_profile import SiteProfile

PART: Final = 8
SLURM: Final = "slurm:"
LOCAL: Final = "local:"
_JOB_KEYS: Final = {
    "cores": int,
    "processes": int,
    "memory": str,
    "queue": str,
    "walltime": str,
    "account": str,
}
RETRIES: Final = 3
PATIENCE_S: Final = 600.0
"""How long a cluster may be without any worker, at its start and later: one that was lost may come back."""
LOOK_S: Final = 5.0
LOST: Final = "distributed.deploy.lost-worker-timeout"
"""Dask gives a worker that starts again 15 seconds, then ends it for good: on a busy computer all of them."""


class ClusterError(ShentonError):
    """There is no cluster to work on."""


class ClusterPool:
    """A Dask client as a pool of films.

    Args:
        client: ``distributed.Client``.
        bundle: what answers; its folder is that which the workers see.
        sites: profiles in force, which travel with the films.
        patience_s, look_s: how long there may be no worker, and how often that is looked at.
    """

    part = PART

    def __init__(
        self,
        client: Any,
        bundle: Bundle,
        sites: Sequence[SiteProfile] = (),
        *,
        patience_s: float = PATIENCE_S,
        look_s: float = LOOK_S,
    ) -> None:
        from distributed import KilledWorker

        self.lost: tuple[type[Exception], ...] = (KilledWorker,)
        self._executor = client.get_executor(pure=False, retries=RETRIES)
        self._client, self._bundle, self._sites = client, bundle, tuple(sites)
        self.workers = max(1, sum(client.nthreads().values()))
        self._asked: weakref.WeakSet[Future[list[FilmAnswer]]] = weakref.WeakSet()
        self._patience_s, self._look_s = patience_s, look_s
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, name="shenton-cluster", daemon=True)
        self._watch.start()

    def submit(self, paths: Sequence[str]) -> Future[list[FilmAnswer]]:
        folder, sha256 = str(self._bundle.folder.absolute()), self._bundle.card.onnx_sha256
        asked: Future[list[FilmAnswer]] = self._executor.submit(
            answer_part, folder, sha256, list(paths), self._sites
        )
        self._asked.add(asked)
        return asked

    def _look(self) -> None:
        """Dask waits for ever where no worker is left: after a while, what is under way fails."""
        last = time.monotonic()
        while not self._ended.wait(self._look_s):
            with suppress(OSError, RuntimeError, ValueError, TimeoutError):  # futures notice its end
                if self._client.nthreads():
                    last = time.monotonic()
            if time.monotonic() - last > self._patience_s:
                for future in list(self._asked):
                    with suppress(InvalidStateError):
                        future.set_exception(_deserted())

    def given_up(self, item: str) -> FilmAnswer:
        return FilmAnswer(item, reason="Every worker of the cluster that was given it was lost.")

    def cancel(self) -> None:
        self._executor.shutdown(wait=False)

    def close(self) -> None:
        """Look at the workers no more."""
        self._ended.set()
        self._watch.join(self._look_s)  # it may be asking a scheduler that is gone


def _deserted() -> ClusterError:
    return ClusterError("No worker of the cluster is left.", "Start some and go on with --resume.")


@contextmanager
def cluster_pool(address: str, bundle: Bundle, sites: Sequence[SiteProfile] = ()) -> Iterator[ClusterPool]:
    """The pool behind ``--cluster``.

    Args:
        address: of a Dask scheduler; ``local:N`` for N processes here; ``slurm:`` with what a job of
            dask-jobqueue takes (cores, processes, memory, queue, walltime, account) and ``jobs``, how many.
        bundle: what answers.
        sites: profiles in force.

    Raises:
        ClusterError: Dask is not installed, or the cluster does not answer (any more).
    """
    if util.find_spec("distributed") is None:
        raise ClusterError("Dask is not installed.", "Install it with: pip install 'shenton[cluster]'.")
    import dask
    from distributed import Client

    with ExitStack() as stack:
        stack.enter_context(dask.config.set({LOST: f"{PATIENCE_S:.0f}s"}))
        try:
            target = stack.enter_context(_started(address)) if ":" in address else address
            client = stack.enter_context(Client(target, timeout=30, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                "The cluster {address} does not answer ({reason}).",
                "Give the address of its scheduler, for example tcp://host:8786.",
                address=address,
                reason=type(error).__name__,
            ) from error
        pool = ClusterPool(client, bundle, sites)
        stack.callback(pool.close)
        try:
            yield pool
        except CancelledError as error:  # what Dask makes of everything under way when its scheduler goes
            raise ClusterError("The cluster is gone.", "Start it again and go on with --resume.") from error


@contextmanager
def _started(address: str) -> Iterator[Any]:
    """The cluster that an address asks to be started, or the address itself."""
    if address.startswith(LOCAL):
        from distributed import LocalCluster

        count = _count(address.removeprefix(LOCAL))
        with LocalCluster(
            n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster:
            yield cluster
    elif address.startswith(SLURM):
        with _slurm(address) as cluster:
            yield cluster
    else:
        yield address


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ClusterError("local: takes the number of its workers.", "For example local:2.")
    return int(text)


@contextmanager
def _slurm(address: str) -> Iterator[Any]:
    jobs, options = slurm_options(address)
    if util.find_spec("dask_jobqueue") is None:
        raise ClusterError(
            "dask-jobqueue is not installed.", "Install it with: pip install 'shenton[cluster]'."
        )
    from dask_jobqueue import SLURMCluster

    with SLURMCluster(**options) as cluster:
        cluster.scale(jobs=jobs)
        yield cluster


def slurm_options(address: str) -> tuple[int, dict[str, Any]]:
    """How many jobs, and what each of them takes.

    Raises:
        ClusterError: an unknown key, or a value that is no number.
    """
    pairs = [part.partition("=") for part in address.removeprefix(SLURM).split(",") if part]
    known = {**_JOB_KEYS, "jobs": int}
    try:
        values: dict[str, Any] = {key: known[key](value) for key, _, value in pairs}
    except (KeyError, ValueError) as error:
        raise ClusterError(
            "What was given after slurm: is not understood.",
            "Give KEY=VALUE with commas between: {keys}.",
            keys=sorted(known),
        ) from error
    jobs = values.pop("jobs", 1)
    return jobs, {"cores": 1, "memory": "4GB", "processes": values.get("cores", 1), **values}


# on the cluster --------------------------------------------------------------------------------------

_held = threading.local()
_workers: list[FilmWorker] = []


def answer_part(
    folder: str, sha256: str, paths: Sequence[str], sites: Sequence[SiteProfile] = ()
) -> list[FilmAnswer]:
    """In a worker of the cluster: answer films in this thread's own process, with the model asked for.

    A cluster outlives a run: another model may lie in the folder since the last one.

    Raises:
        ClusterError: another one lies there now than where the films were asked about.
    """
    worker: FilmWorker | None = getattr(_held, "worker", None)
    asked = (folder, sha256, tuple(sites))
    if worker is None or asked != (
        str(worker.bundle.folder),
        worker.bundle.card.onnx_sha256,
        worker.sites,
    ):
        worker = _held.worker = _started_worker(folder, sha256, sites, worker)
    return [worker.answer(path) for path in paths]


def _started_worker(
    folder: str, sha256: str, sites: Sequence[SiteProfile], former: FilmWorker | None
) -> FilmWorker:
    bundle = load(Path(folder))
    if bundle.card.onnx_sha256 != sha256:
        raise ClusterError(
            "In {folder} the cluster has another model than this computer.",
            "Put the same bundle on the disk that all share.",
            folder=folder,
        )
    _allow_children()
    if former is not None:
        former.close()
        _workers.remove(former)
    elif not _workers:
        atexit.register(_close_all)
    worker = FilmWorker(bundle, sites=sites)
    _workers.append(worker)
    return worker


def _allow_children() -> None:
    """Dask starts its workers as daemons, which may have no children, because they would outlive them.

    Ours do not: they end with the pipe to their parent.
    """
    here = multiprocessing.current_process()
    if here.daemon:
        here._config["daemon"] = False  # type: ignore[attr-defined]


def _close_all() -> None:
    for worker in _workers:
        worker.close()
