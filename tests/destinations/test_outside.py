"""The example of docs/write-a-destination.md is a connector: small, found by its entry point, and gone when it is removed."""

from __future__ import annotations

import pytest

from census_desktop.destinations import broken, manifest, manifests
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Manifest
from tests.destinations.outside import EXAMPLE, installed

PAGE = EXAMPLE.parents[1] / "write-a-destination.md"


def test_an_installed_package_adds_its_type_and_a_removed_one_takes_it_along() -> None:
    with installed():
        assert manifest("plainmail").title == "Plainmail"
        assert "plainmail" in [m.type for m in manifests()]
        assert not broken()
    with pytest.raises(ConfigError, match="no destination type “plainmail”"):
        manifest("plainmail")


def test_the_example_is_as_small_as_the_page_says() -> None:
    (module,) = EXAMPLE.rglob("*.py")
    assert len(module.read_text(encoding="utf-8").splitlines()) < 150
    assert "under 150 lines" in PAGE.read_text(encoding="utf-8")


def test_the_page_names_what_there_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in ("limits", "objects", "payload", "never", "documents", "unverified"):
        assert f"`{name}" in text
        assert name in Manifest.__dataclass_fields__
