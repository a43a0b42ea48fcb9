"""Post real comments through the running site's own form, and report what became of each.

    python benchmarks/screen_corpus.py DEV.jsonl.gz [--count 500] [--seed 1] [--pace 5]

Starts the portal with a data directory of its own (removed afterwards), posts through HTTP as
readers do, confirms each through the mail the demonstration wrote, and then asks the database. Rows
of ``wiki_talk`` and ``civil_comments_spans`` are drawn with a fixed seed. No text is ever printed.
"""

import argparse
import email
import gzip
import json
import os
import random
import re
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email import policy
from http import HTTPStatus
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.visitor import FormFields, portal, post  # noqa: E402  the path is set above

SOURCES = ("wiki_talk", "civil_comments_spans")
CLIENTS = 4
SETTLED_WITHIN = 300.0
CONFIRM_LINK = re.compile(r"https?://\S+(/comments/confirm/[^\s/]+/)")


@dataclass(frozen=True)
class Sample:
    """One real comment, where it is from, and whether its raters found it uncivil."""

    number: int
    text: str
    source: str
    is_toxic: bool


def samples(path: Path, *, count: int, seed: int) -> list[Sample]:
    """``count`` comments of the two sources, drawn with ``seed``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["source"] in SOURCES]
    chosen = random.Random(seed).sample(rows, count)
    return [
        Sample(number, row["text"], row["source"], row["labels"].get("toxic") == 1)
        for number, row in enumerate(chosen)
    ]


def story_forms(address: str) -> list[FormFields]:
    """The comment forms of the stories on the first list page."""
    with urllib.request.urlopen(f"{address}/news/", timeout=30) as answer:  # noqa: S310
        stories = sorted(
            set(re.findall(r'href="(/news/\d{4}/[a-z0-9-]+/)"', answer.read().decode()))
        )
    forms = []
    for story in stories:
        form = FormFields()
        with urllib.request.urlopen(address + story, timeout=30) as answer:  # noqa: S310
            form.feed(answer.read().decode())
        if form.action:
            forms.append(form)
    return forms


def send(address: str, forms: list[FormFields], sample: Sample) -> int:
    """Post one comment under a story."""
    form = forms[sample.number % len(forms)]
    fields = form.fields | {
        "comment": sample.text, "name": f"Reader {sample.number}",
        "email": f"reader{sample.number}@example.org", "notify": "none",
    }  # fmt: skip
    return post(address, form.action, fields)


def confirmation_links(mailbox: Path, count: int) -> list[str]:
    """The addresses in the confirmation mails, once all ``count`` have been written."""
    until = time.monotonic() + SETTLED_WITHIN
    while len(mails := sorted(mailbox.glob("*.eml"))) < count and time.monotonic() < until:
        time.sleep(0.5)
    links = []
    for path in mails:
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        found = CONFIRM_LINK.search(body.get_content()) if body else None
        links += [found[1]] if found else []
    return links


def confirm_all(address: str, links: list[str], pace: float) -> int:
    """Press the button behind each link, ``pace`` a second (0: as fast as four visitors can).

    Answers how many were confirmed.
    """
    begun = time.monotonic()

    def press(number: int, link: str) -> int:
        if pace:
            time.sleep(max(0.0, begun + number / pace - time.monotonic()))
        return post(address, link, {})

    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = list(pool.map(press, range(len(links)), links))
    return sum(status == HTTPStatus.OK for status in statuses)


@dataclass
class Fate:
    """Where a comment stands, and how many seconds it waited for its verdict."""

    state: str
    waited: float | None


def fates() -> dict[int, Fate]:
    """What the database says of every comment of this run, by the reader's number."""
    from comments.models import ScreenedComment

    rows = ScreenedComment.objects.filter(user_email__endswith="@example.org").prefetch_related(
        "screening_results"
    )
    found = {}
    for row in rows:
        match = re.fullmatch(r"reader(\d+)@example\.org", row.user_email)
        if match:
            verdict = next(iter(row.screening_results.all()), None)
            waited = None
            if verdict is not None and row.confirmed_at is not None:
                waited = (verdict.screened_at - row.confirmed_at).total_seconds()
            found[int(match[1])] = Fate(row.state, waited)
    return found


def settled(count: int) -> dict[int, Fate]:
    """The fates once nothing waits for the worker any more."""
    until = time.monotonic() + SETTLED_WITHIN
    while True:
        known = fates()
        waiting = sum(fate.state in {"received", "unconfirmed"} for fate in known.values())
        if (len(known) == count and not waiting) or time.monotonic() > until:
            return known
        time.sleep(1)


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def report(
    chosen: list[Sample], statuses: Counter[int], confirmed: int, known: dict[int, Fate]
) -> bool:
    """Print the table; whether nothing was lost and everything was judged."""
    print(f"posted {len(chosen)}, answered {dict(statuses)}")
    print(f"confirmed {confirmed}, kept {len(known)}\n")
    states = sorted({fate.state for fate in known.values()})
    print("| rows | " + " | ".join(states) + " | lost |")
    print("|---|" + "---:|" * (len(states) + 1))
    for source in SOURCES:
        for is_toxic in (False, True):
            group = [s for s in chosen if s.source == source and s.is_toxic == is_toxic]
            counts = Counter(known[s.number].state for s in group if s.number in known)
            lost = sum(s.number not in known for s in group)
            name = f"{source}, {'uncivil' if is_toxic else 'civil'} to its raters ({len(group)})"
            print(
                f"| {name} | " + " | ".join(str(counts[state]) for state in states) + f" | {lost} |"
            )
    waits = [fate.waited for fate in known.values() if fate.waited is not None]
    if waits:
        print(
            f"\nconfirmation to verdict: p50 {median(waits) * 1000:.0f} ms  "
            f"p99 {percentile(waits, 0.99) * 1000:.0f} ms  longest {max(waits) * 1000:.0f} ms"
        )
    lost = len(chosen) - len(known)
    unjudged = sum(fate.state in {"received", "unconfirmed"} for fate in known.values())
    print(f"lost {lost}  never judged {unjudged}")
    return lost == 0 and unjudged == 0


def main() -> int:
    """Run it all; 1 where anything was lost or never judged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rows", type=Path, help="dev.jsonl.gz")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=5, help="confirmations a second; 0: a burst")
    parser.add_argument("--port", type=int, default=8300)
    options = parser.parse_args()
    os.environ["PORTAL_NUDGE"] = "no"  # nobody is here to answer a second thought
    chosen = samples(options.rows, count=options.count, seed=options.seed)
    with tempfile.TemporaryDirectory(prefix="screen-corpus-") as name:
        folder = Path(name)
        with portal(folder, options.port) as address:
            import django

            django.setup()
            forms = story_forms(address)
            with ThreadPoolExecutor(CLIENTS) as pool:
                statuses = Counter(pool.map(lambda sample: send(address, forms, sample), chosen))
            links = confirmation_links(folder / "mail", len(chosen))
            confirmed = confirm_all(address, links, options.pace)
            known = settled(len(chosen))
    return 0 if report(chosen, statuses, confirmed, known) else 1


if __name__ == "__main__":
    sys.exit(main())
