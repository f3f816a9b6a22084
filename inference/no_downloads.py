"""pydicom imports requests, to download its test files; urllib3 then binds a socket to see if there is IPv6.

Nobody here downloads them: for that one module there is no requests.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Final

_DOWNLOADER: Final = "pydicom.data.download"


class NoDownloads:
    """A finder that does not find requests while pydicom's downloader is being imported."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Nothing to say about any other module.

        Raises:
            ModuleNotFoundError: the downloader asks for requests; it does without.
        """
        if name == "requests":
            asks = getattr(sys.modules.get(_DOWNLOADER), "__spec__", None)
            if getattr(asks, "_initializing", False):
                raise ModuleNotFoundError("not for pydicom's downloads", name=name)
        return None


def forbid() -> None:
    """Once a process, before pydicom is imported."""
    if NoDownloads not in sys.meta_path:
        sys.meta_path.insert(0, NoDownloads)
