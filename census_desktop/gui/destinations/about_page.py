"""Everything that is known of a destination type before it is connected: objects, abilities, limits, credential, sources."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.gui.destinations import about_words
from census_desktop.gui.destinations.gallery import Offer, install_words
from census_desktop.gui.kit import text_size
from census_desktop.gui.kit.widgets import Banner, Tile, card, label


class AboutPage(QScrollArea):
    """Made anew for each type; addresses open in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self.setHorizontalScrollBarPolicy(text_size.sideways())
        self._column = QVBoxLayout()

    def show_offer(self, offer: Offer) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        self._column = QVBoxLayout(canvas)
        self._column.setContentsMargins(20, 2, 0, 16)
        self._column.setSpacing(12)
        manifest = offer.manifest
        self.setAccessibleName(self.tr("About %1").replace("%1", manifest.title))
        self._head(offer)
        if offer.extra:
            banner = Banner()
            text = self.tr("It needs a package that is not installed here: %1").replace("%1", install_words(offer.extra))
            banner.show_text(text, "warn", "download", closable=False)
            self._column.addWidget(banner)
        for spec in manifest.objects:
            self._facts(spec.label or spec.name, about_words.object_lines(spec))
        self._list(self.tr("Besides"), about_words.ability_words(manifest, offer.abilities))
        limits = about_words.limit_lines(manifest.limits)
        self._facts(self.tr("Limits"), (*limits, *([(self.tr("Cost"), manifest.cost)] if manifest.cost else [])))
        self._list(self.tr("How to get the credential"), [manifest.credential_help] if manifest.credential_help else [])
        self._facts(self.tr("Good to know"), tuple(manifest.facts.items()))
        self._list(self.tr("Calls that are never made"), manifest.never)
        self._list(self.tr("Not verified in the vendor's documents"), manifest.unverified)
        links = [(d.title, d.url, self.tr("read on %1").replace("%1", d.read)) for d in manifest.documents]
        if not links and manifest.documentation:
            links = [(manifest.documentation, manifest.documentation, "")]
        self._links(self.tr("Sources"), links)
        self._column.addStretch(1)
        self.setWidget(canvas)

    def _head(self, offer: Offer) -> None:
        manifest = offer.manifest
        row = QHBoxLayout()
        row.setSpacing(12)
        tile = Tile(size=36)
        tile.set_tile(manifest.icon, manifest.tint)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(manifest.title, "heading"))
        texts.addWidget(label(manifest.summary, "secondary", wrap=True))
        row.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self._column.addLayout(row)

    def _card(self, title: str) -> QVBoxLayout:
        frame, inner = card(spacing=8)
        frame.setAccessibleName(title)
        inner.addWidget(label(title, "heading"))
        self._column.addWidget(_growing(frame))
        return inner

    def _facts(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        if not facts:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(facts):
            said = label(text, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(name, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
        self._card(title).addLayout(grid)

    def _list(self, title: str, texts: Sequence[str]) -> None:
        if not texts:
            return
        inner = self._card(title)
        for text in texts:
            said = label(text, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inner.addWidget(said)

    def _links(self, title: str, links: Sequence[tuple[str, str, str]]) -> None:
        if not links:
            return
        inner = self._card(title)
        for text, address, note in links:
            shown = escape(text)
            safe = address.startswith("https://")
            said = label("", wrap=True)
            said.setTextFormat(Qt.TextFormat.RichText)
            said.setText(
                (f'<a href="{escape(address)}">{shown}</a>' if safe else shown) + (f" · {escape(note)}" if note else "")
            )
            said.setOpenExternalLinks(True)
            said.setToolTip(address)
            inner.addWidget(said)


def _growing(frame: QFrame) -> QFrame:
    """A card whose lines wrap is as high as they need."""
    policy = frame.sizePolicy()
    policy.setHeightForWidth(True)
    frame.setSizePolicy(policy)
    return frame
