"""Filling the tables with what comes with the portal."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from awareness import helplines, texts
from awareness.models import GlossaryTerm, Helpline, LearnPage, Packaged
from common.html import clean_body

Row = TypeVar("Row", bound=Packaged)


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the portal has brought."""

    helplines: int
    learn_pages: int
    terms: int


@transaction.atomic
def load_awareness() -> Loaded:
    """Bring helplines, learn pages and words up to this release. Safe to repeat.

    A row that was changed here is left alone, and so is one that the release no longer names.
    """
    return Loaded(
        helplines=_load(Helpline, ("iso", "service"), helplines.read_packaged()),
        learn_pages=_load(
            LearnPage, ("slug",), [_learn_page(page) for page in texts.learn_pages()]
        ),
        terms=_load(GlossaryTerm, ("slug",), [_term(**term) for term in texts.glossary()]),
    )


def _load(model: type[Row], key: tuple[str, ...], rows: list[Row]) -> int:
    """Insert what is new and rewrite what nobody here has changed, by natural key."""
    changed_here = set(
        model._default_manager.filter(is_edited=True).values_list(*key)  # noqa: SLF001  documented
    )
    ours = [row for row in rows if tuple(getattr(row, name) for name in key) not in changed_here]
    fields = [
        field.name
        for field in model._meta.concrete_fields  # noqa: SLF001  documented
        if field.name not in {"id", "is_edited", *key}
    ]
    model._default_manager.bulk_create(  # noqa: SLF001  documented
        ours, update_conflicts=True, unique_fields=list(key), update_fields=fields
    )
    return len(ours)


def _learn_page(page: texts.TextPage) -> LearnPage:
    if page.reviewed_on is None:
        raise texts.TextFileError(f"“{page.title}” does not say when it was last reviewed.")
    return LearnPage(
        slug=page.more["slug"],
        title=page.title,
        summary=page.summary,
        body=page.body,
        sources=page.more.get("sources", []),
        reviewed_on=page.reviewed_on,
        position=page.more.get("order", 0),
    )


def _term(*, slug: str, term: str, short: str, body: str, see_also: list[str]) -> GlossaryTerm:
    return GlossaryTerm(slug=slug, term=term, short=short, body=clean_body(body), see_also=see_also)
