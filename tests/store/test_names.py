"""Names of things."""

from __future__ import annotations

import unicodedata

import pytest

from census_desktop.domain.errors import ConfigError
from census_desktop.store.names import LONGEST, checked_name, name_key


@pytest.mark.parametrize(
    "name",
    [
        "VIP",
        "\"Quoted\" 'twice' `thrice` “typographic”",
        "Robert'); DROP TABLE segment;--",
        "100 % _under_ [brackets] \\back",
        "🎉 emoji 👩‍👩‍👧 family 🇩🇪 flag",
        "العملاء المميزون",
        "高価値の顧客",
        "उच्च मूल्य",
        "x" * LONGEST,
    ],
)
def test_any_script_quotes_and_emoji_are_names(name: str) -> None:
    assert checked_name(name, "segment") == name


def test_names_are_trimmed_and_composed() -> None:
    assert checked_name("  Café \t", "segment") == "Café"
    assert checked_name(unicodedata.normalize("NFD", "Café"), "segment") == "Café"


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\u3000"])
def test_a_thing_must_have_a_name(name: str) -> None:
    with pytest.raises(ConfigError, match="The segment has no name"):
        checked_name(name, "segment")


@pytest.mark.parametrize("length", [LONGEST + 1, 10_000])
def test_a_long_name_is_refused_and_never_cut(length: int) -> None:
    with pytest.raises(ConfigError) as refused:
        checked_name("x" * length, "sync")
    assert refused.value.message == f"The name of this sync has {length:,} characters; 200 are allowed."
    assert refused.value.kept == "Nothing was changed."
    assert refused.value.hint == "Shorten it."


@pytest.mark.parametrize("character", ["\n", "\r", "\t", "\0", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ud800"])
def test_control_characters_are_refused(character: str) -> None:
    with pytest.raises(ConfigError, match="control character"):
        checked_name(f"Before{character}after", "destination")


def test_lists_sort_without_case_and_accents() -> None:
    names = ["Zebra", "ärzte", "Arzt", "Ähre", "apfel", "Éclair", "eclair", "Ωmega", "ωmega 2"]
    assert sorted(names, key=name_key) == ["Ähre", "apfel", "Arzt", "ärzte", "Éclair", "eclair", "Zebra", "Ωmega", "ωmega 2"]


def test_marks_that_are_part_of_the_letter_are_kept() -> None:
    assert name_key("की") != name_key("क")
    assert name_key("が") != name_key("か")
