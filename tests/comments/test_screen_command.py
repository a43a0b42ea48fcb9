"""``manage.py screen``: the site's own rules, and the packaged ones at once where they are away."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from comments import quick_screen, rulesets
from comments.screening.ruleset import PACKAGED
from tests.running import free_port

KEYS = ["id", "outcome", "score", "scores", "findings"]
FINDING = ["rule", "start", "end", "words", "layer", "severity", "explanation"]
OWN = {"words": [{"words": "crisis actor", "rule": "personal_attack"}]}
HOUSE = "A crisis actor, they say."


def address(server=""):
    """The test database as an address, or a server that is not there."""
    if server:
        return f"postgres://portal@{server}/portal"
    found = connection.settings_dict
    host = found["HOST"].replace("/", "%2F")
    user = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
    return f"postgres://{user}@{host}{':' if found['PORT'] else ''}{found['PORT']}/{found['NAME']}"


@contextmanager
def running(*words, database, **more):
    """The command in a process of its own."""
    variables = {
        **{name: os.environ[name] for name in ("PATH", "PORTAL_DATA_DIR", "PORTAL_ENV_FILE")},
        "DATABASE_URL": database,
        **more,
    }
    with subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "manage.py", "screen", *words],
        cwd=settings.BASE_DIR,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        yield process


def screened(*lines, database):
    """The answers to whole lines, and what was said on standard error."""
    with running("--jsonl", database=database) as process:
        out, err = process.communicate(b"".join(line + b"\n" for line in lines), timeout=60)
    assert process.returncode == 0
    return [json.loads(line) for line in out.splitlines()], err.decode()


def asked(text, number=1):
    return json.dumps({"id": number, "text": text}).encode()


@pytest.fixture
def own_rules(transactional_db):
    """A version of the site's own, in force."""
    rulesets.use(rulesets.add(OWN).version)


@pytest.fixture
def silent_port():
    """A server that takes every call and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        kept = []
        threading.Thread(target=lambda: kept.append(server.accept()), daemon=True).start()
        yield server.getsockname()[1]
        for call, _address in kept:
            call.close()


@pytest.mark.usefixtures("own_rules")
def test_the_sites_own_rules_judge():
    lines = asked(HOUSE, "a"), asked("A fine report.", 2)
    (answer, civil), err = screened(*lines, database=address())
    assert err == ""
    assert list(answer) == KEYS
    assert (answer["id"], answer["outcome"]) == ("a", "hold")
    (finding,) = answer["findings"]
    assert list(finding) == FINDING
    assert (finding["words"], finding["rule"]) == ("crisis actor", "personal_attack")
    assert (civil["id"], civil["outcome"], civil["findings"]) == (2, "publish", [])


@pytest.mark.django_db(transaction=True)
def test_without_rules_of_its_own_a_site_has_the_packaged_ones():
    answers, err = screened(asked(HOUSE), database=address())
    assert (answers[0]["outcome"], err) == ("publish", "")


def test_where_nobody_listens_the_packaged_rules_judge_at_once(monkeypatch, capsys):
    assert seconds_without(f"127.0.0.1:{free_port()}", monkeypatch) < quick_screen.PATIENCE
    assert "Connection refused" in capsys.readouterr().err


def test_where_nobody_answers_they_judge_within_a_second(monkeypatch, capsys, silent_port):
    assert seconds_without(f"127.0.0.1:{silent_port}", monkeypatch) < 1.0
    assert "does not answer" in capsys.readouterr().err


def seconds_without(server, monkeypatch):
    """How long the packaged rules are waited for where the database is away."""
    host, _colon, port = server.partition(":")
    params = {**connection.get_connection_params(), "host": host, "port": port}
    monkeypatch.setattr(quick_screen, "_server", lambda: {**params, "connect_timeout": 1})
    began = time.monotonic()
    assert quick_screen.Asked().ruleset() is PACKAGED
    return time.monotonic() - began


@pytest.mark.parametrize("kind", ["refused", "silent", "no socket", "no such host", "no address"])
def test_one_line_says_so_and_the_answers_come(kind, silent_port):
    server = {
        "refused": address(f"127.0.0.1:{free_port()}"),
        "silent": address(f"127.0.0.1:{silent_port}"),
        "no socket": address("%2Fnowhere"),
        "no such host": address("nowhere.invalid"),
        "no address": "mysql://nowhere/portal",
    }[kind]
    answers, err = screened(asked("You are an idiot."), asked("Good."), database=server)
    assert [answer["outcome"] for answer in answers] == ["hold", "publish"]
    assert err.count("\n") == 1
    assert err.startswith("The site's own rules cannot be read (")
    assert err.endswith("): the packaged ones are used.\n")


def test_each_line_is_answered_before_the_next_is_asked():
    with running("--jsonl", database="mysql://nowhere/portal") as process:
        for number in range(3):
            process.stdin.write(asked("Thank you.", number) + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.stdout.read() == b""


def test_a_text_on_the_command_line_is_shown_with_its_words_marked():
    with running("You are an idiot.", database="mysql://nowhere/portal") as process:
        out, _err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"HOLD" in out
    assert b"[You are an idiot" in out


def test_django_can_call_the_command_too(monkeypatch, capsys, db):
    call_command("screen", "You are an idiot.")
    assert "HOLD" in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_error():
    with running("--jsonl", database="mysql://nowhere/portal") as process:
        process.stdout.close()
        process.stdin.write(asked("Thank you.") + b"\n")
        process.stdin.close()
        said = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert said.count("\n") == 1
