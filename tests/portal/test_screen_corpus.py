"""The benchmark that posts real comments, on a few of our own."""

import gzip
import json
import re
import subprocess
import sys

from portal.settings import BASE_DIR
from tests.running import free_port

ROWS = [
    ("wiki_talk", "Thank you for explaining what a helpline does before it is needed.", 0),
    ("wiki_talk", "I read this to my class, and we talked about it for an hour.", 0),
    ("civil_comments_spans", "What a complete idiot you are.", 1),
    ("civil_comments_spans", "I disagree with the third paragraph, and here is why.", 0),
    ("davidson", "A row of a source that is not asked for.", 0),
]


def test_every_comment_of_the_corpus_is_posted_judged_and_counted(tmp_path):
    corpus = tmp_path / "rows.jsonl.gz"
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        for source, text, toxic in ROWS:
            row = {"source": source, "text": text, "labels": {"toxic": toxic}}
            lines.write(json.dumps(row) + "\n")
    command = [sys.executable, "benchmarks/screen_corpus.py", str(corpus), "--count", "4"]
    ran = subprocess.run(  # noqa: S603 - our own program
        [*command, "--pace", "0", "--port", str(free_port())],
        cwd=BASE_DIR, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "lost 0  never judged 0" in ran.stdout
    assert re.search(
        r"civil_comments_spans, uncivil to its raters \(1\) \| 1 \| 0 \| 0 \|", ran.stdout
    )
    assert "idiot" not in ran.stdout + ran.stderr, "no text is ever printed"
