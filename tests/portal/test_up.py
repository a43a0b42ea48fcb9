"""``manage.py up``: the real thing, on data directories of its own."""

import os
import signal
import stat
from contextlib import closing

import psycopg2
import pytest

from tests.browser import wait_until
from tests.running import Portal, environment, manage

SITE = {
    "PORTAL_MODE": "site",
    "PORTAL_SECRET_KEY": "a long text that only this test knows, longer than fifty characters",
    "PORTAL_HOSTS": "127.0.0.1",
}
A_LONG_NAME = "a folder with spaces " + "and a long name " * 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("up")


@pytest.fixture(scope="module")
def portal(folder):
    """A running portal in a path that is long and has spaces, without a HOME."""
    above = folder / A_LONG_NAME.strip()
    above.mkdir(mode=0o755)
    portal = Portal(above / "data", folder / "up.log", **SITE)
    assert len(str(portal.data_dir)) > 170
    portal.start()
    yield portal
    if portal.is_running:
        portal.end(signal.SIGTERM)


def test_it_answers_and_says_where(portal):
    assert portal.ask("/readyz") == 200
    lines = [line for line in portal.log.splitlines() if " is ready: " in line]
    assert lines == ["Lantern is ready: https://127.0.0.1/"]
    assert portal.children.keys() == {"postgres", "valkey", "web", "worker", "beat"}


def test_its_files_are_private_and_the_folder_above_is_left_alone(portal):
    assert stat.S_IMODE(portal.data_dir.parent.stat().st_mode) == 0o755
    for path in [portal.data_dir, *portal.data_dir.iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_second_start_on_the_same_data_is_refused(portal):
    answer = manage("up", **portal.environment)
    assert answer.returncode == 1
    assert answer.stderr == (
        f"A portal already runs on {portal.data_dir} (process {portal.process.pid}): stop it, or"
        " set PORTAL_DATA_DIR to another folder.\n"
    )


def test_a_taken_port_is_refused(portal, tmp_path):
    changed = environment(tmp_path / "data", PORTAL_PORT=str(portal.port), **SITE)
    answer = manage("up", **changed)
    assert answer.returncode == 1
    assert answer.stderr == (
        f"Port {portal.port} is taken by another program: stop it, or set PORTAL_PORT to a free"
        " port.\n"
    )


def test_a_killed_child_is_started_again(portal):
    before = portal.children
    for number in before.values():
        os.kill(number, signal.SIGKILL)
    wait_until(lambda: portal.children.keys() == before.keys(), 60)
    wait_until(lambda: portal.ask("/readyz") == 200, 60)
    assert not set(before.values()) & set(portal.children.values())


def test_a_site_that_lost_its_environment_is_no_demo(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "mode").write_text("site\n")
    (data / "postgres").mkdir()
    for command in ("up", "demo_reset"):
        answer = manage(command, **environment(data))
        assert answer.returncode == 1
        assert "was made with PORTAL_MODE=site, and PORTAL_MODE is demo" in answer.stderr
    assert (data / "postgres").exists()
    assert not (data / "secret-key").exists()


def test_the_demo_is_not_reset_while_it_runs(portal):
    assert (portal.data_dir / "mode").read_text() == "site\n"
    (portal.data_dir / "mode").write_text("demo\n")
    answer = manage("demo_reset", **{**portal.environment, "PORTAL_MODE": "demo"})
    assert answer.returncode == 1
    (portal.data_dir / "mode").write_text("site\n")
    assert "already runs" in answer.stderr
    assert portal.data_dir.exists()


def test_it_stops_without_a_trace_and_starts_again_on_its_data(tmp_path):
    portal = Portal(tmp_path / "data", tmp_path / "up.log", **SITE)
    portal.start()
    assert portal.end(signal.SIGTERM) == 0
    portal.start(deaf=True)
    assert portal.end(signal.SIGINT) == 0
    portal.start()
    assert portal.end(signal.SIGKILL) == -signal.SIGKILL


@pytest.fixture
def database_of_the_operator():
    """A database on a server that the portal did not start."""
    server, _, name = os.environ["DATABASE_URL"].rpartition("/")
    with closing(psycopg2.connect(f"{server}/{name}")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS of_the_operator")
            cursor.execute("CREATE DATABASE of_the_operator")
            yield f"{server}/of_the_operator"
            cursor.execute("DROP DATABASE of_the_operator WITH (FORCE)")


def test_with_servers_of_the_operators_own_it_starts_none(tmp_path, database_of_the_operator):
    named = {"DATABASE_URL": database_of_the_operator, "REDIS_URL": os.environ["REDIS_URL"]}
    portal = Portal(tmp_path / "data", tmp_path / "up.log", **SITE, **named)
    portal.start()
    try:
        assert portal.ask("/readyz") == 200
        assert portal.children.keys() == {"web", "worker", "beat"}
    finally:
        assert portal.end(signal.SIGTERM) == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORTAL_MODE": "site"}, "Set PORTAL_SECRET_KEY"),
        ({"PORTAL_MODE": "site", "PORTAL_SECRET_KEY": "x" * 60}, "Set PORTAL_HOSTS"),
        ({"PORTAL_MODE": "prod"}, "PORTAL_MODE is 'prod'; use one of: demo, site."),
        ({"PORTAL_PORT": "eight"}, "PORTAL_PORT"),
        ({"PORTAL_TIME_ZONE": "Mars"}, "PORTAL_TIME_ZONE is 'Mars'; name a time zone"),
        ({"PORTAL_ENV_FILE": "/nowhere/env"}, "PORTAL_ENV_FILE names /nowhere/env"),
        ({"DATABASE_URL": "mysql://db/x"}, "DATABASE_URL must begin with postgres://"),
        (
            {"DATABASE_URL": "postgres://u:secret@127.0.0.1:9/x", "REDIS_URL": "redis://h"},
            "The database that DATABASE_URL names on 127.0.0.1 cannot be reached",
        ),
    ],
)
def test_a_bad_setting_is_named_in_one_sentence(tmp_path, changes, sentence):
    answer = manage("up", **environment(tmp_path / "data", **changes))
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "secret@" not in answer.stderr


def test_data_of_another_version_is_refused(tmp_path):
    cluster = tmp_path / "data" / "postgres"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("14\n")
    answer = manage("up", **environment(tmp_path / "data", **SITE))
    assert answer.returncode == 1
    assert "was made by PostgreSQL 14 and this is 18: dump it with 14's pg_dump" in answer.stderr
