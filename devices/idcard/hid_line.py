"""The line to a module behind USB HID: reports of 64 bytes through the kernel's hidraw.

How readers carry SAM_V frames in reports is published nowhere that we found as a specification. Two ways are
known and tried one after the other, each with a status question:

* PLAIN: a frame's bytes in their order over consecutive reports, the last one filled up with zeros, which the
  scanner steps over. Ours, after what readers with bulk endpoints do in packets of 64 bytes (VID 0400, PID
  C35A); to be checked against a real reader.
* COUNTED: each report begins with how many bytes of it count (1 to 63). So do the readers of one maker, see
  ``sendDataLen`` and ``getData`` in usbNfc/…/UsbHidManager.java of github.com/dearhj/FaceRecognitionDemo
  (there with one more wrapping of the maker's inside, which is not spoken here).

A reader that takes neither does not answer and is told as such.
"""

import fcntl
import os
import re
import select
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble, trouble_of

PREFIX = "hid:"
REPORT = 64
_REPORT_NUMBER = b"\0"
_MOST_COUNTED = REPORT - 1
_NUMBERS = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})(?::(.+))?")
_HID_ID = re.compile(r"[0-9A-Fa-f]{4}:0000([0-9A-Fa-f]{4}):0000([0-9A-Fa-f]{4})")


class Framing(Enum):
    """How frames are put into reports."""

    PLAIN = auto()
    COUNTED = auto()


@dataclass(frozen=True)
class HidPlaces:
    """Where the kernel tells of hidraw devices, and where their nodes are."""

    classes: Path = Path("/sys/class/hidraw")
    nodes: Path = Path("/dev")


SYSTEM = HidPlaces()


@dataclass(frozen=True)
class HidNode:
    """``path`` of the device's node; ``instance`` is another one each time it is plugged in."""

    path: Path
    instance: str


class HidLine:
    """An open hidraw node, locked against ourselves in another process. For one thread at a time."""

    checked = True
    baud: int | None = None

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._framing = Framing.PLAIN
        self._unfinished = b""

    def settings(self) -> Iterator[None]:
        """See Transport."""
        for framing in Framing:
            self._framing = framing
            yield

    def send(self, data: bytes) -> None:
        """See Transport."""
        for report in in_reports(data, self._framing):
            try:
                written = os.write(self._descriptor, _REPORT_NUMBER + report)
            except OSError as trouble:
                raise LineLostError(str(trouble)) from trouble
            if written != 1 + REPORT:
                raise LineLostError("a report was not taken whole")

    def receive(self, seconds: float) -> bytes:
        """See Transport."""
        ready, _, _ = select.select([self._descriptor], [], [], max(0.0, seconds))
        data = b""
        while ready:
            try:
                report = os.read(self._descriptor, REPORT)
            except BlockingIOError:
                break
            except OSError as trouble:
                raise LineLostError(str(trouble)) from trouble
            if not report:
                raise LineLostError("the reader has gone")
            data += self._out_of(report)
        return data

    def discard_input(self) -> None:
        """See Transport."""
        self.receive(0)
        self._unfinished = b""

    def close(self) -> None:
        """See Transport."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _out_of(self, report: bytes) -> bytes:
        if self._framing is Framing.PLAIN:
            return report
        # hidraw gives whole reports; a pseudo-terminal in its place may give halves.
        self._unfinished += report
        data = b""
        while len(self._unfinished) >= REPORT:
            whole, self._unfinished = self._unfinished[:REPORT], self._unfinished[REPORT:]
            if 1 <= whole[0] <= _MOST_COUNTED:
                data += whole[1 : 1 + whole[0]]
        return data


def in_reports(data: bytes, framing: Framing) -> Iterator[bytes]:
    """The reports, each REPORT bytes, that carry these bytes."""
    most = REPORT if framing is Framing.PLAIN else _MOST_COUNTED
    for start in range(0, len(data), most):
        part = data[start : start + most]
        counted = b"" if framing is Framing.PLAIN else bytes((len(part),))
        yield (counted + part).ljust(REPORT, b"\0")


def open_hid(address: str, places: HidPlaces = SYSTEM) -> HidLine | PortNotOpened:
    """Open what "hid:VVVV:PPPP", "hid:VVVV:PPPP:SERIAL" or "hid:/dev/hidrawN" names. See find_hid."""
    node = find_hid(address, places)
    if node is None:
        return PortNotOpened(PortTrouble.MISSING, "no such HID device")
    try:
        descriptor = os.open(node.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as refused:
        return PortNotOpened(trouble_of(refused.errno), str(refused))
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as refused:
        os.close(descriptor)
        return PortNotOpened(trouble_of(refused.errno), str(refused))
    return HidLine(descriptor)


def find_hid(address: str, places: HidPlaces = SYSTEM) -> HidNode | None:
    """The first node that the address names; None if none is there. ValueError if it names nothing at all."""
    name = address.removeprefix(PREFIX)
    if name.startswith("/"):
        path = Path(name)
        return HidNode(path, _instance(places.classes / path.name)) if path.exists() else None
    wanted = _NUMBERS.fullmatch(name)
    if wanted is None:
        raise ValueError(f"{address}: not hid:VVVV:PPPP, hid:VVVV:PPPP:SERIAL or hid:/dev/hidrawN")
    vendor, product, serial = wanted.groups()
    for entry in sorted(places.classes.glob("hidraw*"), key=lambda entry: (len(entry.name), entry.name)):
        told = _told_of(entry)
        numbers = _HID_ID.fullmatch(told.get("HID_ID", ""))
        same = numbers is not None and numbers.group(1, 2) == (vendor.upper(), product.upper())
        if same and serial in (None, told.get("HID_UNIQ")):
            return HidNode(places.nodes / entry.name, _instance(entry))
    return None


def _told_of(entry: Path) -> dict[str, str]:
    try:
        lines = (entry / "device" / "uevent").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}  # it has just gone
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _instance(entry: Path) -> str:
    # The kernel counts HID devices up as they come: "0003:0400:C35A.0007".
    return (entry / "device").resolve().name
