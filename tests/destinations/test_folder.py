"""The folder of files: forms, formulas, existing files, appending and names."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from census_desktop.destinations._files import safe_name
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.model import Operation
from tests.conftest import FakeClock, Logged
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.destinations.files_under_test import SCHEMA, Files


@pytest.fixture
def files(tmp_path: Path, clock: FakeClock) -> Files:
    return Files(tmp_path, clock)


# Forms ----------------------------------------------------------------------------------------------------------------

ALL_TYPES: dict[str, tuple[Any, Any, str]] = {
    "text": (pa.string(), 'a "b", c\nd;e', '"a ""b"", c\nd;e"'),
    "empty": (pa.string(), "", '""'),
    "nothing": (pa.string(), None, ""),
    "yes": (pa.bool_(), True, "true"),
    "big": (pa.uint64(), 2**64 - 1, "18446744073709551615"),
    "ratio": (pa.float64(), 0.1, "0.1"),
    "nan": (pa.float64(), float("nan"), ""),
    "infinite": (pa.float64(), float("-inf"), ""),
    "money": (pa.decimal128(38, 4), Decimal("-12345678901234567890.1200"), "-12345678901234567890.1200"),
    "day": (pa.date32(), date(2026, 2, 28), "2026-02-28"),
    "at": (pa.timestamp("us"), datetime(2026, 2, 28, 1, 2, 3, 4), "2026-02-28T01:02:03.000004Z"),  # noqa: DTZ001
    "zoned": (pa.timestamp("us", "Europe/Berlin"), datetime(2026, 2, 28, 1, 2, 3, tzinfo=UTC), "2026-02-28T01:02:03Z"),
    "clock": (pa.time64("us"), time(1, 2, 3), "01:02:03"),
    "bytes": (pa.binary(), b"\x00\xff", "AP8="),
    "list": (pa.list_(pa.string()), ["a", "b"], '"[""a"",""b""]"'),
    "struct": (pa.struct([("a", pa.int64())]), {"a": 1}, '"{""a"":1}"'),
    "null": (pa.null(), None, ""),
}


def every_type() -> tuple[pa.Schema, dict[str, Any]]:
    schema = schema_of(id=pa.int64(), **{name: type_ for name, (type_, _, _) in ALL_TYPES.items()})
    return schema, {"id": 1, **{name: value for name, (_, value, _) in ALL_TYPES.items()}}


def test_csv_is_utf8_with_a_header_and_every_type_has_a_form(files: Files) -> None:
    schema, row = every_type()
    files.run([row, {"id": 2}], schema=schema)
    form = ",".join(text for _, _, text in ALL_TYPES.values())
    assert files.text() == f"id,{','.join(ALL_TYPES)}\n1,{form}\n2{',' * len(ALL_TYPES)}\n"


def test_json_lines_have_values_of_json(files: Files) -> None:
    schema, row = every_type()
    files.run([row], schema=schema, format="jsonl")
    record = json.loads(files.text("people.jsonl"), parse_float=Decimal)
    assert record == {
        **{name: value for name, (_, value, _) in ALL_TYPES.items()},
        "id": 1,
        "ratio": Decimal("0.1"),
        "nan": None,
        "infinite": None,
        "day": "2026-02-28",
        "at": "2026-02-28T01:02:03.000004Z",
        "zoned": "2026-02-28T01:02:03Z",
        "clock": "01:02:03",
        "bytes": "AP8=",
    }


def test_parquet_keeps_types(files: Files) -> None:
    schema, row = every_type()
    files.run([row], schema=schema, format="parquet")
    table = pq.read_table(files.folder / "people.parquet")
    assert table.schema.field("money").type == pa.decimal128(38, 4)
    assert table.schema.field("zoned").type.tz is not None
    assert table.to_pylist()[0]["money"] == row["money"]
    assert table.to_pylist()[0]["list"] == ["a", "b"]


@pytest.mark.parametrize(("word", "sign"), [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|")])
def test_the_delimiter_is_quoted_where_it_stands_in_a_value(files: Files, word: str, sign: str) -> None:
    files.run([{"id": 1, "name": f"a{sign}b"}], delimiter=word)
    assert files.text() == f'id{sign}name\n1{sign}"a{sign}b"\n'
    files.run([{"id": 2, "name": "c"}], delimiter=word)
    assert files.text() == f'id{sign}name\n1{sign}"a{sign}b"\n2{sign}c\n'


FORMULAS = {
    "=cmd|' /C calc'!A0": True,
    "@SUM(A1)": True,
    "\tx": True,
    "\rx": True,
    "+1+cmd|' /C calc'!A0": True,
    "-2+3+cmd": True,
    "+": True,
    "-": True,
    "+A1": True,
    "+49 170 1234567": False,
    "+1 (555) 010-2000": False,
    "-5": False,
    "-1.5e-10": False,
    "+49/30/123": False,
    "a=b": False,
    "": False,
    " =1": False,
}


def test_formulas_are_escaped_and_numbers_are_not(files: Files) -> None:
    files.run([{"id": n, "name": text} for n, text in enumerate(FORMULAS)])
    import csv

    found = [row[1] for row in list(csv.reader(files.text().splitlines(keepends=True), strict=True))[1:]]
    # The csv module and text files agree on \r inside quotes only with newline="".
    assert found == [f"'{text}" if escaped else text for text, escaped in FORMULAS.items()]


def test_an_escaped_key_is_found_again_and_escaping_can_be_off(files: Files) -> None:
    schema = schema_of(id=pa.string(), name=pa.string())
    files.run([{"id": "=a", "name": "x"}], schema=schema)
    files.run([{"id": "=a", "name": "=y"}], schema=schema)
    assert files.text() == "id,name\n'=a,'=y\n"
    files.run([{"id": "=a", "name": "=y"}], schema=schema, escape_formulas=False, name="plain")
    assert files.text("plain.csv") == "id,name\n=a,=y\n"


def test_json_and_parquet_hold_texts_as_they_are(files: Files) -> None:
    files.run([{"id": 1, "name": "=1+1"}], format="jsonl")
    assert json.loads(files.text("people.jsonl"))["name"] == "=1+1"


# Existing files -------------------------------------------------------------------------------------------------------


def test_rows_of_others_stay_in_their_place_and_as_they_are(files: Files) -> None:
    files.folder.mkdir()
    (files.folder / "people.csv").write_bytes(
        '\ufeffNote,ID,name\r\n"kept, as it is",5,Eve\r\n,,no key\r\nmine,7,"a\r\nb"\r\n'.encode()
    )
    schema = schema_of(id=pa.int64(), name=pa.string(), city=pa.string())
    files.run([{"id": 7, "name": "new", "city": "Oslo"}, {"id": 8, "name": "Zoë", "city": None}], schema=schema)
    assert files.text() == 'Note,ID,name,city\n"kept, as it is",5,Eve,\n,,no key,\nmine,7,new,Oslo\n,8,Zoë,\n'


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_the_last_word_on_a_key_counts_and_new_records_stand_as_they_came(files: Files, suffix: str) -> None:
    def named(*ids: int, word: str) -> Any:
        return batch_of(SCHEMA, [{"id": n, "name": f"{word} {n}"} for n in ids])

    def read() -> list[str]:
        path = files.folder / f"people.{suffix}"
        if suffix == "parquet":
            return list(pq.read_table(path)["name"].to_pylist())
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(n)["name"] for n in lines] if suffix == "jsonl" else [n.split(",")[1] for n in lines[1:]]

    run(files.writer(format=suffix), named(9, 7, word="first"), named(8, 1, word="first"))
    assert read() == ["first 9", "first 7", "first 8", "first 1"]
    run(files.writer(format=suffix), named(3, 7, word="new"))
    assert read() == ["first 9", "new 7", "first 8", "first 1", "new 3"]
    run(files.writer(format=suffix), named(5, 3, word="one"), named(3, 9, word="two"))
    assert read() == ["two 9", "new 7", "first 8", "first 1", "two 3", "one 5"]
    run(files.writer(name="others", format=suffix), named(2, 4, word="one"), named(4, 6, word="two"))
    assert sorted(Path(files.folder / f"others.{suffix}").read_bytes().count(w) for w in (b"one 4", b"two 4")) == [0, 1]


def test_json_lines_that_no_record_touches_stay_to_the_letter(files: Files) -> None:
    files.folder.mkdir()
    untouched = '{"id": 5, "x":  1.50, "deep": {"a": null}}\n'
    (files.folder / "people.jsonl").write_text(untouched + '{"id": "7", "extra": [1, null], "name": "old"}\n')
    files.run([{"id": 7, "name": "new"}], format="jsonl")
    first, second = files.text("people.jsonl").splitlines(keepends=True)
    assert first == untouched
    assert json.loads(second) == {"id": 7, "extra": [1, None], "name": "new"}


def test_a_parquet_column_whose_type_changed_becomes_text(files: Files) -> None:
    files.run([{"id": 1, "name": "a"}], format="parquet")
    schema = schema_of(id=pa.string(), name=pa.date32())
    files.run([{"id": "1", "name": date(2026, 1, 2)}, {"id": "x", "name": None}], format="parquet", schema=schema)
    assert pq.read_table(files.folder / "people.parquet").to_pylist() == [
        {"id": "1", "name": "2026-01-02"},
        {"id": "x", "name": None},
    ]


def test_an_empty_file_is_as_good_as_none(files: Files) -> None:
    files.folder.mkdir()
    for extension in ("csv", "jsonl", "parquet"):
        (files.folder / f"people.{extension}").touch()
        files.run([{"id": 1, "name": "a"}], format=extension)
    assert files.text() == "id,name\n1,a\n"


def test_a_file_without_the_key_is_refused_before_anything_is_taken(files: Files) -> None:
    files.folder.mkdir()
    (files.folder / "people.csv").write_text("email,name\nanna@mail.example,Anna\n")
    with pytest.raises(ConfigError, match=r"people\.csv has no column “id”"):
        files.writer()
    assert files.work() == []
    files.run([{"id": 1, "name": "fine"}], name="others")


@pytest.mark.parametrize(
    ("extension", "damaged"),
    [
        ("csv", b'id,name\n1,"a\n'),
        ("csv", b"id,name\n1,a,b,c\n"),
        ("csv", b"id,name\n1,Zo\xeb\n"),
        ("csv", b"\xff\xfei\x00d\x00"),
        ("jsonl", b'{"id": 1\n'),
        ("jsonl", b'{"id": 1, "n": "Zo\xeb"}\n'),
        ("parquet", b"PAR1 not really"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone_and_records_are_kept_until_it_can(
    files: Files, logged: Logged, extension: str, damaged: bytes
) -> None:
    writer = files.writer(format=extension)
    send(writer, batch_of(SCHEMA, [{"id": 1, "name": "a"}]))
    file = files.folder / f"people.{extension}"
    file.write_bytes(damaged)
    logged.expect("cannot be read")
    with pytest.raises(DestinationError, match="cannot be read") as failure:
        writer.finish()
    writer.close()
    assert failure.value.kept
    assert failure.value.hint
    assert file.read_bytes() == damaged
    assert len(files.work()) == 1
    with pytest.raises(DestinationError, match="cannot be read"):
        files.writer(format=extension)
    file.unlink()
    files.run([{"id": 2, "name": "b"}], format=extension)
    rows = pq.read_table(file).num_rows if extension == "parquet" else len(file.read_text().splitlines()) - (extension == "csv")
    assert rows == 2


def test_fields_that_differ_in_case_only_are_refused(files: Files) -> None:
    with pytest.raises(ConfigError, match="Email, email"):
        files.writer(schema=schema_of(id=pa.int64(), email=pa.string(), Email=pa.string()))


def test_field_names_may_be_anything(files: Files) -> None:
    names = ['a "b"', "c,d", "filename", "é ñ", "row", "x'y", "file_row_number", "~/"]
    schema = schema_of(**{"the key": pa.int64()}, **dict.fromkeys(names, pa.string()))
    for extension in ("csv", "jsonl", "parquet"):
        for _ in range(2):
            files.run([{"the key": 1, **{n: n for n in names}}], schema=schema, format=extension)
    assert json.loads(files.text("people.jsonl")) == {"the key": 1, **{n: n for n in names}}
    assert pq.read_table(files.folder / "people.parquet").to_pylist() == [{"the key": 1, **{n: n for n in names}}]
    assert files.text().startswith('the key,"a ""b""","c,d",filename,')


