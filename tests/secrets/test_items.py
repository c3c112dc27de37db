"""Credentials as keyring items."""

from __future__ import annotations

import pytest

from census_desktop.secrets.items import LONGEST, Torn, join, parts_of, split


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"token": ""},
        {"token": "short"},
        {"token": 'quotes " and \\ and\nnewline and \0 and 🎉', "user": "Zoë"},
        {"key": "x" * 8192},
        {"key": "🎉" * 2000, "other": "é" * 1000},
    ],
)
def test_what_is_split_is_joined_again(values: dict[str, str]) -> None:
    head, *parts = split(values)
    assert parts_of(head) == len(parts)
    assert join(head, list(parts)) == values


def test_every_item_fits_into_windows_credential_manager() -> None:
    for item in split({"service_account": "ключ🎉" * 1500}):
        assert len(item) <= LONGEST
        assert len(item.encode("utf-16-le")) <= 2560


def test_a_short_credential_is_one_item() -> None:
    assert split({"token": "abc"}) == ('{"token":"abc"}',)


@pytest.mark.parametrize("spoil", ["missing", "old", "swapped"])
def test_parts_that_do_not_belong_together_are_noticed(spoil: str) -> None:
    head, *parts = split({"key": "a" * 1500 + "b" * 1500})
    spoiled: list[str | None] = list(parts)
    if spoil == "missing":
        spoiled[1] = None
    elif spoil == "old":
        spoiled[0] = split({"key": "old" * 1000})[1]
    else:
        spoiled[0], spoiled[1] = spoiled[1], spoiled[0]
    with pytest.raises(Torn):
        join(head, spoiled)


@pytest.mark.parametrize(
    "foreign", ["", "hunter2", "[1]", '"text"', '{"#parts": 2', '{"#parts": "two"}', '{"#parts": 1000000000}']
)
def test_an_item_of_another_program_is_not_read_as_a_credential(foreign: str) -> None:
    with pytest.raises(Torn) as refused:
        join(foreign, [None] * parts_of(foreign))
    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None
