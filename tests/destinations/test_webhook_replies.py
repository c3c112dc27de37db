"""What a webhook's reply means: statuses and rules of success, records found in it by paths, and the paths themselves."""

from __future__ import annotations

from typing import Any

import pytest

from census_desktop.destinations.webhook.paths import condition, path
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.ports import Reply
from tests.destinations.fakes.vendor import Said
from tests.destinations.fakes.webhook import Hook
from tests.destinations.webhook_room import Open, sent, the_hook, the_open_  # noqa: F401  the fixture

# What a reply means -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "status", "outcome"),
    [
        ("200, 409", 409, Reply),
        ("4xx", 404, None),
        ("200-204", 204, Reply),
        ("2xx 404", 404, Reply),
        ("200,202", 202, Reply),
        ("200", 201, DestinationError),
        ("200", 409, BatchRejected),
        ("409", 500, TransientError),
        ("409", 401, CredentialError),
        ("", 409, BatchRejected),
    ],
)
def test_success_statuses(hook: Hook, open_: Open, statuses: str, status: int, outcome: Any) -> None:
    hook.replies = [Said(status, {"error": "so"})]
    if outcome is None:
        with pytest.raises(ConfigError, match="401 cannot mean"):
            sent(open_, success_statuses=statuses)
    elif outcome is Reply:
        assert sent(open_, success_statuses=statuses).accepted is (status == 202)
    else:
        with pytest.raises(DestinationError) as failure:
            sent(open_, success_statuses=statuses)
        assert type(failure.value) is outcome


@pytest.mark.parametrize("statuses", ["2x", "301", "500", "429", "ok", "200-500", "99"])
def test_statuses_that_cannot_be_success(open_: Open, statuses: str) -> None:
    with pytest.raises(ConfigError, match="Success statuses"):
        open_(success_statuses=statuses)


def test_a_page_is_no_success_even_where_its_status_is(hook: Hook, open_: Open) -> None:
    hook.replies = [Said(200, "<!doctype html>Sign in", {"Content-Type": "text/html"})]
    with pytest.raises(TransientError, match="web page"):
        sent(open_, success_statuses="200")


def test_an_error_inside_a_200_is_found_by_the_rule(hook: Hook, open_: Open) -> None:
    hook.replies = [{"ok": True}, {"ok": False, "error": 'no place for Anna "Ann" Keller'}, {}, Said(200, "fine")]
    assert sent(open_, success_rule="$.ok == true").rejected == {}
    with pytest.raises(BatchRejected) as failure:
        sent(open_, success_rule="$.ok == true")
    assert failure.value.message == "no place for •••"
    with pytest.raises(BatchRejected, match="not what was set as success"):
        sent(open_, success_rule="$.ok == true")
    hook.replies[0] = Said(200, "fine", {"Content-Type": "text/plain"})
    with pytest.raises(DestinationError, match="not JSON"):
        sent(open_, success_rule="$.ok == true")


RESULTS = {"results": [{"ref": {"id": "7"}, "state": "ok"}, {"ref": {"id": "8"}, "state": "no", "why": ["Zoë is too short"]}]}


@pytest.mark.parametrize(
    ("said", "paths", "rejected"),
    [
        (RESULTS, ('$.results[?@.state != "ok"]', "@.ref.id", "@.why[0]"), {1: "Zoë is too short"}),
        (RESULTS, ("results[?(@.state == 'no')]", "ref['id']", "why"), {1: '["Zoë is too short"]'}),
        ({"failed": [{"id": 7, "reason": "so"}]}, ("$.failed", None, None), {0: "so"}),
        ({"failed": [8]}, ("$.failed", "@", None), {1: "The receiver gave no reason."}),
        ([{"key": 7, "e": "so"}], ("$", "key", "e"), {0: "so"}),
        ({"failed": None}, ("$.failed", None, None), {}),
        ({}, ("$.failed", None, None), {}),
        ({"rejected": [{"code": 7.0}]}, (None, "code", None), {0: "The receiver gave no reason."}),
    ],
)
def test_rejected_records_are_found_by_paths(hook: Hook, open_: Open, said: Any, paths: tuple[Any, ...], rejected: Any) -> None:
    hook.replies = [said]
    config = dict(zip(("rejected_path", "rejected_key", "rejected_reason"), paths, strict=True))
    assert sent(open_, **config).rejected == rejected


@pytest.mark.parametrize(
    ("said", "paths", "why"),
    [
        ({"failed": {"id": 7}}, ("$.failed", None), "finds no list"),
        ({"failed": [{"id": 7}]}, ("$.failed", "@.code"), "finds none in a rejected record"),
        ({"failed": [{"id": {"x": 1}}]}, ("$.failed", "@.id"), "finds none in a rejected record"),
        ({"failed": [{"id": 99}]}, ("$.failed", "@.id"), "was not in the batch"),
    ],
)
def test_a_reply_that_the_paths_do_not_fit_fails_the_run(
    hook: Hook, open_: Open, said: Any, paths: tuple[Any, Any], why: str
) -> None:
    hook.replies = [said]
    with pytest.raises(DestinationError, match=why):
        sent(open_, rejected_path=paths[0], rejected_key=paths[1])


# Paths --------------------------------------------------------------------------------------------------------------------


TREE = {"a": {"b c": [1, 2, {"d": 3}]}, "on": True, "one": 1, "word": "x", "none": None, "list": [{"n": 1}, {"n": "1"}, {}]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$", [TREE]),
        ("", [TREE]),
        ("$.a['b c'][2].d", [3]),
        ('$["a"]["b c"][0]', [1]),
        ("a['b c'][9]", []),
        ("$.word.length", []),
        ("$.list[*].n", [1, "1"]),
        ("$.a.*", [[1, 2, {"d": 3}]]),
        ("$.list[?@.n]", [{"n": 1}, {"n": "1"}]),
        ("$.list[?@.n == 1]", [{"n": 1}]),
        ("$.list[?(@.n != 1)]", [{"n": "1"}, {}]),
        ("$.list[?@.n < 2]", [{"n": 1}]),
        ("$.word[?@ == 1]", []),
    ],
)
def test_paths_find(text: str, found: list[Any]) -> None:
    assert path(text, "Path").find(TREE) == found


@pytest.mark.parametrize(
    "text", ["$..a", "$.", "$[", "$[-1]", "$.a b", "$[?@.n == ]", "$[?(@.n == 1]", "$[0:2]", "$[?f(@)]", "$.a; x"]
)
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="Path"):
        path(text, "Path")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("$.on == true", True),
        ("$.on == 1", False),
        ("$.one == true", False),
        ("$.one == 1.0", True),
        ("$.one != 2", True),
        ("$.one >= 1", True),
        ("$.one < 1", False),
        ("$.word == 'x'", True),
        ('$.word != "y"', True),
        ("$.word < 1", False),
        ("$.none == null", True),
        ("$.gone == null", False),
        ("$.gone != 1", True),
        ("$.list[?@.n == 1].n == 1", True),
    ],
)
def test_conditions_compare_like_with_like(text: str, holds: bool) -> None:
    assert condition(text, "Rule").holds(TREE) is holds


@pytest.mark.parametrize("text", ["$.ok", "$.ok == yes", "== true", "$.ok = true", "$.ok == true and more"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="Rule"):
        condition(text, "Rule")
