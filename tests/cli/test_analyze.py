"""Studies in the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_breakdown_and_profile(sh: Shell, shop: Path) -> None:
    found = sh("segments", "breakdown", "Readers", "--by", "country", "--json").json
    assert (found["segment"], found["kind"], found["size"], found["of"]) == ("Readers", "categories", 3, 4)
    assert [(b["value"], b["count"], b["of"]) for b in found["bars"]] == [("DE", 2, 2), ("US", 1, 1), ("FR", 0, 1)]
    assert found["bars"][0]["share_of"] == 0.5
    text = sh("segments", "breakdown", "Readers", "--by", "seen").out
    assert "(no value)" in text
    assert "2026-11-20 – 2026-11-2" in text
    assert "at least" in sh("segments", "breakdown", "Readers", "--by", "spent").out or "–" in text
    masked = sh("segments", "breakdown", "Readers", "--by", "email").out
    assert "example" not in masked
    assert "(has a value)" in masked
    profile = sh("segments", "profile", "Readers", "--json").json
    assert (profile["size"], profile["traits"]) == (3, [])
    assert "Nothing differs" in sh("segments", "profile", "Readers").err


def test_overlap_and_compare_also_as_they_were_counted_last(sh: Shell, shop: Path) -> None:
    none = sh("segments", "overlap", "Readers", "Big spenders", "--known", "--json")
    assert (none.code, none.error["title"]) == (2, "Not found")
    found = sh("segments", "overlap", "Readers", "Big spenders", "--json").json
    assert [s["size"] for s in found["segments"]] == [3, 2]
    assert [(r["name"], r["count"]) for r in found["regions"]] == [
        ("In Readers and Big spenders", 2),
        ("In Readers, not in Big spenders", 1),
    ]
    (shop / "shop" / "customers.csv").unlink()
    known = sh("segments", "compare", "Readers", "Big spenders", "--known", "--json").json
    assert [(p["of"], p["count"], p["share"]) for p in known["pairs"]] == [("Readers", 2, 2 / 3), ("Big spenders", 2, 1.0)]
    assert "2 (66.7%)" in sh("segments", "compare", "Readers", "Big spenders", "--known").out
    assert sh("segments", "overlap", "Readers", "Big spenders").code == 1
    assert sh("segments", "overlap", "Readers").code == 2
