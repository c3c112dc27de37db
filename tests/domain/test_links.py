"""Links: what they mean, and all that they may not be."""

from __future__ import annotations

import pytest

from census_desktop.domain.links import LONGEST, Link, LinkError, is_link, parse


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("census-desktop://segment/seg-vip", Link("segment", "seg-vip")),
        ("census-desktop://segment/High%20value%20customers", Link("segment", "High value customers")),
        ("CENSUS-DESKTOP://Sync/x/", Link("sync", "x")),
        ("census-desktop://run/0123", Link("run", "0123")),
        ("census-desktop://dataset/Kunden%20%C3%84", Link("dataset", "Kunden Ä")),
        ("census-desktop://destination/A%2FB%3F", Link("destination", "A/B?")),
        ("census-desktop://settings/look", Link("settings", "look")),
    ],
)
def test_what_a_link_means(text: str, link: Link) -> None:
    assert parse(text) == link
    assert parse(str(link)) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com/",
        "census-desktop:segment/x",
        "census-desktop://segment",
        "census-desktop://segment/",
        "census-desktop://segment/x?run=now",
        "census-desktop://segment/x#y",
        "census-desktop://segment/x/run",
        "census-desktop://segment/../../etc/passwd",
        "census-desktop://user@segment/x",
        "census-desktop://segment:80/x",
        "census-desktop://delete/x",
        "census-desktop://segment/%",
        "census-desktop://segment/%zz",
        "census-desktop://segment/%ff",
        "census-desktop://segment/a%00b",
        "census-desktop://segment/a%0Ab",
        "census-desktop://segment/a b",
        "census-desktop://segment/a\nb",
        "census-desktop://segment/%20",
        "census-desktop://segment/a\\b",
        "census-desktop://segment/" + "x" * 301,
        "census-desktop://segment/" + "x" * LONGEST,
        "census-desktop://settings/..%2Flook",
        "census-desktop://settings/LOOK",
        "census-desktop://segment/%E2%80%AEgnp",  # turns the direction of what follows
        " census-desktop://segment/x",
    ],
)
def test_what_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(LinkError) as refused:
        parse(text)
    assert refused.value.kept == "Nothing was opened or changed."
    assert not text[25:] or text not in str(refused.value)


def test_what_means_to_be_a_link() -> None:
    assert is_link("Census-Desktop:whatever")
    assert not is_link("/home/me/shop.census.yaml")
