"""What differs between an extract and the acknowledged state: keys and hashes decide, payloads are read for what differs.

Both sides fall into buckets by the hash of their keys, and each bucket has a count and a sum. Where these agree, nothing
differs, and no row is joined: a run without changes costs two passes over narrow columns, in little memory.
"""

from __future__ import annotations

from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Operation, Removal, Sync
from census_desktop.engine.audience_key import audience_in, key_in
from census_desktop.engine.extract import Extract
from census_desktop.engine.state import SyncState

WRITES_CHANGES = frozenset({Operation.UPSERT, Operation.UPDATE, Operation.MIRROR})
"""Operations that send a record again when its payload changed; the others send each key once."""

BUCKETS = 4096

PASS_ROWS = 400_000
"""Keys that are grouped at a time when looking for duplicates."""


def compare(
    db: Any, sync: Sync, extract: Extract, state: SyncState, expires: bool = False, key: ColumnType = ColumnType.TEXT
) -> None:
    """Make the tables `differing` (place, kind, retried, unsure) and `leaving` (key, retried, unsure).

    Null, empty and duplicate keys are invalid: all copies of a duplicate, because no one can say which is right. An
    invalid key still counts as present, so a mirror does not remove it (but see `let_go_of_invalid`). A key whose last answer
    was lost differs, whatever its payload. Where members expire, one that was refused is sent again though it did not change.
    Nobody leaves who is in the source under another spelling (`key`: what its keys are).
    """
    db.execute("CREATE TYPE kind AS ENUM ('added', 'changed', 'unchanged', 'invalid')")  # a byte for each of millions
    db.execute(f"CREATE VIEW extract AS {extract.relation()}")
    db.execute(f"CREATE VIEW acknowledged AS {state.relation()}")
    db.execute(f"CREATE TABLE pending AS {state.pending_relation()}")
    scope = _scope(db, extract, state)
    # Views, not tables: what lies in buckets that agree is never looked at again.
    db.execute(f"CREATE VIEW wanted AS SELECT * FROM extract WHERE {scope}")
    db.execute(f"CREATE VIEW known AS SELECT key, hash FROM acknowledged WHERE {scope}")
    _duplicates(db)
    unkeyed = "e.key IS NULL OR e.key = ''"
    changed = (
        "WHEN e.hash IS DISTINCT FROM a.hash OR p.why = 'uncertain' THEN 'changed' " if sync.operation in WRITES_CHANGES else ""
    )
    db.execute(
        "CREATE TABLE differing AS SELECT place, kind::kind AS kind, retried, unsure, twice FROM (SELECT e.place, "
        f"CASE WHEN {unkeyed} OR e.invalid IS NOT NULL OR d.key IS NOT NULL THEN 'invalid' "
        f"WHEN a.key IS NULL THEN 'added' {changed}ELSE 'unchanged' END AS kind, "
        "coalesce(p.why = 'rejected', false) AS retried, coalesce(p.why = 'uncertain', false) AS unsure, "
        "d.key IS NOT NULL AS twice FROM wanted e LEFT JOIN duplicates d ON d.key = e.key "
        "LEFT JOIN known a ON a.key = e.key LEFT JOIN pending p ON p.key = e.key) "
        f"WHERE kind <> 'unchanged' {'OR retried' if expires and sync.operation in WRITES_CHANGES else ''}"
    )
    db.execute("CREATE TABLE leaving (key VARCHAR, retried BOOLEAN, unsure BOOLEAN)")
    if sync.operation is Operation.MIRROR:
        db.execute(
            "INSERT INTO leaving SELECT m.key, coalesce(p.why = 'rejected', false), coalesce(p.why = 'uncertain', false) "
            "FROM (SELECT key FROM known UNION SELECT key FROM pending WHERE why = 'uncertain') m "
            "LEFT JOIN pending p ON p.key = m.key WHERE NOT EXISTS (SELECT 1 FROM wanted e WHERE e.key = m.key)"
        )
        if not sends_everything(sync):
            _keep_other_spellings(db, bool(sync.audience_column), key)


