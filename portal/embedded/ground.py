"""What must hold before anything is started: a folder of our own, room on the disk, a free port."""

import errno
import fcntl
import os
import shutil
import socket
from pathlib import Path
from typing import IO

from portal.embedded.problems import StartProblem, describe_disk_error

ROOM_FOR_A_START = 200 * 1024 * 1024
ROOM_TO_GO_ON = 20 * 1024 * 1024
MODE_FILE = "mode"


def claim(data_dir: Path) -> IO[str]:
    """Make the data directory and lock it; the lock lasts as long as the file is kept open."""
    lock_path = data_dir / "up.lock"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = lock_path.open("a+", encoding="ascii")
    except OSError as error:
        raise describe_disk_error(error, data_dir) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        number = lock.read().strip() or "unknown"
        lock.close()
        raise StartProblem(
            f"A portal already runs on {data_dir} (process {number}): stop it, or set"
            " PORTAL_DATA_DIR to another folder."
        ) from error
    _sign(lock, data_dir)
    return lock


def check_mode(data_dir: Path, mode: str) -> None:
    """Refuse data that was made in the other mode.

    Without its environment a site would start as a demonstration: without a second factor, with
    another secret key, and with mails that go nowhere; and its data could be reset as a demo's.
    """
    path = data_dir / MODE_FILE
    made_as = path.read_text(encoding="ascii").strip() if path.exists() else mode
    if made_as != mode:
        raise StartProblem(
            f"The data in {data_dir} was made with PORTAL_MODE={made_as}, and PORTAL_MODE is"
            f" {mode}: set it to {made_as}, or set PORTAL_DATA_DIR to another folder."
        )


def keep_mode(data_dir: Path, mode: str) -> None:
    """Check the mode of the data, and write it down where none is known."""
    check_mode(data_dir, mode)
    path = data_dir / MODE_FILE
    if not path.exists():
        path.write_text(f"{mode}\n", encoding="ascii")


def check_room(data_dir: Path, *, is_new: bool) -> None:
    """Refuse a disk on which the servers would fail half way."""
    free = shutil.disk_usage(data_dir).free
    if free < (ROOM_FOR_A_START if is_new else ROOM_TO_GO_ON):
        raise describe_disk_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), data_dir)


def check_port(host: str, port: int) -> None:
    """Refuse a port on which the web server could not listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            raise _describe_bind_error(error, host, port) from error


def _describe_bind_error(error: OSError, host: str, port: int) -> StartProblem:
    if error.errno == errno.EADDRINUSE:
        return StartProblem(
            f"Port {port} is taken by another program: stop it, or set PORTAL_PORT to a free port."
        )
    if error.errno == errno.EACCES:
        return StartProblem(
            f"Port {port} is reserved for the system: set PORTAL_PORT to a port above 1023."
        )
    return StartProblem(f"{host}:{port} cannot be listened on ({error.strerror}): set PORTAL_BIND.")


def _sign(lock: IO[str], data_dir: Path) -> None:
    """Leave the process's number in the lock, which is also the proof that files can be written."""
    try:
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
    except OSError as error:
        lock.close()
        raise describe_disk_error(error, data_dir) from error
