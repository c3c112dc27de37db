"""Links to what is shown, for colleagues and notes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from census_desktop.domain.links import Link
from census_desktop.gui.kit.words import tr
from census_desktop.gui.session import Session


def copy_link(session: Session, kind: str, id_: str) -> None:
    """Put it on the clipboard. By id, so that it holds when the thing gets another name."""
    QGuiApplication.clipboard().setText(str(Link(kind, id_)))
    session.toast(tr("Link copied"))
