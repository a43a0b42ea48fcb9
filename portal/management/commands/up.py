"""Starts the whole portal."""

import contextlib
import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.embedded import startup


class Command(BaseCommand):
    help = (
        "Start the portal: PostgreSQL and Valkey where no DATABASE_URL and REDIS_URL are given,"
        " then the web server, the worker and the clock. Ctrl-C stops all of it."
    )
    requires_system_checks: list[str] = []  # they may need the database, which is not up yet

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args, options
        status = startup.run(self._say)
        if status:
            sys.exit(status)

    def _say(self, words: str) -> None:
        """Say it at once, also where the output is a file or a pipe."""
        with contextlib.suppress(BrokenPipeError):
            self.stdout.write(words)
            self.stdout.flush()
