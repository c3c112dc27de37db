"""Making a new workspace file and leading an older one to the newest revision.

A new file is made from `schema.metadata` and stamped, without Alembic (its import costs more than everything else here);
a test holds that the scripts of migrations/ lead to the same tables.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, insert

from census_desktop.domain.errors import StoreError
from census_desktop.store import schema
from census_desktop.store.database import connect, private_file, set_wal
from census_desktop.store.library import Library


@dataclass(frozen=True, slots=True)
class Revisions:
    """The migration scripts and the newest revision among them."""

    scripts: Path = Path(__file__).parent / "migrations"
    newest: str = schema.REVISION


def create(file: Path, library: Library) -> None:
    """A new workspace file. It appears under its name when it is complete, so that a crash leaves none."""
    part = file.with_name(f".{file.name}.new")
    for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
        leftover.unlink(missing_ok=True)
    private_file(part)
    with closing(connect(part, library)) as bare:
        set_wal(bare, file)
        engine = create_engine("sqlite://", module=library.module, creator=lambda: bare)
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            schema.metadata.create_all(connection)
            connection.execute(insert(schema.alembic_version).values(version_num=schema.REVISION))
            connection.commit()
    part.replace(file)


def migrate(file: Path, library: Library, revisions: Revisions) -> None:
    """Run the scripts in one transaction: a crash in the middle leaves the file as it was."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(revisions.scripts).replace("%", "%%"))
    with closing(connect(file, library)) as bare:
        # Rebuilding a table means dropping it, which foreign keys would forbid; they are checked before the commit.
        bare.execute("PRAGMA foreign_keys = OFF")
        bare.execute("PRAGMA synchronous = FULL")
        engine = create_engine("sqlite://", module=library.module, creator=lambda: bare)
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise StoreError(
                    f"The workspace could not be brought to this version: {len(orphans)} rows would lose what they refer to.",
                    kept="The workspace is as it was.",
                    hint="Use the version of the program that wrote it, and report this.",
                )
            connection.commit()


def stamped(file: Path, library: Library) -> str | None:
    """The revision that the file says it has; None when it is a database of something else. Changes nothing."""
    with closing(connect(file, library, mode="ro")) as bare:
        table = bare.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'").fetchone()
        row = bare.execute("SELECT version_num FROM alembic_version").fetchone() if table else None
    return None if row is None else str(row[0])
