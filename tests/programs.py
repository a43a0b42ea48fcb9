"""Python programs in processes of their own, as long as a test needs them."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

SECONDS_TO_END = 30


@contextmanager
def running_module(
    *words: str, environment: Mapping[str, str], log_file: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """``python -m`` with these words, from the project's folder; asked to end at the end."""
    with log_file.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "-m", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(SECONDS_TO_END)
