"""A module behind USB HID, on a pseudo-terminal that stands in for hidraw.

There is no hidraw without a device or /dev/uhid. What is written and read has the same sizes: a report's
number and 64 bytes one way, 64 bytes the other; the terminal is raw and keeps no boundaries, as hidraw does.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from devices.idcard.hid_line import REPORT, Framing, HidPlaces, in_reports
from devices.idcard.protocol import Request
from devices.idcard.simulator import PluggedIn, ReaderSimulator

_WRITTEN = 1 + REPORT
_MOST_COUNTED = REPORT - 1


class HidReaderSimulator(ReaderSimulator):
    """A reader that takes its frames in reports; ``address`` names its node. As fast as it can."""

    def __init__(
        self,
        framing: Framing = Framing.PLAIN,
        *,
        thinking: Mapping[Request, float] | None = None,
        link: Path | None = None,
    ) -> None:
        self._framing = framing
        self._unfinished = b""
        super().__init__(paced=False, thinking=thinking, link=link)

    @property
    def address(self) -> str:
        """What it is opened by."""
        return f"hid:{self.path}"

    def plug(self) -> None:
        """See ReaderSimulator."""
        self._unfinished = b""
        super().plug()

    def _is_set_alike(self, plugged: PluggedIn) -> bool:
        return True  # there is no speed to set

    def _into_line(self, out: bytes) -> Iterator[bytes]:
        return in_reports(out, self._framing)

    def _out_of_line(self, data: bytes) -> bytes:
        self._unfinished += data
        sent = b""
        while len(self._unfinished) >= _WRITTEN:
            report, self._unfinished = self._unfinished[1:_WRITTEN], self._unfinished[_WRITTEN:]
            if self._framing is Framing.PLAIN:
                sent += report
            elif 1 <= report[0] <= _MOST_COUNTED:
                sent += report[1 : 1 + report[0]]
        return sent


def sysfs_of(
    folder: Path,
    reader: HidReaderSimulator,
    numbers: str = "0400:C35A",
    serial: str = "",
    node: str = "hidraw0",
) -> HidPlaces:
    """What the kernel would show of the reader, in a folder: /sys/class/hidraw and /dev."""
    vendor, product = numbers.split(":")
    places = HidPlaces(folder / "class", folder / "dev")
    device = folder / f"0003:{vendor}:{product}.{len(list(folder.glob('0003:*'))):04X}"
    device.mkdir(parents=True)
    told = f"HID_ID=0003:0000{vendor}:0000{product}\nHID_NAME=simulated\nHID_UNIQ={serial}\n"
    (device / "uevent").write_text(told, encoding="ascii")
    entry = places.classes / node
    entry.mkdir(parents=True, exist_ok=True)
    (entry / "device").unlink(missing_ok=True)
    (entry / "device").symlink_to(device)
    places.nodes.mkdir(exist_ok=True)
    (places.nodes / node).unlink(missing_ok=True)
    (places.nodes / node).symlink_to(reader.path)
    return places
