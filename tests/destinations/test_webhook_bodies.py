"""A webhook's bodies: their shapes, and templates that make them. Without settings they are what test_webhook.py says."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations import open_destination
from census_desktop.domain.errors import BatchRejected, ConfigError
from census_desktop.domain.model import Connection, Operation, Removal
from census_desktop.domain.ports import DestinationContext, Target
from census_desktop.domain.records import Call
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.fakes.webhook import Hook
from tests.destinations.webhook_room import (
    ANNA,
    SCHEMA,
    UPSERT,
    ZOE,
    Open,
    sent,
    the_hook,  # noqa: F401  the fixture
    the_open_,  # noqa: F401  the fixture
)

MIRROR = Target("records", Operation.MIRROR, "id")


# Bodies -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "rows", "body", "content_type"),
    [
        ("list", [ANNA, ZOE], json.dumps([ANNA, ZOE], ensure_ascii=False, separators=(",", ":")), "application/json"),
        ("single", [ANNA], json.dumps(ANNA, separators=(",", ":")), "application/json"),
        (
            "lines",
            [ANNA, {"id": 8, "name": None}],
            '{"id":7,"name":"Anna \\"Ann\\" Keller"}\n{"id":8,"name":null}\n',
            "application/x-ndjson",
        ),
    ],
)
def test_shapes(hook: Hook, open_: Open, shape: str, rows: list[Any], body: str, content_type: str) -> None:
    sent(open_, batch_of(SCHEMA, rows), shape=shape)
    assert hook.calls[-1].body.decode() == body
    assert hook.calls[-1].headers["content-type"] == content_type


def test_single_records_go_one_by_one_whatever_the_batch_size(open_: Open) -> None:
    limits = open_(shape="single", batch_size=500).open(UPSERT, SCHEMA).limits
    assert limits.batch_rows == 1


def test_a_limit_of_bytes_is_told_to_the_engine(open_: Open) -> None:
    assert open_(batch_kilobytes=20).open(UPSERT, SCHEMA).limits.batch_bytes == 20_000
    assert open_().open(UPSERT, SCHEMA).limits.batch_bytes == 0


def test_deletes_have_a_method_of_their_own(hook: Hook, open_: Open) -> None:
    writer = open_(shape="list", method="PUT", delete_method="DELETE").open(MIRROR, SCHEMA)
    send(writer, batch_of(SCHEMA, [ANNA]))
    send(writer, batch_of(SCHEMA, [ANNA], Operation.DELETE))
    assert [(c.method, c.json) for c in hook.calls] == [("PUT", [ANNA]), ("DELETE", [{"id": 7}])]


@pytest.mark.parametrize(
    ("config", "fine"),
    [
        ({}, True),
        ({"shape": "list"}, False),
        ({"shape": "lines"}, False),
        ({"shape": "single"}, False),
        ({"shape": "single", "delete_method": "DELETE"}, True),
        ({"shape": "single", "method": "DELETE", "delete_method": "DELETE"}, False),
        ({"template": "{{ records | json }}"}, False),
        ({"template": '{"do": {{ operation | json }}, "with": {{ records | json }}}'}, True),
    ],
)
def test_a_mirror_needs_a_receiver_that_can_tell_deletes(open_: Open, config: dict[str, Any], fine: bool) -> None:
    destination = open_(**config)
    if fine:
        assert destination.open(MIRROR, SCHEMA).limits
    else:
        with pytest.raises(ConfigError, match="could not tell records that are deleted"):
            destination.open(MIRROR, SCHEMA)
    assert destination.open(Target("records", Operation.MIRROR, "id", removal=Removal.NULL_OUT), SCHEMA).limits


# Templates ----------------------------------------------------------------------------------------------------------------


def test_a_template_makes_the_body_and_no_value_is_more_than_a_value(hook: Hook, open_: Open) -> None:
    template = (
        '{"from": {{ sync | json }}, "{{ operation | sha256 }}": [{% for r in records %}'
        '{"key": {{ r.id | json }}, "greeting": {{ r.name | prepend: "Hello " | json }}, "n": {{ forloop.index }}}'
        "{% unless forloop.last %},{% endunless %}{% endfor %}]}"
    )
    sent(open_, template=template)
    body = json.loads(hook.calls[-1].body)
    assert body.pop("from") == "High value to the CRM"
    (records,) = body.values()
    assert records == [
        {"key": 7, "greeting": 'Hello Anna "Ann" Keller', "n": 1},
        {"key": 8, "greeting": "Hello Zoë\n</script>", "n": 2},
    ]


def test_a_single_record_is_called_record(hook: Hook, open_: Open) -> None:
    template = '{% if operation == "delete" %}[{{ record.id | json }}]{% else %}{{ record | json }}{% endif %}'
    writer = open_(shape="single", template=template).open(MIRROR, SCHEMA)
    send(writer, batch_of(SCHEMA, [ANNA]))
    send(writer, batch_of(SCHEMA, [ANNA], Operation.DELETE))
    assert [c.json for c in hook.calls] == [ANNA, [7]]


def test_a_field_that_is_left_out_can_be_asked_for(hook: Hook, open_: Open) -> None:
    template = '{"id": {{ record.id | json }}{% if record contains "name" %}, "name": {{ record.name | json }}{% endif %}}'
    writer = open_(shape="single", template=template).open(UPSERT, SCHEMA)
    send(writer, batch_of(SCHEMA, [{"id": 7}], keep_if_null=["name"]))
    assert hook.calls[-1].json == {"id": 7}


def test_captured_text_is_judged_where_it_is_put_out(hook: Hook, open_: Open) -> None:
    capture = "{% capture hello %}Hello {{ record.name }}{% endcapture %}"
    sent(open_, batch_of(SCHEMA, [ANNA]), shape="single", template=capture + "{{ hello | json }}")
    assert hook.calls[-1].json == 'Hello Anna "Ann" Keller'
    with pytest.raises(ConfigError, match="puts “hello” into JSON as it is"):
        open_(shape="single", template=capture + '"{{ hello }}"')


@pytest.mark.parametrize(
    ("template", "shape", "why"),
    [
        ('{"name": "{{ record.name }}"}', "single", "puts “record.name” into JSON as it is"),
        ('{"name": {{ record.name | json | strip }}}', "single", "into JSON as it is"),
        ('{"name": "{{ \'a\' | append: record.name }}"}', "single", "into JSON as it is"),
        ("{% liquid\n echo record.name %}", "single", "into JSON as it is"),
        ('{"name": "{{ record.name | base64 }}"}', "single", "into JSON as it is"),
        ('["{% cycle record.name, "b" %}"]', "single", "into JSON as it is"),
        ('{% for r in records %}{% if r %}"{{ r.name }}"{% endif %}{% endfor %}', "envelope", "into JSON as it is"),
        ('{"sync": {{ sync | json }}}', "envelope", "holds no record"),
        ("{{ record.name | json }}", "envelope", "names “name”"),
        ("{{ records | json }}{{ city | json }}", "envelope", "names “city”"),
        ("{{ records | shout | json }}", "envelope", "no filter “shout”"),
        ("{{ record.name | shout | json }}", "single", "line 1, character 18: there is no filter “shout”"),
        ("{% for r in records %}", "envelope", "The body template"),
        ("{{ records | json }}" + " " * 10_000, "envelope", "longer than 10,000"),
        ("{% include 'x' %}{{ records | json }}", "envelope", "include"),
    ],
)
def test_a_template_that_cannot_work_or_could_be_broken_out_of_is_refused(
    open_: Open, template: str, shape: str, why: str
) -> None:
    with pytest.raises(ConfigError) as failure:
        open_(shape=shape, template=template)
    assert why in failure.value.message


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("[{% for r in records %}{{ r | json }},{% endfor %}]", "is not JSON"),  # the comma after the last one
        ('{"name": "{{ record.name | json }}"}', "is not JSON"),
        ("{{ record.city | json }}", "names something that this record does not have"),
        ("{% for i in (1..999999) %}{{ record | json }}{% endfor %}", "grows too large"),
        ("{{ record.name | divided_by: 2 | json }}", "cannot be computed"),
        ("NaN{% if record %}{% endif %}", "is not JSON"),
    ],
)
def test_a_record_that_cannot_be_rendered_is_refused_before_it_leaves(hook: Hook, open_: Open, template: str, why: str) -> None:
    with pytest.raises(BatchRejected, match=why) as failure:
        sent(open_, batch_of(SCHEMA, [ANNA]), shape="single", template=template)
    assert "Keller" not in str(failure.value)
    assert hook.calls == []


def test_other_than_json_is_sent_as_it_is(hook: Hook, open_: Open) -> None:
    template = "{% for r in records %}{{ r.name }};{% endfor %}"
    sent(open_, template=template, content_type="text/plain; charset=utf-8")
    assert hook.calls[-1].body.decode() == 'Anna "Ann" Keller;Zoë\n</script>;'
    assert hook.calls[-1].headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("content_type", "template", "body"),
    [
        ("application/x-www-form-urlencoded", "name={{ record.name | url_encode }}&n=1", "name=Anna+%22Ann%22+Keller&n=1"),
        ("application/xml", "<name>{{ record.name | escape }}</name>", "<name>Anna &quot;Ann&quot; Keller</name>"),
    ],
)
def test_forms_and_xml_have_values_of_their_own_kind(
    hook: Hook, open_: Open, content_type: str, template: str, body: str
) -> None:
    config = {"shape": "single", "content_type": content_type}
    sent(open_, batch_of(SCHEMA, [ANNA]), template=template, **config)
    assert hook.calls[-1].body.decode() == body
    for unsafe in ("{{ record.name }}", "{{ record.name | json }}", "{{ record.name | base64 }}"):
        with pytest.raises(ConfigError, match="as it is"):
            open_(template=unsafe, **config)


def test_each_line_of_lines_is_json(hook: Hook, open_: Open) -> None:
    config = {"content_type": "application/x-ndjson", "template": "{% for r in records %}{{ r | json }}\n{% endfor %}"}
    parted = {"id": 9, "name": "in\u2028two"}
    sent(open_, batch_of(SCHEMA, [ANNA, ZOE, parted]), **config)
    assert [json.loads(line) for line in hook.calls[-1].body.split(b"\n")[:-1]] == [ANNA, ZOE, parted]
    with pytest.raises(BatchRejected, match="is not JSON"):
        sent(open_, **{**config, "template": "{% for r in records %}{{ r | json }},\n{% endfor %}"})


@pytest.mark.parametrize("content_type", ["json", "application/json\r\nX: 1", "application/json; charset"])
def test_a_content_type_that_is_none_is_refused(open_: Open, content_type: str) -> None:
    with pytest.raises(ConfigError, match="not a content type"):
        open_(content_type=content_type)


FOR_EACH = "{% for r in records %}"


@pytest.mark.parametrize(
    "config",
    [
        {"shape": "list"},
        {"shape": "lines"},
        {"template": "{{ records | json }}"},
        {"template": FOR_EACH + "{{ r.name }}|{% endfor %}", "content_type": "text/plain"},
        {"template": FOR_EACH + "<name>{{ r.name | escape }}</name>{% endfor %}", "content_type": "application/xml"},
        {
            "template": FOR_EACH + "n={{ r.name | url_encode }}&{% endfor %}",
            "content_type": "application/x-www-form-urlencoded",
        },
    ],
    ids=["list", "lines", "json", "text", "xml", "form"],
)
def test_recorded_calls_show_nobody_whatever_the_body(
    hook: Hook, tmp_path: Path, clock: FakeClock, config: dict[str, str]
) -> None:
    calls: list[Call] = []

    class Calls:
        def record(self, call: Callable[[], Call]) -> None:
            calls.append(call())

    hook.replies = [{"greeted": "Keller, Annegret and Zoë Marie, whoever they are"}]
    connection = Connection("c1", "Hook", "webhook", {"url": f"{hook.url}/in", **config})
    destination = open_destination(DestinationContext(connection, {}, tmp_path, clock, Calls()))
    rows = [{"id": n, "name": name} for n, name in enumerate(("Keller", "Annegret", "Zoë Marie"))]
    send(destination.open(UPSERT, SCHEMA), batch_of(SCHEMA, rows))
    destination.close()
    (call,) = calls
    assert call.records == 3
    for name in ("Keller", "Annegret", "Marie"):
        assert name not in repr(call)
    assert "whoever" in call.response


def test_decimals_in_templates_are_numbers(hook: Hook, open_: Open) -> None:
    schema = schema_of(id=pa.int64(), spent=pa.decimal128(9, 2))
    writer = open_(template="{{ records | json }}").open(UPSERT, schema)
    send(writer, batch_of(schema, [{"id": 7, "spent": Decimal("12.50")}]))
    assert hook.calls[-1].json == [{"id": 7, "spent": 12.5}]
