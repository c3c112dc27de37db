"""Words of the domain and of use cases: each is known to the window, and is said in its language."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

from census_desktop.domain import alerts, links, schedule
from census_desktop.domain.conditions import OPERATORS, ColumnType
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Operation, Removal, Schedule
from census_desktop.domain.normalise import RULES
from census_desktop.domain.reading import TYPE_WORDS
from census_desktop.gui.kit import language
from census_desktop.gui.kit.said import PATTERNS, TEXTS, inside, said
from census_desktop.gui.kit.said import schedule as said_schedule
from census_desktop.usecases import arrivals, checkup
from tests import translations

ELSEWHERE = (links, arrivals)
"""Modules that have an error with a title of its own."""


def kinds_of(error: type[CensusError]) -> Iterator[type[CensusError]]:
    yield error
    for kind in error.__subclasses__():
        yield from kinds_of(kind)


def findings() -> set[str]:
    """Titles in the health check: the second value of each finding, where it stands there itself."""
    tree = ast.parse(inspect.getsource(checkup))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and translations.called(n) == "Finding"]
    return {c.args[1].value for c in calls if isinstance(c.args[1], ast.Constant) and isinstance(c.args[1].value, str)}


WORDS = {
    "operations": {o.label for o in Operation},
    "removals": {r.label for r in Removal},
    "weekdays": set(schedule.WEEKDAYS),
    "operators": {o.label for o in OPERATORS.values()},
    "types": {*ColumnType, *TYPE_WORDS},
    "rules": {r.label for r in RULES.values()},
    "alerts": set(alerts.KINDS.values()),
    "errors": {e.title for e in kinds_of(CensusError) if e.__module__.startswith("census_desktop.")},
    "findings": findings() - {"SQLite"},  # a name
}


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_of_the_domain_is_known_to_the_window(kind: str) -> None:
    assert len(WORDS[kind]) > 2
    assert WORDS[kind] - set(TEXTS) == set()


@pytest.fixture
def german() -> Iterator[None]:
    texts = language.Texts()
    assert texts.load(str(translations.qm("de")))
    language.speak(texts)
    yield
    language.speak(None)


@pytest.mark.parametrize(
    ("rule", "after", "words"),
    [
        (Schedule(), "", "von Hand"),
        (Schedule("every", minutes=15), "", "alle 15 Min."),
        (Schedule("every", minutes=60), "", "stündlich"),
        (Schedule("every", minutes=180), "", "alle 3 Std."),
        (Schedule("cron", cron="0 6 * * *"), "", "täglich 06:00"),
        (Schedule("cron", cron="30 8 * * 1-5", timezone="Europe/Berlin"), "", "werktags 08:30 Europe/Berlin"),
        (Schedule("cron", cron="0 9 * * 3"), "", "mittwochs 09:00"),
        (Schedule("cron", cron="*/7 * * * *"), "", "cron */7 * * * *"),
        (Schedule("after", after="x"), "", "nach einem anderen Sync"),
        (Schedule("after", after="x"), "Delete %1", "nach Delete %1"),
    ],
)
def test_schedules_are_said_and_names_stay_as_they_are(german: None, rule: Schedule, after: str, words: str) -> None:
    assert said_schedule(rule, after) == words


@pytest.mark.usefixtures("german")
def test_a_removal_within_a_sentence_begins_small_in_the_windows_language() -> None:
    assert inside(Removal.REMOVE) == "den Datensatz entfernen"


@pytest.mark.usefixtures("german")
def test_what_is_not_known_is_said_as_it_came() -> None:
    assert said("Nobody has said this") == "Nobody has said this"


@pytest.mark.parametrize("language_", translations.LANGUAGES)
def test_operators_keep_the_places_that_the_window_takes_apart(language_: str) -> None:
    """The pill shows what stands before “ … ”, the line what stands behind it."""
    known = translations.read(language_)
    for label in WORDS["operators"]:
        assert label.count(" … ") == known[label].count(" … "), label
        assert not known[label].startswith("…"), label


def test_every_pattern_holds_a_value() -> None:
    assert [pattern for pattern in PATTERNS if "%1" not in pattern] == []


@pytest.mark.parametrize("minutes", [15, 60, 180, 2880])
def test_in_english_the_window_says_what_the_command_line_says(minutes: int) -> None:
    rule = Schedule("every", minutes=minutes)
    assert said_schedule(rule) == schedule.in_words(rule)
