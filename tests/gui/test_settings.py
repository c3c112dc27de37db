"""Settings: cards that are found by their words, reached by a link, and do what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.kit import language, palette
from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.session import Session
from census_desktop.gui.settings import card_classes
from census_desktop.gui.settings.settings_page import SettingsPage
from tests.gui.hands import end_pause, find, names

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def settings(session: Session, show: Show, settle: Settle) -> SettingsPage:
    page = SettingsPage(session)
    show(page)
    page.open()
    settle()
    return page


def test_the_theme_is_put_on_the_screen_and_remembered(settings: SettingsPage, session: Session):
    try:
        find(settings, QRadioButton, "Theme: Dark").click()
        assert palette.scheme() is palette.Scheme.DARK
        assert session.theme is palette.Theme.DARK
    finally:
        find(settings, QRadioButton, "Theme: Light").click()
    assert palette.scheme() is palette.Scheme.LIGHT
    settings.open()
    assert find(settings, QRadioButton, "Theme: Light").isChecked()


def test_diagnostics_say_versions_and_places_and_are_copied(settings: SettingsPage, session: Session, qtbot: QtBot):
    qtbot.mouseClick(find(settings, QPushButton, "Copy diagnostics"), Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    for part in ("Census Desktop: ", "Python: 3.", "Qt: 6.", "SQLite: ", "duckdb: ", "Journal mode: wal", "Credentials: "):
        assert part in text
    assert str(session.app.paths.root) in "\n".join(w.text() for w in settings.cards["workspace"].findChildren(QLabel))
    assert all(w.text() for w in settings.cards["credentials"].findChildren(QLabel))


def test_the_folder_is_opened_in_the_file_manager(settings: SettingsPage, session: Session, qtbot: QtBot):
    opened: list[QUrl] = []

    class Desktop(QWidget):
        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            opened.append(url)

    desktop = Desktop()
    qtbot.addWidget(desktop)
    QDesktopServices.setUrlHandler("file", desktop, "take")
    try:
        qtbot.mouseClick(find(settings, QPushButton, "Open the folder"), Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [u.toLocalFile() for u in opened] == [str(session.app.paths.root)]


def test_every_control_has_a_name(settings: SettingsPage):
    assert all(names(settings, QAbstractButton)), names(settings, QAbstractButton)


def shown(page: SettingsPage) -> list[str]:
    found = [made.id for made in page.cards.values() if made.isVisible()]
    titles = find(page, QListWidget, "Settings")
    listed = [titles.item(row).text() for row in range(titles.count()) if not titles.item(row).isHidden()]
    assert len(listed) == len(found)
    return found


def search(page: SettingsPage, text: str) -> None:
    field = find(page, SearchField, "Find a setting")
    field.setText(text)
    end_pause(field._soon)


def test_cards_are_found_by_title_keyword_and_what_they_say(settings: SettingsPage, session: Session) -> None:
    assert shown(settings) == [cls.id for cls in card_classes()]
    search(settings, "night")  # a keyword
    assert shown(settings) == ["look"]
    search(settings, "dark")  # a control
    assert shown(settings) == ["look"]
    search(settings, "SQLite: duckdb".replace(":", ""))  # texts that were read
    assert shown(settings) == ["diagnostics"]
    search(settings, "no such thing")
    assert shown(settings) == []
    assert any(w.text() == "No setting says “no such thing”." for w in settings.findChildren(QLabel) if w.isVisible())
    assert session.commands.run("find")
    assert find(settings, QLineEdit, "Find a setting").selectedText() == "no such thing"
    search(settings, "")
    assert shown(settings) == [cls.id for cls in card_classes()]


def test_a_link_goes_to_its_card(settings: SettingsPage, settle: Settle) -> None:
    search(settings, "night")
    settings.open(card="diagnostics")
    settle(settings.search._soon)
    card = settings.cards["diagnostics"]
    assert card.isVisible()
    assert not card.visibleRegion().isEmpty()
    assert settings.focusWidget() is find(settings, QPushButton, "Copy diagnostics")
    assert settings.titles.currentItem().text() == "Diagnostics"
    settings.open(card="no such card")  # a link of a newer program
    assert settings.titles.currentItem().text() == "Diagnostics"


def test_the_list_of_titles_goes_to_cards_by_keyboard(settings: SettingsPage, qtbot: QtBot) -> None:
    settings.resize(900, 420)
    settings.titles.setFocus()
    settings.titles.setCurrentRow(0)
    for _ in range(settings.titles.count() - 1):
        qtbot.keyClick(settings.titles, Qt.Key.Key_Down)
    assert not settings.cards["diagnostics"].visibleRegion().isEmpty()
    qtbot.keyClick(settings.titles, Qt.Key.Key_Return)
    assert settings.focusWidget() is find(settings, QPushButton, "Copy diagnostics")


def test_a_language_is_kept_and_offers_a_restart(settings: SettingsPage, session: Session, qtbot: QtBot):
    asked: list[bool] = []
    session.commands.bind("restart", settings, lambda: asked.append(True))
    choice = find(settings, QComboBox, "Language")
    assert [choice.itemText(n) for n in range(choice.count())] == ["As the system", "English", "Deutsch", "Español"]
    assert "Restart now" not in names(settings, QPushButton)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_D)
    assert language.chosen() == "de"
    qtbot.mouseClick(find(settings, QPushButton, "Restart now"), Qt.MouseButton.LeftButton)
    assert asked == [True]
    qtbot.keyClick(choice, Qt.Key.Key_Home)
    assert language.chosen() == ""
    assert "Restart now" not in names(settings, QPushButton)
