"""The stylesheets stay layered, in tokens, logical, and old enough for old phones."""

import re

import pytest

from tests.rules import stylesheet
from tests.rules.house import ROOT, files

AT_RULES = {"layer", "font-face", "media", "supports", "page"}
FUNCTIONS = {
    "var", "calc", "clamp", "min", "max", "minmax", "repeat", "url", "local", "format", "inset",
    "attr", "counter", "translate", "rotate", "scale", "is", "not", "has", "where", "nth-child",
    "fit-content", "symbols", "first-child", "linear-gradient",
}  # fmt: skip
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklch|color)a?\(")
NAMED = re.compile(r":\s*(?:white|black|red|green|blue|gr[ae]y|yellow|orange)\b")
STRINGS = re.compile(r'"[^"]*"')
# Scripts of these types are data; the browser runs none of them.
DATA_BLOCK = re.compile(
    r'<script[^>]* type="application/json">|<script type="application/ld\+json">'
)
sheets = pytest.mark.parametrize("sheet", stylesheet.SHEETS, ids=lambda path: path.name)


def declarations(text):
    """A stylesheet without the conditions of its media queries, which know no logical words."""
    return re.sub(r"@media[^{]*|@supports[^{]*", "", text)


@sheets
def test_braces_are_closed(sheet):
    text = STRINGS.sub("", stylesheet.source(sheet))
    assert text.count("{") == text.count("}")


@sheets
def test_everything_stands_in_a_layer(sheet):
    text = stylesheet.source(sheet)
    outside = re.sub(r"@layer [a-z, ]+;", "", text)
    while "@layer" in outside:
        start = outside.index("@layer")
        inner = stylesheet.block_after(outside, "@layer")
        end = outside.index("{", start) + len(inner) + 2
        outside = outside[:start] + outside[end:]
    assert re.sub(r"@font-face\s*\{[^}]*\}", "", outside).strip() == ""


@sheets
def test_no_rule_is_younger_than_old_phones(sheet):
    text = stylesheet.source(sheet)
    assert set(re.findall(r"@([a-z-]+)", text)) - AT_RULES == set()
    called = set(re.findall(r"(?<![\w-])([a-z-]+)\(", STRINGS.sub("", text)))
    assert called - FUNCTIONS == set()


@sheets
def test_a_colour_is_a_token(sheet):
    text = stylesheet.source(sheet)
    if sheet.name == "lantern.css":
        text = text.replace(stylesheet.block_after(text, "@layer tokens "), "")
    text = STRINGS.sub("", text)
    assert COLOUR.findall(re.sub(r"#[a-z][\w-]*\s*[:{,>.]", "", text)) == []
    assert NAMED.findall(text) == []


def test_every_token_that_is_used_exists():
    for sheet in stylesheet.SHEETS:
        text = stylesheet.source(sheet)
        own = {name for name, _ in stylesheet.TOKEN.findall(text)}
        used = set(re.findall(r"var\(--([a-z0-9-]+)", text))
        assert used - own - set(stylesheet.tokens("light")) == set(), sheet.name


@sheets
def test_sides_are_logical_so_that_arabic_reads_from_the_right(sheet):
    assert PHYSICAL.findall(declarations(stylesheet.source(sheet))) == []


@sheets
def test_nothing_shouts_important_but_what_is_hidden(sheet):
    lines = [line for line in stylesheet.source(sheet).splitlines() if "!important" in line]
    assert [line for line in lines if "[hidden]" not in line] == []


def test_no_page_carries_a_style_or_a_script_of_its_own():
    found = []
    for path in files(".html"):
        if not path.is_relative_to(ROOT / "templates") or "mail" in path.parts:
            continue
        text = DATA_BLOCK.sub("", path.read_text(encoding="utf-8"))
        if re.search(r"<style|<[a-z][^>%]*\s(?:style|on[a-z]+)=|<script(?![^>]*\ssrc=)", text):
            found.append(path.name)
    assert found == []


def test_the_stylesheet_of_a_story_stays_light():
    import brotli

    packed = brotli.compress((ROOT / "static/css/lantern.css").read_bytes())
    assert len(packed) <= 10_000


def test_scripts_stay_small():
    import gzip

    packed = sum(
        len(gzip.compress(path.read_bytes())) for path in (ROOT / "static/js").glob("*.js")
    )
    assert packed <= 25_000


def test_the_fonts_stay_small_and_carry_their_licences():
    fonts = {path.name: path.stat().st_size for path in (ROOT / "static/fonts").glob("*.woff2")}
    assert fonts["literata.woff2"] <= 35_000
    assert fonts["public-sans.woff2"] <= 23_000
    for name in fonts:
        licence = ROOT / "static/fonts" / name.replace(".woff2", "-OFL.txt")
        assert "SIL Open Font License" in licence.read_text(encoding="utf-8")
