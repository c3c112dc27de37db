"""A sync whose audiences a column names."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text, text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("sync", table_kwargs={"sqlite_strict": True}) as sync:
        sync.add_column(Column("audience_column", Text, nullable=False, server_default=text("''")))
