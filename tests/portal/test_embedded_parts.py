"""The parts below ``manage.py up``, one by one."""

import errno
import os
import signal
import stat
import sys
import time
from types import SimpleNamespace

import psycopg2
import pytest

from portal.embedded import ground, outside, sockets
from portal.embedded.backoff import Backoff
from portal.embedded.child import Child
from portal.embedded.postgres import FORGETFUL, Postgres
from portal.embedded.problems import StartProblem, describe_disk_error
from portal.embedded.supervisor import Supervisor
from tests.browser import wait_until


def test_a_child_that_keeps_ending_is_given_up_after_eight_restarts():
    backoff = Backoff()
    assert [backoff.delay_after(0.1) for _ in range(9)] == [1, 2, 4, 8, 16, 30, 30, 30, None]


def test_half_a_minute_of_life_makes_a_child_trusted_again():
    backoff = Backoff()
    for _ in range(8):
        backoff.delay_after(0.1)
    assert backoff.delay_after(31.0) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full: free some space"),
        (errno.EROFS, "is read-only: set PORTAL_DATA_DIR"),
        (errno.EACCES, "may not be written to by this user"),
        (errno.ENOTDIR, "is not a folder"),
        (errno.EIO, "cannot be used"),
    ],
)
def test_each_disk_error_has_its_sentence(tmp_path, number, words):
    sentence = str(describe_disk_error(OSError(number, os.strerror(number)), tmp_path))
    assert str(tmp_path) in sentence
    assert words in sentence
    assert sentence.endswith(".")


def test_a_nearly_full_disk_is_refused_before_the_servers_fail(tmp_path, monkeypatch):
    monkeypatch.setattr(ground.shutil, "disk_usage", lambda _: SimpleNamespace(free=10_000_000))
    with pytest.raises(StartProblem, match="is full: free some space"):
        ground.check_room(tmp_path, is_new=False)


def test_a_data_directory_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StartProblem, match="is not a folder"):
        ground.claim(tmp_path / "data")


def test_sockets_lie_in_a_private_folder_with_a_short_name(tmp_path):
    deep = tmp_path / ("a long name " * 14)
    folder = sockets.make_socket_folder(deep)
    try:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(str(folder / sockets.POSTGRES_SOCKET)) < 107
        assert sockets.make_socket_folder(deep) == folder
    finally:
        folder.rmdir()


def test_a_socket_folder_that_others_may_enter_is_refused_and_left_as_it_is(tmp_path):
    folder = sockets.socket_folder(tmp_path)
    folder.mkdir(mode=0o755)
    try:
        with pytest.raises(StartProblem, match="is not this user's private folder"):
            sockets.make_socket_folder(tmp_path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    finally:
        folder.rmdir()


def test_a_socket_folder_that_is_a_link_is_refused(tmp_path):
    folder = sockets.socket_folder(tmp_path)
    folder.symlink_to(tmp_path, target_is_directory=True)
    try:
        with pytest.raises(StartProblem):
            sockets.make_socket_folder(tmp_path)
    finally:
        folder.unlink()


def test_the_server_never_logs_a_text_that_a_statement_carried():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        for name, value in {
            "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": "0",
            "log_error_verbosity": "terse",
            "log_statement": "none",
        }.items():
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,)
    connection.close()


def test_only_the_tests_let_the_server_forget(tmp_path):
    durable = Postgres(tmp_path, tmp_path).child().command
    forgetful = Postgres(tmp_path, tmp_path, durable=False).child().command
    assert not [word for word in durable if "fsync" in word]
    assert all(f"--{name}={value}" in forgetful for name, value in FORGETFUL.items())


def make_child(code, lines, **options):
    return Child(
        "child", [sys.executable, "-c", code], echo=lambda _, line: lines.append(line), **options
    )


def test_a_child_hears_no_ctrl_c_of_the_console_and_its_lines_are_passed_on():
    lines = []
    child = make_child("import os; print(os.getpid() == os.getsid(0)); print('done')", lines)
    child.start()
    assert child.wait(10)
    child.clear_away()
    assert lines == ["True", "done"]
    assert child.returncode == 0


def test_a_child_that_will_not_stop_is_killed_with_all_its_processes():
    lines = []
    code = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid,"
        " flush=True); time.sleep(60)"
    )
    child = make_child(code, lines, patience=0.2)
    child.start()
    deadline = time.monotonic() + 10
    while not lines and time.monotonic() < deadline:
        time.sleep(0.02)
    child.stop()
    assert child.returncode == -signal.SIGKILL
    wait_until(lambda: not is_running(int(lines[0])))


def is_running(number):
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_children_are_stopped_in_the_opposite_order_of_their_start():
    stopped = []
    supervisor = Supervisor(echo=lambda *_: None)
    for name in ("first", "second", "third"):
        child = make_child("import time; time.sleep(60)", [])
        child.name = name
        child.ask_to_stop = lambda child=child: (
            stopped.append(child.name),
            Child.ask_to_stop(child),
        )
        supervisor.start(child)
    supervisor.stop_all()
    assert stopped == ["third", "second", "first"]


def test_a_redis_that_evicts_is_refused(settings):
    with outside_policy("allkeys-lru"), pytest.raises(StartProblem, match="drops tasks"):
        outside.check_redis()
    outside.check_redis()


def test_a_redis_that_does_not_answer_is_named(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    with pytest.raises(StartProblem, match="REDIS_URL names cannot be reached"):
        outside.check_redis()


class outside_policy:  # noqa: N801 — reads as a word in a with statement
    """The broker with another eviction policy for a while."""

    def __init__(self, policy):
        self.policy = policy

    def __enter__(self):
        from portal.checkup import broker

        self.client = broker()
        self.client.config_set("maxmemory-policy", self.policy)

    def __exit__(self, *exception):
        self.client.config_set("maxmemory-policy", "noeviction")
        self.client.close()
