"""Is there a newer version? Asked only where somebody turned it on, of one address, and telling it nothing but the program's
name. Packages that a channel of their own keeps fresh do not ask at all.

The address answers with {"version": "1.4.0", "page": "https://…", "notes": "What is new"}; nothing is fetched or installed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from census_desktop import __version__
from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.ports import CancelToken, Clock

FEED = "https://census-desktop.invalid/releases/latest.json"
"""The project's own. None exists yet: ".invalid" is a name that can never be one (RFC 2606)."""
SECONDS = 10.0
CHANNEL_FILE = "channel"
"""Lies in the folder of a package that something else keeps fresh, with the name of what does (deb, flatpak)."""
LONGEST_NOTES = 2000


@dataclass(frozen=True, slots=True)
class Release:
    version: str
    page: str = ""
    notes: str = ""


def has_feed(address: str) -> bool:
    """Whether there is anybody to ask."""
    return bool(address) or not FEED.partition("//")[2].partition("/")[0].endswith(".invalid")


def channel(executable: Path | None = None) -> str:
    """What keeps this installation fresh ("deb", "flatpak"); "" where nothing does."""
    if executable is None and not getattr(sys, "frozen", False):
        return ""
    folder = (executable or Path(sys.executable)).resolve().parent
    try:
        return (folder / CHANNEL_FILE).read_text(encoding="utf-8").strip()[:40]
    except (OSError, ValueError):
        return ""


def newer_release(address: str, clock: Clock, cancel: CancelToken | None = None, current: str = __version__) -> Release | None:
    """The release that the feed names, if it is newer than this program. Waits on the network: not for the GUI thread.

    Raises CensusError where nobody answers, or not with a release.
    """
    release = _asked(address or FEED, clock, cancel or CancelToken())
    return release if is_newer(release.version, current) else None


def is_newer(version: str, current: str = __version__) -> bool:
    """Previews are news only for those who use one."""
    from packaging.version import Version

    found, ours = Version(version), Version(current)
    return found > ours and (ours.is_prerelease or not found.is_prerelease)


def _asked(address: str, clock: Clock, cancel: CancelToken) -> Release:
    from packaging.version import InvalidVersion, Version

    from census_desktop.destinations._http import HttpClient, check_url

    client = HttpClient(address, clock=clock, headers={"User-Agent": "census-desktop"}, deadline=SECONDS)
    try:
        reply = client.request("GET", cancel=cancel)
        client.check(reply)
        said = reply.json()
    except Cancelled:
        raise
    except CensusError as error:  # its other texts speak of records
        raise CensusError(error.message, hint="Check the network, or the address in Settings → Updates.") from None
    finally:
        client.close()
    try:
        found = said if isinstance(said, Mapping) else {}
        release = Release(
            str(Version(str(found.get("version", "")))), str(found.get("page", "")), str(found.get("notes", ""))[:LONGEST_NOTES]
        )
        if release.page:
            check_url(release.page)
    except (InvalidVersion, CensusError):
        raise CensusError(
            f"{client.host} does not answer with a release.", hint="Check the address in Settings → Updates."
        ) from None
    return release
