"""What keeps a process that knows a person from leaving traces: no dump, no personal crash report.

Linux only, as the kiosk is.
"""

import ctypes
import os
import resource
import signal
import sys
import threading
import traceback

CRASHED = 70

# prctl(2)
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def die_with_parent() -> None:
    """The kernel kills this process when the process that forked it is gone."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def leave_no_dump() -> None:
    """No core file, and no other process of this user may look into this one's memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The limit alone does not hold where the kernel pipes dumps to a program.
    _prctl(_PR_SET_DUMPABLE, 0)


def end_on_any_crash() -> None:
    """An error that nobody expected ends the process, whichever thread it comes from.

    What is written says where and what kind, never what the error says: that may be a person's.
    A device's thread is let go by itself: its worker has already told that the device is at fault.
    """
    sys.excepthook = lambda _kind, error, _trace: end_crashed(error)
    threading.excepthook = _thread_crashed


def crash_report(error: BaseException) -> str:
    """The kinds of the errors and the lines of code they came through, without their messages."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__)
        lines.extend(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _thread_crashed(crash: threading.ExceptHookArgs) -> None:
    error = crash.exc_value if crash.exc_value is not None else crash.exc_type()
    if crash.thread is not None and crash.thread.name.startswith("device "):
        _report(error)
    else:
        end_crashed(error)


def end_crashed(error: BaseException) -> None:
    """Reports and ends this process at once, with nothing run after it."""
    _report(error)
    os._exit(CRASHED)


def _report(error: BaseException) -> None:
    sys.stderr.write(crash_report(error) + "\n")
    sys.stderr.flush()


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
