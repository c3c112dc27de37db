"""How a destination's credential is got, as steps that unfold in a connection's card."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.manifest import Manifest
from census_desktop.gui.kit.widgets import button, label


class CredentialHelp(QWidget):
    """Folded until asked for; not there where a manifest says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self._toggle = button("", kind="link", on=self.toggle)
        self._open = button(self.tr("Vendor's page"), name=self.tr("Open the vendor's page"), kind="link", on=self.open_page)
        self._steps = label("", "small", wrap=True)
        self._steps.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        links = QHBoxLayout()
        links.setSpacing(8)
        links.addWidget(self._toggle)
        links.addWidget(self._open)
        links.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(links)
        layout.addWidget(self._steps)

    def show_for(self, manifest: Manifest, *, unfolded: bool) -> None:
        """`unfolded` where the credential is still to be got."""
        self._steps.setText(manifest.credential_help)
        page = (manifest.sign_in.documentation if manifest.sign_in else "") or manifest.documentation
        self._page = page if page.startswith("https://") else ""
        self._open.setVisible(bool(self._page))
        self._toggle.setVisible(bool(manifest.credential_help))
        self._fold(not unfolded)
        self.setVisible(bool(manifest.credential_help))

    def toggle(self) -> None:
        self._fold(not self._steps.isHidden())

    def _fold(self, folded: bool) -> None:
        self._steps.setVisible(not folded)
        text = self.tr("How to get the credential") if folded else self.tr("Hide the steps")
        self._toggle.setText(text)
        self._toggle.setAccessibleName(text)

    def open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page))
