"""The lines to a module, by what a reader is addressed by: a serial port's path, "hid:…" or "pcsc:…"."""

from devices.idcard import hid_line, pcsc_line
from devices.idcard.hid_line import SYSTEM, HidPlaces, find_hid, open_hid
from devices.idcard.line import PortNotOpened, Transport
from devices.idcard.pcsc_line import open_pcsc, readers
from devices.idcard.serial_line import BAUDS, open_serial
from devices.plugged_in import Identity, identity_at

__all__ = ["BAUDS", "Identity", "open_line", "port_identity"]


def open_line(address: str, baud: int | None = None, places: HidPlaces = SYSTEM) -> Transport | PortNotOpened:
    """The line to the module at this address. ``baud`` None: to be found out; of no matter but on a port.

    ValueError for an address that names nothing, and for a baud there is not.
    """
    if address.startswith(hid_line.PREFIX):
        return open_hid(address, places)
    if address.startswith(pcsc_line.PREFIX):
        return open_pcsc(address)
    return open_serial(address, baud)


def port_identity(address: str, places: HidPlaces = SYSTEM) -> Identity | None:
    """Another one when the device behind the address has been replaced; None when there is none."""
    if address.startswith(pcsc_line.PREFIX):
        names = readers(address)
        return None if isinstance(names, PortNotOpened) or not names else (names[0],)
    if address.startswith(hid_line.PREFIX):
        node = find_hid(address, places)
        return None if node is None else identity_at(str(node.path), node.instance)
    return identity_at(address)
