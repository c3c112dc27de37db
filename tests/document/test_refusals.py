"""Every mistake in a document is refused with its line, its key and what would be valid; nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import DocumentError
from tests.shop import DOCUMENT

SECOND_SYNC = """\
operation: mirror
    sync_key: {column: customer_id, field: id}
    mappings:
      - {field: email, column: email}
      - {field: paid"""
READERS = "{name: Readers, dataset: Customers, where: {all: [{column: opted_in, op: is_true}]}}"
FOLDER = "type: folder\n    config: {path: ./out, format: csv}"


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "says", "valid"),
    [
        # the document
        ("version: 1", "version: 2", "version 2 is not known", "Valid here: 1"),
        ("version: 1", "version: true", "version True is not known", "Valid here: 1"),
        ("sources:", "source:", "unknown key “source”", "sources"),
        ("segments:", "segments: everyone\nsegment_list:", "unknown key “segment_list”", "segments"),
        # sources
        ("type: files", "type: excel", "sources[0].type: “excel” is not a source type", "files"),
        ("config: {path: ./shop}", "config: {folder: ./shop}", "sources[0].config.folder: unknown key “folder”", "path"),
        ("config: {path: ./shop}", "config: {path: 5}", "sources[0].config.path: expected text, found a number", ""),
        ("config: {path: ./shop}", "config: [./shop]", "sources[0].config: expected keys and values, found a list", ""),
        ("config: {path: ./shop}", "configuration: {}", "unknown key “configuration”", "config"),
        # data sets
        ("source: Shop files", "source: Shop file", "datasets[0].source: there is no source “Shop file”", "“Shop files”"),
        ("table: customers.csv", "table: customers.csv\n    sql: SELECT 1", "either table or sql", ""),
        ("type: person", "type: human", "datasets[0].type: “human” is not known here", "person, company, event, generic"),
        ("unique_identifier: customer_id", "unique_identifier: customerid", "has no column “customerid”", "“customer_id”"),
        ("email: email", "email: mail", "datasets[0].email: “Customers” has no column “mail”", "email"),
        ("email: {pii: true}", "mail: {pii: true}", "datasets[0].columns.mail: “Customers” has no column", "email"),
        ("email: {pii: true}", "email: {pii: 1}", "datasets[0].columns.email.pii: expected true or false", ""),
        ("email: {pii: true}", "email: {secret: true}", "unknown key “secret”", "pii, enumerated"),
        ("dataset: Orders, kind", "dataset: Order, kind", "relationships[0].dataset: there is no dataset “Order”", "“Orders”"),
        ("kind: one_to_many", "kind: many", "relationships[0].kind: “many” is not known", "one_to_many"),
        ("from: customer_id", "from: customer", "relationships[0].from: “Customers” has no column", "customer_id"),
        ("to: customer_id}", "to: customer}", "relationships[0].to: “Orders” has no column", "customer_id"),
        ("rollup: sum", "rollup: median", "computed[0].rollup: “median” is not known", "count, sum, average"),
        ("related: Orders, rollup", "related: Order, rollup", "has no relationship “Order”", "Orders"),
        ("event: {name: state", "event: {title: state", "datasets[1].event.title: unknown key “title”", "name, time"),
        # segments
        (
            "dataset: Customers\n    description",
            "dataset: Clients\n    description",
            "segments[0].dataset: there is no dataset",
            "",
        ),
        ("    where:\n", "    when:\n", "unknown key “when”", "where"),
        ("op: at_least", "op: atleast", "where.all[0].op: “atleast” is not known", "at_least"),
        ("op: at_least", "op: starts_with", "“starts_with” does not fit “spent” (number)", "at_least"),
        ("value: 1000", "value: many", "where.all[0].value: “many” does not fit “spent” (number)", ""),
        ("value: 1000", "value: [1, 2]", "where.all[0].value: expected one value, found a list", ""),
        ("column: spent", "column: spend", "where.all[0].column: “Customers” has no column “spend”", "“spent”"),
        ("column: spent", "columns: spent", "where.all[0]: not a condition", "column, all, any, related, segment, sql"),
        ("value: [DE, FR]", "value: DE", "any[0].value: expected a list, found text", ""),
        ("value: 2026-11-20", "value: yesterday", "any[1].value: “yesterday” does not fit “seen” (date)", ""),
        ("- any:", "- either:", "where.all[1]: not a condition", "any"),
        ("{related: Orders, event: {is", "{related: Order, event: {is", "has no relationship “Order”", "Orders"),
        ("column: amount, op", "column: total, op", "all[2].where.all[0].column: “Orders” has no column “total”", "amount"),
        ("count: {at_least: 1}", "count: {at_least: -1}", "count.at_least: must be 0 or more", ""),
        ("count: {at_least: 1}", "count: {least: 1}", "count.least: unknown key “least”", "at_least, at_most, exactly"),
        ("within: {last_days: 90}", "within: {last_days: soon}", "within.last_days: expected a number of days", ""),
        ("event: {one_of: [paid, open]}", "event: {one_of: []}, never: 1", "never: expected true or false", ""),
        ("segment: Readers", "segment: Reader", "where.all[5].segment: there is no segment “Reader”", "“Readers”"),
        ('sql: "length', 'sql: 5, x: "length', "unknown key “x”", "sql"),
        ("rows: 50", "rows: 0", "segments[0].limit.rows: must be 1 or more", ""),
        ("order_by: paid", "order_by: pay", "segments[0].limit.order_by: “Customers” has no column “pay”", "paid"),
        ("op: is_true", "op: is_true, value: 1", "where.all[0].value: this operator takes no value", ""),
        # destinations
        ("type: webhook", "type: webhok", "destinations[0].type: There is no destination type “webhok”", "webhook"),
        ("batch_size: 2", "batch_size: two", "destinations[0].config.batch_size: expected a number, found text", ""),
        ("batch_size: 2", "batchsize: 2", "config.batchsize: unknown key “batchsize”", "batch_size"),
        ("method: POST", "method: SHOUT", "config.method: expected one of POST", ""),
        ('config: {url: "http://127.0.0.1:8099/in", ', "config: {", "“url” is missing", ""),
        (
            "http://127.0.0.1",
            "http://user:canary@127.0.0.1",
            "config.url: a credential stands in this address",
            "--secret-stdin",
        ),
        ("batch_size: 2", "auth: canary", "config.auth: this is a credential", "--secret-stdin"),
        # syncs
        ("source: {segment: Big spenders}", "source: {segment: Small}", "source.segment: there is no segment “Small”", ""),
        (
            "source: {segment: Big spenders}",
            "source: {query: X}",
            "syncs[1].source.query: unknown key “query”",
            "segment, dataset",
        ),
        ("source: {segment: Big spenders}", "source: {}", "syncs[1].source: expected either segment or dataset", ""),
        ("destination: CRM hook", "destination: CRM", "syncs[1].destination: there is no destination “CRM”", ""),
        (
            SECOND_SYNC,
            SECOND_SYNC.replace("mirror", "mirrors"),
            "syncs[1].operation: “mirrors” is not known here",
            "upsert, update, create, mirror, append, delete",
        ),
        (
            "{field: paid, column: paid}",
            "{field: paid, column: payed}",
            "mappings[1].column: “Customers” has no column “payed”",
            "“paid”",
        ),
        (
            "{field: paid, column: paid}",
            "{field: paid}",
            "mappings[1]: a mapping has exactly one of column, constant, template, run, member",
            "",
        ),
        (
            "{field: paid, column: paid}",
            "{field: hi, template: 'Dear {{ emial }}'}",
            "mappings[1].template: line 1, character 9: there is no column “emial”",
            "“email”",
        ),
        ("{field: paid, column: paid}", "{field: hi, template: '{{ email | shout }}'}", "there is no filter “shout”", ""),
        ("{field: paid, column: paid}", "{field: h, column: email, hash: crc32}", "hash: “crc32” is not known", "sha256"),
        ("{field: paid, column: paid}", "{field: v, member: Nobody}", "member: there is no segment “Nobody”", ""),
        ("{field: paid, column: paid}", "{field: v, column: x, related: Firm}", "has no relationship “Firm”", "It has"),
        ("{field: paid, column: paid}", "{field: v, column: state, related: Orders}", "several rows", "computed column"),
        ("{field: paid, column: paid}", "{field: p, column: paid, type: date}", "never become date", ""),
        ("status: active", "status: active\n    sync_all: kebab", "sync_all: “kebab” is not known", "snake_case"),
        ("status: active", "status: active\n    limits: {hours: 1}", "unknown key “hours”", "minutes, records"),
        ("status: active", "status: active\n    limits: {minutes: 0}", "limits.minutes: must be 1 or more", ""),
        ("status: active", "status: active\n    removal: erase", "removal: “erase” is not known", "null_out"),
        ("{field: paid, column: paid}", "paid", "mappings[1]: expected keys and values, found text", ""),
        ("schedule: {every: 15m}", "schedule: {every: 15 minutes}", "“15 minutes” is not an interval", "15m, 2h or 1d"),
        (
            "schedule: {every: 15m}",
            "schedule: {cron: every day}",
            "syncs[1].schedule: “every day” is not a cron",
            "Five fields",
        ),
        ("schedule: {every: 15m}", "schedule: {cron: 0 6 * * *, timezone: Mars}", "“Mars” is not a time zone", "Europe/Berlin"),
        ("schedule: {every: 15m}", "schedule: {every: 15m, after: X}", "expected exactly one of continuous, every, cron", ""),
        ("after: Big spenders to the CRM", "after: Nobody", "syncs[0].schedule.after: there is no sync “Nobody”", ""),
        ("status: active", "status: on", "syncs[1].status: “on” is not known here", "active, paused, draft"),
        ("hold_over_removed: 25%", "hold_over_removed: some", "hold_over_removed: expected a number of records", "25%"),
        ("hold_over_removed: 25%", "hold_over_added: 25%", "unknown key “hold_over_added”", "hold_over_removed"),
        ("kind: failed_records", "kind: smoke", "alerts[0].kind: “smoke” is not known here", "failed_records"),
        ("over: 75%", "over: lots", "alerts[0].over: expected a number of records", ""),
        ("status: active", "status: active\n    copied_from: Nobody", "copied_from: there is no sync “Nobody”", ""),
        ("    object: records\n", "", "syncs[1]: “object” is missing", "draft"),
        ("status: active", "status: active\n    audience: {field: x}", "syncs[1].audience.field: unknown key", "column"),
    ],
)
def test_a_mistake_is_named_with_its_line(app: App, shop: Path, old: str, new: str, says: str, valid: str) -> None:
    assert DOCUMENT.count(old) >= 1
    position = DOCUMENT.rindex(old) if "syncs[1]" in says else DOCUMENT.index(old)
    text = DOCUMENT[:position] + new + DOCUMENT[position + len(old) :]
    with pytest.raises(DocumentError) as refused:
        app.document.import_(text, shop)
    error = refused.value
    assert says in error.message
    assert valid in error.hint
    assert error.kept == "Nothing was changed."
    assert "canary" not in str(error)
    assert app.document.export() == {"version": 1}
    first = DOCUMENT.count("\n", 0, position) + 1
    last = first + old.count("\n") + new.count("\n")
    begin = text.rfind("\n  - ", 0, position)  # a missing key is named with the line where its thing begins
    assert error.line in range(first, last + 1) or error.line == text.count("\n", 0, begin) + 2


def test_the_same_name_twice_is_refused_with_both_lines(app: App, shop: Path) -> None:
    text = DOCUMENT.replace("name: Readers,", "name: Big spenders,")
    with pytest.raises(DocumentError, match=rf"stands on line {line_of(DOCUMENT, 'name: Big spenders')} too") as refused:
        app.document.import_(text, shop)
    assert refused.value.line == line_of(DOCUMENT, "name: Readers,")


def test_segments_that_include_one_another_in_a_circle_are_refused(app: App, shop: Path) -> None:
    text = DOCUMENT.replace("{column: opted_in, op: is_true}", "{segment: Big spenders}")
    with pytest.raises(DocumentError, match="circle: Big spenders → Readers → Big spenders") as refused:
        app.document.import_(text, shop)
    assert refused.value.line == line_of(DOCUMENT, "- name: Big spenders")


def test_a_segment_of_another_data_set_cannot_be_included(app: App, shop: Path) -> None:
    text = DOCUMENT.replace(
        "name: Readers, dataset: Customers, where: {all: [{column: opted_in, op: is_true}]}", "name: Readers, dataset: Orders"
    )
    with pytest.raises(DocumentError, match="“Readers” is a segment of another data set"):
        app.document.import_(text, shop)


def test_what_cannot_change_is_said_so(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    before = app.document.export()
    for old, new, says in (
        (READERS, "{name: Readers, dataset: Orders}", "stays one"),
        (FOLDER, 'type: webhook\n    config: {url: "http://127.0.0.1/"}', "is a folder"),
        ("object: records", "object: others", "object"),
        (SECOND_SYNC, SECOND_SYNC.replace("mirror", "upsert"), "operation"),
    ):
        with pytest.raises(DocumentError, match=says) as refused:
            app.document.import_(DOCUMENT.replace(old, new), shop)
        assert refused.value.line > 0
    assert app.document.export() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has keys and values"),
        ("just text", "has keys and values"),
        ("- a\n- b", "has keys and values"),
        ("sources: []", "“version” is missing"),
        ("version: 1\nsegments: everyone", "expected a list, found text"),
        ("version: 1\nsegments:\n  - everyone", "expected keys and values, found text"),
        ("version: 1\nsegments:\n  - dataset: X", "“name” is missing"),
        ("version: 1\nsegments:\n  - {name: '', dataset: X}", "must not be empty"),
        ("version: 1\nsegments:\n  - {name: 5, dataset: X}", "expected text, found a number"),
        ("version: 1\nsources:\n  - {name: 'a\tb', type: files, config: {path: .}}", "control character"),
        (
            "version: 1\nsources:\n  - {name: '" + "x" * 10_000 + "', type: files, config: {path: .}}",
            "10,000 characters; 200 are allowed",
        ),
    ],
)
def test_documents_without_the_outer_form_are_refused(app: App, shop: Path, text: str, says: str) -> None:
    with pytest.raises(DocumentError) as refused:
        app.document.import_(text, shop)
    assert says in refused.value.message


def test_an_empty_document_changes_nothing(app: App, shop: Path) -> None:
    assert app.document.import_("version: 1\nsegments:\n", shop) == ()


def test_a_draft_may_be_unfinished(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    draft = "name: D\nsource: {dataset: Customers}\ndestination: Files out\noperation: upsert\nstatus: draft\n"
    app.document.add("syncs", draft, shop)
    assert {c.action for c in app.document.import_(app.document.to_yaml(app.document.export()), shop)} == {"unchanged"}
