"""The site's own rules: a new version is added, one is put in force, and the screening asks which.

Versions are never changed. Each process asks the database at most every other second, so that a
new version is in use within seconds.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_noop

from comments.models import RuleSet, RuleSetUse
from comments.screening import rulebook
from comments.screening.engine import screen
from comments.screening.rulebook import BadRuleSet, Problem
from comments.screening.ruleset import PACKAGED
from comments.screening.ruleset import RuleSet as Rules
from comments.screening.verdict import Outcome

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "BadRuleSet",
    "NoSuchVersion",
    "add",
    "check",
    "current",
    "find",
    "in_force",
    "rules_of",
    "use",
]

KEPT_SECONDS: Final = 2.0
NUMBERING_LOCK: Final = 7_310_003


class NoSuchVersion(LookupError):
    """There is no version of that name."""


@dataclass(frozen=True)
class _Kept:
    until: float
    ruleset_id: int | None
    rules: Rules


_kept: _Kept | None = None


def check(plain: Mapping[str, Any]) -> Rules:
    """The rule set that ``plain`` describes, found fit to be added.

    Raises:
        BadRuleSet: it is not fit; all of the reasons.
    """
    rules = rulebook.read(plain, "new")
    silenced = [
        Problem(gettext_noop("Allowing “{word}” could silence a call for help."), {"word": word})
        for word in sorted(rules.allowed)
        if screen(word).outcome is Outcome.SAFEGUARD
    ]
    if silenced:
        raise BadRuleSet(silenced)
    return rules


@transaction.atomic
def add(plain: Mapping[str, Any], *, note: str = "", made_by: "User | None" = None) -> RuleSet:
    """Store a new version, which is not yet in force.

    Raises:
        BadRuleSet: it is not fit to be one.
    """
    content = rulebook.as_plain(check(plain))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
    last = RuleSet.objects.aggregate(last=Max("number"))["last"] or 0
    return RuleSet.objects.create(number=last + 1, note=note, made_by=made_by, **content)


@transaction.atomic
def use(version: str, *, by: "User | None" = None) -> Rules:
    """Put a version in force, or the packaged rules again.

    Raises:
        NoSuchVersion: there is no version of that name.
        BadRuleSet: this release does not understand it.
    """
    ruleset = None if version == PACKAGED.version else find(version)
    rules = PACKAGED if ruleset is None else rules_of(ruleset)
    RuleSetUse.objects.create(ruleset=ruleset, begun_by=by)
    transaction.on_commit(forget)
    return rules


def find(version: str) -> RuleSet:
    """The stored version of that name.

    Raises:
        NoSuchVersion: there is none.
    """
    name, _dash, number = version.rpartition("-")
    is_number = number.isdecimal() and number.isascii() and len(number) < len(str(2**31))
    ruleset = RuleSet.objects.filter(number=int(number)).first() if is_number else None
    if ruleset is None or name != "site" or ruleset.version != version:
        raise NoSuchVersion(version)
    return ruleset


def rules_of(ruleset: RuleSet) -> Rules:
    """The stored version as the engine reads it.

    Raises:
        BadRuleSet: the row says what this release does not understand.
    """
    plain = {
        "default_bound": ruleset.default_bound,
        "bounds": ruleset.bounds,
        "words": ruleset.words,
        "allowed": ruleset.allowed,
    }
    return rulebook.read(plain, ruleset.version)


def in_force() -> Rules:
    """The rules that hold now; the packaged ones where the site has put none in force."""
    last = RuleSetUse.objects.select_related("ruleset").order_by("-pk").first()
    return PACKAGED if last is None or last.ruleset is None else rules_of(last.ruleset)


def current() -> Rules:
    """The rules that hold, as of two seconds ago at most."""
    global _kept  # noqa: PLW0603  one value for the process
    now = time.monotonic()
    if _kept is not None and now < _kept.until:
        return _kept.rules
    newest = RuleSetUse.objects.order_by("-pk").values_list("ruleset_id", flat=True).first()
    if _kept is not None and _kept.ruleset_id == newest:  # versions never change
        rules = _kept.rules
    else:
        rules = PACKAGED if newest is None else rules_of(RuleSet.objects.get(pk=newest))
    _kept = _Kept(now + KEPT_SECONDS, newest, rules)
    return rules


def forget() -> None:
    """Ask the database again at the next call."""
    global _kept  # noqa: PLW0603  one value for the process
    _kept = None
