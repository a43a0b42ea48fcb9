"""The portal's own processes: what they are started with, and why."""

import http.client
import re
import sys

from django.conf import settings

from portal.embedded.child import Child

# Above the time a web worker takes to start, or one that cannot start would be started for ever.
RESPAWN_SECONDS = "5"
# With the server's own 417,792, headers of half a megabyte pass or not by how their bytes arrive.
MOST_HEADER_BYTES = "131072"
# The threads wait for the database most of the time: more of them than cores is meant.
BESIDE_THE_POINT = re.compile(r"Configuration allows spawning")
# Celery's advice against root is about pickled tasks; the portal's are JSON.
NO_ADVICE_ON_ROOT = "ignore:You're running the worker with superuser privileges"


def web() -> Child:
    """The web server. ``--respawn-failed-workers``: else one killed worker ends the server."""
    options = {
        "--interface": "wsgi",
        "--host": settings.BIND,
        "--port": str(settings.PORT),
        "--workers": str(settings.WEB_WORKERS),
        "--blocking-threads": str(settings.WEB_THREADS),
        "--backlog": "1024",
        "--http1-buffer-size": MOST_HEADER_BYTES,
        "--workers-kill-timeout": "10",
        "--respawn-interval": RESPAWN_SECONDS,
        "--log-level": "warning",
    }
    flags = ["--respawn-failed-workers", "--no-access-log", "--no-ws"]
    words = [word for option in options.items() for word in option]
    return _module("web", ["granian", *words, *flags, "portal.wsgi:application"], patience=12.0)


def worker() -> Child:
    """The worker that screens and mails. Prefork, for time limits hold in no other pool."""
    options = ["worker", "--pool", "prefork", "--concurrency", str(settings.TASK_WORKERS)]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    return _module("worker", ["celery", "-q", "-A", "portal", *options, *quiet], patience=12.0)


def beat() -> Child:
    """The clock that sends the periodic tasks."""
    files = ["--schedule", str(settings.DATA_DIR / "beat.db"), "--pidfile="]
    return _module(
        "beat", ["celery", "-q", "-A", "portal", "beat", *files, "--loglevel", "WARNING"]
    )


def is_ready() -> bool:
    """Whether ``/readyz`` answers that it is."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)  # noqa: S104
    name = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    connection = http.client.HTTPConnection(host, settings.PORT, timeout=5.0)
    try:
        connection.request("GET", "/readyz", headers={"Host": name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _module(name: str, words: list[str], patience: float = 5.0) -> Child:
    return Child(
        name,
        [sys.executable, "-m", *words],
        patience=patience,
        folder=settings.BASE_DIR,
        beside_the_point=BESIDE_THE_POINT,
        environment={
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": NO_ADVICE_ON_ROOT,
            "PORTAL_DATA_DIR": str(settings.DATA_DIR),
        },
    )
