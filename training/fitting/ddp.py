"""Lightning's DDP in processes that run and have met already (:mod:`training.fitting.distributed`)."""

from __future__ import annotations

from lightning.fabric.plugins.environments import ClusterEnvironment
from lightning.pytorch.strategies import DDPStrategy, Strategy

from training.fitting.distributed import PATIENCE, Team


class _Place(ClusterEnvironment):  # type: ignore[misc]
    """Tells Lightning that the processes run already, and which one this is."""

    def __init__(self, team: Team) -> None:
        super().__init__()
        self._team = team

    @property
    def creates_processes_externally(self) -> bool:
        return True

    @property
    def main_address(self) -> str:
        return "127.0.0.1"  # the processes have met before Lightning could ask

    @property
    def main_port(self) -> int:
        return 0

    @staticmethod
    def detect() -> bool:
        return False

    def world_size(self) -> int:
        return self._team.size

    def set_world_size(self, size: int) -> None:
        pass

    def global_rank(self) -> int:
        return self._team.rank

    def set_global_rank(self, rank: int) -> None:
        pass

    def local_rank(self) -> int:
        return self._team.rank % self._team.local_size

    def node_rank(self) -> int:
        return self._team.rank // self._team.local_size


def strategy(team: Team, device: str, *, unused: bool) -> Strategy | str:
    """Lightning's strategy; ``unused``: a part of the network takes no part in the loss."""
    if team.size == 1:
        return "auto"
    return DDPStrategy(
        cluster_environment=_Place(team),
        process_group_backend="nccl" if device == "cuda" else "gloo",
        find_unused_parameters=unused,
        broadcast_buffers=False,  # each keeps its own batch statistics; the first one's are kept
        timeout=PATIENCE,
    )
