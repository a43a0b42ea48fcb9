"""The longer passages of the report, and how its tables and figures are written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from comments.screening.evaluation.contestants import OURS, RULES_ALONE
from comments.screening.evaluation.identities import LEAST_ROWS, Gap, Gaps
from comments.screening.evaluation.measures import COMPARED, Care, Contest, Curve, Measures
from comments.screening.evaluation.metrics import figures
from comments.screening.evaluation.mistakes import Mistake

_BESIDE: Final = (
    "The same rows in the same run. The others answer one question, profane or not, and that "
    "answer is taken for each of ours; nothing in them was tuned."
)
_SEEN_SOURCE: Final = "davidson"
_SEEN: Final = (
    " alt-profanity-check was trained on the tweets of the source `davidson`, test rows "
    "included, and on Wikipedia comments: its figures on such rows are flattered."
)
_COST: Final = (
    "One thread on one core, in processor time, one after the other on the same rows, half of "
    "which are longer than {characters:.0f} characters. What else the machine did shows in the "
    "time to load alone."
)
_GAPS: Final = (
    "Groups by the {how}. Mean deviation from all of these rows: civil stopped **{civil}**, "
    "uncivil missed **{uncivil}**. A rate of fewer than {least} rows is left out."
)
_PROMISE: Final = (
    "Expected calibration error: {errors}. A score promises how often it is so; in a file where "
    "trouble is commoner than in a real discussion, it is so more often."
)
_WITHOUT_WORDS: Final = (
    "Lines of the file; its words are not repeated here, because they are offensive."
)
_WITH_WORDS: Final = "Lines of the file with their words: offensive by nature, not to be passed on."


def percent(value: float | None) -> str:
    """A share in per cent, or a dash where there is none."""
    return "–" if value is None else f"{value * 100:.1f} %"


def number(value: float | None) -> str:
    """A figure between 0 and 1 with three digits."""
    return "–" if value is None else f"{value:.3f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], names: int = 1) -> str:
    """A Markdown table: the first ``names`` columns to the left, figures to the right."""
    lines = [heads, ["---"] * names + ["---:"] * (len(heads) - names), *rows]
    return "\n".join("| " + " | ".join(map(_cell, cells)) + " |" for cells in lines)


def _cell(value: str) -> str:
    return value.replace("|", "\\|").replace("\n", " ")


def contest(measures: Measures) -> list[str]:
    """The packaged filters beside us."""
    rows = [_contestant(one) for one in measures.contest]
    heads = (
        "filter", "hate: balanced", "AUC", "uncivil: balanced", "AUC", "outcome: balanced",
        "stopped of what must not be published", "published of the civil", "disclosures published",
    )  # fmt: skip
    return [
        "## Beside other filters",
        _BESIDE + (_SEEN if _SEEN_SOURCE in measures.sources else ""),
        table(heads, rows),
    ]


def _contestant(one: Contest) -> list[str]:
    if one.speed is None:
        return [one.name, one.problem, *[""] * 7]
    hate, toxic, outcome = (one.questions.get(question, figures([])) for question in COMPARED)
    return [
        one.name if one.name in {OURS, RULES_ALONE} else f"{one.name} {one.version}",
        percent(hate.balanced),
        number(hate.auc),
        percent(toxic.balanced),
        number(toxic.auc),
        percent(outcome.balanced),
        percent(outcome.caught),
        percent(outcome.passed),
        f"{one.disclosures_published:,}",
    ]


def speed(measures: Measures) -> list[str]:
    """What a verdict costs, with the rules alone as the measure."""
    timed = [(one.name, one.speed) for one in measures.contest if one.speed is not None]
    by_name = dict(timed)
    base = by_name.get(RULES_ALONE, by_name[OURS])
    rows = [
        (
            name, f"{own.p50_milliseconds:.2f} ms", f"{own.p95_milliseconds:.2f} ms",
            f"{own.texts_a_second:,.0f}", f"{own.texts_a_second / base.texts_a_second:.2f}",
            f"{own.load_seconds:.2f} s", f"{own.load_processor_seconds:.2f} s",
            f"{own.peak_megabytes:.0f} MB",
        )
        for name, own in timed
    ]  # fmt: skip
    heads = (
        "engine", "p50", "p95", "texts a second", "rate against our rules alone",
        "load to first verdict", "of that processor", "peak memory",
    )  # fmt: skip
    return [
        "## Speed",
        _COST.format(characters=measures.characters),
        table(heads, rows),
    ]


def care(found: Care) -> list[str]:
    """What must not happen to people."""
    rows = [
        ("disclosures published", f"{found.disclosures_published} of {found.disclosures:,}"),
        ("disclosures declined", f"{found.disclosures_declined} of {found.disclosures:,}"),
        ("civil rows declined", f"{found.civil_declined} of {found.civil:,}"),
        ("stopped rows with a finding", f"{percent(found.with_finding)} of {found.stopped:,}"),
        ("stopped rows whose finding marks words, not all of the text", percent(found.with_words)),
    ]
    return ["## What must not happen", table(("", "rows"), rows)]


def identities(gaps: Gaps) -> list[str]:
    """Whether all people are judged alike."""
    if not gaps.groups:
        return []
    rows = [_gap_row(name, gap) for name, gap in gaps.groups.items()]
    how = "rows whose words name them" if gaps.is_by_words else "rows the file marks with them"
    return [
        "## Are all people judged alike?",
        _GAPS.format(
            how=how,
            civil=number(gaps.civil_deviation),
            uncivil=number(gaps.uncivil_deviation),
            least=LEAST_ROWS,
        ),
        table(
            ("group", "civil rows", "of them stopped", "uncivil rows", "of them published"),
            [*rows, _gap_row("all of these rows", gaps.everyone)],
        ),
    ]


def _gap_row(name: str, gap: Gap) -> tuple[str, ...]:
    return (
        name, f"{gap.civil:,}", percent(gap.civil_stopped),
        f"{gap.uncivil:,}", percent(gap.uncivil_missed),
    )  # fmt: skip


def calibration(curves: Mapping[str, Curve], picture: str) -> list[str]:
    """How well the scores keep their promise: the drawing and its table."""
    rows = [
        (question, f"{one.low:.1f} to {one.high:.1f}", f"{one.rows:,}",
         number(one.promised), number(one.came_true))
        for question, curve in curves.items()
        for one in curve.bins
    ]  # fmt: skip
    errors = ", ".join(f"{question} {number(curve.error)}" for question, curve in curves.items())
    return [
        "## Calibration",
        f"![Share of rows that are so, against the score; the same figures as below]({picture})",
        _PROMISE.format(errors=errors),
        table(("question", "score", "rows", "mean score", "share that is so"), rows, names=2),
    ]


def mistakes(found: Sequence[Mistake]) -> list[str]:
    """The surest wrong answers, by their line in the file."""
    shows_text = any(one.text for one in found)
    rows = [
        (
            one.question, "missed" if one.is_true else "false alarm", f"{one.line:,}",
            number(one.score), one.outcome, one.kind or one.source, ", ".join(one.reasons),
            *([one.text] if shows_text else []),
        )
        for one in found
    ]  # fmt: skip
    heads = ["question", "mistake", "line", "score", "outcome", "kind or source", "reasons found"]
    return [
        "## Worst mistakes",
        _WITH_WORDS if shows_text else _WITHOUT_WORDS,
        table([*heads, *(["text"] if shows_text else [])], rows, names=len(heads) + shows_text),
    ]
