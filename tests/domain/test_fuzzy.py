"""How names fit what is typed."""

from __future__ import annotations

import pytest

from census_desktop.domain.fuzzy import fit


@pytest.mark.parametrize(
    ("wanted", "name", "meant"),
    [
        ("high", "High value customers", "High"),
        ("value high", "High value customers", "Highvalue"),
        ("hvc", "High value customers", "Hvc"),
        ("hiva", "High value customers", "Hiva"),
        ("cafe", "Café owners", "Café"),
        ("ÄRZ", "arzt", "arz"),
        ("ustom", "High value customers", "ustom"),
        ("", "anything", ""),
    ],
)
def test_what_fits_and_which_letters_were_meant(wanted: str, name: str, meant: str) -> None:
    found = fit(wanted, name)
    assert found is not None
    assert "".join(name[place] for place in found.places) == meant


@pytest.mark.parametrize(
    ("wanted", "name"), [("hx", "High value"), ("ghau", "High value customers"), ("high low", "High value")]
)
def test_what_does_not_fit(wanted: str, name: str) -> None:
    assert fit(wanted, name) is None


def test_the_best_stands_first() -> None:
    names = ["Overhigh", "Has interest", "High value customers", "High", "Highest", "Very high value"]
    fits = {name: found for name in names if (found := fit("high", name)) is not None}
    assert sorted(fits, key=lambda name: -fits[name].score) == [
        "High",
        "High value customers",
        "Highest",
        "Very high value",
        "Overhigh",
    ]
