"""The steps between a running database and a running site."""

import hashlib
import io
import os
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connections, transaction


def keep_secret_key() -> None:
    """Write the demo's secret key beside the data, so that signed links outlive a restart."""
    key_file = settings.DATA_DIR / "secret-key"
    if settings.DEMO and not key_file.exists():
        _write_private(key_file, settings.SECRET_KEY)


def check_settings() -> None:
    """Refuse dangerous combinations of settings: Django's own checks and the portal's."""
    call_command("check")


def migrate() -> None:
    """Bring the tables up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def load_reference() -> None:
    """Bring helplines, learn pages and glossary up to this release: a real site needs them too."""
    call_command("load_awareness", stdout=io.StringIO())


def collect_static() -> None:
    """Collect, fingerprint and compress the static files, unless none changed since last time."""
    stamp = settings.DATA_DIR / "static.stamp"
    state = _state_of(_static_sources())
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)


def seed_demo() -> str:
    """Fill an empty demo site, all or nothing; return what the seeding said."""
    said = io.StringIO()
    if settings.DEMO and "seed_demo" in get_commands() and _is_empty():
        with transaction.atomic():
            call_command("seed_demo", stdout=said)
            _write_private(settings.SIGN_INS_FILE, said.getvalue())
    return said.getvalue().strip()


def let_go() -> None:
    """Close this process's connections: from here on it only watches."""
    connections.close_all()


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _is_empty() -> bool:
    stories = apps.get_model("articles", "Article")._default_manager  # noqa: SLF001 — documented
    return not stories.exists()


def _static_sources() -> Iterable[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _state_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        found = path.stat()
        digest.update(f"{path}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
