"""Mailchimp: tags, who gets and loses them, and answers that say nothing of a person."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import DestinationError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import AudienceKeeper, CancelToken, MemberReader, Target
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.mailchimp import md5
from tests.destinations.fakes.vendor import Said
from tests.destinations.mailchimp_room import (
    ANN,
    BEN,
    CAT,
    HTML_429,
    KEYS,
    SCHEMA,
    TAG,
    There,
    the_there,  # noqa: F401  the fixture
)


def test_a_tag_is_made_once_and_found_again(there: There) -> None:
    first = there.writer(TAG)
    assert first.audience_id
    assert there.writer(TAG).audience_id == first.audience_id
    named = Target("tag", Operation.UPSERT, "email_address", "Renamed meanwhile", first.audience_id)
    assert there.writer(named).audience_id == first.audience_id
    assert len(there.vendor.called("POST .*/segments$")) == 1


def test_people_get_the_tag_and_nobody_is_put_who_is_there(there: There) -> None:
    there.vendor.add("ann@mail.example", "unsubscribed")
    rows = [{"email_address": r["email_address"]} for r in (ANN, BEN)]
    reply = there.send(*rows, target=TAG)
    assert (reply.rejected, reply.unknown) == ({}, {})
    assert there.vendor.tagged("High value") == {"ann@mail.example", "ben@mail.example"}
    assert [body["email_address"] for body in there.bodies("PUT ")] == ["ben@mail.example"]
    assert there.vendor.consent() == {"ann@mail.example": "unsubscribed"}


def test_a_tag_that_was_throttled_goes_on_where_it_was(there: There) -> None:
    """Who was put before it broke off is in the audience by then, and gets the tag with the others who are."""
    writer = there.writer(TAG, KEYS)
    batch = batch_of(KEYS, [{"email_address": r["email_address"]} for r in (ANN, BEN, CAT)])
    there.vendor.fail_next(HTML_429, path=f"PUT .*{md5('cat@mail.example')}")
    with pytest.raises(TransientError):
        send(writer, batch)
    reply = send(writer, batch)
    assert (reply.rejected, reply.unknown) == ({}, {})
    assert there.vendor.tagged("High value") == {"ann@mail.example", "ben@mail.example", "cat@mail.example"}
    assert [body["email_address"].split("@")[0] for body in there.bodies("PUT ")] == ["ann", "ben", "cat", "cat"]


def test_a_repeat_changes_nothing_and_rejects_nobody(there: There) -> None:
    there.send(ANN, BEN, target=TAG)
    reply = there.send(ANN, BEN, target=TAG)
    assert (reply.rejected, reply.unknown) == ({}, {})
    assert there.vendor.tagged("High value") == {"ann@mail.example", "ben@mail.example"}


def test_who_is_refused_gets_no_tag(there: There) -> None:
    there.vendor.gone.add("ann@mail.example")
    reply = there.send(ANN, BEN, target=TAG)
    assert list(reply.rejected) == [0]
    assert there.vendor.tagged("High value") == {"ben@mail.example"}


def test_an_answer_that_says_nothing_of_a_person_is_not_taken_for_yes(there: There) -> None:
    there.vendor.silent.add("ben@mail.example")
    reply = there.send(ANN, BEN, target=TAG)
    assert (reply.rejected, list(reply.unknown)) == ({}, [1])


def test_leaving_takes_the_tag_alone(there: There) -> None:
    target = Target("tag", Operation.MIRROR, "email_address", "High value")
    there.vendor.add("ann@mail.example")
    there.send(ANN, BEN, target=target)
    before = there.vendor.consent()
    nobody = {"email_address": "nobody@mail.example"}
    reply = there.send({"email_address": "ann@mail.example"}, nobody, target=target, operation=Operation.DELETE)
    assert reply.rejected == {}
    assert there.vendor.tagged("High value") == {"ben@mail.example"}
    assert there.vendor.consent() == before
    assert len(there.vendor.members) == 2


def test_who_keeps_the_tag_is_rejected_and_does_not_count_as_out(there: There) -> None:
    writer = there.writer(TAG)
    send(writer, batch_of(SCHEMA, [ANN]))
    errors = [{"email_addresses": ["ANN@Mail.example"], "error": "ann@mail.example is locked"}]
    there.vendor.fail_next(Said(200, {"members_removed": [], "errors": errors}), path="POST .*segments/")
    reply = send(writer, batch_of(SCHEMA, [ANN, BEN], Operation.DELETE))
    assert reply.rejected == {0: "••• is locked"}


def test_who_has_more_tags_than_are_shown_is_looked_up(there: There) -> None:
    there.vendor.add("ann@mail.example")
    for number in range(60):
        there.vendor.segments[int(there.vendor.make_segment(f"Tag {number}"))]["members"].add(md5("ann@mail.example"))
    writer = there.writer(TAG)
    for _ in range(2):
        reply = send(writer, batch_of(SCHEMA, [ANN]))
        assert (reply.rejected, reply.unknown) == ({}, {})
    assert there.vendor.tagged("High value") == {"ann@mail.example"}


@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.DELETE])
def test_an_answer_that_cannot_be_read_changes_no_verdict(there: There, operation: Operation) -> None:
    writer = there.writer(TAG)
    send(writer, batch_of(SCHEMA, [ANN]))
    there.vendor.fail_next(Said(200, "done", {"Content-Type": "text/plain"}), path="POST .*segments/")
    row = ANN if operation is Operation.DELETE else BEN
    assert list(send(writer, batch_of(SCHEMA, [row], operation)).unknown) == [0]


@pytest.mark.parametrize("said", [Said(200, []), Said(200, {"tags": "none"}), Said(200, {"total_items": 0})])
def test_an_answer_without_tags_is_not_taken_for_having_none(there: There, said: Said) -> None:
    writer = there.writer(TAG)
    send(writer, batch_of(SCHEMA, [ANN]))
    there.vendor.silent.add("ann@mail.example")
    there.vendor.fail_next(said, path="/tags")
    with pytest.raises(DestinationError, match="cannot be understood"):
        send(writer, batch_of(SCHEMA, [ANN], Operation.DELETE))


def test_no_call_has_more_than_500_addresses(there: There) -> None:
    writer = there.writer(TAG, KEYS)
    assert writer.limits.batch_rows == 500
    assert there.writer(TAG).limits.batch_rows == there.writer().limits.batch_rows == 50


def test_a_tag_that_is_gone_or_fills_itself_ends_the_run(there: There) -> None:
    saved = there.vendor.make_segment("Smart", "saved")
    for id_, why in (("999", "does not exist there any more"), (saved, "cannot be filled")):
        with pytest.raises(DestinationError, match=why) as failure:
            there.writer(Target("tag", Operation.UPSERT, "email_address", "High value", id_))
        assert failure.value.kept
        assert failure.value.hint


def test_a_name_that_differs_in_case_alone_is_told(there: There) -> None:
    there.vendor.make_segment("HIGH value")
    with pytest.raises(DestinationError, match="already exists") as failure:
        there.writer(TAG)
    assert type(failure.value) is DestinationError
    assert "Choose another name" in failure.value.hint


def test_tags_are_listed_renamed_and_read(there: There) -> None:
    destination = there.open()
    assert isinstance(destination, AudienceKeeper)
    assert isinstance(destination, MemberReader)
    there.vendor.add("ann@mail.example", "unsubscribed")
    id_ = destination.open(TAG, SCHEMA).audience_id
    there.vendor.make_segment("Smart", "saved")
    there.vendor.make_segment("churned")
    there.send(ANN, BEN, target=TAG)
    assert [t.name for t in destination.audiences("tag")] == ["churned", "High value"]
    assert [t.name for t in destination.audiences("tag", "HIGH")] == ["High value"]
    destination.rename_audience("tag", id_, "Best")
    found = destination.audience("tag", id_)
    assert found
    assert (found.name, found.trouble) == ("Best", "")
    assert destination.audience("tag", "999") is None
    assert set(destination.members("tag", id_, "email_address", CancelToken())) == {"ann@mail.example", "ben@mail.example"}
    assert there.bodies("PATCH ") == [{"name": "Best"}]
