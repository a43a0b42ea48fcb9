"""Where the embedded servers listen: unix sockets in a short private folder, never a port.

A socket's path may have 107 bytes, so it cannot stand in the data directory, whose path may be
longer. The folder's name is drawn from the data directory: every command finds the same one.
"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path
from urllib.parse import quote

from portal.embedded.problems import StartProblem, describe_disk_error

LONGEST_FOLDER = 80
POSTGRES_SOCKET = ".s.PGSQL.5432"
VALKEY_SOCKET = "valkey.sock"
ROLE = DATABASE = "portal"


def socket_folder(data_dir: Path) -> Path:
    """The folder of the sockets for this data directory, whether or not it exists yet."""
    digest = hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:12]
    candidates = [base / f"portal-{os.geteuid()}-{digest}" for base in _bases()]
    return next((folder for folder in candidates if folder.exists()), candidates[0])


def make_socket_folder(data_dir: Path) -> Path:
    """Create the folder with mode 700, and refuse one that somebody else could have laid there."""
    folder = socket_folder(data_dir)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise describe_disk_error(error, folder) from error
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not is_ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise StartProblem(f"{folder} is not this user's private folder: remove it and try again.")
    return folder


def database_url(data_dir: Path) -> str:
    """The embedded PostgreSQL's address, as ``DATABASE_URL`` would name it."""
    return f"postgres://{ROLE}@{quote(str(socket_folder(data_dir)), safe='')}/{DATABASE}"


def redis_url(data_dir: Path, number: int = 0) -> str:
    """The embedded Valkey's address, as ``REDIS_URL`` would name it."""
    return f"unix://{quote(str(socket_folder(data_dir) / VALKEY_SOCKET))}?db={number}"


def _bases() -> list[Path]:
    """Folders that may hold the sockets, the user's own runtime folder first."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    bases = [Path(runtime)] if runtime and os.access(runtime, os.W_OK | os.X_OK) else []
    bases += [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 — the folder in it is private
    return [base for base in bases if len(os.fsencode(base)) <= LONGEST_FOLDER]
