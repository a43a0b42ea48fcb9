"""The pytest plugin that starts PostgreSQL and Valkey once, before Django's settings are read.

Named in addopts, because a conftest.py comes too late. The first process starts them and hands
their addresses to the workers; with DATABASE_URL and REDIS_URL given, those are used instead.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded import sockets
from portal.embedded.postgres import Postgres
from portal.embedded.valkey import Valkey

DATABASES_A_PROCESS = 2  # the broker's and the one after it, for whatever the settings keep apart


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        start_servers()
    else:
        use_own_corner(int(worker.removeprefix("gw")) + 1)
    return (yield)


def start_servers() -> None:
    """Start what the environment does not name, and name it there."""
    home = Path(tempfile.mkdtemp(prefix="lantern-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    use_folder(home / "data")
    os.environ["PORTAL_MODE"] = "demo"
    os.environ["PORTAL_ENV_FILE"] = os.devnull  # a developer's own settings are not the tests'
    os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"] = "127.0.0.1"
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    folder = sockets.make_socket_folder(home)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    log = (home / "servers.log").open("a", encoding="utf-8", buffering=1)
    atexit.register(log.close)

    def echo(name: str, line: str) -> None:
        if not log.closed:
            log.write(f"{name} | {line}\n")

    if "DATABASE_URL" not in os.environ:
        postgres = Postgres(home, folder, durable=False, echo=echo)
        postgres.prepare()
        server = postgres.child()
        server.start()
        atexit.register(server.stop)
        postgres.wait_until_ready(server)
        postgres.create_database()
        os.environ["DATABASE_URL"] = sockets.database_url(home)
    if "REDIS_URL" not in os.environ:
        valkey = Valkey(home, folder, durable=False, echo=echo)
        broker = valkey.child()
        broker.start()
        atexit.register(broker.stop)
        valkey.wait_until_ready(broker)
        os.environ["REDIS_URL"] = os.environ["TEST_VALKEY"] = sockets.redis_url(home)


def use_own_corner(number: int) -> None:
    """Give a worker its own data directory and its own databases of the shared Valkey."""
    use_folder(Path(f"{os.environ['PORTAL_DATA_DIR']}-{number}"))
    if "TEST_VALKEY" in os.environ:
        address = os.environ["TEST_VALKEY"].partition("?")[0]
        os.environ["REDIS_URL"] = f"{address}?db={number * DATABASES_A_PROCESS}"


def use_folder(folder: Path) -> None:
    """Name the data directory, with the folder of static files that WhiteNoise looks for."""
    (folder / "static").mkdir(parents=True)
    os.environ["PORTAL_DATA_DIR"] = str(folder)
