"""``manage.py screen``: the engine with the site's own rules, without loading Django's apps.

The database is asked in a thread while the engine loads. If there is no answer in time, whatever
the reason, the packaged rules judge, and one line on standard error says so.
"""

import sys
import threading
import time
from typing import Any, Final

from comments.screening.rulebook import read
from comments.screening.ruleset import PACKAGED, RuleSet, version_of

PATIENCE: Final = 0.8  # seconds for everything: finding the server, its greeting, its answer
NEWEST: Final = """
SELECT site.number, site.default_bound, site.bounds, site.words, site.allowed
FROM comments_rulesetuse AS used LEFT JOIN comments_ruleset AS site ON site.id = used.ruleset_id
ORDER BY used.id DESC LIMIT 1
"""


class Asked:
    """A question to the database, on its way from the moment this is made."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._rules: RuleSet | None = None
        self._problem = "the database does not answer"
        self._answered = threading.Event()
        try:
            server = _server()
        except Exception as problem:  # noqa: BLE001  a setting may be wrong in any way
            self._fail(problem)
            patience = 0.0
        else:
            # A daemon: looking a name up cannot be called off, and must not keep the process.
            threading.Thread(target=self._ask, args=[server], daemon=True).start()
        self._until = time.monotonic() + patience

    def ruleset(self) -> RuleSet:
        """The rules in force, or the packaged ones once patience has ended."""
        self._answered.wait(max(0.0, self._until - time.monotonic()))
        if self._rules is not None:
            return self._rules
        sys.stderr.write(
            f"The site's own rules cannot be read ({self._problem}): the packaged ones are used.\n"
        )
        return PACKAGED

    def _ask(self, server: dict[str, Any]) -> None:
        try:
            self._rules = _read_newest(server)
        except Exception as problem:  # noqa: BLE001  whatever it is, the packaged rules are there
            self._fail(problem)
        self._answered.set()

    def _fail(self, problem: Exception) -> None:
        lines = str(problem).strip().splitlines() or [type(problem).__name__]
        self._problem = lines[0].rpartition("failed: ")[2].rstrip(".")


def _server() -> dict[str, Any]:
    """What psycopg2 is to be told; Django's own backend would take longer to load than it."""
    import psycopg2  # noqa: F401  loaded before patience begins
    from django.conf import settings

    found: dict[str, Any] = settings.DATABASES["default"]
    given = {name: found.get(name.upper()) for name in ("user", "password", "host", "port")}
    return {
        **found.get("OPTIONS", {}),
        **{name: value for name, value in given.items() if value},
        "dbname": found["NAME"],
        "connect_timeout": 1,
        "options": f"-c statement_timeout={int(PATIENCE * 1000)}",
    }


def _read_newest(server: dict[str, Any]) -> RuleSet:
    import psycopg2

    connection = psycopg2.connect(**server)
    try:
        with connection.cursor() as cursor:
            cursor.execute(NEWEST)
            row = cursor.fetchone()
    finally:
        connection.close()
    if row is None or row[0] is None:
        return PACKAGED
    names = ("default_bound", "bounds", "words", "allowed")
    return read(dict(zip(names, row[1:], strict=True)), version_of(row[0]))


def main(arguments: list[str]) -> int:
    """Answer the command line; the exit status."""
    asked = Asked()
    from comments.screening import console

    return console.main(arguments, prog="manage.py screen", ruleset=asked.ruleset)
