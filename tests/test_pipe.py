"""What host and visit process tell each other arrives exactly, or not at all."""

import dataclasses
import multiprocessing
import os
import struct
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.pipe import (
    Alive,
    Asked,
    Begun,
    Device,
    DeviceIs,
    Drawn,
    Ended,
    FromHost,
    FromVisit,
    HostEnd,
    OutboxFilled,
    Replied,
    Settled,
    State,
    Stop,
    VisitEnd,
    WrongMessageError,
    decode_from_host,
    decode_from_visit,
    encode,
)

keys = st.from_regex(r"[A-Za-z0-9._-]{1,64}", fullmatch=True)
devices = st.sampled_from(get_args(Device))
from_visit: st.SearchStrategy[FromVisit] = st.one_of(
    st.builds(Drawn, st.from_regex(r"[a-z][a-z0-9_-]{0,40}", fullmatch=True)),
    st.just(Begun()),
    st.builds(OutboxFilled, keys),
    st.builds(Ended, st.sampled_from(["finished", "left", "timed-out"])),
    st.just(Alive()),
    st.builds(Asked, keys, st.binary(max_size=4000)),
    st.builds(DeviceIs, devices, st.sampled_from(get_args(State)), st.sampled_from(["", "CARD-02"])),
)
from_host: st.SearchStrategy[FromHost] = st.one_of(
    st.builds(
        Settled,
        keys,
        st.sampled_from(["delivered", "refused", "unreachable"]),
        st.sampled_from(["", "NET-01", "NET-04"]),
        st.binary(max_size=4000),
    ),
    st.builds(
        Replied,
        keys,
        st.sampled_from(["delivered", "refused", "unreachable"]),
        st.sampled_from(["", "NET-01", "NET-04"]),
        st.binary(max_size=4000),
    ),
    st.just(Stop()),
)


@given(from_visit)
def test_what_the_visit_tells_arrives_exactly(message: FromVisit) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode_from_visit(line) == message


@given(from_host)
def test_what_the_host_tells_arrives_exactly(message: FromHost) -> None:
    assert decode_from_host(encode(message)) == message


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_noise_is_refused(line: bytes) -> None:
    with pytest.raises(WrongMessageError):
        decode_from_visit(line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"message":"Drawn"}\n',
        b'{"message":"Drawn","screen":"attract","name":"x"}\n',
        b'{"message":"Drawn","screen":"\xd8\xa6"}\n',
        b'{"message":"Drawn","screen":7}\n',
        b'{"message":"Ended","how":"bored"}\n',
        b'{"message":"OutboxFilled","key":""}\n',
        b'{"message":"Stop"}\n',
        b'{"message":["Drawn"],"screen":"attract"}\n',
        b'{"message":"Begun"}',
        b"[]\n",
    ],
)
def test_what_is_almost_a_message_is_refused(line: bytes) -> None:
    with pytest.raises(WrongMessageError):
        decode_from_visit(line)


def test_a_refused_line_is_not_repeated_in_the_error() -> None:
    with pytest.raises(WrongMessageError) as refused:
        decode_from_visit('{"message":"Drawn","screen":"مەريەم"}\n'.encode())
    assert "مەريەم" not in str(refused.value)


def test_no_message_has_a_field_that_could_hold_a_person() -> None:
    fields = {
        field.name
        for kind in (Drawn, Begun, OutboxFilled, Ended, Alive, DeviceIs, Settled, Stop)
        for field in dataclasses.fields(kind)
    }
    assert fields == {"screen", "key", "how", "device", "state", "outcome", "code", "reply"}


def test_an_end_that_is_gone_is_noticed_on_both_sides() -> None:
    ours, theirs = multiprocessing.Pipe()
    host, visit = HostEnd(ours), VisitEnd(theirs)
    visit.send(Begun())
    assert host.receive() == Begun()
    theirs.close()
    assert host.receive() is None
    # Telling somebody who is gone is no error: whoever receives acts on it.
    host.send(Stop())


def test_a_message_cut_off_by_a_kill_counts_as_gone() -> None:
    ours, theirs = multiprocessing.Pipe()
    host = HostEnd(ours)
    # The length that Connection puts ahead says 64 bytes; only a few follow.

    os.write(theirs.fileno(), struct.pack("!i", 64) + b'{"mess')
    theirs.close()
    assert host.receive() is None
