"""The stylesheets, read as far as the tests need."""

import re

from tests.rules.house import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")


def source(path):
    """A stylesheet without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def lantern():
    """The stylesheet of the public pages."""
    return source(ROOT / "static" / "css" / "lantern.css")


def block_after(text, opening):
    """What stands between the braces after ``opening``."""
    start = text.index(opening) + len(opening)
    start = text.index("{", start) + 1
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[start : end - 1]


def tokens(theme):
    """The colours of ``light`` or ``dark``: dark changes some of light's."""
    layer = block_after(lantern(), "@layer tokens ")
    light = dict(TOKEN.findall(block_after(layer, ":root ")))
    if theme == "light":
        return light
    return {**light, **dict(TOKEN.findall(block_after(layer, ':root[data-theme="dark"]')))}


def system_dark_tokens():
    """The dark colours as the system's preference sets them."""
    layer = block_after(lantern(), "@layer tokens ")
    return dict(TOKEN.findall(block_after(layer, ':root:not([data-theme="light"])')))
