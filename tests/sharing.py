"""The pytest plugin that shares the tests among the processes of ``pytest -n``.

Every test goes to whoever is free, but those that lean on one site, filled and running, go to one
process together: for each process the site would have to be filled anew. (The marker
``xdist_group`` is lost on the way with the pytest that is pinned here.)
"""

from typing import TYPE_CHECKING, Any

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

TOGETHER = ("tests/journeys/", "tests/rules/test_every_address.py", "tests/faults/")


class ByNeed(LoadScopeScheduling):
    """Shares single tests, and whole those of ``TOGETHER``."""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> Any:
    """Take the place of ``--dist loadgroup``."""
    return ByNeed(config, log) if config.getvalue("dist") == "loadgroup" else None
