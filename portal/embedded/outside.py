"""Servers that the operator named: asked before anything is started."""

import redis
from django.conf import settings
from django.db import OperationalError, connection

from portal.embedded.problems import StartProblem

OLDEST_POSTGRES = 150_000


def check_database() -> None:
    """Refuse a database that does not answer, or whose server is too old."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        where = f"{settings.DATABASES['default']['HOST'] or 'the local socket'}"
        reason = str(error).strip().splitlines()[0].rpartition("failed: ")[2]
        raise StartProblem(
            f"The database that DATABASE_URL names on {where} cannot be reached ({reason}): start"
            " it, or correct DATABASE_URL."
        ) from error
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        row = cursor.fetchone()
    if row is not None and int(row[0]) < OLDEST_POSTGRES:
        raise StartProblem("DATABASE_URL names a PostgreSQL older than 15: upgrade that server.")


def check_redis() -> None:
    """Refuse a Redis that does not answer, or that drops tasks when its memory is full."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=5.0, socket_timeout=5.0
    )
    try:
        client.ping()
        policy = _eviction_policy(client)
    except redis.RedisError as error:
        raise StartProblem(
            "The Redis that REDIS_URL names cannot be reached"
            f" ({type(error).__name__}): start it, or correct REDIS_URL."
        ) from error
    finally:
        client.close()
    if policy not in {None, "noeviction"}:
        raise StartProblem(
            f"The Redis that REDIS_URL names drops tasks when it is full ({policy}): set"
            " maxmemory-policy to noeviction there."
        )


def _eviction_policy(client: "redis.Redis") -> str | None:
    """The policy, None where the server does not tell."""
    try:
        answer = client.config_get("maxmemory-policy")
    except redis.ResponseError:
        return None
    return str(answer.get("maxmemory-policy")) if isinstance(answer, dict) else None
