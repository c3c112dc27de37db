"""A change of a table, as a real PostgreSQL server tells it."""

from __future__ import annotations

import pytest

from census_desktop.domain.model import Dataset
from census_desktop.sources.changes import database_token
from tests.conftest import FakeClock
from tests.postgres import Postgres, postgres  # noqa: F401  the fixture
from tests.sources.engines import Engine, in_postgres

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def shop(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Engine:  # noqa: F811
    made = in_postgres(postgres, tmp_path_factory.mktemp("postgres"), FakeClock())
    postgres.execute(
        "CREATE SCHEMA sales CREATE VIEW recent AS SELECT 7 AS id, 'seven' AS word", made.source.config["database"]
    )
    return made


def dataset(table: str = "", sql: str = "") -> Dataset:
    return Dataset("d", "Data", "shop", table, sql=sql, unique_identifier="id")


def test_a_change_of_a_table_is_told_cheaply(shop: Engine, postgres: Postgres) -> None:  # noqa: F811
    """Statistics are flushed when a session ends; of a view they say nothing."""
    database = shop.source.config["database"]

    def token(of: Dataset, column: str = "") -> str:
        with shop.reading() as opened:
            found = database_token(opened, shop.source, of, column)
        return found.value if found else ""

    postgres.execute("CREATE TABLE fresh (id int, seen int)", database)
    table, query = dataset("fresh"), dataset(sql="SELECT id, seen FROM fresh WHERE id > 0")
    for change in ("INSERT INTO fresh VALUES (1, 1)", "UPDATE fresh SET seen = 2", "TRUNCATE fresh"):
        before = token(table), token(query)
        assert before == (token(table), token(query))
        postgres.execute(change, database)
        assert token(table) != before[0], change
        assert token(query) != before[1], change
    assert token(dataset("sales.recent")) == ""
    known = token(dataset("sales.recent"), "id")
    assert known == token(dataset("sales.recent"), "id")
    postgres.execute("CREATE OR REPLACE VIEW sales.recent AS SELECT 8 AS id, 'eight' AS word", database)
    assert token(dataset("sales.recent"), "id") != known
