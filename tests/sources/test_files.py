"""Files that cannot be read say what is wrong with them, and never quote their lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, SourceError
from census_desktop.domain.model import Dataset
from tests.conftest import FakeClock
from tests.sources.conftest import Files
from tests.sources.engines import in_duckdb


def refusal(files: Files, table: str, **config: str) -> CensusError:
    with pytest.raises(CensusError) as caught:
        files.open(**config).describe(files.dataset(table))
    assert caught.value.hint
    assert caught.value.kept
    return caught.value


def test_types_are_detected_and_annotations_stay(files: Files) -> None:
    dataset = files.open().describe(files.dataset())
    types = {c.name: c.type.value for c in dataset.columns}
    assert types == {
        "id": "integer",
        "name": "text",
        "city": "text",
        "age": "integer",
        "joined": "date",
        "seen_at": "datetime",
        "active": "boolean",
    }
    marked = replace(dataset, columns=tuple(replace(c, pii=c.name == "name") for c in dataset.columns))
    files.write("people.csv", "id,name,email\n1,Anna,a@example.com\n")
    again = files.open().describe(marked)
    assert [(c.name, c.pii) for c in again.columns] == [("id", False), ("name", True), ("email", False)]


def test_every_kind_of_file_is_a_table(files: Files) -> None:
    files.write("a.jsonl", '{"id": 1, "tags": ["x", "y"]}\n{"id": 2}\n')
    files.write("b.json", '[{"id": 1}]')
    files.write("c.tsv", "id\tname\n1\tAnna\n")
    files.write("notes.pdf", "no table")
    reader = files.open()
    assert reader.tables() == ("a.jsonl", "b.json", "c.tsv", "orders.csv", "people.csv")
    assert [c.type.value for c in reader.describe(files.dataset("a.jsonl")).columns] == ["integer", "array"]
    assert [c.name for c in reader.describe(files.dataset("c.tsv")).columns] == ["id", "name"]


def test_one_file_or_a_pattern_is_a_source_too(files: Files) -> None:
    assert files.open(path=str(files.folder / "people.csv")).tables() == ("people.csv",)
    assert files.open(path=str(files.folder / "p*.csv")).tables() == ("people.csv",)


def test_a_file_that_moved(files: Files) -> None:
    (files.folder / "people.csv").unlink()
    error = refusal(files, "people.csv")
    assert "“people.csv” is no longer in" in error.message
    assert "orders.csv" in error.hint


def test_a_folder_that_moved(files: Files) -> None:
    with pytest.raises(SourceError, match="does not exist") as caught:
        files.open(path=str(files.folder / "gone")).tables()
    assert "kept" in caught.value.kept


def test_an_empty_file(files: Files) -> None:
    files.write("empty.csv", "")
    assert "empty" in refusal(files, "empty.csv").message


def test_a_wrong_delimiter_is_named(files: Files) -> None:
    files.write("semicolon.csv", "id;name\n1;Anna\n")
    error = refusal(files, "semicolon.csv", delimiter=",")
    assert "one column only" in error.message
    assert "“;”" in error.hint
    assert len(files.open().describe(files.dataset("semicolon.csv")).columns) == 2


@pytest.mark.parametrize("header", ["id,name,name", "id,Name,name"])
def test_duplicate_column_names(files: Files, header: str) -> None:
    files.write("twice.csv", f"{header}\n1,a,b\n")
    error = refusal(files, "twice.csv")
    assert "more than once" in error.message
    assert "name" in error.message


def test_a_ragged_line_is_named_by_number_and_not_quoted(files: Files) -> None:
    lines = "".join(f"{n},secret{n}@example.com\n" for n in range(3000))
    files.write("ragged.csv", "id,email\n" + lines + "3000,a@example.com,too,many\n")
    reader = files.open(delimiter=",")
    with pytest.raises(SourceError) as caught:
        reader.count(files.dataset("ragged.csv"), None)
    assert "@example.com" not in str(caught.value)


def test_a_damaged_parquet_file(files: Files) -> None:
    files.write("broken.parquet", b"PAR1 this is no parquet")
    assert "Parquet" in refusal(files, "broken.parquet").message


def test_text_that_is_not_utf8(files: Files) -> None:
    files.write("latin.csv", "id,name\n1,Andr\xe9\n2,Zo\xeb\n".encode("latin-1"))
    with pytest.raises(SourceError) as caught:
        files.open().preview(files.dataset("latin.csv"), None, 5)
    assert "UTF-8" in caught.value.message


def test_sql_on_a_duckdb_file_reads_that_file_and_not_those_beside_it(tmp_path: Path, clock: FakeClock) -> None:
    shop = in_duckdb(tmp_path, clock)
    (tmp_path / "beside.csv").write_text("id\n1\n")
    with shop.reading() as reader:
        assert reader.count(Dataset("q", "All", "shop", sql="SELECT * FROM orders ORDER BY 1"), None) > 0
        for sql in (f"""SELECT * FROM "{tmp_path / "beside.csv"}" """, 'SELECT * FROM "beside.csv"'):
            with pytest.raises(CensusError):
                reader.count(Dataset(sql, "Beside", "shop", sql=sql), None)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["beside.csv", "shop.duckdb"]


def test_sql_reads_the_files_of_the_source_and_nothing_else(files: Files) -> None:
    reader = files.open()
    grouped = Dataset("q", "Cities", "files", sql='SELECT city AS id, count(*) AS people FROM "people.csv" GROUP BY 1')
    assert reader.count(grouped, None) == 5
    for sql, says in (
        ("SELECT * FROM read_csv('/etc/passwd')", "its own source only"),
        ('DELETE FROM "people.csv"', "one SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("ATTACH 'x.db'", "SELECT"),
        ("SELEC 1", "cannot be read"),
        ("SELECT 'x", "not closed"),
        ('SELECT nope FROM "people.csv"', "“q” does not work: .*nope"),
    ):
        with pytest.raises(CensusError, match=says):
            reader.count(Dataset(sql, "q", "files", sql=sql), None)


def test_names_with_quotes_and_emoji(files: Files) -> None:
    files.write('it\'s a "😀".csv', '"id","a ""b"" 😀"\n1,x\n')
    dataset = files.open().describe(files.dataset('it\'s a "😀".csv'))
    assert [c.name for c in dataset.columns] == ["id", 'a "b" 😀']
    with files.open().extract(dataset, None, ['a "b" 😀', "id"]) as (schema, batches):
        assert schema.names == ['a "b" 😀', "id"]
        assert [row for batch in batches for row in batch.to_pylist()] == [{'a "b" 😀': "x", "id": 1}]


def test_an_unknown_type_or_setting_is_refused(files: Files) -> None:
    with pytest.raises(ConfigError, match="unknown setting speed"):
        files.open(speed="fast")
    files.source = replace(files.source, type="abacus")
    with pytest.raises(ConfigError, match="does not open") as caught:
        files.open()
    assert "files" in caught.value.hint


def test_a_cancelled_reader_raises_cancelled(files: Files) -> None:
    reader = files.open()
    reader.cancel()
    with pytest.raises(Cancelled):
        reader.count(files.dataset(), None)


@pytest.mark.parametrize(
    ("value", "computed", "says"),
    [
        ("O'Brien", "CAST(v AS INTEGER)", "Could not convert a value to INT32"),
        ("born to be Anna", "CAST(v AS DATE)", "Could not convert a value"),
        ("12.3.4", "CAST(v AS DECIMAL(4, 2))", r"Could not convert a value to DECIMAL\(4,2\)"),
        ("54321", "CAST(v AS TINYINT)", "Could not convert a value"),
        ("Anna", "strptime(v, '%Y')", "a value does not suit what is computed of it"),
        ("54321", "2000000000::INTEGER * v::INTEGER", "a value does not suit what is computed of it"),
    ],
)
def test_a_value_that_the_sql_cannot_take_is_not_quoted(files: Files, value: str, computed: str, says: str) -> None:
    files.write("odd.csv", f'id,v\n1,"{value}"\n')
    query = Dataset("q", "Odd", "files", sql=f'SELECT id, {computed} AS c FROM "odd.csv"')
    with pytest.raises(SourceError, match=says) as caught:
        files.open().preview(query, None, 5)
    for told in ("Brien", "Anna", "12.3", "54321"):
        assert told not in str(caught.value)
