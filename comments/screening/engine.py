"""The one way in: ``screen`` answers every text, whatever it is, and never raises."""

from __future__ import annotations

import logging
import time
from typing import Final

from comments.screening import lexicon, model, patterns, policy, private, rules, shape, signs
from comments.screening.candidate import Candidate
from comments.screening.clear import clear
from comments.screening.context import Context
from comments.screening.fold import fold
from comments.screening.guards import judge
from comments.screening.language import UNDERSTOOD, Reading, recognize
from comments.screening.reading import give_opinion
from comments.screening.ruleset import PACKAGED, RuleSet
from comments.screening.verdict import Finding, Layer, Outcome, Severity, Verdict

ENGINE_VERSION: Final = "2.0"
MAX_READ: Final = 12_000
"""Characters that are read; a longer text is held, whatever its beginning says."""
MAX_FINDINGS: Final = 40

logger = logging.getLogger(__name__)


def screen(text: str, context: Context | None = None, ruleset: RuleSet = PACKAGED) -> Verdict:
    """Judge one text by the civility rules.

    The same text, context and rule set give the same verdict. A failure inside holds the text
    with the reason ``engine_failed``; what was written is never repeated in a log.
    """
    began = time.perf_counter()
    try:
        return _screen(text, context or Context(), ruleset, began)
    except Exception as error:  # noqa: BLE001 - whatever breaks, a person decides
        logger.error("Screening failed: %s", type(error).__name__)  # noqa: TRY400 - no text in logs
        return _failed(text, ruleset, began)


def _screen(text: str, context: Context, ruleset: RuleSet, began: float) -> Verdict:
    read = text[:MAX_READ]
    folded = fold(read)
    plain = clear(folded)
    reading = recognize(read, folded.text.replace("'", ""), plain.text, context.language_hint)
    seen = [
        *lexicon.find(plain, reading.languages, lexicon.INDEX),
        *lexicon.find(plain, reading.languages, lexicon.house_index(ruleset.words)),
        *patterns.find(plain),
        *signs.find(plain),
        *private.find(read, folded, context),
        *shape.find_shape(read, context),
    ]
    judged = judge(seen, plain, ruleset)
    scores = policy.head_scores(judged)
    doubt = 0.0
    reader = model.reader() if reading.language in UNDERSTOOD else None
    if reader is not None:
        is_excused = any(candidate.guarded for candidate in seen) and not judged
        marked = [(candidate.start, candidate.end) for candidate in judged]
        opinion = give_opinion(reader, read, plain, is_excused=is_excused, marked=marked)
        judged = policy.agreed(judged, opinion.seen)
        by_rules = policy.head_scores(judged)
        scores = {head: max(by_rules[head], opinion.scores[head]) for head in rules.HEADS}
        stopped = {c.rule for c in judged if c.severity > Severity.MILD}
        judged += [c for c in opinion.candidates if c.rule not in stopped]
        doubt = opinion.doubt
    technical = _technical(text, reading, context, judged, ruleset)
    outcome = policy.decide([*judged, *technical], context, ruleset)
    if outcome is Outcome.HOLD and not (judged or technical):
        technical = [_whole(rules.PREMODERATED, text)]
    shown = [] if outcome is Outcome.PUBLISH else [*judged, *technical]
    shown.sort(key=lambda c: (c.start, -c.severity, c.end))
    return Verdict(
        outcome=outcome,
        score=_score(outcome, judged, doubt),
        findings=tuple(_finding(c, text, reading) for c in shown[:MAX_FINDINGS]),
        scores={head: round(score, 4) for head, score in scores.items()},
        language=reading.language,
        engine_version=f"{ENGINE_VERSION}+{reader.version}" if reader else ENGINE_VERSION,
        ruleset_version=ruleset.version,
        milliseconds=(time.perf_counter() - began) * 1_000,
    )


def _technical(
    text: str, reading: Reading, context: Context, judged: list[Candidate], ruleset: RuleSet
) -> list[Candidate]:
    """Reasons to wait that lie in the engine or the place, not in what was said."""
    found = []
    if len(text) > MAX_READ:
        found.append(_whole(rules.TOO_LONG, text))
    if not reading.is_understood and not policy.stops(judged, ruleset):
        found.append(_whole(rules.UNKNOWN_LANGUAGE, text))
    if context.parent_held:
        found.append(_whole(rules.ANSWERS_HELD, text))
    is_clean = not found and not policy.stops(judged, ruleset)
    if is_clean and model.reader() is None and policy.CLEAN_WITHOUT_MODEL is Outcome.HOLD:
        found.append(_whole(rules.NOT_READ, text))
    return found


def _whole(reason: str, text: str) -> Candidate:
    return Candidate(reason, reason, 0, len(text), Layer.CONTEXT, Severity.MILD, guarded=False)


def _finding(candidate: Candidate, text: str, reading: Reading) -> Finding:
    note = reading.language if candidate.reason == rules.UNKNOWN_LANGUAGE else ""
    return candidate.finding(text, note)


def _score(outcome: Outcome, judged: list[Candidate], doubt: float) -> float:
    """The figure that goes with an outcome: never at odds with it."""
    weight = max(policy.weigh([c for c in judged if c.layer is not Layer.MODEL]), doubt)
    return min(weight, 0.49) if outcome is Outcome.PUBLISH else max(weight, 0.5)


def _failed(text: object, ruleset: RuleSet, began: float) -> Verdict:
    written = text if isinstance(text, str) else ""
    return Verdict(
        outcome=Outcome.HOLD,
        score=0.5,
        findings=(_whole(rules.ENGINE_FAILED, written).finding(written),),
        scores=dict.fromkeys(rules.HEADS, 0.0),
        language="und",
        engine_version=ENGINE_VERSION,
        ruleset_version=ruleset.version,
        milliseconds=(time.perf_counter() - began) * 1_000,
    )
