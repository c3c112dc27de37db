"""Ibis, of which only the engines that are used are imported.

`ibis.backends.sql.compilers` imports the compilers of all its engines, with every dialect of SQLGlot, whichever backend is
asked for. That is a fifth of a second of each start; here each comes when something asks for it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

import ibis

_COMPILERS = "ibis.backends.sql.compilers"


def _compilers_when_asked_for() -> None:
    """Put a package in the place of Ibis' own that imports an engine's module with the first look at it.

    Where Ibis was used before, or keeps its compilers elsewhere, everything stays as it is.
    """
    if _COMPILERS in sys.modules or (spec := importlib.util.find_spec(_COMPILERS)) is None:
        return
    package = importlib.util.module_from_spec(spec)

    def engine(name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name.endswith("Compiler"):  # DuckDBCompiler is that of the module duckdb
            return getattr(engine(name.removesuffix("Compiler").lower()), name)
        try:
            return importlib.import_module(f"{_COMPILERS}.{name}")
        except ModuleNotFoundError as error:
            raise AttributeError(name) from error

    package.__dict__["__getattr__"] = engine
    sys.modules[_COMPILERS] = package
    _parent().compilers = package  # type: ignore[attr-defined]


def _parent() -> ModuleType:
    return importlib.import_module("ibis.backends.sql")


_compilers_when_asked_for()

__all__ = ["ibis"]
