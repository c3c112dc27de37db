"""What imports made is out of the garbage collector's sight, once for each time that something was imported."""

from __future__ import annotations

import gc
import sys
import types
from collections.abc import Iterator

import pytest

from census_desktop.gui.pauses import spare_imports


@pytest.fixture(autouse=True)
def _thaw() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_an_import_is_spared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    spare_imports()
    spared = gc.get_freeze_count()
    kept = [[n] for n in range(1000)]
    spare_imports()
    assert gc.get_freeze_count() == spared
    monkeypatch.setitem(sys.modules, "a_library_that_was_just_imported", types.ModuleType("it"))
    spare_imports()
    assert gc.get_freeze_count() >= spared + len(kept)
