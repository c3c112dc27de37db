"""The health check in the window: each finding with icon, word and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from census_desktop.gui.session import Session
from census_desktop.gui.support.health_page import HealthPage
from census_desktop.usecases import checkup
from tests.gui.hands import find, names

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def page(session: Session, show: Show, settle: Settle) -> HealthPage:
    made = HealthPage(session)
    show(made)
    made.open()
    settle()
    return made


def test_every_part_has_its_state_and_what_to_do(page: HealthPage) -> None:
    said = {f.id: f for f in page.findings}
    assert said["qt"].found.startswith("Qt 6.")
    assert said["network"].found.startswith("Not looked at")
    rows = names(page, QWidget)
    assert any(row.startswith("Workspace file: In order. Whole. SQLite") for row in rows)
    assert any(row.startswith("Keyring: Look at this.") and "Unlock" in row for row in rows)
    assert page._verdict.text().startswith("The program works.")


def test_what_is_wrong_is_said_first_and_can_be_copied(
    page: HealthPage, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": 1_000_000}))
    find(page, QAbstractButton, "Check again").click()
    settle()
    assert page._verdict.text().startswith("Something is wrong")
    find(page, QAbstractButton, "Copy the findings").click()
    assert "Room for the workspace: Wrong. 0.0 GB free Make room" in QGuiApplication.clipboard().text()


def test_the_network_is_asked_only_by_its_own_button(
    page: HealthPage, session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(checkup.Checkup, "_asked", lambda _self, address, _cancel: asked.append(address))
    find(page, QAbstractButton, "Check again").click()
    settle()
    assert asked == []
    find(page, QAbstractButton, "Check network and clock").click()
    settle()
    assert asked == [checkup.CLOCK_ADDRESS]
