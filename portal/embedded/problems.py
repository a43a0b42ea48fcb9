"""What can stand in the way of a start, each said in one sentence that tells what to do."""

import errno
from pathlib import Path


class StartProblem(Exception):
    """The portal cannot start; the message is one sentence for the person at the console."""


class Stopped(BaseException):
    """A signal asked the portal to stop while it was still starting."""


def describe_disk_error(error: OSError, path: Path) -> StartProblem:
    """Turn a failed write into the sentence for a full, read-only or foreign folder."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        reason = f"The disk that holds {path} is full: free some space, or set PORTAL_DATA_DIR"
        return StartProblem(f"{reason} to a folder on another disk.")
    if error.errno == errno.EROFS:
        reason = f"The disk that holds {path} is read-only: set PORTAL_DATA_DIR"
        return StartProblem(f"{reason} to a folder that can be written to.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        reason = f"{path} may not be written to by this user: set PORTAL_DATA_DIR"
        return StartProblem(f"{reason} to a folder of your own.")
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return StartProblem(f"{path} is not a folder: set PORTAL_DATA_DIR to one.")
    return StartProblem(f"{path} cannot be used ({error.strerror}): set PORTAL_DATA_DIR.")
