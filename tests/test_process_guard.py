"""A process that knows a person dies without telling."""

import subprocess
import sys

import pytest

from kiosk.process_guard import CRASHED, crash_report

SECRET = "样本·测试"

IN_A_THREAD = f"""
import threading
from kiosk.process_guard import end_on_any_crash
end_on_any_crash()
def fail():
    raise KeyError({SECRET!r})
thread = threading.Thread(target=fail, name=NAME)
thread.start()
thread.join()
print("still here")
"""
IN_MAIN = f"""
from kiosk.process_guard import end_on_any_crash
end_on_any_crash()
try:
    raise ValueError({SECRET!r})
except ValueError as error:
    raise RuntimeError({SECRET!r}) from error
"""
LIMITS = """
from pathlib import Path
from kiosk.process_guard import leave_no_dump
leave_no_dump()
print([line for line in Path("/proc/self/limits").read_text().splitlines() if "core file" in line][0])
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", [IN_MAIN, IN_A_THREAD.replace("NAME", "'sending'")])
def test_an_error_nobody_expected_ends_the_process_and_is_told_without_its_words(code: str) -> None:
    ended = run(code)
    assert ended.returncode == CRASHED
    assert "still here" not in ended.stdout
    assert "Error" in ended.stderr
    assert "<string>:" in ended.stderr
    assert SECRET not in ended.stderr


def test_a_devices_thread_goes_by_itself() -> None:
    ended = run(IN_A_THREAD.replace("NAME", "'device idcard'"))
    assert ended.returncode == 0
    assert "still here" in ended.stdout
    assert "KeyError" in ended.stderr
    assert SECRET not in ended.stderr


def test_a_report_names_causes_too() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        report = crash_report(error)
    assert "RuntimeError" in report
    assert "KeyError" in report
    assert "test_process_guard.py" in report
    assert SECRET not in report


def test_there_is_no_core_file_and_no_looking_in() -> None:
    limits, dumpable = run(LIMITS).stdout.splitlines()
    assert limits.split()[4:6] == ["0", "0"]
    assert dumpable == "0"
