"""Names of countries in the reader's language."""

from functools import lru_cache

from django.utils.translation import get_language
from django_countries import countries


def country_choices() -> tuple[tuple[str, str], ...]:
    """Codes and names, by name."""
    return _choices(get_language() or "")


def country_name(code: str) -> str:
    """The country's name, or ``code`` itself where nobody knows it."""
    return dict(country_choices()).get(code, code)


@lru_cache(maxsize=16)
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    """The sorting is the dear part: once a language."""
    del language
    return tuple((code, str(name)) for code, name in countries)
