"""The loop a contestant runs in its own process: texts in, answers and times out.

Needs nothing but Python, so that it runs where the other filters are installed and nothing else
is. Times are of the processor, on one core, so that whatever else the machine does counts little.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[str], dict[str, Any]]


def answer_all(load: Callable[[], Ask]) -> None:
    """Answer each line of standard input (a JSON string) with a line of JSON.

    The first line out says which version answers and what loading took to the first answer, the
    last one the peak memory.
    """
    _stay_on_one_core()
    began, worked = time.perf_counter(), time.process_time()
    ask = load()
    first = ask("The first answer.")
    _say(
        {
            "version": first["version"],
            "load_seconds": time.perf_counter() - began,
            "load_processor_seconds": time.process_time() - worked,
        }
    )
    for line in sys.stdin:
        text = json.loads(line)
        worked = time.process_time()
        answer = ask(text)
        _say(answer | {"milliseconds": (time.process_time() - worked) * 1_000})
    _say({"peak_megabytes": peak_megabytes()})


def peak_megabytes() -> float:
    """The most memory this program has held; what its starter held does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1_024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_048_576 if sys.platform == "darwin" else 1_024)


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _say(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
