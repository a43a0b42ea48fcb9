"""``manage.py doctor`` and ``/readyz``: what is wrong is said, and how to mend it."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from comments import rulesets
from comments.models import RuleSet, RuleSetUse
from mailing.models import OutboxMail
from portal import checkup, checkup_screening, health
from tests.browser import wait_until


def test_readiness_names_its_parts_and_nothing_else(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "database: ok\n" in answer.text
    assert "redis: ok\n" in answer.text
    assert answer["Cache-Control"] == "no-store"


def test_a_portal_without_its_database_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(checkup.connection, "cursor", broken(OperationalError("gone")))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "database: failing\n" in answer.text
    assert "gone" not in answer.text


def test_a_portal_without_its_broker_still_serves(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "redis: failing\n" in answer.text


def test_a_process_answers_for_itself_alone(client):
    assert client.get("/healthz").status_code == 200


def test_the_doctor_finds_what_is_wrong_and_says_how_to_mend_it(db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    said = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=said, no_color=True)
    assert "ok     database: PostgreSQL" in said.getvalue()
    assert "ok     migrations: all are applied" in said.getvalue()
    assert "wrong  redis: does not answer" in said.getvalue()
    assert "the server that REDIS_URL names" in said.getvalue()


def test_rules_that_hold_every_comment_are_noticed(db):
    assert checkup_screening.check_rules().words == "packaged-1 are in force"
    rulesets.use(rulesets.add({}).version)
    assert checkup_screening.check_rules().words == "site-1 are in force"
    row = RuleSet.objects.create(number=2, bounds={"of no rule": 1})
    RuleSetUse.objects.create(ruleset=row)
    found = checkup_screening.check_rules()
    assert not found.is_well
    assert "every comment is held" in found.words


def test_a_model_that_cannot_be_read_is_told_with_its_reason(db, monkeypatch, tmp_path):
    assert checkup_screening.check_model().is_well
    monkeypatch.setattr("comments.screening.model.PACKAGED", tmp_path)
    said = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=said, no_color=True)
    assert "wrong  model: There is no model file." in said.getvalue()
    assert "the rules work alone and hold what they pass" in said.getvalue()


def test_a_late_tick_is_noticed():
    assert checkup.check_beat().words == "has not ticked yet"
    health.record_tick()
    assert checkup.check_beat().is_well
    client = checkup.broker()
    client.set(checkup.TICK_KEY, 1_000_000)
    client.close()
    assert not checkup.check_beat().is_well


def test_a_worker_that_answers_is_counted(worker):
    wait_until(lambda: checkup.check_worker().words == "1 answered")


def test_a_mail_that_nobody_sends_is_noticed(db):
    assert checkup.check_outbox().is_well
    late = timezone.now() - timedelta(hours=1)
    OutboxMail.objects.create(
        dedupe_key="x", template="x", recipient_key=b"x", sealed=b"x", next_at=late
    )
    assert checkup.check_outbox().words.startswith("the oldest has waited for 36")
    assert checkup.check_comments().is_well


def test_missing_migrations_are_counted(db, monkeypatch):
    monkeypatch.setattr(checkup.MigrationExecutor, "migration_plan", lambda *_: [1, 2])
    assert checkup.check_migrations().words == "2 are not applied"


def test_a_scarce_disk_is_noticed_before_it_is_full(monkeypatch):
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**8))
    assert not checkup.check_disk().is_well


def test_a_key_that_others_may_read_is_noticed(settings, tmp_path):
    settings.CONTENT_KEY_FILE = tmp_path / "a key"
    assert checkup.check_keys().is_well
    settings.CONTENT_KEY_FILE.write_text("secret")
    settings.CONTENT_KEY_FILE.chmod(0o644)
    assert checkup.check_keys().mend == f"Run: chmod 600 '{settings.CONTENT_KEY_FILE}'"
    settings.CONTENT_KEY_FILE.chmod(0o600)
    assert checkup.check_keys().is_well


def test_a_mail_server_that_does_not_answer_is_noticed(settings):
    assert checkup.check_mail().is_well
    settings.MAIL_TO_FILES = False
    settings.EMAIL_BACKEND = "mailing.backends.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert not checkup.check_mail().is_well


def broken(error):
    def fail(*args, **options):
        raise error

    return fail


def test_a_site_that_cannot_tell_its_visitors_apart_is_noticed(settings):
    assert checkup.check_proxy().is_well
    settings.DEMO, settings.TRUSTED_PROXIES = False, []
    assert "share one limit" in checkup.check_proxy().words
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert checkup.check_proxy().is_well
