"""Alive, and ready."""

import time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal import checkup

# Without these no page can be made. The broker is not among them: a comment that cannot be
# announced is stored all the same, and the sweep finds it.
NEEDED = (checkup.check_database, checkup.check_disk_is_not_full)
WATCHED = (
    checkup.check_redis,
    checkup.check_beat,
    checkup.check_comments,
    checkup.check_outbox,
)


def record_tick() -> None:
    """Remember when beat last reached a worker."""
    client = checkup.broker()
    client.set(checkup.TICK_KEY, int(time.time()))
    client.close()


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nobody else."""
    del request
    return _plain("alive\n", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while visitors can be served, else 503; a line for each part, without particulars."""
    del request
    needed = [check() for check in NEEDED]
    is_ready = all(found.is_well for found in needed)
    findings = needed + [check() for check in WATCHED if is_ready]
    lines = [f"{found.part}: {'ok' if found.is_well else 'failing'}\n" for found in findings]
    return _plain("".join(lines), 200 if is_ready else 503)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
