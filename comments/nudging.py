"""Asking for a second thought before a comment is sent.

A worker is asked, through a message that Redis hands on and never keeps (publish and subscribe),
sealed like every unpublished text. No worker, no answer in time or no Redis means no nudge: the
comment is then taken as ever. This module runs in the web processes, which never load the engine.
"""

import json
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from comments import limits
from comments.reasons import Reason, read_findings
from comments.screening.verdict import Outcome
from common.crypto import Unreadable, seal, unseal
from common.requests import keyed_hash
from common.signing import BadToken, make_token, read_token
from common.text import fold

logger = logging.getLogger(__name__)

PATIENCE: Final = 0.4  # seconds that a writer waits at most
STEP: Final = 0.1  # seconds for each word with Redis, the answer itself apart
REST: Final = 5.0  # seconds in which nobody is asked after nobody answered
ASKED_LASTS: Final = timedelta(days=1)
_ASKED: Final = "comments.asked"
_rests_until = 0.0


@dataclass(frozen=True)
class Advice:
    """What a writer is told before sending: help where it is a disclosure, else the reasons."""

    is_disclosure: bool
    reasons: list[Reason]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A text that somebody is about to send; ``network`` and ``address`` are keyed hashes."""

    text: str
    parent_text: str = ""
    network: str
    address: str


def ask(question: Question) -> Advice | None:
    """What the engine would say, within 400 ms; ``None`` where there is nothing to be said."""
    if not settings.COMMENT_NUDGE or time.monotonic() < _rests_until:
        return None
    until = time.monotonic() + PATIENCE
    try:
        return _ask(question, until)
    except redis.RedisError as problem:
        _rest(type(problem).__name__)
        return None


def _ask(question: Question, until: float) -> Advice | None:
    client = client_of(settings.REDIS_URL)
    if not listeners(client, channel()) or not _may_ask(question):
        return None
    reply = f"nudge:{secrets.token_hex(16)}"
    sealed = seal(json.dumps([question.text, question.parent_text], ensure_ascii=False))
    with client.pubsub() as inbox:  # type: ignore[no-untyped-call]
        inbox.subscribe(reply)
        inbox.get_message(timeout=STEP)  # it says that we are subscribed
        client.publish(channel(), reply.encode() + b" " + sealed)
        while (left := until - time.monotonic()) > 0:
            message = inbox.get_message(ignore_subscribe_messages=True, timeout=left)
            if message is not None:
                return _read(message["data"], question.text)
    _rest("no answer in time")
    return None


def _may_ask(question: Question) -> bool:
    """Whether this network and address may ask once more; whoever may not just sends."""
    try:
        limits.take_nudge(network=question.network, address=question.address)
    except limits.TooMany:
        return False
    return True


def _read(sealed: bytes, text: str) -> Advice | None:
    try:
        answer = json.loads(unseal(sealed))
        if answer["outcome"] == Outcome.SAFEGUARD:
            return Advice(is_disclosure=True, reasons=[])
        found = read_findings(answer["findings"], text, answer["language"])
    except (Unreadable, ValueError, TypeError, KeyError):  # from a worker of another release
        return None
    reasons = [reason for reason in found if reason.rule]
    return Advice(is_disclosure=False, reasons=reasons) if reasons else None


def _rest(why: str) -> None:
    global _rests_until  # noqa: PLW0603  one rest for the process
    _rests_until = time.monotonic() + REST
    logger.warning("comments are sent without a second thought for a moment: %s", why)


def token_of(advice: Advice, text: str) -> str:
    """For the form that comes back: its writer has been asked once, and about which words."""
    return make_token(_ASKED, "" if advice.is_disclosure else _gist(text))


def was_asked(given: Mapping[str, Any]) -> bool:
    """Whether the writer of a valid form has been asked before: nobody is asked twice."""
    return _gist_asked_about(given) is not None


def is_sent_anyway(given: Mapping[str, Any]) -> bool:
    """Whether a valid form comes after a nudge as it was, or says that it is sent anyway."""
    gist = _gist_asked_about(given)
    return bool(gist) and (given["anyway"] or gist == _gist(given["comment"]))


def _gist_asked_about(given: Mapping[str, Any]) -> str | None:
    try:
        return str(read_token(_ASKED, given["asked"], max_age=ASKED_LASTS))
    except BadToken:
        return None


def _gist(text: str) -> str:
    """What stands for a text; a moved comma is no second thought."""
    return keyed_hash("nudge", fold(text))[:16]


def channel() -> str:
    """Where the workers of this site listen; another site on the same Redis has another.

    Channels are common to all databases of a Redis, so the database's number is part of it.
    """
    number = urlsplit(settings.REDIS_URL).path.strip("/") or "0"
    return f"nudges:{keyed_hash('nudge', f'channel {number}')[:16]}"


def listeners(client: "redis.Redis", name: str) -> int:
    """How many listen there now."""
    return int(client.pubsub_numsub(name)[0][1])


@lru_cache(maxsize=2)
def client_of(url: str) -> "redis.Redis":
    """A client that waits for no word longer than ``STEP``, and mends a stale connection once."""
    return redis.Redis.from_url(
        url,
        protocol=2,
        socket_timeout=STEP,
        socket_connect_timeout=STEP,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
