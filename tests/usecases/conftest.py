"""A small workspace from a document, its files and destinations real."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.usecases import document_import
from tests.conftest import FakeClock

DOCUMENT = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets:
  - {name: People, source: Files, table: people.csv, unique_identifier: id, columns: {email: {pii: true}}}
  - {name: Places, source: Files, table: places.csv, unique_identifier: id}
segments:
  - {name: Berlin, dataset: People, where: {all: [{column: city, op: is, value: Berlin}]}}
  - {name: Adults, dataset: People, where: {all: [{column: age, op: at_least, value: 18}]}}
  - {name: Everywhere, dataset: Places}
destinations:
  - {name: Files out, type: folder, config: {path: ./out, format: csv}}
  - {name: Table, type: sql_table, config: {url: "sqlite:///table.db"}}
  - {name: Mail, type: rehearsal, config: {imitates: Mail tool}}
"""


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    # The same ids each time: who falls into a cohort hangs on the segment's id.
    numbers = count(1)
    monkeypatch.setattr(document_import, "new_id", lambda: f"{next(numbers):032x}")
    root = tmp_path / "workspace"
    opened = open_workspace(root, clock=clock, environ={})
    data = root / "data"
    data.mkdir()
    rows = [(n, f"Name {n}", f"p{n}@example.com", ("Berlin", "Paris")[n % 2], 10 + n) for n in range(1, 41)]
    text = "id,name,email,city,age\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (data / "people.csv").write_text(text, encoding="utf-8")
    (data / "places.csv").write_text("id,name\n1,Here\n", encoding="utf-8")
    opened.document.import_(DOCUMENT, root)
    yield opened
    opened.close()


def add_sync(
    app: App,
    name: str,
    *,
    segment: str = "Berlin",
    dataset: str = "",
    destination: str = "Files out",
    object_: str = "people",
    status: str = "active",
    operation: str = "mirror",
    key: str = "email",
    columns: tuple[str, ...] = ("name", "city"),
    extra: str = "",
) -> None:
    """Add a sync by its document; each one is a minute younger than the one before."""
    app.clock.advance(60)  # type: ignore[attr-defined]
    source = f"dataset: {dataset}" if dataset else f"segment: {segment}"
    mappings = ", ".join(f"{{field: {c}, column: {c}}}" for c in columns)
    app.document.add(
        "syncs",
        f"""
name: "{name}"
source: {{{source}}}
destination: {destination}
object: {object_}
operation: {operation}
sync_key: {{column: {key}, field: {key}}}
mappings: [{mappings}]
status: {status}
{extra}
""",
        app.paths.root,
    )
