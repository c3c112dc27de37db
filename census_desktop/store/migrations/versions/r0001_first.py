"""The first schema of the workspace file."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

# Frozen text, not schema.py's tables: those move on with later revisions.
TABLES = (
    """
    CREATE TABLE source (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        type TEXT DEFAULT '' NOT NULL,
        config TEXT DEFAULT '{}' NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE dataset (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        source_id TEXT NOT NULL,
        table_name TEXT DEFAULT '' NOT NULL,
        sql TEXT DEFAULT '' NOT NULL,
        type TEXT DEFAULT '' NOT NULL,
        unique_identifier TEXT DEFAULT '' NOT NULL,
        email TEXT DEFAULT '' NOT NULL,
        event_name TEXT DEFAULT '' NOT NULL,
        event_time TEXT DEFAULT '' NOT NULL,
        columns TEXT DEFAULT '[]' NOT NULL,
        relationships TEXT DEFAULT '[]' NOT NULL,
        computed TEXT DEFAULT '[]' NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(source_id) REFERENCES source (id)
    )
     STRICT
    """,
    """
    CREATE TABLE segment (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        dataset_id TEXT NOT NULL,
        description TEXT DEFAULT '' NOT NULL,
        conditions TEXT DEFAULT '{}' NOT NULL,
        row_limit TEXT,
        size INTEGER,
        size_of INTEGER,
        size_at INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(dataset_id) REFERENCES dataset (id)
    )
     STRICT
    """,
    """
    CREATE TABLE connection (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        type TEXT DEFAULT '' NOT NULL,
        environment TEXT DEFAULT '' NOT NULL,
        config TEXT DEFAULT '{}' NOT NULL,
        tested_at INTEGER,
        test_ok INTEGER,
        test_message TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE sync (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        segment_id TEXT,
        dataset_id TEXT,
        connection_id TEXT NOT NULL,
        object TEXT DEFAULT '' NOT NULL,
        operation TEXT DEFAULT '' NOT NULL,
        key_column TEXT DEFAULT '' NOT NULL,
        key_field TEXT DEFAULT '' NOT NULL,
        status TEXT DEFAULT '' NOT NULL,
        audience TEXT DEFAULT '' NOT NULL,
        audience_id TEXT DEFAULT '' NOT NULL,
        template_id TEXT DEFAULT '' NOT NULL,
        mappings TEXT DEFAULT '[]' NOT NULL,
        schedule TEXT,
        guards TEXT DEFAULT '{}' NOT NULL,
        alerts TEXT DEFAULT '[]' NOT NULL,
        advanced TEXT DEFAULT '{}' NOT NULL,
        last_run_id TEXT,
        last_status TEXT,
        last_rejected INTEGER DEFAULT 0 NOT NULL,
        last_at INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT one_source CHECK ((segment_id IS NULL) <> (dataset_id IS NULL)),
        FOREIGN KEY(segment_id) REFERENCES segment (id),
        FOREIGN KEY(dataset_id) REFERENCES dataset (id),
        FOREIGN KEY(connection_id) REFERENCES connection (id)
    )
     STRICT
    """,
    """
    CREATE TABLE run (
        id TEXT NOT NULL,
        sync_id TEXT NOT NULL,
        sync_name TEXT DEFAULT '' NOT NULL,
        status TEXT DEFAULT '' NOT NULL,
        started_by TEXT DEFAULT '' NOT NULL,
        processed INTEGER DEFAULT 0 NOT NULL,
        added INTEGER DEFAULT 0 NOT NULL,
        changed INTEGER DEFAULT 0 NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        unchanged INTEGER DEFAULT 0 NOT NULL,
        updated INTEGER DEFAULT 0 NOT NULL,
        invalid INTEGER DEFAULT 0 NOT NULL,
        rejected INTEGER DEFAULT 0 NOT NULL,
        retried INTEGER DEFAULT 0 NOT NULL,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        finished_at INTEGER,
        error TEXT DEFAULT '' NOT NULL,
        plan_id TEXT DEFAULT '' NOT NULL,
        plan_digest TEXT DEFAULT '' NOT NULL,
        owner TEXT DEFAULT '' NOT NULL,
        session TEXT DEFAULT '' NOT NULL,
        lease_until INTEGER,
        applied_version INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(sync_id) REFERENCES sync (id)
    )
     STRICT
    """,
    """
    CREATE TABLE batch (
        run_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        operation TEXT DEFAULT '' NOT NULL,
        first_row INTEGER DEFAULT 0 NOT NULL,
        rows INTEGER DEFAULT 0 NOT NULL,
        idempotency_key TEXT DEFAULT '' NOT NULL,
        state TEXT DEFAULT '' NOT NULL,
        attempt INTEGER DEFAULT 1 NOT NULL,
        rejected INTEGER DEFAULT 0 NOT NULL,
        sent_at INTEGER,
        answered_at INTEGER,
        PRIMARY KEY (run_id, number),
        FOREIGN KEY(run_id) REFERENCES run (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE rejected_row (
        run_id TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (run_id, "row"),
        FOREIGN KEY(run_id) REFERENCES run (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sync_state (
        sync_id TEXT NOT NULL,
        version INTEGER DEFAULT 0 NOT NULL,
        members INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (sync_id),
        FOREIGN KEY(sync_id) REFERENCES sync (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE segment_size (
        segment_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        size INTEGER DEFAULT 0 NOT NULL,
        size_of INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (segment_id, at),
        FOREIGN KEY(segment_id) REFERENCES segment (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE event (
        id INTEGER NOT NULL,
        at INTEGER NOT NULL,
        what TEXT DEFAULT '' NOT NULL,
        kind TEXT DEFAULT '' NOT NULL,
        thing_id TEXT DEFAULT '' NOT NULL,
        segment_id TEXT,
        subject TEXT DEFAULT '' NOT NULL,
        detail TEXT DEFAULT '' NOT NULL,
        "before" TEXT,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (name)
    )
     WITHOUT ROWID,
     STRICT
    """,
)

INDEXES = (
    "CREATE INDEX ix_source_name_key ON source (name_key, id) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX ux_source_name ON source (name) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_dataset_name_key ON dataset (name_key, id) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_dataset_source_id ON dataset (source_id)",
    "CREATE UNIQUE INDEX ux_dataset_name ON dataset (name) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_segment_dataset_id ON segment (dataset_id)",
    "CREATE INDEX ix_segment_name_key ON segment (name_key, id) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX ux_segment_name ON segment (name) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_connection_name_key ON connection (name_key, id) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX ux_connection_name ON connection (name) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_sync_connection_id ON sync (connection_id)",
    "CREATE INDEX ix_sync_dataset_id ON sync (dataset_id)",
    "CREATE INDEX ix_sync_health ON sync (segment_id, deleted_at, status, last_status, last_rejected, last_at)",
    "CREATE INDEX ix_sync_name_key ON sync (name_key, id) WHERE deleted_at IS NULL",
    "CREATE UNIQUE INDEX ux_sync_name ON sync (name) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_run_created ON run (created_at, id)",
    "CREATE INDEX ix_run_status ON run (status, created_at, id)",
    "CREATE INDEX ix_run_sync ON run (sync_id, created_at, id)",
    "CREATE UNIQUE INDEX ux_run_working ON run (sync_id) WHERE status = 'working'",
    "CREATE INDEX ix_event_at ON event (at, id)",
    "CREATE INDEX ix_event_segment ON event (segment_id, at, id)",
    "CREATE INDEX ix_event_thing ON event (thing_id, at, id)",
)


def upgrade() -> None:
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
