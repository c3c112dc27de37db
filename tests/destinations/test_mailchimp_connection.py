"""Mailchimp: keys that would lead elsewhere, connections that are shared, calls that are never made, and setting up."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from census_desktop.destinations.mailchimp import LIMITS
from census_desktop.destinations.mailchimp.writers import MailchimpList, gate
from census_desktop.domain.errors import ConfigError, CredentialError, DestinationError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import CancelToken, Target
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, send
from tests.destinations.fakes.mailchimp import KEY, LIST
from tests.destinations.fakes.vendor import Said
from tests.destinations.mailchimp_room import ANN, BEN, SCHEMA, There, the_there  # noqa: F401  the fixture


def test_a_real_refusal_of_the_key_asks_for_it(there: There) -> None:
    said = Said(403, {"title": "Forbidden", "status": 403, "detail": "The API key was disabled."})
    there.vendor.fail_next(said)
    with pytest.raises(CredentialError, match="disabled"):
        there.open().test()
    with pytest.raises(CredentialError) as failure:
        there.open("f" * 32 + "-us21").test()
    assert "f" * 32 not in str(failure.value)


@pytest.mark.parametrize(
    "key",
    ["", "0123456789abcdef", "0123-us1.evil.example", "0123-us1/", "0123-us1@evil", "0123-", "0123-us1:8080", "01-23-us1"],
)
def test_a_key_that_names_no_data_centre_is_refused_before_any_call(tmp_path: Path, clock: FakeClock, key: str) -> None:
    with pytest.raises(CredentialError) as failure:
        opened("mailchimp", {"list_id": LIST}, tmp_path, clock, {"api_key": key})
    assert failure.value.hint
    assert "evil" not in str(failure.value)


def test_the_data_centre_of_the_key_is_the_host(tmp_path: Path, clock: FakeClock) -> None:
    destination = opened("mailchimp", {"list_id": LIST}, tmp_path, clock, {"api_key": KEY})
    assert destination._list._api.host == "us21.api.mailchimp.com"  # type: ignore[attr-defined]
    destination.close()


def test_all_syncs_of_a_key_together_keep_to_the_connections(there: There) -> None:
    batches = [batch_of(SCHEMA, [ANN, BEN]) for _ in range(11)]
    writers = [there.writer() for _ in range(3)]
    threads = [threading.Thread(target=send, args=(writers[n % 3], b)) for n, b in enumerate(batches)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(there.vendor.called("PUT ")) == 22
    assert there.vendor.most_open <= LIMITS.concurrency


def test_waiting_for_a_turn_can_be_cancelled() -> None:
    from census_desktop.domain.errors import Cancelled

    cancel = CancelToken()
    cancel.cancel()
    turns = gate("a key of its own")
    for _ in range(LIMITS.concurrency):
        turns.acquire()
    with pytest.raises(Cancelled):
        MailchimpList(None, "lists/x", turns).call("GET", "", cancel=cancel)  # type: ignore[arg-type]


def test_calls_that_cannot_be_taken_back_are_refused_before_the_socket(there: There) -> None:
    destination = there.open()
    found: MailchimpList = destination._list  # type: ignore[attr-defined]
    for method, path in (
        ("POST", "members/abc/actions/delete-permanent"),
        ("DELETE", "members/abc"),
        ("DELETE", ""),
        ("POST", ""),  # the batch call, which would subscribe those who left
    ):
        with pytest.raises(DestinationError, match="never makes"):
            found.call(method, path)
    assert there.vendor.calls == []


def test_a_test_says_what_it_found(there: There) -> None:
    there.vendor.add("ann@mail.example")
    there.vendor.make_segment("High value")
    assert there.open().test() == "“Newsletter”: 1 subscribed members, 1 tags."
    with pytest.raises(DestinationError, match="no audience with the ID wrong"):
        there.open(list_id="wrong").test()


def test_merge_fields_are_those_of_the_audience(there: There) -> None:
    there.vendor.merge_fields[0]["required"] = True
    for number in range(1_050):
        there.vendor.merge_fields.append({"tag": f"F{number}", "name": "", "type": "text", "options": {}})
    fields = {field.name: field for field in there.open().objects()[0].fields}
    assert fields["PLAN"].choices == ("Free", "Pro")
    assert fields["SPENT"].type == "number"
    assert fields["FNAME"].most == 255
    assert fields["F1049"].label == "F1049"
    asked = [[f.name for f in spec.fields if f.required] for spec in there.open().objects()]
    assert asked == [["email_address", "FNAME"], ["email_address"]]
    assert [f.name for f in there.open(skip_required=True).objects()[0].fields if f.required] == ["email_address"]


@pytest.mark.parametrize(
    "target",
    [
        Target("members", Operation.MIRROR, "email_address"),
        Target("members", Operation.UPSERT, "FNAME"),
        Target("lists", Operation.UPSERT, "email_address"),
        Target("tag", Operation.UPSERT, "email_address", " "),
        Target("tag", Operation.UPSERT, "email_address", "x" * 101),
        Target("tag", Operation.MIRROR, "email_address", "High value", removal=Removal.SWAP),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(there: There, target: Target) -> None:
    with pytest.raises(ConfigError):
        there.writer(target)
    assert there.vendor.called("POST|PUT|PATCH|DELETE") == []
