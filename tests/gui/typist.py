"""A program of its own that types into an exclusion list of a workspace and then hangs, for a test that kills it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from census_desktop.bootstrap import open_workspace
from census_desktop.domain.conditions import Condition, Group
from census_desktop.gui.datasets.exclusion_form import ExclusionForm
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.segments.scope import read_world
from census_desktop.gui.session import Session


def main(root: Path, dataset_id: str) -> None:
    program = QApplication([])
    app = open_workspace(root, environ={})
    jobs = Jobs()
    jobs.attach(app)
    session = Session(app, jobs)
    form = ExclusionForm(session)
    form.begin(read_world(app, app.datasets.get(dataset_id)), None)
    form.show()
    form._on_where(Group("all", (Condition("country", "is", "DE"),)), "", "")
    line = next(w for w in form.findChildren(QLineEdit) if w.accessibleName() == "Name of the exclusion list")
    QTest.keyClicks(line, "Half a na")
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    program.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
