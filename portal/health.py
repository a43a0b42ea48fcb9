"""Alive, and ready."""

import time

import redis
from django.conf import settings
from django.http import HttpRequest, HttpResponse

TICK_KEY = "portal:tick"


def record_tick() -> None:
    """Remember when beat last reached a worker."""
    client = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=settings.REDIS_TIMEOUT,
        socket_connect_timeout=settings.REDIS_TIMEOUT,
    )
    client.set(TICK_KEY, int(time.time()))
    client.close()


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nobody else."""
    del request
    return HttpResponse("alive\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
