"""The files of the sample workspace: a shop's customers, companies, orders and events, made by DuckDB from arithmetic.

Everything is a function of a row's number and of the day it is made on, so the same day makes the same files: no network,
no random generator. The people are invented; addresses end in example domains (RFC 2606).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

CUSTOMERS = 50_000
COMPANIES = 2_000
ORDERS = 400_000
EVENTS = 1_000_000

_FIRST = "Anna Ben Clara David Elif Finn Greta Hugo Ines Jonas Karin Li Mara Nils Olga Paul Rosa Sam Tara Uwe Vera Wim Yara Zoe"
_LAST = (
    "Keller Moreau Rossi Otieno Larsen Novak Silva Tanaka Weber Dubois Jansen Kowalski Lindqvist Garcia Murphy Schmidt "
    "Haddad Petrov Bianchi Andersen"
)


def write_sample_files(
    folder: Path, today: date, *, customers: int = CUSTOMERS, written: Callable[[int, int], None] = lambda _done, _of: None
) -> None:
    """Write customers, companies, orders and events as Parquet. Fewer customers make everything smaller in proportion.

    `written` is called before the first file and after each with how many of how many are there; it may raise to stop.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scale = customers / CUSTOMERS
    companies = max(1, int(COMPANIES * scale))
    with _arithmetic(today) as db:
        files = (
            ("companies", _companies(companies)),
            ("customers", _customers(customers, companies, revision=0)),
            ("orders", _orders(int(ORDERS * scale), customers)),
            ("events", _events(int(EVENTS * scale), customers)),
        )
        for done, (name, sql) in enumerate(files):
            written(done, len(files))
            _write(db, sql, folder / f"{name}.parquet")
        written(len(files), len(files))


def revise_customers(folder: Path, today: date, revision: int, *, customers: int = CUSTOMERS) -> None:
    """Write the customers anew as they are some days later: some moved, some changed their plan."""
    with _arithmetic(today) as db:
        companies = max(1, int(COMPANIES * customers / CUSTOMERS))
        _write(db, _customers(customers, companies, revision), folder / "customers.parquet")


@contextmanager
def _arithmetic(today: date) -> Iterator[Any]:
    import duckdb

    with duckdb.connect() as db:
        db.execute("SET TimeZone = 'UTC'")
        # A small integer hash of our own, so that the files do not depend on DuckDB's.
        db.execute("CREATE MACRO h(n, salt) AS ((n * 2654435761 + salt * 40503 + 12345) % 4294967291 * 69621) % 2147483647")
        db.execute("CREATE MACRO pick(words, n) AS string_split(words, ' ')[1 + n % len(string_split(words, ' '))]")
        db.execute(f"CREATE MACRO today() AS DATE '{today.isoformat()}'")
        yield db


def _write(db: Any, sql: str, target: Path) -> None:
    partial = target.with_suffix(".partial")
    db.execute(f"COPY ({sql}) TO '{str(partial).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION snappy)")
    partial.replace(target)


def _companies(count: int) -> str:
    return f"""
        SELECT i::INTEGER AS company_id,
            pick('{_LAST}', h(i, 1)) || ' ' || pick('Foods Textiles Logistics Studio Labs Garden Optics Print', h(i, 2))
                AS name,
            pick('retail software health food travel education', h(i, 3)) AS industry,
            (5 + h(i, 4) % 900)::INTEGER AS employees,
            pick('DE FR NL SE US GB ES IT', h(i, 5)) AS country
        FROM range(1, {count} + 1) t(i)"""  # noqa: S608


def _customers(count: int, companies: int, revision: int) -> str:
    return f"""
        SELECT i::INTEGER AS customer_id,
            lower(first_name || '.' || last_name) || i || '@'
                || pick('example.com example.org mail.example shop.example', h(i, 7)) AS email,
            first_name, last_name,
            CASE WHEN h(i, 8) % 5 > 0 THEN '+49 30 ' || lpad((h(i, 9) % 9000000)::VARCHAR, 7, '0') END AS phone,
            pick('DE DE DE FR FR NL SE NO DK FI US US GB ES IT PL', h(i, 10)) AS country,
            pick('Berlin Paris Utrecht Malmö Oslo Aarhus Turku Austin Leeds Sevilla Torino Gdańsk',
                h(i, CASE WHEN h(i, 60) % 97 < {revision} THEN 111 ELSE 11 END)) AS city,
            plan,
            CASE WHEN h(i, 13) % 3 = 0 THEN (1 + h(i, 14) % {companies})::INTEGER END AS company_id,
            (today() - (h(i, 15) % 1400)::INTEGER) + INTERVAL (h(i, 16) % 86400) SECOND AS signed_up_at,
            CASE WHEN h(i, 17) % 20 > 0 THEN
                (today() - least(h(i, 18) % 420, h(i, 19) % 300)::INTEGER) + INTERVAL (h(i, 20) % 86400) SECOND END
                AS last_seen_at,
            CASE WHEN h(i, 21) % 16 = 0 THEN
                (today() - (h(i, 22) % 14)::INTEGER) + INTERVAL (h(i, 23) % 86400) SECOND END AS cart_left_at,
            CASE WHEN plan = 'trial'
                THEN today() + (h(i, 24) % 21)::INTEGER - 7 END AS trial_ends_on,
            (DATE '1955-01-01' + (h(i, 25) % 18000)::INTEGER) AS birthday,
            h(i, 26) % 100 < 61 AS opted_in,
            h(i, 27) % 100 < 44 AS tour_finished,
            h(i, 28) % 60 = 0 OR h(i, 29) % 3000 < {revision} AS complained
        FROM (SELECT i, pick('{_FIRST}', h(i, 5)) AS first_name, pick('{_LAST}', h(i, 6)) AS last_name,
                  pick('free free free trial basic basic pro team',
                      h(i, 12) + CASE WHEN h(i, 61) % 83 < {revision} THEN 3 ELSE 0 END) AS plan
              FROM range(1, {count} + 1) t(i))"""  # noqa: S608


def _orders(count: int, customers: int) -> str:
    return f"""
        SELECT i::INTEGER AS order_id,
            (1 + least(h(i, 31) % {customers}, h(i, 32) % {customers}))::INTEGER AS customer_id,
            (today() - (h(i, 33) % 720)::INTEGER) + INTERVAL (h(i, 34) % 86400) SECOND AS ordered_at,
            ((500 + h(i, 35) % 14000 + CASE WHEN h(i, 36) % 25 = 0 THEN 20000 ELSE 0 END) / 100)::DECIMAL(10, 2) AS amount,
            pick('paid paid paid paid paid paid refunded open', h(i, 37)) AS state,
            pick('web web app store', h(i, 38)) AS channel
        FROM range(1, {count} + 1) t(i)"""  # noqa: S608


def _events(count: int, customers: int) -> str:
    return f"""
        SELECT i::INTEGER AS event_id,
            (1 + h(i, 41) % {customers})::INTEGER AS customer_id,
            pick('login login login page_view page_view page_view cart purchase support unsubscribed', h(i, 42)) AS event,
            (today() - (h(i, 43) % 365)::INTEGER) + INTERVAL (h(i, 44) % 86400) SECOND AS happened_at,
            pick('web web app mail', h(i, 45)) AS channel
        FROM range(1, {count} + 1) t(i)"""  # noqa: S608
