"""Meta's custom audiences: rows and sessions, what counts and codes mean, and audiences found, made and renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.destinations._http import HttpClient
from census_desktop.destinations.meta import MANIFEST, MEMBERS
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import AudienceKeeper, CancelToken, Destination, Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import MemoryIds, batch_of, opened, run, schema_of, send
from tests.destinations.fakes.meta import ACCOUNT, TOKEN, Meta, failed
from tests.destinations.fakes.vendor import Said
from tests.destinations.vendors.meta import THROTTLED, record, sha

SCHEMA = schema_of(EMAIL=pa.string(), FN=pa.string(), MADID=pa.string())
UPSERT = Target("audience", Operation.UPSERT, "EMAIL", audience="Best customers")
MIRROR = Target("audience", Operation.MIRROR, "EMAIL", audience="Best customers")
SWAP = Target("audience", Operation.MIRROR, "EMAIL", audience="Best customers", removal=Removal.SWAP)
Open = Callable[..., Destination]


@pytest.fixture
def meta() -> Iterator[Meta]:
    with Meta() as vendor:
        yield vendor


@pytest.fixture
def open_(meta: Meta, tmp_path: Path, clock: FakeClock) -> Iterator[Open]:
    made: list[Destination] = []
    ids = MemoryIds()

    def open_it(secrets: dict[str, str] | None = None, **config: Any) -> Destination:
        given = {"account_id": ACCOUNT, "base_url": meta.url, **config}
        made.append(opened("meta", given, tmp_path, clock, secrets or {"access_token": TOKEN}, ids))
        return made[-1]

    yield open_it
    for destination in made:
        destination.close()


def people(*numbers: int) -> list[dict[str, Any]]:
    return [record(number) for number in numbers]


def test_people_are_added_and_removed_by_the_bytes_that_were_added(meta: Meta, open_: Open) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    added = send(writer, batch_of(SCHEMA, people(1, 2, 3)))
    assert (added.accepted, added.rejected, added.unnamed) == (True, {}, 0)
    assert meta.keys("Best customers") == {record(n)["EMAIL"] for n in (1, 2, 3)}
    send(writer, batch_of(SCHEMA, people(2), Operation.DELETE))
    assert meta.keys("Best customers") == {record(n)["EMAIL"] for n in (1, 3)}
    assert meta.called("^DELETE")[0].json["payload"] == {"schema": ["EMAIL"], "data": [[record(2)["EMAIL"]]]}


def test_who_leaves_is_removed_by_every_identifier_that_was_sent_of_them(meta: Meta, open_: Open) -> None:
    schema = schema_of(EMAIL=pa.string(), PHONE=pa.string(), FN=pa.string())
    kept: list[str] = []
    for audience in ("One", "Two"):
        writer = open_().open(Target("audience", Operation.MIRROR, "EMAIL", audience=audience), schema)
        kept.append(writer.audience_id)
        for phone in ("1", "2"):
            send(writer, batch_of(schema, [{"EMAIL": sha("a"), "PHONE": sha(phone), "FN": sha("x")}, {"EMAIL": sha("b")}]))
    writer = open_().open(Target("audience", Operation.MIRROR, "EMAIL", audience="One", audience_id=kept[0]), schema)
    assert send(writer, batch_of(schema, [{"EMAIL": sha("a")}, {"EMAIL": sha("b")}], Operation.DELETE)).unnamed == 0
    assert meta.calls[-1].json["payload"] == {
        "schema": ["EMAIL", "PHONE"],
        "data": [[sha("a"), ""], [sha("a"), sha("2")], [sha("a"), sha("1")], [sha("b"), ""]],
    }
    assert (meta.keys("One"), meta.keys("Two")) == (set(), {sha("a"), sha("b")})
    writer = open_().open(Target("audience", Operation.MIRROR, "EMAIL", audience="Two", audience_id=kept[1]), schema)
    send(writer, batch_of(schema, [{"EMAIL": sha("a")}], Operation.DELETE))
    assert len(meta.calls[-1].json["payload"]["data"]) == 3  # what one audience forgot another still knows


def test_a_removal_of_more_rows_than_a_request_takes_is_one_session_of_several(
    meta: Meta, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.destinations.meta.writer.LIMITS", Limits(batch_rows=3))
    schema = schema_of(EMAIL=pa.string(), PHONE=pa.string())
    rows = [{"EMAIL": sha(str(n)), "PHONE": sha(f"+{n}")} for n in range(4)]
    writer = open_().open(MIRROR, schema)
    send(writer, batch_of(schema, rows))
    send(writer, batch_of(schema, rows, Operation.DELETE))
    removals = [session for what, session in meta.batches if what == "remove"]
    assert [(s["batch_seq"], s["last_batch_flag"], s["estimated_num_total"]) for s in removals] == [
        (1, False, 8),
        (2, False, 8),
        (3, True, 8),
    ]
    assert len({s["session_id"] for s in removals}) == 1
    assert meta.keys("Best customers") == set()


def test_rows_are_as_long_as_the_schema_in_one_order_and_unknown_is_blank(meta: Meta, open_: Open) -> None:
    schema = schema_of(PHONE=pa.string(), LN=pa.string(), EMAIL=pa.string(), EXTERN_ID=pa.int64())
    rows: list[dict[str, Any]] = [{"PHONE": sha("1")}, {"PHONE": sha("2"), "EMAIL": sha("e"), "EXTERN_ID": 7}]
    writer = open_().open(Target("audience", Operation.UPSERT, "PHONE", audience="A"), schema)
    send(writer, batch_of(schema, rows, keep_if_null=["LN"]))
    assert meta.called("/users")[0].json["payload"] == {
        "schema": ["EMAIL", "PHONE", "EXTERN_ID", "LN"],
        "data": [["", sha("1"), "", ""], [sha("e"), sha("2"), "7", ""]],
    }


def test_each_request_is_a_whole_session_and_a_repeat_has_the_same_number(meta: Meta, open_: Open) -> None:
    writer = open_().open(UPSERT, SCHEMA)
    batch = batch_of(SCHEMA, people(1), idempotency_key="the same")
    for sent in (batch, batch, batch_of(SCHEMA, people(2), idempotency_key="another")):
        send(writer, sent)
    sessions = [session for _, session in meta.batches]
    assert {(s["batch_seq"], s["last_batch_flag"], s["estimated_num_total"]) for s in sessions} == {(1, True, 1)}
    assert sessions[0]["session_id"] == sessions[1]["session_id"] != sessions[2]["session_id"]
    assert meta.keys("Best customers") == {record(1)["EMAIL"], record(2)["EMAIL"]}


def test_a_swap_is_one_session_without_gaps_whose_last_batch_is_marked_once(meta: Meta, open_: Open) -> None:
    meta.make("Best customers")
    send(open_().open(UPSERT, SCHEMA), batch_of(SCHEMA, people(1, 9)))
    writer = open_().open(SWAP, SCHEMA)
    assert writer.limits.concurrency == 1
    send(writer, batch_of(SCHEMA, people(1, 2)))
    send(writer, batch_of(SCHEMA, people(3)))
    assert meta.keys("Best customers") == {record(n)["EMAIL"] for n in (1, 9)}
    writer.finish()
    assert meta.keys("Best customers") == {record(n)["EMAIL"] for n in (1, 2, 3)}
    sessions = [session for what, session in meta.batches if what == "replace"]
    assert [s["batch_seq"] for s in sessions] == [1, 2, 3]
    assert [s["last_batch_flag"] for s in sessions] == [False, False, True]
    assert len({s["session_id"] for s in sessions}) == 1


def test_a_batch_of_a_swap_that_is_tried_again_keeps_its_place(meta: Meta, open_: Open) -> None:
    writer = open_().open(SWAP, SCHEMA)
    meta.fail_next("drop", path="usersreplace")
    with pytest.raises(TransientError):
        send(writer, batch_of(SCHEMA, people(1)))
    run(writer, batch_of(SCHEMA, people(1)))
    assert [s["batch_seq"] for _, s in meta.batches] == [1, 1, 2]
    assert meta.keys("Best customers") == {record(1)["EMAIL"]}


def test_the_end_of_a_swap_is_asked_for_again_only_where_it_did_not_arrive(meta: Meta, open_: Open) -> None:
    writer = open_().open(SWAP, SCHEMA)
    send(writer, batch_of(SCHEMA, people(1, 2)))
    meta.fail_next(failed(4, "Application request limit reached"), path="usersreplace")
    with pytest.raises(TransientError):
        writer.finish()
    meta.fail_next("drop", path="usersreplace")
    with pytest.raises(DestinationError, match="not known whether the audience was replaced") as lost:
        writer.finish()
    assert not isinstance(lost.value, TransientError)
    assert meta.keys("Best customers") == {record(n)["EMAIL"] for n in (1, 2)}


def test_a_swap_by_nobody_is_refused(meta: Meta, open_: Open) -> None:
    id_ = meta.make("Best customers")
    meta.members[id_] = [{"EMAIL": sha("x")}]
    writer = open_().open(SWAP, SCHEMA)
    with pytest.raises(DestinationError, match="by nobody"):
        writer.finish()
    assert meta.keys("Best customers") == {sha("x")}


def test_counts_of_invalid_entries_are_told_without_names(open_: Open) -> None:
    rows = people(*range(7)) + [{**record(n), "MADID": "no device"} for n in (7, 8, 9)]
    reply = send(open_().open(UPSERT, SCHEMA), batch_of(SCHEMA, rows))
    assert (reply.accepted, reply.unnamed, reply.rejected) == (True, 3, {})


def test_where_all_are_invalid_each_is_named(open_: Open) -> None:
    rows = [{**record(n), "MADID": "no device"} for n in (1, 2)]
    reply = send(open_().open(UPSERT, SCHEMA), batch_of(SCHEMA, rows))
    assert (list(reply.rejected), reply.unnamed) == ([0, 1], 0)


def test_no_more_than_ten_thousand_people_leave_in_a_request() -> None:
    assert MANIFEST.limits.batch_rows == 10_000


@pytest.mark.parametrize("clear", ["anna@example.com", "", "UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo="])
def test_clear_text_never_reaches_the_socket(meta: Meta, open_: Open, clear: str) -> None:
    writer = open_().open(UPSERT, SCHEMA)
    reply = send(writer, batch_of(SCHEMA, [{"EMAIL": record(1)["EMAIL"], "FN": clear, "MADID": None}]))
    assert list(reply.rejected) == ([0] if clear else [])
    assert len(meta.called("/users")) == (0 if clear else 1)


def test_limited_data_use_marks_who_is_added_and_not_who_is_removed(meta: Meta, open_: Open) -> None:
    writer = open_(limited_data_use=True).open(MIRROR, SCHEMA)
    send(writer, batch_of(SCHEMA, people(1)))
    send(writer, batch_of(SCHEMA, people(1), Operation.DELETE))
    added, removed = (call.json["payload"] for call in meta.called("/users"))
    assert added["schema"][-1] == "DATA_PROCESSING_OPTIONS"
    assert added["data"][0][-1] == ["LDU"]
    assert removed == {"schema": ["EMAIL"], "data": [[record(1)["EMAIL"]]]}
    assert meta.keys("Best customers") == set()


# What its codes mean ------------------------------------------------------------------------------------------------


def writer_of(open_: Open) -> Writer:
    return open_().open(UPSERT, SCHEMA)


@pytest.mark.parametrize("code", [4, 17, 613, 80003])
@pytest.mark.parametrize("status", [400, 403])
def test_a_throttle_under_400_waits_as_long_as_the_header_says(meta: Meta, open_: Open, code: int, status: int) -> None:
    writer = writer_of(open_)
    meta.fail_next(Said(status, failed(code, "Too many calls").body, {"X-Business-Use-Case-Usage": USAGE}), path="/users")
    with pytest.raises(TransientError, match="slow down") as slow:
        send(writer, batch_of(SCHEMA, people(1)))
    assert (slow.value.retry_after, slow.value.outcome_known) == (19 * 60, True)


USAGE = '{"1":[{"type":"ads_management","estimated_time_to_regain_access":0},{"estimated_time_to_regain_access":19}]}'


@pytest.mark.parametrize("header", ["", "nonsense", "[]", '{"1": {}}', '{"1":[{"estimated_time_to_regain_access":0}]}'])
def test_a_throttle_without_an_estimate_leaves_the_wait_to_the_engine(meta: Meta, open_: Open, header: str) -> None:
    writer = writer_of(open_)
    meta.fail_next(Said(400, THROTTLED.body, {"X-Business-Use-Case-Usage": header}), path="/users")
    with pytest.raises(TransientError) as slow:
        send(writer, batch_of(SCHEMA, people(1)))
    assert slow.value.retry_after is None


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        (failed(190, "Session has expired"), CredentialError, "access token"),
        (failed(10, "No permission"), CredentialError, "ads_management"),
        (failed(294, "Needs ads_management"), CredentialError, "ads_management"),
        (failed(2655, "Terms"), DestinationError, f"tos/\\?act={ACCOUNT}"),
        (failed(100, "Gone", sub=33), DestinationError, "not there any more"),
        (failed(2650, "Kind", sub=1487366), DestinationError, "not there any more"),
        (failed(2650, "Kind"), DestinationError, "customer lists"),
        (failed(100, "Blocked", sub=1713230, user="Resolve restrictions."), DestinationError, "Resolve restrictions"),
        (failed(803, "Some of the aliases you requested do not exist"), DestinationError, "not there any more"),
        (failed(1, "Unknown", sub=99, status=500), TransientError, "trouble"),
        (failed(2, "Service", status=503), TransientError, "trouble"),
        (failed(100, "X", is_transient=True), TransientError, "trouble"),
        (Said(500, "<html>oops</html>", {"Content-Type": "text/html"}), TransientError, "web page"),
        (Said(400, "<html>oops</html>", {"Content-Type": "text/html"}), TransientError, "web page"),
        (Said(200, "<html>sign in</html>", {"Content-Type": "text/html"}), TransientError, "web page"),
        (failed(100, "Invalid parameter", user="DOBY is wrong"), BatchRejected, "DOBY is wrong"),
        (failed(105, "Too many parameters"), BatchRejected, "Too many"),
    ],
)
def test_what_its_codes_mean(meta: Meta, open_: Open, said: Said, error: type[Exception], says: str) -> None:
    meta.make("Best customers")
    writer = writer_of(open_)
    meta.fail_next(said, path="/users")
    with pytest.raises(error, match=says) as told:
        send(writer, batch_of(SCHEMA, people(1)))
    assert type(told.value) is error or error is DestinationError
    assert not isinstance(told.value, TransientError) or error is TransientError


def test_an_audience_made_just_now_may_be_unknown_for_a_moment(meta: Meta, open_: Open) -> None:
    writer = writer_of(open_)
    meta.fail_next(failed(803, "Some of the aliases you requested do not exist"), path="/users")
    with pytest.raises(TransientError):
        send(writer, batch_of(SCHEMA, people(1)))
    assert send(writer, batch_of(SCHEMA, people(1))).accepted
    meta.fail_next(failed(803, "Some of the aliases you requested do not exist"), path="/users")
    with pytest.raises(DestinationError, match="not there any more"):
        send(writer, batch_of(SCHEMA, people(1)))


def test_a_reason_hides_what_was_sent_and_the_token(meta: Meta, open_: Open) -> None:
    meta.make("Best customers")
    writer = writer_of(open_)
    meta.fail_next(failed(100, f"{TOKEN} sent {record(1)['EMAIL']}"), path="/users")
    with pytest.raises(BatchRejected) as refused:
        send(writer, batch_of(SCHEMA, people(1)))
    assert record(1)["EMAIL"] not in str(refused.value)
    assert TOKEN not in str(refused.value)


# Accounts and audiences ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", [ACCOUNT, f"act_{ACCOUNT}", f" ACT_{ACCOUNT} "])
def test_the_account_has_exactly_one_prefix(meta: Meta, open_: Open, account: str) -> None:
    assert "terms are accepted" in open_(account_id=account).test()
    assert meta.calls[0].path.startswith(f"/v25.0/act_{ACCOUNT}?")


def test_an_account_that_is_no_number_is_refused(open_: Open) -> None:
    with pytest.raises(ConfigError, match="not a number"):
        open_(account_id="Acme")


def test_terms_that_are_not_accepted_show_in_the_test(meta: Meta, open_: Open) -> None:
    meta.terms = False
    assert f"tos/?act={ACCOUNT}" in open_().test()
    with pytest.raises(DestinationError, match="terms are not accepted"):
        open_().open(UPSERT, SCHEMA)


def test_every_call_proves_the_app_where_its_secret_is_given(meta: Meta, open_: Open, clock: FakeClock) -> None:
    meta.app_secret = "s3cret"
    destination = open_({"access_token": TOKEN, "app_secret": "s3cret"})
    assert destination.test()
    clock.advance(60)
    send(destination.open(MIRROR, SCHEMA), batch_of(SCHEMA, people(1)))
    assert meta.keys("Best customers") == {record(1)["EMAIL"]}
    first, last = meta.calls[0].one("appsecret_time"), meta.calls[-1].json["appsecret_time"]
    assert int(last) - int(first) == timedelta(minutes=1).seconds
    with pytest.raises(BatchRejected, match="appsecret_proof"):
        open_({"access_token": TOKEN, "app_secret": "other"}).test()


def test_an_audience_of_that_name_is_filled_and_else_made(meta: Meta, open_: Open) -> None:
    meta.make("Best customers", "LOOKALIKE")
    first = open_().open(UPSERT, SCHEMA)
    assert [a["subtype"] for a in meta.audiences.values()] == ["LOOKALIKE", "CUSTOM"]
    assert meta.called("POST .*customaudiences")[0].json["customer_file_source"] == "USER_PROVIDED_ONLY"
    assert open_().open(UPSERT, SCHEMA).audience_id == first.audience_id


def test_two_of_one_name_are_not_chosen_among(meta: Meta, open_: Open) -> None:
    meta.make("Best customers")
    id_ = meta.make("Best customers")
    with pytest.raises(DestinationError, match="2 custom audiences"):
        open_().open(UPSERT, SCHEMA)
    known = Target("audience", Operation.UPSERT, "EMAIL", audience="Best customers", audience_id=id_)
    assert open_().open(known, SCHEMA).audience_id == id_


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"subtype": "LOOKALIKE"}, "customer list"), ({"operation_status": {"code": 471, "description": "Flagged"}}, "471")],
)
def test_an_audience_that_cannot_be_filled_is_told_before_anything_is_sent(
    meta: Meta, open_: Open, fields: dict[str, Any], says: str
) -> None:
    id_ = meta.make("Best customers", **fields)
    known = Target("audience", Operation.UPSERT, "EMAIL", audience="Best customers", audience_id=id_)
    with pytest.raises(DestinationError, match=says):
        open_().open(known, SCHEMA)
    if "operation_status" in fields:
        with pytest.raises(DestinationError, match=says):
            open_().open(UPSERT, SCHEMA)
        assert len(meta.audiences) == 1


def test_an_audience_that_is_gone_is_never_made_again_silently(meta: Meta, open_: Open) -> None:
    lost = Target("audience", Operation.UPSERT, "EMAIL", audience="Best customers", audience_id="238400")
    with pytest.raises(DestinationError, match="not there any more"):
        open_().open(lost, SCHEMA)
    assert meta.audiences == {}


@pytest.mark.parametrize(
    "target", [Target("audience", Operation.UPSERT, "FN", audience="A"), Target("audience", Operation.UPSERT, "EMAIL")]
)
def test_a_target_that_cannot_work_is_refused_before_anything_is_made(meta: Meta, open_: Open, target: Target) -> None:
    with pytest.raises(ConfigError):
        open_().open(target, SCHEMA)
    assert meta.audiences == {}


def test_audiences_are_listed_over_all_pages_and_renamed(meta: Meta, open_: Open) -> None:
    meta.page_size = 2
    for name in ("Élan", "b", "A", "c", "look"):
        meta.make(name, "LOOKALIKE" if name == "look" else "CUSTOM", approximate_count_lower_bound=1000)
    destination = open_()
    assert isinstance(destination, AudienceKeeper)
    found = destination.audiences("audience")
    assert [a.name for a in found] == ["A", "b", "c", "look", "Élan"]
    assert [a.trouble != "" for a in found] == [False, False, False, True, False]
    assert [a.name for a in destination.audiences("audience", "É")] == ["Élan"]
    destination.rename_audience("audience", found[0].id, "Anew")
    assert destination.audience("audience", found[0].id) == found[0].__class__(found[0].id, "Anew", 1000)
    assert destination.audience("audience", "999") is None


@pytest.mark.parametrize("path", ["238400", "act_1/customaudiences/238409", "238400/adaccounts"])
def test_an_audience_is_never_deleted(clock: FakeClock, path: str) -> None:
    client = HttpClient("https://graph.facebook.com/v25.0/", clock=clock, never=MANIFEST.never)
    with pytest.raises(DestinationError, match="never makes"):
        client.request("DELETE", path, cancel=CancelToken())


def test_every_field_but_ids_is_hashed_only() -> None:
    assert {f.name for f in MEMBERS.fields if not f.hash} == {"EXTERN_ID", "MADID"}
    assert all(f.hash == "sha256" and f.normalise for f in MEMBERS.fields if f.hash)


# Answers that say less than they should ---------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{}, [], None, {"audience_id": "7"}, {"num_received": "many"}])
@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.DELETE])
def test_an_answer_without_a_count_confirms_nobody(meta: Meta, open_: Open, said: Any, operation: Operation) -> None:
    writer = open_().open(MIRROR, SCHEMA)
    meta.fail_next(Said(200, said), path="/users$")
    reply = send(writer, batch_of(SCHEMA, people(1, 2), operation))
    assert list(reply.unknown) == [0, 1]
    assert "how many it received" in reply.unknown[0]


def test_what_was_sent_beside_the_key_is_kept_while_a_removal_is_refused_in_part(meta: Meta, open_: Open) -> None:
    schema = schema_of(EMAIL=pa.string(), PHONE=pa.string())
    writer = open_().open(MIRROR, schema)
    send(writer, batch_of(schema, [{"EMAIL": sha("a"), "PHONE": sha("1")}]))
    meta.fail_next(Said(200, {"num_received": 2, "num_invalid_entries": 1}), path="^DELETE")
    assert send(writer, batch_of(schema, [{"EMAIL": sha("a")}], Operation.DELETE)).unnamed == 1
    send(writer, batch_of(schema, [{"EMAIL": sha("a")}], Operation.DELETE))
    assert meta.calls[-1].json["payload"]["data"] == [[sha("a"), ""], [sha("a"), sha("1")]]


def test_a_replacement_of_which_every_row_was_refused_is_not_ended(meta: Meta, open_: Open) -> None:
    id_ = meta.make("Best customers")
    meta.members[id_] = [{"EMAIL": sha("there")}]
    writer = open_().open(SWAP, SCHEMA)
    received = {"num_received": 2, "num_invalid_entries": 2}
    meta.fail_next(Said(200, received), path="usersreplace")
    assert len(send(writer, batch_of(SCHEMA, people(1, 2))).rejected) == 2
    with pytest.raises(DestinationError, match="by nobody"):
        writer.finish()
    assert meta.members[id_] == [{"EMAIL": sha("there")}]
