"""PySide6 6.12.0 loses references to True and None on Python 3.11 and aborts at exit; such a wheel is caught here."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import sys
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt, Signal

class Sender(QObject):
    said = Signal(int)

class Nothing(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 1
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return None

app = QCoreApplication([])
sender, model = Sender(), Nothing()
sender.said.connect(lambda n: None)
before = [sys.getrefcount(o) for o in (True, False, None)]
for n in range(2000):
    sender.said.emit(n)
    model.itemData(model.index(0))
app.processEvents()
after = [sys.getrefcount(o) for o in (True, False, None)]
print(max(b - a for a, b in zip(after, before)))
"""


def test_emitting_signals_loses_no_references() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) < 50
