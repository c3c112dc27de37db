"""A module for each vendor: its `CASES` are run by the contract suite (test_vendors.py)."""

from __future__ import annotations

import importlib
import os
import pkgutil

from tests.destinations.vendor_case import VendorCase

OUTSIDE = ("tests.destinations.outside.plainmail", *os.environ.get("CENSUS_DESKTOP_CASES", "").split())
"""Modules with cases of connectors that are not built in: the example's, and those that the environment names."""


def all_cases() -> list[VendorCase]:
    """Every module's cases, in order of name."""
    found: list[VendorCase] = []
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        found.extend(importlib.import_module(f"{__name__}.{module}").CASES)
    return found


def outside_cases() -> list[VendorCase]:
    return [case for module in OUTSIDE for case in importlib.import_module(module).CASES]
