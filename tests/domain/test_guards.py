"""Guards hold what is too much, say so with figures, and let everything else go."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.domain.codec import PlainError
from census_desktop.domain.guards import History, guards_from_plain, reason_to_hold, too_many_audiences
from census_desktop.domain.model import Counts


def held(
    counts: Counts, members: int, guards: dict[str, Any] | None = None, read: int = 1000, sent: tuple[int, ...] = ()
) -> str:
    return reason_to_hold(guards or {}, counts, read, History(members, sent))


def removing(number: int) -> Counts:
    return Counts(processed=number, removed=number)


@pytest.mark.parametrize(
    ("removed", "members", "words"),
    [
        (1201, 4800, "Held: 1,201 of 4,800 members (25.02 %) would be removed; this sync holds over 25 %."),
        (1200, 4800, ""),
        (26, 100, "Held: 26 of 100 members (26 %) would be removed; this sync holds over 25 %."),
        (25, 100, ""),
        (99, 99, ""),
        (0, 100, ""),
    ],
)
def test_the_default_holds_over_a_quarter_of_at_least_a_hundred(removed: int, members: int, words: str) -> None:
    assert held(removing(removed), members) == words


@pytest.mark.parametrize("guards", [{}, {"hold_over_removed": "never"}, {"hold_over_removed": 1000}])
def test_an_empty_source_always_holds_before_it_removes(guards: dict[str, Any]) -> None:
    assert held(removing(3), 3, guards, read=0) == "Held: the source is empty, and all 3 members would be removed."
    assert "the only member" in held(removing(1), 1, guards, read=0)
    assert held(Counts(), 3, guards, read=0) == "", "nothing would be removed"


def test_a_first_run_is_free() -> None:
    strict = {"hold_over_removed": 0, "hold_over_changed": 0, "hold_over_usual": 1}
    assert held(Counts(processed=5000, added=5000), 0, strict) == ""


@pytest.mark.parametrize(
    ("guards", "counts", "words"),
    [
        ({"hold_over_removed": "never"}, removing(990), ""),
        ({"hold_over_removed": "0.5%"}, removing(6), "Held: 6 of 1,000 members (0.6 %) would be removed; "
         "this sync holds over 0.5 %."),
        ({"hold_over_removed": 5}, removing(6), "Held: 6 of 1,000 members (0.6 %) would be removed; this sync holds over 5."),
        ({"hold_over_removed": 6}, removing(6), ""),
        ({}, Counts(processed=1000, changed=1000), ""),
        (
            {"hold_over_changed": "50%"},
            Counts(processed=501, changed=501),
            "Held: 501 of 1,000 members (50.1 %) would be changed; this sync holds over 50 %.",
        ),
    ],
)  # fmt: skip
def test_what_a_sync_says_goes_before_the_default(guards: dict[str, Any], counts: Counts, words: str) -> None:
    assert held(counts, 1000, guards) == words


def test_a_number_of_records_holds_at_any_size() -> None:
    assert held(removing(2), 4, {"hold_over_removed": 1}).startswith("Held: 2 of 4 members (50 %)")
    assert held(removing(2), 4, {"hold_over_removed": "10%"}) == "", "a share of a few says nothing"


def test_more_than_usual_holds_where_it_is_asked_for() -> None:
    usual, many = (10, 90, 20), Counts(processed=500, added=500)
    assert held(many, 1000, sent=usual) == "", "off by default"
    guards = {"hold_over_usual": 5}
    assert held(many, 1000, guards, sent=usual) == (
        "Held: 500 records would be sent, 5.6 times the most of the last runs (90); this sync holds over 5 times."
    )
    assert held(Counts(processed=450, added=450), 1000, guards, sent=usual) == ""
    assert held(many, 1000, guards) == "", "nothing is usual yet"
    assert held(Counts(processed=99, added=99), 1000, guards, sent=(1,)) == "", "few records hold nothing"
    assert held(many, 1000, guards, sent=(*[10] * 10, 400)) != "", "ten runs back no more"


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"hold_over_removed": "some"}, "guards.hold_over_removed"),
        ({"hold_over_removed": "101%"}, "guards.hold_over_removed"),
        ({"hold_over_removed": -1}, "guards.hold_over_removed"),
        ({"hold_over_removed": True}, "guards.hold_over_removed"),
        ({"hold_over_changed": 0.5}, "guards.hold_over_changed"),
        ({"hold_over_usual": "5%"}, "guards.hold_over_usual"),
        ({"hold_over_usual": 0.5}, "guards.hold_over_usual"),
        ({"hold_over_added": "5%"}, "guards.hold_over_added"),
        (["25%"], "guards"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(data: Any, path: str) -> None:
    with pytest.raises(PlainError) as refused:
        guards_from_plain(data, "guards")
    assert refused.value.path == path


def test_what_is_said_is_kept_as_it_was_said() -> None:
    said = {"hold_over_removed": "25%", "hold_over_changed": 100, "hold_over_usual": 2.5}
    assert guards_from_plain(said, "guards") == said
    assert guards_from_plain(None, "guards") == guards_from_plain({}, "guards") == {}


def test_a_source_of_which_nothing_can_be_sent_counts_as_empty() -> None:
    keyless = Counts(processed=3, removed=3, invalid=3)
    assert held(keyless, 3, read=3) == "Held: no record of the source can be sent, and all 3 members would be removed."
    assert "2 of 3 members" in held(Counts(processed=2, removed=2, invalid=1), 3, read=1)
    assert held(Counts(processed=2, removed=2, invalid=1), 3, read=2) == ""


@pytest.mark.parametrize(("guards", "made", "held"), [({}, 100, False), ({}, 101, True), ({"hold_over_audiences": 3}, 4, True)])
def test_so_many_audiences_may_be_made_unattended(guards: dict[str, object], made: int, held: bool) -> None:
    assert bool(too_many_audiences(guards, "country", made)) is held
    assert too_many_audiences({"hold_over_audiences": "never"}, "country", 1_000_000) == ""


@pytest.mark.parametrize("value", ["5%", -1, 1.5, True])
def test_audiences_are_counted_in_whole_numbers(value: object) -> None:
    with pytest.raises(PlainError, match="expected a number of audiences"):
        guards_from_plain({"hold_over_audiences": value}, "guards")
