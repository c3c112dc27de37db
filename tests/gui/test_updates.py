"""Updates: off at first, asked once a day, told once; the card says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.gui.session import Session
from census_desktop.gui.settings.updates_card import UpdatesCard
from census_desktop.gui.support import updates as watch
from census_desktop.gui.support.updates import UpdateWatch
from census_desktop.usecases import updates
from census_desktop.usecases.updates import Release
from tests.conftest import FakeClock
from tests.gui.hands import find

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]
ADDRESS = "https://releases.example.com/latest.json"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Who was asked; what is put in front is the answer."""
    made: list[Any] = [Release("9.1", "https://example.com/9", "Faster.")]

    def answer(address: str, _clock: object) -> Release | None:
        made.append(address)
        if isinstance(made[0], CensusError):
            raise made[0]
        return made[0]  # type: ignore[no-any-return]

    monkeypatch.setattr(updates, "newer_release", answer)
    return made


def test_nobody_is_asked_until_it_is_turned_on_and_then_once_a_day(
    session: Session, asked: list[Any], settle: Settle, clock: FakeClock
) -> None:
    said: list[str] = []
    session.toast_requested.connect(lambda text, *_: said.append(text))
    looker = UpdateWatch(session)

    def look(hours: float = 0) -> int:
        clock.advance(hours * 3600)
        looker.look_if_due()
        settle()
        return len(asked) - 1

    watch.set_address(ADDRESS)
    assert look() == 0
    watch.set_on(True)
    assert [look(), look(1), look(24)] == [1, 1, 2]
    assert said == ["Version 9.1 is there."], "told once"
    asked[0] = CensusError("nobody answers")
    assert look(24) == 3
    assert len(said) == 1


def test_without_an_address_or_in_a_package_with_a_channel_nobody_is_asked(
    session: Session, asked: list[Any], settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.set_on(True)
    UpdateWatch(session).look_if_due()
    watch.set_address(ADDRESS)
    monkeypatch.setattr(updates, "channel", lambda: "deb")
    UpdateWatch(session).look_if_due()
    settle()
    assert asked[1:] == []


def test_the_card_asks_when_told_to_and_says_what_came_of_it(
    session: Session, asked: list[Any], settle: Settle, show: Show
) -> None:
    card = UpdatesCard(session)
    show(card)
    card.open()
    assert not find(card, QCheckBox, "Ask once a day whether there is a newer version").isChecked()
    check = find(card, QAbstractButton, "Check now")
    check.click()
    assert card._said.text() == "There is no address to ask."
    find(card, QLineEdit, "Address").setText(ADDRESS)
    for answer, text in (
        (asked[0], "Version 9.1 is there. Faster."),
        (None, "This is the newest version."),
        (CensusError("Nobody answers."), "Nobody answers."),
    ):
        asked[0] = answer
        check.click()
        settle()
        assert card._said.text() == text
    assert asked[1:] == [ADDRESS] * 3
    find(card, QCheckBox, "Ask once a day whether there is a newer version").click()
    assert watch.is_on()


def test_a_package_with_a_channel_offers_nothing(session: Session, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "channel", lambda: "deb")
    card = UpdatesCard(session)
    show(card)
    card.open()
    assert not card.findChildren(QAbstractButton)
