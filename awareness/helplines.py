"""The helplines, which every page shows: they must be there when nothing else is.

They are read from the database at most once a minute in each process. Where the database is
away or still empty, the rows that come with the portal stand in.
"""

import csv
import datetime as dt
import time
from functools import cache
from pathlib import Path

from django.db import Error

from awareness.models import EUROPEAN_EMERGENCY_NUMBER, EUROPEAN_UNION, Helpline

PACKAGED_FILE = Path(__file__).parent / "data" / "helplines.csv"
KEPT_SECONDS = 60.0

_kept: tuple[float, list[Helpline]] | None = None


@cache
def packaged() -> list[Helpline]:
    """The rows of ``awareness/data/helplines.csv``, by country, without a database."""
    return sorted(read_packaged(), key=lambda row: (row.country, row.confidence))


def read_packaged() -> list[Helpline]:
    """The same rows as they stand in the file, new on every call."""
    with PACKAGED_FILE.open(encoding="utf-8", newline="") as file:
        return [_read(row) for row in csv.DictReader(file)]


def current() -> list[Helpline]:
    """The helplines as they are now, by country, the surest of each country first."""
    global _kept  # noqa: PLW0603  one value for the process
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEPT_SECONDS:
        _kept = (now, _stored() or packaged())
    return _kept[1]


def keep(rows: list[Helpline] | None) -> None:
    """Show ``rows`` for the next minute; ``None`` reads the database again at the next call."""
    global _kept  # noqa: PLW0603  one value for the process
    _kept = None if rows is None else (time.monotonic(), rows)


def sure(rows: list[Helpline]) -> list[Helpline]:
    """The short list: helplines whose own or official page gave the number."""
    return [row for row in rows if row.confidence == "A" and not row.is_emergency]


def one_for_each_country(rows: list[Helpline]) -> list[Helpline]:
    """The first of each country's rows."""
    return list({row.iso: row for row in reversed(rows)}.values())[::-1]


def emergency_number(iso: str) -> str:
    """112 in the European Union; elsewhere empty, because a number is never guessed."""
    return EUROPEAN_EMERGENCY_NUMBER if iso in EUROPEAN_UNION else ""


def _stored() -> list[Helpline]:
    try:
        return list(Helpline.objects.by_country())
    except Error:
        return []


def _read(row: dict[str, str]) -> Helpline:
    """A row of the file; a lone dash stands for nothing."""
    texts = {name: "" if text == "–" else (text or "") for name, text in row.items()}
    found_on = dt.date.fromisoformat(texts.pop("found_on"))
    verified_on = texts.pop("verified_on")
    return Helpline(
        found_on=found_on,
        verified_on=dt.date.fromisoformat(verified_on) if verified_on else None,
        **texts,
    )