def test_objects_are_the_files_with_their_columns(files: Files) -> None:
    files.run([{"id": 1, "name": "a"}])
    files.run([{"id": 1, "name": "a"}], Operation.APPEND, name="events")
    (files.folder / "broken.csv").write_bytes(b"\xff\xfe\x00")
    destination = opened("folder", {"path": "files"}, files.root, files.clock)
    found = {s.name: [f.name for f in s.fields] for s in destination.objects()}
    assert found == {"records": [], "people": ["id", "name"], "broken": []}
    assert destination.objects()[0].open_name


# Appending ------------------------------------------------------------------------------------------------------------


def test_append_makes_a_file_for_each_run_with_its_time_and_run(files: Files) -> None:
    files.run([{"id": 1, "name": "a"}, {"id": 1, "name": "b"}], Operation.APPEND)
    files.clock.advance(3600)
    files.run([{"id": 2, "name": "c"}], Operation.APPEND)
    made = sorted(p.name for p in files.folder.glob("*.csv"))
    assert made == ["people-20261124T102000Z-01234567.csv", "people-20261124T112000Z-01234567.csv"]
    assert files.text(made[0]) == "id,name\n1,a\n1,b\n"


def test_a_run_that_appends_nothing_makes_no_file(files: Files) -> None:
    files.run([], Operation.APPEND)
    assert list(files.folder.glob("*.csv")) == []


