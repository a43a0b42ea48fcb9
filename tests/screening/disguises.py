"""The ways in which people dress up a word so that a list does not know it."""

from __future__ import annotations

from collections.abc import Callable

Disguise = Callable[[str], str]

LEET = str.maketrans("aeios", "43105")

SYMBOLS = str.maketrans("ais", "@!$")
MONEY = str.maketrans("cefnstwy", "¢€₣₦$₮₩¥")
CYRILLIC = str.maketrans("aceopxyi", "асеорхуі")
GREEK = str.maketrans("aeikoptuvx", "αεικορτυνχ")
CHEROKEE = str.maketrans("abdeghijklmprstvwz", "ᎪᏴᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ")
SMALL_CAPITALS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ")
HOOKS = str.maketrans("bcdfgkmnptvwyu", "ɓƈɗƒɠƙɱɲƥƭʋⱳƴʊ")
STROKES = str.maketrans("aoltdbhi", "ⱥøłŧđƀħɨ")
FLIPPED = str.maketrans("abcdefghijklmnopqrstuvwy", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍʎ")
EASTERN_FIGURES = str.maketrans("aeios", "٤٣١٠٥")


def between(sign: str) -> Disguise:
    """One sign between every two letters."""
    return sign.join


def after_each(marks: str) -> Disguise:
    """Marks on every letter."""
    return lambda word: "".join(letter + marks for letter in word)


def letters_from(first: int) -> Disguise:
    """The letters of another alphabet that has all of them in a row."""
    return lambda word: "".join(chr(first + ord(c) - 97) if "a" <= c <= "z" else c for c in word)


def by(table: dict[int, int | str | None]) -> Disguise:
    """Letters exchanged by a table."""
    return lambda word: word.translate(table)


def stretched(word: str) -> str:
    return word[:1] + word[1:2] * 4 + word[2:]


def alternating(word: str) -> str:
    return "".join(c.upper() if place % 2 else c for place, c in enumerate(word))


def turned(word: str) -> str:
    """Written backwards behind a mark that turns the direction, so that it reads forwards."""
    return f"\u202e{word[::-1]}\u202c"


def upside_down(word: str) -> str:
    return word[::-1].translate(FLIPPED)


def tagged(word: str) -> str:
    return f"{word[:1]}<b>{word[1:2]}</b>{word[2:]}"


def as_entity(word: str) -> str:
    return f"{word[:1]}&#{ord(word[1])};{word[2:]}" if len(word) > 1 else word


INVISIBLE: dict[str, Disguise] = {
    "zero width": between("\u200b"),
    "joiners": between("\u200d"),
    "soft hyphens": between("\u00ad"),
    "word joiners": between("\u2060"),
    "byte order marks": between("\ufeff"),
    "variation selectors": between("\ufe0f"),
    "grapheme joiners": between("\u034f"),
    "Hangul fillers": between("\u3164"),
    "Arabic stretching": between("\u0640"),
    "lone surrogates": between("\ud800"),
    "private characters": between("\ue000"),
    "accents": after_each("\u0301"),
    "zalgo": after_each("\u0301\u0489\u0323" * 4),
    "struck through": after_each("\u0336"),
    "turned by a mark": turned,
}
"""Disguises that leave what a reader sees as it was, or nearly so."""

LETTERS: dict[str, Disguise] = {
    "wide": letters_from(0xFF41),
    "bold": letters_from(0x1D41A),
    "script": letters_from(0x1D4EA),
    "Fraktur": letters_from(0x1D586),
    "typewriter": letters_from(0x1D68A),
    "circled": letters_from(0x24D0),
    "circled capitals": letters_from(0x24B6),
    "dark circles": letters_from(0x1F150),
    "squares": letters_from(0x1F130),
    "dark squares": letters_from(0x1F170),
    "bracketed": letters_from(0x249C),
    "flag letters": letters_from(0x1F1E6),
    "small capitals": by(SMALL_CAPITALS),
    "Cyrillic": by(CYRILLIC),
    "Greek": by(GREEK),
    "Cherokee": by(CHEROKEE),
    "hooks": by(HOOKS),
    "strokes": by(STROKES),
    "upside down": upside_down,
    "upper": str.upper,
    "alternating": alternating,
}
"""Other letters that look the same."""

SIGNS: dict[str, Disguise] = {
    "spaced": between(" "),
    "widely spaced": between("  "),
    "no-break spaces": between("\u00a0"),
    "one letter a line": between("\n"),
    "tabs": between("\t"),
    "NULs": between("\x00"),
    "dotted": between("."),
    "dashed": between("-"),
    "long dashes": between(" – "),
    "slashes": between("/"),
    "underscores": between("_"),
    "bars": between("|"),
    "stars": between("*"),
    "bullets": between("·"),
    "smileys": between("🙂"),
    "families": between("👩\u200d👧"),
    "stretched": stretched,
    "doubled": lambda word: "".join(letter * 2 for letter in word),
    "long end": lambda word: word + word[-1:] * 5,
    "leet": by(LEET),
    "symbols": by(SYMBOLS),
    "money": by(MONEY),
    "eastern figures": by(EASTERN_FIGURES),
    "one star": lambda word: f"{word[:1]}*{word[2:]}",
    "one picture": lambda word: f"{word[:1]}🌟{word[2:]}",
    "a blank": lambda word: f"{word[:2]} {word[2:]}",
    "a hyphen": lambda word: f"{word[:2]}-{word[2:]}",
    "tags": tagged,
    "entities": as_entity,
    "a hashtag": lambda word: f"#{word}",
    "joined": lambda word: f"you{word}",
    "figures behind": lambda word: f"{word}123",
}
"""Signs put in, letters exchanged for signs, letters written too often."""

ALL: dict[str, Disguise] = {**INVISIBLE, **LETTERS, **SIGNS}
