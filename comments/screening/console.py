"""The engine at a terminal: one text shown in colours, or any number of lines of JSON.

``python -m comments.screening`` uses it with the packaged rules, ``manage.py screen`` with the
site's own.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from comments.screening import rules
from comments.screening.engine import screen
from comments.screening.explanations import explain
from comments.screening.ruleset import PACKAGED, RuleSet
from comments.screening.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_LINE: Final = 16 * 1024 * 1024
"""Bytes; of a longer line the rest is thrown away unread, and the line is answered as broken."""
_FINDING: Final = ("rule", "start", "end", "words", "layer", "severity", "explanation")
_COLORS: Final = {
    Outcome.PUBLISH: "\033[32m",
    Outcome.HOLD: "\033[33m",
    Outcome.DECLINE: "\033[31m",
    Outcome.SAFEGUARD: "\033[35m",
}
_BOLD: Final = "\033[1m"
_PLAIN: Final = "\033[0m"
_INTERRUPTED: Final = 130
_STEERING: Final = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
}
_DRAWN: Final = {code: f"<{code:02x}>" for code in _STEERING - set(map(ord, "\n\t"))}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What both commands take."""
    parser.add_argument("text", nargs="*", help="what to screen; standard input where left out")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='answer lines of {"id", "text"} on standard input, one by one, until it ends',
    )


def main(
    arguments: list[str] | None = None,
    *,
    prog: str = "python -m comments.screening",
    ruleset: Callable[[], RuleSet] = lambda: PACKAGED,
) -> int:
    """Read the command line and answer; the exit status."""
    parser = argparse.ArgumentParser(prog=prog, description="Judge texts by the civility rules.")
    add_arguments(parser)
    options = parser.parse_args(arguments)
    return answer(options.text, is_jsonl=options.jsonl, ruleset=ruleset)


def answer(texts: list[str], *, is_jsonl: bool, ruleset: Callable[[], RuleSet]) -> int:
    """Screen what the command line or standard input says.

    ``ruleset`` is asked once, after the engine has been loaded: it may be waiting for an answer.
    """
    try:
        screen("")
        chosen = ruleset()
        if is_jsonl:
            _answer_lines(chosen)
        else:
            _answer_one(" ".join(texts) or _decoded(sys.stdin.buffer.read()), chosen)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read the answers has gone; nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def answer_line(line: str, ruleset: RuleSet = PACKAGED) -> dict[str, Any]:
    """The answer to one line of ``{"id", "text"}``; a broken line is held, not dropped.

    An ``id`` that is neither text nor number is answered as null.
    """
    try:
        asked: Any = json.loads(line)
    except (ValueError, RecursionError):
        asked = None
    named = asked.get("id") if isinstance(asked, dict) else None
    text = asked.get("text") if isinstance(asked, dict) else None
    told = as_answer(screen(text, ruleset=ruleset)) if isinstance(text, str) else _broken()
    return {"id": named if _is_plain(named) else None, **told}


def as_answer(verdict: Verdict) -> dict[str, Any]:
    """A verdict as one line of the answer holds it."""
    told = verdict.as_dict()
    return {
        "outcome": told["outcome"],
        "score": told["score"],
        "scores": told["scores"],
        "findings": [{name: each[name] for name in _FINDING} for each in told["findings"]],
    }


def picture(text: str, verdict: Verdict, *, colored: bool) -> str:
    """A verdict for a person at a terminal; what could steer the terminal is drawn instead."""
    color, bold, plain = (_COLORS[verdict.outcome], _BOLD, _PLAIN) if colored else ("", "", "")
    lines = [
        (
            f"{color}{bold}{verdict.outcome.upper()}{plain}  score {verdict.score:.2f}  "
            f"language {verdict.language}  rules {verdict.ruleset_version}  "
            f"{verdict.milliseconds:.1f} ms"
        ),
    ]
    if verdict.findings:
        lines += ["", _marked(text, verdict, color, plain), ""]
    for finding in verdict.findings:
        rule = rules.BY_SLUG.get(finding.rule)
        name = f"Rule {rule.number}, {rule.title}" if rule else finding.rule
        lines.append(f"  {bold}{name}{plain} ({finding.layer}, severity {int(finding.severity)})")
        lines.append(f"    {finding.explanation.translate(_DRAWN)}")
    return "\n".join(lines)


def _answer_lines(ruleset: RuleSet) -> None:
    for line in _lines(sys.stdin.buffer):
        if line is None or line.strip():
            told = answer_line(line or "", ruleset)
            sys.stdout.write(json.dumps(told, allow_nan=False) + "\n")  # ASCII, whatever was asked
            sys.stdout.flush()


def _answer_one(text: str, ruleset: RuleSet) -> None:
    verdict = screen(text, ruleset=ruleset)
    shown = picture(text, verdict, colored=sys.stdout.isatty())
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(shown.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def _lines(stream: BinaryIO) -> Iterator[str | None]:
    """Each line as soon as it is there; nothing in place of one that is too long."""
    while piece := stream.readline(LONGEST_LINE):
        if piece.endswith(b"\n") or len(piece) < LONGEST_LINE:
            yield _decoded(piece)
            continue
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(LONGEST_LINE)
        yield None


def _decoded(written: bytes) -> str:
    """The text; bytes that are no UTF-8 become the replacement character."""
    return written.decode("utf-8", "replace").removeprefix("\ufeff")


def _broken() -> dict[str, Any]:
    """Held, because nothing is known of what stood there."""
    explanation, _author = explain(rules.ENGINE_FAILED, "")
    finding = (rules.ENGINE_FAILED, 0, 0, "", "context", 1, explanation)
    return {
        "outcome": str(Outcome.HOLD),
        "score": 0.5,
        "scores": dict.fromkeys(rules.HEADS, 0.0),
        "findings": [dict(zip(_FINDING, finding, strict=True))],
    }


def _is_plain(named: object) -> bool:
    return isinstance(named, str | int) or (isinstance(named, float) and math.isfinite(named))


def _marked(text: str, verdict: Verdict, color: str, plain: str) -> str:
    marked, last = "", 0
    for finding in verdict.findings:
        if finding.rule in rules.TECHNICAL or finding.start < last:
            continue
        before = text[last : finding.start].translate(_DRAWN)
        marked += f"{before}{color}[{finding.words.translate(_DRAWN)}]{plain}"
        last = finding.end
    return marked + text[last:].translate(_DRAWN)
