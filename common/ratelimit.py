"""Token buckets in Redis; in this process alone while Redis is away."""

import logging
import math
import threading
import time
from dataclasses import dataclass
from functools import lru_cache

import redis
from django.conf import settings

logger = logging.getLogger(__name__)

# KEYS[1] the bucket; ARGV: size, refill a second, now. Answers the seconds to wait, "0" if allowed.
_TAKE = """
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local size, refill, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tokens = math.min(size, (tonumber(bucket[1]) or size)
  + math.max(0, now - (tonumber(bucket[2]) or now)) * refill)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / refill end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('EXPIRE', KEYS[1], math.ceil(size / refill) + 1)
return tostring(wait)
"""


@dataclass(frozen=True)
class Limit:
    """``count`` uses in ``seconds``, refilled evenly."""

    count: int
    seconds: int


@dataclass(frozen=True)
class Verdict:
    """Whether one more use is allowed, and if not, when to try again."""

    allowed: bool
    retry_after_seconds: int = 0


_local: dict[str, tuple[float, float]] = {}
_local_lock = threading.Lock()
MAX_LOCAL_BUCKETS = 10_000


def check(scope: str, key: str, limit: Limit) -> Verdict:
    """Take one use from the bucket of ``key``. ``key`` is a keyed hash, never an address."""
    name = f"limit:{scope}:{key}"
    try:
        wait = float(
            _client().eval(_TAKE, 1, name, limit.count, limit.count / limit.seconds, time.time())
        )
    except redis.RedisError as problem:
        logger.warning("rate limits count in this process: %s", type(problem).__name__)
        wait = _take_locally(name, limit)
    return Verdict(wait <= 0, math.ceil(wait))


def _take_locally(name: str, limit: Limit) -> float:
    now, refill = time.monotonic(), limit.count / limit.seconds
    with _local_lock:
        if len(_local) > MAX_LOCAL_BUCKETS:
            _local.clear()
        tokens, since = _local.get(name, (float(limit.count), now))
        tokens = min(float(limit.count), tokens + (now - since) * refill)
        allowed = tokens >= 1
        _local[name] = (tokens - 1 if allowed else tokens, now)
    return 0.0 if allowed else (1 - tokens) / refill


@lru_cache(maxsize=1)
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=settings.REDIS_TIMEOUT,
        socket_connect_timeout=settings.REDIS_TIMEOUT,
    )
