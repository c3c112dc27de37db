"""What analysts build: whole-SQL segments, limits per value, cohorts, folders and tags; exclusion and priority lists of a data
set; and marks of a sync, for what its schedule and its alerts must remember."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, text

revision = "0003"
down_revision = "0002"

STRICT = {"sqlite_strict": True}


def _word(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def upgrade() -> None:
    with op.batch_alter_table("dataset", table_kwargs=STRICT) as dataset:
        dataset.add_column(_word("exclusions", "[]"))
        dataset.add_column(_word("priorities", "[]"))
        dataset.add_column(_word("reading", "{}"))
    with op.batch_alter_table("segment", table_kwargs=STRICT) as segment:
        segment.add_column(_word("sql"))
        segment.add_column(_word("folder"))
        segment.add_column(Column("limit_per", Text))
        segment.add_column(_word("cohorts", "[]"))
        segment.add_column(_word("tags", "[]"))
    with op.batch_alter_table("sync", table_kwargs=STRICT) as sync:
        sync.add_column(_word("cohort"))
    op.create_table(
        "sync_mark",
        Column("sync_id", Text, ForeignKey("sync.id"), primary_key=True, nullable=False),
        Column("name", Text, primary_key=True, nullable=False),
        _word("value"),
        Column("at", Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
