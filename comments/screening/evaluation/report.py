"""The report in Markdown: tables with a sentence of what each means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comments.screening.evaluation import passages
from comments.screening.evaluation.measures import (
    COMPARED,
    LEAST_ROWS,
    Measures,
    Table,
    Use,
    Weakest,
)
from comments.screening.evaluation.passages import number, percent, table
from comments.screening.rules import BY_SLUG, DISCLOSURE, TECHNICAL

ASKED: Final = {
    "hate": "is it hate?",
    "toxic": "is it uncivil?",
    "threat": "is it a threat?",
    "solicit": "does it recruit or solicit?",
    "spam": "is it advertising?",
    "disclose": "does it tell of harm?",
    "outcome": "must it not be published?",
}
_RULES: Final = (*BY_SLUG, DISCLOSURE, *sorted(TECHNICAL))
_WRITTEN: Final = (
    "Written by `{command}` over the {rows:,} rows of `{file}` (SHA-256 `{digest}…`). {versions}."
)
_TERMS: Final = (
    "A row counts for a question where its source answers that question. Balanced accuracy is "
    "the mean of what was caught and what was rightly let pass; AUC is how often a row that is "
    "so scores above one that is not. ± is half the 95 % interval of the balanced accuracy."
)
_OUTCOMES: Final = {
    "publish": "published",
    "hold": "held",
    "decline": "declined",
    "safeguard": "with safeguarding",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """What was measured, and how to do it again."""

    file: str
    sha256: str
    command: str
    versions: Mapping[str, str]


def write(measures: Measures, origin: Origin, picture: str) -> str:
    """The whole report; ``picture`` is the address of the drawing beside it."""
    parts = [
        *_head(measures, origin),
        *_questions(measures),
        *_outcomes(measures),
        *passages.contest(measures),
        *passages.speed(measures),
        *passages.care(measures.care),
        *_rules(measures),
        *_by_name("source", "sources", measures.sources),
        *_weakest(measures),
        *_by_name("kind", "kinds", measures.kinds, balanced=False),
        *_by_name("group", "groups", measures.groups),
        *passages.identities(measures.gaps),
        *passages.calibration(measures.curves, picture),
        *passages.mistakes(measures.mistakes),
    ]
    return "\n\n".join(parts) + "\n"


def _head(measures: Measures, origin: Origin) -> list[str]:
    versions = " · ".join(f"{name} {version}" for name, version in origin.versions.items())
    return [
        "# How good the screening is",
        _WRITTEN.format(
            command=origin.command,
            rows=measures.rows,
            file=origin.file,
            digest=origin.sha256[:16],
            versions=versions,
        ),
        _TERMS,
    ]


def _questions(measures: Measures) -> list[str]:
    rows = (
        (
            ASKED[question], f"{one.rows:,}", f"{one.positives:,}", percent(one.accuracy),
            percent(one.balanced), percent(one.margin), number(one.auc), percent(one.caught),
            percent(one.passed),
        )
        for question, one in measures.questions.items()
    )  # fmt: skip
    heads = ("question", "rows", "yes", "accuracy", "balanced", "±", "AUC", "caught", "let pass")
    return ["## The questions", table(heads, rows)]


def _outcomes(measures: Measures) -> list[str]:
    rows = (
        (kind, f"{sum(counts.values()):,}",
         *(percent(counts.get(outcome, 0) / sum(counts.values())) for outcome in _OUTCOMES))
        for kind, counts in measures.outcomes.items()
    )  # fmt: skip
    return [
        "## What became of them",
        "By the gravest thing that is known of a row.",
        table(("the row is", "rows", *_OUTCOMES.values()), rows),
    ]


def _rules(measures: Measures) -> list[str]:
    used = {rule: use for rule in _RULES if (use := measures.rules.get(rule))}
    costly = sorted(
        ((reason, use) for reason, use in measures.reasons.items() if use.civil),
        key=lambda pair: (-pair[1].civil, pair[0]),
    )
    heads = ("on rows not to be published", "on civil rows", "on rows not known")
    return [
        "## By rule",
        "On how many rows each rule was found, by what their sources say of them.",
        table(("rule", *heads), map(_use_row, used.items())),
        "The reasons that were found on civil rows:",
        table(("reason", *heads), map(_use_row, costly)),
    ]


def _use_row(named: tuple[str, Use]) -> Sequence[str]:
    name, use = named
    return f"`{name}`", f"{use.must_stop:,}", f"{use.civil:,}", f"{use.unknown:,}"


def _by_name(name: str, plural: str, figures: Table, *, balanced: bool = True) -> list[str]:
    """Nearly every kind is of one sort of rows, which leaves no balanced accuracy."""
    rows = list(_named_rows(figures, balanced=balanced))
    if not rows:
        return []
    heads = [name]
    for question in COMPARED:
        heads += [f"{question}: rows", "accuracy", *(["balanced"] if balanced else [])]
    return [
        f"## By {name}",
        f"{plural.capitalize()} of fewer than {LEAST_ROWS} rows are in the JSON file only.",
        table(heads, rows),
    ]


def _named_rows(table_of: Table, *, balanced: bool) -> Iterable[Sequence[str]]:
    for name, by_question in table_of.items():
        if max(one.rows for one in by_question.values()) < LEAST_ROWS:
            continue
        cells = [name]
        for question in COMPARED:
            one = by_question.get(question)
            found = [f"{one.rows:,}", percent(one.accuracy), percent(one.balanced)] if one else []
            cells += (found or [""] * 3)[: 3 if balanced else 2]
        yield cells


def _weakest(measures: Measures) -> list[str]:
    rows = [
        (ASKED[question], *_named(measures.weakest_kind.get(question)),
         *_named(measures.weakest_group.get(question)))
        for question in COMPARED
    ]  # fmt: skip
    heads = ("question", "weakest kind", "accuracy", "weakest group", "accuracy")
    return ["## Where it is weakest", table(heads, rows)]


def _named(weakest: Weakest | None) -> tuple[str, str]:
    if weakest is None:
        return "", ""
    return f"{weakest.name} ({weakest.rows:,} rows)", percent(weakest.accuracy)
