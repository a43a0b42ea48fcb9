"""``manage.py screen "text"`` and ``manage.py screen --jsonl``."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from comments.quick_screen import Asked


class Command(BaseCommand):
    help = (
        "Judge a text, or lines of JSON, by the site's own rules; by the packaged ones where the"
        " database does not answer at once."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        from comments.screening import console

        console.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        asked = Asked()
        from comments.screening import console

        status = console.answer(options["text"], is_jsonl=options["jsonl"], ruleset=asked.ruleset)
        if status:
            sys.exit(status)
