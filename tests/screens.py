"""Pictures of the window, light and dark, on the sample workspace (made in a temporary folder).

    python -m tests.screens                                  # docs/screens: all at 1280 × 800, the main six larger too
    python -m tests.screens size=1920x1200 to=FOLDER         # all of them, so large
    python -m tests.screens scale=2 only=home,syncs to=FOLDER

Runs under whatever display there is; without one, offscreen. A factor holds for a whole process, so that docs/screens is
drawn by one for each size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.start import make_application
from census_desktop.gui.syncs.sync_setup import Step
from tests.screen_rooms import (
    about_card,
    backups,
    import_review,
    jobs,
    log,
    offline,
    palette,
    restored,
    tour,
    welcome,
    welcome_segment,
)
from tests.screen_scenes import (
    about,
    about_run,
    forget,
    gallery,
    left_out,
    lists,
    page,
    quick_sync,
    record,
    requests,
    settle,
    sync_page,
    sync_step,
    tab,
)
from tests.screen_states import states_of

MAIN = ("home", "syncs", "quick-sync", "definition", "review-changes", "destinations")
"""Those that docs/screens has in other sizes too."""
PLAIN = "1280x800"
LARGER = (("1920x1200", "1"), (PLAIN, "2"))
"""(size, factor)"""
SCENES: dict[str, Callable[[MainWindow], QPixmap]] = {
    "syncs": tab("Syncs"),
    "quick-sync": quick_sync,
    "definition": tab("Definition"),
    "members": tab("Members"),
    "analyze": tab("Analyze"),
    "activity": tab("Activity"),
    "review-changes": left_out,
    "held": about_run("review", "held", lambda r: bool(r.held)),
    "undo": about_run("review", "undo", lambda r: r.counts.updated > 0 and not r.counts.rejected),
    "record": record,
    "edit-sync": sync_page("sync-editor"),
    "edit-sync-operation": sync_step(Step.OPERATION),
    "edit-sync-mappings": sync_step(Step.MAPPINGS),
    "edit-sync-safety": sync_step(Step.SAFETY),
    "home": page("home"),
    "datasets": page("datasets"),
    "destinations": page("destinations"),
    "gallery": gallery,
    "about": about,
    "forget": forget,
    "jobs": jobs,
    "runs": about_run("runs", "run", lambda r: r.counts.rejected > 0),
    "requests": requests,
    "settings": page("settings"),
    "settings-keyboard": about_card("keyboard"),
    "palette": palette("hi v"),
    "palette-at-rest": palette(""),
    "lists": lists,
    "welcome": welcome,
    "welcome-segment": welcome_segment,
    "tour": tour,
    "import": import_review,
    "restored": restored,
    "offline": offline,
    "settings-network": about_card("network"),
    "backups": backups,
    "log": log,
    "health": page("health"),
}


STATES = states_of(settle)


def make_workspace(root: Path) -> None:
    from census_desktop.sample import ensure_sample

    ensure_sample(root)


def main(folder: Path, workspace: Path | None, only: list[str], size: str = PLAIN, mark: str = "") -> None:
    """`mark` ends the name of each picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "" if os.environ.get("DISPLAY") else "offscreen")
    width, _, height = size.partition("x")
    with tempfile.TemporaryDirectory() as scratch:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        if workspace is None:
            workspace = Path(scratch) / "Shop"
            make_workspace(workspace)
        folder.mkdir(parents=True, exist_ok=True)
        make_application()
        window = MainWindow(workspace)
        window.resize(int(width), int(height))
        window.show()
        window.open_workspace()
        settle(window, 600)
        assert window.session is not None
        for theme in (Theme.LIGHT, Theme.DARK):
            window.session.set_theme(theme)
            for name, scene in {**SCENES, **STATES}.items():
                if not only or name in only:
                    window._toast.hide()  # what the scene before said
                    suffix = "-dark" if theme is Theme.DARK else ""
                    scene(window).save(str(folder / f"{name}{mark}{suffix}.png"))
        window.close()
        QApplication.processEvents()


def draw_documents(folder: Path) -> None:
    """All pictures of docs/screens, each size in a process of its own."""
    main(folder, None, [])
    for size, scale in LARGER:
        mark = f"@{scale}x" if scale != "1" else f"-{size}"
        more = (f"to={folder}", f"size={size}", f"scale={scale}", f"only={','.join(MAIN)}", f"mark={mark}")
        subprocess.run([sys.executable, "-m", "tests.screens", *more], check=True)


if __name__ == "__main__":
    arguments = dict(a.split("=", 1) for a in sys.argv[1:] if "=" in a)
    to = Path(arguments.get("to", "docs/screens"))
    if not arguments.keys() & {"size", "scale", "only", "workspace"}:
        draw_documents(to)
        sys.exit()
    os.environ["QT_SCALE_FACTOR"] = arguments.get("scale", "1")
    main(
        to,
        Path(arguments["workspace"]) if "workspace" in arguments else None,
        [n for n in arguments.get("only", "").split(",") if n],
        arguments.get("size", PLAIN),
        arguments.get("mark", ""),
    )
