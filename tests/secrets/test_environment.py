"""Credentials from the environment."""

from __future__ import annotations

import pytest

from census_desktop.secrets import EnvironmentSecrets

NAMES = {"1": "CRM hook", "2": "Ads (EU)", "3": "Zoë's CRM", "4": "CRM", "5": "CRM  hook"}


def secrets(**environ: str) -> EnvironmentSecrets:
    return EnvironmentSecrets({"HOME": "/root", **environ}, lambda id_: NAMES.get(id_, ""))


@pytest.mark.parametrize(
    ("id_", "variable"),
    [
        ("1", "CENSUS_DESKTOP_SECRET__CRM_HOOK__API_KEY"),
        ("2", "CENSUS_DESKTOP_SECRET__ADS__EU___API_KEY"),
        ("3", "CENSUS_DESKTOP_SECRET__ZO__S_CRM__API_KEY"),
    ],
)
def test_the_variable_is_named_after_connection_and_field(id_: str, variable: str) -> None:
    assert secrets(**{variable: "s3cret"}).get(id_) == {"api_key": "s3cret"}


def test_a_connection_gets_its_own_fields_only() -> None:
    given = secrets(
        CENSUS_DESKTOP_SECRET__CRM_HOOK__USER="anna",
        CENSUS_DESKTOP_SECRET__CRM_HOOK__PASSWORD="hunter2",
        CENSUS_DESKTOP_SECRET__CRM__TOKEN="abc",
        CENSUS_DESKTOP_SECRET__CRM__HOOK__TOKEN="def",
    )
    assert given.get("1") == {"user": "anna", "password": "hunter2"}
    assert given.get("4") == {"token": "abc"}
    assert given.get("5") == {"token": "def"}


def test_an_unknown_connection_has_none() -> None:
    given = secrets(CENSUS_DESKTOP_SECRET____TOKEN="abc")
    assert given.get("gone") == {}
    assert given.state() == "Taken from the environment: 1."


def test_nothing_is_said_where_nothing_is_set() -> None:
    assert secrets().get("1") == {}
    assert secrets().state() == ""
