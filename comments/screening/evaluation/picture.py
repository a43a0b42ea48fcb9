"""The reliability curves as an SVG that is read in light and in dark, and without colour."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from comments.screening.evaluation.measures import Curve
from comments.screening.evaluation.metrics import Bin

WIDTH: Final = 640
HEIGHT: Final = 440
_LEFT: Final = 64
_TOP: Final = 24
_SIDE: Final = 352
_KEY: Final = _LEFT + _SIDE + 32
_STEPS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_NAMES: Final = {"hate": "hate", "toxic": "toxic", "outcome": "not published"}
_OPENING: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
    f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title about">'
)
_STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: #17212b }
  .page { fill: #ffffff }
  .rule { stroke: #d8d3c8 }
  .ideal { stroke: #767f89; stroke-dasharray: 5 4 }
  .curve { fill: none; stroke-width: 2 }
  .c1 { stroke: #0c6e8c } .m1 { fill: #0c6e8c }
  .c2 { stroke: #b83a0e } .m2 { fill: #b83a0e }
  .c3 { stroke: #5b3a86 } .m3 { fill: #5b3a86 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ece8e0 }
    .page { fill: #10161c }
    .rule { stroke: #313d49 }
    .ideal { stroke: #7b8894 }
    .c1 { stroke: #5fb8d3 } .m1 { fill: #5fb8d3 }
    .c2 { stroke: #ff9466 } .m2 { fill: #ff9466 }
    .c3 { stroke: #c7aeeb } .m3 { fill: #c7aeeb }
  }
"""


def draw(curves: Mapping[str, Curve]) -> str:
    """Promised against true, one line and one shape of mark a question."""
    shown = [(question, curve) for question, curve in curves.items() if curve.bins]
    parts = [
        _OPENING,
        '<title id="title">How well the scores keep their promise</title>',
        f'<desc id="about">{escape(_about(shown))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}"/>',
        *_axes(),
    ]
    for number, (question, curve) in enumerate(shown, start=1):
        parts += _curve(number, curve.bins)
        parts += _key(number, _NAMES.get(question, question), curve)
    return "\n".join([*parts, "</svg>", ""])


def _about(shown: Sequence[tuple[str, Curve]]) -> str:
    errors = ", ".join(
        f"{_NAMES.get(question, question)} {curve.error:.3f}"
        for question, curve in shown
        if curve.error is not None
    )
    return f"Share of rows for which the answer is yes, by score. Expected error: {errors}."


def _x(value: float) -> str:
    return f"{_LEFT + value * _SIDE:.1f}"


def _y(value: float) -> str:
    return f"{_TOP + (1 - value) * _SIDE:.1f}"


def _line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{kind}" x1="{_x(x1)}" y1="{_y(y1)}" x2="{_x(x2)}" y2="{_y(y2)}"/>'


def _axes() -> list[str]:
    parts = []
    below = _TOP + _SIDE + 20
    middle = 'text-anchor="middle"'
    for step in _STEPS:
        parts += [
            _line("rule", (0, step), (1, step)),
            _line("rule", (step, 0), (step, 1)),
            f'<text x="{_LEFT - 10}" y="{_y(step)}" dy="4" text-anchor="end">{step:.1f}</text>',
            f'<text x="{_x(step)}" y="{below}" {middle}>{step:.1f}</text>',
        ]
    return [
        *parts,
        _line("ideal", (0, 0), (1, 1)),
        f'<text x="{_x(0.5)}" y="{below + 24}" {middle}>score</text>',
        f'<text transform="translate(16 {_y(0.5)}) rotate(-90)" {middle}>share that is so</text>',
    ]


def _curve(number: int, bins: Sequence[Bin]) -> list[str]:
    points = " ".join(f"{_x(one.promised)},{_y(one.came_true)}" for one in bins)
    marks = [_mark(number, _x(one.promised), _y(one.came_true)) for one in bins]
    return [f'<polyline class="curve c{number}" points="{points}"/>', *marks]


def _mark(number: int, x: str, y: str) -> str:
    """A circle, a square, a triangle: told apart without colour."""
    shapes = {
        1: f'<circle class="m{number}" cx="{x}" cy="{y}" r="5"/>',
        2: f'<path class="m{number}" d="M{x} {y}m-5-5h10v10h-10z"/>',
    }
    return shapes.get(number, f'<path class="m{number}" d="M{x} {y}m0-6l6 11h-12z"/>')


def _key(number: int, name: str, curve: Curve) -> list[str]:
    y = _TOP + number * 52
    error = "" if curve.error is None else f"ECE {curve.error:.3f}"
    return [
        _mark(number, str(_KEY), str(y - 4)),
        f'<text x="{_KEY + 14}" y="{y}">{escape(name)}</text>',
        f'<text x="{_KEY + 14}" y="{y + 18}">{error}</text>',
    ]
