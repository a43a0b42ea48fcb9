"""Takes in a WordPress export."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from common.wxr import NotReadable
from portal.wordpress import import_file


class Command(BaseCommand):
    help = (
        "Take in the stories, categories, tags and approved comments of a WordPress export (WXR"
        " 1.0 to 1.2). Drafts and posts with a password become drafts. Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the export, as WordPress wrote it")
        parser.add_argument("--dry-run", action="store_true", help="report, and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        path: Path = options["file"]
        try:
            report = import_file(path, dry_run=options["dry_run"])
        except NotReadable as problem:
            raise CommandError(f"{path}: {problem} Nothing was imported.") from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be read: {problem.strerror}.") from problem
        except OperationalError as problem:
            raise CommandError(
                "The database does not answer. Start the portal first, or set DATABASE_URL."
            ) from problem
        self.stdout.write(str(report))
