"""Circles are true to area: always for two sets, for three as far as circles can, and they say when not."""

from __future__ import annotations

import math

import pytest

from census_desktop.domain.venn import lens, venn


@pytest.mark.parametrize(("one", "other", "both"), [(100, 50, 20), (100, 100, 99), (1000, 10, 3), (5, 5, 1)])
def test_two_circles_share_what_the_sets_share(one: int, other: int, both: int) -> None:
    drawn = venn([one, other], {(0, 1): both}, {(0,): one - both, (1,): other - both, (0, 1): both})
    first, second = drawn.circles
    scale = math.pi / max(one, other)
    assert math.pi * first.radius**2 == pytest.approx(one * scale)
    assert math.pi * second.radius**2 == pytest.approx(other * scale)
    assert lens(first.radius, second.radius, math.hypot(second.x - first.x, second.y)) == pytest.approx(both * scale, rel=1e-6)
    assert drawn.is_true


def test_sets_apart_and_sets_within() -> None:
    apart = venn([10, 10], {(0, 1): 0}, {(0,): 10, (1,): 10}).circles
    assert math.hypot(apart[1].x - apart[0].x, apart[1].y) > apart[0].radius + apart[1].radius
    outer, inner = venn([10, 4], {(0, 1): 4}, {(0,): 6, (0, 1): 4}).circles
    assert math.hypot(inner.x - outer.x, inner.y) + inner.radius <= outer.radius
    nobody = venn([10, 0], {(0, 1): 0}, {(0,): 10})
    assert nobody.circles[1].radius == 0


def test_three_circles_find_their_places_and_a_place_for_each_figure() -> None:
    exclusive = {(0,): 30, (1,): 30, (2,): 30, (0, 1): 9, (0, 2): 9, (1, 2): 9, (0, 1, 2): 6}
    drawn = venn([54, 54, 54], {(0, 1): 15, (0, 2): 15, (1, 2): 15}, exclusive)
    assert drawn.wrong < 0.03
    for region in exclusive:
        assert drawn.region(*drawn.at[region]) == region


def test_what_three_circles_cannot_show_is_said() -> None:
    """Everybody of the third is in both others, which share nobody else: no circles do that."""
    drawn = venn([100, 100, 100], {(0, 1): 0, (0, 2): 50, (1, 2): 50}, {(0,): 50, (1,): 50, (0, 2): 50, (1, 2): 50})
    assert not drawn.is_true
    assert 0.01 < drawn.wrong < 0.5
