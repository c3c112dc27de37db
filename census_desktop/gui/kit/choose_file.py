"""File dialogs that do not stop the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

CSV = "CSV (*.csv)"
TABLES = f"{CSV};;JSON Lines (*.jsonl);;Parquet (*.parquet)"


def ask_save(parent: QWidget, title: str, name: str, on: Callable[[Path], None], filters: str = CSV) -> QFileDialog:
    """Ask where to save a file; a name without an ending gets the one of the chosen kind."""
    dialog = _dialog(parent, title, on)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters.split(";;"))
    _set_suffix(dialog, filters)
    dialog.filterSelected.connect(lambda chosen: _set_suffix(dialog, chosen))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_file(parent: QWidget, title: str, filters: str, on: Callable[[Path], None]) -> QFileDialog:
    """Ask for one existing file."""
    dialog = _dialog(parent, title, on)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(filters)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, title: str, on: Callable[[Path], None]) -> QFileDialog:
    dialog = _dialog(parent, title, on)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _set_suffix(dialog: QFileDialog, filter_: str) -> None:
    dialog.setDefaultSuffix(filter_.partition("*.")[2].partition(")")[0])


def _start() -> str:
    """Documents where that folder exists: a dialog that starts in a missing one offers its name as the file to choose."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def _dialog(parent: QWidget, title: str, on: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title, _start())
    dialog.fileSelected.connect(lambda name: on(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
