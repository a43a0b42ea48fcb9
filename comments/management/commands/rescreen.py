"""``manage.py rescreen``: other rules over stored comments, as a dry run or for real."""

import datetime as dt
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from comments import rulesets
from comments.models import Conversation
from comments.rescreening import STATES, Effect, Selection, rescreen
from comments.rescreening_progress import Notes, OtherRun, Tally, draw
from comments.screening.ruleset import PACKAGED, RuleSet
from comments.states import State
from comments.targets import NoSuchTarget, model_of


def moment(written: str) -> dt.datetime:
    """A day, or a day and a time."""
    try:
        day = parse_date(written)
        found = dt.datetime.combine(day, dt.time()) if day else parse_datetime(written)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError(f"{written} is no date: write it like 2026-11-24.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


class Command(BaseCommand):
    help = (
        "Read stored comments again by the rules in force, or by another version, and say what"
        " would change: counts and numbers, never words. With --apply it happens, as far as no"
        " person has decided otherwise."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:  # noqa: ANN401
        """``--version`` names a version of the rules here, not Django's."""
        kwargs["conflict_handler"] = "resolve"
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=moment, metavar="DATE", help="sent then or later")
        parser.add_argument(
            "--state", action="append", choices=[str(each) for each in STATES],
            help="may be given more than once; all three where left out",
        )  # fmt: skip
        parser.add_argument("--story", help="the story's number, or its name in the address")
        parser.add_argument(
            "--version", dest="ruleset", help="rules other than those in force, for a dry run"
        )
        parser.add_argument("--apply", action="store_true", help="store and move what follows")
        parser.add_argument("--resume", action="store_true", help="go on where it was stopped")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        is_real: bool = options["apply"]
        rules = _rules(options["ruleset"], is_real=is_real)
        selection = Selection(
            states=tuple(State(each) for each in options["state"] or STATES),
            since=options["since"],
            conversation_id=_conversation(options["story"]),
        )
        notes = Notes(settings.DATA_DIR / "rescreen.json", _named(selection, rules, is_real))
        tally = _tally(notes) if options["resume"] else Tally()
        try:
            self._run(selection, rules, notes, tally, is_real=is_real)
        except (KeyboardInterrupt, DatabaseError) as problem:
            why = "" if isinstance(problem, KeyboardInterrupt) else " The database failed."
            raise CommandError(
                f"Stopped after comment {tally.after}.{why} Go on with the same options and"
                " --resume."
            ) from problem
        self._report(tally, rules, is_real=is_real)

    def _run(
        self, selection: Selection, rules: RuleSet, notes: Notes, tally: Tally, *, is_real: bool
    ) -> None:
        chosen = selection.comments()
        total = tally.seen + chosen.filter(pk__gt=tally.after).count()
        for page in selection.pages(tally.after):
            for comment in page:
                tally.add(rescreen(comment, rules, is_real=is_real))
            notes.write(tally)
            draw(sys.stderr, tally.seen, total)
        draw(sys.stderr, tally.seen, tally.seen)
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        notes.remove()

    def _report(self, tally: Tally, rules: RuleSet, *, is_real: bool) -> None:
        kind = "for real" if is_real else "a dry run, nothing is changed"
        self.stdout.write(f"{rules.version} over {tally.seen:,} comments: {kind}.\n\n")
        if tally.seen > tally.total(Effect.NONE):
            self.stdout.write(tally.table() + "\n\n")
        self.stdout.write(f"{tally.total(Effect.NONE):,} are as before.")
        if not is_real and tally.total(Effect.HIDDEN):
            self.stdout.write("With --apply those to be taken out of sight wait for a moderator.")


def _rules(version: str | None, *, is_real: bool) -> RuleSet:
    try:
        in_force = rulesets.in_force()
        if version in {None, in_force.version}:
            return in_force
        if is_real:
            raise CommandError(
                f"Only the rules in force are applied: first `manage.py rules use {version}`."
            )
        if version == PACKAGED.version:
            return PACKAGED
        return rulesets.rules_of(rulesets.find(str(version)))
    except rulesets.NoSuchVersion as problem:
        advice = "`manage.py rules list` names them"
        raise CommandError(f"There is no version {problem}: {advice}.") from problem


def _conversation(story: str | None) -> int | None:
    if story is None:
        return None
    try:
        model = model_of("story")
        named = {"pk": int(story)} if story.isdecimal() else {"slug": story}
        numbers = model._default_manager.filter(**named).values_list("pk", flat=True)  # noqa: SLF001
        found = Conversation.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=list(numbers)
        ).first()
    except (FieldError, NoSuchTarget, ValueError):
        found = None
    if found is None:
        raise CommandError(f"There are no comments under a story {story}.")
    return found.pk


def _named(selection: Selection, rules: RuleSet, is_real: bool) -> dict[str, Any]:  # noqa: FBT001
    """What a stopped run must have in common with the one that goes on."""
    return {
        "rules": rules.version,
        "states": [str(each) for each in selection.states],
        "since": selection.since.isoformat() if selection.since else None,
        "conversation": selection.conversation_id,
        "apply": is_real,
    }


def _tally(notes: Notes) -> Tally:
    try:
        return notes.read()
    except OtherRun as problem:
        raise CommandError(str(problem)) from problem
