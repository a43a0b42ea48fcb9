"""The drawn pattern of a story that has no picture: the same one always, and light.

Colours come from the style sheet by class, so that a pattern follows the reader's theme.
"""

import random
import zlib
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.patterns.shapes import FAMILIES, Shape, short

# The ground first, then three colours on it; each name is a class ``pattern__NAME``.
PALETTES = (
    (_("teal, orange and gold on paper"), "paper", "teal", "orange", "gold"),
    (_("gold, orange and white on deep blue"), "deep", "gold", "orange", "white"),
    (_("violet, teal and gold on paper"), "paper", "violet", "teal", "gold"),
    (_("green, ochre and teal on paper"), "paper", "green", "ochre", "teal"),
    (_("gold, teal and white on deep blue"), "deep", "gold", "teal", "white"),
    (_("orange, violet and ochre on paper"), "paper", "orange", "violet", "ochre"),
    (_("deep blue, gold and orange on paper"), "paper", "deep", "gold", "orange"),
    (_("teal, green and gold on paper"), "paper", "teal", "green", "gold"),
)


def draw(seed: str) -> SafeString:
    """An SVG of 16 by 9 for ``seed``, at most 2 kB, with a title that says what it shows."""
    return _drawn(seed, get_language() or "")


@lru_cache(maxsize=512)
def _drawn(seed: str, language: str) -> SafeString:
    del language  # it is part of what is remembered: the title is translated
    dice = random.Random(seed)  # noqa: S311  a picture, not a secret
    name, family = dice.choice(FAMILIES)
    words, *colours = dice.choice(PALETTES)
    title = gettext("Drawn pattern: %(shapes)s, %(colours)s") % {"shapes": name, "colours": words}
    key = f"drawn-{zlib.crc32(seed.encode()):08x}"
    drawing = "".join(_written(shape, colours) for shape in family(dice))
    return mark_safe(  # noqa: S308  numbers and our own names
        '<svg class="pattern" viewBox="0 0 16 9" role="img">'
        f"<title>{escape(title)}</title>"
        # As a fill the shapes take no room beyond the frame, which tools that look for text
        # under something else would count.
        f'<pattern id="{key}" width="16" height="9" patternUnits="userSpaceOnUse">'
        f'<path class="pattern__{colours[0]}" d="M0 0h16v9H0z"/>{drawing}</pattern>'
        f'<path fill="url(#{key})" d="M0 0h16v9H0z"/></svg>'
    )


def _written(shape: Shape, colours: list[str]) -> str:
    name = colours[shape.colour]
    if not shape.width:
        return f'<path class="pattern__{name}" d="{shape.path}"/>'
    width = short(shape.width)
    return f'<path class="pattern__{name}-line" stroke-width="{width}" d="{shape.path}"/>'
