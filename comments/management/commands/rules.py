"""``manage.py rules list|show|add|use``: the site's own versions of the civility rules."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from comments import rulesets
from comments.models import RuleSet
from comments.screening import rulebook
from comments.screening.ruleset import PACKAGED
from comments.screening.ruleset import RuleSet as Rules


class Command(BaseCommand):
    help = (
        "List, show, add and use versions of the site's own rules. A version is never changed; its"
        " TOML format stands in docs/screening.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="every version, the newest first")
        show = acts.add_parser("show", help="one version as a file that can be changed and added")
        show.add_argument("version", nargs="?", help="the one in force where left out")
        add = acts.add_parser("add", help="store a new version, which is not yet in force")
        add.add_argument("file", help="TOML; - is standard input")
        add.add_argument("--note", default="", help="what it is for, in a line")
        add.add_argument("--use", action="store_true", help="put it in force at once")
        add.add_argument("--dry-run", action="store_true", help="check it, and store nothing")
        use = acts.add_parser("use", help="put a version in force")
        use.add_argument("version", help=f"such as site-3, or {PACKAGED.version}")
        for each in (add, use):
            each.add_argument("--by", metavar="EMAIL", help="who of the staff does it")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args
        try:
            getattr(self, f"_{options['act']}")(options)
        except rulesets.NoSuchVersion as problem:
            advice = "`manage.py rules list` names them"
            raise CommandError(f"There is no version {problem}: {advice}.") from problem
        except rulesets.BadRuleSet as problem:
            lines = "\n".join(f"- {each}" for each in problem.problems)
            raise CommandError(f"These are no rules:\n{lines}") from problem

    def _list(self, options: dict[str, Any]) -> None:
        del options
        in_force = rulesets.in_force().version
        for row in RuleSet.objects.select_related("made_by").order_by("-number"):
            by = row.made_by.email if row.made_by else "the console"
            self._line(row.version, in_force, f"{row.made_at:%Y-%m-%d %H:%M} by {by}", row.note)
        self._line(PACKAGED.version, in_force, "comes with the portal", "")

    def _line(self, version: str, in_force: str, made: str, note: str) -> None:
        mark = "in force" if version == in_force else ""
        self.stdout.write(f"{version:12} {mark:9} {made}  {note}".rstrip())

    def _show(self, options: dict[str, Any]) -> None:
        version = options["version"]
        rules = rulesets.in_force() if version is None else _named(version)
        self.stdout.write(f"# {rules.version}\n{rulebook.as_toml(rules)}", ending="")

    def _add(self, options: dict[str, Any]) -> None:
        plain = rulebook.read_toml(_read(options["file"]))
        by = _member(options["by"])
        if options["dry_run"]:
            self.stdout.write(f"It is fit to be added: {_summary(rulesets.check(plain))}.")
            return
        row = rulesets.add(plain, note=options["note"][:200], made_by=by)
        self.stdout.write(f"{row.version} is stored: {_summary(rulesets.rules_of(row))}.")
        if options["use"]:
            self._use({"version": row.version, "by": options["by"]})
        else:
            self.stdout.write(f"Not in force yet: manage.py rules use {row.version}")

    def _use(self, options: dict[str, Any]) -> None:
        rules = rulesets.use(options["version"], by=_member(options["by"]))
        self.stdout.write(f"{rules.version} is in force; workers notice it within seconds.")


def _named(version: str) -> Rules:
    return PACKAGED if version == PACKAGED.version else rulesets.rules_of(rulesets.find(version))


def _read(file: str) -> str:
    try:
        written = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return written.decode("utf-8-sig")
    except OSError as problem:
        raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise CommandError(f"{file} is not UTF-8.") from problem


def _member(email: str | None) -> User | None:
    if email is None:
        return None
    member = User.objects.filter(email__iexact=email, is_staff=True, is_active=True).first()
    if member is None:
        raise CommandError(f"{email} is nobody of the staff.")
    return member


def _summary(rules: Rules) -> str:
    return f"{len(rules.bounds)} bounds, {len(rules.words)} own words, {len(rules.allowed)} allowed"
