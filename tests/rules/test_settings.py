"""The settings, the processes and what is written about them say the same."""

import re
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from portal.celery import app
from portal.embedded import processes
from tests.rules.house import ROOT, files, packages, relative

READ = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)\"""")
NAMED = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
ENQUEUED = re.compile(r"""(?:enqueue|send_task)\(\s*"([a-z_.]+)\"""")


def production_code():
    return [path for path in files(".py") if relative(path).split("/")[0] in packages()]


def test_every_variable_that_is_read_stands_in_the_example_file():
    read = {
        name
        for path in production_code()
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }
    assert set(NAMED.findall((ROOT / ".env.example").read_text(encoding="utf-8"))) == read


def test_every_task_that_is_enqueued_or_scheduled_exists():
    app.loader.import_default_modules()
    enqueued = {
        name
        for path in production_code()
        for name in ENQUEUED.findall(path.read_text(encoding="utf-8"))
    }
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert (enqueued | scheduled) - set(app.tasks) == set()


def test_the_migrations_are_in_step_with_the_models(db):
    ours = sorted(packages() - {"common"})
    call_command("makemigrations", *ours, check=True, dry_run=True, stdout=StringIO())


def test_the_procfile_starts_what_the_portal_starts():
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    written = dict(line.split(": ", 1) for line in lines if not line.startswith("#"))
    defaults = re.compile(r"\$\{\w+:-([^}]*)\}")
    for child in (processes.web(), processes.worker(), processes.beat()):
        words = defaults.sub(r"\1", written[child.name]).split()[1:]
        started = [
            str(word).replace(str(settings.DATA_DIR), "var").replace(str(settings.PORT), "8000")
            for word in child.command[1:]
        ]
        assert words == started
