"""Names and values as DuckDB writes them, for the statements that read files."""

from __future__ import annotations

from typing import Any


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """Text, numbers, booleans, lists and mappings (DuckDB's struct)."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    return "'" + str(value).replace("'", "''") + "'"


def call(function: str, first: Any, options: dict[str, Any]) -> str:
    """A table function with named options."""
    named = "".join(f", {name} = {literal(value)}" for name, value in options.items())
    return f"{function}({literal(first)}{named})"
