"""The worker reads the engine once, before it forks; and its listener lives as long as it does."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count

import pytest
from django.conf import settings

from comments import nudging, rulesets
from comments.models import ScreenedComment, State
from common import queue
from tests.browser import SECONDS_TO_START, database_url_of_test, wait_until, worker_answers
from tests.comments.asking import CLEAN, UNKIND, listeners, question
from tests.factories.comments import make_comment
from tests.running import processes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("patient")]
ENGINE = str(settings.BASE_DIR / "comments" / "screening")
# Notes which process opens which file of the engine, and then is a worker like any other.
WATCHED = """
import os, sys
notes = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
engine = sys.argv.pop(1)
def look(event, arguments):
    if event == "open" and str(arguments[0]).startswith(engine) and ".py" not in arguments[0]:
        os.write(notes, f"{os.getpid()} {arguments[0]}\\n".encode())
sys.addaudithook(look)
from celery.__main__ import main
main()
"""
WEB = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import portal.wsgi
from django.urls import resolve
resolve("/comments/story/1/post/")
print("comments.nudging" in sys.modules, "comments.screening.engine" in sys.modules)
"""
OPTIONS = "-q -A portal worker --pool prefork --concurrency 2 --without-gossip --without-mingle"
OWN = {"words": [{"words": "crisis actor", "rule": "personal_attack"}]}
AT_MOST = nudging.PATIENCE
IN_QUEUE, ASKED = 300, 40


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "opened"


@pytest.fixture
def watched_worker(notes, tmp_path):
    command = [sys.executable, "-c", WATCHED, str(notes), ENGINE, *OPTIONS.split()]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url_of_test(),
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONWARNINGS": "ignore",
    }
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  our own worker
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            wait_until(lambda: worker_answers(settings.REDIS_URL), SECONDS_TO_START)
            wait_until(listeners)
            yield process
        finally:
            process.terminate()
            process.wait(30)
            with suppress(ProcessLookupError):  # what a killed worker left behind
                os.killpg(process.pid, signal.SIGKILL)
            wait_until(lambda: not listeners())


def nobody_waits():
    """Whether all are screened; a bell that did not ring is rung again, as the sweep would."""
    time.sleep(1)
    waiting = list(
        ScreenedComment.objects.filter(state=State.RECEIVED).values_list("pk", flat=True)
    )
    for number in waiting:
        queue.enqueue("comments.screen_comment", number)
    return not waiting


def children_of(number):
    return [child for child, parent, _command in processes() if parent == number]


def listener_of(worker):
    """The listener is the one grandchild: its keeper forks it."""
    found = [each for child in children_of(worker.pid) for each in children_of(child)]
    return found[0] if found else None


def test_the_engine_is_read_by_the_first_process_alone_before_it_forks(watched_worker, notes):
    waiting = [make_comment(CLEAN, state=State.RECEIVED) for _number in range(8)]
    assert nudging.ask(question(UNKIND)) is not None
    wait_until(nobody_waits)
    opened = [line.split(" ", 1) for line in notes.read_text().splitlines()]
    assert {int(number) for number, _path in opened} == {watched_worker.pid}
    assert any(path.endswith(".tsv") for _number, path in opened)
    assert ScreenedComment.objects.filter(state=State.PUBLISHED).count() == len(waiting)


def test_a_listener_that_dies_is_replaced(watched_worker):
    first = wait_until(lambda: listener_of(watched_worker))
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: listener_of(watched_worker) not in {None, first})
    wait_until(listeners)
    assert nudging.ask(question(UNKIND)) is not None


def test_the_listener_ends_with_a_worker_that_is_killed(watched_worker):
    wait_until(lambda: listener_of(watched_worker))
    watched_worker.kill()
    wait_until(lambda: not listeners(), 10)


def test_a_backlog_of_screening_delays_no_answer(watched_worker):
    for number in range(IN_QUEUE):
        make_comment(f"{CLEAN} {number} " * 100, state=State.RECEIVED)
    seconds = []
    for _number in range(ASKED):
        began = time.monotonic()
        assert nudging.ask(question(UNKIND, address=str(_number), network=str(_number)))
        seconds.append(time.monotonic() - began)
    assert ScreenedComment.objects.filter(state=State.RECEIVED).exists()
    assert sorted(seconds)[ASKED // 2] < AT_MOST


def test_an_answer_comes_while_every_process_of_the_pool_is_held_up(watched_worker):
    keeper = next(each for each in children_of(watched_worker.pid) if children_of(each))
    pool = [each for each in children_of(watched_worker.pid) if each != keeper]
    assert len(pool) == 2
    for each in pool:
        os.kill(each, signal.SIGSTOP)
    try:
        make_comment(CLEAN, state=State.RECEIVED)
        assert nudging.ask(question(UNKIND)) is not None
        assert ScreenedComment.objects.filter(state=State.RECEIVED).exists()
    finally:
        for each in pool:
            os.kill(each, signal.SIGCONT)


def test_a_web_process_never_loads_the_engine():
    answer = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-W", "ignore", "-c", WEB],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["True", "False"]


def test_a_sites_own_words_are_asked_about_too(watched_worker):
    words = "A crisis actor told the court about it, they say."
    assert nudging.ask(question(words)) is None
    rulesets.use(rulesets.add(OWN).version)
    people = map(str, count())

    def ask():
        somebody = next(people)  # who asks too often is not answered
        return nudging.ask(question(words, network=somebody, address=somebody))

    assert wait_until(ask, 5).reasons
