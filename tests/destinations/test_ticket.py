"""What is kept of a batch beside its job survives as text, and grows with its spans and not with its records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from census_desktop.destinations._ticket import Ticket
from census_desktop.domain.errors import JobLost
from census_desktop.domain.ports import Reply

POSITIONS = st.sets(st.integers(0, 60)).map(lambda found: tuple(sorted(found)))
REASONS = st.dictionaries(st.integers(0, 60), st.sampled_from(["Odd.", "1-3", "“email” is none", ""]))


@given(sent=POSITIONS, rejected=REASONS, unknown=REASONS, accepted=st.booleans())
def test_a_ticket_is_the_same_after_its_text(
    sent: tuple[int, ...], rejected: dict[int, str], unknown: dict[int, str], accepted: bool
) -> None:
    ticket = Ticket(("a-1", ""), sent, rejected, unknown, accepted, ("A note.",))
    assert Ticket.of(ticket.text()) == ticket


@pytest.mark.parametrize(
    ("sent", "spans"), [((), ""), ((0,), "0"), ((0, 1, 2, 4), "0-2,4"), ((3, 5, 6), "3,5-6"), (tuple(range(30_000)), "0-29999")]
)
def test_positions_are_kept_as_spans(sent: tuple[int, ...], spans: str) -> None:
    assert Ticket(("j",), sent).text() == f'{{"jobs":["j"],"sent":"{spans}"}}'


@pytest.mark.parametrize(
    "text", ["", "job-7", "7", "[]", "null", "{}", '{"jobs":["j"],"sent":"0-x"}', '{"jobs":["j"],"sent":7}']
)
def test_a_text_of_another_form_is_a_job_that_is_lost(text: str) -> None:
    with pytest.raises(JobLost, match="cannot be read"):
        Ticket.of(text)


def test_a_reply_joins_what_was_decided_before_and_by_the_job() -> None:
    ticket = Ticket(("j",), (0, 2), {3: "Odd."}, {1: "Not yet."}, notes=("A note.",))
    assert ticket.reply({2: "Bounced."}, {0: "Cancelled."}, 1) == Reply(
        {2: "Bounced.", 3: "Odd."}, unknown={0: "Cancelled.", 1: "Not yet."}, unnamed=1, notes=("A note.",)
    )
