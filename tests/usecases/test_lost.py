"""Records that did not arrive are searched in steps; what is found does not depend on how they fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import Cancelled
from census_desktop.domain.model import Run
from census_desktop.domain.ports import CancelToken
from census_desktop.usecases import lost
from tests.usecases.conftest import add_sync

NAMES = ('Zoë "Zed"', "back\\slash", "Name 3", "zoë", "a'b%_", "Ärzte", "Name 31")


@pytest.fixture
def refused(app: App, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Seven records that a rehearsal refused; searches look at one, then at two, four and so on."""
    monkeypatch.setattr(lost, "FIRST_LOOK", 1)
    monkeypatch.setattr(lost, "GROWS", 2)
    rows = [
        "id,name,email,city,age",
        *(f'{n},"{name.replace(chr(34), chr(34) * 2)}",p{n}@example.com,Berlin,40' for n, name in enumerate(NAMES)),
    ]
    people: Path = app.paths.root / "data" / "people.csv"
    people.write_text("\n".join(rows) + "\n", encoding="utf-8")
    app.document.add("destinations", "{name: Refusing, type: rehearsal, config: {reject_every: 1}}", app.paths.root)
    add_sync(app, "r", destination="Refusing", object_="contacts", operation="upsert", columns=("name",))
    run = app.runs.run("r")
    assert run.counts.rejected == len(NAMES), (run.error, run.counts)
    return run


@pytest.mark.parametrize(
    "search", ["name", "zoë", "ZOË", '"', '"zed"', "\\", "k\\s", "'b%", "_", "är", "berlin", "nobody", "31"]
)
def test_what_is_found_is_what_holds_the_text(app: App, refused: Run, search: str) -> None:
    expected = [n for n, name in enumerate(NAMES) if search.lower() in f"p{n}@example.com\n{name}".lower()]
    found = app.runs.issues(refused.id, search=search)
    assert [issue.values["name"] for issue in found] == [NAMES[n] for n in expected]
    portions = [app.runs.issues(refused.id, offset=at, limit=2, search=search) for at in range(0, len(NAMES) + 1, 2)]
    assert [issue for portion in portions for issue in portion] == list(found)
    assert app.runs.issues(refused.id, offset=1, limit=1, search=search) == found[1:2]


def test_a_word_of_the_reason_finds_too(app: App, refused: Run) -> None:
    every = app.runs.issues(refused.id)
    reason = every[0].reason
    same = tuple(issue for issue in every if issue.reason == reason)
    assert app.runs.issues(refused.id, search=reason[4:].upper()) == same
    named = tuple(issue for issue in same if "name 3" in issue.values["name"].lower())
    assert app.runs.issues(refused.id, search="name 3", reason=reason) == named
    assert app.runs.issues(refused.id, search="name 3", reason="another") == ()


def test_a_search_that_is_not_wanted_any_more_ends(app: App, refused: Run) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.runs.issues(refused.id, search="nobody", cancel=token)
    assert len(app.runs.issues(refused.id, search="name 3")) == 2
