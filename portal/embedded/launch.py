"""The last step before a server runs: a small program that arranges the process and becomes it.

Run as ``python -I -S launch.py PARENT SIGNAL SPACE COMMAND…``. It stands between so that nothing
of it happens in a forked copy of the threaded supervisor. It needs the standard library alone.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

OWN_SPACE = "own-user"
SAME_SPACE = "same-user"
BARRED = "a user namespace is barred"
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
ORDINARY_ID = 1000


def main() -> None:
    """Arrange signals, user and end of life, then become the command."""
    parent, death_signal, space, *command = sys.argv[1:]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.umask(0o077)
    if space == OWN_SPACE:
        try:
            become_ordinary_user()
        except OSError as error:
            sys.exit(f"{BARRED}: {error.strerror}")
    die_with_parent(int(death_signal))
    if os.getppid() == int(parent):
        os.execv(command[0], command)  # noqa: S606 — the supervisor's own command


def become_ordinary_user() -> None:
    """Let root's child see itself as user 1000, which PostgreSQL insists on.

    In a user namespace of its own; on disk all stays root's.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{ORDINARY_ID} 0 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{ORDINARY_ID} 0 1", encoding="ascii")


def die_with_parent(number: int) -> None:
    """Ask Linux to send the signal when the supervisor is killed; elsewhere there is no such wish.

    After the change of user, which would forget it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


if __name__ == "__main__":
    main()
