"""What a destination's answer leaves open: records that it only accepted, refused without naming them, or said nothing of, and
its remarks about a run; and what a user confirmed of a sync that touches people's consent."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, text

revision = "0004"
down_revision = "0003"

STRICT = {"sqlite_strict": True}
OUTCOMES = ("accepted", "unknown", "unnamed")


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _list(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text("'[]'"))


def upgrade() -> None:
    with op.batch_alter_table("sync", table_kwargs=STRICT) as sync:
        sync.add_column(_list("consented"))
        sync.add_column(_number("last_unknown"))
        sync.drop_index("ix_sync_health")
        sync.create_index(
            "ix_sync_health",
            ["segment_id", "deleted_at", "status", "last_status", "last_held", "last_rejected", "last_unknown", "last_at"],
        )
    with op.batch_alter_table("run", table_kwargs=STRICT) as run:
        for name in OUTCOMES:
            run.add_column(_number(name))
        run.add_column(_list("notes"))
    with op.batch_alter_table("batch", table_kwargs={**STRICT, "sqlite_with_rowid": False}) as batch:
        for name in OUTCOMES:
            batch.add_column(_number(name))
    op.create_table(
        "unknown_row",
        Column("run_id", Text, ForeignKey("run.id"), primary_key=True, nullable=False),
        Column("row", Integer, primary_key=True, nullable=False, autoincrement=False),
        Column("reason", Text, nullable=False, server_default=text("''")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
