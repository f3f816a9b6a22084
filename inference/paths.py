"""Every path that Shenton uses, in one place.

``SHENTON_HOME`` (or ``--home``) moves everything; tests use it as their temporary mode.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from inference.errors import ShentonError
from inference.messages import system_reason


def resources() -> Path:
    """Folder of the shipped data files."""
    import resources as package

    return Path(next(iter(package.__path__)))


@dataclass(frozen=True, slots=True)
class Paths:
    """Where this user's data live."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @property
    def store(self) -> Path:
        return self.data / "shenton.sqlite"

    @property
    def user_models(self) -> Path:
        """Bundles that the user added or trained; the shipped ones stay in resources."""
        return self.data / "models"

    @property
    def site_profiles(self) -> Path:
        """The site's own thresholds."""
        return self.data / "sites"

    @property
    def incoming(self) -> Path:
        """What came from a PACS; the names in it are made of hashes, the films in it name patients."""
        return self.data / "incoming"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def shipped_models(self) -> Path:
        return resources() / "models"

    @property
    def demonstration_films(self) -> Path:
        return resources() / "films"

    def make(self) -> Paths:
        """Create the folders, readable by the owner only.

        Raises:
            ShentonError: one cannot be made, as on a disk that is full or read-only.
        """
        for folder in (self.data, self.config, self.cache, self.log, self.user_models):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise ShentonError(
                    "The folder {folder} cannot be used: {reason}.",
                    "Choose another one: shenton --home DIR",
                    folder=folder,
                    reason=system_reason(error),
                ) from error
        return self


def find(home: Path | None = None) -> Paths:
    """The paths in force: ``home``, else ``SHENTON_HOME``, else the platform's own folders.

    Raises:
        ShentonError: the system knows no home of this user, as in a container under a nameless number.
    """
    chosen = home or (Path(env) if (env := os.environ.get("SHENTON_HOME")) else None)
    if chosen is not None:
        root = chosen.expanduser().absolute()
        return Paths(root / "data", root / "config", root / "cache", root / "log")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("shenton", appauthor=False)
    try:
        return Paths(
            Path(dirs.user_data_dir),
            Path(dirs.user_config_dir),
            Path(dirs.user_cache_dir),
            Path(dirs.user_log_dir),
        )
    except RuntimeError as error:
        raise ShentonError(
            "The system knows no home folder of this user.",
            "Choose one with --home DIR, or set SHENTON_HOME.",
        ) from error


def keep_caches_here() -> None:
    """What libraries keep lies with this user's data, nowhere else; call it before they are imported.

    Matplotlib makes a folder in the user's home as soon as it is imported, and takes settings from there that
    would change a report's figures.  Numba writes beside the installed program.
    """
    cache = find().cache
    os.environ["MPLCONFIGDIR"] = str(cache / "matplotlib")
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache / "numba"))
