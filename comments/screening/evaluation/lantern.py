"""Our own engine as a contestant: ``python -m …evaluation.lantern [rules]``."""

import sys
from typing import Any, Final

from comments.screening.evaluation.answering import Ask, answer_all

_RUNTIME: Final = "onnxruntime"


def load() -> Ask:
    """The engine with its packaged rule set."""
    from comments.screening.engine import screen
    from comments.screening.verdict import Outcome

    def ask(text: str) -> dict[str, Any]:
        verdict = screen(text)
        return {
            "version": verdict.engine_version,
            "stopped": verdict.outcome is not Outcome.PUBLISH,
            "outcome": str(verdict.outcome),
            "score": verdict.score,
            "scores": verdict.scores,
            "findings": [(f.rule, f.reason, f.start, f.end) for f in verdict.findings],
        }

    return ask


def load_rules() -> Ask:
    """The engine where the model's runtime is missing; what only waits for the model passes."""
    from comments.screening.rules import NOT_READ

    # Python's own way to say that a package cannot be imported.
    sys.modules[_RUNTIME] = None  # type: ignore[assignment]
    ask_engine = load()

    def ask(text: str) -> dict[str, Any]:
        answer = ask_engine(text)
        if [finding[0] for finding in answer["findings"]] == [NOT_READ]:
            return answer | {"stopped": False, "outcome": "publish", "score": 0.0, "findings": []}
        return answer

    return ask


if __name__ == "__main__":
    answer_all(load_rules if sys.argv[1:] == ["rules"] else load)
