"""What the portal looks at when it is asked how it is: ``/readyz`` and ``manage.py doctor``."""

import shutil
import stat
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import redis
from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import DurationField, ExpressionWrapper, Min
from django.db.models.functions import Now

from mailing.backends import ServerAway

if TYPE_CHECKING:
    from django.db.models import QuerySet

TICK_KEY = "portal:tick"
OVERDUE_MAIL = 900  # seconds past the time it was due
OVERDUE_TICK = 60  # seconds; beat sends one every 15
LEAST_ROOM = 20 * 1024 * 1024
SCARCE_ROOM = 500 * 1024 * 1024
SECONDS_FOR_A_WORKER = 3.0


@dataclass(frozen=True)
class Finding:
    """One part of the portal: whether it is well, in words, and how to mend it if not."""

    part: str
    is_well: bool
    words: str
    mend: str = ""


def broker() -> "redis.Redis":
    """A client of Redis that never waits long."""
    patience = settings.REDIS_TIMEOUT
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=patience, socket_connect_timeout=patience
    )


def check_database() -> Finding:
    """The database answers and takes writes."""
    mend = "Start the portal with `make run`, or the server that DATABASE_URL names."
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version'),"
                " current_setting('transaction_read_only') = 'on'"
            )
            version, is_read_only = cursor.fetchone()
    except DatabaseError as error:
        return Finding("database", False, f"does not answer ({_first_line(error)})", mend)
    if is_read_only:
        return Finding("database", False, "takes no writes", "Make the server writable again.")
    return Finding("database", True, f"PostgreSQL {version} answers and takes writes")


def check_migrations() -> Finding:
    """Every migration is applied."""
    mend = "Run `manage.py migrate`; `make run` does so by itself."
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("migrations", False, f"cannot be read ({_first_line(error)})", mend)
    if missing:
        return Finding("migrations", False, f"{len(missing)} are not applied", mend)
    return Finding("migrations", True, "all are applied")


def check_redis() -> Finding:
    """Redis answers and never drops a task."""
    mend = "Start the portal with `make run`, or the server that REDIS_URL names."
    client = broker()
    try:
        client.ping()
        policy = dict(client.config_get("maxmemory-policy")).get("maxmemory-policy")
    except redis.ResponseError:
        return Finding("redis", True, "answers; it does not tell its eviction policy")
    except redis.RedisError as error:
        return Finding("redis", False, f"does not answer ({type(error).__name__})", mend)
    finally:
        client.close()
    if policy != "noeviction":
        mend = "Set maxmemory-policy to noeviction on that server."
        return Finding("redis", False, f"drops tasks when it is full ({policy})", mend)
    return Finding("redis", True, "answers and drops nothing")


def check_worker() -> Finding:
    """A Celery worker answers a ping."""
    from portal.celery import app

    mend = "Start the portal with `make run`, or `celery -A portal worker`."
    try:
        answers = app.control.ping(timeout=SECONDS_FOR_A_WORKER)
    except Exception as error:  # noqa: BLE001 — kombu lets every driver's own errors through
        return Finding("worker", False, f"cannot be asked ({type(error).__name__})", mend)
    if not answers:
        return Finding("worker", False, "none answers", mend)
    return Finding("worker", True, f"{len(answers)} answered")


def check_beat() -> Finding:
    """Beat's last tick has reached a worker not long ago."""
    mend = "Start the portal with `make run`, or `celery -A portal beat` and a worker."
    client = broker()
    try:
        tick = client.get(TICK_KEY)
    except redis.RedisError as error:
        return Finding("beat", False, f"cannot be asked ({type(error).__name__})", mend)
    finally:
        client.close()
    if not isinstance(tick, bytes):
        return Finding("beat", False, "has not ticked yet", mend)
    age = int(time.time()) - int(tick)
    if age > OVERDUE_TICK:
        return Finding("beat", False, f"ticked {age} s ago", mend)
    return Finding("beat", True, f"ticked {age} s ago")


