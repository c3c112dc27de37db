"""A small shop as a workspace: a CSV of customers, segments of them, folders as destinations, syncs in every state."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Operation,
    Schedule,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

COUNTRIES = ("DE", "FR", "NL", "SE")
FIRST_NAMES = ("Anna", "Ben", "Clara", "David", "Elif", "Finn", "Greta")


@dataclass(frozen=True)
class Shop:
    dataset: Dataset
    vip: Segment
    germany: Segment
    everyone: Segment
    folder: Connection
    archive: Connection
    vip_files: Sync
    germany_files: Sync
    paused: Sync
    draft: Sync


def write_customers(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "email", "country", "spent", "opted_in"))
        for n in range(1, count + 1):
            name = FIRST_NAMES[n % len(FIRST_NAMES)]
            writer.writerow((n, f"{name} {n}", f"{name.lower()}.{n}@example.com", COUNTRIES[n % 4], n * 37 % 3000, n % 3 > 0))


def build_shop(app: App, customers: int = 200) -> Shop:
    """Fill an open, empty workspace. Its files lie inside it, in `data`, so that the folder can be copied."""
    data = app.paths.root / "data"
    data.mkdir(parents=True, exist_ok=True)
    (app.paths.root / "out").mkdir()
    write_customers(data / "customers.csv", customers)
    source = Source("src-shop", "Shop files", "files", {"path": "data"})
    app.sources.save(source)
    bare = Dataset("ds-customers", "Customers", source.id, table="customers.csv", unique_identifier="id")
    app.datasets.save(bare)
    described = app.datasets.refresh(bare.id)
    columns = tuple(replace(c, pii=c.name == "email") for c in described.columns)
    dataset = replace(described, columns=columns)
    app.datasets.save(dataset)

    def segment(id_: str, name: str, *conditions: Condition, description: str = "") -> Segment:
        return app.segments.save(Segment(id_, name, dataset.id, Group("all", conditions), description))

    vip = segment(
        "seg-vip", "High value customers", Condition("spent", "at_least", 2000), description="Spent two thousand or more"
    )
    germany = segment("seg-de", "Germany", Condition("country", "is", "DE"))
    everyone = segment("seg-all", "Newsletter readers", Condition("opted_in", "is_true"))

    def connection(id_: str, name: str) -> Connection:
        return app.destinations.save(Connection(id_, name, "folder", {"path": f"out/{id_}"}))

    folder, archive = connection("con-files", "Marketing files"), connection("con-archive", "Archive")
    quiet = connection("con-quiet", "Partner share")

    def sync(id_: str, of: Segment, to: Connection, object_: str, status: SyncStatus, minutes: int = 0, age: int = 0) -> Sync:
        schedule = Schedule("every", minutes=minutes) if minutes else Schedule()
        return app.syncs.save(
            Sync(
                id_,
                f"{of.name} → {to.name}",
                SyncSource("segment", of.id),
                to.id,
                object_,
                Operation.MIRROR if object_ != "log" else Operation.APPEND,
                SyncKey("email", "email"),
                (FieldMapping("name", column="name"), FieldMapping("country", column="country")),
                schedule,
                status,
                created_at=app.clock.now() - timedelta(days=age),
            )
        )

    vip_files = sync("sync-vip", vip, folder, "vip", SyncStatus.ACTIVE, 15, age=3)
    germany_files = sync("sync-de", germany, archive, "germany", SyncStatus.ACTIVE, 60, age=2)
    paused = sync("sync-paused", vip, quiet, "vip", SyncStatus.PAUSED, 1440, age=1)
    draft = sync("sync-draft", vip, archive, "log", SyncStatus.DRAFT)
    return Shop(dataset, vip, germany, everyone, folder, archive, vip_files, germany_files, paused, draft)
