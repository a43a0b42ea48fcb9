"""``python -m comments.screening "text"`` shows a verdict; ``--jsonl`` answers line by line."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Final

from comments.screening import rules
from comments.screening.engine import screen
from comments.screening.verdict import Outcome, Verdict

_COLORS: Final = {
    Outcome.PUBLISH: "\033[32m",
    Outcome.HOLD: "\033[33m",
    Outcome.DECLINE: "\033[31m",
    Outcome.SAFEGUARD: "\033[35m",
}
_BOLD: Final = "\033[1m"
_PLAIN: Final = "\033[0m"


def answer_line(line: str) -> dict[str, Any]:
    """The answer to one line of ``{"id", "text"}``; a broken line is held, not dropped."""
    try:
        asked: Any = json.loads(line)
    except (ValueError, RecursionError):
        asked = None
    answered: dict[str, Any] = asked if isinstance(asked, dict) else {}
    text: Any = answered.get("text")  # whatever it is, the engine copes
    return {"id": answered.get("id"), **screen(text).as_dict()}


def picture(text: str, verdict: Verdict, *, colored: bool) -> str:
    """A verdict for a person at a terminal."""
    color, bold, plain = (_COLORS[verdict.outcome], _BOLD, _PLAIN) if colored else ("", "", "")
    lines = [
        (
            f"{color}{bold}{verdict.outcome.upper()}{plain}  score {verdict.score:.2f}  "
            f"language {verdict.language}  {verdict.milliseconds:.1f} ms"
        ),
    ]
    if verdict.findings:
        lines += ["", _marked(text, verdict, color, plain), ""]
    for finding in verdict.findings:
        rule = rules.BY_SLUG.get(finding.rule)
        name = f"Rule {rule.number}, {rule.title}" if rule else finding.rule
        lines.append(f"  {bold}{name}{plain} ({finding.layer}, severity {int(finding.severity)})")
        lines.append(f"    {finding.explanation}")
    return "\n".join(lines)


def _marked(text: str, verdict: Verdict, color: str, plain: str) -> str:
    marked, last = "", 0
    for finding in verdict.findings:
        if finding.rule in rules.TECHNICAL or finding.start < last:
            continue
        marked += f"{text[last : finding.start]}{color}[{finding.words}]{plain}"
        last = finding.end
    return marked + text[last:]


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and answer."""
    parser = argparse.ArgumentParser(prog="python -m comments.screening", description=__doc__)
    parser.add_argument("text", nargs="*", help="what to screen; standard input where left out")
    parser.add_argument("--jsonl", action="store_true", help='lines of {"id", "text"}')
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    if options.jsonl:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(answer_line(line)), flush=True)  # noqa: T201 - the answer
        return 0
    text = " ".join(options.text) or sys.stdin.read()
    print(picture(text, screen(text), colored=sys.stdout.isatty()))  # noqa: T201 - the answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
