"""Workers that read and answer films, and the pool that keeps their answers in order."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from inference.archive import process
from inference.archive.cluster import ClusterError, cluster_pool, slurm_options
from inference.archive.pool import AHEAD, LocalPool, in_order
from inference.archive.process import _allowed
from inference.archive.worker import FilmAnswer, FilmWorker
from inference.dicom.decode_worker import DecodeChild
from inference.errors import BundleError
from inference.model.child_session import SLOWEST_S
from inference.model.predictor import Predictor
from inference.model.session import Session
from inference.records import Prediction
from tests import children, films
from tests.inference.model.test_child_session import spoilt, stalls
from tests.models import tiny_card, tiny_onnx, write_bundle, write_unchecked


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[FilmWorker]:
    made = FilmWorker(write_bundle(tmp_path / "tiny"))
    yield made
    made.close()


@pytest.mark.spawned
def test_a_worker_answers_as_the_viewer_does(tmp_path: Path, worker: FilmWorker) -> None:
    film = films.make_film(tmp_path, name="film.dcm")
    found = worker.answer(str(film))
    with DecodeChild() as child:
        expected = Predictor(Session(worker.bundle)).answer(child.read(film))
    assert isinstance(expected, Prediction)
    assert found.is_answered
    assert found.probabilities == pytest.approx(tuple(expected.probabilities.values()))
    assert found.model == worker.bundle.identity
    assert worker.provider == "CPU"
    (tmp_path / "notes.txt").write_text("no film")
    refused = worker.answer(str(tmp_path / "notes.txt"))
    assert (refused.is_answered, "not a DICOM" in refused.reason) == (False, True)


def test_a_worker_that_is_killed_on_a_film_is_asked_again(tmp_path: Path, worker: FilmWorker) -> None:
    film = films.make_film(tmp_path, name="film.dcm")
    worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.answer(str(film)).is_answered


@pytest.mark.spawned
def test_a_worker_that_is_killed_while_it_starts_is_started_again(
    tmp_path: Path, worker: FilmWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = films.make_film(tmp_path, name="film.dcm")
    spawn, kills = worker._spawn, [2]

    def spoilt(*words: Any) -> None:
        spawn(*words)
        if kills[0]:
            kills[0] -= 1
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)

    monkeypatch.setattr(worker, "_spawn", spoilt)
    assert worker.answer(str(film)).is_answered


def test_libraries_that_take_long_are_no_model_that_does_not_start(
    worker: FilmWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = worker.another()
    monkeypatch.setattr(process, "START_S", 0.0)
    with children.silent(), pytest.raises(BundleError, match="did not start within 0 seconds") as caught:
        other.start()
    assert not isinstance(caught.value, process.GoneError)  # it would be started twice more
    assert "very busy or slow now" in caught.value.hint
    assert other.pid is None


def test_a_model_that_is_not_what_its_card_says_does_not_start(tmp_path: Path) -> None:
    folder = write_unchecked(tmp_path / "bad", tiny_onnx(bias=3.0), tiny_card())
    from inference.model.bundle import load

    worker = FilmWorker(load(folder))
    with pytest.raises(BundleError, match="self-test"):
        worker.start()
    worker.close()


def test_a_model_that_is_busy_for_too_long_is_given_up_with_a_sentence(tmp_path: Path) -> None:
    worker = FilmWorker(spoilt(tmp_path / "b", stalls)).start()
    worker._seconds = (60.0, 0.5)  # what a slow computer is given is measured as it starts, and is never less
    try:
        found = worker.answer(str(films.make_film(tmp_path, name="film.dcm")))
        assert "was busy with this film for 0.5 s and was given up; fewer workers" in found.reason
        assert worker.pid is None  # it would go on for minutes
    finally:
        worker.close()


def test_a_slow_computer_has_its_time_within_bounds(worker: FilmWorker) -> None:
    work = worker.work
    said: list[object] = [50.0, 1.0, 1e9, float("nan"), "50", None]
    assert [_allowed(work, {"pass_s": one})[1] for one in said] == [50.0, 20.0, SLOWEST_S, 20.0, 20.0, 20.0]
    assert _allowed(work, {})[0] == work.seconds[0]


def test_a_pool_goes_on_while_its_workers_are_killed(tmp_path: Path, worker: FilmWorker) -> None:
    film = films.make_film(tmp_path, name="film.dcm").read_bytes()
    paths = [tmp_path / f"{number:03d}.dcm" for number in range(40)]
    for path in paths:
        path.write_bytes(film)
    with LocalPool(worker.start(), worker.another, 2) as pool:
        found = []
        for answer in in_order(pool, map(str, paths)):
            found.append(answer)
            if len(found) in (5, 15):
                for pid in pool.pids[: len(found) // 5]:
                    os.kill(pid, signal.SIGKILL)
    assert [answer.path for answer in found] == [str(path) for path in paths]
    assert all(answer.is_answered for answer in found)


class Shuffled:
    """A pool whose films end in any order; counts how many are under way."""

    workers, part = 2, 3
    lost: tuple[type[Exception], ...] = (KeyError,)

    def __init__(self) -> None:
        self.threads, self.lock = ThreadPoolExecutor(4), threading.Lock()
        self.most = self.now = 0

    def submit(self, paths: Sequence[str]) -> Future[list[FilmAnswer]]:
        with self.lock:
            self.now += len(paths)
            self.most = max(self.most, self.now)
        return self.threads.submit(self._work, paths)

    def _work(self, paths: Sequence[str]) -> list[FilmAnswer]:
        sum(range(random.randrange(2000)))
        with self.lock:
            self.now -= len(paths)
        if "13" in paths:
            raise KeyError
        return [FilmAnswer(path, reason="fine") for path in paths]

    def given_up(self, item: str) -> FilmAnswer:
        return FilmAnswer(item, reason="lost")

    def cancel(self) -> None: ...


def test_answers_keep_the_order_and_a_lost_part_has_its_lines() -> None:
    pool = Shuffled()
    found = list(in_order(pool, map(str, range(1000))))
    pool.threads.shutdown()
    assert [int(answer.path) for answer in found] == list(range(1000))
    assert [answer.path for answer in found if "lost" in answer.reason] == ["12", "13", "14"]
    assert pool.most <= AHEAD * pool.workers * pool.part


def test_films_are_taken_as_they_are_needed() -> None:
    """A list of a million films is not walked through at once."""
    taken = []

    def names() -> Iterator[str]:
        for number in range(100_000):
            taken.append(number)
            yield str(number)

    pool = Shuffled()
    answers = in_order(pool, names())
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    pool.threads.shutdown()
    assert len(taken) < 100_000


def test_slurm_jobs_are_described_or_refused() -> None:
    jobs, options = slurm_options("slurm:jobs=25,cores=4,memory=16GB,queue=main,walltime=02:00:00")
    assert jobs == 25
    assert options == {
        "cores": 4, "memory": "16GB", "processes": 4, "queue": "main", "walltime": "02:00:00",
    }  # fmt: skip
    with pytest.raises(ClusterError, match="not understood"):
        slurm_options("slurm:nodes=3")


@pytest.mark.parametrize("address", ["local:", "local:0", "local:-1", "local:two"])
def test_a_cluster_of_no_workers_is_not_waited_for(address: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    bundle = write_bundle(tmp_path / "tiny")
    with pytest.raises(ClusterError, match="number of its workers"), cluster_pool(address, bundle):
        pass


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from inference.archive import cluster

    monkeypatch.setattr(cluster.util, "find_spec", lambda name: None)
    bundle = write_bundle(tmp_path / "tiny")
    with pytest.raises(ClusterError, match=r"shenton\[cluster\]"), cluster_pool("local:1", bundle):
        pass


def test_a_cluster_that_has_another_model_than_this_computer_answers_nothing(tmp_path: Path) -> None:
    """A cluster outlives a run: the model that it held answered for the one that replaced it."""
    from inference.archive import cluster

    folder = tmp_path / "tiny"
    first = write_bundle(folder).card.onnx_sha256
    film = str(films.make_film(tmp_path, name="film.dcm"))
    try:
        assert cluster.answer_part(str(folder), first, [film])[0].model.sha256 == first  # type: ignore[union-attr]
        shutil.rmtree(folder)
        second = write_bundle(folder, bias=2.0).card.onnx_sha256
        with pytest.raises(ClusterError, match="another model than this computer"):
            cluster.answer_part(str(folder), "0" * 64, [film])
        assert cluster.answer_part(str(folder), second, [film])[0].model.sha256 == second  # type: ignore[union-attr]
        assert len(cluster._workers) == 1
    finally:
        cluster._close_all()
        cluster._workers.clear()
        del cluster._held.worker


def test_a_cluster_that_goes_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")

    class Client:
        def __init__(self, *_given: object, **_options: object) -> None: ...
        def __enter__(self) -> Client:
            return self

        def __exit__(self, *_exc: object) -> None: ...
        def wait_for_workers(self, *_given: object, **_options: object) -> None: ...
        def get_executor(self, **_options: object) -> None: ...
        def nthreads(self) -> dict[str, int]:
            return {"one": 1}

    monkeypatch.setattr(distributed, "Client", Client)
    with (
        pytest.raises(ClusterError, match="The cluster is gone"),
        cluster_pool("tcp://host:8786", write_bundle(tmp_path / "tiny")),
    ):
        raise CancelledError


def test_a_cluster_whose_workers_are_all_gone_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    """Dask waits: a run over 400 films stood still, without a word, after its two workers were lost."""
    pytest.importorskip("distributed")
    from inference.archive.cluster import ClusterPool

    class Client:
        def get_executor(self, **_options: object) -> Client:
            return self

        def submit(self, *_given: object) -> Future[Any]:
            return Future()

        def nthreads(self) -> dict[str, int]:
            return {}

    pool = ClusterPool(Client(), write_bundle(tmp_path / "tiny"), patience_s=0.0, look_s=0.01)
    with pytest.raises(ClusterError, match="No worker of the cluster is left"):
        pool.submit(["film.dcm"]).result(timeout=90)
    pool.close()
