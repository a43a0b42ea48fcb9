"""Log lines that say what failed and where, and never what a person wrote.

An exception's message may quote a row, a query or a token, and a request's path may carry one.
So a line names the exception's class, the places in our own code and the route, and no more; the
message is kept for the servers' own faults alone, which speak of addresses and sockets.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from django.db import InterfaceError, OperationalError
from redis import ConnectionError as RedisConnectionError
from redis import TimeoutError as RedisTimeoutError

ROOT = Path(__file__).resolve().parent.parent
SERVER_FAULTS = (OperationalError, InterfaceError, RedisConnectionError, RedisTimeoutError)
PLACES = 4  # the innermost of our own frames
ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """One line a record, without a message that may carry a person's words."""

    def __init__(self) -> None:
        super().__init__("{levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.msg, copy.args = message_of(record), None
        if copy.exc_info and copy.exc_info[1] is not None:
            copy.msg += f": {self.formatException(copy.exc_info)}"
        copy.exc_info = copy.exc_text = copy.stack_info = None
        return super().format(copy).replace("\n", " ")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 — logging's own name
        """The class of the exception and where in our own code it was raised."""
        error = ei[1]
        if error is None:
            return ""
        frames = [
            f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
            for frame in traceback.extract_tb(ei[2])
            if ROOT in Path(frame.filename).parents and ".venv" not in frame.filename
        ]
        words = f"{type(error).__module__}.{type(error).__qualname__}"
        if isinstance(error, SERVER_FAULTS) and str(error).strip():
            words += f" ({str(error).strip().splitlines()[0]})"
        return f"{words} at {' > '.join(frames[-PLACES:])}" if frames else words


def message_of(record: logging.LogRecord) -> str:
    """What the record says; of a task its name, of a request its route."""
    if record.name == "celery.app.trace" and isinstance(record.args, dict):
        return f"task {record.args.get('name')} failed"
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        route = f"/{match.route}" if match is not None else "an unknown address"
        return f"{getattr(record, 'status_code', 500)} {request.method} {route}"
    return record.getMessage()
