import pytest

from devices.receipt.transport import Address, parse_address


def test_addresses_are_read() -> None:
    assert parse_address("tcp://127.0.0.1:9101") == Address("tcp", "127.0.0.1", port=9101)
    assert parse_address("tcp://printer?fence=off") == Address("tcp", "printer", port=9100, fence=False)
    assert parse_address("serial:///dev/ttyUSB0?baud=19200&flow=rtscts") == Address(
        "serial", "/dev/ttyUSB0", baud=19200, flow="rtscts", compact=True
    )
    assert parse_address("usb:///dev/usb/lp0?cut=off") == Address("usb", "/dev/usb/lp0", cut=False)
    assert parse_address("serial:///dev/ttyS0?compact=off").compact is False


@pytest.mark.parametrize(
    "address",
    [
        "",
        "127.0.0.1:9100",
        "http://printer",
        "tcp://",
        "tcp://printer:port",
        "tcp://printer?speed=9",
        "tcp://printer?fence",
        "serial://dev/ttyUSB0",
        "serial:///dev/ttyUSB0?baud=fast",
        "serial:///dev/ttyUSB0?baud=0",
        "serial:///dev/ttyUSB0?flow=up",
        "serial:///dev/ttyUSB0?fence=maybe",
        "usb://lp0",
        "usb:///dev/usb/lp0?baud=9600",
        "usb:///dev/usb/lp0?cut=perhaps",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        parse_address(address)
