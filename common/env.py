"""The one reader of the environment: typed, and refusing a bad value by the variable's name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

Value = TypeVar("Value")

# Variables that the environment lacks may stand in a file of the project's folder.
SETTINGS_FILE = Path(os.environ.get("PORTAL_ENV_FILE", Path(__file__).parent.parent / ".env"))

_env = Env()
_env.read_env(SETTINGS_FILE, recurse=False)


def _read(name: str, reader: Callable[[], Value]) -> Value:
    try:
        return reader()
    except (EnvError, ValueError) as problem:
        message = f"The environment variable {name} cannot be used: {problem}"
        raise ImproperlyConfigured(message) from problem


def text(name: str, default: str = "") -> str:
    """The variable as text, without blanks around it."""
    return str(_read(name, lambda: _env.str(name, default))).strip()


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    """One of ``options``, or a refusal that lists them."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(
            f"The environment variable {name} is {value!r}; use one of: {', '.join(options)}."
        )
    return value


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between two bounds."""
    value = int(_read(name, lambda: _env.int(name, default)) or 0)
    if not least <= value <= most:
        raise ImproperlyConfigured(
            f"The environment variable {name} is {value}; it must lie between {least} and {most}."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no, in any of the usual spellings."""
    return bool(_read(name, lambda: _env.bool(name, default)))


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder's absolute path; it need not exist yet."""
    return Path(text(name, str(default))).expanduser().absolute()


def file_text(path: Path) -> str:
    """What stands in a file, nothing where it is absent or not ours to read."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def database(name: str, default: str) -> dict[str, object]:
    """Django's settings for the PostgreSQL server at the given address."""
    address = text(name) or default
    if not address.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"The environment variable {name} must begin with postgres:// (PostgreSQL is the "
            "one database the portal runs on)."
        )
    return dict(_read(name, lambda: dj_database_url.parse(address, conn_health_checks=True)))


def mail(name: str, default: str) -> dict[str, object]:
    """Django's ``EMAIL_*`` settings for the given address, such as ``submission://user:pw@host:587``."""
    return dict(_read(name, lambda: dj_email_url.parse(text(name) or default)))
