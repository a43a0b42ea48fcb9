"""A site whose parts come and go: its own broker, its own web server, and people who write."""

from contextlib import closing

import pytest
from celery import Celery

from portal.embedded import sockets
from portal.embedded.valkey import Valkey
from tests.browser import database_url_of_test
from tests.faults.serving import web_server


class Broker:
    """A Valkey of this test's own, which may come and go."""

    def __init__(self, home):
        self.home = home
        self.folder = sockets.make_socket_folder(home)
        self.address = sockets.redis_url(home)
        self.child = None

    def start(self):
        valkey = Valkey(self.home, self.folder, durable=False, echo=print)
        self.child = valkey.child()
        self.child.start()
        valkey.wait_until_ready(self.child)

    def stop(self):
        if self.child is not None:
            self.child.stop()
        self.child = None

    def ring(self, task, *arguments):
        """Send a task by name, as beat does."""
        address = f"redis+socket://{self.folder / sockets.VALKEY_SOCKET}?virtual_host=0"
        with closing(Celery(broker=address)) as app:
            app.send_task(task, args=arguments)


@pytest.fixture
def broker(tmp_path):
    broker = Broker(tmp_path)
    yield broker
    broker.stop()


@pytest.fixture
def web(transactional_db, tmp_path, broker):
    database = database_url_of_test()
    with web_server(tmp_path / "data", database=database, broker=broker.address) as web:
        yield web
