"""Families of patterns on a field of 16 by 9; each draws from its dice and from nothing else."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT = 16, 9
GROUND = 0  # the colour of the field; 1 to 3 stand on it


@dataclass(frozen=True)
class Shape:
    """A path in one colour: filled, or drawn with a line of ``width``."""

    colour: int
    path: str
    width: float = 0


Family = Callable[[Random], Iterator[Shape]]


def waves(dice: Random) -> Iterator[Shape]:
    """Six swells, one before the other, and something round above them."""
    yield Shape(dice.randint(1, 3), _disc(dice.uniform(3, 13), dice.uniform(2, 3.2), 1.5))
    order = dice.sample((1, 2, 3), 3) * 2
    for number, colour in enumerate(order):
        length = dice.choice((4, 8, 16 / 3))
        level = 3 + number * 1.05
        start = -dice.uniform(0, length)
        swell = dice.choice((-1, 1)) * dice.uniform(0.6, 1.3)
        count = math.ceil((WIDTH - start) / length)
        edge = (
            f"M{short(start)} {short(level)}q{short(length / 2)} {short(-swell)} {short(length)} 0"
            + f"t{short(length)} 0" * (count - 1)
        )
        yield Shape(colour, f"{edge}V9H0z")
        yield Shape(GROUND, edge, 0.09)


def rays(dice: Random) -> Iterator[Shape]:
    """Light from a lantern at the lower edge."""
    x, y = dice.uniform(4, 12), dice.choice((9, 9, 6.6))
    count = dice.choice((18, 22, 26))
    turn = dice.uniform(0, math.pi)
    wedges: dict[int, str] = {1: "", 2: "", 3: ""}
    for number in range(count):
        one = turn + 2 * math.pi * number / count
        two = one + 2 * math.pi / count * 0.55
        ends = (
            f"{short(x + 19 * math.cos(angle))} {short(y + 19 * math.sin(angle))}"
            for angle in (one, two)
        )
        wedges[number % 3 + 1] += f"M{short(x)} {short(y)}L{' '.join(ends)}z"
    for colour, path in wedges.items():
        yield Shape(colour, path)
    first = dice.randint(1, 3)
    for radius, colour in ((2.7, GROUND), (2.2, first), (1.5, GROUND), (1, first % 3 + 1)):
        yield Shape(colour, _disc(x, y, radius))


def arcs(dice: Random) -> Iterator[Shape]:
    """Rings that overlap like ripples on water."""
    centres = [(dice.uniform(-0.5, 4), 9), (dice.uniform(6, 10), 0), (dice.uniform(12, 16.5), 9)]
    dice.shuffle(centres)
    for number, (x, y) in enumerate([*centres, (dice.uniform(4.5, 11.5), 9)]):
        size = dice.uniform(4.2, 5.6)
        yield Shape(GROUND, _half(x, y, size + 0.35))
        for ring in range(4):
            yield Shape((number + ring) % 3 + 1, _half(x, y, size - 1.15 * ring), 0.62)


def tiles(dice: Random) -> Iterator[Shape]:
    """Quarter and half discs, laid like a floor."""
    side = 2.25
    paths: dict[int, str] = {1: "", 2: "", 3: ""}
    for row in range(4):
        for column in range(8):
            x, y = column * side - 1, row * side
            paths[dice.choice((1, 1, 2, 2, 3))] += _tile(dice.randrange(7), x, y, side)
    for colour, path in paths.items():
        yield Shape(colour, path)


def _tile(kind: int, x: float, y: float, side: float) -> str:
    s, half, right, low = short(side), short(side / 2), short(x + side), short(y + side)
    left, top = short(x), short(y)
    return (
        f"M{left} {top}h{s}a{s} {s} 0 0 1-{s} {s}z",
        f"M{right} {top}v{s}a{s} {s} 0 0 1-{s}-{s}z",
        f"M{right} {low}h-{s}a{s} {s} 0 0 1 {s}-{s}z",
        f"M{left} {low}v-{s}a{s} {s} 0 0 1 {s} {s}z",
        f"M{left} {low}a{half} {half} 0 0 1 {s} 0z",
        f"M{left} {top}a{half} {half} 0 0 0 {s} 0z",
        _disc(x + side / 2, y + side / 2, side * 0.3),
    )[kind]


def weave(dice: Random) -> Iterator[Shape]:
    """Threads that pass over and under each other."""
    gap, width = 1.8, 1.14
    turn = dice.randint(0, 1)
    lines = [row * gap + 0.9 for row in range(5)]
    posts = [column * gap + 0.8 for column in range(9)]
    for parity, colour in ((0, 1), (1, 2)):
        path = "".join(f"M0 {short(y)}h16" for y in lines[parity::2])
        yield Shape(colour, path, width)
    yield Shape(GROUND, "".join(f"M{short(x)} 0v9" for x in posts), width + 0.3)
    yield Shape(3, "".join(f"M{short(x)} 0v9" for x in posts), width)
    for edge, own in ((0.3, False), (0, True)):
        for parity, colour in ((0, 1), (1, 2)):
            path = "".join(
                f"M{short(x - 0.72)} {short(y)}h1.44"
                for row, y in enumerate(lines)
                for column, x in enumerate(posts)
                if row % 2 == parity and (row + column + turn) % 2
            )
            yield Shape(colour if own else GROUND, path, width + edge)


def leaves(dice: Random) -> Iterator[Shape]:
    """Leaves in rows, each leaning its own way."""
    side = 3
    paths: dict[int, str] = {1: "", 2: "", 3: ""}
    veins = ""
    for row in range(3):
        for column in range(6):
            x, y = column * side - 1, row * side
            colour = dice.choice((1, 1, 2, 3))
            if dice.random() < 0.5:  # noqa: PLR2004  as often one way as the other
                paths[colour] += f"M{x} {y}a3 3 0 0 1 3 3a3 3 0 0 1-3-3z"
                veins += f"M{x} {y}l3 3"
            else:
                paths[colour] += f"M{x + 3} {y}a3 3 0 0 1-3 3a3 3 0 0 1 3-3z"
                veins += f"M{x + 3} {y}l-3 3"
    for colour, path in paths.items():
        yield Shape(colour, path)
    yield Shape(GROUND, veins, 0.09)


def arches(dice: Random) -> Iterator[Shape]:
    """Doorways of different heights, each with a light behind it."""
    x = -dice.uniform(0.3, 1.6)
    number = dice.randrange(3)
    while x < WIDTH:
        radius = dice.choice((1.5, 1.8, 2.2))
        top = dice.uniform(1, 4.4)
        for step, share in enumerate((1, 0.78, 0.62, 0.3)):
            colour = GROUND if step == 1 else (number + step) % 3 + 1
            yield Shape(colour, _arch(x + radius, top + (1 - share) * radius, radius * share))
        x += 2 * radius + 0.2
        number += 1


def _arch(middle: float, top: float, radius: float) -> str:
    r = short(radius)
    return (
        f"M{short(middle - radius)} 9V{short(top + radius)}a{r} {r} 0 0 1 {short(2 * radius)} 0V9z"
    )


def scales(dice: Random) -> Iterator[Shape]:
    """Rows of scales, as on an old roof."""
    order = dice.sample((1, 2, 3), 3)
    for row in range(5):
        y, shift = row * 2.3 - 0.3, (row % 2) * 3 - 3
        edge = "a3 3 0 016 0" * 4
        inner = "a1.6 1.6 0 013.2 0m2.8 0" * 4
        yield Shape(GROUND, f"M{short(shift)} {short(y - 0.15)}{edge}v3H0z")
        yield Shape(order[row % 3], f"M{short(shift)} {short(y)}{edge}v3H0z")
        yield Shape(order[(row + 1) % 3], f"M{short(shift + 1.4)} {short(y)}{inner}")


def orbits(dice: Random) -> Iterator[Shape]:
    """Discs and rings, large and small, that touch and pass."""
    for number in range(5):
        x = 1 + number * 3.5 + dice.uniform(-0.5, 0.5)
        y = dice.uniform(2, 7)
        size = dice.uniform(1.5, 2.6)
        yield Shape(number % 3 + 1, _disc(x, y, size))
        rings = _disc(x, y, size + 0.55) + _disc(x, y, size + 1)
        yield Shape((number + 1) % 3 + 1, rings, 0.13)
        turn = dice.uniform(0, 2 * math.pi)
        moon = (x + (size + 0.55) * math.cos(turn), y + (size + 0.55) * math.sin(turn))
        yield Shape((number + 2) % 3 + 1, _disc(*moon, 0.5))


FAMILIES: tuple[tuple[Promise | str, Family], ...] = (
    (_("waves"), waves),
    (_("rays of light"), rays),
    (_("overlapping rings"), arcs),
    (_("quarter discs laid like tiles"), tiles),
    (_("woven threads"), weave),
    (_("rows of leaves"), leaves),
    (_("lit doorways"), arches),
    (_("rows of scales"), scales),
    (_("discs and orbits"), orbits),
)


def _disc(x: float, y: float, radius: float) -> str:
    """Two half circles; the flags of an arc need no blanks after them."""
    r, d = short(radius), short(2 * radius)
    return f"M{short(x - radius)} {short(y)}a{r} {r} 0 10{d} 0 {r} {r} 0 10-{d} 0z"


def _half(x: float, y: float, radius: float) -> str:
    """The half of a disc that stands on the lower edge, or hangs from the upper one."""
    r, sweep = short(radius), int(y > 0)
    return f"M{short(x - radius)} {short(y)}a{r} {r} 0 0 {sweep} {short(2 * radius)} 0"


def short(value: float) -> str:
    """A number in as few letters as two decimals need."""
    written = f"{round(value, 2):g}"
    return written.replace("0.", ".", 1) if written.startswith(("0.", "-0.")) else written
