"""Numbers of accounts and papers, by form and, where there is one, by checksum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comments.screening import data
from comments.screening.candidate import Candidate, mark
from comments.screening.forms import Forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comments.screening.view import View

_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_MIN_CARD: Final = 13
_MIN_OFFICIAL: Final = 5


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


def is_there(written: str) -> bool:
    """Whether the form alone says enough."""
    return bool(written)


def has_figures(written: str) -> bool:
    """Whether there is a figure in it at all."""
    return any(character.isdigit() for character in written)


def is_long(written: str) -> bool:
    """Whether there are enough figures for an official number."""
    return sum(character.isdigit() for character in written) >= _MIN_OFFICIAL


def _weighted(written: str, weights: Sequence[int]) -> int:
    figures = [int(character) for character in written if character.isdigit()]
    return sum(figure * weight for figure, weight in zip(figures, weights, strict=False))


def is_cpf(written: str) -> bool:
    """Whether both check figures of a Brazilian CPF are right."""
    figures = [int(character) for character in written if character.isdigit()]
    first = _weighted(written, range(10, 1, -1)) * 10 % 11 % 10
    second = _weighted(written, range(11, 1, -1)) * 10 % 11 % 10
    return figures[9:] == [first, second]


def is_pesel(written: str) -> bool:
    """Whether a Polish PESEL has a possible month and the right check figure."""
    month = int(written[2:4]) % 20
    rest = -_weighted(written[:10], (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10
    return month in range(1, 13) and rest == int(written[10])


def is_cnp(written: str) -> bool:
    """Whether a Romanian CNP has a possible date."""
    return int(written[3:5]) in range(1, 13) and int(written[5:7]) in range(1, 32)


def is_rut(written: str) -> bool:
    """Whether the check figure of a Chilean RUT is right."""
    plain = "".join(c for c in written if c.isdigit() or c in "kK")
    total = _weighted(plain[-2::-1], (2, 3, 4, 5, 6, 7, 2, 3))
    return "0123456789K0"[11 - total % 11] == plain[-1].upper()


def is_personnummer(written: str) -> bool:
    """Whether a Swedish personal number has a possible date."""
    figures = "".join(c for c in written if c.isdigit())[-10:]
    return int(figures[2:4]) in range(1, 13) and int(figures[4:6]) in range(1, 32)


def is_address(written: str) -> bool:
    """Whether four figures can be the address of a computer and not a version."""
    parts = written.split(".")
    return parts[0] not in {"0", "10", "127"} and sum(len(part) > 1 for part in parts) > 1


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "-": is_there,
    "address": is_address,
    "card": is_card,
    "cnp": is_cnp,
    "cpf": is_cpf,
    "figures": has_figures,
    "french_id": is_french_id,
    "iban": is_iban,
    "long": is_long,
    "personnummer": is_personnummer,
    "pesel": is_pesel,
    "rut": is_rut,
    "spanish_id": is_spanish_id,
}
_FORMS: Final = [(row[0], _CHECKS[row[1]], row[2]) for row in data.rows("documents.tsv")]
_SCREEN: Final = Forms(form for _, _, form in _FORMS)


def find(written: View) -> Iterator[Candidate]:
    """Every number of an account, a paper or a vehicle."""
    for number, match in _SCREEN.find(written.text):
        reason, is_right, _ = _FORMS[number]
        if is_right(match.group()):
            yield mark(written, match.start(), match.end(), "privacy", reason)
