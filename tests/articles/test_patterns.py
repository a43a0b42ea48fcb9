"""Drawn patterns."""

import re

from defusedxml.ElementTree import fromstring
from django.utils import translation

from articles.patterns import PALETTES, draw
from articles.patterns.shapes import FAMILIES

SEEDS = [f"story-{number}" for number in range(300)]


def test_a_pattern_is_the_same_for_the_same_story_and_not_for_another():
    assert draw("one") == draw("one")
    assert len({draw(seed) for seed in SEEDS}) == len(SEEDS)


def test_a_pattern_says_what_it_shows_and_leaves_its_colours_to_the_style_sheet():
    for seed in SEEDS[:60]:
        drawing = draw(seed)
        svg = fromstring(drawing)
        assert svg.get("role") == "img"
        assert svg.findtext("title")
        assert not re.search(r'style|fill="[^u]|stroke="|href', drawing)


def test_every_family_and_every_palette_is_drawn():
    titles = {re.search("<title>(.*?)</title>", draw(seed))[1] for seed in SEEDS}
    for name, _family in FAMILIES:
        assert any(str(name) in title for title in titles), name
    for palette in PALETTES:
        assert any(str(palette[0]) in title for title in titles), palette[0]


def test_no_pattern_is_larger_than_two_kilobytes():
    assert max(len(draw(seed).encode()) for seed in SEEDS) <= 2048


def test_a_title_is_in_the_readers_language():
    draw("one")
    with translation.override("fr"):
        assert draw("one")
