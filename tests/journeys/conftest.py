"""A demonstration site and a worker for each module of journeys; each brings its own people.

Nothing is thrown away between two journeys of a module: they meet each other's traces, as people
do. After it everything is: whatever test comes next in this process finds an empty database.
"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from comments import nudging
from tests.browser import PHONE, running_worker, wait_until, watched_page
from tests.conftest import end_other_sessions
from tests.journeys.visitors import KeyboardVisitor, PointerVisitor, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
FROM_RIGHT_TO_LEFT = (
    "addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')"
)
SIGN_INS = StringIO()  # what seeding prints: role, address and password, a line for each
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The site is filled and running while journeys are made, and for no other test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="module")
def site(
    browser: "Browser",
    django_db_setup: None,
    django_db_blocker: pytest.Item,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a running demonstration, without a slash at the end."""
    log = tmp_path_factory.mktemp("journeys") / "worker.log"
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        try:
            with override_settings(
                SITE_URL=server.url,
                CSRF_TRUSTED_ORIGINS=[server.url],
                EXIT_TARGET=f"{server.url}/robots.txt",
                PASSWORD_HASHERS=QUICK,
            ):
                call_command("load_awareness", stdout=StringIO())
                SIGN_INS.seek(0)  # a process may fill a second site, with other passwords
                SIGN_INS.truncate()
                call_command("seed_demo", stdout=SIGN_INS)
                with running_worker(server.url, log):
                    wait_until(_is_listened_to, 20)
                    yield server.url
        finally:
            server.stop()
            end_other_sessions()
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(params=["without scripts", "by keyboard, on a phone, from right to left"])
def visitor(request: pytest.FixtureRequest, browser: "Browser", site: str) -> Iterator[Visitor]:
    """Somebody with a mouse and no scripts; then somebody with a keyboard and a small screen."""
    if request.param == "without scripts":
        with watched_page(browser, java_script_enabled=False) as page:
            yield PointerVisitor(page, site)
    else:
        with watched_page(browser, viewport=PHONE) as page:
            page.add_init_script(FROM_RIGHT_TO_LEFT)
            yield KeyboardVisitor(page, site)


@pytest.fixture
def sign_ins(site: str) -> dict[str, tuple[str, str]]:
    """The address and the password of the first of each role."""
    found: dict[str, tuple[str, str]] = {}
    for line in SIGN_INS.getvalue().splitlines():
        *role, address, password = line.split()
        found.setdefault(" ".join(role), (address, password))
    return found


@pytest.fixture
def somebody_else(browser: "Browser", site: str) -> Iterator[Visitor]:
    """Another person at another machine, with everything switched on."""
    with watched_page(browser) as page:
        yield PointerVisitor(page, site)


def _is_listened_to() -> bool:
    """Whether the worker's listener, which starts a little after it, can be asked."""
    return nudging.listeners(nudging.client_of(settings.REDIS_URL), nudging.channel()) > 0
