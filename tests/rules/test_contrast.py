"""Every pair of colours that meets on a page can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from tests.rules import stylesheet

TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    *[(text, "bg", TEXT) for text in ("ink", "ink2", "link", "visited", "no")],
    *[(text, "paper", TEXT) for text in ("ink", "ink2", "link", "visited", "no")],
    *[(text, "sunk", TEXT) for text in ("ink", "ink2", "link")],
    ("on-brand", "brand", TEXT),
    ("on-action", "action", TEXT),
    ("on-action", "action-hover", TEXT),
    ("ok", "ok-tint", TEXT),
    ("hold", "hold-tint", TEXT),
    ("no", "no-tint", TEXT),
    *[("ink", f"{kind}-tint", TEXT) for kind in ("ok", "hold", "no")],
    *[("link", f"{kind}-tint", TEXT) for kind in ("ok", "hold")],
    *[("edge", ground, CONTROL) for ground in ("bg", "paper")],
    ("action", "bg", CONTROL),
    ("focus", "focus-edge", CONTROL),
    ("focus", "brand", CONTROL),
    *[(f"chart{number}", "bg", CONTROL) for number in range(1, 6)],
]  # fmt: skip
# The ratios that were computed when the colours were chosen; they may grow, not shrink.
CHOSEN = {
    "light": {("ink", "bg"): 16.3, ("ink2", "bg"): 8.0, ("on-brand", "brand"): 11.9},
    "dark": {("ink", "bg"): 14.9, ("ink2", "bg"): 9.2, ("on-action", "action"): 8.8},
}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(theme, text, ground, least):
    colours = stylesheet.tokens(theme)
    assert contrast(colours[text], colours[ground]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_contrasts_hold(theme):
    colours = stylesheet.tokens(theme)
    for (text, ground), ratio in CHOSEN[theme].items():
        assert round(contrast(colours[text], colours[ground]), 1) >= ratio


def test_dark_is_the_same_by_choice_and_by_the_system():
    light, dark = stylesheet.tokens("light"), stylesheet.tokens("dark")
    by_system = stylesheet.system_dark_tokens()
    assert by_system
    assert {**light, **by_system} == dark


def test_every_colour_of_a_theme_is_a_plain_hexadecimal_one():
    colours = [value for value in stylesheet.tokens("dark").values() if value.startswith("#")]
    assert len(colours) > 25
    assert [value for value in colours if not re.fullmatch(r"#[0-9A-F]{6}", value)] == []
