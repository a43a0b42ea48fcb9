"""Pages by key: page 10,000 costs what page 1 costs."""

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
SEPARATOR = "~"


@dataclass(frozen=True)
class KeyPage(Generic[Row]):
    """Some rows, newest first, and the key of the page after them (empty on the last)."""

    rows: list[Row]
    older: str


def newest_page(queryset: QuerySet[Row], *, field: str, after: str, size: int) -> KeyPage[Row]:
    """The ``size`` rows after the key ``after``, by ``field`` and primary key descending.

    A key that is not one of ours is read as the first page.
    """
    position = read_key(after)
    if position is not None:
        moment, pk = position
        queryset = queryset.filter(
            Q(**{f"{field}__lt": moment}) | Q(**{field: moment, "pk__lt": pk})
        )
    rows = list(queryset.order_by(f"-{field}", "-pk")[: size + 1])
    if len(rows) <= size:
        return KeyPage(rows, "")
    last = rows[size - 1]
    return KeyPage(rows[:size], key_of(getattr(last, field), last.pk))


def key_of(moment: dt.datetime, pk: int) -> str:
    """The key of the row with that time and number."""
    return f"{moment.isoformat()}{SEPARATOR}{pk}"


def read_key(key: str) -> tuple[dt.datetime, int] | None:
    """The time and the number in a key; nothing where it is not one of ours."""
    moment, separator, pk = key.partition(SEPARATOR)
    if not separator or not pk.isascii() or not pk.isdigit() or len(pk) > 18:  # noqa: PLR2004
        return None
    try:
        read = dt.datetime.fromisoformat(moment.replace(" ", "+"))
        return (read.astimezone(dt.UTC), int(pk)) if read.tzinfo else None
    except (ValueError, OverflowError):  # no moment, or one before the year 1
        return None
