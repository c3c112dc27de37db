"""What every card of the settings page is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.session import Session


class SettingsCard(QFrame):
    """A card: what it is called, what else it is searched by, and its controls, which go into `inner`."""

    id = ""
    """Its place in a link, `census-desktop://settings/<id>`. Never changes."""
    title = ""
    """A literal marked with `QT_TRANSLATE_NOOP("", …)`."""
    keywords = ""
    """Other words that people look for, marked in the same way."""
    icon = "settings"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("kind", "card")
        self.setObjectName(f"settings-{self.id}")
        self.setAccessibleName(words.tr(self.title))
        self.inner = QVBoxLayout(self)
        self.inner.setContentsMargins(16, 16, 16, 16)
        self.inner.setSpacing(12)
        self.inner.addWidget(label(words.tr(self.title), "heading"))

    def open(self) -> None:
        """The page is about to be seen: read what is shown."""

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """Something of these kinds changed while the page is visible."""

    def says(self, wanted: str) -> bool:
        """Whether all these words stand in its title, its keywords, or in what can be read on it."""
        text = " ".join((words.tr(self.title), words.tr(self.keywords), *self._texts())).casefold()
        return all(word in text for word in wanted.casefold().split())

    def _texts(self) -> Iterator[str]:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            if isinstance(widget, QAbstractButton | QLineEdit):
                yield widget.accessibleName()

    def take_focus(self) -> None:
        """Put the keyboard on its first control that is there."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
