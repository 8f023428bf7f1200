"""What the kernel's events say of the headphone socket, whatever comes."""

from hypothesis import given
from hypothesis import strategies as some

from devices.headphones.protocol import SW_HEADPHONE_INSERT, SocketReader
from devices.input_events.events import EV_KEY, EV_SW, EV_SYN, EVENT, SYN_DROPPED, SYN_REPORT

SW_MICROPHONE_INSERT = 0x04
REPORT = EVENT.pack(1, 0, EV_SYN, SYN_REPORT, 0)


def switch(value: int, code: int = SW_HEADPHONE_INSERT) -> bytes:
    return EVENT.pack(1, 0, EV_SW, code, value) + REPORT


def test_a_plug_is_seen_in_and_out() -> None:
    socket = SocketReader()
    assert not socket.plugged_in
    assert socket.read(switch(1)) and socket.plugged_in
    assert not socket.read(switch(1))
    assert socket.read(switch(0)) and not socket.plugged_in


def test_what_was_plugged_in_before_counts() -> None:
    assert SocketReader(plugged_in=True).plugged_in
    assert not SocketReader(plugged_in=None).plugged_in


def test_a_microphone_and_keys_are_no_headphones() -> None:
    socket = SocketReader()
    assert not socket.read(switch(1, SW_MICROPHONE_INSERT))
    assert not socket.read(EVENT.pack(1, 0, EV_KEY, SW_HEADPHONE_INSERT, 1))
    assert not socket.plugged_in


def test_when_events_were_lost_the_socket_counts_as_empty_until_it_is_told_again() -> None:
    socket = SocketReader(plugged_in=True)
    assert socket.read(EVENT.pack(1, 0, EV_SYN, SYN_DROPPED, 0))
    assert (socket.plugged_in, socket.lost) == (False, True)
    socket.read(switch(1))
    assert (socket.plugged_in, socket.lost) == (True, False)


def test_an_event_that_comes_in_parts_is_read_when_it_is_whole() -> None:
    socket = SocketReader()
    for byte in switch(1)[:-1]:
        socket.read(bytes([byte]))
    assert socket.plugged_in


@given(some.binary(max_size=200))
def test_noise_raises_nothing_and_the_next_true_event_is_heard(noise: bytes) -> None:
    socket = SocketReader()
    socket.read(noise)
    # Half an event of the noise may swallow the beginning of what follows.
    for _ in range(3):
        socket.read(switch(1))
    assert socket.plugged_in
