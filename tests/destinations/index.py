"""The index of built-in destination types. `python -m tests.destinations.index` writes it anew."""

from __future__ import annotations

import json

from census_desktop.usecases.destination_types import INDEX, indexed


def text() -> str:
    return json.dumps(indexed(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    INDEX.write_text(text(), encoding="utf-8")
