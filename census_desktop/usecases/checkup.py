"""The health check: is everything in order that the program stands on here? Each finding says what to do.

The same for `doctor` and the window. It reads, tries and measures; it changes nothing and asks no other computer unless
that was asked for.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.ports import CancelToken, Clock, Ledger
from census_desktop.domain.rows import RunFilter
from census_desktop.logs import CRASH_LOG
from census_desktop.paths import WorkspacePaths, log_folder
from census_desktop.usecases.destinations import Destinations

CLOCK_ADDRESS = "https://www.example.com/"
"""Whose Date header the clock is held against, and that shows whether there is a network: IANA's own, for examples."""
ONLINE_SECONDS = 10.0
LARGEST_OFFSET = 30
"""Seconds between the two clocks that are worth a word: OAuth and signed requests allow few minutes."""
LITTLE_ROOM, NO_ROOM = 2_000_000_000, 300_000_000
OLD_BACKUP = timedelta(days=8)
RECENT_CRASH = timedelta(days=14)
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


class Standing(StrEnum):
    OK = "ok"
    NOTE = "note"
    """Nothing is wrong; it was not looked at, or is as it is."""
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`id` never changes; `advice` is what to do, "" when there is nothing to do."""

    id: str
    title: str
    standing: Standing
    found: str
    advice: str = ""


class Checkup:
    """Every method may wait on the disk, the keyring and, if that is asked for, the network: not for the GUI thread."""

    def __init__(
        self,
        ledger: Ledger,
        destinations: Destinations,
        store_facts: Callable[[], Mapping[str, str]],
        fault: Callable[[], str],
        paths: WorkspacePaths,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._destinations = destinations
        self._store_facts = store_facts
        self._fault = fault
        self._paths = paths
        self._clock = clock

    def look(self, *, online: str = "", cancel: CancelToken | None = None) -> tuple[Finding, ...]:
        """Everything in turn. `online` is an address whose clock is asked, as CLOCK_ADDRESS; without one nothing goes out."""
        cancel = cancel or CancelToken()
        found: list[Finding] = []
        for look in (self._folder, self._file, self._backup, self._room, self._engine, self._keyring, self._log, self._crash):
            cancel.check()
            found += look()
        found += self._network(online, cancel)
        return tuple(found)

    # The workspace --------------------------------------------------------------------------------------------------

    def _folder(self) -> Iterator[Finding]:
        title, root = "Workspace folder", self._paths.root
        place = self._store_facts().get("Place", "")
        try:
            with tempfile.TemporaryFile(dir=root):
                pass
        except OSError as error:
            said = f"{root} cannot be written: {error.strerror}."
            yield Finding("workspace", title, Standing.WRONG, said, "Give yourself the right to write there, or make room.")
            return
        if place and place != "a local folder":
            yield Finding(
                "workspace", title, Standing.WARNING, place, "Move the workspace to a folder that nothing else syncs."
            )
            return
        yield Finding("workspace", title, Standing.OK, f"{root}, a local folder that can be written")

    def _file(self) -> Iterator[Finding]:
        facts = self._store_facts()
        size = facts.get("File size", "")
        known = f"SQLite {facts.get('SQLite', '')}, {facts.get('Journal mode', '')} journal, {size}"
        if damage := self._fault():
            yield Finding(
                "file",
                "Workspace file",
                Standing.WRONG,
                f"It is damaged: {damage}.",
                "Close the program, keep a copy of the folder, and put the newest backup in its place.",
            )
        else:
            yield Finding("file", "Workspace file", Standing.OK, f"Whole. {known}")
        if "lock file" in facts.get("Writers of several processes", ""):
            yield Finding(
                "sqlite",
                "SQLite",
                Standing.NOTE,
                "This SQLite is older than 3.51.3, so programs that write at once take turns at a lock file. Nothing is lost.",
            )

    def _backup(self) -> Iterator[Finding]:
        newest = max(self._paths.backups.glob("*.db"), key=lambda p: p.stat().st_mtime, default=None)
        if newest is None:
            advice = "One is made each day that the program is used; keep a copy of the folder until then."
            yield Finding("backup", "Backup", Standing.NOTE, "There is none yet.", advice)
            return
        age = self._clock.now() - datetime.fromtimestamp(newest.stat().st_mtime, self._clock.now().tzinfo)
        standing = Standing.WARNING if age > OLD_BACKUP else Standing.OK
        days = max(0, age.days)
        said = "The newest is of today." if days == 0 else f"The newest is {days} day{'' if days == 1 else 's'} old."
        yield Finding("backup", "Backup", standing, said, "Leave the program open for a while." if age > OLD_BACKUP else "")

    def _room(self) -> Iterator[Finding]:
        for id_, title, folder in (
            ("disk", "Room for the workspace", self._paths.root),
            ("temp", "Room for temporary files", Path(tempfile.gettempdir())),
        ):
            free = shutil.disk_usage(folder).free
            standing = Standing.WRONG if free < NO_ROOM else Standing.WARNING if free < LITTLE_ROOM else Standing.OK
            advice = "" if standing is Standing.OK else "Make room: a large first sync needs a few gigabytes while it runs."
            yield Finding(id_, title, standing, f"{free / 1e9:,.1f} GB free", advice)

    # The computer ---------------------------------------------------------------------------------------------------

    def _engine(self) -> Iterator[Finding]:
        from census_desktop.usecases.diagnostics import version_of

        versions = ", ".join(f"{name} {version_of(name)}" for name in ("duckdb", "ibis-framework", "pyarrow"))
        try:
            import duckdb
            import ibis
            import pyarrow as pa

            numbers = pa.table({"n": [1, 2, 39]})
            with duckdb.connect() as connection:
                connection.register("numbers", numbers)
                (total,) = connection.execute("SELECT sum(n) FROM numbers").fetchone() or (None,)
            answered = total == 42 and int(ibis.duckdb.connect().sql("SELECT 42 AS n").to_pyarrow()["n"][0].as_py()) == 42
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what was asked for)
            said = f"It does not work: {type(error).__name__}. {versions}"
            yield Finding("engine", "Query engine", Standing.WRONG, said, "Install the program again.")
            return
        standing = Standing.OK if answered else Standing.WRONG
        yield Finding("engine", "Query engine", standing, versions, "" if answered else "Install the program again.")

    def _keyring(self) -> Iterator[Finding]:
        said = self._destinations.keyring_state()
        works = said.startswith("Credentials are kept in")
        advice = (
            ""
            if works
            else "Unlock or start the keyring of your desktop. Until then each is asked for or taken from the environment."
        )
        yield Finding("keyring", "Keyring", Standing.OK if works else Standing.WARNING, said, advice)

    def _log(self) -> Iterator[Finding]:
        folder = log_folder()
        size = sum(path.stat().st_size for path in folder.glob("*.log*")) if folder.is_dir() else 0
        if folder.is_dir() and not os.access(folder, os.W_OK):
            yield Finding("log", "Log", Standing.WARNING, f"{folder} cannot be written.", "Give yourself the right to.")
            return
        yield Finding(
            "log", "Log", Standing.OK, f"{folder}, {size / 1000:,.0f} kB" if size < 1e6 else f"{folder}, {size / 1e6:,.1f} MB"
        )

    def _crash(self) -> Iterator[Finding]:
        """A crash of the last days; older ones were told when they were new."""
        now = self._clock.now()
        files = [p for p in log_folder().glob(f"{CRASH_LOG}*") if p.is_file() and p.stat().st_size]
        newest = max((datetime.fromtimestamp(p.stat().st_mtime, now.tzinfo) for p in files), default=None)
        if newest and now - newest < RECENT_CRASH:
            said = f"The program was ended by a crash on {newest.astimezone():%d %B %Y at %H:%M}."
            yield Finding("crash", "Crashes", Standing.WARNING, said, "Save diagnostics and report it; what was saved is safe.")
        else:
            yield Finding("crash", "Crashes", Standing.OK, "None in the last two weeks.")

    # Clock and network ----------------------------------------------------------------------------------------------

    def _network(self, address: str, cancel: CancelToken) -> Sequence[Finding]:
        zone = self._clock.now().astimezone().strftime("%Z, UTC%z")
        newest = next((run.created_at for run in self._ledger.runs(RunFilter(limit=1)) if run.created_at), None)
        proxy = f" Proxy: set by {name}." if (name := next((n for n in _PROXIES if os.environ.get(n)), "")) else ""
        now = self._clock.now()
        if newest and newest > now + timedelta(minutes=1):
            said = f"It stands before the newest run, which is of {newest.astimezone():%d %B %Y, %H:%M} ({zone})."
            clock = Finding("clock", "Clock", Standing.WARNING, said, "Let the system set the time by itself.")
        else:
            clock = Finding("clock", "Clock", Standing.OK, f"{now.astimezone():%d %B %Y, %H:%M:%S} ({zone})")
        if not address:
            said = f"Not looked at: nothing is asked unless you say so.{proxy}"
            return clock, Finding("network", "Network", Standing.NOTE, said)
        try:
            theirs = self._asked(address, cancel)
        except Cancelled:
            raise
        except CensusError as error:  # its other texts speak of records
            return clock, Finding(
                "network", "Network", Standing.WRONG, error.message + proxy, "Check the network or the proxy."
            )
        network = Finding("network", "Network", Standing.OK, f"A server answered.{proxy}")
        if theirs is None:
            return clock, network
        offset = round((self._clock.now() - theirs).total_seconds())
        if abs(offset) > LARGEST_OFFSET:
            side = "ahead of" if offset > 0 else "behind"
            said = f"It is {abs(offset):,} seconds {side} a server's ({zone})."
            clock = Finding(
                "clock", "Clock", Standing.WARNING, said, "Let the system set the time by itself: sign-ins depend on it."
            )
        elif clock.standing is Standing.OK:
            clock = Finding("clock", "Clock", Standing.OK, f"{clock.found}, as a server's")
        return clock, network

    def _asked(self, address: str, cancel: CancelToken) -> datetime | None:
        """The server's own time, None when it does not say. The request tells it nothing but the program's name."""
        from census_desktop.destinations._http import HttpClient

        client = HttpClient(address, clock=self._clock, headers={"User-Agent": "census-desktop"}, deadline=ONLINE_SECONDS)
        try:
            reply = client.request("HEAD", cancel=cancel)
        finally:
            client.close()
        try:
            return parsedate_to_datetime(reply.headers.get("date", ""))
        except ValueError:
            return None


def window_finding(problem: str, platforms: Sequence[str]) -> Finding:
    """What `problem` (the reason why no window can open, "" when one can) and the platforms that can be loaded say."""
    if problem:
        lines = problem.splitlines()
        return Finding("window", "Window", Standing.WARNING, " ".join(lines[1:2]), " ".join(lines[2:3]))
    return Finding("window", "Window", Standing.OK, f"Qt's platforms here: {', '.join(platforms) or sys.platform}")
