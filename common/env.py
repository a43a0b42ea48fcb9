"""The one reader of the environment: typed, and refusing a bad value by the variable's name."""

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

Value = TypeVar("Value")
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]")

# Variables that the environment lacks may stand in a file of the project's folder.
SETTINGS_FILE = Path(os.environ.get("PORTAL_ENV_FILE", Path(__file__).parent.parent / ".env"))

if "PORTAL_ENV_FILE" in os.environ and not SETTINGS_FILE.exists():
    raise ImproperlyConfigured(
        f"The environment variable PORTAL_ENV_FILE names {SETTINGS_FILE}, which is not there."
    )

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


def hosts(name: str, default: str = "") -> list[str]:
    """Host names separated by commas, without a scheme, a port or a path."""
    found = words(name, default)
    for host in found:
        if not HOST.fullmatch(host):
            _refuse(name, host, "write host names alone, such as lantern.example.org")
    return found


def ip_addresses(name: str) -> list[str]:
    """IP addresses separated by commas."""
    return _read(name, lambda: [str(ipaddress.ip_address(each)) for each in words(name)])


def address(name: str, default: str = "", *, schemes: tuple[str, ...]) -> str:
    """An address of one of the schemes, or nothing; a web address names a host."""
    value = text(name, default)
    parts = _read(name, lambda: urlsplit(value))
    is_whole = bool(parts.path if parts.scheme == "mailto" else parts.netloc)
    if value and (parts.scheme not in schemes or not is_whole):
        _refuse(name, value, f"write a whole address that begins with {' or '.join(schemes)}")
    return value


def time_zone(name: str, default: str) -> str:
    """The name of a time zone that this machine knows."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        _refuse(name, value, "name a time zone such as Europe/Vienna")
    return value


def _refuse(name: str, value: str, advice: str) -> NoReturn:
    raise ImproperlyConfigured(f"The environment variable {name} is {value!r}; {advice}.")


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
    server = text(name) or default
    if not server.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"The environment variable {name} must begin with postgres:// (PostgreSQL is the "
            "one database the portal runs on)."
        )
    return dict(_read(name, lambda: dj_database_url.parse(server, conn_health_checks=True)))


def redis(name: str, default: str) -> str:
    """The address of a Redis server."""
    server = text(name) or default
    if not server.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            f"The environment variable {name} must begin with redis://, rediss:// or unix://."
        )
    return server


def mail(name: str, default: str) -> dict[str, object]:
    """Django's ``EMAIL_*`` settings for the given address, such as ``submission://user:pw@host:587``.

    A scheme that only looks as if it encrypted, such as ``smtp+tls``, is refused: its password
    would travel in the clear.
    """
    server = text(name)
    if server and not server.startswith(("submission://", "smtp://")):
        raise ImproperlyConfigured(
            f"The environment variable {name} must begin with submission:// (with STARTTLS) or "
            "smtp:// (in the clear)."
        )
    return dict(_read(name, lambda: dj_email_url.parse(server or default)))
