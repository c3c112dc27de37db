"""export: the workspace as one document."""

from __future__ import annotations

import json
from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.domain.errors import CensusError


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
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CensusError(
            f"{path} cannot be written: {error.strerror}.", kept="The file is as it was.", hint="Choose another place."
        ) from error
    context.out.note(f"Written to {path}.")
    return 0
