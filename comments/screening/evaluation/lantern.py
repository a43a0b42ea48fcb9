"""Our own engine as a contestant: ``python -m …evaluation.lantern``."""

from typing import Any

from comments.screening.evaluation.answering import Ask, answer_all


def load() -> Ask:
    """The engine with its packaged rule set."""
    from comments.screening.engine import screen
    from comments.screening.verdict import Outcome

    def ask(text: str) -> dict[str, Any]:
        verdict = screen(text)
        return {
            "stopped": verdict.outcome is not Outcome.PUBLISH,
            "outcome": str(verdict.outcome),
            "score": verdict.score,
            "scores": verdict.scores,
            "findings": [(f.rule, f.reason, f.start, f.end) for f in verdict.findings],
        }

    return ask


if __name__ == "__main__":
    answer_all(load)
