"""Held runs, undo, jobs of bulk APIs, and what a sync may say of removals, further columns and limits."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, Text, text

revision = "0002"
down_revision = "0001"

STRICT = {"sqlite_strict": True}


def _word(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def upgrade() -> None:
    with op.batch_alter_table("sync", table_kwargs=STRICT) as sync:
        sync.add_column(_word("removal", "remove"))
        sync.add_column(_word("sync_all"))
        sync.add_column(_word("limits", "{}"))
        sync.add_column(Column("last_held", Integer, nullable=False, server_default=text("0")))
        sync.drop_index("ix_sync_health")
        sync.create_index(
            "ix_sync_health", ["segment_id", "deleted_at", "status", "last_status", "last_held", "last_rejected", "last_at"]
        )
    with op.batch_alter_table("run", table_kwargs=STRICT) as run:
        for name in ("held", "undo_of", "note"):
            run.add_column(_word(name))
    with op.batch_alter_table("batch", table_kwargs={**STRICT, "sqlite_with_rowid": False}) as batch:
        batch.add_column(_word("job"))
