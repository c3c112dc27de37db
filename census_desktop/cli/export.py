"""export: the workspace as one document."""

from __future__ import annotations

import json
from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context


def register(commands: Commands, help_: str) -> None:
    export_ = commands.add("export", export, help_)
    export_.add_argument("--file", metavar="FILE", help="into this file instead of stdout")


def export(context: Context) -> int:
    app, name = context.app, context.args.file
    path = Path(name).expanduser().absolute() if name else None
    document = app.document.export(path.parent if path else None)
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n" if context.out.as_json else app.document.to_yaml(document)
    if path is None:
        context.out.text(text.rstrip("\n"))
        return 0
    wrote = app.sharing.write(path, text)
    context.out.note(f"Written to {path}." if wrote else f"{path} has that text already.")
    return 0
