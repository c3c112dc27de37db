"""The sample workspace: a shop with six weeks of history, made on this computer by really doing what the history tells.

A clock that is set to the past plays the weeks: sources and segments are imported, syncs are made one after the other,
runs send to destinations that really receive, customers change between runs. No network, no credential. A mark in the folder
says that it is not finished; what was left behind by a killed attempt is made anew.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Trigger
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken, Clock, Listener, Silent, SystemClock
from census_desktop.paths import WorkspacePaths, resource
from census_desktop.sample.files import CUSTOMERS, revise_customers, write_sample_files
from census_desktop.usecases.channels import THIS_DESKTOP

NAME = "Shop"
_SYNC_AGES = (40.1, 36.2, 33.1, 28.3, 25.2, 23.3, 21.1, 16.3, 12.2, 10.1, 7.2, 3.2)
"""Days since each sync of the document was made, in its order."""

_HISTORY: tuple[tuple[float, str], ...] = (
    (11.3, "Win-back, second wave → Ad network"),
    (9.4, "B2B decision makers → Mail studio"),
    (9.2, "VIP, Germany and France → Shop warehouse"),
    (8.9, "Suppression list → Files for the team"),
    (8.2, "Lapsed 90 days → Ad network"),
    (6.3, "Cart left, last 7 days → Mail studio"),
    (6.1, "High value customers → Shop warehouse"),
    (2.4, "B2B decision makers → Mail studio"),
    (2.2, "VIP, Germany and France → Shop warehouse"),
    (1.3, "Lapsed 90 days → Ad network"),
    (1.2, "Suppression list → Files for the team"),
    (1.1, "High value customers → Shop warehouse"),
    (0.4, "Trial ends soon → Agency share"),
    (0.05, "Cart left, last 7 days → Mail studio"),
)
"""Days ago and sync of each run, oldest first."""

_REVISED_AT = (6.2, 1.25)
"""Days ago at which the customers change; they change once more at the end, so that there is something to review."""
_MEASURED_AT = (30.0, 14.0, 7.0, 3.0, 1.0)


class _PastClock:
    """A clock that is set, and then goes on at its usual pace."""

    def __init__(self) -> None:
        self.set(datetime.now(UTC))

    def set(self, time_: datetime) -> None:
        self._time, self._since = time_, time.monotonic()

    def now(self) -> datetime:
        return self._time + timedelta(seconds=time.monotonic() - self._since)

    def monotonic(self) -> float:
        return time.monotonic()


def ensure_sample(
    root: Path,
    *,
    fresh: bool = False,
    clock: Clock | None = None,
    customers: int = CUSTOMERS,
    cancel: CancelToken | None = None,
    listener: Listener | None = None,
) -> bool:
    """Make the sample workspace in this folder unless it is there. True if it was made now.

    Raises ConfigError, touching nothing, when the folder holds something else; CensusError where the disk refuses, and
    Cancelled, leaving nothing behind.
    `fresh` throws an old sample away first. The listener hears how many of its steps are done.
    """
    root = root.expanduser().absolute()
    if root.is_dir() and any(root.iterdir()):
        if not _is_sample(root):
            raise ConfigError(
                f"{root} is not empty and is no sample workspace.",
                kept="Nothing in it was touched.",
                hint="Choose another folder with --workspace.",
            )
        if not fresh and not WorkspacePaths(root).unfinished.exists():
            return False
        shutil.rmtree(root)
    mark = WorkspacePaths(root).unfinished
    try:
        root.mkdir(parents=True, exist_ok=True)
        mark.touch()
        _build(root, (clock or SystemClock()).now(), customers, cancel or CancelToken(), listener or Silent())
    except BaseException as error:
        shutil.rmtree(root, ignore_errors=True)
        if _is_of_the_disk(error):
            raise CensusError(
                f"The sample could not be written to {root}.",
                kept="Nothing is left of it there.",
                hint="Make room on the disk, see that the folder can be written to, or choose another workspace.",
            ) from error
        raise
    mark.unlink()
    return True


def _is_of_the_disk(error: BaseException) -> bool:
    """It is full, or refuses: the files are written by DuckDB, which has an error of its own for that."""
    import duckdb

    return isinstance(error, (OSError, duckdb.IOException))


def place_for_sample(root: Path) -> Path:
    """The folder itself if it is free or has the sample already, else one beside it: nobody's workspace is in the way."""
    taken = root.is_dir() and any(root.iterdir()) and not _is_sample(root)
    return root.with_name("sample") if taken else root


def _is_sample(root: Path) -> bool:
    if WorkspacePaths(root).unfinished.exists():
        return True
    return (root / "workspace.db").is_file() and (root / "shop" / "customers.parquet").is_file()


def _build(root: Path, now: datetime, customers: int, cancel: CancelToken, listener: Listener) -> None:
    today = now.date()
    shop = root / "shop"

    def written(done: int, of: int) -> None:
        cancel.check()
        listener.progress(Progress("", "", "reading", done, of))

    write_sample_files(shop, today, customers=customers, written=written)
    clock = _PastClock()
    clock.set(now - timedelta(days=42))
    app = open_workspace(root, clock=clock)
    try:
        app.catalog.set_setting("workspace_name", NAME)
        app.syncs.set_schedules(False)  # so that there are changes to review before they are sent
        app.alerts.channels.remove(THIS_DESKTOP.id)  # what is long past is not told
        script = sorted(_script(app, root, shop, today, customers), key=lambda step: -step[0])
        for done, (moment, act) in enumerate(script, start=1):
            listener.progress(Progress("", "", "sending", done, len(script) + 1))
            cancel.check()
            clock.set(now - timedelta(days=moment))
            act()
        clock.set(now)
        app.alerts.channels.save(THIS_DESKTOP)
    finally:
        app.close()


def _script(app: App, root: Path, shop: Path, today: date, customers: int) -> list[tuple[float, Callable[[], None]]]:
    """Everything that happens, each with how many days ago; sorted by the caller."""
    import yaml

    document = yaml.safe_load(resource("sample", "workspace.yaml").read_text(encoding="utf-8"))
    syncs = document.pop("syncs")
    if len(syncs) != len(_SYNC_AGES):
        raise AssertionError("every sync of the sample needs an age")

    def take(plain: dict[str, object]) -> None:
        app.document.import_(yaml.safe_dump(plain, allow_unicode=True), root)

    def run(name: str) -> None:
        app.runs.run(name, trigger=Trigger.SCHEDULE)

    def measure(*datasets: str) -> None:
        for name in datasets:
            app.segments.measure(name)

    def revise(number: int) -> None:
        revise_customers(shop, today, number, customers=customers)

    script: list[tuple[float, Callable[[], None]]] = [(42.0, partial(take, document))]
    script += [(age, partial(take, {"version": 1, "syncs": [sync]})) for age, sync in zip(_SYNC_AGES, syncs, strict=True)]
    script += [(age, partial(run, name)) for age, name in _HISTORY]
    script += [(age, partial(revise, number)) for number, age in enumerate((*_REVISED_AT, 0.0), start=1)]
    script += [(age, partial(measure, "Customers")) for age in _MEASURED_AT]
    script.append((0.0, partial(measure, "Customers", "Companies")))
    # The share is mounted again after the run that failed for want of it.
    script.append((0.3, (root / "agency-share").mkdir))
    return script


__all__ = ["ensure_sample", "place_for_sample"]
