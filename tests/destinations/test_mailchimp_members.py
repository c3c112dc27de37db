"""Mailchimp: consent stays what it was, rejections are read, and what is throttled goes on where it was."""

from __future__ import annotations

import pytest

from census_desktop.destinations import manifest
from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Reply, Target
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.mailchimp import md5
from tests.destinations.fakes.vendor import Said
from tests.destinations.mailchimp_room import (
    ANN,
    BEN,
    CAT,
    HTML_429,
    MEMBERS,
    SCHEMA,
    TAG,
    There,
    the_there,  # noqa: F401  the fixture
)


def test_new_people_are_known_and_not_subscribed(there: There) -> None:
    assert there.send(ANN).rejected == {}
    (member,) = there.vendor.members.values()
    assert (member["status"], member["merge_fields"]) == ("transactional", {"FNAME": "Ann"})


def test_new_people_are_subscribed_where_the_connection_says_that_they_agreed(there: There) -> None:
    there.vendor.add("ben@mail.example", "unsubscribed")
    there.send(ANN, BEN, new_people="subscribed")
    assert there.vendor.consent() == {"ann@mail.example": "subscribed", "ben@mail.example": "unsubscribed"}


@pytest.mark.parametrize("status", ["subscribed", "unsubscribed", "cleaned", "pending", "archived"])
def test_the_status_of_who_is_there_is_never_sent(there: There, status: str) -> None:
    there.vendor.add("Ann@mail.example", status, FNAME="Anna")
    assert there.send(ANN).rejected == {}
    assert all("status" not in body for body in there.bodies("members"))
    (member,) = there.vendor.members.values()
    assert (member["status"], member["merge_fields"]) == (status, {"FNAME": "Ann"})


def test_a_mapping_to_the_status_needs_the_users_word(there: There) -> None:
    for spec in (*manifest("mailchimp").objects, *there.open().objects()):
        assert [field.name for field in spec.fields if field.consent] == ["status"]


def test_who_unsubscribed_is_rejected_for_good_and_not_asked_again(there: There) -> None:
    there.vendor.add("ann@mail.example", "unsubscribed")
    reply = there.send({**ANN, "status": "subscribed"}, {**BEN, "status": "subscribed"})
    assert "only they themselves can change that" in reply.rejected[0]
    assert "ann@" not in reply.rejected[0]
    assert list(reply.rejected) == [0]
    assert len(there.vendor.called("PUT ")) == 2
    assert "pending" not in str(there.bodies("PUT "))


def test_refused_people_are_rejected_alone_with_the_reason(there: There) -> None:
    there.vendor.gone.add("ben@mail.example")
    there.vendor.merge_fields[0]["required"] = True
    reply = there.send(ANN, BEN, {"email_address": "cat@mail.example", "FNAME": None})
    assert set(reply.rejected) == {1, 2}
    assert "permanently deleted" in reply.rejected[1]
    assert "FNAME: Please enter a value" in reply.rejected[2]
    assert there.send({"email_address": "cat@mail.example", "FNAME": None}, skip_required=True).rejected == {}


def test_update_only_makes_nobody_and_skips_who_is_not_there(there: There) -> None:
    there.vendor.add("ann@mail.example", "unsubscribed")
    target = Target("members", Operation.UPDATE, "email_address")
    reply = there.send(ANN, BEN, target=target, operation=Operation.UPDATE)
    assert reply == Reply({}, notes=("1 person is not in the Mailchimp audience; an update skips them.",))
    assert there.bodies("PATCH ")[0] == {"merge_fields": {"FNAME": "Ann"}}
    assert [m["merge_fields"] for m in there.vendor.members.values()] == [{"FNAME": "Ann"}]
    assert there.vendor.called("PUT ") == []


def test_null_clears_a_merge_field_and_leaves_the_own_ones(there: There) -> None:
    there.vendor.add("ann@mail.example", FNAME="Anna")
    there.send({"email_address": "ann@mail.example", "FNAME": None, "language": None})
    assert there.bodies("PUT ") == [
        {"email_address": "ann@mail.example", "status_if_new": "transactional", "merge_fields": {"FNAME": ""}}
    ]


@pytest.mark.parametrize("said", [Said(403), HTML_429, Said(403, "<html>Forbidden</html>", {"Content-Type": "text/html"})])
@pytest.mark.parametrize("target", [MEMBERS, TAG])
def test_throttling_is_not_taken_for_a_bad_key(there: There, said: Said, target: Target) -> None:
    writer = there.writer(target)
    there.vendor.fail_next(said, path="members|segments/")
    batch = batch_of(SCHEMA, [ANN])
    with pytest.raises(TransientError) as failure:
        send(writer, batch)
    assert failure.value.outcome_known
    assert send(writer, batch).rejected == {}


def test_a_batch_that_was_throttled_goes_on_where_it_was(there: There) -> None:
    writer = there.writer()
    batch = batch_of(SCHEMA, [ANN, BEN, CAT])
    there.vendor.gone.add("ann@mail.example")
    there.vendor.fail_next(HTML_429, path=md5("ben@mail.example"))
    with pytest.raises(TransientError):
        send(writer, batch)
    assert list(send(writer, batch).rejected) == [0]
    assert [body["email_address"].split("@")[0] for body in there.bodies("PUT ")] == ["ann", "ben", "ben", "cat"]


@pytest.mark.parametrize("said", [Said(200, {}), Said(200, "ok", {"Content-Type": "text/plain"}), Said(204)])
def test_an_answer_that_tells_of_nobody_confirms_nobody(there: There, said: Said) -> None:
    there.vendor.fail_next(said, path="PUT ")
    with pytest.raises(DestinationError, match="cannot be understood"):
        there.send(ANN)