def _keep_other_spellings(db: Any, many_audiences: bool, kind: ColumnType) -> None:
    """Take out of `leaving` whose key stands in the source with other letters of case (of an address), or as a whole number
    with or without a fraction of nothing.

    Destinations take both for one record: to remove the old one would remove the new one, which was written just before. It
    goes when the new one goes.
    """
    own = key_in("key") if many_audiences else "key"
    fractions, whole = f"regexp_full_match({own}, '-?\\d+\\.0+')", f"regexp_full_match({own}, '-?\\d+')"
    numbers = kind in (ColumnType.INTEGER, ColumnType.NUMBER)
    telling = "contains(key, '@')" + (f" OR {fractions}" if numbers else "")
    if kind is ColumnType.NUMBER:
        telling += f" OR {whole}"
    spelt = f"WHEN {fractions} THEN split_part({own}, '.', 1) " if numbers else ""
    spelt = f"CASE WHEN contains({own}, '@') THEN lower({own}) {spelt}ELSE {own} END"
    audience = audience_in("key") if many_audiences else "''"
    same = f"concat({audience}, chr(10), {spelt}) AS same"
    db.execute(f"CREATE TABLE spelt AS SELECT key, {same} FROM leaving WHERE {telling}")
    (number,) = db.execute("SELECT count(*) FROM spelt").fetchone()
    if number:
        db.execute(
            f"DELETE FROM leaving WHERE key IN (SELECT key FROM spelt SEMI JOIN (SELECT {same} FROM extract) USING (same))"
        )


def add_unchanged(db: Any) -> None:
    """An upload that swaps sends everything as soon as anything differs; so does a plan that renews what would expire."""
    db.execute(
        "INSERT INTO differing SELECT e.place, 'unchanged', false, false, false FROM extract e "
        "ANTI JOIN differing d ON d.place = e.place"
    )


def let_go_of_invalid(db: Any) -> None:
    """An upload that swaps takes away whom it cannot send: records that are there, and invalid now, leave with it."""
    db.execute(
        "INSERT INTO leaving SELECT m.key, coalesce(p.why = 'rejected', false), coalesce(p.why = 'uncertain', false) "
        "FROM (SELECT key FROM acknowledged UNION SELECT key FROM pending WHERE why = 'uncertain') m "
        "LEFT JOIN pending p ON p.key = m.key WHERE m.key IN "
        "(SELECT e.key FROM extract e JOIN differing d ON d.place = e.place WHERE d.kind = 'invalid' AND e.key IS NOT NULL)"
    )


def sends_everything(sync: Sync) -> bool:
    return sync.operation is Operation.MIRROR and sync.removal is Removal.SWAP


def _scope(db: Any, extract: Extract, state: SyncState) -> str:
    """A condition on keys that leaves out buckets where both sides agree."""
    if not state.members or not extract.rows:
        return "true"
    sums = f"hash(key) % {BUCKETS} AS bucket, count(*) AS number, sum(hash(key, hash)::HUGEINT) AS total"
    db.execute(
        f"CREATE TABLE moved AS SELECT bucket FROM (SELECT {sums} FROM extract GROUP BY 1) e "
        f"FULL JOIN (SELECT {sums} FROM acknowledged GROUP BY 1) a USING (bucket) "
        "WHERE e.number IS DISTINCT FROM a.number OR e.total IS DISTINCT FROM a.total"
    )
    db.execute(f"INSERT INTO moved SELECT DISTINCT hash(key) % {BUCKETS} FROM pending")
    (moved,) = db.execute("SELECT count(DISTINCT bucket) FROM moved").fetchone()
    if moved > BUCKETS // 2:
        return "true"
    # Without a null among the values, IN would be null for a null key's own bucket only if hash(NULL) were null: it is not.
    return f"hash(key) % {BUCKETS} IN (SELECT bucket FROM moved)" if moved else "false"


def _duplicates(db: Any) -> None:
    """Keys that stand more than once: first by hash, which is narrow and goes in passes, then exactly."""
    db.execute("CREATE TABLE hashes AS SELECT hash(key) AS h FROM wanted WHERE key IS NOT NULL")
    (number,) = db.execute("SELECT count(*) FROM hashes").fetchone()
    passes = 1 + number // PASS_ROWS
    db.execute("CREATE TABLE suspects (h UBIGINT)")
    for turn in range(passes):
        db.execute(f"INSERT INTO suspects SELECT h FROM hashes WHERE h % {passes} = {turn} GROUP BY h HAVING count(*) > 1")
    db.execute(
        "CREATE TABLE duplicates AS SELECT key FROM wanted WHERE hash(key) IN (SELECT h FROM suspects) AND key IS NOT NULL "
        "GROUP BY key HAVING count(*) > 1"
    )
    db.execute("DROP TABLE hashes")