# Names ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("High value: DE & FR?", "High value_ DE & FR_"),
        ("  trimmed. ", "trimmed"),
        ("CON", "CON_"),
        ("com1", "com1_"),
        ("nul.txt", "nul.txt_"),
        ("console", "console"),
        ("tab\there", "tab_here"),
        ("日本語 😀", "日本語 😀"),
        (unicodedata.normalize("NFD", "Zoë"), unicodedata.normalize("NFC", "Zoë")),
    ],
)
def test_names_of_files_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name", ["", "  ", "../up", "a/b", "a\\b", "/etc/passwd", ".hidden", "..", "C:\\x", "a\0b", "x" * 181, "é" * 91]
)
def test_names_that_would_leave_the_folder_or_be_too_long_are_refused(files: Files, name: str) -> None:
    with pytest.raises(ConfigError) as failure:
        files.writer(name=name)
    assert failure.value.hint
    assert not files.folder.exists()


# Keys of other types ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_who_leaves_with_a_key_of_another_type_is_found_and_nobody_elses_key_changes(files: Files, form: str) -> None:
    texts = schema_of(id=pa.string(), name=pa.string())
    files.run([{"id": "007", "name": "James"}, {"id": "x1", "name": "Cy"}], schema=texts, format=form)
    writer = files.writer(Operation.MIRROR, format=form)
    send(writer, batch_of(SCHEMA, [{"id": 7, "name": "Ada"}]))
    send(writer, batch_of(schema_of(id=pa.string()), [{"id": "007"}, {"id": "x1"}], Operation.DELETE))
    writer.finish()
    writer.close()
    if form == "parquet":
        assert [str(row["id"]) for row in pq.read_table(files.folder / "people.parquet").to_pylist()] == ["7"]
    else:
        told = {"csv": "id,name\n7,Ada\n", "jsonl": '{"id":7,"name":"Ada"}\n'}
        assert files.text(f"people.{form}") == told[form]
