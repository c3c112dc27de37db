"""Text of a document as plain data with lines: what YAML and JSON may say, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from census_desktop.domain.errors import DocumentError
from census_desktop.usecases import marked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("NO", "NO"),
        ("01067", "01067"),
        ("+4917012345", "+4917012345"),
        ("12:30", "12:30"),
        ("2026-11-24", "2026-11-24"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("'5'", "5"),
        ("!!str 5", "5"),
        ("5", 5),
        ("-7", -7),
        ("0", 0),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("", None),
        ("25%", "25%"),
        ('"a\\nb"', "a\nb"),
        ("0x1F", "0x1F"),
    ],
)
def test_scalars_follow_json_and_nothing_else_is_guessed(text: str, value: Any) -> None:
    found = marked.read(f"key: {text}").data["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "value", ["on", "1e5", "01067", "5", "true", "", "~", "2026-11-24", "😀 “quoted” 'x'", "a: b", "- x", "#", "<<"]
)
def test_text_stays_text_over_a_round_trip(value: str) -> None:
    assert marked.read(marked.write({"key": value})).data == {"key": value}


@pytest.mark.parametrize("value", [1, -1, 0.5, 1e20, 1e-7, True, None, ["a", 1], {"b": {"c": [1.5]}}, [{"x": 1, "y": [1, 2]}]])
def test_values_survive_a_round_trip(value: Any) -> None:
    assert marked.read(marked.write({"key": value})).data == {"key": value}


def test_emoji_stay_readable() -> None:
    assert "😀" in marked.write({"key": "Clara 😀"})


def test_every_value_has_its_line() -> None:
    text = "a:\n  - x: 1\n    y.z: [1,\n      2]\n  - 3\nb: {c: d}\n"
    document = marked.read(text)
    lines = {
        path: document.line(path)
        for path in ("a", "a[0]", "a[0].x", "a[0].y.z", "a[0].y.z[1]", "a[1]", "b.c", "b.c.gone", "a[9]")
    }
    assert lines == {
        "a": 1, "a[0]": 2, "a[0].x": 2, "a[0].y.z": 3, "a[0].y.z[1]": 4, "a[1]": 5, "b.c": 6, "b.c.gone": 6, "a[9]": 1,
    }  # fmt: skip


def test_json_is_read_with_its_lines_tabs_and_surrogate_pairs() -> None:
    data = {"name": "Clara 😀 \\ud83d", "nested": [{"a/b": 1}]}
    text = json.dumps(data, indent="\t")
    assert "\\ud83d\\ude00" in text
    document = marked.read(text)
    assert document.data == data
    assert document.line("nested[0].a/b") == 5


def test_anchors_and_merge_keys_work() -> None:
    text = "base: &base {a: 1, b: 2}\none:\n  <<: *base\n  b: 3\ntwo: {<<: [*base, {c: 4}]}\nthree: *base\n"
    data = marked.read(text).data
    assert data["one"] == {"a": 1, "b": 3}
    assert data["two"] == {"a": 1, "b": 2, "c": 4}
    assert data["three"] == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3", 3, "“a” appears twice; it stands on line 1"),
        ('{"a": 1,\n "a": 2}', 2, "appears twice"),
        ("a:\n  - [1, 2\nb: 3", 3, "not YAML or JSON"),
        ("a:\n\t- 1", 2, "not YAML or JSON"),
        ("a: !!python/object:os.system x", 1, "tag"),
        ("a:\n  !thing {b: 1}", 2, "tag"),
        ("a: &x [*x]", 1, "not finished before it"),
        ("a: *gone", 1, "gone"),
        ("? [a]\n: 1", 1, "key is text"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a:\n  <<: 5", 2, "<<"),
        ("a: \x01", 1, "control character"),
        ("a: 1\nb: " + "9" * 200, 2, "too long"),
        ("a: 1e999", 1, "too large"),
        ("a: " + "[" * 80 + "]" * 80, 1, "nested"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as refused:
        marked.read(text)
    assert refused.value.line == line
    assert refused.value.kept == "Nothing was changed."


def test_a_few_lines_cannot_fill_the_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(DocumentError, match="values"):
        marked.read("\n".join(lines))


def test_a_huge_text_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="longer than"):
        marked.read("#" * (marked.MAX_CHARACTERS + 1))
