"""The packaged filters that are asked beside us: ``python -m …evaluation.packaged NAME``.

Runs in ``.venv-evaluate``, where the filters of ``requirements-evaluate.txt`` are installed. Each
is asked as its own front page says: nothing is tuned, nothing is switched off.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final

from comments.screening.evaluation.answering import Ask, answer_all

_CUT: Final = 0.5
"""Where ``alt-profanity-check`` itself says yes."""


def alt_profanity_check() -> Ask:
    """A linear model over words, trained on tweets and Wikipedia comments."""
    module: Any = import_module("profanity_check")

    def ask(text: str) -> dict[str, Any]:
        score = float(module.predict_prob([text])[0])
        return {"stopped": score >= _CUT, "score": score}

    return ask


def better_profanity() -> Ask:
    """A word list with its spellings."""
    module: Any = import_module("better_profanity")
    module.profanity.load_censor_words()
    return lambda text: _flag(module.profanity.contains_profanity(text))


def glin_profanity() -> Ask:
    """A word list with folding of disguises."""
    module: Any = import_module("glin_profanity")
    judge = module.Filter()
    return lambda text: _flag(judge.is_profane(text))


FILTERS: Final[dict[str, Callable[[], Ask]]] = {
    "alt-profanity-check": alt_profanity_check,
    "better-profanity": better_profanity,
    "glin-profanity": glin_profanity,
}


def _flag(found: object) -> dict[str, Any]:
    return {"stopped": bool(found), "score": float(bool(found))}


def load(name: str) -> Ask:
    """A filter by its package's name, with the version in every answer."""
    ask, number = FILTERS[name](), version(name)
    return lambda text: ask(text) | {"version": number}


if __name__ == "__main__":
    answer_all(lambda: load(sys.argv[1]))
