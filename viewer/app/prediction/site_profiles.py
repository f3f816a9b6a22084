"""The site's own thresholds: the profiles that are kept here, and which are in force.

A profile is one JSON file of the user's; in force is at most one for a model and an X-ray device.  Leaving it
out brings the model's own thresholds back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inference.errors import ShentonError
from inference.files import write_whole
from inference.messages import NOTHING, Message
from inference.model import site_profile
from inference.model.site_profile import SiteProfile, SiteProfileError

if TYPE_CHECKING:
    from viewer.app.preferences import Preferences


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """One file of the folder: a profile, or why it cannot be used."""

    path: Path
    profile: SiteProfile | None
    reason: Message = NOTHING


def kept(folder: Path) -> list[KeptProfile]:
    """Every profile of the folder, the newest first; those that cannot be read with their reason."""
    found: list[KeptProfile] = []
    for path in sorted(folder.glob("*.json"))[: site_profile.MOST_FILES]:
        try:
            found.append(KeptProfile(path, site_profile.read(path)))
        except ShentonError as error:
            found.append(KeptProfile(path, None, error.message))
    return sorted(found, key=lambda item: item.profile.made_at if item.profile else "", reverse=True)


def in_force(folder: Path, used: Mapping[str, bool], model_sha256: str) -> tuple[SiteProfile, ...]:
    """Those of this model that answer in the window, at most one for a device: the newest.

    Args:
        used: the setting ``sites_used``: by digest, whether the user put a profile in force.
    """
    chosen: dict[str, SiteProfile] = {}
    for item in kept(folder):
        profile = item.profile
        if profile and profile.model_sha256 == model_sha256 and used.get(profile.digest, False):
            chosen.setdefault(profile.device, profile)
    return tuple(chosen.values())


class SiteProfiles:
    """The user's profiles.  Files are read where they are asked for: call :meth:`kept` on a lane."""

    def __init__(self, folder: Path, preferences: Preferences) -> None:
        self._folder, self._preferences = folder, preferences

    def kept(self) -> list[KeptProfile]:
        """All of the folder; see :func:`kept`."""
        return kept(self._folder)

    def in_force(self, model_sha256: str) -> tuple[SiteProfile, ...]:
        """Those of this model that answer; see :func:`in_force`."""
        return in_force(self._folder, self._preferences.values.sites_used, model_sha256)

    def is_used(self, profile: SiteProfile) -> bool:
        """Whether the user put it in force."""
        return self._preferences.values.sites_used.get(profile.digest, False)

    def keep(self, profile: SiteProfile) -> Path:
        """Write it; the same profile once.

        Raises:
            SiteProfileError: the disk refused.
        """
        path = self._folder / f"{profile.digest}.json"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, profile.to_json())
        except OSError as error:
            raise SiteProfileError(
                "The site profile cannot be written.", "Free space on the disk, and try again."
            ) from error
        return path

    def use(self, profile: SiteProfile, others: Iterable[SiteProfile] = ()) -> None:
        """Put it in force in place of the ``others`` of its model and device."""
        used = dict(self._preferences.values.sites_used)
        for other in others:
            if (other.model_sha256, other.device) == (profile.model_sha256, profile.device):
                used.pop(other.digest, None)
        self._preferences.set(sites_used={**used, profile.digest: True})

    def leave_out(self, profile: SiteProfile) -> None:
        """Answer by the model's own thresholds again; the file stays."""
        used = dict(self._preferences.values.sites_used)
        used.pop(profile.digest, None)
        self._preferences.set(sites_used=used)

    def remove(self, kept: KeptProfile) -> Callable[[], None]:
        """Delete the file; what is given back puts it there again, in force where it was.

        Raises:
            SiteProfileError: the disk refused.
        """
        try:
            text = kept.path.read_text("utf8")
            kept.path.unlink()
        except OSError as error:
            raise SiteProfileError("The site profile cannot be removed.", "Look at its folder.") from error
        profile = kept.profile
        used = profile is not None and self.is_used(profile)
        if profile is not None:
            self.leave_out(profile)

        def put_back() -> None:
            write_whole(kept.path, text)
            if profile is not None and used:
                self.use(profile)

        return put_back
