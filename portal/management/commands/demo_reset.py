"""Throws the demo site away."""

import shutil
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.embedded import ground
from portal.embedded.problems import StartProblem

FOLDERS = ("postgres", "postgres.new", "valkey", "media", "mail", "static")
FILES = ("secret-key", "content-key", "static.stamp", "beat.db*", "demo-sign-ins.txt", "mode")


class Command(BaseCommand):
    help = "Remove the demo site's data; the next `make run` builds it anew."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args, options
        if not (settings.DEMO and settings.EMBEDDED_DATABASE):
            raise CommandError("Only the demo on its own database is reset by this command.")
        if not settings.DATA_DIR.exists():
            self.stdout.write("There is no demo yet: `make run` makes one.")
            return
        try:
            ground.check_mode(settings.DATA_DIR, settings.MODE)
            lock = ground.claim(settings.DATA_DIR)
        except StartProblem as problem:
            raise CommandError(str(problem)) from problem
        with lock:
            self._remove()
        self.stdout.write("The demo is gone: `make run` builds it anew.")

    def _remove(self) -> None:
        """Remove what the portal made, and nothing that somebody else put beside it."""
        for name in FOLDERS:
            shutil.rmtree(settings.DATA_DIR / name, ignore_errors=True)
        for pattern in FILES:
            for path in settings.DATA_DIR.glob(pattern):
                path.unlink()
