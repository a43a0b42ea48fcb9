"""The pytest plugin of the tests that need a real browser, a real server or a real worker.

``browser_page`` is a page of the machine's own Chromium, kept off every other host; with
``live_portal`` it speaks to the portal over HTTP, and ``worker`` does what the portal enqueues.
"""

import importlib.util
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import testcases

from tests.programs import running_module

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no Chromium on this machine (Debian: apt install chromium)"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SECONDS_TO_START = 30.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    # pytest-django looks for the app of static files by a name that the settings do not use, and
    # would serve what was collected alone.
    testcases._StaticFilesHandler = StaticFilesHandler  # type: ignore[attr-defined]


def find_chromium() -> str | None:
    """The path of the machine's Chromium, CHROMIUM first."""
    names = (os.environ.get("CHROMIUM", ""), *PROGRAMS)
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for all tests of a process, started by the first that asks."""
    program = find_chromium()
    if program is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the ORM beside it is used by the test alone.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@contextmanager
def watched_page(browser: "Browser", **options: Any) -> Iterator["Page"]:
    """A page with nothing remembered; a foreign request or a blocked one fails at its end."""
    with closing(browser.new_context(locale="en-GB", **{"viewport": DESK, **options})) as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        faults: list[str] = []

        def look_at_request(request: "Request") -> None:
            host = urlsplit(request.url).hostname
            if host not in {None, "127.0.0.1"}:
                faults.append(f"asked another host for {request.url}")

        def look_at_console(message: "ConsoleMessage") -> None:
            if "Content Security Policy" in message.text:
                faults.append(message.text)

        page.on("request", look_at_request)
        page.on("console", look_at_console)
        yield page
    assert faults == []


@pytest.fixture
def browser_page(browser: "Browser") -> Iterator["Page"]:
    """A page that is watched, at the size of a desk."""
    with watched_page(browser) as page:
        yield page


@pytest.fixture
def live_portal(transactional_db: None, live_server: Any, settings: Any) -> str:
    """The portal over HTTP on a port of its own; its address, without a slash at the end."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return str(live_server.url)


@pytest.fixture
def worker(transactional_db: None, live_server: Any, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker on the test's database; it finishes its work before the test ends."""
    with running_worker(live_server.url, tmp_path / "worker.log"):
        yield


@contextmanager
def running_worker(
    site_url: str, log_file: Path, **changes: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker of the site at ``site_url``; ``changes`` are made to its environment."""
    command = ["-q", "-A", "portal", "worker", "--pool", "prefork", "--concurrency", "1"]
    command += ["--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url_of_test(),
        "PORTAL_URL": site_url,
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,  # the links in its mails are ours
        "PYTHONWARNINGS": "ignore",
        **changes,
    }
    with running_module("celery", *command, environment=environment, log_file=log_file) as process:
        broker = changes.get("REDIS_URL", settings.REDIS_URL)
        wait_until(lambda: worker_answers(broker), SECONDS_TO_START)
        yield process


def worker_answers(broker: str) -> bool:
    """Whether a worker waits for tasks: it then blocks on the queue."""
    with closing(redis.Redis.from_url(broker)) as client:
        number = str(client.connection_pool.connection_kwargs.get("db", 0))
        return any(
            each["db"] == number and each["cmd"].lower() == "brpop" for each in client.client_list()
        )


def database_url_of_test() -> str:
    """The address of the database that pytest-django made, as ``DATABASE_URL`` names it."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    return f"{server}/{connection.settings_dict['NAME']}"


def wait_until(holds: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Wait until ``holds()`` is true and return its value; fail when it does not come to be."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := holds():
            return value
        time.sleep(0.05)
    pytest.fail(f"{getattr(holds, '__name__', 'it')} did not come true within {seconds:.0f} s")


def assert_accessible(page: "Page") -> None:
    """axe finds no violation on the page, and nothing that it could not decide."""
    page.evaluate(axe_source())
    report = page.evaluate("() => axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    assert [
        _describe(kind, rule) for kind in ("violations", "incomplete") for rule in report[kind]
    ] == []


def axe_source() -> str:
    """axe-core, as its package ships it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(next(iter(spec.submodule_search_locations)))
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def _describe(kind: str, rule: dict[str, Any]) -> str:
    places = [
        " ".join(map(str, node["target"])) + ": " + node["html"][:120] for node in rule["nodes"]
    ]
    return f"{kind} {rule['id']} ({rule['help']}) at " + "; ".join(places[:5])
