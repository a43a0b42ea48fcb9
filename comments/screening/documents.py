"""Numbers of accounts and papers, by form and, where there is one, by checksum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.forms import Forms
from comments.screening.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_MIN_CARD: Final = 13


def is_iban(written: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616)."""
    plain = "".join(written.split()).upper()
    turned = plain[4:] + plain[:4]
    return plain.isalnum() and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_card(written: str) -> bool:
    """Whether a card number passes the Luhn check and starts as cards do."""
    figures = [int(character) for character in written if character.isdigit()]
    if len(figures) < _MIN_CARD or figures[0] not in {2, 3, 4, 5, 6}:
        return False
    doubled = [sum(divmod(2 * figure, 10)) for figure in figures[-2::-2]]
    return (sum(figures[-1::-2]) + sum(doubled)) % 10 == 0


def is_spanish_id(written: str) -> bool:
    """Whether the letter of a DNI or NIE fits its figures."""
    plain = "".join(c for c in written.upper() if c.isalnum())
    figures = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return figures.isdigit() and _DNI_LETTERS[int(figures) % 23] == plain[-1]


def is_french_id(written: str) -> bool:
    """Whether the key of a French social-security number fits (97 minus the rest)."""
    plain = "".join(c for c in written if c.isdigit())
    return 97 - int(plain[:13]) % 97 == int(plain[13:])


def has_figures(written: str) -> bool:
    """Whether there is a figure in it at all."""
    return any(character.isdigit() for character in written)


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "-": has_figures,
    "card": is_card,
    "figures": has_figures,
    "french_id": is_french_id,
    "iban": is_iban,
    "spanish_id": is_spanish_id,
}
_FORMS: Final = [(row[0], _CHECKS[row[1]], row[2]) for row in data.rows("documents.tsv")]
_SCREEN: Final = Forms(form for _, _, form in _FORMS)


def find(text: str) -> Iterator[Candidate]:
    """Every number of an account, a paper or a vehicle."""
    view = View.of(text)
    readable = text.encode("utf-8", "replace").decode("utf-8")
    for number, match in _SCREEN.find(readable):
        reason, is_right, _ = _FORMS[number]
        if is_right(match.group()):
            yield mark(view, match.start(), match.end(), "privacy", reason)
