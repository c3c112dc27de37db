"""Indexes that hold all that the segment list sorts, searches and filters by, so that it stays quick however long it is."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for statement in (
        "DROP INDEX ix_segment_name_key",
        "CREATE INDEX ix_segment_name_key ON segment (name_key, id, dataset_id, folder, size, tags) WHERE deleted_at IS NULL",
        "CREATE INDEX ix_segment_size ON segment (size, name_key, id, dataset_id, folder, tags) WHERE deleted_at IS NULL",
        "CREATE INDEX ix_segment_folder ON segment (folder, name_key, id, dataset_id, size, tags) WHERE deleted_at IS NULL",
    ):
        op.execute(statement)
