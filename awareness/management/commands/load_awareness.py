"""``manage.py load_awareness``."""

from django.core.management.base import BaseCommand

from awareness.loading import load_awareness


class Command(BaseCommand):
    help = "Load the helplines, learn pages and glossary of this release; safe to repeat."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        loaded = load_awareness()
        self.stdout.write(
            f"{loaded.helplines} helplines, {loaded.learn_pages} learn pages and "
            f"{loaded.terms} words are in place."
        )
