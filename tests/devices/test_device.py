"""The life of a device."""

import threading

import pytest

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox

SECONDS = 5.0


def test_the_waits_between_attempts_double_up_to_half_a_minute_and_begin_small_again() -> None:
    back_off = BackOff()
    assert [back_off.next() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    back_off.reset()
    assert back_off.next() == 0.5


def test_a_state_is_told_once_a_change_and_once_a_visit() -> None:
    told: list[DeviceEvent] = []
    life = DeviceLife("reader", told.append)
    for visit in ("one", "one", "two"):
        life.become(DeviceState.ABSENT, "CARD-02", visit)
    life.become(DeviceState.READY, visit="two")
    assert told == [
        DeviceEvent("reader", DeviceState.ABSENT, "CARD-02", "one"),
        DeviceEvent("reader", DeviceState.ABSENT, "CARD-02", "two"),
        DeviceEvent("reader", DeviceState.READY, None, "two"),
    ]


def test_commands_are_worked_on_in_their_order_in_one_thread() -> None:
    done: list[tuple[int, str]] = []
    all_done = threading.Event()

    def work(inbox: Inbox[int]) -> None:
        while (command := inbox.take()) is not None:
            done.append((command, threading.current_thread().name))
            if command == 2:
                all_done.set()

    worker = DeviceWorker("reader", work, on_crash=pytest.fail)
    for command in range(3):
        worker.post(command)
    assert all_done.wait(SECONDS)
    worker.close()
    assert done == [(0, "device reader"), (1, "device reader"), (2, "device reader")]


def test_closing_ends_the_thread_in_the_middle_of_a_long_wait() -> None:
    waiting = threading.Event()

    def work(inbox: Inbox[int]) -> None:
        waiting.set()
        assert inbox.wait(3600)

    before = threading.active_count()
    worker = DeviceWorker("reader", work, on_crash=pytest.fail)
    assert waiting.wait(SECONDS)
    worker.close()
    assert threading.active_count() == before


def test_a_new_command_interrupts_a_wait() -> None:
    waiting, interrupted = threading.Event(), threading.Event()

    def work(inbox: Inbox[str]) -> None:
        inbox.take()
        waiting.set()
        if inbox.wait(3600) and inbox.take() == "second":
            interrupted.set()

    worker = DeviceWorker("reader", work, on_crash=pytest.fail)
    worker.post("first")
    assert waiting.wait(SECONDS)
    worker.post("second")
    assert interrupted.wait(SECONDS)
    worker.close()


def test_a_closed_device_takes_no_command() -> None:
    worker: DeviceWorker[int] = DeviceWorker("reader", lambda inbox: None, on_crash=pytest.fail)
    worker.close()
    with pytest.raises(RuntimeError):
        worker.post(1)


def test_a_drivers_unexpected_error_is_loud_and_the_device_takes_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crashed = threading.Event()
    loud: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda details: loud.append(details.exc_type))

    def work(inbox: Inbox[int]) -> None:
        raise ZeroDivisionError

    worker = DeviceWorker("reader", work, on_crash=crashed.set)
    assert crashed.wait(SECONDS)
    with pytest.raises(RuntimeError):
        worker.post(1)
    worker.close()
    assert loud == [ZeroDivisionError]


def test_whoever_asks_its_inbox_or_waits_for_a_command_does_not_hang() -> None:
    now = [0.0]
    inbox: Inbox[int] = Inbox(lambda: now[0])
    now[0] = 100.0
    assert inbox.silent_for() == 100.0
    inbox.stirred()
    assert inbox.silent_for() == 0.0
    now[0] = 200.0
    waiting = threading.Thread(target=inbox.take)
    waiting.start()
    while inbox.silent_for() and waiting.is_alive():
        now[0] += 1.0
    assert waiting.is_alive()
    inbox.close()
    waiting.join(SECONDS)


def test_what_was_not_taken_is_handed_over_to_the_thread_that_takes_over() -> None:
    inbox: Inbox[int] = Inbox()
    inbox.put(1)
    inbox.put(2)
    assert inbox.take() == 1
    assert tuple(inbox.hand_over()) == (2,)
    assert inbox.closed
    assert inbox.take() is None
