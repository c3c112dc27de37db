"""Production is a mark that somebody set, no longer what every destination is called; one word for what is tried out."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute(
        "UPDATE connection SET environment = "
        "CASE WHEN environment IN ('sandbox', 'development', 'test') THEN 'test' ELSE '' END"
    )
