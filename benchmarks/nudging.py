"""How long the question before sending takes, while the worker rests and under a backlog.

    python benchmarks/nudging.py [--asked 200] [--waiting 600] [--length 400]

Starts the portal with a data directory of its own (removed afterwards), asks as the web processes
do, then puts a backlog of comments into the queue at one stroke and asks again while it is worked
off. The last line says what a task behind that backlog would have waited.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.visitor import portal  # noqa: E402  the path is set above

SENTENCE = "The report leaves out who pays the fees, and that is the whole story. "
UNKIND = "You are a complete idiot and a liar."


def ask(text: str, number: int) -> float | None:
    """Seconds until the answer came; ``None`` where none came."""
    from comments import nudging

    nudging._rests_until = 0.0  # noqa: SLF001  every question counts here
    question = nudging.Question(text=text, network=f"n{number}", address=f"a{number}")
    began = time.perf_counter()
    answer = nudging.ask(question)
    return time.perf_counter() - began if answer else None


def put_backlog(count: int, length: int) -> None:
    """Commit ``count`` comments at one stroke: each waits for the screening."""
    from django.db import transaction

    from articles.models import Article
    from comments.submission import Submission, submit_comment

    story = Article.objects.published().filter(comment_policy="open").newest_first()[0]
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length]
    with transaction.atomic():
        for number in range(count):
            given = Submission(
                text=f"{text} {number}", name="Ada", email=f"r{number}@example.org",
                network=f"n{number}", is_confirmed=True,
            )  # fmt: skip
            submit_comment(story, given)


def waiting() -> int:
    """How many have no verdict yet."""
    from comments.models import ScreenedComment, State

    return int(ScreenedComment.objects.filter(state=State.RECEIVED).count())


def report(name: str, times: list[float | None]) -> None:
    """One line of the table."""
    came = sorted(each * 1000 for each in times if each is not None)
    figures = [came[min(len(came) - 1, int(share * len(came)))] for share in (0.5, 0.95, 0.99)]
    cells = " | ".join(f"{figure:.1f}" for figure in [*figures, came[-1]])
    print(f"| {name} | {len(times)} | {len(times) - len(came)} | {cells} |")


def main() -> None:
    """Run it all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--waiting", type=int, default=600)
    parser.add_argument("--length", type=int, default=400)
    parser.add_argument("--port", type=int, default=8310)
    options = parser.parse_args()
    os.environ["PORTAL_LIMITS_FACTOR"] = "100000"
    with tempfile.TemporaryDirectory(prefix="nudging-") as name, portal(Path(name), options.port):
        import django

        django.setup()
        print("| worker | asked | unanswered | p50 ms | p95 ms | p99 ms | longest |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        report("rests", [ask(UNKIND, number) for number in range(options.asked)])
        longest = f"{SENTENCE * 142}"[: 10_000 - len(UNKIND)] + UNKIND
        report(
            "rests, 10,000 characters", [ask(longest, number) for number in range(options.asked)]
        )
        put_backlog(options.waiting, options.length)
        times: list[float | None] = []
        began, left = time.monotonic(), waiting()
        while waiting():
            times.append(ask(UNKIND, len(times)))
        drained = time.monotonic() - began
        report(f"{left} comments wait", times)
        print(f"\na task behind them would have waited {drained:.1f} s")


if __name__ == "__main__":
    main()