def check_comments() -> Finding:
    """No comment waits for screening longer than it should."""
    from comments.models import ScreenedComment

    waiting = ScreenedComment.objects.filter(state="received")
    return _oldest("comments", waiting, "received_at", settings.SCREENING_OVERDUE_AFTER)


def check_outbox() -> Finding:
    """No mail that is due waits longer than it should."""
    from mailing.models import OutboxMail

    return _oldest("outbox", OutboxMail.objects.due(), "next_at", OVERDUE_MAIL)


def check_mail() -> Finding:
    """The mail server lets the portal in, or the demo's folder takes files."""
    if settings.MAIL_TO_FILES:
        return Finding("mail", True, f"is written to {settings.DEMO_MAIL_DIR}")
    mend = "Correct EMAIL_URL, or start that server."
    mailer = get_connection()
    try:
        mailer.open()
        mailer.close()
    except (OSError, ServerAway) as error:
        return Finding("mail", False, f"the server does not answer ({_first_line(error)})", mend)
    return Finding("mail", True, f"{settings.EMAIL_HOST} answers")


def check_disk() -> Finding:
    """There is room for the data."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        mend = "Start the portal once with `make run`, or correct PORTAL_DATA_DIR."
        return Finding("disk", False, f"{settings.DATA_DIR}: {error.strerror}", mend)
    words = f"{free // 1024**2:,} MB are free at {settings.DATA_DIR}"
    if free < SCARCE_ROOM:
        return Finding("disk", False, words, "Free some space before it is full.")
    return Finding("disk", True, words)


def check_disk_is_not_full() -> Finding:
    """The servers can still write."""
    is_well = shutil.disk_usage(settings.DATA_DIR).free >= LEAST_ROOM
    return Finding("disk", is_well, "can be written to" if is_well else "is full")


def check_keys() -> Finding:
    """The key of unscreened comments can be read by this user and by nobody else."""
    path = settings.CONTENT_KEY_FILE
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return Finding("keys", True, "the content key is made with the first comment")
    except OSError as error:
        return Finding("keys", False, f"{path}: {error.strerror}", "Give this user the file.")
    if mode & 0o077:
        return Finding("keys", False, f"others may read {path}", f"Run: chmod 600 '{path}'")
    return Finding("keys", True, f"{path.name} is readable by this user alone")


def check_settings() -> Finding:
    """Django's checks and the portal's own find nothing to warn of."""
    found = [str(message.msg) for message in run_checks() if message.level >= WARNING]
    if found:
        return Finding("settings", False, " ".join(found), "See docs/configuration.md.")
    return Finding("settings", True, f"{settings.MODE} mode, {settings.SITE_URL}")


def check_proxy() -> Finding:
    """Visitors who come through a proxy can be told apart by the limits."""
    mend = "Set PORTAL_TRUSTED_PROXIES to the proxy's own address, such as 127.0.0.1."
    if not settings.DEMO and not settings.TRUSTED_PROXIES:
        return Finding("proxy", False, "none is trusted: all its visitors share one limit", mend)
    return Finding("proxy", True, ", ".join(settings.TRUSTED_PROXIES) or "none, none is needed")


ALL_CHECKS = (
    check_settings,
    check_proxy,
    check_database,
    check_migrations,
    check_redis,
    check_worker,
    check_beat,
    check_comments,
    check_outbox,
    check_mail,
    check_disk,
    check_keys,
)


def _oldest(part: str, waiting: "QuerySet[Any]", column: str, patience: int) -> Finding:
    mend = "See that a worker runs and what it says: `manage.py doctor` names it above."
    try:
        age = waiting.aggregate(age=ExpressionWrapper(Now() - Min(column), DurationField()))["age"]
    except DatabaseError as error:
        return Finding(part, False, f"cannot be counted ({_first_line(error)})", mend)
    seconds = 0 if age is None else int(age.total_seconds())
    if seconds > patience:
        return Finding(part, False, f"the oldest has waited for {seconds} s", mend)
    return Finding(part, True, "none waits too long")


def _first_line(error: Exception) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
