"""Texts that nobody may read yet are kept encrypted.

The key lies in a file of the data directory that the web processes and the workers read, so that
a copy of the database alone tells nothing. Several lines
are several keys: the first encrypts, all decrypt.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The text was sealed with a key that is not in the key file, or was damaged."""


def seal(text: str) -> bytes:
    """``text`` encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _keys(settings.CONTENT_KEY_FILE).encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """The text that was sealed.

    Raises:
        Unreadable: no key of the key file opens it.
    """
    try:
        return _keys(settings.CONTENT_KEY_FILE).decrypt(bytes(sealed)).decode()
    except InvalidToken as problem:
        raise Unreadable("No key in the key file opens this text.") from problem


@lru_cache(maxsize=2)
def _keys(path: Path) -> MultiFernet:
    """The keys of the file at ``path``; a missing file is made, with mode 600, once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # the first process wins; the others read what it wrote
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return MultiFernet([Fernet(line) for line in path.read_bytes().split() if line])
