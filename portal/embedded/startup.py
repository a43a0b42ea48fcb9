"""The order in which the portal comes up, and how it goes down."""

import errno
import os
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import SystemCheckError
from django.db import Error as DatabaseError

from portal.embedded import ground, outside, processes, sockets, steps
from portal.embedded.child import print_line
from portal.embedded.postgres import Postgres
from portal.embedded.problems import StartProblem, Stopped, describe_disk_error
from portal.embedded.supervisor import Supervisor
from portal.embedded.valkey import Valkey

SECONDS_TO_ANSWER = 120.0
DISK_FULL = "53100"


def run(say: Callable[[str], None]) -> int:
    """Start everything, keep it running until a signal comes, and return the exit status."""
    os.umask(0o077)
    supervisor = Supervisor()
    supervisor.listen_for_signals()
    try:
        with ground.claim(settings.DATA_DIR):
            try:
                _come_up(supervisor, say)
                supervisor.watch()
            finally:
                supervisor.stop_all()
    except Stopped:
        return 0
    except StartProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _come_up(supervisor: Supervisor, say: Callable[[str], None]) -> None:
    try:
        ground.check_port(settings.BIND, settings.PORT)
        is_new = not (settings.DATA_DIR / "postgres").exists()
        ground.check_room(settings.DATA_DIR, is_new=settings.EMBEDDED_DATABASE and is_new)
        ground.keep_mode(settings.DATA_DIR, settings.MODE)
        steps.keep_secret_key()
        _start_servers(supervisor)
        said = _prepare_site(supervisor)
    except DatabaseError as error:
        raise _describe_database_error(error) from error
    except OSError as error:
        raise describe_disk_error(error, settings.DATA_DIR) from error
    except SystemCheckError as error:
        raise StartProblem(str(error)) from error
    for process in (processes.worker(), processes.beat(), processes.web()):
        supervisor.start(process)
    supervisor.wait_for(processes.is_ready, SECONDS_TO_ANSWER)
    say(f"{settings.SITE_NAME} is ready: {settings.SITE_URL}/")
    if said:
        say(said)
    elif settings.SIGN_INS_FILE.exists():
        say(f"The demo's sign-ins stand in {settings.SIGN_INS_FILE}")


def _start_servers(supervisor: Supervisor) -> None:
    """The database and the broker: embedded ones, or those that the environment names."""
    if not (settings.EMBEDDED_DATABASE or settings.EMBEDDED_REDIS):
        outside.check_database()
        outside.check_redis()
        return
    folder = sockets.make_socket_folder(settings.DATA_DIR)
    if settings.EMBEDDED_DATABASE:
        postgres = Postgres(settings.DATA_DIR, folder)
        postgres.prepare()
        postgres.wait_until_ready(supervisor.start(postgres.child()))
        postgres.create_database()
    else:
        outside.check_database()
    if settings.EMBEDDED_REDIS:
        valkey = Valkey(settings.DATA_DIR, folder)
        valkey.wait_until_ready(supervisor.start(valkey.child()))
    else:
        outside.check_redis()


def _prepare_site(supervisor: Supervisor) -> str:
    supervisor.check()
    steps.check_settings()
    steps.migrate()
    steps.load_reference()
    supervisor.check()
    steps.collect_static()
    supervisor.check()
    print_line("portal", "the tables and the static files are up to date")
    said = steps.seed_demo()
    steps.let_go()
    return said


def _describe_database_error(error: DatabaseError) -> StartProblem:
    cause = error.__cause__
    if getattr(cause, "pgcode", None) == DISK_FULL:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return describe_disk_error(full, settings.DATA_DIR)
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return StartProblem(f"The database refused a step of the start: {reason}.")
